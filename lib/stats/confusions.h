#pragma once

// Which word was typed for which. A confusion is an ordered pair: 关系 typed where 联系 was asked
// is another mistake than the reverse, though a contrast card helps against both, so pairs are also
// given without their order. Pure: what was typed comes in one by one, already named as words; what
// is kept grows with the number of pairs, never with the log.

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/time.h"
#include "cards/card.h"

namespace lianxi {

/// One review in which a word was typed for another.
struct ConfusionFact {
  std::string asked, typed;  ///< headwords
  Key card;                  ///< the card that asked
  CardKind kind{};
  StudyDay day{};
  HybridTime clock;             ///< of the review: the latest of a day tells the sentence
  std::optional<Key> sentence;  ///< the one shown
  bool admitted = false;        ///< the blank admits the typed word too: no mistake
};

/// A word typed for another.
struct Confusion {
  std::string asked, typed;
  std::int64_t times = 0;     ///< reviews
  std::int64_t admitted = 0;  ///< of these, where the typed word was good as well
  StudyDay first{}, last{};
  CardKind kind{};  ///< of the last time, like the next two
  Key card;
  std::optional<Key> sentence;
  std::int64_t right_since = 0;  ///< right answers of later days, to cards on which it happened
  std::set<Key> cards;           ///< on which it happened

  std::int64_t mistakes() const { return times - admitted; }
};

/// Two words taken for each other, whichever was asked; `a` before `b`.
struct ConfusedPair {
  std::string a, b;
  std::vector<Confusion> ways;  ///< one or two, the one made more often first
  std::int64_t mistakes() const;
  StudyDay last() const;
};

/// Counts confusions. Facts may come in any order; right answers after all of them.
class ConfusionCounter {
 public:
  void add(const ConfusionFact& fact);
  /// A right answer to a card; one of the day of a confusion, when the word had just been told, or
  /// before it does not count.
  void add_right(const Key& card, StudyDay day);
  /// Cards on which something was confused: right answers after this day are wanted of them.
  std::map<Key, StudyDay> cards() const;
  /// Most often first, then the latest, then by the words.
  std::vector<Confusion> confusions() const;

 private:
  struct Counted {
    Confusion confusion;
    HybridTime clock;  // of the last time
  };
  using Pair = std::pair<std::string, std::string>;
  std::map<Pair, Counted> pairs_;
  std::map<Key, std::set<Pair>> of_card_;
};

/// The same without the order of the words, in the order of the first way of each.
std::vector<ConfusedPair> confused_pairs(const std::vector<Confusion>& confusions);

}  // namespace lianxi
