#include "stats/confusions.h"

#include <algorithm>
#include <tuple>

namespace lianxi {

std::int64_t ConfusedPair::mistakes() const {
  std::int64_t sum = 0;
  for (const Confusion& way : ways) sum += way.mistakes();
  return sum;
}

StudyDay ConfusedPair::last() const { return std::ranges::max(ways, {}, &Confusion::last).last; }

void ConfusionCounter::add(const ConfusionFact& fact) {
  const Pair pair(fact.asked, fact.typed);
  const auto [found, is_new] = pairs_.try_emplace(pair);
  Counted& counted = found->second;
  Confusion& confusion = counted.confusion;
  if (is_new) {
    confusion.asked = fact.asked;
    confusion.typed = fact.typed;
    confusion.first = confusion.last = fact.day;
  }
  ++confusion.times;
  confusion.admitted += fact.admitted ? 1 : 0;
  confusion.first = std::min(confusion.first, fact.day);
  if (is_new || std::tie(confusion.last, counted.clock) < std::tie(fact.day, fact.clock)) {
    confusion.last = fact.day;
    confusion.kind = fact.kind;
    confusion.card = fact.card;
    confusion.sentence = fact.sentence;
    counted.clock = fact.clock;
  }
  confusion.cards.insert(fact.card);
  of_card_[fact.card].insert(pair);
}

void ConfusionCounter::add_right(const Key& card, StudyDay day) {
  const auto found = of_card_.find(card);
  if (found == of_card_.end()) return;
  for (const Pair& pair : found->second) {
    Confusion& confusion = pairs_.at(pair).confusion;
    confusion.right_since += day > confusion.last ? 1 : 0;
  }
}

std::map<Key, StudyDay> ConfusionCounter::cards() const {
  std::map<Key, StudyDay> cards;
  for (const auto& [card, pairs] : of_card_) {
    StudyDay first = pairs_.at(*pairs.begin()).confusion.last;
    for (const Pair& pair : pairs) first = std::min(first, pairs_.at(pair).confusion.last);
    cards.emplace(card, first);
  }
  return cards;
}

std::vector<Confusion> ConfusionCounter::confusions() const {
  std::vector<Confusion> all;
  for (const auto& [pair, counted] : pairs_) all.push_back(counted.confusion);
  std::stable_sort(all.begin(), all.end(), [](const Confusion& a, const Confusion& b) {
    return std::tie(b.times, b.last) < std::tie(a.times, a.last);
  });
  return all;
}

std::vector<ConfusedPair> confused_pairs(const std::vector<Confusion>& confusions) {
  std::vector<ConfusedPair> pairs;
  std::map<std::pair<std::string, std::string>, std::size_t> places;
  for (const Confusion& confusion : confusions) {
    const auto [a, b] = std::minmax(confusion.asked, confusion.typed);
    const auto [place, is_new] = places.try_emplace({a, b}, pairs.size());
    if (is_new) pairs.push_back({a, b, {}});
    pairs[place->second].ways.push_back(confusion);
  }
  return pairs;
}

}  // namespace lianxi
