#pragma once

// Figures carried with the tests: comma-separated whole numbers under one line of names.

#include <cstdint>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace lianxi {

/// The rows below the header; none for a file that is missing, so check that there are some.
inline std::vector<std::vector<std::int64_t>> read_number_table(const std::string& path) {
  std::vector<std::vector<std::int64_t>> rows;
  std::ifstream in(path);
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    std::istringstream cells(line);
    std::vector<std::int64_t>& row = rows.emplace_back();
    for (std::string cell; std::getline(cells, cell, ',');) row.push_back(std::stoll(cell));
  }
  return rows;
}

}  // namespace lianxi
