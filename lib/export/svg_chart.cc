#include "export/svg_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <map>
#include <numeric>
#include <string_view>

#include "text/utf8.h"

namespace lianxi {
namespace {

constexpr double kWidth = 360;
constexpr double kLeft = 34, kTop = 8, kPlotHeight = 120;
constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::string text(double x, double y, std::string_view anchor, std::string_view what) {
  return fmt::format(R"(<text x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>)", x, y, anchor,
                     escape_html(what));
}

std::string rectangle(double x, double y, double width, double height, std::string_view style) {
  return fmt::format(R"(<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" {}/>)", x, y,
                     std::max(0.0, width), std::max(0.0, height), style);
}

std::string part_style(std::size_t part) { return fmt::format(R"(class="c{}")", part % 6); }

std::string svg(const std::string& name, double height, const std::string& body) {
  return fmt::format(
      "<svg viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" "
      "aria-label=\"{}\"><title>{}</title>{}</svg>\n",
      kWidth, height, escape_html(name), escape_html(name), body);
}

double sum_of(const ChartBar& bar) {
  return std::accumulate(bar.parts.begin(), bar.parts.end(), 0.0);
}

double highest_of(const std::vector<ChartBar>& bars) {
  double highest = 0;
  for (const ChartBar& bar : bars) highest = std::max(highest, sum_of(bar));
  return highest;
}

/// The number itself or the next one up that is easy to read: 1, 2 or 5 and noughts.
double round_up(double value) {
  if (value <= 1) return 1;
  const double power = std::pow(10, std::floor(std::log10(value)));
  for (const double step : {1.0, 2.0, 5.0, 10.0}) {
    if (value <= step * power) return step * power;
  }
  return value;
}

/// Lines across a plot at its bottom, middle and top, with what they stand for.
std::string grid(double top, std::string_view bottom_text, std::string_view middle_text,
                 std::string_view top_text) {
  std::string lines;
  const std::array<std::pair<double, std::string_view>, 3> levels = {
      {{1.0, bottom_text}, {0.5, middle_text}, {0.0, top_text}}};
  for (const auto& [down, label] : levels) {
    const double y = top + down * kPlotHeight;
    lines += fmt::format(R"(<line class="grid" x1="{}" x2="{}" y1="{:.1f}" y2="{:.1f}"/>)", kLeft,
                         kWidth, y, y);
    lines += text(kLeft - 3, y + 3, "end", label);
  }
  return lines;
}

std::string number(double value) {
  return value == std::floor(value) ? fmt::format("{:.0f}", value) : fmt::format("{:.1f}", value);
}

/// The next number up whose half is easy to read too.
double scale_top(double value) {
  if (value <= 0) return 1;
  const double power = std::pow(10, std::floor(std::log10(value)));
  for (const double step : {1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0}) {
    if (value <= step * power) return step * power;
  }
  return 10 * power;
}

/// Of a scale: short even where it goes into the millions.
std::string scale_number(double value) {
  if (value >= 1e6) return fmt::format("{:g}M", value / 1e6);
  return value >= 1e4 ? fmt::format("{:g}k", value / 1e3) : fmt::format("{:g}", value);
}

/// Names with their colours, side by side from `x` on.
std::string legend(double x, double y, const std::vector<std::pair<std::string, std::size_t>>& of) {
  std::string body;
  for (const auto& [what, color] : of) {
    body += rectangle(x, y - 8, 9, 9, part_style(color)) + text(x + 12, y, "start", what);
    x += 20 + 6.2 * display_width(what);
  }
  return body;
}

std::string circle(double x, double y, double radius, std::string_view style) {
  return fmt::format(R"(<circle class="{}" cx="{:.1f}" cy="{:.1f}" r="{}"/>)", style, x, y, radius);
}

/// A curve and its mark on their scales.
class CurvePlot {
 public:
  static constexpr double kPlotTop = kTop + 14, kRight = kWidth - 14;

  CurvePlot(const std::vector<ChartPoint>& points, const std::optional<ChartMark>& mark)
      : points_(points), mark_(mark) {
    if (points.empty()) return;
    first_ = points.front().x;
    last_ = points.back().x;
    double highest = 0;
    for (const ChartPoint& point : points) highest = std::max({highest, point.y, point.high});
    if (shows_mark()) highest = std::max(highest, mark->y);
    top_ = scale_top(highest);
  }
  double top() const { return top_; }
  bool shows_mark() const {
    return mark_ && (!mark_->x || (*mark_->x >= first_ && *mark_->x <= last_));
  }

