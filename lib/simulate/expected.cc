#include "simulate/expected.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <map>

#include "simulate/same_day.h"

namespace lianxi {
namespace {

// Stability by its logarithm, from under what a lapse leaves; below it a card returns daily anyway.
constexpr int kStabilities = 96, kDifficulties = 24;
constexpr double kLeast = 0.01;
constexpr std::size_t kNodes = std::size_t{kStabilities} * kDifficulties;

double log_span() { return std::log(kMaxStability / kLeast); }

/// Sums over the days that are left.
struct Totals {
  float seconds = 0, reviews = 0, memorized = 0;
};
struct ExactTotals {
  double seconds = 0, reviews = 0, memorized = 0;
  void add(double share, const Totals& totals) {
    seconds += share * static_cast<double>(totals.seconds);
    reviews += share * static_cast<double>(totals.reviews);
    memorized += share * static_cast<double>(totals.memorized);
  }
  Totals rounded() const {
    return {static_cast<float>(seconds), static_cast<float>(reviews),
            static_cast<float>(memorized)};
  }
};

/// Shares of the nodes of the grid: where a card may stand.
using Mixture = std::map<std::uint32_t, double>;

/// Adds a card of this memory, with the weight `share`, to the four nodes around it.
void mix(Mixture& mixture, const MemoryState& memory, double share) {
  const double at_s =
      std::clamp(std::log(memory.stability / kLeast) / log_span(), 0.0, 1.0) * (kStabilities - 1);
  const double at_d =
      std::clamp((memory.difficulty - kMinDifficulty) / 9, 0.0, 1.0) * (kDifficulties - 1);
  const int s = std::min(static_cast<int>(at_s), kStabilities - 2);
  const int d = std::min(static_cast<int>(at_d), kDifficulties - 2);
  const double beyond_s = at_s - s, beyond_d = at_d - d;
  const auto node = static_cast<std::uint32_t>(s * kDifficulties + d);
  mixture[node] += share * (1 - beyond_s) * (1 - beyond_d);
  mixture[node + 1] += share * (1 - beyond_s) * beyond_d;
  mixture[node + kDifficulties] += share * beyond_s * (1 - beyond_d);
  mixture[node + kDifficulties + 1] += share * beyond_s * beyond_d;
}

MemoryState memory_of(std::size_t node) {
  const auto s = static_cast<double>(node / kDifficulties);
  const auto d = static_cast<double>(node % kDifficulties);
  return {kLeast * std::exp(log_span() * s / (kStabilities - 1)),
          kMinDifficulty + 9 * d / (kDifficulties - 1)};
}

/// What a day's answers to a card lead to.
struct Day {
  double seconds = 0;
  Mixture after;
};

/// The further answers of a day: every course of them with its probability.
struct FurtherAnswers {
  const Fsrs6Model& model;
  const SimulationConfig& config;
  const std::array<ByRating, 3>& ratings;
  const ByRating& seconds;
  int steps;
  Day& day;

  void follow(const MemoryState& memory, Rating last, int good, int answers, double share) const {
    if (answers == kMostFurtherAnswers || good >= steps || last == Rating::easy) {
      mix(day.after, memory, share);
      return;
    }
    const ByRating& row = ratings[index_of(last)];
    const double all = row[0] + row[1] + row[2] + row[3];
    for (const Rating rating : kRatings) {
      const double of_these = share * row[index_of(rating)] / all;
      if (of_these <= 0) continue;
      day.seconds += of_these * seconds[index_of(rating)];
      follow(same_day(model, memory, rating, config.hard_may_lower), rating,
             good_in_a_row(good, rating), answers + 1, of_these);
    }
  }
};

class Expectation {
 public:
  Expectation(const SimulationConfig& config, double retention);
  Day new_card() const;
  /// A review of a card of this memory after so many days.
  Day review(const MemoryState& memory, int elapsed) const;
  /// Of the cards that stand so after a day's answers, with so many days left, that day included.
  ExactTotals totals(const Mixture& mixture, int days_left) const;
  double recall(const MemoryState& memory, int elapsed) const {
    return model_.retrievability(elapsed, memory.stability);
  }

 private:
  struct Node {
    int interval;
    double stability, seconds, memorized;  // of the review; until it
    std::vector<std::pair<std::uint32_t, double>> after;
  };
  Node node(const MemoryState& memory) const;
  Totals ahead(const Node& node, std::size_t index, int days_left) const;
  const Totals& at(std::size_t node, int days_left) const {
    return totals_[static_cast<std::size_t>(days_left) * kNodes + node];
  }

