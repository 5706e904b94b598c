#include "schedule/fold.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <random>
#include <set>
#include <string>

#include "schedule/random_history.h"
#include "schedule/replay_figures.h"
#include "schedule/sm2.h"

namespace lianxi {
namespace {

const Sm2 kSm2;

CardState fold(const std::vector<Event>& events, const Scheduler& scheduler = kSm2) {
  return fold_card(events, dead_events(events), scheduler);
}

// --- The carried figures -------------------------------------------------------------------

std::vector<Event> of_card(const std::vector<Event>& events, const Key& card) {
  std::vector<Event> result;
  std::copy_if(events.begin(), events.end(), std::back_inserter(result),
               [&](const Event& event) { return event.subject == card; });
  return result;
}

Json day_or_null(const std::optional<StudyDay>& value) {
  return value ? Json(day_number(*value)) : Json();
}

/// What the figures say of a card, made from ours; text is what the last surviving edit says.
Json summary(const std::vector<Event>& events, int card) {
  const DeadEvents dead = dead_events(events);
  std::vector<Event> own = of_card(events, card_key(card));
  const CardState state = fold_card(own, dead, kSm2);
  std::sort(own.begin(), own.end(), before);
  Json text;
  for (const Event& event : own) {
    if (dead.contains(event.id)) continue;
    if (event.type() == EventType::delete_) break;
    if (const auto* edit = std::get_if<EditAct>(&event.act)) text = edit->text;
  }
  return {{"n", state.sm2.n},
          {"ef", state.sm2.ef100},
          {"ivl", state.sm2.interval},
          {"due", day_or_null(state.due)},
          {"last", day_or_null(state.last)},
          {"repeat", state.repeat_today},
          {"susp", state.suspended},
          {"bury", day_or_null(state.buried_until)},
          {"text", text},
          {"deleted", state.deleted},
          {"reviews", state.reviews}};
}

/// Folds every card of a log and compares with its figures; s and d belong to FSRS.
void check_cards(const std::vector<Event>& events, const Json& log) {
  for (const auto& item : log.at("cards").items()) {
    const std::string card = item.key();
    CAPTURE(card);
    Json wanted = item.value();
    wanted.erase("s");
    wanted.erase("d");
    CHECK(summary(events, std::stoi(card)) == wanted);
  }
}

Union union_of(const Json& arrival) {
  Union result;
  for (const Json& event : arrival) result.add(event);
  return result;
}

TEST_CASE("The carried logs come to the canonical order") {
  const Json logs = read_replay_figures();
  REQUIRE(logs.size() == 10);
  for (const Json& log : logs) {
    std::vector<Event> events = union_of(log.at("arrival")).events();
    std::sort(events.begin(), events.end(), before);
    REQUIRE(events.size() == log.at("canonical_order").size());
    for (std::size_t i = 0; i < events.size(); ++i) {
      CAPTURE(i);
      CHECK(events[i].id == event_id(log.at("canonical_order")[i]));
    }
  }
}

TEST_CASE("The carried logs have the dead events and conflicts they should") {
  for (const Json& log : read_replay_figures()) {
    const Union replica = union_of(log.at("arrival"));
    CHECK(replica.conflicts() == log.at("id_conflicts"));
    const std::vector<Event> events = replica.events();
    const DeadEvents dead = dead_events(events);
    Json undone = Json::array();
    for (const Event& event : events) {
      if (dead.contains(event.id)) {
        undone.push_back({static_cast<std::int64_t>(event.id.device), event.id.seq});
      }
    }
    CHECK(undone == log.at("undone"));
  }
}

TEST_CASE("The carried logs fold to their cards for every order of arrival") {
  std::size_t number = 0;
  for (const Json& log : read_replay_figures()) {
    CAPTURE(number);
    std::vector<Json> arrival = log.at("arrival");
    std::vector<Event> events = union_of(arrival).events();
    check_cards(events, log);
    std::mt19937_64 random(number++);
    for (int shuffle = 0; shuffle < 10; ++shuffle) {
      CAPTURE(shuffle);
      std::shuffle(events.begin(), events.end(), random);
      check_cards(events, log);
      std::rotate(arrival.begin(), arrival.begin() + 7, arrival.end());
      check_cards(union_of(arrival).events(), log);
    }
  }
}

TEST_CASE("The carried logs fold to their cards with every event twice") {
  for (const Json& log : read_replay_figures()) {
    std::vector<Event> events = union_of(log.at("arrival")).events();
    const std::vector<Event> again = events;
    events.insert(events.end(), again.begin(), again.end());
    check_cards(events, log);
  }
}

TEST_CASE("The carried logs may be split in two and merged either way round, and again") {
  std::uint64_t seed = 0;
  for (const Json& log : read_replay_figures()) {
    CAPTURE(seed);
    std::mt19937_64 random(seed++);
    for (int split = 0; split < 10; ++split) {
      CAPTURE(split);
      Union left, right;
      for (const Json& event : log.at("arrival")) (random() % 2 == 0 ? left : right).add(event);
      Union there = left, back = right;
      there.add(right);
      back.add(left);
      back.add(left);
      CHECK(there.events() == back.events());
      check_cards(there.events(), log);
    }
  }
}

// --- Rules, one by one ---------------------------------------------------------------------

/// Writes one card's log as one device would: each event a second after the one before.
class Log {
 public:
  Event& add(int on_day, Act act) {
    Event& event = events_.emplace_back();
    ++seq_;
    event.id = {DeviceId{1}, seq_};
    event.clock = {seq_ * 1000, 0};
    event.day = day(on_day);
    event.subject = card_key(1);
    event.act = std::move(act);
    return event;
  }
  /// As the session writes it: `previous` and the interval as they are known now.
  Event& review(int on_day, Rating rating, std::optional<int> interval = {}) {
    ReviewAct act;
    act.rating = rating;
    act.scheduler = "sm2";
    act.previous = state().latest_review;
    if (interval) act.interval = Days{*interval};
    return add(on_day, act);
  }
  EventId undo(int on_day, const EventId& target) { return add(on_day, UndoAct{target}).id; }
  std::vector<Event>& events() { return events_; }
  CardState state() const { return fold(events_); }

