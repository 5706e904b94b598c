#include "store/confusion_rows.h"

namespace lianxi::store {
namespace {

/// The import that brought an event, from two columns that are both null or name it.
std::optional<EventId> import_of(const Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return EventId{row.get<DeviceId>(column), row.get<std::int64_t>(column + 1)};
}

}  // namespace

void for_each_mistyped(Db& db, std::optional<StudyDay> since, std::optional<StudyDay> until,
                       const std::function<void(const MistypedRow&)>& visit) {
  Statement query(db, R"sql(
    select device.code, event.seq, importer.code, event.import_seq, event.subject, event.study_day,
           event.clock_ms, event.clock_n, sentence.key, attempt.typed, attempt.verdict
    from attempt
    cross join event on event.id = attempt.event
    join device on device.id = event.device
    join review on review.event = event.id
    left join device as importer on importer.id = event.import_device
    left join stable_key as sentence on sentence.id = review.sentence
    where attempt.verdict in ('rival', 'other_word', 'wrong') and event.subject is not null
      and event.study_day >= coalesce(?, event.study_day)
      and event.study_day <= coalesce(?, event.study_day)
    order by event.subject, event.clock_ms, event.clock_n, device.code, event.seq, attempt.n)sql");
  for (query.bind(since, until); query.step();) {
    MistypedRow row;
    row.review = {query.get<DeviceId>(0), query.get<std::int64_t>(1)};
    row.import = import_of(query, 2);
    row.card = query.get<CardId>(4);
    row.day = query.get<StudyDay>(5);
    row.clock = {query.get<std::int64_t>(6), query.get<std::int32_t>(7)};
    row.sentence = query.get<std::optional<Key>>(8);
    row.typed = query.get<std::string>(9);
    row.verdict = verdict_from_string(query.get<std::string_view>(10)).value();
    visit(row);
  }
}

void for_each_answer_after(Db& db, const Key& card, StudyDay after, std::optional<StudyDay> until,
                           const std::function<void(const AnswerRow&)>& visit) {
  Statement query(db, R"sql(
    select device.code, event.seq, importer.code, event.import_seq, event.study_day, review.rating
    from event
    join device on device.id = event.device
    join review on review.event = event.id
    left join device as importer on importer.id = event.import_device
    where event.subject = (select id from stable_key where key = ?) and event.study_day > ?
      and event.study_day <= coalesce(?, event.study_day)
    order by event.clock_ms, event.clock_n, device.code, event.seq)sql");
  for (query.bind(card, after, until); query.step();) {
    visit({{query.get<DeviceId>(0), query.get<std::int64_t>(1)},
           import_of(query, 2),
           query.get<StudyDay>(4),
           query.get<Rating>(5)});
  }
}

}  // namespace lianxi::store
