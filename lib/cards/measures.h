#pragma once

// The measure words of a noun, as far as a card can ask them: 本 of 书, for 一本书.

#include <string>
#include <vector>

#include "entry/entry.h"

namespace lianxi {

struct Measure {
  std::string word;                   ///< 本
  std::vector<std::string> readings;  ///< marked: as the entry gives it ("本 běn"), else all it has
  friend bool operator==(const Measure&, const Measure&) = default;
};

/// Those of an entry that are written in characters. None where it is said to be no noun, and where
/// one of them stands in the word itself, which the question shows (本 of 本子).
std::vector<Measure> measures_of(const Entry& entry);

}  // namespace lianxi
