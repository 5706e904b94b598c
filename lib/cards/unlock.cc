#include "cards/unlock.h"

#include <fmt/format.h>

#include <algorithm>

namespace lianxi {
namespace {

template <typename Test>
bool any(const std::vector<CardFacts>& cards, Test test) {
  return std::any_of(cards.begin(), cards.end(), test);
}

bool recalled(const std::vector<CardFacts>& cards, CardKind kind, int days,
              const std::string* target = nullptr) {
  return any(cards, [&](const CardFacts& card) {
    return card.kind == kind && (!target || card.target == *target) && card.days_recalled >= days;
  });
}

bool has(const std::vector<CardFacts>& cards, CardKind kind, const std::string* target = nullptr) {
  return any(cards, [&](const CardFacts& card) {
    return card.kind == kind && (!target || card.target == *target);
  });
}

bool is_polyphone(const std::vector<CardFacts>& cards) {
  return std::count_if(cards.begin(), cards.end(),
                       [](const CardFacts& card) { return card.kind == CardKind::meaning; }) > 1;
}

std::string lock_of_contrast(const std::vector<CardFacts>& cards, const std::string& headword,
                             const RivalFacts& rival, const UnlockRules& rules) {
  const bool here = ready_for_contrast(cards, headword, rules);
  const bool there = !rival.in_collection || rival.ready;
  if (here && there) return "";
  const std::string who = !rival.in_collection ? headword
                          : here               ? rival.word
                          : there              ? headword
                                               : fmt::format("{} and {}", headword, rival.word);
  return fmt::format("opens when meaning and cloze of {} have intervals of {} days or more", who,
                     rules.contrast_interval);
}

}  // namespace

bool ready_for_contrast(const std::vector<CardFacts>& cards, const std::string& headword,
                        const UnlockRules& rules) {
  const auto ready = [&](CardKind kind, const std::string* target) {
    return !has(cards, kind, target) || any(cards, [&](const CardFacts& card) {
      return card.kind == kind && (!target || card.target == *target) &&
             card.interval >= rules.contrast_interval;
    });
  };
  return ready(CardKind::meaning, nullptr) && ready(CardKind::cloze, &headword);
}

std::string locked_because(const CardFacts& card, const std::vector<CardFacts>& cards,
                           const std::string& headword, const std::vector<RivalFacts>& rivals,
                           const UnlockRules& rules) {
  if (card.introduced) return "";
  const auto waits_for = [&](CardKind kind, const std::string* target) -> std::string {
    if (!has(cards, kind, target) || recalled(cards, kind, rules.recalled_days, target)) return "";
    return fmt::format("opens when {}{} has been recalled on {} days", to_string(kind),
                       target ? " of " + *target : "", rules.recalled_days);
  };
  const KindInfo& kind = kind_info(card.kind);
  switch (kind.opens) {
    case Opens::at_once:
      break;
    case Opens::after_meaning: {
      if (card.partner && has(cards, CardKind::cloze, &headword)) {
        return waits_for(CardKind::cloze, &headword);
      }
      // Both have a reading as their target: of a polyphone each opens its own.
      const bool of_reading = kind.target == Target::reading && is_polyphone(cards);
      return waits_for(CardKind::meaning, of_reading ? &card.target : nullptr);
    }
    case Opens::when_both_stand: {
      const auto rival = std::find_if(rivals.begin(), rivals.end(), [&](const RivalFacts& facts) {
        return facts.word == card.target;
      });
      return lock_of_contrast(
          cards, headword, rival == rivals.end() ? RivalFacts{card.target, false, false} : *rival,
          rules);
    }
  }
  return "";
}

}  // namespace lianxi
