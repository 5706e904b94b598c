#include "store/event_record.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "base/error.h"
#include "base/hash.h"
#include "store/payload.h"
#include "store/review_line.h"
#include "text/json_depth.h"

namespace lianxi::store {
namespace {

using Json = nlohmann::json;

// Bounds of what a log may hold. Days reach from the year 1 to the year 9999.
constexpr std::int64_t kFirstDay = -719162;
constexpr std::int64_t kLastDay = 2932896;
constexpr std::int64_t kLargestClock = (std::int64_t{1} << 48) - 1;
/// Seqs count from 1; those of imported histories are hashes.
constexpr std::int64_t kLargest = std::numeric_limits<std::int64_t>::max() - 1;
/// The largest whole number that every program keeps that takes numbers for doubles.
constexpr std::int64_t kLargestExact = (std::int64_t{1} << 53) - 1;
/// Where the fold's interval saturates.
constexpr std::int64_t kLongestInterval = std::int64_t{1} << 40;
constexpr std::int64_t kLongestMs = std::int64_t{1} << 40;
constexpr std::size_t kMostAttempts = 1000;
constexpr std::size_t kMostDecks = 10'000;
constexpr int kMostHints = 1000;
/// Arrays and objects within each other.
constexpr int kDeepest = 16;

[[noreturn]] void refuse(const std::string& why) { throw Error(ErrorKind::input, why); }

std::string dump(const Json& json) {
  // Learners type what they like; what is not UTF-8 must not stop the log.
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// Writing
// ------------------------------------------------------------------------------------------

Json decks_json(const std::vector<ImportedDeck>& decks) {
  Json json = Json::array();
  for (const ImportedDeck& deck : decks) {
    json.push_back({{"name", deck.name},
                    {"title", deck.title},
                    {"author", deck.author},
                    {"licence", deck.licence},
                    {"source", deck.source},
                    {"language", deck.language},
                    {"description", deck.description}});
  }
  return json;
}

Json entry_json(const ImportedText& entry) {
  return {{"deck", entry.deck},
          {"entry", to_hex(entry.entry)},
          {"file", entry.file},
          {"position", entry.position},
          {"text", entry.text}};
}

std::string digest_of(const std::vector<ImportedText>& entries) {
  Digest digest;
  for (const ImportedText& entry : entries) digest.add(dump(entry_json(entry))).add("\n");
  return digest.hex();
}

/// Of any event but a review.
Json act_json(const EventRecord& record) {
  const Event& event = record.event;
  Json json = {{"at", event.at.ms()},
               {"clock", {event.clock.ms, event.clock.n}},
               {"day", day_number(event.day)},
               {"device", to_hex(event.id.device)},
               {"offset_min", event.at.offset.count()},
               {"payload", Json::parse(to_payload(event.act, event.with).value())},
               {"rollover_hour", event.rollover.count()},
               {"seq", event.id.seq},
               {"type", std::string(to_string(event.type()))}};
  if (event.subject) json["subject"] = to_hex(*event.subject);
  if (event.import) json["import"] = to_string(*event.import);
  if (event.type() == EventType::import) {
    json["decks"] = decks_json(record.decks);
    json["entries"] = record.entries.size();
    json["digest"] = digest_of(record.entries);
  }
  return json;
}

// Reading
// ------------------------------------------------------------------------------------------

/// An object of which every member must be taken: what this version does not know it must not
/// pass over, for the event would not be the same here as elsewhere.
class Members {
 public:
  Members(const Json& json, std::string_view what) : json_(json), what_(what) {
    if (!json.is_object()) refuse(fmt::format("{} is no JSON object", what));
  }
  bool has(const char* name) const { return json_.contains(name); }
  const Json& at(const char* name) {
    const auto found = json_.find(name);
    if (found == json_.end()) refuse(fmt::format("{} has no {}", what_, name));
    ++taken_;
    return *found;
  }
  std::string text(const char* name) {
    const Json& json = at(name);
    if (!json.is_string()) refuse(fmt::format("{} of {} is no text", name, what_));
    return json.get<std::string>();
  }
  bool truth(const char* name) {
    const Json& json = at(name);
    if (!json.is_boolean()) refuse(fmt::format("{} of {} is neither true nor false", name, what_));
    return json.get<bool>();
  }
  std::int64_t integer(const char* name, std::int64_t lowest, std::int64_t highest) {
    return integer(at(name), name, lowest, highest);
  }
  std::int64_t integer(const Json& json, const char* name, std::int64_t lowest,
                       std::int64_t highest) const {
    const auto value = json.is_number_integer() ? json.get<std::int64_t>() : 0;
    const bool wraps = json.is_number_unsigned() && value < 0;
    if (!json.is_number_integer() || wraps || value < lowest || value > highest) {
      refuse(
          fmt::format("{} of {} is no whole number from {} to {}", name, what_, lowest, highest));
    }
    return value;
  }
  Key key(const char* name) {
    const auto key = key_from_hex(text(name));
    if (!key) refuse(fmt::format("{} of {} is no key of 32 hex digits", name, what_));
    return *key;
  }
  EventId event(const char* name) {
    const auto id = event_id_from_string(text(name));
    if (!id) refuse(fmt::format("{} of {} names no event", name, what_));
    return *id;
  }
  const Json& list(const char* name, std::size_t most) {
    const Json& json = at(name);
    if (!json.is_array() || json.size() > most) {
      refuse(fmt::format("{} of {} is no list of at most {}", name, what_, most));
    }
    return json;
  }
  void end() const {
    if (taken_ != json_.size()) {
      refuse(fmt::format("{} says more than this lianxi knows; a newer one wrote it", what_));
    }
  }

 private:
  const Json& json_;
  std::string_view what_;
  std::size_t taken_ = 0;
};

Json parse(std::string_view line) {
  if (json_depth(line) > kDeepest) refuse("this is deeper than any event");
  try {
    return Json::parse(line);
  } catch (const Json::exception&) {
    refuse("this is no JSON");
  }
}

EventType type_named(const std::string& name) {
  const auto found = std::find(kEventTypeNames.begin() + 1, kEventTypeNames.end(), name);
  if (found == kEventTypeNames.end())
    refuse("a newer lianxi wrote this: no event is called " + name);
  return static_cast<EventType>(found - kEventTypeNames.begin());
}

ReviewAct review_from(const Json& json) {
  Members members(json, "the review");
  ReviewAct review;
  review.first_sight = members.truth("first_sight");
  review.hints = static_cast<int>(members.integer("hints", 0, kMostHints));
  review.rating = rating_from_number(members.integer("rating", 1, 4)).value();
  review.scheduler = members.text("scheduler");
  review.taken = std::chrono::milliseconds{members.integer("taken_ms", 0, kLongestMs)};
  if (members.has("quality")) review.quality = static_cast<int>(members.integer("quality", 0, 5));
  if (members.has("sentence")) review.sentence = members.key("sentence");
  if (members.has("previous")) review.previous = members.event("previous");
  if (members.has("interval_days")) {
    review.interval = Days{members.integer("interval_days", 0, kLastDay)};
  }
  members.end();
  return review;
}

std::vector<Attempt> attempts_from(const Json& json) {
  std::vector<Attempt> attempts;
  for (const Json& each : json) {
    Members members(each, "an attempt");
    const auto verdict = verdict_from_string(members.text("verdict"));
    if (!verdict) refuse("an attempt has a verdict that this lianxi does not know");
    attempts.push_back({members.text("typed"), *verdict});
    members.end();
  }
  return attempts;
}

std::vector<ImportedDeck> decks_from(const Json& json) {
  std::vector<ImportedDeck> decks;
  for (const Json& each : json) {
    Members members(each, "a deck");
    decks.push_back({members.text("name"), members.text("title"), members.text("author"),
                     members.text("licence"), members.text("source"), members.text("language"),
                     members.text("description")});
    members.end();
  }
  return decks;
}

HybridTime clock_from(Members& members) {
  const Json& clock = members.list("clock", 2);
  if (clock.size() != 2) refuse("the clock of the event is no pair");
  return {members.integer(clock[0], "clock", 0, kLargestClock),
          static_cast<std::int32_t>(members.integer(clock[1], "clock", 0, 65535))};
}

EventId id_from(Members& members) {
  const std::string device = members.text("device");
  const std::int64_t seq = members.integer("seq", 1, kLargest);
  const auto id = event_id_from_string(fmt::format("{}-{}", device, seq));
  if (!id) refuse("the event has no device of 16 hex digits");
  return *id;
}

void read_act(Members& members, EventType type, ReadEvent& read) {
  Event& event = read.record.event;
  if (type == EventType::review) {
    event.act = review_from(members.at("review"));
    read.record.attempts = attempts_from(members.list("attempts", kMostAttempts));
    return;
  }
  try {
    const std::string text = dump(members.at("payload"));
    Payload payload = read_payload(type, text);
    event.act = std::move(payload.act);
    event.with = payload.with;
    if (to_payload(event.act, event.with) != text) {
      refuse("the payload says more than this lianxi knows; a newer one wrote it");
    }
  } catch (const Error& error) {
    refuse(error.what());
  }
  if (type != EventType::import) return;
  read.record.decks = decks_from(members.list("decks", kMostDecks));
  read.entries = static_cast<std::size_t>(members.integer("entries", 0, kMostEntries));
  read.digest = members.text("digest");
}

ReadEvent read_event_object(const Json& json) {
  Members members(json, "the event");
  ReadEvent read;
  Event& event = read.record.event;
  event.id = id_from(members);
  event.clock = clock_from(members);
  event.at.utc = decltype(event.at.utc){
      std::chrono::milliseconds{members.integer("at", -kLargestClock, kLargestClock)}};
  event.at.offset = std::chrono::minutes{members.integer("offset_min", -1440, 1440)};
  event.rollover = std::chrono::hours{members.integer("rollover_hour", 0, 23)};
  event.day = day_from_number(members.integer("day", kFirstDay, kLastDay));
  if (members.has("subject")) event.subject = members.key("subject");
  if (members.has("import")) event.import = members.event("import");
  read_act(members, type_named(members.text("type")), read);
  members.end();
  if (const auto problem = problem_of(read.record)) refuse(*problem);
  return read;
}

ImportedText read_entry(const Json& json) {
  Members members(json, "the entry");
  ImportedText entry;
  entry.entry = members.key("entry");
  entry.deck = members.text("deck");
  entry.file = members.text("file");
  entry.position = static_cast<int>(members.integer("position", 0, kMostEntries));
  entry.text = members.text("text");
  members.end();
  return entry;
}

/// The objects of an event that hold a seq: itself, and an undo.
std::vector<Json*> with_seq(Json& event) {
  std::vector<Json*> objects;
  if (!event.is_object()) return objects;
  if (event.contains("seq")) objects.push_back(&event);
  const auto payload = event.find("payload");
  if (payload != event.end() && payload->is_object() && payload->contains("seq")) {
    objects.push_back(&*payload);
  }
  return objects;
}

/// Other programs that read JSON and write it again round what a double does not hold exactly; as a
/// text they leave it alone.
void protect_large_seqs(Json& event) {
  for (Json* object : with_seq(event)) {
    const auto seq = object->at("seq").get<std::int64_t>();
    if (seq > kLargestExact) (*object)["seq"] = std::to_string(seq);
  }
}

/// The same back. They also write 4.0 as 4.
void undo_other_programs(Json& event) {
  for (Json* object : with_seq(event)) {
    Json& seq = (*object)["seq"];
    if (!seq.is_string()) continue;
    const auto id = event_id_from_string("0000000000000001-" + seq.get<std::string>());
    if (id) seq = id->seq;
  }
  if (!event.is_object() || !event.contains("payload")) return;
  Json& payload = event["payload"];
  if (!payload.is_object()) return;
  for (const char* name : {"s", "d"}) {
    const auto real = payload.find(name);
    if (real != payload.end() && real->is_number_integer()) *real = real->get<double>();
  }
}

/// Takes the list of its entries out of an import and puts their number there.
Json take_entries(Json& import) {
  const auto inside = import.find("entries");
  if (inside == import.end() || !inside->is_array() || inside->size() > kMostEntries) {
    refuse("the import does not list its entries");
  }
  const std::size_t count = inside->size();
  return std::exchange(*inside, count);
}

// Judging
// ------------------------------------------------------------------------------------------

bool is_day(StudyDay day) { return day_number(day) >= kFirstDay && day_number(day) <= kLastDay; }
bool is_day(const std::optional<StudyDay>& day) { return !day || is_day(*day); }
bool is_real(const std::optional<double>& value) { return !value || std::isfinite(*value); }

bool is_name(std::string_view text) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  };
  return !text.empty() && text.size() <= 32 && std::all_of(text.begin(), text.end(), allowed);
}

/// A deck's name is that of a file or a folder: what exports it must not be led elsewhere.
bool is_deck_name(std::string_view name) {
  const auto bad = [](char c) { return c == '/' || c == '\0'; };
  return !name.empty() && name.size() <= 255 && name != "." && name != ".." &&
         std::none_of(name.begin(), name.end(), bad);
}

/// What the fold could not take.
struct ActProblem {
  std::string operator()(const ReviewAct& act) const {
    if (act.rating < Rating::again || act.rating > Rating::easy) return "a rating beyond 1 to 4";
    if (act.quality && (*act.quality < 0 || *act.quality > 5)) return "a quality beyond 0 to 5";
    if (act.taken.count() < 0 || act.taken.count() > kLongestMs || act.hints < 0 ||
        act.hints > kMostHints) {
      return "a duration or a number of hints that cannot be";
    }
    if (act.interval && (act.interval->count() < 0 || act.interval->count() > kLastDay)) {
      return "an interval beyond all days";
    }
    return is_name(act.scheduler) ? "" : "a scheduler without a name";
  }
  std::string operator()(const BuryAct& act) const { return day(act.until); }
  std::string operator()(const SetDueAct& act) const { return day(act.due); }
  std::string operator()(const SetStateAct& act) const {
    const bool counts =
        act.n >= 0 && act.ef100 >= 130 && act.interval >= 0 && act.interval <= kLongestInterval;
    const bool reals = is_real(act.stability) && is_real(act.difficulty);
    return counts && reals && is_day(act.due) && is_day(act.last) ? "" : "a state no card can have";
  }
  std::string operator()(const RestoreAct& act) const {
    for (const VersionVector* vector : {&act.to, &act.known}) {
      for (const auto& [device, seq] : *vector) {
        if (seq < 0) return "a negative number of events";
      }
    }
    return "";
  }
  template <typename Other>
  std::string operator()(const Other&) const {
    return "";
  }

