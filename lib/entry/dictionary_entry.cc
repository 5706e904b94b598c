#include "entry/dictionary_entry.h"

#include <algorithm>

#include "text/pinyin.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

/// A question that fills a line or two, not the screen.
constexpr std::size_t kLongestDefinition = 160;

bool begins_with_any(std::string_view text, std::initializer_list<std::string_view> beginnings) {
  return std::ranges::any_of(beginnings,
                             [&](std::string_view one) { return text.starts_with(one); });
}

/// Says where to look, or who is called so.
bool is_aside(std::string_view sense) {
  return begins_with_any(
      sense, {"see ", "see also ", "also written ", "also called ", "surname ", "variant of ",
              "old variant of ", "erhua variant of ", "abbr. for ", "used in ", "(used in ",
              "Kangxi radical", "radical in "});
}

/// Whether it may be used on its own is not what a card asks.
std::string without_remark(std::string sense) {
  constexpr std::string_view kBound = "(bound form) ";
  if (sense.starts_with(kBound)) sense.erase(0, kBound.size());
  return sense;
}

std::vector<std::string> senses_of(const DictionaryReading& reading) {
  std::vector<std::string> senses, asides;
  for (const DictionaryWord& word : reading.words) {
    for (std::string& sense : plain_senses(word)) {
      std::vector<std::string>& list = is_aside(sense) ? asides : senses;
      add_unique(list, without_remark(std::move(sense)));
    }
  }
  return senses.empty() ? asides : senses;
}

/// The first glosses of a sense that is too long by itself; of a long gloss its first words.
std::string shortened(const std::string& sense) {
  const auto gloss = sense.rfind("; ", kLongestDefinition);
  if (gloss != sense.npos) return sense.substr(0, gloss);
  const auto space = sense.rfind(' ', kLongestDefinition);
  return space == sense.npos ? sense : sense.substr(0, space) + " …";
}

/// "种 zhǒng".
std::string measure_text(const WordReference& measure) {
  if (measure.pinyin.empty()) return measure.simplified;
  return measure.simplified + " " + marked_pinyin(measure.pinyin);
}

std::vector<std::string> other_spellings(const DictionaryReading& reading) {
  std::vector<std::string> spellings;
  for (const DictionaryWord& word : reading.words) {
    for (const std::string& other : other_readings(word)) {
      add_unique(spellings, marked_pinyin(other));
    }
  }
  for (const std::string& also : reading.also) add_unique(spellings, also);
  std::erase(spellings, pinyin_of(reading));
  return spellings;
}

Sentence example_of(const TranslatedSentence& translated) {
  Sentence sentence;
  sentence.chinese = translated.chinese;
  sentence.english = translated.english;
  sentence.source = translated.attribution;
  return sentence;
}

}  // namespace

std::string pinyin_of(const DictionaryReading& reading) {
  return marked_pinyin(reading.words.front().pinyin);
}

std::string definition_of(const DictionaryReading& reading) {
  std::string definition;
  for (const std::string& sense : senses_of(reading)) {
    if (definition.empty()) {
      definition = sense.size() > kLongestDefinition ? shortened(sense) : sense;
    } else if (definition.size() + 2 + sense.size() <= kLongestDefinition) {
      definition += "; " + sense;
    } else {
      break;
    }
  }
  return definition;
}

bool has_meaning_of_its_own(const DictionaryReading& reading) {
  return std::ranges::any_of(reading.words, [](const DictionaryWord& word) {
    const auto senses = plain_senses(word);
    return !std::ranges::all_of(senses, is_aside);
  });
}

Entry entry_of(const std::vector<DictionaryReading>& readings,
               const std::vector<TranslatedSentence>& examples) {
  const DictionaryWord& first = readings.front().words.front();
  Entry entry;
  entry.headword = nfkc(first.simplified);
  if (first.traditional != first.simplified) entry.traditional = first.traditional;
  entry.source = kCedict;
  entry.licence = kCedictLicence;
  for (const DictionaryReading& reading : readings) {
    entry.readings.push_back({pinyin_of(reading), other_spellings(reading), reading.part_of_speech,
                              reading.level, definition_of(reading), ""});
    for (const DictionaryWord& word : reading.words) {
      for (const WordReference& measure : measure_words(word)) {
        add_unique(entry.measure_words, measure_text(measure));
      }
    }
  }
  for (const TranslatedSentence& example : examples) entry.examples.push_back(example_of(example));
  return entry;
}

}  // namespace lianxi
