#include "session/mend_clock.h"

#include <doctest/doctest.h>

#include "session/check.h"
#include "session/merge.h"
#include "session/restore.h"
#include "session/study.h"
#include "session/undo.h"
#include "store/entries.h"
#include "support/collection.h"

namespace lianxi::test {
namespace {

constexpr std::string_view kNow = "2026-03-02T09:00+08:00";

/// A learner whose machine's clock is wrong for a while.
struct Learner {
  TestClock clock{kNow};
  Db db = store::memory_collection(clock.now());

  Learner() {
    import_text(db, clock, "tea", kTea);
    answer_one();
  }

  store::Stamp stamp() const { return {clock.now(), std::chrono::hours{4}}; }

  void answer_one() {
    Study study(db, clock, {});
    REQUIRE(study.ask());
    study.rate(Rating::good);
    clock.advance(std::chrono::minutes{1});
  }

  void write(Act act) {
    std::vector<std::pair<Key, Act>> acts;
    store::for_each_card(
        db, [&](const store::CardRow& card) { acts.emplace_back(card.card.key, act); });
    Transaction transaction(db);
    record_together(db, stamp(), acts);
    transaction.commit();
  }

  std::vector<Event> log() {
    std::vector<Event> events;
    store::for_each_event(db, [&](const Event& event) { events.push_back(event); });
    return events;
  }

