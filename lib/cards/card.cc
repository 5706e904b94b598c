#include "cards/card.h"

#include "base/hash.h"

namespace lianxi {

std::optional<CardKind> card_kind_from_string(std::string_view name) {
  for (std::size_t i = 1; i < kCardKindNames.size(); ++i) {
    if (kCardKindNames[i] == name) return static_cast<CardKind>(i);
  }
  return std::nullopt;
}

Key card_key(const Key& entry, CardKind kind, std::string_view target) {
  return hash_key({"card", to_hex(entry), to_string(kind), target});
}

}  // namespace lianxi
