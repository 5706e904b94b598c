#include <doctest/doctest.h>

#include <algorithm>

#include "grade/judgement.h"

using namespace lianxi;
using namespace lianxi::test;

namespace {

using Choices = std::vector<std::string>;

const std::vector<Attempt> kSoundRight = {{"lian2xi4", Verdict::right}};
const std::string kAsked = "the sound is right; which characters: 1 联系  2 连系";

/// 联系, by one who has begun 连系 too, and 练习, which sounds otherwise.
Wanted contact() {
  Wanted wanted = word("联系/聯繫", "liánxì");
  wanted.lookup = [](std::string_view typed) -> std::vector<KnownWord> {
    if (typed == "lian2xi4") return {{"连系", "liánxì", true}, {"联系", "liánxì", true}};
    if (typed == "lian4xi2" || typed == "练习") return {{"练习", "liànxí", true}};
    return {};
  };
  return wanted;
}

/// A word whose sound others have, all of them begun.
Wanted among(const std::string& characters, const std::string& reading, const std::string& sound,
             const Choices& others) {
  Wanted wanted = word(characters, reading);
  wanted.lookup = [=](std::string_view typed) {
    std::vector<KnownWord> words;
    for (const std::string& other : others) {
      if (typed == sound) words.push_back({other, reading, true});
    }
    return words;
  };
  return wanted;
}

}  // namespace

TEST_CASE("the right sound is asked again for its characters where several words have it") {
  for (const std::string typed :
       {"lian2xi4", "lian2 xi4", "lianxi24", "liánxì", "LIÁNXÌ", "ｌｉａｎ２ｘｉ４"}) {
    CAPTURE(typed);
    const Judgement judgement = grade(typed, contact(), {});
    CHECK(judgement.verdict == Verdict::right);
    CHECK(proposed(judgement) == "ask again");
    CHECK(judgement.message == kAsked);
    CHECK(judgement.choices == Choices{"联系", "连系"});
    CHECK(judgement.syllables.size() == 2);
    CHECK_FALSE(judgement.lenient);
  }
}

