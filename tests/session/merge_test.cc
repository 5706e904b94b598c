// Histories of several devices, brought together in every way they may meet.

#include "session/merge.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "schedule/replay_figures.h"
#include "support/random_learner.h"

namespace lianxi::test {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using store::EventRecord;

std::vector<EventRecord> records_of(Db& db) {
  std::vector<EventRecord> records;
  store::for_each_record(db, [&](EventRecord record) { records.push_back(std::move(record)); });
  return records;
}

RecordSource source_of(std::vector<EventRecord> records) {
  return [records = std::move(records)](const auto& visit) {
    for (const EventRecord& record : records) visit(record);
  };
}

const Moment kLater = moment("2027-01-01T09:00+08:00");

/// Three devices that have met now and then.
struct Devices {
  explicit Devices(unsigned seed)
      : all{RandomLearner(3 * seed + 1, minutes{0}), RandomLearner(3 * seed + 2, hours{7}),
            RandomLearner(3 * seed + 3, hours{-30})} {
    std::mt19937 random(seed);
    for (int i = 0; i < 60; ++i) {
      all[random() % 3].step();
      if (random() % 12 == 0) all[random() % 3].take_from(all[random() % 3].db);
    }
  }
  /// Whoever learns from whom: afterwards all know everything.
  void meet() {
    // Late enough that nothing is held back any more.
    for (RandomLearner& device : all) device.clock.set("2026-06-01T09:00+08:00");
    all[0].take_from(all[1].db);
    all[0].take_from(all[2].db);
    all[1].take_from(all[0].db);
    all[2].take_from(all[1].db);
  }
  RandomLearner all[3];
};

/// Both digests of a new collection that has taken in these.
std::string digests_of(const std::vector<const std::vector<EventRecord>*>& parts, unsigned seed) {
  Db db = store::memory_collection(kLater, seed);
  for (const auto* part : parts) merge(db, kLater, source_of(*part));
  const CheckReport report = check_collection(db);
  CHECK(report.findings == std::vector<std::string>{});
  return report.state + " " + report.log;
}

}  // namespace

TEST_CASE("devices that have met know the same, whichever way round and however often") {
  for (unsigned seed = 1; seed <= 8; ++seed) {
    CAPTURE(seed);
    Devices devices(seed);
    for (RandomLearner& device : devices.all) CHECK(device.findings() == "");
    devices.meet();
    const std::string digests = devices.all[0].digests();
    for (RandomLearner& device : devices.all) {
      CHECK(device.digests() == digests);
      CHECK(device.findings() == "");
    }
    // Once more, and nothing is new.
    CHECK(devices.all[2].take_from(devices.all[0].db).events_new == 0);
    CHECK(devices.all[2].digests() == digests);
  }
}

TEST_CASE("every permutation, every split and every repetition of a log gives the same") {
  for (unsigned seed = 11; seed <= 14; ++seed) {
    CAPTURE(seed);
    Devices devices(seed);
    std::vector<EventRecord> logs[3];
    for (int i = 0; i < 3; ++i) logs[i] = records_of(devices.all[i].db);
    const std::string digests = digests_of({&logs[0], &logs[1], &logs[2]}, 99);
    CHECK(digests_of({&logs[2], &logs[1], &logs[0], &logs[1]}, 98) == digests);

    std::vector<EventRecord> all;
    for (const auto& log : logs) all.insert(all.end(), log.begin(), log.end());
    std::mt19937 random(seed);
    for (int i = 0; i < 4; ++i) {
      std::shuffle(all.begin(), all.end(), random);
      const auto middle = all.begin() + static_cast<std::ptrdiff_t>(random() % all.size());
      const std::vector<EventRecord> first(all.begin(), middle), second(middle, all.end());
      CHECK(digests_of({&second, &first}, 97) == digests);
    }
  }
}

