#pragma once

// Charts as SVG inside a page: 360 units wide, so that they can be read on a phone; colours are the
// page's (classes c0 to c5, "grid", "band", "line"), so that they follow its light and dark. Every
// number of a chart stands in a table beside it; the chart itself has a name for a screen reader.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace lianxi {

/// Text with everything that HTML would take for its own as an entity, and without characters that
/// turn the direction of text.
std::string escape_html(std::string_view text);

struct ChartBar {
  std::string label;          ///< empty: none under this bar
  std::vector<double> parts;  ///< one upon the other
};
/// Bars side by side; `unit` names what they count.
std::string bar_chart(const std::string& name, const std::string& unit,
                      const std::vector<ChartBar>& bars);

/// Bars of parts below each other, each as long as its sum beside the longest.
std::string row_chart(const std::string& name, const std::vector<std::string>& parts,
                      const std::vector<ChartBar>& rows);

/// A share over time and how far it may be trusted, from 0 to 1.
struct ChartShare {
  std::string label;
  double share = 0, low = 0, high = 1;
};
std::string share_chart(const std::string& name, const std::vector<ChartShare>& points);

/// A curve over a scale: what is measured, and within what bounds.
struct ChartPoint {
  std::string label;  ///< of its place on the scale; empty: none
  double x = 0, y = 0, low = 0, high = 0;
};
/// What stands beside a curve: a point, or without `x` a level across the whole of it.
struct ChartMark {
  std::string name;
  std::optional<double> x;
  double y = 0;
};
/// From 0 upwards. `unit` names what is measured, `scale` what it is measured over. A mark beyond
/// the ends of the curve is left out.
std::string curve_chart(const std::string& name, const std::string& unit, const std::string& scale,
                        const std::string& curve, const std::vector<ChartPoint>& points,
                        const std::optional<ChartMark>& mark);

struct ChartCell {
  std::int64_t count = 0;
  bool right = false;  ///< as it should be; the others are mistakes
};
/// Counts in rows and columns, the share of each in its row as its shade.
std::string matrix_chart(const std::string& name, const std::vector<std::string>& rows,
                         const std::vector<std::string>& columns,
                         const std::vector<std::vector<ChartCell>>& cells);

struct CalendarDay {
  StudyDay day{};
  std::int64_t count = 0;
};
/// The year up to `last`, a column a week, Monday on top.
std::string calendar_chart(const std::string& name, StudyDay last,
                           const std::vector<CalendarDay>& days);

}  // namespace lianxi
