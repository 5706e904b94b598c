#include "export/stats_page.h"

#include <doctest/doctest.h>

#include <sstream>

#include "export/svg_chart.h"

namespace lianxi {
namespace {

const StatsPageHead kHead{day_from_number(20514), ""};

std::string page(const std::vector<Table>& tables, const StatsPageHead& head = kHead) {
  std::ostringstream out;
  write_stats_page(tables, head, out);
  return out.str();
}

bool holds(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

std::size_t count_of(const std::string& text, std::string_view part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

/// One of each table that the page draws.
std::vector<Table> all_tables() {
  const Cell one = std::int64_t{1}, half = 0.5;
  const Cell date = std::string("2026-03-02");
  return {
      {"totals", {"period", "reviews"}, {{std::string("today"), one}}},
      {"days", {"date", "reviews", "drills"}, {{date, std::int64_t{7}, one}}},
      {"months",
       {"month", "reviews", "rate", "low", "high"},
       {{std::string("2026-03"), one, half, half, half}}},
      {"recall", {"by", "name", "rate"}, {{std::string("kind"), std::string("cloze"), half}}},
      {"states",
       {"kind", "state", "cards"},
       {{std::string("cloze"), std::string("young"), one},
        {std::string("cloze"), std::string("stable"), one}}},
      {"intervals", {"from_days", "below_days", "cards"}, {{one, Cell(), one}}},
      {"ease", {"from_ease", "below_ease", "cards"}, {{half, Cell(), one}}},
      {"due", {"date", "cards", "minutes"}, {{date, one, half}}},
      {"forecast",
       {"date", "reviews", "new", "drills", "minutes"},
       {{date, half, half, half, half}}},
      {"simulation",
       {"schedule", "retention", "minutes", "minutes_low", "minutes_high", "memorized"},
       {{std::string("fsrs"), 0.7, 11.5, 11.25, 11.75, 320.5},
        {std::string("fsrs"), 0.9, 24.5, 24.25, 24.75, 410.5},
        {std::string("sm2"), Cell(), 18.5, 18.25, 18.75, 380.5}},
       "SM-2 takes longer."},
      {"simulation_by_new",
       {"schedule", "new_cards", "minutes", "minutes_low", "minutes_high", "memorized"},
       {{std::string("fsrs"), std::int64_t{0}, 1.5, 1.25, 1.75, 20.5},
        {std::string("fsrs"), std::int64_t{40}, 4.5, 4.25, 4.75, 40.5},
        {std::string("sm2"), std::int64_t{10}, 2.5, 2.25, 2.75, 25.5}}},
      {"tones",
       {"position", "asked", "typed", "answers"},
       {{one, std::int64_t{2}, std::int64_t{3}, std::int64_t{41}}}},
      {"levels",
       {"list", "level", "known", "in_work", "unseen"},
       {{std::string("HSK 3.0"), std::string("1"), one, one, one}}},
  };
}

}  // namespace

TEST_CASE("a page has a chart and the numbers of each table, and names nothing outside itself") {
  const std::string text = page(all_tables());
  CHECK(count_of(text, "<section>") == 13);
  CHECK(count_of(text, "<svg") == 12);  // totals and recall are tables alone, simulation has two
  CHECK(count_of(text, "<table>") == 13);
  CHECK(holds(text, ">41</text>"));
  CHECK(holds(text, "<td>41</td>"));
  for (const char* part : {"http:", "https:", "src=", "href=", "url(", "@import", "<script"}) {
    CAPTURE(part);
    CHECK_FALSE(holds(text, part));
  }
  CHECK(holds(text, "default-src 'none'"));
}

TEST_CASE("what comes from a deck is text, whatever it says") {
  const std::string hostile =
      "</td><script>alert(1)</script> javascript:x \"quoted\" 'single' &amp; \xE2\x80\xAE"
      "evil\xE2\x80\xAC";
  const Table recall{"recall", {"by", "name", "rate"}, {{std::string("deck"), hostile, 0.5}}};
  const Table levels{
      "levels",
      {"list", "level", "known", "in_work", "unseen"},
      {{hostile, std::string("1"), std::int64_t{1}, std::int64_t{0}, std::int64_t{0}}}};
  const std::string text = page({recall, levels}, {day_from_number(20514), hostile});
  CHECK_FALSE(holds(text, "<script"));
  CHECK_FALSE(holds(text, "alert(1)</"));
  CHECK_FALSE(holds(text, "\xE2\x80\xAE"));  // turns the direction of text
  CHECK(count_of(text, "&lt;script&gt;alert(1)&lt;/script&gt;") == 4);
  CHECK(holds(text, "&quot;quoted&quot; &#39;single&#39; &amp;amp;"));
}

TEST_CASE("an empty table is left out, and one that the page does not know") {
  const std::string text = page(
      {{"days", {"date", "reviews", "drills"}, {}}, {"something", {"a"}, {{std::int64_t{1}}}}});
  CHECK_FALSE(holds(text, "<section>"));
  CHECK(holds(text, "Progress on 2026-03-02"));
}

TEST_CASE("SM-2 stands beside the curve of FSRS: a level over retentions, a point over new cards") {
  const std::string text = page(all_tables());
  CHECK(count_of(text, "class=\"level\"") == 2);
  CHECK(count_of(text, "<circle class=\"c2\"") == 1);
  CHECK(count_of(text, "<polygon class=\"band\"") == 3);
  CHECK(count_of(text, ">SM-2</text>") == 3);
  CHECK(holds(text, ">0.70</text>"));
  CHECK(holds(text, "<p>SM-2 takes longer.</p>"));
}

TEST_CASE("what a table says of itself is text on the page") {
  const Table table{"totals", {"period"}, {{std::string("today")}}, "<b>&"};
  CHECK(holds(page({table}), "<p>&lt;b&gt;&amp;</p>"));
}

TEST_CASE("a curve has its scale from 0 to the next easy number, and keeps inside its frame") {
  const std::vector<ChartPoint> points = {{"a", 0, 1200, 1100, 1300}, {"", 5, 0, 0, 0}};
  const std::string chart = curve_chart("curve", "minutes", "days", "one", points, {});
  CHECK(holds(chart, ">2000</text>"));
  CHECK(holds(chart, ">1000</text>"));
  CHECK(count_of(chart, "<circle") == 2);
  CHECK(holds(curve_chart("curve", "", "", "", {{"", 0, 25'000, 0, 0}}, {}), ">30k</text>"));
  CHECK(holds(curve_chart("curve", "", "", "", {{"", 0, 0.07, 0, 0}}, {}), ">0.08</text>"));
  CHECK(holds(curve_chart("curve", "", "", "", points, ChartMark{"other", {}, 7000}), ">8000<"));
}

TEST_CASE("a curve of nothing, of one point or of noughts is a chart with numbers only") {
  const std::vector<std::vector<ChartPoint>> few = {
      {}, {{"0", 0, 0, 0, 0}}, {{"0", 3, 0, 0, 0}, {"1", 3, 0, 0, 0}}};
  for (const auto& points : few) {
    const std::string chart =
        curve_chart("curve", "minutes", "days", "one", points, ChartMark{"other", {}, 0});
    CHECK_FALSE(holds(chart, "nan"));
    CHECK_FALSE(holds(chart, "inf"));
    CHECK(holds(chart, ">0.5</text>"));
  }
}

TEST_CASE("a mark beyond the ends of a curve is left out, in its name too") {
  const std::vector<ChartPoint> points = {{"", 0, 1, 1, 1}, {"", 40, 2, 2, 2}};
  const auto drawn = [&](double x) {
    return holds(curve_chart("curve", "", "", "one", points, ChartMark{"other", x, 9}), "other");
  };
  CHECK(drawn(0));
  CHECK(drawn(40));
  CHECK_FALSE(drawn(9999));
}

TEST_CASE("a chart stays inside its frame") {
  std::vector<ChartBar> bars;
  for (int i = 0; i < 40; ++i) bars.push_back({std::to_string(i), {1.0 * i, 3.0}});
  const std::string chart = bar_chart("bars", "cards", bars);
  for (auto at = chart.find(" y=\""); at != std::string::npos; at = chart.find(" y=\"", at + 1)) {
    const double y = std::stod(chart.substr(at + 4));
    CHECK(y >= 0);
    CHECK(y < 160);
  }
  CHECK(holds(chart, ">50</text>"));  // the next easy number above 42
}

}  // namespace lianxi
