#include "app/progress_bar.h"

#include <doctest/doctest.h>

#include <sstream>

#include "support/temporary_folder.h"

namespace lianxi::app {
namespace {

using std::chrono::milliseconds;

/// A terminal whose clock goes on by so much at each look.
struct Terminal {
  explicit Terminal(milliseconds tick, std::string accessible = "") {
    shell.env = [this, accessible](const char* name) -> std::optional<std::string> {
      const std::string_view asked = name;
      if (asked == "HOME") return home.path();
      if (asked == "TERM") return "xterm";
      if (asked == "ACCESSIBLE") return accessible;
      return std::nullopt;
    };
    shell.machine_time = [this, tick](const std::optional<IsoTime>&) {
      return Moment{time += tick, std::chrono::minutes{0}};
    };
    shell.err_is_terminal = true;
  }

  void work() {
    ProgressBar bar(shell);
    const OnProgress progress = bar.progress();
    Steps steps(progress, "making cards", 40);
    for (int i = 0; i < 40; ++i) steps.step();
    during = err.str();
  }

  TemporaryFolder home;
  std::chrono::sys_time<milliseconds> time{};
  std::istringstream in;
  std::ostringstream out, err;
  std::string during;
  Shell shell{in, out, err, {}, {}, {}, false, false, 60, {}, {}};
};

}  // namespace

TEST_CASE("a line says how much of a task is done") {
  CHECK(progress_line("making cards", 0, 40, 79) == "making cards  0 of 40 ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁");
  CHECK(progress_line("making cards", 21, 40, 79) == "making cards  21 of 40 ▇▇▇▇▇▇▇▇▇▇▁▁▁▁▁▁▁▁▁▁");
  CHECK(progress_line("making cards", 40, 40, 79) == "making cards  40 of 40 ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇");
  CHECK(progress_line("making cards", 40, 40, 20) == "making cards  40 of…");
  CHECK(progress_line("reading notes", 7, 0, 79) == "reading notes  7");
}

TEST_CASE("a long task draws its line and takes it away; a short one draws none") {
  Terminal slow(milliseconds{50});
  slow.work();
  CHECK(slow.during.find("\r\x1b[Kmaking cards  14 of 40") == 0);
  CHECK(slow.during.find("making cards  15 of 40") == std::string::npos);  // not so often
  CHECK(slow.err.str() == slow.during + "\r\x1b[K");
  Terminal fast(milliseconds{10});
  fast.work();
  CHECK(fast.err.str().empty());
}

TEST_CASE("a screen reader is told each task once, a program and a file nothing") {
  Terminal words(milliseconds{50}, "1");
  words.work();
  CHECK(words.err.str() == "making cards\n");
  for (int what = 0; what < 3; ++what) {
    Terminal other(milliseconds{50});
    if (what == 0) other.shell.err_is_terminal = false;
    if (what == 1) other.shell.options.json = true;
    if (what == 2) other.shell.options.quiet = true;
    other.work();
    CHECK(other.err.str().empty());
  }
}

}  // namespace lianxi::app
