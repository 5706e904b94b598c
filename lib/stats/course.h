#pragma once

// A collection in memory, to be answered forward: what a learner's answers will open and when they
// will bring cards back, by the rules and the scheduler that the program itself uses.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "cards/card.h"
#include "cards/unlock.h"
#include "schedule/event.h"
#include "schedule/scheduler.h"

namespace lianxi {

/// A card as it stands.
struct CourseCard {
  CardId id{};
  EntryId entry{};
  Card card;
  std::int64_t position = 0;  ///< order of introduction
  bool partner = false;       ///< its form only ends with the headword
  CardState state;
  std::optional<MemoryState> memory = {};  ///< what a made-up learner remembers of it
};

/// What unlocking must know of the card.
CardFacts facts_of(const CourseCard& card);

class Course {
 public:
  /// `headwords` by entry, for every entry of the cards. `scheduler` must outlive the course.
  Course(std::vector<CourseCard> cards, const std::map<EntryId, std::string>& headwords,
         const Scheduler& scheduler, const UnlockRules& rules);

  /// Every card, by entry. The numbers of cards below are places in this list.
  const std::vector<CourseCard>& cards() const { return cards_; }
  std::vector<CourseCard> take_cards() && { return std::move(cards_); }
  bool open(std::size_t card) const { return open_[card]; }
  /// Whether any card of its entry has been answered.
  bool begun(std::size_t card) const { return entries_[entry_of_[card]].begun; }
  /// Its siblings and itself: numbers from `first` up to `end`.
  struct Range {
    std::size_t first = 0, end = 0;
  };
  Range siblings(std::size_t card) const;

  /// An answer to a card; a further one of the day is a drill. Gives the cards that it opens, or
  /// closes again.
  std::vector<std::size_t> answer(std::size_t card, StudyDay day, Rating rating);

 private:
  struct CourseEntry {
    std::string headword;
    Range cards;
    bool begun = false;
    std::vector<std::size_t> contrasted_by;  // entries with a contrast against this one
  };

  std::vector<CardFacts> facts(const CourseEntry& entry) const;
  void update_open(const CourseEntry& entry, std::vector<std::size_t>& changed);

  std::vector<CourseCard> cards_;
  std::vector<std::size_t> entry_of_;  // by card
  std::vector<bool> open_;             // by card
  std::vector<CourseEntry> entries_;
  std::map<std::string, std::size_t> by_headword_;
  const Scheduler& scheduler_;
  UnlockRules rules_;
};

/// The days on which locked cards will open if from now on every card of an entry that has begun
/// (or begins today: `beginning`) is answered good on the day it comes due, new ones the day after
/// they open. Nothing for cards that wait for a word that has not begun, or for longer than two
/// years.
std::map<CardId, StudyDay> opening_days(Course course, StudyDay today,
                                        std::optional<EntryId> beginning = {});

}  // namespace lianxi
