#pragma once

// Complaints about one file of another program, on their way to the sink.

#include <string>
#include <string_view>

#include "base/limits.h"
#include "import/notes.h"

namespace lianxi {

/// Says where in which file something could not be used, or was used otherwise than it stands.
class Complaints {
 public:
  Complaints(std::string_view file, const NoteSink& sink) : file_(file), sink_(sink) {}

  /// Of a file with very many complaints the first ones are passed on, and that there are more.
  void operator()(int line, std::string_view code, std::string text) const {
    if (++complaints_ > kMaxComplaints + 1) return;
    if (complaints_ > kMaxComplaints) {
      code = "more-complaints";
      text = "there is more from here on; 1,000 complaints are enough for one file";
    }
    sink_.reject({std::string(file_), line, std::string(code), std::move(text), false});
  }
  /// Nothing of the file counts.
  void fatal(int line, std::string_view code, std::string text) const {
    sink_.reject({std::string(file_), line, std::string(code), std::move(text), true});
  }

 private:
  std::string_view file_;
  const NoteSink& sink_;
  mutable int complaints_ = 0;
};

}  // namespace lianxi
