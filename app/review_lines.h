#pragma once

// A review in lines that scroll by: off a terminal, for a screen reader, on a terminal that can do
// no more. Nothing is drawn twice; keys are lines of one character.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/palette.h"
#include "app/review_view.h"
#include "app/shell.h"
#include "text/utf8.h"

namespace lianxi::app {

class ReviewLines final : public ReviewView {
 public:
  /// `shell` must outlive it.
  ReviewLines(Shell& shell, Signs signs);

  Signs signs() const override { return signs_; }
  void question(const Heading& heading, const std::vector<Line>& prompt) override;
  void same_question(const Heading& heading, const std::vector<Line>& prompt) override {
    question(heading, prompt);
  }
  void clear() override {}
  void tell(const std::vector<Line>& lines) override;
  void remind(const std::vector<Line>&) override {}
  void notice(const std::string& text) override;
  void sheet(const std::string& title, const std::vector<Line>& lines) override;
  std::optional<Reply> type(const KeyLine& keys) override;
  std::optional<std::string> ask(const std::string& what, const std::string& now) override;
  std::optional<char32_t> press(const KeyLine& keys) override;
  void lend(const std::function<void()>& use) override;
  void say_on_exit(const std::string& message) override;

 private:
  void print(const KeyLine& keys);
  std::optional<std::string> read_line();

  Shell& shell_;
  Signs signs_;
  Ambiguous ambiguous_;
  Palette palette_;
  std::vector<std::string> typing_keys_, more_keys_;  // as they were told last
};

/// The lines of a review on `out`, indented and broken to the width of the shell.
void print_lines(const std::vector<Line>& lines, const Palette& palette, Ambiguous ambiguous,
                 Shell& shell);

}  // namespace lianxi::app
