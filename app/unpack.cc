#include "app/unpack.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <utility>

#include "base/error.h"

extern char** environ;

namespace lianxi::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBlock = 1 << 16;
/// Of what the unpacking program says.
constexpr std::size_t kLongestComplaint = 1000;

std::string unpacking_program() {
  const fs::path here = fs::read_symlink("/proc/self/exe").parent_path();
  for (const fs::path& place : {here / "lianxi-unpack", here / "../libexec/lianxi/lianxi-unpack"}) {
    if (access(place.c_str(), X_OK) == 0) return place.string();
  }
  throw Error(ErrorKind::input, "lianxi-unpack is not beside lianxi", "unpack the file yourself");
}

/// A pipe from a child's output.
class Pipe {
 public:
  Pipe() {
    if (pipe2(ends_.data(), O_CLOEXEC) != 0) {
      throw Error(ErrorKind::input, "no pipe can be made", "close some programs");
    }
  }
  ~Pipe() {
    end_writing();
    close(ends_[0]);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  int writing() const { return ends_[1]; }
  void end_writing() {
    if (ends_[1] >= 0) close(std::exchange(ends_[1], -1));
  }
  std::string read(std::size_t most) const {
    std::string bytes;
    std::array<char, kBlock> block;
    while (bytes.size() <= most) {
      const ssize_t got = ::read(ends_[0], block.data(), block.size());
      if (got == 0 || (got < 0 && errno != EINTR)) break;
      if (got > 0) bytes.append(block.data(), static_cast<std::size_t>(got));
    }
    return bytes;
  }

 private:
  std::array<int, 2> ends_{-1, -1};
};

pid_t start(const std::string& program, const std::string& path, const Pipe& out,
            const Pipe& complaint) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, out.writing(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, complaint.writing(), STDERR_FILENO);
  // A path that begins with a dash is one all the same.
  const std::string absolute = fs::absolute(path).string();
  std::array<char*, 3> arguments = {const_cast<char*>(program.c_str()),
                                    const_cast<char*>(absolute.c_str()), nullptr};
  pid_t child = -1;
  const int failed =
      posix_spawn(&child, program.c_str(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) throw Error(ErrorKind::input, program + " cannot be started", "unpack it first");
  return child;
}

}  // namespace

bool is_packed(const std::string& path) {
  std::array<char, 2> magic{};
  std::ifstream(path, std::ios::binary).read(magic.data(), magic.size());
  return (magic[0] == '\x1f' && magic[1] == '\x8b') || (magic[0] == 'P' && magic[1] == 'K');
}

std::string unpacked(const std::string& path, std::size_t most) {
  Pipe out, complaint;
  const pid_t child = start(unpacking_program(), path, out, complaint);
  out.end_writing();
  complaint.end_writing();
  std::string bytes = out.read(most);
  if (bytes.size() > most) kill(child, SIGKILL);
  const std::string why = complaint.read(kLongestComplaint);
  int status = 0;
  waitpid(child, &status, 0);
  if (bytes.size() <= most && status != 0) {
    throw Error(ErrorKind::input, path + " " + (why.empty() ? "cannot be unpacked" : why),
                "get it again, or unpack it yourself");
  }
  return bytes;
}

}  // namespace lianxi::app
