// Words that come from the dictionary and from a deck: the deck is believed, and nothing that was
// learnt is lost, in whatever order the two came and the devices met.

#include "session/dictionary_deck.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "session/check.h"
#include "session/entry_text.h"
#include "session/merge.h"
#include "session/study.h"
#include "store/exchange.h"
#include "support/collection.h"

namespace lianxi::test {
namespace {

constexpr std::string_view kListed =
    "# 学生 xuésheng\n"
    "- Traditional: 學生\n"
    "- Part of speech: noun\n"
    "- Definition: student; pupil\n"
    "- Source: CC-CEDICT\n";
constexpr std::string_view kPage =
    "# 学生 xué sheng\n"
    "- Definition: someone who studies\n"
    "## Examples\n"
    "- 老师问，学生回答。\n"
    "  - English: The teacher asks, the students answer.\n";

/// A device, and what its learner does on it.
struct Device {
  explicit Device(std::uint64_t seed) : db(store::memory_collection(clock.now(), seed)) {}

  ImportReport take_listed() { return take(std::string(kDictionaryDeck), kListed); }
  ImportReport take_page() { return take("pages", kPage); }
  ImportReport take(const std::string& deck, std::string_view text) {
    clock.advance(std::chrono::minutes{1});
    return import_text(db, clock, deck, text);
  }
  void study() {
    Study study(db, clock, {});
    while (study.ask()) study.rate(Rating::good);
    clock.advance(std::chrono::minutes{1});
  }
  void meet(Device& other) {
    merge(db, clock.now(), [&](const auto& visit) { store::for_each_record(other.db, visit); });
  }
  Entry entry() { return parse_entry(store::entry_text(db, "学生").value()); }
  /// "meaning xuésheng 1": the cards that are asked, and how often they were.
  std::vector<std::string> cards() {
    std::vector<std::string> cards;
    store::for_each_card(db, [&](const store::CardRow& row) {
      if (row.retired) return;
      cards.push_back(to_hex(row.card.key) + " " + row.card.target + " " +
                      std::to_string(row.state.reviews));
    });
    return cards;
  }
  std::string state() {
    const CheckReport report = check_collection(db);
    CHECK(report.ok());
    return report.state;
  }

  TestClock clock{"2026-03-02T09:00+08:00"};
  Db db;
};

}  // namespace

TEST_CASE("a page of a word from the dictionary keeps its cards and reviews and is believed") {
  Device device(1);
  CHECK(device.take_listed().cards_new == 3);
  device.study();
  const auto before = device.cards();
  const ImportReport report = device.take_page();
  CHECK(report.diagnostics.empty());
  CHECK(report.conflicts.empty());
  CHECK(report.cards_new == 1);
  const auto after = device.cards();
  CHECK(after.size() == 4);
  for (const std::string& card : before) CHECK(std::ranges::count(after, card) == 1);
  CHECK(device.entry().readings[0].definition == "someone who studies");
  CHECK(device.entry().readings[0].part_of_speech == "noun");
  CHECK(device.entry().traditional == "學生");
}

TEST_CASE("the dictionary adds to a page's word without a word of difference") {
  Device device(1);
  device.take_page();
  device.study();
  const auto before = device.cards();
  const ImportReport report = device.take_listed();
  CHECK(report.diagnostics.empty());
  CHECK(report.cards_new == 0);
  CHECK(device.cards() == before);
  CHECK(device.entry().readings[0].definition == "someone who studies");
}

TEST_CASE("devices on which the two came in different orders agree") {
  Device listed(1), paged(2);
  listed.take_listed();
  listed.study();
  paged.clock.advance(std::chrono::hours{1});
  paged.take_page();
  paged.study();
  listed.clock.advance(std::chrono::hours{2});
  paged.clock.advance(std::chrono::hours{1});
  listed.meet(paged);
  paged.meet(listed);
  CHECK(listed.state() == paged.state());
  CHECK(listed.cards() == paged.cards());
  CHECK(listed.entry() == paged.entry());
  CHECK(listed.entry().readings[0].definition == "someone who studies");
}

TEST_CASE("a page with the syllable in full takes over the cards of the light one") {
  Device device(1);
  device.take_listed();
  device.study();
  device.take("pages", "# 学生 xuéshēng\n- Definition: someone who studies\n");
  CHECK(device.entry().readings.size() == 1);
  CHECK(device.entry().readings[0].also == std::vector<std::string>{"xuésheng"});
  for (const std::string& card : device.cards()) {
    CAPTURE(card);
    CHECK(card.find("xuéshēng") != card.npos);
  }
  CHECK(device.cards()[0].ends_with(" 1"));
  device.state();
}

TEST_CASE("a page for cháng grows no card for zhǎng unless that was asked for") {
  const struct {
    const char* place;
    std::size_t readings;
  } rows[] = {{"长", 1}, {"长:zhǎng", 2}};
  for (const auto& row : rows) {
    CAPTURE(row.place);
    for (const bool page_first : {true, false}) {
      CAPTURE(page_first);
      Device device(1);
      ReadResult listed =
          deck_of(std::string(kDictionaryDeck), "# 长 zhǎng\n- Definition: to grow; chief\n");
      listed.decks[0].entries[0].place = row.place;
      const auto take_page = [&] { device.take("pages", "# 长 cháng\n- Definition: long\n"); };
      if (page_first) take_page();
      device.clock.advance(std::chrono::minutes{1});
      ImportReport report;
      import_decks(device.db, {device.clock.now(), std::chrono::hours{4}}, listed, {}, report);
      if (!page_first) take_page();
      const Entry entry = parse_entry(store::entry_text(device.db, "长").value());
      CHECK(entry.readings.size() == row.readings);
      CHECK(entry.readings[0].pinyin == "cháng");
      device.state();
    }
  }
}

TEST_CASE("a dictionary's entry alone is what it says") {
  Entry entry;
  entry.headword = "长";
  entry.readings = {{"zhǎng", {}, "", "", "to grow", ""}};
  CHECK(dictionary_place(entry, false) == "长");
  CHECK(dictionary_place(entry, true) == "长:zhǎng");
}

}  // namespace lianxi::test
