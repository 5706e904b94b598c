#include "optimize/card_groups.h"

#include <algorithm>

#include "evaluate/metrics.h"

namespace lianxi {
namespace {

/// Sums in single precision stay exact enough over so many answers of a card.
constexpr std::uint32_t kChunkAnswers = 256;

struct CardLength {
  std::uint32_t card, answers;  // up to the last item, without the first
};

/// The cards that have items, by length. Counted into place: there are few lengths.
std::vector<CardLength> cards_by_length(const Histories& from,
                                        const std::function<bool(std::size_t)>& wanted) {
  std::vector<CardLength> cards;
  for (std::size_t card = 0; card < from.cards(); ++card) {
    std::size_t end = from.first[card + 1];
    while (end > from.first[card] && !from.is_item(end - 1)) --end;
    if (end == from.first[card] || !wanted(card)) continue;
    cards.push_back(
        {static_cast<std::uint32_t>(card), static_cast<std::uint32_t>(end - 1 - from.first[card])});
  }
  std::stable_sort(cards.begin(), cards.end(),
                   [](const CardLength& a, const CardLength& b) { return a.answers < b.answers; });
  return cards;
}

constexpr GroupLine line_of(float value) {
  GroupLine line{};
  for (float& card : line.card) card = value;
  return line;
}

/// What fills up a shorter card.
constexpr GroupAnswer kNoAnswer = {line_of(1), line_of(3), line_of(0)};

void lay_out(const Histories& from, const CardLength& card, std::size_t lane, double scale,
             CardGroups& into) {
  const CardGroup& group = into.groups.back();
  const std::uint32_t first = from.first[card.card];
  into.first_ratings.back().card[lane] = from.rating[first];
  for (std::uint32_t i = 0; i < card.answers; ++i) {
    const std::uint32_t review = first + 1 + i;
    GroupAnswer& answer = into.answers[group.begin + i];
    answer.elapsed.card[lane] = static_cast<float>(from.elapsed[review]);
    answer.rating.card[lane] = from.rating[review];
    if (!from.is_item(review)) continue;
    const double weight = scale * recency_weight(from.rank[review], from.items);
    answer.weight.card[lane] = static_cast<float>(weight);
    into.weight += weight;
  }
}

void gather_chunks(CardGroups& into) {
  into.chunks.push_back(0);
  std::uint32_t answers = 0;
  for (std::uint32_t g = 0; g < into.groups.size(); ++g) {
    if (answers > 0 && answers + into.groups[g].count > kChunkAnswers) {
      into.chunks.push_back(g);
      answers = 0;
    }
    answers += into.groups[g].count;
    into.longest = std::max(into.longest, into.groups[g].count);
  }
  if (!into.groups.empty()) into.chunks.push_back(static_cast<std::uint32_t>(into.groups.size()));
}

}  // namespace

CardGroups card_groups(const Histories& from, const std::function<bool(std::size_t)>& wanted,
                       double scale) {
  const std::vector<CardLength> cards = cards_by_length(from, wanted);
  CardGroups made;
  std::size_t answers = 0;
  for (std::size_t end = cards.size(); end > 0; end -= std::min(end, GroupLine::kCards)) {
    answers += cards[end - 1].answers;
  }
  made.answers.reserve(answers);
  for (std::size_t end = cards.size(); end > 0;) {  // the longest first: no group of few is long
    const std::size_t begin = end - std::min(end, GroupLine::kCards);
    made.groups.push_back(
        {static_cast<std::uint32_t>(made.answers.size()), cards[end - 1].answers});
    made.answers.resize(made.answers.size() + cards[end - 1].answers, kNoAnswer);
    made.first_ratings.push_back(line_of(3));
    for (std::size_t i = begin; i < end; ++i) lay_out(from, cards[i], i - begin, scale, made);
    end = begin;
  }
  gather_chunks(made);
  return made;
}

}  // namespace lianxi
