#pragma once

// Why a card keeps lapsing. What was typed tells: the same other word again and again, right
// letters with wrong tones, another sense of the prompt; or what was shown does: a word that is
// recalled only in sentences seen before. Each has its own remedy, and asking more often is none of
// them. Pure: what a try names comes in with it.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/rating.h"
#include "cards/card.h"

namespace lianxi {

/// What was typed and was not right.
struct WrongTry {
  Verdict verdict{};
  std::string word{};        ///< the other word that it names; empty where it names none
  bool other_sense = false;  ///< it fits another sense, or another reading, of the prompt
};

/// One answer to the card.
struct LeechReview {
  bool lapse = false;
  bool recalled = false;              ///< graded, and rated hard or better
  std::optional<bool> first_sight{};  ///< whether its sentence was new; nothing without a sentence
  std::vector<WrongTry> wrong{};
};

/// In the order in which they are looked for.
enum class LeechReason : std::uint8_t {
  other_word,   ///< most wrong tries name one other word
  two_senses,   ///< most of them fit another sense of the prompt
  tone,         ///< most of them miss nothing but a tone
  first_sight,  ///< most lapses are in new sentences, and in seen ones the word is recalled
  none,
};

struct LeechPattern {
  LeechReason reason = LeechReason::none;
  std::string word{};              ///< of other_word
  std::int64_t times = 0, of = 0;  ///< of the wrong tries, or (first_sight) of the lapses
  friend bool operator==(const LeechPattern&, const LeechPattern&) = default;
};

/// Fewer tries or lapses than this are no pattern.
inline constexpr std::int64_t kLeastOfPattern = 3;

/// `reviews`: those since the card last began, in any order.
LeechPattern leech_pattern(std::span<const LeechReview> reviews);

/// "answered as 关系", "tone only", "no pattern".
std::string reason_text(const LeechPattern& pattern);
/// "4 of 6 wrong tries"; empty without a pattern.
std::string share_text(const LeechPattern& pattern);

/// A card as its remedy names it.
struct LeechCard {
  CardKind kind{};
  Key key;
  std::string word;               ///< its headword
  bool knows_other_word = false;  ///< the word that it is answered as is in the collection
  bool has_contrast = false;      ///< and contrast cards part the two
};

struct LeechRemedy {
  std::string what;     ///< "a contrast"
  std::string command;  ///< what to type: "lianxi confusions --contrast"
};
LeechRemedy remedy_for(const LeechPattern& pattern, const LeechCard& card);

}  // namespace lianxi
