#include "app/lookup.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "text/nearest.h"
#include "text/utf8.h"

namespace lianxi::app {

std::optional<DeckId> deck_named(Db& db, const std::string& name) {
  if (name.empty()) return std::nullopt;
  const auto deck = store::find_deck(db, name);
  if (deck) return deck;
  const auto known = store::decks(db);
  std::vector<std::string_view> names;
  for (const store::DeckRow& row : known) names.push_back(row.name);
  const auto near = nearest(name, names);
  throw Error(ErrorKind::usage, fmt::format("there is no deck {}", name),
              near ? fmt::format("did you mean {}?", *near) : "`lianxi decks` lists them");
}

namespace {

CardKind kind_named(const std::string& name) {
  const auto kind = card_kind_from_string(name);
  if (!kind) {
    throw Error(ErrorKind::usage, fmt::format("there is no kind of card {}", name),
                "choose " + kinds_of_words());
  }
  return *kind;
}

store::Query term_query(store::Term term) { return {store::Query::Op::term, {}, std::move(term)}; }

}  // namespace

store::Query query_of(Db& db, const QueryOptions& options) {
  store::Query query = store::parse_query(fmt::format("{}", fmt::join(options.words, " ")));
  if (!options.deck.empty()) {
    query = store::both(std::move(query), term_query(store::DeckTerm{options.deck}));
  }
  if (!options.kind.empty()) {
    query = store::both(std::move(query), term_query(store::KindTerm{kind_named(options.kind)}));
  }
  store::for_each_term(query, [&](const store::Term& term) {
    if (const auto* deck = std::get_if<store::DeckTerm>(&term)) deck_named(db, deck->name);
  });
  return query;
}

store::Query given_query(Db& db, const QueryOptions& options) {
  store::Query query = query_of(db, options);
  if (query == store::Query{}) {
    throw Error(ErrorKind::usage, "nothing is asked for",
                "name a word, a meaning, or a filter such as is:due; --help shows examples");
  }
  return query;
}

namespace {

/// Six or more hex digits: no word of Chinese looks like that.
bool is_id(std::string_view word) {
  return word.size() >= 6 && word.size() <= 32 &&
         word.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

std::vector<store::CardRow> cards_named(Db& db, const std::string& word) {
  std::vector<store::CardRow> cards;
  if (is_id(word)) {
    Statement query(db, "select id from card_row where lower(hex(key)) like ? || '%' limit 2");
    for (query.bind(word); query.step();) {
      cards.push_back(store::card_row(db, query.get<CardId>(0)).value());
    }
    if (cards.size() > 1) {
      throw Error(ErrorKind::usage, fmt::format("more than one card begins with {}", word),
                  "give more of its digits");
    }
    return cards;
  }
  for (const store::EntryRow& entry : store::find_entries(db, nfkc(trim(word)))) {
    for (store::CardRow& card : store::cards_of(db, entry.id)) cards.push_back(std::move(card));
  }
  return cards;
}

std::vector<store::CardRow> cards_meant(Db& db, const QueryOptions& options, StudyDay today) {
  std::vector<store::CardRow> cards;
  std::set<CardId> named;
  for (const std::string& word : options.words) {
    const auto found = cards_named(db, word);
    if (found.empty()) return store::choose_cards(db, given_query(db, options), today);
    for (const store::CardRow& card : found) {
      if (named.insert(card.id).second) cards.push_back(card);
    }
  }
  if (!cards.empty() && options.deck.empty() && options.kind.empty()) return cards;
  const store::Query narrow = given_query(db, {{}, options.deck, options.kind});
  if (named.empty()) return store::choose_cards(db, narrow, today);
  std::erase_if(cards, [&](const auto& card) { return !is_chosen(db, narrow, today, card.id); });
  std::sort(cards.begin(), cards.end(),
            [](const auto& a, const auto& b) { return a.position < b.position; });
  return cards;
}

std::string backlog_line(const Backlog& backlog) {
  return fmt::format("backlog: {}; lianxi catchup --minutes 20 spreads it over days to come",
                     counted(backlog.cards, "card"));
}

std::string counted(std::int64_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string minutes_text(double minutes, int places) {
  const auto seconds = std::lround(minutes * 60);
  return seconds < 60 ? fmt::format("{} s", seconds) : fmt::format("{:.{}f} min", minutes, places);
}

}  // namespace lianxi::app
