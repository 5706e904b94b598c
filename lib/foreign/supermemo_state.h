#pragma once

// The learning data of SuperMemo, whichever file they stand in.

#include <optional>
#include <string_view>

#include "import/notes.h"

namespace lianxi {

/// The data as they stand; empty where the file says nothing.
struct SuperMemoData {
  std::string_view repetitions, lapses, interval, last;
  std::string_view e_factor;  ///< "3.200", or 3200 in files of some versions
  std::string_view a_factor;
};

/// "27.01.06" or "27.01.2006"; nothing for "0", which means never.
std::optional<StudyDay> supermemo_day(std::string_view text);

/// Nothing of an item that was never asked.
std::optional<PastState> supermemo_state(const SuperMemoData& data);

/// The one type of its notes: "question" and "answer".
NoteType supermemo_note_type();

/// The note of an item, with its one card.
Note supermemo_note(std::string_view question, std::string_view answer, const SuperMemoData& data);

}  // namespace lianxi