 private:
  std::vector<Event> events_;
  std::int64_t seq_ = 0;
};

TEST_CASE("The first review of a day is graded, the others are drills") {
  Log log;
  log.review(10, Rating::good);
  log.review(11, Rating::good);
  const CardState graded = log.state();
  CHECK(graded.sm2 == Sm2State{6, 2, 250});
  CHECK(graded.due == day(17));
  CHECK(!graded.repeat_today);

  const struct {
    Rating rating;
    bool repeats;
  } rows[] = {{Rating::again, true}, {Rating::hard, true}, {Rating::good, false}};
  for (const auto& row : rows) {
    CAPTURE(to_string(row.rating));
    const EventId drill = log.review(11, row.rating).id;
    CardState wanted = graded;
    wanted.reviews = static_cast<std::int32_t>(log.events().size());
    wanted.latest_review = drill;
    wanted.repeat_today = row.repeats;
    CHECK(log.state() == wanted);
  }
}

TEST_CASE("A graded review below good comes round again the same day") {
  const struct {
    Rating rating;
    bool repeats;
  } rows[] = {
      {Rating::again, true}, {Rating::hard, true}, {Rating::good, false}, {Rating::easy, false}};
  for (const auto& row : rows) {
    CAPTURE(to_string(row.rating));
    Log log;
    log.review(10, row.rating);
    CHECK(log.state().repeat_today == row.repeats);
  }
}

TEST_CASE("A grade from 0 to 5 counts before the button") {
  Log log;
  std::get<ReviewAct>(log.review(10, Rating::good).act).quality = 3;
  CHECK(log.state().repeat_today);
  CHECK(log.state().sm2.ef100 == 236);
}

TEST_CASE("A card's time never runs backwards") {
  Log log;
  log.review(10, Rating::good);
  log.review(8, Rating::again);
  const CardState state = log.state();
  CHECK(state.last == day(10));
  CHECK(state.sm2 == Sm2State{1, 1, 250});
  CHECK(state.due == day(11));
  CHECK(state.repeat_today);
}

TEST_CASE("The counts tell lapses, days recalled and the first day") {
  Log log;
  log.review(10, Rating::again);  // never recalled before: no lapse
  log.review(11, Rating::hard);
  log.review(11, Rating::again);  // a drill: no lapse
  log.review(11, Rating::good);   // a drill: no other day
  log.review(13, Rating::easy);
  log.review(20, Rating::again);  // a lapse
  log.review(21, Rating::again);  // n is 0: the same lapse
  const CardState state = log.state();
  CHECK(state.introduced == day(10));
  CHECK(state.days_recalled == 2);
  CHECK(state.lapses == 1);
  CHECK(state.reviews == 7);
}

TEST_CASE("The interval the learner was shown is kept, I comes from the formula") {
  Log log;
  log.review(10, Rating::good, 2);
  CHECK(log.state().due == day(12));
  log.review(12, Rating::good, 5);
  CHECK(log.state().due == day(17));
  CHECK(log.state().sm2.interval == 6);
}

TEST_CASE("An interval is computed anew where it was chosen on other grounds") {
  const struct {
    std::string name;
    std::function<void(ReviewAct&)> change;
    int due;
  } rows[] = {
      {"as written", [](ReviewAct&) {}, 20},
      {"imported", [](ReviewAct& act) { act.scheduler = "imported"; }, 20},
      {"another scheduler", [](ReviewAct& act) { act.scheduler = "fsrs"; }, 17},
      {"no interval recorded", [](ReviewAct& act) { act.interval.reset(); }, 17},
      {"knowing no review before", [](ReviewAct& act) { act.previous.reset(); }, 17},
      {"knowing another", [](ReviewAct& act) { act.previous->seq = 99; }, 17},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    Log log;
    log.review(10, Rating::good);
    row.change(std::get<ReviewAct>(log.review(11, Rating::good, 9).act));
    CHECK(log.state().due == day(row.due));
  }
}

TEST_CASE("An undone predecessor makes the interval anew") {
  Log log;
  const EventId first = log.review(10, Rating::good).id;
  log.review(11, Rating::good, 9);
  CHECK(log.state().due == day(20));
  log.undo(11, first);
  CHECK(log.state().due == day(12));  // now the first review
  CHECK(log.state().sm2 == Sm2State{1, 1, 250});
}

TEST_CASE("A review written before a reset was known does not keep its interval") {
  Log log;
  const EventId first = log.review(10, Rating::good).id;
  log.add(11, ResetAct{});
  std::get<ReviewAct>(log.review(11, Rating::good, 9).act).previous = first;
  CHECK(log.state().due == day(12));
}

TEST_CASE("A set due day holds until the next review, drills included") {
  Log log;
  log.review(10, Rating::good, 3);
  log.add(10, SetDueAct{day(40)});
  CHECK(log.state().due == day(40));
  CHECK(log.state().last == day(10));
  CHECK(log.state().sm2 == Sm2State{1, 1, 250});

  Log drilled = log;
  drilled.review(10, Rating::good);
  CHECK(drilled.state().due == day(13));

  log.review(40, Rating::good);
  CHECK(log.state().due == day(46));
}

TEST_CASE("A set due day makes an unseen card due") {
  Log log;
  log.add(10, SetDueAct{day(12)});
  CHECK(log.state().due == day(12));
  CHECK(!log.state().last);
  log.review(11, Rating::good);
  CHECK(log.state().due == day(12));
  CHECK(log.state().sm2.n == 1);
}

TEST_CASE("A reset forgets the schedule and keeps what the learner said of the card") {
  Log log;
  log.review(10, Rating::good);
  log.review(11, Rating::again);
  log.add(11, SuspendAct{true});
  log.add(11, BuryAct{day(12)});
  log.add(11, FlagAct{"check the tone"});
  log.add(11, SetDueAct{day(30)});
  log.add(11, ResetAct{});
  CardState wanted;
  wanted.graded = 2;
  wanted.suspended = true;
  wanted.buried_until = day(12);
  wanted.flag = "check the tone";
  CHECK(log.state() == wanted);

  log.review(11, Rating::good);  // the same day, and yet a first review
  CHECK(log.state().sm2 == Sm2State{1, 1, 250});
  CHECK(log.state().introduced == day(11));
}

TEST_CASE("The last writer of suspend, bury and flag wins") {
  Log log;
  log.add(10, SuspendAct{true});
  log.add(10, BuryAct{day(20)});
  log.add(10, FlagAct{"first"});
  log.add(11, SuspendAct{false});
  log.add(11, BuryAct{day(12)});
  log.add(11, FlagAct{"second"});
  CHECK(!log.state().suspended);
  CHECK(log.state().buried_until == day(12));
  CHECK(log.state().flag == "second");
  std::reverse(log.events().begin(), log.events().end());
  CHECK(log.state().flag == "second");
}

TEST_CASE("A deleted card keeps its state and hears no more") {
  Log log;
  log.review(10, Rating::good);
  CardState wanted = log.state();
  const EventId deletion = log.add(10, DeleteAct{}).id;
  wanted.deleted = true;
  log.review(20, Rating::again);
  log.add(20, SuspendAct{true});
  log.add(20, ResetAct{});
  CHECK(log.state() == wanted);

  log.undo(21, deletion);
  CHECK(!log.state().deleted);
  CHECK(log.state().suspended);
  CHECK(log.state().reviews == 0);
}

TEST_CASE("A set state replaces the schedule, and the card goes on from there") {
  Log log;
  log.review(10, Rating::again);
  SetStateAct act;
  act.n = 5;
  act.ef100 = 210;
  act.interval = 40;
  act.due = day(55);
  act.last = day(15);
  log.add(16, act);
  const CardState state = log.state();
  CHECK(state.sm2 == Sm2State{40, 5, 210});
  CHECK(state.due == day(55));
  CHECK(state.last == day(15));
  CHECK(!state.repeat_today);
  CHECK(state.reviews == 1);
  CHECK(state.introduced == day(10));

  Log drilled = log;
  drilled.add(15, SetDueAct{day(99)});
  drilled.review(15, Rating::good);
  CHECK(drilled.state().due == day(55));

  log.review(55, Rating::good);
  CHECK(log.state().sm2 == Sm2State{84, 6, 210});
  CHECK(log.state().due == day(139));
}

TEST_CASE("What is not about the schedule changes nothing") {
  const Act acts[] = {EditAct{"definition", "to contact"}, AcceptAct{"联络"}, SettingAct{"a", "b"},
                      ImportAct{"deck"}};
  for (const Act& act : acts) {
    CAPTURE(act.index());
    Log log;
    log.review(10, Rating::good);
    const CardState before_it = log.state();
    log.add(11, act);
    CHECK(log.state() == before_it);
  }
}

/// Remembers what it was asked.
class Spy final : public Scheduler {
 public:
  Outcomes preview(const CardState&, Days, double) const override { return {}; }
  Outcome answer(const CardState& card, Rating rating, std::optional<int> quality, Days elapsed,
                 double fuzz) const override {
    asked.push_back({elapsed, fuzz});
    return kSm2.answer(card, rating, quality, elapsed, fuzz);
  }
  std::string_view name() const override { return "spy"; }

