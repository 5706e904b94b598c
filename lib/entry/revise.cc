#include "entry/revise.h"

#include <algorithm>
#include <optional>

#include "entry/fields.h"
#include "entry/fill.h"
#include "text/pinyin.h"

namespace lianxi {
namespace {

std::string marked(const std::string& pinyin) {
  const auto syllables = parse_pinyin(pinyin);
  return syllables ? to_marks(*syllables) : pinyin;
}

std::vector<std::string> marked_readings(const Entry& entry) {
  std::vector<std::string> readings;
  for (const Reading& reading : entry.readings) readings.push_back(marked(reading.pinyin));
  return readings;
}

bool contains(const std::vector<std::string>& list, const std::string& text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

/// What an entry says under a path: a field's text, or of an item all that belongs to it.
std::string said_under(const std::vector<Field>& fields, const std::string& path) {
  const std::string below = path + "/";
  std::string text;
  for (const Field& field : fields) {
    if (field.path == path && field.kind != Field::Kind::item) return field.text;
    if (field.path.starts_with(below)) text += field.path + "=" + field.text + "\n";
    if (field.path == path) text += path + "\n";
  }
  return text;
}

bool is_item(const Entry& entry, const std::string& path) {
  const auto fields = fields_of(entry);
  return std::any_of(fields.begin(), fields.end(), [&](const Field& field) {
    return field.path == path && field.kind == Field::Kind::item;
  });
}

/// What an edit would have to say to agree with the entry.
std::string text_at(const Entry& entry, const std::string& path) {
  return is_item(entry, path) ? "+" : said_under(fields_of(entry), path);
}

/// Whether setting the field would change nothing.
bool says_already(const Entry& entry, const std::string& path, const std::string& text) {
  const std::string said = said_under(fields_of(entry), path);
  return is_item(entry, path) ? !text.empty() : said == text;
}

bool belongs_to(const std::string& path, const std::string& owner) {
  return path.size() > owner.size() && path.starts_with(owner) && path[owner.size()] == '/';
}

std::string owner_of(const std::string& path) {
  const auto slash = path.rfind('/');
  return slash == std::string::npos ? "" : path.substr(0, slash);
}

/// The outermost item that a field belongs to: "examples/我们常联系".
std::string outermost_item(const std::string& path) {
  const auto first = path.find('/');
  return first == std::string::npos ? path : path.substr(0, path.find('/', first + 1));
}

/// All that an entry says under an item, the item itself included.
std::vector<Field> fields_under(const Entry& entry, const std::string& item) {
  std::vector<Field> fields = fields_of(entry);
  std::erase_if(fields, [&](const Field& field) {
    return field.path != item && !belongs_to(field.path, item);
  });
  return fields;
}

/// Whether an item of this list is named so.
bool calls_an_item(const std::vector<Field>& fields, const std::string& list,
                   const std::string& name) {
  return std::any_of(fields.begin(), fields.end(), [&](const Field& field) {
    return field.kind == Field::Kind::name && field.text == name &&
           owner_of(owner_of(field.path)) == list;
  });
}

// Telling edits --------------------------------------------------------------------------------

/// Where an item stands in its list, and under which label it says its name.
struct ItemPlace {
  std::string path;
  std::string list;
  int index = 0;
};

std::vector<ItemPlace> items_of(const std::vector<Field>& fields) {
  std::map<std::string, int> counts;
  std::vector<ItemPlace> items;
  for (const Field& field : fields) {
    if (field.kind != Field::Kind::item) continue;
    const std::string list = owner_of(field.path);
    items.push_back({field.path, list, counts[list]++});
  }
  return items;
}

/// The field by which an item says its name; none where it has two (pairs) or says no more.
const Field* name_field(const std::vector<Field>& fields, const std::string& item) {
  for (const Field& field : fields) {
    if (field.kind == Field::Kind::name && owner_of(field.path) == item) return &field;
  }
  return nullptr;
}

bool share_a_text(const std::vector<Field>& old_fields, const std::string& old_item,
                  const std::vector<Field>& new_fields, const std::string& new_item) {
  for (const Field& field : old_fields) {
    if (field.kind != Field::Kind::text || !belongs_to(field.path, old_item)) continue;
    const std::string same = new_item + field.path.substr(old_item.size());
    if (said_under(new_fields, same) == field.text) return true;
  }
  return false;
}

/// An item that is written otherwise in its old place: renamed, not one gone and one come, so that
/// what its source mends in it later still arrives.
struct Rename {
  std::string from, to;  ///< the item's path
  FieldEdit edit;        ///< of the field by which it says its name

  std::string path(const std::string& path) const {
    return path == from || belongs_to(path, from) ? to + path.substr(from.size()) : path;
  }
  void apply(std::vector<Field>& fields) const {
    for (Field& field : fields) {
      if (field.path == edit.path) field.text = edit.text;
      field.path = path(field.path);
    }
  }
};

/// Renames the items in `old_fields` too.
std::vector<Rename> take_renames(std::vector<Field>& old_fields,
                                 const std::vector<Field>& new_fields) {
  std::vector<Rename> renames;
  const auto new_items = items_of(new_fields);
  const auto find = [](const std::vector<ItemPlace>& items, const std::string& path) {
    return std::any_of(items.begin(), items.end(),
                       [&](const ItemPlace& item) { return item.path == path; });
  };
  const auto old_items = items_of(old_fields);
  for (const ItemPlace& old_item : old_items) {
    if (find(new_items, old_item.path)) continue;
    const auto same_place =
        std::find_if(new_items.begin(), new_items.end(), [&](const ItemPlace& item) {
          return item.list == old_item.list && item.index == old_item.index &&
                 !find(old_items, item.path);
        });
    if (same_place == new_items.end()) continue;
    const Field* old_name = name_field(old_fields, old_item.path);
    const Field* new_name = name_field(new_fields, same_place->path);
    if (!old_name || !new_name) continue;
    if (!share_a_text(old_fields, old_item.path, new_fields, same_place->path)) continue;
    renames.push_back({old_item.path, same_place->path, {old_name->path, new_name->text}});
    renames.back().apply(old_fields);
  }
  return renames;
}

}  // namespace

std::string FirstNames::form(std::string_view now, std::string_view headword_now) const {
  std::string text(now);
  if (headword.empty() || headword_now.empty()) return text;
  const auto at = text.find(headword_now);
  return at == std::string::npos ? text : text.replace(at, headword_now.size(), headword);
}

std::string FirstNames::reading(const std::string& now) const {
  const auto found = readings.find(now);
  return found == readings.end() ? now : found->second;
}

void FirstNames::follow(const Entry& before, const Entry& after) {
  if (before.headword != after.headword) {
    if (headword.empty()) headword = before.headword;
    if (headword == after.headword) headword.clear();
  }
  const auto old_readings = marked_readings(before);
  const auto new_readings = marked_readings(after);
  if (old_readings.size() != new_readings.size()) return;
  for (std::size_t i = 0; i < new_readings.size(); ++i) {
    const std::string& was = old_readings[i];
    const std::string& is = new_readings[i];
    // Corrected in its place: the old one is gone and the new one was not there.
    if (was == is || contains(new_readings, was) || contains(old_readings, is)) continue;
    const std::string first = reading(was);
    readings.erase(was);
    if (first != is) readings[is] = first;
  }
}

void EntryFold::import(std::int64_t source, Entry entry, SourceRole role) {
  const bool first = empty();
  const Entry before = first ? Entry{} : revised(nullptr);
  const auto known = std::find_if(sources_.begin(), sources_.end(),
                                  [&](const Source& one) { return one.id == source; });
  if (known == sources_.end()) {
    sources_.push_back({source, std::move(entry), role});
  } else {
    // What was edited in a sentence goes with it when its author mends a typo there.
    std::vector<Field> was = fields_of(known->entry);
    const auto renames = take_renames(was, fields_of(entry));
    for (Edit& edit : edits_) {
      const std::string before_renames = edit.path;
      for (const Rename& rename : renames) {
        edit.path = rename.path(edit.path);
        rename.apply(edit.owner);
      }
      if (edit.path != before_renames) edit.base = said_under(was, edit.path);
    }
    known->entry = std::move(entry);
    known->role = role;
  }
  if (!first) names_.follow(before, revised(nullptr));
}

void EntryFold::edit(const std::string& path, const std::string& text) {
  if (empty()) return;
  const Entry before = revised(nullptr);
  std::erase_if(edits_, [&](const Edit& known) {
    // An item that goes takes what was edited in it along.
    return known.path == path || (text.empty() && belongs_to(known.path, path));
  });
  if (!says_already(revised(nullptr), path, text)) {
    edits_.push_back({path, text, said_under(fields_of(joined()), path),
                      fields_under(before, outermost_item(path))});
  }
  names_.follow(before, revised(nullptr));
}

Entry EntryFold::joined() const {
  std::optional<Entry> entry;
  for (const Source& source : sources_) {
    if (source.role != SourceRole::speaks) continue;
    if (entry)
      join(*entry, source.entry);
    else
      entry = source.entry;
  }
  for (const Source& source : sources_) {
    if (source.role == SourceRole::speaks) continue;
    const bool asked = source.role == SourceRole::fills_and_reads;
    if (entry)
      fill(*entry, source.entry, asked ? NewReadings::take : NewReadings::leave);
    else
      entry = source.entry;
  }
  return *std::move(entry);
}

Entry EntryFold::revised(std::vector<Conflict>* conflicts) const {
  Entry entry = joined();
  if (edits_.empty()) return entry;
  const Entry sources = entry;
  const std::vector<Field> said = fields_of(sources);
  for (const Edit& edit : edits_) {
    const bool dropped = !set_field(entry, edit.path, edit.text);
    if (dropped) {
      // The sources have dropped what the learner edited, unless they only call it as he does.
      if (calls_an_item(said, owner_of(owner_of(edit.path)), edit.text)) continue;
      for (const Field& field : edit.owner) set_field(entry, field.path, field.text);
      set_field(entry, edit.path, edit.text);
    }
    const std::string now = said_under(said, edit.path);
    if (!conflicts || (now == edit.base && !dropped)) continue;
    if (says_already(sources, edit.path, edit.text)) continue;
    conflicts->push_back({edit.path, edit.text, text_at(sources, edit.path)});
  }
  // There is no entry without a name and a sound, whatever is left when edits are undone.
  std::erase_if(entry.readings, [](const Reading& reading) { return reading.pinyin.empty(); });
  if (entry.readings.empty()) entry.readings = sources.readings;
  if (entry.headword.empty()) entry.headword = sources.headword;
  return entry;
}

RevisedEntry EntryFold::result() const {
  RevisedEntry result;
  result.entry = revised(&result.conflicts);
  result.names = names_;
  return result;
}

std::vector<FieldEdit> edits_between(const Entry& before, const Entry& after) {
  std::vector<Field> old_fields = fields_of(before);
  const std::vector<Field> new_fields = fields_of(after);
  std::vector<FieldEdit> edits;
  for (const Rename& rename : take_renames(old_fields, new_fields)) edits.push_back(rename.edit);
  std::map<std::string, std::string> old_texts, new_texts;
  for (const Field& field : old_fields) old_texts[field.path] = field.text;
  for (const Field& field : new_fields) new_texts[field.path] = field.text;
  std::string removed;  // the item last removed: what belongs to it goes with it
  for (const Field& field : old_fields) {
    if (new_texts.contains(field.path)) continue;
    if (!removed.empty() && belongs_to(field.path, removed)) continue;
    if (field.kind == Field::Kind::item) removed = field.path;
    edits.push_back({field.path, ""});
  }
  for (const Field& field : new_fields) {
    const auto found = old_texts.find(field.path);
    const bool item = field.kind == Field::Kind::item;
    if (found == old_texts.end() || (!item && found->second != field.text)) {
      edits.push_back({field.path, field.text});
    }
  }
  return edits;
}

}  // namespace lianxi
