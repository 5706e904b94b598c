#pragma once

// Notes from the text files of other programs: tables of any kind, and the exports of Anki, Pleco,
// Mnemosyne, SuperMemo, hashcards and Quizlet. Which of them a file is, is told by what it holds,
// never by its name; pages, decks of our own and plain prose are none of them.

#include <optional>
#include <string>
#include <string_view>

#include "import/notes.h"

namespace lianxi {

/// What the learner knows of a file better than the file says it.
struct TextNotesOptions {
  std::string format;              ///< a name as text_notes_format() gives it, or "quizlet"
  std::string separator;           ///< between the fields of a table; empty: found
  std::string row_separator;       ///< between the rows of Quizlet; empty: a line end
  std::optional<bool> has_header;  ///< the first row names the columns; none: found
};

/// The name of the format of a file: "csv" (parted by commas, semicolons or bars), "tsv",
/// "anki-text", "pleco", "pleco-xml", "mnemosyne-xml", "mnemosyne-cards" (the cards.xml of a .cards
/// archive), "supermemo", "hashcards"; empty where it is none. A file of Quizlet looks like any other table: it is never found, only asked for.
std::string_view text_notes_format(std::string_view bytes);

/// Reads the notes of a file; false where it is in no such format. Where it is, or where `options`
/// insist on one, it is true, and a file that cannot be used has a fatal Diagnostic: a log of
/// reviews, broken XML, another version. Throws Error (usage) for a format that is none.
bool read_text_notes(std::string_view bytes, std::string_view source,
                     const TextNotesOptions& options, const NoteSink& sink);

}  // namespace lianxi
