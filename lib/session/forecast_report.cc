#include "session/forecast_report.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_set>
#include <utility>

#include "session/catchup.h"
#include "store/choose.h"

namespace lianxi {
namespace {

/// New cards are counted so far back.
constexpr Days kBegunWithin{30};
/// Days after a break are compared week by week: single ones differ by chance.
constexpr std::size_t kWeek = 7;
/// So much more than without the break is the same.
constexpr double kMoreIsSame = 1.05, kMoreMinutesAreSame = 0.5;
/// Catching up is planned with so many times the minutes of a day without the break; with more
/// where it would take longer than the break, or than this.
constexpr double kCatchupShare = 1.5;
constexpr Days kSoonLevel{7};
constexpr int kMinutesOfDay = 24 * 60;

/// Cards outside the selection are not asked; others may wait for them, so they stay.
void leave_out_others(std::vector<CourseCard>& cards, Db& db, const store::Selection& selection,
                      StudyDay today) {
  if (selection.query == store::Query{}) return;
  std::unordered_set<CardId> chosen;
  for (const store::CardRow& row : store::choose_cards(db, selection.query, today)) {
    chosen.insert(row.id);
  }
  for (CourseCard& card : cards) {
    if (!chosen.contains(card.id)) card.state.suspended = true;
  }
}

double begun_a_day(const std::vector<CourseCard>& cards, StudyDay today) {
  double begun = 0;
  StudyDay first = today;
  for (const CourseCard& card : cards) {
    const StudyDay day = card.state.introduced.value_or(today);
    first = std::min(first, day);
    begun += day < today && day >= today - kBegunWithin ? 1 : 0;
  }
  const Days days = std::min(kBegunWithin, today - first);
  return days > Days{0} ? begun / static_cast<double>(days.count()) : 0;
}

/// Gathers forecasts of the same days.
class LoadMeans {
 public:
  LoadMeans(StudyDay first, int days) {
    for (int i = 0; i < days; ++i) days_.push_back({first + Days{i}});
  }
  /// Takes a forecast of the days from place `first` on.
  void add(const std::vector<ForecastDay>& days, std::size_t first = 0) {
    for (std::size_t i = 0; i < days.size(); ++i) {
      LoadDay& mean = days_[first + i];
      mean.reviews += days[i].reviews / double{kForecasts};
      mean.new_cards += days[i].new_cards / double{kForecasts};
      mean.drills += days[i].drills / double{kForecasts};
      mean.minutes += days[i].minutes / kForecasts;
    }
  }
  std::vector<LoadDay> take() {
    for (LoadDay& day : days_) day.minutes = std::round(100 * day.minutes) / 100;
    return std::move(days_);
  }

 private:
  std::vector<LoadDay> days_;
};

std::vector<LoadDay> days_without_break(const ForecastInput& input, const ForecastRules& rules,
                                        StudyDay today, int days) {
  LoadMeans means(today, days);
  for (std::uint64_t seed = 1; seed <= kForecasts; ++seed) {
    means.add(forecast(input, rules, today, days, seed).days);
  }
  return means.take();
}

std::optional<StudyDay> level_day(const std::vector<LoadDay>& with,
                                  const std::vector<LoadDay>& without, StudyDay after) {
  for (std::size_t i = 0; i + kWeek <= with.size(); ++i) {
    if (with[i].day < after) continue;
    const double usual = mean_day(without, i, kWeek).minutes;
    if (mean_day(with, i, kWeek).minutes <=
        std::max(usual * kMoreIsSame, usual + kMoreMinutesAreSame)) {
      return with[i].day;
    }
  }
  return std::nullopt;
}

/// Gives cards the days of a plan.
void apply(const Catchup& catchup, std::vector<CourseCard>& cards) {
  std::map<Key, StudyDay> days;
  for (const auto& [key, act] : catchup.acts) days[key] = std::get<SetDueAct>(act).due;
  for (CourseCard& card : cards) {
    const auto day = days.find(card.card.key);
    if (day != days.end()) card.state.due = day->second;
  }
}

/// What a break costs, forecast by forecast: up to its end once, from there on all at once and by
/// the plan.
class BreakForecaster {
 public:
  BreakForecaster(const ForecastInput& input, const store::Settings& settings, StudyDay today,
                  const ForecastSpan& span, const std::vector<LoadDay>& without)
      : settings_(settings),
        scheduler_(settings.scheduler()),
        rules_(forecast_rules(settings, *scheduler_)),
        start_(input),
        rest_{{}, input.headwords, input.entries, input.figures, input.memory},
        today_(today),
        pause_(*span.pause),
        after_(pause_.last + Days{1}),
        days_before_(static_cast<int>((after_ - today).count())),
        days_after_(span.days - days_before_),
        without_(without),
        with_(today, span.days),
        planned_(after_, days_after_) {
    rules_.pause = pause_;
  }

