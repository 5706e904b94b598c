#include "session/evaluate_report.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/rng.h"
#include "session/simulate_report.h"
#include "store/log.h"
#include "store/log_scan.h"
#include "support/random_learner.h"
#include "support/simulated_learner.h"

namespace lianxi::test {
namespace {

/// A learner whose memory is FSRS's with these parameters, and who studies by SM-2.
std::vector<GivenAnswer> learner_with(const Fsrs6Parameters& memory, std::uint32_t cards,
                                      int days) {
  struct Card {
    MemoryState memory;
    Sm2State sm2;
    int last = -1, due = 0;
  };
  const Fsrs6Model model(memory);
  std::vector<Card> all(cards);
  std::vector<GivenAnswer> answers;
  SplitMix64 random(7);
  for (int day = 0; day < days; ++day) {
    for (std::uint32_t number = 0; number < cards; ++number) {
      Card& card = all[number];
      if (card.due > day || static_cast<int>(number) > 3 * day) continue;
      const bool first = card.last < 0;
      const double recall =
          first ? 0.7 : model.retrievability(day - card.last, card.memory.stability);
      const Rating rating = random.uniform() < recall ? Rating::good : Rating::again;
      card.memory = first ? model.first(rating) : model.next(card.memory, day - card.last, rating);
      card.sm2 = sm2_step(card.sm2, quality_of(rating), {});
      card.last = day;
      card.due = day + static_cast<int>(std::min<std::int64_t>(card.sm2.interval, 10'000));
      answers.push_back({number,
                         20'000 + day,
                         rating,
                         number % 2 == 0 ? CardKind::meaning : CardKind::cloze,
                         {},
                         std::chrono::seconds{6}});
    }
  }
  return answers;
}

/// Somebody who forgets sooner than most.
Fsrs6Parameters forgetful() {
  Fsrs6Parameters w = kFsrs6Defaults;
  w[0] = 0.1;
  w[2] = 0.8;
  w[8] = 1.2;
  w[20] = 0.4;
  return w;
}

TEST_CASE("FSRS fitted to a learner foretells him better than SM-2 and than the defaults") {
  const auto answers = learner_with(forgetful(), 300, 400);
  const EvaluateReport report = evaluate_report(answers, {});
  CHECK(report.answers == answers.size());
  CHECK(report.tested > answers.size() / 2);
  REQUIRE(report.models.size() == 6);
  CHECK(report.fitted_less_sm2.clear());
  CHECK(report.fitted_less_sm2.mean < 0);
  CHECK(report.fitted_less_defaults.clear());
  CHECK(report.fitted_less_defaults.mean < 0);
  CHECK(report.fitted != kFsrs6Defaults);
  REQUIRE(report.kinds.size() == 2);
  CHECK(report.kinds[0].answers + report.kinds[1].answers == report.tested);
  std::int64_t calibrated = 0;
  for (const CalibrationGroup& group : report.calibration) calibrated += group.recalled.of;
  CHECK(calibrated == static_cast<std::int64_t>(report.tested));
}

TEST_CASE("a model is asked about an answer without knowing it or any later one") {
  auto answers = learner_with(forgetful(), 60, 200);
  const EvaluateReport before = evaluate_report(answers, {});
  // What is last changes what is foretold of nothing else, so each loss moves by that one answer.
  answers.back().rating = answers.back().rating == Rating::again ? Rating::good : Rating::again;
  const EvaluateReport after = evaluate_report(answers, {});
  REQUIRE(before.tested == after.tested);
  for (std::size_t model = 0; model < before.models.size(); ++model) {
    CAPTURE(before.models[model].model);
    const double moved = std::abs(after.models[model].log_loss - before.models[model].log_loss);
    CHECK(moved > 0);
    CHECK(moved * static_cast<double>(before.tested) < 8);
  }
}

TEST_CASE("FSRS stands beside the SM-2 that is set: Anki's for whoever schedules by it") {
  const auto answers = learner_with(forgetful(), 300, 400);
  store::Settings settings;
  const EvaluateReport article = evaluate_report(answers, settings);
  settings.scheduler_name = "fsrs";
  CHECK(evaluate_report(answers, settings).models[0].log_loss == article.models[0].log_loss);
  settings.scheduler_name = "sm2-anki";
  const EvaluateReport ankis = evaluate_report(answers, settings);
  CHECK(article.models[0].model == "SM-2");
  CHECK(ankis.models[0].model == "Anki's SM-2");
  CHECK(ankis.models[0].log_loss != article.models[0].log_loss);
  CHECK(ankis.fitted_less_sm2.mean ==
        doctest::Approx(ankis.models[3].log_loss - ankis.models[0].log_loss));
  for (std::size_t model = 1; model < ankis.models.size(); ++model) {
    CHECK(ankis.models[model].model == article.models[model].model);
    CHECK(ankis.models[model].log_loss == article.models[model].log_loss);
  }
  // Its days are not simulated, so no minutes are promised.
  REQUIRE(ankis.fitted_less_sm2.clear());
  Db db = store::memory_collection(moment("2026-03-02T09:00+08:00"));
  bool simulated = false;
  const auto stop = [&](double) { return !(simulated = true); };
  CHECK_FALSE(saving(db, answers, ankis, settings, day_from_number(20'400), stop));
  CHECK_FALSE(simulated);
  CHECK_FALSE(saving(db, answers, article, {}, day_from_number(20'400), stop));
  CHECK(simulated);
}

TEST_CASE("of few answers nothing is said") {
  const auto answers = learner_with(kFsrs6Defaults, 20, 10);
  for (const std::size_t count :
       {std::size_t{0}, std::size_t{1}, std::size_t{10}, answers.size()}) {
    CAPTURE(count);
    const std::vector<GivenAnswer> some(answers.begin(),
                                        answers.begin() + static_cast<std::ptrdiff_t>(count));
    const EvaluateReport report = evaluate_report(some, {});
    CHECK(report.models.empty());
    Db db = store::memory_collection(moment("2026-03-02T09:00+08:00"));
    CHECK_FALSE(saving(db, some, report, {}, day_from_number(20'100)));
  }
}

TEST_CASE("every surviving answer is given once, a card's in the order of the log") {
  for (unsigned seed = 1; seed <= 10; ++seed) {
    CAPTURE(seed);
    RandomLearner learner(seed, std::chrono::milliseconds{0});
    for (int i = 0; i < 120; ++i) learner.step();
    const DeadEvents dead = store::dead_events(learner.db);
    std::size_t reviews = 0;
    store::scan_events(learner.db, [&](const store::LogRow&, const Event& event) {
      const bool review = event.type() == EventType::review;
      reviews += review && !dead.contains(event.id, event.import) ? 1 : 0;
    });
    const auto answers = given_answers(learner.db);
    CHECK(answers.size() == reviews);
    std::map<std::uint32_t, std::int32_t> last;
    for (const GivenAnswer& answer : answers) {
      CHECK(answer.day >= last[answer.card]);
      last[answer.card] = answer.day;
    }
  }
}

TEST_CASE("a simulation has the cards and the limits of the collection, and SM-2 beside FSRS") {
  TestClock clock{"2025-01-06T09:00+08:00"};
  Db db = store::memory_collection(clock.now());
  save_words(db, 0, 60);
  SimulatedLearner learner(db, clock, 3);
  for (int i = 0; i < 15; ++i, learner.next_day()) learner.study_day();
  const auto answers = given_answers(db);
  const auto settings = store::load_settings(db);
  SimulateOptions options;
  options.days = 30;
  options.runs = 2;
  const StudyDay today = learner.study_day_now();
  const SimulateReport report = simulate_report(db, settings, today, answers, options);
  std::size_t cards = 0;
  store::for_each_card(db, [&](const store::CardRow&) { ++cards; });
  CHECK(report.cards + report.waiting == cards);
  CHECK(report.cards > 40);
  CHECK(report.measured);
  REQUIRE(report.curve.size() > 5);
  CHECK(report.curve.front().minutes_a_day.mean < report.curve.back().minutes_a_day.mean);
  CHECK(report.curve.front().memorized.mean < report.curve.back().memorized.mean);
  CHECK(report.sm2.minutes_a_day.mean > 0);
  CHECK(report.equal);
  // The same again is the same.
  const SimulateReport again = simulate_report(db, settings, today, answers, options);
  CHECK(again.curve[3].minutes_a_day.mean == report.curve[3].minutes_a_day.mean);

  options.by_new_cards = true;
  const SimulateReport by_new = simulate_report(db, settings, today, answers, options);
  CHECK(by_new.curve.front().at == 0);
  CHECK(by_new.curve.front().minutes_a_day.mean < by_new.curve.back().minutes_a_day.mean);

  int points = 0;
  const auto stop = [&](double) { return ++points < 3; };
  CHECK(simulate_report(db, settings, today, answers, options, stop).curve.size() == 2);
}

TEST_CASE("both curves at once are those of each by itself, and tables of them") {
  TestClock clock{"2025-01-06T09:00+08:00"};
  Db db = store::memory_collection(clock.now());
  save_words(db, 0, 40);
  SimulatedLearner learner(db, clock, 4);
  for (int i = 0; i < 10; ++i, learner.next_day()) learner.study_day();
  const auto answers = given_answers(db);
  const auto settings = store::load_settings(db);
  const StudyDay today = learner.study_day_now();
  SimulateOptions options;
  options.days = 30;
  options.runs = 2;
  const SimulatedCurves both = simulated_curves(db, settings, today, answers, options);
  const SimulateReport by_retention = simulate_report(db, settings, today, answers, options);
  options.by_new_cards = true;
  const SimulateReport by_new = simulate_report(db, settings, today, answers, options);
  CHECK(both.by_retention.curve[5].minutes_a_day.mean == by_retention.curve[5].minutes_a_day.mean);
  CHECK(both.by_new_cards.curve[3].minutes_a_day.mean == by_new.curve[3].minutes_a_day.mean);
  CHECK(both.by_new_cards.sm2.minutes_a_day.mean == by_new.sm2.minutes_a_day.mean);
  CHECK(simulate_lines(both.by_retention) == simulate_lines(by_retention));

  const std::vector<Table> tables = curves_tables(both);
  REQUIRE(tables.size() == 2);
  CHECK(tables[0].name == "simulation");
  CHECK(tables[0].rows.size() == by_retention.curve.size() + 1);
  CHECK(std::holds_alternative<std::monostate>(tables[0].rows.back()[1]));
  CHECK(tables[1].name == "simulation_by_new");
  CHECK(std::get<std::int64_t>(tables[1].rows.back()[1]) == settings.new_cards);
  // It begins with the sentence on SM-2 beside FSRS.
  CHECK((tables[0].note.starts_with("SM-2 leads to") || tables[0].note.starts_with("As much as")));
  CHECK(tables[0].note.ends_with('.'));

  int points = 0;
  const auto stop = [&](double share) {
    CHECK(share <= 1);
    return ++points <= 16;
  };
  const SimulatedCurves stopped = simulated_curves(db, settings, today, answers, options, stop);
  CHECK(stopped.by_retention.curve.size() == by_retention.curve.size());
  CHECK(stopped.by_new_cards.curve.size() == 2);
  CHECK(stopped.by_new_cards.stopped);
}

TEST_CASE("a simulation can be of some cards alone, and of none it has no tables") {
  TestClock clock{"2025-01-06T09:00+08:00"};
  Db db = store::memory_collection(clock.now());
  const auto settings = store::load_settings(db);
  const StudyDay today = study_day(clock.now(), kRollover);
  SimulateOptions options;
  options.days = 10;
  options.runs = 1;
  for (const Table& table : curves_tables(simulated_curves(db, settings, today, {}, options))) {
    CHECK(table.rows.empty());
  }
  save_words(db, 0, 3);
  const auto all = simulated_curves(db, settings, today, {}, options);
  options.of = {store::Query::Op::term, {}, store::KindTerm{CardKind::recall}};
  const auto some = simulated_curves(db, settings, today, {}, options);
  CHECK(some.by_retention.waiting == 3);
  CHECK(all.by_retention.waiting > 3);
  CHECK(curves_tables(some).front().rows.size() == some.by_retention.curve.size() + 1);
}

}  // namespace
}  // namespace lianxi::test
