// Which events undo and restore have killed.

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "schedule/one_card_log.h"

namespace lianxi {
namespace {

TEST_CASE("Undoing an undo is redo, to any depth") {
  Log log;
  EventId latest = log.review(10, Rating::good).id;
  const CardState reviewed = log.state();
  for (int depth = 1; depth <= 6; ++depth) {
    CAPTURE(depth);
    latest = log.undo(10, latest);
    CHECK(log.state() == (depth % 2 == 1 ? CardState{} : reviewed));
  }
}

TEST_CASE("Two undos of one event kill it once: undoing one of them revives nothing") {
  Log log;
  const EventId review = log.review(10, Rating::good).id;
  const EventId first = log.undo(10, review);
  log.undo(10, review);
  log.undo(10, first);
  CHECK(log.state() == CardState{});
}

TEST_CASE("An undo waits for a target that has not arrived") {
  Log log;
  log.review(10, Rating::good);
  const CardState alone = log.state();
  const EventId far = {DeviceId{2}, 1};
  log.undo(10, far);
  CHECK(log.state() == alone);

  Event late = log.review(11, Rating::good);
  log.events().pop_back();
  late.id = far;
  late.clock = {1500, 0};
  log.events().push_back(late);
  CHECK(log.state() == alone);
  CHECK(dead_events(log.events()).contains(far));
}

TEST_CASE("An undo that sorts before its target does nothing") {
  Log log;
  Event& undo = log.add(10, UndoAct{{DeviceId{1}, 2}});
  REQUIRE(undo.id.seq == 1);
  log.review(10, Rating::good);
  CHECK(log.state().reviews == 1);
}

TEST_CASE("An undo that is about something else than its target does nothing") {
  Log log;
  const EventId review = log.review(10, Rating::good).id;
  Event& undo = log.add(10, UndoAct{review});
  for (const std::optional<Key>& lie : {std::optional(card_key(2)), std::optional<Key>()}) {
    undo.subject = lie;
    CHECK_FALSE(dead_events(log.events()).contains(review));
  }
  undo.subject = card_key(1);
  CHECK(dead_events(log.events()).contains(review));
}

TEST_CASE("With equal clocks the device and the number decide what comes first") {
  const struct {
    std::string name;
    EventId undo;
    bool dead;
  } rows[] = {
      {"later device", {DeviceId{3}, 1}, true},
      {"earlier device", {DeviceId{1}, 9}, false},
      {"later number", {DeviceId{2}, 6}, true},
      {"earlier number", {DeviceId{2}, 4}, false},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    Event target, undo;
    target.id = {DeviceId{2}, 5};
    undo.id = row.undo;
    target.clock = undo.clock = {1000, 3};
    undo.act = UndoAct{target.id};
    CHECK(dead_events({undo, target}).contains(target.id) == row.dead);
  }
}

TEST_CASE("Undoing an import kills what it brought, redoing brings it back") {
  Log log;
  const EventId import = log.add(10, ImportAct{"deck"}).id;
  for (int i = 0; i < 3; ++i) log.review(10 + i, Rating::good).import = import;
  log.review(20, Rating::good);
  const CardState all = log.state();
  const EventId undo = log.undo(21, import);
  CHECK(log.state().reviews == 1);
  log.undo(21, undo);
  CHECK(log.state() == all);
}

TEST_CASE("A killer dies with its import") {
  Log log;
  const EventId review = log.review(10, Rating::good).id;
  const EventId import = log.add(10, ImportAct{"other collection"}).id;
  log.add(10, UndoAct{review}).import = import;
  CHECK(log.state() == CardState{});
  log.undo(11, import);
  CHECK(log.state().reviews == 1);
}

Act restore(std::int64_t to, std::int64_t known) {
  RestoreAct act;
  if (to > 0) act.to[DeviceId{1}] = to;
  act.known[DeviceId{1}] = known;
  return act;
}

TEST_CASE("A restore kills what was known since, and undoing it brings all back") {
  Log log;
  log.review(10, Rating::good);
  const CardState early = log.state();
  log.review(11, Rating::good);
  log.review(20, Rating::again);
  const CardState late = log.state();
  const EventId id = log.add(21, restore(1, 3)).id;
  CHECK(log.state() == early);
  const EventId undo = log.undo(22, id);
  CHECK(log.state() == late);
  log.undo(23, undo);
  CHECK(log.state() == early);
}

TEST_CASE("A restore to the beginning kills everything known") {
  Log log;
  log.review(10, Rating::good);
  log.review(11, Rating::good);
  log.add(12, restore(0, 2));
  CHECK(log.state() == CardState{});
}

TEST_CASE("A restore kills undos and restores too, and so revives their targets") {
  Log log;
  const EventId review = log.review(10, Rating::good).id;
  const CardState reviewed = log.state();
  Log undone = log;
  undone.undo(11, review);
  undone.add(12, restore(1, 2));
  CHECK(undone.state() == reviewed);

  log.add(11, restore(0, 1));
  log.add(12, restore(1, 2));
  CHECK(log.state() == reviewed);
}

TEST_CASE("A restore does not touch what it did not know") {
  Log log;
  log.review(10, Rating::good);
  Event& other = log.review(11, Rating::good);
  other.id = {DeviceId{2}, 1};  // a device of an imported history, or not yet met
  log.add(12, restore(0, 1));
  log.review(13, Rating::good);  // written after it
  CHECK(log.state().reviews == 2);
}

TEST_CASE("A restore to before an import takes its history along") {
  Log log;
  const EventId import = log.add(10, ImportAct{"deck.apkg"}).id;
  Event& imported = log.review(5, Rating::good);
  imported.id = {DeviceId{77}, 123456};
  imported.import = import;
  CHECK(log.state().reviews == 1);
  log.add(12, restore(0, 1));
  CHECK(log.state() == CardState{});
}

// --- Random histories ----------------------------------------------------------------------

bool kills(const Event& killer, const Event& event) {
  if (const auto* undo = std::get_if<UndoAct>(&killer.act)) return undo->target == event.id;
  const auto* restore = std::get_if<RestoreAct>(&killer.act);
  if (!restore) return false;
  const auto seq = [&](const VersionVector& version) {
    const auto found = version.find(event.id.device);
    return found == version.end() ? 0 : found->second;
  };
  return event.id.seq <= seq(restore->known) && event.id.seq > seq(restore->to);
}

/// The survivors by the plain definition: no later survivor kills the event or its import.
std::set<EventId> survivors(std::vector<Event> events) {
  std::sort(events.begin(), events.end(), before);
  std::set<EventId> alive;
  for (std::size_t i = events.size(); i-- > 0;) {
    const bool dead = std::any_of(
        events.begin() + static_cast<std::ptrdiff_t>(i) + 1, events.end(),
        [&](const Event& later) { return alive.contains(later.id) && kills(later, events[i]); });
    if (!dead) alive.insert(events[i].id);
  }
  std::set<EventId> result;
  for (const Event& event : events) {
    const bool orphan = event.import && !alive.contains(*event.import);
    if (alive.contains(event.id) && !orphan) result.insert(event.id);
  }
  return result;
}

constexpr std::uint64_t kSeeds = 400;

TEST_CASE("Over random histories the dead are those the definition says") {
  std::size_t dead_count = 0;
  for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
    CAPTURE(seed);
    RandomHistory history(seed);
    const DeadEvents dead = dead_events(history.events());
    const std::set<EventId> alive = survivors(history.events());
    for (const Event& event : history.events()) {
      CHECK(dead.contains(event.id, event.import) != alive.contains(event.id));
    }
    dead_count += history.events().size() - alive.size();
  }
  CHECK(dead_count > kSeeds);  // else the histories are too tame
}

}  // namespace
}  // namespace lianxi
