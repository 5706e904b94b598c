#include "stats/tones.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

namespace lianxi {
namespace {

constexpr std::pair kTwoThree{2, 3};

/// Nothing for a syllable that says nothing of the tone: other letters, or a tone that is right
/// although another is written.
std::optional<TonesOf> tones_of(const SyllableResult& syllable) {
  const bool lenient = syllable.tone_right && syllable.typed_tone != syllable.wanted_tone;
  if (!syllable.letters_right || lenient) return std::nullopt;
  const auto counted = [](int tone) { return tone == 0 ? kNeutralTone : tone; };
  return TonesOf{counted(syllable.wanted_tone),
                 syllable.tone_typed ? counted(syllable.typed_tone) : kNoToneTyped};
}

template <typename Words>
std::int64_t total_of(const Words& words) {
  std::int64_t total = 0;
  for (const auto& [word, answers] : words) total += answers;
  return total;
}

template <typename Words>
std::vector<WordCount> most_frequent(const Words& words) {
  std::vector<WordCount> list;
  for (const auto& [word, answers] : words) list.push_back({word, answers});
  std::ranges::stable_sort(list, std::greater<>{}, &WordCount::answers);
  if (list.size() > kWordsKept) list.resize(kWordsKept);
  return list;
}

std::pair<int, int> asked_pair(const PairTones& tones) {
  return {tones.first.asked, tones.second.asked};
}

/// Those of one asked pair together, 2-3 first, then by errors.
void sort_pairs(std::vector<PairCount>& pairs) {
  std::map<std::pair<int, int>, std::int64_t> asked, wrong;
  for (const PairCount& pair : pairs) {
    asked[asked_pair(pair.tones)] += pair.answers;
    if (!pair.tones.right()) wrong[asked_pair(pair.tones)] += pair.answers;
  }
  const auto rank = [&](const PairCount& pair) {
    const auto key = asked_pair(pair.tones);
    const std::int64_t errors = wrong[key];
    const bool in_front = key == kTwoThree && errors > 0;
    return std::tuple(!in_front, -errors, key, -pair.answers, pair.tones);
  };
  for (PairCount& pair : pairs) pair.asked = asked[asked_pair(pair.tones)];
  std::ranges::sort(pairs, std::less<>{}, rank);
}

}  // namespace

std::string PairTones::asked() const {
  return std::to_string(first.asked) + "-" + std::to_string(second.asked);
}

std::string PairTones::typed() const {
  return std::to_string(first.typed) + "-" + std::to_string(second.typed);
}

std::int64_t ToneMatrix::asked(int tone) const {
  std::int64_t total = 0;
  for (int typed = kNoToneTyped; typed <= kNeutralTone; ++typed) total += at({tone, typed});
  return total;
}

std::int64_t ToneMatrix::right(int tone) const {
  std::int64_t total = 0;
  for (int typed = kNoToneTyped; typed <= kNeutralTone; ++typed) {
    if (TonesOf{tone, typed}.right()) total += at({tone, typed});
  }
  return total;
}

void ToneCounter::add(std::string_view word, const Judgement& judgement, std::int64_t answers) {
  if (judgement.lenient) {
    lenient_ += answers;
    return;
  }
  const auto& syllables = judgement.syllables;
  if (std::ranges::none_of(syllables, &SyllableResult::tone_typed)) return;
  std::optional<TonesOf> before;
  bool counts = false;
  for (std::size_t i = 0; i < syllables.size(); ++i) {
    const auto tones = tones_of(syllables[i]);
    if (tones) {
      counts = true;
      by_place_[std::min(i, kTonePlaces - 1)].at(*tones) += answers;
      words_[*tones][std::string(word)] += answers;
      if (before) pairs_[{*before, *tones}][std::string(word)] += answers;
    }
    before = tones;
  }
  if (counts) answers_ += answers;
}

ToneFigures ToneCounter::figures() const {
  ToneFigures figures;
  figures.answers = answers_;
  figures.lenient = lenient_;
  figures.by_place = by_place_;
  for (const auto& [tones, words] : words_) {
    figures.all.at(tones) = total_of(words);
    figures.words[tones] = most_frequent(words);
  }
  for (const auto& [tones, words] : pairs_) {
    figures.pairs.push_back({tones, total_of(words), 0, most_frequent(words)});
  }
  sort_pairs(figures.pairs);
  return figures;
}

}  // namespace lianxi
