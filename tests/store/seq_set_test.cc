#include "store/seq_set.h"

#include <doctest/doctest.h>

#include <random>
#include <set>

#include "base/error.h"
#include "store/event_record.h"

namespace lianxi::store {
namespace {

constexpr DeviceId kDevice{7};

TEST_CASE("a set of seqs is what a set of numbers is, in runs that do not touch") {
  std::mt19937 random(5);
  for (int round = 0; round < 200; ++round) {
    SeqSet set;
    std::set<std::int64_t> plain;
    for (int i = 0; i < 12; ++i) {
      const std::int64_t first = 1 + random() % 40, last = first + random() % 6;
      set.add(kDevice, first, last);
      for (std::int64_t seq = first; seq <= last; ++seq) plain.insert(seq);
    }
    for (std::int64_t seq = 1; seq < 50; ++seq) {
      CHECK(set.contains({kDevice, seq}) == plain.contains(seq));
      std::int64_t missing = seq;
      while (plain.contains(missing)) ++missing;
      CHECK(set.next_missing(kDevice, seq) == missing);
    }
    CHECK(set.highest(kDevice) == *plain.rbegin());
    std::int64_t before = -1;
    for (const auto& [first, last] : set.runs().at(kDevice)) {
      CHECK(first > before + 1);
      CHECK(last >= first);
      before = last;
    }
    CHECK(read_before_line(before_line(set)) == set);
  }
}

TEST_CASE("nothing is held of a device that is not there") {
  SeqSet set;
  CHECK_FALSE(set.contains({kDevice, 1}));
  CHECK(set.next_missing(kDevice, 3) == 3);
  CHECK(set.highest(kDevice) == 0);
  SeqSet other;
  other.add({kDevice, 2});
  set.add(other);
  CHECK(set == other);
  set.remove(kDevice);
  CHECK(set.runs().empty());
}

TEST_CASE("a run that has no end, or ends before it begins, is refused") {
  for (const char* ends : {"[1]", "[3,2]", "[0,2]", "[\"1\",2]", "\"1\"", "0", "[1,2,3]"}) {
    CAPTURE(std::string(ends));
    CHECK_THROWS_AS(
        read_before_line("{\"before\":{\"0000000000000007\":" + std::string(ends) + "}}"), Error);
  }
}

}  // namespace
}  // namespace lianxi::store
