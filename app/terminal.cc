#include "app/terminal.h"

#include <poll.h>
#include <signal.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cstring>

#include "text/utf8.h"

namespace lianxi::app {
namespace {

// What a signal handler may touch: plain memory, filled before the handler is set.
termios original{};
bool have_original = false;
std::array<char, 256> exit_message{};

void restore() {
  if (have_original) tcsetattr(STDIN_FILENO, TCSANOW, &original);
}

void leave(int) {
  restore();
  [[maybe_unused]] const auto written =
      write(STDERR_FILENO, exit_message.data(), std::strlen(exit_message.data()));
  _exit(130);
}

/// No echo and no waiting for Enter, while it lives. Signals keep working.
class RawMode {
 public:
  RawMode() {
    if (!have_original) return;
    termios raw = original;
    raw.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    tcsetattr(STDIN_FILENO, TCSANOW, &raw);
  }
  ~RawMode() { restore(); }
};

std::optional<char> read_byte() {
  char byte = 0;
  for (;;) {
    const auto got = read(STDIN_FILENO, &byte, 1);
    if (got == 1) return byte;
    if (got == 0 || errno != EINTR) return std::nullopt;
  }
}

bool more_waits() {
  pollfd input{STDIN_FILENO, POLLIN, 0};
  return poll(&input, 1, 20) > 0;
}

}  // namespace

TerminalGuard::TerminalGuard() {
  have_original = tcgetattr(STDIN_FILENO, &original) == 0;
  struct sigaction action {};
  action.sa_handler = leave;
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaction(signal, &action, nullptr);
}

TerminalGuard::~TerminalGuard() {
  restore();
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) ::signal(signal, SIG_DFL);
}

void TerminalGuard::say_on_exit(const std::string& message) {
  const std::size_t size = std::min(message.size(), exit_message.size() - 1);
  // The end first, so that a signal in between never runs past it.
  exit_message[size] = '\0';
  std::memcpy(exit_message.data(), message.data(), size);
}

std::optional<char32_t> read_key() {
  const RawMode raw;
  const auto first = read_byte();
  if (!first) return std::nullopt;
  std::string bytes(1, *first);
  if (*first == '\x1b') {
    while (more_waits() && read_byte()) {
    }
    return U'\x1b';
  }
  const auto lead = static_cast<unsigned char>(*first);
  const int more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc0 ? 1 : 0;
  for (int i = 0; i < more; ++i) {
    const auto next = read_byte();
    if (!next) return std::nullopt;
    bytes += *next;
  }
  std::size_t at = 0;
  return decode_utf8(bytes, at);
}

std::string painted(Style style, const std::string& text, bool color) {
  const std::string marked = style == Style::wrong ? "✗ " + text : text;
  if (!color) return marked;
  const char* code = "";
  switch (style) {
    case Style::chinese:
      code = "\x1b[1m";
      break;
    case Style::pinyin:
      code = "\x1b[36m";
      break;
    case Style::note:
      code = "\x1b[2m";
      break;
    case Style::wrong:
      code = "\x1b[31m";
      break;
    default:
      return marked;
  }
  return code + marked + "\x1b[0m";
}

}  // namespace lianxi::app
