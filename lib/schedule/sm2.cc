#include "schedule/sm2.h"

namespace lianxi {

std::optional<Sm2Options> sm2_preset(std::string_view name) {
  using enum Sm2Options::EfOnFail;
  using enum Sm2Options::EfForInterval;
  using enum Sm2Options::Rounding;
  if (name == "article") return Sm2Options{};
  if (name == "article_after") return Sm2Options{keep, after, up};
  if (name == "nearest") return Sm2Options{update, before, nearest};
  if (name == "pypi") return Sm2Options{update, before, up};
  return std::nullopt;
}

void sm2_step_all(std::span<Sm2State> cards, std::span<const std::uint8_t> qualities,
                  const Sm2Options& options) {
  const std::size_t count = std::min(cards.size(), qualities.size());
  for (std::size_t i = 0; i < count; ++i) cards[i] = sm2_step(cards[i], qualities[i], options);
}

Outcome Sm2::answer(const CardState& card, Rating rating, std::optional<int> quality, Days,
                    double) const {
  const Sm2State next = sm2_step(card.sm2, quality_of(rating, quality), options_);
  return {next, {}, std::min(Days{next.interval}, options_.max_interval)};
}

}  // namespace lianxi