  BreakCost run() {
    BreakCost cost;
    cost.pause = pause_;
    minutes_ = catchup_minutes();
    for (std::uint64_t seed = 1; seed <= kForecasts; ++seed) go_through(seed);
    cost.days = with_.take();
    cost.waiting = static_cast<int>(std::lround(waiting_ / kForecasts));
    cost.level = level_day(cost.days, without_, after_);
    if (has_plan_ && moved_ > 0) {
      const auto planned = planned_.take();
      cost.plan = {minutes_, static_cast<int>(std::lround(plan_days_ / kForecasts)),
                   peak_day(planned, after_).minutes};
    }
    return cost;
  }

 private:
  /// Where the plan begins: more than a day without the break takes.
  int catchup_minutes() const {
    const double usual =
        mean_day(without_, static_cast<std::size_t>(days_before_), without_.size()).minutes;
    return std::max(1, static_cast<int>(std::ceil(kCatchupShare * usual)));
  }

  void go_through(std::uint64_t seed) {
    Forecast start = forecast(start_, rules_, today_, days_before_, seed);
    with_.add(start.days);
    rest_.cards = std::move(start.cards);
    with_.add(forecast(rest_, rules_, after_, days_after_, seed).days,
              static_cast<std::size_t>(days_before_));
    const Catchup catchup = plan();
    waiting_ += catchup.waiting;
    if (!catchup.level) return;
    moved_ += catchup.moved();
    plan_days_ += static_cast<double>((*catchup.level - after_).count() + 1);
    apply(catchup, rest_.cards);
    planned_.add(forecast(rest_, rules_, after_, days_after_, seed).days);
  }

  /// With the minutes that the forecasts before this one needed, or more. A review limit spreads
  /// what waits by itself.
  Catchup plan() {
    const Days soon = std::max(kSoonLevel, after_ - pause_.first);
    Catchup catchup = plan_for(minutes_);
    while (minutes_ < kMinutesOfDay && !catchup.limited &&
           (!catchup.level || *catchup.level >= after_ + soon)) {
      minutes_ += std::max(1, minutes_ / 8);
      catchup = plan_for(minutes_);
    }
    has_plan_ = has_plan_ && !catchup.limited;
    return catchup;
  }
  Catchup plan_for(int minutes) const {
    return plan_catchup(rest_.cards, rest_.figures, settings_, after_,
                        std::chrono::minutes{minutes});
  }

  const store::Settings& settings_;
  std::unique_ptr<Scheduler> scheduler_;
  ForecastRules rules_;
  const ForecastInput& start_;
  ForecastInput rest_;  // from the end of the break on
  StudyDay today_;
  StudyBreak pause_;
  StudyDay after_;
  int days_before_, days_after_;
  const std::vector<LoadDay>& without_;
  LoadMeans with_, planned_;
  int minutes_ = 0;  // a day, of the plan
  bool has_plan_ = true;
  double waiting_ = 0, moved_ = 0, plan_days_ = 0;  // sums over the forecasts
};

}  // namespace

ForecastReport forecast_report(Db& db, const store::Settings& settings, StudyDay today,
                               const store::Selection& selection, const ForecastSpan& span) {
  ForecastInput input = forecast_input(db, settings, today);
  ForecastReport report;
  report.today = today;
  report.measured = input.measured();
  report.new_cards = settings.new_cards;
  report.begun_a_day = begun_a_day(input.cards, today);
  leave_out_others(input.cards, db, selection, today);
  const auto scheduler = settings.scheduler();
  report.days = days_without_break(input, forecast_rules(settings, *scheduler), today, span.days);
  if (span.pause) {
    report.cost = BreakForecaster(input, settings, today, span, report.days).run();
  }
  return report;
}

LoadDay mean_day(const std::vector<LoadDay>& days, std::size_t first, std::size_t count) {
  const std::size_t end = first + std::min(count, days.size() - first);
  LoadDay mean{days[first].day};
  const auto share = static_cast<double>(end - first);
  for (std::size_t i = first; i < end; ++i) {
    mean.reviews += days[i].reviews / share;
    mean.new_cards += days[i].new_cards / share;
    mean.drills += days[i].drills / share;
    mean.minutes += days[i].minutes / share;
  }
  return mean;
}

const LoadDay& peak_day(const std::vector<LoadDay>& days, StudyDay first) {
  return *std::max_element(days.begin(), days.end(), [&](const LoadDay& a, const LoadDay& b) {
    return std::pair(a.day >= first, a.minutes) < std::pair(b.day >= first, b.minutes);
  });
}

std::vector<Table> forecast_tables(const ForecastReport& report) {
  Table table{"forecast", {"date", "reviews", "new", "drills", "minutes"}, {}};
  for (const LoadDay& day : report.expected()) {
    table.rows.push_back({to_string(day.day), day.reviews, day.new_cards, day.drills, day.minutes});
  }
  return {std::move(table)};
}

}  // namespace lianxi
