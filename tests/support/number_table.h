#pragma once

// Figures carried with the tests: comma-separated values under one line of names.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace lianxi {

/// The rows below the header; none for a file that is missing, so check that there are some.
inline std::vector<std::vector<std::string>> read_table(const std::string& path) {
  std::vector<std::vector<std::string>> rows;
  std::ifstream in(path);
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    std::istringstream cells(line);
    std::vector<std::string>& row = rows.emplace_back();
    for (std::string cell; std::getline(cells, cell, ',');) row.push_back(std::move(cell));
  }
  return rows;
}

/// The same of whole numbers.
inline std::vector<std::vector<std::int64_t>> read_number_table(const std::string& path) {
  std::vector<std::vector<std::int64_t>> rows;
  for (const auto& cells : read_table(path)) {
    std::vector<std::int64_t>& row = rows.emplace_back();
    for (const std::string& cell : cells) row.push_back(std::stoll(cell));
  }
  return rows;
}

/// Whether two figures differ by no more than this share of the greater.
inline bool about(double a, double b, double share) {
  return std::abs(a - b) <= share * std::max(std::abs(a), std::abs(b));
}

}  // namespace lianxi
