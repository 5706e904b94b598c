#include "session/simulate_report.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "simulate/learner_rates.h"
#include "stats/figures.h"
#include "store/cards.h"

namespace lianxi {
namespace {

/// Curves of new cards: these a day.
constexpr int kNewCards[] = {0, 2, 5, 10, 15, 20, 30, 40};

/// What a card remembers after the answers that it has had since it last began.
struct Replayed {
  std::uint32_t number = 0;
  MemoryState memory;
  Sm2State sm2;
  std::int64_t last = 0;  ///< study day
};

/// By card.
std::map<CardId, Replayed> replayed(const std::vector<GivenAnswer>& answers,
                                    const Fsrs6Model& model, const Sm2Options& sm2) {
  std::map<CardId, Replayed> cards;
  for (const GivenAnswer& answer : answers) {
    const auto [place, is_new] = cards.try_emplace(answer.id);
    Replayed& card = place->second;
    if (is_new || card.number != answer.card) {
      card = {answer.card, model.first(answer.rating), sm2_step({}, quality_of(answer.rating), sm2),
              answer.day};
      continue;
    }
    const std::int64_t elapsed = std::max<std::int64_t>(answer.day - card.last, 0);
    card.memory = model.next(card.memory, static_cast<double>(elapsed), answer.rating);
    if (elapsed > 0) card.sm2 = sm2_step(card.sm2, quality_of(answer.rating), sm2);
    card.last += elapsed;
  }
  return cards;
}

/// A day beside today, within a century.
int beside(StudyDay day, StudyDay today) {
  return static_cast<int>(std::clamp<std::int64_t>((day - today).count(), -36500, 36500));
}

Learner learner_of(const std::vector<GivenAnswer>& answers) {
  std::vector<TimedReview> reviews;
  reviews.reserve(answers.size());
  for (const GivenAnswer& answer : answers) {
    reviews.push_back({answer.card, answer.day, answer.rating, answer.taken});
  }
  return learner_rates(reviews);
}

/// Every 0.02, as at_equal_knowledge() wants.
std::vector<double> retentions() {
  std::vector<double> found;
  for (int percent = 70; percent <= 96; percent += 2) found.push_back(percent / 100.0);
  return found;
}

void add_point(const std::string& name, const WorkloadPoint& point, Table& table) {
  std::vector<Cell>& row = table.rows.emplace_back();
  row.emplace_back(name);
  for (const double value :
       {point.at, point.minutes_a_day.mean, point.minutes_a_day.interval.low,
        point.minutes_a_day.interval.high, point.reviews_a_day.mean, point.memorized.mean,
        point.memorized_at_end.mean, point.cards_per_minute.mean}) {
    row.emplace_back(thousandths(value));
  }
}

}  // namespace

SimulatedCollection simulated_collection(Db& db, const std::vector<GivenAnswer>& answers,
                                         const Fsrs6Parameters& memory, const Sm2Options& sm2,
                                         StudyDay today) {
  const Fsrs6Model model(memory);
  const auto known = replayed(answers, model, sm2);
  SimulatedCollection collection;
  store::for_each_card(db, [&](const store::CardRow& row) {
    const CardState& state = row.state;
    if (row.retired || state.deleted || state.suspended) return;
    if (is_unseen(state)) {
      ++collection.waiting;
      return;
    }
    SimulatedCard card{{}, -1, state.due ? beside(*state.due, today) : 0, state.sm2};
    const auto found = known.find(row.id);
    if (found != known.end()) {
      card.memory = found->second.memory;
      card.sm2 = found->second.sm2;
    } else {
      card.memory =
          model.from_sm2(state.sm2.ef100 / 100.0, static_cast<double>(state.sm2.interval));
    }
    if (state.last) card.last_day = std::min(beside(*state.last, today), -1);
    collection.cards.push_back(card);
  });
  return collection;
}

SimulationConfig simulation_config(const std::vector<GivenAnswer>& answers,
                                   const store::Settings& settings,
                                   const SimulatedCollection& collection, int days) {
  SimulationConfig config;
  config.memory = settings.fsrs.parameters;
  if (answers.size() >= kReviewsToMeasure) config.learner = learner_of(answers);
  config.deck_size = static_cast<int>(collection.cards.size()) + collection.waiting;
  config.days = days;
  config.new_limit = settings.new_cards;
  if (settings.reviews) config.review_limit = *settings.reviews;
  config.seconds_limit = kNoSecondsLimit;
  config.max_interval = settings.max_interval;
  config.learning_steps = config.relearning_steps = 1;
  config.hard_may_lower = false;
  config.order = DueOrder::least_overdue;
  return config;
}

SimulateReport simulate_report(Db& db, const store::Settings& settings, StudyDay today,
                               const std::vector<GivenAnswer>& answers,
                               const SimulateOptions& options,
                               const std::function<bool(double)>& keep_going) {
  Sm2Options sm2 = settings.sm2;
  sm2.max_interval = settings.max_interval;
  const auto collection = simulated_collection(db, answers, settings.fsrs.parameters, sm2, today);
  SimulationConfig config = simulation_config(answers, settings, collection, options.days);
  config.new_limit = options.new_cards.value_or(config.new_limit);
  const Runs runs{options.runs, 1};
  const Simulator simulator(config);

  SimulateReport report;
  report.days = options.days;
  report.runs = options.runs;
  report.new_cards = config.new_limit;
  report.cards = collection.cards.size();
  report.waiting = static_cast<std::size_t>(collection.waiting);
  report.measured = answers.size() >= kReviewsToMeasure;
  report.fitted = settings.fsrs.parameters != kFsrs6Defaults;
  report.retention = settings.fsrs.retention;
  const std::vector<double> wanted = retentions();
  const double points =
      static_cast<double>(1 + (options.by_new_cards ? std::size(kNewCards) : wanted.size()));
  const auto go_on = [&] {
    const auto done = static_cast<double>(report.curve.size());
    report.stopped = keep_going && !keep_going(done / points);
    return !report.stopped;
  };
  if (options.by_new_cards) {
    for (const int count : kNewCards) {
      if (!go_on()) return report;
      report.curve.push_back(workload_by_new_cards(config, Fsrs6Schedule{settings.fsrs.retention},
                                                   std::span(&count, 1), runs, collection.cards)
                                 .at(0));
    }
  } else {
    for (const double retention : wanted) {
      if (!go_on()) return report;
      report.curve.push_back(
          workload_by_retention(simulator, std::span(&retention, 1), runs, {}, collection.cards)
              .at(0));
    }
  }
  report.sm2 = workload(simulator, Sm2Schedule{sm2}, runs, collection.cards);
  if (options.by_new_cards) return report;
  report.equal = at_equal_knowledge(report.curve, report.sm2);
  const auto least = std::min_element(report.curve.begin(), report.curve.end(),
                                      [](const WorkloadPoint& a, const WorkloadPoint& b) {
                                        return a.cards_per_minute.mean > b.cards_per_minute.mean;
                                      });
  if (report.curve.front().minutes_a_day.mean > 0) report.cheapest_retention = least->at;
  return report;
}

std::vector<Table> simulate_tables(const SimulateReport& report) {
  Table curve{"curve",
              {"schedule", "at", "minutes", "low", "high", "reviews", "memorized",
               "memorized_at_end", "cards_per_minute"},
              {}};
  for (const WorkloadPoint& point : report.curve) add_point("fsrs", point, curve);
  if (!report.sm2.runs.empty()) add_point("sm2", report.sm2, curve);
  return {std::move(curve)};
}

}  // namespace lianxi
