// Histories of one card: what several devices with clocks that disagree may have written, undos of
// undos, imports, restores, in any order and more than once. Bytes are a little program that writes
// them, so that every input is a history. Who survives is what a plain walk says, and a card's
// state depends neither on the order of arrival nor on copies.

#include <algorithm>
#include <array>
#include <cstdint>
#include <random>
#include <string_view>
#include <vector>

#include "fuzz/require.h"
#include "schedule/fold.h"
#include "schedule/reckoning.h"
#include "schedule/sm2.h"

namespace lianxi {
namespace {

constexpr std::size_t kMostEvents = 120;

class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : bytes_(bytes) {}
  bool empty() const { return bytes_.empty(); }
  unsigned next() {
    if (bytes_.empty()) return 0;
    const auto byte = static_cast<unsigned char>(bytes_.front());
    bytes_.remove_prefix(1);
    return byte;
  }
  int below(int limit) { return static_cast<int>(next() % static_cast<unsigned>(limit)); }
  /// Small ones, seldom very large ones, of either sign.
  std::int64_t number() {
    const unsigned byte = next();
    if (byte < 192) return byte;
    const std::int64_t size = std::int64_t{1} << (byte % 32 + 8);
    return byte < 224 ? size : -size;
  }

 private:
  std::string_view bytes_;
};

/// Reads a history: per event a byte for the act and who did it, one for the time, and what the act
/// needs.
class History {
 public:
  explicit History(std::string_view bytes) : bytes_(bytes) {
    while (!bytes_.empty() && events_.size() < kMostEvents) add();
  }
  std::vector<Event> events() && { return std::move(events_); }

