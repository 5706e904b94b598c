#pragma once

// Word lists of examinations: which words belong to which level. The scales of HSK 2.0 and of the
// editions of HSK 3.0 are different ones, so a level never stands without the name of its list.
// The files are those that learners find: a table with the levels of both scales, tables of one
// edition, a text with the level in brackets behind each word.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "entry/dictionary_word.h"

namespace lianxi {

inline constexpr std::string_view kHsk20 = "HSK 2.0";
inline constexpr std::string_view kHsk2021 = "HSK 3.0 (2021)";
inline constexpr std::string_view kHsk2025 = "HSK 3.0 (2025)";

struct WordListSink {
  std::function<void(ListedWord)> accept;
  std::function<void(Diagnostic)> reject;
};

/// True if read_word_list() knows what kind of list it is.
bool is_word_list(std::string_view text);

/// Reads a list. Where the file does not say which edition or level it is, its name does ("2025",
/// "L4"), else it is rejected as a whole.
void read_word_list(std::string_view text, std::string_view source, const WordListSink& sink);

/// "4"; level 7 of HSK 3.0, which is three in one, is "7-9".
std::string level_text(int level);

/// The words that a list means by one of its lines: "爸爸|爸" and "爸爸爸" are two, "有（一）点儿"
/// may have what is in brackets or not, "第（第二）" gives an example, "点1" counts senses, "…极了"
/// stands behind something.
std::vector<std::string> listed_forms(std::string_view line);

}  // namespace lianxi