TEST_CASE("the carried logs come to their canonical order and contents, however they are split") {
  int number = 0;
  for (const Json& log : read_replay_figures()) {
    CAPTURE(number);
    std::mt19937 random(static_cast<unsigned>(number++));
    Union wanted;
    std::vector<EventRecord> arrival;
    for (const Json& event : log.at("arrival")) {
      wanted.add(event);
      arrival.push_back({read_event(event), {}, {}, {}});
    }
    std::vector<Event> events = wanted.events();
    std::sort(events.begin(), events.end(), before);
    for (int split = 0; split < 4; ++split) {
      std::shuffle(arrival.begin(), arrival.end(), random);
      const auto middle = arrival.begin() + static_cast<std::ptrdiff_t>(random() % arrival.size());
      Db left = store::memory_collection(kLater, 1), right = store::memory_collection(kLater, 2);
      merge(left, kLater, source_of({arrival.begin(), middle}));
      merge(right, kLater, source_of({middle, arrival.end()}));
      for (int again = 0; again < 2; ++again) {
        merge(left, kLater, source_of(records_of(right)));
        merge(right, kLater, source_of(records_of(left)));
      }
      for (Db* db : {&left, &right}) {
        std::vector<Event> kept;
        store::for_each_event(*db, [&](const Event& event) { kept.push_back(event); });
        CHECK(kept == events);
        CHECK(store::displaced_count(*db) <= log.at("id_conflicts").get<int>());
      }
    }
  }
}

TEST_CASE("no review of either is lost, and lapses of both are counted") {
  RandomLearner a(1, minutes{0});
  import_text(a.db, a.clock, "tea", kTea);
  RandomLearner b(2, minutes{5});
  b.take_from(a.db);
  const auto meaning = [](Db& db) {
    const auto entry = store::find_entries(db, "喝茶").at(0);
    return store::cards_of(db, entry.id).at(0);
  };
  const auto answer = [](RandomLearner& on, Rating rating) {
    Study study(on.db, on.clock, {});
    REQUIRE(study.ask());
    study.rate(rating);
  };
  const auto days_later = [&](int days) {
    a.clock.advance(hours{24 * days});
    b.clock.advance(hours{24 * days});
  };
  answer(a, Rating::good);
  b.take_from(a.db);
  days_later(1);
  answer(a, Rating::again);  // at nine
  answer(b, Rating::again);  // five minutes later, not knowing of it
  days_later(1);
  answer(b, Rating::good);
  days_later(10);
  answer(b, Rating::again);

  const MergeReport report = a.take_from(b.db);
  CHECK(report.events_new == 3);
  CHECK(report.by_type.at(EventType::review) == 3);
  REQUIRE(report.due.size() == 1);
  CHECK(report.due[0].why == "review x3");
  CHECK(meaning(a.db).state.reviews == 5);
  CHECK(meaning(a.db).state.lapses == 2);
  b.take_from(a.db);
  CHECK(a.digests() == b.digests());
  CHECK(a.findings() == "");
}

TEST_CASE("a dry run says the same and changes nothing") {
  Devices devices(21);
  const std::string before = devices.all[0].digests();
  const auto source = [&](const auto& visit) { store::for_each_record(devices.all[1].db, visit); };
  const MergeReport said = merge(devices.all[0].db, kLater, source, {.dry_run = true});
  CHECK(devices.all[0].digests() == before);
  const MergeReport done = merge(devices.all[0].db, kLater, source);
  CHECK(said.events_new == done.events_new);
  CHECK(said.entries_new == done.entries_new);
  CHECK(said.due.size() == done.due.size());
  CHECK(said.events_new > 0);
}

TEST_CASE("an id that has come with two contents counts with the same one everywhere") {
  RandomLearner a(1, minutes{0});
  import_text(a.db, a.clock, "tea", kTea);
  std::vector<EventRecord> one = records_of(a.db);
  std::vector<EventRecord> other = one;
  // A copy that was used too, under the same id.
  other[0].entries[0].text = "# 喝水 hēshuǐ\n\n- Definition: to drink water\n";
  other[0].entries[0].entry = entry_key("喝水");
  const std::string digests = digests_of({&one, &other}, 5);
  CHECK(digests_of({&other, &one}, 6) == digests);
  CHECK(digests_of({&other, &one, &other, &one}, 7) == digests);
  CHECK(digests_of({&one}, 8) != digests_of({&other}, 9));

  const MergeReport report = merge(a.db, kLater, source_of(other));
  CHECK(report.two_contents == std::vector<EventId>{one[0].event.id});
  CHECK(store::displaced_count(a.db) == 1);
  CHECK(store::find_entries(a.db, "喝茶").size() + store::find_entries(a.db, "喝水").size() == 1);
  CHECK(a.findings() == "");
}

