#pragma once

// What tests of judgements share: a word to want, and a verdict in words.

#include <string>

#include "grade/grade.h"
#include "text/utf8.h"

namespace lianxi::test {

/// "联系/聯繫" and "guānxi/guānxì": every spelling, and every reading that is right.
inline Wanted word(const std::string& characters, const std::string& readings) {
  Wanted wanted;
  for (const auto part : split(characters, '/')) wanted.characters.emplace_back(part);
  for (const auto part : split(readings, '/')) wanted.readings.emplace_back(part);
  return wanted;
}

/// "right" or, by leniency, "right~"; else the verdict.
inline std::string verdict(const std::string& typed, const Wanted& wanted) {
  const Judgement judgement = grade(typed, wanted, {});
  return std::string(to_string(judgement.verdict)) + (judgement.lenient ? "~" : "");
}

inline std::string proposed(const Judgement& judgement) {
  return judgement.proposed ? std::string(to_string(*judgement.proposed)) : "ask again";
}

}  // namespace lianxi::test
