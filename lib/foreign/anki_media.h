#pragma once

// Pictures and sounds of a package of Anki: members with numbers for names, and a list of what they
// are called, JSON in old packages, a message of Protocol Buffers in new ones, where the list and
// every file are also packed with zstd.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "foreign/archive.h"
#include "import/notes.h"

namespace lianxi {

struct AnkiMedium {
  std::string member;  ///< its name in the archive
  std::string name;    ///< in NFC
  std::optional<std::uint64_t> size;
};

/// What the package lists; `packed` where it is one of version 3. Throws Error (input) where the
/// list is damaged, or a name would lead out of a folder.
std::vector<AnkiMedium> list_anki_media(const Archive& package, bool packed);

/// Gives them all to `sink`; a complaint for each that is missing, damaged, too large, or of a name
/// that no file may have.
void read_anki_media(const Archive& package, const std::vector<AnkiMedium>& media, bool packed,
                     std::string_view source, const NoteSink& sink);

}  // namespace lianxi
