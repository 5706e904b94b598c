#pragma once

// The checks of one entry. Each looks at one kind of fault and tells where it is.

#include <functional>
#include <string>
#include <string_view>

#include "entry/entry.h"
#include "entry/lexicon.h"
#include "lint/source_text.h"

namespace lianxi {

/// An entry and the part of its file that it was read from.
struct EntryText {
  const Entry& entry;
  const SourceText& source;
  int end = 0;  ///< the line behind its last

  /// The place of byte `offset` of `wanted`, from the line of `sentence` on.
  TextPlace find(std::string_view wanted, std::size_t offset, const Sentence& sentence) const {
    return source.find(wanted, offset, sentence.line, end);
  }
};

/// Where a finding goes.
using Tell = std::function<void(TextPlace place, std::string_view code, std::string text)>;

/// Every sentence of an entry and what it is there for.
enum class SentenceRole { example, usage, wrong, right };
void for_each_sentence(const Entry& entry,
                       const std::function<void(const Sentence&, SentenceRole)>& visit);

/// Pinyin against the characters it stands for: `not-pinyin`, `syllable-count`, `no-such-reading`.
void check_readings(const EntryText& text, const Tell& tell);

/// Punctuation of the wrong width for the script it stands in: `mixed-width`.
void check_widths(const EntryText& text, const Tell& tell);

/// Sentences that no card can be made from: `sentence-without-word`. Where `is_deck` also English
/// that gives the answer of its card away: `prompt-leak`.
void check_cards(const EntryText& text, const Lexicon& words, bool is_deck, const Tell& tell);

/// Pairs of a wrong and a right sentence: `missing-half`, `two-answers`, `wrong-not-struck`.
void check_contrasts(const EntryText& text, const Lexicon& words, const Tell& tell);

}  // namespace lianxi
