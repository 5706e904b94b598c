#include "stats/levels.h"

#include <algorithm>
#include <map>

#include "schedule/event.h"
#include "text/hanzi.h"
#include "text/utf8.h"

namespace lianxi {

void WordCards::add(CardKind kind, const std::optional<StudyDay>& last, std::int64_t interval) {
  const bool stable = interval >= kStableDays, meaning = kind == CardKind::meaning;
  begun_ = begun_ || last.has_value();
  has_meaning_ = has_meaning_ || meaning;
  meaning_stable_ = meaning_stable_ || (meaning && stable);
  any_stable_ = any_stable_ || stable;
}

Knowledge WordCards::knowledge() const {
  if (has_meaning_ ? meaning_stable_ : any_stable_) return Knowledge::known;
  return begun_ ? Knowledge::in_work : Knowledge::unseen;
}

std::set<char32_t> characters_in(std::string_view text) {
  std::set<char32_t> characters;
  for (const char32_t character : decode_utf8(text)) {
    if (is_hanzi(character)) characters.insert(character);
  }
  return characters;
}

std::vector<LevelCount> count_levels(std::span<const LevelWord> words,
                                     const std::set<char32_t>& known_characters) {
  std::map<int, LevelCount> levels;
  std::map<char32_t, int> lowest;  // level of each character
  for (const LevelWord& word : words) {
    LevelCount& count = levels[word.level];
    ++(word.knowledge == Knowledge::known     ? count.known
       : word.knowledge == Knowledge::in_work ? count.in_work
                                              : count.unseen);
    for (const char32_t character : characters_in(word.word)) {
      int& level = lowest.try_emplace(character, word.level).first->second;
      level = std::min(level, word.level);
    }
  }
  for (const auto& [character, level] : lowest) {
    ++levels[level].characters;
    levels[level].characters_known += known_characters.contains(character) ? 1 : 0;
  }
  std::vector<LevelCount> counts;
  for (auto& [level, count] : levels) {
    count.level = level;
    counts.push_back(count);
  }
  return counts;
}

std::vector<std::size_t> next_words(std::span<const LevelWord> words, std::size_t most) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].knowledge == Knowledge::unseen) places.push_back(i);
  }
  std::ranges::stable_sort(places, {}, [&](std::size_t i) { return words[i].level; });
  places.resize(std::min(places.size(), most));
  return places;
}

}  // namespace lianxi
