// A review's whole screen, fed with any bytes: deck text, entry, face, lines, frame, painted into a
// terminal. libvterm is the terminal and says what became of it: nothing may change but the cells
// of the card, and nothing may come back as if it had been typed. Throws where something else
// happens.
//
// The first three bytes are the size and some choices, the rest is text: read as a deck, and put as
// it is into every part of a page that a deck or a learner can fill.

#include <vterm.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>

#include "app/paint.h"
#include "app/review_text.h"
#include "cards/generate.h"
#include "fuzz/require.h"
#include "import/reader.h"

namespace lianxi::app {
namespace {

// --- The terminal --------------------------------------------------------------------------------

/// What a cell holds: characters up to the first 0; nothing for an erased one and for the right
/// half of a wide character, in which libvterm leaves what was there.
std::u32string text_of(const VTermScreenCell& cell) {
  std::u32string text;
  for (const std::uint32_t c : cell.chars) {
    if (c == 0 || c == UINT32_MAX) break;
    text += static_cast<char32_t>(c);
  }
  return text == U" " ? U"" : text;
}

bool same(const VTermScreenCell& a, const VTermScreenCell& b) {
  return text_of(a) == text_of(b) && a.width == b.width && a.attrs.bold == b.attrs.bold &&
         a.attrs.underline == b.attrs.underline && a.attrs.blink == b.attrs.blink &&
         a.attrs.reverse == b.attrs.reverse && vterm_color_is_equal(&a.fg, &b.fg) &&
         vterm_color_is_equal(&a.bg, &b.bg);
}

/// What no text may bring into a cell: controls, what turns the direction, what has no width.
bool is_hidden(char32_t c) {
  const auto between = [c](char32_t first, char32_t last) { return first <= c && c <= last; };
  return between(0, 0x1F) || between(0x7F, 0x9F) || c == 0xAD || c == 0x61C ||
         between(0x200B, 0x200F) || between(0x2028, 0x202E) || between(0x2060, 0x206F) ||
         c == 0xFEFF || between(0xE0000, 0xE0FFF);
}

/// Besides the sequences that painting needs, nothing hidden is written: a terminal may ignore what
/// another obeys.
void require_no_other_codes(std::string_view bytes) {
  while (!bytes.empty()) {
    if (bytes.starts_with("\x1b[")) {
      bytes.remove_prefix(2);
      bytes.remove_prefix(std::min(bytes.find_first_not_of("?;0123456789"), bytes.size()));
      require(!bytes.empty() && std::string_view("HJKmhl").find(bytes[0]) != std::string_view::npos,
              "a sequence that painting does not need");
      bytes.remove_prefix(1);
      continue;
    }
    std::size_t size = 0;
    const char32_t c = decode_utf8(bytes, size);
    require(!is_hidden(c), "U+{:04X} is written", static_cast<std::uint32_t>(c));
    bytes.remove_prefix(size);
  }
}

class Emulator {
 public:
  explicit Emulator(ScreenSize size) : size_(size), terminal_(vterm_new(size.rows, size.columns)) {
    vterm_set_utf8(terminal_, 1);
    vterm_output_set_callback(
        terminal_,
        [](const char*, std::size_t, void* self) {
          of(self).happened_ = "the terminal answers as if a key had been pressed";
        },
        this);
    screen_ = vterm_obtain_screen(terminal_);
    vterm_screen_enable_altscreen(screen_, 1);
    vterm_screen_set_damage_merge(screen_, VTERM_DAMAGE_SCREEN);
    vterm_screen_set_callbacks(screen_, &kCallbacks, this);
    vterm_screen_reset(screen_, 1);
    ready_ = true;
    vterm_screen_set_unrecognised_fallbacks(screen_, &kUnknown, this);
  }
  ~Emulator() { vterm_free(terminal_); }
  Emulator(const Emulator&) = delete;
  Emulator& operator=(const Emulator&) = delete;

  void write(const std::string& bytes) {
    vterm_input_write(terminal_, bytes.data(), bytes.size());
    require(happened_.empty(), "{}", happened_);
  }

