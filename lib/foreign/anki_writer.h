#pragma once

// Notes become a package of Anki, in the oldest form that every Anki and most other programs read:
// version 1, a collection of schema 11. What has a name of its own there (decks, types, notes,
// cards) is given the same number at every export, so that importing a later one updates what an
// earlier one brought.

#include <cstdint>
#include <memory>
#include <string>

#include "import/notes.h"

namespace lianxi {

class AnkiWriter {
 public:
  /// `at`: the second of the export, for what Anki compares to see which version is newer. Types
  /// whose cards are gaps in a text are refused.
  AnkiWriter(const std::string& path, std::int64_t at);
  ~AnkiWriter();
  AnkiWriter(const AnkiWriter&) = delete;
  AnkiWriter& operator=(const AnkiWriter&) = delete;

  /// Takes what the package holds. Complaints go nowhere.
  NoteSink sink();
  /// Puts the package where it belongs, in one step; until then nothing is there. Throws Error
  /// (usage) where it cannot be written.
  void finish();

 private:
  class Work;
  std::unique_ptr<Work> work_;
};

}  // namespace lianxi
