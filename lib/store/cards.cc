#include "store/cards.h"

#include <fmt/format.h>

#include <algorithm>

#include "store/card_rows.h"
#include "store/log.h"
#include "store/query_sql.h"

namespace lianxi::store {
namespace {

CardRow read_card(const Statement& row) {
  CardRow card;
  card.id = row.get<CardId>(0);
  card.entry = row.get<EntryId>(1);
  card.card = {row.get<Key>(2), read_kind(row, 3), row.get<std::string>(4)};
  card.position = row.get<std::int64_t>(5);
  card.retired = row.get<int>(6) != 0;
  card.open = row.get<int>(7) != 0;
  CardState& state = card.state;
  state.sm2.n = row.get<std::int32_t>(8);
  state.sm2.ef100 = row.get<std::int32_t>(9);
  state.sm2.interval = row.get<std::int64_t>(10);
  state.due = row.get<std::optional<StudyDay>>(11);
  state.scheduled_due = row.get<std::optional<StudyDay>>(12);
  state.last = row.get<std::optional<StudyDay>>(13);
  state.repeat_today = row.get<int>(14) != 0;
  state.suspended = row.get<int>(15) != 0;
  state.buried_until = row.get<std::optional<StudyDay>>(16);
  state.deleted = row.get<int>(17) != 0;
  state.flag = row.get<std::string>(18);
  state.reviews = row.get<std::int32_t>(19);
  state.graded = row.get<std::int32_t>(20);
  state.lapses = row.get<std::int32_t>(21);
  state.days_recalled = row.get<std::int32_t>(22);
  state.introduced = row.get<std::optional<StudyDay>>(23);
  if (!row.is_null(24)) {
    state.latest_review = EventId{row.get<DeviceId>(24), row.get<std::int64_t>(25)};
  }
  card.partner = row.get<int>(26) != 0;
  if (!row.is_null(27) && !row.is_null(28)) {
    state.memory = MemoryState{row.get<double>(27), row.get<double>(28)};
  }
  return card;
}

/// The first row of a query over the view card_row.
std::optional<CardRow> first_card(Statement& query) {
  if (!query.step()) return std::nullopt;
  return read_card(query);
}

QueueCard read_queue_card(const Statement& row) {
  QueueCard card;
  card.card = row.get<CardId>(0);
  card.entry = row.get<EntryId>(1);
  card.hash = row.get<std::uint64_t>(2);
  card.due = row.get<StudyDay>(3);
  card.interval = row.get<std::int64_t>(4);
  card.position = row.get<std::int64_t>(5);
  card.introduced_entry = row.get<int>(6) != 0;
  card.likeness = row.get<Blob>(7).bytes;
  card.stable = row.get<int>(8) != 0;
  return card;
}

/// Visits the rows of `sql`, in which {} is what the selection asks; parameter 1 is today, `more`
/// the last.
template <typename Visit, typename... Values>
void for_each_selected(Db& db, std::string_view sql, StudyDay today, const Selection& selection,
                       const Visit& visit, const Values&... more) {
  const Condition chosen = condition_of(db, selection.query, today);
  Statement query(db, fmt::format(fmt::runtime(sql), chosen.sql));
  for (query.bind(today, chosen.parameters, more...); query.step();) visit(query);
}

template <typename... Values>
std::vector<QueueCard> queue_cards(Db& db, std::string_view sql, StudyDay today,
                                   const Selection& selection, const Values&... more) {
  std::vector<QueueCard> cards;
  const auto keep = [&](const Statement& row) { cards.push_back(read_queue_card(row)); };
  for_each_selected(db, sql, today, selection, keep, more...);
  return cards;
}

}  // namespace

bool save_card(Db& db, EntryId entry, const Card& card, std::int64_t position, bool partner,
               const Likeness& likeness) {
  const KeyId id = intern(db, card.key);
  const bool known = query_one<int>(db, "select 1 from card where id = ?", id).has_value();
  // A retired card of the same target under another key gives way: it is only a cache.
  if (known) {
    execute(db, R"sql(
      update or replace card
      set entry = ?, kind = ?, target = ?, position = ?, partner = ?, hash = ?, likeness = ?,
        retired = 0
      where id = ?)sql",
            entry, card.kind, card.target, position, partner, leading_bits(card.key),
            Blob{likeness}, id);
  } else {
    execute(db, R"sql(
      insert or replace into card (id, entry, kind, target, position, partner, hash, likeness)
      values (?, ?, ?, ?, ?, ?, ?, ?))sql",
            id, entry, card.kind, card.target, position, partner, leading_bits(card.key),
            Blob{likeness});
  }
  return !known;
}

