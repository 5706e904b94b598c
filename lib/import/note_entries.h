#pragma once

// Foreign notes become entries, and their cards the cards of these: the word's own where a card
// asks for it, else a plain question with its answer. Every card of the other program gets one card
// of its own, so that each history has a place; the same file gives the same, on every computer.

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "entry/entry.h"
#include "import/note_mapping.h"

namespace lianxi {

/// An entry that came from a note.
struct NoteEntry {
  Entry entry;
  std::string deck;
  std::string place;    ///< what stays when the note is corrected: its id, or the file
  int position = 0;     ///< within that place
  bool is_own = false;  ///< lianxi wrote the note
};

/// A card of the other program, and which of ours it is.
struct CardHistory {
  std::string headword;
  CardKind kind{};
  std::string target;
  PastCard past;
};

struct NoteEntries {
  std::vector<NoteEntry> entries;  ///< in the order of the notes
  std::vector<CardHistory> cards;
  int words = 0;     ///< notes that gave a word
  int plain = 0;     ///< plain entries
  int repeated = 0;  ///< notes that say again, in every field, what one before them says
  int bare = 0;      ///< notes that only ask, and nothing answers: left out
  int unread = 0;    ///< words without a reading that can be told: they came in as plain cards
  Diagnostics diagnostics;
};

/// How a dictionary writes a word and says it.
struct KnownSpelling {
  std::string headword;  ///< simplified
  std::string pinyin;    ///< empty where it has several
};

struct NoteOptions {
  std::string file;  ///< named in complaints, and the place of notes without an id
  std::string deck;  ///< of notes that name none
  /// What a dictionary says of a word in either script; may be empty.
  std::function<std::optional<KnownSpelling>(std::string_view word)> spelling_of;
};

/// Turns notes into entries, one by one.
class NoteReader {
 public:
  NoteReader(const std::vector<NoteMapping>& mappings, NoteOptions options);
  void add(Note note);
  NoteEntries take();

 private:
  bool add_word(Note& note, const NoteMapping& mapping);
  void add_plain(const Note& note, const std::string& question, const std::string& answer,
                 PastCard* past);
  void add_plain_note(Note& note);
  void reject(const Note& note, std::string_view code, std::string text);
  std::string deck_of(const Note& note) const;
  NoteEntry placed(Entry entry, const Note& note, int position);

  std::map<std::string, const NoteMapping*, std::less<>> mappings_;
  NoteOptions options_;
  NoteEntries made_;
  int without_id_ = 0;  ///< entries so far of notes that have no id
  std::map<std::pair<std::string, std::string>, std::size_t> words_;  ///< deck, headword -> entry
  /// Where a plain entry and its history stand, and what tells it from others that ask the same.
  struct Plain {
    std::size_t entry;
    std::optional<std::size_t> card;
    std::string mark;
  };
  std::map<std::string, std::vector<Plain>> questions_;             ///< by headword
  std::set<std::tuple<std::string, CardKind, std::string>> given_;  ///< cards that have a history
};

}  // namespace lianxi
