#pragma once

// Files beside the database that must outlive a power cut: on the disk before they get their name,
// and the name on the disk before anybody is told. SQLite does the first for the files it writes,
// but not the second for a copy that is given its name afterwards. No file that is open in a Db may
// be given to these: closing a descriptor of it drops SQLite's locks.

#include <string>

namespace lianxi {

/// Waits until all of the file is on the disk. Throws Error (collection).
void sync_file(const std::string& path);

/// Moves a file within one file system, never over another that is there, and waits until its name
/// is on the disk. Throws Error (collection).
void move_durably(const std::string& from, const std::string& to);

/// Puts the database `fresh` in the place of `path`, of which a copy, with its log, stays as
/// `aside`. `locked`: a descriptor of the file at `path`, through which this process keeps all
/// others out. Whoever has opened that file and waits finds no database in it: it would take the
/// log of the new one for its own. Where the power is cut, one of the two stands in the place.
/// Throws Error (collection).
void replace_database(const std::string& path, int locked, const std::string& fresh,
                      const std::string& aside);

/// Removes a database that is nobody's any more, with the files SQLite keeps beside it.
void remove_database(const std::string& path);

/// The folder a path names a file in; "." where it names none.
std::string folder_of(const std::string& path);

}  // namespace lianxi
