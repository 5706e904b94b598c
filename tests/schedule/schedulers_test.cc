// What holds for every scheduler, and what each does with whole cards.

#include <doctest/doctest.h>

#include <memory>
#include <random>
#include <string>

#include "schedule/fold.h"
#include "schedule/fsrs.h"
#include "schedule/fuzz.h"
#include "schedule/sm2.h"
#include "schedule/sm2_anki.h"
#include "support/number_table.h"

namespace lianxi {
namespace {

std::unique_ptr<Scheduler> scheduler_of(int kind) {
  if (kind == 0) return std::make_unique<Sm2>();
  if (kind == 1) return std::make_unique<Sm2Anki>();
  if (kind == 2) return std::make_unique<Fsrs>();
  return std::make_unique<Fuzzed>(scheduler_of(kind - 3), Days{36500});
}

StudyDay day(int number) { return day_from_number(20000 + number); }

Event review(int on, Rating rating, std::int64_t seq) {
  Event event;
  event.id = {DeviceId{1}, seq};
  event.clock = {seq, 0};
  event.day = day(on);
  event.subject = Key{};
  ReviewAct act;
  act.rating = rating;
  act.scheduler = "other";
  event.act = act;
  return event;
}

TEST_CASE("A better rating never gives a shorter interval, and none leaves its bounds") {
  std::mt19937 random(7);
  for (int kind = 0; kind < 6; ++kind) {
    const auto scheduler = scheduler_of(kind);
    for (int card = 0; card < 300; ++card) {
      CardState state;
      StudyDay today = day(0);
      for (int answer = 0; answer < 12; ++answer) {
        const Days elapsed = state.last ? today - *state.last : Days{0};
        const double fuzz = static_cast<double>(random() % 1000) / 1000;
        const Outcomes outcomes = scheduler->preview(state, elapsed, fuzz);
        CAPTURE(kind);
        CAPTURE(card);
        CAPTURE(answer);
        for (std::size_t i = 0; i < 4; ++i) {
          const Outcome& outcome = outcomes.by_rating[i];
          CHECK(outcome.interval >= Days{1});
          CHECK(outcome.interval <= Days{36500});
          if (i > 0) CHECK(outcome.interval >= outcomes.by_rating[i - 1].interval);
          CHECK(outcome == scheduler->answer(state, kRatings[i], {}, elapsed, fuzz));
        }
        const Outcome& chosen = outcomes.by_rating[random() % 4];
        state.sm2 = chosen.sm2;
        state.memory = chosen.memory;
        state.last = today;
        today += chosen.interval + Days{static_cast<int>(random() % 5)};
        if (chosen.interval > Days{20000}) break;
      }
    }
  }
}

TEST_CASE("One answer of Anki's SM-2 agrees with the carried figures") {
  const auto rows = read_table(LIANXI_TEST_DIR "/anki_style_sm2.csv");
  REQUIRE(rows.size() == 240);
  const auto hundredths = [](const std::string& ease) {
    return std::lround(std::stod(ease) * 100);
  };
  for (const auto& row : rows) {
    CAPTURE(row[0]);
    CAPTURE(row[1]);
    CAPTURE(row[2]);
    Sm2AnkiOptions options;
    options.hard_multiplier = std::stod(row[3]);
    options.easy_bonus = std::stod(row[4]);
    options.interval_multiplier = std::stod(row[5]);
    options.max_interval = Days{std::stoi(row[6])};
    options.lapse_multiplier = std::stod(row[7]);
    options.min_lapse_interval = Days{std::stoi(row[8])};
    const AnkiReview review =
        anki_review(std::stoll(row[0]), static_cast<std::int32_t>(hundredths(row[1])),
                    Days{std::stoi(row[2])}, options);
    for (std::size_t i = 0; i < 4; ++i) {
      CAPTURE(i);
      CHECK(review.intervals[i] == Days{std::stoi(row[9 + i])});
      CHECK(review.ef100[i] == hundredths(row[13 + i]));
    }
  }
}

TEST_CASE("Anki's SM-2 has no fuzz for a card that was recalled before its day") {
  Sm2AnkiOptions options;
  options.lapse_multiplier = 0.5;
  const Sm2Anki exact(options);
  const Fuzzed fuzzed(std::make_unique<Sm2Anki>(options), Days{36500});
  CardState card;
  card.last = day(0);
  card.sm2 = {40, 4, 250};
  for (const int elapsed : {0, 1, 20, 39, 40, 41, 60}) {
    for (const Rating rating : kRatings) {
      CAPTURE(elapsed);
      CAPTURE(to_string(rating));
      const Days plain = exact.answer(card, rating, {}, Days{elapsed}, 0.5).interval;
      const Outcome moved = fuzzed.answer(card, rating, {}, Days{elapsed}, 0.99);
      const bool is_early = elapsed < 40 && rating != Rating::again;
      CHECK((moved.interval == plain) == is_early);
      CHECK(moved == fuzzed.preview(card, Days{elapsed}, 0.99)[rating]);
      CHECK(moved.sm2.interval == moved.interval.count());
    }
  }
  CHECK(fuzzed.answer(card, Rating::good, 2, Days{20}, 0.99).interval > Days{20});  // it was again
  // The first answer has fuzz: four days may become five. So has one whose day nobody knows.
  CHECK(fuzzed.answer({}, Rating::easy, {}, Days{0}, 0.99).interval == Days{5});
  card.last.reset();
  CHECK(fuzzed.answer(card, Rating::good, {}, Days{0}, 0.99).interval > Days{100});
}

TEST_CASE("FSRS steps at every answer, SM-2 at the first of a day") {
  const Fsrs fsrs;
  CardFold by_fsrs(fsrs);
  const Sm2 sm2;
  CardFold by_sm2(sm2);
  for (CardFold* fold : {&by_fsrs, &by_sm2}) {
    fold->add(review(0, Rating::again, 1));
    CHECK(fold->state().repeat_today);
  }
  const MemoryState first = by_fsrs.state().memory.value();
  CHECK(first.stability == kFsrs6Defaults[0]);
  CHECK(!by_sm2.state().memory);
  const CardState before = by_sm2.state();
  for (CardFold* fold : {&by_fsrs, &by_sm2}) fold->add(review(0, Rating::good, 2));
  CHECK(by_fsrs.state().memory == Fsrs6Model().next(first, 0, Rating::good));
  CHECK(by_fsrs.state().graded == 1);
  CHECK(by_fsrs.state().reviews == 2);
  CHECK(by_sm2.state().sm2 == before.sm2);
  CHECK(by_sm2.state().due == before.due);
  by_fsrs.add(review(3, Rating::good, 3));
  const MemoryState drilled = Fsrs6Model().next(first, 0, Rating::good);
  CHECK(by_fsrs.state().memory == Fsrs6Model().next(drilled, 3, Rating::good));
}

TEST_CASE("A drill under FSRS changes memory and interval, and leaves the count of repetitions") {
  const Fsrs fsrs;
  CardState card;
  card.last = day(0);
  card.memory = MemoryState{5, 6};
  for (const int n : {0, 3}) {
    card.sm2 = {5, n, 250};
    const Outcomes drill = fsrs.preview(card, Days{0}, 0.5);
    const Outcomes later = fsrs.preview(card, Days{5}, 0.5);
    for (const Rating rating : kRatings) {
      CAPTURE(n);
      CAPTURE(to_string(rating));
      CHECK(drill[rating].sm2.n == n);
      CHECK(drill[rating].memory != card.memory);
      CHECK(later[rating].sm2.n == (rating == Rating::again ? 0 : n + 1));
    }
    CHECK(drill[Rating::again].interval < drill[Rating::easy].interval);
  }
  // One of which nobody knows the day is no drill.
  card.last.reset();
  CHECK(fsrs.preview(card, Days{0}, 0.5)[Rating::good].sm2.n == 4);
  // The fold too: failed, drilled until easy, and still no repetition in a row.
  CardFold fold(fsrs);
  fold.add(review(0, Rating::good, 1));
  fold.add(review(3, Rating::again, 2));
  fold.add(review(3, Rating::good, 3));
  fold.add(review(3, Rating::easy, 4));
  CHECK(fold.state().sm2.n == 0);
  CHECK(fold.state().days_recalled == 1);
  fold.add(review(9, Rating::good, 5));
  CHECK(fold.state().sm2.n == 1);
}

TEST_CASE("Hard comes round again under SM-2 alone") {
  CHECK(Sm2().repeats(Rating::hard, {}));
  CHECK_FALSE(Sm2().repeats(Rating::good, {}));
  CHECK_FALSE(Fsrs().repeats(Rating::hard, {}));
  CHECK(Fsrs().repeats(Rating::again, {}));
  CHECK(Sm2Anki().repeats(Rating::again, {}));
  CHECK_FALSE(Sm2Anki().repeats(Rating::hard, {}));
}

TEST_CASE("A card that comes with a state of SM-2 has a memory that fits it") {
  const Fsrs fsrs;
  CardFold fold(fsrs);
  Event event = review(0, Rating::good, 1);
  SetStateAct act{5, 250, 40, day(40), day(0), {}, {}};
  event.act = act;
  fold.add(event);
  CHECK(fold.state().memory == Fsrs6Model().from_sm2(2.5, 40));
  act.stability = 12.5;
  act.difficulty = 7;
  event.act = act;
  fold.add(event);
  CHECK(fold.state().memory == MemoryState{12.5, 7});
}

TEST_CASE("A state that came without an interval, or without a last day, loses nothing") {
  for (int kind = 0; kind < 6; ++kind) {
    CAPTURE(kind);
    const auto scheduler = scheduler_of(kind);
    CardState known;  // in its eighth success, and nobody knows since when
    known.sm2 = {200, 8, 250};
    const Days grown = scheduler->answer(known, Rating::good, {}, Days{0}, 0.5).interval;
    CHECK(grown > Days{200});
    CardState on_time = known;
    on_time.last = day(0);
    CHECK(grown == scheduler->answer(on_time, Rating::good, {}, Days{200}, 0.5).interval);
    CardState begun;  // no interval: as good as new
    begun.sm2 = {0, 8, 250};
    begun.last = day(0);
    const Outcome first = scheduler->answer({}, Rating::good, {}, Days{0}, 0.5);
    if (kind % 3 > 0) {
      CHECK(scheduler->answer(begun, Rating::good, {}, Days{30}, 0.5).interval == first.interval);
    }
  }
}

TEST_CASE("A state without stability leaves alone what its own answers have taught") {
  const Fsrs fsrs;
  CardFold fold(fsrs);
  fold.add(review(0, Rating::good, 1));
  fold.add(review(5, Rating::good, 2));
  const auto learnt = fold.state().memory;
  Event event = review(6, Rating::good, 3);
  event.act = SetStateAct{2, 250, 0, day(9), day(5), {}, {}};
  fold.add(event);
  CHECK(fold.state().memory == learnt);
  CHECK(fold.state().due == day(9));
  CHECK(fold.state().last == day(5));
}

TEST_CASE("What keeps a memory knows how likely a card is recalled, also where it was learnt") {
  CardState card;
  card.last = day(0);
  card.sm2 = {30, 3, 250};
  card.memory = MemoryState{50, 5};
  CHECK_FALSE(Sm2().recall(card, Days{60}));
  CHECK_FALSE(Sm2Anki().recall(card, Days{60}));
  CHECK_FALSE(Fsrs().recall({}, Days{0}));
  const Fsrs fsrs;
  CHECK(fsrs.recall(card, Days{0}) == 1);
  CHECK(fsrs.recall(card, Days{50}).value() == doctest::Approx(0.9));
  CHECK(fsrs.recall(card, Days{60}) == Fsrs6Model().retrievability(60, 50));
  CHECK(scheduler_of(5)->recall(card, Days{60}) == fsrs.recall(card, Days{60}));
  card.last.reset();  // nobody knows the day: as if it were due
  CHECK(fsrs.recall(card, Days{0}) == Fsrs6Model().retrievability(30, 50));
  card.memory.reset();
  CHECK(fsrs.recall(card, Days{0}).value() == doctest::Approx(0.9));
}

TEST_CASE("A higher retention means more work, and no interval beyond the longest") {
  CardState state;
  state.last = day(0);
  state.memory = MemoryState{50, 5};
  Days before{36500};
  for (const double retention : {0.70, 0.80, 0.90, 0.95, 0.97}) {
    const Fsrs fsrs({kFsrs6Defaults, retention, Days{36500}});
    const Days days = fsrs.preview(state, Days{50}, 0.5)[Rating::good].interval;
    CHECK(days < before);
    before = days;
  }
  const Fsrs limited({kFsrs6Defaults, 0.9, Days{30}});
  for (const Outcome& outcome : limited.preview(state, Days{50}, 0.5).by_rating) {
    CHECK(outcome.interval <= Days{30});
  }
}

TEST_CASE("Grades of SM-2 are answers of FSRS, too") {
  CHECK(rating_for(Rating::good, {}) == Rating::good);
  for (int quality = 0; quality <= 5; ++quality) {
    CAPTURE(quality);
    CHECK(rating_for(Rating::good, quality) == kRatings[std::max(quality, 2) - 2]);
  }
}

}  // namespace
}  // namespace lianxi
