#include "foreign/mnemosyne_db.h"

#include <string>
#include <utility>
#include <vector>

#include "base/limits.h"
#include "foreign/html.h"
#include "foreign/mnemosyne_days.h"
#include "foreign/mnemosyne_notes.h"
#include "foreign/numbers.h"

namespace lianxi {
namespace {

constexpr std::int64_t kLatestVersion = 4;

// Rows of `log` are of many kinds. Of these two something is taken: 1, the program was started, and
// 9, a card was answered.

/// A query whose first column ascends, read beside others: what stands at a key is taken when its
/// turn comes. Looking for the rows of each fact would be slow where an index is missing; and where
/// tables are joined, one side is grouped, for ids that should be unique may not be.
class Rows {
 public:
  Rows(Db& db, const char* sql) : rows_(db, sql), has_row_(rows_.bind().step()) {}

  /// Calls `take` for every row at `key`; keys must ascend too.
  template <typename Take>
  void at(std::int64_t key, const Take& take) {
    while (has_row_ && rows_.get<std::int64_t>(0) < key) has_row_ = rows_.step();
    for (; has_row_ && rows_.get<std::int64_t>(0) == key; has_row_ = rows_.step()) take(rows_);
  }

 private:
  Statement rows_;
  bool has_row_;
};

void require_known_version(Db& db) {
  const auto found =
      query_one<std::string>(db, "select value from global_variables where key = 'version'");
  if (found == "Mnemosyne SQL 1.0") return;  // the first one had a name
  const auto version = whole_number(found.value_or(""));
  if (version && *version >= 1 && *version <= kLatestVersion) return;
  throw Error(ErrorKind::input,
              found ? "is a database of another version of Mnemosyne (" + plain_name(*found) + ")"
                    : "is a database of Mnemosyne that does not say its version",
              "export the cards from Mnemosyne as a .cards file: File, Export");
}

void require_cards(Db& db) {
  if (query_one<int>(db, "select 1 from cards limit 1")) return;
  if (!query_one<int>(db, "select 1 from log where event_type = 9 limit 1")) return;
  throw Error(ErrorKind::input, "holds old answers of Mnemosyne, and no cards they belong to",
              "import default.db, which has the cards and where each of them stands");
}

MnemosyneDays days_of(Db& db) {
  MnemosyneDays days;
  Statement starts(
      db, "select timestamp, object_id from log where event_type = 1 order by timestamp, _id");
  for (starts.bind(); starts.step();) {
    days.add_start(starts.get<std::int64_t>(0), starts.get<std::string_view>(1));
  }
  return days;
}

void add_own_types(Db& db, MnemosyneTypes& types) {
  Statement views(db, R"sql(
    select id, name, q_fact_keys, a_fact_keys, q_fact_key_decorators, a_fact_key_decorators,
      extra_data from fact_views)sql");
  for (views.bind(); views.step();) {
    types.add(MnemosyneViewRow{views.get<std::string>(0), views.get<std::string>(1),
                               views.get<std::string>(2), views.get<std::string>(3),
                               views.get<std::string>(4), views.get<std::string>(5),
                               views.get<std::string>(6)});
  }
  Statement own(db,
                "select id, name, fact_keys_and_names, fact_view_ids, extra_data from card_types");
  for (own.bind(); own.step();) {
    types.add(MnemosyneTypeRow{own.get<std::string>(0), own.get<std::string>(1),
                               own.get<std::string>(2), own.get<std::string>(3),
                               own.get<std::string>(4)});
  }
}

std::vector<std::string> keys_of(Db& db, const std::string& type) {
  Statement query(db, R"sql(
    select distinct key from data_for_fact
    where _fact_id in (select _fact_id from cards where card_type_id = ?)
    order by key limit 100)sql");
  std::vector<std::string> keys;
  for (query.bind(type); query.step();) keys.push_back(query.get<std::string>(0));
  return keys;
}

/// The types that cards are of, in the order of their ids.
std::vector<std::string> require_used(Db& db, MnemosyneTypes& types) {
  constexpr std::size_t kMostViews = 1'000;
  Statement query(db, R"sql(
    select distinct card_type_id, fact_view_id from cards order by card_type_id, fact_view_id
    limit ?)sql");
  std::vector<std::string> used;
  for (query.bind(kMostViews); query.step();) {
    const auto type = query.get<std::string>(0);
    types.require(type, query.get<std::string>(1),
                  types.find(type) ? std::vector<std::string>() : keys_of(db, type));
    if (used.empty() || used.back() != type) used.push_back(type);
  }
  return used;
}

class Database {
 public:
  Database(Db& db, const Report& complain, const NoteSink& sink)
      : db_(db),
        days_(days_of(db)),
        notes_(complain, sink),
        data_(db, "select _fact_id, key, value from data_for_fact order by _fact_id"),
        cards_(db, R"sql(
          select _fact_id, _id, id, card_type_id, fact_view_id, extra_data, grade, easiness,
            ret_reps_since_lapse, last_rep, next_rep, active
          from cards order by _fact_id, _id)sql"),
        tags_(db, R"sql(
          select cards._fact_id, tags.name from tags_for_card
            join (select _id, _fact_id from cards group by _id) as cards on cards._id = _card_id
            join (select _id, name from tags group by _id) as tags on tags._id = _tag_id
          order by cards._fact_id)sql"),
        answers_(db, R"sql(
          select cards._fact_id, cards._id, log.timestamp, log.grade, log.next_rep,
            log.thinking_time
          from log
            join (select id, min(_id) as _id, _fact_id from cards group by id) as cards
              on cards.id = log.object_id
          where log.event_type = 9
          order by cards._fact_id, cards._id, log.timestamp, log._id)sql") {}

