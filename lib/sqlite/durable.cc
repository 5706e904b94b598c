#include "sqlite/durable.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "base/error.h"

namespace lianxi {
namespace {

[[noreturn]] void fail(const std::string& path, const char* what) {
  throw Error(ErrorKind::collection, path + ": " + what + ": " + std::strerror(errno),
              "see whether there is room and you may write there");
}

}  // namespace

void sync_file(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) fail(path, "cannot be opened");
  const int result = fsync(file);
  const int why = errno;
  close(file);
  errno = why;
  if (result != 0) fail(path, "could not be brought to the disk");
}

std::string folder_of(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  return folder.empty() ? "." : folder;
}

}  // namespace lianxi
