#include "entry/entry.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/hash.h"
#include "entry/fields.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

// Printed lists.

/// Splits at any of `separators`, but not inside brackets.
std::vector<std::string_view> split_outside_brackets(std::string_view text,
                                                     std::string_view separators) {
  std::vector<std::string_view> pieces;
  int open = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '(') ++open;
    if (text[i] == ')' && open > 0) --open;
    if (open > 0 || separators.find(text[i]) == npos) continue;
    pieces.push_back(trim(text.substr(begin, i - begin)));
    begin = i + 1;
  }
  pieces.push_back(trim(text.substr(begin)));
  return pieces;
}

std::string without_brackets(std::string_view text) {
  std::string out;
  int open = 0;
  for (const char c : text) {
    if (c == '(') ++open;
    if (open == 0) out += c;
    if (c == ')' && open > 0) --open;
  }
  return out;
}

std::string lower_ascii(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return lower;
}

/// The first number from 1 to 9 that stands alone; 0 if there is none.
int first_level(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_digit(text[i])) continue;
    std::size_t end = i;
    while (end < text.size() && is_digit(text[end])) ++end;
    if (end == i + 1 && text[i] != '0') return text[i] - '0';
    i = end;
  }
  return 0;
}

std::optional<Level> level_of(std::string_view piece) {
  Level level;
  level.printed = std::string(piece);
  std::string rest(piece);
  for (const std::string_view version : {"2.0", "3.0"}) {
    const auto at = rest.find(version);
    if (at == npos) continue;
    level.list = "HSK " + std::string(version);
    rest.replace(at, version.size(), " ");
    break;
  }
  level.level = first_level(rest);
  if (level.level == 0) return std::nullopt;
  return level;
}

// Joining.

void add_name(std::vector<std::string>& names, std::string name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
}

bool ends_path(std::string_view path, std::string_view label) {
  return path == label || path.ends_with("/" + std::string(label));
}

/// Sets what `mine` lacks and names what both say differently.
template <typename T>
std::vector<std::string> join_fields(T& mine, const T& theirs) {
  std::map<std::string, std::string> known;
  for (Field& field : fields_of(mine)) known.emplace(std::move(field.path), std::move(field.text));
  std::vector<std::string> conflicts;
  bool same_sentence = true;
  for (const Field& field : fields_of(theirs)) {
    const auto found = known.find(field.path);
    const bool fresh = found == known.end();
    if (ends_path(field.path, "chinese")) same_sentence = fresh || found->second == field.text;
    // Where a sentence is written otherwise, what is bold in it stands elsewhere.
    if (ends_path(field.path, "bold") && !same_sentence) continue;
    if (fresh) {
      set_field(mine, field.path, field.kind == Field::Kind::item ? "+" : field.text);
    } else if (field.kind == Field::Kind::text && found->second != field.text) {
      add_name(conflicts, field_name(field.path));
    }
  }
  return conflicts;
}

}  // namespace

bool operator==(const Sentence& a, const Sentence& b) {
  return a.chinese == b.chinese && a.pinyin == b.pinyin && a.english == b.english &&
         a.analysis == b.analysis && a.bold == b.bold && a.form == b.form && a.also == b.also &&
         a.reading == b.reading && a.source == b.source;
}

bool operator==(const Entry& a, const Entry& b) {
  return a.headword == b.headword && a.traditional == b.traditional && a.readings == b.readings &&
         a.gloss == b.gloss && a.summary == b.summary && a.keywords == b.keywords &&
         a.measure_words == b.measure_words && a.separable == b.separable && a.audio == b.audio &&
         a.source == b.source && a.licence == b.licence && a.tags == b.tags &&
         a.characters == b.characters && a.characters_note == b.characters_note &&
         a.culture == b.culture && a.usage_intro == b.usage_intro && a.usages == b.usages &&
         a.examples == b.examples && a.contrasts == b.contrasts && a.notes == b.notes &&
         a.related == b.related && a.question == b.question && a.answer == b.answer;
}

Key entry_key(std::string_view headword) { return hash_key({"entry", nfkc(headword)}); }

Key sentence_key(std::string_view chinese) { return folded_sentence_key(fold(chinese)); }

Key folded_sentence_key(std::string_view folded) { return hash_key({"sentence", folded}); }

std::vector<std::string> parts_of_speech(std::string_view printed) {
  std::vector<std::string> parts;
  const std::string plain = without_brackets(printed.substr(0, printed.find(';')));
  for (const auto piece : split_outside_brackets(plain, ",/&")) {
    std::string part = lower_ascii(piece);
    while (part.ends_with('.')) part.pop_back();
    part = std::string(trim(part));
    if (part.empty() || std::find(parts.begin(), parts.end(), part) != parts.end()) continue;
    parts.push_back(std::move(part));
  }
  return parts;
}

std::vector<Level> levels(std::string_view printed) {
  std::vector<Level> found;
  for (const auto piece : split_outside_brackets(printed, ",;/")) {
    if (auto level = level_of(piece)) found.push_back(std::move(*level));
  }
  return found;
}

std::vector<std::string> join(Entry& entry, const Entry& other) {
  return join_fields(entry, other);
}

std::vector<std::string> join(Sentence& sentence, const Sentence& other) {
  return join_fields(sentence, other);
}

}  // namespace lianxi
