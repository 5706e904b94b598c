#pragma once

// How far a learner has come on a word list: of each level the words known, in work and unseen, and
// beside them its characters. A word is what a list asks for; that somebody knows all of its
// characters does not make it known, so the two are counted apart. Pure: what is known of each word
// comes in, counts come out.

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "cards/card.h"

namespace lianxi {

enum class Knowledge : std::uint8_t {
  unseen,   ///< none of its cards has been answered
  in_work,  ///< begun, not known yet
  known     ///< its meaning is stable
};

/// What the cards of one word say of it.
class WordCards {
 public:
  /// `last`: the day of its latest answer; `interval`: in days.
  void add(CardKind kind, const std::optional<StudyDay>& last, std::int64_t interval);
  /// Known where a meaning card has 21 days or more; of a word without one any card counts.
  Knowledge knowledge() const;

 private:
  bool begun_ = false, has_meaning_ = false, meaning_stable_ = false, any_stable_ = false;
};

/// A word of one list, which has it once.
struct LevelWord {
  int level = 0;
  std::string word;
  Knowledge knowledge = Knowledge::unseen;
};

/// One level of one list.
struct LevelCount {
  int level = 0;
  std::int64_t known = 0, in_work = 0, unseen = 0;  ///< words
  std::int64_t characters = 0;        ///< different ones that no lower level of the list has
  std::int64_t characters_known = 0;  ///< of these, those in words known
  std::int64_t words() const { return known + in_work + unseen; }
  friend bool operator==(const LevelCount&, const LevelCount&) = default;
};

/// The different Chinese characters of a text.
std::set<char32_t> characters_in(std::string_view text);

/// By level, the lowest first. `known_characters`: those of all words that the learner knows, on
/// the list or not.
std::vector<LevelCount> count_levels(std::span<const LevelWord> words,
                                     const std::set<char32_t>& known_characters);

/// Places in `words` of the first so many that are unseen, those of low levels first, within a
/// level in the order of the list: what to learn next.
std::vector<std::size_t> next_words(std::span<const LevelWord> words, std::size_t most);

}  // namespace lianxi
