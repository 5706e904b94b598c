#pragma once

// Exporting notes and taking them in again, and what must be the same then.

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "session/export_notes.h"
#include "session/import_notes.h"
#include "store/cards.h"
#include "store/entries.h"
#include "store/log.h"

namespace lianxi::test {

inline NoteFile exported(Db& db, Moment now, ExportedNotes* told = nullptr) {
  NoteFile file;
  file.path = "lianxi.apkg";
  const NoteExport options{{}, study_day(now), now.offset, std::chrono::hours{4}};
  const ExportedNotes count = export_notes(db, options, file.sink({}));
  if (told) *told = count;
  return file;
}

inline NotesReport import(Db& db, Moment now, const NoteFile& file) {
  NotesReport report;
  try {
    import_notes(db, {now, std::chrono::hours{4}}, file, propose_mappings(file), {}, {}, report);
  } catch (const Error&) {
    for (const Diagnostic& one : report.decks.diagnostics) MESSAGE(to_string(one));
    throw;
  }
  return report;
}

/// How a card stands.
struct CardStanding {
  Sm2State sm2;
  std::optional<StudyDay> due, last;
  bool suspended = false;
  std::string flag;
  std::vector<std::pair<std::int64_t, Rating>> reviews;
  friend bool operator==(const CardStanding&, const CardStanding&) = default;
};

/// Every card under what it is, for a corrected headword keeps keys that its name does not give.
inline std::map<std::string, CardStanding> cards_of(Db& db) {
  const DeadEvents dead = store::dead_events(db);
  std::map<std::string, CardStanding> cards;
  store::for_each_card(db, [&](const store::CardRow& row) {
    const auto entry = store::entry_row(db, row.entry);
    if (row.retired || row.state.deleted || !entry) return;
    const CardState& state = row.state;
    CardStanding standing{state.sm2, state.due, state.last, state.suspended, state.flag, {}};
    for (const Event& event : store::events_of(db, row.card.key)) {
      if (dead.contains(event.id, event.import)) continue;
      if (event.type() == EventType::reset) standing.reviews.clear();
      if (const auto* review = std::get_if<ReviewAct>(&event.act)) {
        standing.reviews.emplace_back(event.at.ms(), review->rating);
      }
    }
    std::stable_sort(standing.reviews.begin(), standing.reviews.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t i = 1; i < standing.reviews.size(); ++i) {
      standing.reviews[i].first =
          std::max(standing.reviews[i].first, standing.reviews[i - 1].first + 1);
    }
    cards[entry->headword + " " + std::string(to_string(row.card.kind)) + " " + row.card.target] =
        standing;
  });
  return cards;
}

inline std::map<std::string, std::string> entries_of(Db& db) {
  std::map<std::string, std::string> entries;
  for (const store::EntryRow& row : store::list_entries(db, std::nullopt)) {
    std::string& text = entries[row.headword] = row.text;
    for (const std::string& deck : store::deck_names(db, row.id)) text += deck + "\n";
  }
  return entries;
}

/// The same answers; Anki has no two of one time, so that some are some milliseconds late there.
inline bool are_same(const std::vector<std::pair<std::int64_t, Rating>>& some,
                     const std::vector<std::pair<std::int64_t, Rating>>& others) {
  return std::equal(some.begin(), some.end(), others.begin(), others.end(),
                    [](const auto& a, const auto& b) {
                      return a.second == b.second && std::abs(a.first - b.first) < 10;
                    });
}

/// The same entries in the same decks, and every card where it stood, with its answers.
inline void check_same(Db& one, Db& other) {
  CHECK(entries_of(one) == entries_of(other));
  const auto expected = cards_of(one);
  const auto found = cards_of(other);
  CHECK(expected.size() == found.size());
  for (const auto& named : expected) {  // no binding: clang 14 captures none
    const std::string& name = named.first;
    const CardStanding& card = named.second;
    CAPTURE(name);
    REQUIRE(found.contains(name));
    const CardStanding& same = found.at(name);
    CHECK(same.sm2.n == card.sm2.n);
    CHECK(same.sm2.ef100 == card.sm2.ef100);
    CHECK(same.sm2.interval == card.sm2.interval);
    CHECK(same.due == card.due);
    CHECK(same.last == card.last);
    CHECK(same.suspended == card.suspended);
    CHECK(same.flag == card.flag);
    CHECK(are_same(same.reviews, card.reviews));
  }
}

}  // namespace lianxi::test
