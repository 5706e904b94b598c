#include "session/likely.h"

#include <algorithm>
#include <map>

#include "session/forecast.h"
#include "store/entries.h"

namespace lianxi {
namespace {

using store::CardRow;

bool has_begun(const std::vector<CardRow>& cards) {
  return std::any_of(cards.begin(), cards.end(),
                     [](const CardRow& card) { return card.state.last.has_value(); });
}

}  // namespace

std::vector<LikelyOpening> likely_openings(Db& db, const std::vector<CardRow>& cards,
                                           const std::string& headword,
                                           const store::Settings& settings, StudyDay today) {
  std::vector<CourseCard> course_cards;
  std::map<EntryId, std::string> headwords;
  std::map<std::string, bool> begun;
  const auto take = [&](const std::vector<CardRow>& taken, const std::string& word) {
    if (taken.empty() || !begun.try_emplace(word, has_begun(taken)).second) return;
    headwords[taken.front().entry] = word;
    for (const CardRow& row : taken) course_cards.push_back(course_card(row));
  };
  take(cards, headword);
  for (const CardRow& card : cards) {
    if (card.card.kind != CardKind::contrast) continue;
    const auto rivals = store::find_entries(db, card.card.target);
    if (!rivals.empty()) take(store::cards_of(db, rivals.front().id), card.card.target);
  }
  const auto scheduler = settings.scheduler();
  const bool waits = !cards.empty() && !begun[headword];
  const auto days =
      opening_days(Course(std::move(course_cards), headwords, *scheduler, settings.unlock), today,
                   waits ? std::optional(cards.front().entry) : std::nullopt);
  std::vector<LikelyOpening> openings;
  for (const CardRow& card : cards) {
    LikelyOpening& opening = openings.emplace_back();
    if (card.open) continue;
    const auto day = days.find(card.id);
    const auto other = begun.find(card.card.target);
    if (day == days.end()) {
      if (other != begun.end() && !other->second) opening.other = other->first;
    } else if (waits) {
      opening.after_beginning = day->second - today;
    } else {
      opening.day = day->second;
    }
  }
  return openings;
}

}  // namespace lianxi
