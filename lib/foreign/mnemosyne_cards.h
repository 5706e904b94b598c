#pragma once

// Packages of cards that Mnemosyne 2 exports for others (.cards): a zip archive of METADATA, of
// cards.xml, which lists tags, facts and cards as if they had just been added, and of pictures and
// sounds. What their learner answered is never in it.

#include <string_view>

#include "foreign/archive.h"
#include "import/notes.h"

namespace lianxi {

bool is_mnemosyne_cards(const Archive& archive);

/// Gives all that the package holds to `sink`. `source` names it in complaints. Throws Error
/// (input) where it is damaged or made to harm; what was given before does not count then.
void read_mnemosyne_cards(const Archive& package, std::string_view source, const NoteSink& sink);

}  // namespace lianxi
