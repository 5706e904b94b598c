#include "foreign/mnemosyne_cards.h"

#include <doctest/doctest.h>

#include "foreign/mnemosyne_builder.h"
#include "support/real_data.h"

namespace lianxi {
namespace {

std::string entry(const std::string& attributes, const std::string& content) {
  return "<log " + attributes + ">" + content + "</log>\n";
}
std::string fact(const std::string& id, const std::string& content) {
  return entry("type=\"16\" o_id=\"" + id + "\"", content);
}
std::string card(const std::string& id, const std::string& fact, const std::string& type,
                 const std::string& view, const std::string& content = "",
                 const std::string& tags = "") {
  return entry("type=\"6\" o_id=\"" + id + "\" card_t=\"" + type + "\" fact=\"" + fact +
                   "\" fact_v=\"" + view + "\" tags=\"" + tags + "\" gr=\"-1\" e=\"2.5\"",
               content);
}

TEST_CASE("a package gives facts, cards, tags and where they come from") {
  const FoundMnemosyne found = read_entries(
      entry("type=\"10\" o_id=\"t1\"", "<name>HSK::1</name>") +
          entry("type=\"10\" o_id=\"t2\"", "<name>__UNTAGGED__</name>") +
          card("c1", "a", "3", "3.1", "", "t1,t2,t9") + card("c2", "a", "3", "3.2") +
          fact("a", "<f>苹果</f><p_1>píngguǒ</p_1><m_1>apple &lt;b&gt;(fruit)&lt;/b&gt;</m_1>") +
          fact("b", "<text>我[吃]米饭。</text>") +
          card("c3", "b", "5", "5.1", "<extra>{'cloze': '吃', 'index': 0}</extra>"),
      "card_set_name:水果\nauthor_name:王老师\nnotes:CC BY 4.0<br>for my class\nno line\ndate:x\n");
  REQUIRE(found.is_known);
  CHECK(found.complaints.empty());
  CHECK(found.source.format == "mnemosyne");
  CHECK(found.source.origin.empty());
  CHECK(found.types.size() == 2);
  REQUIRE(found.notes.size() == 2);
  const Note& note = found.notes[0];
  CHECK(note.id == "a");
  CHECK(note.values == Values{"苹果", "píngguǒ", "apple (fruit)", ""});
  CHECK(note.tags == Values{"HSK::1"});
  CHECK(note.source == "王老师: CC BY 4.0 for my class");
  REQUIRE(note.cards.size() == 2);
  CHECK(note.cards[1].id == "c2");
  CHECK(note.cards[1].deck == "水果");
  CHECK(note.cards[1].question == "apple (fruit)");
  CHECK(note.cards[1].answer == "苹果\npíngguǒ");
  CHECK_FALSE(note.cards[1].state);
  CHECK(found.notes[1].cards[0].question == "我＿＿米饭。");
}

TEST_CASE("a package brings its own types, and keys that begin with digits") {
  const FoundMnemosyne found = read_entries(
      entry("type=\"19\" o_id=\"v\"",
            "<name>Read</name><q_fact_keys>['0']</q_fact_keys><a_fact_keys>['1']</a_fact_keys>"
            "<q_fact_key_decorators>{}</q_fact_key_decorators>") +
      entry("type=\"22\" o_id=\"own\"",
            "<name>Mine</name><fact_keys_and_names>[('0', '汉字'), ('1', 'English')]"
            "</fact_keys_and_names><fact_views>['v']</fact_views>") +
      fact("a", "<___0>月亮</___0><___1>moon</___1>") + card("c", "a", "own", "v") +
      fact("b", "<x>星星</x><y>star</y>") + card("d", "b", "plugin", "p"));
  CHECK(found.complaints.empty());
  REQUIRE(found.notes.size() == 2);
  CHECK(found.notes[0].type == "Mine");
  CHECK(found.notes[0].values == Values{"月亮", "moon"});
  CHECK(found.notes[0].cards[0].answer == "moon");
  CHECK(found.notes[1].type == "plugin");
  CHECK(found.notes[1].cards[0].question == "星星");
  CHECK(found.notes[1].cards[0].answer == "star");
}

TEST_CASE("what is missing or stands twice is told") {
  const FoundMnemosyne found =
      read_entries(fact("a", "<f>风</f><b>wind</b>") + fact("a", "<f>雨</f><b>rain</b>") +
                   card("c", "a", "1", "1.1") + card("d", "gone", "1", "1.1") +
                   fact("lone", "<f>雪</f><b>snow</b>"));
  CHECK(found.codes() == Values{"same-fact", "no-cards", "no-fact"});
  REQUIRE(found.notes.size() == 1);
  CHECK(found.notes[0].values == Values{"风", "wind"});
}

TEST_CASE("pictures and sounds come with it, under names that may become files") {
  const std::string cards = "<openSM2sync number_of_entries=\"1\">" +
                            fact("a", "<f>猫&lt;img src=\"猫.png\"&gt;</f><b>cat</b>") +
                            card("c", "a", "1", "1.1") + "</openSM2sync>";
  const FoundMnemosyne found = read_package({{"cards.xml", cards},
                                             {"METADATA", ""},
                                             {"猫.png", "picture"},
                                             {"sounds/", ""},
                                             {"sounds/mao.mp3", "sound"}});
  CHECK(found.notes.at(0).values[0] == "猫[image: 猫.png]");
  REQUIRE(found.media.size() == 1);
  CHECK(found.media[0] == NoteMedia{"猫.png", "picture"});
  CHECK(found.codes() == Values{"no-media"});
  CHECK_THROWS_WITH_AS(
      read_package({{"cards.xml", cards}, {"METADATA", ""}, {"../x.png", "picture"}}),
      "holds a file whose name would lead out of its folder", Error);
}

TEST_CASE("packages that are damaged or something else are refused") {
  CHECK_THROWS_AS(read_entries("<log"), Error);
  CHECK_THROWS_AS(read_package({{"cards.xml", ""}, {"METADATA", ""}}), Error);
  CHECK_THROWS_WITH_AS(read_package({{"cards.xml", "<cards/>"}, {"METADATA", ""}}),
                       "is no package of Mnemosyne: its cards.xml holds something else", Error);
  CHECK_THROWS_AS(
      read_package({{"cards.xml", "<!DOCTYPE x [<!ENTITY a \"b\">]><openSM2sync>&a;</openSM2sync>"},
                    {"METADATA", ""}}),
      Error);
  CHECK_FALSE(read_package({{"cards.xml", "<openSM2sync/>"}}).is_known);
  CHECK_FALSE(read_package({}).is_known);
  TemporaryFolder folder;
  write_file(folder / "a.cards", zipped({{"cards.xml", "<openSM2sync/>"}, {"METADATA", ""}}));
  const std::string whole = bytes_of(folder / "a.cards");
  write_file(folder / "a.cards", whole.substr(0, whole.size() - 30));
  CHECK_THROWS_AS(read_mnemosyne_file(folder / "a.cards"), Error);
  CHECK_FALSE(read_mnemosyne_file(folder / "none").is_known);
}

TEST_CASE("every fact and card of a real package arrives") {
  const std::string path = real_file("mnemosyne", ".cards");
  if (path.empty()) return;
  const FoundMnemosyne found = read_mnemosyne_file(path);
  CHECK(found.complaints.empty());
  const Archive archive(path);
  const std::string xml = archive.bytes(archive.find("cards.xml").value(), 1 << 20);
  const auto count = [&xml](std::string_view text) {
    std::size_t times = 0;
    for (auto at = xml.find(text); at != xml.npos; at = xml.find(text, at + 1)) ++times;
    return times;
  };
  std::size_t cards = 0;
  for (const Note& note : found.notes) {
    CHECK(count("<f>" + note.values.at(0) + "</f>") >= 1);
    CHECK(count("<b>" + note.values.at(1) + "</b>") >= 1);
    CHECK_FALSE(note.source.empty());
    for (const PastCard& card : note.cards) {
      ++cards;
      CHECK(count("o_id=\"" + card.id + "\"") == 1);
      CHECK_FALSE(card.state);
    }
  }
  CHECK(found.notes.size() == count("<log type=\"16\""));
  CHECK(cards == count("<log type=\"6\""));
  MESSAGE(found.notes.size(), " facts, ", cards, " cards");
}

}  // namespace
}  // namespace lianxi
