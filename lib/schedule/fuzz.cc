#include "schedule/fuzz.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numeric>

namespace lianxi {
namespace {

constexpr double kLeastFuzzed = 2.5;

/// How far from its interval a card may be moved: a smaller share of longer ones.
double reach(double interval) {
  const auto part = [&](double from, double to, double share) {
    return share * std::max(0.0, std::min(interval, to) - from);
  };
  return 1 + part(2.5, 7, 0.15) + part(7, 20, 0.10) + part(20, 1e9, 0.05);
}

constexpr double kMinimumFactor = 1e-4, kReducedShare = 0.5;

double share_of(EasyDay easy) {
  constexpr double kShares[] = {1, kReducedShare, kMinimumFactor};
  return kShares[static_cast<std::size_t>(easy)];
}

/// Whether a reduced day has its half already, beside the other days of the range.
bool is_full(std::size_t day, std::span<const Candidate> days, const EasyDays& easy) {
  if (days.size() < 2) return false;
  double due = 0, shares = 0;
  for (std::size_t other = 0; other < days.size(); ++other) {
    if (other == day) continue;
    due += days[other].due;
    shares += share_of(easy[static_cast<std::size_t>(days[other].weekday)]);
  }
  return days[day].due / kReducedShare > due / shares;
}

}  // namespace

FuzzRange fuzz_range(double interval, int minimum, int maximum) {
  const int least = std::min(minimum, maximum);
  const double x = std::clamp(interval, static_cast<double>(least), static_cast<double>(maximum));
  const double delta = x < kLeastFuzzed ? 0 : reach(x);
  const auto bound = [&](double day) {
    return std::clamp(static_cast<int>(std::round(day)), least, maximum);
  };
  FuzzRange range{bound(x - delta), bound(x + delta)};
  if (range.lower == range.upper && range.upper > 2 && range.upper < maximum) ++range.upper;
  return range;
}

int fuzzed(const FuzzRange& range, double fuzz) {
  return range.lower + static_cast<int>(fuzz * (range.upper - range.lower + 1));
}

std::optional<EasyDays> easy_days_from_string(std::string_view text) {
  constexpr std::array<std::string_view, 7> kNames = {"mon", "tue", "wed", "thu",
                                                      "fri", "sat", "sun"};
  constexpr std::array<std::string_view, 3> kValues = {"normal", "reduced", "minimum"};
  EasyDays days{};
  if (text == "none") return days;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(','));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
    const std::size_t sign = word.find('=');
    if (sign == std::string_view::npos) return std::nullopt;
    const auto day = std::find(kNames.begin(), kNames.end(), word.substr(0, sign));
    const auto value = std::find(kValues.begin(), kValues.end(), word.substr(sign + 1));
    if (day == kNames.end() || value == kValues.end()) return std::nullopt;
    days[static_cast<std::size_t>(day - kNames.begin())] =
        static_cast<EasyDay>(value - kValues.begin());
  }
  return days;
}

std::vector<double> easy_factors(std::span<const Candidate> days, const EasyDays& easy) {
  std::vector<double> factors;
  for (std::size_t day = 0; day < days.size(); ++day) {
    const EasyDay kind = easy[static_cast<std::size_t>(days[day].weekday)];
    const bool least =
        kind == EasyDay::minimum || (kind == EasyDay::reduced && is_full(day, days, easy));
    factors.push_back(least && days.size() > 1 ? kMinimumFactor : 1);
  }
  return factors;
}

double sibling_factor(int interval, std::span<const int> siblings) {
  double factor = 1;
  for (const int sibling : siblings) {
    const int distance = std::abs(sibling - interval);
    if (distance < 5) factor *= distance == 0 ? 1e-6 : 0.2 * distance;
  }
  return factor;
}

std::vector<double> balance_weights(std::span<const Candidate> days, const EasyDays& easy,
                                    std::span<const int> siblings) {
  std::vector<double> weights = easy_factors(days, easy);
  for (std::size_t day = 0; day < days.size(); ++day) {
    weights[day] *= std::pow(std::max<double>(days[day].due, 0.5), -2.15) *
                    std::pow(days[day].interval, -3) * sibling_factor(days[day].interval, siblings);
  }
  return weights;
}

std::size_t chosen_by_weight(std::span<const double> weights, double fuzz) {
  double left = fuzz * std::accumulate(weights.begin(), weights.end(), 0.0);
  std::size_t chosen = 0;
  while (chosen + 1 < weights.size() && left >= weights[chosen]) left -= weights[chosen++];
  return chosen;
}

void Fuzzed::move(Outcome& outcome, double fuzz) const {
  const auto most = static_cast<int>(max_interval_.count());
  const auto planned = static_cast<int>(outcome.interval.count());
  const Days moved{fuzzed(fuzz_range(planned, 1, most), fuzz)};
  if (traits().goes_on_from_plan) outcome.sm2.interval = moved.count();
  outcome.interval = moved;
}

Outcomes Fuzzed::preview(const CardState& card, Days elapsed, double fuzz) const {
  Outcomes outcomes = scheduler_->preview(card, elapsed, fuzz);
  for (std::size_t i = 0; i < kRatings.size(); ++i) {
    if (!is_exact(card, kRatings[i], {}, elapsed)) move(outcomes.by_rating[i], fuzz);
  }
  return outcomes;
}

Outcome Fuzzed::answer(const CardState& card, Rating rating, std::optional<int> quality,
                       Days elapsed, double fuzz) const {
  Outcome outcome = scheduler_->answer(card, rating, quality, elapsed, fuzz);
  if (!is_exact(card, rating, quality, elapsed)) move(outcome, fuzz);
  return outcome;
}

}  // namespace lianxi
