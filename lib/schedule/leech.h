#pragma once

// A leech: a card that keeps lapsing, so that more of the same reviews will not teach it.

#include <cstdint>
#include <string_view>

namespace lianxi {

/// So many lapses make a card a leech under a scheduler of this name.
constexpr std::int32_t leech_lapses(std::string_view scheduler) {
  return scheduler == "sm2-anki" ? 8 : 6;
}

/// So many lapses later the learner is told again.
inline constexpr std::int32_t kToldAgain = 3;

/// Whether the learner is told of the lapse that has brought a card to so many: of the one that
/// makes it a leech, then of every third.
constexpr bool is_leech_told(std::int32_t lapses, std::int32_t limit) {
  return lapses >= limit && (lapses - limit) % kToldAgain == 0;
}

}  // namespace lianxi
