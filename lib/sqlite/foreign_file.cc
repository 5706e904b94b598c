#include "sqlite/foreign_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string>

namespace lianxi {
namespace {

constexpr int kMostSqlBytes = 1 << 20;
constexpr int kLargestValue = 64 << 20;
constexpr int kMostColumns = 200;

int unnamed_file() {
  const std::string folder = std::filesystem::temp_directory_path();
  const int file = open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (file >= 0) return file;
  // Not every file system has files without a name.
  std::string name = folder + "/lianxi-XXXXXX";
  const int named = mkostemp(name.data(), O_CLOEXEC);
  if (named >= 0) unlink(name.c_str());
  return named;
}

int keep_name(sqlite3_vfs*, const char* name, int size, char* out) {
  const std::size_t length = std::strlen(name) + 1;
  if (length > static_cast<std::size_t>(size)) return SQLITE_CANTOPEN;
  std::memcpy(out, name, length);
  return SQLITE_OK;
}

/// SQLite follows no link at the end of a path, for it has resolved them; this one cannot be.
int open_descriptor(const char* path, int flags, int mode) {
  const bool unnamed = std::string_view(path).starts_with("/proc/self/fd/");
  return open(path, unnamed ? flags & ~O_NOFOLLOW : flags, mode);
}

int compare_bytes(void*, int left_size, const void* left, int right_size, const void* right) {
  const auto common = static_cast<std::size_t>(std::min(left_size, right_size));
  const int order = common == 0 ? 0 : std::memcmp(left, right, common);
  return order != 0 ? order : left_size - right_size;
}

}  // namespace

UnnamedFile::UnnamedFile() : descriptor_(unnamed_file()) {
  if (descriptor_ < 0) {
    throw Error(ErrorKind::input, "cannot be unpacked: no temporary file can be made",
                "set TMPDIR to a folder where you may write");
  }
}

UnnamedFile::~UnnamedFile() { close(descriptor_); }

void UnnamedFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {
      throw Error(ErrorKind::input, "cannot be unpacked: the disk for temporary files is full",
                  "make room, or set TMPDIR to a folder on another disk");
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

Db open_foreign(const UnnamedFile& file) {
  Db db(fmt::format("/proc/self/fd/{}", file.descriptor()), Db::Mode::foreign);
  const auto found = query_one<std::string>(db, "pragma quick_check(1)");
  if (found != "ok") throw Damaged("the database is damaged");
  return db;
}

const char* vfs_of_descriptors() {
  static const char* const kName = "lianxi-descriptors";
  static sqlite3_vfs vfs = [] {
    sqlite3_vfs copy = *sqlite3_vfs_find(nullptr);
    copy.zName = kName;
    copy.pNext = nullptr;
    copy.xFullPathname = keep_name;
    const auto call = reinterpret_cast<sqlite3_syscall_ptr>(open_descriptor);
    copy.xSetSystemCall(&copy, "open", call);
    return copy;
  }();
  sqlite3_vfs_register(&vfs, 0);
  return kName;
}

void distrust(sqlite3* connection) {
  sqlite3_create_collation_v2(connection, "unicase", SQLITE_UTF8, nullptr, compare_bytes, nullptr);
  sqlite3_limit(connection, SQLITE_LIMIT_SQL_LENGTH, kMostSqlBytes);
  sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, kLargestValue);
  sqlite3_limit(connection, SQLITE_LIMIT_COLUMN, kMostColumns);
  sqlite3_limit(connection, SQLITE_LIMIT_ATTACHED, 0);
  for (const char* pragma :
       {"pragma cell_size_check = on", "pragma mmap_size = 0", "pragma cache_size = -32768"}) {
    sqlite3_exec(connection, pragma, nullptr, nullptr, nullptr);
  }
}

}  // namespace lianxi
