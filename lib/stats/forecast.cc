#include "stats/forecast.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>
#include <unordered_map>

#include "base/hash.h"

namespace lianxi {
namespace {

/// No learner drills one card for ever.
constexpr int kMostDrills = 10;

std::uint64_t hash_of(const CourseCard& card) {
  return splitmix64(static_cast<std::uint64_t>(card.id));
}

class Forecaster {
 public:
  Forecaster(const ForecastInput& input, const ForecastRules& rules, StudyDay today, int days,
             std::uint64_t seed)
      : answers_(input.figures, input.memory),
        rules_(rules),
        course_(input.cards, input.headwords, rules.scheduler, rules.unlock),
        first_day_(today),
        today_(today),
        due_on_(static_cast<std::size_t>(days)),
        seed_(seed) {
    for (const QueueEntry& entry : input.entries) likeness_[entry.entry] = &entry;
    for (std::size_t i = 0; i < course_.cards().size(); ++i) {
      by_id_[card(i).id] = i;
      remembered_.push_back(card(i).memory);
      schedule(i);
      if (course_.open(i)) wait(i);
    }
    note_the_past();
  }

  Forecast run() && {
    std::vector<ForecastDay> days;
    for (std::size_t i = 0; i < due_on_.size(); ++i, today_ += Days{1}) {
      Numbers left;
      if (rules_.pause && rules_.pause->contains(today_)) {
        days.emplace_back();
        left = std::move(due_on_[i]);
      } else {
        days.push_back(study(due_on_[i], left));
      }
      if (i + 1 < due_on_.size()) {
        due_on_[i + 1].insert(due_on_[i + 1].end(), left.begin(), left.end());
      }
      history_ = {};
      drills_.clear();
    }
    std::vector<CourseCard> cards = std::move(course_).take_cards();
    for (std::size_t i = 0; i < cards.size(); ++i) cards[i].memory = remembered_[i];
    return {std::move(days), std::move(cards)};
  }

 private:
  using Numbers = std::vector<std::size_t>;

  const CourseCard& card(std::size_t number) const { return course_.cards()[number]; }
  static bool hidden_for_good(const CourseCard& card) {
    return card.state.suspended || card.state.deleted;
  }

  /// Puts a card that has been answered on the day on which it comes back.
  void schedule(std::size_t number) {
    const CardState& state = card(number).state;
    if (!state.due || hidden_for_good(card(number))) return;
    const StudyDay day = std::max({*state.due, state.buried_until.value_or(today_), today_});
    const auto index = static_cast<std::size_t>((day - first_day_).count());
    if (index < due_on_.size()) due_on_[index].push_back(number);
  }

  /// New cards wait in the order of their introduction.
  using Waiting = std::tuple<bool, std::int64_t, std::size_t>;
  Waiting waiting(std::size_t number) const {
    return {!course_.begun(number), card(number).position, number};
  }
  void wait(std::size_t number) {
    if (!card(number).state.last && !hidden_for_good(card(number))) fresh_.insert(waiting(number));
  }

  /// What has begun lately, and what has been done today.
  void note_the_past() {
    std::map<EntryId, StudyDay> introduced;
    for (std::size_t i = 0; i < course_.cards().size(); ++i) {
      const EntryId entry = card(i).entry;
      const CardState& state = card(i).state;
      if (state.introduced) {
        StudyDay& first = introduced.try_emplace(entry, *state.introduced).first->second;
        first = std::min(first, *state.introduced);
      }
      if (state.last != today_) continue;
      history_.entries_today.push_back(entry);
      if (state.introduced == today_) history_.entries_new_today.push_back(entry);
      if (state.repeat_today && !hidden_for_good(card(i))) drills_.push_back(i);
    }
    for (const auto& [entry, day] : introduced) begin(entry, day);
  }

  void begin(EntryId entry, StudyDay day) {
    const auto known = likeness_.find(entry);
    if (known == likeness_.end() || day <= today_ - rules_.limits.spacing) return;
    recent_.push_back(*known->second);
    recent_.back().introduced = day;
  }

  /// Answers the day's queue; what the limits keep out of it goes into `left`.
  ForecastDay study(const Numbers& due, Numbers& left) {
    std::erase_if(recent_, [&](const QueueEntry& entry) {
      return *entry.introduced <= today_ - rules_.limits.spacing;
    });
    ForecastDay day;
    for (const QueueItem& item : make_day(due)) answer(by_id_.at(item.card), item.part, day);
    std::copy_if(due.begin(), due.end(), std::back_inserter(left),
                 [&](std::size_t number) { return card(number).state.last != today_; });
    return day;
  }

  std::vector<QueueItem> make_day(const Numbers& due) const {
    const auto introduced = static_cast<int>(history_.entries_new_today.size());
    const auto reviewed = static_cast<int>(history_.entries_today.size()) - introduced;
    QueueLimits limits = rules_.limits;
    limits.new_cards = std::max(0, limits.new_cards - introduced);
    if (limits.reviews) limits.reviews = std::max(0, *limits.reviews - reviewed);
    QueueCards cards;
    for (const std::size_t number : due) cards.due.push_back(queue_card(number));
    for (const std::size_t number : drills_) cards.drills.push_back(queue_card(number));
    if (rules_.scheduler.traits().keeps_memory) {
      cards.recall = [this](const QueueCard& asked) { return recall(by_id_.at(asked.card)); };
    }
    return draw_queue(
        std::move(cards),
        [this](QueueCards& drawn, std::size_t at_most) { draw_new(drawn, at_most); }, today_,
        limits, history_);
  }

