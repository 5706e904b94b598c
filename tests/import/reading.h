#pragma once

// Reading a text in a test: what came out, and what was complained of.

#include <algorithm>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "import/reader.h"

namespace lianxi {

struct ReadResult {
  std::vector<Entry> entries;
  Diagnostics diagnostics;

  int count(std::string_view code) const {
    return static_cast<int>(
        std::count_if(diagnostics.begin(), diagnostics.end(),
                      [&](const Diagnostic& diagnostic) { return diagnostic.code == code; }));
  }
  int fatal_count() const {
    return static_cast<int>(std::count_if(diagnostics.begin(), diagnostics.end(),
                                          [](const Diagnostic& one) { return one.fatal; }));
  }
  /// Lines of the complaints with this code, in order.
  std::vector<int> lines(std::string_view code) const {
    std::vector<int> found;
    for (const auto& diagnostic : diagnostics) {
      if (diagnostic.code == code) found.push_back(diagnostic.line);
    }
    return found;
  }
  /// "line code" of everything complained of: for a failing test to show.
  std::string complaints() const {
    std::string all;
    for (const auto& one : diagnostics) {
      all += std::to_string(one.line) + ' ' + one.code + ": " + one.text + '\n';
    }
    return all;
  }
};

inline Sink sink_into(ReadResult& result) {
  return {
      [&result](Entry entry) { result.entries.push_back(std::move(entry)); },
      [&result](Diagnostic diagnostic) { result.diagnostics.push_back(std::move(diagnostic)); }};
}

inline ReadResult read_string(std::string_view text) {
  ReadResult result;
  read_entries(text, "test.md", sink_into(result));
  return result;
}

inline ReadResult read_file(const std::string& path) {
  ReadResult result;
  std::ifstream in(path, std::ios::binary);
  if (const auto text = read_text(in, path, sink_into(result))) {
    read_entries(*text, path, sink_into(result));
  }
  return result;
}

}  // namespace lianxi