 private:
  static std::string day(StudyDay day) { return is_day(day) ? "" : "a day beyond all calendars"; }
};

bool is_id(const EventId& id) {
  return static_cast<std::int64_t>(id.device) > 0 && id.seq > 0 && id.seq <= kLargest;
}

std::string header_problem(const Event& event) {
  if (!is_id(event.id) || (event.import && !is_id(*event.import))) return "an id out of range";
  if (event.clock.ms < 0 || event.clock.ms > kLargestClock || event.clock.n < 0 ||
      event.clock.n > 65535) {
    return "a clock out of range";
  }
  if (event.at.ms() < -kLargestClock || event.at.ms() > kLargestClock) return "a time out of range";
  if (std::abs(event.at.offset.count()) > 1440) return "an offset of more than a day";
  if (event.rollover.count() < 0 || event.rollover.count() > 23) return "a rollover beyond 0 to 23";
  if (!is_day(event.day)) return "a day beyond all calendars";
  const auto* undo = std::get_if<UndoAct>(&event.act);
  if (undo && undo->target == event.id) return "itself as what it takes back";
  if (event.with < 0 || event.with >= event.id.seq) return "a companion that came later";
  const bool about_nothing = event.type() == EventType::import ||
                             event.type() == EventType::setting ||
                             event.type() == EventType::restore;
  const bool either = event.type() == EventType::undo;
  if (!either && event.subject.has_value() == about_nothing) {
    return about_nothing ? "a subject it cannot have" : "no subject";
  }
  return "";
}

}  // namespace

