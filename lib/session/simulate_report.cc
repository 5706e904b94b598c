#include "session/simulate_report.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <unordered_map>

#include "simulate/learner_rates.h"
#include "stats/figures.h"
#include "store/card_rows.h"

namespace lianxi {
namespace {

/// Curves of new cards: these a day.
constexpr int kNewCards[] = {0, 2, 5, 10, 15, 20, 30, 40};

/// A card on its way through the answers.
struct Replayed {
  MemoryState memory;
  Sm2State sm2;
  std::int32_t last = 0;
  bool goes_on = false;
};

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

double thousandths(double value) { return std::round(1000 * value) / 1000; }

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
  std::unordered_map<std::uint32_t, Replayed> replayed;
  for (const GivenAnswer& answer : answers) {
    const auto [place, is_first] = replayed.try_emplace(answer.card);
    Replayed& card = place->second;
    const std::int32_t elapsed = is_first ? 0 : std::max(answer.day - card.last, 0);
    card.memory =
        is_first ? model.first(answer.rating) : model.next(card.memory, elapsed, answer.rating);
    if (is_first || elapsed > 0) card.sm2 = sm2_step(card.sm2, quality_of(answer.rating), sm2);
    card.last = is_first ? answer.day : std::max(card.last, answer.day);
    card.goes_on = answer.goes_on;
  }
  SimulatedCollection collection;
  const auto now = static_cast<std::int32_t>(day_number(today));
  for (const auto& [number, card] : replayed) {
    if (!card.goes_on) continue;
    const int last = std::min(card.last - now, -1);
    const auto interval = std::min<std::int64_t>(card.sm2.interval, sm2.max_interval.count());
    collection.cards.push_back({card.memory, last, last + static_cast<int>(interval), card.sm2});
  }
  // The order of a hash table is nobody's business.
  std::sort(collection.cards.begin(), collection.cards.end(),
            [](const SimulatedCard& a, const SimulatedCard& b) {
              return std::tie(a.due, a.last_day, a.memory.stability, a.memory.difficulty) <
                     std::tie(b.due, b.last_day, b.memory.stability, b.memory.difficulty);
            });
  store::for_each_card_figures(db, [&](const store::CardFigures& card) {
    collection.waiting += card.counts && !card.suspended ? 1 : 0;
  });
  collection.waiting = std::max(0, collection.waiting - static_cast<int>(collection.cards.size()));
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
    return !keep_going || keep_going(done / points);
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
