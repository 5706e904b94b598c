#include "schedule/reckoning.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "schedule/random_history.h"

namespace lianxi {
namespace {

/// A card's history, one event a day from 1970-01-02 on where no day is given.
class History {
 public:
  History& add(Act act) { return add(static_cast<int>(events_.size()) + 1, std::move(act)); }
  History& add(int number, Act act) {
    Event event;
    event.id = {DeviceId{1}, static_cast<std::int64_t>(events_.size()) + 1};
    event.clock.ms = event.id.seq;
    event.day = day(number);
    event.subject = card_key(1);
    event.act = std::move(act);
    events_.push_back(std::move(event));
    return *this;
  }
  History& rated(Rating rating) { return add(review(rating)); }

  static ReviewAct review(Rating rating, std::optional<int> quality = {}) {
    ReviewAct act;
    act.rating = rating;
    act.quality = quality;
    act.scheduler = "sm2";
    return act;
  }
  std::vector<ReckoningStep> steps(const Sm2Options& options = {}) const {
    return reckon(events_, DeadEvents(), {options, false, options.max_interval});
  }
  std::string last_rule(const Sm2Options& options = {}) const { return steps(options).back().rule; }
  std::string last_rule_of_fsrs() const {
    return reckon(events_, DeadEvents(), {FsrsOptions{}, false}).back().rule;
  }

