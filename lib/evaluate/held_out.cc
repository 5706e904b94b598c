#include "evaluate/held_out.h"

#include <algorithm>
#include <unordered_map>

#include "evaluate/predictions.h"

namespace lianxi {

std::vector<std::size_t> foretold_places(std::span<const GradedReview> in_time_order) {
  std::unordered_map<std::uint32_t, std::int32_t> last_day;
  std::vector<std::size_t> places;
  for (std::size_t place = 0; place < in_time_order.size(); ++place) {
    const GradedReview& review = in_time_order[place];
    const auto [last, is_first] = last_day.emplace(review.card, review.day);
    if (!is_first && review.day > last->second) places.push_back(place);
    last->second = std::max(last->second, review.day);
  }
  return places;
}

std::vector<TimeFold> time_folds(std::size_t items) {
  const std::size_t segment = items / 6;
  std::vector<TimeFold> folds;
  for (std::size_t k = 1; segment > 0 && k <= 5; ++k) {
    folds.push_back({k * segment, k == 5 ? items : (k + 1) * segment});
  }
  return folds;
}

std::vector<Prediction> held_out(std::span<const GradedReview> in_time_order,
                                 std::span<const TimeFold> folds, const FitToKnown& fit) {
  const std::vector<std::size_t> places = foretold_places(in_time_order);
  std::vector<Prediction> found;
  for (const TimeFold& fold : folds) {
    const Fsrs6Model model(fit(in_time_order.first(places[fold.test_begin])));
    const std::vector<Prediction> all = predict_fsrs6(in_time_order, model);
    found.insert(found.end(), all.begin() + static_cast<std::ptrdiff_t>(fold.test_begin),
                 all.begin() + static_cast<std::ptrdiff_t>(fold.test_end));
  }
  return found;
}

std::vector<Prediction> held_out(std::span<const GradedReview> in_time_order,
                                 const FitToKnown& fit) {
  return held_out(in_time_order, time_folds(foretold_places(in_time_order).size()), fit);
}

}  // namespace lianxi
