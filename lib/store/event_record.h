#pragma once

// An event with all that belongs to it: the unit in which collections exchange their logs. Its
// encoding is canonical: the same event is the same bytes on every device, and a log is a set of
// such texts.
//
// The encoding is one line of JSON (UTF-8, sorted keys, no spaces), after that of an import one
// line for each entry that it brought. What comes from outside is judged here before it reaches a
// collection: types, ranges, names, lengths.

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grade/grade.h"
#include "schedule/event.h"
#include "store/seq_set.h"

namespace lianxi::store {

/// What an import said of one of its decks.
struct ImportedDeck {
  std::string name, title, author, licence, source, language, description;
  friend bool operator==(const ImportedDeck&, const ImportedDeck&) = default;
};

/// An entry as one import brought it.
struct ImportedText {
  Key entry;
  std::string deck;
  std::string file;  ///< within the deck
  int position = 0;  ///< the n-th entry of that file, from 1
  std::string text;  ///< in the deck format
  friend bool operator==(const ImportedText&, const ImportedText&) = default;
};

struct EventRecord {
  Event event;
  std::vector<Attempt> attempts;      ///< of a review
  std::vector<ImportedDeck> decks;    ///< of an import, by name
  std::vector<ImportedText> entries;  ///< of an import, in its order
  friend bool operator==(const EventRecord&, const EventRecord&) = default;
};

/// The longest line of an encoding, in bytes: twice that of the largest entry (base/limits.h), for
/// what JSON escapes. An entry's text has a few kilobytes.
inline constexpr std::size_t kLongestLine = std::size_t{1} << 26;
/// The most entries of one import; the largest dictionaries have a tenth of it.
inline constexpr std::size_t kMostEntries = 2'000'000;
/// The most that the texts of one import may be together, in bytes: it is held in memory.
inline constexpr std::size_t kLargestImport = std::size_t{1} << 29;

/// The line of the event itself. Of an import it holds the number and a digest of its entries.
std::string event_line(const EventRecord& record);
/// The same behind what `line` holds: one string serves for the lines of a whole log.
void append_event_line(std::string& line, const EventRecord& record);
/// The line of one entry of an import.
std::string entry_line(const ImportedText& entry);
/// All lines, each with its end.
std::string encode(const EventRecord& record);

/// Of two contents of one event, whether `one` counts: the one to which more belongs, for a repair
/// may have saved a part; else the smaller encoding.
bool counts_over(const EventRecord& one, const EventRecord& other);
/// How many attempts, decks and entries belong to the event.
std::size_t extent(const EventRecord& record);

/// The event of a line, without the entries of an import: so many lines of them follow.
struct ReadEvent {
  EventRecord record;
  std::size_t entries = 0;
  std::string digest;  ///< of the entries' lines
};
/// Reads what event_line() wrote. Throws Error (input) that says what is wrong with any other text.
ReadEvent read_event_line(std::string_view line);
/// Reads what entry_line() wrote; the same.
ImportedText read_entry_line(std::string_view line);
/// The line that says what a writer's earlier files hold, and back; the same. For each device the
/// last seq of a run from 1 on, or else the first and the last of every run.
std::string before_line(const SeqSet& before);
SeqSet read_before_line(std::string_view line);
/// Whether these are the entries that the event's line speaks of.
bool has_digest(const std::vector<ImportedText>& entries, std::string_view digest);
/// The event as one JSON object on one line, its entries inside it: for files that other programs
/// read. read_record_json() is its inverse; the same errors.
std::string record_json(const EventRecord& record);
EventRecord read_record_json(nlohmann::json json);
/// Reads what encode() wrote.
EventRecord decode(std::string_view lines);

/// What is wrong with a record that came from outside; nothing where it may join a log.
std::optional<std::string> problem_of(const EventRecord& record);

}  // namespace lianxi::store
