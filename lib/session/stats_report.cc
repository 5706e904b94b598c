#include "session/stats_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>
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

constexpr int kDaysAhead = 90;

/// Decks and levels as numbered groups, and which of them an entry belongs to.
class Groups {
 public:
  explicit Groups(Db& db) {
    std::map<DeckId, std::string> names;
    for (const store::DeckRow& deck : store::decks(db)) names[deck.id] = deck.name;
    store::for_each_membership(
        db,
        [&](EntryId entry, DeckId deck) {
          decks_[entry].push_back(deck);
          const auto name = names.find(deck);
          if (name != names.end()) join(entry, {"deck", name->second});
        },
        [&](EntryId entry, const std::string& list, int level) {
          join(entry, {"level", list + (list.empty() ? "" : " ") + level_text(level)});
        });
  }

  const std::vector<std::pair<std::string, std::string>>& names() const { return names_; }
  const std::vector<std::size_t>& of(EntryId entry) const {
    static const std::vector<std::size_t> none;
    const auto found = groups_.find(entry);
    return found == groups_.end() ? none : found->second;
  }
  bool holds(DeckId deck, EntryId entry) const {
    const auto found = decks_.find(entry);
    return found != decks_.end() &&
           std::find(found->second.begin(), found->second.end(), deck) != found->second.end();
  }

 private:
  void join(EntryId entry, std::pair<std::string, std::string> name) {
    const auto [group, is_new] = numbers_.emplace(std::move(name), names_.size());
    if (is_new) names_.push_back(group->first);
    groups_[entry].push_back(group->second);
  }

  std::map<std::pair<std::string, std::string>, std::size_t> numbers_;
  std::vector<std::pair<std::string, std::string>> names_;  // deck or level, and which
  std::unordered_map<EntryId, std::vector<std::size_t>> groups_;
  std::unordered_map<EntryId, std::vector<DeckId>> decks_;
};

/// The cards that are asked for as they stand, and what the answers of each belong to, by its local
/// row. What was answered on cards that are gone counts all the same.
struct Cards {
  struct Answered {
    ReviewedCard card;
    bool asked = false;
  };
  std::vector<CardStanding> standing;
  RowMap<std::optional<Answered>> answered;
};

Cards read_cards(Db& db, const Groups& groups, const StatsOptions& options) {
  Cards cards;
  store::for_each_card_figures(db, [&](const store::CardFigures& card) {
    const bool asked = !options.deck || groups.holds(*options.deck, card.entry);
    cards.answered[static_cast<std::int64_t>(card.id)] = {{card.kind, groups.of(card.entry)},
                                                          asked};
    if (!asked || !card.counts) return;
    cards.standing.push_back(
        {card.kind, card.open, card.suspended, card.interval, card.ef100, card.due});
  });
  return cards;
}

void count_reviews(Db& db, Cards& cards, StatsCounter& counter, LatestAnswers& latest) {
  store::for_each_review(db, store::dead_events(db), [&](const store::ReviewRow& row) {
    auto& answered = cards.answered[static_cast<std::int64_t>(row.card)];
    if (!answered) return;
    latest.add(answered->card.kind, row);
    if (!answered->asked) return;
    counter.add(answered->card,
                {row.day, row.at, row.offset, row.rating, row.taken, row.first_sight, row.anew});
  });
}

std::vector<GroupRecall> recall_groups(const StatsCounter& counter, const Groups& groups) {
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
  std::vector<std::size_t> order(groups.names().size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(),
            [&](auto a, auto b) { return groups.names()[a] < groups.names()[b]; });
  for (const std::size_t group : order) {
    take(groups.names()[group].first, groups.names()[group].second, counter.by_group()[group]);
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

double thousandths(double value) { return std::round(value * 1000) / 1000; }
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
  const Groups groups(db);
  Cards known = read_cards(db, groups, options);
  StatsCounter counter(groups.names().size(), options.since, options.until);
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
  report.recall = recall_groups(counter, groups);
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
