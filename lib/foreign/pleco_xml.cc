#include <algorithm>
#include <vector>

#include "foreign/html.h"
#include "foreign/numbers.h"
#include "foreign/pleco.h"
#include "foreign/xml.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

/// Score files that a learner may have.
constexpr std::size_t kMostScoreFiles = 50;

Rating rating_of(char digit) {
  if (digit <= '3') return Rating::again;
  return digit == '4' ? Rating::hard : Rating::good;
}

/// What one `scoreinfo` says.
struct Score {
  std::int64_t reviewed = 0, first = 0, last = 0;  ///< times in Unix seconds
  std::string_view history;
};

Score score_of(XmlElement element) {
  Score score;
  score.reviewed = whole_number(element.attribute("reviewed")).value_or(0);
  score.first = whole_number(element.attribute("firstreviewedtime")).value_or(0);
  score.last = whole_number(element.attribute("lastreviewedtime")).value_or(0);
  score.history = trim(element.attribute("history"));
  const bool is_history =
      std::ranges::all_of(score.history, [](char c) { return c >= '1' && c <= '6'; });
  if (!is_history) score.history = {};
  score.reviewed = std::max(score.reviewed, static_cast<std::int64_t>(score.history.size()));
  return score;
}

PastState state_of(const Score& score) {
  PastState state;
  const auto failed = score.history.find_last_of("123");
  const std::size_t successes =
      failed == score.history.npos ? score.history.size() : score.history.size() - failed - 1;
  state.n = static_cast<int>(std::min<std::size_t>(successes, 10'000));
  state.last = utc_day(score.last);
  return state;
}

void add_review(std::int64_t at, char digit, std::vector<PastReview>& reviews) {
  const auto day = utc_day(at);
  if (!day) return;
  PastReview review;
  review.at_ms = at * 1000;
  review.rating = rating_of(digit);
  review.day = *day;
  reviews.push_back(review);
}

/// Those of known time and known outcome: the first and the last.
std::vector<PastReview> reviews_of(const Score& score) {
  std::vector<PastReview> reviews;
  if (score.history.empty()) return reviews;
  const bool has_all = score.reviewed == static_cast<std::int64_t>(score.history.size());
  if (has_all && score.history.size() > 1 && score.first < score.last) {
    add_review(score.first, score.history.front(), reviews);
  }
  add_review(score.last, score.history.back(), reviews);
  return reviews;
}

class PlecoXmlReader {
 public:
  PlecoXmlReader(const ForeignText& file, const XmlDocument& document)
      : file_(file), document_(document), cards_(document.root().child("cards")) {}

  void read() {
    find_score_files();
    std::string told = "an XML file of Pleco";
    told += score_files_.empty() ? ", without scores" : ", with scores";
    file_.begin("pleco-xml", told, score_files_.empty() ? "" : "pleco");
    NoteType type = pleco_note_type();
    for (const std::string& name : score_files_) {
      // Which side a score file asks for stands nowhere; most learners ask for what characters
      // mean.
      type.templates.push_back({name, {0, 1}, {2, 3}});
    }
    file_.sink.type(std::move(type));
    for (XmlElement card = cards_.first_child(); card; card = card.next_sibling()) {
      if (card.name() == "card") add(card);
    }
  }

 private:
  void find_score_files() {
    for (XmlElement card = cards_.first_child(); card; card = card.next_sibling()) {
      for (XmlElement part = card.first_child(); part; part = part.next_sibling()) {
        if (part.name() != "scoreinfo") continue;
        const std::string name = name_of(part);
        const bool is_new = std::ranges::find(score_files_, name) == score_files_.end();
        if (is_new && score_files_.size() < kMostScoreFiles) score_files_.push_back(name);
      }
    }
  }

  static std::string name_of(XmlElement score) {
    const std::string name = plain_name(pleco_text_of(score.attribute("scorefile")));
    return name.empty() ? "Default" : name;
  }

  void add(XmlElement card) {
    Note note;
    note.type = kPlecoType;
    note.line = document_.line_of(card);
    note.values.resize(4);
    for (XmlElement part = card.first_child(); part; part = part.next_sibling()) {
      if (part.name() == "entry") add_entry(part, note);
      if (part.name() == "catassign") add_category(pleco_deck(part.attribute("category")), note);
    }
    if (note.values[0].empty() && note.values[1].empty()) {
      file_.complain(note.line, "no-headword",
                     "a card without a headword: its dictionary is not in the file; export from "
                     "Pleco with definitions");
      return;
    }
    add_cards(card, note);
    file_.sink.accept(std::move(note));
  }

  static void add_entry(XmlElement entry, Note& note) {
    for (XmlElement part = entry.first_child(); part; part = part.next_sibling()) {
      if (part.name() == "headword") {
        const std::size_t field = part.attribute("charset") == "tc" ? 1 : 0;
        note.values[field] = pleco_text_of(part.text());
      } else if (part.name() == "pron" && is_pinyin(part)) {
        note.values[2] = pleco_pinyin(part.text());
      } else if (part.name() == "defn") {
        note.values[3] = pleco_text_of(part.text());
      }
    }
  }

  /// Not Cantonese.
  static bool is_pinyin(XmlElement pron) {
    const std::string_view type = pron.attribute("type");
    return type.empty() || type == "hypy";
  }

  /// A card may be in several categories: the first is its deck, the others are tags.
  static void add_category(std::string deck, Note& note) {
    if (deck.empty() || deck == note.deck) return;
    if (note.deck.empty()) {
      note.deck = std::move(deck);
    } else {
      note.tags.push_back(std::move(deck));
    }
  }

  void add_cards(XmlElement card, Note& note) {
    for (XmlElement part = card.first_child(); part; part = part.next_sibling()) {
      if (part.name() != "scoreinfo") continue;
      const auto found = std::ranges::find(score_files_, name_of(part));
      if (found == score_files_.end()) {
        file_.complain(note.line, "score-files",
                       "more score files than can be; this one is left out");
        continue;
      }
      note.cards.push_back(
          card_of(part, static_cast<std::size_t>(found - score_files_.begin()), note));
    }
    // Beside cards that have scores: one that was never asked.
    if (note.cards.empty() && !score_files_.empty())
      note.cards.push_back(card_of(XmlElement(), 0, note));
  }

  static PastCard card_of(XmlElement element, std::size_t made_by, const Note& note) {
    PastCard card;
    card.made_by = made_by;
    card.deck = note.deck;
    card.question = note.values[0].empty() ? note.values[1] : note.values[0];
    card.answer = std::string(trim(note.values[2] + "\n" + note.values[3]));
    const Score score = score_of(element);
    if (score.reviewed == 0) return card;
    card.state = state_of(score);
    card.reviews = reviews_of(score);
    return card;
  }

  const ForeignText& file_;
  const XmlDocument& document_;
  XmlElement cards_;
  std::vector<std::string> score_files_;
};

}  // namespace

void read_pleco_xml(const ForeignText& file) {
  const XmlDocument document(file.view());
  if (document.failure()) {
    file.complain.fatal(document.failure()->line, "bad-xml", document.failure()->text);
  } else if (document.root().name() != "plecoflash") {
    file.complain.fatal(0, "wrong-format", "the file is no XML export of Pleco");
  } else {
    PlecoXmlReader(file, document).read();
  }
}

}  // namespace lianxi
