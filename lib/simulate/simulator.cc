#include "simulate/simulator.h"

#include <algorithm>

#include "base/rng.h"
#include "schedule/fsrs.h"
#include "simulate/same_day.h"

namespace lianxi {
namespace {

/// A rating by its share; the shares need not add up to 1.
Rating draw(const ByRating& shares, SplitMix64& rng) {
  double rest = rng.uniform() * (shares[0] + shares[1] + shares[2] + shares[3]);
  for (std::size_t i = 0; i < 3; ++i) {
    rest -= shares[i];
    if (rest < 0) return kRatings[i];
  }
  return Rating::easy;
}

struct Card {
  MemoryState memory;    // the truth
  MemoryState believed;  // what the schedule thinks it is, where that differs
  Sm2State sm2;
  SplitMix64 rng;
  int last_day, interval;
};

/// A card that waits on a day, and its place among the others: least first.
struct Waiting {
  double rank;
  int card;
};
/// For a heap that has the first at its front.
bool later(const Waiting& a, const Waiting& b) {
  return a.rank != b.rank ? a.rank > b.rank : a.card > b.card;
}

/// One simulation under way.
class Run {
 public:
  Run(const SimulationConfig& config, const Fsrs6Model& memory, const RecallTable& recall,
      const Schedule& schedule, std::uint64_t seed)
      : config_(config),
        memory_(memory),
        recall_(recall),
        fsrs_(std::get_if<Fsrs6Schedule>(&schedule)),
        sm2_(std::get_if<Sm2Schedule>(&schedule)),
        seed_(seed),
        days_(static_cast<std::size_t>(std::max(config.days, 0))),
        due_(days_.size()) {
    repeats_below_ = sm2_ ? Sm2().traits().repeats_below : Fsrs().traits().repeats_below;
    if (fsrs_ && fsrs_->believed) believed_.emplace(*fsrs_->believed);
  }

  std::vector<SimulatedDay> days(std::span<const SimulatedCard> existing);

 private:
  void take(const SimulatedCard& card);
  void study_due(int day);
  void study_new(int day);
  void review(Card& card, int day);
  void learn(Card& card, int day);
  void repeat(Card& card, Rating last, int steps, const std::array<ByRating, 3>& ratings,
              const ByRating& seconds);
  bool comes_again(Rating last, int good, int steps) const;
  void answer(Card& card, int elapsed, Rating rating);
  int interval(const Card& card) const;
  double rank(const Card& card, int day) const;
  void put_off(int card, int day);
  void count_memorized(const Card& card, int until);
  bool time_left() const { return today_->seconds <= config_.seconds_limit; }

