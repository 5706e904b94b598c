#pragma once

// What a prompt may not show: its own answer, in characters or in pinyin, with or without tones.
// The one place that decides it; every text of a prompt goes through it.

#include <string>
#include <string_view>
#include <vector>

#include "entry/entry.h"

namespace lianxi {

class Secret {
 public:
  /// A word in characters; every place of it is hidden, also with blanks between them.
  void add_characters(std::string_view word);
  /// Marked pinyin. Hidden where it stands with tone marks or numbers, and without tones where it
  /// is a word by itself ("guanxi", "guan xi").
  void add_pinyin(std::string_view reading);
  /// `text` with every place of the secret replaced by one ＿ per character or syllable.
  std::string redact(std::string_view text) const;

 private:
  struct Sound {
    std::u32string letters;  // without tones, lower case
    std::size_t syllables;
  };
  std::string hide_words(std::string_view text) const;
  std::string hide_sounds(std::string_view text) const;

  std::vector<std::u32string> words_;  // longest first
  std::vector<Sound> sounds_;          // longest first
};

/// Everything by which the headword's own prompt could be given away.
Secret secret_of(const Entry& entry);

/// `count` of the character that stands for one hidden character.
std::string blank_of(std::size_t count);

}  // namespace lianxi
