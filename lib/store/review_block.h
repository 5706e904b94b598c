#pragma once

// Many reviews as one small value: in the order of the log each is much like the one before, so
// that what differs takes some 14 bytes. Reading two million rows of the log takes seconds; reading
// as many so takes a tenth of one.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace lianxi::store {

/// A review as reports need it: columns of the log, unjudged.
struct LoggedReview {
  std::int64_t event = 0;  ///< local row; ascending
  std::int64_t card = 0;   ///< local row
  std::int64_t clock_ms = 0;
  std::int64_t written_at = 0;
  std::int64_t day = 0;
  std::int64_t taken_ms = 0;
  std::int64_t offset_min = 0;
  std::int64_t rating = 0;
  std::int64_t first_sight = -1;  ///< -1 without a sentence
  friend bool operator==(const LoggedReview&, const LoggedReview&) = default;
};

/// Puts reviews into a block, one after the other.
class BlockWriter {
 public:
  void add(const LoggedReview& review);
  const std::string& bytes() const { return bytes_; }

 private:
  LoggedReview last_;
  std::string bytes_;
};

/// Calls `visit` for each review of a block. False where the bytes are none, or end too early.
bool read_block(std::string_view bytes, const std::function<void(const LoggedReview&)>& visit);

}  // namespace lianxi::store
