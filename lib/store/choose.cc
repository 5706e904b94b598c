#include "store/choose.h"

#include <fmt/format.h>

#include "grade/typed_pinyin.h"
#include "store/query_sql.h"
#include "text/hanzi.h"

namespace lianxi::store {
namespace {

/// "?, ?, ?" for a list of values.
std::string places(const Parameters& values) {
  std::string text;
  for (std::size_t i = 0; i < values.size(); ++i) text += i == 0 ? "?" : ", ?";
  return text;
}

/// What is looked for and may be a whole headword, or the letters of a whole reading.
struct SoughtWhole {
  Parameters words;
  Parameters letters;
};

SoughtWhole sought_whole(const Query& query) {
  SoughtWhole sought;
  for_each_term(query, [&](const Term& term) {
    const auto* text = std::get_if<TextTerm>(&term);
    if (!text) return;
    if (has_hanzi(text->text)) {
      sought.words.emplace_back(text->text);
    } else if (const auto syllables = TypedPinyin(text->text).divided()) {
      std::string letters;
      for (const TypedSyllable& one : *syllables) letters += one.letters + (one.erhua ? "r" : "");
      sought.letters.emplace_back(letters);
    }
  });
  return sought;
}

}  // namespace

std::vector<ChosenEntry> choose_entries(Db& db, const Query& query, StudyDay today) {
  const Condition chosen = condition_of(db, query, today);
  const SoughtWhole sought = sought_whole(query);
  // What asks about entries alone is asked of them as if each were a card: an entry may have none.
  const std::string_view cards = asks_about_cards(query)
                                     ? "(select * from card where retired = 0 and deleted = 0)"
                                     : "(select id as entry from entry)";
  Statement rows(db, fmt::format(R"sql(
    select entry.id, count(card.id), count(card.id) filter (where {}),
      count(card.id) filter (where {}), count(card.id) filter (where {})
    from entry left join card
      on card.entry = entry.id and card.retired = 0 and card.deleted = 0
    where entry.id in (select card.entry from {} as card where {})
    group by entry.id
    order by not (headword in ({}) or traditional in ({})),
      not exists (select 1 from entry_reading
                  where entry_reading.entry = entry.id and letters in ({})),
      entry.position)sql",
                                 sql_of(CardIs::open), sql_of(CardIs::due), sql_of(CardIs::fresh),
                                 cards, chosen.sql, places(sought.words), places(sought.words),
                                 places(sought.letters)));
  rows.bind(today, chosen.parameters, sought.words, sought.words, sought.letters);
  std::vector<ChosenEntry> entries;
  while (rows.step()) {
    entries.push_back({entry_row(db, rows.get<EntryId>(0)).value(), rows.get<int>(1),
                       rows.get<int>(2), rows.get<int>(3), rows.get<int>(4)});
  }
  return entries;
}

std::vector<CardRow> choose_cards(Db& db, const Query& query, StudyDay today, Retired retired) {
  const Condition chosen = condition_of(db, query, today);
  Statement rows(db, fmt::format("select id from card where {} and deleted = 0 order by position",
                                 chosen.sql));
  std::vector<CardRow> cards;
  for (rows.bind(today, chosen.parameters); rows.step();) {
    CardRow card = card_row(db, rows.get<CardId>(0)).value();
    if (!card.retired || retired == Retired::included) cards.push_back(std::move(card));
  }
  return cards;
}

bool is_chosen(Db& db, const Query& query, StudyDay today, CardId card) {
  const Condition chosen = condition_of(db, query, today);
  Statement row(db, fmt::format("select 1 from card where {} and deleted = 0 and retired = 0 "
                                "and id = ?",
                                chosen.sql));
  return row.bind(today, chosen.parameters, card).step();
}

}  // namespace lianxi::store
