#include "foreign/file_kind.h"

#include <array>
#include <fstream>
#include <string_view>

namespace lianxi {
namespace {

constexpr std::string_view kSqlite{"SQLite format 3\0", 16};
constexpr std::string_view kZip{"PK\x03\x04", 4}, kEmptyZip{"PK\x05\x06", 4};
/// Collections of many years have a tenth of it.
constexpr std::size_t kLargestDatabase = std::size_t{2} << 30;
constexpr std::size_t kFirstBytes = 1 << 16;

}  // namespace

FileKind file_kind(const std::string& path) {
  const std::string bytes = first_bytes(path, kSqlite.size());
  if (bytes == kSqlite) return FileKind::sqlite;
  const bool is_zip = bytes.starts_with(kZip) || bytes.starts_with(kEmptyZip);
  return is_zip ? FileKind::zip : FileKind::other;
}

std::string first_bytes(const std::string& path, std::size_t most) {
  std::string bytes(most, '\0');
  std::ifstream file(path, std::ios::binary);
  file.read(bytes.data(), static_cast<std::streamsize>(most));
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  return bytes;
}

void copy_file(const std::string& path, UnnamedFile& copy) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw Error(ErrorKind::input, "cannot be read", "see whether you may read it");
  std::array<char, kFirstBytes> block;
  std::size_t size = 0;
  while (file.read(block.data(), block.size()), file.gcount() > 0) {
    const auto got = static_cast<std::size_t>(file.gcount());
    size += got;
    if (size > kLargestDatabase) {
      throw Error(ErrorKind::input, "is a database of more than 2 GiB, larger than any collection");
    }
    copy.write({block.data(), got});
  }
}

Error as_input_error(const Error& error) {
  if (error.kind() != ErrorKind::collection) return error;
  std::string_view what = error.what();
  if (what.find("/proc/self/fd/") != what.npos) what.remove_prefix(what.find(": ") + 2);
  return Error(ErrorKind::input,
               "is damaged: its database cannot be read (" + std::string(what) + ")",
               "take another copy of it, or a backup");
}

}  // namespace lianxi
