#include "session/dictionary_add.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "session/dictionary_deck.h"
#include "session/entry_text.h"
#include "session/text_words.h"
#include "store/dictionary_sentences.h"
#include "support/collection.h"
#include "support/temporary_folder.h"

namespace lianxi::test {
namespace {

using Texts = std::vector<std::string>;

const std::vector<DictionaryWord> kWords = {
    {"聯係", "联系", "lian2 xi4", {"variant of 聯繫|联系[lian2 xi4]"}},
    {"聯繫", "联系", "lian2 xi4", {"to get in touch", "link"}},
    {"學生", "学生", "xue2 sheng5", {"student", "CL:個|个[ge4]"}},
    {"行", "行", "hang2", {"row"}},
    {"行", "行", "xing2", {"to walk", "all right"}},
    {"行", "行", "heng2", {"used in 道行[dao4 heng2]"}},
    {"好", "好", "hao3", {"good", "well"}},
    {"好", "好", "hao4", {"to be fond of"}},
    {"面", "面", "mian4", {"face"}},
    {"麵", "面", "mian4", {"flour"}},
    {"花", "花", "Hua1", {"surname Hua"}},
    {"花", "花", "hua1", {"flower"}},
    {"孟", "孟", "Meng4", {"surname Meng"}},
    {"機會", "机会", "ji1 hui4", {"chance"}},
    {"會", "会", "hui4", {"can"}},
    {"有", "有", "you3", {"to have"}},
    {"我", "我", "wo3", {"I"}},
    {"中國", "中国", "Zhong1 guo2", {"China"}},
    {"三C", "三C", "san1 C", {"electronics"}},
};

struct Shelf {
  Shelf() {
    store::install_words(dictionary, {"CC-CEDICT", "", ""}, kWords);
    store::install_list(dictionary, {"HSK 3.0 (2021)", "", ""},
                        {{"HSK 3.0 (2021)", 3, "联系", "liánxì", "verb, noun"}});
    store::install_list(dictionary, {"HSK 3.0 (2025)", "", ""},
                        {{"HSK 3.0 (2025)", 2, "联系", "", ""}});
    store::install_list(dictionary, {"HSK 2.0", "", ""}, {{"HSK 2.0", 4, "联系", "liánxì", ""}});
  }
  DictionaryAdd add(const std::vector<WantedWord>& words, Unnamed unnamed = Unnamed::leave_open) {
    DictionaryAdder adder(db, dictionary, unnamed);
    for (const WantedWord& word : words) adder.add(word);
    return adder.take();
  }
  void import(DictionaryAdd found) {
    clock.advance(std::chrono::minutes{1});
    ImportReport report;
    import_decks(db, {clock.now(), std::chrono::hours{4}}, std::move(found.read), {}, report);
  }
  TestClock clock{"2026-03-02T09:00+08:00"};
  Db db = store::memory_collection(clock.now());
  TemporaryFolder folder;
  Db dictionary = store::open_dictionary_to_write(folder / "d.db");
};

/// "行:háng 行 xíng": places in the deck, and the readings.
std::string entries_of(const DictionaryAdd& found) {
  std::string text;
  for (const FoundEntry& one : found.read.decks[0].entries) {
    text += (text.empty() ? "" : " ") + one.place + " ";
    for (std::size_t i = 0; i < one.entry.readings.size(); ++i) {
      text += (i > 0 ? "/" : "") + one.entry.readings[i].pinyin;
    }
  }
  return text;
}

}  // namespace

TEST_CASE("of several readings the learner's or the list's is taken, else it is left open") {
  const struct {
    const char* name;
    WantedWord wanted;
    const char* entries;
    std::size_t open, unknown, differ;
  } rows[] = {
      {"one reading", {"联系", {}}, "联系 liánxì", 0, 0, 0},
      {"a variant", {"聯係", {}}, "联系 liánxì", 0, 0, 0},
      {"several", {"行", {}}, "", 1, 0, 0},
      {"with tones", {"行", {"hang2"}}, "行:háng háng", 0, 0, 0},
      {"without tones", {"行", {"xing"}}, "行:xíng xíng", 0, 0, 0},
      {"without tones, two of these letters", {"好", {"hao"}}, "", 1, 0, 0},
      {"one that only refers", {"行", {"héng"}}, "行:héng héng", 0, 0, 0},
      {"two", {"行", {"háng", "xíng"}}, "行:háng:xíng háng/xíng", 0, 0, 0},
      {"one that is not there", {"行", {"hào"}}, "", 0, 1, 0},
      {"a wrong tone", {"联系", {"liánxí"}}, "", 0, 1, 0},
      {"light or full", {"学生", {"xuéshēng"}}, "学生 xuésheng", 0, 0, 0},
      {"a list's light syllable", {"学生", {"xué shēng"}, true}, "学生 xuésheng", 0, 0, 1},
      {"a list's other tone", {"联系", {"liánxí"}, true}, "联系 liánxì", 0, 0, 1},
      {"a list's other reading", {"会", {"kuài"}, true}, "会 huì", 0, 0, 1},
      {"a list with all readings",
       {"行", {"háng", "xíng", "hàng"}, true},
       "行:háng:xíng háng/xíng",
       0,
       0,
       0},
      {"a name beside a word", {"花", {}}, "花 huā", 0, 0, 0},
      {"a name alone", {"孟", {}}, "孟 Mèng", 0, 0, 0},
      {"letters in it", {"三C", {}}, "", 0, 1, 0},
      {"not there", {"不存在", {}}, "", 0, 1, 0},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    Shelf shelf;
    const DictionaryAdd found = shelf.add({row.wanted});
    CHECK(entries_of(found) == row.entries);
    CHECK(found.open.size() == row.open);
    CHECK(found.unknown.size() == row.unknown);
    CHECK(found.disagreements.size() == row.differ);
  }
}

TEST_CASE("a list's light syllable is right too, another tone is not") {
  Shelf shelf;
  const DictionaryAdd found =
      shelf.add({{"学生", {"xué shēng"}, true}, {"联系", {"liánxí"}, true}});
  CHECK(found.disagreements == std::vector<Disagreement>{{"学生", "xué shēng", "xuésheng", true},
                                                         {"联系", "liánxí", "liánxì", false}});
  const auto& entries = found.read.decks[0].entries;
  CHECK(entries[0].entry.readings[0].also == Texts{"xuéshēng"});
  CHECK(entries[1].entry.readings[0].also == Texts{});
}

TEST_CASE("in bulk the likeliest reading is taken and said") {
  Shelf shelf;
  const DictionaryAdd found =
      shelf.add({{"行", {}}, {"行", {"háng"}}, {"面", {}}}, Unnamed::take_likeliest);
  CHECK(found.guessed == Texts{});  // 行 was named in the second place
  CHECK(entries_of(found) == "行:xíng:háng xíng/háng 面 miàn");
  CHECK(found.read.decks[0].entries[1].entry.readings[0].definition == "face; flour");
  CHECK(shelf.add({{"好", {}}}, Unnamed::take_likeliest).guessed == Texts{"好 hǎo (also hào)"});
}

TEST_CASE("a known word is left alone, but for a reading that it has not and the learner names") {
  Shelf shelf;
  import_text(shelf.db, shelf.clock, "pages", "# 行 xíng\n- Definition: to go\n");
  CHECK(shelf.add({{"行", {}}}, Unnamed::take_likeliest).known == Texts{"行"});
  CHECK(shelf.add({{"行", {}}}).known == Texts{"行"});
  CHECK(shelf.add({{"行", {"xing2"}}}).known == Texts{"行"});
  CHECK(shelf.add({{"行", {"háng"}, true}}).known == Texts{"行"});
  shelf.import(shelf.add({{"行", {"háng"}}}));
  const Entry entry = parse_entry(store::entry_text(shelf.db, "行").value());
  REQUIRE(entry.readings.size() == 2);
  CHECK(entry.readings[0].definition == "to go");
  CHECK(entry.readings[1].pinyin == "háng");
  CHECK(shelf.add({{"行", {"háng"}}}).known == Texts{"行"});
}

TEST_CASE("a second reading joins what the dictionary's deck says of the word") {
  Shelf shelf;
  shelf.import(shelf.add({{"行", {"háng"}}}));
  shelf.import(shelf.add({{"行", {"xíng"}}}));
  const Entry entry = parse_entry(store::entry_text(shelf.db, "行").value());
  REQUIRE(entry.readings.size() == 2);
  CHECK(entry.readings[0].pinyin == "háng");
  CHECK(entry.readings[1].pinyin == "xíng");
}

TEST_CASE("levels and parts of speech are the lists', of HSK 3.0 the edition in force") {
  Shelf shelf;
  const Entry entry = shelf.add({{"联系", {}}}).read.decks[0].entries[0].entry;
  CHECK(entry.readings[0].level == "4 (2.0), 3 (3.0)");
  CHECK(entry.readings[0].part_of_speech == "verb, noun");
}

TEST_CASE("examples hold the word as a word, and their other words are known if they can be") {
  Shelf shelf;
  store::install_sentences(shelf.dictionary, {"ours", "", ""},
                           {{"机会来了。", "Here is the chance.", "one"},
                            {"我有机会。", "I have a chance.", "two"},
                            {"他会唱歌。", "He can sing.", "three"},
                            {"我会。", "I can.", "too short"},
                            {"我會游泳。", "I can swim.", "traditional"},
                            {"Tom会游泳。", "Tom can swim.", "letters"},
                            {"我会游泳", "I can swim.", "no end"},
                            {"花行行好。", "", "no reading is known"}});
  const auto chinese = [&](const char* word) {
    Texts texts;
    const auto found = shelf.add({{word, {}}}, Unnamed::take_likeliest);
    for (const Sentence& one : found.read.decks[0].entries[0].entry.examples) {
      texts.push_back(one.chinese);
    }
    return texts;
  };
  CHECK(chinese("会") == Texts{"他会唱歌。"});
  CHECK(chinese("机会") == Texts{"机会来了。", "我有机会。"});
  import_text(shelf.db, shelf.clock, "pages",
              "# 我 wǒ\n- Definition: I\n\n# 有 yǒu\n- Definition: to have\n");
  CHECK(chinese("机会") == Texts{"我有机会。", "机会来了。"});
  CHECK(chinese("行") == Texts{});
}

TEST_CASE("the words of a text are counted, grammar words and names last, known ones left out") {
  Shelf shelf;
  import_text(shelf.db, shelf.clock, "pages", "# 学生 xuésheng\n- Definition: student\n");
  Texts words;
  for (const TextWord& word :
       new_words_of("我有机会联系學生。中国学生有机会！我我", shelf.db, shelf.dictionary)) {
    words.push_back(fmt::format("{} {}", word.count, word.word));
  }
  CHECK(fmt::format("{}", fmt::join(words, ", ")) == "2 有, 2 机会, 1 联系, 3 我, 1 中国");
}

}  // namespace lianxi::test
