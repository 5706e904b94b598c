#include "stats/stats.h"

#include <algorithm>

namespace lianxi {

using std::chrono::minutes;

DayTotal& DayTotal::operator+=(const DayTotal& other) {
  reviews += other.reviews;
  introduced += other.introduced;
  drills += other.drills;
  recalled += other.recalled;
  taken += other.taken;
  return *this;
}

StatsCounter::StatsCounter(std::size_t groups, std::optional<StudyDay> since,
                           std::optional<StudyDay> until)
    : since_(since), until_(until), by_group_(groups) {}

void StatsCounter::add(const ReviewedCard& card, const ReviewFact& review) {
  Day& lived = day_of(review.day);
  if (review.at < lived.first) {
    lived.first = review.at;
    lived.first_offset = review.offset;
  }
  if (review.at >= lived.last) {
    lived.last = review.at;
    lived.last_offset = review.offset;
  }
  lived.total.taken += review.taken;
  if (review.elapsed == Days{0}) {
    ++lived.total.drills;
    return;
  }
  ++lived.total.reviews;
  lived.total.recalled += review.rating != Rating::again ? 1 : 0;
  review.elapsed ? count_recall(card, review, lived) : void(++lived.total.introduced);
}

void StatsCounter::count_recall(const ReviewedCard& card, const ReviewFact& review, Day& lived) {
  if ((since_ && review.day < *since_) || (until_ && review.day > *until_)) return;
  const bool recalled = review.rating != Rating::again;
  lived.recall.add(recalled);
  by_kind_[static_cast<std::size_t>(card.kind)].add(recalled);
  by_group_[card.group].add(recalled);
  if (review.first_sight) by_first_sight_[*review.first_sight].add(recalled);
  const auto local = review.at + review.offset;
  const auto time = local - std::chrono::floor<std::chrono::days>(local);
  by_day_part_[static_cast<std::size_t>(time / std::chrono::hours{4})].add(recalled);
}

std::map<std::chrono::year_month, Proportion> StatsCounter::by_month() const {
  std::map<std::chrono::year_month, Proportion> months;
  for (const auto& [day, lived] : days_) {
    const std::chrono::year_month_day date{day};
    if (lived.recall.of > 0) months[date.year() / date.month()] += lived.recall;
  }
  return months;
}

StatsCounter::Day& StatsCounter::day_of(StudyDay day) {
  // Answers come nearly in the order of days.
  if (latest_day_ == days_.end() || latest_day_->first != day) {
    latest_day_ = days_.try_emplace(day).first;
  }
  return latest_day_->second;
}

std::map<StudyDay, DayTotal> StatsCounter::by_day() const {
  std::map<StudyDay, DayTotal> days;
  for (const auto& [day, lived] : days_) days.emplace_hint(days.end(), day, lived.total);
  return days;
}

bool StatsCounter::follows(StudyDay before, StudyDay day) const {
  if (day - before == Days{1}) return true;
  const Day &earlier = days_.at(before), &later = days_.at(day);
  const minutes jump = later.first_offset - earlier.last_offset;
  const bool within_a_day = later.first - earlier.last + jump <= std::chrono::hours{24};
  return day - before == Days{2} && (jump > std::chrono::hours{12} || within_a_day);
}

Streak StatsCounter::streak(StudyDay today) const {
  Streak streak;
  int row = 0;
  std::optional<StudyDay> before;
  for (const auto& [day, lived] : days_) {
    if (day > today) break;
    row = before && follows(*before, day) ? row + 1 : 1;
    streak.longest = std::max(streak.longest, row);
    before = day;
  }
  const bool goes_on = before && today - *before <= Days{1};
  streak.now = goes_on ? row : 0;
  return streak;
}

}  // namespace lianxi
