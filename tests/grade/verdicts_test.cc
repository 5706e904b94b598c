// What follows from a verdict: the rating it proposes, what it says, and what is asked again.

#include <doctest/doctest.h>

#include "grade/judgement.h"

using namespace lianxi;
using namespace lianxi::test;

namespace {

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

}  // namespace

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

TEST_CASE("a neutral tone that was typed is told from one that was not") {
  const struct {
    std::string typed;
    bool first, second;
  } rows[] = {
      {"ma1ma", true, false},   {"ma1ma5", true, true}, {"ma1ma0", true, true},
      {"mama10", true, true},   {"māma", true, false},  {"ma5ma1", true, true},
      {"nai1na", true, false},  // other letters are no less typed
      {"nai1nai5", true, true},
  };
  for (const auto& row : rows) {
    CAPTURE(row.typed);
    const auto syllables = grade(row.typed, word("妈妈", "māma"), {}).syllables;
    REQUIRE(syllables.size() == 2);
    CHECK(syllables[0].tone_typed == row.first);
    CHECK(syllables[1].tone_typed == row.second);
  }
}

TEST_CASE("a u typed for ü is told how to type ü") {
  for (const std::string typed : {"nu3", "nu4", "nǔ"}) {
    CAPTURE(typed);
    const Judgement judgement = grade(typed, word("女", "nǚ"), {});
    CHECK(judgement.message.find("type ü as v or u:") != std::string::npos);
  }
  CHECK(grade("ni3", word("女", "nǚ"), {}).message.find("v or u:") == std::string::npos);
}

TEST_CASE("a wrong letter is named, and what is no pinyin is said to be none") {
  CHECK(grade("lian2shi4", word("联系", "liánxì"), {}).message == "xì: you typed shi4");
  CHECK(grade("xx", word("联系", "liánxì"), {}).message == "not read as pinyin");
}

TEST_CASE("without characters there is no sandhi to allow") {
  Wanted bare = word("", "bùshì");
  bare.characters.clear();
  CHECK(verdict("bu2shi4", bare) == "tone");
  CHECK(verdict("bu4shi4", bare) == "right");
}

TEST_CASE("a rival whose reading nobody wrote down is known by how its characters are read") {
  Wanted wanted = contact();
  wanted.rivals = {{"联络", {}}, {"长行", {}}};
  struct {
    const char* typed;
    Verdict verdict;
  } const rows[] = {
      {"lian2luo4", Verdict::rival},    {"lianluo", Verdict::rival},
      {"lian2lao4", Verdict::rival},  // 络 is read lào too
      {"chang2hang2", Verdict::rival},  {"zhang3xing2", Verdict::rival},
      {"lian2luo4xi4", Verdict::wrong}, {"luo4", Verdict::wrong},
      {"lian2xi4", Verdict::right},
  };
  for (const auto& row : rows) {
    CAPTURE(row.typed);
    CHECK(grade(row.typed, wanted, {}).verdict == row.verdict);
  }
}
