#include "export/stats_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <string_view>

#include "export/svg_chart.h"

namespace lianxi {
namespace {

/// Colours that stay apart for those who see few of them. Source: Okabe and Ito, "Color universal
/// design" (2008); lighter ones on dark ground.
constexpr std::string_view kStyle = R"(
:root { color-scheme: light dark; --ground: #fff; --ink: #1c1c1c; --faint: #6b6b6b; --rule: #ddd;
  --empty: #eee; --c0: #0072b2; --c1: #009e73; --c2: #d55e00; --c3: #e69f00; --c4: #cc79a7;
  --c5: #8a8a8a; }
@media screen and (prefers-color-scheme: dark) { :root { --ground: #15181c; --ink: #e6e6e6; --faint: #9aa0a6;
  --rule: #3a3f45; --empty: #24282d; --c0: #56b4e9; --c1: #2fc79b; --c2: #ff8a3d; --c3: #f0c350;
  --c4: #e5a3c6; --c5: #9a9a9a; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-width: 44rem; background: var(--ground);
  color: var(--ink); font: 1rem/1.5 system-ui, "Noto Sans CJK SC", sans-serif; }
h1 { font-size: 1.4rem; margin: 0; } h2 { font-size: 1.1rem; margin: 2rem 0 .3rem; }
p { margin: .2rem 0 .6rem; color: var(--faint); }
svg { display: block; width: 100%; max-width: 36rem; height: auto; font-size: 10px; }
svg text { fill: var(--faint); } svg .number { fill: var(--ink); } .grid { stroke: var(--rule); } .empty { fill: var(--empty); }
.band { fill: var(--c0); fill-opacity: .25; } .line { fill: none; stroke: var(--c0); }
.level { stroke: var(--c2); stroke-dasharray: 5 3; stroke-width: 1.5; }
.c0 { fill: var(--c0); } .c1 { fill: var(--c1); } .c2 { fill: var(--c2); } .c3 { fill: var(--c3); }
.c4 { fill: var(--c4); } .c5 { fill: var(--c5); }
summary { cursor: pointer; color: var(--faint); font-size: .9rem; }
.table { overflow-x: auto; }
table { border-collapse: collapse; font-size: .85rem; font-variant-numeric: tabular-nums; }
th, td { padding: .1rem .6rem .1rem 0; text-align: right; border-bottom: 1px solid var(--rule);
  white-space: nowrap; }
th { font-weight: 600; } .text { text-align: left; }
@media print { :root { --ground: #fff; --ink: #000; --faint: #444; } body { max-width: none; }
  section { break-inside: avoid; } summary { list-style: none; } }
)";

/// So many rows are shown at once, more of them when they are asked for.
constexpr std::size_t kShortTable = 12;

class Rows {
 public:
  explicit Rows(const Table& table) : table_(table) {}

  std::size_t size() const { return table_.rows.size(); }
  double number(std::size_t row, std::string_view column) const {
    const Cell& cell = at(row, column);
    if (const auto* whole = std::get_if<std::int64_t>(&cell)) return static_cast<double>(*whole);
    const auto* real = std::get_if<double>(&cell);
    return real ? *real : 0;
  }
  std::string text(std::size_t row, std::string_view column) const {
    const Cell& cell = at(row, column);
    if (const auto* text = std::get_if<std::string>(&cell)) return *text;
    return std::holds_alternative<std::monostate>(cell) ? ""
                                                        : fmt::format("{}", number(row, column));
  }

 private:
  const Cell& at(std::size_t row, std::string_view column) const {
    const auto found = std::find(table_.columns.begin(), table_.columns.end(), column);
    return table_.rows[row].at(static_cast<std::size_t>(found - table_.columns.begin()));
  }
  const Table& table_;
};

/// The day of a text like 2026-03-02.
StudyDay day_of(const std::string& text) { return day_from_string(text).value_or(StudyDay{}); }

/// Every so manieth of `count` points is labelled, so that their labels do not touch.
std::size_t label_step(std::size_t count) { return std::max<std::size_t>(1, (count + 4) / 5); }

std::string days_chart(const std::string& name, const Rows& rows, StudyDay today) {
  std::vector<CalendarDay> days;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const double answers = rows.number(i, "reviews") + rows.number(i, "drills");
    days.push_back({day_of(rows.text(i, "date")), static_cast<std::int64_t>(answers)});
  }
  return calendar_chart(name, today, days);
}

std::string months_chart(const std::string& name, const Rows& rows) {
  std::vector<ChartShare> points;
  const std::size_t first = rows.size() > 36 ? rows.size() - 36 : 0;
  for (std::size_t i = first; i < rows.size(); ++i) {
    const bool labelled = (i - first) % label_step(rows.size() - first) == 0;
    points.push_back({labelled ? rows.text(i, "month") : "", rows.number(i, "rate"),
                      rows.number(i, "low"), rows.number(i, "high")});
  }
  return share_chart(name, points);
}

/// A bar a week: of days one by one a phone shows nothing.
std::string weeks_chart(const std::string& name, const Rows& rows,
                        const std::vector<std::string_view>& parts, std::string_view unit) {
  std::vector<ChartBar> weeks;
  const std::size_t step = 7 * label_step((rows.size() + 6) / 7);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i % 7 == 0) {
      const std::string date = rows.text(i, "date");
      weeks.push_back({i % step == 0 ? date.substr(5) : "", std::vector<double>(parts.size(), 0)});
    }
    for (std::size_t part = 0; part < parts.size(); ++part) {
      weeks.back().parts[part] += rows.number(i, parts[part]);
    }
  }
  return bar_chart(name, std::string(unit), weeks);
}

/// Rows by the text of one column, in the order in which they come, with parts by another's.
std::string parts_chart(const std::string& name, const Rows& rows, std::string_view by,
                        std::string_view part, std::string_view value) {
  std::vector<std::string> parts;
  std::vector<ChartBar> bars;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string label = rows.text(i, by), part_name = rows.text(i, part);
    auto place = std::find(parts.begin(), parts.end(), part_name);
    if (place == parts.end()) place = parts.insert(parts.end(), part_name);
    if (bars.empty() || bars.back().label != label) bars.push_back({label, {}});
    bars.back().parts.resize(parts.size());
    bars.back().parts[static_cast<std::size_t>(place - parts.begin())] += rows.number(i, value);
  }
  return row_chart(name, parts, bars);
}

