#include "import/word_list.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

#include "base/limits.h"
#include "import/lines.h"
#include "import/speech_tags.h"
#include "import/table_rows.h"
#include "text/hanzi.h"
#include "text/pinyin.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

/// Of levels, or readings, in one line.
constexpr std::size_t kMostLevels = 16;
constexpr std::string_view kFullOpen = "（", kFullClose = "）", kBehind = "…";

// Words -------------------------------------------------------------------------------------------

std::string without(std::string_view text, std::string_view what) {
  std::string rest;
  for (std::size_t at = 0; at < text.size();) {
    const auto found = std::min(text.find(what, at), text.size());
    rest += text.substr(at, found - at);
    at = std::min(found + what.size(), text.size());
  }
  return rest;
}

/// 爸爸爸: the word doubled and alone.
bool is_merged_double(std::string_view word) {
  const std::string_view one = first_character(word);
  return word.size() == 3 * one.size() &&
         word == std::string(one) + std::string(one) + std::string(one);
}

void add_forms(std::string_view part, std::vector<std::string>& forms) {
  const auto open = part.find(kFullOpen);
  const auto close = part.find(kFullClose);
  if (open != part.npos && close != part.npos && open < close) {
    const std::string before(part.substr(0, open)), after(part.substr(close + kFullClose.size()));
    const std::string inside(part.substr(open + kFullOpen.size(), close - open - kFullOpen.size()));
    forms.push_back(before + after);
    const bool is_example = after.empty() && !before.empty() && inside.find(before) != inside.npos;
    if (!is_example) forms.push_back(before + inside + after);
  } else if (is_merged_double(part)) {
    const std::string one(first_character(part));
    forms.push_back(one + one);
    forms.push_back(one);
  } else {
    forms.emplace_back(part);
  }
}

/// "huà (xiàndàihuà)": a suffix is read as it is without its example.
std::string reading_without_example(std::string_view pinyin) {
  const auto bracket = std::min(pinyin.find('('), pinyin.find("（"));
  return std::string(trim(pinyin.substr(0, bracket)));
}

// Levels ------------------------------------------------------------------------------------------

/// The digit at the beginning: "4", "7-9".
int level_of(std::string_view text) {
  return !text.empty() && text[0] >= '1' && text[0] <= '9' ? text[0] - '0' : 0;
}

/// "o4" and "n3": the old scale and the new one.
std::optional<std::pair<std::string_view, int>> tagged_level(std::string_view tag) {
  if (tag.size() != 2 || level_of(tag.substr(1)) == 0) return std::nullopt;
  if (tag[0] == 'o') return std::pair(kHsk20, level_of(tag.substr(1)));
  if (tag[0] == 'n') return std::pair(kHsk2021, level_of(tag.substr(1)));
  return std::nullopt;
}

/// 一级 to 六级 in brackets at the end of a line.
int bracketed_level(std::string_view line) {
  constexpr std::array<std::string_view, 6> kDigits = {"一", "二", "三", "四", "五", "六"};
  for (std::size_t i = 0; i < kDigits.size(); ++i) {
    const std::string end =
        std::string(kFullOpen) + std::string(kDigits[i]) + "级" + std::string(kFullClose);
    if (line.ends_with(end)) return static_cast<int>(i) + 1;
  }
  return 0;
}

/// "L4" in a file's name.
int level_in_name(std::string_view source) {
  for (std::size_t at = source.rfind('/') + 1; at + 1 < source.size(); ++at) {
    if (source[at] == 'L' && level_of(source.substr(at + 1)) != 0) {
      return level_of(source.substr(at + 1));
    }
  }
  return 0;
}

// Kinds of files ----------------------------------------------------------------------------------

enum class TableKind { none, both_scales, levels, edition, bracketed, explained };

constexpr std::size_t kNoColumn = ~std::size_t{0};

/// Its columns; those it does not have are kNoColumn.
struct Table {
  TableKind kind = TableKind::none;
  char separator = '\t';
  std::size_t word = 0, pinyin = 0, level = 0, speech = kNoColumn;
};

std::optional<std::size_t> column(const std::vector<std::string>& header, std::string_view name) {
  const auto found = std::ranges::find(header, name);
  if (found == header.end()) return std::nullopt;
  return static_cast<std::size_t>(found - header.begin());
}

Table table_of(std::string_view text) {
  for (const char separator : {'\t', ','}) {
    TableRows rows(text, separator);
    if (!rows.next()) return {};
    const auto& header = rows.fields();
    const auto simplified = column(header, "simplified");
    if (const auto levels = column(header, "levels"); simplified && levels) {
      return {TableKind::both_scales,
              separator,
              *simplified,
              column(header, "pinyin").value_or(kNoColumn),
              *levels,
              column(header, "pos").value_or(kNoColumn)};
    }
    const auto word = column(header, "word");
    if (const auto level = column(header, "level"); word && level) {
      return {TableKind::levels, separator, *word, kNoColumn, *level};
    }
    const auto official = column(header, "Simplified");
    if (const auto level = column(header, "Level"); official && level) {
      return {TableKind::edition,
              separator,
              *official,
              column(header, "Pinyin").value_or(kNoColumn),
              *level,
              column(header, "POS").value_or(kNoColumn)};
    }
    if (bracketed_level(rows.field(0)) != 0) return {TableKind::bracketed};
    if (header.size() == 5 && has_hanzi(header[0]) && parse_pinyin(header[2])) {
      return {TableKind::explained, separator, 0, 3, 0};
    }
  }
  return {};
}