TEST_CASE("characters, a tone error and a reading card leave nothing to choose") {
  Wanted reading_card = contact();
  reading_card.asks_reading = true;
  Wanted without_characters = contact();
  without_characters.characters.clear();
  struct {
    const char* name;
    Wanted wanted;
    std::string typed;
    std::string verdict;
    std::string proposed;
  } const rows[] = {
      {"characters", contact(), "联系", "right", "good"},
      {"a wrong tone", contact(), "lian2xi2", "tone", "hard"},
      {"no tones", contact(), "lianxi", "untoned", "ask again"},
      {"a reading card", reading_card, "lian2xi4", "right", "good"},
      {"no characters to ask for", without_characters, "lian2xi4", "right", "good"},
      {"a sound of its own", word("联系", "liánxì"), "lian2xi4", "right", "good"},
      {"a digit", contact(), "1", "wrong", "again"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    const Judgement judgement = grade(row.typed, row.wanted, {});
    CHECK(to_string(judgement.verdict) == row.verdict);
    CHECK(proposed(judgement) == row.proposed);
    CHECK(judgement.choices.empty());
  }
}

TEST_CASE("a word that would do as well, or that is not begun, is no choice") {
  Wanted wanted = contact();
  wanted.lookup = [](std::string_view) {
    return std::vector<KnownWord>{{"连系", "liánxì", false}};
  };
  CHECK(proposed(grade("lian2xi4", wanted, {})) == "good");

  wanted = contact();
  wanted.rivals = {{"连系", {"liánxì"}}};
  CHECK(proposed(grade("lian2xi4", wanted, {})) == "good");
  CHECK(proposed(grade("lian2xi2", wanted, {})) == "hard");
  CHECK(grade("连系", wanted, {}).verdict == Verdict::rival);

  wanted = contact();
  wanted.accepted = {"连系"};
  CHECK(proposed(grade("lian2xi4", wanted, {})) == "good");
  CHECK(proposed(grade("连系", wanted, {})) == "good");

  wanted = contact();
  wanted.accepted = {"lián xì"};
  CHECK(proposed(grade("lian2xi4", wanted, {})) == "good");

  CHECK(proposed(grade("lian2xi4", among("联系/聯繫", "liánxì", "lian2xi4", {"聯繫"}), {})) ==
        "good");
}

TEST_CASE("what is typed next is judged as those characters") {
  struct {
    std::string typed;
    std::string verdict;
    std::string proposed;
    std::string message;
  } const rows[] = {
      {"联系", "right", "good", ""},
      {"聯繫", "right", "good", ""},
      {"1", "right", "good", ""},
      {"１", "right", "good", ""},
      {" 1. ", "right", "good", ""},
      {"2", "other_word", "again", "连系: the right sound with other characters"},
      {"２", "other_word", "again", "连系: the right sound with other characters"},
      {"连系", "other_word", "again", "连系: the right sound with other characters"},
      {"练习", "other_word", "again", "练习 (liànxí): another word"},
      {"天气", "wrong", "again", "not the word wanted"},
      {"3", "wrong", "ask again", "there is no 3; which characters: 1 联系  2 连系"},
      {"0", "wrong", "ask again", "there is no 0; which characters: 1 联系  2 连系"},
      {"12", "wrong", "again", "not read as pinyin"},
      {"lian2xi4", "right", "ask again", kAsked},
      {"liánxì", "right", "ask again", kAsked},
      {"lian2xi2", "tone", "hard", "xì: you gave 2, wanted 4"},
      {"", "shown", "again", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.typed);
    const Judgement judgement = grade(row.typed, contact(), kSoundRight);
    CHECK(to_string(judgement.verdict) == row.verdict);
    CHECK(proposed(judgement) == row.proposed);
    CHECK(judgement.message == row.message);
    CHECK(judgement.choices.empty() == (row.proposed != "ask again"));
  }
}

TEST_CASE("a digit chooses only where characters were asked for") {
  for (const std::vector<Attempt>& earlier : std::vector<std::vector<Attempt>>{
           {}, {{"lian2xi2", Verdict::tone}}, {{"lianxi", Verdict::untoned}}}) {
    CHECK(grade("1", contact(), earlier).verdict == Verdict::wrong);
  }
  // After slips in between it still does.
  const std::vector<Attempt> earlier = {{"lianxi", Verdict::untoned},
                                        {"lian2xi4", Verdict::right},
                                        {"9", Verdict::wrong},
                                        {"lián xì", Verdict::right}};
  CHECK(proposed(grade("1", contact(), earlier)) == "good");
  // What was accepted once as an answer of its own does not take the digit from the list.
  Wanted wanted = contact();
  wanted.accepted = {"2"};
  CHECK(grade("2", wanted, kSoundRight).verdict == Verdict::other_word);
}

TEST_CASE("a tone that is right by leniency stays so, and the sound is the one that was typed") {
  // 一致 may be typed as it is spoken; 医治 is spoken as it is written.
  const Wanted wanted = among("一致", "yīzhì", "yi1zhi4", {"医治"});
  const Judgement spoken = grade("yi2zhi4", wanted, {});
  CHECK(proposed(spoken) == "good");
  CHECK(spoken.lenient);
  CHECK(grade("yi1zhi4", wanted, {}).choices == Choices{"一致", "医治"});

  const Judgement asked = grade("yi4shi2", among("一时", "yīshí", "yi4shi2", {"意识"}), {});
  CHECK(asked.lenient);
  CHECK(asked.message == "also right; written yīshí; which characters: 1 一时  2 意识");
}

TEST_CASE("light syllables and erhua are looked up as they were meant") {
  for (const std::string typed : {"de", "de0", "de5", "DE"}) {
    CAPTURE(typed);
    CHECK(grade(typed, among("得", "de", "de", {"的", "地"}), {}).choices ==
          Choices{"地", "得", "的"});
  }
  for (const std::string typed : {"na4r", "nar4", "na4er5", "nàr"}) {
    CAPTURE(typed);
    CHECK(grade(typed, among("那儿", "nàr", "na4r", {"捺儿"}), {}).choices ==
          Choices{"捺儿", "那儿"});
  }
}

TEST_CASE("there are never more choices than digits, and each stands once") {
  const Choices sounds = {"是", "事", "市", "试", "室", "式", "视", "世", "示", "士", "事", "是"};
  const Wanted wanted = among("是", "shì", "shi4", sounds);
  const Judgement judgement = grade("shi4", wanted, {});
  CHECK(judgement.choices.size() == 9);
  CHECK(std::ranges::is_sorted(judgement.choices));
  CHECK(std::ranges::count(judgement.choices, "是") == 1);
  const std::vector<Attempt> earlier = {{"shi4", Verdict::right}};
  int right = 0;
  for (std::size_t place = 1; place <= 9; ++place) {
    const Judgement chosen = grade(std::to_string(place), wanted, earlier);
    const bool is_wanted = judgement.choices[place - 1] == "是";
    CHECK(chosen.verdict == (is_wanted ? Verdict::right : Verdict::other_word));
    right += is_wanted ? 1 : 0;
  }
  CHECK(right == 1);
}
