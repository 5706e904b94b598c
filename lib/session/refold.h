#pragma once

// The caches: settings, entries and cards as the log says they stand. Each function here makes some
// of them again from events alone, so that it matters neither what they were before nor how the
// events came. Callers hold the Transaction.

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/progress.h"
#include "entry/entry.h"
#include "schedule/fold.h"
#include "schedule/likeness.h"
#include "store/cards.h"
#include "store/settings.h"

namespace lianxi {

/// What acts are about, to be folded again once all of them stand in the log.
class Touched {
 public:
  /// Notes what an event is about. Returns the act that counts in the end: the event, or what an
  /// undo without a subject, or an undo of such an undo, names; nothing where that has not arrived.
  std::optional<Event> add(Db& db, const Event& event);
  /// Folds all that was noted.
  void refold(Db& db, const DeadEvents& dead) const;
  /// From now on everything counts as noted.
  void add_everything() { everything_ = true; }
  bool everything() const { return everything_; }
  const std::set<Key>& subjects() const { return subjects_; }
  const std::set<Key>& imported() const { return imported_; }

 private:
  bool everything_ = false;  ///< a setting, a restore, or too many subjects to list
  bool decks_ = false;       ///< an import
  std::set<Key> subjects_;   ///< cards and entries
  std::set<Key> imported_;   ///< entries of imports
};

/// Folds the newest event of a card, a review, onto what is folded already.
void fold_newest(Db& db, const store::CardRow& card, const Event& event);

/// Folds one card's surviving events again: schedule, accepted answers, what is open after it.
void refold_card(Db& db, const Key& card, const DeadEvents& dead);

/// Joins the live imports of each entry again and makes their cards, in this order. Cards that an
/// entry no longer yields are retired; an entry without a live import, or deleted, goes. Nothing is
/// lost from the log.
void refold_entries(Db& db, const std::vector<Key>& entries, const DeadEvents& dead,
                    const OnProgress& progress = {});

/// The value of a setting from its surviving events.
std::optional<std::string> folded_setting(Db& db, std::string_view key, const DeadEvents& dead);

/// Folds everything again: settings, entries, cards.
void refold_all(Db& db);

/// What makes the entry like others, as each of its cards keeps it.
Likeness likeness_of(const Entry& entry);

/// Decides again which cards of the entry are open.
void update_open(Db& db, EntryId entry, const store::Settings& settings);

/// Why each card of an entry is locked, in the order of `cards`; empty texts for open ones.
std::vector<std::string> locks_of(Db& db, const std::vector<store::CardRow>& cards,
                                  const std::string& headword, const UnlockRules& rules);

}  // namespace lianxi
