#pragma once

// The answers of the log for those who count them: as little of each as is counted, for there may
// be millions. What stands in blocks (review_block.h) is read from there.

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
#include "store/review_block.h"

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

/// Calls `visit` for every surviving review, those of one card in canonical order. Memory grows
/// with the cards, and with the reviews of cards of which some came after later ones.
void for_each_review(Db& db, const DeadEvents& dead,
                     const std::function<void(const ReviewRow&)>& visit);

/// Rows of the log, reviews or not, to a block: block 0 is of the rows 1 to 8192.
inline constexpr std::int64_t kBlockRows = 8192;

/// Makes the blocks of rows that stand in none yet, where there are enough of them: 20 ms once in
/// 8192 answers. Callers hold the Transaction.
void pack_reviews(Db& db);
/// To be called before a row of the log is replaced: its block and those behind it are to be made
/// again.
void unpack_reviews(Db& db, std::int64_t row);

/// Compares the blocks with the log while somebody goes through it, row by row.
class BlocksCheck {
 public:
  explicit BlocksCheck(Db& db);
  /// The review in a row behind those before.
  void add(std::int64_t row, KeyId card, const Event& review);
  /// Where the blocks say something else than the log, which has this many rows; empty where they
  /// agree.
  std::string problem(std::int64_t rows);

 private:
  void end_block();

  Statement stored_;
  bool more_ = false;        // a block stands in the row of `stored_`
  std::int64_t number_ = 0;  // of the block whose rows come
  BlockWriter block_;        // what it should say
  std::string problem_;
};

}  // namespace lianxi::store
