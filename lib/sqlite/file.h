#pragma once

// A file of our own, beside the collection, that must be as durable as the collection is: written
// through SQLite's layer to the system, with its retries, its syncs of file and folder, and the
// same faults in tests.

#include <cstdint>
#include <string>
#include <string_view>

struct sqlite3_file;

namespace lianxi {

/// A file open for appending. Every failure is an Error (input) that names the file: it is not the
/// collection that failed.
class File {
 public:
  /// Opens the file, made where there is none yet.
  explicit File(const std::string& path);
  ~File();
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  std::int64_t size() const { return size_; }
  void append(std::string_view bytes);
  /// Cuts off what is behind `size`.
  void truncate(std::int64_t size);
  /// Durable when it returns, the folder's entry of a new file too.
  void sync();

 private:
  void require(int code, const char* what) const;

  std::string path_;
  sqlite3_file* file_ = nullptr;
  std::int64_t size_ = 0;
};

}  // namespace lianxi
