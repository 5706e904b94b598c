#include "grade/grade.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "text/pinyin.h"
#include "text/utf8.h"

using namespace lianxi;

namespace {

Wanted word(const std::string& characters, const std::string& reading) {
  Wanted wanted;
  for (const auto part : split(characters, '/')) wanted.characters.emplace_back(part);
  for (const auto part : split(reading, '/')) wanted.readings.emplace_back(part);
  return wanted;
}

/// 联系 on a recall card, with 关系 as a rival and a few other words known.
Wanted contact() {
  Wanted wanted = word("联系/聯繫", "liánxì");
  wanted.rivals = {{"关系", {"guānxi", "guānxì"}}, {"联络", {"liánluò"}}};
  wanted.lookup = [](std::string_view typed) -> std::vector<KnownWord> {
    if (typed == "练习" || typed == "lian4xi2") return {{"练习", "liànxí"}};
    if (typed == "连系") return {{"连系", "liánxì"}};
    if (typed == "沟通" || typed == "gōutōng" || typed == "gou1tong1") return {{"沟通", "gōutōng"}};
    if (typed == "lian2xi4") return {{"联系", "liánxì"}, {"连系", "liánxì"}};
    return {};
  };
  return wanted;
}

Wanted reading_card(Wanted wanted) {
  wanted.asks_reading = true;
  return wanted;
}

/// "right" or, by leniency, "right~"; else the verdict.
std::string verdict(const std::string& typed, const Wanted& wanted) {
  const Judgement judgement = grade(typed, wanted, {});
  return std::string(to_string(judgement.verdict)) + (judgement.lenient ? "~" : "");
}

std::string proposed(const Judgement& judgement) {
  return judgement.proposed ? std::string(to_string(*judgement.proposed)) : "ask again";
}

struct Row {
  std::string characters;
  std::string reading;
  std::string typed;
  std::string verdict;  ///< with "~" when right by leniency
};

void check(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    CAPTURE(row.characters);
    CAPTURE(row.reading);
    CAPTURE(row.typed);
    CHECK(verdict(row.typed, word(row.characters, row.reading)) == row.verdict);
  }
}

}  // namespace

TEST_CASE("every spelling of an answer is the same answer") {
  for (const std::string typed : {"lian2xi4",
                                  "lian2 xi4",
                                  "lianxi24",
                                  "liánxì",
                                  "LIÁNXÌ",
                                  "ｌｉａｎ２ｘｉ４",
                                  "lián xì",
                                  "lián-xì",
                                  "lián'xì",
                                  "lián’xì",
                                  "Lián Xì.",
                                  " liánxì ",
                                  "lian2-xi4",
                                  "Lian2Xi4",
                                  "lianxi 24",
                                  "lia\u0301nxi\u0300",
                                  "lián\u200Bxì",
                                  "\uFEFFlian2xi4",
                                  "lían xì",
                                  "lia2nxi4x",
                                  "联系",
                                  "聯繫",
                                  " 联 系。",
                                  "联\u200D系",
                                  "lián2xì4",
                                  "lian2 xi 4",
                                  "ｌｉａｎｘｉ２４",
                                  "lián∥xì",
                                  "lian²xi⁴"}) {
    CAPTURE(typed);
    CHECK(verdict(typed, contact()) == (typed == "lia2nxi4x" ? "wrong" : "right"));
  }
}