  const SimulationConfig& config_;
  double retention_;
  Fsrs6Model model_;
  std::vector<Totals> totals_;  // by days left, then node
};

Expectation::Expectation(const SimulationConfig& config, double retention)
    : config_(config), retention_(retention), model_(config.memory) {
  std::vector<Node> nodes;
  for (std::size_t i = 0; i < kNodes; ++i) nodes.push_back(node(memory_of(i)));
  totals_.resize(static_cast<std::size_t>(config.days + 1) * kNodes);
  for (int left = 1; left <= config.days; ++left) {
    for (std::size_t i = 0; i < kNodes; ++i) {
      totals_[static_cast<std::size_t>(left) * kNodes + i] = ahead(nodes[i], i, left);
    }
  }
}

Expectation::Node Expectation::node(const MemoryState& memory) const {
  const double days = model_.interval(memory.stability, retention_);
  Node made{
      static_cast<int>(whole_days(days, config_.max_interval).count()), memory.stability, 0, 0, {}};
  if (made.interval >= config_.days) return made;
  for (int t = 0; t < made.interval; ++t) made.memorized += recall(memory, t);
  const Day day = review(memory, made.interval);
  made.seconds = day.seconds;
  made.after.assign(day.after.begin(), day.after.end());
  return made;
}

Totals Expectation::ahead(const Node& node, std::size_t index, int days_left) const {
  if (node.interval >= days_left) {  // not seen again: one day more than with one day less
    Totals totals = at(index, days_left - 1);
    totals.memorized += static_cast<float>(model_.retrievability(days_left - 1, node.stability));
    return totals;
  }
  ExactTotals totals{node.seconds, 1, node.memorized};
  for (const auto& [to, share] : node.after) {
    totals.add(share, at(to, days_left - node.interval));
  }
  return totals.rounded();
}

Day Expectation::new_card() const {
  Day day;
  const ByRating& shares = config_.learner.first_ratings;
  const double all = shares[0] + shares[1] + shares[2] + shares[3];
  const FurtherAnswers further{model_,
                               config_,
                               config_.learner.learning_ratings,
                               config_.learner.learning_seconds,
                               config_.learning_steps,
                               day};
  for (const Rating rating : kRatings) {
    const double share = shares[index_of(rating)] / all;
    day.seconds += share * config_.learner.learning_seconds[index_of(rating)];
    further.follow(model_.first(rating), rating, rating >= Rating::good ? 1 : 0, 0, share);
  }
  return day;
}

Day Expectation::review(const MemoryState& memory, int elapsed) const {
  Day day;
  const double recalled = recall(memory, elapsed);
  const ByRating& shares = config_.learner.passed_ratings;
  const double all = shares[0] + shares[1] + shares[2] + shares[3];
  for (const Rating rating : kRatings) {
    const double share = recalled * shares[index_of(rating)] / all;
    if (share <= 0) continue;
    day.seconds += share * config_.learner.review_seconds[index_of(rating)];
    mix(day.after, model_.next(memory, elapsed, rating), share);
  }
  day.seconds += (1 - recalled) * config_.learner.review_seconds[index_of(Rating::again)];
  FurtherAnswers{model_,
                 config_,
                 config_.learner.relearning_ratings,
                 config_.learner.relearning_seconds,
                 config_.relearning_steps,
                 day}
      .follow(model_.next(memory, elapsed, Rating::again), Rating::again, 0, 0, 1 - recalled);
  return day;
}

ExactTotals Expectation::totals(const Mixture& mixture, int days_left) const {
  ExactTotals sum;
  for (const auto& [node, share] : mixture) sum.add(share, at(node, days_left));
  return sum;
}

/// Adds to the days what `count` cards bring that stand so after the answers of the day `from`.
/// What a card brings on its n-th day is the totals of n days less those of n - 1.
void add_course(std::vector<ExpectedDay>& days, int from, const std::vector<ExactTotals>& course,
                double count) {
  for (std::size_t n = 1; n < course.size(); ++n) {
    const std::size_t day = static_cast<std::size_t>(from) + n - 1;
    if (day >= days.size()) return;
    days[day].memorized += count * (course[n].memorized - course[n - 1].memorized);
    days[day].reviews += count * (course[n].reviews - course[n - 1].reviews);
    days[day].seconds += count * (course[n].seconds - course[n - 1].seconds);
  }
}

std::vector<ExactTotals> course_of(const Expectation& expectation, const Mixture& mixture,
                                   int days) {
  std::vector<ExactTotals> course;
  for (int left = 0; left <= days; ++left) course.push_back(expectation.totals(mixture, left));
  return course;
}

void add_existing(std::vector<ExpectedDay>& days, const Expectation& expectation,
                  const SimulatedCard& card) {
  const int span = static_cast<int>(days.size());
  const int last = std::min(card.last_day, -1), due = std::max(card.due, 0);
  for (int day = 0; day < std::min(due, span); ++day) {
    days[static_cast<std::size_t>(day)].memorized += expectation.recall(card.memory, day - last);
  }
  if (due >= span) return;
  const Day review = expectation.review(card.memory, due - last);
  days[static_cast<std::size_t>(due)].seconds += review.seconds;
  days[static_cast<std::size_t>(due)].reviews += 1;
  add_course(days, due, course_of(expectation, review.after, span - due), 1);
}

}  // namespace

std::vector<ExpectedDay> expected_days(const SimulationConfig& config, double retention,
                                       std::span<const SimulatedCard> existing) {
  std::vector<ExpectedDay> days(static_cast<std::size_t>(std::max(config.days, 0)));
  if (days.empty()) return days;
  const Expectation expectation(config, retention);
  for (const SimulatedCard& card : existing) add_existing(days, expectation, card);
  const Day first = expectation.new_card();
  const std::vector<ExactTotals> course = course_of(expectation, first.after, config.days);
  int left = std::max(config.deck_size - static_cast<int>(existing.size()), 0);
  for (int day = 0; day < config.days && left > 0; ++day) {
    const int learned = std::clamp(config.new_limit, 0, left);
    left -= learned;
    ExpectedDay& today = days[static_cast<std::size_t>(day)];
    today.learned = learned;
    today.seconds += learned * first.seconds;
    add_course(days, day, course, learned);
  }
  return days;
}

}  // namespace lianxi
