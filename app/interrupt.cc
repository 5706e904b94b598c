#include "app/interrupt.h"

#include <csignal>

namespace lianxi::app {
namespace {

volatile sig_atomic_t was_pressed = 0;
struct sigaction as_before {};

void note(int) { was_pressed = 1; }

}  // namespace

Interrupt::Interrupt() {
  was_pressed = 0;
  struct sigaction action {};
  action.sa_handler = note;
  action.sa_flags = SA_RESTART | static_cast<int>(SA_RESETHAND);
  sigaction(SIGINT, &action, &as_before);
}

Interrupt::~Interrupt() { sigaction(SIGINT, &as_before, nullptr); }

bool Interrupt::pressed() const { return was_pressed != 0; }

}  // namespace lianxi::app
