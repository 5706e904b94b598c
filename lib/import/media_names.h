#pragma once

// Pictures and sounds by name: how the text of a note refers to them, and which names may become
// files.

#include <string>
#include <string_view>
#include <vector>

namespace lianxi {

/// The names in "[sound:x]" and "[image: x]", in order, each once; addresses on other machines are
/// none.
std::vector<std::string> media_names(std::string_view text);

/// One component of a path that every system takes for a plain file: not empty, 255 bytes at most,
/// valid UTF-8 without controls, no "/", "\", ":" and the like, not ".", "..", "CON" or "nul.txt",
/// no dot or space at its end.
bool is_safe_file_name(std::string_view name);

/// The name of a file in an address that a page gives: %20 is a space.
std::string name_in_address(std::string_view address);

}  // namespace lianxi
