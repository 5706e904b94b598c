#include "foreign/mnemosyne_types.h"

#include <algorithm>
#include <optional>

#include "foreign/anki_template.h"
#include "foreign/field_text.h"
#include "foreign/html.h"
#include "foreign/python_literal.h"

namespace lianxi {
namespace {

using Kind = MnemosyneType::Kind;

/// A learner makes ten of them.
constexpr std::size_t kMostFactFields = 100;

MnemosyneView view(std::string id, std::string name, std::vector<std::string> asks,
                   std::vector<std::string> tells) {
  MnemosyneView made;
  made.id = std::move(id);
  made.name = std::move(name);
  made.asks = std::move(asks);
  made.tells = std::move(tells);
  return made;
}

std::vector<MnemosyneType> built_in_types() {
  return {
      {"1",
       "Front-to-back only",
       Kind::views,
       {{"f", "front"}, {"b", "back"}},
       {view("1.1", "Front-to-back", {"f"}, {"b"})}},
      {"2",
       "Front-to-back and back-to-front",
       Kind::views,
       {{"f", "front"}, {"b", "back"}},
       {view("2.1", "Front-to-back", {"f"}, {"b"}), view("2.2", "Back-to-front", {"b"}, {"f"})}},
      {"3",
       "Vocabulary",
       Kind::views,
       {{"f", "foreign word"}, {"p_1", "pronunciation"}, {"m_1", "meaning"}, {"n", "notes"}},
       {view("3.1", "Recognition", {"f"}, {"p_1", "m_1", "n"}),
        view("3.2", "Production", {"m_1"}, {"f", "p_1", "n"})}},
      {"4",
       "Map",
       Kind::views,
       {{"loc", "location"}, {"blank", "blank map"}, {"marked", "marked map"}},
       {view("4.1", "Recognition", {"marked"}, {"loc", "marked"}),
        view("4.2", "Production", {"loc", "blank"}, {"loc", "marked"})}},
      {"5",
       "Cloze deletion",
       Kind::cloze,
       {{"text", "text"}},
       {view("5.1", "Cloze", {"text"}, {"text"})}},
      {"6",
       "Sentence",
       Kind::sentence,
       {{"f", "sentence"}, {"p_1", "pronunciation"}, {"m_1", "meaning"}, {"n", "notes"}},
       {view("6.1", "Recognition", {"f"}, {"p_1", "m_1", "n"}),
        view("6.2", "Production", {"f"}, {"p_1", "m_1", "n"})}},
  };
}

/// Types made from another one are called "5::name".
Kind kind_of(std::string_view id, const PythonLiteral& extra) {
  const std::string_view root = id.substr(0, id.find("::"));
  if (root == "5") return Kind::cloze;
  if (root == "6") return Kind::sentence;
  if (root != "7") return Kind::views;
  const PythonLiteral* type = extra.find("type");
  return type && type->text == "1" ? Kind::anki_cloze : Kind::anki;
}

PythonLiteral literal(std::string_view text) {
  return read_python_literal(text).value_or(PythonLiteral());
}

std::string text_in(const PythonLiteral& dictionary, std::string_view key) {
  const PythonLiteral* found = dictionary.find(key);
  return found ? found->text : "";
}

std::map<std::string, std::string> texts_by_key(std::string_view text) {
  const PythonLiteral dictionary = literal(text);
  std::map<std::string, std::string> all;
  if (dictionary.kind != PythonLiteral::Kind::dictionary) return all;
  for (std::size_t i = 0; i + 1 < dictionary.items.size(); i += 2) {
    all[dictionary.items[i].text] = dictionary.items[i + 1].text;
  }
  return all;
}

std::optional<std::size_t> field_index(const MnemosyneType& type, std::string_view key) {
  for (std::size_t i = 0; i < type.fields.size(); ++i) {
    if (type.fields[i].first == key) return i;
  }
  return std::nullopt;
}

/// The fields that these keys are, without those that a card makes up for itself.
std::vector<std::size_t> field_indices(const MnemosyneType& type,
                                       const std::vector<std::string>& keys) {
  std::vector<std::size_t> all;
  for (const std::string& key : keys) {
    const auto index = field_index(type, key);
    if (index && std::ranges::find(all, *index) == all.end()) all.push_back(*index);
  }
  return all;
}

NoteType::Template template_of(const MnemosyneType& type, const MnemosyneView& view) {
  NoteType::Template made{plain_name(view.name), {}, {}};
  std::vector<std::size_t> tells;
  switch (type.kind) {
    case Kind::anki:
    case Kind::anki_cloze:
      made.asks = AnkiTemplate(view.question, type.field_names()).shows(Side::question);
      tells = AnkiTemplate(view.answer, type.field_names()).shows(Side::answer);
      break;
    case Kind::cloze:
      made.asks = {0};
      break;
    case Kind::views:
    case Kind::sentence:
      made.asks = field_indices(type, view.asks);
      tells = field_indices(type, view.tells);
      break;
  }
  for (const std::size_t field : tells) {
    if (std::ranges::find(made.asks, field) == made.asks.end()) made.tells.push_back(field);
  }
  return made;
}

}  // namespace

std::vector<std::string> MnemosyneType::field_names() const {
  std::vector<std::string> names;
  for (const auto& field : fields) names.push_back(field.second);
  return names;
}

MnemosyneTypes::MnemosyneTypes() {
  for (MnemosyneType& type : built_in_types()) {
    std::string id = type.id;
    types_[std::move(id)] = std::move(type);
  }
}

void MnemosyneTypes::add(const MnemosyneViewRow& row) {
  const PythonLiteral extra = literal(row.extra);
  MnemosyneView view;
  view.id = row.id;
  view.name = row.name;
  view.asks = literal(row.asks).texts();
  view.tells = literal(row.tells).texts();
  view.asks_within = texts_by_key(row.asks_within);
  view.tells_within = texts_by_key(row.tells_within);
  view.question = text_in(extra, "qfmt");
  view.answer = text_in(extra, "afmt");
  views_[row.id] = std::move(view);
}

void MnemosyneTypes::add(const MnemosyneTypeRow& row) {
  if (types_.contains(row.id)) return;
  MnemosyneType type;
  type.id = row.id;
  type.name = row.name;
  type.kind = kind_of(row.id, literal(row.extra));
  for (const PythonLiteral& pair : literal(row.keys_and_names).items) {
    if (pair.items.size() != 2 || type.fields.size() == kMostFactFields) continue;
    type.fields.emplace_back(pair.items[0].text, plain_name(pair.items[1].text));
  }
  for (const std::string& id : literal(row.view_ids).texts()) {
    const auto found = views_.find(id);
    if (found != views_.end()) type.views.push_back(found->second);
  }
  if (!type.fields.empty()) types_[row.id] = std::move(type);
}

void MnemosyneTypes::require(const std::string& type_id, const std::string& view_id,
                             const std::vector<std::string>& keys) {
  MnemosyneType& type = types_[type_id];
  if (type.id.empty()) {
    type.id = type.name = type_id;
    for (const std::string& key : keys) {
      if (type.fields.size() < kMostFactFields) type.fields.emplace_back(key, plain_name(key));
    }
  }
  if (view_index(type, view_id) < type.views.size()) return;
  MnemosyneView made = view(view_id, view_id, {}, {});
  for (const auto& [key, name] : type.fields) {
    (made.asks.empty() ? made.asks : made.tells).push_back(key);
  }
  type.views.push_back(std::move(made));
}

const MnemosyneType* MnemosyneTypes::find(std::string_view type) const {
  const auto found = types_.find(type);
  return found == types_.end() ? nullptr : &found->second;
}

std::size_t view_index(const MnemosyneType& type, std::string_view view) {
  const auto found = std::ranges::find(type.views, view, &MnemosyneView::id);
  return static_cast<std::size_t>(found - type.views.begin());
}

NoteType note_type_of(const MnemosyneType& type, std::string name) {
  NoteType told;
  told.name = std::move(name);
  told.fields = type.field_names();
  told.cloze = type.kind == Kind::cloze || type.kind == Kind::anki_cloze;
  for (const MnemosyneView& view : type.views) {
    told.templates.push_back(template_of(type, view));
  }
  return told;
}

}  // namespace lianxi
