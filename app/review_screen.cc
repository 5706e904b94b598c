#include "app/review_screen.h"

#include <algorithm>

#include "app/config_file.h"
#include "text/utf8.h"

namespace lianxi::app {
namespace {

constexpr const char* kAnswerLabel = "> ";
constexpr char32_t kEndOfInput = 4;  // Ctrl-D
constexpr char32_t kLastCodePoint = 0x10FFFF;

bool on_alternate_screen(const Shell& shell) {
  return machine_setting(shell, "alternate-screen").value_or("yes") == "yes";
}

}  // namespace

ReviewScreen::ReviewScreen(const Shell& shell)
    : ambiguous_(ambiguous_width(shell)),
      palette_(palette_of(shell)),
      terminal_(screen_on(on_alternate_screen(shell)), screen_off(on_alternate_screen(shell))),
      input_([this] { return next_key(); },
             [this](const Draft& draft) {
               page_.typed = draft.text;
               page_.caret = draft.caret;
               // Where more keys wait, the line is drawn after them.
               if (!terminal_.key_waits()) show();
             }) {
  // What stands on a screen that is not ours alone scrolls away, to be found again.
  const auto rows = static_cast<std::size_t>(std::max(terminal_.size().rows, 0));
  if (!on_alternate_screen(shell)) terminal_.write(std::string(rows, '\n'));
}

void ReviewScreen::question(const Heading& heading, const std::vector<Line>& prompt) {
  page_ = {};
  draft_ = {};
  same_question(heading, prompt);
}

void ReviewScreen::same_question(const Heading& heading, const std::vector<Line>& prompt) {
  page_.heading = heading.parts;
  page_.counts = heading.counts;
  page_.prompt = prompt;
  clear();
}

void ReviewScreen::clear() {
  page_.below.clear();
  page_.scroll = 0;
}

void ReviewScreen::tell(const std::vector<Line>& lines) {
  page_.below.insert(page_.below.end(), lines.begin(), lines.end());
}

void ReviewScreen::sheet(const std::string& title, const std::vector<Line>& lines) {
  const ReviewPage kept = std::exchange(page_, ReviewPage{});
  page_.heading = {title};
  page_.prompt = {};
  page_.below = lines;
  const std::string notice = std::exchange(notice_, "");
  press({{"enter goes back", "space, page up, page down scroll"}});
  page_ = kept;
  notice_ = notice;
}

std::optional<Reply> ReviewScreen::type(const KeyLine& keys) {
  page_.keys = keys.keys;
  page_.more_keys = keys.more;
  const auto typed = type_line(kAnswerLabel, std::exchange(draft_, {}), command_keys());
  if (!typed) return std::nullopt;
  if (typed->command) draft_ = typed->draft;
  return Reply{typed->draft.text, typed->command};
}

std::optional<std::string> ReviewScreen::ask(const std::string& what, const std::string& now) {
  const ReviewPage kept = page_;
  page_.keys = {"enter keeps it", "an empty line takes it away", "esc leaves it as it was"};
  page_.more_keys.clear();
  const auto typed = type_line(what, {now, now.size()}, U"");
  page_ = kept;
  if (!typed) return std::nullopt;
  return std::string(trim(typed->draft.text));
}

std::optional<TypedLine> ReviewScreen::type_line(const std::string& label, const Draft& draft,
                                                 std::u32string_view commands) {
  page_.label = label;
  page_.typing = true;
  page_.scroll = 0;
  TypedLine typed = input_.read(draft, commands);
  page_.typing = false;
  page_.scroll = 0;
  notice_.clear();
  if (typed.left) return std::nullopt;
  return typed;
}

std::optional<char32_t> ReviewScreen::press(const KeyLine& keys) {
  page_.keys = keys.keys;
  page_.more_keys = keys.more;
  for (;;) {
    show();
    const KeyPress key = next_key();
    const bool scrolls = shown_ && shown_->most_scroll > 0;
    if (key.code == U' ' && scrolls) scroll(keys::page_down);
    if (key.pasted || key.code == keys::escape || (key.code == U' ' && scrolls)) continue;
    notice_.clear();
    if (key.code == keys::hang_up || key.code == kEndOfInput) return std::nullopt;
    if (key.code == U' ') return U'\n';
    if (key.code <= kLastCodePoint) return narrow(key.code);
  }
}

KeyPress ReviewScreen::next_key() {
  for (;;) {
    if (!terminal_.key_waits()) work();
    const KeyPress key = terminal_.read_key();
    if (key.code == keys::redraw || key.code == U'\f') {
      shown_.reset();
    } else if (!scroll(key.code)) {
      return key;
    }
    show();
  }
}

bool ReviewScreen::scroll(char32_t key) {
  if (!shown_) return false;
  int by = 0;
  if (key == keys::page_down) by = shown_->page;
  if (key == keys::page_up) by = -shown_->page;
  if (key == keys::down) by = 1;
  if (key == keys::up) by = -1;
  page_.scroll = std::clamp(page_.scroll + by, 0, shown_->most_scroll);
  return by != 0;
}

void ReviewScreen::show() {
  page_.notice = notice_;
  Frame frame = lay_out(page_, terminal_.size(), ambiguous_);
  terminal_.write(paint(frame, shown_ ? &*shown_ : nullptr, palette_));
  shown_ = std::move(frame);
}

void ReviewScreen::lend(const std::function<void()>& use) {
  terminal_.lend(use);
  shown_.reset();
}

}  // namespace lianxi::app
