#include "session/stats_report.h"

#include <doctest/doctest.h>

#include <map>

#include "store/log.h"
#include "support/simulated_learner.h"

namespace lianxi::test {
namespace {

/// A learner of 400 days, now and then away, who takes some answers back.
class LongLearner {
 public:
  LongLearner() {
    save_words(db, 0, 60);
    SimulatedLearner learner(db, clock, 5);
    for (int i = 0; i < 400; ++i, learner.next_day()) {
      if (i % 23 == 7) continue;
      learner.study_day();
      if (i % 40 == 9) undo_some();
    }
    clock.advance(std::chrono::hours{-24});
  }

  TestClock clock{"2025-01-06T09:00+08:00"};
  Db db = store::memory_collection(clock.now());

 private:
  void undo_some() {
    std::vector<Event> reviews;
    store::for_each_own_event_backwards(db, [&](const Event& event) {
      if (event.type() == EventType::review) reviews.push_back(event);
      return reviews.size() < 3;
    });
    Transaction transaction(db);
    for (const Event& event : reviews) {
      record(db, {clock.now(), kRollover}, *event.subject, UndoAct{event.id});
    }
    transaction.commit();
  }
};

/// The figures once more, by a fold that reads every event of every card and keeps nothing else.
struct PlainFold {
  std::map<StudyDay, DayTotal> days;
  std::map<std::string, Proportion> kinds, sights, times, months;

  explicit PlainFold(Db& db) {
    const DeadEvents dead = store::dead_events(db);
    store::for_each_card(db, [&](const store::CardRow& card) {
      std::optional<StudyDay> last;
      for (const Event& event : surviving(store::events_of(db, card.card.key), dead)) {
        const auto* review = std::get_if<ReviewAct>(&event.act);
        if (review) count(card.card.kind, event, *review, last);
      }
    });
  }

 private:
  void count(CardKind kind, const Event& event, const ReviewAct& review,
             std::optional<StudyDay>& last) {
    DayTotal& day = days[event.day];
    day.taken += review.taken;
    if (last == event.day) {
      ++day.drills;
      return;
    }
    const bool recalled = review.rating != Rating::again;
    ++day.reviews;
    day.recalled += recalled;
    day.introduced += !last;
    if (last) {
      kinds[std::string(to_string(kind))].add(recalled);
      if (review.sentence) sights[review.first_sight ? "first sight" : "seen before"].add(recalled);
      const std::string text = to_string(event.at);  // 2026-03-02T09:00:00.000+08:00
      const int part = std::stoi(text.substr(11, 2)) / 4;
      times[std::string(kDayParts[static_cast<std::size_t>(part)])].add(recalled);
      months[to_string(event.day).substr(0, 7)].add(recalled);
    }
    last = event.day;
  }
};

std::map<std::string, Proportion> by(const StatsReport& report, const std::string& what) {
  std::map<std::string, Proportion> found;
  for (const GroupRecall& group : report.recall) {
    if (group.by == what) found[group.name] = group.recall;
  }
  return found;
}

const Table& table_of(const std::vector<Table>& tables, const std::string& name) {
  for (const Table& table : tables) {
    if (table.name == name) return table;
  }
  FAIL("no table " << name);
  return tables.front();
}

}  // namespace

TEST_CASE("the figures of 400 days are those of a plain fold over the log") {
  LongLearner learner;
  const StudyDay today = study_day(learner.clock.now(), kRollover);
  const StatsReport report = measure_stats(learner.db, today);
  const PlainFold fold(learner.db);
  CHECK(report.days == fold.days);
  CHECK(report.all_days == fold.days);
  CHECK(by(report, "kind") == fold.kinds);
  CHECK(by(report, "sentence") == fold.sights);
  CHECK(by(report, "time") == fold.times);
  REQUIRE(report.months.size() == fold.months.size());
  auto month = fold.months.begin();
  for (const auto& [when, recall] : report.months) CHECK(recall == (month++)->second);
  Proportion all;
  for (const auto& [name, recall] : fold.kinds) all += recall;
  CHECK(by(report, "deck") == std::map<std::string, Proportion>{{"words", all}});
  CHECK(report.on_today == fold.days.at(today));

  std::int64_t due = 0, known = 0;
  for (const DueDay& day : report.due) due += day.cards;
  store::for_each_card(learner.db, [&](const store::CardRow& card) {
    known += card.state.due && *card.state.due < today + Days{90} ? 1 : 0;
  });
  CHECK(due == known);
  CHECK(report.due[0].cards == store::due_by_day(learner.db, today, 1)[0]);
}

TEST_CASE("a part of the days has the days and the recall of that part") {
  LongLearner learner;
  const StudyDay today = study_day(learner.clock.now(), kRollover);
  const StudyDay since = today - Days{100}, until = today - Days{50};
  const StatsReport part = measure_stats(learner.db, today, {since, until, {}});
  const StatsReport all = measure_stats(learner.db, today);
  std::int64_t reviews = 0;
  for (const auto& [day, total] : part.days) {
    CHECK((day >= since && day <= until));
    CHECK(total == all.days.at(day));
    reviews += total.reviews - total.introduced;
  }
  CHECK(part.all_days == all.all_days);
  std::int64_t counted = 0;
  for (const auto& [name, recall] : by(part, "kind")) counted += recall.of;
  CHECK(counted == reviews);
}

TEST_CASE("tables say what the report says") {
  LongLearner learner;
  const StudyDay today = study_day(learner.clock.now(), kRollover);
  const StatsReport report = measure_stats(learner.db, today);
  const std::vector<Table> tables = stats_tables(report);
  const Table& days = table_of(tables, "days");
  REQUIRE(days.rows.size() == report.days.size());
  std::int64_t reviews = 0;
  for (const auto& row : days.rows) {
    REQUIRE(row.size() == days.columns.size());
    reviews += std::get<std::int64_t>(row[1]);
  }
  std::int64_t wanted = 0;
  for (const auto& [day, total] : report.days) wanted += total.reviews;
  CHECK(reviews == wanted);
  CHECK(table_of(tables, "recall").rows.size() == report.recall.size());
  CHECK(table_of(tables, "due").rows.size() == 90);
  for (const Table& table : tables) {
    for (const auto& row : table.rows) CHECK(row.size() == table.columns.size());
  }
}

TEST_CASE("an empty collection has figures of nothing") {
  Db db = store::memory_collection(moment("2026-03-02T09:00+08:00"));
  const StatsReport report = measure_stats(db, day_from_number(20514));
  CHECK(report.days.empty());
  CHECK(report.recall.empty());
  CHECK(report.streak.longest == 0);
  CHECK(stats_tables(report).size() == 8);
}

}  // namespace lianxi::test
