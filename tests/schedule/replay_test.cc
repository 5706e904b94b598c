// The carried figures of shared logs: order, dead events, conflicts and states.

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>

#include "schedule/fold.h"
#include "schedule/fsrs.h"
#include "schedule/replay_figures.h"
#include "schedule/sm2.h"
#include "support/number_table.h"

namespace lianxi {
namespace {

const Sm2 kSm2;
const Fsrs kFsrs;

std::vector<Event> of_card(const std::vector<Event>& events, const Key& card) {
  std::vector<Event> result;
  std::copy_if(events.begin(), events.end(), std::back_inserter(result),
               [&](const Event& event) { return event.subject == card; });
  return result;
}

Json day_or_null(const std::optional<StudyDay>& value) {
  return value ? Json(day_number(*value)) : Json();
}

/// What the figures say of a card, made from ours; text is what the last surviving edit says.
Json summary(const std::vector<Event>& events, int card) {
  const DeadEvents dead = dead_events(events);
  std::vector<Event> own = of_card(events, card_key(card));
  const CardState state = fold_card(own, dead, kSm2);
  std::sort(own.begin(), own.end(), before);
  Json text;
  for (const Event& event : own) {
    if (dead.contains(event.id)) continue;
    if (event.type() == EventType::delete_) break;
    if (const auto* edit = std::get_if<EditAct>(&event.act)) text = edit->text;
  }
  return {{"n", state.sm2.n},
          {"ef", state.sm2.ef100},
          {"ivl", state.sm2.interval},
          {"due", day_or_null(state.due)},
          {"last", day_or_null(state.last)},
          {"repeat", state.repeat_today},
          {"susp", state.suspended},
          {"bury", day_or_null(state.buried_until)},
          {"text", text},
          {"deleted", state.deleted},
          {"reviews", state.reviews}};
}

/// Whether FSRS remembers of a card what the figures say.
bool remembers(const std::vector<Event>& events, int card, const Json& wanted) {
  const DeadEvents dead = dead_events(events);
  const auto memory = fold_card(of_card(events, card_key(card)), dead, kFsrs).memory;
  if (wanted.at("s").is_null()) return !memory;
  return memory && about(memory->stability, wanted.at("s"), 1e-8) &&
         about(memory->difficulty, wanted.at("d"), 1e-8);
}

/// Folds every card of a log and compares with its figures.
void check_cards(const std::vector<Event>& events, const Json& log) {
  for (const auto& item : log.at("cards").items()) {
    const std::string card = item.key();
    CAPTURE(card);
    Json wanted = item.value();
    CHECK(remembers(events, std::stoi(card), wanted));
    wanted.erase("s");
    wanted.erase("d");
    CHECK(summary(events, std::stoi(card)) == wanted);
  }
}

Union union_of(const Json& arrival) {
  Union result;
  for (const Json& event : arrival) result.add(event);
  return result;
}

TEST_CASE("The carried logs come to the canonical order") {
  const Json logs = read_replay_figures();
  REQUIRE(logs.size() == 10);
  for (const Json& log : logs) {
    std::vector<Event> events = union_of(log.at("arrival")).events();
    std::sort(events.begin(), events.end(), before);
    REQUIRE(events.size() == log.at("canonical_order").size());
    for (std::size_t i = 0; i < events.size(); ++i) {
      CAPTURE(i);
      CHECK(events[i].id == event_id(log.at("canonical_order")[i]));
    }
  }
}

TEST_CASE("The carried logs have the dead events and conflicts they should") {
  for (const Json& log : read_replay_figures()) {
    const Union replica = union_of(log.at("arrival"));
    CHECK(replica.conflicts() == log.at("id_conflicts"));
    const std::vector<Event> events = replica.events();
    const DeadEvents dead = dead_events(events);
    Json undone = Json::array();
    for (const Event& event : events) {
      if (dead.contains(event.id)) {
        undone.push_back({static_cast<std::int64_t>(event.id.device), event.id.seq});
      }
    }
    CHECK(undone == log.at("undone"));
  }
}

TEST_CASE("The carried logs fold to their cards for every order of arrival") {
  std::size_t number = 0;
  for (const Json& log : read_replay_figures()) {
    CAPTURE(number);
    std::vector<Json> arrival = log.at("arrival");
    std::vector<Event> events = union_of(arrival).events();
    check_cards(events, log);
    std::mt19937_64 random(number++);
    for (int shuffle = 0; shuffle < 10; ++shuffle) {
      CAPTURE(shuffle);
      std::shuffle(events.begin(), events.end(), random);
      check_cards(events, log);
      std::rotate(arrival.begin(), arrival.begin() + 7, arrival.end());
      check_cards(union_of(arrival).events(), log);
    }
  }
}

TEST_CASE("The carried logs fold to their cards with every event twice") {
  for (const Json& log : read_replay_figures()) {
    std::vector<Event> events = union_of(log.at("arrival")).events();
    const std::vector<Event> again = events;
    events.insert(events.end(), again.begin(), again.end());
    check_cards(events, log);
  }
}

TEST_CASE("The carried logs may be split in two and merged either way round, and again") {
  std::uint64_t seed = 0;
  for (const Json& log : read_replay_figures()) {
    CAPTURE(seed);
    std::mt19937_64 random(seed++);
    for (int split = 0; split < 10; ++split) {
      CAPTURE(split);
      Union left, right;
      for (const Json& event : log.at("arrival")) (random() % 2 == 0 ? left : right).add(event);
      Union there = left, back = right;
      there.add(right);
      back.add(left);
      back.add(left);
      CHECK(there.events() == back.events());
      check_cards(there.events(), log);
    }
  }
}

}  // namespace
}  // namespace lianxi
