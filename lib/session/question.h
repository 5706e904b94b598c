#pragma once

// From a card to what is asked: its entry, the sentence whose turn it is, what would be right and
// what else could be meant.

#include <optional>
#include <string>
#include <vector>

#include "cards/face.h"
#include "cards/rivals.h"
#include "grade/grade.h"
#include "schedule/queue.h"
#include "schedule/scheduler.h"
#include "session/planner.h"
#include "store/cards.h"

namespace lianxi {

/// One question.
struct Question {
  store::CardRow card;
  Face face;
  std::optional<Key> sentence;     ///< the one shown
  std::vector<Rival> rivals;       ///< other words the blank or definition admits
  std::string hint;                ///< what parts the word wanted from them, where they are many
  std::vector<std::string> decks;  ///< below the answer: their names are glosses
  QueuePart part{};
  int position = 0;  ///< from 1
  int of = 0;
  Outcomes outcomes;          ///< what each rating would do; means nothing unless counts()
  bool drill_counts = false;  ///< the scheduler learns from drills, too
  bool drill() const { return part == QueuePart::drill; }
  /// Whether a rating changes the schedule.
  bool counts() const { return !drill() || drill_counts; }
};

/// The question of a card on `today`, without its place in a queue; nothing where its entry no
/// longer yields it.
std::optional<Question> make_question(Db& db, Planner& planner, CardId card, StudyDay today);

/// What the face alone says would be right: no texts accepted, rivals or other words.
Wanted wanted_of(const Face& face, CardKind kind);
/// What would be right for it. Looks words up in `db`, which must outlive it.
Wanted wanted_for(Db& db, const Question& question);

}  // namespace lianxi
