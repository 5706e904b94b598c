#include "foreign/anki_cards.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

namespace lianxi {
namespace {

using Json = nlohmann::json;

/// Days since the collection began stay far below, seconds since 1970 far above.
constexpr std::int64_t kFirstSecond = 1'000'000;
/// SM-2's second interval: after two answers in a row.
constexpr std::int64_t kSecondInterval = 6;
constexpr std::int64_t kLongestInterval = 180'000;
/// Answers are younger than computers and older than the year 2445.
constexpr std::int64_t kLastMs = 15'000'000'000'000;
constexpr std::int64_t kLongestMs = std::int64_t{1} << 31;
constexpr double kMostRepetitions = 1'000'000;
constexpr std::size_t kLongestData = 4 << 10;
constexpr int kNewEase = 250;
constexpr int kLowestEase = 130;
constexpr std::int64_t kHighestEase = 100'000;
/// FSRS keeps the difficulty, 1 to 10, where the ease stood.
constexpr std::int64_t kHighestDifficulty = 1'100;

enum Type { kNew, kLearning, kReviewed, kRelearning };
enum Queue { kQueueLearning = 1, kQueueDays = 3 };

bool is_borrowed(const AnkiCardRow& row) { return row.home_deck != 0; }

/// In learning, for the first time or again. Scheduler 1 tells the latter by the queue alone.
bool is_in_learning(const AnkiCardRow& row) {
  return row.type == kLearning || row.type == kRelearning || row.queue == kQueueLearning ||
         row.queue == kQueueDays;
}

std::optional<StudyDay> due_day(const AnkiCardRow& row, const AnkiDays& days) {
  if (row.type == kNew) return std::nullopt;
  const bool is_own = !is_borrowed(row) || (row.queue == kQueueLearning && row.due > kFirstSecond);
  const std::int64_t due = is_own ? row.due : row.home_due;
  if (due < kFirstSecond) return days.day_at(due);
  constexpr std::int64_t kFar = std::int64_t{1} << 40;
  return days.day_of(std::chrono::seconds{std::min(due, kFar)});
}

int ease(const AnkiCardRow& row, bool has_difficulty) {
  const bool is_difficulty = has_difficulty && row.factor <= kHighestDifficulty;
  if (row.factor <= 0 || is_difficulty) return kNewEase;
  return std::max(kLowestEase, static_cast<int>(std::min(row.factor, kHighestEase) / 10));
}

std::optional<double> number_in(const Json& json, const char* name) {
  const auto found = json.find(name);
  if (found == json.end() || !found->is_number()) return std::nullopt;
  const double value = found->get<double>();
  if (!std::isfinite(value) || value < 0) return std::nullopt;
  return value;
}

Json data_of(const AnkiCardRow& row) {
  if (row.data.size() < 3 || row.data.size() > kLongestData) return nullptr;  // "" or "{}"
  return Json::parse(row.data, nullptr, false);
}

void add_memory(PastState& state, const Json& data) {
  if (!data.is_object()) return;
  state.stability = number_in(data, "s");
  state.difficulty = number_in(data, "d");
}

/// What lianxi has put by when it exported the card (foreign/anki_writer.cc): n, the interval, the
/// day of the latest answer. Once Anki has chosen another interval it says nothing any more.
void add_own_state(PastState& state, const std::vector<PastReview>& reviews, const Json& data) {
  if (!data.is_object() || !data.contains("cd") || !data["cd"].is_string()) return;
  const Json own = Json::parse(data["cd"].get_ref<const std::string&>(), nullptr, false);
  if (!own.is_object()) return;
  const auto n = number_in(own, "n");
  const auto interval = number_in(own, "i");
  if (!n || *n > kMostRepetitions || !interval || *interval > kLongestInterval) return;
  const auto days = static_cast<std::int64_t>(*interval);
  if (state.interval != std::max<std::int64_t>(1, days)) return;
  state.n = static_cast<int>(*n);
  state.interval = days;
  const auto last = number_in(own, "l");
  std::optional<StudyDay> day;
  if (last && *last < kLongestInterval) day = day_from_number(static_cast<std::int64_t>(*last));
  state.last = reviews.empty() ? day : std::max(day, std::optional(reviews.back().day));
}

}  // namespace

std::optional<PastReview> anki_review(const AnkiReviewRow& row, const AnkiDays& days) {
  enum RowType { kLearn, kReview, kRelearn, kFiltered };
  const bool has_time = row.at_ms > 0 && row.at_ms < kLastMs;
  const bool is_answer = has_time && row.ease >= 1 && row.ease <= 4 && row.type >= kLearn &&
                         row.type <= kFiltered && !(row.type == kFiltered && row.factor == 0);
  if (!is_answer) return std::nullopt;
  const bool three_buttons =
      days.is_scheduler_1() && (row.type == kLearn || row.type == kRelearn) && row.ease > 1;
  PastReview review;
  review.at_ms = row.at_ms;
  review.rating =
      static_cast<Rating>(three_buttons ? std::min<std::int64_t>(row.ease + 1, 4) : row.ease);
  review.taken = std::chrono::milliseconds{std::clamp<std::int64_t>(row.taken_ms, 0, kLongestMs)};
  review.day = days.day_of(std::chrono::milliseconds{row.at_ms});
  if (row.interval > 0) review.interval = Days{std::min(row.interval, kLongestInterval)};
  return review;
}

std::optional<PastState> anki_state(const AnkiCardRow& row, const std::vector<PastReview>& reviews,
                                    const AnkiDays& days) {
  if (row.type == kNew && reviews.empty()) return std::nullopt;
  PastState state;
  const Json data = data_of(row);
  add_memory(state, data);
  state.ef100 = ease(row, state.difficulty.has_value());
  state.interval = std::clamp<std::int64_t>(row.interval, 0, kLongestInterval);
  const bool is_reviewed = row.type == kReviewed && !is_in_learning(row);
  if (is_reviewed) state.n = state.interval < kSecondInterval ? 1 : 2;
  state.due = due_day(row, days);
  if (!reviews.empty()) {
    state.last = reviews.back().day;
  } else if (is_reviewed) {
    state.last = *state.due - Days{state.interval};
  }
  if (is_reviewed) add_own_state(state, reviews, data);
  return state;
}

std::string_view anki_flag(std::int64_t flags) {
  constexpr std::array<std::string_view, 8> names = {"",     "red",  "orange",    "green",
                                                     "blue", "pink", "turquoise", "purple"};
  return names[static_cast<std::size_t>(flags & 7)];
}

}  // namespace lianxi