  std::chrono::minutes offset() const { return days_.offset(); }

  void tell_types() {
    MnemosyneTypes types;
    add_own_types(db_, types);
    for (const std::string& used : require_used(db_, types)) notes_.tell_type(*types.find(used));
  }

  void all() {
    Statement facts(db_, "select _id, id from facts order by _id");
    for (facts.bind(); facts.step();) {
      add(facts.get<std::int64_t>(0), facts.get<std::string>(1));
    }
  }

 private:
  void add(std::int64_t key, std::string id) {
    MnemosyneFact fact;
    fact.id = id.empty() ? std::to_string(key) : std::move(id);
    data_.at(key, [&fact](const Statement& row) {
      fact.data[row.get<std::string>(1)] = row.get<std::string>(2);
    });
    tags_.at(key, [&fact](const Statement& row) { fact.tags.push_back(row.get<std::string>(1)); });
    notes_.add(fact, cards_of(key));
  }

  std::vector<MnemosyneCard> cards_of(std::int64_t fact) {
    std::vector<MnemosyneCard> cards;
    std::vector<std::int64_t> keys;
    std::vector<MnemosyneStanding> standings;
    cards_.at(fact, [&](const Statement& row) {
      if (cards.size() > kMaxNoteCards) return;  // one more, so that it is told
      keys.push_back(row.get<std::int64_t>(1));
      standings.push_back(standing_of(row));
      cards.push_back(card_of(row));
    });
    std::size_t i = 0;
    answers_.at(fact, [&](const Statement& row) {
      const auto key = row.get<std::int64_t>(1);
      while (i < keys.size() && keys[i] < key) ++i;
      if (i < keys.size() && keys[i] == key) add_review(cards[i].card, row);
    });
    for (i = 0; i < cards.size(); ++i) {
      cards[i].card.state = days_.state(standings[i], cards[i].card.reviews);
    }
    return cards;
  }

  static MnemosyneStanding standing_of(const Statement& row) {
    MnemosyneStanding standing;
    standing.grade = row.get<std::int64_t>(6);
    standing.easiness = row.get<double>(7);
    standing.retained = row.get<std::int64_t>(8);
    standing.last = row.get<std::int64_t>(9);
    standing.next = row.get<std::int64_t>(10);
    return standing;
  }

  static MnemosyneCard card_of(const Statement& row) {
    MnemosyneCard card;
    card.card.id = plain_name(row.get<std::string_view>(2));
    if (card.card.id.empty()) card.card.id = std::to_string(row.get<std::int64_t>(1));
    card.type = row.get<std::string>(3);
    card.view = row.get<std::string>(4);
    card.extra = row.get<std::string>(5);
    card.card.suspended = !row.is_null(11) && row.get<int>(11) == 0;
    return card;
  }

  void add_review(PastCard& card, const Statement& row) const {
    if (card.reviews.size() == kMaxCardReviews) return;
    const MnemosyneAnswer answer{row.get<std::int64_t>(2), row.get<std::int64_t>(3),
                                 row.get<std::int64_t>(4), row.get<std::int64_t>(5)};
    if (auto review = days_.review(answer)) card.reviews.push_back(*review);
  }

  Db& db_;
  MnemosyneDays days_;
  MnemosyneNotes notes_;
  Rows data_, cards_, tags_, answers_;
};

}  // namespace

bool is_mnemosyne_db(Db& db) {
  constexpr int kTables = 7;
  return query_one<int>(db, R"sql(
    select count(*) from sqlite_schema where type = 'table' and name in
      ('facts', 'data_for_fact', 'cards', 'tags', 'tags_for_card', 'global_variables', 'log')
    )sql") == kTables;
}

void read_mnemosyne_db(Db& db, std::string_view source, const NoteSink& sink) {
  const Report complain(source, sink);
  require_cards(db);
  require_known_version(db);
  Database database(db, complain, sink);
  sink.begin({"mnemosyne", "a database of Mnemosyne 2", "mnemosyne", database.offset(),
              MnemosyneDays::kRollover});
  database.tell_types();
  database.all();
}

}  // namespace lianxi
