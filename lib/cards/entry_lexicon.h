#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

#include "entry/entry.h"
#include "entry/lexicon.h"

namespace lianxi {

/// The words an entry itself names, beside those of another lexicon; keeps references to both.
class EntryLexicon final : public Lexicon {
 public:
  EntryLexicon(const Entry& entry, const Lexicon& others) : others_(others) {
    named_.push_back(entry.headword);
    for (const Contrast& contrast : entry.contrasts) named_.push_back(contrast.word);
    for (const Related& related : entry.related) named_.push_back(related.word);
    std::sort(named_.begin(), named_.end());
  }
  bool contains(std::string_view word) const override {
    return std::binary_search(named_.begin(), named_.end(), word) || others_.contains(word);
  }

 private:
  std::vector<std::string_view> named_;
  const Lexicon& others_;
};

}  // namespace lianxi