 private:
  std::vector<Event> events_;
};

SetStateAct state(int n, int ef100, std::int64_t interval) {
  SetStateAct act;
  act.n = n;
  act.ef100 = ef100;
  act.interval = interval;
  act.due = day(1);
  act.last = day(0);
  return act;
}

const std::vector<std::string_view> kPresets = {"article", "article_after", "nearest", "pypi"};

std::string hundredths(int value) {
  return std::to_string(value / 100) + "." + std::to_string(100 + value % 100).substr(1);
}

/// The number of days at the end of the arithmetic, before the day it comes to.
std::int64_t days_told(const std::string& rule) {
  std::int64_t told = -1;
  for (std::size_t at = 0; at < rule.size(); ++at) {
    const bool begins = rule[at] >= '0' && rule[at] <= '9' && (at == 0 || rule[at - 1] == ' ');
    if (!begins) continue;
    std::size_t end = 0;
    const std::int64_t number = std::stoll(rule.substr(at), &end);
    if (rule.compare(at + end, 4, " day") == 0) told = number;
    at += end;
  }
  return told;
}

TEST_CASE("A review says its rule with its numbers") {
  const Sm2Options article, after = *sm2_preset("article_after"), nearest = *sm2_preset("nearest"),
                            pypi = *sm2_preset("pypi");
  Sm2Options capped;
  capped.max_interval = Days{30};
  struct {
    const char* name;
    SetStateAct before;
    int quality;
    const Sm2Options& options;
    const char* rule;
  } const rows[] = {
      {"first", state(0, 250, 0), 4, article, "first success: 1 day; ease stays 2.50"},
      {"second", state(1, 250, 1), 3, article, "second success: 6 days; ease 2.50 - 0.14 = 2.36"},
      {"exact", state(2, 250, 6), 5, article, "6 days x 2.50 = 15 days; ease 2.50 + 0.10 = 2.60"},
      {"up", state(3, 236, 15), 4, article,
       "15 days x 2.36 = 35.40, rounded up to 36 days; ease stays 2.36"},
      {"nearest", state(3, 236, 15), 4, nearest,
       "15 days x 2.36 = 35.40, rounded to 35 days; ease stays 2.36"},
      {"after", state(2, 250, 6), 3, after,
       "ease 2.50 - 0.14 = 2.36; 6 days x 2.36 = 14.16, rounded up to 15 days"},
      {"after, second", state(1, 250, 1), 3, after,
       "second success: 6 days; ease 2.50 - 0.14 = 2.36"},
      {"lapse", state(4, 236, 40), 2, article, "starts over at 1 day; ease stays 2.36"},
      {"lapse that costs", state(4, 236, 40), 1, pypi,
       "starts over at 1 day; ease 2.36 - 0.54 = 1.82"},
      {"floor", state(4, 135, 40), 3, article,
       "40 days x 1.35 = 54 days; ease 1.35 - 0.14 = 1.21, held at 1.30"},
      {"cap", state(4, 250, 20), 4, capped,
       "20 days x 2.50 = 50 days, capped at the maximum of 30 days; ease stays 2.50"},
      {"end of the numbers", state(9, 250, kSm2MaxInterval), 4, article,
       "1099511627776 days x 2.50 = 2748779069440.00, held at 1099511627776 days, capped at the "
       "maximum of 36500 days; ease stays 2.50"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    const auto steps = History()
                           .add(row.before)
                           .add(History::review(Rating::good, row.quality))
                           .steps(row.options);
    const auto& last = steps.back();
    CHECK(last.done == "quality " + std::to_string(row.quality));
    CHECK(last.rule == row.rule + ("; due " + to_string(*last.after.due)));
  }
}

TEST_CASE("Drills and other acts say what they do to the day") {
  History history;
  history.rated(Rating::again);
  history.add(1, History::review(Rating::good));
  CHECK(history.steps().back().drill);
  CHECK(history.last_rule() == "a drill on the same day changes nothing");
  history.add(1, SetDueAct{day(9)});
  CHECK(history.last_rule() == "due 1970-01-10 as you have set; by the schedule 1970-01-03");
  history.add(1, History::review(Rating::hard));
  CHECK(history.last_rule() == "a drill on the same day; by the schedule again: due 1970-01-03");
  history.add(0, History::review(Rating::good));
  CHECK(history.last_rule() ==
        "written on 1970-01-01, counts for the card's last day; a drill on the same day changes "
        "nothing");
  CHECK(history.steps().back().day == day(1));
  history.add(2, SuspendAct{true});
  CHECK(history.last_rule() == "hidden until resumed; stays due 1970-01-03");
  history.add(2, SuspendAct{false});
  CHECK(history.last_rule() == "hidden no more; stays due 1970-01-03");
  history.add(2, BuryAct{day(3)});
  CHECK(history.last_rule() == "hidden until 1970-01-04; stays due 1970-01-03");
  history.add(2, ResetAct{});
  CHECK(history.last_rule() == "begins again as a new card, ease 2.50");
  history.add(2, state(3, 236, 15));
  CHECK(history.last_rule() ==
        "goes on where the other program stood: 3 successes in a row, interval 15 days, ease "
        "2.36; due 1970-01-02");
  const std::size_t steps = history.steps().size();
  history.add(2, FlagAct{"odd"}).add(2, AcceptAct{"联系"});
  CHECK(history.steps().size() == steps);
  history.add(3, DeleteAct{}).add(4, History::review(Rating::good));
  CHECK(history.steps().size() == steps + 1);
}

TEST_CASE("A state that was brought in tells its memory under FSRS, and where that comes from") {
  SetStateAct act = state(3, 236, 15);
  CHECK(History().add(act).last_rule_of_fsrs() ==
        "goes on where the other program stood: 3 successes in a row, interval 15 days, ease 2.36, "
        "which gives stability 15.00 days, difficulty 7.04; due 1970-01-02");
  CHECK(History().rated(Rating::good).add(act).last_rule_of_fsrs() ==
        "goes on where the other program stood: 3 successes in a row, interval 15 days, stability "
        "2.31 days, difficulty 2.12 by its answers; due 1970-01-02");
  act.stability = 12.5;
  act.difficulty = 7;
  CHECK(History().rated(Rating::good).add(act).last_rule_of_fsrs() ==
        "goes on where the other program stood: 3 successes in a row, interval 15 days, stability "
        "12.50 days, difficulty 7.00; due 1970-01-02");
  CHECK(History().add(act).last_rule() ==
        "goes on where the other program stood: 3 successes in a row, interval 15 days, ease 2.36; "
        "due 1970-01-02");
  // Begun, but for less than a day: neither interval nor memory.
  CHECK(History().add(state(0, 250, 0)).last_rule_of_fsrs() ==
        "goes on where the other program stood: 0 successes in a row, interval 0 days, ease 2.50; "
        "due 1970-01-02");
}

TEST_CASE("An interval that was chosen otherwise says so") {
  ReviewAct act = History::review(Rating::good);
  act.interval = Days{3};
  CHECK(History().add(act).last_rule() ==
        "first success: 1 day, but 3 days chosen that day stay; ease stays 2.50; due 1970-01-05");
  act.scheduler = "imported";
  CHECK(History().add(act).last_rule() ==
        "first success: 1 day, but 3 days chosen by the other program stay; ease stays 2.50; due "
        "1970-01-05");
}

TEST_CASE("The steps of any history come to what its fold comes to") {
  int graded = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    RandomHistory history(seed);
    const auto& events = history.events();
    const DeadEvents dead = dead_events(events);
    for (const std::string_view preset : kPresets) {
      CAPTURE(seed);
      CAPTURE(preset);
      Sm2Options options = *sm2_preset(preset);
      if (seed % 3 == 0) options.max_interval = Days{20};
      const CardState folded = fold_card(events, dead, Sm2(options));
      const auto steps = reckon(events, dead, {options, false, options.max_interval});
      CHECK((steps.empty() ? std::nullopt : steps.back().after.due) == folded.due);
      CardState before;
      for (const ReckoningStep& step : steps) {
        CHECK(step.before.due == before.due);
        CHECK(step.before.sm2 == before.sm2);
        CHECK_FALSE(step.rule.empty());
        before = step.after;
        if (!step.planned) continue;
        ++graded;
        CHECK(step.after.due == step.day + *step.planned);
        INFO(step.rule);
        CHECK(days_told(step.rule) == step.planned->count());
      }
    }
  }
  CHECK(graded > 1000);
}

TEST_CASE("The steps of every scheduler come to what its fold comes to, with fuzz and without") {
  int scheduled = 0;
  for (std::uint64_t seed = 1; seed <= 120; ++seed) {
    RandomHistory history(seed);
    const DeadEvents dead = dead_events(history.events());
    for (const bool fuzz : {false, true}) {
      for (const SchedulerChoice& choice :
           {SchedulerChoice{Sm2Options{}, fuzz}, SchedulerChoice{Sm2AnkiOptions{}, fuzz},
            SchedulerChoice{FsrsOptions{}, fuzz, Days{300}}}) {
        CAPTURE(seed);
        CAPTURE(choice.options.index());
        const CardState folded = fold_card(history.events(), dead, *make_scheduler(choice));
        const auto steps = reckon(history.events(), dead, choice);
        if (!steps.empty()) CHECK(steps.back().after.due == folded.due);
        for (const ReckoningStep& step : steps) {
          CHECK_FALSE(step.rule.empty());
          if (!step.planned) continue;
          ++scheduled;
          CHECK(step.after.due == step.day + *step.planned);
          CHECK(*step.planned <= choice.max_interval);
          INFO(step.rule);
          if (step.before.memory) CHECK(step.rule.find("stability") != std::string::npos);
        }
      }
    }
  }
  CHECK(scheduled > 1000);
}

TEST_CASE("The arithmetic in words is the arithmetic of every preset") {
  for (const std::string_view preset : kPresets) {
    const Sm2Options options = *sm2_preset(preset);
    for (int ef100 = 130; ef100 <= 300; ef100 += 7) {
      for (int quality = 0; quality <= 5; ++quality) {
        for (const std::int64_t interval : {6, 7, 15, 100, 999}) {
          const auto last = History()
                                .add(state(3, ef100, interval))
                                .add(History::review(Rating::good, quality))
                                .steps(options)
                                .back();
          CAPTURE(preset);
          INFO(last.rule);
          const Sm2State next = sm2_step({interval, 3, ef100}, quality, options);
          CHECK(days_told(last.rule) == next.interval);
          CHECK(last.rule.find(" " + hundredths(next.ef100)) != std::string::npos);
          if (quality < 3) continue;
          const bool after = options.ef_for_interval == Sm2Options::EfForInterval::after;
          CHECK(last.rule.find(std::to_string(interval) + " days x " +
                               hundredths(after ? next.ef100 : ef100) + " = ") !=
                std::string::npos);
        }
      }
    }
  }
}

}  // namespace
}  // namespace lianxi
