#pragma once

// Which tones a learner gives for which. Every syllable that was typed with the right letters is
// counted once in a matrix of its place in the word, and once with each neighbour that was, too.
// What was right by leniency stays out, for it says nothing of what the learner took the tone for.
// Pure: judgements come in one by one, figures come out.

#include <array>
#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "grade/grade.h"

namespace lianxi {

/// The neutral tone as it is counted here and as learners type it; the others are 1-4.
inline constexpr int kNeutralTone = 5;
/// Typed: none was given.
inline constexpr int kNoToneTyped = 0;

/// The tone that was asked for and the one that was typed.
struct TonesOf {
  int asked = 0, typed = 0;
  /// For a neutral tone nothing need be typed.
  bool right() const { return typed == asked || (asked == kNeutralTone && typed == kNoToneTyped); }
  friend auto operator<=>(const TonesOf&, const TonesOf&) = default;
};

/// The same of two syllables side by side.
struct PairTones {
  TonesOf first, second;
  bool right() const { return first.right() && second.right(); }
  std::string asked() const;  ///< "2-3"
  std::string typed() const;  ///< "3-3"
  friend auto operator<=>(const PairTones&, const PairTones&) = default;
};

/// How often it was this word.
struct WordCount {
  std::string word;
  std::int64_t answers = 0;
  friend bool operator==(const WordCount&, const WordCount&) = default;
};
/// So many words are kept of each count.
inline constexpr std::size_t kWordsKept = 20;

/// Answers by asked tone (1-5) and typed tone (0-5).
class ToneMatrix {
 public:
  std::int64_t& at(TonesOf tones) { return counts_[row(tones)][column(tones)]; }
  std::int64_t at(TonesOf tones) const { return counts_[row(tones)][column(tones)]; }
  /// All answers of a tone that was asked, and those of them that were right.
  std::int64_t asked(int tone) const;
  std::int64_t right(int tone) const;

 private:
  static std::size_t row(TonesOf tones) { return static_cast<std::size_t>(tones.asked); }
  static std::size_t column(TonesOf tones) { return static_cast<std::size_t>(tones.typed); }
  std::array<std::array<std::int64_t, 6>, 6> counts_{};
};

/// First syllable of the word, second, and third or later.
inline constexpr std::size_t kTonePlaces = 3;

/// A pair and how it was typed.
struct PairCount {
  PairTones tones;
  std::int64_t answers = 0;
  std::int64_t asked = 0;        ///< answers of all that was typed for the same pair
  std::vector<WordCount> words;  ///< the most frequent first, then by code points
};

struct ToneFigures {
  std::int64_t answers = 0;  ///< that count here
  std::int64_t lenient = 0;  ///< right by leniency: left out
  ToneMatrix all;
  std::array<ToneMatrix, kTonePlaces> by_place;
  /// Right ones too. Together stand those of one asked pair: 2-3 before all others if it was ever
  /// missed, for two third tones are said like it, then those with most errors.
  std::vector<PairCount> pairs;
  /// The words behind each count of `all`.
  std::map<TonesOf, std::vector<WordCount>> words;
};

class ToneCounter {
 public:
  /// So many answers that were judged like this. `word`: what was wanted. Without any tone given
  /// they do not count.
  void add(std::string_view word, const Judgement& judgement, std::int64_t answers = 1);
  ToneFigures figures() const;

 private:
  using Words = std::map<std::string, std::int64_t, std::less<>>;

  std::int64_t answers_ = 0, lenient_ = 0;
  std::array<ToneMatrix, kTonePlaces> by_place_;
  std::map<TonesOf, Words> words_;
  std::map<PairTones, Words> pairs_;
};

}  // namespace lianxi