  VTermScreenCell cell(int row, int column) const {
    VTermScreenCell cell{};
    vterm_screen_get_cell(screen_, {row, column}, &cell);
    return cell;
  }
  bool row_is_same(int row, const Emulator& other) const {
    for (int column = 0; column < size_.columns; ++column) {
      if (!same(cell(row, column), other.cell(row, column))) return false;
    }
    return true;
  }
  void require_no_hidden_text() const {
    for (int row = 0; row < size_.rows; ++row) {
      for (int column = 0; column < size_.columns; ++column) {
        const std::u32string text = text_of(cell(row, column));
        for (const char32_t c : text) {
          require(!is_hidden(c), "U+{:04X} in row {}, column {}", static_cast<std::uint32_t>(c),
                  row, column);
        }
        require(!text.starts_with(U' '), "a mark without a letter in row {}, column {}", row,
                column);
      }
    }
  }
  Caret cursor() const {
    VTermPos at{};
    vterm_state_get_cursorpos(vterm_obtain_state(terminal_), &at);
    return {at.row, at.col};
  }
  bool cursor_visible() const { return properties_.at(VTERM_PROP_CURSORVISIBLE); }
  bool on_alternate_screen() const {
    const auto found = properties_.find(VTERM_PROP_ALTSCREEN);
    return found != properties_.end() && found->second;
  }
  /// No colour and no attribute is on for what is written next.
  bool pen_is_plain() const {
    const VTermState* state = vterm_obtain_state(terminal_);
    const auto value_of = [&](VTermAttr attribute) {
      VTermValue value{};
      vterm_state_get_penattr(state, attribute, &value);
      return value;
    };
    const VTermColor foreground = value_of(VTERM_ATTR_FOREGROUND).color;
    const VTermColor background = value_of(VTERM_ATTR_BACKGROUND).color;
    return !value_of(VTERM_ATTR_BOLD).boolean && !value_of(VTERM_ATTR_UNDERLINE).number &&
           !value_of(VTERM_ATTR_BLINK).boolean && !value_of(VTERM_ATTR_REVERSE).boolean &&
           VTERM_COLOR_IS_DEFAULT_FG(&foreground) && VTERM_COLOR_IS_DEFAULT_BG(&background);
  }

 private:
  static Emulator& of(void* self) { return *static_cast<Emulator*>(self); }
  static int fault(void* self, const char* what) {
    of(self).happened_ = what;
    return 1;
  }
  static int property(VTermProp property, VTermValue* value, void* self) {
    if (vterm_get_prop_type(property) == VTERM_VALUETYPE_STRING) {
      return fault(self, "the title changes");
    }
    const bool boolean = vterm_get_prop_type(property) == VTERM_VALUETYPE_BOOL;
    const int now = boolean ? value->boolean : value->number;
    int& before = of(self).properties_[property];
    const bool ours = property == VTERM_PROP_CURSORVISIBLE || property == VTERM_PROP_ALTSCREEN;
    if (of(self).ready_ && !ours && now != before) {
      fault(self, "the mouse, the look of the cursor or of the screen changes");
    }
    before = now;
    return 1;
  }

  static const VTermScreenCallbacks kCallbacks;
  static const VTermParserCallbacks kUnknown;

