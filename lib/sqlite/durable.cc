#include "sqlite/durable.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "base/error.h"

namespace lianxi {
namespace {

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

}  // namespace

void sync_file(const std::string& path) { sync(path, O_RDONLY); }

void move_durably(const std::string& from, const std::string& to) {
  if (rename_new(from.c_str(), to.c_str()) != 0) fail(to, "could not be given its name");
  sync(folder_of(to), O_RDONLY | O_DIRECTORY);
  if (folder_of(from) != folder_of(to)) sync(folder_of(from), O_RDONLY | O_DIRECTORY);
}

void replace_database(const std::string& path, const std::string& fresh, const std::string& aside) {
  namespace fs = std::filesystem;
  try {
    sync_file(fresh);
    for (const std::string log : {"-wal", "-journal"}) {
      if (fs::exists(path + log)) keep_as(path + log, aside + log);
    }
    keep_as(path, aside);
    sync(folder_of(path), O_RDONLY | O_DIRECTORY);
    // A log that is left would be applied to the new file.
    for (const char* log : {"-wal", "-journal", "-shm"}) fs::remove(path + log);
    fs::rename(fresh, path);
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
