#pragma once

// The study loop as a state machine: ask, answer, verdict, rate. It owns no screen; a terminal, a
// pipe and a test drive it the same way. Every rating is durable when rate() returns.

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "session/question.h"
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

/// What a rating did.
struct Saved {
  Key card;
  Rating rating{};
  std::optional<StudyDay> due;  ///< none in a cram session
  /// The card, where this answer has made it a leech or a worse one (schedule/leech.h).
  std::optional<store::CardRow> leech{};
};

/// What was done, for the last screen.
struct StudySummary {
  int answers = 0;
  int acts = 0;  ///< other acts: suspended, flagged, accepted ...
  struct Recall {
    int asked = 0, recalled = 0;
  };
  std::map<CardKind, Recall> by_kind;  ///< graded reviews of cards seen before, first answers
  int introduced = 0;
  std::chrono::milliseconds taken{0};
  /// How often a tone was given for another: (wanted, given), of syllables with the right letters.
  std::map<std::pair<int, int>, int> tones_missed;
};

/// What an undo took back.
struct Undone {
  std::optional<Event> event;  ///< none in a cram session, or where it had been taken back already
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

  /// The verdict on what was typed last; null before any answer.
  const Judgement* judgement() const;
  /// The rating the verdict proposes, after hints; nothing while the card is asked again or
  /// before any answer.
  std::optional<Rating> proposed() const;

  /// Saves the answer and moves on. `quality`: SM-2's 0-5 where the learner gave one.
  Saved rate(Rating rating, std::optional<int> quality = std::nullopt);

  /// Accepts what was typed last as an answer to this card for good; the verdict becomes right.
  /// False where nothing was typed, where it is right already, or in a cram session.
  bool accept();
  /// Leaves a note on the card for later; empty takes it away. False in a cram session.
  bool flag(const std::string& note);
  /// Hides the card until told otherwise, or until the next study day, and moves on. In a cram
  /// session it only moves on.
  void suspend();
  void bury();

  /// Takes back this session's latest act, or, once there is none, this device's latest one before
  /// it. The card of an act that moved on is in front again, or one that is now due; else the
  /// question stays with all that was typed. Nothing where there is no act left.
  std::optional<Undone> undo();

  /// Lets `edit` change the entry of the card in front; that is an act of this session. The
  /// question is made again, and what was typed and its verdict stay. False where the entry no
  /// longer yields the card: the next one is in front then.
  bool change_entry(const std::function<void()>& edit);

  /// How many of each part are still to come, this question included.
  std::map<QueuePart, int> remaining() const;
  /// What they will take, at the pace of this session or of the reviews before it.
  std::chrono::milliseconds time_left() const;
  const StudySummary& summary() const { return summary_; }
  bool cram() const { return options_.cram; }
  /// What is in force.
  const store::Settings& settings() const { return settings_; }

 private:
  /// What has come of the question in front.
  struct Asking {
    Question question;
    Moment since;
    std::vector<Attempt> attempts{};
    int hints = 0;              // taken
    std::size_t next_hint = 0;  // of all there are
    std::optional<Judgement> judgement{};
    std::vector<SyllableResult> first_tones{};  // of the first answer that shows them
  };
  /// An act of this session, to be undone.
  struct Done {
    CardId card{};
    std::optional<EventId> event;  // none in a cram session
    bool moved = true;             // on to the next card: accepting stays
    bool drill_added = false;
    StudySummary before;
  };

  store::Stamp stamp() const { return {clock_.now(), settings_.rollover}; }
  StudyDay today() const { return study_day(clock_.now(), settings_.rollover); }
  void make_day();
  bool time_is_over() const;
  std::optional<Question> next_question();
  /// The part of a card as it stands now; nothing where it is not to be asked today.
  std::optional<QueuePart> part_of(const store::CardRow& card) const;
  /// Makes the question in front again; false where there is none any more.
  bool reload();
  void judge_again();
  std::string meant(std::string_view typed) const;
  Rating after_hints(Rating rating) const;
  void count(Rating rating, std::chrono::milliseconds taken);
  /// Records an act on the card in front; `moves`: on to the next card.
  void act(Act act, bool moves);
  std::optional<Undone> undo_earlier();
  void put_in_front(CardId card, QueuePart part);

  Db& db_;
  const Clock& clock_;
  StudyOptions options_;
  store::Settings settings_;
  Planner planner_;
  Moment started_;
  mutable std::optional<std::chrono::milliseconds> pace_;  // of answers before, once asked for
  std::vector<QueueItem> queue_;
  std::size_t at_ = 0;    // the question in front
  std::size_t owed_ = 0;  // questions before this one are asked though the time is over
  std::optional<Asking> asking_;
  std::vector<Done> done_;
  StudySummary summary_;
};

}  // namespace lianxi
