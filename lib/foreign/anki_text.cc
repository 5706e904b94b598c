#include "foreign/anki_text.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <optional>

#include "foreign/field_text.h"
#include "foreign/html.h"
#include "foreign/numbers.h"
#include "foreign/table_shape.h"
#include "import/lines.h"
#include "import/table_rows.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

constexpr char kComment = '#';
/// Fields of a note type: people have twenty.
constexpr std::size_t kMostFields = 100;
/// Note types of a file.
constexpr std::size_t kMostTextTypes = 1000;
/// Tags of a note.
constexpr std::size_t kMostLineTags = 1000;

// Headers -----------------------------------------------------------------------------------------

struct Headers {
  std::string separator, tags, notetype, deck, columns;
  std::optional<bool> is_html;
  /// Columns from 0.
  std::optional<std::size_t> guid_column, notetype_column, deck_column, tags_column;
  int known = 0;  ///< how many there are
  std::size_t end = 0;

  bool is_field(std::size_t column) const {
    return column != guid_column && column != notetype_column && column != deck_column &&
           column != tags_column;
  }
};

std::string lower(std::string_view text) {
  std::string result(trim(text));
  for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

std::optional<std::size_t> column_of(std::string_view value) {
  const auto number = whole_number(value);
  if (!number || *number < 1 || *number > 1000) return std::nullopt;
  return static_cast<std::size_t>(*number) - 1;
}

/// False where the key is none of Anki's.
bool take_header(std::string_view key_text, std::string_view value, Headers& headers) {
  const std::string key = lower(key_text);
  if (key == "separator") {
    headers.separator = value;
  } else if (key == "html") {
    headers.is_html = lower(value) == "true";
  } else if (key == "tags") {
    headers.tags = trim(value);
  } else if (key == "notetype") {
    headers.notetype = trim(value);
  } else if (key == "deck") {
    headers.deck = trim(value);
  } else if (key == "columns") {
    headers.columns = value;
  } else if (key == "guid column") {
    headers.guid_column = column_of(value);
  } else if (key == "notetype column") {
    headers.notetype_column = column_of(value);
  } else if (key == "deck column") {
    headers.deck_column = column_of(value);
  } else if (key == "tags column") {
    headers.tags_column = column_of(value);
  } else {
    // What to do about notes that are there already is asked elsewhere.
    return key == "if matches" || key == "match scope";
  }
  return true;
}

Headers read_headers(std::string_view text) {
  Headers headers;
  for (Lines lines(text); lines.next();) {
    std::string_view line = lines.line();
    const bool is_old = lines.number() == 1 && lower(line).starts_with("tags:");
    if (!line.starts_with(kComment) && !is_old) break;
    headers.end = std::min(lines.begin() + line.size() + 1, text.size());
    if (!is_old) line.remove_prefix(1);
    const auto colon = line.find(':');
    if (colon == line.npos || line.starts_with(' ')) continue;  // "# Deck: a heading"
    const bool is_key = take_header(line.substr(0, colon), line.substr(colon + 1), headers);
    headers.known += is_key && !is_old;
  }
  return headers;
}

/// By name or as the character itself.
std::optional<char> separator_of(std::string_view value) {
  const std::string name = lower(value);
  if (name == "tab" || name == "\\t" || value.starts_with('\t')) return '\t';
  if (name == "comma") return ',';
  if (name == "semicolon") return ';';
  if (name == "space") return ' ';
  if (name == "pipe") return '|';
  if (name == "colon") return ':';
  if (name.size() == 1) return name[0];
  return std::nullopt;
}

// Notes -------------------------------------------------------------------------------------------

std::vector<std::string> tags_of(std::string_view text) {
  std::vector<std::string> tags;
  for (const std::string_view tag : split(text, ' ')) {
    const std::string plain = text_of_plain(tag);
    if (!plain.empty() && tags.size() < kMostLineTags) tags.push_back(plain);
  }
  return tags;
}

bool has_gap(std::string_view field) {
  const auto at = field.find("{{c");
  return at != field.npos && at + 3 < field.size() && field[at + 3] >= '1' &&
         field[at + 3] <= '9' && field.find("::", at) != field.npos;
}

class AnkiTextReader {
 public:
  explicit AnkiTextReader(const ForeignText& file)
      : file_(file), headers_(read_headers(file.view())) {}

  void read() {
    find_separator();
    find_names();
    measure();
    begin();
    for (TableRows rows(file_.view(), separator_, kComment); next_note(rows);) add(rows);
  }

 private:
  void find_separator() {
    const std::string_view asked = file_.options.separator;
    const auto named = separator_of(asked.empty() ? headers_.separator : asked);
    separator_ = named ? *named : table_separator(file_.view(), kComment).value_or('\t');
  }

  void find_names() {
    TableRows names(headers_.columns, separator_);
    if (!names.next()) return;
    for (std::size_t i = 0; i < names.fields().size(); ++i) {
      if (headers_.is_field(i)) names_.push_back(text_of_plain(names.field(i)));
    }
  }

  /// The line `tags:a b` is no comment but a header all the same.
  bool next_note(TableRows& rows) const {
    if (!rows.next()) return false;
    const bool is_header =
        rows.line() == 1 && headers_.end > 0 && !file_.view().starts_with(kComment);
    return !is_header || rows.next();
  }

  std::string type_of(const TableRows& rows) const {
    std::string name = plain_name(headers_.notetype_column ? rows.field(*headers_.notetype_column)
                                                           : std::string_view(headers_.notetype));
    return name.empty() ? "Anki" : name;
  }

  /// The fields of a note as they stand.
  std::vector<std::string_view> fields_of(const TableRows& rows) const {
    std::vector<std::string_view> fields;
    for (std::size_t i = 0; i < rows.fields().size(); ++i) {
      if (headers_.is_field(i)) fields.push_back(rows.field(i));
    }
    return fields;
  }

  std::string text_of(std::string_view field) const {
    if (!headers_.is_html) return field_text(field);
    return *headers_.is_html ? text_of_html(field) : text_of_plain(field);
  }

  struct TypeFound {
    std::size_t fields = 0;  ///< up to the last one that any note fills
    std::size_t usual = 0;   ///< how many most of its notes have
    std::map<std::size_t, std::size_t> widths;
    bool is_cloze = false;
  };

  void measure() {
    for (TableRows rows(file_.view(), separator_, kComment); next_note(rows);) {
      const std::string name = type_of(rows);
      if (types_.size() < kMostTextTypes || types_.contains(name))
        measure(fields_of(rows), types_[name]);
    }
    for (auto& [name, type] : types_) {
      type.fields = std::max(type.fields, names_.size());
      type.usual = names_.size();
      if (!names_.empty()) continue;
      const auto most = std::ranges::max_element(
          type.widths, {}, &std::map<std::size_t, std::size_t>::value_type::second);
      type.usual = most->first;
    }
  }

  static void measure(std::vector<std::string_view> fields, TypeFound& type) {
    ++type.widths[fields.size()];
    for (const std::string_view field : fields) type.is_cloze = type.is_cloze || has_gap(field);
    while (!fields.empty() && fields.back().empty()) fields.pop_back();
    if (fields.size() <= kMostFields) type.fields = std::max(type.fields, fields.size());
  }

  void begin() {
    std::string told = "a text export of Anki";
    if (separator_ != '\t') told += std::string(", parted by \"") + separator_ + "\"";
    file_.begin("anki-text", told);
    for (const auto& [name, found] : types_) {
      NoteType type;
      type.name = name;
      type.cloze = found.is_cloze;
      type.fields.resize(found.fields);
      std::copy_n(names_.begin(), std::min(names_.size(), found.fields), type.fields.begin());
      file_.sink.type(std::move(type));
    }
  }

  void add(const TableRows& rows) {
    const auto type = types_.find(type_of(rows));
    const std::vector<std::string_view> fields = fields_of(rows);
    std::size_t filled = fields.size();
    while (filled > 0 && fields[filled - 1].empty()) --filled;
    if (type == types_.end() || filled > type->second.fields) {
      return file_.complain(rows.line(), "too-wide",
                            "more fields or note types than can be; it is left out");
    }
    Note note;
    note.type = type->first;
    note.line = rows.line();
    note.values.resize(type->second.fields);
    for (std::size_t i = 0; i < filled; ++i) note.values[i] = text_of(fields[i]);
    if (std::ranges::all_of(note.values, [](const std::string& value) { return value.empty(); })) {
      return file_.complain(rows.line(), "no-text",
                            "a note in which nothing stands; it is left out");
    }
    say_width(rows.line(), fields.size(), filled, type->second.usual);
    add_columns(rows, note);
    file_.sink.accept(std::move(note));
  }

  /// What the file says of a note beside its fields.
  void add_columns(const TableRows& rows, Note& note) const {
    if (headers_.guid_column) note.id = text_of_plain(rows.field(*headers_.guid_column));
    note.deck = text_of_plain(headers_.deck_column ? rows.field(*headers_.deck_column)
                                                   : std::string_view(headers_.deck));
    note.tags = tags_of(headers_.tags);
    if (!headers_.tags_column) return;
    for (std::string& tag : tags_of(rows.field(*headers_.tags_column))) {
      note.tags.push_back(std::move(tag));
    }
  }

  /// Where most notes of a type have so many fields, one with fewer or more may be a slip.
  void say_width(int line, std::size_t width, std::size_t filled, std::size_t usual) {
    if (width >= usual && filled <= usual) return;
    file_.complain(line, "other-width",
                   "too " + std::string(width < usual ? "few" : "many") +
                       " fields: " + std::to_string(width) + " where " + std::to_string(usual) +
                       " are usual; the note is kept");
  }

  const ForeignText& file_;
  Headers headers_;
  char separator_ = '\t';
  std::vector<std::string> names_;
  std::map<std::string, TypeFound> types_;
};

}  // namespace

bool is_anki_text(std::string_view text) {
  const Headers headers = read_headers(text);
  if (headers.known > 0) return true;
  return headers.end > 0 && table_separator(text.substr(headers.end), kComment) == '\t';
}

void read_anki_text(const ForeignText& file) { AnkiTextReader(file).read(); }

}  // namespace lianxi
