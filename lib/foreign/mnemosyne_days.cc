#include "foreign/mnemosyne_days.h"

#include <algorithm>

#include "foreign/numbers.h"

namespace lianxi {
namespace {

std::optional<Rating> rating_of(std::int64_t grade) {
  if (grade < 0 || grade > 5) return std::nullopt;
  if (grade < kLearnt) return Rating::again;
  if (grade < 4) return Rating::hard;
  return grade == 4 ? Rating::good : Rating::easy;
}

}  // namespace

void MnemosyneDays::add_start(std::int64_t at, std::string_view version) {
  constexpr std::string_view kZone = " TZ ";
  constexpr std::int64_t kFarthest = 14;
  const auto zone = version.rfind(kZone);
  if (zone == version.npos) return;
  const auto hours = whole_number(version.substr(zone + kZone.size()));
  if (!hours || *hours < -kFarthest || *hours > kFarthest) return;
  const std::chrono::minutes offset = std::chrono::hours{*hours};
  if (offsets_.empty() || offsets_.back().second != offset) offsets_.emplace_back(at, offset);
}

std::chrono::minutes MnemosyneDays::offset() const {
  return offsets_.empty() ? std::chrono::minutes{0} : offsets_.back().second;
}

std::optional<StudyDay> MnemosyneDays::day_of(std::int64_t at) const {
  if (!utc_day(at)) return std::nullopt;
  auto offset = offsets_.empty() ? std::chrono::minutes{0} : offsets_.front().second;
  for (const auto& [since, known] : offsets_) {
    if (since > at) break;
    offset = known;
  }
  return study_day({std::chrono::sys_seconds{std::chrono::seconds{at}}, offset}, kRollover);
}

std::optional<PastReview> MnemosyneDays::review(const MnemosyneAnswer& answer) const {
  constexpr std::int64_t kLongest = std::int64_t{24} * 3600;
  const auto rating = rating_of(answer.grade);
  const auto day = day_of(answer.at);
  if (!rating || !day) return std::nullopt;
  PastReview review;
  review.at_ms = answer.at * 1000;
  review.rating = *rating;
  review.taken = std::chrono::seconds{std::clamp<std::int64_t>(answer.thought_s, 0, kLongest)};
  review.day = *day;
  const auto due = answer.grade < kLearnt ? std::nullopt : utc_day(answer.next);
  if (due && *due > *day) review.interval = *due - *day;
  return review;
}

std::optional<PastState> MnemosyneDays::state(const MnemosyneStanding& standing,
                                              const std::vector<PastReview>& reviews) const {
  const bool was_asked = standing.grade >= 0;
  if (!was_asked && reviews.empty()) return std::nullopt;
  PastState state;
  state.ef100 = ease_from(standing.easiness);
  if (!reviews.empty()) state.last = reviews.back().day;
  if (!was_asked) return state;  // its learner had it begin again
  if (const auto last = day_of(standing.last)) state.last = last;
  if (standing.grade < kLearnt) {
    state.due = state.last;
    return state;
  }
  state.n = static_cast<int>(std::clamp<std::int64_t>(standing.retained, 0, 10'000)) + 1;
  state.due = utc_day(standing.next);
  if (state.last && state.due && *state.due > *state.last) {
    state.interval = (*state.due - *state.last).count();
  }
  return state;
}

}  // namespace lianxi
