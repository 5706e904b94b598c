#include "store/payload.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/error.h"

namespace lianxi::store {
namespace {

using Json = nlohmann::json;

Json day_or_null(const std::optional<StudyDay>& day) {
  return day ? Json(day_number(*day)) : Json(nullptr);
}

Json vector_json(const VersionVector& vector) {
  Json json = Json::object();
  for (const auto& [device, seq] : vector) json[to_hex(device)] = seq;
  return json;
}

struct ToJson {
  Json operator()(const ReviewAct&) const { return nullptr; }
  Json operator()(const UndoAct& act) const {
    return {{"device", to_hex(act.target.device)}, {"seq", act.target.seq}};
  }
  Json operator()(const SuspendAct& act) const { return {{"value", act.value}}; }
  Json operator()(const BuryAct& act) const { return {{"until_day", day_number(act.until)}}; }
  Json operator()(const SetDueAct& act) const { return {{"due_day", day_number(act.due)}}; }
  Json operator()(const ResetAct&) const { return Json::object(); }
  Json operator()(const EditAct& act) const { return {{"field", act.field}, {"text", act.text}}; }
  Json operator()(const DeleteAct&) const { return Json::object(); }
  Json operator()(const AcceptAct& act) const { return {{"text", act.text}}; }
  Json operator()(const FlagAct& act) const { return {{"text", act.text}}; }
  Json operator()(const SettingAct& act) const { return {{"key", act.key}, {"value", act.value}}; }
  Json operator()(const ImportAct& act) const {
    Json json = {{"source", act.source}};
    if (act.history) json["history"] = to_string(*act.history);
    return json;
  }
  Json operator()(const SetStateAct& act) const {
    return {{"n", act.n},
            {"ef100", act.ef100},
            {"interval", act.interval},
            {"due", day_or_null(act.due)},
            {"last", day_or_null(act.last)},
            {"s", act.stability ? Json(*act.stability) : Json(nullptr)},
            {"d", act.difficulty ? Json(*act.difficulty) : Json(nullptr)}};
  }
  Json operator()(const RestoreAct& act) const {
    return {{"to", vector_json(act.to)}, {"known", vector_json(act.known)}};
  }
};

/// A whole number; the library would round and cut others without a word.
std::int64_t integer(const Json& json) {
  const auto value = json.is_number_integer() ? json.get<std::int64_t>() : -1;
  if (!json.is_number_integer() || (json.is_number_unsigned() && value < 0)) {
    throw Json::other_error::create(501, "no whole number: " + json.dump(), nullptr);
  }
  return value;
}

/// One of a range that fits an int.
int small_integer(const Json& json) {
  const std::int64_t value = integer(json);
  if (value != static_cast<int>(value)) {
    throw Json::other_error::create(501, "too large: " + json.dump(), nullptr);
  }
  return static_cast<int>(value);
}

std::optional<StudyDay> day_from(const Json& json) {
  if (json.is_null()) return std::nullopt;
  return day_from_number(integer(json));
}

std::optional<double> real_from(const Json& json) {
  return json.is_null() ? std::nullopt : std::optional(json.get<double>());
}

DeviceId device_from(const std::string& hex) {
  const auto id = event_id_from_string(hex + "-1");
  if (!id) throw Json::other_error::create(501, "no device id: " + hex, nullptr);
  return id->device;
}

/// The event that a member names, where there is one.
std::optional<EventId> event_from(const Json& json, const char* name) {
  if (!json.contains(name)) return std::nullopt;
  const auto hex = json.at(name).get<std::string>();
  const auto id = event_id_from_string(hex);
  if (!id) throw Json::other_error::create(501, "no event id: " + hex, nullptr);
  return id;
}

VersionVector vector_from(const Json& json) {
  VersionVector vector;
  for (const auto& [device, seq] : json.items()) {
    vector[device_from(device)] = integer(seq);
  }
  return vector;
}

Act from_json(EventType type, const Json& json) {
  const auto text = [&](const char* name) { return json.at(name).get<std::string>(); };
  switch (type) {
    case EventType::undo:
      return UndoAct{{device_from(text("device")), integer(json.at("seq"))}};
    case EventType::suspend:
      return SuspendAct{json.at("value").get<bool>()};
    case EventType::bury:
      return BuryAct{day_from_number(integer(json.at("until_day")))};
    case EventType::set_due:
      return SetDueAct{day_from_number(integer(json.at("due_day")))};
    case EventType::reset:
      return ResetAct{};
    case EventType::edit:
      return EditAct{text("field"), text("text")};
    case EventType::delete_:
      return DeleteAct{};
    case EventType::accept:
      return AcceptAct{text("text")};
    case EventType::flag:
      return FlagAct{text("text")};
    case EventType::setting:
      return SettingAct{text("key"), text("value")};
    case EventType::import:
      return ImportAct{text("source"), event_from(json, "history")};
    case EventType::set_state:
      return SetStateAct{small_integer(json.at("n")),  small_integer(json.at("ef100")),
                         integer(json.at("interval")), day_from(json.at("due")),
                         day_from(json.at("last")),    real_from(json.at("s")),
                         real_from(json.at("d"))};
    case EventType::restore:
      return RestoreAct{vector_from(json.at("to")), vector_from(json.at("known"))};
    case EventType::review:
      break;
  }
  return ReviewAct{};
}

}  // namespace

std::optional<std::string> to_payload(const Act& act, std::int64_t with) {
  if (std::holds_alternative<ReviewAct>(act)) return std::nullopt;
  Json json = std::visit(ToJson{}, act);
  if (with != 0) json["with"] = with;
  // Learners type what they like; what is not UTF-8 must not stop the log.
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Payload read_payload(EventType type, std::string_view text) {
  try {
    const Json json = Json::parse(text);
    return {from_json(type, json), json.contains("with") ? integer(json.at("with")) : 0};
  } catch (const Json::exception& error) {
    throw Error(ErrorKind::collection,
                fmt::format("the log holds a {} event that cannot be read: {}", to_string(type),
                            error.what()),
                "restore a backup, or report this");
  }
}

}  // namespace lianxi::store
