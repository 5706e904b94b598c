#include "app/frame.h"

#include <algorithm>

#include "text/wrap.h"

namespace lianxi::app {
namespace {

constexpr int kMargin = 2;
/// From so many rows on there is room for empty rows and for every key; the narrower the screen,
/// the more rows everything takes.
constexpr int airy_rows(int columns) { return columns >= 60 ? 20 : 24; }
/// Rows kept for the keys, so that the prompt's share does not depend on them.
constexpr int kKeyRows = 2;
/// Rows kept for what is told below the prompt.
constexpr int kBelowRows = 3;
/// The most that a notice takes of them, however long it is.
constexpr int kNoticeRows = 4;

/// Bytes of as many whole characters as fit.
std::size_t fitting(std::string_view text, int width, Ambiguous ambiguous) {
  std::size_t end = 0;
  for (int used = 0; end < text.size();) {
    const std::size_t next = grapheme_end(text, end);
    used += display_width(text.substr(end, next - end), ambiguous);
    if (used > width) break;
    end = next;
  }
  return end;
}

class Layout {
 public:
  Layout(const ReviewPage& page, ScreenSize size, Ambiguous ambiguous)
      : page_(page),
        ambiguous_(ambiguous),
        columns_(std::max(size.columns, 2)),
        rows_(std::max(size.rows, 3)),
        airy_(rows_ >= airy_rows(columns_)) {
    frame_.size = size;
    frame_.rows.resize(static_cast<std::size_t>(rows_));
  }

  Frame make() {
    put(0, {{Style::note, heading()}});
    const auto keys = key_rows();
    const int first_key = rows_ - static_cast<int>(keys.size());
    for (int i = 0; i < std::ssize(keys); ++i) {
      put(first_key + i, {{Style::note, keys[static_cast<std::size_t>(i)]}});
    }
    const auto prompt = flow(page_.prompt, columns_ - 2 * kMargin, ambiguous_);
    const int top = airy_ ? 2 : 1;
    const int gap = airy_ ? 1 : 0;
    const int kept = (airy_ ? 2 * kKeyRows + 1 : kKeyRows) + gap + 1 + kBelowRows;
    const int room =
        std::clamp(static_cast<int>(prompt.size()), 1, std::max(1, rows_ - top - kept));
    const int input = std::min(top + room + gap, std::min(first_key, rows_ - 1) - 1);
    put_region(prompt, top, room, page_.typing ? page_.scroll : 0, page_.typing);
    put_input(input);
    const bool asks = !prompt.empty() || !page_.label.empty();
    const int below = asks ? input + 1 + gap : top;
    const auto notice = notice_rows();
    const int noticed =
        std::min({static_cast<int>(notice.size()), kNoticeRows, std::max(first_key - below, 0)});
    const int first_notice = first_key - noticed;
    put_region(flow(page_.below, columns_ - 2 * kMargin, ambiguous_), below,
               std::min(first_notice, first_key - gap) - below, page_.typing ? 0 : page_.scroll,
               !page_.typing);
    put_region(notice, first_notice, noticed, 0, false);
    frame_.rows.resize(static_cast<std::size_t>(std::max(frame_.size.rows, 0)));
    if (frame_.caret && frame_.caret->row >= frame_.size.rows) frame_.caret.reset();
    return std::move(frame_);
  }

 private:
  void put(int row, Line line) {
    if (row < 0 || row >= rows_) return;
    int room = frame_.size.columns;
    for (StyledText& piece : line) {
      const std::size_t size = fitting(piece.text, room, ambiguous_);
      room = size < piece.text.size() ? 0 : room - display_width(piece.text, ambiguous_);
      piece.text.resize(size);
    }
    frame_.rows[static_cast<std::size_t>(row)] = std::move(line);
  }

  std::string heading() const {
    const std::string counts = safe_display(page_.counts);
    const int room = columns_ - display_width(counts, ambiguous_) - 2;
    for (std::size_t parts = page_.heading.size(); parts > 0; --parts) {
      std::string left;
      for (std::size_t i = 0; i < parts; ++i) {
        left += (i ? " · " : "") + safe_display(page_.heading[i]);
      }
      const int width = display_width(left, ambiguous_);
      if (width <= room) {
        return left + std::string(static_cast<std::size_t>(room - width + 2), ' ') + counts;
      }
      if (parts <= 2 && width <= columns_) return left;
    }
    return {};
  }