void append_event_line(std::string& line, const EventRecord& record) {
  const bool review = record.event.type() == EventType::review;
  if (review) return append_review_line(line, record.event, record.attempts);
  line += dump(act_json(record));
}

std::string event_line(const EventRecord& record) {
  std::string line;
  append_event_line(line, record);
  return line;
}

std::string entry_line(const ImportedText& entry) { return dump(entry_json(entry)); }

std::string record_json(const EventRecord& record) {
  const bool review = record.event.type() == EventType::review;
  if (review && record.event.id.seq <= kLargestExact) return event_line(record);
  Json json = review ? Json::parse(event_line(record)) : act_json(record);
  protect_large_seqs(json);
  if (record.event.type() != EventType::import) return dump(json);
  Json entries = Json::array();
  for (const ImportedText& entry : record.entries) entries.push_back(entry_json(entry));
  json["entries"] = std::move(entries);
  return dump(json);
}

std::string encode(const EventRecord& record) {
  std::string lines;
  append_event_line(lines, record);
  lines += "\n";
  for (const ImportedText& entry : record.entries) lines += entry_line(entry) + "\n";
  return lines;
}

std::size_t extent(const EventRecord& record) {
  return record.attempts.size() + record.decks.size() + record.entries.size();
}

bool counts_over(const EventRecord& one, const EventRecord& other) {
  if (extent(one) != extent(other)) return extent(one) > extent(other);
  return encode(one) < encode(other);
}

