#pragma once

// A card: one question about one entry. It is its entry, its kind and its target, never a hash of
// its text, so that correcting a typo keeps its history.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.h"

namespace lianxi {

/// The kinds, in the order of their rows in the name table (1 first). New ones go to the end.
enum class CardKind : std::uint8_t {
  meaning = 1,
  reading,
  recall,
  cloze,
  contrast,
  character,
  measure,
  plain,
  listen,
};
inline constexpr std::array<std::string_view, 10> kCardKindNames = {
    "",         "meaning",   "reading", "recall", "cloze",
    "contrast", "character", "measure", "plain",  "listen"};
constexpr std::string_view to_string(CardKind kind) {
  return kCardKindNames[static_cast<std::size_t>(kind)];
}
std::optional<CardKind> card_kind_from_string(std::string_view name);

/// True for kinds whose answer the learner judges; the others are typed.
constexpr bool learner_judges(CardKind kind) {
  return kind == CardKind::meaning || kind == CardKind::character || kind == CardKind::plain;
}

/// What a card is. `target`: the reading (meaning, reading, recall), the form (cloze), the rival
/// (contrast) or the headword (measure).
struct Card {
  Key key;
  CardKind kind{};
  std::string target;
  friend bool operator==(const Card&, const Card&) = default;
};

/// The stable key of a card.
Key card_key(const Key& entry, CardKind kind, std::string_view target);

}  // namespace lianxi
