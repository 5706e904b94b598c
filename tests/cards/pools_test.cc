#include "cards/pools.h"

#include <doctest/doctest.h>

#include "support/entries.h"

namespace lianxi {
namespace {

const WordSet kNone;

EntryBuilder contact() { return {"联系", "liánxì"}; }

/// A sentence as its prompt shows it, one ＿ for each hidden character.
std::string blanked(const PoolSentence& pooled) {
  std::string text = pooled.sentence.chinese;
  for (auto blank = pooled.blanks.rbegin(); blank != pooled.blanks.rend(); ++blank) {
    std::string marks;
    for (std::size_t i = 0; i < blank->size; i += 3) marks += "＿";
    text.replace(blank->begin, blank->size, marks);
  }
  return text;
}

std::string blanked(const std::vector<PoolSentence>& pool) {
  std::string all;
  for (const PoolSentence& pooled : pool) all += (all.empty() ? "" : " ") + blanked(pooled);
  return all;
}

/// "联系: 我明天＿＿你。 / 联系不上: ...": the pools of an entry.
std::string listed(const Entry& entry, const Lexicon& lexicon = kNone) {
  std::string all;
  for (const FormPool& pool : make_pools(entry, lexicon).forms) {
    all += (all.empty() ? "" : " / ") + pool.form.text + ": " + blanked(pool.sentences);
  }
  return all;
}

/// Why the entry's only sentence is refused.
std::string refusal(const Entry& entry) {
  const Pools pools = make_pools(entry, kNone);
  REQUIRE(pools.refused.size() == 1);
  CHECK(pools.kept == 0);
  return pools.refused.front().why;
}

}  // namespace

TEST_CASE("all sentences of a form stand behind one blank, the first example in front") {
  const Pools pools = make_pools(contact()
                                     .example("我明天联系你。", "Wǒ míngtiān liánxì nǐ.")
                                     .example("这两件事有联系。", "Zhè liǎng jiàn shì yǒu liánxì."),
                                 kNone);
  REQUIRE(pools.forms.size() == 1);
  CHECK(blanked(pools.forms[0].sentences) == "我明天＿＿你。 这两件事有＿＿。");
  CHECK(pools.forms[0].sentences[0].wanted == "联系");
  CHECK(pools.forms[0].sentences[0].reading == "liánxì");
  CHECK(pools.forms[0].sentences[0].key == sentence_key("我明天联系你"));
  CHECK(pools.kept == 2);
  CHECK(pools.refused.empty());
}

TEST_CASE("a longer form that begins with the headword is blanked whole") {
  const Entry entry = contact()
                          .phrase("联系不上", "liánxì bu shàng")
                          .example("我一直联系不上你。", "Wǒ yīzhí liánxì bu shàng nǐ.")
                          .example("我明天联系你。", "Wǒ míngtiān liánxì nǐ.");
  CHECK(listed(entry) == "联系: 我明天＿＿你。 / 联系不上: 我一直＿＿＿＿你。");
}

TEST_CASE("a partner form serves twice: the headword's blank beside it, and whole") {
  const Entry entry = contact()
                          .phrase("保持联系", "bǎochí liánxì")
                          .example("以后保持联系。", "Yǐhòu bǎochí liánxì.");
  CHECK(listed(entry) == "联系: 以后保持＿＿。 / 保持联系: 以后＿＿＿＿。");
  CHECK(make_pools(entry, kNone).kept == 1);
}

TEST_CASE("the author's word goes before the longest form") {
  Sentence plain = sentence("我一直联系不上你。", "Wǒ yīzhí liánxì bu shàng nǐ.");
  plain.form = "联系";
  CHECK(listed(contact().phrase("联系不上", "liánxì bu shàng").example(plain)) ==
        "联系: 我一直＿＿不上你。");
}

TEST_CASE("sentences that say the same are one, with all that is said of it") {
  const Entry entry =
      contact()
          .example("我明天会联系你。")
          .example("我 明天, 会联系你", "Wǒ míngtiān huì liánxì nǐ.", "I'll contact you.")
          .contrast("关系", "guānxi", {pair("我明天会关系你。", "我明天会联系你。")});
  const Pools pools = make_pools(entry, kNone);
  REQUIRE(pools.forms.size() == 1);
  REQUIRE(pools.forms[0].sentences.size() == 1);
  const PoolSentence& pooled = pools.forms[0].sentences[0];
  CHECK(pooled.sentence.chinese == "我明天会联系你。");
  CHECK(pooled.sentence.english == "I'll contact you.");
  CHECK(pooled.reading == "liánxì");
  CHECK(pools.merged == 2);
  CHECK(pools.kept == 1);
}

TEST_CASE("a sentence that the entry calls wrong is in no pool, wherever else it stands") {
  const Entry entry = contact()
                          .example("我想联系跟你。", "Wǒ xiǎng liánxì gēn nǐ.")
                          .contrast("关系", "guānxi", {pair("我想联系跟你", "我想跟你联系。")});
  CHECK(listed(entry) == "联系: 我想跟你＿＿。");
  CHECK(make_pools(entry, kNone).refused.empty());
}

TEST_CASE("a sentence without its word is refused with the reason") {
  CHECK(refusal(contact().example("今天天气很好。")) == "no 联系 in it");
  CHECK(refusal(contact().example("检查关联系统。", "Jiǎnchá guānlián xìtǒng.")) ==
        "联系 stands inside 关联系统");
  Sentence late = sentence("今天天气很好。");
  late.line = 12;
  const Pools pools = make_pools(contact().example(late), kNone);
  REQUIRE(pools.refused.size() == 1);
  CHECK(pools.refused[0].line == 12);
  CHECK(pools.refused[0].chinese == "今天天气很好。");
  CHECK_FALSE(pools.refused[0].of_rival);
}

TEST_CASE("a word that is there but cannot be asked is refused for what it is") {
  // Hidden in 学生气坏 its characters would look like a second blank, shown they would tell.
  EntryBuilder angry = EntryBuilder("生气", "shēngqì")
                           .example("学生气坏了，老师也生气。",
                                    "Xuésheng qìhuài le, lǎoshī yě shēngqì.");
  CHECK(refusal(angry) == "生气 stands inside 学生气坏");
  CHECK(make_pools(angry, kNone).refused[0].holds_word);
  // Which of its readings a polyphone has here nobody says.
  EntryBuilder row = EntryBuilder("行", "xíng").reading("háng", "a row", "noun");
  CHECK(refusal(row.example("请看第三行。")) ==
        "行 may be read in several ways; add a pinyin line");
  CHECK_FALSE(make_pools(contact().example("今天天气很好。"), kNone).refused[0].holds_word);
}

TEST_CASE("the right half that wants the rival is refused without being a mistake") {
  const Pools pools = make_pools(
      contact().contrast("关系", "guānxi", {pair("他们联系很好。", "他们关系很好。")}), kNone);
  REQUIRE(pools.refused.size() == 1);
  CHECK(pools.refused[0].of_rival);
}

TEST_CASE("the second place that is a word is taken where the first is none") {
  CHECK(listed(EntryBuilder("会", "huì").example("有机会我会去。", "Yǒu jīhuì wǒ huì qù.")) ==
        "会: 有机＿我＿去。");
}

TEST_CASE("other places of the word are hidden too") {
  CHECK(listed(contact().example("你联系我，我联系你。", "Nǐ liánxì wǒ, wǒ liánxì nǐ.")) ==
        "联系: 你＿＿我，我＿＿你。");
  CHECK(listed(contact()
                   .phrase("联系不上", "liánxì bu shàng")
                   .example("想联系却联系不上。", "Xiǎng liánxì què liánxì bu shàng.")) ==
        "联系不上: 想＿＿却＿＿＿＿。");
}

TEST_CASE("separable words blank every part, paired within one clause, nearest first") {
  const struct {
    std::string chinese, pinyin, wanted;
  } rows[] = {
      {"我见过他一面。", "Wǒ jiànguo tā yī miàn.", "见面: 我＿过他一＿。"},
      {"我们见面吧。", "Wǒmen jiànmiàn ba.", "见面: 我们＿＿吧。"},
      {"我见过，你也见了他一面。", "Wǒ jiànguo, nǐ yě jiàn le tā yī miàn.",
       "见面: 我见过，你也＿了他一＿。"},
      {"我见他，吃了一碗面。", "Wǒ jiàn tā, chī le yī wǎn miàn.", ""},
      {"我见过他吃面包。", "Wǒ jiànguo tā chī miànbāo.", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.chinese);
    EntryBuilder meet("见面", "jiànmiàn");
    CHECK(listed(meet.separable().example(row.chinese, row.pinyin)) == row.wanted);
  }
  EntryBuilder fixed("见面", "jiànmiàn");
  CHECK(listed(fixed.example("我见过他一面。", "Wǒ jiànguo tā yī miàn.")).empty());
}

TEST_CASE("a named whole form of a separable word goes before its parts") {
  EntryBuilder meet("见面", "jiànmiàn");
  meet.separable().phrase("见不到面", "jiàn bu dào miàn");
  CHECK(listed(meet.example("我们见不到面。", "Wǒmen jiàn bu dào miàn.")) ==
        "见不到面: 我们＿＿＿＿。");
}

TEST_CASE("a contrast asks only what one of the two words fits") {
  const struct {
    std::string name, wrong, right, blanked, wanted;
  } rows[] = {
      {"the headword is right", "我明天关系你。", "我明天联系你。", "我明天＿＿你。", "联系"},
      {"the rival is right", "他们联系很好。", "他们关系很好。", "他们＿＿很好。", "关系"},
      {"grammar: the same word in both", "我想联系跟你。", "我想跟你联系。", "", ""},
      {"both words in the right half", "我关系他。", "我联系他，关系好。", "", ""},
      {"neither word", "我给电话他。", "我给他打电话。", "", ""},
      {"no wrong half", "", "我明天联系你。", "", ""},
      {"every place is hidden", "你关系我，我关系你。", "你联系我，我联系你。",
       "你＿＿我，我＿＿你。", "联系"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    const Entry entry = contact().contrast("关系", "guānxi", {pair(row.wrong, row.right)});
    const auto pool = contrast_pool(entry, entry.contrasts[0], kNone);
    CHECK(blanked(pool) == row.blanked);
    CHECK((pool.empty() ? "" : pool[0].wanted) == row.wanted);
  }
}

TEST_CASE("a right half alone is asked where it says why its word is the one") {
  const Entry entry = contact().contrast(
      "关系", "guānxi",
      {pair("", "下飞机以后我联系你。", "a sentence of 联系"),
       pair("", "他和邻居的关系不错。", "a sentence of 关系"), pair("", "我们常常联系。"),
       pair("", "我联系他，关系好。", "both words stand here"),
       pair("我们常打电话。", "我们常联系。", "the wrong half shows nothing of 关系")});
  const auto pool = contrast_pool(entry, entry.contrasts[0], kNone);
  REQUIRE(pool.size() == 2);
  CHECK(pool[0].wanted == "联系");
  CHECK(pool[1].wanted == "关系");
}

TEST_CASE("a contrast keeps the situation and the reading of the word it wants") {
  SentencePair decided = pair("他们联系很好。", "他们关系很好。");
  decided.when = "about friendship";
  const Entry entry =
      contact().contrast("关系", "guānxi", {decided, pair("他们联系很好。", "他们，关系很好！")});
  const auto pool = contrast_pool(entry, entry.contrasts[0], kNone);
  REQUIRE(pool.size() == 1);
  CHECK(pool[0].when == "about friendship");
  CHECK(pool[0].reading == "guānxi");
}

TEST_CASE("a form that its sentence lacks is refused by its name") {
  Sentence swim = sentence("我会游泳。", "Wǒ huì yóuyǒng.");
  swim.form = "会不会";
  // One character cannot be separated, whatever its entry says.
  const Pools pools = make_pools(EntryBuilder("会", "huì").separable().example(swim), WordSet());
  CHECK(pools.kept == 0);
  REQUIRE(pools.refused.size() == 1);
  CHECK(pools.refused[0].why == "no 会不会 in it");
}

}  // namespace lianxi
