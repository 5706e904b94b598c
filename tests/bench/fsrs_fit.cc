// What fsrs.sh measures our fit with, and judges any fit by.
//
//   fsrs_fit make SEED COUNT          a log of a made-up learner: a line `card,day,rating` an
//   answer fsrs_fit cuts LOG [SHARE]         how many answers come before each part of the split,
//   and all fsrs_fit fit LOG KNOWN...         fits to the beginning of a log, as fsrs_rs.mjs does
//   fsrs_fit judge LOG FITS [SHARE]   F at the last of the fits, and the held-out log loss of the
//                                     others; FITS are lines that `fit` or fsrs_rs.mjs printed
//   fsrs_fit next ROUNDS              how many states a second Fsrs6Model::next gives
//
// Without SHARE a log is split into five parts to predict, with it once.

#include <sys/resource.h>

#include <cstdio>
#include <ctime>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "bench/made_learner.h"
#include "evaluate/held_out.h"
#include "optimize/exact_loss.h"
#include "optimize/initial_stability.h"
#include "optimize/objective.h"
#include "optimize/optimize.h"

namespace lianxi {
namespace {

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

long peak_kib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

std::vector<GradedReview> read_log(const char* path) {
  std::vector<GradedReview> log;
  std::ifstream in(path);
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    unsigned card = 0, rating = 0;
    int day = 0;
    if (std::sscanf(line.c_str(), "%u,%d,%u", &card, &day, &rating) != 3) continue;
    if (const auto given = rating_from_number(rating)) log.push_back({card, day, *given});
  }
  return log;
}

std::vector<Prediction> split(std::span<const GradedReview> log, const char* share,
                              const FitToKnown& fit) {
  return share == nullptr ? held_out(log, fit) : held_out(log, one_cut(log, std::stod(share)), fit);
}

void make(std::uint64_t seed, std::size_t count) {
  std::puts("card,day,rating");
  for (const GradedReview& review : MadeLearner(seed).log(count)) {
    std::printf("%u,%d,%d\n", review.card, review.day, static_cast<int>(review.rating));
  }
}

void cuts(const char* path, const char* share) {
  const auto log = read_log(path);
  split(log, share, [](std::span<const GradedReview> known) {
    std::printf("%zu ", known.size());
    return kFsrs6Defaults;
  });
  std::printf("%zu\n", log.size());
}

void fit(const char* path, std::span<char*> counts) {
  const auto log = read_log(path);
  for (const char* count : counts) {
    const double before = cpu_seconds();
    const Fit made = fit_parameters(std::span(log).first(std::stoul(count)), {});
    std::printf("%.6f %ld", cpu_seconds() - before, peak_kib());
    for (const double w : made.parameters) std::printf(" %.9g", w);
    std::printf("\n");
  }
}

/// F as fsrs-rs has it: its items, its initial stabilities, its penalty.
double objective(std::span<const GradedReview> reviews, const Fsrs6Parameters& w) {
  const Histories log = histories(reviews, Outliers::dropped);
  if (log.items == 0) return 0;
  Penalty penalty;
  const auto initial =
      initial_stabilities(log.first_intervals, static_cast<double>(log.recalled) / log.items);
  std::copy(initial.begin(), initial.end(), penalty.center.begin());
  return exact_loss(log, w, nullptr) + penalty(w, nullptr);
}

void judge(const char* path, const char* fits, const char* share) {
  const auto log = read_log(path);
  std::vector<Fsrs6Parameters> sets;
  double seconds = 0, peak = 0;
  std::ifstream in(fits);
  for (std::string line; std::getline(in, line);) {
    std::istringstream numbers(line);
    numbers >> seconds >> peak;
    for (double& w : sets.emplace_back()) numbers >> w;
  }
  std::size_t next = 0;
  const auto ours =
      split(log, share, [&](std::span<const GradedReview>) { return sets.at(next++); });
  const auto plain =
      split(log, share, [](std::span<const GradedReview>) { return kFsrs6Defaults; });
  std::printf("%.6f %.0f %.4f %.6f %.6f\n", seconds, peak, objective(log, sets.at(next)),
              log_loss(ours), log_loss(plain));
}

/// As ts_fsrs.mjs does: 64 cards at a time, one answer of each after another, as a log has them.
void next(int rounds) {
  const Fsrs6Model model;
  constexpr std::size_t kCards = 64;
  constexpr int kAnswersPerCard = 10;
  std::vector<std::pair<int, Rating>> answers;
  for (int i = 0; i < 1024; ++i) {
    answers.emplace_back(1 + i * 7919 % 30, i % 8 == 0 ? Rating::again : Rating::good);
  }
  std::vector<MemoryState> states(kCards);
  const double before = cpu_seconds();
  double sum = 0;
  std::size_t at = 0;
  for (int round = 0; round < rounds; ++round) {
    states.assign(kCards, model.first(Rating::good));
    for (int i = 0; i < kAnswersPerCard; ++i) {
      for (MemoryState& state : states) {
        const auto& [days, rating] = answers[at++ % 1024];
        state = model.next(state, days, rating);
      }
    }
    for (const MemoryState& state : states) sum += state.stability;
  }
  const double seconds = cpu_seconds() - before;
  std::printf("%.0f %.3f\n", static_cast<double>(at) / seconds,
              sum / (rounds * static_cast<double>(kCards)));
}

}  // namespace
}  // namespace lianxi

int main(int argc, char** argv) {
  using namespace lianxi;
  const std::string what = argc > 1 ? argv[1] : "";
  const char* last = argc > 4 ? argv[4] : nullptr;
  if (what == "make" && argc == 4)
    make(std::stoul(argv[2]), std::stoul(argv[3]));
  else if (what == "cuts" && argc > 2)
    cuts(argv[2], argc > 3 ? argv[3] : nullptr);
  else if (what == "fit" && argc > 2)
    fit(argv[2], {argv + 3, argv + argc});
  else if (what == "judge" && argc > 3)
    judge(argv[2], argv[3], last);
  else if (what == "next")
    next(std::stoi(argv[2]));
  else
    return 2;
  return 0;
}