TEST_CASE("digits stand after each syllable, or two or more at the end") {
  check({
      {"联系", "liánxì", "lianxi4", "tone"},
      {"联系", "liánxì", "lian2xi", "tone"},
      {"联系", "liánxì", "lianxi42", "tone"},
      {"联系", "liánxì", "lianxi244", "wrong"},
      {"联系", "liánxì", "lian2xi44", "wrong"},
      {"联系", "liánxì", "lian22xi4", "wrong"},
      {"联系", "liánxì", "liánxi24", "wrong"},
      {"联系", "liánxì", "lian2xi9", "wrong"},
      {"联系", "liánxì", "2lian4xi", "wrong"},
      {"联系", "liánxì", "24", "wrong"},
      {"联系", "liánxì", "lián4xì", "wrong"},
      {"关系", "guānxi", "guanxi15", "right"},
      {"关系", "guānxi", "guanxi10", "right"},
      {"关系", "guānxi", "guanxi1", "tone"},
      {"关系", "guānxi", "guan1xi", "right"},
      {"朋友", "péngyou", "pengyou20", "right"},
      {"看一看", "kàn yi kàn", "kanyikan44", "right"},
      {"看一看", "kàn yi kàn", "kanyikan404", "right"},
      {"看一看", "kàn yi kàn", "kanyikan454", "right"},
      {"看一看", "kàn yi kàn", "kanyikan4", "tone"},
      {"联系不上", "liánxì bu shàng", "lianxibushang244", "right"},
      {"联系不上", "liánxì bu shàng", "lianxibushang2404", "right"},
      {"联系不上", "liánxì bu shàng", "lian2xi4 bu shang4", "right"},
      {"联系不上", "liánxì bu shàng", "liánxì bu shàng", "right"},
      {"好", "hǎo", "hao3", "right"},
      {"好", "hǎo", "hao33", "wrong"},
  });
}

TEST_CASE("digits and marks that fix the syllables hold") {
  check({
      {"西安", "Xī'ān", "xi1an1", "right"},
      {"西安", "Xī'ān", "Xi1'an1", "right"},
      {"西安", "Xī'ān", "xīān", "right"},
      {"西安", "Xī'ān", "xian11", "right"},
      {"西安", "Xī'ān", "xian", "untoned"},
      {"西安", "Xī'ān", "xi'an", "untoned"},
      {"西安", "Xī'ān", "xian1", "tone"},
      {"西安", "Xī'ān", "xiān", "tone"},
      {"先", "xiān", "xian1", "right"},
      {"先", "xiān", "xīan", "right"},
      {"先", "xiān", "xi1an1", "wrong"},
      {"先", "xiān", "xīān", "wrong"},
      {"先", "xiān", "xi'an1", "wrong"},
      {"先", "xiān", "xi'ān", "wrong"},
      {"先", "xiān", "xi'an", "untoned"},
      {"先", "xiān", "xian11", "wrong"},
      {"方案", "fāng'àn", "fang1an4", "right"},
      {"方案", "fāng'àn", "fāngàn", "right"},
      {"方案", "fāng'àn", "fan1gan4", "letters"},
      {"天鹅", "tiān'é", "tian1e2", "right"},
      {"第二", "dì'èr", "di4er4", "right"},
      {"第二", "dì'èr", "dìèr", "right"},
      {"生日", "shēngrì", "shen1gri4", "letters"},
  });
}

TEST_CASE("a mark on the wrong vowel is read as meant") {
  check({
      {"六", "liù", "lìu", "right"},
      {"贵", "guì", "gùi", "right"},
      {"学", "xué", "xúe", "right"},
      {"好", "hǎo", "haǒ", "right"},
      {"你好", "nǐ hǎo", "nĭhăo", "right"},
      {"好", "hǎo", "háo", "tone"},
  });
}

