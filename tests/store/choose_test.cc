#include "store/choose.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <random>
#include <set>

#include "entry/entry.h"
#include "store/log.h"
#include "store/migrate.h"
#include "text/pinyin.h"

namespace lianxi::store {
namespace {

const StudyDay kToday = day_from_number(20514);

// A small collection and what is true of it ------------------------------------------------------

struct KnownEntry {
  std::string headword, traditional;
  std::vector<std::string> readings;  ///< "lian2 xi4"
  std::string definition;             ///< words and punctuation between single spaces
  std::vector<std::string> decks, tags;
  std::vector<Level> levels;
};

const std::vector<KnownEntry> kWords = {
    {"联系",
     "聯繫",
     {"lian2 xi4"},
     "to contact ; a link",
     {"contact"},
     {"work"},
     {{"HSK 2.0", 4, ""}, {"HSK 3.0", 3, ""}}},
    {"关系", "關係", {"guan1 xi4"}, "a relation ; a link", {"contact"}, {}, {{"HSK 3.0", 3, ""}}},
    {"没关系", "沒關係", {"mei2 guan1 xi5"}, "never mind", {"first"}, {"Polite"}, {{"", 1, ""}}},
    {"练习", "練習", {"lian4 xi2"}, "to practise", {"first", "contact"}, {"work"}, {}},
    {"我们", "我們", {"wo3 men5"}, "we , us", {"first"}, {}, {{"HSK 2.0", 1, ""}}},
    {"门", "門", {"men2"}, "door , gate", {}, {}, {}},
    {"先生", "", {"xian1 sheng5"}, "Mister ; of men : husband", {"first"}, {}, {{"", 9, ""}}},
    {"西安", "", {"xi1 an1"}, "Xi'an , a city", {}, {}, {}},
    {"行", "", {"xing2", "hang2"}, "to walk ; a row", {"contact"}, {}, {{"HSK 3.0", 5, ""}}},
};

struct KnownCard {
  std::size_t word = 0;
  CardKind kind{};
  bool open = false, retired = false;
  CardState state;
  std::vector<std::pair<StudyDay, Rating>> reviews;  ///< that were not taken back
  CardId id{};
};

/// The words above, each with cards in a random state and a random history.
class RandomCollection {
 public:
  explicit RandomCollection(std::uint32_t seed) : random_(seed) {
    for (std::size_t i = 0; i < kWords.size(); ++i) {
      make_entry(kWords[i]);
      for (const CardKind kind : {CardKind::meaning, CardKind::reading, CardKind::cloze}) {
        if (below(4) > 0) make_card(i, kind);
      }
    }
  }
  Db db = memory_collection({});
  std::vector<KnownCard> cards;

 private:
  int below(int limit) { return static_cast<int>(random_() % static_cast<std::uint32_t>(limit)); }
  StudyDay near_today() { return kToday + Days{below(21) - 10}; }

  void make_entry(const KnownEntry& word) {
    std::vector<DeckId> decks;
    for (const std::string& name : word.decks) {
      decks.push_back(intern_deck(db, name));
    }
    std::vector<ReadingRow> readings;
    for (const std::string& reading : word.readings) {
      const Syllables syllables = parse_pinyin(reading).value();
      readings.push_back({to_letters(syllables), to_marks(syllables)});
    }
    const EntryId id =
        save_entry(db, entry_key(word.headword),
                   {{}, word.headword, word.traditional, word.definition, "", 0}, decks, readings);
    Neighbourhood neighbourhood;
    neighbourhood.tags = word.tags;
    neighbourhood.levels = word.levels;
    save_neighbourhood(db, id, neighbourhood);
  }

  void make_card(std::size_t word, CardKind kind) {
    KnownCard known{word, kind, below(2) == 0, below(10) == 0, {}, {}, {}};
    const Key entry = entry_key(kWords[word].headword);
    const Card card{card_key(entry, kind, "x"), kind, "x"};
    save_card(db, static_cast<EntryId>(find_key(db, entry).value()), card,
              static_cast<std::int64_t>(cards.size()));
    known.id = find_card(db, card.key)->id;
    for (int i = below(4); i > 0; --i) review(card.key, known);
    CardState& state = known.state;
    if (below(3) > 0) {
      state.due = near_today();
      state.last = kToday - Days{below(10)};
      state.sm2.interval = below(40);
      state.lapses = below(9);
      if (state.lapses % 3 == 1) state.flag = "odd";
    }
    state.suspended = below(5) == 0;
    state.deleted = below(10) == 0;
    if (below(3) == 0) state.buried_until = near_today();
    save_state(db, known.id, state);
    save_open(db, known.id, known.open);
    if (known.retired) execute(db, "update card set retired = 1 where id = ?", known.id);
    cards.push_back(std::move(known));
  }