  mutable std::vector<std::pair<Days, double>> asked;
};

TEST_CASE("The scheduler hears the days elapsed and a fuzz from the count of graded reviews") {
  Log log;
  log.review(10, Rating::good);
  log.review(10, Rating::good);  // a drill is not scheduled
  log.review(14, Rating::good);
  log.add(14, ResetAct{});
  log.review(15, Rating::good);
  const Spy spy;
  fold(log.events(), spy);
  const Key key = card_key(1);
  const std::vector<std::pair<Days, double>> wanted = {{Days{0}, fuzz_factor(key, 0)},
                                                       {Days{4}, fuzz_factor(key, 1)},
                                                       {Days{0}, fuzz_factor(key, 2)}};
  CHECK(spy.asked == wanted);
}

TEST_CASE("Fuzz follows from the card's key and the count, the same everywhere") {
  const struct {
    std::string key;
    std::int64_t count;
    double fuzz;
  } rows[] = {
      {"00000000000000000000000000000000", 0, 0.7507651941562489},
      {"00000000000000000000000000000000", 1, 0.2931043280747941},
      {"000102030405060708090a0b0c0d0e0f", 0, 0.8426482535853831},
      {"000102030405060708090a0b0c0d0e0f", 258, 0.8203950846230235},
      {"000102030405060708090a0b0c0d0e0f", 1099511627776, 0.4197986422758343},
  };
  for (const auto& row : rows) {
    CAPTURE(row.key);
    CAPTURE(row.count);
    CHECK(fuzz_factor(*key_from_hex(row.key), row.count) ==
          doctest::Approx(row.fuzz).epsilon(1e-15));
  }
}

// --- Undo and restore ----------------------------------------------------------------------

TEST_CASE("Undoing an undo is redo, to any depth") {
  Log log;
  EventId latest = log.review(10, Rating::good).id;
  const CardState reviewed = log.state();
  for (int depth = 1; depth <= 6; ++depth) {
    CAPTURE(depth);
    latest = log.undo(10, latest);
    CHECK(log.state() == (depth % 2 == 1 ? CardState{} : reviewed));
  }
}

TEST_CASE("Two undos of one event kill it once: undoing one of them revives nothing") {
  Log log;
  const EventId review = log.review(10, Rating::good).id;
  const EventId first = log.undo(10, review);
  log.undo(10, review);
  log.undo(10, first);
  CHECK(log.state() == CardState{});
}

TEST_CASE("An undo waits for a target that has not arrived") {
  Log log;
  log.review(10, Rating::good);
  const CardState alone = log.state();
  const EventId far = {DeviceId{2}, 1};
  log.undo(10, far);
  CHECK(log.state() == alone);

  Event late = log.review(11, Rating::good);
  log.events().pop_back();
  late.id = far;
  late.clock = {1500, 0};
  log.events().push_back(late);
  CHECK(log.state() == alone);
  CHECK(dead_events(log.events()).contains(far));
}

TEST_CASE("An undo that sorts before its target does nothing") {
  Log log;
  Event& undo = log.add(10, UndoAct{{DeviceId{1}, 2}});
  REQUIRE(undo.id.seq == 1);
  log.review(10, Rating::good);
  CHECK(log.state().reviews == 1);
}

TEST_CASE("An undo that is about something else than its target does nothing") {
  Log log;
  const EventId review = log.review(10, Rating::good).id;
  Event& undo = log.add(10, UndoAct{review});
  for (const std::optional<Key>& lie : {std::optional(card_key(2)), std::optional<Key>()}) {
    undo.subject = lie;
    CHECK_FALSE(dead_events(log.events()).contains(review));
  }
  undo.subject = card_key(1);
  CHECK(dead_events(log.events()).contains(review));
}

TEST_CASE("With equal clocks the device and the number decide what comes first") {
  const struct {
    std::string name;
    EventId undo;
    bool dead;
  } rows[] = {
      {"later device", {DeviceId{3}, 1}, true},
      {"earlier device", {DeviceId{1}, 9}, false},
      {"later number", {DeviceId{2}, 6}, true},
      {"earlier number", {DeviceId{2}, 4}, false},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    Event target, undo;
    target.id = {DeviceId{2}, 5};
    undo.id = row.undo;
    target.clock = undo.clock = {1000, 3};
    undo.act = UndoAct{target.id};
    CHECK(dead_events({undo, target}).contains(target.id) == row.dead);
  }
}

TEST_CASE("Undoing an import kills what it brought, redoing brings it back") {
  Log log;
  const EventId import = log.add(10, ImportAct{"deck"}).id;
  for (int i = 0; i < 3; ++i) log.review(10 + i, Rating::good).import = import;
  log.review(20, Rating::good);
  const CardState all = log.state();
  const EventId undo = log.undo(21, import);
  CHECK(log.state().reviews == 1);
  log.undo(21, undo);
  CHECK(log.state() == all);
}

TEST_CASE("A killer dies with its import") {
  Log log;
  const EventId review = log.review(10, Rating::good).id;
  const EventId import = log.add(10, ImportAct{"other collection"}).id;
  log.add(10, UndoAct{review}).import = import;
  CHECK(log.state() == CardState{});
  log.undo(11, import);
  CHECK(log.state().reviews == 1);
}

Act restore(std::int64_t to, std::int64_t known) {
  RestoreAct act;
  if (to > 0) act.to[DeviceId{1}] = to;
  act.known[DeviceId{1}] = known;
  return act;
}

TEST_CASE("A restore kills what was known since, and undoing it brings all back") {
  Log log;
  log.review(10, Rating::good);
  const CardState early = log.state();
  log.review(11, Rating::good);
  log.review(20, Rating::again);
  const CardState late = log.state();
  const EventId id = log.add(21, restore(1, 3)).id;
  CHECK(log.state() == early);
  const EventId undo = log.undo(22, id);
  CHECK(log.state() == late);
  log.undo(23, undo);
  CHECK(log.state() == early);
}

TEST_CASE("A restore to the beginning kills everything known") {
  Log log;
  log.review(10, Rating::good);
  log.review(11, Rating::good);
  log.add(12, restore(0, 2));
  CHECK(log.state() == CardState{});
}

TEST_CASE("A restore kills undos and restores too, and so revives their targets") {
  Log log;
  const EventId review = log.review(10, Rating::good).id;
  const CardState reviewed = log.state();
  Log undone = log;
  undone.undo(11, review);
  undone.add(12, restore(1, 2));
  CHECK(undone.state() == reviewed);

  log.add(11, restore(0, 1));
  log.add(12, restore(1, 2));
  CHECK(log.state() == reviewed);
}

TEST_CASE("A restore does not touch what it did not know") {
  Log log;
  log.review(10, Rating::good);
  Event& other = log.review(11, Rating::good);
  other.id = {DeviceId{2}, 1};  // a device of an imported history, or not yet met
  log.add(12, restore(0, 1));
  log.review(13, Rating::good);  // written after it
  CHECK(log.state().reviews == 2);
}

TEST_CASE("A restore to before an import takes its history along") {
  Log log;
  const EventId import = log.add(10, ImportAct{"deck.apkg"}).id;
  Event& imported = log.review(5, Rating::good);
  imported.id = {DeviceId{77}, 123456};
  imported.import = import;
  CHECK(log.state().reviews == 1);
  log.add(12, restore(0, 1));
  CHECK(log.state() == CardState{});
}

// --- Random histories ----------------------------------------------------------------------

bool kills(const Event& killer, const Event& event) {
  if (const auto* undo = std::get_if<UndoAct>(&killer.act)) return undo->target == event.id;
  const auto* restore = std::get_if<RestoreAct>(&killer.act);
  if (!restore) return false;
  const auto seq = [&](const VersionVector& version) {
    const auto found = version.find(event.id.device);
    return found == version.end() ? 0 : found->second;
  };
  return event.id.seq <= seq(restore->known) && event.id.seq > seq(restore->to);
}

/// The survivors by the plain definition: no later survivor kills the event or its import.
std::set<EventId> survivors(std::vector<Event> events) {
  std::sort(events.begin(), events.end(), before);
  std::set<EventId> alive;
  for (std::size_t i = events.size(); i-- > 0;) {
    const bool dead = std::any_of(
        events.begin() + static_cast<std::ptrdiff_t>(i) + 1, events.end(),
        [&](const Event& later) { return alive.contains(later.id) && kills(later, events[i]); });
    if (!dead) alive.insert(events[i].id);
  }
  std::set<EventId> result;
  for (const Event& event : events) {
    const bool orphan = event.import && !alive.contains(*event.import);
    if (alive.contains(event.id) && !orphan) result.insert(event.id);
  }
  return result;
}

constexpr std::uint64_t kSeeds = 400;

TEST_CASE("Over random histories the dead are those the definition says") {
  std::size_t dead_count = 0;
  for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
    CAPTURE(seed);
    RandomHistory history(seed);
    const DeadEvents dead = dead_events(history.events());
    const std::set<EventId> alive = survivors(history.events());
    for (const Event& event : history.events()) {
      CHECK(dead.contains(event.id, event.import) != alive.contains(event.id));
    }
    dead_count += history.events().size() - alive.size();
  }
  CHECK(dead_count > kSeeds);  // else the histories are too tame
}

TEST_CASE("Over random histories the order of arrival does not matter") {
  for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
    CAPTURE(seed);
    RandomHistory history(seed);
    std::vector<Event>& events = history.events();
    const CardState state = fold(events);
    CHECK(state.sm2.ef100 >= kSm2MinEf100);
    for (int shuffle = 0; shuffle < 5; ++shuffle) {
      std::shuffle(events.begin(), events.end(), history.random());
      CHECK(fold(events) == state);
    }
  }
}

