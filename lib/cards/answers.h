#pragma once

// What answers a blank: every spelling of the word wanted, in characters and in pinyin.

#include <string>
#include <vector>

#include "cards/generate.h"
#include "entry/entry.h"

namespace lianxi {

struct RightAnswers {
  std::vector<std::string> characters;  ///< simplified as wanted first, then other spellings of it
  std::vector<std::string> readings;    ///< marked pinyin, as written first
};

/// What is right in the blank of a cloze or contrast. Where the word is taken apart or said twice
/// that is also the whole stretch: 见面 or 见过他一面; 看, 看看 or 看一看.
RightAnswers right_answers(const Entry& entry, const CardPlan& plan, const PoolSentence& pooled);

}  // namespace lianxi