  QueueCard queue_card(std::size_t number) const {
    const CourseCard& made = card(number);
    return {made.id,
            made.entry,
            hash_of(made),
            made.state.due.value_or(StudyDay{}),
            made.state.sm2.interval,
            made.position,
            course_.begun(number)};
  }

  double recall(std::size_t number) const {
    const CardState& state = card(number).state;
    return rules_.scheduler.recall(state, today_ - state.last.value_or(today_)).value_or(0);
  }

  void draw_new(QueueCards& cards, std::size_t at_most) const {
    cards.fresh.clear();
    cards.entries = recent_;
    for (auto next = fresh_.begin(); next != fresh_.end() && cards.fresh.size() < at_most; ++next) {
      const std::size_t number = std::get<2>(*next);
      if (card(number).state.buried_until.value_or(today_) > today_) continue;
      cards.fresh.push_back(queue_card(number));
      const EntryId entry = card(number).entry;
      const auto known = likeness_.find(entry);
      const bool again = !cards.entries.empty() && cards.entries.back().entry == entry;
      if (known == likeness_.end() || again || course_.begun(number)) continue;
      cards.entries.push_back(*known->second);
      cards.entries.back().introduced.reset();
    }
  }

  void answer(std::size_t number, QueuePart part, ForecastDay& day) {
    // Of a drill that was left over nobody asks how it came about.
    if (part == QueuePart::drill) {
      drill(number, Rating::again, day);
      return reschedule(number);
    }
    const bool is_new = !card(number).state.last;
    ++(part == QueuePart::new_card ? day.new_cards : day.reviews);
    if (is_new) introduce(number, day);
    const MadeAnswer given =
        answers_.first(card(number), today_, chance(number, 0), remembered_[number]);
    day.minutes += given.seconds / 60;
    note(number, given.rating);
    if (repeats(given.rating)) drill(number, given.rating, day);
    schedule(number);
  }

  /// Folds an answer into the card, and moves what it opens or closes.
  void note(std::size_t number, Rating rating) {
    for (const std::size_t changed : course_.answer(number, today_, rating)) {
      if (course_.open(changed)) {
        wait(changed);
      } else {
        fresh_.erase(waiting(changed));
      }
    }
  }

  /// Of a card that stood on another day before today's drills.
  void reschedule(std::size_t number) {
    if (!rules_.scheduler.traits().same_day_counts) return;
    for (Numbers& due : due_on_) std::erase(due, number);
    schedule(number);
  }

  /// Takes a card out of those that wait; with the first of an entry the others move forward.
  void introduce(std::size_t number, ForecastDay& day) {
    fresh_.erase(waiting(number));
    if (course_.begun(number)) return;
    ++day.new_entries;
    begin(card(number).entry, today_);
    const auto [first, end] = course_.siblings(number);
    for (std::size_t i = first; i < end; ++i) {
      if (fresh_.erase(waiting(i)) > 0) fresh_.insert({false, card(i).position, i});
    }
  }

  bool repeats(Rating rating) const { return rules_.scheduler.repeats(rating, {}); }

  void drill(std::size_t number, Rating before, ForecastDay& day) {
    const bool begins = card(number).state.introduced == today_;
    for (int time = 1; time <= kMostDrills; ++time) {
      ++day.drills;
      const MadeAnswer given =
          answers_.drill(card(number), before, begins, chance(number, time), remembered_[number]);
      day.minutes += given.seconds / 60;
      if (rules_.scheduler.traits().same_day_counts) note(number, given.rating);
      if (!repeats(given.rating)) return;
      before = given.rating;
    }
  }

  /// Luck in [0, 1). The same card on the same day fares alike whatever stands around it, so that
  /// two forecasts differ by their input more than by chance.
  double chance(std::size_t number, int time) const {
    const auto when = static_cast<std::uint64_t>(day_number(today_) * (kMostDrills + 1) + time);
    const std::uint64_t bits = splitmix64(seed_ ^ splitmix64(hash_of(card(number)) ^ when));
    return static_cast<double>(bits >> 11) * 0x1p-53;
  }

  MadeAnswers answers_;
  const ForecastRules& rules_;
  Course course_;
  std::vector<std::optional<MemoryState>> remembered_;  // by card
  StudyDay first_day_, today_;
  std::vector<Numbers> due_on_;  // by day from the first
  std::uint64_t seed_;
  std::unordered_map<CardId, std::size_t> by_id_;
  std::unordered_map<EntryId, const QueueEntry*> likeness_;
  std::vector<QueueEntry> recent_;  // begun within the spacing
  std::set<Waiting> fresh_;
  Numbers drills_;  // of the first day
  QueueHistory history_;
};

}  // namespace

Forecast forecast(const ForecastInput& input, const ForecastRules& rules, StudyDay today, int days,
                  std::uint64_t seed) {
  return Forecaster(input, rules, today, days, seed).run();
}

}  // namespace lianxi