std::string groups_chart(const std::string& name, const Rows& rows, std::string_view from) {
  std::vector<ChartBar> bars;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    bars.push_back({rows.text(i, from), {rows.number(i, "cards")}});
  }
  return bar_chart(name, "cards", bars);
}

std::string levels_chart(const std::string& name, const Rows& rows) {
  std::vector<ChartBar> bars;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    bars.push_back(
        {rows.text(i, "list") + " " + rows.text(i, "level"),
         {rows.number(i, "known"), rows.number(i, "in_work"), rows.number(i, "unseen")}});
  }
  return row_chart(name, {"known", "in work", "unseen"}, bars);
}

std::string tones_chart(const std::string& name, const Rows& rows) {
  std::vector<std::vector<ChartCell>> cells(5, std::vector<ChartCell>(6));
  for (std::size_t tone = 0; tone < 5; ++tone) cells[tone][tone].right = true;
  cells[4][5].right = true;  // a neutral tone need not be typed
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto asked = static_cast<std::size_t>(rows.number(i, "asked"));
    const auto typed = static_cast<std::size_t>(rows.number(i, "typed"));
    if (asked < 1 || asked > 5 || typed > 5) continue;
    const std::size_t column = typed == 0 ? 5 : typed - 1;
    cells[asked - 1][column].count += static_cast<std::int64_t>(rows.number(i, "answers"));
  }
  return matrix_chart(name, {"asked 1", "2", "3", "4", "neutral"},
                      {"typed 1", "2", "3", "4", "neutral", "none"}, cells);
}

/// The curve of FSRS over one column, with SM-2 beside it: at its place there, or as a level.
std::string schedules_chart(const std::string& name, const Rows& rows, std::string_view over,
                            const std::string& scale, std::string_view value,
                            const std::string& unit,
                            const std::function<std::string(double)>& label) {
  std::vector<ChartPoint> points;
  std::optional<ChartMark> sm2;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const double x = rows.number(i, over), y = rows.number(i, value);
    if (rows.text(i, "schedule") == "sm2") {
      const bool has_place = !rows.text(i, over).empty();
      sm2 = {"SM-2", has_place ? std::optional(x) : std::nullopt, y};
      continue;
    }
    const bool minutes = value == "minutes";
    points.push_back({label(x), x, y, minutes ? rows.number(i, "minutes_low") : y,
                      minutes ? rows.number(i, "minutes_high") : y});
  }
  return curve_chart(name, unit, scale, "FSRS", points, sm2);
}

std::string retentions_chart(const std::string& name, const Rows& rows) {
  const auto label = [](double retention) {
    return std::lround(retention * 100) % 4 == 2 ? fmt::format("{:.2f}", retention) : "";
  };
  return schedules_chart(name + ": minutes", rows, "retention", "desired retention", "minutes",
                         "minutes a day", label) +
         schedules_chart(name + ": cards", rows, "retention", "desired retention", "memorized",
                         "cards memorized", label);
}

std::string new_cards_chart(const std::string& name, const Rows& rows) {
  return schedules_chart(
      name, rows, "new_cards", "new cards a day", "minutes", "minutes a day",
      [](double count) { return std::lround(count) % 5 == 0 ? fmt::format("{:.0f}", count) : ""; });
}

struct Section {
  std::string_view table, title, note;
  std::function<std::string(const std::string& name, const Rows&)>
      chart;  ///< empty: the table alone
};

