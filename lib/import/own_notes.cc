#include "import/own_notes.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "import/reader.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

constexpr std::string_view kDot = "·";
constexpr std::string_view kFlag = " flag";
constexpr std::string_view kAfterName = ": ";
constexpr std::size_t kHexDigits = 32;

/// Stands before what begins with a dot, or with itself.
constexpr char kEscape = '\\';

/// How far `line` repeats `piece` from its beginning, in bytes.
std::size_t front_of(std::string_view line, std::string_view piece) {
  std::size_t end = 0;
  while (line.substr(end).starts_with(piece)) end += piece.size();
  return end;
}

std::string repeated(std::string_view piece, std::size_t times) {
  std::string all;
  for (; times > 0; --times) all += piece;
  return all;
}

std::string with_dots(std::string_view line) {
  const std::size_t spaces = front_of(line, " ");
  const std::string_view rest = line.substr(spaces);
  const bool escapes = rest.starts_with(kDot) || rest.starts_with(kEscape);
  return repeated(kDot, spaces) + (escapes ? std::string(1, kEscape) : "") + std::string(rest);
}

std::string without_dots(std::string_view line) {
  const std::size_t dots = front_of(line, kDot);
  std::string_view rest = line.substr(dots);
  if (rest.starts_with(kEscape)) rest.remove_prefix(1);
  return repeated(" ", dots / kDot.size()) + std::string(rest);
}

template <typename Exchange>
std::string each_line(std::string_view text, Exchange exchange) {
  std::string all;
  for (const std::string_view line : split(text, '\n')) {
    if (line.data() != text.data()) all += '\n';
    all += exchange(line);
  }
  return all;
}

std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

/// "cloze 9936... 联系不上" behind the name.
std::optional<Card> card_from(std::string_view text) {
  const std::size_t space = text.find(' ');
  const auto kind = card_kind_from_string(text.substr(0, space));
  if (!kind || space == text.npos) return std::nullopt;
  text.remove_prefix(space + 1);
  const auto key = key_from_hex(text.substr(0, kHexDigits));
  if (!key) return std::nullopt;
  return Card{*key, *kind, std::string(trim(text.substr(std::min(text.size(), kHexDigits))))};
}

/// One field of a note by its name; empty where the note has none.
std::string_view value_of(const Note& note, const NoteType& type, std::string_view field) {
  const auto found = std::find(type.fields.begin(), type.fields.end(), field);
  const auto at = static_cast<std::size_t>(found - type.fields.begin());
  return at < note.values.size() ? note.values[at] : std::string_view();
}

std::optional<Entry> entry_from(std::string_view value, const std::string& file) {
  std::vector<Entry> entries;
  bool complete = true;
  read_entries(entry_text(value), file,
               {[&](Entry entry) { entries.push_back(std::move(entry)); },
                [&](const Diagnostic& diagnostic) { complete = complete && !diagnostic.fatal; }});
  if (!complete || entries.size() != 1) return std::nullopt;
  return std::move(entries.front());
}

/// The decks the entry came from, unless its cards were moved to another one since.
std::vector<std::string> decks_of(const Note& note, std::string_view value) {
  std::vector<std::string> decks;
  for (const std::string_view line : split(value, '\n')) {
    if (const auto name = trim(line); !name.empty()) decks.emplace_back(name);
  }
  const std::string deck = note.cards.empty() ? note.deck : note.cards.front().deck;
  const bool is_moved = !deck.empty() && (decks.empty() || decks.front() != deck);
  if (is_moved) decks = {deck};
  return decks;
}

}  // namespace

std::string entry_value(std::string_view markdown) { return each_line(trim(markdown), with_dots); }

std::string entry_text(std::string_view value) { return each_line(value, without_dots) + "\n"; }

std::string cards_value(const std::vector<OwnCard>& cards) {
  std::string value;
  for (const OwnCard& own : cards) {
    if (!value.empty()) value += '\n';
    value += fmt::format("{}{}{} {} {}", own.made_by, kAfterName, to_string(own.card.kind),
                         to_hex(own.card.key), own.card.target);
    if (own.flag.empty()) continue;
    value += fmt::format("\n{}{}{}{}", own.made_by, kFlag, kAfterName, one_line(own.flag));
  }
  return value;
}

std::vector<OwnCard> own_cards(std::string_view value) {
  std::vector<OwnCard> cards;
  for (std::string_view line : split(value, '\n')) {
    line = trim(line);
    const std::size_t end = line.find(kAfterName);
    if (end == line.npos) continue;
    const std::string_view name = line.substr(0, end);
    const std::string_view rest = line.substr(end + kAfterName.size());
    if (!cards.empty() && name == cards.back().made_by + std::string(kFlag)) {
      cards.back().flag = rest;
    } else if (auto card = card_from(rest)) {
      cards.push_back({std::string(name), std::move(*card), ""});
    }
  }
  return cards;
}

bool is_own(const NoteType& type) {
  const auto has = [&](std::string_view field) {
    return std::find(type.fields.begin(), type.fields.end(), field) != type.fields.end();
  };
  const bool is_named = type.name.starts_with(kOwnWord) || type.name.starts_with(kOwnQuestion);
  return is_named && has(kEntryField) && has(kCardsField);
}

OwnNoteReader::OwnNoteReader(const std::vector<NoteType>& types, std::string file)
    : file_(std::move(file)) {
  for (const NoteType& type : types) {
    if (is_own(type)) types_.emplace(type.name, type);
  }
}

bool OwnNoteReader::add(const Note& note, NoteEntries& made) {
  const auto found = types_.find(note.type);
  if (found == types_.end()) return false;
  const NoteType& type = found->second;
  const auto entry = entry_from(value_of(note, type, kEntryField), file_);
  if (!entry) {
    made.diagnostics.push_back(
        {file_, note.line, "entry-lost",
         "the field Entry was changed and cannot be read any more; its cards "
         "come in as plain ones",
         false});
    return false;
  }
  for (const std::string& deck : decks_of(note, value_of(note, type, kDecksField))) {
    made.entries.push_back({*entry, deck, note.id.empty() ? file_ : note.id, 1, true});
  }
  const std::vector<OwnCard> cards = own_cards(value_of(note, type, kCardsField));
  for (const PastCard& past : note.cards) {
    if (past.made_by >= type.templates.size()) continue;
    const auto own = std::find_if(cards.begin(), cards.end(), [&](const OwnCard& card) {
      return card.made_by == type.templates[past.made_by].name;
    });
    if (own == cards.end()) {
      made.diagnostics.push_back(
          {file_, note.line, "card-lost",
           fmt::format("{}: the field Cards names no {}; that card and its {} answers are left out",
                       entry->headword, type.templates[past.made_by].name, past.reviews.size()),
           false});
      continue;
    }
    if (!given_.insert(own->card.key).second) continue;
    CardHistory history{entry->headword, own->card.kind, own->card.target, past};
    history.past.id = to_hex(own->card.key);
    if (!past.flag.empty() && !own->flag.empty()) history.past.flag = own->flag;
    made.cards.push_back(std::move(history));
  }
  return true;
}

}  // namespace lianxi
