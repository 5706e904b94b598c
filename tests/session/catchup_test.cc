#include "session/catchup.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include "session/undo.h"
#include "support/simulated_learner.h"

namespace lianxi::test {
namespace {

/// A learner who has studied for six weeks and then rested for six.
struct Returning {
  explicit Returning(unsigned seed = 1, const std::string& scheduler = "sm2")
      : learner(db, clock, seed) {
    store::store_setting(db, "scheduler", scheduler);
    store::store_setting(db, "new-cards", "12");
    save_words(db, 0, 120);
    for (int day = 0; day < 42; ++day, learner.next_day()) learner.study_day();
    clock.advance(std::chrono::hours{24 * 42});
    store::store_setting(db, "new-cards", "0");
  }

  StudyDay today() const { return learner.study_day_now(); }
  store::Settings settings() { return store::load_settings(db); }
  store::Stamp stamp() const { return {clock.now(), kRollover}; }
  Catchup plan(int minutes) {
    return plan_catchup(db, settings(), today(), {}, std::chrono::minutes{minutes});
  }
  void spread(const Catchup& catchup) {
    Transaction transaction(db);
    record_together(db, stamp(), catchup.acts);
    transaction.commit();
  }
  std::map<CardId, CardState> states() {
    std::map<CardId, CardState> all;
    store::for_each_card(db, [&](const store::CardRow& row) { all[row.id] = row.state; });
    return all;
  }

