#include "foreign/pleco.h"

#include "foreign/html.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

constexpr char32_t kLineEnd = 0xeab1;

bool is_private(char32_t c) { return c >= 0xe000 && c <= 0xf8ff; }

}  // namespace

std::string pleco_deck(std::string_view category) {
  std::string deck;
  for (const std::string_view part : split(category, '/')) {
    const std::string name = pleco_text_of(part);
    if (name.empty()) continue;
    if (!deck.empty()) deck += "::";
    deck += name;
  }
  return deck;
}

std::string pleco_text_of(std::string_view field) {
  std::string text;
  for (std::size_t at = 0; at < field.size();) {
    const std::size_t begin = at;
    const char32_t c = decode_utf8(field, at);
    if (c == kLineEnd) text += '\n';
    if (!is_private(c)) text += field.substr(begin, at - begin);
  }
  return text_of_plain(text);
}

std::string pleco_pinyin(std::string_view field) {
  std::string text = pleco_text_of(field);
  for (std::size_t at = 0; (at = text.find("//", at)) != text.npos;) text.replace(at, 2, "∥");
  return text;
}

NoteType pleco_note_type() {
  NoteType type;
  type.name = kPlecoType;
  type.fields = {"characters", "traditional", "pinyin", "meaning"};
  return type;
}

}  // namespace lianxi
