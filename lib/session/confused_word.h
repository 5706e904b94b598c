#pragma once

// Which word an attempt that was not the word wanted names. Characters name a word of the
// collection, or the word that stands where the headword stands in the form wanted: 关系不上 for
// 联系不上 names 关系. Pinyin names the words that sound so. Where several have the characters or
// the sound, the one that this word is set against or related to is meant, else none: who types
// something that could be many things has shown nothing.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/rating.h"
#include "session/words_typed.h"
#include "store/cards.h"

namespace lianxi {

/// A word typed for another.
struct NamedPair {
  std::string asked, typed;  ///< headwords
};

/// The attempts at one card.
class ConfusedWord {
 public:
  /// `db` must outlive it.
  ConfusedWord(Db& db, const store::CardRow& card);
  /// What such an attempt names; nothing where it names no word, several, or the one asked.
  std::optional<NamedPair> named_by(const std::string& typed, Verdict verdict);

 private:
  std::optional<NamedPair> look_up(std::string_view typed, Verdict verdict);
  std::vector<store::FoundReading> in_characters(std::string_view typed) const;
  std::vector<store::FoundReading> in_pinyin(std::string_view typed, Verdict verdict) const;
  std::optional<std::string> meant(const std::vector<store::FoundReading>& words);
  bool is_kin(const std::string& word);

  Db& db_;
  store::CardRow card_;
  std::string headword_;        // empty: its entry is gone
  std::string before_, after_;  // what stands around the headword in the form wanted
  std::optional<std::vector<std::string>> kin_;
  std::map<std::pair<std::string, Verdict>, std::optional<NamedPair>> known_;
};

}  // namespace lianxi
