#include "store/review_block.h"

namespace lianxi::store {
namespace {

/// What is written of a review, as BlockReader reads it: of these fields how they differ from the
/// review before.
constexpr std::int64_t LoggedReview::*kFields[] = {
    &LoggedReview::event,  &LoggedReview::card,       &LoggedReview::clock_ms,
    &LoggedReview::day,    &LoggedReview::offset_min, &LoggedReview::taken_ms,
    &LoggedReview::rating, &LoggedReview::first_sight};

/// Small numbers of either sign as small numbers without.
std::uint64_t folded(std::uint64_t difference) {
  return (difference << 1) ^ (difference >> 63 != 0 ? ~std::uint64_t{0} : 0);
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
}  // namespace

void BlockWriter::add(const LoggedReview& review) {
  for (const auto field : kFields) put(bytes_, folded(difference(last_.*field, review.*field)));
  // The clock is the time it was written at, but where clocks were wrong.
  put(bytes_, folded(difference(review.clock_ms, review.written_at)));
  last_ = review;
}

}  // namespace lianxi::store
