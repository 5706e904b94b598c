#include "app/card_memory.h"

#include <fmt/format.h>

#include "session/planner.h"

namespace lianxi::app {

CardMemory::CardMemory(const store::Settings& settings, StudyDay today)
    : scheduler_(settings.scheduler()), today_(today) {}

std::string CardMemory::text(const CardState& state) const {
  const auto recalled = recall(state);
  if (!state.memory || !recalled) return {};
  return fmt::format("stability {:.1f} d, difficulty {:.1f}, recall {:.2f}",
                     state.memory->stability, state.memory->difficulty, *recalled);
}

void CardMemory::add_to(Json& card, const CardState& state) const {
  if (!is_kept()) return;
  const auto recalled = recall(state);
  card["stability"] = state.memory ? Json(state.memory->stability) : Json();
  card["difficulty"] = state.memory ? Json(state.memory->difficulty) : Json();
  card["retrievability"] = recalled ? Json(*recalled) : Json();
}

std::optional<double> CardMemory::recall(const CardState& state) const {
  return scheduler_->recall(state, elapsed_on(state, today_));
}

}  // namespace lianxi::app
