#include "foreign/hashcards.h"

#include <utility>

#include "foreign/gapped_text.h"
#include "foreign/html.h"
#include "import/lines.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

constexpr std::size_t kLongestCard = 64 << 10;
constexpr std::string_view kBasic = "question and answer", kCloze = "cloze";

bool is_rule(std::string_view line) { return trim(line) == "---"; }

/// 'Q', 'A' or 'C' where the line begins a part of a card.
char part_of(std::string_view line) {
  const bool is_part =
      line.size() >= 2 && line[1] == ':' && (line[0] == 'Q' || line[0] == 'A' || line[0] == 'C');
  return is_part ? line[0] : '\0';
}

// Front matter ------------------------------------------------------------------------------------

struct FrontMatter {
  std::string deck;
  std::size_t end = 0;  ///< offset of the cards
  int lines = 0;
};

/// The value of `name = "HSK 1"`.
std::string name_in(std::string_view line) {
  const auto sign = line.find('=');
  if (sign == npos || trim(line.substr(0, sign)) != "name") return "";
  std::string_view value = trim(line.substr(sign + 1));
  if (value.size() < 2 || (value[0] != '"' && value[0] != '\'')) return "";
  value = value.substr(1, value.find(value[0], 1) - 1);
  return text_of_plain(value);
}

/// Nothing is taken where no second "---" ends it: then the first one parts cards.
FrontMatter read_front_matter(std::string_view text) {
  Lines lines(text);
  while (lines.next() && trim(lines.line()).empty()) {
  }
  if (!is_rule(lines.line())) return {};
  FrontMatter found;
  while (lines.next()) {
    if (part_of(lines.line()) != '\0') return {};
    if (is_rule(lines.line())) {
      found.end = std::min(lines.begin() + lines.line().size() + 1, text.size());
      found.lines = lines.number();
      return found;
    }
    if (std::string name = name_in(lines.line()); !name.empty()) found.deck = std::move(name);
  }
  return {};
}

/// "decks/Geography.md" -> "Geography".
std::string deck_of_source(std::string_view source) {
  if (source == "-") return "";
  source = source.substr(source.find_last_of("/\\") + 1);
  return text_of_plain(source.substr(0, source.rfind('.')));
}

// Cards -------------------------------------------------------------------------------------------

/// A card as far as it is read.
struct Draft {
  int line = 0;
  char part = '\0';  ///< that the next line belongs to
  std::string question, answer, cloze;

  std::string* text() {
    switch (part) {
      case 'Q':
        return &question;
      case 'A':
        return &answer;
      case 'C':
        return &cloze;
      default:
        return nullptr;
    }
  }
};

class Reader {
 public:
  explicit Reader(const ForeignText& file) : file_(file), front_(read_front_matter(file.view())) {
    deck_ = front_.deck.empty() ? deck_of_source(file.source) : front_.deck;
  }

  void read() {
    file_.begin("hashcards", "a deck of hashcards");
    file_.sink.type({std::string(kBasic), {"question", "answer"}, {{"card", {0}, {1}}}, false});
    file_.sink.type({std::string(kCloze), {"text"}, {}, true});
    for (Lines lines(file_.view(), front_.end, front_.lines); lines.next();) {
      add(lines.number(), lines.line());
    }
    finish();
  }

 private:
  void add(int number, std::string_view line) {
    if (is_rule(line)) return finish();
    const char part = part_of(line);
    if (part == 'Q' || part == 'C' || (part == 'A' && draft_.part != 'Q')) finish();
    if (part != '\0') {
      if (draft_.line == 0) draft_.line = number;
      draft_.part = part;
      line.remove_prefix(2);
    }
    if (std::string* const text = draft_.text()) {
      text->append(line).append("\n");
    } else if (!trim(line).empty() && !line.starts_with('#')) {
      file_.complain(number, "no-card", "text that belongs to no card; it is left out");
    }
  }

  void finish() {
    const Draft draft = std::exchange(draft_, {});
    if (draft.line == 0) return;
    if (draft.question.size() + draft.answer.size() + draft.cloze.size() > kLongestCard) {
      return file_.complain(draft.line, "long-card", "a card longer than 64 KiB; it is left out");
    }
    if (!trim(draft.cloze).empty()) return add_cloze(draft);
    Note note;
    note.type = kBasic;
    note.line = draft.line;
    note.values = {text_of_plain(text_of_markdown(draft.question)),
                   text_of_plain(text_of_markdown(draft.answer))};
    if (note.values[0].empty() || note.values[1].empty()) {
      file_.complain(draft.line, "half-a-card",
                     note.values[0].empty() ? "a card without a question; it is left out"
                                            : "a question without an answer; it is left out");
      return;
    }
    PastCard card;
    card.deck = deck_;
    card.question = note.values[0];
    card.answer = note.values[1];
    note.deck = deck_;
    note.cards.push_back(std::move(card));
    file_.sink.accept(std::move(note));
  }

  void add_cloze(const Draft& draft) {
    const GappedText gapped = read_gaps(draft.cloze);
    if (gapped.gaps.empty()) {
      file_.complain(draft.line, "no-gap", "a text without a gap in brackets; it is left out");
      return;
    }
    Note note;
    note.type = kCloze;
    note.line = draft.line;
    note.deck = deck_;
    note.values = {text_of_plain(gapped.text)};
    for (std::size_t i = 0; i < gapped.gaps.size(); ++i) {
      PastCard card;
      card.made_by = i;
      card.deck = deck_;
      card.question = text_of_plain(gapped.with_blank(i));
      card.answer = text_of_plain(gapped.inside(i));
      note.cards.push_back(std::move(card));
    }
    file_.sink.accept(std::move(note));
  }

  const ForeignText& file_;
  FrontMatter front_;
  std::string deck_;
  Draft draft_;
};

}  // namespace

bool is_hashcards(std::string_view text) {
  const FrontMatter front = read_front_matter(text);
  Draft first;
  for (Lines lines(text, front.end); lines.next();) {
    const std::string_view line = lines.line();
    if (first.part == '\0' && (trim(line).empty() || is_rule(line) || line.starts_with('#')))
      continue;
    const char part = part_of(line);
    if (first.part == '\0' && part != 'Q' && part != 'C') return false;
    if (first.part == 'Q' && part != '\0') return part == 'A';
    if (first.part == 'C' && (part != '\0' || is_rule(line))) break;
    if (part != '\0') first.part = part;
    if (first.part == 'C') first.cloze.append(part == 'C' ? line.substr(2) : line).append("\n");
  }
  return first.part == 'C' && first.cloze.size() <= kLongestCard &&
         !read_gaps(first.cloze).gaps.empty();
}

void read_hashcards(const ForeignText& file) { Reader(file).read(); }

}  // namespace lianxi
