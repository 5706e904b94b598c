#pragma once

// An entry as a list of named fields, so that two versions of it can be compared, joined and merged
// field by field without knowing what each field is. A path names a field by what it belongs to,
// never by a number that shifts: "examples/我明天会联系你/english", "readings/lian2xi4/level".

#include <string>
#include <string_view>
#include <vector>

#include "entry/entry.h"

namespace lianxi {

struct Field {
  enum class Kind {
    item,  ///< one of a list stands here: "examples/我明天会联系你"
    name,  ///< the text an item is found by, as written
    text,
  };
  std::string path;  ///< segments parted by "/"; "%" and "/" inside one as %25 and %2F
  std::string text;  ///< item: where it stands, see set_field(); else never empty
  Kind kind = Kind::text;
  friend bool operator==(const Field&, const Field&) = default;
};

/// All that an entry says, in order; an item before the fields that belong to it. Setting them one
/// by one in an empty entry makes the same entry again (all but lines and the headword's key).
std::vector<Field> fields_of(const Entry& entry);
std::vector<Field> fields_of(const Sentence& sentence);

/// Sets one field. An empty text clears a field or removes an item. An item is made by "^" (to be
/// the first of its list), "+" (the last) or "+name" (behind that one, or the last). False where
/// there is nothing of this path: an unknown name, or a field of an item that is not there.
bool set_field(Entry& entry, std::string_view path, std::string_view text);
bool set_field(Sentence& sentence, std::string_view path, std::string_view text);

/// A path for a person: "English of 我明天会联系你", "definition".
std::string field_name(std::string_view path);

}  // namespace lianxi
