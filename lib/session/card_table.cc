#include "session/card_table.h"

#include <map>
#include <string>

#include "stats/card_figures.h"
#include "store/cards.h"
#include "store/entries.h"

namespace lianxi {
namespace {

Cell day_cell(const std::optional<StudyDay>& day) { return day ? Cell(to_string(*day)) : Cell(); }

std::string state_of(const store::CardRow& card) {
  const CardState& state = card.state;
  const Maturity maturity = maturity_of(
      {card.card.kind, card.open, state.suspended, state.sm2.interval, state.sm2.ef100, state.due});
  return std::string(kMaturityNames[static_cast<std::size_t>(maturity)]);
}

}  // namespace

Table card_table(Db& db, std::optional<DeckId> deck) {
  Table table{"cards",
              {"card", "word", "kind", "target", "state", "introduced", "last", "due",
               "interval_days", "ease", "answers", "lapses", "flag"},
              {}};
  std::map<EntryId, std::string> words;
  for (store::EntryRow& entry : store::list_entries(db, deck)) {
    words[entry.id] = std::move(entry.headword);
  }
  store::for_each_card(db, [&](const store::CardRow& card) {
    const auto word = words.find(card.entry);
    if (word == words.end() || card.retired || card.state.deleted) return;
    const CardState& state = card.state;
    table.rows.push_back({to_hex(card.card.key), word->second,
                          std::string(to_string(card.card.kind)), card.card.target, state_of(card),
                          day_cell(state.introduced), day_cell(state.last), day_cell(state.due),
                          state.sm2.interval, state.sm2.ef100 / 100.0, std::int64_t{state.reviews},
                          std::int64_t{state.lapses}, state.flag});
  });
  return table;
}

}  // namespace lianxi
