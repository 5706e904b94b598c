#include "app/terminal.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <optional>
#include <utility>

#include "text/utf8.h"

namespace lianxi::app {
namespace {

// What signal handlers may touch: plain memory, filled before they are set.
constexpr std::array kLeaving = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
constexpr std::array kCrashing = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
constexpr std::array kChanging = {SIGTSTP, SIGCONT, SIGWINCH};

termios original{};
termios keyed{};  // every key at once, nothing echoed, signals as ever
std::array<char, 64> on_bytes{}, off_bytes{};
std::array<std::array<char, 256>, 2> exit_messages{};
volatile sig_atomic_t exit_message = 0;  // which of them
volatile sig_atomic_t taken = 0;         // there is something to put back
volatile sig_atomic_t away = 0;          // given back until the shell says fg
std::array<struct sigaction, kCrashing.size()> crash_actions{};
std::array<char, 1 << 16> crash_stack{};  // the usual one may be what has run out
std::array<int, 2> wake{-1, -1};          // a pipe: signals wake the poll that waits for a key

void put(int file, const char* bytes, std::size_t size) {
  while (size > 0) {
    const auto written = ::write(file, bytes, size);
    if (written < 0 && errno == EAGAIN) {
      pollfd room{file, POLLOUT, 0};
      poll(&room, 1, -1);
    } else if (written < 0 && errno != EINTR) {
      return;
    }
    if (written <= 0) continue;
    bytes += written;
    size -= static_cast<std::size_t>(written);
  }
}

/// A program in the background leaves the terminal to others.
bool in_front() {
  const pid_t front = tcgetpgrp(STDIN_FILENO);
  return front < 0 || front == getpgrp();
}

void enter_screen() {
  tcsetattr(STDIN_FILENO, TCSANOW, &keyed);
  put(STDOUT_FILENO, on_bytes.data(), std::strlen(on_bytes.data()));
}

void leave_screen() {
  if (!taken || !in_front()) return;
  put(STDOUT_FILENO, off_bytes.data(), std::strlen(off_bytes.data()));
  tcsetattr(STDIN_FILENO, TCSANOW, &original);
}

void on_leaving(int number) {
  leave_screen();
  const char* message = exit_messages[static_cast<std::size_t>(exit_message)].data();
  put(STDERR_FILENO, message, std::strlen(message));
  _exit(128 + number);
}

/// The terminal first, then whatever would have happened.
void on_crash(int number) {
  leave_screen();
  for (std::size_t i = 0; i < kCrashing.size(); ++i) {
    if (kCrashing[i] == number) sigaction(number, &crash_actions[i], nullptr);
  }
  raise(number);
}

/// Stops as if nobody had minded the signal; returns when the shell says fg, or at once where no
/// shell could say it.
void stop() {
  struct sigaction ours = {};
  struct sigaction usual = {};
  usual.sa_handler = SIG_DFL;
  sigaction(SIGTSTP, &usual, &ours);
  sigset_t stopping;
  sigemptyset(&stopping);
  sigaddset(&stopping, SIGTSTP);
  raise(SIGTSTP);
  sigprocmask(SIG_UNBLOCK, &stopping, nullptr);
  sigprocmask(SIG_BLOCK, &stopping, nullptr);
  sigaction(SIGTSTP, &ours, nullptr);
}

void on_change(int number) {
  const int kept = errno;
  if (number == SIGTSTP) {
    away = 1;
    leave_screen();
    stop();
    if (away) raise(SIGCONT);
  } else {
    if (number == SIGCONT && in_front()) {
      away = 0;
      enter_screen();
    }
    const char byte = 'w';
    [[maybe_unused]] const auto written = ::write(wake[1], &byte, 1);
  }
  errno = kept;
}

/// What is ignored stays so: nohup means it.
template <std::size_t count>
void handle(const std::array<int, count>& signals, void (*handler)(int)) {
  for (const int number : signals) {
    struct sigaction action = {};
    struct sigaction before = {};
    action.sa_handler = handler;
    sigaction(number, nullptr, &before);
    if (before.sa_handler != SIG_IGN) sigaction(number, &action, nullptr);
  }
}

void keep(std::array<char, 64>& bytes, const std::string& text) {
  const std::size_t size = std::min(text.size(), bytes.size() - 1);
  std::memcpy(bytes.data(), text.data(), size);
  bytes[size] = '\0';
}

std::optional<char> put_back;  // read, and to be read again

std::optional<char> read_byte() {
  if (put_back) return std::exchange(put_back, std::nullopt);
  char byte = 0;
  for (;;) {
    const auto got = read(STDIN_FILENO, &byte, 1);
    if (got == 1) return byte;
    if (got == 0 || errno != EINTR) return std::nullopt;
  }
}

bool waits_within(int milliseconds) {
  if (put_back) return true;
  pollfd input{STDIN_FILENO, POLLIN, 0};
  return poll(&input, 1, milliseconds) > 0;
}

/// The rest of an escape sequence follows at once; a person who presses Esc is slower.
constexpr int kEscapeMilliseconds = 25;

/// What is pasted comes without a pause; after one its end has got lost.
constexpr int kPasteMilliseconds = 200;

/// A sequence that began in another way is garbage; it ends here at the latest.
constexpr std::size_t kLongestSequence = 32;

/// The key of "ESC [ <parameters> <last>". Shift and Control, a second parameter, change nothing.
char32_t key_of_sequence(std::string_view parameters, char last) {
  struct Sequence {
    std::string_view text;
    char32_t key;
  };
  static constexpr Sequence kSequences[] = {
      {"A", keys::up},     {"B", keys::down}, {"C", keys::right},    {"D", keys::left},
      {"H", keys::home},   {"F", keys::end},  {"1~", keys::home},    {"7~", keys::home},
      {"4~", keys::end},   {"8~", keys::end}, {"5~", keys::page_up}, {"6~", keys::page_down},
      {"3~", keys::erase},
  };
  std::string text(last == '~' ? parameters.substr(0, parameters.find(';')) : "");
  text += last;
  for (const Sequence& sequence : kSequences) {
    if (sequence.text == text) return sequence.key;
  }
  return keys::unknown;
}

}  // namespace

void say_on_exit(const std::string& message) {
  const int next = 1 - exit_message;
  auto& bytes = exit_messages[static_cast<std::size_t>(next)];
  const std::size_t size = std::min(message.size(), bytes.size() - 1);
  std::memcpy(bytes.data(), message.data(), size);
  bytes[size] = '\0';
  exit_message = next;
  handle(kLeaving, on_leaving);
}

Terminal::Terminal(const std::string& on, const std::string& off) {
  tcgetattr(STDIN_FILENO, &original);
  keyed = original;
  keyed.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
  keyed.c_iflag &= ~static_cast<tcflag_t>(IXON);  // Ctrl-S stops nothing
  keyed.c_cc[VMIN] = 1;
  keyed.c_cc[VTIME] = 0;
  keep(on_bytes, on);
  keep(off_bytes, off);
  handle(kLeaving, on_leaving);
  if (pipe2(wake.data(), O_CLOEXEC | O_NONBLOCK) != 0) wake = {-1, -1};
  const stack_t stack{.ss_sp = crash_stack.data(), .ss_flags = 0, .ss_size = crash_stack.size()};
  sigaltstack(&stack, nullptr);
  for (std::size_t i = 0; i < kCrashing.size(); ++i) {
    struct sigaction action {};
    action.sa_handler = on_crash;
    action.sa_flags = SA_ONSTACK;
    sigaction(kCrashing[i], &action, &crash_actions[i]);
  }
  take();
}

Terminal::~Terminal() {
  give_back();
  for (std::size_t i = 0; i < kCrashing.size(); ++i) {
    sigaction(kCrashing[i], &crash_actions[i], nullptr);
  }
  for (int& end : wake) close(std::exchange(end, -1));
}

void Terminal::take() {
  taken = 1;
  enter_screen();
  handle(kChanging, on_change);
}

void Terminal::give_back() {
  handle(kChanging, SIG_DFL);
  leave_screen();
  taken = 0;
}

ScreenSize Terminal::size() const {
  winsize size{};
  const bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? ScreenSize{size.ws_col, size.ws_row} : ScreenSize{};
}

void Terminal::write(std::string_view bytes) const {
  put(STDOUT_FILENO, bytes.data(), bytes.size());
}

bool Terminal::key_waits() const { return waits_within(0); }

void Terminal::lend(const std::function<void()>& use) {
  give_back();
  try {
    use();
  } catch (...) {
    take();
    throw;
  }
  take();
}

KeyPress Terminal::read_key() {
  // libedit may have left other settings: it minds only its own lines.
  tcsetattr(STDIN_FILENO, TCSANOW, &keyed);
  while (!put_back) {
    std::array<pollfd, 2> waits{{{STDIN_FILENO, POLLIN, 0}, {wake[0], POLLIN, 0}}};
    const int ready = poll(waits.data(), waits.size(), pasting_ ? kPasteMilliseconds : -1);
    if (ready == 0) pasting_ = false;
    if (ready <= 0) continue;
    if (waits[1].revents & POLLIN) {
      std::array<char, 64> bytes{};
      while (read(wake[0], bytes.data(), bytes.size()) > 0) {
      }
      return {keys::redraw};
    }
    if (waits[0].revents != 0) break;
  }
  const auto byte = read_byte();
  if (!byte) return {keys::hang_up};
  KeyPress key = *byte == '\x1b' ? read_escape() : read_character(*byte);
  key.pasted = pasting_;
  return key;
}

KeyPress Terminal::read_character(char first) {
  if (first == '\r') return {keys::enter};
  if (first == '\b') return {keys::backspace};
  std::string bytes(1, first);
  const auto lead = static_cast<unsigned char>(first);
  const int more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc0 ? 1 : 0;
  // What does not go on as UTF-8 is a key of its own.
  for (int i = 0; i < more && waits_within(kEscapeMilliseconds); ++i) {
    const auto next = read_byte();
    if (!next) return {keys::hang_up};
    if ((static_cast<unsigned char>(*next) & 0xc0) != 0x80) {
      put_back = next;
      break;
    }
    bytes += *next;
  }
  std::size_t at = 0;
  return {decode_utf8(bytes, at)};
}

/// "ESC [ 5 ~", "ESC O A", "ESC [ 1 ; 5 C", or Alt and a key.
KeyPress Terminal::read_escape() {
  if (!waits_within(kEscapeMilliseconds)) return {keys::escape};
  const auto kind = read_byte();
  if (!kind) return {keys::hang_up};
  if (*kind == '\x1b') return {keys::escape};
  const bool sequence = *kind == '[' || *kind == 'O';
  if (!sequence || !waits_within(kEscapeMilliseconds)) {
    KeyPress key = read_character(*kind);
    key.alt = true;
    return key;
  }
  std::string parameters;
  for (;;) {
    const auto byte = read_byte();
    if (!byte) return {keys::hang_up};
    const bool last = *byte >= 0x40 && *byte <= 0x7e;
    if (last && *byte == '~' && (parameters == "200" || parameters == "201")) {
      pasting_ = parameters == "200";
    }
    if (last) return {key_of_sequence(parameters, *byte)};
    parameters += *byte;
    if (parameters.size() > kLongestSequence) return {keys::unknown};
  }
}

}  // namespace lianxi::app
