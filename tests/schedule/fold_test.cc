#include "schedule/fold.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <string>

#include "schedule/one_card_log.h"

namespace lianxi {
namespace {

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
  Outcome answer(const CardState& card, Rating rating, std::optional<int> quality, Days elapsed,
                 double fuzz) const override {
    asked.push_back({elapsed, fuzz});
    return kSm2.answer(card, rating, quality, elapsed, fuzz);
  }
  const SchedulerTraits& traits() const override {
    static constexpr SchedulerTraits kTraits{"spy", 4};
    return kTraits;
  }

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

// --- Random histories ----------------------------------------------------------------------

constexpr std::uint64_t kSeeds = 400;

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
