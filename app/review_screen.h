#pragma once

// A review on a screen that is painted: nothing moves but what changes.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/input_line.h"
#include "app/paint.h"
#include "app/review_view.h"
#include "app/shell.h"
#include "app/terminal.h"

namespace lianxi::app {

class ReviewScreen final : public ReviewView {
 public:
  /// Takes the terminal until it is destroyed.
  explicit ReviewScreen(const Shell& shell);

  Signs signs() const override { return Signs::drawn; }
  void question(const Heading& heading, const std::vector<Line>& prompt) override;
  void same_question(const Heading& heading, const std::vector<Line>& prompt) override;
  void clear() override;
  void tell(const std::vector<Line>& lines) override;
  void remind(const std::vector<Line>& lines) override { tell(lines); }
  void notice(const std::string& text) override { notice_ = text; }
  void sheet(const std::string& title, const std::vector<Line>& lines) override;
  std::optional<Reply> type(const KeyLine& keys) override;
  std::optional<std::string> ask(const std::string& what, const std::string& now) override;
  std::optional<char32_t> press(const KeyLine& keys) override;
  void lend(const std::function<void()>& use) override;
  void say_on_exit(const std::string& message) override { app::say_on_exit(message); }

 private:
  std::optional<TypedLine> type_line(const std::string& label, const Draft& draft,
                                     std::u32string_view commands);
  void show();
  /// The next key that is not about the screen itself.
  KeyPress next_key();
  bool scroll(char32_t key);

  Ambiguous ambiguous_;
  Palette palette_;
  Terminal terminal_;
  InputLine input_;
  ReviewPage page_;
  std::string notice_;
  std::optional<Frame> shown_;
  Draft draft_;  // goes on after a command
};

}  // namespace lianxi::app
