#include "session/simulate_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "session/remembered.h"
#include "stats/figures.h"
#include "store/choose.h"

namespace lianxi {
namespace {

/// Curves of new cards: these a day.
constexpr int kNewCards[] = {0, 2, 5, 10, 15, 20, 30, 40};

/// A day beside today, within a century.
int beside(StudyDay day, StudyDay today) {
  return static_cast<int>(std::clamp<std::int64_t>((day - today).count(), -36500, 36500));
}

/// Every 0.02, as at_equal_knowledge() wants.
std::vector<double> retentions() {
  std::vector<double> found;
  for (int percent = 70; percent <= 96; percent += 2) found.push_back(percent / 100.0);
  return found;
}

/// The numbers of a point, behind what it is at.
std::vector<Cell> numbers_of(const WorkloadPoint& point) {
  std::vector<Cell> numbers;
  for (const double value :
       {point.minutes_a_day.mean, point.minutes_a_day.interval.low,
        point.minutes_a_day.interval.high, point.reviews_a_day.mean, point.memorized.mean,
        point.memorized_at_end.mean, point.cards_per_minute.mean}) {
    numbers.emplace_back(thousandths(value));
  }
  return numbers;
}

void add_point(const std::string& name, Cell at, const WorkloadPoint& point, Table& table) {
  std::vector<Cell> row = {name, std::move(at)};
  for (Cell& cell : numbers_of(point)) row.push_back(std::move(cell));
  table.rows.push_back(std::move(row));
}

/// The cards that a query chooses; none: all.
std::optional<std::unordered_set<CardId>> chosen_cards(Db& db, const store::Query& query,
                                                       StudyDay today) {
  if (query == store::Query{}) return std::nullopt;
  std::unordered_set<CardId> cards;
  for (const store::CardRow& row : store::choose_cards(db, query, today)) cards.insert(row.id);
  return cards;
}

/// Points of curves over one collection.
class CurveMaker {
 public:
  CurveMaker(Db& db, const store::Settings& settings, StudyDay today,
             const std::vector<GivenAnswer>& answers, const SimulateOptions& options)
      : settings_(settings), sm2_(settings.sm2), runs_{options.runs, 1} {
    sm2_.max_interval = settings.max_interval;
    collection_ =
        simulated_collection(db, answers, settings.fsrs.parameters, sm2_, today, options.of);
    config_ = simulation_config(answers, settings, collection_, options.days);
    config_.new_limit = options.new_cards.value_or(config_.new_limit);
    measured_ = answers.size() >= kReviewsToMeasure;
  }

  SimulateReport empty_report(bool by_new_cards) const {
    SimulateReport report;
    report.days = config_.days;
    report.runs = runs_.count;
    report.new_cards = config_.new_limit;
    report.cards = collection_.cards.size();
    report.waiting = static_cast<std::size_t>(collection_.waiting);
    report.by_new_cards = by_new_cards;
    report.measured = measured_;
    report.fitted = settings_.fsrs.parameters != kFsrs6Defaults;
    report.retention = settings_.fsrs.retention;
    return report;
  }

  WorkloadPoint at_retention(const Simulator& simulator, double retention) const {
    return workload_by_retention(simulator, std::span(&retention, 1), runs_, {}, collection_.cards)
        .at(0);
  }
  WorkloadPoint at_new_cards(int count) const {
    return workload_by_new_cards(config_, Fsrs6Schedule{settings_.fsrs.retention},
                                 std::span(&count, 1), runs_, collection_.cards)
        .at(0);
  }
  WorkloadPoint of_sm2(const Simulator& simulator) const {
    return workload(simulator, Sm2Schedule{sm2_}, runs_, collection_.cards);
  }
  const SimulationConfig& config() const { return config_; }

 private:
  const store::Settings& settings_;
  Sm2Options sm2_;
  Runs runs_;
  SimulatedCollection collection_;
  SimulationConfig config_;
  bool measured_ = false;
};

/// Asks before each point, until the answer is no.
class PointCount {
 public:
  PointCount(const std::function<bool(double)>& keep_going, std::size_t points)
      : keep_going_(keep_going), points_(points) {}
  bool next() {
    const double share = static_cast<double>(done_++) / static_cast<double>(points_);
    return !keep_going_ || keep_going_(share);
  }

