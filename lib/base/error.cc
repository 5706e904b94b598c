#include "base/error.h"

namespace lianxi {

std::string to_string(const Diagnostic& diagnostic) {
  std::string place = diagnostic.file;
  if (diagnostic.line > 0) place += ":" + std::to_string(diagnostic.line);
  return place + ": " + diagnostic.text;
}

}  // namespace lianxi
