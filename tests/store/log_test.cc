#include "store/log.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <random>
#include <set>

#include "base/hash.h"
#include "store/log_rows.h"
#include "store/migrate.h"
#include "store/newest_events.h"

namespace lianxi::store {
namespace {

/// An instant so many milliseconds after 2026-03-02T11:00+08:00.
Moment at(std::int64_t ms = 0) {
  return {std::chrono::sys_time<std::chrono::milliseconds>{
              std::chrono::milliseconds{1'772'420'400'000 + ms}},
          std::chrono::minutes{480}};
}

Key key(std::string_view name) { return hash_key({name}); }

ReviewAct answer(Rating rating = Rating::good) {
  ReviewAct act;
  act.rating = rating;
  act.scheduler = "sm2";
  return act;
}

std::vector<std::int64_t> seqs(const std::vector<Event>& events) {
  std::vector<std::int64_t> list;
  for (const Event& event : events) list.push_back(event.id.seq);
  return list;
}
using Seqs = std::vector<std::int64_t>;

/// Writes the next event of another device, as a merge would.
EventId write_foreign(Db& db, HybridTime clock, EventType type, const Key& subject,
                      const char* payload) {
  execute(db, "insert or ignore into device (id, code) values (2, 77)");
  execute(db, R"sql(
    insert into event (device, seq, clock_ms, clock_n, written_at, offset_min, rollover_hour,
                       study_day, type, subject, payload)
    values (2, (select count(*) + 1 from event where device = 2), ?1, ?2, ?1, 0, 4, 20514, ?3, ?4,
            ?5))sql",
          clock.ms, clock.n, type, intern(db, subject), payload);
  return {DeviceId{77},
          query_one<std::int64_t>(db, "select max(seq) from event where device = 2").value()};
}

}  // namespace

TEST_CASE("every act comes back from the log as it was appended") {
  const StudyDay day = day_from_number(20600);
  ReviewAct full;
  full.rating = Rating::hard;
  full.quality = 3;
  full.taken = std::chrono::milliseconds{4321};
  full.hints = 2;
  full.sentence = key("sentence");
  full.first_sight = true;
  full.scheduler = "another";
  full.previous = EventId{DeviceId{99}, 5};
  full.interval = Days{6};
  const Act acts[] = {answer(),
                      full,
                      UndoAct{{DeviceId{99}, 1}},
                      SuspendAct{false},
                      BuryAct{day},
                      SetDueAct{day},
                      ResetAct{},
                      EditAct{"definition", "to contact"},
                      DeleteAct{},
                      AcceptAct{"联络"},
                      FlagAct{"look again"},
                      SettingAct{"new-cards", "5"},
                      ImportAct{"decks/contact"},
                      SetStateAct{3, 230, 15, day, day - Days{15}, 12.5, 5.25},
                      RestoreAct{{{DeviceId{99}, 1}}, {{DeviceId{99}, 4}}}};
  Db db = memory_collection(at());
  std::vector<Event> written;
  std::set<EventType> types;
  for (const Act& act : acts) {
    written.push_back(append(db, {at(), std::chrono::hours{2}}, key("card"), act));
    types.insert(written.back().type());
    CHECK(find_event(db, written.back().id) == written.back());
  }
  CHECK(types.size() + 1 == kEventTypeNames.size());
  CHECK(events_of(db, key("card")) == written);
  CHECK(written[0].at == at());
  CHECK(written[0].rollover == std::chrono::hours{2});
  CHECK(written[0].day == study_day(at(), std::chrono::hours{2}));
}

TEST_CASE("an event may have no subject") {
  Db db = memory_collection(at());
  const Event event = append(db, {at()}, std::nullopt, SettingAct{"new-cards", "5"});
  CHECK_FALSE(find_event(db, event.id)->subject);
}

TEST_CASE("every try is kept beside its review, in order") {
  Db db = memory_collection(at());
  std::vector<Attempt> attempts;
  for (const Verdict verdict :
       {Verdict::untoned, Verdict::tone, Verdict::letters, Verdict::rival, Verdict::other_word,
        Verdict::wrong, Verdict::shown, Verdict::right}) {
    attempts.push_back({"lianxi", verdict});
  }
  attempts[1].typed = "";
  const Event first = append(db, {at()}, key("card"), answer(), attempts);
  const Event second = append(db, {at()}, key("card"), answer());
  CHECK(attempts_of(db, first.id) == attempts);
  CHECK(attempts_of(db, second.id).empty());
  CHECK(attempts_of(db, {first.id.device, 99}).empty());
}