TEST_CASE("ü is typed in several ways, and u is not one of them") {
  check({
      {"女", "nǚ", "nü3", "right"},
      {"女", "nǚ", "nv3", "right"},
      {"女", "nǚ", "nu:3", "right"},
      {"女", "nǚ", "NU:3", "right"},
      {"女", "nǚ", "ｎｕ：３", "right"},
      {"女", "nǚ", "nu\u0308\u030C", "right"},
      {"女", "nǚ", "nǚ", "right"},
      {"女", "nǚ", "nu3", "letters"},
      {"女", "nǚ", "nǔ", "letters"},
      {"女", "nǚ", "nu4", "wrong"},
      {"努", "nǔ", "nv3", "letters"},
      {"女儿", "nǚ'ér", "nv3er2", "right"},
      {"女儿", "nǚ'ér", "nver32", "right"},
      {"女儿", "nǚ'ér", "nǚér", "right"},
      {"女儿", "nǚ'ér", "nu3er2", "letters"},
      {"女儿", "nǚ'ér", "nv3r", "wrong"},
      {"绿", "lǜ", "lu:4", "right"},
      {"绿", "lǜ", "lv4", "right"},
      {"绿", "lǜ", "lu4", "letters"},
      {"路", "lù", "lu4", "right"},
      {"路", "lù", "lv4", "letters"},
      {"虐", "nüè", "nue4", "right"},
      {"虐", "nüè", "nve4", "right"},
      {"虐", "nüè", "nuè", "right"},
      {"略", "lüè", "lue4", "right"},
      {"略", "lüè", "lu:e4", "right"},
      {"去", "qù", "qv4", "right"},
      {"去", "qù", "qü4", "right"},
      {"去", "qù", "qu:4", "right"},
      {"学", "xué", "xve2", "right"},
      {"元", "yuán", "yüan2", "right"},
      {"居", "jū", "jǖ", "right"},
      {"书", "shū", "shv1", "letters"},
  });
  const Judgement judgement = grade("nu3", word("女", "nǚ"), {});
  CHECK(judgement.message.find("type ü as v or u:") != std::string::npos);
  CHECK(grade("nu4", word("女", "nǚ"), {}).message.find("v or u:") != std::string::npos);
  CHECK(grade("ni3", word("女", "nǚ"), {}).message.find("v or u:") == std::string::npos);
}

TEST_CASE("neutral is nothing, 0 or 5, and a word without a full tone is never asked for tones") {
  check({
      {"吗", "ma", "ma", "right"},
      {"吗", "ma", "ma0", "right"},
      {"吗", "ma", "ma5", "right"},
      {"吗", "ma", "MA", "right"},
      {"吗", "ma", "ma1", "tone"},
      {"的", "de", "de", "right"},
      {"的", "de", "di", "letters"},
      {"关系", "guānxi", "guan1xi5", "right"},
      {"关系", "guānxi", "guan1xi0", "right"},
      {"关系", "guānxi", "guānxi", "right"},
      {"关系", "guānxi", "guan1xi4", "tone"},
      {"关系", "guānxi", "guanxi", "untoned"},
      {"关系", "guānxi/guānxì", "guan1xi4", "right~"},
      {"关系", "guānxi/guānxì", "guan1xi", "right"},
      {"关系", "guānxi/guānxì", "guan1xi2", "tone"},
      {"联系", "liánxì", "lian5xi5", "tone"},
      {"联系", "liánxì", "lianxi", "untoned"},
      {"联系", "liánxì", "LIAN XI", "untoned"},
      {"学生", "xuésheng", "xue2sheng1", "tone"},
      {"学生", "xuésheng/xuéshēng", "xuéshēng", "right~"},
      {"学生", "xuéshēng", "xue2sheng", "tone"},
      {"孩子", "háizi", "hai2zi", "right"},
      {"孩子", "háizi", "hai2zi3", "tone"},
  });
}

TEST_CASE("erhua is typed in several ways") {
  check({
      {"哪儿", "nǎr", "na3r", "right"},
      {"哪儿", "nǎr", "nar3", "right"},
      {"哪儿", "nǎr", "na3er5", "right"},
      {"哪儿", "nǎr", "na3er", "right"},
      {"哪儿", "nǎr", "nǎr", "right"},
      {"哪儿", "nǎr", "nǎ'r", "right"},
      {"哪儿", "nǎr", "nǎ'er", "right"},
      {"哪儿", "nǎr", "na3r5", "right"},
      {"哪儿", "nǎr", "nar35", "right"},
      {"哪儿", "nǎr", "NAR3", "right"},
      {"哪儿", "nǎ'er", "nar3", "right"},
      {"哪儿", "nǎr", "na4r", "tone"},
      {"哪儿", "nǎr", "nar5", "tone"},
      {"哪儿", "nǎr", "nar", "untoned"},
      {"哪儿", "nǎr", "na3er2", "wrong"},
      {"哪儿", "nǎr", "nar33", "wrong"},
      {"哪里", "nǎlǐ", "nar33", "wrong"},
      {"哪", "nǎ", "na3r", "letters"},
      {"一点儿", "yīdiǎnr", "yi1dian3r", "right"},
      {"一点儿", "yīdiǎnr", "yi4dianr3", "right~"},
      {"一点儿", "yīdiǎnr", "yidianr13", "right"},
      {"一点儿", "yīdiǎnr", "yidianr135", "right"},
      {"一点儿", "yīdiǎnr", "yi2dian3r", "tone"},
      {"女儿", "nǚ'ér", "nv3er", "tone"},
      {"一会儿", "yīhuìr", "yi2huir4", "right~"},
      {"一会儿", "yīhuìr", "yi4huir4", "tone"},
  });
}

