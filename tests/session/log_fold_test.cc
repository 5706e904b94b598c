// One pass through a log beside what is asked event by event and card by card. The log is that of a
// device whose rows do not stand in the order of clocks: another has brought its events late.

#include "session/log_fold.h"

#include <doctest/doctest.h>

#include <map>

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
    store::scan_log(learner.db, [&](const store::LoggedRecord& logged) {
      CHECK(logged.row > last);
      last = logged.row;
      const Event& event = logged.record.event;
      CHECK(logged.has_facts == (event.type() == EventType::review));
      CHECK(logged.subject.has_value() == event.subject.has_value());
      if (event.subject) CHECK(store::key_of(learner.db, *logged.subject) == *event.subject);
      got[event.id] = logged.record;
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
    store::scan_log(db, [&](const store::LoggedRecord& logged) {
      if (logged.record.event.clock < before) ++late;
      before = logged.record.event.clock;
    });
    store::for_each_card(db, [&](const store::CardRow& card) {
      CAPTURE(to_hex(card.card.key));
      CHECK(fold.state(db, static_cast<KeyId>(card.id), card.card.key) ==
            fold_card(store::events_of(db, card.card.key), dead, *scheduler));
    });
  }
  CHECK(late > 20);  // else nothing was shown
}

TEST_CASE("folding everything again changes nothing") {
  for (unsigned seed = 1; seed <= 10; ++seed) {
    CAPTURE(seed);
    RandomLearner learner = merged_learner(seed);
    const std::string before = learner.digests();
    Transaction transaction(learner.db);
    execute(learner.db, "update card set n = 7, due_day = 1, open = not open, begun = not begun");
    execute(learner.db, "delete from accepted_answer");
    refold_all(learner.db);
    transaction.commit();
    CHECK(learner.findings() == "");
    CHECK(learner.digests() == before);
  }
}

}  // namespace
}  // namespace lianxi::test
