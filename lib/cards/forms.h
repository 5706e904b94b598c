#pragma once

// Target forms: what the blanks of an entry want. Mostly the headword; or a longer set form that
// the entry names with a pinyin of its own (联系不上), or that the author marks bold or by `Form:`.

#include <string>
#include <string_view>
#include <vector>

#include "entry/entry.h"
#include "entry/lexicon.h"

namespace lianxi {

/// A word followed by its pinyin in brackets, as prose names it: "保持联系 (bǎochí liánxì)".
struct NamedWord {
  std::string word;
  std::string pinyin;
};
/// All of them in a text, in order. The pinyin must have a syllable for each character.
std::vector<NamedWord> named_words(std::string_view text);

/// One form of an entry.
struct Form {
  std::string text;
  std::string pinyin;  ///< marked; empty where the entry does not say it
  bool partner =
      false;  ///< only ends with the headword (保持联系): the headword's blank stands too
  friend bool operator==(const Form&, const Form&) = default;
};

/// The forms of an entry: the headword first, then the longer ones, longest first. A form that an
/// author's mark alone names has no pinyin. `lexicon` tells which partner forms are words of
/// their own (没关系).
std::vector<Form> target_forms(const Entry& entry, const Lexicon& lexicon);

}  // namespace lianxi
