#include "optimize/objective.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <thread>
#include <utility>

namespace lianxi {
double Penalty::initial(const Fsrs6Parameters& w, Fsrs6Parameters* gradient) const {
  std::array<double, 4> away{};
  double all = 0, sum = 0;
  for (std::size_t i = 0; i < 4; ++i) all += away[i] = std::log(w[i] / center[i]);
  for (std::size_t i = 0; i < 4; ++i) {
    sum += apart * away[i] * away[i];
    if (gradient != nullptr) (*gradient)[i] += 2 * apart * (away[i] - together * all) / w[i];
  }
  return sum - apart * together * all * all;
}

double Penalty::operator()(const Fsrs6Parameters& w, Fsrs6Parameters* gradient) const {
  double sum = apart > 0 ? initial(w, gradient) : 0;
  for (std::size_t i = apart > 0 ? 4 : 0; i < w.size(); ++i) {
    const double away = (w[i] - center[i]) / kFsrs6Ranges[i].deviation;
    sum += gamma * away * away;
    if (gradient != nullptr) (*gradient)[i] += 2 * gamma * away / kFsrs6Ranges[i].deviation;
  }
  return sum;
}

Objective::Objective(CardGroups groups, const Penalty& penalty, int threads)
    : groups_(std::move(groups)), penalty_(penalty), sweep_(sweeps().front().sweep) {
  scratch_.resize(static_cast<std::size_t>(std::max(1, threads)));
  for (auto& room : scratch_) room.resize(groups_.longest);
  sums_.resize(groups_.chunk_count());
}

int useful_threads(int threads, const CardGroups& groups) {
  constexpr std::size_t kChunksPerThread = 32;  // of 20 to 80 microseconds each
  const std::size_t most = std::clamp<std::size_t>(groups.chunk_count() / kChunksPerThread, 1, 64);
  return std::clamp(threads, 1, static_cast<int>(most));
}

SweepSums Objective::losses(const Fsrs6Parameters& w, Derivatives derivatives) {
  const SweepConstants constants(w);
  std::atomic<std::size_t> next{0};
  const auto work = [&](std::vector<SweptAnswer>& room) {
    for (std::size_t i; (i = next.fetch_add(1)) < sums_.size();) {
      sweep_(groups_, i, constants, derivatives, room.data(), sums_[i]);
    }
  };
  {
    std::vector<std::jthread> helpers;
    for (std::size_t i = 1; i < scratch_.size(); ++i) {
      helpers.emplace_back([&work, &room = scratch_[i]] { work(room); });
    }
    work(scratch_[0]);
  }
  SweepSums total{};
  for (const SweepSums& sums : sums_) {
    for (std::size_t i = 0; i < total.size(); ++i) total[i] += sums[i];
  }
  return total;
}

double Objective::operator()(const Fsrs6Parameters& w, Fsrs6Parameters* gradient) {
  const SweepSums sums = losses(w, gradient != nullptr ? Derivatives::yes : Derivatives::no);
  if (gradient != nullptr) *gradient = derivatives(sums, w);
  return sums[kLoss] + penalty_(w, gradient);
}

double Objective::mean_loss(const Fsrs6Parameters& w) {
  return groups_.weight > 0 ? losses(w, Derivatives::no)[kLoss] / groups_.weight : 0;
}

}  // namespace lianxi
