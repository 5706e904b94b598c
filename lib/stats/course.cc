#include "stats/course.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "schedule/fold.h"

namespace lianxi {
namespace {

/// Cards of entries that have begun, or are beginning: due on the day, or new and open.
std::vector<std::size_t> asked_on(const Course& course, StudyDay day,
                                  std::optional<EntryId> beginning) {
  std::vector<std::size_t> asked;
  for (std::size_t i = 0; i < course.cards().size(); ++i) {
    const CardState& state = course.cards()[i].state;
    const bool hidden = state.suspended || state.deleted || state.buried_until.value_or(day) > day;
    const bool begun = course.begun(i) || course.cards()[i].entry == beginning;
    const bool due = state.due ? *state.due <= day : course.open(i) && begun;
    if (due && !hidden) asked.push_back(i);
  }
  return asked;
}

}  // namespace

CardFacts facts_of(const CourseCard& card) {
  return {card.card.kind,
          card.card.target,
          card.state.days_recalled,
          card.state.sm2.interval,
          card.state.introduced.has_value(),
          card.partner};
}

Course::Course(std::vector<CourseCard> cards, const std::map<EntryId, std::string>& headwords,
               const Scheduler& scheduler, const UnlockRules& rules)
    : cards_(std::move(cards)), open_(cards_.size()), scheduler_(scheduler), rules_(rules) {
  std::sort(cards_.begin(), cards_.end(), [](const CourseCard& a, const CourseCard& b) {
    return std::tie(a.entry, a.position, a.id) < std::tie(b.entry, b.position, b.id);
  });
  for (std::size_t i = 0; i < cards_.size(); ++i) {
    const EntryId id = cards_[i].entry;
    if (i == 0 || cards_[i - 1].entry != id) {
      by_headword_[headwords.at(id)] = entries_.size();
      entries_.push_back({headwords.at(id), {i, i}, false, {}});
    }
    CourseEntry& entry = entries_.back();
    entry.cards.end = i + 1;
    entry.begun = entry.begun || cards_[i].state.last;
    entry_of_.push_back(entries_.size() - 1);
  }
  for (std::size_t i = 0; i < cards_.size(); ++i) {
    if (cards_[i].card.kind != CardKind::contrast) continue;
    const auto rival = by_headword_.find(cards_[i].card.target);
    if (rival == by_headword_.end()) continue;
    entries_[rival->second].contrasted_by.push_back(entry_of_[i]);
  }
  std::vector<std::size_t> changed;
  for (const CourseEntry& entry : entries_) update_open(entry, changed);
}

Course::Range Course::siblings(std::size_t card) const { return entries_[entry_of_[card]].cards; }

std::vector<std::size_t> Course::answer(std::size_t number, StudyDay day, Rating rating) {
  CourseCard& card = cards_[number];
  Event event;
  event.subject = card.card.key;
  event.day = day;
  ReviewAct review;
  review.rating = rating;
  review.scheduler = scheduler_.name();
  event.act = std::move(review);
  CardFold fold(scheduler_, std::move(card.state));
  fold.add(event);
  card.state = fold.state();

  CourseEntry& entry = entries_[entry_of_[number]];
  entry.begun = true;
  std::vector<std::size_t> changed;
  if (!opens_others(card.card.kind)) return changed;
  update_open(entry, changed);
  for (const std::size_t other : entry.contrasted_by) update_open(entries_[other], changed);
  return changed;
}

std::vector<CardFacts> Course::facts(const CourseEntry& entry) const {
  std::vector<CardFacts> facts;
  for (std::size_t i = entry.cards.first; i < entry.cards.end; ++i) {
    facts.push_back(facts_of(cards_[i]));
  }
  return facts;
}

void Course::update_open(const CourseEntry& entry, std::vector<std::size_t>& changed) {
  const std::vector<CardFacts> known = facts(entry);
  for (std::size_t i = entry.cards.first; i < entry.cards.end; ++i) {
    const CardFacts& card = known[i - entry.cards.first];
    if (card.introduced && open_[i]) continue;
    std::vector<RivalFacts> rivals;
    if (card.kind == CardKind::contrast) {
      const auto rival = by_headword_.find(card.target);
      const bool here = rival != by_headword_.end();
      rivals.push_back(
          {card.target, here,
           here && ready_for_contrast(facts(entries_[rival->second]), card.target, rules_)});
    }
    const bool open = locked_because(card, known, entry.headword, rivals, rules_).empty();
    if (open == open_[i]) continue;
    open_[i] = open;
    changed.push_back(i);
  }
}

std::map<CardId, StudyDay> opening_days(Course course, StudyDay today,
                                        std::optional<EntryId> beginning) {
  constexpr Days kHorizon{730};
  std::map<CardId, StudyDay> days;
  std::set<std::size_t> locked;
  for (std::size_t i = 0; i < course.cards().size(); ++i) {
    if (!course.open(i)) locked.insert(i);
  }
  for (StudyDay day = today; day < today + kHorizon && !locked.empty(); day += Days{1}) {
    for (const std::size_t number : asked_on(course, day, beginning)) {
      for (const std::size_t opened : course.answer(number, day, Rating::good)) {
        if (locked.erase(opened) > 0) days[course.cards()[opened].id] = day;
      }
    }
  }
  return days;
}

}  // namespace lianxi
