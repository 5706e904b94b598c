#pragma once

// Reads replay_merge.json: logs of three devices as they arrived, shuffled, with duplicates and
// conflicts, and what they must come to.

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "schedule/event.h"
#include "schedule/random_history.h"

namespace lianxi {

using Json = nlohmann::json;

inline EventId event_id(const Json& pair) {
  return {static_cast<DeviceId>(pair.at(0).get<std::int64_t>()), pair.at(1)};
}

inline Act read_act(const Json& json) {
  const std::string type = json.at("type");
  if (type == "review") {
    ReviewAct act;
    act.rating = *rating_from_number(json.at("rating"));
    act.taken = std::chrono::milliseconds{json.at("ms").get<std::int64_t>()};
    act.scheduler = "sm2";
    return act;
  }
  if (type == "undo") return UndoAct{event_id(json.at("target"))};
  if (type == "suspend") return SuspendAct{json.at("value")};
  if (type == "bury") return BuryAct{day_from_number(json.at("until_day"))};
  if (type == "set_due") return SetDueAct{day_from_number(json.at("due_day"))};
  if (type == "edit") return EditAct{"text", json.at("text")};
  if (type == "reset") return ResetAct{};
  if (type == "delete") return DeleteAct{};
  throw std::invalid_argument("replay figures: unknown type " + type);
}

inline Event read_event(const Json& json) {
  Event event;
  event.id = {static_cast<DeviceId>(json.at("dev").get<std::int64_t>()), json.at("seq")};
  event.clock = {json.at("hlc").at(0), json.at("hlc").at(1)};
  event.at = {std::chrono::sys_time<std::chrono::milliseconds>{
                  std::chrono::milliseconds{json.at("ts").get<std::int64_t>()}},
              std::chrono::minutes{json.at("tz").get<int>()}};
  event.day = day_from_number(json.at("day"));
  event.subject = card_key(json.at("card"));
  event.act = read_act(json);
  return event;
}

/// A replica: one content for each id, the smaller canonical encoding where two differ.
class Union {
 public:
  void add(const Json& event) {
    const EventId id = {static_cast<DeviceId>(event.at("dev").get<std::int64_t>()),
                        event.at("seq")};
    const std::string encoding = event.dump();  // keys sorted, no spaces
    const auto [place, is_new] = encodings_.emplace(id, encoding);
    if (!is_new && place->second != encoding) ++conflicts_;
    place->second = std::min(place->second, encoding);
  }
  void add(const Union& other) {
    for (const auto& [id, encoding] : other.encodings_) add(Json::parse(encoding));
  }
  /// In the order of their ids, each once.
  std::vector<Event> events() const {
    std::vector<Event> events;
    for (const auto& [id, encoding] : encodings_)
      events.push_back(read_event(Json::parse(encoding)));
    return events;
  }
  int conflicts() const { return conflicts_; }

 private:
  std::map<EventId, std::string> encodings_;
  int conflicts_ = 0;
};

inline Json read_replay_figures() {
  std::ifstream in(LIANXI_SOURCE_DIR "/tests/schedule/replay_merge.json");
  return Json::parse(in);
}

}  // namespace lianxi
