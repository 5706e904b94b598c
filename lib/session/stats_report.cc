#include "session/stats_report.h"

#include <fmt/format.h>

#include <cmath>
#include <set>
#include <utility>

#include "base/row_map.h"
#include "import/word_list.h"
#include "session/forecast.h"
#include "store/card_rows.h"
#include "store/entries.h"
#include "store/log.h"
#include "store/review_rows.h"

namespace lianxi {
namespace {

/// What entries belong to, decks and levels. Few of the sets that they make differ, however many
/// entries there are: each set is a group, and what is counted by group is shared out at the end.
class Memberships {
 public:
  using Name = std::pair<std::string, std::string>;  ///< deck or level, and which

  explicit Memberships(Db& db) {
    for (const store::DeckRow& deck : store::decks(db)) {
      decks_[deck.id] = number_of({"deck", deck.name});
    }
    store::for_each_membership(
        db,
        [&](EntryId entry, DeckId deck) {
          const auto found = decks_.find(deck);
          if (found != decks_.end()) join(entry, found->second);
        },
        [&](EntryId entry, const std::string& list, int level) {
          join(entry, number_of({"level", list + (list.empty() ? "" : " ") + level_text(level)}));
        });
  }

  std::size_t groups() const { return groups_.size(); }
  std::uint32_t group_of(EntryId entry) { return group_of_[static_cast<std::int64_t>(entry)]; }
  bool holds(DeckId deck, std::uint32_t group) const {
    const auto found = decks_.find(deck);
    return found != decks_.end() && groups_[group].contains(found->second);
  }
  /// What was counted by group, by name.
  std::map<Name, Proportion> by_name(const std::vector<Proportion>& by_group) const {
    std::map<Name, Proportion> found;
    for (const auto& [name, number] : numbers_) {
      for (std::size_t group = 0; group < groups_.size(); ++group) {
        if (groups_[group].contains(number)) found[name] += by_group[group];
      }
    }
    return found;
  }

 private:
  using Group = std::set<std::uint32_t>;  // numbers of names

  std::uint32_t number_of(const Name& name) {
    return numbers_.emplace(name, static_cast<std::uint32_t>(numbers_.size())).first->second;
  }
  void join(EntryId entry, std::uint32_t name) {
    std::uint32_t& group = group_of_[static_cast<std::int64_t>(entry)];
    const auto [next, is_new] = with_.try_emplace({group, name}, group);
    if (is_new) next->second = group_with(group, name);
    group = next->second;
  }
  std::uint32_t group_with(std::uint32_t group, std::uint32_t name) {
    Group wider = groups_[group];
    wider.insert(name);
    const auto [found, is_new] =
        group_numbers_.emplace(wider, static_cast<std::uint32_t>(groups_.size()));
    if (is_new) groups_.push_back(std::move(wider));
    return found->second;
  }