class WordListReader {
 public:
  WordListReader(std::string_view text, std::string_view source, const WordListSink& sink)
      : text_(text), source_(source), sink_(sink), table_(table_of(text)) {}

  void read() {
    switch (table_.kind) {
      case TableKind::none:
        return reject(0, "is no word list that lianxi knows");
      case TableKind::bracketed:
        return read_bracketed();
      case TableKind::both_scales:
      case TableKind::edition:
        return read_rows(kHsk2021, 0);
      case TableKind::levels:
        return read_levels();
      case TableKind::explained:
        if (level_in_name(source_) == 0) {
          return reject(0, "says no level; name the file after it: L4.txt");
        }
        return read_rows(kHsk20, level_in_name(source_));
    }
  }

 private:
  void read_bracketed() {
    for (Lines lines(text_); lines.next();) {
      const std::string_view line = trim(lines.line());
      if (line.empty()) continue;
      const int level = bracketed_level(line);
      if (level == 0) {
        reject(lines.number(), "has no level in brackets behind the word");
      } else {
        add(lines.number(), line.substr(0, line.rfind(kFullOpen)), kHsk20, level);
      }
    }
  }

  void read_levels() {
    const std::string_view name = source_.substr(source_.rfind('/') + 1);
    const bool is_2025 = name.find("2025") != name.npos;
    if (is_2025 == (name.find("2021") != name.npos)) {
      return reject(0, "does not say which edition it is; put 2021 or 2025 into the file's name");
    }
    read_rows(is_2025 ? kHsk2025 : kHsk2021, 0);
  }

  /// `level`: that of all words; 0 where it stands in a column.
  void read_rows(std::string_view list, int level) {
    TableRows rows(text_, table_.separator);
    if (level == 0) rows.next();  // the header
    while (rows.next()) {
      const std::string_view word = rows.field(table_.word);
      said_ = {rows.field(table_.pinyin), spelled_part_of_speech(rows.field(table_.speech))};
      if (table_.kind == TableKind::both_scales) {
        add_tagged(rows.line(), word, rows.field(table_.level));
      } else {
        add(rows.line(), word, list, level == 0 ? level_of(rows.field(table_.level)) : level);
      }
    }
  }

  void add_tagged(int line, std::string_view word, std::string_view tags) {
    const auto parts = split(tags, ',');
    if (parts.size() > kMostLevels) return reject(line, "has more levels than can be");
    const std::set<std::string_view> different(parts.begin(), parts.end());
    for (const std::string_view tag : different) {
      const auto level = tagged_level(trim(tag));
      add(line, word, level ? level->first : kHsk20, level ? level->second : 0);
    }
  }

  void add(int line, std::string_view text, std::string_view list, int level) {
    if (length_utf8(text) > kMaxHeadword) return reject(line, "is too long for a word");
    if (level == 0 || !has_hanzi(text)) {
      return reject(line, level == 0 ? "has no level" : "has no word in characters");
    }
    const auto forms = listed_forms(text);
    auto readings = split(said_.pinyin, '|');
    if (forms.size() == 1 && readings.size() <= kMostLevels) {  // a word of several readings
      for (const std::string_view reading : readings) {
        sink_.accept({std::string(list), level, forms[0], reading_without_example(reading),
                      said_.part_of_speech});
      }
      return;
    }
    // Readings of the line that are not those of its forms say nothing.
    if (readings.size() != forms.size()) readings.assign(forms.size(), {});
    for (std::size_t i = 0; i < forms.size(); ++i) {
      sink_.accept({std::string(list), level, forms[i], reading_without_example(readings[i]),
                    said_.part_of_speech});
    }
  }

  void reject(int line, std::string_view what) {
    sink_.reject({std::string(source_), line, "word-list", std::string(what)});
  }

  std::string_view text_, source_;
  const WordListSink& sink_;
  Table table_;
  struct {
    std::string_view pinyin;
    std::string part_of_speech;
  } said_;  ///< of the word in this row
};

}  // namespace

std::vector<std::string> listed_forms(std::string_view line) {
  std::vector<std::string> forms;
  for (std::string_view part : split(line, '|')) {
    const std::string plain = without(trim(part), kBehind);
    part = plain;
    while (!part.empty() && part.back() >= '0' && part.back() <= '9') part.remove_suffix(1);
    if (!part.empty()) add_forms(part, forms);
  }
  std::erase(forms, "");
  return forms;
}

std::string level_text(int level) { return level == 7 ? "7-9" : std::to_string(level); }

bool is_word_list(std::string_view text) { return table_of(text).kind != TableKind::none; }

void read_word_list(std::string_view text, std::string_view source, const WordListSink& sink) {
  WordListReader(text, source, sink).read();
}

}  // namespace lianxi
