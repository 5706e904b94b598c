// Undo of anything: whatever a learner has done, taking all of it back gives what stood before.

#include "session/undo.h"

#include <doctest/doctest.h>

#include <random>

#include "cards/generate.h"
#include "session/check.h"
#include "session/deletion.h"
#include "session/entry_text.h"
#include "session/restore.h"
#include "session/study.h"
#include "store/entries.h"
#include "support/changed_deck.h"
#include "support/collection.h"
#include "support/full_entry.h"
#include "support/random_edits.h"

namespace lianxi::test {
namespace {

constexpr std::string_view kTeahouse = R"(# 茶馆 cháguǎn
- Part of speech: noun
- Definition: teahouse
## Examples
- 这家茶馆很安静。
  - Pinyin: Zhè jiā cháguǎn hěn ānjìng.
  - English: This teahouse is quiet.
)";

/// What the log gives: settings, entries, cards, accepted answers.
std::string state_of(Db& db) {
  const CheckReport report = check_collection(db);
  for (const std::string& finding : report.findings) FAIL_CHECK(finding);
  std::string state = report.state;
  Statement accepted(db, R"sql(
    select hex(key), text from accepted_answer join stable_key on stable_key.id = card
    order by 1, 2)sql");
  for (accepted.bind(); accepted.step();) {
    state += " " + accepted.get<std::string>(0) + "=" + accepted.get<std::string>(1);
  }
  return state;
}

/// A collection that another device has begun.
class Learner {
 public:
  explicit Learner(unsigned seed) : random_(seed) {
    import_text(db_, clock_, "contact", write_markdown(deck_));
    import_text(db_, clock_, "tea", kTea);
    for (int day = 0; day < 3; ++day) study(4);
    execute(db_, "insert into device (id, code) values (9, 99)");
    execute(db_, "update collection set device = 9");
  }

  void step() {
    pass_time();
    switch (below(16)) {
      case 0:
        return act_on_cards();
      case 1:
        return edit();
      case 2:
        return add_or_delete();
      case 3:
        return import_changed(db_, clock_, random_, deck_);
      case 4:
        return set();
      case 5:
        undo_latest(db_, stamp(), any_sort());
        return;
      case 6:
      case 7:
        redo_latest(db_, stamp());
        return;
      case 8:
        undo_session(db_, stamp());
        return;
      case 9:
        if (!moments_.empty()) go_back(below(moments_.size()));
        return;
      default:
        return study(1 + below(5));
    }
  }

  /// Notes what stands now, to come back to.
  void remember() { moments_.emplace_back(clock_.now(), state_of(db_)); }

  /// Takes everything back in any order; gives the number of undos.
  int undo_all() {
    int undone = 0;
    for (bool found = true; found;) {
      found = false;
      const auto first = below(3);
      for (unsigned i = 0; i < 3; ++i) {
        const auto what =
            std::array{UndoWhat::act, UndoWhat::import, UndoWhat::setting}[(first + i) % 3];
        for (; undo_latest(db_, stamp(), what); ++undone) found = true;
      }
    }
    return undone;
  }

  std::string state() { return state_of(db_); }
  store::Stamp stamp() const { return {clock_.now(), std::chrono::hours{4}}; }
  Db& db() { return db_; }

 private:
  std::size_t below(std::size_t n) { return random_() % n; }
  UndoWhat any_sort() {
    const auto sort = below(6);
    return sort == 0 ? UndoWhat::import : sort == 1 ? UndoWhat::setting : UndoWhat::act;
  }

  void pass_time() {
    const std::chrono::minutes steps[] = {std::chrono::minutes{1}, std::chrono::minutes{5},
                                          std::chrono::hours{3}, std::chrono::hours{24}};
    clock_.advance(steps[below(4)]);
  }

  void study(std::size_t cards) {
    Study study(db_, clock_, {});
    for (; cards > 0 && study.ask(); --cards) {
      clock_.advance(std::chrono::seconds{20});
      if (below(2) == 0) study.answer(below(2) == 0 ? "联络" : "hēchá");
      if (below(4) == 0) study.accept();
      if (below(6) == 0) study.flag("odd");
      if (below(8) == 0) {
        study.suspend();
      } else {
        study.rate(kRatings[below(4)]);
      }
      if (below(8) == 0) study.undo();
    }
  }

