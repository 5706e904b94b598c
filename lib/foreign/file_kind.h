#pragma once

// What a file is in which other things are packed, and how databases among them are opened.

#include <cstddef>
#include <string>

#include "base/error.h"
#include "sqlite/foreign_file.h"

namespace lianxi {

enum class FileKind { zip, sqlite, other };

/// By its first bytes; `other` also of a file that cannot be read.
FileKind file_kind(const std::string& path);

/// The first bytes of a file, fewer where it has not so many; none where it cannot be read.
std::string first_bytes(const std::string& path, std::size_t most);

/// Copies a database, so that nothing changes in it while it is read. Throws Error (input) where it
/// cannot be read or is larger than any collection.
void copy_file(const std::string& path, UnnamedFile& copy);

/// What is wrong with a copied database, said of the file it was copied from: the copy has no name.
Error as_input_error(const Error& error);

}  // namespace lianxi