void retire_cards(Db& db, EntryId entry, const std::vector<Key>& keep) {
  Statement query(db, R"sql(
    select card.id, key, exists (select 1 from event where subject = card.id)
    from card join stable_key on stable_key.id = card.id
    where card.entry = ? and retired = 0)sql");
  Statement remove(db, "delete from card where id = ?");
  Statement retire(db, "update card set retired = 1 where id = ?");
  for (query.bind(entry); query.step();) {
    if (std::find(keep.begin(), keep.end(), query.get<Key>(1)) != keep.end()) continue;
    (query.get<int>(2) != 0 ? retire : remove).run(query.get<CardId>(0));
  }
}

void save_state(Db& db, CardId card, const CardState& state) {
  std::optional<std::int64_t> latest_device, latest_seq;
  std::optional<double> stability, difficulty;
  if (state.memory) {
    stability = state.memory->stability;
    difficulty = state.memory->difficulty;
  }
  if (state.latest_review) {
    latest_device = query_one<std::int64_t>(db, "select id from device where code = ?",
                                            state.latest_review->device);
    latest_seq = state.latest_review->seq;
  }
  execute(db, R"sql(
    update card set n = ?, ef100 = ?, interval_days = ?, due_day = ?, scheduled_due_day = ?,
      last_day = ?, repeat_today = ?, suspended = ?, buried_until_day = ?, deleted = ?, flag = ?,
      reviews = ?, graded = ?, lapses = ?, days_recalled = ?, introduced_day = ?,
      latest_device = ?, latest_seq = ?, stability = ?, difficulty = ?
    where id = ?)sql",
          state.sm2.n, state.sm2.ef100, state.sm2.interval, state.due, state.scheduled_due,
          state.last, state.repeat_today, state.suspended, state.buried_until, state.deleted,
          state.flag, state.reviews, state.graded, state.lapses, state.days_recalled,
          state.introduced, latest_device, latest_seq, stability, difficulty, card);
}

void save_open(Db& db, CardId card, bool open) {
  execute(db, "update card set open = ?1 where id = ?2 and open <> ?1", open, card);
}

void update_siblings(Db& db, EntryId entry) {
  execute(db, R"sql(
    update card set begun = not begun
    where entry = ?1
      and begun <> exists (select 1 from card where entry = ?1 and last_day is not null))sql",
          entry);
  execute(db, R"sql(
    update card set stable = not stable
    where entry = ?1
      and stable <> (coalesce((select min(interval_days) from card
                               where entry = ?1 and kind = 1 and retired = 0), 0) >= 21))sql",
          entry);
}

void update_all_siblings(Db& db) {
  db.run(R"sql(
    update card set begun = not begun
    where begun <> (entry in (select entry from card where last_day is not null));
    update card set stable = not stable
    where stable <> (entry in (select entry from card where kind = 1 and retired = 0
                               group by entry having min(interval_days) >= 21)))sql");
}

bool is_begun(Db& db, std::string_view headword) {
  return query_one<int>(db, R"sql(
    select 1 from entry join card on card.entry = entry.id
    where headword = ? and begun = 1 limit 1)sql",
                        headword)
      .has_value();
}

