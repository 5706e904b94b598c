#pragma once

// The learner's answer, and what comparing a typed answer gives. They stand this low because both
// scheduling and grading speak of them and do not know each other.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace lianxi {

/// How well a card was recalled, in the learner's own judgement.
enum class Rating : std::uint8_t { again = 1, hard = 2, good = 3, easy = 4 };
inline constexpr std::array<Rating, 4> kRatings = {Rating::again, Rating::hard, Rating::good,
                                                   Rating::easy};
constexpr std::string_view to_string(Rating rating) {
  constexpr std::array<std::string_view, 5> names = {"", "again", "hard", "good", "easy"};
  return names[static_cast<std::size_t>(rating)];
}
/// 1..4; nothing for any other number.
constexpr std::optional<Rating> rating_from_number(std::int64_t number) {
  if (number < 1 || number > 4) return std::nullopt;
  return static_cast<Rating>(number);
}

/// A typed answer compared with what was wanted. It proposes a rating, the learner decides.
enum class Verdict : std::uint8_t {
  right,       ///< all as wanted
  untoned,     ///< letters right, no tone given though one is wanted
  tone,        ///< letters right, a tone wrong
  letters,     ///< tones right, letters wrong
  rival,       ///< another word that this blank admits too
  other_word,  ///< a word the collection knows, but not one for this blank
  wrong,       ///< anything else
  shown,       ///< "don't know", or a card that the learner judges
};
constexpr std::string_view to_string(Verdict verdict) {
  constexpr std::array<std::string_view, 8> names = {"right", "untoned",    "tone",  "letters",
                                                     "rival", "other_word", "wrong", "shown"};
  return names[static_cast<std::size_t>(verdict)];
}
constexpr std::optional<Verdict> verdict_from_string(std::string_view name) {
  for (std::uint8_t i = 0; i < 8; ++i) {
    if (to_string(static_cast<Verdict>(i)) == name) return static_cast<Verdict>(i);
  }
  return std::nullopt;
}

}  // namespace lianxi
