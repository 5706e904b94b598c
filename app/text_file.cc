#include "app/text_file.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>

#include "app/foreign.h"
#include "base/limits.h"
#include "import/reader.h"

namespace lianxi::app {

std::string text_of_file(const std::string& path, Shell& shell) {
  std::ifstream file;
  if (path != "-") file.open(path, std::ios::binary);
  if (!file || std::filesystem::is_directory(path)) {
    throw Error(ErrorKind::input, path + " cannot be read", "see whether it is there");
  }
  std::istringstream contents;
  const bool packed = std::filesystem::is_regular_file(path) && is_packed(path);
  if (packed) contents.str(unpacked(path, kMaxFile));
  std::istream& in = packed ? contents : path == "-" ? shell.in : file;
  Diagnostics refused;
  const Sink sink{[](const Entry&) {}, [&](const Diagnostic& one) { refused.push_back(one); }};
  auto text = read_text(in, path, sink);
  if (!text) {
    throw Error(ErrorKind::input, refused.empty() ? path : to_string(refused[0]),
                "see what the file holds");
  }
  return std::move(*text);
}

}  // namespace lianxi::app