  /// One act over several cards.
  void act_on_cards() {
    const StudyDay today = study_day(clock_.now());
    const Act acts[] = {SuspendAct{below(2) == 0}, BuryAct{today + Days{1}},
                        SetDueAct{today + Days{5}}, ResetAct{}, FlagAct{"later"}};
    const Act& act = acts[below(5)];
    std::vector<std::pair<Key, Act>> chosen;
    store::for_each_card(db_, [&](const store::CardRow& card) {
      if (!card.retired && below(3) == 0) chosen.emplace_back(card.card.key, act);
    });
    record_all(chosen);
  }

  void edit() {
    const Key key = entry_key("联系");
    const auto folded = folded_entry(db_, key, store::dead_events(db_));
    if (!folded) return;
    std::vector<std::pair<Key, Act>> edits;
    for (const FieldEdit& change :
         edits_between(folded->entry, changed_by_chance(folded->entry, random_, "!"))) {
      edits.emplace_back(key, EditAct{change.path, change.text});
    }
    record_all(edits);
  }

  void record_all(const std::vector<std::pair<Key, Act>>& acts) {
    Transaction transaction(db_);
    record_together(db_, stamp(), acts);
    transaction.commit();
  }

  void add_or_delete() {
    const char* word = std::array{"联系", "喝茶", "茶馆"}[below(3)];
    const auto found = store::find_entries(db_, word);
    if (!found.empty()) return delete_entries(db_, stamp(), {found.front().id});
    const auto deleted = find_deleted(db_, word, store::dead_events(db_));
    if (deleted) return take_back(db_, stamp(), *deleted);
    import_text(db_, clock_, "own", kTeahouse);
  }

  void set() {
    const SettingAct acts[] = {{"new-cards", std::to_string(below(20))},
                               {"unlock-days", std::to_string(below(4))},
                               {"maximum-interval", std::to_string(1 + below(9))}};
    Transaction transaction(db_);
    record(db_, stamp(), std::nullopt, acts[below(3)]);
    transaction.commit();
  }

  void go_back(std::size_t to) {
    const auto& [moment, state] = moments_[to];
    restore(db_, stamp(), plan_restore(db_, moment).act);
    CHECK(state_of(db_) == state);
  }

  std::mt19937 random_;
  TestClock clock_{"2026-03-02T09:00+08:00"};
  Db db_ = store::memory_collection(clock_.now());
  Entry deck_ = full_entry();
  std::vector<std::pair<Moment, std::string>> moments_;
};

/// A learner who only does what the test says.
struct Quiet {
  TestClock clock{"2026-03-02T09:00+08:00"};
  Db db = store::memory_collection(clock.now());

  Quiet() { import_text(db, clock, "tea", kTea); }

  store::Stamp stamp() const { return {clock.now(), std::chrono::hours{4}}; }
  std::string state() { return state_of(db); }
  std::vector<Key> cards() {
    std::vector<Key> keys;
    store::for_each_card(db, [&](const store::CardRow& card) { keys.push_back(card.card.key); });
    return keys;
  }
  std::vector<std::string> flags() {
    std::vector<std::string> notes;
    store::for_each_card(db, [&](const store::CardRow& card) {
      if (!card.state.flag.empty()) notes.push_back(card.state.flag);
    });
    return notes;
  }
  void flag(const std::string& note) { write({{cards().front(), FlagAct{note}}}); }
  void suspend_all() {
    std::vector<std::pair<Key, Act>> acts;
    for (const Key& card : cards()) acts.emplace_back(card, SuspendAct{true});
    write(acts);
  }
  void set(const std::string& key, const std::string& value) {
    Transaction transaction(db);
    record(db, stamp(), std::nullopt, SettingAct{key, value});
    transaction.commit();
  }
  void write(const std::vector<std::pair<Key, Act>>& acts) {
    Transaction transaction(db);
    record_together(db, stamp(), acts);
    transaction.commit();
  }
};

}  // namespace

