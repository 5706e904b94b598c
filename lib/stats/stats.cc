#include "stats/stats.h"

namespace lianxi {

void StatsCounter::add(const ReviewFact& review) {
  if (!last_ || review.card != card_) {
    card_ = review.card;
    last_.reset();
  }
  // A clock that ran backwards does not bring a day back.
  const StudyDay day = last_ ? std::max(review.day, *last_) : review.day;
  DayTotal& total = by_day_[day];
  total.taken += review.taken;
  const bool recalled = review.rating != Rating::again;
  if (last_ && day == *last_) {
    ++total.drills;
    return;
  }
  ++total.reviews;
  total.recalled += recalled ? 1 : 0;
  if (last_) {
    const auto count = [&](Recall& recall) {
      ++recall.reviews;
      recall.recalled += recalled ? 1 : 0;
    };
    count(by_kind_[review.kind]);
    if (review.first_sight) count(by_first_sight_[*review.first_sight]);
  } else {
    ++total.introduced;
  }
  last_ = day;
}

int StatsCounter::streak(StudyDay today) const {
  StudyDay day = by_day_.contains(today) ? today : today - Days{1};
  int days = 0;
  for (; by_day_.contains(day); day -= Days{1}) ++days;
  return days;
}

}  // namespace lianxi
