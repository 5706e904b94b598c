#include "app/input_line.h"

#include <dlfcn.h>
#include <histedit.h>
#include <langinfo.h>
#include <unistd.h>

#include <clocale>
#include <cstdio>
#include <cstring>
#include <utility>

#include "base/error.h"
#include "text/utf8.h"

namespace lianxi::app {
namespace {

static_assert(sizeof(wchar_t) == sizeof(char32_t), "wchar_t holds a code point");

/// Control characters that libedit knows by these meanings (its emacs keys), and one of our own.
constexpr wchar_t kToStart = 1, kLeft = 2, kToEnd = 5, kRight = 6, kErase = 0x1E;
constexpr std::u32string_view kEditing = U"\x01\x02\x04\x05\x06\x0b\x14\x15\x17\x19";

std::string to_utf8(const wchar_t* begin, const wchar_t* end) {
  std::string text;
  for (; begin < end; ++begin) append_utf8(text, static_cast<char32_t>(*begin));
  return text;
}

std::wstring to_wide(std::string_view text) {
  const std::u32string points = decode_utf8(text);
  return {points.begin(), points.end()};
}

/// libedit, loaded when the first line is typed: together with what it needs it would be a tenth of
/// the start of every command. (The static one is in the program; nothing is loaded then.) What is
/// missing is null, and `there` false.
struct Library {
  template <typename Function>
  Function* find(const char* name) {
    auto* const found = reinterpret_cast<Function*>(handle ? dlsym(handle, name) : nullptr);
    there = there && found;
    return found;
  }

  void* handle = dlopen(LIANXI_LIBEDIT, RTLD_LAZY | RTLD_LOCAL);
  bool there = true;
  decltype(&el_init_fd) init_fd = find<decltype(el_init_fd)>("el_init_fd");
  decltype(&el_end) end = find<decltype(el_end)>("el_end");
  decltype(&el_set) set = find<decltype(el_set)>("el_set");
  decltype(&el_wset) wset = find<decltype(el_wset)>("el_wset");
  decltype(&el_get) get = find<decltype(el_get)>("el_get");
  decltype(&el_wline) wline = find<decltype(el_wline)>("el_wline");
  decltype(&el_winsertstr) winsertstr = find<decltype(el_winsertstr)>("el_winsertstr");
  decltype(&el_cursor) cursor = find<decltype(el_cursor)>("el_cursor");
  decltype(&el_wgets) wgets = find<decltype(el_wgets)>("el_wgets");
};

const Library& libedit() {
  static const Library library;
  return library;
}

/// Where the locale is no UTF-8 one, libedit drops what it does not know: Chinese.
void use_utf8() {
  std::setlocale(LC_CTYPE, "");
  if (std::strcmp(nl_langinfo(CODESET), "UTF-8") != 0) std::setlocale(LC_CTYPE, "C.UTF-8");
}

}  // namespace

struct InputLine::Editor {
  Editor(std::function<KeyPress()> keys, std::function<void(const Draft&)> draw)
      : next_key(std::move(keys)), show(std::move(draw)), nowhere(std::fopen("/dev/null", "w")) {
    use_utf8();
    // It asks the terminal, but what it would draw goes nowhere.
    line = nowhere && libedit().there
               ? libedit().init_fd("lianxi", stdin, nowhere, nowhere, STDIN_FILENO, STDOUT_FILENO,
                                   STDERR_FILENO)
               : nullptr;
    if (!line) throw Error(ErrorKind::usage, "the line editor cannot start", "try --accessible");
    libedit().set(line, EL_EDITOR, "emacs");
    libedit().set(line, EL_SIGNAL, 0);
    libedit().set(line, EL_CLIENTDATA, this);
    libedit().wset(line, EL_GETCFN, &Editor::give_to);
    // Between two lines keys stay silent.
    libedit().set(line, EL_SETTY, "-x", "-echo", "-icanon", nullptr);
    libedit().set(line, EL_BIND, "\x1e", "ed-delete-next-char", nullptr);
    libedit().set(line, EL_BIND, "\x17", "ed-delete-prev-word", nullptr);
  }
  ~Editor() {
    if (line) libedit().end(line);
    if (nowhere) std::fclose(nowhere);
  }
  Editor(const Editor&) = delete;
  Editor& operator=(const Editor&) = delete;

  Draft draft() const {
    const LineInfoW* info = libedit().wline(line);
    return {to_utf8(info->buffer, info->lastchar), to_utf8(info->buffer, info->cursor).size()};
  }

  /// What libedit calls for its next character: 1 and the character, 0 at the end of input.
  static int give_to(EditLine* line, wchar_t* character) {
    void* self = nullptr;
    libedit().get(line, EL_CLIENTDATA, &self);
    return static_cast<Editor*>(self)->give(character);
  }

  int give(wchar_t* character) {
    if (const auto begun = std::exchange(start, std::nullopt)) {
      const std::wstring text = to_wide(begun->text);
      const auto caret = static_cast<int>(length_utf8(begun->text.substr(0, begun->caret)));
      libedit().winsertstr(line, text.c_str());
      libedit().cursor(line, caret - static_cast<int>(text.size()));
    }
    for (;;) {
      result.draft = draft();
      show(result.draft);
      const KeyPress key = next_key();
      const bool given_up = key.code == keys::escape && !key.alt && commands.empty();
      if (key.code == keys::hang_up || given_up) return 0;
      if (key.alt && !key.pasted && commands.find(key.code) != commands.npos) {
        result.command = key.code;
        *character = L'\n';
        return 1;
      }
      if (const auto given = meant(key)) {
        *character = *given;
        return 1;
      }
    }
  }

  /// The character by which libedit knows the key; nothing for a key that edits nothing.
  static std::optional<wchar_t> meant(const KeyPress& key) {
    // The lines of a pasted text become one.
    const bool control = key.code < 0x20 || key.code == keys::backspace;
    if (key.pasted && control) return key.code == keys::enter ? std::optional(L' ') : std::nullopt;
    switch (key.code) {
      case keys::left:
        return kLeft;
      case keys::right:
        return kRight;
      case keys::home:
        return kToStart;
      case keys::end:
        return kToEnd;
      case keys::erase:
        return kErase;
      case keys::enter:
        return L'\n';
      case keys::backspace:
        return key.alt ? L'\x17' : L'\x7f';
      default:
        break;
    }
    if (key.alt || key.code > 0x10FFFF) return std::nullopt;
    if (key.code < 0x20 && kEditing.find(key.code) == kEditing.npos) return std::nullopt;
    return static_cast<wchar_t>(key.code);
  }

  std::function<KeyPress()> next_key;
  std::function<void(const Draft&)> show;
  std::FILE* nowhere;
  EditLine* line = nullptr;
  std::u32string_view commands;
  std::optional<Draft> start;
  TypedLine result;
};

InputLine::InputLine(std::function<KeyPress()> next_key, std::function<void(const Draft&)> show)
    : editor_(std::make_unique<Editor>(std::move(next_key), std::move(show))) {}

InputLine::~InputLine() = default;

TypedLine InputLine::read(const Draft& draft, std::u32string_view commands) {
  editor_->start = draft;
  editor_->commands = commands;
  editor_->result = {};
  int size = 0;
  const wchar_t* read = libedit().wgets(editor_->line, &size);
  editor_->result.left = !read;
  return std::move(editor_->result);
}

}  // namespace lianxi::app