  void review(const Key& card, KnownCard& known) {
    ReviewAct act;
    act.scheduler = "sm2";
    act.rating = kRatings[static_cast<std::size_t>(below(4))];
    const StudyDay day = near_today();
    const Stamp stamp{{std::chrono::sys_days{day.time_since_epoch()} + std::chrono::hours{12},
                       std::chrono::minutes{0}},
                      std::chrono::hours{4}};
    const Event event = append(db, stamp, card, act);
    if (below(4) == 0) {
      append(db, stamp, event.subject, UndoAct{event.id});
    } else {
      known.reviews.push_back({day, act.rating});
    }
  }

  std::mt19937 random_;
};

// Random queries with their meaning --------------------------------------------------------------

/// True of a card and its word; of the word alone where the card is null.
using Meaning = std::function<bool(const KnownEntry&, const KnownCard*)>;
struct Asked {
  std::string text;
  Meaning holds;
  bool about_cards = false;
};

/// " a b " holds " b ".
bool holds_words(const std::string& text, const std::string& words) {
  return (" " + text + " ").find(" " + words + " ") != std::string::npos;
}

/// The definition without what is no word.
std::string bare(const std::string& definition) {
  std::string text;
  for (const char c : definition) {
    if (c == '\'' || c == ',' || c == ';' || c == ':') continue;
    text += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  for (auto at = text.find("  "); at != text.npos; at = text.find("  ")) text.erase(at, 1);
  return text;
}

std::string without(std::string text, std::string_view characters) {
  std::erase_if(text, [&](char c) { return characters.find(c) != characters.npos; });
  return text;
}

/// Some syllables in a row whose letters are these.
bool has_letters(const std::string& reading, const std::string& letters) {
  std::vector<std::size_t> starts = {0};
  const std::string text = without(reading, "12345") + " ";
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == ' ') starts.push_back(i + 1);
  }
  for (const std::size_t from : starts) {
    for (const std::size_t to : starts) {
      if (from < to && without(text.substr(from, to - from), " ") == letters) return true;
    }
  }
  return false;
}

class RandomQuery {
 public:
  explicit RandomQuery(std::uint32_t seed) : random_(seed) {}

  Asked any(int depth) {
    const int choice = depth == 0 ? 0 : below(6);
    if (choice < 2) return term();
    if (choice == 2) return negation(depth);
    return joined(depth, choice < 5);
  }

 private:
  int below(int limit) { return static_cast<int>(random_() % static_cast<std::uint32_t>(limit)); }
  template <typename List>
  const auto& any_of(const List& list) {
    return list[static_cast<std::size_t>(below(static_cast<int>(std::size(list))))];
  }

  Asked negation(int depth) {
    Asked inner = any(depth - 1);
    const bool bare_term = inner.text.find(' ') == inner.text.npos;
    const std::string text = bare_term && below(2) == 0 ? inner.text : "(" + inner.text + ")";
    return {(below(2) == 0 ? "-" : "not ") + text,
            [inner](const KnownEntry& e, const KnownCard* c) { return !inner.holds(e, c); },
            inner.about_cards};
  }

  Asked joined(int depth, bool every) {
    const Asked a = any(depth - 1), b = any(depth - 1);
    const auto side = [&](const Asked& asked) {
      const bool loose = asked.text.find(" or ") != asked.text.npos;
      return (every && loose) || below(4) == 0 ? "(" + asked.text + ")" : asked.text;
    };
    const std::string sign = !every ? " or " : below(2) == 0 ? " " : " and ";
    return {side(a) + sign + side(b),
            [a, b, every](const KnownEntry& e, const KnownCard* c) {
              return every ? a.holds(e, c) && b.holds(e, c) : a.holds(e, c) || b.holds(e, c);
            },
            a.about_cards || b.about_cards};
  }

  Asked term() {
    switch (below(8)) {
      case 0:
        return characters();
      case 1:
        return pinyin();
      case 2:
        return english();
      case 3:
        return belonging();
      case 4:
        return level();
      case 5:
        return state();
      case 6:
        return due();
      default:
        return rated();
    }
  }

  Asked characters() {
    const std::string text =
        any_of(std::vector<std::string>{"系", "联系", "聯繫", "关", "練", "我们", "们", "茶"});
    const int how = below(3);
    const auto found = [=](const std::string& word) {
      if (how == 0) return word.find(text) != word.npos;
      return how == 1 ? word.starts_with(text) : word == text;
    };
    return {how == 0   ? text
            : how == 1 ? text + "*"
                       : "word:" + text,
            [=](const KnownEntry& e, const KnownCard*) {
              return found(e.headword) || found(e.traditional);
            }};
  }