TEST_CASE("the part of an event that a repair has saved does not stand against the whole") {
  RandomLearner a(1, minutes{0});
  import_text(a.db, a.clock, "tea", kTea);
  Study study(a.db, a.clock, {});
  REQUIRE(study.ask());
  study.answer("tea");
  study.rate(Rating::good);
  const std::vector<EventRecord> whole = records_of(a.db);
  REQUIRE(whole.size() == 2);
  std::vector<EventRecord> part = whole;
  part[0].entries.clear();
  part[0].decks.clear();
  part[1].attempts.clear();
  const std::string digests = digests_of({&whole}, 5);
  CHECK(digests_of({&part, &whole}, 6) == digests);
  CHECK(digests_of({&whole, &part}, 7) == digests);
}

TEST_CASE("of two contents the one that counts comes back, whoever has put it back") {
  RandomLearner a(1, minutes{0});
  import_text(a.db, a.clock, "tea", kTea);
  EventRecord one = records_of(a.db)[0], other = one;
  other.entries[0].text += "- Keywords: water\n";
  if (store::counts_over(other, one)) std::swap(one, other);
  const auto take = [&](const EventRecord& record) {
    return merge(a.db, kLater, source_of({record}));
  };
  take(one);
  take(other);
  REQUIRE(store::find_record(a.db, one.event.id) == one);
  store::replace_record(a.db, other);
  CHECK(take(one).two_contents.size() == 1);
  CHECK(store::find_record(a.db, one.event.id) == one);
  CHECK(take(other).two_contents.empty());
}

TEST_CASE("a clock that is more than two days ahead is held back until its time") {
  RandomLearner a(1, minutes{0});
  import_text(a.db, a.clock, "tea", kTea);
  RandomLearner wrong(2, hours{24 * 365});
  wrong.take_from(a.db);
  Study study(wrong.db, wrong.clock, {});
  REQUIRE(study.ask());
  study.rate(Rating::good);

  const std::string before = a.digests();
  MergeReport report = a.take_from(wrong.db);
  CHECK(report.held_back == 1);
  CHECK(report.events_new == 0);
  CHECK(a.digests() == before);
  CHECK(a.take_from(wrong.db).held_back == 0);  // it is kept once
  CHECK(store::held_back(a.db).events == 1);
  CHECK(a.findings() == "");

  a.clock.advance(hours{24 * 364});
  report = a.take_from(a.db);
  CHECK(report.released == 1);
  CHECK(store::held_back(a.db).events == 0);
  CHECK(a.digests() == wrong.digests());
}

TEST_CASE("undos that go round in circles, or on and on, are folded and end") {
  for (const bool about_card : {true, false}) {
    for (const int length : {2, 300}) {
      CAPTURE(about_card);
      CAPTURE(length);
      RandomLearner a(1, minutes{0});
      import_text(a.db, a.clock, "tea", kTea);
      std::vector<EventRecord> records;
      for (int seq = 1; seq <= length; ++seq) {
        EventRecord record;
        record.event.id = {DeviceId{9}, seq};
        record.event.clock = {kLater.ms() - 1000 + seq, 0};
        record.event.day = study_day(kLater);
        if (about_card) record.event.subject = entry_key("喝茶");
        record.event.act = UndoAct{{DeviceId{9}, seq == 1 ? length : seq - 1}};
        records.push_back(record);
      }
      CHECK(merge(a.db, kLater, source_of(records)).events_new == length);
      CHECK(a.findings() == "");
    }
  }
}

