#include "stats/learner_rates.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <unordered_map>

#include "stats/figures.h"

namespace lianxi {
namespace {

constexpr double kDefaultsCountAs = 50;  // answers
constexpr double kKindCountsAs = 20;     // answers
constexpr std::chrono::milliseconds kTooLong{1'200'000};

bool has_time(const TimedReview& review) {
  return review.taken.count() > 0 && review.taken < kTooLong;
}

/// Where a card stands after an answer.
struct AnswerPlace {
  enum class In { learning, reviewed, relearning };
  std::int64_t day;
  In in;
  Rating rating;
};

/// SecondsByRating by rating, and how many answers they are of.
struct SecondsByRating {
  ByRating sum{}, count{};
  void add(const TimedReview& review) {
    if (!has_time(review)) return;
    sum[index_of(review.rating)] += std::chrono::duration<double>(review.taken).count();
    ++count[index_of(review.rating)];
  }
  ByRating towards(const ByRating& defaults) const {
    ByRating means{};
    for (std::size_t i = 0; i < means.size(); ++i) {
      means[i] = (sum[i] + kDefaultsCountAs * defaults[i]) / (count[i] + kDefaultsCountAs);
    }
    return means;
  }
};

/// The counts of a row as shares.
ByRating shares_of(const ByRating& counts, const ByRating& defaults) {
  double all = 0;
  for (const double count : counts) all += count;
  ByRating result{};
  for (std::size_t i = 0; i < result.size(); ++i) {
    result[i] = (counts[i] + kDefaultsCountAs * defaults[i]) / (all + kDefaultsCountAs);
  }
  return result;
}

using RatingRows = std::array<ByRating, 3>;
RatingRows shares_of(const RatingRows& counts, const RatingRows& defaults) {
  RatingRows result{};
  for (std::size_t i = 0; i < result.size(); ++i) result[i] = shares_of(counts[i], defaults[i]);
  return result;
}

/// What is counted of a log.
struct RateCounts {
  ByRating first{}, passed{};
  RatingRows learning{}, relearning{};
  SecondsByRating learning_seconds, review_seconds, relearning_seconds;

  void add_new(const TimedReview& review) {
    ++first[index_of(review.rating)];
    learning_seconds.add(review);
  }
  void add_review(const TimedReview& review) {
    if (review.rating != Rating::again) ++passed[index_of(review.rating)];
    review_seconds.add(review);
  }
  void add_repeat(const TimedReview& review, const AnswerPlace& before) {
    if (before.in == AnswerPlace::In::reviewed) return;
    const bool is_learning = before.in == AnswerPlace::In::learning;
    if (before.rating != Rating::easy) {
      ++(is_learning ? learning : relearning)[index_of(before.rating)][index_of(review.rating)];
    }
    (is_learning ? learning_seconds : relearning_seconds).add(review);
  }
};

/// RateCounts the answer and moves the card on.
void count_answer(const TimedReview& review, AnswerPlace& place, bool is_first,
                  RateCounts& counts) {
  if (is_first) {
    counts.add_new(review);
    place.in = AnswerPlace::In::learning;
  } else if (review.day > place.day) {
    counts.add_review(review);
    place.in =
        review.rating <= Rating::hard ? AnswerPlace::In::relearning : AnswerPlace::In::reviewed;
  } else {
    counts.add_repeat(review, place);
  }
  place.day = is_first ? review.day : std::max(place.day, review.day);
  place.rating = review.rating;
}

/// What the learner takes for an answer like this one; nothing for an extra. The place is that
/// before it.
std::optional<double> seconds_expected(const TimedReview& review, const AnswerPlace& before,
                                       bool is_first, const Learner& learner) {
  const std::size_t rating = index_of(review.rating);
  if (is_first) return learner.learning_seconds[rating];
  if (review.day > before.day) return learner.review_seconds[rating];
  if (before.in == AnswerPlace::In::reviewed) return std::nullopt;
  return before.in == AnswerPlace::In::learning ? learner.learning_seconds[rating]
                                                : learner.relearning_seconds[rating];
}

/// The answers of one kind.
struct KindTimes {
  double count = 0, seen = 0, expected = 0;
  void add(const KindTimes& other) {
    count += other.count;
    seen += other.seen;
    expected += other.expected;
  }
};

}  // namespace

Learner learner_rates(std::span<const TimedReview> in_time_order, const Learner& defaults) {
  std::unordered_map<std::int64_t, AnswerPlace> places;
  RateCounts counts;
  for (const TimedReview& review : in_time_order) {
    const auto [place, is_first] = places.try_emplace(review.card);
    count_answer(review, place->second, is_first, counts);
  }
  Learner learner;
  learner.first_ratings = shares_of(counts.first, defaults.first_ratings);
  learner.passed_ratings = shares_of(counts.passed, defaults.passed_ratings);
  learner.learning_ratings = shares_of(counts.learning, defaults.learning_ratings);
  learner.relearning_ratings = shares_of(counts.relearning, defaults.relearning_ratings);
  learner.learning_seconds = counts.learning_seconds.towards(defaults.learning_seconds);
  learner.review_seconds = counts.review_seconds.towards(defaults.review_seconds);
  learner.relearning_seconds = counts.relearning_seconds.towards(defaults.relearning_seconds);
  return learner;
}

PaceByKind kind_paces(std::span<const TimedReview> in_time_order, const Learner& learner) {
  const LearnerFigures defaults = default_figures();
  const auto usual = [&](std::size_t kind) {
    return defaults.of(static_cast<CardKind>(kind), Stage::late).seconds;
  };
  std::array<KindTimes, kCardKindNames.size()> kinds{};
  std::unordered_map<std::int64_t, AnswerPlace> places;
  RateCounts unused;
  for (const TimedReview& review : in_time_order) {
    const auto [place, is_first] = places.try_emplace(review.card);
    const auto expected = seconds_expected(review, place->second, is_first, learner);
    if (expected && has_time(review)) {
      kinds[static_cast<std::size_t>(review.kind)].add(
          {1, std::chrono::duration<double>(review.taken).count(), *expected});
    }
    count_answer(review, place->second, is_first, unused);
  }
  KindTimes all;
  double all_usual = 0;
  for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
    all.add(kinds[kind]);
    all_usual += kinds[kind].count * usual(kind);
  }
  const double good = Learner{}.review_seconds[index_of(Rating::good)];
  const double mean_usual = all.count > 0 ? all_usual / all.count : good;
  const double weight = kKindCountsAs * (all.count > 0 ? all.expected / all.count : good);
  PaceByKind paces{};
  for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
    paces[kind] =
        (kinds[kind].seen + weight * usual(kind) / mean_usual) / (kinds[kind].expected + weight);
  }
  return paces;
}

}  // namespace lianxi
