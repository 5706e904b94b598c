#include "app/read_line.h"

#include <limits>

namespace lianxi::app {
namespace {

bool goes_on(char c) { return (c & 0xC0) == 0x80; }

/// A character of several bytes that the next byte goes on with.
void drop_begun_character(std::string& line, char next) {
  if (!goes_on(next)) return;
  while (!line.empty() && goes_on(line.back())) line.pop_back();
  if (!line.empty()) line.pop_back();
}

}  // namespace

LineRead read_line(std::istream& in, std::string& line, std::size_t most) {
  line.clear();
  std::streambuf& bytes = *in.rdbuf();
  for (int c = in.good() ? bytes.sbumpc() : EOF; c != '\n'; c = bytes.sbumpc()) {
    if (c == EOF) {
      in.setstate(std::ios::eofbit);
      return line.empty() ? LineRead::end : LineRead::whole;
    }
    if (line.size() == most) {
      drop_begun_character(line, static_cast<char>(c));
      in.ignore(std::numeric_limits<std::streamsize>::max(), '\n');
      return LineRead::cut;
    }
    line += static_cast<char>(c);
  }
  return LineRead::whole;
}

}  // namespace lianxi::app
