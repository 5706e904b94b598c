#include "foreign/table_shape.h"

#include <algorithm>
#include <map>

#include "import/lines.h"
#include "import/table_rows.h"
#include "text/hanzi.h"
#include "text/pinyin.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

/// Rows that are looked at: a table is like its beginning.
constexpr int kRowsLookedAt = 300;
/// The widest header that a person makes.
constexpr std::size_t kMostNames = 100;

// Names of columns --------------------------------------------------------------------------------

/// What a column is said to hold.
enum class Content { unknown, anything, characters, latin };

struct Name {
  std::string_view folded;
  Content content;
};

constexpr Name kNames[] = {
    {"hanzi", Content::characters},
    {"character", Content::characters},
    {"characters", Content::characters},
    {"chinese", Content::characters},
    {"mandarin", Content::characters},
    {"simplified", Content::characters},
    {"traditional", Content::characters},
    {"simp", Content::characters},
    {"trad", Content::characters},
    {"headword", Content::characters},
    {"汉字", Content::characters},
    {"漢字", Content::characters},
    {"中文", Content::characters},
    {"词语", Content::characters},
    {"詞語", Content::characters},
    {"生词", Content::characters},
    {"生詞", Content::characters},
    {"单词", Content::characters},
    {"單詞", Content::characters},
    {"简体", Content::characters},
    {"簡體", Content::characters},
    {"繁体", Content::characters},
    {"繁體", Content::characters},
    {"简体字", Content::characters},
    {"繁体字", Content::characters},
    {"例句", Content::characters},
    {"句子", Content::characters},
    {"pinyin", Content::latin},
    {"拼音", Content::latin},
    {"english", Content::latin},
    {"英文", Content::latin},
    {"英语", Content::latin},
    {"英語", Content::latin},
    {"meaning", Content::latin},
    {"meanings", Content::latin},
    {"translation", Content::latin},
    {"reading", Content::latin},
    {"pronunciation", Content::latin},
    {"gloss", Content::latin},
    {"definition", Content::anything},
    {"definitions", Content::anything},
    {"front", Content::anything},
    {"back", Content::anything},
    {"question", Content::anything},
    {"answer", Content::anything},
    {"term", Content::anything},
    {"word", Content::anything},
    {"words", Content::anything},
    {"vocabulary", Content::anything},
    {"vocab", Content::anything},
    {"expression", Content::anything},
    {"example", Content::anything},
    {"examples", Content::anything},
    {"examplesentence", Content::anything},
    {"sentence", Content::anything},
    {"sentences", Content::anything},
    {"note", Content::anything},
    {"notes", Content::anything},
    {"comment", Content::anything},
    {"comments", Content::anything},
    {"tag", Content::anything},
    {"tags", Content::anything},
    {"deck", Content::anything},
    {"category", Content::anything},
    {"level", Content::anything},
    {"levels", Content::anything},
    {"hsk", Content::anything},
    {"hsklevel", Content::anything},
    {"pos", Content::anything},
    {"partofspeech", Content::anything},
    {"词性", Content::anything},
    {"意思", Content::anything},
    {"释义", Content::anything},
    {"解释", Content::anything},
    {"翻译", Content::anything},
    {"备注", Content::anything},
    {"zhuyin", Content::anything},
    {"bopomofo", Content::anything},
    {"audio", Content::anything},
    {"sound", Content::anything},
    {"image", Content::anything},
    {"picture", Content::anything},
    {"measureword", Content::anything},
    {"classifier", Content::anything},
    {"id", Content::anything},
    {"guid", Content::anything},
    {"notetype", Content::anything},
    {"source", Content::anything},
};

/// Of a cell as it might name a column: "Example 2", "Meaning (English)" and "part_of_speech" too.
Content content_of(std::string_view cell) {
  for (const std::string_view bracket : {"(", "（"}) {
    if (const auto at = cell.find(bracket); at != cell.npos && at > 0) cell = cell.substr(0, at);
  }
  std::string folded = fold(cell);
  while (!folded.empty() && is_digit(folded.back())) folded.pop_back();
  const auto found = std::ranges::find(kNames, folded, &Name::folded);
  return found == std::end(kNames) ? Content::unknown : found->content;
}

bool is_name(const std::string& cell) { return content_of(cell) != Content::unknown; }

// Columns -----------------------------------------------------------------------------------------

/// What the cells of a column below the first row hold.
struct Column {
  std::size_t filled = 0, with_characters = 0, only_characters = 0, numbers = 0;

  void add(std::string_view cell) {
    if (cell.empty()) return;
    ++filled;
    const bool has = has_hanzi(cell);
    with_characters += has;
    numbers += std::ranges::all_of(cell, is_digit);
    only_characters += has && std::ranges::none_of(cell, [](char c) {
                         return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
                       });
  }
  bool contradicts(Content said) const {
    if (filled == 0) return false;
    if (said == Content::characters) return with_characters * 2 < filled;
    return said == Content::latin && only_characters * 2 > filled;
  }
  /// Nothing but characters, or nothing but numbers: what stands above and is neither is a name.
  bool contrasts() const { return filled >= 4 && (with_characters == filled || numbers == filled); }
};

