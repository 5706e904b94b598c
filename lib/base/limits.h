#pragma once

// How large what comes from outside may be. Each bound is far beyond anything a person writes and
// far below what a machine can hold, so that no file, pipe or message takes its memory or its day:
// what is larger is refused, by name and line, before it is read to its end.

#include <cstddef>

namespace lianxi {

// Pages and decks. A page has some 100 lines and 20 KiB.

/// Bytes of a line: a long paragraph has 10 KiB; whole pages on one line are told from others.
inline constexpr std::size_t kMaxLine = 1 << 20;
/// Bytes and lines of a file: entries take up to 600 bytes of memory for a line of three.
inline constexpr std::size_t kMaxFile = 64 << 20;
inline constexpr std::size_t kMaxFileLines = 1'000'000;
/// All files of an import: 40,000 entries of 25 lines.
inline constexpr std::size_t kMaxReading = 128 << 20;
inline constexpr std::size_t kMaxReadingLines = 1'000'000;
inline constexpr std::size_t kMaxReadingEntries = 100'000;
/// Bullets, headings and paragraphs of one entry, and bytes of each: an entry's forms, sentences
/// and words are all compared with each other, which takes a second at this size.
inline constexpr std::size_t kMaxEntryLines = 2'000;
inline constexpr std::size_t kMaxParagraph = 16 << 10;
/// Code points of a headword, and readings it may have.
inline constexpr std::size_t kMaxHeadword = 64;
inline constexpr std::size_t kMaxReadings = 16;
/// Complaints about one file that anyone would read.
inline constexpr int kMaxComplaints = 1'000;

// Notes of other programs, as their readers hand them over.

/// Bytes of a field or of a card's side; of a name, a tag or an id; of a whole note with all that
/// was answered; of all notes of a file, which is four million answers; of a picture or a sound.
inline constexpr std::size_t kMaxNoteText = 1 << 20;
inline constexpr std::size_t kMaxNoteName = 4 << 10;
inline constexpr std::size_t kMaxNote = 16 << 20;
inline constexpr std::size_t kMaxNotes = 512 << 20;
inline constexpr std::size_t kMaxMedium = 64 << 20;
inline constexpr std::size_t kMaxNoteFields = 1'000;
/// Cards of a note, answers to a card.
inline constexpr std::size_t kMaxNoteCards = 1'000;
inline constexpr std::size_t kMaxCardReviews = 100'000;

// What is typed, or sent by a program.

/// Bytes of a line, and of an answer or a note, which is compared with others letter by letter.
inline constexpr std::size_t kMaxMessage = 64 << 10;
inline constexpr std::size_t kMaxTyped = 4 << 10;

/// Bytes of the configuration file, which every command reads.
inline constexpr std::size_t kMaxConfig = 64 << 10;

}  // namespace lianxi
