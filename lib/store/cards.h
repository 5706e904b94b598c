#pragma once

// Cards: which there are, and the cache of their schedules.

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cards/card.h"
#include "schedule/event.h"
#include "schedule/queue.h"
#include "sqlite/db.h"
#include "store/query.h"

namespace lianxi::store {

struct CardRow {
  CardId id{};
  EntryId entry{};
  Card card;
  std::int64_t position = 0;  ///< order of introduction
  bool partner = false;       ///< its form only ends with the headword
  bool open = false;
  bool retired = false;  ///< its entry no longer yields it; its history stays
  CardState state;
};

/// Makes the card where it is missing, and brings it back where it was retired; `likeness` is that
/// of its entry. True if it is new.
bool save_card(Db& db, EntryId entry, const Card& card, std::int64_t position, bool partner = false,
               const Likeness& likeness = {});
/// Retires every card of the entry that is not among `keep`; those without any event go.
void retire_cards(Db& db, EntryId entry, const std::vector<Key>& keep);
void save_state(Db& db, CardId card, const CardState& state);
void save_open(Db& db, CardId card, bool open);

/// Notes on all cards of the entry whether one of them has been reviewed, and whether the learner
/// knows all its meanings for 21 days or more.
void update_siblings(Db& db, EntryId entry);
/// The same of every entry.
void update_all_siblings(Db& db);

/// Whether a card of this word has been reviewed.
bool is_begun(Db& db, std::string_view headword);
/// Whether the learner knows what the word means: a `meaning` card of 21 days or more.
bool is_stable(Db& db, std::string_view headword);

std::optional<CardRow> card_row(Db& db, CardId id);
std::optional<CardRow> find_card(Db& db, const Key& key);
/// Cards that are not retired, in order of introduction.
std::vector<CardRow> cards_of(Db& db, EntryId entry);
/// Entries that have a contrast with this word.
std::vector<EntryId> entries_contrasting(Db& db, std::string_view word);
void for_each_card(Db& db, const std::function<void(const CardRow&)>& visit);

/// What a queue is drawn from: the cards of which a query is true.
struct Selection {
  Query query;
};
/// Due on `today` or before, or within so many days after it; not hidden.
std::vector<QueueCard> due_cards(Db& db, StudyDay today, const Selection& selection,
                                 Days ahead = Days{0});
/// Of the same cards what their recall follows from, where they have a memory: that, the interval
/// and the last day.
void for_each_due_memory(Db& db, StudyDay today, const Selection& selection, Days ahead,
                         const std::function<void(CardId, const CardState&)>& visit);
/// Open and never reviewed, not hidden, in order of introduction; at most `limit`.
std::vector<QueueCard> new_cards(Db& db, StudyDay today, const Selection& selection,
                                 std::int64_t limit);
/// Answered today below good: they come round again.
std::vector<QueueCard> drill_cards(Db& db, StudyDay today, const Selection& selection);
/// Every card of the selection that is not suspended, deleted or buried, open or not.
std::vector<QueueCard> all_cards(Db& db, StudyDay today, const Selection& selection);

/// What has been answered on a day: entry and whether the card was introduced then, once per card.
struct AnsweredCard {
  EntryId entry{};
  bool introduced = false;
};
std::vector<AnsweredCard> answered_on(Db& db, StudyDay day);
/// Entries whose first graded review was on `since` or later, and its day.
struct IntroducedEntry {
  EntryId entry{};
  StudyDay day{};
};
std::vector<IntroducedEntry> recently_introduced(Db& db, StudyDay since);
/// Reviews written on the days [from, to), drills included.
std::int64_t reviews_between(Db& db, StudyDay from, StudyDay to);
/// Mean time an answer took among the latest `count` reviews; nothing without any.
std::optional<std::chrono::milliseconds> mean_taken(Db& db, int count);
/// How many cards come due on each day of [from, from + days), index 0 holding all before too.
std::vector<int> due_by_day(Db& db, StudyDay from, int days);

/// Texts the learner has accepted as answers to the card.
std::vector<std::string> accepted_answers(Db& db, const Key& card);
void save_accepted(Db& db, const Key& card, const std::vector<std::string>& texts);
/// Takes those of all cards away.
void forget_accepted(Db& db);

/// When each sentence of a card was last shown: keys, oldest first.
std::vector<Key> shown_sentences(Db& db, CardId card);

/// Sentences that any card of the entry has shown on a day.
std::vector<Key> sentences_shown_on(Db& db, EntryId entry, StudyDay day);

}  // namespace lianxi::store
