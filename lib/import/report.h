#pragma once

// Complaints about one file, on their way to the sink.

#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "base/limits.h"

namespace lianxi {

/// Says where in which file something could not be used, or was used otherwise than it stands.
class Report {
 public:
  /// To the `reject` of a sink of whatever kind; it and the name of the file must outlive this.
  template <typename AnySink>
  Report(std::string_view file, const AnySink& sink) : file_(file), reject_(sink.reject) {}

  /// Of a file with very many complaints the first ones are passed on, and that there are more.
  void operator()(int line, std::string_view code, std::string text) const {
    if (++complaints_ > kMaxComplaints + 1) return;
    if (complaints_ > kMaxComplaints) {
      code = "more-complaints";
      text = "there is more from here on; 1,000 complaints are enough for one file";
    }
    reject_({std::string(file_), line, std::string(code), std::move(text), false});
  }
  /// Nothing of the file counts.
  void fatal(int line, std::string_view code, std::string text) const {
    reject_({std::string(file_), line, std::string(code), std::move(text), true});
  }

 private:
  std::string_view file_;
  const std::function<void(Diagnostic)>& reject_;
  mutable int complaints_ = 0;
};

/// The beginning of a text, in quotes, as a complaint shows it: at most 40 code points.
std::string quote_briefly(std::string_view text);

}  // namespace lianxi
