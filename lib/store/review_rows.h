#pragma once

// The answers of the log for those who count them: as little of each as is counted, for there may
// be millions, and card by card. What stands in blocks (review_block.h) is read from there.

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "base/ids.h"
#include "base/rating.h"
#include "base/time.h"
#include "schedule/fold.h"
#include "sqlite/db.h"

namespace lianxi::store {

/// A surviving review.
struct ReviewRow {
  KeyId card{};
  StudyDay day{};  ///< as it was written
  std::chrono::sys_time<std::chrono::minutes> at;
  std::chrono::minutes offset{0};  ///< local = utc + offset
  std::chrono::milliseconds taken{0};
  Rating rating{};
  std::optional<bool> first_sight;  ///< whether its sentence was new; nothing without a sentence
  bool anew = false;                ///< the card was reset since its review before
};

/// Calls `visit` for every surviving review, those of one card together and in canonical order.
/// Holds 32 bytes of memory a review.
void for_each_review(Db& db, const DeadEvents& dead,
                     const std::function<void(const ReviewRow&)>& visit);

/// The surviving reviews of a day or later, in canonical order; `again`: the card had one before.
void for_each_review_since(Db& db, const DeadEvents& dead, StudyDay day,
                           const std::function<void(const ReviewRow&, bool again)>& visit);

/// Rows of the log, reviews or not, to a block: block 0 is of the rows 1 to 8192.
inline constexpr std::int64_t kBlockRows = 8192;

/// Makes the blocks of rows that stand in none yet, where there are enough of them: 20 ms once in
/// 8192 answers. Callers hold the Transaction.
void pack_reviews(Db& db);
/// To be called before a row of the log is replaced: its block and those behind it are to be made
/// again.
void unpack_reviews(Db& db, std::int64_t row);

/// Where the blocks say something else than the log; empty where they agree.
std::string problem_of_blocks(Db& db);

}  // namespace lianxi::store
