#include "app/foreign.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <istream>
#include <ostream>
#include <streambuf>
#include <utility>
#include <vector>

#include "app/installed.h"
#include "base/error.h"

namespace lianxi::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBlock = 1 << 16;
/// Of what the reading program says.
constexpr std::size_t kLongestComplaint = 1000;
/// Its status for a file of no known kind.
constexpr int kUnknown = 4;

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
  /// The next bytes, as many as there are; 0 at the end.
  std::size_t read_some(char* bytes, std::size_t most) const {
    ssize_t got = 0;
    do {
      got = ::read(ends_[0], bytes, most);
    } while (got < 0 && errno == EINTR);
    return got < 0 ? 0 : static_cast<std::size_t>(got);
  }
  /// All up to its end, or one byte more than `most`.
  std::string read(std::size_t most) const {
    std::string bytes;
    std::array<char, kBlock> block;
    while (bytes.size() <= most) {
      const std::size_t got = read_some(block.data(), block.size());
      if (got == 0) break;
      bytes.append(block.data(), got);
    }
    return bytes;
  }

 private:
  std::array<int, 2> ends_{-1, -1};
};

/// A pipe as a stream.
class PipeBuffer : public std::streambuf {
 public:
  explicit PipeBuffer(const Pipe& pipe) : pipe_(pipe) {}
  bool at_end() const { return at_end_; }

 protected:
  int_type underflow() override {
    const std::size_t got = at_end_ ? 0 : pipe_.read_some(block_.data(), block_.size());
    at_end_ = got == 0;
    setg(block_.data(), block_.data(), block_.data() + got);
    return at_end_ ? traits_type::eof() : traits_type::to_int_type(block_[0]);
  }

 private:
  const Pipe& pipe_;
  std::array<char, kBlock> block_;
  bool at_end_ = false;
};

