#include "store/log_digest.h"

#include <doctest/doctest.h>

#include <functional>
#include <set>

namespace lianxi::store {
namespace {

EventRecord review() {
  ReviewAct act;
  act.rating = Rating::hard;
  act.quality = 3;
  act.taken = std::chrono::milliseconds{4200};
  act.hints = 1;
  act.sentence = hash_key({"sentence"});
  act.scheduler = "sm2";
  act.previous = EventId{DeviceId{7}, 11};
  act.interval = Days{15};
  EventRecord record;
  record.event.id = {DeviceId{7}, 12};
  record.event.clock = {1'700'000'000'000, 2};
  record.event.at.utc += std::chrono::milliseconds{1'700'000'000'000};
  record.event.at.offset = std::chrono::minutes{480};
  record.event.day = day_from_number(19'675);
  record.event.subject = hash_key({"card"});
  record.event.act = act;
  record.attempts = {{"lian2xi", Verdict::tone}, {"lian2xi4", Verdict::right}};
  return record;
}

std::string digest_of(const EventRecord& record) {
  LogDigest digest;
  digest.add(record);
  return digest.hex();
}

TEST_CASE("whatever differs in a review makes another digest") {
  const auto act = [](EventRecord& record) -> ReviewAct& {
    return std::get<ReviewAct>(record.event.act);
  };
  const std::function<void(EventRecord&)> changes[] = {
      [](EventRecord&) {},
      [](EventRecord& r) { r.event.id.device = DeviceId{8}; },
      [](EventRecord& r) { ++r.event.id.seq; },
      [](EventRecord& r) { ++r.event.clock.ms; },
      [](EventRecord& r) { ++r.event.clock.n; },
      [](EventRecord& r) { r.event.at.utc += std::chrono::milliseconds{1}; },
      [](EventRecord& r) { r.event.at.offset += std::chrono::minutes{1}; },
      [](EventRecord& r) { r.event.rollover = std::chrono::hours{5}; },
      [](EventRecord& r) { r.event.day += Days{1}; },
      [](EventRecord& r) { r.event.subject = hash_key({"another"}); },
      [](EventRecord& r) {
        r.event.import = EventId{DeviceId{7}, 1};
      },
      [&](EventRecord& r) { act(r).rating = Rating::good; },
      [&](EventRecord& r) { act(r).quality = 0; },
      [&](EventRecord& r) { act(r).quality.reset(); },
      [&](EventRecord& r) { act(r).taken += std::chrono::milliseconds{1}; },
      [&](EventRecord& r) { act(r).hints = 0; },
      [&](EventRecord& r) { act(r).sentence.reset(); },
      [&](EventRecord& r) { act(r).first_sight = true; },
      [&](EventRecord& r) { act(r).scheduler = "imported"; },
      [&](EventRecord& r) { act(r).previous->seq = 10; },
      [&](EventRecord& r) { act(r).previous.reset(); },
      [&](EventRecord& r) { act(r).interval = Days{0}; },
      [&](EventRecord& r) { act(r).interval.reset(); },
      [](EventRecord& r) { r.attempts.pop_back(); },
      [](EventRecord& r) { r.attempts[0].typed = "lianxi2"; },
      [](EventRecord& r) { r.attempts[0].verdict = Verdict::letters; },
      [](EventRecord& r) { std::swap(r.attempts[0], r.attempts[1]); },
      [](EventRecord& r) { r.event.act = SuspendAct{}; },
  };
  std::set<std::string> digests;
  for (const auto& change : changes) {
    EventRecord record = review();
    change(record);
    digests.insert(digest_of(record));
  }
  CHECK(digests.size() == std::size(changes));
}

TEST_CASE("whatever differs in an import makes another digest") {
  EventRecord import = review();
  import.attempts.clear();
  import.event.subject.reset();
  import.event.act = ImportAct{"a deck"};
  import.decks = {{ "tea", "Tea", "", "", "", "", "" }};
  import.entries = {{hash_key({"茶"}), "tea", "tea.md", 1, "# 茶 chá\n"},
                    { hash_key({"水"}),
                      "tea",
                      "tea.md",
                      2,
                      "# 水 shuǐ\n" }};
  const std::function<void(EventRecord&)> changes[] = {
      [](EventRecord&) {},
      [](EventRecord& r) { ++r.event.id.seq; },
      [](EventRecord& r) { r.event.act = ImportAct{"another"}; },
      [](EventRecord& r) { r.decks[0].title = "Tee"; },
      [](EventRecord& r) { r.entries.pop_back(); },
      [](EventRecord& r) { std::swap(r.entries[0], r.entries[1]); },
      [](EventRecord& r) { r.entries[0].entry = hash_key({"水"}); },
      [](EventRecord& r) { r.entries[0].deck = "te"; },
      [](EventRecord& r) { r.entries[0].file = "te.md"; },
      [](EventRecord& r) { r.entries[0].position = 3; },
      [](EventRecord& r) { r.entries[0].text += "\n"; },
  };
  std::set<std::string> digests;
  for (const auto& change : changes) {
    EventRecord record = import;
    change(record);
    digests.insert(digest_of(record));
  }
  CHECK(digests.size() == std::size(changes));
}

TEST_CASE("what a learner typed that is no UTF-8 has the digest it has on other devices") {
  EventRecord here = review();
  here.attempts[0].typed =
      "li\xff\xfe"
      "an\xe8";
  const EventRecord there = read_event_line(event_line(here)).record;
  CHECK(there != here);
  CHECK(digest_of(there) == digest_of(here));
}

TEST_CASE("the order in which events came does not matter") {
  EventRecord one = review(), two = review();
  two.event.id.seq = 13;
  two.event.act = FlagAct{"odd"};
  LogDigest digest, other;
  digest.add(one);
  digest.add(two);
  other.add(two);
  other.add(one);
  CHECK(digest.hex() == other.hex());
  CHECK(digest.hex() != digest_of(one));
}

}  // namespace
}  // namespace lianxi::store
