#include "foreign/mnemosyne_cards.h"

#include <doctest/doctest.h>

#include <cstdlib>

#include "base/limits.h"
#include "foreign/archive.h"
#include "reading_notes.h"

namespace lianxi {
namespace {

std::string shared(const std::string& logs) {
  return "<openSM2sync number_of_entries=\"9\"><log type=\"10\" "
         "o_id=\"t1\"><name>HSK::4</name></log>\n"
         "<log type=\"10\" o_id=\"t2\"><name>__UNTAGGED__</name></log>\n" +
         logs + "</openSM2sync>\n";
}

TEST_CASE("facts of shared cards are notes with the cards that ask for them") {
  const std::string text = shared(
      "<log type=\"16\" o_id=\"a\"><f>喝茶</f><b>to drink &lt;b&gt;tea&lt;/b&gt;</b></log>\n"
      "<log type=\"16\" o_id=\"b\"><f>吃</f><p_1>chī</p_1><m_1>to eat</m_1><n>verb</n></log>\n"
      "<log type=\"16\" o_id=\"c\"><text>我喝[茶]。</text></log>\n"
      "<log type=\"16\" o_id=\"d\"></log>\n"
      "<log type=\"6\" o_id=\"a1\" fact=\"a\" fact_v=\"2.1\" tags=\"t1,t2\" gr=\"-1\"></log>\n"
      "<log type=\"6\" o_id=\"a2\" fact=\"a\" fact_v=\"2.2\" tags=\"t1,t2\"></log>\n"
      "<log type=\"6\" o_id=\"b1\" fact=\"b\" fact_v=\"3.2\" tags=\"t2\"></log>\n"
      "<log type=\"6\" o_id=\"x\" fact=\"none\" fact_v=\"1.1\"></log>\n");
  CHECK(text_notes_format(text) == "mnemosyne-cards");
  const FoundNotes found = read_notes(text);
  CHECK(found.values() ==
        std::vector<Values>{{"喝茶", "to drink tea"}, {"吃", "chī", "to eat"}, {"我喝[茶]。", ""}});
  CHECK(found.codes() == Values{"no-text", "no-fact"});
  REQUIRE(found.notes[0].cards.size() == 2);
  CHECK(found.notes[0].id == "a");
  CHECK(found.notes[0].tags == Values{"HSK::4"});
  CHECK(found.notes[0].cards[1].made_by == 1);
  CHECK(found.notes[0].cards[1].id == "a2");
  CHECK(found.notes[0].cards[1].question == "to drink tea");
  CHECK_FALSE(found.notes[0].cards[1].state);
  CHECK(found.notes[1].type == "vocabulary");
  CHECK(found.notes[1].tags.empty());
  CHECK(found.notes[1].cards.at(0).question == "to eat");
  CHECK(found.notes[1].cards.at(0).answer == "吃\nchī");
  CHECK(found.notes[2].cards.empty());
}

TEST_CASE("real shared cards have the facts and cards that they declare") {
  const char* folder = std::getenv("LIANXI_REAL_DATA");
  if (!folder) {
    MESSAGE("skipped: LIANXI_REAL_DATA names no folder");
    return;
  }
  const Archive archive(std::string(folder) +
                        "/mnemosyne/produced_debian_mnemosyne2.9_tatoeba.cards");
  const auto member = archive.find("cards.xml");
  REQUIRE(member);
  const FoundNotes found = read_notes(archive.bytes(*member, kMaxFile));
  CHECK(found.complaints.empty());
  CHECK(found.notes.size() == 18);
  std::size_t cards = 0;
  for (const Note& note : found.notes) cards += note.cards.size();
  CHECK(cards == 25);
}

TEST_CASE("other XML is refused") {
  CHECK(read_notes("<a/>", as_format("mnemosyne-cards")).codes() == Values{"wrong-format"});
  CHECK(read_notes("<openSM2sync>").codes() == Values{"bad-xml"});
}

}  // namespace
}  // namespace lianxi
