#include "store/query_sql.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "store/log.h"
#include "store/match.h"
#include "text/hanzi.h"

namespace lianxi::store {
namespace {

using Ids = std::vector<std::int64_t>;

/// Entries with a reading, or a definition, that says this.
Ids entries_saying(Db& db, const TextTerm& term) {
  Ids ids;
  if (const TypedPinyin typed(term.text); !term.begins) {
    Statement query(db, R"sql(
      select entry.id, headword, pinyin from entry_reading join entry on entry.id = entry)sql");
    for (query.bind(); query.step();) {
      if (reads_as(typed, query.get<std::string_view>(2), query.get<std::string_view>(1))) {
        ids.push_back(query.get<std::int64_t>(0));
      }
    }
  }
  std::string words = spaced_words(term.text);
  if (term.begins) words.pop_back();
  Statement query(db, "select id, definition from entry");
  for (query.bind(); query.step();) {
    if (spaced_words(query.get<std::string_view>(1)).find(words) != std::string::npos) {
      ids.push_back(query.get<std::int64_t>(0));
    }
  }
  return ids;
}

/// Cards with such a review that nobody has taken back.
Ids cards_rated(Db& db, const RatedTerm& term, StudyDay today) {
  const DeadEvents dead = dead_events(db);
  Statement query(db, R"sql(
    select event.subject, device.code, event.seq, importer.code, event.import_seq
    from event join review on review.event = event.id
    join device on device.id = event.device
    left join device as importer on importer.id = event.import_device
    where event.study_day > ?1 - ?2 and event.study_day <= ?1 and (?3 is null or rating = ?3))sql");
  Ids ids;
  for (query.bind(today, term.days, term.rating); query.step();) {
    std::optional<EventId> import;
    if (!query.is_null(3)) import = {query.get<DeviceId>(3), query.get<std::int64_t>(4)};
    if (dead.contains({query.get<DeviceId>(1), query.get<std::int64_t>(2)}, import)) continue;
    ids.push_back(query.get<std::int64_t>(0));
  }
  return ids;
}

/// Puts a condition together, term by term.
class Writer {
 public:
  Writer(Db& db, StudyDay today) : db_(db), today_(today) {}

  void write(const Query& query) {
    switch (query.op) {
      case Query::Op::every:
        return write_all(query.parts, " and ");
      case Query::Op::some:
        return write_all(query.parts, " or ");
      case Query::Op::negation:
        condition_.sql += "not ";
        return write(query.parts.front());
      case Query::Op::term:
        return std::visit([this](const auto& term) { write(term); }, query.term);
    }
  }
  Condition take() { return std::move(condition_); }

 private:
  void write_all(const std::vector<Query>& parts, std::string_view between) {
    if (parts.empty()) return add("1");
    std::string_view before = "(";
    for (const Query& part : parts) {
      condition_.sql += before;
      write(part);
      before = between;
    }
    condition_.sql += ")";
  }

  void write(const TextTerm& term) {
    if (!has_hanzi(term.text)) {
      return add("card.entry in (select value from json_each(?{0}))", entries_saying(db_, term));
    }
    add(term.begins ? "card.entry in (select id from entry where instr(headword, ?{0}) = 1 "
                      "or instr(traditional, ?{0}) = 1)"
                    : "card.entry in (select id from entry where instr(headword, ?{0}) > 0 "
                      "or instr(traditional, ?{0}) > 0)",
        term.text);
  }
  void write(const WordTerm& term) {
    add("card.entry in (select id from entry where headword = ?{0} or traditional = ?{0})",
        term.word);
  }
  void write(const DeckTerm& term) {
    add("card.entry in (select entry from entry_deck where deck = "
        "(select id from deck where name = ?{0}))",
        term.name);
  }
  void write(const TagTerm& term) {
    add("card.entry in (select entry from entry_tag where tag = ?{0} collate nocase)", term.name);
  }
  void write(const LevelTerm& term) {
    add("card.entry in (select entry from entry_level where level between ?{0} and ?{1}",
        term.levels.least, term.levels.most);
    if (!term.list.empty()) {
      add(" and (list = ?{0} collate nocase or list = 'HSK ' || ?{0})", term.list);
    }
    condition_.sql += ")";
  }
  void write(const KindTerm& term) {
    add("card.kind = ?{0}", static_cast<std::int64_t>(term.kind));
  }
  void write(const StateTerm& term) { add(sql_of(term.state)); }
  void write(const DueTerm& term) {
    add("(card.due_day is not null and card.due_day - ?1 between ?{0} and ?{1})", term.days.least,
        term.days.most);
  }
  void write(const RatedTerm& term) {
    add("card.id in (select value from json_each(?{0}))", cards_rated(db_, term, today_));
  }

  /// Appends SQL in which {0} and {1} are the numbers of these values.
  template <typename... Values>
  void add(std::string_view sql, const Values&... values) {
    const std::size_t first = condition_.parameters.size() + 2;
    (bind(values), ...);
    condition_.sql += fmt::format(fmt::runtime(sql), first, first + 1);
  }
  void bind(std::int64_t value) { condition_.parameters.emplace_back(value); }
  void bind(const std::string& value) { condition_.parameters.emplace_back(value); }
  void bind(const Ids& ids) {
    condition_.parameters.emplace_back(fmt::format("[{}]", fmt::join(ids, ",")));
  }

  Db& db_;
  StudyDay today_;
  Condition condition_;
};

}  // namespace

Condition condition_of(Db& db, const Query& query, StudyDay today) {
  Writer writer(db, today);
  writer.write(query);
  Condition condition = writer.take();
  // Not every query asks for today, but whoever runs it binds it.
  condition.sql = fmt::format("(?1 is not null and {})", condition.sql);
  return condition;
}

std::string_view sql_of(CardIs state) {
  switch (state) {
    case CardIs::due:
      return "(card.due_day is not null and card.due_day <= ?1 and card.suspended = 0 "
             "and coalesce(card.buried_until_day, 0) <= ?1)";
    case CardIs::fresh:
      return "(card.due_day is null and card.open = 1 and card.suspended = 0 "
             "and coalesce(card.buried_until_day, 0) <= ?1)";
    case CardIs::open:
      return "(card.due_day is not null or card.open = 1)";
    case CardIs::locked:
      return "(card.due_day is null and card.open = 0)";
    case CardIs::learning:
      return "(card.last_day is not null and card.interval_days < 21)";
    case CardIs::stable:
      return "card.interval_days >= 21";
    case CardIs::suspended:
      return "card.suspended = 1";
    case CardIs::buried:
      return "coalesce(card.buried_until_day, 0) > ?1";
    case CardIs::leech:
      return "card.lapses >= 6";
    case CardIs::flagged:
      return "card.flag <> ''";
  }
  return "0";
}

}  // namespace lianxi::store
