#pragma once

// Databases of other programs. They come out of an archive into a file that never has a name, so
// that nothing is left of it whatever happens, and are read without believing them: neither their
// pages nor their schema.

#include <string_view>

#include "sqlite/db.h"

namespace lianxi {

/// A file without a name, in the folder for temporary files.
class UnnamedFile {
 public:
  /// Throws Error (input) where none can be made.
  UnnamedFile();
  ~UnnamedFile();
  UnnamedFile(const UnnamedFile&) = delete;
  UnnamedFile& operator=(const UnnamedFile&) = delete;
  /// Adds to its end. Throws Error (input) where the disk is full.
  void write(std::string_view bytes);
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

/// The database in it, for reading only, for as long as `file` lives. Throws Error where it is none
/// or damaged.
Db open_foreign(const UnnamedFile& file);

/// SQLite's way to files, but for names, which it takes as they are: of a file without one only
/// /proc/self/fd/N leads to it.
const char* vfs_of_descriptors();

/// Tells a connection that its database is not to be believed, and gives it the collation that
/// Anki's tables are declared with. It compares bytes: nothing is asked for by its order.
void distrust(sqlite3* connection);

}  // namespace lianxi
