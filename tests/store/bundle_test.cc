#include "store/bundle.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <sstream>

#include "base/error.h"
#include "base/hash.h"
#include "entry/entry.h"
#include "support/refusal.h"

namespace lianxi::store {
namespace {

constexpr DeviceId kWriter{0xabc};

EventRecord record_of(std::int64_t seq) {
  EventRecord record;
  record.event.id = {kWriter, seq};
  record.event.clock = {1'772'420'400'000 + seq, 0};
  record.event.day = day_from_number(20514);
  if (seq % 3 == 0) {
    record.event.act = ImportAct{"tea"};
    record.decks = {{"tea", "", "", "", "", "", ""}};
    record.entries = {{entry_key("茶"), "tea", "a.md", 1, "# 茶 chá\n"},
                      {entry_key("水"), "tea", "a.md", 2, "# 水 shuǐ\n"}};
  } else {
    record.event.subject = entry_key("茶");
    record.event.act = FlagAct{"note " + std::to_string(seq)};
  }
  return record;
}

SeqSet before() {
  SeqSet set;
  set.add(DeviceId{1}, 1, 5);
  return set;
}

std::string bundle_of(int events, bool closed = true) {
  std::string text = bundle_header(kWriter, before());
  for (int seq = 1; seq <= events; ++seq) text += bundle_lines(record_of(seq));
  if (closed) {
    text += bundle_end(std::count(text.begin(), text.end(), '\n'), Digest().add(text).hex());
  }
  return text;
}

struct Got {
  BundleRead read;
  std::vector<EventRecord> records;
};
Got read(const std::string& text) {
  std::istringstream in(text);
  Got got;
  got.read = read_bundle(in, "x.events", [&](EventRecord record) {
    got.records.push_back(std::move(record));
    return true;
  });
  return got;
}

std::string refusal(const std::string& text) {
  return refusal_of([&] { read(text); });
}

}  // namespace

TEST_CASE("a bundle gives what was put in") {
  const Got got = read(bundle_of(7));
  CHECK(got.read.closed);
  CHECK(got.read.problem.empty());
  CHECK(got.read.writer == kWriter);
  CHECK(got.read.before == before());
  CHECK(got.read.events == 7);
  REQUIRE(got.records.size() == 7);
  for (int seq = 1; seq <= 7; ++seq) CHECK(got.records[seq - 1] == record_of(seq));
  CHECK_FALSE(read(bundle_header(std::nullopt)).read.writer);
}

TEST_CASE("cut off anywhere, it gives every record that is whole") {
  const std::string text = bundle_of(7, false);
  std::vector<std::size_t> ends;  // of each record
  for (int events = 0; events <= 7; ++events) ends.push_back(bundle_of(events, false).size());
  for (std::size_t size = 0; size <= text.size(); ++size) {
    CAPTURE(size);
    const Got got = read(text.substr(0, size));
    CHECK_FALSE(got.read.closed);
    int whole = -1;
    for (const std::size_t end : ends) whole += end <= size ? 1 : 0;
    CHECK(got.read.events == std::max(0, whole));
    if (whole >= 0) CHECK(got.read.whole == ends[static_cast<std::size_t>(whole)]);
    // At the end of a record more may come, elsewhere something is missing.
    const bool at_end = whole >= 0 && ends[static_cast<std::size_t>(whole)] == size;
    CHECK(got.read.problem == (at_end ? "" : "is cut off"));
  }
}

TEST_CASE("a byte changed anywhere is noticed, and nothing behind it is taken") {
  const std::string text = bundle_of(7);
  std::mt19937 random(1);
  for (std::size_t at = text.find('\n') + 1; at < text.size(); at += 1 + random() % 5) {
    CAPTURE(at);
    std::string changed = text;
    changed[at] = static_cast<char>(changed[at] ^ (1 << random() % 7));
    const Got got = read(changed);
    CHECK_FALSE(got.read.closed);
    for (std::size_t i = 0; i < got.records.size(); ++i) {
      CHECK(got.records[i] == record_of(static_cast<std::int64_t>(i) + 1));
    }
    CHECK(got.read.whole <= at);
    std::istringstream in(changed);
    CHECK_FALSE(digest_of_closed(in));
  }
}

TEST_CASE("only a closed file has a digest") {
  std::istringstream closed(bundle_of(4)), open(bundle_of(4, false)), more(bundle_of(4) + "x\n"),
      empty("");
  CHECK(digest_of_closed(closed));
  CHECK_FALSE(digest_of_closed(open));
  CHECK_FALSE(digest_of_closed(more));
  CHECK_FALSE(digest_of_closed(empty));
}

TEST_CASE("what is no bundle, or says what may not be, is refused with its line") {
  const auto line = [](const std::string& json) {
    return Digest().add(json).hex().substr(0, 16) + " " + json + "\n";
  };
  const std::string header = bundle_header(kWriter);
  struct {
    std::string text, why;
  } const rows[] = {
      {"# 茶 chá\nsomething\n", "x.events:1: this is no bundle of events"},
      {"lianxi-events 2 all\n", "x.events:1: a newer lianxi wrote this file"},
      {"lianxi-events 1 me\n", "x.events:1: it does not say who wrote it"},
      {"lianxi-events 1 all\n" + line("{}"), "x.events:2: the second line has no before"},
      {header + line("{}"), "x.events:3: the event has no device"},
      {header + line(event_line(record_of(3))) + line(entry_line(record_of(3).entries[0])) +
           line(entry_line(record_of(3).entries[0])),
       "x.events:5: these are not the entries that the import speaks of"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(refusal(row.text) == row.why);
  }
}

TEST_CASE("a line longer than any event is not held") {
  const Got got = read(bundle_of(2, false) + std::string(kLongestLine + 100, 'x'));
  CHECK(got.read.events == 2);
  CHECK(got.read.problem == "is longer than any event");
}

}  // namespace lianxi::store
