#pragma once

// The confusions of a collection: which word was typed for which, counted from the attempts of the
// log. What undo has taken back counts nowhere.

#include <optional>
#include <string>
#include <vector>

#include "export/table.h"
#include "sqlite/db.h"
#include "stats/confusions.h"

namespace lianxi {

/// Which confusions are asked for.
struct ConfusionChoice {
  std::optional<StudyDay> since, until;  ///< both days included
  std::optional<DeckId> deck;            ///< whose words were asked
  std::vector<std::string> words;        ///< one of these asked or typed; empty: any
  friend bool operator==(const ConfusionChoice&, const ConfusionChoice&) = default;
};

/// A word typed for another, and the sentence of the last time.
struct ConfusionRow {
  Confusion confusion;
  std::string sentence;  ///< empty where none was shown
};

/// Most often first.
struct ConfusionReport {
  std::vector<ConfusionRow> rows;
};

/// Reads the log once; memory grows with the confusions found.
ConfusionReport report_confusions(Db& db, const ConfusionChoice& choice);

/// "confusions": a row a pair; days as 2026-03-02, no sentence as nothing.
std::vector<Table> confusion_tables(const ConfusionReport& report);

}  // namespace lianxi
