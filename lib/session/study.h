#pragma once

// The study loop as a state machine: ask, answer, verdict, rate. It owns no screen; a terminal, a
// pipe and a test drive it the same way. Every rating is durable when rate() returns.

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cards/face.h"
#include "cards/rivals.h"
#include "grade/grade.h"
#include "schedule/queue.h"
#include "schedule/scheduler.h"
#include "session/record.h"
#include "session/undo.h"

namespace lianxi {

struct StudyOptions {
  std::optional<int> limit;                     ///< cards in this session
  std::optional<int> new_cards;                 ///< new cards in this session
  std::optional<std::chrono::minutes> minutes;  ///< no new question after this time
  store::Selection selection;                   ///< deck and kind
  bool cram = false;                            ///< every card once; writes nothing
  Days ahead{0};                                ///< cards due within so many days too
  std::optional<CardId> card;                   ///< only this one, if the day asks it
};

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
  Outcomes outcomes;  ///< what each rating would do; means nothing on a drill
  bool drill() const { return part == QueuePart::drill; }
};

/// What a rating did.
struct Saved {
  Key card;
  Rating rating{};
  std::optional<StudyDay> due;  ///< none in a cram session
};

/// What was done, for the last screen.
struct StudySummary {
  int answers = 0;
  struct Recall {
    int asked = 0, recalled = 0;
  };
  std::map<CardKind, Recall> by_kind;  ///< graded reviews of cards seen before, first answers
  int introduced = 0;
  std::chrono::milliseconds taken{0};
  /// How often a tone was given for another: (wanted, given), of syllables with the right letters.
  std::map<std::pair<int, int>, int> tones_missed;
};

/// What an undo took back; in a cram session there is no event.
struct Undone {
  std::optional<Event> event;
};

class Study {
 public:
  /// `db` and `clock` must outlive it.
  Study(Db& db, const Clock& clock, StudyOptions options);

  /// To be called when the next question has been shown: does what nobody should wait for.
  void rest() { db_.rest(); }

  /// The question to answer now; null when nothing is left. The same until it is rated.
  const Question* ask();

  /// Judges a typed answer, or (empty, or on a card that the learner judges) reveals.
  const Judgement& answer(std::string_view typed);

  /// The next hint for a typed answer, each of which lowers what the verdict proposes by one;
  /// nothing where there is no further one.
  std::optional<std::string> hint();

  /// The rating the verdict proposes, after hints; nothing while the card is asked again or
  /// before any answer.
  std::optional<Rating> proposed() const;

  /// Saves the answer and moves on. `quality`: SM-2's 0-5 where the learner gave one.
  Saved rate(Rating rating, std::optional<int> quality = std::nullopt);

  /// Accepts what was typed last as an answer to this card for good; the verdict becomes right.
  /// False where nothing was typed, or in a cram session.
  bool accept();
  /// Leaves a note on the card for later; empty takes it away. False in a cram session.
  bool flag(const std::string& note);
  /// Hides the card until told otherwise, or until the next study day, and moves on. In a cram
  /// session it only moves on.
  void suspend();
  void bury();

  /// Takes back this session's latest act, or, once there is none, this device's latest one before
  /// it, and puts its card in front. Nothing where there is no act left.
  std::optional<Undone> undo();

  /// Makes the question again after its entry was changed; what was typed and the verdict stay.
  /// False where the entry no longer yields the card: the next one is in front then.
  bool reload();

  /// How many of each part are still to come, this question included.
  std::map<QueuePart, int> remaining() const;
  /// What they will take, at the pace of this session or of the reviews before it.
  std::chrono::milliseconds time_left() const;
  const StudySummary& summary() const { return summary_; }
  bool cram() const { return options_.cram; }
  /// What is in force.
  const store::Settings& settings() const { return settings_; }

 private:
  struct Done {
    std::optional<EventId> event;  // none in a cram session
    bool moved = true;             // on to the next card: accepting stays
    bool drill_added = false;
    StudySummary before;
  };

  store::Stamp stamp() const { return {clock_.now(), settings_.rollover}; }
  void make_day();
  bool prepare(const QueueItem& item);
  std::size_t choose_sentence(const store::CardRow& card, const CardPlan& plan) const;
  Wanted wanted(const Question& question) const;
  std::string meant(std::string_view typed) const;
  Rating after_hints(Rating rating) const;
  void count(Rating rating, std::chrono::milliseconds taken);
  /// Records an act on the card in front; `moves`: on to the next card.
  void act(Act act, bool moves);
  std::optional<Undone> undo_earlier();
  void put_in_front(const store::CardRow& card);

  Db& db_;
  const Clock& clock_;
  StudyOptions options_;
  store::Settings settings_;
  std::unique_ptr<Scheduler> scheduler_;
  Moment started_;
  std::chrono::milliseconds pace_;  // time for an answer before this session
  std::vector<QueueItem> queue_;
  std::size_t at_ = 0;
  std::optional<Question> question_;
  Moment asked_;
  std::vector<Attempt> attempts_;
  int hints_ = 0;  // taken for this question
  std::optional<Judgement> judgement_;
  std::vector<SyllableResult> first_tones_;  // of the first answer to this question that shows them
  std::vector<Done> done_;
  StudySummary summary_;
};

}  // namespace lianxi
