#pragma once

// Complaints about one file, on their way to the sink.

#include <string>
#include <string_view>

#include "import/reader.h"

namespace lianxi {

/// Says where in which file something could not be used.
class Report {
 public:
  Report(std::string_view file, const Sink& sink) : file_(file), sink_(sink) {}

  void operator()(int line, std::string_view code, std::string text) const {
    sink_.reject({std::string(file_), line, std::string(code), std::move(text), false});
  }
  void fatal(int line, std::string_view code, std::string text) const {
    sink_.reject({std::string(file_), line, std::string(code), std::move(text), true});
  }

 private:
  std::string_view file_;
  const Sink& sink_;
};

/// The beginning of a text, in quotes, as a complaint shows it: at most 40 code points.
std::string quote_briefly(std::string_view text);

}  // namespace lianxi