TEST_CASE("half an hour without an event parts two sessions, whichever way the clock went") {
  const struct {
    const char *earlier, *later;
    bool pause;
  } rows[] = {
      {"2026-03-02T09:00:00.000", "2026-03-02T09:00:00.000", false},
      {"2026-03-02T09:00:00.000", "2026-03-02T09:29:59.999", false},
      {"2026-03-02T09:00:00.000", "2026-03-02T09:30:00.000", true},
      {"2026-03-02T23:50:00.000", "2026-03-03T00:10:00.000", false},
      {"2026-03-02T09:00:00.000+08:00", "2026-03-02T10:10:00.000+09:00", false},
      {"2026-03-02T09:00:00.000", "2026-03-02T08:31:00.000", false},
      {"2026-03-02T09:00:00.000", "2026-03-02T08:30:00.000", true},
  };
  for (const auto& row : rows) {
    CAPTURE(row.later);
    Event earlier, later;
    earlier.at = moment(row.earlier);
    later.at = moment(row.later);
    CHECK(is_pause(later, earlier) == row.pause);
  }
}

TEST_CASE("a session is undone at once, back to the pause before it, and comes back at once") {
  Quiet learner;
  learner.flag("kept");
  const std::string early = learner.state();
  learner.clock.advance(std::chrono::minutes{30});
  learner.flag("one");
  learner.clock.advance(std::chrono::minutes{29});
  learner.set("new-cards", "5");  // no act of study: it stays, and the session goes on over it
  learner.clock.advance(std::chrono::minutes{29});
  learner.suspend_all();
  learner.clock.advance(std::chrono::hours{5});
  const std::string late = learner.state();

  const auto undone = undo_session(learner.db, learner.stamp());
  REQUIRE(undone);
  CHECK(undone->by_type == std::map<EventType, int>{{EventType::flag, 1}, {EventType::suspend, 1}});
  CHECK(undone->latest.type() == EventType::suspend);
  CHECK(undone->first.type() == EventType::flag);
  CHECK(store::load_settings(learner.db).new_cards == 5);
  REQUIRE(undo_latest(learner.db, learner.stamp(), UndoWhat::setting));
  CHECK(learner.state() == early);
  REQUIRE(redo_latest(learner.db, learner.stamp()));

  const auto redone = redo_latest(learner.db, learner.stamp());
  REQUIRE(redone);
  CHECK(redone->by_type == undone->by_type);
  CHECK(redone->latest == undone->latest);
  CHECK(redone->first == undone->first);
  CHECK(learner.state() == late);
  CHECK_FALSE(redo_latest(learner.db, learner.stamp()));

  REQUIRE(undo_session(learner.db, learner.stamp()));
  REQUIRE(undo_session(learner.db, learner.stamp()));  // the one before
  CHECK_FALSE(undo_session(learner.db, learner.stamp()));
  CHECK(learner.flags().empty());
}

TEST_CASE("acts that come back with a restore of the session are undone with it") {
  Quiet learner;
  learner.flag("kept");
  learner.clock.advance(std::chrono::hours{1});
  const std::string early = learner.state();
  learner.flag("one");
  learner.clock.advance(std::chrono::minutes{1});
  const Moment then = learner.clock.now();
  learner.clock.advance(std::chrono::minutes{1});
  learner.suspend_all();
  restore(learner.db, learner.stamp(), plan_restore(learner.db, then).act);
  const std::string restored = learner.state();

  const auto undone = undo_session(learner.db, learner.stamp());
  REQUIRE(undone);
  CHECK(undone->by_type.at(EventType::suspend) == 1);
  CHECK(learner.state() == early);
  REQUIRE(redo_latest(learner.db, learner.stamp()));
  CHECK(learner.state() == restored);
}

TEST_CASE("a group of undos is redone, undone and redone as one") {
  Quiet learner;
  const std::string before = learner.state();
  learner.suspend_all();
  const std::string after = learner.state();
  REQUIRE(before != after);
  for (int i = 0; i < 3; ++i) {
    REQUIRE(undo_latest(learner.db, learner.stamp()));
    CHECK(learner.state() == before);
    CHECK_FALSE(undo_latest(learner.db, learner.stamp()));
    REQUIRE(redo_latest(learner.db, learner.stamp()));
    CHECK(learner.state() == after);
    CHECK_FALSE(redo_latest(learner.db, learner.stamp()));
  }
}

