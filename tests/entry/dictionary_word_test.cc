#include "entry/dictionary_word.h"

#include <doctest/doctest.h>

namespace lianxi {
namespace {

DictionaryWord word(std::vector<std::string> senses) {
  return {"繁", "简", "jian3", std::move(senses)};
}

using Texts = std::vector<std::string>;
using References = std::vector<WordReference>;

TEST_CASE("a variant names its word; only one that says nothing else is nothing else") {
  const struct {
    std::vector<std::string> senses;
    References targets;
    bool only;
  } rows[] = {
      {{"variant of 聯繫|联系[lian2 xi4]"}, {{"聯繫", "联系", "lian2 xi4"}}, true},
      {{"old variant of 考[kao3]"}, {{"考", "考", "kao3"}}, true},
      {{"(literary) variant of 考[[kao3]]"}, {{"考", "考", "kao3"}}, true},
      {{"erhua variant of 一點|一点"}, {{"一點", "一点", ""}}, true},
      {{"variant of 考[kao3]", "also pr. [qiao3]"}, {{"考", "考", "kao3"}}, true},
      {{"to test (variant of 考[kao3])"}, {{"考", "考", "kao3"}}, false},
      {{"variant of 考[kao3], to test"}, {{"考", "考", "kao3"}}, false},
      {{"variant of 考[kao3]", "to grill"}, {{"考", "考", "kao3"}}, false},
      {{"a variant of the flu"}, {}, false},
      {{"to test"}, {}, false},
  };
  for (const auto& row : rows) {
    CAPTURE(row.senses[0]);
    CHECK(variant_targets(word(row.senses)) == row.targets);
    CHECK(is_only_variant(word(row.senses)) == row.only);
  }
}

TEST_CASE("measure words stand in a sense of their own or in brackets at the end of one") {
  const References both = {{"本", "本", "ben3"}, {"冊", "册", "ce4"}};
  CHECK(measure_words(word({"book", "CL:本[ben3],冊|册[ce4]"})) == both);
  CHECK(measure_words(word({"book (CL:本[ben3],冊|册[ce4])", "letter"})) == both);
  CHECK(measure_words(word({"book"})) == References{});
  CHECK(measure_words(word({"CL:"})) == References{});
}

TEST_CASE("another reading of the whole word is one, that of a part is not") {
  CHECK(other_readings(word({"to rest", "also pr. [xiu1 xi1]"})) == Texts{"xiu1 xi1"});
  CHECK(other_readings(word({"to rest (Taiwan pr. [xi2])"})) == Texts{});
  CHECK(other_readings(word({"to rest", "Taiwan pr. [xi2]"})) == Texts{"xi2"});
  CHECK(other_readings(word({"also pr. ["})) == Texts{});
  CHECK(other_readings(word({"(Taiwan pr. [sheng1]) able to bear"})) == Texts{});
  CHECK(plain_senses(word({"(Taiwan pr. [sheng1]) able to bear"})) ==
        Texts{"(Taiwan pr. shēng) able to bear"});
}

TEST_CASE(
    "senses are printed without what is about the word, other words by their simplified form") {
  CHECK(plain_senses(word({"book (CL:本[ben3]) (of paper)", "CL:冊|册[ce4]", "also pr. [shu2]",
                           "see 聯繫|联系[lian2 xi4]; letter", "abbr. for 3C[san1 C]"})) ==
        Texts{"book (of paper)", "see 联系 (liánxì); letter", "abbr. for 3C (sān C)"});
}

TEST_CASE("pinyin is printed in words, a name's with capitals") {
  const struct {
    const char* numbered;
    const char* marked;
  } rows[] = {
      {"lian2 xi4", "liánxì"},
      {"Bei3 jing1", "Běijīng"},
      {"Bei3 jing1 Da4 xue2", "Běijīng Dàxué"},
      {"An1 hui1", "Ānhuī"},
      {"nu:3 er2", "nǚ'ér"},
      {"yi1 dian3 r5", "yīdiǎnr"},
      {"peng2 you5", "péngyou"},
      {"san1 C", "sān C"},
      {"Xi1 an1", "Xī'ān"},
      {"xx5", "xx5"},
      {"ni3 hao3 , zai4 jian4", "nǐhǎo, zàijiàn"},
      {"Mao2 · Ze2", "Máo·Zé"},
      {"lian2xi4", "liánxì"},
      {"", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.numbered);
    CHECK(marked_pinyin(row.numbered) == row.marked);
  }
}

TEST_CASE("a reading is looked up by letters and tones, whatever its spelling") {
  for (const char* spelling : {"lian2 xi4", "lian2xi4", "liánxì", "Lian2 Xi4", "LIÁNXÌ"}) {
    CAPTURE(spelling);
    CHECK(pinyin_keys(spelling).numbered == "lian2xi4");
    CHECK(pinyin_keys(spelling).letters == "lianxi");
  }
  CHECK(pinyin_keys("peng2 you5").numbered == pinyin_keys("péngyou").numbered);
  CHECK(pinyin_keys("nu:3 er2").letters == pinyin_keys("nv3er2").letters);
  CHECK(pinyin_keys("san1 C").numbered == pinyin_keys("San1C").numbered);
  CHECK(pinyin_keys("de5").toned);
  CHECK(pinyin_keys("xī'ān").toned);
  CHECK_FALSE(pinyin_keys("xi'an").toned);
  CHECK_FALSE(pinyin_keys("lianxi").toned);
}

TEST_CASE("whatever a file holds is read to its end") {
  for (const char* sense : {"CL:個|", "variant of ", "(CL:", "see |[", "[[", "variant of 考[", ";",
                            "also pr. [x", "(", ")", "；", ""}) {
    CAPTURE(sense);
    const DictionaryWord odd = word({sense});
    measure_words(odd);
    variant_targets(odd);
    CHECK(plain_senses(odd).size() <= 1);
  }
}

}  // namespace
}  // namespace lianxi
