#include "lint/pinyin_slips.h"

#include <doctest/doctest.h>

using namespace lianxi;

namespace {

/// "offset code" of each slip.
std::string slips(const char* chinese, const char* pinyin, const OwnReadings& own = {}) {
  std::string text;
  for (const PinyinSlip& slip : pinyin_slips(chinese, pinyin, own)) {
    text += (text.empty() ? "" : ", ") + std::to_string(slip.offset) + " " + std::string(slip.code);
  }
  return text;
}

}  // namespace

TEST_CASE("pinyin is held against its characters one by one") {
  struct {
    const char* chinese;
    const char* pinyin;
    const char* wanted;
  } const rows[] = {
      {"什么", "shénme", ""},
      {"什么", "shéme", "0 no-such-reading"},
      {"有什么联系？", "Yǒu shéme liánxì?", "5 no-such-reading"},
      {"有什么联系？", "Yǒu shénme liánxi?", ""},  // light, as any syllable may be
      {"有什么联系？", "You3 shen2me lian2 xi3?", "19 no-such-reading"},
      {"西安", "Xī'ān", ""},
      {"西安", "Xiān", "0 syllable-count"},  // no apostrophe: one syllable
      {"方案", "fāng'àn", ""},
      {"女儿和哪儿", "nǚ'ér hé nǎr", ""},
      {"绿色", "lǜsè", ""},
      {"绿色", "lv4se4", ""},
      {"看一看", "kàn yi kàn", ""},
      {"一起", "yìqǐ", "0 no-such-reading"},  // citation tones
      {"不要", "búyào", "0 no-such-reading"},
      {"你好", "Nǐ", "3 syllable-count"},
      {"你好", "Nǐ hǎo ma", "9 syllable-count"},
      {"你好吗", "Nǐ ma", "4 syllable-count"},
      {"你好", "Nǐ hxo", "4 not-pinyin"},
      {"你好", "Nǐ, ..., hǎo!", ""},
      {"零〇", "líng líng", ""},
      {"T恤", "T xù", ""},
      {"3天", "sān tiān", ""},
      {"", "", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.chinese));
    CAPTURE(std::string(row.pinyin));
    CHECK(slips(row.chinese, row.pinyin) == std::string(row.wanted));
  }
}

TEST_CASE("a reading of the entry's own counts for its character, and for no other") {
  OwnReadings own;
  add_readings(own, "好好儿", "hǎohāor");
  CHECK(slips("好", "hāo", own) == "");
  CHECK(slips("你", "hāo", own) == "0 no-such-reading");
  CHECK(slips("坏", "hāo") == "0 no-such-reading");
  add_readings(own, "一二三", "háo");  // says nothing of any character
  CHECK(slips("一", "háo", own) == "0 no-such-reading");
}

TEST_CASE("a complaint names the readings there are") {
  const auto found = pinyin_slips("一样", "yíyàng", {});
  REQUIRE(found.size() == 1);
  CHECK(found[0].text ==
        "yí is no reading of 一 (yī); what the next tone makes of it is not written");
  CHECK(pinyin_slips("比", "bī", {}).at(0).text == "bī is no reading of 比 (bǐ)");
}
