#include "store/collection_json.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <sstream>

#include "base/error.h"
#include "entry/entry.h"
#include "support/refusal.h"

namespace lianxi::store {
namespace {

using Json = nlohmann::json;

/// Ids as imported histories have them: no double holds them.
constexpr std::int64_t kLargeSeq = 9'007'199'254'740'993;

EventRecord record_of(std::int64_t seq, Act act) {
  EventRecord record;
  record.event.id = {DeviceId{0xabc}, seq};
  record.event.clock = {1'772'420'400'000 + seq % 1000, 0};
  record.event.day = day_from_number(20514);
  if (act.index() + 1 != static_cast<std::size_t>(EventType::import)) {
    record.event.subject = entry_key("茶");
  }
  record.event.act = std::move(act);
  return record;
}

std::vector<EventRecord> some_records() {
  std::vector<EventRecord> records = {
      record_of(1, ImportAct{"tea"}), record_of(2, FlagAct{"看\u200b\"他\"\n"}),
      record_of(kLargeSeq, SetStateAct{3, 250, 15, day_from_number(20600), {}, 4.0, 1e-9}),
      record_of(4, UndoAct{{DeviceId{0xabc}, kLargeSeq}})};
  records[0].decks = {{"tea", "", "", "", "", "", ""}};
  records[0].entries = {{entry_key("茶"), "tea", "a.md", 1, "# 茶 chá\n"},
                        {entry_key("水"), "tea", "a.md", 2, "# 水 shuǐ\n"}};
  return records;
}

std::string written(const std::vector<EventRecord>& records) {
  std::ostringstream out;
  CollectionJsonWriter writer(out);
  for (const EventRecord& record : records) writer.add(record);
  writer.end();
  return out.str();
}

std::vector<EventRecord> read(const std::string& text) {
  std::istringstream in(text);
  std::vector<EventRecord> records;
  read_collection_json(in, "c.json",
                       [&](EventRecord record) { records.push_back(std::move(record)); });
  return records;
}

std::string refusal(const std::string& text) {
  return refusal_of([&] { read(text); });
}

/// What a program makes of it that takes numbers for doubles and whole ones for integers.
void through_doubles(Json& json) {
  if (json.is_number_integer() && std::abs(json.get<std::int64_t>()) >= kLargeSeq) {
    json = static_cast<std::int64_t>(json.get<double>());
  } else if (json.is_number_float() && json.get<double>() == std::floor(json.get<double>())) {
    json = static_cast<std::int64_t>(json.get<double>());
  } else if (json.is_structured()) {
    for (Json& inner : json) through_doubles(inner);
  }
}

}  // namespace

TEST_CASE("a collection is valid JSON with one event a line, and comes back as it was") {
  const std::string text = written(some_records());
  CHECK(std::count(text.begin(), text.end(), '\n') == 6);
  const Json json = Json::parse(text);
  CHECK(json["schema"] == 1);
  CHECK(json["events"].size() == 4);
  CHECK(json["events"][0]["entries"][1]["text"] == "# 水 shuǐ\n");
  CHECK(read(text) == some_records());
  CHECK(read(written({})).empty());
}

TEST_CASE("it comes back after a tool has laid it out anew, sorted or rounded it") {
  Json json = Json::parse(written(some_records()));  // sorts: "events" come first
  CHECK(read(json.dump()) == some_records());
  CHECK(read("\xef\xbb\xbf" + json.dump(4)) == some_records());
  CHECK(read(json.dump(1, '\t', true)) == some_records());
  through_doubles(json);
  CHECK(read(json.dump()) == some_records());
}

TEST_CASE("what is no collection, or not whole, is refused with its place") {
  const std::string good = written(some_records());
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string text = good;
    const auto at = text.find(from);
    REQUIRE(at != text.npos);
    return text.replace(at, from.size(), to);
  };
  struct {
    std::string text, why;
  } const rows[] = {
      {"", "c.json: is cut off, or no JSON"},
      {good.substr(0, good.size() - 3), "c.json, after event 4: is cut off, or no JSON"},
      {good + "x", "c.json, after event 4: is cut off, or no JSON"},
      {R"({"schema":1,"due":[]})", "c.json: this is JSON, but no collection"},
      {"[1]", "c.json: this is JSON, but no collection"},
      {R"({"lianxi":"collection","schema":1})", "c.json: this collection lists no events"},
      {R"({"lianxi":"collection","events":[]})", "c.json: it has no schema number"},
      {with(R"("schema":1)", R"("schema":2)"),
       "c.json, after event 4: a newer lianxi wrote this file"},
      {with("shuǐ", "cha"), "c.json: these are not the entries that the import speaks of"},
      {with(R"("type":"flag")", R"("type":"dream")"),
       "c.json, after event 1: a newer lianxi wrote this: no event is called dream"},
      {R"({"events":[)" + std::string(50, '['), "c.json: this is deeper than any event"},
      {R"({"events":[{"type":"import","entries":3}]})",
       "c.json: the import does not list its entries"},
      {R"({"events":[{"type":7}]})", "c.json: the event has no device"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(refusal(row.text) == row.why);
  }
}

TEST_CASE("JSON is told from decks by how it begins") {
  CHECK(is_json("{\"schema\":1"));
  CHECK(is_json("\xef\xbb\xbf{\n  \"events\""));
  CHECK_FALSE(is_json("# 茶 chá"));
  CHECK_FALSE(is_json("{茶}"));
  CHECK_FALSE(is_json(""));
}

}  // namespace lianxi::store