/// Starts a program; `ends`: descriptors of ours and those of its that they become.
pid_t start_program(std::vector<std::string> words, const std::vector<std::pair<int, int>>& ends) {
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  for (const auto& [ours, its] : ends) posix_spawn_file_actions_adddup2(&actions, ours, its);
  pid_t child = -1;
  const int failed =
      posix_spawn(&child, words[0].c_str(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed == 0) return child;
  throw Error(ErrorKind::input, words[0] + " cannot be started", "install lianxi again");
}

int wait_for(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

/// lianxi-read at work on a file.
class Reading {
 public:
  Reading(const std::string& command, std::string path, const std::vector<std::string>& options)
      : path_(std::move(path)) {
    // A path that begins with a dash is one all the same.
    std::vector<std::string> words = {reading_program(), command, fs::absolute(path_).string()};
    words.insert(words.end(), options.begin(), options.end());
    child_ = start_program(
        std::move(words), {{out_.writing(), STDOUT_FILENO}, {complaint_.writing(), STDERR_FILENO}});
    out_.end_writing();
    complaint_.end_writing();
  }
  ~Reading() {
    if (child_ < 0) return;
    kill(child_, SIGKILL);
    wait();
  }
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;

  const Pipe& out() const { return out_; }

  /// Throws Error (input) where it has failed, with its reason. All of its output has been read.
  /// False where the file is of no known kind.
  bool finish() {
    const std::string told = complaint_.read(kLongestComplaint);
    const int status = wait();
    if (status == 0) return true;
    if (WIFEXITED(status) && WEXITSTATUS(status) == kUnknown) return false;
    if (WIFSIGNALED(status)) {
      throw Error(ErrorKind::input,
                  path_ + " takes longer to read than any file of its kind should",
                  "get it or export it again");
    }
    const std::size_t end = std::min(told.find('\n'), told.size());
    const std::string why = told.substr(0, end);
    std::string hint = told.substr(std::min(end + 1, told.size()));
    hint.resize(std::min(hint.find('\n'), hint.size()));
    throw Error(ErrorKind::input, path_ + " " + (why.empty() ? "cannot be read" : why), hint);
  }

 private:
  int wait() { return wait_for(std::exchange(child_, -1)); }

  std::string path_;
  Pipe out_, complaint_;
  pid_t child_ = -1;
};

/// What a program reads from us. A socket, not a pipe: one whose reader has gone is an error, no
/// signal that ends us.
class Feed {
 public:
  Feed() {
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends_.data()) != 0) {
      throw Error(ErrorKind::input, "no pipe can be made", "close some programs");
    }
  }
  ~Feed() {
    end();
    close_end(0);
  }
  Feed(const Feed&) = delete;
  Feed& operator=(const Feed&) = delete;
  int reading() const { return ends_[0]; }
  void end() { close_end(1); }
  void end_reading() { close_end(0); }
  bool send_all(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t sent = send(ends_[1], bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent < 0 && errno == EINTR) continue;
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

 private:
  void close_end(std::size_t i) {
    if (ends_[i] >= 0) close(std::exchange(ends_[i], -1));
  }
  std::array<int, 2> ends_{-1, -1};
};

/// A feed as a stream.
class FeedBuffer : public std::streambuf {
 public:
  explicit FeedBuffer(const Feed& feed) : feed_(feed) { empty(); }

 protected:
  int_type overflow(int_type c) override {
    if (sync() != 0) return traits_type::eof();
    if (c != traits_type::eof()) sputc(traits_type::to_char_type(c));
    return traits_type::not_eof(c);
  }
  int sync() override {
    const bool sent = feed_.send_all({pbase(), static_cast<std::size_t>(pptr() - pbase())});
    empty();
    return sent ? 0 : -1;
  }

 private:
  void empty() { setp(block_.data(), block_.data() + block_.size()); }
  const Feed& feed_;
  std::array<char, kBlock> block_{};
};

/// lianxi-read at work on what we give it.
class Writing {
 public:
  explicit Writing(const std::vector<std::string>& options) {
    std::vector<std::string> words = {reading_program(), "write"};
    words.insert(words.end(), options.begin(), options.end());
    child_ = start_program(
        std::move(words), {{feed_.reading(), STDIN_FILENO}, {complaint_.writing(), STDERR_FILENO}});
    feed_.end_reading();
    complaint_.end_writing();
  }
  /// What it has begun it takes back when its notes end too early.
  ~Writing() {
    feed_.end();
    if (child_ >= 0) wait_for(child_);
  }
  Writing(const Writing&) = delete;
  Writing& operator=(const Writing&) = delete;

  const Feed& feed() const { return feed_; }

  /// Throws Error (usage) where it has failed, with its reason.
  void finish() {
    feed_.end();
    const std::string told = complaint_.read(kLongestComplaint);
    if (wait_for(std::exchange(child_, -1)) == 0) return;
    const std::size_t end = std::min(told.find('\n'), told.size());
    const std::string why = told.substr(0, end);
    std::string hint = told.substr(std::min(end + 1, told.size()));
    hint.resize(std::min(hint.find('\n'), hint.size()));
    throw Error(ErrorKind::usage, why.empty() ? "the file could not be written" : why, hint);
  }

 private:
  Feed feed_;
  Pipe complaint_;
  pid_t child_ = -1;
};

}  // namespace

bool is_packed(const std::string& path) {
  std::array<char, 2> magic{};
  std::ifstream(path, std::ios::binary).read(magic.data(), magic.size());
  return (magic[0] == '\x1f' && magic[1] == '\x8b') || (magic[0] == 'P' && magic[1] == 'K');
}

std::string unpacked(const std::string& path, std::size_t most) {
  Reading reading("unpack", path, {});
  std::string bytes = reading.out().read(most);
  if (bytes.size() <= most) reading.finish();
  return bytes;
}

bool read_notes(const std::string& path, const std::string& format, const NoteSink& sink) {
  std::vector<std::string> options;
  if (!format.empty()) options = {"--format", format};
  Reading reading("notes", path, options);
  PipeBuffer buffer(reading.out());
  std::istream in(&buffer);
  try {
    read_note_lines(in, sink);
  } catch (const Error& error) {
    // Notes that end too early end so because reading failed, and the reason is there.
    if (buffer.at_end() && !reading.finish()) return false;
    throw Error(error.kind(), path + ": " + error.what(), error.hint());
  }
  return reading.finish();
}

void write_anki_package(const std::string& path, std::int64_t at,
                        const std::function<void(const NoteSink&)>& give) {
  Writing writing({"anki", fs::absolute(path).string(), "--at", std::to_string(at)});
  FeedBuffer buffer(writing.feed());
  std::ostream out(&buffer);
  give(note_lines_to(out));
  finish_note_lines(out);
  out.flush();
  writing.finish();
}

}  // namespace lianxi::app