TEST_CASE("不 is fourth, second only before a fourth, light between equals and in complements") {
  check({
      {"不是", "bùshì", "bu4shi4", "right"},
      {"不是", "bùshì", "bu2shi4", "right~"},
      {"不是", "bùshì", "búshì", "right~"},
      {"不是", "bùshì", "bu3shi4", "tone"},
      {"不是", "bùshì", "bushi4", "tone"},
      {"不好", "bù hǎo", "bu4hao3", "right"},
      {"不好", "bù hǎo", "bu2hao3", "tone"},
      {"不行", "bùxíng", "bu2xing2", "tone"},
      {"不听", "bù tīng", "bu2ting1", "tone"},
      {"要不", "yàobù", "yao4bu2", "tone"},
      {"不", "bù", "bu2", "tone"},
      {"不", "bù", "bu4", "right"},
      {"好不好", "hǎo bù hǎo", "hao3 bu hao3", "right~"},
      {"好不好", "hǎo bu hǎo", "hao3 bu4 hao3", "right~"},
      {"好不好", "hǎo bu hǎo", "hao3 bu2 hao3", "tone"},
      {"是不是", "shì bu shì", "shi4bu2shi4", "right~"},
      {"喜不喜欢", "xǐ bù xǐhuan", "xi3bu5xi3huan", "right~"},
      {"知道不知道", "zhīdào bù zhīdào", "zhi1dao4 bu zhi1dao4", "right~"},
      {"对不起", "duìbuqǐ", "dui4buqi3", "right"},
      {"对不起", "duìbuqǐ", "dui4bu4qi3", "right~"},
      {"对不起", "duìbuqǐ", "dui4bu2qi3", "tone"},
      {"看不见", "kàn bù jiàn", "kan4 bu jian4", "right~"},
      {"看不见", "kàn bù jiàn", "kan4bu2jian4", "right~"},
      {"看不出来", "kàn bù chūlái", "kan4 bu chu1lai2", "right~"},
      {"联系不上", "liánxì bu shàng", "lian2xi4bu4shang4", "right~"},
      {"联系不上", "liánxì bu shàng", "lian2xi4bu2shang4", "right~"},
      {"联系不上", "liánxì bu shàng", "lian2xi4bu3shang4", "tone"},
      {"联系不上", "liánxì bù shàng", "lian2xi4bushang4", "right~"},
      {"视而不见", "shì'érbùjiàn", "shi4er2bujian4", "tone"},
      {"很不好", "hěn bù hǎo", "hen3 bu hao3", "tone"},
      {"很不错", "hěn búcuò", "hen3 bu4cuo4", "right~"},
      {"部分", "bùfen", "bu2fen", "tone"},
  });
}