TEST_CASE("events of this device that it does not know make it another") {
  RandomLearner a(1, minutes{0});
  import_text(a.db, a.clock, "tea", kTea);
  const DeviceId before = store::this_device(a.db);
  EventRecord later;
  later.event.id = {before, 5};
  later.event.clock = {a.clock.now().ms(), 0};
  later.event.day = study_day(a.clock.now());
  later.event.subject = entry_key("喝茶");
  later.event.act = FlagAct{"written before this file was put back"};
  merge(a.db, a.clock.now(), source_of({later}));
  CHECK(store::this_device(a.db) != before);
  CHECK(store::latest_seq(a.db) == 0);
}

TEST_CASE("a clock far ahead does not come in by way of a second content") {
  RandomLearner a(1, minutes{0});
  import_text(a.db, a.clock, "tea", kTea);
  std::vector<EventRecord> records = records_of(a.db);
  records[0].event.clock.ms = (std::int64_t{1} << 48) - 1;
  records[0].event.at.utc -= hours{24 * 365 * 50};
  CHECK(merge(a.db, a.clock.now(), source_of(records)).held_back == 1);
  CHECK(a.findings() == "");
}

TEST_CASE("a record that may not join a log leaves it as it was") {
  RandomLearner a(1, minutes{0});
  import_text(a.db, a.clock, "tea", kTea);
  std::vector<EventRecord> records = records_of(a.db);
  records[0].event.id.device = DeviceId{77};
  const std::string before = a.digests();
  struct {
    const char* name;
    std::function<void(EventRecord&)> spoil;
  } const rows[] = {
      {"an entry that cannot be read",
       [](EventRecord& record) { record.entries[0].text = "nothing"; }},
      {"a deck named like a path", [](EventRecord& record) { record.decks[0].name = "../x"; }},
      {"an entry of no deck", [](EventRecord& record) { record.entries[0].deck = "other"; }},
      {"a seq below 1", [](EventRecord& record) { record.event.id.seq = 0; }},
      {"a subject of an import", [](EventRecord& record) { record.event.subject = Key{}; }},
      {"a day beyond calendars",
       [](EventRecord& record) { record.event.day = day_from_number(9'999'999); }},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    std::vector<EventRecord> spoilt = records;
    row.spoil(spoilt[0]);
    CHECK_THROWS_AS(merge(a.db, kLater, source_of(spoilt)), Error);
    CHECK(a.digests() == before);
  }
  CHECK(merge(a.db, kLater, source_of(records)).events_new == 1);
}

TEST_CASE("two devices that came to one headword by different ways both keep their entry") {
  RandomLearner a(1, minutes{0});
  std::string typo(kTea);
  for (auto at = typo.find("喝茶"); at != typo.npos; at = typo.find("喝茶", at)) {
    typo.replace(at, 6, "喝荼");
  }
  import_text(a.db, a.clock, "tea", typo);
  a.clock.advance(minutes{1});
  import_text(a.db, a.clock, "tea", kTea);  // corrected in its place
  CHECK(store::find_entries(a.db, "喝茶").size() == 1);
  RandomLearner b(2, minutes{0});
  import_text(b.db, b.clock, "tea", kTea);
  a.take_from(b.db);
  b.take_from(a.db);
  CHECK(store::find_entries(a.db, "喝茶").size() == 2);
  CHECK(a.findings() == "");
  CHECK(a.digests() == b.digests());
}

TEST_CASE("new words are asked in the same order on every device") {
  RandomLearner a(1, minutes{0});
  RandomLearner b(2, minutes{1});
  import_text(b.db, b.clock, "more", "# 关系 guānxi\n- Definition: a relationship\n");
  import_text(a.db, a.clock, "tea", kTea);
  a.take_from(b.db);
  b.take_from(a.db);
  const auto words = [](Db& db) {
    std::string text;
    for (const auto& row : store::list_entries(db, std::nullopt)) text += row.headword + " ";
    return text;
  };
  CHECK(words(a.db) == "喝茶 关系 ");
  CHECK(words(b.db) == words(a.db));
}

}  // namespace lianxi::test
