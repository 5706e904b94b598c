#pragma once

// What another program keeps of a learner's work, in one form for all of them: notes of a type,
// the cards made from them, and what was answered. A reader of a foreign file (lib/foreign) makes
// it; which field is characters and which is their meaning is found afterwards.
//
// Readers run in a program of their own, `lianxi-read`, which writes notes as lines; so no file
// from elsewhere is parsed where the collection is open. All text is plain: UTF-8 in NFC, lines
// parted by "\n", no HTML, no entities, no control characters. Times, days and intervals are what
// the other program meant: its reader applies its rules of days.

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/limits.h"
#include "base/rating.h"
#include "base/time.h"

namespace lianxi {

/// What --format may name. Those of text come behind the first two.
inline constexpr std::array<std::string_view, 11> kNoteFormats = {
    "anki",  "mnemosyne", "anki-text", "csv",       "hashcards", "mnemosyne-xml",
    "pleco", "pleco-xml", "quizlet",   "supermemo", "tsv"};

/// Where notes come from.
struct NoteSource {
  std::string format;  ///< "anki", "csv", "pleco", "mnemosyne": what --format says
  std::string told;    ///< for the learner: "an Anki package (version 3)", "CSV, UTF-16, CR"
  /// What stays the same when the learner exports again ("anki 1674756000"); empty where a file
  /// holds no history.
  std::string origin;
  std::chrono::minutes offset{0};  ///< local time east of UTC, by which its days were reckoned
  std::chrono::hours rollover{0};  ///< the hour at which its days began
  /// The wanted share of recalled cards, where FSRS plans for one.
  std::optional<double> retention = {};
  friend bool operator==(const NoteSource&, const NoteSource&) = default;
};

/// What notes of one kind have, and which cards are made of them.
struct NoteType {
  /// One card of a note: the fields (indices) that its question shows, and those that only its
  /// answer shows.
  struct Template {
    std::string name;
    std::vector<std::size_t> asks, tells;
    friend bool operator==(const Template&, const Template&) = default;
  };
  std::string name;                 ///< "Basic"; unique within a source
  std::vector<std::string> fields;  ///< names; empty ones where a table has no header
  std::vector<Template> templates;  ///< empty where the format has one question and one answer
  bool cloze = false;               ///< its cards are gaps in a text
  friend bool operator==(const NoteType&, const NoteType&) = default;
};

/// One answer given in the other program.
struct PastReview {
  std::int64_t at_ms = 0;  ///< UTC
  Rating rating = Rating::good;
  std::chrono::milliseconds taken{0};
  StudyDay day{};                ///< by the source's rule
  std::optional<Days> interval;  ///< chosen, where it was a day or more
  friend bool operator==(const PastReview&, const PastReview&) = default;
};

/// Where the other program left a card that it had asked. Without its own notion of ease 2.50.
struct PastState {
  int n = 0;                                    ///< successful repetitions in a row, as SM-2 counts
  int ef100 = 250;                              ///< ease times 100, 130 or more
  std::int64_t interval = 0;                    ///< days
  std::optional<StudyDay> due;                  ///< when it would have asked next
  std::optional<StudyDay> last;                 ///< the day of the latest answer
  std::optional<double> stability, difficulty;  ///< of FSRS, where it kept them
  friend bool operator==(const PastState&, const PastState&) = default;
};

/// One card of a note.
struct PastCard {
  /// Index into NoteType::templates; of a cloze the number of the gap - 1.
  std::size_t made_by = 0;
  std::string id;                  ///< of the card in its source, the same when exported again
  std::string deck;                ///< "Chinese::HSK 1"; may be empty
  std::string question, answer;    ///< as the other program shows them, as text
  std::optional<PastState> state;  ///< none of a card that was never asked
  bool suspended = false;
  bool buried = false;              ///< until the next day
  std::string flag;                 ///< "red"; empty without
  std::int64_t changed_ms = 0;      ///< UTC, of the latest change; 0 where the source has none
  std::vector<PastReview> reviews;  ///< ascending by time
  friend bool operator==(const PastCard&, const PastCard&) = default;
};

struct Note {
  std::string type;                 ///< NoteType::name
  std::string id;                   ///< the same when exported again; empty where it has none
  std::string deck;                 ///< of a note without cards
  std::vector<std::string> values;  ///< one a field
  std::vector<std::string> tags;
  std::string source;           ///< attribution, where the file has one for this note
  std::vector<PastCard> cards;  ///< empty where the format knows no cards
  int line = 0;                 ///< where the format has lines, from 1
  friend bool operator==(const Note&, const Note&) = default;
};

/// A picture or a sound. Its name is safe: one component, no control characters, NFC.
struct NoteMedia {
  std::string name;
  std::string bytes;
  friend bool operator==(const NoteMedia&, const NoteMedia&) = default;
};

/// Where a reader puts what it finds: first the source, every type before its notes. What it cannot
/// use goes to `reject` with its line; a fatal Diagnostic says that nothing of the file counts.
struct NoteSink {
  std::function<void(NoteSource)> begin;
  std::function<void(NoteType)> type;
  std::function<void(Note)> accept;
  std::function<void(NoteMedia)> media;
  std::function<void(Diagnostic)> reject;
};

/// A sink that writes lines of JSON; after the line of a medium stand its bytes. Ends with a line
/// that says so, written by finish_note_lines().
NoteSink note_lines_to(std::ostream& out);
void finish_note_lines(std::ostream& out);

/// Reads such lines. Throws Error (input) for anything else, where the last line is missing, and
/// where the lines have more than `most` bytes.
void read_note_lines(std::istream& in, const NoteSink& sink, std::size_t most = kMaxNotes);

}  // namespace lianxi
