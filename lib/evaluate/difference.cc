#include "evaluate/difference.h"

#include <cassert>
#include <cmath>
#include <map>
#include <vector>

#include "stats/mean.h"

namespace lianxi {
namespace {

/// The sums over one cluster.
struct Sums {
  double difference = 0, weight = 0;
};

}  // namespace

bool Difference::clear() const {
  return clusters >= kFewClusters && (interval.low > 0 || interval.high < 0);
}

Difference log_loss_difference(std::span<const Prediction> a, std::span<const Prediction> b) {
  std::vector<std::int64_t> cards;
  for (const Prediction& prediction : a) cards.push_back(prediction.card);
  return log_loss_difference(a, b, cards);
}

Difference log_loss_difference(std::span<const Prediction> a, std::span<const Prediction> b,
                               std::span<const std::int64_t> clusters) {
  assert(a.size() == b.size() && a.size() == clusters.size());
  std::map<std::int64_t, Sums> by_cluster;  // in order, so that sums do not depend on a hash
  Sums all;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double difference = a[i].weight * (log_loss(a[i]) - log_loss(b[i]));
    for (Sums* sums : {&all, &by_cluster[clusters[i]]}) {
      sums->difference += difference;
      sums->weight += a[i].weight;
    }
  }
  Difference result;
  result.clusters = by_cluster.size();
  if (!(all.weight > 0)) return result;
  result.mean = all.difference / all.weight;
  double squares = 0;
  for (const auto& [name, sums] : by_cluster) {
    const double residual = sums.difference - result.mean * sums.weight;
    squares += residual * residual;
  }
  const auto n = static_cast<double>(result.clusters);
  const double error = n < 2 ? 0 : std::sqrt(n / (n - 1) * squares) / all.weight;
  const double reach = n < 2 ? 0 : student_95(result.clusters - 1) * error;
  result.interval = {result.mean - reach, result.mean + reach};
  return result;
}

}  // namespace lianxi
