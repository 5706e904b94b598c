#include "cards/card.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <vector>

#include "base/hash.h"

namespace lianxi {

std::optional<CardKind> card_kind_from_string(std::string_view name) {
  for (const KindInfo& info : kCardKinds) {
    if (info.name == name) return info.kind;
  }
  return std::nullopt;
}

std::string kinds_of_words() {
  std::vector<std::string_view> names;
  for (const KindInfo& info : kCardKinds) {
    if (info.target != Target::none) names.push_back(info.name);
  }
  const std::string_view last = names.back();
  names.pop_back();
  return fmt::format("{} or {}", fmt::join(names, ", "), last);
}

CardChoice CardChoice::all() {
  CardChoice choice;
  choice.chosen_.set();
  return choice;
}

Key card_key(const Key& entry, CardKind kind, std::string_view target) {
  return hash_key({"card", to_hex(entry), to_string(kind), target});
}

}  // namespace lianxi
