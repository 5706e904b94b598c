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
  CHECK(count_of(text, "<section>") == 11);
  CHECK(count_of(text, "<svg") == 9);  // totals and recall are tables alone
  CHECK(count_of(text, "<table>") == 11);
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
