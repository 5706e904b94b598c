#pragma once

// The log of a made-up learner that is carried with the tests, and what is known of it.

#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "evaluate/graded_review.h"
#include "support/number_table.h"

namespace lianxi {

inline nlohmann::json carried_json(const std::string& name) {
  std::ifstream in(LIANXI_SOURCE_DIR "/tests/optimize/" + name);
  REQUIRE(in);
  return nlohmann::json::parse(in);
}

inline std::vector<GradedReview> carried_log() {
  std::vector<GradedReview> log;
  for (const auto& row :
       read_number_table(LIANXI_SOURCE_DIR "/tests/optimize/optimizer_small.csv")) {
    log.push_back({static_cast<std::uint32_t>(row[0]), static_cast<std::int32_t>(row[1]),
                   rating_from_number(row[2]).value()});
  }
  REQUIRE(log.size() == 4353);
  return log;
}

}  // namespace lianxi
