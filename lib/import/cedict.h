#pragma once

// CC-CEDICT: one word a line, "繁體 简体 [pin1 yin1] /sense/sense/", comments that begin with "#".
// Both versions of the format are read, also mixed in one file: the second writes the pinyin as
// "[[lian2xi4]]", the syllables of a word joined.
// Source: https://cc-cedict.org/wiki/format:syntax.

#include <functional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "entry/dictionary_word.h"

namespace lianxi {

/// What the file says of itself in lines that begin with "#!".
struct CedictInfo {
  std::string date;     ///< "2026-09-10"; empty where it says none
  std::string licence;  ///< as printed: an address
  long declared = 0;    ///< words; 0 where it says none
};

struct CedictSink {
  std::function<void(DictionaryWord)> accept;
  std::function<void(Diagnostic)> reject;
};

/// True if the first line that is no comment is a word.
bool is_cedict(std::string_view text);

/// Reads the whole of a file, as read_text() gives it. A line that is no word is rejected and the
/// others are taken; so is a number of words other than the declared one.
CedictInfo read_cedict(std::string_view text, std::string_view source, const CedictSink& sink);

}  // namespace lianxi
