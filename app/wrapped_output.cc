#include "app/wrapped_output.h"

#include <algorithm>

#include "text/utf8.h"
#include "text/wrap.h"

namespace lianxi::app {
namespace {

constexpr std::size_t kFurther = 2;

}  // namespace

WrappedOutput::WrappedOutput(std::ostream& out, int width)
    : out_(out), below_(out.rdbuf(this)), width_(width) {}

WrappedOutput::~WrappedOutput() {
  // To change the buffer forgets what has failed.
  const bool failed = !write(line_) || !out_;
  out_.rdbuf(below_);
  if (failed) out_.setstate(std::ios::badbit);
}

WrappedOutput::int_type WrappedOutput::overflow(int_type c) {
  if (traits_type::eq_int_type(c, traits_type::eof())) return traits_type::not_eof(c);
  const char one = traits_type::to_char_type(c);
  return xsputn(&one, 1) == 1 ? c : traits_type::eof();
}

std::streamsize WrappedOutput::xsputn(const char* text, std::streamsize size) {
  std::string_view rest(text, static_cast<std::size_t>(size));
  for (auto end = rest.find('\n'); end != rest.npos; end = rest.find('\n')) {
    line_ += rest.substr(0, end);
    if (!write_line()) return 0;
    rest.remove_prefix(end + 1);
  }
  line_ += rest;
  return size;
}

int WrappedOutput::sync() {
  flushed_ = flushed_ || !line_.empty();
  const bool written = write(line_);
  line_.clear();
  return written ? below_->pubsync() : -1;
}

bool WrappedOutput::write(std::string_view text) {
  const auto size = static_cast<std::streamsize>(text.size());
  return below_->sputn(text.data(), size) == size;
}

bool WrappedOutput::write_line() {
  std::string lines = line_;
  if (!flushed_ && display_width(line_) > width_) {
    const std::size_t indent = std::min(line_.find_first_not_of(' '), line_.size());
    const int room = width_ - static_cast<int>(indent + kFurther);
    lines.clear();
    for (const std::string& part : wrap(std::string_view(line_).substr(indent), room)) {
      lines +=
          lines.empty() ? std::string(indent, ' ') : '\n' + std::string(indent + kFurther, ' ');
      lines += part;
    }
  }
  line_.clear();
  flushed_ = false;
  return write(lines + '\n');
}

}  // namespace lianxi::app
