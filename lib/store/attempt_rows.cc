#include "store/attempt_rows.h"

#include "store/log_rows.h"

namespace lianxi::store {
namespace {

EventId event_id(const Statement& row, int column) {
  return {row.get<DeviceId>(column), row.get<std::int64_t>(column + 1)};
}

void read_review(const Statement& row, TypedReview& review) {
  review.event = row.get<std::int64_t>(0);
  review.card = row.get<CardId>(3);
  review.entry = row.get<EntryId>(4);
  review.day = row.get<StudyDay>(5);
  review.sentence = row.get<std::optional<KeyId>>(6);
  review.first_sight = row.get<int>(7) != 0;
  review.rating = row.get<Rating>(8);
  review.attempts.clear();
}

bool is_dead(const Statement& row, const DeadEvents& dead) {
  const auto import = row.is_null(11) ? std::nullopt : std::optional(event_id(row, 11));
  return dead.contains(event_id(row, 9), import);
}

}  // namespace

void for_each_typed_review(Db& db, const DeadEvents& dead, const TypedFilter& filter,
                           const std::function<void(const TypedReview&)>& visit) {
  // The cross joins keep the order: attempts as they stand, and one row looked up for each.
  Statement query(db, R"sql(
    select attempt.event, attempt.typed, attempt.verdict, event.subject, card.entry,
           event.study_day, review.sentence, review.first_sight, review.rating,
           device.code, event.seq, importer.code, event.import_seq
    from attempt cross join event on event.id = attempt.event
    cross join review on review.event = attempt.event
    cross join card on card.id = event.subject
    cross join device on device.id = event.device
    left join device as importer on importer.id = event.import_device
    where (?1 is null or event.study_day >= ?1) and (?2 is null or event.study_day <= ?2)
      and (?3 is null or exists (select 1 from entry_deck
                                 where entry_deck.entry = card.entry and entry_deck.deck = ?3))
    order by attempt.event, attempt.n)sql");
  TypedReview review;
  bool dead_review = false;
  const auto end_review = [&] {
    if (!review.attempts.empty()) visit(review);
  };
  for (query.bind(filter.since, filter.until, filter.deck); query.step();) {
    if (query.get<std::int64_t>(0) != review.event) {
      end_review();
      read_review(query, review);
      dead_review = is_dead(query, dead);
    }
    if (!dead_review) review.attempts.push_back(read_attempt(query, 1));
  }
  end_review();
}

}  // namespace lianxi::store