  std::string draw() const {
    std::string line, upper, lower, body;
    for (const ChartPoint& point : points_) {
      line += place(point.x, point.y);
      upper += place(point.x, point.high);
      lower.insert(0, place(point.x, point.low));
      body += circle(x_of(point.x), y_of(point.y), 2, "c0");
      if (point.label.empty()) continue;
      body += text(x_of(point.x), kPlotTop + kPlotHeight + 12, "middle", point.label);
    }
    return fmt::format(
               R"(<polygon class="band" points="{}{}"/><polyline class="line" points="{}"/>)",
               upper, lower, line) +
           body + draw_mark();
  }

 private:
  double x_of(double x) const {
    return kLeft + 10 +
           (last_ > first_ ? (x - first_) / (last_ - first_) : 0.5) * (kRight - kLeft - 10);
  }
  double y_of(double y) const {
    return kPlotTop + (1 - std::clamp(y / top_, 0.0, 1.0)) * kPlotHeight;
  }
  std::string place(double x, double y) const {
    return fmt::format("{:.1f},{:.1f} ", x_of(x), y_of(y));
  }
  std::string draw_mark() const {
    if (!shows_mark()) return "";
    const double y = y_of(mark_->y);
    if (mark_->x) return circle(x_of(*mark_->x), y, 3.5, "c2");
    return fmt::format(R"(<line class="level" x1="{}" x2="{}" y1="{:.1f}" y2="{:.1f}"/>)", kLeft,
                       kWidth, y, y);
  }

  const std::vector<ChartPoint>& points_;
  const std::optional<ChartMark>& mark_;
  double first_ = 0, last_ = 0, top_ = 1;
};

}  // namespace

std::string escape_html(std::string_view text) {
  std::string escaped;
  for (const char c : safe_display(text)) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\'':
        escaped += "&#39;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

std::string bar_chart(const std::string& name, const std::string& unit,
                      const std::vector<ChartBar>& bars) {
  const double highest = round_up(highest_of(bars));
  std::string body = grid(kTop + 10, "0", number(highest / 2), number(highest));
  body += text(kLeft, kTop + 2, "start", unit);
  const double step = (kWidth - kLeft) / static_cast<double>(std::max<std::size_t>(1, bars.size()));
  const double bottom = kTop + 10 + kPlotHeight;
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const double x = kLeft + static_cast<double>(i) * step;
    double y = bottom;
    for (std::size_t part = 0; part < bars[i].parts.size(); ++part) {
      const double height = bars[i].parts[part] / highest * kPlotHeight;
      y -= height;
      if (height > 0) body += rectangle(x + step * 0.1, y, step * 0.8, height, part_style(part));
    }
    if (!bars[i].label.empty()) body += text(x + step / 2, bottom + 12, "middle", bars[i].label);
  }
  return svg(name, bottom + 18, body);
}

std::string row_chart(const std::string& name, const std::vector<std::string>& parts,
                      const std::vector<ChartBar>& rows) {
  constexpr double kNames = 84, kNumbers = 44, kRow = 18;
  std::vector<std::pair<std::string, std::size_t>> names;
  for (const std::string& part : parts) names.emplace_back(part, names.size());
  std::string body = legend(0, 10, names);
  const double highest = std::max(1.0, highest_of(rows));
  double y = 20;
  for (const ChartBar& row : rows) {
    body += text(kNames - 4, y + 11, "end", row.label);
    double from = kNames;
    for (std::size_t part = 0; part < row.parts.size(); ++part) {
      const double width = row.parts[part] / highest * (kWidth - kNames - kNumbers);
      if (width > 0) body += rectangle(from, y, width, kRow - 5, part_style(part));
      from += width;
    }
    body += text(from + 4, y + 11, "start", number(sum_of(row)));
    y += kRow;
  }
  return svg(name, y + 4, body);
}

std::string share_chart(const std::string& name, const std::vector<ChartShare>& points) {
  std::string body = grid(kTop, "0 %", "50 %", "100 %");
  const auto count = static_cast<double>(std::max<std::size_t>(1, points.size()));
  const double step = (kWidth - kLeft) / count;
  const auto y_of = [](double share) { return kTop + (1 - share) * kPlotHeight; };
  std::string line;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const ChartShare& point = points[i];
    const double x = kLeft + (static_cast<double>(i) + 0.5) * step;
    body += rectangle(x - step * 0.3, y_of(point.high), step * 0.6,
                      y_of(point.low) - y_of(point.high), R"(class="band")");
    body += fmt::format(R"(<circle class="c0" cx="{:.1f}" cy="{:.1f}" r="2.5"/>)", x,
                        y_of(point.share));
    line += fmt::format("{}{:.1f},{:.1f}", line.empty() ? "" : " ", x, y_of(point.share));
    if (!point.label.empty()) body += text(x, kTop + kPlotHeight + 12, "middle", point.label);
  }
  body += fmt::format(R"(<polyline class="line" points="{}"/>)", line);
  return svg(name, kTop + kPlotHeight + 18, body);
}

