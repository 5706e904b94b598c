#include "session/why.h"

#include <doctest/doctest.h>

#include "session/deletion.h"
#include "session/record.h"
#include "session/study.h"
#include "session/undo.h"
#include "store/entries.h"
#include "support/collection.h"

namespace lianxi::test {
namespace {

struct Learner : NewLearner {
  Learner() { import_text(db, clock, "tea", kTea); }

  store::CardRow meaning() {
    for (const store::CardRow& card : store::cards_of(
             db, static_cast<EntryId>(store::find_key(db, entry_key("喝茶")).value()))) {
      if (card.card.kind == CardKind::meaning) return card;
    }
    throw std::runtime_error("no meaning card");
  }
  void act(Act act) {
    clock.advance(std::chrono::minutes{1});
    Transaction transaction(db);
    record(db, stamp(), meaning().card.key, std::move(act));
    transaction.commit();
  }
  void rate(std::string_view now, Rating rating) {
    clock.set(now);
    StudyOptions options;
    options.selection.query = store::parse_query("kind:meaning");
    Study study(db, clock, options);
    REQUIRE(study.ask());
    study.rate(rating);
  }
  std::vector<std::string> lines() {
    const auto settings = store::load_settings(db);
    return why_lines(db, meaning(), settings, study_day(clock.now(), settings.rollover));
  }
};

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("why tells a card's history and when it is due") {
  Learner learner;
  CHECK(learner.lines() == Lines{"never answered: due when its turn comes",
                                 "now: again 1 day, ease 2.50; hard 1 day, ease 2.36; good 1 day, "
                                 "ease 2.50; easy 1 day, ease 2.60"});
  learner.rate("2026-03-02T09:00+08:00", Rating::good);
  learner.rate("2026-03-03T09:00+08:00", Rating::hard);
  learner.rate("2026-03-03T09:10+08:00", Rating::good);
  const Lines told = {
      "2026-03-02  good       first success: 1 day; ease stays 2.50; due 2026-03-03",
      "2026-03-03  hard       second success: 6 days; ease 2.50 - 0.14 = 2.36; due 2026-03-09",
      "2026-03-03  good       a drill on the same day changes nothing"};
  // 6 days times 2.36 is 14.16.
  const std::string now =
      "now: again 1 day, ease 2.36; hard 15 days, ease 2.22; good 15 days, ease "
      "2.36; easy 15 days, ease 2.46";
  const auto with = [&](const std::vector<std::string>& more) {
    Lines lines = told;
    lines.insert(lines.end(), more.begin(), more.end());
    return lines;
  };
  CHECK(learner.lines() == with({"due 2026-03-09, in 6 days"}));

  SUBCASE("what was undone is not told") {
    undo_latest(learner.db, learner.stamp());
    CHECK(learner.lines() ==
          Lines{told[0], told[1], "due 2026-03-09, in 6 days; comes round again today"});
  }
  SUBCASE("what hides it") {
    learner.act(BuryAct{day_from_string("2026-03-04").value()});
    CHECK(learner.lines().back() == "due 2026-03-09, in 6 days; hidden: buried until 2026-03-04");
    learner.act(SuspendAct{true});
    CHECK(learner.lines().back() == "due 2026-03-09, in 6 days; hidden: suspended until resumed");
    learner.clock.set("2026-03-10T09:00+08:00");
    learner.act(SuspendAct{false});
    const Lines lines = learner.lines();
    CHECK(lines[lines.size() - 2] == "due 2026-03-09, 1 day ago");
    CHECK(lines.back() == now);
  }
  SUBCASE("its entry deleted") {
    const store::CardRow before = learner.meaning();
    delete_entries(learner.db, learner.stamp(), {before.entry});
    const auto card = store::find_card(learner.db, before.card.key).value();
    CHECK(why_lines(learner.db, card, {}, day_from_string("2026-03-09").value()) ==
          with({"due 2026-03-09, today; hidden: 喝茶 was deleted on 2026-03-03; lianxi add "
                "喝茶 brings it back"}));
  }
}

TEST_CASE("why follows the settings in force") {
  Learner learner;
  learner.rate("2026-03-02T09:00+08:00", Rating::good);
  learner.rate("2026-03-03T09:00+08:00", Rating::good);
  learner.rate("2026-03-09T09:00+08:00", Rating::good);
  store::Settings settings;
  settings.max_interval = Days{10};
  const auto reckoning =
      reckon_card(learner.db, learner.meaning(), settings, day_from_string("2026-03-09").value());
  // What was chosen that day stays when a limit is set later.
  CHECK(reckoning.steps.back().rule ==
        "6 days x 2.50 = 15 days, capped at the maximum of 10 days, but 15 days chosen that day "
        "stay; ease stays 2.50; due "
        "2026-03-24");
  CHECK(reckoning.state.due == learner.meaning().state.due);
}

}  // namespace lianxi::test
