#pragma once

// A plain entry: a question and its answer that are not about a Chinese word, such as learners
// bring along from other programs. Its headword is its question behind "Q: ", which no word begins
// with, so that it is never taken for one; its only card is of kind `plain`.

#include <string>
#include <string_view>
#include <vector>

#include "entry/entry.h"

namespace lianxi {

inline constexpr std::string_view kPlainMark = "Q: ";

bool is_plain(std::string_view headword);
inline bool is_plain(const Entry& entry) { return is_plain(entry.headword); }

/// The lines of both; what is left empty stays so. A question of several lines, or a long one, is
/// named by how it begins and a few digits that tell it from others that begin so.
Entry plain_entry(std::string_view question, std::string_view answer);

/// The lines of its question, in full.
std::vector<std::string> question_of(const Entry& entry);

}  // namespace lianxi
