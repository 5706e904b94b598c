#pragma once

// Failures and complaints. A failure (`Error`) ends the command; a complaint (`Diagnostic`) is one
// bad place in one file, collected while the work goes on. "No" is neither: it is a return value.

#include <stdexcept>
#include <string>
#include <vector>

namespace lianxi {

/// What kind of failure this is; `main` turns it into the exit status.
enum class ErrorKind {
  usage,       ///< the command line makes no sense: exit 2
  input,       ///< a file that cannot be used: exit 3
  collection,  ///< the collection is busy, damaged, or from a newer version: exit 4
};

/// The exception of this program. `what()` names the thing that failed; `hint()` says what to
/// do next and may be empty.
class Error : public std::runtime_error {
 public:
  Error(ErrorKind kind, const std::string& message, std::string hint = "")
      : std::runtime_error(message), kind_(kind), hint_(std::move(hint)) {}
  ErrorKind kind() const { return kind_; }
  const std::string& hint() const { return hint_; }

 private:
  ErrorKind kind_;
  std::string hint_;
};

/// The collection's file itself is damaged, or no database at all.
class Damaged : public Error {
 public:
  explicit Damaged(const std::string& message, std::string hint = "")
      : Error(ErrorKind::collection, message, std::move(hint)) {}
};

/// One place in a file that could not be used as it stands.
struct Diagnostic {
  std::string file;    ///< as the learner named it
  int line = 0;        ///< 1-based; 0 where the whole file is meant
  std::string code;    ///< stable, kebab-case: "no-headword"
  std::string text;    ///< what is wrong and what to do, for a person
  bool fatal = false;  ///< nothing of this file can be used
};

using Diagnostics = std::vector<Diagnostic>;

/// "file:line: text", without the line where it is 0.
std::string to_string(const Diagnostic& diagnostic);

}  // namespace lianxi
