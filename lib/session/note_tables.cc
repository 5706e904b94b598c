#include "session/note_tables.h"

#include <algorithm>
#include <utility>

#include "import/own_notes.h"

namespace lianxi {
namespace {

std::string joined_tags(const Note& note) {
  std::string text;
  for (std::string tag : note.tags) {
    std::replace(tag.begin(), tag.end(), ' ', '_');
    text += (text.empty() ? "" : " ") + tag;
  }
  return text;
}

const NoteType* type_of(const NoteFile& notes, const Note& note) {
  for (const NoteType& type : notes.types) {
    if (type.name == note.type) return &type;
  }
  return nullptr;
}

/// A field by its name; empty where the type has none.
std::string value_of(const NoteType& type, const Note& note, std::string_view field) {
  const auto found = std::find(type.fields.begin(), type.fields.end(), field);
  const auto at = static_cast<std::size_t>(found - type.fields.begin());
  return at < note.values.size() ? note.values[at] : "";
}

}  // namespace

Table anki_table(const NoteFile& notes) {
  std::size_t widest = 0;
  for (const NoteType& type : notes.types) widest = std::max(widest, type.fields.size());
  Table table{"notes", {"guid", "notetype", "deck"}, {}};
  for (std::size_t i = 1; i <= widest; ++i) table.columns.push_back("field " + std::to_string(i));
  table.columns.emplace_back("tags");
  for (const Note& note : notes.notes) {
    std::vector<Cell> row = {note.id, note.type, note.deck};
    for (std::size_t i = 0; i < widest; ++i) {
      row.emplace_back(i < note.values.size() ? note.values[i] : "");
    }
    row.emplace_back(joined_tags(note));
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table sheet_table(const NoteFile& notes) {
  const std::vector<std::string> fields = {
      "Word",     "Traditional",     "Pinyin",           "Part of speech", "Level", "Meaning",
      "Sentence", "Sentence pinyin", "Sentence English", "Source",         "Decks"};
  Table table{"notes", fields, {}};
  table.columns.emplace_back("Tags");
  for (const Note& note : notes.notes) {
    const NoteType* type = type_of(notes, note);
    if (!type) continue;
    const bool is_question = type->name == kOwnQuestion;
    std::vector<Cell> row;
    for (const std::string& field : fields) {
      const bool is_word = field == "Word", is_meaning = field == "Meaning";
      row.emplace_back(value_of(*type, note,
                                is_question && is_word      ? "Question"
                                : is_question && is_meaning ? "Answer"
                                                            : field));
    }
    row.emplace_back(joined_tags(note));
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace lianxi
