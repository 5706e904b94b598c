#include "stats/figures.h"

#include <algorithm>
#include <cmath>

namespace lianxi {
namespace {

constexpr Figures kShares[kStages] = {
    {0, 0.24, 0.09, 0.17}, {0, 0.14, 0.10, 0.10}, {0, 0.11, 0.10, 0.10}, {0, 0.12, 0.08, 0.05}};

/// The four numbers of a figure; again, hard and easy are 0 or 1 in a single answer.
constexpr double Figures::*kParts[] = {&Figures::seconds, &Figures::again, &Figures::hard,
                                       &Figures::easy};

/// So many answers count as much as what is expected without them.
constexpr double kWeightOfExpected = 20;

/// The answers of one kind at one stage.
struct Sums {
  double count = 0;
  Figures sum;
};
using SumsByStage = std::array<Sums, kStages>;

Figures figures_of(const AnswerFact& answer) {
  const auto is = [&](Rating rating) { return answer.rating == rating ? 1.0 : 0.0; };
  const auto taken = std::min<std::chrono::milliseconds>(answer.taken, kLongestAnswer);
  return {std::chrono::duration<double>(taken).count(), is(Rating::again), is(Rating::hard),
          is(Rating::easy)};
}

/// How the learner's answers of one stage compare with the defaults, over all kinds; 1 while there
/// are few.
double learners_factor(const std::vector<SumsByStage>& sums, const LearnerFigures& defaults,
                       std::size_t stage, double Figures::*part) {
  double count = 0, seen = 0, expected = 0;
  for (std::size_t kind = 0; kind < sums.size(); ++kind) {
    count += sums[kind][stage].count;
    seen += sums[kind][stage].sum.*part;
    expected += sums[kind][stage].count * defaults.by_kind[kind][stage].*part;
  }
  return count < kWeightOfExpected || expected <= 0 ? 1 : seen / expected;
}

}  // namespace

double recalled_late(double on_time, std::int64_t interval, Days late) {
  const double stability = static_cast<double>(std::max<std::int64_t>(3, interval));
  const double factor = 1 / (on_time * on_time) - 1;
  return 1 / std::sqrt(1 + factor * (1 + static_cast<double>(late.count()) / stability));
}

Figures asked_late(const Figures& on_time, std::int64_t interval, Days late) {
  const double recalled = 1 - on_time.again;
  if (late <= Days{0} || recalled <= 0) return on_time;
  const double still = recalled_late(recalled, interval, late);
  const double share = still / recalled;
  return {on_time.seconds, 1 - still, on_time.hard * share, on_time.easy * share};
}

LearnerFigures default_figures() {
  LearnerFigures figures;
  for (const KindInfo& info : kCardKinds) {
    auto& stages = figures.by_kind[index_of(info.kind)];
    std::copy(std::begin(kShares), std::end(kShares), stages.begin());
    const double later = info.later_seconds;
    const double seconds[kStages] = {info.first_seconds, later, later, 0.75 * later};
    for (std::size_t stage = 0; stage < kStages; ++stage) stages[stage].seconds = seconds[stage];
  }
  return figures;
}

LearnerFigures measured_figures(const std::vector<AnswerFact>& answers) {
  const LearnerFigures defaults = default_figures();
  if (answers.size() < kReviewsToMeasure) return defaults;
  std::vector<SumsByStage> sums(kCardKindNames.size());
  for (const AnswerFact& answer : answers) {
    Sums& sum = sums[static_cast<std::size_t>(answer.kind)][static_cast<std::size_t>(answer.stage)];
    const Figures figures = figures_of(answer);
    ++sum.count;
    for (const auto part : kParts) sum.sum.*part += figures.*part;
  }
  LearnerFigures measured = defaults;
  measured.measured = true;
  for (std::size_t stage = 0; stage < kStages; ++stage) {
    for (const auto part : kParts) {
      const double factor = learners_factor(sums, defaults, stage, part);
      for (std::size_t kind = 0; kind < sums.size(); ++kind) {
        const auto& [count, sum] = sums[kind][stage];
        const double expected = factor * defaults.by_kind[kind][stage].*part;
        measured.by_kind[kind][stage].*part =
            (sum.*part + kWeightOfExpected * expected) / (count + kWeightOfExpected);
      }
    }
  }
  return measured;
}

}  // namespace lianxi