bool is_stable(Db& db, std::string_view headword) {
  return query_one<int>(db, R"sql(
    select 1 from entry join card on card.entry = entry.id
    where headword = ? and kind = 1 and interval_days >= 21 and retired = 0 limit 1)sql",
                        headword)
      .has_value();
}

std::optional<CardRow> card_row(Db& db, CardId id) {
  Statement query(db, "select * from card_row where id = ?");
  query.bind(id);
  return first_card(query);
}

std::optional<CardRow> find_card(Db& db, const Key& key) {
  Statement query(db, "select * from card_row where key = ?");
  query.bind(key);
  return first_card(query);
}

std::vector<CardRow> cards_of(Db& db, EntryId entry) {
  Statement query(db, "select * from card_row where entry = ? and retired = 0 order by position");
  std::vector<CardRow> cards;
  for (query.bind(entry); query.step();) cards.push_back(read_card(query));
  return cards;
}

std::vector<EntryId> entries_contrasting(Db& db, std::string_view word) {
  Statement query(db, "select entry from card where target = ? and kind = 5 and retired = 0");
  std::vector<EntryId> entries;
  for (query.bind(word); query.step();) entries.push_back(query.get<EntryId>(0));
  return entries;
}

void for_each_card(Db& db, const std::function<void(const CardRow&)>& visit) {
  Statement query(db, "select * from card_row order by key");
  for (query.bind(); query.step();) visit(read_card(query));
}

std::vector<QueueCard> due_cards(Db& db, StudyDay today, const Selection& selection, Days ahead) {
  return queue_cards(db, R"sql(
    select id, entry, hash, due_day, interval_days, 0, 1, likeness, stable from card
    where suspended = 0 and deleted = 0 and retired = 0
      and coalesce(buried_until_day, 0) <= ?1
      and {}
      and due_day <= ?1 + ?)sql",
                     today, selection, ahead.count());
}

void for_each_due_memory(Db& db, StudyDay today, const Selection& selection, Days ahead,
                         const std::function<void(CardId, const CardState&)>& visit) {
  CardState state;
  const auto read = [&](const Statement& row) {
    state.memory = {row.get<double>(1), row.get<double>(2)};
    state.sm2.interval = row.get<std::int64_t>(3);
    state.last = row.get<std::optional<StudyDay>>(4);
    visit(row.get<CardId>(0), state);
  };
  for_each_selected(db, R"sql(
    select id, stability, difficulty, interval_days, last_day from card
    where suspended = 0 and deleted = 0 and retired = 0
      and coalesce(buried_until_day, 0) <= ?1
      and {}
      and due_day <= ?1 + ?
      and stability is not null and difficulty is not null)sql",
                    today, selection, read, ahead.count());
}

std::vector<QueueCard> new_cards(Db& db, StudyDay today, const Selection& selection,
                                 std::int64_t limit) {
  // Cards of entries that have begun go first: none of them waits behind a large deck.
  return queue_cards(db, R"sql(
    select id, entry, hash, 0, 0, position, begun, likeness, stable from card
    where due_day is null and open = 1 and suspended = 0 and deleted = 0 and retired = 0
      and coalesce(buried_until_day, 0) <= ?1
      and {}
    order by begun desc, position limit ?)sql",
                     today, selection, limit);
}

std::vector<QueueCard> drill_cards(Db& db, StudyDay today, const Selection& selection) {
  return queue_cards(db, R"sql(
    select id, entry, hash, last_day, interval_days, position, 1, likeness, stable from card
    where last_day = ?1 and repeat_today = 1 and suspended = 0 and deleted = 0 and retired = 0
      and coalesce(buried_until_day, 0) <= ?1
      and {})sql",
                     today, selection);
}

std::vector<QueueCard> all_cards(Db& db, StudyDay today, const Selection& selection) {
  return queue_cards(db, R"sql(
    select id, entry, hash, 0, 0, position, 1, likeness, stable from card
    where suspended = 0 and deleted = 0 and retired = 0 and coalesce(buried_until_day, 0) <= ?1
      and {}
    order by position)sql",
                     today, selection);
}

