#pragma once

// A card: one question about one entry. It is its entry, its kind and its target, never a hash of
// its text, so that correcting a typo keeps its history. What a kind is stands here in one row;
// everything that deals with cards of all kinds reads it.

#include <algorithm>
#include <array>
#include <bitset>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.h"

namespace lianxi {

/// The kinds, in the order of their rows in the name table (1 first). New ones go to the end.
enum class CardKind : std::uint8_t {
  meaning = 1,
  reading,
  recall,
  cloze,
  contrast,
  character,
  measure,
  plain,
  listen,
};

/// What tells cards of one kind and entry apart.
enum class Target : std::uint8_t {
  none,     ///< the only one of a plain entry; a kind of which there are no cards yet
  reading,  ///< one card a reading
  word,     ///< the headword: one card
  form,     ///< what a blank wants
  rival,    ///< the other word
};

/// How it is answered.
enum class Answer : std::uint8_t {
  judged,   ///< shown; the learner says how it went
  reading,  ///< typed in pinyin
  word,     ///< typed in characters or pinyin: of what else it is, words of the collection are told
  other,    ///< the same of what is no entry: which words look or sound so is not asked
};

/// When a card may be asked for the first time (cards/unlock.h).
enum class Opens : std::uint8_t {
  at_once,
  after_meaning,    ///< once `meaning` has been recalled on some days
  when_both_stand,  ///< once both words stand firm
};

/// What a kind is. Which words have it and what it shows: cards/word_cards.h, for kinds that ask in
/// a sentence cards/generate.h and cards/face.h.
struct KindInfo {
  CardKind kind{};
  std::string_view name;
  Target target{};
  Answer answer{};
  Opens opens{};
  /// How long a first answer takes, and a later one, where nothing is known of the learner; where
  /// they come from: default_figures() of stats/figures.h.
  double first_seconds = 0, later_seconds = 0;
  /// The setting (yes or no) with which a learner chooses the kind, and what it says; empty where
  /// everybody has its cards.
  std::string_view setting{}, setting_says{};
};
/// A row a kind, in their order.
inline constexpr auto kCardKinds = std::to_array<KindInfo>({
    {CardKind::meaning, "meaning", Target::reading, Answer::judged, Opens::at_once, 12, 8},
    {CardKind::reading, "reading", Target::reading, Answer::reading, Opens::at_once, 14, 11},
    {CardKind::recall, "recall", Target::reading, Answer::word, Opens::after_meaning, 18, 14},
    {CardKind::cloze, "cloze", Target::form, Answer::word, Opens::after_meaning, 22, 17},
    {CardKind::contrast, "contrast", Target::rival, Answer::word, Opens::when_both_stand, 20, 15},
    {CardKind::character, "character", Target::none, Answer::judged, Opens::at_once, 12, 8},
    {CardKind::measure, "measure", Target::word, Answer::other, Opens::after_meaning, 14, 11,
     "measure-cards", "whether nouns are asked for their measure words"},
    {CardKind::plain, "plain", Target::none, Answer::judged, Opens::at_once, 14, 11},
    {CardKind::listen, "listen", Target::none, Answer::word, Opens::at_once, 16, 13},
});

constexpr std::size_t index_of(CardKind kind) { return static_cast<std::size_t>(kind); }
constexpr const KindInfo& kind_info(CardKind kind) {
  assert(kind != CardKind{});
  return kCardKinds[index_of(kind) - 1];
}

/// By the number of the kind; 0 is none.
inline constexpr auto kCardKindNames = [] {
  std::array<std::string_view, kCardKinds.size() + 1> names;
  for (std::size_t i = 0; i < kCardKinds.size(); ++i) names[i + 1] = kCardKinds[i].name;
  return names;
}();
static_assert(std::ranges::all_of(kCardKinds,
                                  [](const KindInfo& info) {
                                    return &info == &kind_info(info.kind);
                                  }),
              "each kind has its row, in their order");

constexpr std::string_view to_string(CardKind kind) { return kCardKindNames[index_of(kind)]; }
std::optional<CardKind> card_kind_from_string(std::string_view name);
/// Those that words have cards of: "meaning, reading, ... or measure".
std::string kinds_of_words();

/// Columns of the longest name.
inline constexpr std::size_t kKindWidth = [] {
  std::size_t width = 0;
  for (const KindInfo& info : kCardKinds) width = std::max(width, info.name.size());
  return width;
}();

/// True for kinds whose answer the learner judges; the others are typed.
constexpr bool learner_judges(CardKind kind) { return kind_info(kind).answer == Answer::judged; }

/// The kinds of which a learner has cards: those without a setting, and those chosen.
class CardChoice {
 public:
  static CardChoice all();
  bool has(CardKind kind) const {
    return kind_info(kind).setting.empty() || chosen_[index_of(kind)];
  }
  void choose(CardKind kind, bool chosen) { chosen_[index_of(kind)] = chosen; }

 private:
  std::bitset<kCardKindNames.size()> chosen_;
};

/// What a card is.
struct Card {
  Key key;
  CardKind kind{};
  std::string target;  ///< as its kind says: the reading, the form, the rival or the headword
  friend bool operator==(const Card&, const Card&) = default;
};

/// The stable key of a card.
Key card_key(const Key& entry, CardKind kind, std::string_view target);

}  // namespace lianxi
