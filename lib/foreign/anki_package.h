#pragma once

// Packages of Anki (.apkg, .colpkg): a zip archive with a collection and its media. Three versions
// are about; what stands in `meta` tells them apart. A newer one also holds a collection that only
// says "please update", so the first that is found is not the right one.

#include <string_view>

#include "foreign/archive.h"
#include "import/notes.h"

namespace lianxi {

/// Whether the archive is a package of Anki, of whatever version.
bool is_anki_package(const Archive& archive);

/// Gives all that the package holds to `sink`. `source` names it in complaints. Throws Error
/// (input) where it is of a version that is not known, damaged, or made to harm; what was given
/// before does not count then.
void read_anki_package(const Archive& package, std::string_view source, const NoteSink& sink);

}  // namespace lianxi
