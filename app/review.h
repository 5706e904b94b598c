#pragma once

// The conversation of a review: what is said when, and what each key does. Where it takes place is
// the view's business, what is true the study's.

#include <optional>
#include <string>
#include <vector>

#include "app/review_view.h"
#include "app/shell.h"
#include "session/study.h"

namespace lianxi::app {

class Review {
 public:
  /// All must outlive it. `db` is the one that `study` studies.
  Review(Study& study, Db& db, ReviewView& view, Shell& shell, Grades grades);

  /// Asks until nothing is left, the learner leaves or the input ends. True where the last page,
  /// with what was done, has been shown.
  bool run();
  /// What should still be read once the screen is gone.
  const std::vector<Line>& afterwards() const { return afterwards_; }

 private:
  enum class Step {
    stay,  ///< the same question goes on
    next,  ///< another one, or this one from the start
    leave
  };
  bool last_page();
  void ask(const Question& question);
  void ask_again(const Question& question);
  Step turn();
  Step reveal(const Question& question);
  Step type(const Question& question);
  Step decide(const Question& question);
  Step judge(const std::string& typed);
  Step rate(Rating rating, std::optional<int> quality);
  void tell_verdict(const Question& question);
  void tell_answer(const Question& question);

  Step command(char32_t key);
  Step hint();
  Step undo();
  Step edit();
  Step flag();
  Step accept();
  Step why();
  Step speak();
  std::string undone_text(const Undone& undone);
  std::string leech_text(const Saved& saved);
  bool answered() const { return study_.proposed().has_value(); }

  Study& study_;
  Db& db_;
  ReviewView& view_;
  Shell& shell_;
  Grades grades_;
  std::string hints_;  // those taken for this question
  std::vector<Line> afterwards_;
};

}  // namespace lianxi::app