ReadEvent read_event_line(std::string_view line) { return read_event_object(parse(line)); }

ImportedText read_entry_line(std::string_view line) { return read_entry(parse(line)); }

EventRecord read_record_json(nlohmann::json json) {
  undo_other_programs(json);
  const bool import = json.is_object() && json.contains("type") && json["type"] == "import";
  Json entries = import ? take_entries(json) : Json::array();
  ReadEvent read = read_event_object(json);
  for (Json& entry : entries) {
    read.record.entries.push_back(read_entry(entry));
    entry = nullptr;
  }
  if (import && !has_digest(read.record.entries, read.digest)) {
    refuse("these are not the entries that the import speaks of");
  }
  if (const auto problem = problem_of(read.record)) refuse(*problem);
  return std::move(read.record);
}

std::string before_line(const SeqSet& before) {
  Json json = Json::object();
  for (const auto& [device, runs] : before.runs()) {
    Json& ends = json[to_hex(device)];
    for (const auto& [first, last] : runs) {
      ends.push_back(first);
      ends.push_back(last);
    }
    if (runs.size() == 1 && runs.begin()->first == 1) ends = runs.begin()->second;
  }
  return dump({{"before", json}});
}

SeqSet read_before_line(std::string_view line) {
  const Json json = parse(line);
  Members members(json, "the second line");
  const Json& before = members.at("before");
  members.end();
  if (!before.is_object()) refuse("before of the second line is no JSON object");
  SeqSet set;
  for (const auto& [device, ends] : before.items()) {
    const auto id = event_id_from_string(device + "-1");
    if (!id) refuse("before of the second line names no device");
    if (!ends.is_array()) {
      set.add(id->device, 1, members.integer(ends, "before", 1, kLargest));
      continue;
    }
    if (ends.size() % 2 != 0) refuse("a run before the second line has no end");
    for (std::size_t i = 0; i < ends.size(); i += 2) {
      const auto first = members.integer(ends[i], "before", 1, kLargest);
      set.add(id->device, first, members.integer(ends[i + 1], "before", first, kLargest));
    }
  }
  return set;
}

