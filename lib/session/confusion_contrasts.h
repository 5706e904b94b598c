#pragma once

// Contrast cards from confusions. Two words that were taken for each other twice or more, both of
// them stable by now, are set against each other: each entry gets a contrast with sentences of both
// entries in which one of the two fits, and a line that says why it is there ("You typed 关系 for
// 联系 3 times, last on 2026-03-01."). A wrong half is never made up, for that 关系 stands in no
// such sentence does not prove it wrong there; the reason given for a pair is whose sentence it is.
// One whose blank is known to admit the other word is left out.
//
// The log stays the truth: a contrast is made by edits of the two entries, its rest is a suspension
// of its cards, all of one command together, so that one undo takes them back. Nothing else is
// kept. Who made a contrast is told by its line; a learner who rewrites that has made it his own,
// and it is left alone from then on. A made pair rests when each of its cards has been answered
// right kRightInRow times in a row, each on another day (the n of SM-2); its text stays.

#include <string>
#include <string_view>
#include <vector>

#include "export/table.h"
#include "sqlite/db.h"
#include "stats/confusions.h"
#include "store/log.h"

namespace lianxi {

/// Mistakes, either way, that ask for a contrast.
inline constexpr std::int64_t kConfusedOften = 2;
/// Right answers in a row after which the cards of a made contrast rest.
inline constexpr int kRightInRow = 4;

/// Where a pair stands.
struct PairPlan {
  enum class Step {
    waits,   ///< something is missing yet
    make,    ///< contrast cards can be made
    stands,  ///< there are contrast cards
    rest,    ///< those that were made have been answered right often enough
    rests,   ///< they are suspended
  };
  ConfusedPair pair;
  Step step{};
  std::string why;  ///< in words: what is missing, how far it is
};

/// "waits", "make", "stands", "rest", "rests".
std::string_view to_string(PairPlan::Step step);

/// Where each pair stands, in the order of `confusions`.
std::vector<PairPlan> plan_contrasts(Db& db, const std::vector<Confusion>& confusions);

/// Makes the contrasts and lets cards rest where the plan says so, as one act. Returns the cards
/// made and suspended.
struct ContrastsDone {
  int made = 0, rested = 0;
};
ContrastsDone carry_out(Db& db, const store::Stamp& stamp, const std::vector<PairPlan>& plans);

/// "pairs": a row a pair, with where it stands.
Table pair_table(const std::vector<PairPlan>& plans);

/// The line that says why a contrast is there.
std::string contrast_reason(const ConfusedPair& pair);

}  // namespace lianxi
