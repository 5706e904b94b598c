#include "grade/hint.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/pinyin.h"
#include "text/readings.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

/// "zh" of "zhong"; the first letter where a syllable has no initial.
std::string_view initial(const Syllable& syllable) {
  const std::string_view letters = syllable.letters;
  const bool retroflex = letters.size() > 1 && letters[1] == 'h';
  return letters.substr(0, retroflex ? 2 : 1);
}

/// How a word may sound, syllable by syllable: as its readings say, else as its characters may be
/// read.
std::vector<Syllables> sounds_of(const RivalWord& rival) {
  std::vector<Syllables> sounds;
  for (const std::string& reading : rival.readings) {
    const Syllables syllables = parse_pinyin(reading).value_or(Syllables{});
    sounds.resize(std::max(sounds.size(), syllables.size()));
    for (std::size_t i = 0; i < syllables.size(); ++i) sounds[i].push_back(syllables[i]);
  }
  if (!sounds.empty()) return sounds;
  for (const char32_t c : decode_utf8(rival.word)) sounds.push_back(readings_of(c));
  return sounds;
}

/// Finds what parts one word from others without saying all of it.
class Parting {
 public:
  Parting(const Wanted& wanted, std::span<const RivalWord> rivals) : rivals_(rivals) {
    if (!wanted.readings.empty()) {
      sound_ = parse_pinyin(wanted.readings.front()).value_or(Syllables{});
    }
    if (!wanted.characters.empty()) word_ = decode_utf8(wanted.characters.front());
    for (const RivalWord& rival : rivals) rival_sounds_.push_back(sounds_of(rival));
  }

  std::string hint() const {
    if (initial_parts()) return fmt::format("starts with {}", initial(sound_[0]));
    if (syllable_parts(0)) return fmt::format("starts with {}", to_marks({sound_[0]}));
    if (syllable_parts(1)) {
      return fmt::format("has {} as its second syllable", to_marks({sound_[1]}));
    }
    if (tone_parts()) {
      constexpr const char* kTones[] = {"no", "the first", "the second", "the third", "the fourth"};
      return fmt::format("has {} tone", kTones[sound_[0].tone]);
    }
    for (std::size_t at = 0; at < word_.size(); ++at) {
      if (!character_parts(at)) continue;
      return fmt::format("has {} as character {}", encode_utf8({&word_[at], 1}), at + 1);
    }
    if (!length_parts()) return "";
    return fmt::format("has {} character{}", word_.size(), word_.size() == 1 ? "" : "s");
  }

 private:
  /// True where no rival may sound like this at a syllable; false where one is not known.
  template <typename Same>
  bool sounds_like_none(std::size_t syllable, Same same) const {
    return syllable < sound_.size() &&
           std::ranges::all_of(rival_sounds_, [&](const std::vector<Syllables>& sounds) {
             return syllable < sounds.size() && !sounds[syllable].empty() &&
                    std::ranges::none_of(sounds[syllable], same);
           });
  }
  bool initial_parts() const {
    return sounds_like_none(
               0, [&](const Syllable& other) { return initial(other) == initial(sound_[0]); }) &&
           (sound_.size() > 1 || initial(sound_[0]).size() < sound_[0].letters.size());
  }
  /// Not the only one there is, not even where the word is doubled: kànkan.
  bool syllable_parts(std::size_t at) const {
    return sounds_like_none(at, [&](const Syllable& other) { return other == sound_[at]; }) &&
           std::ranges::any_of(
               sound_, [&](const Syllable& one) { return one.letters != sound_[at].letters; });
  }
  bool tone_parts() const {
    return sound_.size() == 1 &&
           sounds_like_none(0, [&](const Syllable& other) { return other.tone == sound_[0].tone; });
  }
  bool character_parts(std::size_t at) const {
    return std::ranges::all_of(rivals_,
                               [&](const RivalWord& rival) {
                                 const std::u32string other = decode_utf8(rival.word);
                                 return at < other.size() && other[at] != word_[at];
                               }) &&
           std::ranges::any_of(word_, [&](char32_t c) { return c != word_[at]; });
  }
  bool length_parts() const {
    return !word_.empty() && std::ranges::all_of(rivals_, [&](const RivalWord& rival) {
      return length_utf8(rival.word) != word_.size();
    });
  }

  std::span<const RivalWord> rivals_;
  Syllables sound_;
  std::u32string word_;
  std::vector<std::vector<Syllables>> rival_sounds_;
};

}  // namespace

std::string parting_hint(const Wanted& wanted, std::span<const RivalWord> rivals) {
  return Parting(wanted, rivals).hint();
}

std::vector<std::string> hints_of(const Wanted& wanted) {
  std::vector<std::string> hints;
  const auto sound = wanted.readings.empty() ? std::nullopt : parse_pinyin(wanted.readings.front());
  if (sound && !sound->empty()) {
    const Syllable& first = sound->front();
    const bool more = sound->size() > 1;
    if (more || initial(first).size() < first.letters.size()) {
      hints.push_back(fmt::format("starts with {}", initial(first)));
    }
    if (more) hints.push_back(fmt::format("starts with {}", first.letters));
  }
  const std::string word = wanted.characters.empty() ? "" : wanted.characters.front();
  if (!wanted.asks_reading && length_utf8(word) > 1) {
    hints.push_back(fmt::format("begins with {}", first_character(word)));
  }
  return hints;
}

}  // namespace lianxi
