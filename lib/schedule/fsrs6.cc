#include "schedule/fsrs6.h"

#include <algorithm>
#include <cmath>

namespace lianxi {
namespace {

constexpr double number(Rating rating) { return static_cast<double>(rating); }

/// D0: the difficulty after a first answer, not held within its range.
double initial_difficulty(const Fsrs6Parameters& w, Rating rating) {
  return w[4] - std::exp(w[5] * (number(rating) - 1)) + 1;
}

/// x^y of a positive x: about twice as fast as std::pow, which is exact to the last digit for any x.
double power(double x, double y) { return std::exp(y * std::log(x)); }

double within_stability(double s) { return std::clamp(s, kMinStability, kMaxStability); }
double within_difficulty(double d) { return std::clamp(d, kMinDifficulty, kMaxDifficulty); }

}  // namespace

std::optional<Fsrs6Parameters> fsrs6_parameters(std::span<const double> values) {
  if (values.size() != 17 && values.size() != 19 && values.size() != 21) return std::nullopt;
  if (!std::all_of(values.begin(), values.end(), [](double v) { return std::isfinite(v); })) {
    return std::nullopt;
  }
  Fsrs6Parameters w{};
  std::copy(values.begin(), values.end(), w.begin());
  if (values.size() == 17) {
    w[4] += 2 * w[5];
    w[5] = std::log(3 * w[5] + 1) / 3;
    w[6] += 0.5;
    if (!std::isfinite(w[5])) return std::nullopt;
  }
  if (values.size() < 21) w[20] = 0.5;
  return w;
}

Fsrs6Parameters within_ranges(Fsrs6Parameters w) {
  for (std::size_t i = 0; i < w.size(); ++i) {
    w[i] = std::clamp(w[i], kFsrs6Ranges[i].least, kFsrs6Ranges[i].most);
  }
  return w;
}

Fsrs6Model::Fsrs6Model(const Fsrs6Parameters& w)
    : w_(w),
      decay_(-w[20]),
      factor_(std::pow(0.9, 1 / decay_) - 1),
      recalled_(std::exp(w[8])),
      forgotten_(std::exp(w[17] * w[18])),
      mean_difficulty_(initial_difficulty(w, Rating::easy)) {}

double Fsrs6Model::retrievability(double t, double stability) const {
  return power(1 + factor_ * t / stability, decay_);
}

double Fsrs6Model::interval(double stability, double retention) const {
  return stability / factor_ * (std::pow(retention, 1 / decay_) - 1);
}

MemoryState Fsrs6Model::first(Rating rating) const {
  return {within_stability(w_[static_cast<std::size_t>(rating) - 1]),
          within_difficulty(initial_difficulty(w_, rating))};
}

MemoryState Fsrs6Model::next(const MemoryState& before, double t, Rating rating) const {
  const MemoryState from{within_stability(before.stability), within_difficulty(before.difficulty)};
  MemoryState after{from.stability, next_difficulty(from.difficulty, rating)};
  if (t <= 0) {
    after.stability = stability_same_day(from.stability, rating);
  } else if (rating == Rating::again) {
    after.stability = stability_forgotten(from, retrievability(t, from.stability));
  } else {
    after.stability = stability_recalled(from, retrievability(t, from.stability), rating);
  }
  after.stability = within_stability(after.stability);
  return after;
}

double Fsrs6Model::next_difficulty(double difficulty, Rating rating) const {
  const double change = -w_[6] * (number(rating) - 3);
  const double damped = difficulty + change * (10 - difficulty) / 9;
  return within_difficulty(w_[7] * mean_difficulty_ + (1 - w_[7]) * damped);
}

double Fsrs6Model::stability_same_day(double s, Rating rating) const {
  const double growth = std::exp(w_[17] * (number(rating) - 3 + w_[18])) * power(s, -w_[19]);
  return s * (rating == Rating::again ? growth : std::max(growth, 1.0));
}

double Fsrs6Model::stability_forgotten(const MemoryState& before, double r) const {
  const double left = w_[11] * power(before.difficulty, -w_[12]) *
                      (power(before.stability + 1, w_[13]) - 1) * std::exp(w_[14] * (1 - r));
  return std::min(left, before.stability / forgotten_);
}

double Fsrs6Model::stability_recalled(const MemoryState& before, double r, Rating rating) const {
  const double by_rating = rating == Rating::hard ? w_[15] : rating == Rating::easy ? w_[16] : 1;
  return before.stability *
         (1 + recalled_ * (11 - before.difficulty) * power(before.stability, -w_[9]) *
                  (std::exp(w_[10] * (1 - r)) - 1) * by_rating);
}

MemoryState Fsrs6Model::from_sm2(double ease, double interval, double retention) const {
  const double s =
      std::max(interval, kMinStability) * factor_ / (std::pow(retention, 1 / decay_) - 1);
  const double growth = recalled_ * std::pow(s, -w_[9]) * (std::exp((1 - retention) * w_[10]) - 1);
  return {s, within_difficulty(11 - (ease - 1) / growth)};
}

Days whole_days(double interval, Days most) {
  const double days = std::clamp(std::round(interval), 1.0, static_cast<double>(most.count()));
  return Days{static_cast<int>(days)};
}

std::array<Days, 3> ordered_intervals(double hard, double good, double easy, Days most) {
  Days g = whole_days(good, most);
  const Days h = std::min(whole_days(hard, most), g);
  g = std::min(std::max(g, h + Days{1}), most);
  const Days e = std::min(std::max(whole_days(easy, most), g + Days{1}), most);
  return {h, g, e};
}

}  // namespace lianxi
