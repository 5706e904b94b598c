#pragma once

// Facts of Mnemosyne 2 and their cards become notes, whichever file they stand in.

#include <map>
#include <string>
#include <vector>

#include "foreign/mnemosyne_sides.h"
#include "foreign/mnemosyne_types.h"
#include "import/notes.h"
#include "import/report.h"

namespace lianxi {

struct MnemosyneFact {
  std::string id;  ///< made by chance when it was, and the same wherever it is copied to
  MnemosyneData data;
  std::vector<std::string> tags;  ///< of its cards; as they stand
  std::string source;             ///< attribution
};

struct MnemosyneCard {
  std::string type, view;  ///< ids
  std::string extra;       ///< a dictionary of Python
  PastCard card;           ///< all but its sides and what made it
};

class MnemosyneNotes {
 public:
  MnemosyneNotes(const Report& complain, const NoteSink& sink) : complain_(complain), sink_(sink) {}

  /// Types must be told before the facts whose cards are of them.
  void tell_type(const MnemosyneType& type);

  /// Gives the note to the sink. Where its cards are of several types, each makes a note.
  void add(const MnemosyneFact& fact, std::vector<MnemosyneCard> cards);

 private:
  void add_note(const MnemosyneType& type, const MnemosyneFact& fact, bool is_first,
                std::vector<MnemosyneCard> cards);
  Note note_of(const MnemosyneType& type, const MnemosyneFact& fact) const;

  struct Told {
    MnemosyneType type;
    std::string name;  ///< that no other one has
  };
  const Report& complain_;
  const NoteSink& sink_;
  std::map<std::string, Told> told_;  ///< by id
};

}  // namespace lianxi