  std::map<Name, std::uint32_t> numbers_;
  std::map<DeckId, std::uint32_t> decks_;  // numbers of their names
  std::vector<Group> groups_ = {{}};       // group 0 belongs to nothing
  std::map<Group, std::uint32_t> group_numbers_ = {{{}, 0}};
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t>
      with_;                        // a group and a name more
  RowMap<std::uint32_t> group_of_;  // of entries
};

/// The cards that are asked for as they stand, and what the answers of each belong to, by its local
/// row. What was answered on cards that are gone counts all the same.
struct Cards {
  struct Answered {
    CardDays days;
    ReviewedCard card;
    bool known = false, asked = false;
  };
  std::vector<CardStanding> standing;
  RowMap<Answered> answered;
};

Cards read_cards(Db& db, Memberships& memberships, const StatsOptions& options) {
  Cards cards;
  store::for_each_card_figures(db, [&](const store::CardFigures& card) {
    const std::uint32_t group = memberships.group_of(card.entry);
    const bool asked = !options.deck || memberships.holds(*options.deck, group);
    cards.answered[static_cast<std::int64_t>(card.id)] = {{}, {card.kind, group}, true, asked};
    if (!asked || !card.counts) return;
    cards.standing.push_back(
        {card.kind, card.open, card.suspended, card.interval, card.ef100, card.due});
  });
  return cards;
}

void count_reviews(Db& db, Cards& cards, StatsCounter& counter, LatestAnswers& latest) {
  store::for_each_review(db, store::dead_events(db), [&](const store::ReviewRow& row) {
    Cards::Answered& answered = cards.answered[static_cast<std::int64_t>(row.card)];
    if (!answered.known) return;
    const auto elapsed = answered.days.next(row.day, row.anew);
    latest.add(answered.card.kind, elapsed, row);
    if (!answered.asked) return;
    counter.add(answered.card, {answered.days.last(), elapsed, row.at, row.offset, row.rating,
                                row.taken, row.first_sight});
  });
}

std::vector<GroupRecall> recall_groups(const StatsCounter& counter,
                                       const Memberships& memberships) {
  std::vector<GroupRecall> found;
  const auto take = [&](std::string by, std::string name, const Proportion& recall) {
    if (recall.of > 0) found.push_back({std::move(by), std::move(name), recall});
  };
  for (std::size_t kind = 1; kind < kCardKindNames.size(); ++kind) {
    take("kind", std::string(kCardKindNames[kind]), counter.by_kind()[kind]);
  }
  for (const auto& [first, recall] : counter.by_first_sight()) {
    take("sentence", first ? "first sight" : "seen before", recall);
  }
  for (const auto& [name, recall] : memberships.by_name(counter.by_group())) {
    take(name.first, name.second, recall);
  }
  for (std::size_t part = 0; part < kDayParts.size(); ++part) {
    take("time", std::string(kDayParts[part]), counter.by_day_part()[part]);
  }
  return found;
}

DayTotal total_of(const std::map<StudyDay, DayTotal>& days, StudyDay from, StudyDay to) {
  DayTotal total;
  for (auto day = days.lower_bound(from); day != days.end() && day->first <= to; ++day) {
    total += day->second;
  }
  return total;
}

StudyDay monday_of(StudyDay day) { return day - (std::chrono::weekday{day} - std::chrono::Monday); }

double rounded(double share) { return std::round(share * 10'000) / 10'000; }
double minutes_of(std::chrono::milliseconds taken) {
  return thousandths(static_cast<double>(taken.count()) / 60'000);
}

std::vector<Cell> total_row(std::string name, const DayTotal& total) {
  return {std::move(name), total.reviews,  total.introduced,
          total.drills,    total.recalled, minutes_of(total.taken)};
}

std::vector<Cell> recall_cells(const Proportion& recall) {
  const Interval interval = interval_95(recall);
  return {recall.of, recall.successes, rounded(recall.share()), rounded(interval.low),
          rounded(interval.high)};
}

std::vector<Cell> joined(std::vector<Cell> cells, std::vector<Cell> more) {
  cells.insert(cells.end(), more.begin(), more.end());
  return cells;
}

/// Groups of numbers that begin at `from`, the last of which has no end.
template <typename Starts, typename Counts>
void add_groups(const Starts& from, const Counts& counts, double unit, Table& table) {
  for (std::size_t i = 0; i < from.size(); ++i) {
    const bool last = i + 1 == from.size();
    const auto cell = [&](auto value) {
      return unit == 1 ? Cell(static_cast<std::int64_t>(value))
                       : Cell(static_cast<double>(value) / unit);
    };
    std::vector<Cell>& row = table.rows.emplace_back();
    row.push_back(cell(from[i]));
    row.push_back(last ? Cell() : cell(from[i + 1]));
    row.emplace_back(counts[i]);
  }
}

}  // namespace

StatsReport measure_stats(Db& db, StudyDay today, const StatsOptions& options) {
  Memberships memberships(db);
  Cards known = read_cards(db, memberships, options);
  StatsCounter counter(memberships.groups(), options.since, options.until);
  LatestAnswers latest(db, today);
  count_reviews(db, known, counter, latest);
  const LearnerFigures figures = latest.figures();
  CardCounter cards(today, kDaysAhead, figures);
  for (const CardStanding& card : known.standing) cards.add(card);

  StatsReport report;
  report.today = today;
  report.all_days = counter.by_day();
  for (const auto& [day, total] : report.all_days) {
    const bool asked =
        (!options.since || day >= *options.since) && (!options.until || day <= *options.until);
    if (asked) report.days.emplace_hint(report.days.end(), day, total);
  }
  report.on_today = total_of(report.all_days, today, today);
  report.in_week = total_of(report.all_days, monday_of(today), today);
  report.streak = counter.streak(today);
  report.recall = recall_groups(counter, memberships);
  report.months = counter.by_month();
  report.cards = cards.by_kind();
  report.intervals = cards.intervals();
  report.ease = cards.ease();
  report.due = cards.due();
  report.measured = figures.measured;
  return report;
}

std::vector<Table> stats_tables(const StatsReport& report) {
  const std::vector<std::string> counts = {"reviews", "introduced", "drills", "recalled",
                                           "minutes"};
  const auto columns = [&](std::vector<std::string> first) {
    first.insert(first.end(), counts.begin(), counts.end());
    return first;
  };
  Table totals{"totals", columns({"period"}), {}};
  totals.columns.insert(totals.columns.end(), {"streak", "longest_streak"});
  for (const auto& [name, total] :
       {std::pair{"today", report.on_today}, std::pair{"week", report.in_week}}) {
    totals.rows.push_back(joined(total_row(name, total), {std::int64_t{report.streak.now},
                                                          std::int64_t{report.streak.longest}}));
  }
  Table days{"days", columns({"date"}), {}};
  for (const auto& [day, total] : report.days)
    days.rows.push_back(total_row(to_string(day), total));
  Table recall{"recall", {"by", "name", "reviews", "recalled", "rate", "low", "high"}, {}};
  for (const GroupRecall& group : report.recall) {
    recall.rows.push_back(joined({group.by, group.name}, recall_cells(group.recall)));
  }
  Table months{"months", {"month", "reviews", "recalled", "rate", "low", "high"}, {}};
  for (const auto& [month, of] : report.months) {
    months.rows.push_back(joined({fmt::format("{:04}-{:02}", static_cast<int>(month.year()),
                                              static_cast<unsigned>(month.month()))},
                                 recall_cells(of)));
  }
  Table states{"states", {"kind", "state", "cards"}, {}};
  for (const auto& [kind, by_maturity] : report.cards) {
    for (std::size_t i = 0; i < by_maturity.size(); ++i) {
      states.rows.push_back(
          {std::string(to_string(kind)), std::string(kMaturityNames[i]), by_maturity[i]});
    }
  }
  Table intervals{"intervals", {"from_days", "below_days", "cards"}, {}};
  add_groups(kIntervalsFrom, report.intervals, 1, intervals);
  Table ease{"ease", {"from_ease", "below_ease", "cards"}, {}};
  add_groups(kEaseFrom, report.ease, 100, ease);
  Table due{"due", {"date", "cards", "minutes"}, {}};
  for (std::size_t i = 0; i < report.due.size(); ++i) {
    due.rows.push_back({to_string(report.today + Days{static_cast<int>(i)}), report.due[i].cards,
                        thousandths(report.due[i].minutes)});
  }
  return {std::move(totals), std::move(days),      std::move(recall), std::move(months),
          std::move(states), std::move(intervals), std::move(ease),   std::move(due)};
}

}  // namespace lianxi