TEST_CASE("Over random histories a fold may stop anywhere and go on from its state") {
  for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
    CAPTURE(seed);
    RandomHistory history(seed);
    std::vector<Event> events = history.events();
    std::sort(events.begin(), events.end(), before);
    CardFold whole(kSm2);
    CardState state;
    for (const Event& event : events) {
      whole.add(event);
      CardFold next(kSm2, state);
      next.add(event);
      state = next.state();
    }
    CHECK(state == whole.state());
  }
}

TEST_CASE("Over random histories undo and redo of any event leave the card as it was") {
  for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
    CAPTURE(seed);
    RandomHistory history(seed);
    const CardState state = fold(history.events());
    const auto size = static_cast<int>(history.events().size());
    const EventId target = history.events()[static_cast<std::size_t>(history.below(size))].id;
    history.append(UndoAct{history.append(UndoAct{target})});
    CHECK(fold(history.events()) == state);
  }
}

TEST_CASE("Over random histories undoing a new act leaves the card as it was") {
  const Act acts[] = {ReviewAct{}, ResetAct{}, SuspendAct{true}, DeleteAct{}, SetDueAct{day(3)}};
  for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
    CAPTURE(seed);
    RandomHistory history(seed);
    const CardState state = fold(history.events());
    history.append(UndoAct{history.append(acts[seed % std::size(acts)])});
    CHECK(fold(history.events()) == state);
  }
}

TEST_CASE("Over random histories a card with everything undone is as new") {
  for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
    CAPTURE(seed);
    RandomHistory history(seed);
    const std::vector<Event> events = history.events();
    for (const Event& event : events) {
      const EventType type = event.type();
      if (type != EventType::undo && type != EventType::restore) history.append(UndoAct{event.id});
    }
    CHECK(fold(history.events()) == CardState{});
  }
}

}  // namespace
}  // namespace lianxi
