// The program: fills a Shell from the machine and runs the command line.

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <ctime>
#include <iostream>
#include <random>

#include "app/cli.h"

namespace {

using namespace lianxi;

/// The machine's zone at an instant.
std::chrono::minutes zone_at(std::time_t seconds) {
  std::tm local{};
  localtime_r(&seconds, &local);
  return std::chrono::minutes{local.tm_gmtoff / 60};
}

/// Now, or what --now says; a time without an offset is one of the machine's zone.
Moment machine_time(const std::optional<IsoTime>& asked) {
  using namespace std::chrono;
  if (!asked) {
    const auto now = floor<milliseconds>(system_clock::now());
    return {now, zone_at(system_clock::to_time_t(now))};
  }
  const auto local = asked->local.time_since_epoch();
  if (asked->offset) return {sys_time<milliseconds>{local - *asked->offset}, *asked->offset};
  // The offset depends on the instant and the instant on the offset: two rounds settle it.
  auto offset = zone_at(duration_cast<seconds>(local).count());
  offset = zone_at(duration_cast<seconds>(local - offset).count());
  return {sys_time<milliseconds>{local - offset}, offset};
}

std::optional<std::string> environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? std::optional<std::string>(value) : std::nullopt;
}

std::uint64_t random_bits() {
  std::random_device device;
  return static_cast<std::uint64_t>(device()) << 32 | device();
}

int terminal_width() {
  winsize size{};
  const bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : 80;
}

/// Does what can wait in a process of its own, which no terminal and no pipe waits for.
void do_in_background(const std::function<void()>& work) {
  if (fork() != 0) return;
  setsid();
  if (nice(10) < 0) {
    // It is as important as any other process then.
  }
  const int nothing = open("/dev/null", O_RDWR);
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) dup2(nothing, stream);
  close_range(STDERR_FILENO + 1, ~0U, 0);
  try {
    work();
  } catch (const std::exception&) {
    // Nobody is there to be told.
  }
  _exit(0);
}

}  // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  app::Shell shell{std::cin,
                   std::cout,
                   std::cerr,
                   environment,
                   machine_time,
                   random_bits,
                   isatty(STDIN_FILENO) == 1,
                   isatty(STDOUT_FILENO) == 1,
                   terminal_width(),
                   {},
                   {}};
  shell.err_is_terminal = isatty(STDERR_FILENO) == 1;
  const int status = app::run_command_line({argv + 1, argv + argc}, shell);
  std::cout.flush();
  if (!std::cout && status == app::kDone) {
    std::cerr << "lianxi: the output could not be written\n";
    return app::kCollection;
  }
  if (shell.afterwards && status <= app::kNo) do_in_background(shell.afterwards);
  return status;
}
