#include "session/remembered.h"

#include <algorithm>

namespace lianxi {

RowMap<RememberedCard> remembered_cards(const std::vector<GivenAnswer>& answers,
                                        const Fsrs6Model& model, const Sm2Options& sm2) {
  RowMap<RememberedCard> cards;
  for (const GivenAnswer& answer : answers) {
    RememberedCard& card = cards[static_cast<std::int64_t>(answer.id)];
    if (!card.known || card.number != answer.card) {
      card = {true, answer.card, answer.day, model.first(answer.rating),
              sm2_step({}, quality_of(answer.rating), sm2)};
      continue;
    }
    const std::int64_t elapsed = std::max<std::int64_t>(answer.day - card.last, 0);
    card.memory = model.next(card.memory, static_cast<double>(elapsed), answer.rating);
    if (elapsed > 0) card.sm2 = sm2_step(card.sm2, quality_of(answer.rating), sm2);
    card.last += elapsed;
  }
  return cards;
}

std::vector<TimedReview> timed_reviews(const std::vector<GivenAnswer>& answers) {
  std::vector<TimedReview> reviews;
  reviews.reserve(answers.size());
  for (const GivenAnswer& answer : answers) {
    reviews.push_back({answer.card, answer.day, answer.rating, answer.taken, answer.kind});
  }
  return reviews;
}

}  // namespace lianxi
