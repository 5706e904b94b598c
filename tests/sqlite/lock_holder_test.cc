#include "sqlite/lock_holder.h"

#include <doctest/doctest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

#include "sqlite/db.h"
#include "support/temporary_folder.h"

namespace lianxi {
namespace {

/// A process that holds the write lock of a database until it is killed.
class Holder {
 public:
  Holder(const std::string& path, const char* mode) {
    int ready[2];
    REQUIRE(pipe(ready) == 0);
    process_ = fork();
    if (process_ == 0) {
      Db db(path, Db::Mode::create);
      db.run(mode);
      db.run("create table if not exists t (a integer); begin immediate");
      if (write(ready[1], "!", 1) == 1) pause();
      _exit(1);
    }
    char byte = 0;
    REQUIRE(read(ready[0], &byte, 1) == 1);
    close(ready[0]);
    close(ready[1]);
  }
  ~Holder() {
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
  }
  int process() const { return process_; }

 private:
  int process_ = 0;
};

}  // namespace

TEST_CASE("a line of /proc/locks names the process that keeps others out of these bytes") {
  const FileId file{0xfe, 0, 131};
  const struct {
    const char* line;
    int process;  // 0: none
  } rows[] = {
      {"5: POSIX  ADVISORY  WRITE 1234 fe:00:131 120 120", 1234},
      {"5: POSIX  ADVISORY  WRITE 1234 fe:00:131 100 121", 1234},
      {"5: POSIX  ADVISORY  WRITE 1234 fe:00:131 0 EOF", 1234},
      {"5: POSIX  ADVISORY  WRITE 1234 fe:00:131 122 EOF", 1234},
      {"5: POSIX  ADVISORY  WRITE 1234 fe:00:131 123 128", 0},
      {"5: POSIX  ADVISORY  WRITE 1234 fe:00:131 100 119", 0},
      {"5: POSIX  ADVISORY  READ 1234 fe:00:131 120 120", 0},
      {"5: POSIX  ADVISORY  WRITE 1234 fe:00:132 120 120", 0},
      {"5: POSIX  ADVISORY  WRITE 1234 fe:01:131 120 120", 0},
      {"5: -> POSIX  ADVISORY  WRITE 1234 fe:00:131 120 120", 0},
      {"5: OFDLCK ADVISORY  WRITE -1 fe:00:131 120 120", 0},
      {"5: FLOCK  ADVISORY  WRITE 1234 fe:00:131 0 EOF", 0},
      {"5: POSIX  ADVISORY  WRITE 0 fe:00:131 120 120", 0},
      {"5: POSIX  ADVISORY  WRITE 1234", 0},
      {"", 0},
  };
  for (const auto& row : rows) {
    CAPTURE(row.line);
    CHECK(holder_in(row.line, file, 120, 122).value_or(0) == row.process);
  }
}

TEST_CASE(
    "who writes is found with a write-ahead log and without, and nobody is once it has ended") {
  if (!std::filesystem::exists("/proc/locks")) return;
  for (const char* mode : {"pragma journal_mode = wal", "pragma journal_mode = delete"}) {
    CAPTURE(mode);
    const TemporaryFolder folder;
    const std::string path = folder / "x.db";
    {
      const Holder writer(path, mode);
      const auto found = lock_holder(path);
      REQUIRE(found);
      CHECK(found->process == writer.process());
      CHECK(found->command.find("test") != std::string::npos);  // this program's own name
    }
    CHECK_FALSE(lock_holder(path));
    Db db(path, Db::Mode::create);
    db.run("begin immediate");
    CHECK_FALSE(lock_holder(path));  // this process itself
  }
  CHECK_FALSE(lock_holder("/nowhere/x.db"));
}

}  // namespace lianxi