std::vector<Section> sections(StudyDay today) {
  return {
      {"totals", "Today and this week", "", {}},
      {"days", "The last year", "Answers a day; a column is a week.",
       [today](const std::string& name, const Rows& rows) {
         return days_chart(name, rows, today);
       }},
      {"months", "Recall over time",
       "Of cards seen on an earlier day: the share recalled each month, and its 95 % interval.",
       months_chart},
      {"recall",
       "Recall by kind, deck, level, sentence and time of day",
       "With the 95 % interval of each share; few answers make it wide.",
       {}},
      {"states", "Cards", "Young: answered, under 21 days; stable: 21 days or more.",
       [](const std::string& name, const Rows& rows) {
         return parts_chart(name, rows, "kind", "state", "cards");
       }},
      {"due", "Due", "Cards that are known now, week by week.",
       [](const std::string& name, const Rows& rows) {
         return weeks_chart(name, rows, {"cards"}, "cards a week");
       }},
      {"forecast", "Forecast",
       "Reviews and new cards with new cards at the present rate, week by week.",
       [](const std::string& name, const Rows& rows) {
         return weeks_chart(name, rows, {"reviews", "new"}, "cards a week, new ones on top");
       }},
      {"simulation", "What a retention costs",
       "A year made up with your times and ratings: time and knowledge at other desired retentions "
       "of FSRS; SM-2 as it is set.",
       retentions_chart},
      {"simulation_by_new", "What new cards cost",
       "The same year with other limits of new cards; SM-2 at the present one.", new_cards_chart},
      {"intervals", "Intervals", "Cards by the days between two reviews, from ... on.",
       [](const std::string& name, const Rows& rows) {
         return groups_chart(name, rows, "from_days");
       }},
      {"ease", "Ease", "Cards by SM-2's ease, from ... on; 2.5 is where each begins.",
       [](const std::string& name, const Rows& rows) {
         return groups_chart(name, rows, "from_ease");
       }},
      {"tones", "Tones", "What was asked and what was typed, of syllables with right letters.",
       tones_chart},
      {"tone_pairs", "Tones of two syllables", "", {}},
      {"confusions", "Words taken for each other", "", {}},
      {"levels", "Levels", "Words of the installed lists. Known: stable; in work: begun.",
       levels_chart},
      {"leeches", "Cards that keep lapsing", "", {}},
  };
}

/// Shares are read as percent.
bool is_share(std::string_view column) {
  return column == "rate" || column == "low" || column == "high";
}

std::string cell_html(const Cell& cell, std::string_view column) {
  if (const auto* text = std::get_if<std::string>(&cell)) {
    return "<td class=\"text\"><bdi>" + escape_html(*text) + "</bdi></td>";
  }
  if (const auto* whole = std::get_if<std::int64_t>(&cell))
    return fmt::format("<td>{}</td>", *whole);
  if (const auto* real = std::get_if<double>(&cell)) {
    return is_share(column) ? fmt::format("<td>{:.2f} %</td>", 100 * *real)
                            : fmt::format("<td>{}</td>", *real);
  }
  return "<td></td>";
}

/// Column names as a person reads them: "from_days" as "from days".
std::string heading(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  return escape_html(name);
}

void write_table(const Table& table, std::ostream& out) {
  out << "<div class=\"table\"><table>\n<thead><tr>";
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const bool is_text = std::holds_alternative<std::string>(table.rows.front()[i]);
    out << "<th scope=\"col\"" << (is_text ? " class=\"text\"" : "") << '>'
        << heading(table.columns[i]) << "</th>";
  }
  out << "</tr></thead>\n<tbody>\n";
  for (const auto& row : table.rows) {
    out << "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i) out << cell_html(row[i], table.columns[i]);
    out << "</tr>\n";
  }
  out << "</tbody></table></div>\n";
}

void write_section(const Section& section, const Table& table, std::ostream& out) {
  out << "<section>\n<h2>" << section.title << "</h2>\n";
  if (!section.note.empty()) out << "<p>" << section.note << "</p>\n";
  if (!table.note.empty()) out << "<p>" << escape_html(table.note) << "</p>\n";
  if (section.chart) out << section.chart(std::string(section.title), Rows(table));
  const bool open = !section.chart || table.rows.size() <= kShortTable;
  out << (open ? "<details open>" : "<details>") << "<summary>the numbers</summary>\n";
  write_table(table, out);
  out << "</details>\n</section>\n";
}

}  // namespace

void write_stats_page(const std::vector<Table>& tables, const StatsPageHead& head,
                      std::ostream& out) {
  out << "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta http-equiv=\"Content-Security-Policy\" "
         "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
         "<title>lianxi "
      << to_string(head.today) << "</title>\n<style>" << kStyle << "</style>\n</head>\n<body>\n"
      << "<h1>Progress on " << to_string(head.today) << "</h1>\n";
  if (!head.of.empty()) out << "<p><bdi>" << escape_html(head.of) << "</bdi></p>\n";
  for (const Section& section : sections(head.today)) {
    for (const Table& table : tables) {
      if (table.name == section.table && !table.rows.empty()) write_section(section, table, out);
    }
  }
  out << "</body>\n</html>\n";
}

}  // namespace lianxi