 private:
  const std::function<bool(double)>& keep_going_;
  std::size_t points_, done_ = 0;
};

void compare_schedules(SimulateReport& report) {
  report.equal = at_equal_knowledge(report.curve, report.sm2);
  const auto least = std::min_element(report.curve.begin(), report.curve.end(),
                                      [](const WorkloadPoint& a, const WorkloadPoint& b) {
                                        return a.cards_per_minute.mean > b.cards_per_minute.mean;
                                      });
  if (report.curve.front().minutes_a_day.mean > 0) report.cheapest_retention = least->at;
}

/// Fills in the curve. False where it was stopped.
bool draw_curve(const CurveMaker& maker, const Simulator& simulator, PointCount& count,
                SimulateReport& report) {
  const auto go_on = [&] {
    report.stopped = !count.next();
    return !report.stopped;
  };
  if (report.by_new_cards) {
    for (const int new_cards : kNewCards) {
      if (!go_on()) return false;
      report.curve.push_back(maker.at_new_cards(new_cards));
    }
  } else {
    for (const double retention : retentions()) {
      if (!go_on()) return false;
      report.curve.push_back(maker.at_retention(simulator, retention));
    }
  }
  return true;
}

std::string equal_line(const EqualKnowledge& equal) {
  if (equal.where == EqualKnowledge::Where::knows_less) {
    return "SM-2 leads to less known than FSRS at every retention here";
  }
  if (equal.where == EqualKnowledge::Where::knows_more) {
    return "SM-2 leads to more known than FSRS at every retention here";
  }
  return fmt::format(
      "as much as with SM-2 is known with FSRS at {:.2f}, in {:.1f} min/day: SM-2 takes {:.2f} "
      "times as long ({:.2f} to {:.2f}){}",
      equal.retention, equal.minutes_a_day, equal.time_ratio.mean, equal.time_ratio.interval.low,
      equal.time_ratio.interval.high, equal.clear() ? "" : ": not clear");
}

/// Whether anything is studied at any point.
bool is_empty(const SimulateReport& report) {
  return std::none_of(report.curve.begin(), report.curve.end(),
                      [](const WorkloadPoint& point) { return point.minutes_a_day.mean > 0; });
}

/// Sentences as a page has them.
std::string as_note(const std::vector<std::string>& lines) {
  std::string note;
  for (const std::string& line : lines) {
    if (!note.empty()) note += ' ';
    note += static_cast<char>(line[0] >= 'a' && line[0] <= 'z' ? line[0] - 'a' + 'A' : line[0]);
    note += line.substr(1) + '.';
  }
  return note;
}

Table curve_table(const char* name, const char* at, const SimulateReport& report, Cell sm2_at) {
  Table table{name,
              {"schedule", at, "minutes", "minutes_low", "minutes_high", "reviews", "memorized",
               "memorized_at_end", "cards_per_minute"},
              {},
              {}};
  if (is_empty(report)) return table;
  for (const WorkloadPoint& point : report.curve) {
    const Cell place = report.by_new_cards ? Cell(static_cast<std::int64_t>(point.at))
                                           : Cell(thousandths(point.at));
    add_point("fsrs", place, point, table);
  }
  if (!report.sm2.runs.empty()) add_point("sm2", std::move(sm2_at), report.sm2, table);
  return table;
}

}  // namespace

SimulatedCollection simulated_collection(Db& db, const std::vector<GivenAnswer>& answers,
                                         const Fsrs6Parameters& memory, const Sm2Options& sm2,
                                         StudyDay today, const store::Query& of) {
  const Fsrs6Model model(memory);
  auto known = remembered_cards(answers, model, sm2);
  const auto wanted = chosen_cards(db, of, today);
  SimulatedCollection collection;
  store::for_each_card(db, [&](const store::CardRow& row) {
    const CardState& state = row.state;
    if (row.retired || state.deleted || state.suspended) return;
    if (wanted && !wanted->contains(row.id)) return;
    if (is_unseen(state)) {
      ++collection.waiting;
      return;
    }
    SimulatedCard card{{}, -1, state.due ? beside(*state.due, today) : 0, state.sm2};
    const RememberedCard& remembered = known[static_cast<std::int64_t>(row.id)];
    if (remembered.known) {
      card.memory = remembered.memory;
      card.sm2 = remembered.sm2;
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
  if (answers.size() >= kReviewsToMeasure) {
    config.learner = learner_rates(timed_reviews(answers));
  }
  config.deck_size = static_cast<int>(collection.cards.size()) + collection.waiting;
  config.days = days;
  config.new_limit = settings.new_cards;
  if (settings.reviews) config.review_limit = *settings.reviews;
  config.seconds_limit = kNoSecondsLimit;
  config.max_interval = settings.max_interval;
  config.repeats_by_scheduler = true;
  config.hard_may_lower = false;
  config.order = DueOrder::least_overdue;
  return config;
}

SimulateReport simulate_report(Db& db, const store::Settings& settings, StudyDay today,
                               const std::vector<GivenAnswer>& answers,
                               const SimulateOptions& options,
                               const std::function<bool(double)>& keep_going) {
  const CurveMaker maker(db, settings, today, answers, options);
  const Simulator simulator(maker.config());
  SimulateReport report = maker.empty_report(options.by_new_cards);
  PointCount count(keep_going,
                   1 + (options.by_new_cards ? std::size(kNewCards) : retentions().size()));
  if (!draw_curve(maker, simulator, count, report)) return report;
  report.sm2 = maker.of_sm2(simulator);
  if (!options.by_new_cards) compare_schedules(report);
  return report;
}

SimulatedCurves simulated_curves(Db& db, const store::Settings& settings, StudyDay today,
                                 const std::vector<GivenAnswer>& answers,
                                 const SimulateOptions& options,
                                 const std::function<bool(double)>& keep_going) {
  const CurveMaker maker(db, settings, today, answers, options);
  const Simulator simulator(maker.config());
  SimulatedCurves curves{maker.empty_report(false), maker.empty_report(true)};
  PointCount count(keep_going, 1 + retentions().size() + std::size(kNewCards));
  if (!draw_curve(maker, simulator, count, curves.by_retention)) {
    curves.by_new_cards.stopped = true;
    return curves;
  }
  curves.by_retention.sm2 = maker.of_sm2(simulator);
  compare_schedules(curves.by_retention);
  // The same cards, limits and seeds: SM-2 as set is one point of both.
  curves.by_new_cards.sm2 = curves.by_retention.sm2;
  draw_curve(maker, simulator, count, curves.by_new_cards);
  return curves;
}

std::vector<std::string> simulate_lines(const SimulateReport& report) {
  std::vector<std::string> lines;
  if (report.equal) lines.push_back(equal_line(*report.equal));
  if (report.cheapest_retention) {
    lines.push_back(fmt::format("most is memorized for a minute at {:.2f}; yours is {:.2f}",
                                *report.cheapest_retention, report.retention));
  }
  if (report.stopped) lines.emplace_back("stopped before the end: the points so far");
  if (!report.measured) lines.emplace_back("the times are a guess until there are more reviews");
  if (!report.fitted) {
    lines.emplace_back("the memory is everybody's: lianxi optimize --save makes it yours");
  }
  return lines;
}

std::vector<Table> simulate_tables(const SimulateReport& report) {
  Table curve{"curve",
              {"schedule", "at", "minutes", "low", "high", "reviews", "memorized",
               "memorized_at_end", "cards_per_minute"},
              {},
              {}};
  for (const WorkloadPoint& point : report.curve) {
    add_point("fsrs", thousandths(point.at), point, curve);
  }
  if (!report.sm2.runs.empty()) add_point("sm2", thousandths(report.sm2.at), report.sm2, curve);
  return {std::move(curve)};
}

std::vector<Table> curves_tables(const SimulatedCurves& curves) {
  const std::int64_t new_cards = curves.by_new_cards.new_cards;
  std::vector<Table> tables = {
      curve_table("simulation", "retention", curves.by_retention, {}),
      curve_table("simulation_by_new", "new_cards", curves.by_new_cards, new_cards)};
  tables.front().note = as_note(simulate_lines(curves.by_retention));
  return tables;
}

}  // namespace lianxi
