#include "cards/answers.h"

#include <doctest/doctest.h>

#include "support/entries.h"

namespace lianxi {
namespace {

std::string joined(const std::vector<std::string>& list) {
  std::string text;
  for (const std::string& item : list) text += (text.empty() ? "" : " ") + item;
  return text;
}

/// "见面 見面: jiànmiàn": what is right in the blank of an entry's last card.
std::string right(const Entry& entry, std::size_t sentence = 0) {
  const WordSet none;
  const CardSet set = generate_cards(entry, none);
  REQUIRE(sentence < set.cards.back().pool.size());
  const CardPlan& plan = set.cards.back();
  const RightAnswers answers = right_answers(entry, plan, plan.pool[sentence]);
  return joined(answers.characters) + ": " + joined(answers.readings);
}

EntryBuilder contact() { return EntryBuilder("联系", "liánxì").traditional("聯繫"); }
EntryBuilder meet() { return EntryBuilder("见面", "jiànmiàn").traditional("見面").separable(); }
EntryBuilder look() { return EntryBuilder("看", "kàn").define("to look", "verb"); }

}  // namespace

TEST_CASE("a word is right in either script and in every reading listed for it") {
  CHECK(right(contact().example("我明天联系你。")) == "联系 聯繫: liánxì");
  CHECK(right(contact().example("你联系我，我联系你。")) == "联系 聯繫: liánxì");
  Entry who = EntryBuilder("谁", "shéi").traditional("誰").example("谁来了？", "Shéi lái le?");
  who.readings[0].also = {"shuí"};
  CHECK(right(who) == "谁 誰: shéi shuí");
  // One that is written the same in both is there once.
  CHECK(right(EntryBuilder("朋友", "péngyou").traditional("朋友").example("我们是朋友。")) ==
        "朋友: péngyou");
}

TEST_CASE("of a polyphone the reading that the sentence shows is right") {
  Sentence named = sentence("他说这样也行。");
  named.reading = "xíng";
  EntryBuilder go("行", "xíng");
  go.reading("háng", "a line", "noun")
      .example("这样行吗？", "Zhèyàng xíng ma?")
      .example("请站成一行。", "Qǐng zhàn chéng yī háng.")
      .example(named);
  CHECK(right(go, 0) == "行: xíng");
  CHECK(right(go, 1) == "行: háng");
  CHECK(right(go, 2) == "行: xíng");
}

TEST_CASE("a longer form is right as the entry spells it, else as the sentence does") {
  EntryBuilder named = contact().phrase("联系不上", "liánxì bu shàng");
  CHECK(right(named.example("我一直联系不上她。", "Wǒ yīzhí liánxì bùshàng tā.")) ==
        "联系不上 聯繫不上: liánxì bu shàng");
  Sentence marked = sentence("把你的联系方式给我。", "Bǎ nǐ de liánxì fāngshì gěi wǒ.");
  marked.form = "联系方式";
  CHECK(right(contact().example(marked)) == "联系方式 聯繫方式: liánxìfāngshì");
}

TEST_CASE("a word taken apart is right alone and with what stands between its parts") {
  CHECK(right(meet().example("我只见过他一面。", "Wǒ zhǐ jiàn guo tā yī miàn.")) ==
        "见面 見面 见过他一面 見过他一面: jiànmiàn jiànguotāyīmiàn");
  CHECK(right(meet().example("我只见过他一面。")) == "见面 見面 见过他一面 見过他一面: jiànmiàn");
  CHECK(right(meet().example("我们明天见面。")) == "见面 見面: jiànmiàn");
}

TEST_CASE("a doubled word is right as it stands, light or in full") {
  CHECK(right(look().example("你看看说明书。", "Nǐ kànkan shuōmíngshū.")) == "看看: kànkan kànkàn");
  CHECK(right(look().example("你看看说明书。")) == "看看: kànkàn");
  CHECK(right(look().example("你看一看说明书。", "Nǐ kàn yi kàn shuōmíngshū.")) ==
        "看 看看 看一看: kàn kànkàn kànyikàn");
  CHECK(right(meet().example("周末见见面吧。", "Zhōumò jiànjian miàn ba.")) ==
        "见见面 見見面: jiànjianmiàn jiànjiànmiàn");
}

TEST_CASE("a contrast is right in the word that its sentence wants") {
  SentencePair mine = pair("我明天关系你。", "我明天联系你。");
  SentencePair other = pair("他们是什么联系？", "他们是什么关系？");
  CHECK(right(contact().contrast("关系", "guānxi", {mine, other}), 0) == "联系 聯繫: liánxì");
  // The entry does not know how the other word is written elsewhere.
  CHECK(right(EntryBuilder("联系", "liánxì").contrast("关系", "guānxi", {mine, other}), 1) ==
        "关系: guānxi");
}

}  // namespace lianxi
