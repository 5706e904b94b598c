#include "session/answer_history.h"

#include <algorithm>
#include <limits>
#include <map>
#include <string>

#include "base/row_map.h"
#include "store/card_rows.h"
#include "store/log.h"
#include "store/review_rows.h"

namespace lianxi {
namespace {

using Time = std::chrono::sys_time<std::chrono::minutes>;

/// An answer and the time that puts it among those of other cards.
struct Timed {
  Time at;
  GivenAnswer answer;
};

/// What is known of a card while its answers come.
struct KnownCard {
  CardKind kind = CardKind::plain;
  std::uint32_t number = std::numeric_limits<std::uint32_t>::max();
  Time latest = Time::min();  ///< no answer of it sorts before
};

}  // namespace

std::vector<GradedReview> graded_reviews(const std::vector<GivenAnswer>& answers) {
  std::vector<GradedReview> graded;
  graded.reserve(answers.size());
  for (const GivenAnswer& answer : answers) {
    graded.push_back({answer.card, answer.day, answer.rating});
  }
  return graded;
}

std::vector<GivenAnswer> given_answers(Db& db) {
  RowMap<KnownCard> cards;
  store::for_each_card_figures(db, [&](const store::CardFigures& card) {
    cards[static_cast<std::int64_t>(card.id)].kind = card.kind;
  });
  std::uint32_t numbers = 0;
  std::vector<Timed> answers;
  store::for_each_review(db, store::dead_events(db), [&](const store::ReviewRow& row) {
    KnownCard& card = cards[static_cast<std::int64_t>(row.card)];
    const bool begins = card.latest == Time::min() || row.anew;
    if (begins) card.number = numbers++;
    card.latest = std::max(card.latest, row.at);
    answers.push_back({card.latest,
                       {card.number, static_cast<std::int32_t>(day_number(row.day)), row.rating,
                        card.kind, static_cast<CardId>(row.card), row.taken}});
  });
  std::stable_sort(answers.begin(), answers.end(),
                   [](const Timed& a, const Timed& b) { return a.at < b.at; });
  std::vector<GivenAnswer> given;
  given.reserve(answers.size());
  for (const Timed& timed : answers) given.push_back(timed.answer);
  return given;
}

std::vector<GivenAnswer> given_answers(const ReviewLog& log, std::chrono::minutes offset,
                                       std::chrono::hours rollover) {
  std::map<std::string, std::uint32_t> numbers;
  std::vector<GivenAnswer> given;
  given.reserve(log.reviews.size());
  for (const LoggedReview& review : log.reviews) {
    const auto number = static_cast<std::uint32_t>(numbers.size());
    const Moment at{decltype(Moment::utc){std::chrono::milliseconds{review.at_ms}},
                    review.offset.value_or(offset)};
    given.push_back({numbers.emplace(review.card, number).first->second,
                     static_cast<std::int32_t>(day_number(study_day(at, rollover))),
                     review.rating,
                     CardKind::plain,
                     {},
                     review.taken});
  }
  return given;
}

}  // namespace lianxi