TEST_CASE("seq counts on without gaps, and a failed act takes none") {
  Db db = memory_collection(at());
  append(db, {at()}, key("a"), answer());
  {
    Transaction transaction(db);
    append(db, {at()}, key("a"), answer());
  }
  write_foreign(db, {at().ms(), 0}, EventType::reset, key("a"), "{}");
  append(db, {at()}, key("b"), SuspendAct{true});
  append(db, {at()}, key("a"), answer());
  Seqs own;
  for_each_own_event_backwards(db, [&](const Event& event) {
    own.push_back(event.id.seq);
    return true;
  });
  CHECK(own == Seqs{3, 2, 1});
}

TEST_CASE("the hybrid clock goes on although the wall clock goes back") {
  Db db = memory_collection(at());
  const auto clock_at = [&](std::int64_t ms) {
    return append(db, {at(ms)}, key("card"), answer()).clock;
  };
  const std::int64_t zero = at().ms();
  CHECK(clock_at(0) == HybridTime{zero, 0});
  CHECK(clock_at(0) == HybridTime{zero, 1});
  CHECK(clock_at(-3'600'000) == HybridTime{zero, 2});
  CHECK(clock_at(5) == HybridTime{zero + 5, 0});
  // Another device's clock is ahead: what is written after seeing it comes after it.
  write_foreign(db, {zero + 1000, 4}, EventType::reset, key("card"), "{}");
  CHECK(clock_at(10) == HybridTime{zero + 1000, 5});
  CHECK(clock_at(2000) == HybridTime{zero + 2000, 0});
}

TEST_CASE("the wall clock is kept as it was, and the day is the learner's") {
  Db db = memory_collection(at());
  append(db, {at(1000)}, key("card"), answer());
  const Event back = append(db, {at(-86'400'000)}, key("card"), answer());
  CHECK(find_event(db, back.id)->at == at(-86'400'000));
  CHECK(find_event(db, back.id)->day == study_day(at(-86'400'000)));
}

TEST_CASE("events come in canonical order, whatever the order of their arrival") {
  Db db = memory_collection(at());
  const std::int64_t zero = at().ms();
  append(db, {at(10)}, key("a"), answer());
  append(db, {at(20)}, key("b"), answer());
  const EventId early = write_foreign(db, {zero + 5, 0}, EventType::reset, key("a"), "{}");
  const EventId middle = write_foreign(db, {zero + 15, 0}, EventType::reset, key("b"), "{}");
  std::vector<Event> all;
  for_each_event(db, [&](const Event& event) { all.push_back(event); });
  REQUIRE(all.size() == 4);
  CHECK(std::is_sorted(all.begin(), all.end(), before));
  CHECK(all[0].id == early);
  CHECK(all[2].id == middle);
  CHECK(events_of(db, key("a"))[0].id == early);
  CHECK(events_of(db, key("nobody")).empty());
}

TEST_CASE("the end of the log is the end of all of it") {
  for (unsigned seed = 0; seed < 30; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    Db db = memory_collection({});
    EventInserter inserter(db);
    const EventId import = append(db, {Moment{}}, {}, ImportAct{}).id;
    std::int64_t ms = 0;
    for (std::int64_t n = 1; n <= 40; ++n) {
      ms += random() % 3;
      Event event;
      event.subject = key("card");
      event.act = answer();
      event.id = {DeviceId{static_cast<std::int64_t>(random() % 2 + 70)}, n};
      event.clock = {ms, static_cast<std::int32_t>(n)};
      if (random() % 3 == 0) {  // of a history, whose numbers say nothing
        event.id = {DeviceId{80}, static_cast<std::int64_t>(random())};
        event.clock = {static_cast<std::int64_t>(random() % 200), 0};
        event.import = import;
      }
      inserter.insert(event, {});
    }
    std::vector<EventId> all;
    for_each_event(db, [&](const Event& event) { all.push_back(event.id); });
    for (const std::size_t count : {0, 1, 2, 7, 40, 100}) {
      CAPTURE(count);
      std::vector<EventId> end;
      for (const Event& event : newest_events(db, static_cast<std::int64_t>(count))) {
        end.push_back(event.id);
      }
      const auto most = std::min(count, all.size());
      CHECK(end == std::vector(all.end() - static_cast<std::ptrdiff_t>(most), all.end()));
    }
  }
}

TEST_CASE("events are found by type and by name") {
  Db db = memory_collection(at());
  constexpr std::int64_t day = 86'400'000;
  append(db, {at()}, key("a"), answer());
  append(db, {at(day)}, key("a"), SuspendAct{true});
  append(db, {at(2 * day)}, key("a"), answer());
  append(db, {at(2 * day)}, key("a"), SuspendAct{false});
  CHECK(seqs(events_of_type(db, EventType::suspend)) == Seqs{2, 4});
  CHECK(events_of_type(db, EventType::restore).empty());
  CHECK(find_event(db, {this_device(db), 3})->id.seq == 3);
  CHECK_FALSE(find_event(db, {this_device(db), 5}));
  CHECK_FALSE(find_event(db, {DeviceId{77}, 1}));
}