  Asked pinyin() {
    const std::string reading = any_of(
        std::vector<std::string>{"lian2 xi4", "xi4", "xi5", "lian4 xi2", "men2", "men5", "men",
                                 "xian", "xian1", "xi1 an1", "guan1 xi4", "hang2", "hang", "wo3"});
    const bool toned = below(2) == 0;
    const std::string letters = without(reading, "12345 ");
    return {without(toned ? reading : letters, " "), [=](const KnownEntry& e, const KnownCard*) {
              const bool spelled = std::ranges::any_of(e.readings, [&](const std::string& known) {
                const bool digits = toned && without(reading, " ") != letters;
                return digits ? holds_words(known, reading) : has_letters(known, letters);
              });
              return spelled || (letters == without(reading, " ") || !toned
                                     ? holds_words(bare(e.definition), letters)
                                     : false);
            }};
  }

  Asked english() {
    const std::string words = any_of(std::vector<std::string>{
        "to contact", "a", "link", "Men", "US", "lin", "xi'an", "of men: HUSBAND", "never mind"});
    const bool begins = below(2) == 0;
    return {"\"" + words + "\"" + (begins ? "*" : ""), [=](const KnownEntry& e, const KnownCard*) {
              const std::string sought = " " + bare(words), said = " " + bare(e.definition) + " ";
              if (said.find(begins ? sought : sought + " ") != said.npos) return true;
              return !begins && std::ranges::any_of(e.readings, [&](const std::string& known) {
                return has_letters(known, without(bare(words), " "));
              });
            }};
  }

  Asked belonging() {
    if (below(2) == 0) {
      const std::string name = any_of(std::vector<std::string>{"first", "contact", "none"});
      return {"deck:" + name, [=](const KnownEntry& e, const KnownCard*) {
                return std::ranges::find(e.decks, name) != e.decks.end();
              }};
    }
    const std::string name = any_of(std::vector<std::string>{"work", "Polite", "none"});
    return {"tag:" + std::string(name == "Polite" ? "pOLITE" : name),
            [=](const KnownEntry& e, const KnownCard*) {
              return std::ranges::find(e.tags, name) != e.tags.end();
            }};
  }

  /// "<3" and its like, and what they mean.
  std::pair<std::string, std::function<bool(std::int64_t)>> comparison(int from, int to) {
    const std::int64_t n = from + below(to - from + 1);
    switch (below(6)) {
      case 0:
        return {fmt::format("<{}", n), [=](std::int64_t x) { return x < n; }};
      case 1:
        return {fmt::format("<={}", n), [=](std::int64_t x) { return x <= n; }};
      case 2:
        return {fmt::format(">{}", n), [=](std::int64_t x) { return x > n; }};
      case 3:
        return {fmt::format(">={}", n), [=](std::int64_t x) { return x >= n; }};
      case 4:
        return {fmt::format("{}-{}", n, n + 3),
                [=](std::int64_t x) { return x >= n && x <= n + 3; }};
      default:
        return {fmt::format("{}", n), [=](std::int64_t x) { return x == n; }};
    }
  }

  Asked level() {
    const auto [text, fits] = comparison(1, 6);
    const std::string list = any_of(std::vector<std::string>{"", "2.0", "3.0"});
    return {"level:" + text + (list.empty() ? "" : ":" + list),
            [fits = fits, list](const KnownEntry& e, const KnownCard*) {
              return std::ranges::any_of(e.levels, [&](const Level& level) {
                return fits(level.level) && (list.empty() || level.list == "HSK " + list);
              });
            }};
  }

  Asked state() {
    const auto hidden = [](const KnownCard* c) {
      return c->state.suspended || (c->state.buried_until && *c->state.buried_until > kToday);
    };
    using Is = std::function<bool(const KnownCard*)>;
    const std::vector<std::pair<std::string, Is>> states = {
        {"kind:cloze", [](auto* c) { return c->kind == CardKind::cloze; }},
        {"is:due", [=](auto* c) { return c->state.due && *c->state.due <= kToday && !hidden(c); }},
        {"is:new", [=](auto* c) { return !c->state.due && c->open && !hidden(c); }},
        {"is:open", [](auto* c) { return c->state.due || c->open; }},
        {"is:locked", [](auto* c) { return !c->state.due && !c->open; }},
        {"is:learning", [](auto* c) { return c->state.last && c->state.sm2.interval < 21; }},
        {"is:stable", [](auto* c) { return c->state.sm2.interval > 20; }},
        {"is:suspended", [](auto* c) { return c->state.suspended; }},
        {"is:buried",
         [](auto* c) { return c->state.buried_until && *c->state.buried_until > kToday; }},
        {"is:leech", [](auto* c) { return c->state.lapses > 5; }},
        {"is:flagged", [](auto* c) { return !c->state.flag.empty(); }},
    };
    const auto& [text, is] = any_of(states);
    return {text, [is = is](const KnownEntry&, const KnownCard* c) { return is(c); }, true};
  }

