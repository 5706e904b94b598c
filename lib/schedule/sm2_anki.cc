#include "schedule/sm2_anki.h"

#include <algorithm>
#include <cmath>

#include "schedule/fsrs.h"
#include "schedule/sm2.h"

namespace lianxi {
namespace {

/// The three intervals of an answer that was not forgotten, before limits, and what each must
/// exceed.
class Passed {
 public:
  Passed(std::int64_t interval, std::int32_t ef100, Days elapsed, const Sm2AnkiOptions& options)
      : planned_(static_cast<double>(std::max<std::int64_t>(interval, 1))),
        elapsed_(static_cast<double>(elapsed.count())),
        ease_(ef100 / 100.0),
        options_(options) {}

  std::array<Days, 3> days() const { return elapsed_ < planned_ ? early() : in_time(); }

 private:
  std::array<Days, 3> early() const {
    const double grown = std::max(elapsed_ * ease_, planned_);
    const double bonus = options_.easy_bonus - (options_.easy_bonus - 1) / 2;
    const double hard =
        std::max(elapsed_ * options_.hard_multiplier, planned_ * options_.hard_multiplier / 2);
    return {held(hard, 0), held(grown, 0), held(grown * bonus, 0)};
  }

  std::array<Days, 3> in_time() const {
    const double late = elapsed_ - planned_;
    const bool hard_grows = options_.hard_multiplier > 1;
    const Days hard = held(planned_ * options_.hard_multiplier, hard_grows ? planned_ + 1 : 0);
    const double good_over = hard_grows ? static_cast<double>(hard.count()) : planned_;
    const Days good = held((planned_ + late / 2) * ease_, good_over + 1);
    const Days easy = held((planned_ + late) * ease_ * options_.easy_bonus,
                           static_cast<double>(good.count()) + 1);
    return {hard, good, easy};
  }

  Days held(double raw, double least) const {
    const auto most = static_cast<double>(options_.max_interval.count());
    const double low = std::min(std::max(1.0, least), most);
    return Days{
        static_cast<int>(std::clamp(std::round(raw * options_.interval_multiplier), low, most))};
  }

  double planned_, elapsed_, ease_;
  const Sm2AnkiOptions& options_;
};

Days after_lapse(std::int64_t interval, const Sm2AnkiOptions& options) {
  const double left = std::round(static_cast<double>(interval) * options.lapse_multiplier);
  const auto most = static_cast<double>(options.max_interval.count());
  const auto least = static_cast<double>(std::max(options.min_lapse_interval, Days{1}).count());
  return Days{static_cast<int>(std::clamp(left, std::min(least, most), most))};
}

}  // namespace

AnkiReview anki_review(std::int64_t interval, std::int32_t ef100, Days elapsed,
                       const Sm2AnkiOptions& options) {
  const auto passed = Passed(interval, ef100, elapsed, options).days();
  return {
      {after_lapse(interval, options), passed[0], passed[1], passed[2]},
      {std::max(ef100 - 20, kSm2MinEf100), std::max(ef100 - 15, kSm2MinEf100), ef100, ef100 + 15}};
}

Outcome Sm2Anki::answer(const CardState& card, Rating rating, std::optional<int> quality,
                        Days elapsed, double) const {
  const Rating given = rating_for(rating, quality);
  const auto place = static_cast<std::size_t>(given) - 1;
  const std::int32_t n = given == Rating::again ? 0 : std::clamp(card.sm2.n, 0, 1 << 30) + 1;
  // Ease is no matter of the first answers: it begins to move with the first review.
  if (is_unseen(card)) {
    const Days days = given == Rating::easy ? options_.graduating_easy : options_.graduating_good;
    const Days held = std::min(days, options_.max_interval);
    return {{held.count(), n, card.sm2.ef100}, {}, held};
  }
  const std::int32_t ef100 = std::clamp(card.sm2.ef100, kSm2MinEf100, kSm2MaxEf100);
  const AnkiReview review = anki_review(planned(card), ef100, days_since(card, elapsed), options_);
  const Days days = review.intervals[place];
  return {{days.count(), n, review.ef100[place]}, {}, days};
}

bool Sm2Anki::is_exact(const CardState& card, Rating rating, std::optional<int> quality,
                       Days elapsed) const {
  if (is_unseen(card) || rating_for(rating, quality) == Rating::again) return false;
  return days_since(card, elapsed).count() < planned(card);
}

}  // namespace lianxi