TEST_CASE("an act after the undo ends redo, until it is undone itself") {
  Quiet learner;
  learner.flag("one");
  REQUIRE(undo_latest(learner.db, learner.stamp()));
  learner.flag("two");
  CHECK_FALSE(redo_latest(learner.db, learner.stamp()));
  REQUIRE(undo_latest(learner.db, learner.stamp()));
  REQUIRE(redo_latest(learner.db, learner.stamp()));
  CHECK(learner.flags() == std::vector<std::string>{"two"});
  CHECK_FALSE(redo_latest(learner.db, learner.stamp()));
}

TEST_CASE("a restore takes back imports and settings too, and undo brings them back") {
  Quiet learner;
  learner.clock.advance(std::chrono::minutes{1});
  const std::string early = learner.state();
  const Moment then = learner.clock.now();
  learner.clock.advance(std::chrono::minutes{1});
  import_text(learner.db, learner.clock, "own", kTeahouse);
  learner.set("new-cards", "3");
  learner.suspend_all();
  const std::string late = learner.state();

  const RestorePlan plan = plan_restore(learner.db, then);
  CHECK(plan.going == std::map<EventType, int>{{EventType::suspend, 1},
                                               {EventType::setting, 1},
                                               {EventType::import, 1}});
  CHECK(plan.coming_back.empty());
  CHECK(plan.first->type() == EventType::import);
  CHECK(plan.last->type() == EventType::suspend);
  restore(learner.db, learner.stamp(), plan.act);
  CHECK(learner.state() == early);
  CHECK(store::find_entries(learner.db, "茶馆").empty());

  REQUIRE(undo_latest(learner.db, learner.stamp()));
  CHECK(learner.state() == late);
  REQUIRE(redo_latest(learner.db, learner.stamp()));
  CHECK(learner.state() == early);
}

TEST_CASE("a restore counts what it brings back, and what has not come yet stays out of it") {
  Quiet learner;
  learner.flag("one");
  learner.clock.advance(std::chrono::minutes{1});
  const Moment then = learner.clock.now();
  learner.clock.advance(std::chrono::minutes{1});
  REQUIRE(undo_latest(learner.db, learner.stamp()));
  const RestorePlan plan = plan_restore(learner.db, then);
  CHECK(plan.going.empty());
  CHECK(plan.coming_back == std::map<EventType, int>{{EventType::flag, 1}});

  // A device with a gap: what lies behind it is not known. An imported history: no vector.
  execute(learner.db, "insert into device (id, code) values (7, 77), (8, 88)");
  const char* copy = R"sql(
    insert into event (device, seq, clock_ms, clock_n, written_at, offset_min, rollover_hour,
                       study_day, type, subject, payload, import_device, import_seq)
    select ?, ?, clock_ms, clock_n, written_at, offset_min, rollover_hour, study_day, type, subject,
           payload, ?, ? from event where type = 10 limit 1)sql";
  for (const int seq : {1, 2, 4}) execute(learner.db, copy, 7, seq, nullptr, nullptr);
  execute(learner.db, copy, 8, 1, 1, 1);
  const VersionVector known = plan_restore(learner.db, learner.clock.now()).act.known;
  CHECK(known.at(DeviceId{77}) == 2);
  CHECK_FALSE(known.contains(DeviceId{88}));
}

TEST_CASE("whatever was done, undoing all of it gives what stood before, and redoing what stood") {
  for (unsigned seed = 1; seed <= 12; ++seed) {
    CAPTURE(seed);
    Learner learner(seed);
    const std::string before = learner.state();
    for (int i = 0; i < 40; ++i) {
      CAPTURE(i);
      learner.step();
      learner.remember();
    }
    const std::string last = learner.state();
    const int undone = learner.undo_all();
    CHECK(learner.state() == before);
    for (int i = 0; i < undone; ++i) CHECK(redo_latest(learner.db(), learner.stamp()));
    CHECK(learner.state() == last);
  }
}

}  // namespace lianxi::test
