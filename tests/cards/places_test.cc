#include "cards/places.h"

#include <doctest/doctest.h>

#include "support/entries.h"

namespace lianxi {
namespace {

/// "＿过他一＿ = 见面" where the word stands; the reason, or nothing, where it does not.
std::string found(const Sentence& sentence, WordKind kind,
                  const std::vector<std::string>& known = {}) {
  const WordSet lexicon = words(known);
  const Division division(sentence, lexicon);
  std::string why;
  const auto place = PlaceFinder(sentence, division, lexicon, kind).find(why);
  if (!place) return why;
  std::string text = sentence.chinese;
  for (auto part = place->parts.rbegin(); part != place->parts.rend(); ++part) {
    std::string marks;
    for (std::size_t i = 0; i < part->size; i += 3) marks += "＿";
    text.replace(part->begin, part->size, marks);
  }
  return text + " = " + place->wanted;
}

WordKind separable(const char* word) { return {word, true, true}; }
WordKind verb(const char* word) { return {word, false, true}; }
WordKind other(const char* word) { return {word, false, false}; }

struct Row {
  std::string chinese, pinyin;
  WordKind kind;
  std::string wanted;
};

void check(const Row& row) {
  CAPTURE(row.chinese);
  CAPTURE(row.pinyin);
  CHECK(found(sentence(row.chinese, row.pinyin), row.kind) == row.wanted);
}

}  // namespace

TEST_CASE("a separable word is found in its parts, whatever the pinyin joins to them") {
  const Row rows[] = {
      {"我只见过他一面。", "Wǒ zhǐ jiàn guo tā yī miàn.", separable("见面"),
       "我只＿过他一＿。 = 见面"},
      {"我只见过他一面。", "Wǒ zhǐ jiànguo tā yīmiàn.", separable("见面"),
       "我只＿过他一＿。 = 见面"},
      {"她帮了我一个大忙。", "Tā bāngle wǒ yī gè dàmáng.", separable("帮忙"),
       "她＿了我一个大＿。 = 帮忙"},
      {"别生他的气了。", "Bié shēng tā de qì le.", separable("生气"), "别＿他的＿了。 = 生气"},
      {"叔叔结过两次婚。", "Shūshu jié guo liǎng cì hūn.", separable("结婚"),
       "叔叔＿过两次＿。 = 结婚"},
      {"昨晚我睡不着觉。", "Zuówǎn wǒ shuìbuzháo jiào.", separable("睡觉"),
       "昨晚我＿不着＿。 = 睡觉"},
      {"我帮不上你的忙。", "Wǒ bāng bu shàng nǐ de máng.", separable("帮忙"),
       "我＿不上你的＿。 = 帮忙"},
      {"他没跟警察打过交道。", "Tā méi gēn jǐngchá dǎ guo jiāodào.", separable("打交道"),
       "他没跟警察＿过＿＿。 = 打交道"},
      {"我们明天见面。", "Wǒmen míngtiān jiànmiàn.", separable("见面"), "我们明天＿＿。 = 见面"},
      // The object before the verb is not what the blank would ask.
      {"我们面都没见。", "Wǒmen miàn dōu méi jiàn.", separable("见面"), ""},
      {"我只见过他一面。", "Wǒ zhǐ jiàn guo tā yī miàn.", verb("见面"), ""},
  };
  for (const Row& row : rows) check(row);
}

TEST_CASE("the parts of a separable word are no other word's, and stand in one clause") {
  const Row rows[] = {
      {"我在外面见过他一面。", "Wǒ zài wàimiàn jiàn guo tā yī miàn.", separable("见面"),
       "我在外面＿过他一＿。 = 见面"},
      {"我见过他一面，一起吃了牛肉面。", "Wǒ jiàn guo tā yī miàn, yīqǐ chī le niúròumiàn.",
       separable("见面"), "我＿过他一＿，一起吃了牛肉面。 = 见面"},
      {"我见他在外面吃牛肉面。", "Wǒ jiàn tā zài wàimiàn chī niúròumiàn.", separable("见面"), ""},
      {"天气这么好，别生我的气。", "Tiānqì zhème hǎo, bié shēng wǒ de qì.", separable("生气"),
       "天气这么好，别＿我的＿。 = 生气"},
      {"医生说天气要变。", "Yīshēng shuō tiānqì yào biàn.", separable("生气"), ""},
      {"我睡了一会儿，觉得好多了。", "Wǒ shuì le yīhuìr, juéde hǎo duō le.", separable("睡觉"), ""},
      {"我睡醒以后觉得很冷。", "Wǒ shuì xǐng yǐhòu juéde hěn lěng.", separable("睡觉"), ""},
      {"他忙得很，还帮了我两次忙。", "Tā máng de hěn, hái bāng le wǒ liǎng cì máng.",
       separable("帮忙"), "他忙得很，还＿了我两次＿。 = 帮忙"},
      // Of two verbs the nearer one has the object.
      {"我见他以前见过一面的人。", "Wǒ jiàn tā yǐqián jiàn guo yī miàn de rén.", separable("见面"),
       "我见他以前＿过一＿的人。 = 见面"},
      {"我要见他，面试以后。", "Wǒ yào jiàn tā, miànshì yǐhòu.", separable("见面"), ""},
      // What stands between must lead up to the object.
      {"我见他在外面吃面。", "Wǒ jiàn tā zài wàimiàn chī miàn.", separable("见面"), ""},
      {"他帮你照顾孩子很忙。", "Tā bāng nǐ zhàogù háizi hěn máng.", separable("帮忙"), ""},
      {"他帮过很忙的朋友。", "Tā bāng guo hěn máng de péngyou.", separable("帮忙"), ""},
      {"孩子生下来没气了。", "Háizi shēng xiàlai méi qì le.", separable("生气"), ""},
      {"周末我睡了个懒觉。", "Zhōumò wǒ shuì le ge lǎnjiào.", separable("睡觉"),
       "周末我＿了个懒＿。 = 睡觉"},
      {"我们见过面。", "Wǒmen jiànguomiàn.", separable("见面"), "我们＿过＿。 = 见面"},
  };
  for (const Row& row : rows) check(row);
}

TEST_CASE("without a pinyin line an object needs what leads up to it") {
  const Row rows[] = {
      {"我见过他一面。", "", separable("见面"), "我＿过他一＿。 = 见面"},
      {"她帮了大忙。", "", separable("帮忙"), "她＿了大＿。 = 帮忙"},
      {"他帮了我一个大忙。", "", separable("帮忙"), "他＿了我一个大＿。 = 帮忙"},
      {"别生老师的气。", "", separable("生气"), "别＿老师的＿。 = 生气"},
      {"我睡了三天觉。", "", separable("睡觉"), "我＿了三天＿。 = 睡觉"},
      {"我睡了两个小时觉。", "", separable("睡觉"), "我＿了两个小时＿。 = 睡觉"},
      {"今晚我睡不好觉。", "", separable("睡觉"), "今晚我＿不好＿。 = 睡觉"},
      {"这次帮不上忙。", "", separable("帮忙"), "这次＿不上＿。 = 帮忙"},
      {"我见他在外面等着。", "", separable("见面"), ""},
      {"我见他去吃牛肉面。", "", separable("见面"), ""},
      {"医生说今天天气好。", "", separable("生气"), ""},
      {"先生的气色很好。", "", separable("生气"), ""},
      {"学生的气球飞了。", "", separable("生气"), ""},
      {"他结束了婚姻。", "", separable("结婚"), ""},
      {"我们总结了他的婚事。", "", separable("结婚"), ""},
      {"我看见他的面条了。", "", separable("见面"), ""},
  };
  for (const Row& row : rows) check(row);
}

TEST_CASE("the author's marks name the parts of a separable word") {
  Sentence swim = sentence("他每周游很长时间的泳。", "Tā měizhōuyóu hěn cháng shíjiān de yǒng.");
  CHECK(found(swim, separable("游泳")).empty());
  for (const char* part : {"游", "泳"}) swim.bold.push_back({swim.chinese.find(part), 3});
  CHECK(found(swim, separable("游泳")) == "他每周＿很长时间的＿。 = 游泳");
}

TEST_CASE("a word said twice is asked with both its halves") {
  const Row rows[] = {
      {"你看看这个。", "Nǐ kànkan zhège.", verb("看"), "你＿＿这个。 = 看看"},
      {"你看看这个。", "", verb("看"), "你＿＿这个。 = 看看"},
      {"去医院看一看吧。", "Qù yīyuàn kàn yi kàn ba.", verb("看"), "去医院＿一＿吧。 = 看"},
      {"去医院看一看吧。", "Qù yīyuàn kànyikàn ba.", verb("看"), "去医院＿一＿吧。 = 看"},
      {"他想了想，点了点头。", "Tā xiǎng le xiǎng, diǎn le diǎn tóu.", verb("想"),
       "他＿了＿，点了点头。 = 想"},
      {"他停了一停。", "Tā tíng le yi tíng.", verb("停"), "他＿了一＿。 = 停"},
      {"你看不看电影？", "Nǐ kàn bu kàn diànyǐng?", verb("看"), "你＿不＿电影？ = 看"},
      {"我们商量商量吧。", "Wǒmen shāngliang shāngliang ba.", verb("商量"),
       "我们＿＿＿＿吧。 = 商量商量"},
      {"孩子们高高兴兴地走了。", "Háizimen gāogāoxìngxìng de zǒu le.", other("高兴"),
       "孩子们＿＿＿＿地走了。 = 高高兴兴"},
      {"你帮帮忙吧。", "Nǐ bāngbang máng ba.", separable("帮忙"), "你＿＿＿吧。 = 帮帮忙"},
      {"周末见见面吧。", "Zhōumò jiànjian miàn ba.", separable("见面"), "周末＿＿＿吧。 = 见见面"},
      {"饭后散了散步。", "Fàn hòu sàn le sànbù.", separable("散步"), "饭后＿了＿＿。 = 散步"},
      {"你帮帮他的忙。", "Nǐ bāngbang tā de máng.", separable("帮忙"), "你＿＿他的＿。 = 帮帮忙"},
      {"你们见没见过面？", "Nǐmen jiàn méi jiàn guo miàn?", separable("见面"),
       "你们＿没＿过＿？ = 见面"},
      {"你知不知道他来？", "Nǐ zhī bu zhīdao tā lái?", verb("知道"), "你＿不＿＿他来？ = 知道"},
  };
  for (const Row& row : rows) check(row);
}

TEST_CASE("what looks doubled and is another word is left alone") {
  CHECK(found(sentence("他刚刚到。", "Tā gānggāng dào."), other("刚")) == "刚 stands inside 刚刚");
  CHECK(found(sentence("他刚刚到。"), other("刚")) == "刚 stands inside 刚刚");
  CHECK(found(sentence("谢谢你。", "Xièxie nǐ."), verb("谢"), {"谢谢"}) == "谢 stands inside 谢谢");
  // Two words that meet are not doubled: 会会计.
  CHECK(found(sentence("他会会计。", "Tā huì kuàijì."), other("会")) == "他＿会计。 = 会");
}

TEST_CASE("everything that gives a word away is known") {
  const Sentence twice = sentence("见了面，又见一面，再见见面。",
                                  "Jiàn le miàn, yòu jiàn yī miàn, zài jiànjian miàn.");
  const WordSet none;
  const Division division(twice, none);
  std::string seen;
  for (const Span span : PlaceFinder(twice, division, none, separable("见面")).all()) {
    seen += twice.chinese.substr(span.begin, span.size) + " ";
  }
  CHECK(seen == "见见面 见 面 见 面 ");
}

TEST_CASE("doubled words and words taken apart are told by their look") {
  const struct {
    std::string word, text;
    bool twice, apart;
  } rows[] = {
      {"看", "看看", true, false},      {"看", "看一看", true, false},
      {"看", "看见", false, false},     {"帮忙", "帮帮忙", true, true},
      {"高兴", "高高兴兴", true, true}, {"见面", "见不到面", false, true},
      {"见面", "见面", false, false},   {"联系", "联系方式", false, false},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(is_said_twice(row.word, row.text) == row.twice);
    CHECK(is_taken_apart(row.word, row.text) == row.apart);
  }
}

}  // namespace lianxi
