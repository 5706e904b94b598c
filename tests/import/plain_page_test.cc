#include <doctest/doctest.h>

#include <random>

#include "cards/face.h"
#include "entry/plain.h"
#include "import/markdown_writer.h"
#include "import/reader.h"
#include "support/entries.h"

namespace lianxi {
namespace {

std::vector<Entry> read(const std::string& text) {
  std::vector<Entry> entries;
  read_entries(text, "test",
               {[&](Entry entry) { entries.push_back(std::move(entry)); }, [](Diagnostic) {}});
  return entries;
}

}  // namespace

TEST_CASE("A short question is its own name") {
  const Entry entry = plain_entry("中国有多少个省？", "二十三个\n\n还有自治区");
  CHECK(entry.headword == "Q: 中国有多少个省?");
  CHECK(question_of(entry) == std::vector<std::string>{"中国有多少个省？"});
  CHECK(entry.answer == std::vector<std::string>{"二十三个", "还有自治区"});
  CHECK(is_plain(entry));
  CHECK_FALSE(is_plain("Q版"));
  CHECK(plain_entry("how many?", "four").question.empty());
}

TEST_CASE("Long questions that begin alike have names of their own") {
  const std::string begin = "Of all the words that follow a verb and say what came of it, ";
  const Entry one = plain_entry(begin + "which says that something is out of reach?", "不上");
  const Entry other = plain_entry(begin + "which says that something is used up?", "光");
  CHECK(one.headword != other.headword);
  CHECK(one.headword == "Q: Of all the words that follow a verb and say what... " +
                            one.headword.substr(one.headword.size() - 6));
  CHECK(plain_entry("first\nsecond", "").headword != plain_entry("first\nthird", "").headword);
}

TEST_CASE("A question yields one card, which shows its lines and then those of its answer") {
  const Entry entry = plain_entry("first line\nsecond line", "an answer\nand more");
  const CardSet set = generate_cards(entry, words({}));
  REQUIRE(set.cards.size() == 1);
  CHECK(set.cards[0].card.kind == CardKind::plain);
  const Face face = make_face(entry, set.cards[0], 0);
  CHECK(plain_text(face.prompt) == "first line\nsecond line");
  CHECK(plain_text(face.answer) == "an answer\nand more");
}

TEST_CASE("Bullets of a deck are lines of the answer, and what is said of it stays") {
  const auto entries = read(
      "# Q: Which tones are there?\n- Tags: sounds\n- Source: a class\n## Answer\n- four\n- a "
      "light "
      "one\n\n# Q: Nothing?\n");
  REQUIRE(entries.size() == 2);
  CHECK(entries[0].headword == "Q: Which tones are there?");
  CHECK(entries[0].tags == std::vector<std::string>{"sounds"});
  CHECK(entries[0].source == "a class");
  CHECK(entries[0].answer == std::vector<std::string>{"four", "a light one"});
  CHECK(entries[1].answer.empty());
}

TEST_CASE("Whatever a question and its answer hold is written and read back") {
  static constexpr const char* kPieces[] = {
      "a",  "联系", "*", "**", "`",   "#", "- ", "> ", "1. ", "\\", "<!--", ":",     "：",
      "~~", "\n",   " ", "{{", "Q: ", "=", "(",  ")",  "/",   "_",  "|",    "&amp;", "[x]"};
  std::mt19937 random(7);
  for (int round = 0; round < 4000; ++round) {
    const auto text = [&] {
      std::string made;
      for (std::size_t i = random() % 12; i > 0; --i)
        made += kPieces[random() % std::size(kPieces)];
      return made;
    };
    Entry entry = plain_entry(text(), text());
    if (entry.headword == kPlainMark) continue;  // no question at all
    const std::string written = write_markdown(entry);
    CAPTURE(written);
    const auto again = read(written);
    REQUIRE(again.size() == 1);
    const bool same = again[0] == entry;
    REQUIRE_MESSAGE(same, "again:\n" << write_markdown(again[0]));
  }
}

}  // namespace lianxi
