#pragma once

// Why learners take one word for another: the two share a character (关系, 联系), a reading but for
// its tones (联系, 练习), or one entry names the other among its contrasts or related words. Here
// this becomes marks, so that lib/schedule can keep such words apart and need not know why.

#include <cstdint>
#include <string>
#include <vector>

#include "schedule/likeness.h"
#include "sqlite/db.h"

namespace lianxi {

/// What makes a word like others.
struct WordLikeness {
  std::string headword;
  std::vector<std::string> letters;  ///< of its readings, without tones
  std::vector<std::string> named;    ///< words that its entry names, and whose entries name it
};
/// Ascending. Two words share a mark where they share a character or the letters of a reading, or
/// where one names the other.
std::vector<std::uint64_t> marks_of(const WordLikeness& word);

/// The same, packed, of a word whose entry itself names these words.
Likeness likeness_of(const WordLikeness& word);

/// What the queue must know of an entry; its day of introduction is left open.
QueueEntry queue_entry(Db& db, EntryId entry);

}  // namespace lianxi
