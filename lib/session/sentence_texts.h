#pragma once

// The sentences that reviews have shown, those included that their decks have dropped since: the
// log names a sentence by its key, and what was ever imported or edited tells its text.

#include <map>
#include <string>

#include "base/ids.h"
#include "sqlite/db.h"

namespace lianxi {

class SentenceTexts {
 public:
  /// `db` must outlive it.
  explicit SentenceTexts(Db& db) : db_(db) {}
  /// The Chinese of a sentence that a card of `entry` has shown; empty where it is not known.
  std::string text_of(EntryId entry, const Key& sentence);

 private:
  using Texts = std::map<Key, std::string>;
  Texts read(EntryId entry) const;

  Db& db_;
  std::map<EntryId, Texts> by_entry_;
};

}  // namespace lianxi