std::string curve_chart(const std::string& name, const std::string& unit, const std::string& scale,
                        const std::string& curve, const std::vector<ChartPoint>& points,
                        const std::optional<ChartMark>& mark) {
  const CurvePlot plot(points, mark);
  constexpr double kBottom = CurvePlot::kPlotTop + kPlotHeight;
  std::vector<std::pair<std::string, std::size_t>> names = {{curve, 0}};
  if (plot.shows_mark()) names.emplace_back(mark->name, 2);
  const std::string body =
      grid(CurvePlot::kPlotTop, "0", scale_number(plot.top() / 2), scale_number(plot.top())) +
      text(kLeft, kTop + 2, "start", unit) + legend(kWidth - 100, kTop + 2, names) + plot.draw() +
      text((kLeft + kWidth) / 2, kBottom + 25, "middle", scale);
  return svg(name, kBottom + 34, body);
}

std::string matrix_chart(const std::string& name, const std::vector<std::string>& rows,
                         const std::vector<std::string>& columns,
                         const std::vector<std::vector<ChartCell>>& cells) {
  constexpr double kNames = 60, kCell = 26;
  const double width =
      (kWidth - kNames) / static_cast<double>(std::max<std::size_t>(1, columns.size()));
  std::string body;
  for (std::size_t column = 0; column < columns.size(); ++column) {
    body +=
        text(kNames + (static_cast<double>(column) + 0.5) * width, 12, "middle", columns[column]);
  }
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const double y = 18 + static_cast<double>(row) * kCell;
    body += text(kNames - 6, y + kCell / 2 + 4, "end", rows[row]);
    std::int64_t sum = 0;
    for (const ChartCell& cell : cells[row]) sum += cell.count;
    for (std::size_t column = 0; column < columns.size(); ++column) {
      const double x = kNames + static_cast<double>(column) * width;
      const auto& [count, right] = cells[row][column];
      const double share = sum == 0 ? 0 : static_cast<double>(count) / static_cast<double>(sum);
      const char* color = right ? "c1" : "c2";
      body += rectangle(x + 1, y + 1, width - 2, kCell - 2,
                        fmt::format(R"(class="{}" fill-opacity="{:.2f}")", color,
                                    count == 0 ? 0 : 0.15 + 0.6 * share));
      body += fmt::format(
          R"(<text class="number" x="{:.1f}" y="{:.1f}" text-anchor="middle">{}</text>)",
          x + width / 2, y + kCell / 2 + 4, count);
    }
  }
  return svg(name, 22 + static_cast<double>(rows.size()) * kCell, body);
}

std::string calendar_chart(const std::string& name, StudyDay last,
                           const std::vector<CalendarDay>& days) {
  constexpr int kWeeks = 53;
  constexpr double kDays = 26, kCell = (kWidth - kDays) / kWeeks;
  const auto monday = last - (std::chrono::weekday{last} - std::chrono::Monday);
  const StudyDay first = monday - Days{7 * (kWeeks - 1)};
  std::map<StudyDay, std::int64_t> counts;
  std::int64_t most = 1;
  for (const CalendarDay& day : days) {
    if (day.day < first || day.day > last) continue;
    counts[day.day] = day.count;
    most = std::max(most, day.count);
  }
  std::string body;
  for (int week = 0; week < kWeeks; ++week) {
    const double x = kDays + week * kCell;
    const std::chrono::year_month_day date{first + Days{7 * week}};
    if (static_cast<unsigned>(date.day()) <= 7) {
      body += text(x, 9, "start", kMonths[static_cast<unsigned>(date.month()) - 1]);
    }
    for (int weekday = 0; weekday < 7; ++weekday) {
      const StudyDay day = first + Days{7 * week + weekday};
      if (day > last) continue;
      const auto found = counts.find(day);
      const double share = found == counts.end()
                               ? 0
                               : static_cast<double>(found->second) / static_cast<double>(most);
      body += rectangle(
          x, 14 + weekday * kCell, kCell - 1, kCell - 1,
          share == 0 ? std::string(R"(class="empty")")
                     : fmt::format(R"(class="c1" fill-opacity="{:.2f}")", 0.3 + 0.7 * share));
    }
  }
  const std::array<std::pair<int, const char*>, 3> names = {{{0, "Mon"}, {2, "Wed"}, {4, "Fri"}}};
  for (const auto& [weekday, day_name] : names) {
    body += text(kDays - 3, 14 + (weekday + 0.9) * kCell, "end", day_name);
  }
  return svg(name, 14 + 7 * kCell + 2, body);
}

}  // namespace lianxi
