// From one scheduler to another and back: the log is folded anew each time, and nothing is lost.

#include <doctest/doctest.h>

#include <map>
#include <string>

#include "session/catchup.h"
#include "session/check.h"
#include "session/planner.h"
#include "session/undo.h"
#include "support/random_learner.h"
#include "support/simulated_learner.h"

namespace lianxi::test {
namespace {

using States = std::map<Key, CardState>;

States states_of(Db& db) {
  States states;
  store::for_each_card(db, [&](const store::CardRow& card) { states[card.card.key] = card.state; });
  return states;
}

void set(Db& db, const TestClock& clock, const std::string& key, const std::string& value) {
  Transaction transaction(db);
  record(db, {clock.now(), kRollover}, std::nullopt, SettingAct{key, value});
  transaction.commit();
}

std::string findings(Db& db) {
  std::string text;
  for (const std::string& finding : check_collection(db).findings) text += finding + "\n";
  return text;
}

/// Forty words as a deck gives them.
std::string forty_words() {
  std::string deck;
  for (int i = 0; i < 40; ++i) {
    const std::string word = encode_utf8(std::u32string{static_cast<char32_t>(0x4e00 + 7 * i)});
    deck += "# " + word + " yī\n- Part of speech: noun\n- Definition: thing " + std::to_string(i) +
            "\n\n";
  }
  return deck;
}

std::size_t remembered(const States& states) {
  std::size_t count = 0;
  for (const auto& [key, state] : states) count += state.memory.has_value() ? 1 : 0;
  return count;
}

TEST_CASE("a learner of 400 days moves from SM-2 to FSRS and back, and finds all as it was") {
  TestClock clock{"2025-01-06T09:00+08:00"};
  Db db = store::memory_collection(clock.now());
  import_text(db, clock, "words", forty_words());
  set(db, clock, "new-cards", "2");
  SimulatedLearner learner(db, clock, 11);
  for (int i = 0; i < 400; ++i, learner.next_day()) learner.study_day();
  REQUIRE(findings(db) == "");
  const States before = states_of(db);
  const std::string digest = check_collection(db).state;
  CHECK(remembered(before) == 0);

  set(db, clock, "scheduler", "fsrs");
  CHECK(findings(db) == "");
  const States by_fsrs = states_of(db);
  CHECK(by_fsrs.size() == before.size());
  std::size_t answered = 0;
  for (const auto& [key, state] : before) {
    answered += state.last ? 1 : 0;
    CHECK(by_fsrs.at(key).reviews == state.reviews);
    CHECK(by_fsrs.at(key).lapses == state.lapses);
    CHECK(by_fsrs.at(key).introduced == state.introduced);
  }
  CHECK(answered > 60);
  CHECK(remembered(by_fsrs) == answered);

  undo_latest(db, {clock.now(), kRollover}, UndoWhat::setting);
  CHECK(states_of(db) == before);
  CHECK(check_collection(db).state == digest);
  set(db, clock, "scheduler", "sm2-anki");
  CHECK(findings(db) == "");
  CHECK(states_of(db) != before);
  set(db, clock, "scheduler", "sm2");
  CHECK(states_of(db) == before);
  CHECK(findings(db) == "");
}

TEST_CASE("whatever a learner does, each scheduler's cards are what the log says") {
  for (unsigned seed = 1; seed <= 8; ++seed) {
    CAPTURE(seed);
    RandomLearner learner(seed, std::chrono::milliseconds{0});
    for (int i = 0; i < 40; ++i) learner.step();
    const States before = states_of(learner.db);
    for (const std::string scheduler : {"fsrs", "sm2-anki", "fsrs"}) {
      set(learner.db, learner.clock, "scheduler", scheduler);
      for (int i = 0; i < 30; ++i) learner.step();
      CAPTURE(scheduler);
      CHECK(learner.findings() == "");
    }
    for (const auto& [key, value] :
         std::map<std::string, std::string>{{"fuzz", "yes"},
                                            {"balance", "yes"},
                                            {"easy-days", "sat=minimum,sun=reduced"},
                                            {"retention", "0.8"},
                                            {"maximum-interval", "50"}}) {
      set(learner.db, learner.clock, key, value);
      for (int i = 0; i < 10; ++i) learner.step();
      CAPTURE(key);
      CHECK(learner.findings() == "");
    }
  }
}

TEST_CASE("balanced, a day's answers see each other, and nothing grows longer on the average") {
  TestClock clock{"2025-01-06T09:00+08:00"};
  Db db = store::memory_collection(clock.now());
  save_words(db, 0, 200);
  store::Settings settings = store::load_settings(db);
  settings.balance = true;
  Planner planner(db, settings);
  const StudyDay today = study_day(clock.now(), kRollover);
  std::map<int, int> chosen;
  double sums[4] = {};
  int cards = 0;
  std::vector<store::CardRow> rows;
  store::for_each_card(db, [&](const store::CardRow& card) { rows.push_back(card); });
  for (store::CardRow& card : rows) {
    if (card.card.kind != CardKind::meaning) continue;
    card.state.sm2 = {30, 3, 130};
    card.state.last = today - Days{30};
    const Outcomes outcomes = planner.preview(card, today);
    for (std::size_t i = 1; i < 4; ++i) {
      sums[i] += static_cast<double>(outcomes.by_rating[i].interval.count());
    }
    ++cards;
    const auto days = static_cast<int>(outcomes[Rating::good].interval.count());
    ++chosen[days];
    card.state.due = today + Days{days};
    store::save_state(db, card.id, card.state);
  }
  const double planned = 39;  // 30 days x 1.30
  CHECK(cards == 200);
  CHECK(chosen.size() >= 5);
  for (const auto& [day, count] : chosen) CHECK(count < cards / 2);
  for (std::size_t i = 1; i < 4; ++i) {
    CAPTURE(i);
    CHECK(std::abs(sums[i] / cards - planned) < 0.06 * planned);
  }
}

TEST_CASE("balancing leaves alone what Anki's SM-2 plans for a card recalled before its day") {
  TestClock clock{"2025-01-06T09:00+08:00"};
  Db db = store::memory_collection(clock.now());
  save_words(db, 0, 40);
  store::Settings settings = store::load_settings(db);
  settings.scheduler_name = "sm2-anki";
  settings.balance = true;
  Planner planner(db, settings);
  const StudyDay today = study_day(clock.now(), kRollover);
  int moved_early = 0, moved_late = 0;
  store::for_each_card(db, [&](store::CardRow card) {
    card.state.sm2 = {30, 3, 250};
    for (const int elapsed : {20, 40}) {
      card.state.last = today - Days{elapsed};
      const Outcomes plain = planner.scheduler().preview(card.state, Days{elapsed}, 0.5);
      const Outcomes outcomes = planner.preview(card, today);
      for (const Rating rating : {Rating::hard, Rating::good, Rating::easy}) {
        const bool moved = outcomes[rating].interval != plain[rating].interval;
        (elapsed < 30 ? moved_early : moved_late) += moved ? 1 : 0;
      }
    }
  });
  CHECK(moved_early == 0);
  CHECK(moved_late > 40);
}

TEST_CASE("after a break every scheduler knows that what is recalled comes back later") {
  for (const std::string scheduler : {"sm2", "sm2-anki", "fsrs"}) {
    CAPTURE(scheduler);
    TestClock clock{"2025-01-06T09:00+08:00"};
    Db db = store::memory_collection(clock.now());
    save_words(db, 0, 40);
    SimulatedLearner learner(db, clock, 3);
    for (int i = 0; i < 60; ++i, learner.next_day()) learner.study_day();
    for (int i = 0; i < 30; ++i) learner.next_day();
    store::Settings settings = store::load_settings(db);
    settings.scheduler_name = scheduler;
    const StudyDay today = learner.study_day_now();
    const Catchup plan = plan_catchup(db, settings, today, {}, std::chrono::minutes{15});
    CHECK(plan.moved() > 0);
    REQUIRE(plan.level);
    CHECK(*plan.level - today < Days{60});
  }
}

TEST_CASE("balanced, cards come back on days with less to do, and never later for a worse answer") {
  TestClock clock{"2025-01-06T09:00+08:00"};
  Db db = store::memory_collection(clock.now());
  save_words(db, 0, 40);
  SimulatedLearner learner(db, clock, 3);
  for (int i = 0; i < 100; ++i, learner.next_day()) learner.study_day();
  store::Settings settings = store::load_settings(db);
  settings.scheduler_name = "fsrs";
  settings.balance = true;
  Planner planner(db, settings);
  const StudyDay today = learner.study_day_now();
  int moved = 0;
  store::for_each_card(db, [&](const store::CardRow& card) {
    if (!card.state.last) return;
    const Outcomes outcomes = planner.preview(card, today);
    const Outcomes exact =
        planner.scheduler().preview(card.state, elapsed_on(card.state, today), 0);
    for (std::size_t i = 0; i < 4; ++i) {
      const Days interval = outcomes.by_rating[i].interval;
      moved += interval != exact.by_rating[i].interval ? 1 : 0;
      if (i > 0) CHECK(interval >= outcomes.by_rating[i - 1].interval);
      const Rating rating = kRatings[i];
      CHECK(planner.answer(card, rating, {}, today).interval == interval);
    }
  });
  CHECK(moved > 50);
}

}  // namespace
}  // namespace lianxi::test
