#include "cards/measures.h"

#include <algorithm>

#include "text/hanzi.h"
#include "text/pinyin.h"
#include "text/readings.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

/// Where no part of speech is given, a word that has measure words is a noun.
bool may_be_noun(const Entry& entry) {
  bool said = false;
  for (const Reading& reading : entry.readings) {
    for (const std::string& part : parts_of_speech(reading.part_of_speech)) {
      if (part.find("noun") != part.npos && part != "pronoun") return true;
      said = true;
    }
  }
  return !said;
}

/// "本 běn", "本 (běn)", "本".
std::vector<std::string> readings_in(std::string_view text, std::string_view word) {
  const auto end = text.find(word) + word.size();
  std::string pinyin(trim(text.substr(end)));
  std::erase_if(pinyin, [](char c) { return c == '(' || c == ')' || c == '[' || c == ']'; });
  const auto given = parse_pinyin(pinyin);
  if (given && !given->empty()) return {to_marks(*given)};
  std::vector<std::string> all;
  const std::u32string characters = decode_utf8(word);
  if (characters.size() != 1) return all;
  for (const Syllable& syllable : readings_of(characters[0])) all.push_back(to_marks({syllable}));
  return all;
}

}  // namespace

std::vector<Measure> measures_of(const Entry& entry) {
  std::vector<Measure> measures;
  if (!may_be_noun(entry)) return measures;
  for (const std::string& text : entry.measure_words) {
    const auto runs = hanzi_runs(text);
    if (runs.size() != 1) continue;
    if (entry.headword.find(runs[0]) != entry.headword.npos) return {};
    measures.push_back({std::string(runs[0]), readings_in(text, runs[0])});
  }
  return measures;
}

}  // namespace lianxi