 private:
  void add() {
    const int who = bytes_.below(4);
    const DeviceId device{1 + who};
    const unsigned when = bytes_.next();
    Event event;
    event.id = {device, ++seqs_[static_cast<std::size_t>(who)]};
    now_ += when / 8 * 3'000'000;
    // Some clocks are shared, some are set back: the order of writing need not be canonical.
    event.clock = {now_ - when % 4 * 50'000'000, static_cast<std::int32_t>(when & 4)};
    event.day = day_from_number(20'000 + event.clock.ms / 86'400'000);
    event.subject = Key{};
    event.act = act();
    const bool imported = !imports_.empty() && bytes_.below(5) == 0;
    if (imported) event.import = imports_[when % imports_.size()];
    if (event.type() == EventType::import) imports_.push_back(event.id);
    events_.push_back(std::move(event));
  }

  Act act() {
    switch (bytes_.below(20)) {
      case 0:
        return SuspendAct{bytes_.below(2) == 0};
      case 1:
        return BuryAct{day_from_number(bytes_.number())};
      case 2:
        return SetDueAct{day_from_number(20'000 + bytes_.number())};
      case 3:
        return ResetAct{};
      case 4:
        return FlagAct{std::string(1, static_cast<char>('a' + bytes_.below(26)))};
      case 5:
        return DeleteAct{};
      case 6:
        return ImportAct{"deck"};
      case 7:
        return AcceptAct{"联络"};
      case 8:
        return set_state();
      case 9:
      case 10:
        return restore();
      case 11:
      case 12:
      case 13:
      case 14:
        return UndoAct{any_event()};
      default:
        return review();
    }
  }

  ReviewAct review() {
    ReviewAct act;
    act.rating = kRatings[static_cast<std::size_t>(bytes_.below(4))];
    const unsigned more = bytes_.next();
    if (more & 1) act.quality = bytes_.below(6);
    act.scheduler = more & 2 ? "imported" : more & 4 ? "other" : "sm2";
    if (more & 8) act.interval = Days{bytes_.number()};
    if (more & 16) act.previous = any_event();
    return act;
  }

  SetStateAct set_state() {
    SetStateAct act;
    act.n = static_cast<int>(bytes_.number() % 100'000);
    act.ef100 = static_cast<int>(bytes_.number() % 1'000'000);
    act.interval = bytes_.number();
    const int more = bytes_.below(4);
    if (more & 1) act.due = day_from_number(20'000 + bytes_.number());
    if (more & 2) act.last = day_from_number(20'000 + bytes_.number());
    return act;
  }

  RestoreAct restore() {
    RestoreAct act;
    for (int device = 0; device < 4; ++device) {
      const auto seq = seqs_[static_cast<std::size_t>(device)];
      if (const int known = bytes_.below(static_cast<int>(seq) + 2)) {
        act.known[DeviceId{1 + device}] = known;
        act.to[DeviceId{1 + device}] = bytes_.below(known + 1);
      }
    }
    return act;
  }

  /// One of those written; or one that has not arrived.
  EventId any_event() {
    const std::size_t at = bytes_.next();
    return at < events_.size() ? events_[events_.size() - 1 - at].id
                               : EventId{DeviceId{5}, static_cast<std::int64_t>(at)};
  }

  Bytes bytes_;
  std::vector<Event> events_;
  std::vector<EventId> imports_;
  std::array<std::int64_t, 4> seqs_{};
  std::int64_t now_ = 1'000'000'000;
};

std::int64_t seq_in(const VersionVector& version, DeviceId device) {
  const auto found = version.find(device);
  return found == version.end() ? 0 : found->second;
}

/// The walk by its definition: from the latest event back, each that still lives when it is met
/// kills what it names. Every event is compared with every killer.
class Walk {
 public:
  explicit Walk(std::vector<Event> events) : events_(std::move(events)) {
    std::sort(events_.begin(), events_.end(), before);
    for (std::size_t i = events_.size(); i-- > 0;) {
      if (!is_dead(events_[i])) killers_.push_back(i);
    }
  }
  bool is_dead(const Event& event) const {
    return std::any_of(killers_.begin(), killers_.end(), [&](std::size_t killer) {
      return kills(killer, event.id) || (event.import && kills(killer, *event.import));
    });
  }

 private:
  bool kills(std::size_t killer, const EventId& target) const {
    if (const auto* undo = std::get_if<UndoAct>(&events_[killer].act)) {
      const auto there =
          std::find_if(events_.begin(), events_.begin() + static_cast<std::ptrdiff_t>(killer),
                       [&](const Event& event) { return event.id == undo->target; });
      return undo->target == target &&
             there != events_.begin() + static_cast<std::ptrdiff_t>(killer);
    }
    const auto* restore = std::get_if<RestoreAct>(&events_[killer].act);
    return restore && target.seq <= seq_in(restore->known, target.device) &&
           target.seq > seq_in(restore->to, target.device);
  }

  std::vector<Event> events_;
  std::vector<std::size_t> killers_;
};

CardState fold(const std::vector<Event>& events, const Scheduler& scheduler) {
  return fold_card(events, dead_events(events), scheduler);
}

/// The same events in another order, some of them twice.
std::vector<Event> arrived_otherwise(std::vector<Event> events, std::mt19937& random) {
  const std::size_t copies = events.empty() ? 0 : random() % 5;
  for (std::size_t i = 0; i < copies; ++i) events.push_back(events[random() % events.size()]);
  std::shuffle(events.begin(), events.end(), random);
  return events;
}

/// Taking back what was done last leaves the card as it was.
void check_undo(std::vector<Event> events, const CardState& state, const Scheduler& scheduler) {
  Event latest;
  latest.id = {DeviceId{9}, 1};
  latest.clock = {std::int64_t{1} << 47, 0};
  latest.day = day_from_number(99'999);
  latest.subject = Key{};
  latest.act = ReviewAct{};
  events.push_back(latest);
  latest.act = UndoAct{latest.id};
  latest.id.seq = 2;
  ++latest.clock.n;
  events.push_back(latest);
  require(fold(events, scheduler) == state, "an act and its undo leave a trace");
}

void run(std::string_view bytes) {
  const std::vector<Event> events = History(bytes).events();
  const Sm2 scheduler;
  const DeadEvents dead = dead_events(events);
  const Walk walk(events);
  for (const Event& event : events) {
    require(dead.contains(event.id, event.import) == walk.is_dead(event), "{} is {}",
            to_string(event.id), walk.is_dead(event) ? "dead" : "alive");
  }

  const CardState state = fold_card(events, dead, scheduler);
  const std::vector<Event> alive = surviving(events, dead);
  require(std::is_sorted(alive.begin(), alive.end(), before), "not in canonical order");
  require(surviving(alive, dead) == alive, "who survived does not survive");
  std::mt19937 random(static_cast<std::mt19937::result_type>(events.size()));
  for (int i = 0; i < 3; ++i) {
    const auto otherwise = arrived_otherwise(events, random);
    require(surviving(otherwise, dead_events(otherwise)) == alive, "the order of arrival matters");
    require(fold(otherwise, scheduler) == state, "copies count");
  }

  CardState so_far;
  for (const Event& event : alive) {
    CardFold further(scheduler, so_far);
    further.add(event);
    so_far = further.state();
  }
  require(so_far == state, "a fold cannot go on where it stopped");
  const auto steps = reckon(events, dead, SchedulerChoice{});
  CardState told = steps.empty() ? CardState{} : steps.back().after;
  told.flag = state.flag;  // no part of the schedule
  require(told == state, "why tells another story");
  check_undo(events, state, scheduler);
}

}  // namespace
}  // namespace lianxi

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  lianxi::run({reinterpret_cast<const char*>(data), size});
  return 0;
}