bool has_digest(const std::vector<ImportedText>& entries, std::string_view digest) {
  return digest_of(entries) == digest;
}

EventRecord decode(std::string_view lines) {
  const auto next_line = [&] {
    const auto end = lines.find('\n');
    const std::string_view line = lines.substr(0, end);
    lines.remove_prefix(end == lines.npos ? lines.size() : end + 1);
    return line;
  };
  ReadEvent read = read_event_line(next_line());
  for (std::size_t i = 0; i < read.entries; ++i) {
    read.record.entries.push_back(read_entry_line(next_line()));
  }
  return std::move(read.record);
}

std::optional<std::string> problem_of(const EventRecord& record) {
  std::string problem = header_problem(record.event);
  if (problem.empty()) problem = std::visit(ActProblem{}, record.event.act);
  if (record.attempts.size() > kMostAttempts || record.decks.size() > kMostDecks ||
      record.entries.size() > kMostEntries) {
    problem = "more attempts, decks or entries than can be";
  }
  std::set<std::string_view> decks;
  for (const ImportedDeck& deck : record.decks) {
    if (!is_deck_name(deck.name)) problem = "a deck without a proper name";
    if (!decks.insert(deck.name).second) problem = "a deck twice";
  }
  for (const ImportedText& entry : record.entries) {
    if (!decks.contains(entry.deck)) problem = "an entry of a deck that it does not name";
    if (entry.position < 0 || entry.text.size() > kLongestLine / 2) problem = "an odd entry";
  }
  if (problem.empty()) return std::nullopt;
  return fmt::format("event {} has {}", to_string(record.event.id), problem);
}

}  // namespace lianxi::store
