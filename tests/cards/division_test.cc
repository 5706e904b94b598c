#include "cards/division.h"

#include <doctest/doctest.h>

#include "support/entries.h"

namespace lianxi {
namespace {

/// Why the first `word` in the sentence is no word of its own; empty where it is one.
std::string why_not(const Sentence& sentence, const std::string& word, const Lexicon& lexicon) {
  const std::size_t at = sentence.chinese.find(word);
  REQUIRE(at != std::string::npos);
  return Division(sentence, lexicon).why_not_word({at, word.size()}).value_or("");
}

}  // namespace

TEST_CASE("the words of the pinyin line decide what stands as a word") {
  const struct {
    std::string chinese, pinyin, word, why;
  } rows[] = {
      {"这是两个关联系统。", "Zhè shì liǎng gè guānlián xìtǒng.", "联系",
       "联系 stands inside 关联系统"},
      {"新软件和有关系统都要检查。", "Xīn ruǎnjiàn hé yǒuguān xìtǒng dōu yào jiǎnchá.", "关系",
       "关系 stands inside 有关系统"},
      {"我从车上看见面包店。", "Wǒ cóng chē shang kànjiàn miànbāodiàn.", "见面",
       "见面 stands inside 看见面包店"},
      {"这是一个好机会。", "Zhè shì yī gè hǎo jīhuì.", "会", "会 stands inside 机会"},
      {"你喝茶还是喝咖啡？", "Nǐ hē chá háishi hē kāfēi?", "还", "还 stands inside 还是"},
      {"请写联系人的名字。", "Qǐng xiě liánxìrén de míngzi.", "联系", "联系 stands inside 联系人"},
      {"我明天联系你。", "Wǒ míngtiān liánxì nǐ.", "联系", ""},
      {"我会游泳。", "Wǒ huì yóuyǒng.", "会", ""},
      {"你会吗？", "Nǐ huì ma?", "会", ""},
      {"书还我。", "Shū huán wǒ.", "还", ""},
      // Two pinyin words make one Chinese one: what is asked for may span them.
      {"一直联系不上你。", "Yīzhí liánxì bu shàng nǐ.", "联系不上", ""},
      // Erhua is one character and one syllable.
      {"我去那儿联系他。", "Wǒ qù nàr liánxì tā.", "联系", ""},
  };
  const WordSet none;
  for (const auto& row : rows) {
    CAPTURE(row.chinese);
    CHECK(why_not(sentence(row.chinese, row.pinyin), row.word, none) == row.why);
  }
}

TEST_CASE("a particle that pinyin joins to the word before it does not make another word") {
  const WordSet none;
  CHECK(why_not(sentence("我试了很多次。", "Wǒ shìle hěn duō cì."), "试", none).empty());
  CHECK(why_not(sentence("他们等着你。", "Tāmen děngzhe nǐ."), "等", none).empty());
  CHECK(why_not(sentence("他试穿了一件。", "Tā shìchuānle yī jiàn."), "试", none) ==
        "试 stands inside 试穿了");
  CHECK(why_not(sentence("我试了很多次。", "Wǒ shìle hěn duō cì."), "了", none) ==
        "了 stands inside 试了");
}

TEST_CASE("without a pinyin line the longest known words decide") {
  const struct {
    std::string chinese, pinyin;
    std::vector<std::string> known;
    std::string word, why;
  } rows[] = {
      {"这是好机会。", "", {"机会"}, "会", "会 stands inside 机会"},
      {"茶还是咖啡？", "", {"还是"}, "还", "还 stands inside 还是"},
      {"请写联系人的名字。", "", {"联系人"}, "联系", "联系 stands inside 联系人"},
      {"检查关联系统。", "", {"关联系统"}, "联系", "联系 stands inside 关联系统"},
      {"检查关联系统。",
       "",
       {"关联", "系统"},
       "联系",
       "联系 or 关联: two divisions are possible, add a pinyin line"},
      {"看见面包店。",
       "",
       {"面包"},
       "见面",
       "见面 or 面包: two divisions are possible, add a pinyin line"},
      {"我会游泳。", "", {"机会", "会"}, "会", ""},
      // What the word itself is made of is no other division.
      {"我联系不上他。", "", {"联系", "不上"}, "联系不上", ""},
      // Words do not run over punctuation.
      {"有时机，会议照开。", "", {"机会"}, "会", ""},
      // A pinyin line with other syllables than characters is none.
      {"这是好机会。", "Zhè shì hǎo huì.", {"机会"}, "会", "会 stands inside 机会"},
      {"这是好机会。", "not pinyin", {"机会"}, "会", "会 stands inside 机会"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.chinese);
    CAPTURE(row.pinyin);
    CHECK(why_not(sentence(row.chinese, row.pinyin), row.word, words(row.known)) == row.why);
  }
}

TEST_CASE("a span knows its syllables only where the pinyin line fits") {
  const WordSet none;
  const Sentence fits = sentence("一直联系不上你。", "Yīzhí liánxì bu shàng nǐ.");
  const std::size_t at = fits.chinese.find("联系不上");
  const auto syllables = Division(fits, none).syllables({at, 12});
  REQUIRE(syllables);
  CHECK(to_marks(*syllables) == "liánxìbushàng");

  const Sentence short_line = sentence("一直联系不上你。", "Yīzhí liánxì nǐ.");
  CHECK_FALSE(Division(short_line, none).syllables({at, 12}));
}

}  // namespace lianxi