  Asked due() {
    const auto [text, fits] = comparison(-5, 10);
    return {"due:" + text,
            [fits = fits](const KnownEntry&, const KnownCard* c) {
              return c->state.due && fits((*c->state.due - kToday).count());
            },
            true};
  }

  Asked rated() {
    const int days = 1 + below(8);
    const int rating = below(5);  // 0: any
    return {fmt::format("rated:{}d{}", days, rating == 0 ? "" : fmt::format(":{}", rating)),
            [=](const KnownEntry&, const KnownCard* c) {
              return std::ranges::any_of(c->reviews, [&](const auto& review) {
                const auto ago = (kToday - review.first).count();
                return ago >= 0 && ago < days &&
                       (rating == 0 || static_cast<int>(review.second) == rating);
              });
            },
            true};
  }

  std::mt19937 random_;
};

std::set<CardId> cards_meant(const Asked& asked, const RandomCollection& all) {
  std::set<CardId> ids;
  for (const KnownCard& card : all.cards) {
    if (card.retired || card.state.deleted) continue;
    if (asked.holds(kWords[card.word], &card)) ids.insert(card.id);
  }
  return ids;
}

std::set<std::string> words_meant(const Asked& asked, const RandomCollection& all) {
  std::set<std::string> words;
  for (const KnownEntry& word : kWords) {
    if (!asked.about_cards && asked.holds(word, nullptr)) words.insert(word.headword);
  }
  for (const KnownCard& card : all.cards) {
    if (!asked.about_cards || card.retired || card.state.deleted) continue;
    if (asked.holds(kWords[card.word], &card)) words.insert(kWords[card.word].headword);
  }
  return words;
}

}  // namespace

TEST_CASE("a query chooses what it means: random ones over random collections") {
  int chosen = 0;
  for (std::uint32_t seed = 1; seed <= 8; ++seed) {
    RandomCollection all(seed);
    RandomQuery random(seed + 1000);
    for (int i = 0; i < 60; ++i) {
      const Asked asked = random.any(3);
      CAPTURE(seed);
      CAPTURE(asked.text);
      const Query query = parse_query(asked.text);
      std::set<CardId> ids;
      for (const CardRow& card : choose_cards(all.db, query, kToday)) ids.insert(card.id);
      CHECK(ids == cards_meant(asked, all));
      std::set<std::string> words;
      for (const ChosenEntry& entry : choose_entries(all.db, query, kToday)) {
        words.insert(entry.row.headword);
      }
      CHECK(words == words_meant(asked, all));
      chosen += static_cast<int>(ids.size());
    }
  }
  MESSAGE("480 queries chose ", chosen, " cards");
  CHECK(chosen > 1000);
}

TEST_CASE("what was looked for as a whole comes first") {
  RandomCollection all(1);
  const auto words = [&](const std::string& text) {
    std::vector<std::string> found;
    for (const ChosenEntry& entry : choose_entries(all.db, parse_query(text), kToday)) {
      found.push_back(entry.row.headword);
    }
    return found;
  };
  using Words = std::vector<std::string>;
  CHECK(words("系") == Words{"联系", "关系", "没关系"});
  CHECK(words("关系") == Words{"关系", "没关系"});
  CHECK(words("沒關係 or 系") == Words{"没关系", "联系", "关系"});
  CHECK(words("men") == Words{"门", "我们", "先生"});
  CHECK(words("lianxi24") == Words{"联系"});
  CHECK(words("lianxi") == Words{"联系", "练习"});
}

TEST_CASE("a chosen entry tells how all its cards stand") {
  for (std::uint32_t seed = 1; seed <= 10; ++seed) {
    CAPTURE(seed);
    RandomCollection all(seed);
    for (const ChosenEntry& entry : choose_entries(all.db, {}, kToday)) {
      CAPTURE(entry.row.headword);
      const auto counted = [&](const std::string& filter) {
        const Query query = parse_query("word:" + entry.row.headword + " " + filter);
        return static_cast<int>(choose_cards(all.db, query, kToday).size());
      };
      CHECK(entry.cards == counted(""));
      CHECK(entry.open == counted("is:open"));
      CHECK(entry.due == counted("is:due"));
      CHECK(entry.fresh == counted("is:new"));
    }
  }
}

TEST_CASE("retired cards are chosen where they are asked for, deleted ones never") {
  RandomCollection all(3);
  std::set<CardId> expected;
  for (const KnownCard& card : all.cards) {
    if (!card.state.deleted) expected.insert(card.id);
  }
  std::set<CardId> ids;
  for (const CardRow& card : choose_cards(all.db, {}, kToday, Retired::included)) {
    ids.insert(card.id);
  }
  CHECK(ids == expected);
  CHECK(ids.size() > choose_cards(all.db, {}, kToday).size());
}

}  // namespace lianxi::store
