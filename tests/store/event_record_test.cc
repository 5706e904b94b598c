#include "store/event_record.h"

#include <doctest/doctest.h>

#include <cmath>
#include <functional>

#include "base/error.h"
#include "entry/entry.h"

namespace lianxi::store {
namespace {

Event event_about(std::optional<Key> subject, Act act) {
  Event event;
  event.id = {DeviceId{0x1234}, 7};
  event.clock = {1'772'420'400'123, 2};
  event.at.utc = decltype(event.at.utc){std::chrono::milliseconds{1'772'420'400'000}};
  event.at.offset = std::chrono::minutes{480};
  event.day = day_from_number(20514);
  event.subject = subject;
  event.act = std::move(act);
  return event;
}

EventRecord review_record() {
  ReviewAct review;
  review.rating = Rating::hard;
  review.quality = 3;
  review.taken = std::chrono::milliseconds{4200};
  review.hints = 1;
  review.sentence = entry_key("一句话");
  review.first_sight = true;
  review.scheduler = "sm2";
  review.previous = EventId{DeviceId{0x99}, 3};
  review.interval = Days{6};
  return {event_about(entry_key("联系"), review),
          {{"lian2xi2", Verdict::tone}, {"联系\"\\\n", Verdict::right}},
          {},
          {}};
}

EventRecord import_record() {
  return {event_about(std::nullopt, ImportAct{"first, contact"}),
          {},
          {{"contact", "Contact", "Li", "CC0", "a book", "zh-CN", ""},
           {"first", "", "", "", "", "", "two\nlines"}},
          {{entry_key("联系"), "contact", "a.md", 1, "# 联系 liánxì\n"},
           {entry_key("茶"), "first", "b.md", 12, "# 茶 chá\n"}}};
}

/// One of every kind.
std::vector<EventRecord> all_records() {
  const Key card = entry_key("card");
  std::vector<EventRecord> records = {review_record(), import_record()};
  for (Act act : std::vector<Act>{
           UndoAct{{DeviceId{5}, 9}}, SuspendAct{false}, BuryAct{day_from_number(20600)},
           SetDueAct{day_from_number(20601)}, ResetAct{}, EditAct{"tags/100%", "+"}, DeleteAct{},
           AcceptAct{"联络"}, FlagAct{"odd"},
           SetStateAct{3, 250, 15, day_from_number(20600), std::nullopt, 4.5, std::nullopt}}) {
    records.push_back({event_about(card, act), {}, {}, {}});
  }
  records.push_back({event_about(std::nullopt, SettingAct{"new-cards", "5"}), {}, {}, {}});
  records.push_back(
      {event_about(std::nullopt, RestoreAct{{{DeviceId{1}, 4}}, {{DeviceId{1}, 9}}}), {}, {}, {}});
  records[3].event.with = 5;
  records[4].event.import = EventId{DeviceId{8}, 2};
  return records;
}

std::string refusal(const std::function<void()>& read) {
  try {
    read();
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::input);
    return error.what();
  }
  return "taken";
}

}  // namespace

TEST_CASE("every event is the same after it has been written and read") {
  for (const EventRecord& record : all_records()) {
    CAPTURE(to_string(record.event.type()));
    CHECK(decode(encode(record)) == record);
    CHECK(problem_of(record) == std::nullopt);
  }
}

TEST_CASE("the encoding is canonical: sorted keys, no spaces, characters as they are") {
  CHECK(event_line({event_about(entry_key("联系"), FlagAct{"不对 \""}), {}, {}, {}}) ==
        R"({"at":1772420400000,"clock":[1772420400123,2],"day":20514,"device":"0000000000001234",)"
        R"("offset_min":480,"payload":{"text":"不对 \""},"rollover_hour":4,"seq":7,"subject":")" +
            to_hex(entry_key("联系")) + R"(","type":"flag"})");
}

TEST_CASE("the line of an import speaks of its entries and no others") {
  EventRecord record = import_record();
  const std::string line = event_line(record);
  const ReadEvent read = read_event_line(line);
  CHECK(read.entries == 2);
  CHECK(has_digest(record.entries, read.digest));
  std::swap(record.entries[0], record.entries[1]);
  CHECK_FALSE(has_digest(record.entries, read.digest));
  CHECK(event_line(record) != line);
}