TEST_CASE("一 is first, second before a fourth, fourth before the others, and fixed in numbers") {
  check({
      {"一起", "yīqǐ", "yi1qi3", "right"},
      {"一起", "yīqǐ", "yi4qi3", "right~"},
      {"一起", "yīqǐ", "yìqǐ", "right~"},
      {"一起", "yīqǐ", "yi2qi3", "tone"},
      {"一起", "yìqǐ", "yi1qi3", "right~"},
      {"一定", "yīdìng", "yi1ding4", "right"},
      {"一定", "yīdìng", "yi2ding4", "right~"},
      {"一定", "yīdìng", "yi4ding4", "tone"},
      {"一定", "yídìng", "yi2ding4", "right"},
      {"一定", "yídìng", "yi1ding4", "right~"},
      {"一天", "yī tiān", "yi4tian1", "right~"},
      {"一直", "yīzhí", "yi4zhi2", "right~"},
      {"一直", "yīzhí", "yi2zhi2", "tone"},
      {"一个", "yī gè", "yi2ge4", "right~"},
      {"一个", "yī ge", "yi2ge", "right~"},
      {"一个", "yī ge", "yi4ge", "tone"},
      {"一個", "yī ge", "yi2ge", "right~"},
      {"第一", "dì-yī", "di4yi1", "right"},
      {"第一", "dì-yī", "di4yi2", "tone"},
      {"第一", "dì-yī", "di4yi4", "tone"},
      {"第一次", "dì-yī cì", "di4yi2ci4", "tone"},
      {"第一次", "dì-yī cì", "di4yi1ci4", "right"},
      {"一月", "yīyuè", "yi2yue4", "tone"},
      {"一月", "yīyuè", "yi1yue4", "right"},
      {"一号", "yī hào", "yi2hao4", "tone"},
      {"一月一日", "yīyuè yī rì", "yi1yue4yi1ri4", "right"},
      {"一月一日", "yīyuè yī rì", "yi1yue4yi2ri4", "tone"},
      {"一楼", "yī lóu", "yi4lou2", "tone"},
      {"一年级", "yī niánjí", "yi4nian2ji2", "tone"},
      {"一年", "yī nián", "yi4nian2", "right~"},
      {"十一个", "shíyī gè", "shi2yi2ge4", "tone"},
      {"二十一", "èrshíyī", "er4shi2yi4", "tone"},
      {"一百", "yībǎi", "yi4bai3", "right~"},
      {"统一", "tǒngyī", "tong3yi2", "tone"},
      {"统一", "tǒngyī", "tong3yi1", "right"},
      {"星期一", "xīngqīyī", "xing1qi1yi1", "right"},
      {"看一看", "kàn yī kàn", "kan4 yi kan4", "right~"},
      {"看一看", "kàn yi kàn", "kan4 yi kan4", "right"},
      {"看一看", "kàn yi kàn", "kàn yi kàn", "right"},
      {"看一看", "kàn yi kàn", "kan4yi1kan4", "right~"},
      {"看一看", "kàn yi kàn", "kan4yi4kan4", "tone"},
      {"同一个", "tóngyī gè", "tong2 yi2 ge4", "right~"},
      {"衣服", "yīfu", "yi2fu", "tone"},
      {"一", "yī", "yi1", "right"},
      {"一", "yī", "yi2", "tone"},
  });
}

TEST_CASE("a third tone before a full third may be typed as second, never the reverse") {
  check({
      {"你好", "nǐ hǎo", "ni3hao3", "right"},
      {"你好", "nǐ hǎo", "ni2hao3", "right~"},
      {"你好", "nǐ hǎo", "ni3hao2", "tone"},
      {"你好", "nǐ hǎo", "ni2hao2", "tone"},
      {"水果", "shuǐguǒ", "shui2guo3", "right~"},
      {"展览馆", "zhǎnlǎnguǎn", "zhan2lan2guan3", "right~"},
      {"展览馆", "zhǎnlǎnguǎn", "zhan3lan2guan3", "right~"},
      {"没有", "méiyǒu", "mei2you3", "right"},
      {"没有", "méiyǒu", "mei3you3", "tone"},
      {"姐姐", "jiějie", "jie3jie", "right"},
      {"姐姐", "jiějie", "jie2jie", "tone"},
      {"椅子", "yǐzi", "yi2zi", "tone"},
      {"椅子", "yǐzi", "yi3zi", "right"},
      {"老师", "lǎoshī", "lao2shi1", "tone"},
      {"好", "hǎo", "hao2", "tone"},
      {"哪儿有", "nǎr yǒu", "na2r you3", "right~"},
  });
}