  TestClock clock{"2026-03-02T06:00+08:00"};
  Db db = store::memory_collection(clock.now());
  SimulatedLearner learner;
};

}  // namespace

TEST_CASE("a backlog is spread, nothing is overdue after it, and undo takes all of it back") {
  Returning back;
  const auto before = back.states();
  const int waiting = count_day(back.db, back.settings(), back.today()).due;
  CHECK(backlog_today(back.db, back.settings(), back.today()).cards == waiting);
  CHECK(backlog_today(back.db, back.settings(), back.today()).there());

  const Catchup catchup = back.plan(10);
  CHECK(catchup.measured);
  CHECK(catchup.waiting == waiting);
  CHECK(catchup.stay == catchup.cards_a_day);
  CHECK(catchup.moved() == waiting - catchup.stay);
  back.spread(catchup);
  const auto due = store::due_by_day(back.db, back.today(), 400);
  CHECK(due.at(0) == catchup.stay);
  for (int day = 0; day <= (catchup.level.value() - back.today()).count(); ++day) {
    CHECK(due.at(static_cast<std::size_t>(day)) <= catchup.cards_a_day);
  }
  CHECK_FALSE(backlog_today(back.db, back.settings(), back.today()).there());
  CHECK(count_day(back.db, back.settings(), back.today()).overdue == 0);
  CHECK(back.plan(10).acts.empty());

  for (const auto& [card, state] : back.states()) {
    CardState same = state;
    same.due = before.at(card).due;
    CHECK(same == before.at(card));
  }
  CHECK(undo_latest(back.db, back.stamp()));
  CHECK(back.states() == before);
}

TEST_CASE("the cards that are least late for their interval stay, the others follow in order") {
  Returning back;
  const auto before = back.states();
  back.spread(back.plan(10));
  const auto lateness = [&](const CardState& state) {
    return (static_cast<double>((back.today() - *state.due).count()) + 0.001) /
           static_cast<double>(state.sm2.interval);
  };
  std::multimap<double, StudyDay> days;
  for (const auto& [card, state] : back.states()) {
    const CardState& was = before.at(card);
    if (was.due && *was.due <= back.today()) days.emplace(lateness(was), *state.due);
  }
  REQUIRE(days.size() > 100);
  for (auto day = std::next(days.begin()); day != days.end(); ++day) {
    if (std::prev(day)->first < day->first) CHECK(std::prev(day)->second <= day->second);
  }
}

TEST_CASE("under FSRS the cards most likely recalled stay, the others follow in order") {
  Returning back(1, "fsrs");
  const auto before = back.states();
  back.spread(back.plan(10));
  const auto scheduler = back.settings().scheduler();
  std::multimap<double, StudyDay, std::greater<>> days;
  for (const auto& [card, state] : back.states()) {
    const CardState& was = before.at(card);
    if (!was.due || *was.due > back.today()) continue;
    days.emplace(scheduler->recall(was, back.today() - *was.last).value(), *state.due);
  }
  REQUIRE(days.size() > 100);
  CHECK(days.begin()->second < std::prev(days.end())->second);
  for (auto day = std::next(days.begin()); day != days.end(); ++day) {
    if (std::prev(day)->first > day->first) CHECK(std::prev(day)->second <= day->second);
  }
}

TEST_CASE("a review limit holds for the plan too") {
  Returning back;
  store::store_setting(back.db, "reviews", "15");
  const Catchup catchup = back.plan(10);
  CHECK(catchup.cards_a_day == 15);
  CHECK(catchup.stay == 15);
  back.spread(catchup);
  CHECK_FALSE(backlog_today(back.db, back.settings(), back.today()).there());
}

TEST_CASE("what was done today counts, and suspended and buried cards are left alone") {
  Returning back;
  const Catchup before = back.plan(10);
  const auto queue = days_queue(back.db, back.settings(), back.today(), {});
  const auto key_of = [&](std::size_t i) {
    return store::card_row(back.db, queue[i].card).value().card.key;
  };
  ReviewAct review;
  review.scheduler = "sm2";
  review.previous = store::card_row(back.db, queue[0].card).value().state.latest_review;
  record(back.db, back.stamp(), key_of(0), review);
  record(back.db, back.stamp(), key_of(1), SuspendAct{true});
  record(back.db, back.stamp(), key_of(2), BuryAct{back.today() + Days{1}});
  const Catchup catchup = back.plan(10);
  CHECK(catchup.waiting == before.waiting - 3);
  CHECK(catchup.stay == catchup.cards_a_day - 1);
  for (const auto& [key, act] : catchup.acts) {
    for (const std::size_t i : {0, 1, 2}) CHECK(key != key_of(i));
  }
}

TEST_CASE("cards that come due anyway leave less room, suspended ones do not") {
  Returning back;
  store::store_setting(back.db, "reviews", "40");
  const StudyDay tomorrow = back.today() + Days{1};
  const auto queue = days_queue(back.db, back.settings(), back.today(), {});
  const auto record_of_20 = [&](const Act& act) {
    for (std::size_t i = 0; i < 20; ++i) {
      record(back.db, back.stamp(), store::card_row(back.db, queue[i].card).value().card.key, act);
    }
  };
  const auto moved_to_tomorrow = [&] {
    const Catchup catchup = back.plan(600);
    return std::count_if(catchup.acts.begin(), catchup.acts.end(), [&](const auto& act) {
      return std::get<SetDueAct>(act.second).due == tomorrow;
    });
  };
  record_of_20(SetDueAct{tomorrow});
  const auto beside_them = moved_to_tomorrow();
  CHECK(beside_them > 0);
  CHECK(beside_them <= 20);
  record_of_20(SuspendAct{true});
  CHECK(std::abs(moved_to_tomorrow() - beside_them - 20) <= 1);
}

TEST_CASE("minutes that are enough move nothing; too few are told what would do") {
  Returning back;
  CHECK(back.plan(600).moved() == 0);
  CHECK(back.plan(600).level == back.today());
  const Catchup never = back.plan(1);
  CHECK_FALSE(never.level);
  CHECK(never.acts.empty());
  REQUIRE(never.enough);
  const int minutes = static_cast<int>(never.time_of(*never.enough).count() / 60) + 1;
  MESSAGE(minutes << " minutes would do");
  CHECK(minutes > 1);
  CHECK(back.plan(minutes).level);
}

TEST_CASE("whoever keeps to the plan needs the minutes and is level on the day told") {
  for (unsigned seed = 1; seed <= 2; ++seed) {
    CAPTURE(seed);
    Returning back(seed);
    const Catchup catchup = back.plan(20);
    back.spread(catchup);
    const auto days = (catchup.level.value() - back.today()).count() + 1;
    double spent = 0, most = 0;
    for (int day = 0; day < days; ++day, back.learner.next_day()) {
      const double minutes = back.learner.study_day();
      spent += minutes;
      most = std::max(most, minutes);
    }
    MESSAGE("seed " << seed << ": " << catchup.waiting << " waited, " << days << " days, "
                    << spent / static_cast<double>(days) << " minutes a day, at most " << most);
    CHECK(spent / static_cast<double>(days) < 1.15 * 20);
    CHECK(count_day(back.db, back.settings(), back.today()).overdue == 0);
    CHECK(store::due_by_day(back.db, back.today(), 1).at(0) <= 1.3 * catchup.cards_a_day);
  }
}

}  // namespace lianxi::test
