#include "session/retention_cost.h"

#include <algorithm>

#include "session/forecast.h"
#include "store/cards.h"

namespace lianxi {

double minutes_at(Db& db, const store::Settings& settings, StudyDay today, double retention) {
  const Fsrs fsrs(settings.fsrs);
  const LearnerFigures figures = learner_figures(db, today);
  const auto most = static_cast<double>(settings.max_interval.count());
  double seconds = 0;
  store::for_each_card(db, [&](const store::CardRow& card) {
    if (card.retired || card.state.deleted || card.state.suspended || !card.state.last) return;
    const auto memory = card.state.memory ? card.state.memory : fsrs.memory_of(card.state.sm2);
    const double interval = fsrs.model().interval(memory->stability, retention);
    seconds += figures.of(card.card.kind, Stage::late).seconds / std::clamp(interval, 1.0, most);
  });
  return seconds / 60;
}

}  // namespace lianxi
