#include "store/review_block.h"

#include <iterator>

namespace lianxi::store {
namespace {

/// What is written of a review: of these fields how they differ from the review before.
constexpr std::int64_t LoggedReview::*kFields[] = {
    &LoggedReview::event,  &LoggedReview::card,       &LoggedReview::clock_ms,
    &LoggedReview::day,    &LoggedReview::offset_min, &LoggedReview::taken_ms,
    &LoggedReview::rating, &LoggedReview::first_sight};

/// Small numbers of either sign as small numbers without.
std::uint64_t folded(std::uint64_t difference) {
  return (difference << 1) ^ (difference >> 63 != 0 ? ~std::uint64_t{0} : 0);
}
std::uint64_t unfolded(std::uint64_t value) {
  return (value >> 1) ^ ((value & 1) != 0 ? ~std::uint64_t{0} : 0);
}

/// Seven bits a byte, the lowest first; the eighth says that more follow.
void put(std::string& bytes, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) bytes += static_cast<char>(value | 0x80);
  bytes += static_cast<char>(value);
}

/// Differences wrap around, so that any two numbers have one.
std::uint64_t difference(std::int64_t from, std::int64_t to) {
  return static_cast<std::uint64_t>(to) - static_cast<std::uint64_t>(from);
}
std::int64_t moved(std::int64_t from, std::uint64_t difference) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(from) + difference);
}

class BlockReader {
 public:
  explicit BlockReader(std::string_view bytes) : next_(bytes.begin()), end_(bytes.end()) {}

  bool at_end() const { return next_ == end_; }
  /// False where the bytes end within a review.
  bool read(LoggedReview& review) {
    std::uint64_t value = 0;
    for (const auto field : kFields) {
      if (!take(value)) return false;
      review.*field = moved(review.*field, unfolded(value));
    }
    if (!take(value)) return false;
    review.written_at = moved(review.clock_ms, unfolded(value));
    return true;
  }

 private:
  bool take(std::uint64_t& value) {
    value = 0;
    for (int shift = 0; shift < 64 && next_ != end_; shift += 7) {
      const auto byte = static_cast<std::uint8_t>(*next_++);
      value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80) return true;
    }
    return false;
  }

  std::string_view::const_iterator next_, end_;
};

}  // namespace

void BlockWriter::add(const LoggedReview& review) {
  for (const auto field : kFields) put(bytes_, folded(difference(last_.*field, review.*field)));
  // The clock is the time it was written at, but where clocks were wrong.
  put(bytes_, folded(difference(review.clock_ms, review.written_at)));
  last_ = review;
}

bool read_block(std::string_view bytes, const std::function<void(const LoggedReview&)>& visit) {
  BlockReader reader(bytes);
  for (LoggedReview review; !reader.at_end(); visit(review)) {
    if (!reader.read(review)) return false;
  }
  return true;
}

}  // namespace lianxi::store
