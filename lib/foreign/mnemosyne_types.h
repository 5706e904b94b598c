#pragma once

// The card types of Mnemosyne 2. A fact has keys ("f", "b") with a text each; a card type gives the
// keys names and has views, each of which makes one card: these keys ask, those tell. Six types
// come with the program and are in no file; those that a learner made are, and so are those that
// Mnemosyne made of Anki's note types.
// Source: the program's card types and its databases (version 2.9).

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "import/notes.h"

namespace lianxi {

/// One card of a fact.
struct MnemosyneView {
  std::string id, name;
  std::vector<std::string> asks, tells;  ///< keys
  /// What stands around a key's text: "What is $f?".
  std::map<std::string, std::string> asks_within, tells_within;
  std::string question, answer;  ///< templates of Anki, which stand for all of that
};

struct MnemosyneType {
  enum class Kind {
    views,
    cloze,       ///< every [bracket] of its text makes a card
    sentence,    ///< the same, and the first view asks for the sentence as a whole
    anki,        ///< its views are templates of Anki
    anki_cloze,  ///< and its cards gaps
  };
  std::string id, name;
  Kind kind = Kind::views;
  std::vector<std::pair<std::string, std::string>> fields;  ///< keys, and what people call them
  std::vector<MnemosyneView> views;

  std::vector<std::string> field_names() const;
};

/// As it stands in a file: lists and dictionaries in Python's own form.
struct MnemosyneViewRow {
  std::string id, name, asks, tells, asks_within, tells_within, extra;
};
struct MnemosyneTypeRow {
  std::string id, name, keys_and_names, view_ids, extra;
};

class MnemosyneTypes {
 public:
  /// Those that come with the program.
  MnemosyneTypes();

  /// Views before the types they belong to. What cannot be read is left out.
  void add(const MnemosyneViewRow& row);
  void add(const MnemosyneTypeRow& row);

  /// Makes sure that there is a type with a view, for a card of that kind: those of extensions are
  /// in no file. The first of `keys`, which are those of its facts, asks then and the others tell.
  void require(const std::string& type, const std::string& view,
               const std::vector<std::string>& keys);

  /// Null where there is none.
  const MnemosyneType* find(std::string_view type) const;

 private:
  std::map<std::string, MnemosyneView> views_;
  std::map<std::string, MnemosyneType, std::less<>> types_;
};

/// The position of a view; the number of views where there is none.
std::size_t view_index(const MnemosyneType& type, std::string_view view);

/// What is told of a type, under a name that no other one has.
NoteType note_type_of(const MnemosyneType& type, std::string name);

}  // namespace lianxi
