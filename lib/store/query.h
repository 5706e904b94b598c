#pragma once

// The language in which a learner chooses words and cards:
//
//   联系  lian2xi4  contact  "get in touch"      the word, its reading, its definition
//   deck:first  tag:work  level:4  kind:cloze    what it belongs to
//   is:due  due:<3  rated:7d:1                   how the card stands
//   a b,  a and b,  a or b,  not a,  -a,  ( )    together
//
// A query is true or false of a card with its entry. Reading one is pure; store/query_sql asks it
// of a collection. Signs may be full-width, as an input method leaves them.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/rating.h"
#include "cards/card.h"

namespace lianxi::store {

/// Whole numbers from `least` to `most`, both included.
struct NumberRange {
  std::int64_t least = 0;
  std::int64_t most = 0;
  friend bool operator==(const NumberRange&, const NumberRange&) = default;
};

/// With Chinese characters: they stand in the headword or its traditional form. Else: a reading
/// holds these syllables (with these tones, where some are given), or the definition these words.
/// `begins`: the text ended in "*"; the headword begins with it, or the last word of a definition.
struct TextTerm {
  std::string text;  ///< NFKC
  bool begins = false;
  friend bool operator==(const TextTerm&, const TextTerm&) = default;
};
/// `word:` the headword or its traditional form is just this.
struct WordTerm {
  std::string word;  ///< NFKC
  friend bool operator==(const WordTerm&, const WordTerm&) = default;
};
struct DeckTerm {
  std::string name;
  friend bool operator==(const DeckTerm&, const DeckTerm&) = default;
};
/// Case does not matter.
struct TagTerm {
  std::string name;
  friend bool operator==(const TagTerm&, const TagTerm&) = default;
};
struct LevelTerm {
  NumberRange levels;
  std::string list;  ///< "3.0" or "HSK 3.0"; empty: by any list
  friend bool operator==(const LevelTerm&, const LevelTerm&) = default;
};
struct KindTerm {
  CardKind kind{};
  friend bool operator==(const KindTerm&, const KindTerm&) = default;
};
/// How a card stands today.
enum class CardIs : std::uint8_t {
  due,        ///< on this day or before, and not hidden
  fresh,      ///< "new": open, never answered, and not hidden
  open,       ///< it may be asked
  locked,     ///< not yet
  learning,   ///< answered, with an interval under 21 days
  stable,     ///< an interval of 21 days or more
  suspended,  ///< hidden until told otherwise
  buried,     ///< hidden today
  leech,      ///< six lapses
  flagged,    ///< the learner has left a note
};
struct StateTerm {
  CardIs state{};
  friend bool operator==(const StateTerm&, const StateTerm&) = default;
};
/// `due:` days from today; overdue ones are negative.
struct DueTerm {
  NumberRange days;
  friend bool operator==(const DueTerm&, const DueTerm&) = default;
};
/// `rated:` answered on one of the last `days` study days, today being the first of them.
struct RatedTerm {
  std::int64_t days = 1;
  std::optional<Rating> rating;  ///< none: any
  friend bool operator==(const RatedTerm&, const RatedTerm&) = default;
};

using Term = std::variant<TextTerm, WordTerm, DeckTerm, TagTerm, LevelTerm, KindTerm, StateTerm,
                          DueTerm, RatedTerm>;

/// A query as a tree. Empty, it is true of everything.
struct Query {
  enum class Op : std::uint8_t {
    every,     ///< all `parts`
    some,      ///< one of `parts`
    negation,  ///< not the one part
    term,      ///< `term`
  };
  Op op = Op::every;
  std::vector<Query> parts;
  Term term;
  friend bool operator==(const Query&, const Query&) = default;
};

/// Reads a query of at most 200 terms, in parentheses at most 50 deep. Throws Error (usage) that
/// says where in the query, counted in characters from 1, what was expected.
Query parse_query(std::string_view text);

/// One that is true where both are.
Query both(Query a, Query b);

void for_each_term(const Query& query, const std::function<void(const Term&)>& visit);

/// True if a term is about single cards, not about their entry.
bool asks_about_cards(const Query& query);

}  // namespace lianxi::store
