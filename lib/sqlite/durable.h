#pragma once

// Files beside the database that must outlive a power cut: on the disk before they get their name,
// and the name on the disk before anybody is told. No file that is open in a Db may be given to
// these: closing a descriptor of it drops SQLite's locks.

#include <string>

namespace lianxi {

/// Waits until all of a file, or of the names in a folder, is on the disk. Throws Error
/// (collection).
void sync_file(const std::string& path);

/// The folder a path names a file in; "." where it names none.
std::string folder_of(const std::string& path);

}  // namespace lianxi
