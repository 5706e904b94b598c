#include "schedule/fsrs6.h"

#include <doctest/doctest.h>

#include <fstream>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/number_table.h"

namespace lianxi {
namespace {

nlohmann::json read_json(const std::string& name) {
  std::ifstream in(LIANXI_TEST_DIR "/" + name);
  REQUIRE(in);
  return nlohmann::json::parse(in);
}

std::map<std::string, Fsrs6Model> carried_models() {
  std::map<std::string, Fsrs6Model> models;
  const auto sets = read_json("fsrs6_params.json");
  for (const auto& [name, values] : sets.items()) {
    models.emplace(name, values.get<Fsrs6Parameters>());
  }
  REQUIRE(models.size() == 4);
  return models;
}

Rating rating_of(const std::string& cell) { return rating_from_number(std::stoll(cell)).value(); }

TEST_CASE("FSRS-6 agrees with the carried states, step by step") {
  const auto models = carried_models();
  const auto rows = read_table(LIANXI_TEST_DIR "/fsrs6_states.csv");
  REQUIRE(rows.size() == 1698);
  MemoryState state;
  for (const auto& row : rows) {
    CAPTURE(row[0]);
    CAPTURE(row[1]);
    CAPTURE(row[2]);
    const Fsrs6Model& model = models.at(row[0]);
    const double t = std::stod(row[3]);
    if (row[2] == "0") {
      state = model.first(rating_of(row[4]));
    } else {
      CHECK(about(model.retrievability(t, state.stability), std::stod(row[5]), 1e-9));
      state = model.next(state, t, rating_of(row[4]));
    }
    CHECK(about(state.stability, std::stod(row[6]), 1e-9));
    CHECK(about(state.difficulty, std::stod(row[7]), 1e-9));
    const double interval = model.interval(state.stability, 0.9);
    CHECK(about(interval, std::stod(row[8]), 1e-9));
    CHECK(whole_days(interval, Days{36500}) == Days{std::stoi(row[9])});
  }
}

TEST_CASE("Intervals for a retention agree with the carried figures") {
  const auto models = carried_models();
  const auto rows = read_table(LIANXI_TEST_DIR "/fsrs6_intervals.csv");
  REQUIRE(rows.size() == 320);
  for (const auto& row : rows) {
    CAPTURE(row[0]);
    CAPTURE(row[1]);
    CAPTURE(row[2]);
    const double interval = models.at(row[0]).interval(std::stod(row[1]), std::stod(row[2]));
    CHECK(about(interval, std::stod(row[3]), 1e-9));
    CHECK(whole_days(interval, Days{36500}) == Days{std::stoi(row[4])});
  }
}

TEST_CASE("The memory of a card that SM-2 has scheduled agrees with the carried figures") {
  const auto models = carried_models();
  const auto rows = read_table(LIANXI_TEST_DIR "/fsrs6_from_sm2.csv");
  REQUIRE(rows.size() == 240);
  for (const auto& row : rows) {
    CAPTURE(row[0]);
    CAPTURE(row[1]);
    CAPTURE(row[2]);
    const MemoryState state =
        models.at(row[0]).from_sm2(std::stod(row[1]), std::stod(row[2]), std::stod(row[3]));
    CHECK(about(state.stability, std::stod(row[4]), 1e-9));
    CHECK(about(state.difficulty, std::stod(row[5]), 1e-9));
  }
}

TEST_CASE("Older sets of parameters become sets of 21, and others none") {
  const auto sets = read_json("legacy_params.json");
  REQUIRE(sets.size() == 2);
  for (const auto& set : sets) {
    const auto found = fsrs6_parameters(set["from"].get<std::vector<double>>());
    REQUIRE(found);
    const auto wanted = set["to"].get<Fsrs6Parameters>();
    for (std::size_t i = 0; i < kFsrs6Count; ++i) {
      CAPTURE(i);
      CHECK(about((*found)[i], wanted[i], 1e-12));
    }
  }
  CHECK(fsrs6_parameters(kFsrs6Defaults) == kFsrs6Defaults);
  for (const std::size_t count : {0, 1, 16, 18, 20, 22, 35}) {
    CHECK(!fsrs6_parameters(std::vector<double>(count, 1)));
  }
  for (const double value : {std::numeric_limits<double>::infinity(), std::nan("")}) {
    std::vector<double> set(kFsrs6Defaults.begin(), kFsrs6Defaults.end());
    set[20] = value;
    CHECK(!fsrs6_parameters(set));
  }
  CHECK(!fsrs6_parameters(std::vector<double>(17, -1)));  // the logarithm of a negative number
}

TEST_CASE("Parameters out of range are brought into it") {
  Fsrs6Parameters low, high;
  low.fill(-1e300);
  high.fill(1e300);
  for (std::size_t i = 0; i < kFsrs6Count; ++i) {
    CHECK(within_ranges(low)[i] == kFsrs6Ranges[i].least);
    CHECK(within_ranges(high)[i] == kFsrs6Ranges[i].most);
  }
  CHECK(within_ranges(kFsrs6Defaults) == kFsrs6Defaults);
}

TEST_CASE("The figures that fsrs-rs publishes with its tests") {
  const Fsrs6Model model;
  const double stabilities[] = {1, 2, 3, 4, 4, 2};
  const double recalled[] = {1, 0.9403443, 0.9253786, 0.9185229, 0.9, 0.8261359};
  for (int t = 0; t < 6; ++t) {
    CHECK(about(model.retrievability(t, stabilities[t]), recalled[t], 1e-6));
  }
  const double difficulties[] = {8.341763, 6.6659956, 4.990228, 3.3144615};
  const double same_day[] = {1.596818, 5, 5, 8.12961};
  for (std::size_t i = 0; i < 4; ++i) {
    const MemoryState state = model.next({5, 5}, 0, kRatings[i]);
    CHECK(about(state.difficulty, difficulties[i], 1e-6));
    CHECK(about(state.stability, same_day[i], 1e-6));
  }
}

TEST_CASE("Hard, good and easy differ, whatever the model says") {
  const Days most{36500};
  const auto days = [](int a, int b, int c) {
    return std::array<Days, 3>{Days{a}, Days{b}, Days{c}};
  };
  CHECK(ordered_intervals(1.2, 1.3, 1.4, most) == days(1, 2, 3));
  CHECK(ordered_intervals(9, 5, 2, most) == days(5, 6, 7));
  CHECK(ordered_intervals(4.5, 10, 30, most) == days(5, 10, 30));
  CHECK(ordered_intervals(1e9, 1e9, 1e9, most) == days(36500, 36500, 36500));
  CHECK(ordered_intervals(0, 0, 0, Days{1}) == days(1, 1, 1));
}

TEST_CASE("States from outside that no memory has stay within the ranges") {
  const Fsrs6Model model;
  for (const MemoryState before : {MemoryState{0, 0}, {-5, 99}, {1e300, 5}, {1, -1e300}}) {
    for (const Rating rating : kRatings) {
      for (const double t : {0.0, 1.0, 36500.0, 1e9}) {
        const MemoryState after = model.next(before, t, rating);
        CHECK(after.stability >= kMinStability);
        CHECK(after.stability <= kMaxStability);
        CHECK(after.difficulty >= kMinDifficulty);
        CHECK(after.difficulty <= kMaxDifficulty);
      }
    }
  }
}

}  // namespace
}  // namespace lianxi