std::vector<AnsweredCard> answered_on(Db& db, StudyDay day) {
  Statement query(db, R"sql(
    select entry, introduced_day is last_day from card where last_day = ?)sql");
  std::vector<AnsweredCard> answered;
  for (query.bind(day); query.step();) {
    answered.push_back({query.get<EntryId>(0), query.get<int>(1) != 0});
  }
  return answered;
}

std::vector<IntroducedEntry> recently_introduced(Db& db, StudyDay since) {
  Statement query(db, R"sql(
    select entry, min(introduced_day) from card as recent indexed by card_introduced
    where introduced_day >= ?1 and not exists
      (select 1 from card where card.entry = recent.entry and introduced_day < ?1)
    group by entry)sql");
  std::vector<IntroducedEntry> entries;
  for (query.bind(since); query.step();) {
    entries.push_back({query.get<EntryId>(0), query.get<StudyDay>(1)});
  }
  return entries;
}

std::int64_t reviews_between(Db& db, StudyDay from, StudyDay to) {
  return query_one<std::int64_t>(db, R"sql(
    select count(*) from event where study_day >= ? and study_day < ? and type = 1)sql",
                                 from, to)
      .value_or(0);
}

std::optional<std::chrono::milliseconds> mean_taken(Db& db, int count) {
  const auto mean = query_one<std::int64_t>(db, R"sql(
    select cast(avg(taken_ms) as integer)
    from (select taken_ms from review order by event desc limit ?))sql",
                                            count);
  return mean ? std::optional(std::chrono::milliseconds{*mean}) : std::nullopt;
}

std::vector<int> due_by_day(Db& db, StudyDay from, int days) {
  Statement query(db, R"sql(
    select max(due_day, ?1), count(*) from card
    where due_day < ?1 + ?2 and suspended = 0 and deleted = 0 and retired = 0
    group by 1)sql");
  std::vector<int> counts(static_cast<std::size_t>(days), 0);
  for (query.bind(from, days); query.step();) {
    const auto index = (query.get<StudyDay>(0) - from).count();
    counts[static_cast<std::size_t>(index)] = query.get<int>(1);
  }
  return counts;
}

std::vector<std::string> accepted_answers(Db& db, const Key& card) {
  Statement query(db, R"sql(
    select text from accepted_answer join stable_key on stable_key.id = card
    where key = ? order by text)sql");
  std::vector<std::string> texts;
  for (query.bind(card); query.step();) texts.push_back(query.get<std::string>(0));
  return texts;
}

void save_accepted(Db& db, const Key& card, const std::vector<std::string>& texts) {
  const KeyId id = intern(db, card);
  execute(db, "delete from accepted_answer where card = ?", id);
  Statement row(db, "insert or ignore into accepted_answer (card, text) values (?, ?)");
  for (const std::string& text : texts) row.run(id, text);
}

void forget_accepted(Db& db) { execute(db, "delete from accepted_answer"); }

std::vector<Key> shown_sentences(Db& db, CardId card) {
  Statement query(db, R"sql(
    select key from event join review on review.event = event.id
    join stable_key on stable_key.id = review.sentence
    where event.subject = ?
    group by review.sentence order by max(event.id))sql");
  std::vector<Key> keys;
  for (query.bind(card); query.step();) keys.push_back(query.get<Key>(0));
  return keys;
}

std::vector<Key> sentences_shown_on(Db& db, EntryId entry, StudyDay day) {
  Statement query(db, R"sql(
    select distinct key from card join event on event.subject = card.id
    join review on review.event = event.id join stable_key on stable_key.id = review.sentence
    where card.entry = ? and event.study_day = ?)sql");
  std::vector<Key> keys;
  for (query.bind(entry, day); query.step();) keys.push_back(query.get<Key>(0));
  return keys;
}

}  // namespace lianxi::store
