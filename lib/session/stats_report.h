#pragma once

// How it is going, of the whole collection or one deck: one pass over the answers of the log, one
// over the cards. Every form of the figures (screen, JSON, CSV, page) is made from this report.

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "export/table.h"
#include "sqlite/db.h"
#include "stats/card_figures.h"
#include "stats/stats.h"

namespace lianxi {

struct StatsOptions {
  std::optional<StudyDay> since, until;  ///< days of recall and of the list of days
  std::optional<DeckId> deck;
};

/// Recall of a group of answers: of `by` "kind", "deck", "level", "sentence" or "time".
struct GroupRecall {
  std::string by, name;
  Proportion recall;
};

/// Of the tables as JSON.
inline constexpr int kStatsSchema = 2;

struct StatsReport {
  StudyDay today{};
  DayTotal on_today, in_week;  ///< week: from Monday on
  Streak streak;
  std::map<StudyDay, DayTotal> days;      ///< with an answer, of the days asked for
  std::map<StudyDay, DayTotal> all_days;  ///< whatever was asked for
  std::vector<GroupRecall> recall;        ///< groups that have any
  std::map<std::chrono::year_month, Proportion> months;
  std::map<CardKind, CardCounter::ByMaturity> cards;  ///< neither retired nor deleted
  std::array<std::int64_t, kIntervalsFrom.size()> intervals{};
  std::array<std::int64_t, kEaseFrom.size()> ease{};
  std::vector<DueDay> due;  ///< 90 days from today on
  bool measured = false;    ///< minutes: from the learner's own answers
};
StatsReport measure_stats(Db& db, StudyDay today, const StatsOptions& options = {});

/// The report as tables: totals, days, recall, months, states, intervals, ease, due.
std::vector<Table> stats_tables(const StatsReport& report);

}  // namespace lianxi
