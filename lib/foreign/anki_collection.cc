#include "foreign/anki_collection.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/limits.h"
#include "foreign/html.h"
#include "foreign/protobuf.h"
#include "text/json_depth.h"

namespace lianxi {
namespace {

using Json = nlohmann::json;

constexpr std::int64_t kJsonSchema = 11;
constexpr std::int64_t kTableSchema = 18;
constexpr int kUsualHour = 4;
/// Arrays and objects of JSON within each other.
constexpr int kDeepestJson = 64;
constexpr std::size_t kMostTypes = 10'000;
constexpr std::size_t kMostDecks = 100'000;
constexpr std::int64_t kFarthestOffset = std::int64_t{24} * 60;

[[noreturn]] void refuse_collection(const std::string& why, const std::string& hint = "") {
  throw Error(ErrorKind::input, why,
              hint.empty() ? "export it again from Anki: File, Export, .apkg" : hint);
}

/// Schema 18 joins the parts of a deck's name by a control character.
std::string deck_name(std::string_view stored) {
  std::string name;
  for (const char c : stored) name += c == '\x1f' ? std::string("::") : std::string(1, c);
  return plain_name(name);
}

void require_tables(Db& db) {
  for (const char* table : {"col", "notes", "cards", "revlog"}) {
    const auto found = query_one<int>(db,
                                      "select 1 from sqlite_schema where name = ? and "
                                      "type = 'table' and sql not like 'create virtual%'",
                                      table);
    if (!found)
      refuse_collection(fmt::format("holds no collection of Anki: it has no table {}", table));
  }
}

void require_size(const AnkiNoteType& type) {
  if (type.fields.size() > kMaxNoteFields || type.templates.size() > kMaxNoteFields) {
    refuse_collection(
        fmt::format("has a note type of more than {} fields or cards", kMaxNoteFields));
  }
}

// Schema 11 ---------------------------------------------------------------------------------------

Json json_of(const std::string& text, const char* what) {
  const bool is_deep = json_depth(text) > kDeepestJson;
  Json json = is_deep ? Json() : Json::parse(text.empty() ? "{}" : text, nullptr, false);
  if (!json.is_object()) refuse_collection(fmt::format("is damaged: its {} cannot be read", what));
  return json;
}

std::string text_in(const Json& json, const char* name) {
  if (!json.is_object()) return "";
  const auto found = json.find(name);
  return found != json.end() && found->is_string() ? found->get<std::string>() : "";
}

std::optional<std::int64_t> integer_in(const Json& json, const char* name) {
  if (!json.is_object()) return std::nullopt;
  const auto found = json.find(name);
  if (found == json.end() || !found->is_number_integer()) return std::nullopt;
  return found->get<std::int64_t>();
}

std::vector<Json> list_in(const Json& json, const char* name) {
  const auto found = json.find(name);
  if (found == json.end() || !found->is_array()) return {};
  std::vector<Json> all(found->begin(), found->end());
  std::stable_sort(all.begin(), all.end(), [](const Json& a, const Json& b) {
    return integer_in(a, "ord").value_or(0) < integer_in(b, "ord").value_or(0);
  });
  return all;
}

std::optional<std::int64_t> number_of(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

AnkiNoteType type_from(const Json& json) {
  AnkiNoteType type;
  type.name = plain_name(text_in(json, "name"));
  type.cloze = integer_in(json, "type") == 1;
  for (const Json& field : list_in(json, "flds")) {
    type.fields.push_back(plain_name(text_in(field, "name")));
  }
  for (const Json& one : list_in(json, "tmpls")) {
    type.templates.push_back(
        {plain_name(text_in(one, "name")), text_in(one, "qfmt"), text_in(one, "afmt")});
  }
  return type;
}

void read_json(Db& db, AnkiCollection& collection) {
  const Json types =
      json_of(query_one<std::string>(db, "select models from col").value_or(""), "note types");
  for (const auto& [id, json] : types.items()) {
    const auto number = number_of(id);
    if (number && json.is_object()) collection.types[*number] = type_from(json);
  }
  const Json decks =
      json_of(query_one<std::string>(db, "select decks from col").value_or(""), "decks");
  for (const auto& [id, json] : decks.items()) {
    if (const auto number = number_of(id)) {
      collection.decks[*number] = deck_name(text_in(json, "name"));
    }
  }
}

std::optional<std::int64_t> json_setting(Db& db, const char* name) {
  return integer_in(
      json_of(query_one<std::string>(db, "select conf from col").value_or(""), "settings"), name);
}

// Schema 18 ---------------------------------------------------------------------------------------

void read_types(Db& db, AnkiCollection& collection) {
  Statement types(db, "select id, name, config from notetypes order by id");
  while (types.step()) {
    AnkiNoteType& type = collection.types[types.get<std::int64_t>(0)];
    type.name = plain_name(types.get<std::string_view>(1));
    read_protobuf(types.get<std::string_view>(2), [&type](const ProtobufField& field) {
      if (field.field == 1 && !field.is_bytes) type.cloze = field.number == 1;
    });
  }
}

void read_fields(Db& db, AnkiCollection& collection) {
  Statement fields(db, "select ntid, name from fields order by ntid, ord");
  while (fields.step()) {
    const auto type = collection.types.find(fields.get<std::int64_t>(0));
    if (type == collection.types.end()) continue;
    type->second.fields.push_back(plain_name(fields.get<std::string_view>(1)));
  }
}

void read_templates(Db& db, AnkiCollection& collection) {
  Statement templates(db, "select ntid, name, config from templates order by ntid, ord");
  while (templates.step()) {
    const auto type = collection.types.find(templates.get<std::int64_t>(0));
    if (type == collection.types.end()) continue;
    AnkiNoteType::Template one{plain_name(templates.get<std::string_view>(1)), "", ""};
    read_protobuf(templates.get<std::string_view>(2), [&one](const ProtobufField& field) {
      if (field.field == 1 && field.is_bytes) one.question = field.bytes;
      if (field.field == 2 && field.is_bytes) one.answer = field.bytes;
    });
    type->second.templates.push_back(std::move(one));
  }
}

void read_tables(Db& db, AnkiCollection& collection) {
  read_types(db, collection);
  read_fields(db, collection);
  read_templates(db, collection);
  Statement decks(db, "select id, name from decks order by id limit ?");
  for (decks.bind(kMostDecks + 1); decks.step();) {
    collection.decks[decks.get<std::int64_t>(0)] = deck_name(decks.get<std::string_view>(1));
  }
}

/// Settings are JSON, one a row.
std::optional<std::int64_t> table_setting(Db& db, const char* name) {
  const auto text = query_one<std::string>(db, "select val from config where key = ?", name);
  return text ? number_of(*text) : std::nullopt;
}

// Both --------------------------------------------------------------------------------------------

AnkiDays days_of(std::int64_t created, std::optional<std::int64_t> west,
                 std::optional<std::int64_t> rollover) {
  if (!west) return AnkiDays(created);
  const auto minutes = std::clamp(*west, -kFarthestOffset, kFarthestOffset);
  const auto hours = std::clamp<std::int64_t>(rollover.value_or(kUsualHour), 0, 23);
  return AnkiDays(created, std::chrono::minutes{minutes}, std::chrono::hours{hours});
}

}  // namespace

AnkiCollection read_anki_collection(Db& db) {
  require_tables(db);
  const auto schema = query_one<std::int64_t>(db, "select ver from col").value_or(0);
  if (schema != kJsonSchema && schema != kTableSchema) {
    refuse_collection(
        fmt::format("holds a collection of schema {}, which lianxi does not know", schema),
        "export it again from Anki with \"Support older Anki versions\"");
  }
  AnkiCollection collection;
  collection.created = query_one<std::int64_t>(db, "select crt from col").value_or(0);
  const bool is_json = schema == kJsonSchema;
  is_json ? read_json(db, collection) : read_tables(db, collection);
  const auto setting = is_json ? json_setting : table_setting;
  collection.days =
      days_of(collection.created, setting(db, "creationOffset"), setting(db, "rollover"));
  if (collection.types.size() > kMostTypes || collection.decks.size() > kMostDecks) {
    refuse_collection("has more note types or decks than anyone makes");
  }
  for (const auto& [id, type] : collection.types) require_size(type);
  return collection;
}

}  // namespace lianxi