  std::vector<std::string> key_rows() const {
    std::vector<std::string> keys = page_.keys;
    if (!airy_ && !page_.more_keys.empty()) keys.emplace_back("? help");
    auto rows = joined_rows(keys, " · ", columns_, ambiguous_);
    if (!airy_) {
      rows.resize(std::min<std::size_t>(rows.size(), kKeyRows));
      return rows;
    }
    for (auto& row : joined_rows(page_.more_keys, "  ", columns_, ambiguous_)) {
      rows.push_back(std::move(row));
    }
    rows.resize(std::min<std::size_t>(rows.size(), std::size_t{2} * kKeyRows));
    return rows;
  }

  std::vector<Line> notice_rows() const {
    if (page_.notice.empty()) return {};
    return flow({{{Style::plain, page_.notice}}}, columns_ - 2 * kMargin, ambiguous_);
  }

  /// Lines on `room` rows from `top` on; where they are more, a part of them and a row that says
  /// so.
  void put_region(const std::vector<Line>& lines, int top, int room, int scroll, bool scrolls) {
    const int count = static_cast<int>(lines.size());
    if (count <= room || room < 1) {
      for (int i = 0; i < std::min(count, room); ++i) put(top + i, indented(lines, i));
      return;
    }
    const int shown = std::max(room - 1, 1);
    const int most = count - shown;
    const int first = std::clamp(scroll, 0, most);
    if (scrolls) {
      frame_.most_scroll = most;
      frame_.page = shown;
    }
    for (int i = 0; i < shown; ++i) put(top + i, indented(lines, first + i));
    if (room > 1) put(top + shown, {{Style::note, first < most ? "  … more" : "  (end)"}});
  }

  static Line indented(const std::vector<Line>& lines, int index) {
    Line line = lines[static_cast<std::size_t>(index)];
    line.insert(line.begin(), {Style::plain, std::string(kMargin, ' ')});
    return line;
  }

  void put_input(int row) {
    if (page_.label.empty()) return;
    const std::string label = safe_display(page_.label);
    const int label_width = display_width(label, ambiguous_);
    const int room = std::max(columns_ - label_width - 1, 2);
    std::string text = safe_display(page_.typed);
    const std::string before = safe_display(std::string_view(page_.typed).substr(0, page_.caret));
    int caret = display_width(before, ambiguous_);
    std::size_t begin = 0;
    // What is left of the caret scrolls away where the line is full.
    while (caret > room && begin < text.size()) {
      const std::size_t next = grapheme_end(text, begin);
      caret -= display_width(std::string_view(text).substr(begin, next - begin), ambiguous_);
      begin = next;
    }
    text.erase(0, begin);
    text.resize(fitting(text, room, ambiguous_));
    put(row, {{Style::plain, label + text}});
    const int last_column = std::max(frame_.size.columns - 1, 0);
    if (page_.typing) frame_.caret = Caret{row, std::min(label_width + caret, last_column)};
  }

  const ReviewPage& page_;
  Ambiguous ambiguous_;
  int columns_, rows_;
  bool airy_;
  Frame frame_;
};

}  // namespace

std::vector<std::string> joined_rows(const std::vector<std::string>& items,
                                     std::string_view between, int width, Ambiguous ambiguous) {
  std::vector<std::string> rows;
  for (const std::string& text : items) {
    const std::string item = safe_display(text);
    if (!rows.empty()) {
      std::string longer = rows.back() + std::string(between) + item;
      if (display_width(longer, ambiguous) <= width) {
        rows.back() = std::move(longer);
        continue;
      }
    }
    for (std::string& row : wrap(item, width, ambiguous)) rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<Line> flow(const std::vector<Line>& lines, int width, Ambiguous ambiguous) {
  constexpr int kBetween = 2;
  std::vector<Line> rows;
  for (const Line& line : lines) {
    rows.emplace_back();
    int used = 0;
    for (const StyledText& piece : line) {
      const std::string text = safe_display(piece.text);
      const int wide = display_width(text, ambiguous);
      if (used > 0 && used + kBetween + wide <= width) {
        rows.back().push_back({Style::plain, std::string(kBetween, ' ')});
        rows.back().push_back({piece.style, text});
        used += kBetween + wide;
        continue;
      }
      for (std::string& part : wrap(text, width, ambiguous)) {
        if (used > 0) rows.emplace_back();
        used = display_width(part, ambiguous);
        rows.back().push_back({piece.style, std::move(part)});
      }
    }
  }
  return rows;
}

Frame lay_out(const ReviewPage& page, ScreenSize size, Ambiguous ambiguous) {
  return Layout(page, size, ambiguous).make();
}

}  // namespace lianxi::app
