#include "store/review_block.h"

#include <doctest/doctest.h>

#include <limits>
#include <random>
#include <vector>

namespace lianxi::store {
namespace {

std::vector<LoggedReview> read(std::string_view bytes, bool& whole) {
  std::vector<LoggedReview> reviews;
  BlockReader block(bytes);
  for (LoggedReview review; block.read(review);) reviews.push_back(review);
  whole = block.sound();
  return reviews;
}

std::string block_of(const std::vector<LoggedReview>& reviews) {
  BlockWriter block;
  for (const LoggedReview& review : reviews) block.add(review);
  return block.bytes();
}

constexpr std::int64_t kLowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kHighest = std::numeric_limits<std::int64_t>::max();

}  // namespace

TEST_CASE("a block gives back what was put into it, whatever numbers it has") {
  std::mt19937_64 chance(1);
  const auto any = [&] {
    const std::int64_t extremes[] = {0, -1, 1, 127, 128, kLowest, kHighest};
    const auto value = chance();
    return value % 3 == 0 ? extremes[value / 3 % 7] : static_cast<std::int64_t>(chance());
  };
  for (int round = 0; round < 200; ++round) {
    std::vector<LoggedReview> reviews(chance() % 20);
    for (LoggedReview& one : reviews) {
      one = {any(), any(), any(), any(), any(), any(), any(), any(), any()};
    }
    bool whole = false;
    CHECK(read(block_of(reviews), whole) == reviews);
    CHECK(whole);
  }
}

TEST_CASE("reviews as they follow each other take few bytes") {
  std::vector<LoggedReview> reviews;
  for (int i = 0; i < 100; ++i) {
    const std::int64_t at = 1'772'413'200'000 + i * 7'000;
    reviews.push_back(
        {1'000 + i, 40'000 + 37 * i % 900, at, at, 20'514, 4'000 + 13 * i, 480, 3, 1});
  }
  CHECK(block_of(reviews).size() < 100 * 14);
}

TEST_CASE("a block that is cut off, or none, is told from one that is whole") {
  const std::string bytes = block_of({{1, 2, 3, 4, 5, 6, 7, 3, 1}, {2, 2, 9, 9, 5, 6, 7, 3, 1}});
  for (std::size_t end = 1; end < bytes.size(); ++end) {
    CAPTURE(end);
    bool whole = true;
    const std::size_t found = read(bytes.substr(0, end), whole).size();
    CHECK(found <= 1);
    CHECK(whole == (found == 1 && block_of({{1, 2, 3, 4, 5, 6, 7, 3, 1}}).size() == end));
  }
  bool whole = true;
  CHECK(read(std::string(100, '\xff'), whole).empty());
  CHECK_FALSE(whole);
}

}  // namespace lianxi::store
