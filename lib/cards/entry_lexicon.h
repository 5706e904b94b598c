#pragma once

#include "entry/entry.h"
#include "entry/lexicon.h"

namespace lianxi {

/// The words an entry itself names, beside those of another lexicon; keeps a reference to it.
class EntryLexicon final : public Lexicon {
 public:
  EntryLexicon(const Entry& entry, const Lexicon& others) : others_(others) {
    named_.add(entry.headword);
    for (const Contrast& contrast : entry.contrasts) named_.add(contrast.word);
    for (const Related& related : entry.related) named_.add(related.word);
  }
  bool contains(std::string_view word) const override {
    return named_.contains(word) || others_.contains(word);
  }

 private:
  WordSet named_;
  const Lexicon& others_;
};

}  // namespace lianxi
