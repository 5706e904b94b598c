#include "base/rng.h"

#include <doctest/doctest.h>

#include <set>

#include "base/hash.h"

namespace lianxi {
namespace {

TEST_CASE("SplitMix64 gives its published sequence") {
  SplitMix64 rng(1234567);
  CHECK(rng.next() == 6457827717110365317ULL);
  CHECK(rng.next() == 3203168211198807973ULL);
  CHECK(rng.next() == 9817491932198370423ULL);
  SplitMix64 zero(0);
  CHECK(zero.next() == 16294208416658607535ULL);
  CHECK(zero.next() == 7960286522194355700ULL);
  CHECK(SplitMix64(99).next() == splitmix64(99));
}

TEST_CASE("Uniform numbers are in [0, 1) and spread evenly") {
  SplitMix64 rng(1);
  int tenths[10] = {};
  for (int i = 0; i < 100000; ++i) {
    const double u = rng.uniform();
    REQUIRE(u >= 0);
    REQUIRE(u < 1);
    ++tenths[static_cast<int>(u * 10)];
  }
  for (const int count : tenths) {
    CHECK(count > 9600);  // 4 standard deviations
    CHECK(count < 10400);
  }
}

TEST_CASE("Streams of one seed differ, and those of the next seed too") {
  std::set<std::uint64_t> firsts;
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    for (std::uint64_t i = 0; i < 100; ++i) firsts.insert(stream_of(seed, i).next());
  }
  CHECK(firsts.size() == 1000);
}

}  // namespace
}  // namespace lianxi
