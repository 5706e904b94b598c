#include "entry/plain.h"

#include <fmt/format.h>

#include "base/hash.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

/// Code points of a question that stands whole in its headword.
constexpr std::size_t kLongestTitle = 48;

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  for (const std::string_view line : split(text, '\n')) {
    if (const auto said = trim(line); !said.empty()) lines.emplace_back(said);
  }
  return lines;
}

std::string title_of(const std::vector<std::string>& question) {
  if (question.empty()) return "";
  const std::u32string first = decode_utf8(nfkc(question.front()));
  if (question.size() == 1 && first.size() <= kLongestTitle) return encode_utf8(first);
  std::string all;
  for (const std::string& line : question) all += line + '\n';
  return fmt::format("{}... {:06x}", trim(encode_utf8(first.substr(0, kLongestTitle))),
                     fnv1a64(all) & 0xffffff);
}

}  // namespace

bool is_plain(std::string_view headword) { return headword.starts_with(kPlainMark); }

Entry plain_entry(std::string_view question, std::string_view answer) {
  Entry entry;
  entry.question = lines_of(question);
  entry.answer = lines_of(answer);
  const std::string title = title_of(entry.question);
  entry.headword = std::string(kPlainMark) + title;
  if (entry.question == std::vector{title}) entry.question.clear();
  return entry;
}

std::vector<std::string> question_of(const Entry& entry) {
  if (!entry.question.empty()) return entry.question;
  return {entry.headword.substr(kPlainMark.size())};
}

}  // namespace lianxi