TEST_CASE("what may not join a log is refused, and why is said") {
  const std::string good = event_line(review_record());
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string line = good;
    const auto at = line.find(from);
    REQUIRE(at != line.npos);
    return line.replace(at, from.size(), to);
  };
  const auto with_payload = [&](const std::string& payload) {
    std::string line = event_line({event_about(entry_key("a"), FlagAct{"odd"}), {}, {}, {}});
    const std::string was = R"({"text":"odd"})";
    return line.replace(line.find(was), was.size(), payload);
  };
  struct {
    std::string line, why;
  } const rows[] = {
      {"", "this is no JSON"},
      {"[1,2]", "the event is no JSON object"},
      {with(R"("rating":2)", R"("rating":5)"),
       "rating of the review is no whole number from 1 to 4"},
      {with(R"("rating":2)", R"("rating":2.5)"),
       "rating of the review is no whole number from 1 to 4"},
      {with(R"("seq":7)", R"("seq":0)"),
       "seq of the event is no whole number from 1 to 9223372036854775806"},
      {with(R"("seq":7)", R"("seq":18446744073709551615)"),
       "seq of the event is no whole number from 1 to 9223372036854775806"},
      {with(R"("day":20514)", R"("day":1e300)"),
       "day of the event is no whole number from -719162 to 2932896"},
      {with(R"("device":"0000000000001234")", R"("device":"12")"),
       "the event has no device of 16 hex digits"},
      {with(R"("type":"review")", R"("type":"dream")"),
       "a newer lianxi wrote this: no event is called dream"},
      {with(R"("seq":7)", R"("mood":1,"seq":7)"),
       "the event says more than this lianxi knows; a newer one wrote it"},
      {with(R"("verdict":"tone")", R"("verdict":"odd")"),
       "an attempt has a verdict that this lianxi does not know"},
      {with(R"("scheduler":"sm2")", R"("scheduler":"a b")"),
       "event 0000000000001234-7 has a scheduler without a name"},
      {with(R"("subject":)", R"("import":)"), "import of the event names no event"},
      {std::string(100'000, '['), "this is deeper than any event"},
      {with_payload(R"({"later":1,"text":""})"),
       "the payload says more than this lianxi knows; a newer one wrote it"},
      {with_payload(R"({"text":1})"),
       "the log holds a flag event that cannot be read: [json.exception.type_error.302] type must "
       "be string, but is number"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.line);
    CHECK(refusal([&] { read_event_line(row.line); }) == row.why);
  }
}

TEST_CASE("states that no card can have, companions from the future and the like are refused") {
  struct {
    const char* name;
    std::function<void(EventRecord&)> spoil;
  } const rows[] = {
      {"ease", [](EventRecord& r) { r.event.act = SetStateAct{0, 100, 0, {}, {}, {}, {}}; }},
      {"real", [](EventRecord& r) { r.event.act = SetStateAct{0, 250, 0, {}, {}, NAN, {}}; }},
      {"bury", [](EventRecord& r) { r.event.act = BuryAct{day_from_number(9'999'999)}; }},
      {"with", [](EventRecord& r) { r.event.with = 7; }},
      {"itself", [](EventRecord& r) { r.event.act = UndoAct{r.event.id}; }},
      {"subject", [](EventRecord& r) { r.event.subject.reset(); }},
      {"clock", [](EventRecord& r) { r.event.clock.n = 65536; }},
      {"ms", [](EventRecord& r) { r.event.clock.ms = std::int64_t{1} << 48; }},
      {"device", [](EventRecord& r) { r.event.id.device = DeviceId{-1}; }},
      {"rollover", [](EventRecord& r) { r.event.rollover = std::chrono::hours{24}; }},
      {"vector",
       [](EventRecord& r) {
         r.event = event_about({}, RestoreAct{{{DeviceId{1}, -1}}, {}});
       }},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    EventRecord record{event_about(entry_key("card"), SuspendAct{}), {}, {}, {}};
    CHECK(problem_of(record) == std::nullopt);
    row.spoil(record);
    CHECK(problem_of(record) != std::nullopt);
  }
}

}  // namespace lianxi::store
