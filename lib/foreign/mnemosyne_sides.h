#pragma once

// What the cards of Mnemosyne 2 ask and tell. A database keeps both sides ready made, but as its
// list of cards shows them, where pictures and sounds are spelled out; so they are made anew.

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "foreign/mnemosyne_types.h"

namespace lianxi {

/// The texts of a fact by key, as HTML.
using MnemosyneData = std::map<std::string, std::string, std::less<>>;

/// The fields of a note, one a field of its type. The brackets of gaps are gone, and the hints in
/// them ("[casa:house]").
std::vector<std::string> mnemosyne_values(const MnemosyneType& type, const MnemosyneData& data);

struct MnemosyneSides {
  std::string question, answer;
  std::size_t made_by = 0;  ///< as PastCard has it
};

/// The two sides of a card by a view, which is one of the type's. `extra` is what the card keeps
/// beside: which gap it is, as a dictionary of Python.
MnemosyneSides mnemosyne_sides(const MnemosyneType& type, std::size_t view,
                               const MnemosyneData& data, std::string_view extra);

}  // namespace lianxi
