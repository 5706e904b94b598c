#include "schedule/sm2.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "support/number_table.h"

namespace lianxi {
namespace {

const std::string kPresets[] = {"article", "article_after", "nearest", "pypi"};

constexpr std::int32_t kMaxInt32 = std::numeric_limits<std::int32_t>::max();
constexpr std::int64_t kMaxInt64 = std::numeric_limits<std::int64_t>::max();

TEST_CASE("All presets agree with the carried figures, step by step") {
  const auto rows = read_number_table(LIANXI_TEST_DIR "/sm2_sequences.csv");
  REQUIRE(rows.size() == 1652);
  for (std::size_t preset = 0; preset < 4; ++preset) {
    CAPTURE(kPresets[preset]);
    const auto options = sm2_preset(kPresets[preset]);
    REQUIRE(options);
    Sm2State state;
    for (const auto& row : rows) {
      CAPTURE(row[0]);
      CAPTURE(row[1]);
      if (row[1] == 0) state = {};
      state = sm2_step(state, static_cast<int>(row[2]), *options);
      const auto* wanted = &row[4 + 3 * preset];
      CHECK(state.n == wanted[0]);
      CHECK(state.ef100 == wanted[1]);
      CHECK(state.interval == wanted[2]);
    }
  }
}

TEST_CASE("The presets are the four known readings, and no other name is one") {
  CHECK(sm2_preset("article") == Sm2Options{});
  CHECK(sm2_preset("article_after") != sm2_preset("article"));
  CHECK(sm2_preset("nearest") != sm2_preset("pypi"));
  for (const std::string name : {"", "Article", "article ", "sm2", "anki"}) {
    CAPTURE(name);
    CHECK(!sm2_preset(name));
  }
}

TEST_CASE("SM-2 grows the interval and keeps the easiness on a lapse") {
  const struct {
    std::string name;
    Sm2State before;
    int quality;
    Sm2State after;
  } rows[] = {
      {"first pass", {}, 4, {1, 1, 250}},
      {"second pass", {1, 1, 250}, 4, {6, 2, 250}},
      {"third pass", {6, 2, 250}, 4, {15, 3, 250}},
      {"a fraction goes up", {15, 3, 250}, 4, {38, 4, 250}},
      {"perfect", {6, 2, 250}, 5, {15, 3, 260}},
      {"the easiness from before counts", {100, 3, 250}, 3, {250, 4, 236}},
      {"lapse", {30, 4, 180}, 2, {1, 0, 180}},
      {"a blackout is no worse", {30, 4, 180}, 0, {1, 0, 180}},
      {"the least easiness", {10, 3, 130}, 3, {13, 4, 130}},
      {"six fives are 420 days, not 421", {140, 5, 300}, 5, {420, 6, 310}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    const Sm2State after = sm2_step(row.before, row.quality, {});
    CHECK(after.interval == row.after.interval);
    CHECK(after.n == row.after.n);
    CHECK(after.ef100 == row.after.ef100);
  }
}

TEST_CASE("Rounding to the nearest day takes exact ties up") {
  const auto nearest = *sm2_preset("nearest");
  CHECK(sm2_step({15, 3, 250}, 4, nearest).interval == 38);  // 37.50
  CHECK(sm2_step({1, 3, 149}, 4, nearest).interval == 1);    // 1.49
  CHECK(sm2_step({1, 3, 151}, 4, nearest).interval == 2);    // 1.51
}

TEST_CASE("The interval saturates and nothing overflows") {
  const Sm2State states[] = {
      {kSm2MaxInterval, 3, 130},        {kSm2MaxInterval, 3, kSm2MaxEf100},
      {kSm2MaxInterval, 3, kMaxInt32},  {kMaxInt64, kMaxInt32, kMaxInt32},
      {kSm2MaxInterval - 1, 100, 1000},
  };
  for (const std::string& preset : kPresets) {
    for (const Sm2State& before : states) {
      CAPTURE(preset);
      CAPTURE(before.interval);
      CAPTURE(before.ef100);
      const Sm2State after = sm2_step(before, 5, *sm2_preset(preset));
      CHECK(after.interval == kSm2MaxInterval);
      CHECK(after.ef100 <= kSm2MaxEf100);
      CHECK(after.n > 0);
    }
  }
}

TEST_CASE("A thousand perfect answers end at the greatest interval") {
  Sm2State state;
  for (int i = 0; i < 1000; ++i) state = sm2_step(state, 5, {});
  CHECK(state == Sm2State{kSm2MaxInterval, 1000, 10250});
}

TEST_CASE("A state out of range comes back into it") {
  for (int quality = 0; quality <= 5; ++quality) {
    for (const Sm2State& before :
         {Sm2State{-5, -5, -5}, Sm2State{0, 3, 0}, Sm2State{-kMaxInt64, 2, -kMaxInt32}}) {
      CAPTURE(quality);
      const Sm2State after = sm2_step(before, quality, {});
      CHECK(after.interval >= 1);
      CHECK(after.ef100 >= kSm2MinEf100);
      CHECK(after.n == (quality < 3 ? 0 : std::max(0, before.n) + 1));
    }
  }
}

/// The article's rules one after the other, for states in range.
Sm2State told(const Sm2State& state, int quality, const Sm2Options& options) {
  const std::int32_t ef =
      std::clamp(state.ef100 + sm2_ease_change(quality), kSm2MinEf100, kSm2MaxEf100);
  if (quality < 3) {
    return {1, 0, options.ef_on_fail == Sm2Options::EfOnFail::update ? ef : state.ef100};
  }
  if (state.n == 0) return {1, 1, ef};
  if (state.n == 1) return {6, 2, ef};
  const bool after = options.ef_for_interval == Sm2Options::EfForInterval::after;
  const std::int64_t hundredths = state.interval * (after ? ef : state.ef100);
  std::int64_t interval = hundredths / 100;
  const std::int64_t rest = hundredths % 100;
  if (rest >= (options.rounding == Sm2Options::Rounding::up ? 1 : 50)) ++interval;
  return {std::min(interval, kSm2MaxInterval), state.n + 1, ef};
}

Sm2State in_range(const Sm2State& state) {
  return {std::clamp(state.interval, std::int64_t{1}, kSm2MaxInterval),
          std::clamp(state.n, 0, (1 << 30) - 1),
          std::clamp(state.ef100, kSm2MinEf100, kSm2MaxEf100)};
}

/// Every pair of a state and a grade, once under each preset: one by one and all at once.
void check_steps(const std::vector<Sm2State>& states, const std::vector<std::uint8_t>& qualities) {
  for (const std::string& preset : kPresets) {
    CAPTURE(preset);
    const Sm2Options options = *sm2_preset(preset);
    std::vector<Sm2State> cards = states;
    sm2_step_all(cards, qualities, options);
    for (std::size_t i = 0; i < states.size(); ++i) {
      CAPTURE(states[i].interval);
      CAPTURE(states[i].n);
      CAPTURE(states[i].ef100);
      CAPTURE(int{qualities[i]});
      const Sm2State after = sm2_step(states[i], qualities[i], options);
      CHECK(after == told(in_range(states[i]), qualities[i], options));
      CHECK(cards[i] == after);
    }
  }
}

TEST_CASE("At every edge a step is what the rules say, alone or with others") {
  constexpr std::int64_t intervals[] = {-kMaxInt64 - 1,
                                        -1,
                                        0,
                                        1,
                                        6,
                                        7,
                                        (kSm2MaxInterval * 100 - 99) / 131,
                                        kSm2MaxInterval - 1,
                                        kSm2MaxInterval,
                                        kSm2MaxInterval + 1,
                                        kMaxInt64};
  constexpr std::int32_t counts[] = {
      -kMaxInt32 - 1, -1, 0, 1, 2, 3, 1 << 29, (1 << 30) - 2, (1 << 30) - 1, 1 << 30, kMaxInt32};
  constexpr std::int32_t efs[] = {-kMaxInt32 - 1,
                                  -1,
                                  0,
                                  129,
                                  130,
                                  131,
                                  149,
                                  250,
                                  1000,
                                  kSm2MaxEf100 - 9,
                                  kSm2MaxEf100 - 1,
                                  kSm2MaxEf100,
                                  kSm2MaxEf100 + 1,
                                  kMaxInt32};
  std::vector<Sm2State> states;
  std::vector<std::uint8_t> qualities;
  for (const std::int64_t interval : intervals) {
    for (const std::int32_t n : counts) {
      for (const std::int32_t ef100 : efs) {
        for (std::uint8_t quality = 0; quality <= 5; ++quality) {
          states.push_back({interval, n, ef100});
          qualities.push_back(quality);
        }
      }
    }
  }
  check_steps(states, qualities);
}

TEST_CASE("Random cards stepped all at once are where each step alone leads") {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    CAPTURE(seed);
    std::mt19937_64 random(seed);
    std::vector<Sm2State> states(seed);
    std::vector<std::uint8_t> qualities(states.size());
    for (std::size_t i = 0; i < states.size(); ++i) {
      // Shifted by anything, so that small numbers are as likely as large ones.
      states[i] = {static_cast<std::int64_t>(random() >> random() % 64),
                   static_cast<std::int32_t>(random() >> (32 + random() % 32)),
                   static_cast<std::int32_t>(random() >> (32 + random() % 32))};
      qualities[i] = static_cast<std::uint8_t>(random() % 6);
    }
    check_steps(states, qualities);
  }
}

TEST_CASE("Cards without a grade stay as they are") {
  std::vector<Sm2State> cards(3, Sm2State{6, 2, 250});
  const std::vector<std::uint8_t> qualities = {4, 1};
  sm2_step_all(cards, qualities, {});
  CHECK(cards == std::vector<Sm2State>{{15, 3, 250}, {1, 0, 250}, {6, 2, 250}});
}

TEST_CASE("Over random histories a better grade never gives less, and easiness stays over 1.3") {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    CAPTURE(seed);
    std::mt19937_64 random(seed);
    const Sm2Options options = *sm2_preset(kPresets[seed % 4]);
    Sm2State state;
    for (int step = 0; step < 60; ++step) {
      Sm2State worse = sm2_step(state, 0, options);
      for (int quality = 1; quality <= 5; ++quality) {
        const Sm2State better = sm2_step(state, quality, options);
        CHECK(better.interval >= worse.interval);
        CHECK(better.n >= worse.n);
        worse = better;
      }
      // Mostly passes, or no history would grow long intervals.
      state = sm2_step(state, random() % 8 == 0 ? 2 : 3 + static_cast<int>(random() % 3), options);
      CHECK(state.ef100 >= kSm2MinEf100);
      CHECK(state.interval >= 1);
    }
  }
}

TEST_CASE("Four buttons are the grades 2 to 5, and a grade that was given counts instead") {
  CHECK(quality_of(Rating::again) == 2);
  CHECK(quality_of(Rating::hard) == 3);
  CHECK(quality_of(Rating::good) == 4);
  CHECK(quality_of(Rating::easy) == 5);
  CHECK(quality_of(Rating::again, 0) == 0);
  CHECK(quality_of(Rating::good, -1) == 0);
  CHECK(quality_of(Rating::good, 6) == 5);
}

CardState card(const Sm2State& state) {
  CardState result;
  result.sm2 = state;
  return result;
}

TEST_CASE("The prompt shows what answering will do") {
  const Sm2 sm2(*sm2_preset("pypi"));
  const CardState before = card({30, 4, 200});
  const Outcomes outcomes = sm2.preview(before, Days{30}, 0.5);
  for (const Rating rating : kRatings) {
    CAPTURE(to_string(rating));
    CHECK(outcomes[rating] == sm2.answer(before, rating, std::nullopt, Days{30}, 0.5));
    CHECK(outcomes[rating].interval == Days{outcomes[rating].sm2.interval});
  }
  CHECK(outcomes[Rating::again].interval == Days{1});
  CHECK(outcomes[Rating::good].interval == Days{60});
  CHECK(outcomes[Rating::hard].sm2.ef100 == 186);
}

TEST_CASE("A grade that was given decides, not the button") {
  const Sm2 sm2(*sm2_preset("pypi"));
  const CardState before = card({30, 4, 250});
  CHECK(sm2.answer(before, Rating::again, 0, Days{30}, 0.5).sm2.ef100 == 170);
  CHECK(sm2.answer(before, Rating::again, 1, Days{30}, 0.5).sm2.ef100 == 196);
  CHECK(sm2.answer(before, Rating::again, {}, Days{30}, 0.5).sm2.ef100 == 218);
}

TEST_CASE("The greatest interval limits what is scheduled, not what is remembered") {
  Sm2Options options;
  options.max_interval = Days{100};
  const CardState before = card({90, 5, 250});
  const Outcome outcome = Sm2(options).answer(before, Rating::good, {}, Days{90}, 0.5);
  CHECK(outcome.interval == Days{100});
  CHECK(outcome.sm2.interval == 225);

  const CardState old = card({36500, 9, 250});
  CHECK(Sm2().answer(old, Rating::good, {}, Days{1}, 0.5).interval == Days{36500});
}

TEST_CASE("Early, late and fuzz do not matter to SM-2") {
  const CardState before = card({30, 4, 250});
  const Sm2 sm2;
  const Outcomes usual = sm2.preview(before, Days{30}, 0.5);
  CHECK(sm2.preview(before, Days{0}, 0.5).by_rating == usual.by_rating);
  CHECK(sm2.preview(before, Days{3000}, 0.999).by_rating == usual.by_rating);
  CHECK(sm2.name() == "sm2");
}

}  // namespace
}  // namespace lianxi
