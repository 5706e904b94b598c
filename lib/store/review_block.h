#pragma once

// Many reviews as one small value: in the order of the log each is much like the one before, so
// that what differs takes some 14 bytes. Reading two million rows of the log takes seconds; reading
// as many so takes a tenth of one.

#include <cstdint>
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

/// Reads a block, review by review. Inline: reports read millions.
class BlockReader {
 public:
  explicit BlockReader(std::string_view bytes) : next_(bytes.data()), end_(next_ + bytes.size()) {}

  /// The next review; false at the end, and where the bytes are no block.
  bool read(LoggedReview& review) {
    if (next_ == end_) return false;
    sound_ = move(review.event) && move(review.card) && move(review.clock_ms) && move(review.day) &&
             move(review.offset_min) && move(review.taken_ms) && move(review.rating) &&
             move(review.first_sight);
    review.written_at = review.clock_ms;
    sound_ = sound_ && move(review.written_at);
    return sound_;
  }
  /// Whether all that was read was a block.
  bool sound() const { return sound_; }

 private:
  /// Adds the next difference. Differences wrap around, so that any two numbers have one; those of
  /// either sign are small numbers without.
  bool move(std::int64_t& value) {
    std::uint64_t folded = 0;
    for (int shift = 0; shift < 64 && next_ != end_; shift += 7) {
      const auto byte = static_cast<std::uint8_t>(*next_++);
      folded |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
      if (byte >= 0x80) continue;
      const std::uint64_t difference = (folded >> 1) ^ (~(folded & 1) + 1);
      value = static_cast<std::int64_t>(static_cast<std::uint64_t>(value) + difference);
      return true;
    }
    return false;
  }

  const char* next_;
  const char* end_;
  bool sound_ = true;
};

}  // namespace lianxi::store
