#include "evaluate/metrics.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <map>
#include <tuple>

namespace lianxi {
namespace {

double outcome(const Prediction& prediction) { return prediction.recalled ? 1 : 0; }

/// What falls into one bin.
struct Bin {
  double p = 0, recalled = 0, weight = 0;
  int count = 0;
  void add(const Prediction& prediction) {
    p += prediction.p;
    recalled += outcome(prediction);
    weight += prediction.weight;
    ++count;
  }
  double squared_error() const {
    const double error = (p - recalled) / count;
    return error * error;
  }
};

/// floor of the logarithm; no whole number but 1 lies on an edge of the bases used here.
int floor_log(int value, double base) {
  return static_cast<int>(std::floor(std::log(std::max(value, 1)) / std::log(base)));
}

/// The benchmark names its bins round(2.48 * 3.62^k) and alike; k tells them apart as well.
std::tuple<int, int, int> history_bin(const Prediction& prediction) {
  return {floor_log(prediction.elapsed_days, 3.62), floor_log(prediction.review, 1.89),
          prediction.lapses <= 0 ? -1 : floor_log(prediction.lapses, 1.73)};
}

std::size_t universal_bin(double p) {
  const int bin = static_cast<int>(std::floor(std::exp(p * std::log(21.0)))) - 1;
  return static_cast<std::size_t>(std::clamp(bin, 0, 19));
}

/// The predictions by ascending p.
std::vector<Prediction> by_p(std::span<const Prediction> predictions) {
  std::vector<Prediction> sorted(predictions.begin(), predictions.end());
  std::sort(sorted.begin(), sorted.end(),
            [](const Prediction& a, const Prediction& b) { return a.p < b.p; });
  return sorted;
}

/// One past the last of those that share the p of `first`.
std::size_t end_of_ties(const std::vector<Prediction>& sorted, std::size_t first) {
  std::size_t end = first + 1;
  while (end < sorted.size() && sorted[end].p == sorted[first].p) ++end;
  return end;
}

template <class Value>
double mean(std::span<const Prediction> predictions, Value value) {
  double sum = 0;
  for (const Prediction& prediction : predictions) sum += value(prediction);
  return predictions.empty() ? 0 : sum / static_cast<double>(predictions.size());
}

}  // namespace

double log_loss(double p, bool recalled) {
  const double held = std::clamp(p, kLeastProbability, 1 - kLeastProbability);
  return -std::log(recalled ? held : 1 - held);
}

double log_loss(std::span<const Prediction> predictions) {
  double loss = 0, weights = 0;
  for (const Prediction& prediction : predictions) {
    loss += prediction.weight * log_loss(prediction);
    weights += prediction.weight;
  }
  return weights > 0 ? loss / weights : 0;
}

double rmse_bins(std::span<const Prediction> predictions) {
  std::map<std::tuple<int, int, int>, Bin> bins;
  for (const Prediction& prediction : predictions) bins[history_bin(prediction)].add(prediction);
  double squares = 0, weights = 0;
  for (const auto& [key, bin] : bins) {
    squares += bin.weight * bin.squared_error();
    weights += bin.weight;
  }
  return weights > 0 ? std::sqrt(squares / weights) : 0;
}

std::optional<double> auc(std::span<const Prediction> predictions) {
  const std::vector<Prediction> sorted = by_p(predictions);
  double rank_sum = 0, recalled = 0;
  for (std::size_t first = 0; first < sorted.size();) {
    const std::size_t end = end_of_ties(sorted, first);
    const double rank = static_cast<double>(first + 1 + end) / 2;  // the mean of its ties
    for (; first < end; ++first) {
      rank_sum += rank * outcome(sorted[first]);
      recalled += outcome(sorted[first]);
    }
  }
  const double forgotten = static_cast<double>(sorted.size()) - recalled;
  if (recalled == 0 || forgotten == 0) return std::nullopt;
  return (rank_sum - recalled * (recalled + 1) / 2) / (recalled * forgotten);
}

double mean_bias(std::span<const Prediction> predictions) {
  return mean(predictions, [](const Prediction& one) { return one.p - outcome(one); });
}

double rmse_raw(std::span<const Prediction> predictions) {
  return std::sqrt(mean(predictions, [](const Prediction& one) {
    return (one.p - outcome(one)) * (one.p - outcome(one));
  }));
}

double universal_metric(std::span<const Prediction> a, std::span<const Prediction> b) {
  assert(a.size() == b.size());
  std::array<Bin, 20> bins;
  for (std::size_t i = 0; i < a.size(); ++i) bins[universal_bin(b[i].p)].add(a[i]);
  double squares = 0;
  for (const Bin& bin : bins) squares += bin.count == 0 ? 0 : bin.count * bin.squared_error();
  return a.empty() ? 0 : std::sqrt(squares / static_cast<double>(a.size()));
}

std::vector<CalibrationGroup> calibration(std::span<const Prediction> predictions, int groups) {
  const std::vector<Prediction> sorted = by_p(predictions);
  const auto count = static_cast<std::size_t>(std::max(groups, 1));
  std::vector<CalibrationGroup> found;
  std::size_t first = 0;
  for (std::size_t group = 1; group <= count; ++group) {
    const std::size_t wanted_end = sorted.size() * group / count;
    CalibrationGroup one;
    while (first < wanted_end) {
      for (const std::size_t end = end_of_ties(sorted, first); first < end; ++first) {
        one.mean_p += sorted[first].p;
        one.recalled.add(sorted[first].recalled);
      }
    }
    if (one.recalled.of == 0) continue;
    one.mean_p /= static_cast<double>(one.recalled.of);
    one.share_95 = interval_95(one.recalled);
    found.push_back(one);
  }
  return found;
}

double recency_weight(std::uint32_t rank, std::uint32_t answers) {
  if (answers < 2) return 1;
  const double age = static_cast<double>(rank) / (answers - 1);
  return 0.25 + 0.75 * age * age * age;
}

}  // namespace lianxi
