#include "schedule/fuzz.h"

#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "schedule/fsrs.h"
#include "schedule/sm2.h"
#include "schedule/sm2_anki.h"
#include "support/number_table.h"

namespace lianxi {
namespace {

TEST_CASE("Fuzz ranges agree with the carried figures") {
  const auto rows = read_table(LIANXI_TEST_DIR "/fuzz_bounds.csv");
  REQUIRE(rows.size() == 160);
  for (const auto& row : rows) {
    CAPTURE(row[0]);
    CAPTURE(row[1]);
    const FuzzRange range = fuzz_range(std::stod(row[0]), std::stoi(row[1]), std::stoi(row[2]));
    CHECK(range == FuzzRange{std::stoi(row[3]), std::stoi(row[4])});
  }
}

TEST_CASE("Weights of days agree with the carried figures") {
  std::ifstream in(LIANXI_TEST_DIR "/load_balance.json");
  const auto cases = nlohmann::json::parse(in);
  REQUIRE(cases.size() == 25);
  const std::map<std::string, EasyDay> kinds = {
      {"normal", EasyDay::normal}, {"reduced", EasyDay::reduced}, {"minimum", EasyDay::minimum}};
  for (const auto& row : cases) {
    CAPTURE(row.dump());
    std::vector<Candidate> days;
    for (int at = row["lower"]; at <= row["upper"]; ++at) {
      const auto place = days.size();
      days.push_back({at, row["due_counts"][place], row["weekdays"][place]});
    }
    EasyDays easy{};
    for (std::size_t i = 0; i < 7; ++i) easy[i] = kinds.at(row["easy_days"][i]);
    const auto siblings = row["sibling_days"].get<std::vector<int>>();
    const auto weights = balance_weights(days, easy, siblings);
    const auto factors = easy_factors(days, easy);
    REQUIRE(weights.size() == row["weight_recommended"].size());
    for (std::size_t i = 0; i < weights.size(); ++i) {
      CHECK(about(weights[i], row["weight_recommended"][i], 1e-12));
      CHECK(about(factors[i], row["easy_modifier"][i], 1e-12));
      CHECK(about(sibling_factor(days[i].interval, siblings), row["sibling_modifier"][i], 1e-12));
    }
  }
}

TEST_CASE("A day is chosen as often as its weight says") {
  const double weights[] = {1, 0, 2, 1};
  int chosen[4] = {};
  for (int i = 0; i < 1000; ++i) ++chosen[chosen_by_weight(weights, i / 1000.0)];
  CHECK(chosen[0] == 250);
  CHECK(chosen[1] == 0);
  CHECK(chosen[2] == 500);
  CHECK(chosen[3] == 250);
  CHECK(chosen_by_weight(weights, 0.999999999) == 3);
}

TEST_CASE("Fuzz reaches every day of its range and no other") {
  for (const int interval : {1, 2, 3, 10, 100, 1000}) {
    CAPTURE(interval);
    const FuzzRange range = fuzz_range(interval, 1, 36500);
    std::map<int, int> days;
    for (int i = 0; i < 1000; ++i) ++days[fuzzed(range, i / 1000.0)];
    CHECK(days.begin()->first == range.lower);
    CHECK(days.rbegin()->first == range.upper);
    CHECK(static_cast<int>(days.size()) == range.upper - range.lower + 1);
  }
}

TEST_CASE("By one number a longer interval never becomes the shorter one") {
  for (int step = 0; step < 50; ++step) {
    const double fuzz = step / 50.0;
    for (int interval = 1; interval < 2000; ++interval) {
      CHECK(fuzzed(fuzz_range(interval, 1, 36500), fuzz) <=
            fuzzed(fuzz_range(interval + 1, 1, 36500), fuzz));
    }
  }
}

TEST_CASE("Fuzz moves what is planned, and SM-2's own interval stays what it computes") {
  CardState card;
  card.sm2 = {100, 4, 250};
  card.last = day_from_number(20000);
  const Days elapsed{100};
  const Outcome plain = Sm2().answer(card, Rating::good, {}, elapsed, 0.99);
  const Fuzzed fuzzy(std::make_unique<Sm2>(), Days{36500});
  const Outcome moved = fuzzy.answer(card, Rating::good, {}, elapsed, 0.99);
  CHECK(plain.interval == Days{250});
  CHECK(moved.interval > plain.interval);
  CHECK(moved.sm2 == plain.sm2);
  const Fuzzed fuzzy_fsrs(std::make_unique<Fsrs>(), Days{36500});
  const Outcome fsrs = fuzzy_fsrs.answer(card, Rating::good, {}, elapsed, 0.99);
  CHECK(fsrs.sm2.interval == fsrs.interval.count());
  const Fuzzed limited(std::make_unique<Sm2>(), Days{200});
  CHECK(limited.answer(card, Rating::good, {}, elapsed, 0.99).interval == Days{200});
}

TEST_CASE("Easy days are read from words") {
  const auto weekend = easy_days_from_string("sat=reduced,sun=minimum");
  REQUIRE(weekend);
  CHECK((*weekend)[4] == EasyDay::normal);
  CHECK((*weekend)[5] == EasyDay::reduced);
  CHECK((*weekend)[6] == EasyDay::minimum);
  CHECK(easy_days_from_string("none") == EasyDays{});
  for (const char* text :
       {"saturday=reduced", "sat", "sat=", "=reduced", "sat=less", ",", "sat=reduced;"}) {
    CAPTURE(text);
    CHECK(!easy_days_from_string(text));
  }
}

}  // namespace
}  // namespace lianxi