  std::vector<std::string> findings() { return check_collection(db, clock.now()).findings; }
};

/// What stays of an event wherever it stands.
std::vector<std::pair<EventType, std::optional<Key>>> acts_of(const std::vector<Event>& log) {
  std::vector<std::pair<EventType, std::optional<Key>>> acts;
  for (const Event& event : log) acts.emplace_back(event.type(), event.subject);
  return acts;
}

}  // namespace

TEST_CASE("events of the future come back as the newest of now, with all that names them") {
  Learner learner;
  const std::size_t of_past = learner.log().size();
  learner.clock.set("2031-05-06T09:00+08:00");
  learner.answer_one();
  learner.answer_one();
  learner.write(SuspendAct{true});
  REQUIRE(undo_latest(learner.db, learner.stamp()));
  REQUIRE(redo_latest(learner.db, learner.stamp()));
  REQUIRE(undo_latest(learner.db, learner.stamp()));
  learner.write(BuryAct{study_day(learner.clock.now()) + Days{1}});
  const Moment then = learner.clock.now();
  learner.clock.advance(std::chrono::minutes{1});
  learner.write(FlagAct{"later"});
  restore(learner.db, learner.stamp(), plan_restore(learner.db, then).act);
  const std::vector<Event> before = learner.log();
  const DeadEvents dead_before = store::dead_events(learner.db);
  const DeviceId old = store::this_device(learner.db);

  learner.clock.set("2026-03-03T09:00+08:00");
  REQUIRE(learner.findings().size() == 1);
  CHECK(learner.findings()[0].find("from 2031-05-06T09:00") != std::string::npos);
  const auto of_future = static_cast<std::int64_t>(before.size() - of_past);
  CHECK(future_events(learner.db, learner.clock.now()).own == of_future);

  mend_clock(learner.db, learner.clock.now(), 7);
  CHECK(learner.findings().empty());
  std::vector<Event> after = learner.log();
  const auto added = after.begin() + static_cast<std::ptrdiff_t>(of_past);
  REQUIRE(added->type() == EventType::restore);
  after.erase(added);
  CHECK(acts_of(after) == acts_of(before));
  const DeadEvents dead_after = store::dead_events(learner.db);
  const DeviceId fresh = store::this_device(learner.db);
  CHECK(fresh != old);
  for (std::size_t i = 0; i < after.size(); ++i) {
    CAPTURE(i);
    CHECK(dead_after.contains(after[i].id) == dead_before.contains(before[i].id));
    if (i < of_past) {
      CHECK(after[i] == before[i]);
      continue;
    }
    CHECK(after[i].id.device == fresh);
    CHECK(after[i].at == learner.clock.now());
    CHECK(after[i].day == study_day(learner.clock.now()));
    CHECK((after[i].with == 0) == (before[i].with == 0));
  }
  // The second answer of the future was about a card of its own; buried cards are so until
  // tomorrow.
  store::for_each_card(learner.db, [&](const store::CardRow& card) {
    CHECK(card.state.buried_until == study_day(learner.clock.now()) + Days{1});
    CHECK_FALSE(card.state.suspended);
    CHECK(card.state.flag.empty());
  });

  // Undo goes on where it was: the restore, then the flag that it had killed.
  REQUIRE(undo_latest(learner.db, learner.stamp())->latest.type() == EventType::restore);
  REQUIRE(undo_latest(learner.db, learner.stamp())->latest.type() == EventType::flag);
  // The restore that keeps the old ones dead is no act of the learner.
  const EventId keeper{fresh, 1};
  while (undo_latest(learner.db, learner.stamp())) {
  }
  CHECK_FALSE(store::dead_events(learner.db).contains(keeper));
  CHECK(learner.findings().empty());
  CHECK(learner.log().back().clock.ms < learner.clock.now().ms() + 1000);
}

TEST_CASE("a card's later answers follow the renamed ones") {
  Learner learner;
  learner.clock.set("2031-05-06T09:00+08:00");
  Study study(learner.db, learner.clock, {});
  REQUIRE(study.ask());
  study.rate(Rating::again);
  while (study.ask()) study.rate(Rating::good);  // the first card too, once more
  learner.clock.set("2026-03-03T09:00+08:00");
  mend_clock(learner.db, learner.clock.now(), 7);
  CHECK(learner.findings().empty());
  int followed = 0;
  for (const Event& event : learner.log()) {
    const auto* review = std::get_if<ReviewAct>(&event.act);
    if (!review || !review->previous) continue;
    CHECK(store::find_event(learner.db, *review->previous));
    followed += review->previous->device == store::this_device(learner.db) ? 1 : 0;
  }
  CHECK(followed > 0);
}

TEST_CASE("what other devices have held back is dead when its time comes") {
  Learner learner;
  learner.clock.set("2031-05-06T09:00+08:00");
  learner.answer_one();
  const Event held = learner.log().back();
  // Not even a restore of the future takes it back.
  const RestoreAct all = plan_restore(learner.db, moment("2026-03-02T12:00+08:00")).act;
  restore(learner.db, learner.stamp(), all);
  learner.clock.set("2026-03-03T09:00+08:00");
  mend_clock(learner.db, learner.clock.now(), 7);
  CHECK(store::dead_events(learner.db).contains(held.id));
  CHECK_FALSE(store::dead_events(learner.db).contains({held.id.device, held.id.seq - 1}));
}

TEST_CASE("within two days nothing stands in the future, and what others wrote there waits") {
  Learner learner;
  learner.clock.set("2026-03-04T09:00+08:00");
  learner.answer_one();
  learner.clock.set("2026-03-02T09:00+08:00");
  CHECK(learner.findings().empty());
  const auto log = learner.log();
  mend_clock(learner.db, learner.clock.now(), 7);
  CHECK(learner.log() == log);

  const std::string before = check_collection(learner.db).state;
  learner.clock.set("2031-05-06T09:00+08:00");
  learner.answer_one();
  import_text(learner.db, learner.clock, "own", "# 茶馆 cháguǎn\n- Definition: teahouse\n");
  const std::string after = check_collection(learner.db).state;
  const auto whole = learner.log();
  store::become_new_device(learner.db, 9);
  learner.clock.set(kNow);
  CHECK(future_events(learner.db, learner.clock.now()).others == 2);
  CHECK(learner.findings().size() == 1);
  mend_clock(learner.db, learner.clock.now(), 7);
  CHECK(learner.findings().empty());
  CHECK(learner.log() == log);
  CHECK(check_collection(learner.db).state == before);

  // When their time has come they join the log.
  learner.clock.set("2031-05-06T09:00+08:00");
  merge(learner.db, learner.clock.now(), [](const auto&) {});
  CHECK(learner.log() == whole);
  CHECK(check_collection(learner.db).state == after);
}

}  // namespace lianxi::test
