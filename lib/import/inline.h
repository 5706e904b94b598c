#pragma once

// What one line of a page says: a title, a word with its pinyin, a sentence with its English. All
// take marked text (text/outline.h).

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "entry/entry.h"

namespace lianxi {

/// "联 (lián): to join" -> 联, lián, "to join". Brackets of either width, the space optional.
struct WordHead {
  std::string word;
  std::string reading;     ///< empty for "()"
  std::string_view value;  ///< what follows, marked, without the separator before it
  bool has_dash = false;   ///< the separator is a dash: "关系 (guānxi) - the relationship"
  bool has_separator = false;
};
/// Nothing without brackets, or with a colon before them.
std::optional<WordHead> split_word(std::string_view marked);

/// `marked` without one separator (":", "-", "–", "—" or their wide forms) at its beginning.
std::string_view skip_separator(std::string_view marked);
/// True if it begins with a dash that stands alone: "- gloss".
bool begins_with_dash(std::string_view marked);

/// A title: "liánxì: 联系 - To Contact, Relation", "联系 liánxì", "联系 (liánxì)", "行 xíng /
/// háng".
struct Title {
  std::string headword;               ///< NFKC
  std::vector<std::string> readings;  ///< as printed; may be empty
  std::string gloss;
};
/// The page's form alone: pinyin, colon, headword with a Han character.
std::optional<Title> page_title(std::string_view marked);
/// Either form. Nothing without a Han character in the headword.
std::optional<Title> any_title(std::string_view marked);

/// "xíng / háng" -> {"xíng", "háng"}, plain.
std::vector<std::string> split_readings(std::string_view marked);
/// Values of a list, plain, empty ones dropped: parted by "," "，" or "、".
std::vector<std::string> split_list(std::string_view marked);

/// A word such as a contrast is about: Han characters in it, no space or punctuation, at most 64
/// bytes.
bool is_word(std::string_view plain);

/// More Han characters than Latin letters.
bool is_mostly_hanzi(std::string_view plain);

/// Pinyin with at least one tone: "Nǐ hǎo.", not "He".
bool is_toned_pinyin(std::string_view plain);

/// A sentence on one line and what follows it there:
/// "~~我明天会关系你。~~ (I will relationship you.) → This is meaningless."
struct LineSentence {
  Sentence sentence;
  std::string why;
  bool is_struck = false;
};
LineSentence read_half(std::string_view marked, int line);

/// A sentence alone on its line, with pinyin in brackets and English after it at most.
Sentence read_sentence(std::string_view marked, int line);

/// Marked Chinese without the quotes or code marks that stand around the whole of it, trimmed.
Sentence read_chinese(std::string_view marked, int line);
/// Takes the quotes or code marks away that stand around the whole of its Chinese.
void drop_quotes(Sentence& sentence);

/// "“English?” - `中文(pinyin)`", either way round, the code marks optional. Nothing for a line
/// that says more than that.
std::optional<Sentence> read_quoted_sentence(std::string_view marked, int line);

/// Words in code marks inside running text: "the phrase `保持联系 (bǎochí liánxì)` - “keep in
/// touch”" gives that phrase, its pinyin, and its English where quoted directly after it.
std::vector<Sentence> quoted_words(std::string_view marked, int line);

}  // namespace lianxi
