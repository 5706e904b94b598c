#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/card_memory.h"
#include "app/commands.h"
#include "app/explain.h"
#include "app/json.h"
#include "app/lookup.h"
#include "cards/generate.h"
#include "session/entry_text.h"
#include "session/likely.h"
#include "session/record.h"
#include "text/utf8.h"

namespace lianxi::app {
namespace {

/// One entry with its cards, as it is shown.
struct Shown {
  store::EntryRow row;
  Entry entry;
  std::vector<std::string> decks;
  std::vector<store::CardRow> cards;
  std::vector<std::string> locks;
  std::vector<LikelyOpening> likely;
};

Shown load(Db& db, store::EntryRow row, const store::Settings& settings, StudyDay today) {
  Shown shown;
  shown.entry = parse_entry(row.text);
  shown.decks = store::deck_names(db, row.id);
  shown.cards = store::cards_of(db, row.id);
  shown.locks = locks_of(db, shown.cards, row.headword, settings.unlock);
  shown.likely = likely_openings(db, shown.cards, row.headword, settings, today);
  shown.row = std::move(row);
  return shown;
}

// JSON -----------------------------------------------------------------------------------------

/// The target form of each sentence of the entry, by what its cards ask.
std::string form_of(const CardSet& set, const Sentence& sentence) {
  const Key key = sentence_key(sentence.chinese);
  std::string form;
  for (const CardPlan& plan : set.cards) {
    if (plan.card.kind != CardKind::cloze) continue;
    for (const PoolSentence& pooled : plan.pool) {
      // The longer of two forms: 保持联系 stands in the pool of 联系 as well.
      if (pooled.key == key && plan.card.target.size() > form.size()) form = plan.card.target;
    }
  }
  return form;
}

Json sentence_json(const CardSet& set, const Sentence& sentence) {
  return {{"chinese", sentence.chinese},
          {"pinyin", text_or_null(sentence.pinyin)},
          {"english", text_or_null(sentence.english)},
          {"analysis", text_or_null(sentence.analysis)},
          {"form", text_or_null(form_of(set, sentence))},
          {"source", text_or_null(sentence.source)}};
}

Json levels_json(const Entry& entry) {
  Json json = Json::array();
  for (const Reading& reading : entry.readings) {
    for (const Level& level : levels(reading.level)) {
      json.push_back(
          {{"list", text_or_null(level.list)}, {"level", level.level}, {"printed", level.printed}});
    }
  }
  return json;
}

Json usages_json(const Entry& entry, const CardSet& set) {
  Json json = Json::array();
  for (const Usage& usage : entry.usages) {
    Json sentences = Json::array();
    for (const Sentence& sentence : usage.sentences) {
      sentences.push_back(sentence_json(set, sentence));
    }
    Json phrases = Json::array();
    for (const Phrase& phrase : usage.phrases) {
      phrases.push_back({{"chinese", phrase.chinese},
                         {"pinyin", text_or_null(phrase.pinyin)},
                         {"gloss", text_or_null(phrase.gloss)}});
    }
    json.push_back({{"title", text_or_null(usage.title)},
                    {"text", text_or_null(usage.text)},
                    {"sentences", sentences},
                    {"phrases", phrases}});
  }
  return json;
}

Json contrasts_json(const Entry& entry) {
  Json json = Json::array();
  for (const Contrast& contrast : entry.contrasts) {
    Json wrong = Json::array();
    Json right = Json::array();
    for (const SentencePair& pair : contrast.pairs) {
      if (!pair.wrong.chinese.empty()) wrong.push_back(pair.wrong.chinese);
      if (!pair.right.chinese.empty()) right.push_back(pair.right.chinese);
    }
    json.push_back({{"word", contrast.word},
                    {"reading", text_or_null(contrast.reading)},
                    {"notes", contrast.notes},
                    {"wrong", wrong},
                    {"right", right}});
  }
  return json;
}

Json cards_json(const Shown& shown, const CardMemory& memory) {
  Json json = Json::array();
  for (std::size_t i = 0; i < shown.cards.size(); ++i) {
    const store::CardRow& card = shown.cards[i];
    const CardState& state = card.state;
    json.push_back({{"id", to_hex(card.card.key)},
                    {"kind", std::string(to_string(card.card.kind))},
                    {"target", card.card.target},
                    {"open", card.open},
                    {"locked_because", text_or_null(shown.locks[i])},
                    {"likely_open", day_or_null(shown.likely[i].day)},
                    {"likely_days", shown.likely[i].after_beginning
                                        ? Json(shown.likely[i].after_beginning->count())
                                        : Json()},
                    {"due", day_or_null(state.due)},
                    {"interval_days", state.last ? Json(state.sm2.interval) : Json()},
                    {"ease", state.last ? Json(state.sm2.ef100 / 100.0) : Json()},
                    {"reviews", state.reviews},
                    {"suspended", state.suspended}});
    memory.add_to(json.back(), state);
  }
  return json;
}

Json entry_json(Db& db, const Shown& shown, const CardMemory& memory) {
  const Entry& entry = shown.entry;
  const CardSet set = generate_cards(entry, store::CollectionLexicon(db));
  Json readings = Json::array();
  Json parts = Json::array();
  for (const Reading& reading : entry.readings) {
    readings.push_back(reading.pinyin);
    for (const std::string& part : parts_of_speech(reading.part_of_speech)) {
      if (std::find(parts.begin(), parts.end(), part) == parts.end()) parts.push_back(part);
    }
  }
  Json characters = Json::array();
  for (const Character& character : entry.characters) {
    characters.push_back({{"character", character.character},
                          {"reading", text_or_null(character.reading)},
                          {"note", text_or_null(character.note)}});
  }
  Json examples = Json::array();
  for (const Sentence& sentence : entry.examples) examples.push_back(sentence_json(set, sentence));
  Json related = Json::array();
  for (const Related& word : entry.related) {
    related.push_back({{"word", word.word},
                       {"reading", text_or_null(word.reading)},
                       {"gloss", text_or_null(word.gloss)}});
  }
  return {{"headword", entry.headword},
          {"traditional", text_or_null(entry.traditional)},
          {"readings", readings},
          {"parts_of_speech", parts},
          {"levels", levels_json(entry)},
          {"definition", text_or_null(shown.row.definition)},
          {"measure_words", entry.measure_words},
          {"source", text_or_null(entry.source)},
          {"licence", text_or_null(entry.licence)},
          {"decks", shown.decks},
          {"characters", characters},
          {"usages", usages_json(entry, set)},
          {"examples", examples},
          {"contrasts", contrasts_json(entry)},
          {"related", related},
          {"cards", cards_json(shown, memory)}};
}

// Text -----------------------------------------------------------------------------------------

void print_sentence(const Sentence& sentence, Shell& shell) {
  shell.out << "  " << shell.safe(sentence.chinese) << '\n';
  for (const std::string* text : {&sentence.pinyin, &sentence.english, &sentence.source}) {
    if (!text->empty()) shell.out << "    " << shell.safe(*text) << '\n';
  }
}

void print_head(const Shown& shown, Shell& shell) {
  const Entry& entry = shown.entry;
  shell.out << shell.safe(entry.headword);
  if (!entry.traditional.empty() && entry.traditional != entry.headword) {
    shell.out << "  " << shell.safe(entry.traditional);
  }
  for (const Reading& reading : entry.readings) {
    shell.out << "  " << shell.safe(reading.pinyin);
    if (!reading.part_of_speech.empty()) shell.out << "  " << shell.safe(reading.part_of_speech);
    if (!reading.level.empty()) shell.out << "  HSK: " << shell.safe(reading.level);
  }
  shell.out << "\n  " << shell.safe(shown.row.definition) << '\n';
  if (!entry.measure_words.empty()) {
    shell.out << "  measure words: "
              << shell.safe(fmt::format("{}", fmt::join(entry.measure_words, ", "))) << '\n';
  }
  if (!entry.source.empty()) {
    shell.out << "  source: " << shell.safe(entry.source)
              << (entry.licence.empty() ? "" : ", " + shell.safe(entry.licence)) << '\n';
  }
  std::string decks;
  for (const std::string& deck : shown.decks) decks += (decks.empty() ? "" : ", ") + deck;
  shell.out << "  decks: " << shell.safe(decks) << '\n';
}

void print_body(const Entry& entry, Shell& shell) {
  for (const Character& character : entry.characters) {
    shell.out << fmt::format("  {} {}: {}\n", shell.safe(character.character),
                             shell.safe(character.reading), shell.safe(character.note));
  }
  if (!entry.examples.empty()) shell.out << "\nExamples\n";
  for (const Sentence& sentence : entry.examples) print_sentence(sentence, shell);
  if (!entry.contrasts.empty()) shell.out << "\nContrasts\n";
  for (const Contrast& contrast : entry.contrasts) {
    shell.out << "  " << shell.safe(contrast.word) << ' ' << shell.safe(contrast.reading) << '\n';
    for (const std::string& note : contrast.notes) shell.out << "    " << shell.safe(note) << '\n';
    for (const SentencePair& pair : contrast.pairs) {
      if (!pair.wrong.chinese.empty()) {
        shell.out << "    ✗ " << shell.safe(pair.wrong.chinese) << '\n';
      }
      if (!pair.right.chinese.empty()) {
        shell.out << "    ✓ " << shell.safe(pair.right.chinese) << '\n';
      }
    }
  }
  if (!entry.related.empty()) shell.out << "\nRelated\n";
  for (const Related& related : entry.related) {
    shell.out << fmt::format("  {} {}: {}\n", shell.safe(related.word), shell.safe(related.reading),
                             shell.safe(related.gloss));
  }
}

/// What opens a locked card, and when that is likely.
std::string lock_text(const std::string& lock, const LikelyOpening& likely) {
  if (likely.day) return fmt::format("{}; likely on {}", lock, to_string(*likely.day));
  if (likely.after_beginning) {
    return fmt::format("{}; likely {} after its first", lock,
                       counted(likely.after_beginning->count(), "day"));
  }
  return likely.other.empty() ? lock : fmt::format("{}; {} comes first", lock, likely.other);
}

/// When a card that has a day comes, and what is known of it: by SM-2 the ease.
std::string due_text(const CardState& state, const CardMemory& memory) {
  std::string known =
      memory.is_kept() ? memory.text(state) : fmt::format("ease {:.2f}", state.sm2.ef100 / 100.0);
  if (!known.empty()) known += ", ";
  return fmt::format("due {}, interval {}, {}{} reviews", to_string(*state.due), state.sm2.interval,
                     known, state.reviews);
}

void print_cards(const Shown& shown, const CardMemory& memory, Shell& shell) {
  shell.out << "\nCards\n";
  for (std::size_t i = 0; i < shown.cards.size(); ++i) {
    const store::CardRow& card = shown.cards[i];
    const CardState& state = card.state;
    std::string status = lock_text(shown.locks[i], shown.likely[i]);
    if (state.due) {
      status = due_text(state, memory);
    } else if (status.empty()) {
      status = "open, new";
    }
    if (state.suspended) status += ", suspended";
    shell.out << fmt::format("  {} {:<{}} {}  {}\n", to_hex(card.card.key).substr(0, 8),
                             to_string(card.card.kind), kKindWidth, shell.safe(card.card.target),
                             shell.safe(status));
  }
}

}  // namespace

int run_show(const ShowOptions& options, Shell& shell) {
  Db db = shell.open_to_read();
  const auto settings = store::load_settings(db);
  const StudyDay today = shell.today(settings);
  const CardMemory memory(settings, today);
  Json entries = Json::array();
  bool found_all = true;
  for (const std::string& word : options.words) {
    const auto rows = store::find_entries(db, nfkc(trim(word)));
    if (rows.empty()) {
      found_all = false;
      shell.err
          << shell.safe(fmt::format(
                 "show: no entry for {0}; lianxi find {0} looks for it, lianxi add {0} adds it",
                 word))
          << '\n';
    }
    for (const store::EntryRow& row : rows) {
      const Shown shown = load(db, row, settings, today);
      if (shell.options.json) {
        entries.push_back(entry_json(db, shown, memory));
        if (options.rivals) entries.back()["rivals"] = blanks_json(explain_entry(db, row.id));
        continue;
      }
      if (options.rivals) {
        shell.out << shell.safe(row.headword) << '\n';
        print_blanks(explain_entry(db, row.id), shell);
        continue;
      }
      print_head(shown, shell);
      print_body(shown.entry, shell);
      print_cards(shown, memory, shell);
    }
  }
  if (shell.options.json) print_json(shell, {{"schema", 1}, {"entries", entries}});
  return found_all ? kDone : kNo;
}

}  // namespace lianxi::app
