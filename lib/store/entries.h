#pragma once

// Entries: what was imported, and the entries that follow from it. An entry is the join of the
// latest live text of every deck that has it, in the order in which the decks first brought it; the
// dictionary's only fills what the others leave empty.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "cards/frames.h"
#include "entry/entry.h"
#include "entry/lexicon.h"
#include "schedule/fold.h"
#include "sqlite/db.h"

namespace lianxi::store {

/// What a deck says of itself.
struct DeckRow {
  DeckId id{};
  std::string name, title, author, licence, source, language, description;
};
/// The deck of this name, made where there is none yet.
DeckId intern_deck(Db& db, std::string_view name);
/// Keeps what an import said of one of its decks (`deck.id`).
void save_imported_deck(Db& db, const EventId& import, const DeckRow& deck);
/// What each deck says of itself: what the latest live import said that said anything.
void refold_decks(Db& db, const DeadEvents& dead);
/// Decks that hold at least one entry, by name.
std::vector<DeckRow> decks(Db& db);
std::optional<DeckId> find_deck(Db& db, std::string_view name);

/// An entry as one deck gave it at one import, in the deck format.
struct ImportedEntry {
  EventId event;
  HybridTime clock;  ///< of the import
  DeckId deck{};
  std::string file;
  int position = 0;
  std::string text;
};
void save_imported(Db& db, const Key& entry, const ImportedEntry& imported);
/// What live imports said of the entry, in canonical order; of one deck the last one counts.
std::vector<ImportedEntry> live_imports(Db& db, const Key& entry, const DeadEvents& dead);
/// The entry that a deck's latest live import has at this place of a file, if any.
std::optional<Key> entry_at(Db& db, DeckId deck, std::string_view file, int position,
                            const DeadEvents& dead);
/// The entries an import brought.
std::vector<Key> entries_of_import(Db& db, const EventId& import);

/// Whether this is the key of an entry that was ever imported.
bool was_imported(Db& db, const Key& entry);
/// Cards are introduced entry by entry; within one in the order they are made: their positions
/// begin at this times the entry's.
inline constexpr std::int64_t kCardsPerEntry = 1000;
/// Puts all entries and their cards into the order in which the log has them first: that of this
/// device's imports unless others have come between them.
void place_entries(Db& db);
/// Every entry that was ever imported.
std::vector<Key> imported_keys(Db& db);

/// An entry as it stands: the cache of its live imports.
struct EntryRow {
  EntryId id{};
  std::string headword;
  std::string traditional;
  std::string definition;
  std::string text;           ///< in the deck format
  std::int64_t position = 0;  ///< order of introduction
};
/// A reading under which an entry is found.
struct ReadingRow {
  std::string letters;  ///< without tones
  std::string pinyin;
};
/// Makes or updates the entry; `row.id` and `row.position` are given by the collection: entries
/// come in the order in which they were first imported, also after they had gone.
EntryId save_entry(Db& db, const Key& key, const EntryRow& row, const std::vector<DeckId>& decks,
                   const std::vector<ReadingRow>& readings);

/// What an entry says that matters to other entries.
struct Neighbourhood {
  std::vector<std::string> mentions;     ///< contrast and related words
  std::vector<FrameUse> frames;          ///< what its sentences prove
  std::vector<std::string> glosses;      ///< what definitions may share
  std::vector<std::string> asked_words;  ///< words whose coming or going changes its cards
  std::vector<std::string> tags;
  std::vector<Level> levels;
};
void save_neighbourhood(Db& db, EntryId entry, const Neighbourhood& neighbourhood);
/// Forgets the entry (its imports are dead, or it is deleted); the log and what was imported stay.
void remove_entry(Db& db, EntryId id);

/// All entries.
std::vector<EntryId> entry_ids(Db& db);
std::optional<EntryRow> entry_row(Db& db, EntryId id);
/// The text of the entry with this headword.
std::optional<std::string> entry_text(Db& db, std::string_view headword);
/// By headword or traditional form.
std::vector<EntryRow> find_entries(Db& db, std::string_view word);
/// All entries, in order of introduction; of one deck where it is given.
std::vector<EntryRow> list_entries(Db& db, std::optional<DeckId> deck);
/// Entries whose cards depend on whether this word is known.
std::vector<EntryId> entries_asking(Db& db, std::string_view word);
/// The contrast and related words of an entry.
std::vector<std::string> words_mentioned(Db& db, EntryId entry);
/// Entries that have this contrast or related word, and their headwords.
std::vector<EntryId> entries_mentioning_word(Db& db, std::string_view word);
std::vector<std::string> headwords_mentioning(Db& db, std::string_view word);
/// What known sentences say of this frame.
std::vector<FrameUse> frame_uses(Db& db, std::string_view frame);
/// Entries other than `entry` whose sentences stand in a frame of it.
std::vector<EntryId> entries_in_frames_of(Db& db, EntryId entry);
/// Headwords whose definitions have this gloss.
std::vector<std::string> headwords_with_gloss(Db& db, std::string_view gloss);
std::vector<std::string> deck_names(Db& db, EntryId entry);
std::vector<DeckId> decks_of(Db& db, EntryId entry);
/// Entries with a reading of these letters (without tones), and that reading.
struct FoundReading {
  EntryId entry{};
  std::string headword;
  std::string pinyin;
};
std::vector<FoundReading> find_readings(Db& db, std::string_view letters);

/// The collection's headwords as a lexicon.
class CollectionLexicon final : public Lexicon {
 public:
  explicit CollectionLexicon(Db& db) : db_(db) {}
  bool contains(std::string_view word) const override;

 private:
  Db& db_;
};

}  // namespace lianxi::store
