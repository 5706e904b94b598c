#pragma once

// Where a review takes place. The conversation is one; a screen that is painted and lines that
// scroll by are two places for it.

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/review_text.h"

namespace lianxi::app {

/// What the keys do at one moment.
struct KeyLine {
  std::vector<std::string> keys;    ///< always seen
  std::vector<std::string> more{};  ///< where there is room
};

/// A line that was typed, or a command that was given while typing.
struct Reply {
  std::string text;
  std::optional<char32_t> command{};
};

class ReviewView {
 public:
  virtual ~ReviewView() = default;

  virtual Signs signs() const = 0;
  /// A question, in place of whatever is there.
  virtual void question(const Heading& heading, const std::vector<Line>& prompt) = 0;
  /// The question that is there in other words; what has been typed so far stays.
  virtual void same_question(const Heading& heading, const std::vector<Line>& prompt) = 0;
  /// Takes away what was told below the question; what has scrolled by stays.
  virtual void clear() = 0;
  /// Adds lines below the question.
  virtual void tell(const std::vector<Line>& lines) = 0;
  /// Adds what was told before and has been cleared since.
  virtual void remind(const std::vector<Line>& lines) = 0;
  /// Says something once, until the next key.
  virtual void notice(const std::string& text) = 0;
  /// A page of its own, until it has been read.
  virtual void sheet(const std::string& title, const std::vector<Line>& lines) = 0;

  /// A typed answer; nothing when the learner leaves or the input ends. What was typed before a
  /// command is still there next time.
  virtual std::optional<Reply> type(const KeyLine& keys) = 0;
  /// A short text in place of `now`, "" for none; nothing when the learner thinks better of it or
  /// the input ends.
  virtual std::optional<std::string> ask(const std::string& what, const std::string& now) = 0;
  /// A key that counts at once: U'\n' for Enter. Nothing when the input ends.
  virtual std::optional<char32_t> press(const KeyLine& keys) = 0;

  /// Lets another program have the terminal.
  virtual void lend(const std::function<void()>& use) = 0;
  /// What to say should the learner break off.
  virtual void say_on_exit(const std::string& message) = 0;

  /// What is to be done while the learner thinks: once all is drawn and no key waits.
  void while_waiting(std::function<void()> work) { work_ = std::move(work); }

 protected:
  void work() const {
    if (work_) work_();
  }

 private:
  std::function<void()> work_;
};

}  // namespace lianxi::app
