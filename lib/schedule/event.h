#pragma once

// Events and what folding them gives. Every act of the learner is an event; nothing in the log is
// changed or deleted; undo is an event. The state of a card is a fold of its surviving events and
// nothing else, which is why it can be dropped and made again at any time.

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/ids.h"
#include "base/rating.h"
#include "base/time.h"

namespace lianxi {

/// The types, in the order of their rows in the name table (1 first). New ones are added at the
/// end.
enum class EventType : std::uint8_t {
  review = 1,
  undo,
  suspend,
  bury,
  set_due,
  reset,
  edit,
  delete_,
  accept,
  flag,
  setting,
  import,
  set_state,
  restore,
};
inline constexpr std::array<std::string_view, 15> kEventTypeNames = {
    "",       "review", "undo", "suspend", "bury",   "set_due",   "reset",  "edit",
    "delete", "accept", "flag", "setting", "import", "set_state", "restore"};
constexpr std::string_view to_string(EventType type) {
  return kEventTypeNames[static_cast<std::size_t>(type)];
}

/// Highest contiguous seq per device.
using VersionVector = std::map<DeviceId, std::int64_t>;

/// One answer. `previous` is the card's latest review known when it was written.
struct ReviewAct {
  Rating rating = Rating::good;
  std::optional<int> quality;  ///< SM-2's 0-5 where the learner gave one
  std::chrono::milliseconds taken{0};
  int hints = 0;
  std::optional<Key> sentence;  ///< the sentence shown
  bool first_sight = false;     ///< that sentence had not been shown with this card before
  std::string scheduler;        ///< its name ("sm2", "fsrs"), or "imported"
  std::optional<EventId> previous;
  std::optional<Days> interval;  ///< chosen, after limits, fuzz and balancing
  friend bool operator==(const ReviewAct&, const ReviewAct&) = default;
};
struct UndoAct {
  EventId target;
  friend bool operator==(const UndoAct&, const UndoAct&) = default;
};
struct SuspendAct {
  bool value = true;
  friend bool operator==(const SuspendAct&, const SuspendAct&) = default;
};
struct BuryAct {
  StudyDay until{};
  friend bool operator==(const BuryAct&, const BuryAct&) = default;
};
struct SetDueAct {
  StudyDay due{};
  friend bool operator==(const SetDueAct&, const SetDueAct&) = default;
};
struct ResetAct {
  friend bool operator==(const ResetAct&, const ResetAct&) = default;
};
struct EditAct {
  std::string field, text;
  friend bool operator==(const EditAct&, const EditAct&) = default;
};
struct DeleteAct {
  friend bool operator==(const DeleteAct&, const DeleteAct&) = default;
};
struct AcceptAct {
  std::string text;
  friend bool operator==(const AcceptAct&, const AcceptAct&) = default;
};
struct FlagAct {
  std::string text;
  friend bool operator==(const FlagAct&, const FlagAct&) = default;
};
struct SettingAct {
  std::string key, value;
  friend bool operator==(const SettingAct&, const SettingAct&) = default;
};
/// What was imported stands beside the log, named by this event. `history`: the event that stands
/// for the answers of another program which came with it (session/history.h).
struct ImportAct {
  std::string source;
  std::optional<EventId> history = {};
  friend bool operator==(const ImportAct&, const ImportAct&) = default;
};
struct SetStateAct {
  int n = 0;
  int ef100 = 250;
  std::int64_t interval = 0;
  std::optional<StudyDay> due, last;
  std::optional<double> stability, difficulty;
  friend bool operator==(const SetStateAct&, const SetStateAct&) = default;
};
/// Back to `to`: every event in `known` and not in `to` is dead while this one lives.
struct RestoreAct {
  VersionVector to, known;
  friend bool operator==(const RestoreAct&, const RestoreAct&) = default;
};

/// In the order of EventType, so that index() + 1 is the type.
using Act =
    std::variant<ReviewAct, UndoAct, SuspendAct, BuryAct, SetDueAct, ResetAct, EditAct, DeleteAct,
                 AcceptAct, FlagAct, SettingAct, ImportAct, SetStateAct, RestoreAct>;

/// One act of the learner, as the log keeps it.
struct Event {
  EventId id;
  HybridTime clock;
  Moment at;                       ///< wall clock and UTC offset, informational
  std::chrono::hours rollover{4};  ///< in force when it was written
  StudyDay day{};                  ///< computed once, when it was written
  std::optional<Key> subject;      ///< a card or an entry, or none
  std::optional<EventId> import;   ///< the import that brought it, if any
  Act act;
  /// Of one that a command wrote together with others: the seq of the first of them, which itself
  /// has 0. They are undone and redone as one. A review stands alone.
  std::int64_t with = 0;

  EventType type() const { return static_cast<EventType>(act.index() + 1); }
  friend bool operator==(const Event&, const Event&) = default;
};

/// The canonical order: clock, device, seq.
bool before(const Event& a, const Event& b);

/// What SM-2 remembers of a card. Source: Wozniak 1990; see sm2.h.
struct Sm2State {
  std::int64_t interval =
      0;               ///< I in days, unlimited (saturates at 2^40); 0 before the first review
  std::int32_t n = 0;  ///< successful repetitions in a row
  std::int32_t ef100 = 250;  ///< easiness times 100, never under 130
  friend bool operator==(const Sm2State&, const Sm2State&) = default;
};

/// What FSRS remembers of a card; see fsrs6.h.
struct MemoryState {
  double stability = 0;   ///< days until recall falls to 0.9
  double difficulty = 0;  ///< 1 to 10
  friend bool operator==(const MemoryState&, const MemoryState&) = default;
};

/// An interval of so many days or more is stable.
inline constexpr std::int64_t kStableDays = 21;

/// The schedule of a card: the fold of its surviving events. All that the fold of a further event
/// needs is here.
struct CardState {
  Sm2State sm2;
  std::optional<MemoryState> memory;      ///< where the scheduler keeps one, after the first review
  std::optional<StudyDay> due;            ///< none before the first review
  std::optional<StudyDay> scheduled_due;  ///< due by the schedule, whatever set_due says
  std::optional<StudyDay> last;           ///< day of the latest review
  bool repeat_today = false;              ///< a drill waits on the day `last`
  bool suspended = false;
  std::optional<StudyDay> buried_until;  ///< hidden before this day
  bool deleted = false;
  std::string flag;          ///< the learner's note for later; empty without
  std::int32_t reviews = 0;  ///< surviving reviews since the last reset, drills included
  std::int32_t graded = 0;   ///< graded reviews of the whole history, resets or not: for the fuzz
  std::int32_t lapses = 0;   ///< again on a card with n >= 1, drills not counted
  std::int32_t days_recalled = 0;      ///< different days with a graded review rated hard or better
  std::optional<StudyDay> introduced;  ///< day of the first graded review
  std::optional<EventId> latest_review;  ///< the `previous` of the next one
  friend bool operator==(const CardState&, const CardState&) = default;
};

}  // namespace lianxi