bool is_marked_pinyin(std::string_view cell) {
  const auto syllables = cell.size() < 100 ? parse_pinyin(cell) : std::nullopt;
  return syllables && has_full_tone(*syllables) && strip_tone_marks(cell) != cell;
}

bool names_columns(const std::vector<std::string>& cells, const std::vector<Column>& columns) {
  std::size_t filled = 0, known = 0;
  bool has_characters = false, is_above_others = false;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i].empty()) continue;
    ++filled;
    const Content said = content_of(cells[i]);
    known += said != Content::unknown;
    if (columns[i].contradicts(said) || is_marked_pinyin(cells[i])) return false;
    has_characters = has_characters || has_hanzi(cells[i]);
    is_above_others =
        is_above_others || (columns[i].contrasts() && !std::ranges::all_of(cells[i], is_digit));
  }
  if (filled == 0) return false;
  if (known == filled || (filled >= 3 && known * 2 >= filled)) return true;
  // In any language: a first row without characters above a column of characters or of numbers.
  return is_above_others && !has_characters;
}

// Separators --------------------------------------------------------------------------------------

/// How the rows look when they are parted by one character.
struct RowShapes {
  int all = 0, parted = 0, usual = 0, without_first = 0, spaced = 0;
  std::size_t width = 0;
  bool has_names = false, has_characters = false;
};

bool is_filled(const std::string& field) { return !trim(field).empty(); }

RowShapes look_at_rows(std::string_view text, char separator, char comment) {
  RowShapes found;
  std::map<std::size_t, int> widths;
  for (TableRows rows(text, separator, comment); found.all < kRowsLookedAt && rows.next();) {
    const auto& fields = rows.fields();
    const bool is_parted = std::any_of(fields.begin() + 1, fields.end(), is_filled);
    if (!is_parted && !is_filled(fields[0])) continue;
    if (found.all == 0) found.has_names = std::ranges::all_of(fields, is_name);
    ++found.all;
    ++widths[fields.size()];
    found.has_characters = found.has_characters || has_hanzi(fields[0]);
    // A line that ends in a semicolon is parted from nothing; behind a tab a field may be empty.
    if (fields.size() < 2 || (separator != '\t' && !is_parted)) continue;
    ++found.parted;
    found.without_first += !is_filled(fields[0]);
    found.spaced += fields[1].starts_with(' ');
  }
  for (const auto& [width, count] : widths) {
    if (width < 2 || count <= found.usual) continue;
    found.usual = count;
    found.width = width;
  }
  return found;
}

bool are_rows(const RowShapes& rows, char separator) {
  if (rows.all == 0 || rows.without_first * 2 > rows.parted) return false;
  if (rows.has_names && rows.parted > 0) return true;
  if (separator == '\t') return rows.parted * 5 >= rows.all * 4;
  // Prose has a space behind its commas, and not the same number of them in every line.
  const bool is_prose = separator != '|' && rows.spaced * 2 > rows.parted;
  const bool is_regular = rows.parted * 10 >= rows.all * 9 && rows.usual * 5 >= rows.all * 4;
  return is_regular && !is_prose && (rows.all >= 2 || rows.has_characters);
}

}  // namespace

std::optional<char> table_separator(std::string_view text, char comment) {
  if (are_rows(look_at_rows(text, '\t', comment), '\t')) return '\t';
  std::optional<char> best;
  RowShapes found;
  for (const char separator : {',', ';', '|'}) {
    const RowShapes rows = look_at_rows(text, separator, comment);
    if (!are_rows(rows, separator)) continue;
    if (best &&
        (rows.usual < found.usual || (rows.usual == found.usual && rows.width <= found.width))) {
      continue;
    }
    best = separator;
    found = rows;
  }
  return best;
}

bool is_list_of_words(std::string_view text) {
  constexpr std::size_t kLongest = 12;
  int words = 0;
  for (Lines lines(text); words < kRowsLookedAt && lines.next();) {
    const std::string_view word = trim(lines.line());
    if (word.empty()) continue;
    if (!all_hanzi(word) || length_utf8(word) > kLongest) return false;
    ++words;
  }
  return words >= 2;
}

std::vector<std::string> table_header(std::string_view text, char separator, char comment) {
  TableRows rows(text, separator, comment);
  if (!rows.next()) return {};
  std::vector<std::string> cells;
  for (std::size_t i = 0; i < std::min(rows.fields().size(), kMostNames); ++i) {
    cells.emplace_back(rows.field(i));
  }
  std::vector<Column> columns(cells.size());
  int count = 0;
  for (; count < kRowsLookedAt && rows.next(); ++count) {
    // Two rows of names name nothing: "Question 1", "Question 2".
    if (count == 0 && std::ranges::all_of(rows.fields(), is_name)) return {};
    for (std::size_t i = 0; i < cells.size(); ++i) columns[i].add(rows.field(i));
  }
  if (count == 0 || !names_columns(cells, columns)) return {};
  return cells;
}

}  // namespace lianxi
