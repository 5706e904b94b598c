// One pass through a log beside what is asked event by event and card by card. The log is that of a
// device whose rows do not stand in the order of clocks: another has brought its events late.

#include "session/log_fold.h"

#include <doctest/doctest.h>

#include <map>
#include <set>
#include <string>

#include "store/log_scan.h"
#include "support/random_learner.h"

namespace lianxi::test {
namespace {

/// A device that has learnt from another twice.
RandomLearner merged_learner(unsigned seed) {
  RandomLearner one(2 * seed, std::chrono::minutes{0}), other(2 * seed + 1, std::chrono::hours{5});
  for (int i = 1; i <= 80; ++i) {
    one.step();
    other.step();
    if (i % 40 == 0) one.take_from(other.db);
  }
  return one;
}

TEST_CASE("a scan of the log gives every record, in the order of its rows") {
  for (unsigned seed = 1; seed <= 5; ++seed) {
    CAPTURE(seed);
    RandomLearner learner = merged_learner(seed);
    std::map<EventId, store::EventRecord> wanted, got;
    store::for_each_record(learner.db,
                           [&](store::EventRecord record) { wanted[record.event.id] = record; });
    std::int64_t last = 0;
    store::scan_records(learner.db,
                        [&](const store::LogRow& row, const store::EventRecord& record) {
                          CHECK(row.row > last);
                          last = row.row;
                          const Event& event = record.event;
                          CHECK(row.has_facts == (event.type() == EventType::review));
                          CHECK(row.subject.has_value() == event.subject.has_value());
                          if (event.subject)
                            CHECK(store::key_of(learner.db, *row.subject) == *event.subject);
                          got[event.id] = record;
                        });
    CHECK(wanted.size() > 50);
    CHECK(got == wanted);
  }
}

TEST_CASE("one pass folds every card as its own events do") {
  int late = 0;
  for (unsigned seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    RandomLearner learner = merged_learner(seed);
    Db& db = learner.db;
    const DeadEvents dead = store::dead_events(db);
    const auto scheduler = store::load_settings(db).scheduler();
    LogFold fold = fold_log(db, dead, *scheduler);
    HybridTime before;
    store::scan_events(db, [&](const store::LogRow&, const Event& event) {
      if (event.clock < before) ++late;
      before = event.clock;
    });
    store::for_each_card(db, [&](const store::CardRow& card) {
      CAPTURE(to_hex(card.card.key));
      CHECK(fold.state(db, static_cast<KeyId>(card.id), card.card.key) ==
            fold_card(store::events_of(db, card.card.key), dead, *scheduler));
    });
  }
  CHECK(late > 20);  // else nothing was shown
}

/// Card and text, sorted.
std::set<std::string> accepted_texts(Db& db) {
  std::set<std::string> texts;
  Statement rows(db, "select card, text from accepted_answer");
  for (rows.bind(); rows.step();) {
    texts.insert(std::to_string(rows.get<std::int64_t>(0)) + " " + rows.get<std::string>(1));
  }
  return texts;
}

TEST_CASE("folding everything again makes every cache what the log says, and no more") {
  std::size_t accepted = 0;
  for (unsigned seed = 1; seed <= 10; ++seed) {
    CAPTURE(seed);
    RandomLearner learner = merged_learner(seed);
    const std::string before = learner.digests();
    const auto texts = accepted_texts(learner.db);
    accepted += texts.size();
    Transaction transaction(learner.db);
    execute(learner.db, "update card set n = 7, due_day = 1, open = not open, begun = not begun");
    execute(learner.db, "delete from accepted_answer");
    execute(learner.db, "insert into accepted_answer select id, 'never accepted' from card");
    refold_all(learner.db);
    transaction.commit();
    CHECK(learner.findings() == "");
    CHECK(learner.digests() == before);
    CHECK(accepted_texts(learner.db) == texts);
  }
  CHECK(accepted > 0);
}

TEST_CASE("check finds each cache that says something else") {
  RandomLearner learner = merged_learner(3);
  REQUIRE(learner.findings() == "");
  const char* const changes[] = {
      "update card set n = n + 1 where id = (select max(id) from card where retired = 0)",
      "update card set hash = hash + 1 where id = (select max(id) from card where retired = 0)",
      "update card set likeness = x'01' where id = (select max(id) from card where retired = 0)",
      "update card set stable = not stable where id = (select max(id) from card where retired = 0)",
      "update card set begun = not begun where id = (select max(id) from card where retired = 0)",
      "update tally set entries = entries + 1",
      "update tally set cards = cards + 1",
      "update tally set open = open + 1",
      "delete from tally",
  };
  for (const char* change : changes) {
    CAPTURE(change);
    learner.db.run("begin");
    learner.db.run(change);
    CHECK(learner.findings() != "");
    learner.db.run("rollback");
  }
}

TEST_CASE("where the log cannot be read through, no card or entry is blamed for it") {
  RandomLearner learner = merged_learner(4);
  learner.db.run("pragma ignore_check_constraints = on");
  execute(learner.db, R"sql(
    insert into attempt (event, n, typed, verdict) select max(event), 99, 'x', 'odd' from review)sql");
  const CheckReport report = check_collection(learner.db, {}, CheckDepth::quick);
  REQUIRE(report.findings.size() == 1);
  CHECK(report.findings[0].starts_with("the log cannot be read: "));
  // The schedule needs no attempts.
  Transaction transaction(learner.db);
  refold_all(learner.db);
  transaction.commit();
}

}  // namespace
}  // namespace lianxi::test
