#include "session/dictionary_add.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string_view>

#include "cards/generate.h"
#include "entry/fill.h"
#include "import/word_list.h"
#include "session/dictionary_deck.h"
#include "session/dictionary_examples.h"
#include "session/entry_text.h"
#include "store/entries.h"
#include "store/log.h"
#include "text/pinyin.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

/// The words of the collection and those that come with an import.
class LexiconWith final : public Lexicon {
 public:
  LexiconWith(Db& collection, const std::vector<FoundEntry>& entries) : collection_(collection) {
    for (const FoundEntry& found : entries) fresh_.add(found.entry.headword);
  }
  bool contains(std::string_view word) const override {
    return fresh_.contains(word) || collection_.contains(word);
  }

 private:
  WordSet fresh_;
  store::CollectionLexicon collection_;
};

std::optional<Entry> entry_in(Db& collection, const std::string& headword) {
  const auto text = store::entry_text(collection, headword);
  return text ? std::optional(parse_entry(*text)) : std::nullopt;
}

/// What the dictionary's deck says of a word so far.
std::optional<Entry> said_before(Db& collection, const std::string& headword) {
  const auto deck = store::find_deck(collection, kDictionaryDeck);
  if (!deck) return std::nullopt;
  std::optional<Entry> before;
  const auto dead = store::dead_events(collection);
  for (const auto& imported : store::live_imports(collection, entry_key(headword), dead)) {
    if (imported.deck == *deck) before = parse_entry(imported.text);
  }
  return before;
}

bool sounds_like(const std::string& pinyin, const std::string& other) {
  const auto one = parse_pinyin(pinyin);
  return (one && one == parse_pinyin(other)) || differs_in_light_syllables(pinyin, other);
}

std::string also_text(const ListedHeadword& word, std::size_t taken) {
  std::vector<std::string> others;
  for (std::size_t i = 0; i < word.own; ++i) {
    if (i != taken) others.push_back(pinyin_of(word.readings[i]));
  }
  return fmt::format("{} {} (also {})", word.headword, pinyin_of(word.readings[taken]),
                     fmt::join(others, ", "));
}

}  // namespace

DictionaryAdder::DictionaryAdder(Db& collection, Db& dictionary, Unnamed unnamed,
                                 std::vector<std::string> tags)
    : collection_(collection),
      dictionary_(dictionary),
      unnamed_(unnamed),
      tags_(std::move(tags)),
      words_(dictionary) {
  for (const store::DictionarySource& source : store::dictionary_sources(dictionary)) {
    has_2021_ = has_2021_ || source.name == kHsk2021;
  }
}

void DictionaryAdder::add(const WantedWord& wanted) {
  const std::string text = nfkc(trim(wanted.word));
  const auto word = find_headword(dictionary_, text);
  if (!word) {
    result_.unknown.push_back(text);
    return;
  }
  if (wanted.readings.empty() && entry_in(collection_, word->headword)) {
    return note_known(word->headword);  // whichever reading it has
  }
  auto chosen = choose(wanted, *word);
  if (!chosen) return;
  if (is_known(*chosen, wanted)) return note_known(word->headword);
  const bool traditional = chosen->word.readings[chosen->readings[0]].words[0].traditional == text;
  if (text != word->headword && !traditional) {
    result_.led_elsewhere.push_back(fmt::format("{} is {}", text, word->headword));
  }
  keep(*std::move(chosen));
}

void DictionaryAdder::note_known(const std::string& headword) {
  if (std::ranges::find(result_.known, headword) != result_.known.end()) return;
  result_.known.push_back(headword);
}

/// Which readings are meant; nothing, said in the result, where that is not to be told.
std::optional<DictionaryAdder::Chosen> DictionaryAdder::choose(const WantedWord& wanted,
                                                               const ListedHeadword& word) {
  Chosen chosen{word, {}, false, {}};
  if (wanted.listed) {
    take_listed(wanted.readings, chosen);
  } else {
    for (const std::string& pinyin : wanted.readings) {
      if (!take_named(wanted, pinyin, chosen)) return std::nullopt;
    }
  }
  if (!chosen.readings.empty()) {
    chosen.asked = word.readings.size() > 1;
    return chosen;
  }
  if (word.own > 1 && unnamed_ == Unnamed::leave_open) {
    result_.open.push_back({wanted.word, word});
    return std::nullopt;
  }
  chosen.readings = {0};
  return chosen;
}

/// Takes the reading that the learner named. False where it is not there, or means several.
bool DictionaryAdder::take_named(const WantedWord& wanted, const std::string& pinyin,
                                 Chosen& chosen) {
  Match match = Match::none;
  const std::vector<std::size_t> best = best_matches(chosen.word, pinyin, match);
  if (match == Match::none || match == Match::letters) {
    result_.unknown.push_back(wanted.word + ":" + pinyin);
    return false;
  }
  if (best.size() > 1) {
    result_.open.push_back({wanted.word, chosen.word});
    return false;
  }
  chosen.take(best[0]);
  return true;
}

