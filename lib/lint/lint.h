#pragma once

// Checks decks and pages as a compiler checks code: what a careful author would want to mend, each
// with its place and a stable code. Pure: the same text gives the same findings. Knows characters
// and their readings, and what the cards of an entry would show; nothing of a collection.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "entry/entry.h"
#include "entry/lexicon.h"
#include "lint/source_text.h"

namespace lianxi {

/// Something to mend.
struct Finding {
  std::string file;  ///< as the learner named it
  TextPlace place;
  std::string code;  ///< one of lint_codes()
  std::string text;  ///< what is wrong, for a person
  friend bool operator==(const Finding&, const Finding&) = default;
};

/// "file:line:col: code: text".
std::string to_string(const Finding& finding);

/// A file as it was read: its text, the entries in it in their order, what readers complained of.
struct LintFile {
  std::string name;
  std::string text;  ///< as read_text() gives it; empty where it could not be read
  std::vector<Entry> entries;
  Diagnostics complaints;
};

/// Reads the entries of a text, as from a file of this name.
LintFile read_lint_file(std::string text, std::string name);

/// What is to mend in the files of one deck, in their order, then by place. `words`: which words
/// there are, for sentences whose pinyin line does not divide them. Pages are held to less than
/// decks in our own format: what a page repeats or how wide its commas are is not its reader's to
/// mend.
std::vector<Finding> lint(const std::vector<LintFile>& deck, const Lexicon& words);

/// A code and what it says, in a line.
struct LintCode {
  std::string_view code;
  std::string_view says;
};
/// Every code there is, those of the readers included, in alphabetical order.
std::span<const LintCode> lint_codes();

}  // namespace lianxi
