#pragma once

// Reading a database that SQLite can no longer open: page by page, whatever else is lost. Every
// leaf page says by itself which rows it holds, so that a page that is untouched gives all of its
// rows, though the pages that lead to it, the schema or the header are gone. The log beside the
// file (WAL) counts up to its latest commit. Source: https://www.sqlite.org/fileformat2.html,
// sections 1.5 (pages), 2.1 (records), 4 (WAL).

#include <cstdint>
#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace lianxi {

struct StoredBlob {
  std::string bytes;
  friend bool operator==(const StoredBlob&, const StoredBlob&) = default;
};
/// Null, integer, real, text or blob.
using StoredValue = std::variant<std::monostate, std::int64_t, double, std::string, StoredBlob>;

/// A row as it was found, of which table is not known.
struct FoundRow {
  bool has_rowid = false;  ///< of a table; otherwise of an index, or of a table without rowid
  std::int64_t rowid = 0;
  std::vector<StoredValue> values;
};

/// A file that no other process can use as a database meanwhile. It is read as bytes: SQLite might
/// throw away what it cannot use.
class DamagedFile {
 public:
  /// Throws Error (collection) where it cannot be opened, or another process has it open.
  explicit DamagedFile(const std::string& path);
  ~DamagedFile();
  DamagedFile(const DamagedFile&) = delete;
  DamagedFile& operator=(const DamagedFile&) = delete;

  /// Calls `visit` with every row and the number of the page it stands in, counted as they are
  /// read; those of the log first, newest first: of two with one rowid the first counts. Returns
  /// how many pages of the log could not be used.
  std::int64_t scan(const std::function<void(std::int64_t page, const FoundRow&)>& visit) const;

  /// Puts the database `fresh` in its place, as replace_database() does.
  void replace(const std::string& fresh, const std::string& aside) const;

 private:
  std::string path_;
  int file_ = -1;
  int log_ = -1;
};

}  // namespace lianxi
