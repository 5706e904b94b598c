#include "sqlite/lock_holder.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace lianxi {
namespace {

/// Bytes of a file, the last one included.
struct Range {
  unsigned long first, last;
};
constexpr Range kWriteOfLog{120, 122};
constexpr Range kWriteOfFile{0x40000000, 0x40000000 + 511};
/// As much of a command line as a message shows, in bytes.
constexpr std::size_t kShownCommand = 80;

std::optional<FileId> file_id(const std::string& path) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) return std::nullopt;
  return FileId{major(status.st_dev), minor(status.st_dev), status.st_ino};
}

/// The other process that has one of these bytes locked.
std::optional<int> holder_of(const std::string& path, Range range) {
  const auto file = file_id(path);
  if (!file) return std::nullopt;
  std::ifstream locks("/proc/locks");
  for (std::string line; std::getline(locks, line);) {
    const auto process = holder_in(line, *file, range.first, range.last);
    if (process && *process != getpid()) return process;
  }
  return std::nullopt;
}

/// "lianxi import big.md": the program without its folder, then its words.
std::string command_of(int process) {
  std::ifstream file(fmt::format("/proc/{}/cmdline", process));
  std::string program, command;
  std::getline(file, program, '\0');
  command = program.substr(program.rfind('/') + 1);
  for (std::string word; std::getline(file, word, '\0');) command += " " + word;
  if (command.size() > kShownCommand) command = command.substr(0, kShownCommand) + "...";
  return command;
}

}  // namespace

std::optional<int> holder_in(std::string_view line, const FileId& file, unsigned long first,
                             unsigned long last) {
  // "5: POSIX  ADVISORY  WRITE 1234 08:01:131 120 120"; one that waits has "->" after the number.
  int process = 0;
  FileId locked;
  unsigned long start = 0;
  char end[24] = "";
  const int found =
      std::sscanf(std::string(line).c_str(), "%*d: POSIX %*s WRITE %d %x:%x:%lu %lu %23s", &process,
                  &locked.device_major, &locked.device_minor, &locked.inode, &start, end);
  if (found != 6 || process <= 0 || !(locked == file) || start > last) return std::nullopt;
  unsigned long stop = 0;
  const bool bounded = std::sscanf(end, "%lu", &stop) == 1;  // else "EOF"
  return bounded && stop < first ? std::nullopt : std::optional(process);
}

std::optional<LockHolder> lock_holder(const std::string& path) {
  // What a link leads to is what has a log beside it.
  std::error_code error;
  const std::string file = std::filesystem::canonical(path, error).string();
  auto process = holder_of(file + "-shm", kWriteOfLog);
  if (!process) process = holder_of(file, kWriteOfFile);
  if (!process) return std::nullopt;
  return LockHolder{*process, command_of(*process)};
}

}  // namespace lianxi
