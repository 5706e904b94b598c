#include "sqlite/durable.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "base/error.h"

namespace lianxi {
namespace {

constexpr std::size_t kBlock = 4096;
/// https://www.sqlite.org/fileformat2.html, section 1.3.
constexpr std::size_t kDatabaseHeader = 100;

[[noreturn]] void fail(const std::string& path, const char* what) {
  throw Error(ErrorKind::collection, path + ": " + what + ": " + std::strerror(errno),
              "see whether there is room and you may write there");
}

void sync(const std::string& path, int flags) {
  const int file = open(path.c_str(), flags | O_CLOEXEC);
  if (file < 0) fail(path, "cannot be opened");
  const int result = fsync(file);
  const int why = errno;
  close(file);
  errno = why;
  if (result != 0) fail(path, "could not be brought to the disk");
}

/// rename() that refuses to replace. Some file systems do not know how; there one looks first.
int rename_new(const char* from, const char* to) {
  const int result = renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE);
  if (result == 0 || (errno != EINVAL && errno != ENOSYS)) return result;
  if (access(to, F_OK) == 0) {
    errno = EEXIST;
    return -1;
  }
  return rename(from, to);
}

/// A second name for the file; where the file system has only one for each, a copy.
void keep_as(const std::string& file, const std::string& aside) {
  std::error_code no_links;
  std::filesystem::create_hard_link(file, aside, no_links);
  if (!no_links) return;
  std::filesystem::copy_file(file, aside);
  sync_file(aside);
}

/// The file itself under a second name, or where there can be only one under that.
void keep_itself(const std::string& file, const std::string& aside) {
  std::error_code no_links;
  std::filesystem::create_hard_link(file, aside, no_links);
  if (no_links) std::filesystem::rename(file, aside);
}

enum class Copied { whole, unreadable, not_written };

Copied copy_bytes(int from, int to, off_t size) {
  std::array<char, kBlock> block;
  for (off_t at = 0; at < size;) {
    const ssize_t got = pread(from, block.data(), block.size(), at);
    if (got <= 0) return Copied::unreadable;
    const ssize_t done = pwrite(to, block.data(), static_cast<std::size_t>(got), at);
    if (done <= 0) return Copied::not_written;
    at += done;
  }
  return fsync(to) == 0 ? Copied::whole : Copied::not_written;
}

/// By the descriptor: closing another one of the file would drop the lock. False, and nothing is
/// there, where the disk cannot read all of it.
bool copy_aside(int file, const std::string& aside) {
  struct stat status {};
  if (fstat(file, &status) != 0) fail(aside, "cannot be made");
  const int copy =
      open(aside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, status.st_mode & 0777);
  if (copy < 0) fail(aside, "cannot be made");
  const Copied copied = copy_bytes(file, copy, status.st_size);
  const int why = errno;
  close(copy);
  if (copied == Copied::whole) return true;
  unlink(aside.c_str());
  if (copied == Copied::unreadable) return false;
  errno = why;
  fail(aside, "could not be written");
}

/// Makes a file that has lost its name no database any more.
void spoil(int file) {
  const std::array<char, kDatabaseHeader> nothing{};
  // Where it fails there is still Db, which writes to no file that has lost its name.
  [[maybe_unused]] const ssize_t done = pwrite(file, nothing.data(), nothing.size(), 0);
}

}  // namespace

void sync_file(const std::string& path) { sync(path, O_RDONLY); }

void move_durably(const std::string& from, const std::string& to) {
  if (rename_new(from.c_str(), to.c_str()) != 0) fail(to, "could not be given its name");
  sync(folder_of(to), O_RDONLY | O_DIRECTORY);
  if (folder_of(from) != folder_of(to)) sync(folder_of(from), O_RDONLY | O_DIRECTORY);
}

void replace_database(const std::string& path, int locked, const std::string& fresh,
                      const std::string& aside) {
  namespace fs = std::filesystem;
  try {
    sync_file(fresh);
    // What cannot be read today may be tomorrow: then the file itself is kept.
    const bool is_copied = copy_aside(locked, aside);
    if (!is_copied) keep_itself(path, aside);
    for (const std::string log : {"-wal", "-journal"}) {
      if (fs::exists(path + log)) keep_as(path + log, aside + log);
    }
    sync(folder_of(path), O_RDONLY | O_DIRECTORY);
    // A log that is left would be applied to the new file.
    for (const char* log : {"-wal", "-journal", "-shm"}) fs::remove(path + log);
    fs::rename(fresh, path);
    if (is_copied) spoil(locked);
    sync(folder_of(path), O_RDONLY | O_DIRECTORY);
  } catch (const fs::filesystem_error& error) {
    throw Error(ErrorKind::collection, path + " could not be put aside: " + error.code().message(),
                "see whether there is room and you may write there");
  }
}

void remove_database(const std::string& path) {
  std::error_code ignored;  // whoever needs the place will find it taken
  for (const char* part : {"", "-wal", "-shm", "-journal"}) {
    std::filesystem::remove(path + part, ignored);
  }
}

std::string folder_of(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  return folder.empty() ? "." : folder;
}

}  // namespace lianxi