TEST_CASE("without one character a syllable there is no sandhi to allow") {
  check({
      {"你好", "nǐ hǎo ma", "ni2hao3ma", "tone"},
      {"卡拉OK", "kǎlā ōu kēi", "ka3la1 ou1 kei1", "right"},
  });
  Wanted bare = word("", "bùshì");
  bare.characters.clear();
  CHECK(verdict("bu2shi4", bare) == "tone");
  CHECK(verdict("bu4shi4", bare) == "right");
}

TEST_CASE("letters are wrong with right tones, or all is wrong") {
  check({
      {"联系", "liánxì", "lian2shi4", "letters"},
      {"联系", "liánxì", "lain2xi4", "letters"},
      {"联系", "liánxì", "liang2xi4", "letters"},
      {"联系", "liánxì", "lianshi24", "letters"},
      {"联系", "liánxì", "liánshì", "letters"},
      {"联系", "liánxì", "lian4shi2", "wrong"},
      {"联系", "liánxì", "lianshi", "wrong"},
      {"联系", "liánxì", "contact", "wrong"},
      {"联系", "liánxì", "lian2xi4le", "wrong"},
      {"联系", "liánxì", "联xi4", "wrong"},
      {"联系", "liánxì", "联系人", "wrong"},
      {"联系", "liánxì", "系联", "wrong"},
      {"联系", "liánxì", "lian2xi4!x", "wrong"},
      {"联系", "liánxì", "\xFF", "wrong"},
      {"联系", "liánxì", "", "shown"},
      {"联系", "liánxì", " \u3000\u200B", "shown"},
  });
  CHECK(grade("lian2shi4", word("联系", "liánxì"), {}).message == "xì: you typed shi4");
  CHECK(grade("xx", word("联系", "liánxì"), {}).message == "not read as pinyin");
}

TEST_CASE("each verdict proposes its rating, on reading cards as on others") {
  struct {
    std::string typed;
    std::string verdict;
    std::string proposed;
    std::string on_reading_card;
  } const rows[] = {
      {"lian2xi4", "right", "good", "right good"},
      {"lianxi", "untoned", "ask again", "untoned ask again"},
      {"lian2xi2", "tone", "hard", "tone again"},
      {"guan1xi", "rival", "ask again", "wrong again"},
      {"guan1xi4", "rival", "ask again", "wrong again"},
      {"guanxi", "rival", "ask again", "wrong again"},
      {"guan4xi4", "rival", "ask again", "wrong again"},
      {"关系", "rival", "ask again", "wrong again"},
      {"lianluo24", "rival", "ask again", "letters again"},
      {"gōutōng", "other_word", "again", "wrong again"},
      {"goutong11", "other_word", "again", "wrong again"},
      {"沟通", "other_word", "again", "wrong again"},
      {"练习", "other_word", "again", "wrong again"},
      {"连系", "other_word", "again", "wrong again"},
      {"lian2shi4", "letters", "again", "letters again"},
      {"tian1qi4", "wrong", "again", "wrong again"},
      {"天气", "wrong", "again", "wrong again"},
      {"lian2", "wrong", "ask again", "wrong ask again"},
      {"系", "wrong", "ask again", "wrong again"},
      {"联系", "right", "good", "wrong ask again"},
      {"聯繫", "right", "good", "wrong ask again"},
      {"", "shown", "again", "shown again"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.typed);
    const Judgement judgement = grade(row.typed, contact(), {});
    CHECK(to_string(judgement.verdict) == row.verdict);
    CHECK(proposed(judgement) == row.proposed);
    const Judgement reading = grade(row.typed, reading_card(contact()), {});
    CHECK(std::string(to_string(reading.verdict)) + " " + proposed(reading) == row.on_reading_card);
  }
}

