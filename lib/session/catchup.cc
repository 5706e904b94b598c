#include "session/catchup.h"

#include <algorithm>

#include "schedule/catchup.h"
#include "session/forecast.h"
#include "session/planner.h"
#include "store/choose.h"

namespace lianxi {
namespace {

/// The cards that have a day, in the two parts of a plan. A card is named by its place in the list.
CatchupCards catchup_cards(const std::vector<CourseCard>& cards, const Scheduler& scheduler,
                           StudyDay today) {
  CatchupCards parts;
  for (std::size_t i = 0; i < cards.size(); ++i) {
    const CardState& state = cards[i].state;
    if (!state.due) continue;
    if (state.last == today) ++parts.done;
    if (state.suspended || state.deleted) continue;
    QueueCard card;
    card.card = CardId{static_cast<std::int64_t>(i)};
    card.hash = leading_bits(cards[i].card.key);
    card.due = *state.due;
    card.interval = state.sm2.interval;
    const StudyDay day = std::max(*state.due, state.buried_until.value_or(*state.due));
    if (day <= today) {
      parts.waiting.push_back(card);
    } else {
      card.due = day;
      parts.coming.push_back(card);
    }
  }
  const auto recall = [&](const QueueCard& card) {
    const CardState& state = cards[static_cast<std::size_t>(card.card)].state;
    return scheduler.recall(state, elapsed_on(state, today)).value_or(0);
  };
  sort_as_backlog(parts.waiting, today,
                  scheduler.traits().keeps_memory ? RecallOf(recall) : nullptr);
  return parts;
}

/// What the learner's cards have in common.
struct Means {
  double seconds = 0;  ///< a card, drills included
  double on_time = 0;  ///< share recalled of cards asked on their day
  double ef100 = 0;
};

/// What is expected of a card, on its day or today where that has passed.
Means expected(const CourseCard& card, const LearnerFigures& figures, StudyDay today) {
  const CardState& state = card.state;
  const StudyDay day = std::max(today, *state.due);
  const Figures& answer =
      figures.of(card.card.kind, stage_after(day - state.last.value_or(day - Days{1})));
  const Figures& drill = figures.of(card.card.kind, Stage::drill);
  const double on_time = std::clamp(1 - answer.again, 0.5, 0.99);
  const double again = 1 - recalled_late(on_time, state.sm2.interval, day - *state.due);
  const double drills = (again + answer.hard) / std::max(0.1, 1 - drill.again - drill.hard);
  return {answer.seconds + drills * drill.seconds, on_time, static_cast<double>(state.sm2.ef100)};
}

Means mean_of(const std::vector<CourseCard>& cards, const LearnerFigures& figures, StudyDay today) {
  Means sum;
  double count = 0;
  for (const CourseCard& card : cards) {
    if (!card.state.due || card.state.suspended || card.state.deleted) continue;
    const Means one = expected(card, figures, today);
    sum.seconds += one.seconds;
    sum.on_time += one.on_time;
    sum.ef100 += one.ef100;
    ++count;
  }
  return {sum.seconds / count, sum.on_time / count, sum.ef100 / count};
}

/// The interval that a card of middling ease has after it was recalled.
std::int64_t grown(const Scheduler& scheduler, std::int64_t interval, double ef100) {
  CardState card;
  card.last = StudyDay{};
  card.sm2 = {interval, interval > 1 ? 2 : 1, static_cast<std::int32_t>(ef100)};
  return scheduler.answer(card, Rating::good, {}, Days{interval}, 0.5).interval.count();
}

}  // namespace

Catchup plan_catchup(Db& db, const store::Settings& settings, StudyDay today,
                     const store::Selection& selection, std::chrono::minutes minutes) {
  std::vector<CourseCard> cards;
  for (const store::CardRow& row : store::choose_cards(db, selection.query, today)) {
    if (row.state.due) cards.push_back(course_card(row));
  }
  return plan_catchup(cards, learner_figures(db, today), settings, today, minutes);
}

Catchup plan_catchup(const std::vector<CourseCard>& all, const LearnerFigures& figures,
                     const store::Settings& settings, StudyDay today,
                     std::chrono::minutes minutes) {
  const auto scheduler = settings.scheduler();
  const CatchupCards cards = catchup_cards(all, *scheduler, today);
  Catchup catchup;
  catchup.waiting = static_cast<int>(cards.waiting.size());
  catchup.level = today;
  if (cards.waiting.empty()) return catchup;

  const Means means = mean_of(all, figures, today);
  catchup.measured = figures.measured;
  catchup.seconds_a_card = std::max(1.0, means.seconds);
  catchup.cards_a_day =
      static_cast<int>(std::chrono::duration<double>(minutes).count() / catchup.seconds_a_card);
  catchup.limited = settings.reviews && *settings.reviews < catchup.cards_a_day;
  if (catchup.limited) catchup.cards_a_day = *settings.reviews;

  const CatchupPace pace{
      catchup.cards_a_day,
      [&](std::int64_t interval, Days late) {
        return 1 - recalled_late(means.on_time, interval, late);
      },
      [&](std::int64_t interval) { return grown(*scheduler, interval, means.ef100); }};
  const auto plan = plan_catchup(cards, today, pace);
  if (!plan) {
    catchup.level.reset();
    catchup.enough = least_catchup_pace(cards, today, pace);
    return catchup;
  }
  catchup.level = plan->level;
  for (std::size_t i = 0; i < cards.waiting.size(); ++i) {
    const QueueCard& card = cards.waiting[i];
    catchup.stay += plan->days[i] == today ? 1 : 0;
    if (plan->days[i] == card.due) continue;
    const CourseCard& planned = all[static_cast<std::size_t>(card.card)];
    catchup.acts.emplace_back(planned.card.key, SetDueAct{plan->days[i]});
  }
  return catchup;
}

}  // namespace lianxi
