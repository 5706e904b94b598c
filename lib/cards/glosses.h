#pragma once

// What a definition says in pieces, so that two definitions can be compared: two words that share
// a gloss may be meant by the same English.

#include <string>
#include <string_view>
#include <vector>

#include "entry/entry.h"

namespace lianxi {

/// "to contact, to get in touch with someone; a link" -> {"to contact", "to get in touch with",
/// "link"}: lower case, each once, without articles and whom it is done to; "to" tells an act from
/// a thing (to present, a present). What a bracket narrows ("to see (the point)") is no gloss;
/// what goes on in a list ("to exchange ideas, culture") or in prose (more than four words) falls
/// away, up to the next ";".
std::vector<std::string> glosses_of(std::string_view definition);

/// Those of all definitions of an entry and of its title.
std::vector<std::string> glosses_of(const Entry& entry);

/// The first gloss of the title and of each definition: what the word means before all.
std::vector<std::string> heads_of(const Entry& entry);

/// True where English text says one of these glosses, in any of the forms that end in -s, -ed or
/// -ing: "Their companies have connections" says "connection", "Do keep in touch!" says "get in
/// touch with". Glosses that say next to nothing ("have") do not count.
bool says_any(std::string_view english, const std::vector<std::string>& glosses);

}  // namespace lianxi
