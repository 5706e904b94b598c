#include "sqlite/file.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <vector>

#include "base/error.h"

namespace lianxi {
namespace {

/// SQLite writes no more at a time than a page; layers below it may count on that.
constexpr std::size_t kChunk = 65536;

}  // namespace

File::File(const std::string& path) {
  sqlite3_vfs* vfs = sqlite3_vfs_find(nullptr);
  std::vector<char> full(static_cast<std::size_t>(vfs->mxPathname) + 2);
  int code = vfs->xFullPathname(vfs, path.c_str(), vfs->mxPathname, full.data());
  path_ = path;
  // The name of a link is fine, with a code of its own.
  if ((code & 0xff) != SQLITE_OK) require(code, "opened");
  path_ = full.data();
  path_ += '\0';  // SQLite looks for parameters behind the name
  file_ = static_cast<sqlite3_file*>(sqlite3_malloc(vfs->szOsFile));
  if (!file_) require(SQLITE_NOMEM, "opened");
  file_->pMethods = nullptr;
  // As a journal: for a database file it would look after locks.
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_SUPER_JOURNAL;
  int opened = 0;
  code = vfs->xOpen(vfs, path_.c_str(), file_, flags, &opened);
  sqlite3_int64 size = 0;
  if (code == SQLITE_OK && !(opened & SQLITE_OPEN_READWRITE)) code = SQLITE_READONLY;
  if (code == SQLITE_OK) code = file_->pMethods->xFileSize(file_, &size);
  if (code != SQLITE_OK) {
    if (file_->pMethods) file_->pMethods->xClose(file_);
    sqlite3_free(file_);
    require(code, "opened");
  }
  size_ = size;
}

File::~File() {
  file_->pMethods->xClose(file_);
  sqlite3_free(file_);
}

void File::append(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::string_view chunk = bytes.substr(0, kChunk);
    require(file_->pMethods->xWrite(file_, chunk.data(), static_cast<int>(chunk.size()), size_),
            "written");
    size_ += static_cast<std::int64_t>(chunk.size());
    bytes.remove_prefix(chunk.size());
  }
}

void File::truncate(std::int64_t size) {
  require(file_->pMethods->xTruncate(file_, size), "shortened");
  size_ = size;
}

void File::sync() { require(file_->pMethods->xSync(file_, SQLITE_SYNC_NORMAL), "made durable"); }

void File::require(int code, const char* what) const {
  if (code == SQLITE_OK) return;
  const int primary = code & 0xff;
  throw Error(
      ErrorKind::input,
      fmt::format("{} could not be {}: {}", path_.c_str(), what, sqlite3_errstr(primary)),
      primary == SQLITE_FULL ? "make room there and try again" : "see whether you may write there");
}

}  // namespace lianxi
