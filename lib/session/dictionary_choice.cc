#include "session/dictionary_choice.h"

#include <algorithm>

#include "entry/fill.h"
#include "session/dictionary_find.h"
#include "text/hanzi.h"
#include "text/pinyin.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

/// More lines than any word has.
constexpr std::size_t kMostLines = 64;

/// Of all that is written so, what is meant: the simplified word before a traditional one, a word
/// before a name.
std::vector<DictionaryWord> words_meant(Db& dictionary, std::string_view word) {
  std::vector<DictionaryWord> words;
  for (FoundWord& found : find_in_dictionary(dictionary, word, kMostLines)) {
    words.push_back(std::move(found.word));
  }
  const auto keep = [&](auto test) {
    if (std::ranges::any_of(words, test)) {
      std::erase_if(words, [&](const DictionaryWord& one) { return !test(one); });
    }
  };
  keep([&](const DictionaryWord& one) { return one.simplified == word; });
  keep(
      [&](const DictionaryWord& one) { return one.simplified == word || one.traditional == word; });
  if (words.empty()) return words;
  const std::string simplified = words.front().simplified;
  keep([&](const DictionaryWord& one) { return one.simplified == simplified; });
  keep([](const DictionaryWord& one) { return !is_proper_noun(one); });
  return words;
}

bool can_be_asked(const DictionaryWord& word) {
  return all_hanzi(word.simplified) && parse_pinyin(marked_pinyin(word.pinyin)).has_value();
}

}  // namespace

std::optional<ListedHeadword> find_headword(Db& dictionary, std::string_view word) {
  if (!has_hanzi(word)) return std::nullopt;
  ListedHeadword found;
  std::vector<std::string> sounds;
  for (DictionaryWord& line : words_meant(dictionary, word)) {
    if (!can_be_asked(line)) continue;
    found.headword = nfkc(line.simplified);
    std::string sound = pinyin_keys(line.pinyin).numbered;
    const auto at = std::ranges::find(sounds, sound) - sounds.begin();
    if (at == std::ssize(sounds)) {
      sounds.push_back(std::move(sound));
      found.readings.emplace_back();
    }
    found.readings[static_cast<std::size_t>(at)].words.push_back(std::move(line));
  }
  if (found.readings.empty()) return std::nullopt;
  const auto others =
      std::stable_partition(found.readings.begin(), found.readings.end(), has_meaning_of_its_own);
  found.own = static_cast<std::size_t>(others - found.readings.begin());
  return found;
}

Match match_of(const DictionaryReading& reading, std::string_view pinyin) {
  const PinyinKeys listed = pinyin_keys(reading.words.front().pinyin);
  const PinyinKeys meant = pinyin_keys(pinyin);
  if (listed.letters != meant.letters) return Match::none;
  if (!meant.toned || listed.numbered == meant.numbered) return Match::exact;
  return differs_in_light_syllables(pinyin_of(reading), pinyin) ? Match::light : Match::letters;
}

std::vector<std::size_t> best_matches(const ListedHeadword& word, std::string_view pinyin,
                                      Match& match) {
  std::vector<std::size_t> best;
  match = Match::none;
  for (std::size_t i = 0; i < word.readings.size(); ++i) {
    const Match here = match_of(word.readings[i], pinyin);
    if (here > match) best.clear();
    match = std::max(match, here);
    if (here == match && here != Match::none) best.push_back(i);
  }
  return best;
}

std::string typed_form(const ListedHeadword& word, const DictionaryReading& reading) {
  return word.headword + ":" + pinyin_of(reading);
}

}  // namespace lianxi
