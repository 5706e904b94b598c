#include <optional>

#include "base/limits.h"
#include "foreign/pleco.h"
#include "import/lines.h"
#include "text/hanzi.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

struct Headword {
  std::string_view simplified, traditional;
};

/// "联系[聯繫]"; the bracket may be missing.
Headword split_headword(std::string_view field) {
  field = trim(field);
  const auto open = field.rfind('[');
  if (!field.ends_with(']') || open == field.npos) return {field, {}};
  return {trim(field.substr(0, open)), trim(field.substr(open + 1, field.size() - open - 2))};
}

/// The category that a line begins, nothing where it is a card.
std::optional<std::string_view> category_of(std::string_view line) {
  line = trim(line);
  if (!line.starts_with("//")) return std::nullopt;
  return line.substr(2);
}

/// The parts of a card: headword, pinyin and, with whatever tabs are in it, the definition.
struct Parts {
  std::string_view headword, pinyin, definition;
};

Parts split_card(std::string_view line) {
  Parts parts;
  const auto first = line.find('\t');
  parts.headword = line.substr(0, first);
  if (first == line.npos) return parts;
  line.remove_prefix(first + 1);
  const auto second = line.find('\t');
  parts.pinyin = line.substr(0, second);
  if (second != line.npos) parts.definition = line.substr(second + 1);
  return parts;
}

}  // namespace

bool is_pleco_text(std::string_view text) {
  constexpr int kLookedAt = 300;
  int cards = 0, with_characters = 0, with_brackets = 0;
  bool has_category = false;
  for (Lines lines(text); cards < kLookedAt && lines.next();) {
    const std::string_view line = lines.line();
    if (trim(line).empty()) continue;
    if (category_of(line)) {
      has_category = true;
      continue;
    }
    ++cards;
    const Headword word = split_headword(split_card(line).headword);
    with_characters += has_hanzi(word.simplified) && length_utf8(word.simplified) <= kMaxHeadword;
    with_brackets += has_hanzi(word.simplified) && has_hanzi(word.traditional);
  }
  if (cards == 0) return false;
  return with_brackets * 2 > cards || (has_category && with_characters * 5 >= cards * 4);
}

void read_pleco_text(const ForeignText& file) {
  file.begin("pleco", "a text file of Pleco");
  file.sink.type(pleco_note_type());
  std::string deck;
  for (Lines lines(file.view()); lines.next();) {
    const std::string_view line = lines.line();
    if (trim(line).empty()) continue;
    if (const auto category = category_of(line)) {
      deck = pleco_deck(*category);
      continue;
    }
    const Parts parts = split_card(line);
    const Headword word = split_headword(parts.headword);
    Note note;
    note.type = kPlecoType;
    note.deck = deck;
    note.line = lines.number();
    note.values = {pleco_text_of(word.simplified), pleco_text_of(word.traditional),
                   pleco_pinyin(parts.pinyin), pleco_text_of(parts.definition)};
    if (note.values[0].empty() && note.values[1].empty()) {
      file.complain(lines.number(), "no-headword", "no word stands before the first tab");
      continue;
    }
    file.sink.accept(std::move(note));
  }
}

}  // namespace lianxi