/// Takes the readings that a list gives, as far as the dictionary has them. Some lists give all
/// that there are of a character, also those of names: where one is there, the others may miss.
void DictionaryAdder::take_listed(const std::vector<std::string>& readings, Chosen& chosen) {
  Match match = Match::none;
  for (const std::string& pinyin : readings) {
    const std::vector<std::size_t> best = best_matches(chosen.word, pinyin, match);
    if (match != Match::exact && match != Match::light) continue;
    chosen.take(best[0]);
    if (match == Match::light) chosen.differ(best[0], pinyin, true);
  }
  if (!chosen.readings.empty() || readings.empty()) return;
  const std::vector<std::size_t> best = best_matches(chosen.word, readings[0], match);
  chosen.differ(best.empty() ? 0 : best[0], readings[0], false);
  if (!best.empty()) chosen.take(best[0]);
}

void DictionaryAdder::Chosen::take(std::size_t reading) {
  if (std::ranges::find(readings, reading) == readings.end()) readings.push_back(reading);
}

/// Notes that a list reads it as `pinyin`, which is right too where only a syllable is light.
void DictionaryAdder::Chosen::differ(std::size_t reading, const std::string& pinyin, bool light) {
  DictionaryReading& taken = word.readings[reading];
  disagreements.push_back({word.headword, pinyin, pinyin_of(taken), light});
  const auto syllables = parse_pinyin(pinyin);
  if (light && syllables) taken.also.push_back(to_marks(*syllables));
}

/// Known is a word, unless the learner names a reading that it has not.
bool DictionaryAdder::is_known(const Chosen& chosen, const WantedWord& wanted) const {
  const auto entry = entry_in(collection_, chosen.word.headword);
  if (!entry) return false;
  if (wanted.listed) return true;
  return std::ranges::all_of(chosen.readings, [&](std::size_t i) {
    return std::ranges::any_of(entry->readings, [&](const Reading& reading) {
      return sounds_like(reading.pinyin, pinyin_of(chosen.word.readings[i]));
    });
  });
}

/// Several lines about one word make one entry.
void DictionaryAdder::keep(Chosen chosen) {
  for (Disagreement& one : chosen.disagreements) result_.disagreements.push_back(std::move(one));
  const auto same = std::ranges::find_if(
      chosen_, [&](const Chosen& other) { return other.word.headword == chosen.word.headword; });
  if (same == chosen_.end()) {
    chosen_.push_back(std::move(chosen));
    return;
  }
  same->asked = same->asked || chosen.asked;
  for (const std::size_t reading : chosen.readings) {
    if (std::ranges::find(same->readings, reading) != same->readings.end()) continue;
    same->readings.push_back(reading);
    same->word.readings[reading].also = chosen.word.readings[reading].also;
  }
}

/// "4 (2.0), 3 (3.0)"; of the two editions of 3.0 that of 2021, which the other has not replaced.
std::string DictionaryAdder::level_of(const DictionaryWord& word) const {
  std::vector<std::string> texts;
  for (const auto& [list, level] : store::levels_of(dictionary_, word)) {
    if (list == kHsk20) texts.push_back(level_text(level) + " (2.0)");
    if (list == kHsk2021) texts.push_back(level_text(level) + " (3.0)");
    if (list == kHsk2025 && !has_2021_) texts.push_back(level_text(level) + " (3.0 2025)");
  }
  return fmt::format("{}", fmt::join(texts, ", "));
}

Entry DictionaryAdder::entry_from(const Chosen& chosen) const {
  std::vector<DictionaryReading> readings;
  for (const std::size_t i : chosen.readings) {
    DictionaryReading reading = chosen.word.readings[i];
    reading.level = level_of(reading.words.front());
    reading.part_of_speech = store::part_of_speech_of(dictionary_, reading.words.front());
    readings.push_back(std::move(reading));
  }
  std::vector<TranslatedSentence> examples;
  if (chosen.word.own <= 1) {  // which of several readings a sentence has nobody says
    examples = examples_of(dictionary_, chosen.word.headword, words_,
                           store::CollectionLexicon(collection_));
  }
  Entry entry = entry_of(readings, examples);
  entry.tags = tags_;
  return entry;
}

/// Takes out sentences of which no blank can be made.
void DictionaryAdder::drop_useless_examples() {
  std::vector<FoundEntry>& entries = result_.read.decks[0].entries;
  const LexiconWith lexicon(collection_, entries);
  for (FoundEntry& found : entries) {
    for (const RefusedSentence& refused : generate_cards(found.entry, lexicon).refused) {
      std::erase_if(found.entry.examples,
                    [&](const Sentence& sentence) { return sentence.chinese == refused.chinese; });
    }
  }
}

DictionaryAdd DictionaryAdder::take() {
  DeckFiles deck{std::string(kDictionaryDeck), {}, {}};
  deck.info.title = "Words from the dictionary";
  deck.info.source = kCedict;
  deck.info.licence = kCedictLicence;
  for (const Chosen& chosen : chosen_) {
    const bool guessed = chosen.word.own > 1 && !chosen.asked;
    if (guessed) result_.guessed.push_back(also_text(chosen.word, chosen.readings[0]));
    Entry entry = entry_from(chosen);
    if (const auto before = said_before(collection_, entry.headword)) {
      Entry both = *before;
      join(both, entry);
      entry = std::move(both);
    }
    const std::string place = dictionary_place(entry, chosen.asked);
    deck.entries.push_back({std::move(entry), "dictionary", place, 0});
  }
  result_.read.decks.push_back(std::move(deck));
  drop_useless_examples();
  return std::move(result_);
}

}  // namespace lianxi