TEST_CASE("the own events stop where the visitor has enough") {
  Db db = memory_collection(at());
  for (int i = 0; i < 3; ++i) append(db, {at()}, key("a"), answer());
  Seqs seen;
  for_each_own_event_backwards(db, [&](const Event& event) {
    seen.push_back(event.id.seq);
    return event.id.seq > 2;
  });
  CHECK(seen == Seqs{3, 2});
}

TEST_CASE("undo, redo and restore kill and revive") {
  Db db = memory_collection(at());
  const DeviceId me = this_device(db);
  const auto undo = [&](const EventId& target) {
    return append(db, {at()}, key("a"), UndoAct{target}).id;
  };
  const EventId first = append(db, {at()}, key("a"), answer()).id;
  const EventId second = append(db, {at()}, key("a"), answer()).id;
  CHECK_FALSE(dead_events(db).contains(second));
  const EventId undone = undo(second);
  CHECK(dead_events(db).contains(second));
  CHECK_FALSE(dead_events(db).contains(first));
  undo(undone);
  CHECK_FALSE(dead_events(db).contains(second));
  append(db, {at()}, std::nullopt, RestoreAct{{{me, 1}}, {{me, 4}}});
  CHECK(dead_events(db).contains(second));
  CHECK_FALSE(dead_events(db).contains(first));
  // The target has not arrived: it waits.
  undo({DeviceId{77}, 1});
  CHECK_FALSE(dead_events(db).contains({DeviceId{77}, 1}));
}

TEST_CASE("what is dead about one subject is what is dead of it in the whole log") {
  Db db = memory_collection(at());
  const auto review = [&](const char* subject) {
    return append(db, {at()}, key(subject), answer()).id;
  };
  const auto undo = [&](const char* subject, const EventId& target) {
    return append(db, {at()}, key(subject), UndoAct{target}).id;
  };
  const EventId first = review("a");
  const EventId other = review("b");
  undo("b", other);
  const EventId undone = undo("a", first);
  CHECK(dead_events_about(db, key("a")).contains(first));
  CHECK(dead_events_about(db, key("b")).contains(other));
  undo("a", undone);
  CHECK_FALSE(dead_events_about(db, key("a")).contains(first));
  CHECK_FALSE(dead_events_about(db, key("never seen")).contains(first));
  // A restore is about no subject, and kills all the same.
  append(db, {at()}, std::nullopt, RestoreAct{{}, {{this_device(db), 2}}});
  CHECK(dead_events_about(db, key("a")).contains(first));
}

TEST_CASE("whatever undos say they are about, one subject and the whole log agree on the dead") {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    Db db = memory_collection(at());
    const std::array<std::string, 3> names = {"a", "b", "c"};
    const auto any_subject = [&]() -> std::optional<Key> {
      const std::size_t which = random() % 7;
      return which < 6 ? std::optional(key(names[which % 3])) : std::nullopt;
    };
    std::vector<Event> events;
    for (int i = 0; i < 40; ++i) {
      Act act = answer();
      if (!events.empty() && random() % 2 == 0) act = UndoAct{events[random() % events.size()].id};
      events.push_back(append(db, {at()}, any_subject(), act));
    }
    const DeadEvents dead = dead_events(db);
    const DeadEvents dead_at_hand = lianxi::dead_events(events);
    for (const Event& event : events) {
      CAPTURE(event.id.seq);
      CHECK(dead_at_hand.contains(event.id) == dead.contains(event.id));
      if (!event.subject) continue;
      CHECK(dead_events_about(db, *event.subject).contains(event.id) == dead.contains(event.id));
    }
  }
}

TEST_CASE("an undone import kills what it brought, whatever that is about") {
  Db db = memory_collection(at());
  const EventId import = append(db, {at()}, std::nullopt, ImportAct{"other program"}).id;
  const EventId brought = append(db, {at()}, key("a"), answer()).id;
  execute(db, "update event set import_device = device, import_seq = 1 where seq = 2");
  append(db, {at()}, std::nullopt, UndoAct{import});
  CHECK(dead_events_about(db, key("a")).contains(brought, import));
}

TEST_CASE("a stable key has one row") {
  Db db = memory_collection(at());
  CHECK_FALSE(find_key(db, key("a")));
  const KeyId row = intern(db, key("a"));
  CHECK(intern(db, key("a")) == row);
  CHECK(intern(db, key("b")) != row);
  CHECK(find_key(db, key("a")) == row);
  CHECK(key_of(db, row) == key("a"));
}

}  // namespace lianxi::store
