#include "import/cedict.h"

#include <charconv>

#include "import/lines.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

/// Characters up to the next space; moves `line` behind it. Empty where there is none.
std::string_view take_field(std::string_view& line) {
  const auto space = line.find(' ');
  if (space == line.npos) return {};
  const std::string_view field = line.substr(0, space);
  line.remove_prefix(space + 1);
  return field;
}

/// What stands between `open` and `close`; moves `line` behind them. Nothing where they do not.
std::optional<std::string_view> take_between(std::string_view& line, std::string_view open,
                                             std::string_view close) {
  if (!line.starts_with(open)) return std::nullopt;
  const auto end = line.find(close, open.size());
  if (end == line.npos) return std::nullopt;
  const std::string_view inside = line.substr(open.size(), end - open.size());
  line.remove_prefix(end + close.size());
  return inside;
}

std::optional<DictionaryWord> parse_word(std::string_view line) {
  DictionaryWord word;
  word.traditional = take_field(line);
  word.simplified = take_field(line);
  auto pinyin = take_between(line, "[[", "]]");
  if (!pinyin) pinyin = take_between(line, "[", "]");
  if (word.traditional.empty() || word.simplified.empty() || !pinyin) return std::nullopt;
  word.pinyin = *pinyin;
  line = trim(line);
  if (line.size() < 3 || line.front() != '/' || line.back() != '/') return std::nullopt;
  for (const std::string_view sense : split(line.substr(1, line.size() - 2), '/')) {
    if (!trim(sense).empty()) word.senses.emplace_back(trim(sense));
  }
  if (word.senses.empty()) return std::nullopt;
  return word;
}

/// "#! date=2026-09-10T07:14:51Z"
void note(std::string_view line, CedictInfo& info) {
  constexpr std::size_t kDate = 10;
  const std::string_view said = trim(line.substr(2));
  const auto equals = said.find('=');
  if (equals == said.npos) return;
  const std::string_view key = said.substr(0, equals);
  const std::string_view value = said.substr(equals + 1);
  if (key == "date") info.date = value.substr(0, kDate);
  if (key == "license") info.licence = value;
  if (key == "entries") {
    std::from_chars(value.data(), value.data() + value.size(), info.declared);
  }
}

}  // namespace

bool is_cedict(std::string_view text) {
  for (Lines lines(text); lines.next();) {
    const std::string_view line = lines.line();
    if (!line.empty() && line[0] != '#') return parse_word(line).has_value();
  }
  return false;
}

CedictInfo read_cedict(std::string_view text, std::string_view source, const CedictSink& sink) {
  CedictInfo info;
  long found = 0;
  for (Lines lines(text); lines.next();) {
    const std::string_view line = lines.line();
    if (line.starts_with("#!")) note(line, info);
    if (trim(line).empty() || line[0] == '#') continue;
    if (auto word = parse_word(line)) {
      ++found;
      sink.accept(std::move(*word));
    } else {
      sink.reject({std::string(source), lines.number(), "no-word",
                   "is no word: expected 繁體 简体 [pin1 yin1] /sense/"});
    }
  }
  if (info.declared > 0 && info.declared != found) {
    sink.reject({std::string(source), 0, "other-number",
                 "declares " + std::to_string(info.declared) + " words and has " +
                     std::to_string(found) + "; it may be cut off"});
  }
  return info;
}

}  // namespace lianxi