TEST_CASE("messages say in words what was wrong") {
  struct {
    std::string typed;
    std::string message;
    std::string on_reading_card;
  } const rows[] = {
      {"lian2xi2", "xì: you gave 2, wanted 4", "xì: you gave 2, wanted 4"},
      {"lianxi4", "lián: you gave none, wanted 2", "lián: you gave none, wanted 2"},
      {"lian2xi5", "xì: you gave neutral, wanted 4", "xì: you gave neutral, wanted 4"},
      {"lian4xi2", "lián: you gave 4, wanted 2; xì: you gave 2, wanted 4; that is 练习 (liànxí)",
       "lián: you gave 4, wanted 2; xì: you gave 2, wanted 4; that is 练习 (liànxí)"},
      {"gōutōng", "沟通 (gōutōng): another word",
       "lián: you typed gou1; xì: you typed tong1; that is 沟通 (gōutōng)"},
      {"连系", "连系: the right sound with other characters",
       "the pinyin is wanted, not characters"},
      {"联系", "", "the pinyin is wanted, not characters"},
      {"系", "part of it: 2 characters", "the pinyin is wanted, not characters"},
      {"xi4", "part of it: 2 characters", "part of it: 2 syllables"},
      {"关系", "关系 is also good here; the word wanted starts with l",
       "the pinyin is wanted, not characters"},
      {"liánluò", "联络 is also good here; the word wanted has xì as its second syllable",
       "xì: you typed luo4"},
      {"lian2xi4", "", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.typed);
    CHECK(grade(row.typed, contact(), {}).message == row.message);
    CHECK(grade(row.typed, reading_card(contact()), {}).message == row.on_reading_card);
  }
  CHECK(grade("yi2qi3", word("一起", "yīqǐ"), {}).message == "yī: you gave 2, wanted 1 or 4");
  CHECK(grade("ma3", word("吗", "ma"), {}).message == "ma: you gave 3, wanted neutral");
  CHECK(grade("nar4", word("哪儿", "nǎr"), {}).message == "nǎr: you gave 4, wanted 3");
  CHECK(grade("ni2hao3", word("你好", "nǐ hǎo"), {}).message == "also right; written nǐ hǎo");
}

TEST_CASE("missing tones are asked for once, without a word of the answer") {
  const Judgement first = grade("lianxi", contact(), {});
  CHECK(first.verdict == Verdict::untoned);
  CHECK_FALSE(first.proposed);
  CHECK(first.syllables.empty());
  for (const std::string leak : {"lián", "xì", "lian", "2", "4", "联"}) {
    CAPTURE(leak);
    CHECK(first.message.find(leak) == std::string::npos);
  }
  const std::vector<Attempt> earlier = {{"lianxi", Verdict::untoned}};
  const Judgement second = grade("lianxi", contact(), earlier);
  CHECK(second.verdict == Verdict::untoned);
  CHECK(proposed(second) == "hard");
  CHECK(second.syllables.size() == 2);
  CHECK(proposed(grade("lian2xi4", contact(), earlier)) == "good");
  CHECK(proposed(grade("lianxi", contact(), {{"guanxi", Verdict::rival}})) == "ask again");
}

TEST_CASE("a part of the form is asked again once") {
  Wanted form = word("联系不上/聯繫不上", "liánxì bu shàng");
  form.lookup = [](std::string_view) { return std::vector<KnownWord>{{"联系", "liánxì"}}; };
  for (const std::string typed :
       {"联系", "不上", "上", "聯繫", "lian2xi4", "lianxi", "lianxi24", "bu shang4", "xi4bu"}) {
    CAPTURE(typed);
    const Judgement first = grade(typed, form, {});
    CHECK(first.verdict == Verdict::wrong);
    CHECK(proposed(first) == "ask again");
    CHECK(first.message == "part of it: 4 characters");
    CHECK(proposed(grade(typed, form, {{"不上", Verdict::wrong}})) == "again");
    CHECK(proposed(grade(typed, form, {{"天气", Verdict::wrong}})) == "ask again");
  }
  CHECK(grade("lian4xi2", form, {}).verdict == Verdict::other_word);
  form.rivals = {{"联系", {"liánxì"}}};
  CHECK(grade("联系", form, {}).verdict == Verdict::rival);
}

