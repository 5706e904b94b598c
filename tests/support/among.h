#pragma once

// The rivals of one entry, as they are among others.

#include <doctest/doctest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "support/known_words.h"

namespace lianxi {

/// "联络 找": their texts.
inline std::string listed(const std::vector<Rival>& rivals) {
  std::string text;
  for (const Rival& rival : rivals) text += (text.empty() ? "" : " ") + rival.text;
  return text;
}

/// An entry among others, in memory.
class Among {
 public:
  Among(const Entry& entry, std::vector<Entry> others) : entry_(entry) {
    others.push_back(entry);
    for (const Entry& one : others) lexicon_.add(one.headword);
    words_.emplace(others);
  }

  std::vector<Rival> rivals(CardKind kind, const std::string& target,
                            std::size_t sentence = 0) const {
    for (const CardPlan& plan : generate_cards(entry_, lexicon_).cards) {
      if (plan.card.kind != kind || plan.card.target != target) continue;
      REQUIRE(sentence < std::max<std::size_t>(1, plan.pool.size()));
      return rivals_of(entry_, plan, sentence, *words_);
    }
    FAIL("no such card: ", target);
    return {};
  }
  /// Of the n-th sentence behind the headword's blank.
  std::vector<Rival> of_blank(std::size_t sentence = 0) const {
    return rivals(CardKind::cloze, entry_.headword, sentence);
  }
  std::string blank(std::size_t sentence = 0) const { return listed(of_blank(sentence)); }
  std::string form(const std::string& form) const { return listed(rivals(CardKind::cloze, form)); }
  std::vector<Rival> recall() const {
    return rivals(CardKind::recall, entry_.readings.at(0).pinyin);
  }

 private:
  Entry entry_;
  WordSet lexicon_;
  std::optional<KnownWords> words_;
};

}  // namespace lianxi