  const SimulationConfig& config_;
  const Fsrs6Model& memory_;
  const RecallTable& recall_;
  const Fsrs6Schedule* fsrs_;
  const Sm2Schedule* sm2_;
  std::uint64_t seed_;
  int repeats_below_ = 0;  // quality
  std::optional<Fsrs6Model> believed_;
  std::vector<SimulatedDay> days_;
  std::vector<std::vector<int>> due_;  // cards by day
  std::vector<Card> cards_;
  std::vector<Waiting> waiting_;
  SimulatedDay* today_ = nullptr;
};

std::vector<SimulatedDay> Run::days(std::span<const SimulatedCard> existing) {
  cards_.reserve(static_cast<std::size_t>(std::max<int>(config_.deck_size, 0)));
  for (const SimulatedCard& card : existing) take(card);
  const int days = static_cast<int>(days_.size());
  for (int day = 0; day < days; ++day) {
    today_ = &days_[static_cast<std::size_t>(day)];
    study_due(day);
    study_new(day);
  }
  for (const Card& card : cards_) count_memorized(card, days);
  return std::move(days_);
}

void Run::take(const SimulatedCard& card) {
  const int last = std::min(card.last_day, -1);
  cards_.push_back({card.memory, card.memory, card.sm2, stream_of(seed_, cards_.size()), last,
                    std::max(card.due - last, 1)});
  cards_.back().memory.stability = std::clamp(card.memory.stability, kMinStability, kMaxStability);
  put_off(static_cast<int>(cards_.size()) - 1, std::max(card.due, 0));
}

void Run::study_due(int day) {
  std::vector<int>& due = due_[static_cast<std::size_t>(day)];
  const bool limited = config_.seconds_limit < kNoSecondsLimit ||
                       static_cast<int>(due.size()) > config_.review_limit;
  if (!limited) {  // in which order does not matter: every card draws from its own stream
    for (const int card : due) review(cards_[static_cast<std::size_t>(card)], day);
  } else {
    waiting_.clear();
    for (const int card : due) {
      waiting_.push_back({rank(cards_[static_cast<std::size_t>(card)], day), card});
    }
    std::make_heap(waiting_.begin(), waiting_.end(), later);
    while (!waiting_.empty() && time_left() && today_->reviews < config_.review_limit) {
      review(cards_[static_cast<std::size_t>(waiting_.front().card)], day);
      std::pop_heap(waiting_.begin(), waiting_.end(), later);
      waiting_.pop_back();
    }
    for (const Waiting& left : waiting_) put_off(left.card, day + 1);
  }
  due = {};
}

void Run::study_new(int day) {
  while (static_cast<int>(cards_.size()) < config_.deck_size &&
         today_->learned < config_.new_limit && time_left()) {
    cards_.push_back({{}, {}, {}, stream_of(seed_, cards_.size()), day, 0});
    learn(cards_.back(), day);
  }
}

void Run::learn(Card& card, int day) {
  const Rating rating = draw(config_.learner.first_ratings, card.rng);
  card.memory = memory_.first(rating);
  if (believed_) card.believed = believed_->first(rating);
  if (sm2_) card.sm2 = sm2_step(card.sm2, quality_of(rating), sm2_->options);
  today_->seconds += config_.learner.learning_seconds[index_of(rating)];
  ++today_->learned;
  repeat(card, rating, config_.learning_steps, config_.learner.learning_ratings,
         config_.learner.learning_seconds);
  card.interval = interval(card);
  put_off(static_cast<int>(&card - cards_.data()), day + card.interval);
}

void Run::review(Card& card, int day) {
  count_memorized(card, day);
  const int elapsed = day - card.last_day;
  const bool recalled = card.rng.uniform() < memory_.retrievability(elapsed, card.memory.stability);
  const Rating rating = recalled ? draw(config_.learner.passed_ratings, card.rng) : Rating::again;
  answer(card, elapsed, rating);
  if (sm2_) card.sm2 = sm2_step(card.sm2, quality_of(rating), sm2_->options);
  today_->seconds += config_.learner.review_seconds[index_of(rating)];
  ++today_->reviews;
  if (!recalled || (config_.repeats_by_scheduler && comes_again(rating, 0, 0))) {
    repeat(card, rating, config_.relearning_steps, config_.learner.relearning_ratings,
           config_.learner.relearning_seconds);
  }
  card.last_day = day;
  card.interval = interval(card);
  put_off(static_cast<int>(&card - cards_.data()), day + card.interval);
}

/// The further answers of the day after `last`.
void Run::repeat(Card& card, Rating last, int steps, const std::array<ByRating, 3>& ratings,
                 const ByRating& seconds) {
  int good = last >= Rating::good ? 1 : 0;
  for (int i = 0; i < kMostFurtherAnswers && comes_again(last, good, steps); ++i) {
    last = draw(ratings[index_of(last)], card.rng);
    good = good_in_a_row(good, last);
    answer(card, 0, last);
    today_->seconds += seconds[index_of(last)];
  }
}

bool Run::comes_again(Rating last, int good, int steps) const {
  if (config_.repeats_by_scheduler) return quality_of(last) < repeats_below_;
  return good < steps && last != Rating::easy;
}

void Run::answer(Card& card, int elapsed, Rating rating) {
  card.memory = elapsed > 0 ? memory_.next(card.memory, elapsed, rating)
                            : same_day(memory_, card.memory, rating, config_.hard_may_lower);
  if (believed_) card.believed = believed_->next(card.believed, elapsed, rating);
}

int Run::interval(const Card& card) const {
  if (sm2_) {
    const Days most = std::min(sm2_->options.max_interval, config_.max_interval);
    return static_cast<int>(
        std::clamp<std::int64_t>(card.sm2.interval, 1, std::max<std::int64_t>(most.count(), 1)));
  }
  const double days = believed_ ? believed_->interval(card.believed.stability, fsrs_->retention)
                                : memory_.interval(card.memory.stability, fsrs_->retention);
  return static_cast<int>(whole_days(days, config_.max_interval).count());
}

double Run::rank(const Card& card, int day) const {
  const MemoryState& memory = believed_ ? card.believed : card.memory;
  if (config_.order == DueOrder::easiest) return sm2_ ? -card.sm2.ef100 : memory.difficulty;
  return (day - card.last_day) / (sm2_ ? static_cast<double>(card.interval) : memory.stability);
}

void Run::put_off(int card, int day) {
  if (day < static_cast<int>(days_.size())) due_[static_cast<std::size_t>(day)].push_back(card);
}

/// Adds what is recalled of the card on the days from its last answer to before `until`.
void Run::count_memorized(const Card& card, int until) {
  const double pace = 1 / card.memory.stability;
  for (int day = std::max(card.last_day, 0); day < until; ++day) {
    days_[static_cast<std::size_t>(day)].memorized += recall_.at((day - card.last_day) * pace);
  }
}

}  // namespace

SimulationSummary summary(std::span<const SimulatedDay> days) {
  SimulationSummary sum;
  for (const SimulatedDay& day : days) {
    sum.memorized_average += day.memorized;
    sum.reviews += day.reviews;
    sum.learned += day.learned;
    sum.seconds += day.seconds;
  }
  if (days.empty()) return sum;
  sum.memorized_at_end = days.back().memorized;
  sum.memorized_average /= static_cast<double>(days.size());
  sum.minutes_a_day = sum.seconds / 60 / static_cast<double>(days.size());
  return sum;
}

Simulator::Simulator(const SimulationConfig& config)
    : config_(config), memory_(config.memory), recall_(memory_) {}

std::vector<SimulatedDay> Simulator::run(const Schedule& schedule, std::uint64_t seed,
                                         std::span<const SimulatedCard> existing) const {
  return Run(config_, memory_, recall_, schedule, seed).days(existing);
}

}  // namespace lianxi