  ScreenSize size_;
  VTerm* terminal_;
  VTermScreen* screen_ = nullptr;
  std::string happened_;
  std::map<VTermProp, int> properties_;
  bool ready_ = false;
};

const VTermScreenCallbacks Emulator::kCallbacks = {
    nullptr,
    [](VTermRect, VTermRect, void* self) { return fault(self, "the screen scrolls"); },
    nullptr,
    property,
    [](void* self) { return fault(self, "the bell rings"); },
    [](int, int, void* self) { return fault(self, "the screen has another size"); },
    [](int, const VTermScreenCell*, void* self) { return fault(self, "a row scrolls away"); },
    nullptr};

const VTermParserCallbacks Emulator::kUnknown = {
    nullptr,
    [](unsigned char, void* self) { return fault(self, "a control that nobody knows"); },
    nullptr,
    [](const char*, const long*, int, const char*, char, void* self) {
      return fault(self, "a CSI sequence that nobody knows");
    },
    [](const char*, std::size_t, void* self) { return fault(self, "an OSC sequence"); },
    [](const char*, std::size_t, void* self) { return fault(self, "a DCS sequence"); },
    nullptr};

// --- The pages -----------------------------------------------------------------------------------

struct Choices {
  ScreenSize size;
  Ambiguous ambiguous{};
  Palette palette;
  bool alternate = false;
};

Choices choices_of(std::array<std::uint8_t, 3> bytes) {
  Choices choices;
  choices.size = {40 + bytes[0] % 81, 12 + bytes[1] % 29};
  choices.ambiguous = bytes[2] & 1 ? Ambiguous::wide : Ambiguous::narrow;
  choices.alternate = bytes[2] & 2;
  choices.palette.color = bytes[2] & 4;
  if (choices.palette.color) {
    choices.palette.tones = {"\x1b[90m", "\x1b[31m", "\x1b[32m", "\x1b[38;5;33m", "\x1b[35m"};
  }
  return choices;
}

struct Page {
  ReviewPage page;
  bool own_heading = true;  ///< the heading is ours
};

ReviewPage own_page() {
  ReviewPage page;
  page.heading = {"cloze", "7/32", "about 6 min left"};
  page.counts = "new 2  again 3  due 27";
  page.keys = {"enter alone: don't know", "alt-h or :h hint", "alt-? or :? help"};
  page.more_keys = {"alt or colon with:", "u undo", "e edit", "s suspend", "b bury", "f flag"};
  return page;
}

/// What is left of a page without its card: the heading and the keys.
ReviewPage without_card(ReviewPage page) {
  page.prompt.clear();
  page.below.clear();
  page.label.clear();
  page.notice.clear();
  page.typing = false;
  return page;
}

/// The text without its beginning, so that every part of a page starts elsewhere in it.
std::string from(std::string_view text, std::size_t eighth) {
  return std::string(text.substr(text.size() * eighth / 8));
}

Page raw_page(std::string_view text, bool typing) {
  Page made{own_page()};
  ReviewPage& page = made.page;
  page.prompt = {{{Style::chinese, from(text, 0)}, {Style::pinyin, from(text, 1)}},
                 {{Style::note, from(text, 2)}}};
  page.label = "> ";
  page.typed = from(text, 3);
  page.caret = page.typed.size() / 2;
  page.typing = typing;
  page.below = {{{Style::wrong, from(text, 4)}, {Style::plain, from(text, 5)}},
                {{Style::english, from(text, 6)}}};
  page.notice = from(text, 7);
  return made;
}

Question question_of(const Entry& entry, const CardPlan& plan, std::string_view text) {
  Question question;
  question.card.card = plan.card;
  question.card.state.flag = from(text, 5);
  question.face = make_face(entry, plan, plan.pool.size() / 2);
  question.hint = from(text, 6);
  question.decks = {from(text, 7), from(text, 4)};
  if (question.face.choices.empty()) question.face.choices = {from(text, 3), from(text, 2)};
  return question;
}

void add_card(std::vector<Page>& pages, const Question& question, std::string_view text) {
  Page asked{own_page()};
  asked.page.prompt = prompt_lines(question, Signs::drawn);
  asked.page.label = "> ";
  asked.page.typed = from(text, 6);
  asked.page.typing = true;
  pages.push_back(asked);

  Judgement judgement;
  judgement.verdict = Verdict::wrong;
  judgement.proposed = Rating::again;
  judgement.message = from(text, 1);
  Page told = asked;
  told.page.typing = false;
  told.page.below = verdict_lines(judgement, Signs::drawn);
  for (Line& line : answer_lines(question, Signs::drawn)) told.page.below.push_back(line);
  told.page.keys = {"enter again 1d", "1 again 1d", "2 hard 6d", "3 good 6d", "4 easy 6d"};
  told.page.more_keys = {"u undo", "e edit", "? help", "q quit"};
  pages.push_back(told);
  told.page.scroll = 3;
  pages.push_back(told);
}

std::vector<Page> pages_of(std::string_view text) {
  constexpr std::size_t kMostCards = 4;
  std::vector<Page> pages = {raw_page(text, true), raw_page(text, false)};
  pages.push_back(pages.back());
  pages.back().page.heading = {from(text, 1), from(text, 5)};
  pages.back().page.counts = from(text, 7);
  pages.back().own_heading = false;

  std::vector<Entry> entries;
  read_entries(
      text, "fuzz.md",
      {[&](Entry entry) { entries.push_back(std::move(entry)); }, [](const Diagnostic&) {}});
  std::size_t cards = 0;
  for (const Entry& entry : entries) {
    for (const CardPlan& plan : generate_cards(entry, WordSet{}).cards) {
      if (++cards <= kMostCards) add_card(pages, question_of(entry, plan, text), text);
    }
  }
  return pages;
}

// --- What must hold ------------------------------------------------------------------------------

/// Heading and keys look as they do where there is no card.
void check_own_rows(const Emulator& terminal, const Page& page, const Choices& choices) {
  const Frame bare = lay_out(without_card(page.page), choices.size, choices.ambiguous);
  Emulator expected(choices.size);
  expected.write(screen_on(choices.alternate) + paint(bare, nullptr, choices.palette));
  for (int row = page.own_heading ? 0 : 1; row < choices.size.rows; ++row) {
    if (bare.rows[static_cast<std::size_t>(row)].empty()) continue;
    require(terminal.row_is_same(row, expected), "row {}, which is not the card's, changes", row);
  }
}

void check_page(const Emulator& terminal, const Page& page, const Frame& frame,
                const Choices& choices) {
  terminal.require_no_hidden_text();
  check_own_rows(terminal, page, choices);
  const Caret wanted = frame.caret.value_or(Caret{choices.size.rows - 1, 0});
  require(terminal.cursor() == wanted, "the cursor is elsewhere");
  require(terminal.cursor_visible() == frame.caret.has_value(),
          "the cursor is wrongly seen or not");
  require(terminal.pen_is_plain(), "a colour or an attribute stays on");

  Emulator afresh(choices.size);
  afresh.write(screen_on(choices.alternate) + paint(frame, nullptr, choices.palette));
  for (int row = 0; row < choices.size.rows; ++row) {
    require(terminal.row_is_same(row, afresh), "row {} is another one than on a fresh screen", row);
  }
}

void check_given_back(Emulator& terminal, const Choices& choices) {
  // Without a screen of its own the program leaves by a new line, which scrolls.
  if (choices.alternate)
    terminal.write(screen_off(true));
  else
    terminal.write(screen_off(false).substr(0, screen_off(false).find("\x1b[999")));
  require(!terminal.on_alternate_screen(), "the terminal stays on the other screen");
  require(terminal.cursor_visible(), "the cursor stays hidden");
  require(terminal.pen_is_plain(), "a colour stays on at the end");
  terminal.write("\x1b[1;1H" +
                 std::string(static_cast<std::size_t>(choices.size.columns) + 1, 'x'));
  require(terminal.cursor() == Caret{1, 1}, "lines are not wrapped any more");
}

void run(std::string_view text, const Choices& choices) {
  Emulator terminal(choices.size);
  terminal.write(screen_on(choices.alternate));
  require(terminal.on_alternate_screen() == choices.alternate, "the wrong screen");
  std::optional<Frame> before;
  for (const Page& page : pages_of(text)) {
    Frame frame = lay_out(page.page, choices.size, choices.ambiguous);
    const std::string bytes = paint(frame, before ? &*before : nullptr, choices.palette);
    require_no_other_codes(bytes);
    terminal.write(bytes);
    check_page(terminal, page, frame, choices);
    before = std::move(frame);
  }
  check_given_back(terminal, choices);
}

}  // namespace
}  // namespace lianxi::app

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 3) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 3, size - 3);
  lianxi::app::run(text, lianxi::app::choices_of({data[0], data[1], data[2]}));
  return 0;
}