TEST_CASE("what the learner has accepted is right, as pinyin or as characters") {
  Wanted wanted = contact();
  wanted.accepted = {"关系", "gōu tōng", "nu:3", "tongxin"};
  for (const std::string typed : {"关系", "关系。", "gou1tong1", "gōutōng", "nü3", "tongxin"}) {
    CAPTURE(typed);
    const Judgement judgement = grade(typed, wanted, {});
    CHECK(judgement.verdict == Verdict::right);
    CHECK(proposed(judgement) == "good");
  }
  CHECK(grade("nu3", wanted, {}).verdict != Verdict::right);
  CHECK(grade("goutong", wanted, {}).verdict != Verdict::right);
}

TEST_CASE("the verdict says how each syllable fared") {
  const Judgement judgement = grade("lian2xi2", contact(), {});
  REQUIRE(judgement.syllables.size() == 2);
  CHECK(judgement.syllables[0].wanted == "lián");
  CHECK(judgement.syllables[0].tone_right);
  CHECK(judgement.syllables[1].wanted == "xì");
  CHECK(judgement.syllables[1].wanted_tone == 4);
  CHECK(judgement.syllables[1].typed_tone == 2);
  CHECK(judgement.syllables[1].letters_right);
  CHECK_FALSE(judgement.syllables[1].tone_right);
  const Judgement letters = grade("lian2shi4", contact(), {});
  REQUIRE(letters.syllables.size() == 2);
  CHECK_FALSE(letters.syllables[1].letters_right);
  CHECK(letters.syllables[1].tone_right);
  CHECK(grade("联系", contact(), {}).syllables.empty());
}

TEST_CASE("a reading that is no pinyin is right as it is written") {
  check({{"AA制", "AA zhì", "aa制", "right"}, {"维生素C", "xyz C", "xyzc", "right"}});
}

TEST_CASE(
    "every syllable is right in each style of typing, and with another tone is a tone error") {
  constexpr const char* kInitials[] = {"",  "b", "p", "m",  "f",  "d",  "t", "n",
                                       "l", "g", "k", "h",  "j",  "q",  "x", "r",
                                       "z", "c", "s", "zh", "ch", "sh", "y", "w"};
  constexpr const char* kFinals[] = {"a",    "ai", "an", "ang", "ao",   "e",   "ei", "en",  "eng",
                                     "er",   "i",  "ia", "ian", "iang", "iao", "ie", "in",  "ing",
                                     "iong", "iu", "o",  "ong", "ou",   "u",   "ua", "uai", "uan",
                                     "uang", "ui", "un", "uo",  "ü",    "üe",  "ue"};
  const auto full_width = [](const std::string& ascii) {
    std::string wide;
    for (const char c : ascii) append_utf8(wide, static_cast<char32_t>(c) - '!' + 0xFF01);
    return wide;
  };
  const auto with_v = [](std::string letters) {
    if (const auto at = letters.find("ü"); at != std::string::npos) letters.replace(at, 2, "v");
    return letters;
  };
  int syllables = 0;
  for (const std::string initial : kInitials) {
    for (const std::string final : kFinals) {
      const std::string letters = initial + final;
      if (!is_syllable(letters)) continue;
      ++syllables;
      for (int tone = 1; tone <= 4; ++tone) {
        const Wanted wanted = word("字", to_marks({{letters, tone}}));
        const auto typed = [&](int t) {
          const std::string number = with_v(letters) + std::to_string(t);
          const std::string mark = to_marks({{letters, t}});
          std::string capitals = number;
          for (char& c : capitals)
            c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
          return std::vector<std::string>{number, mark, nfd(mark), capitals, full_width(number)};
        };
        for (const std::string& text : typed(tone)) {
          CAPTURE(text);
          CHECK(verdict(text, wanted) == "right");
        }
        for (const std::string& text : typed(tone % 4 + 1)) {
          CAPTURE(text);
          CHECK(verdict(text, wanted) == "tone");
        }
        CHECK(verdict(with_v(letters), wanted) == "untoned");
      }
    }
  }
  CHECK(syllables == 400);
}
