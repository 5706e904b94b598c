#include "cards/redact.h"

#include <doctest/doctest.h>

namespace lianxi {

TEST_CASE("characters are hidden wherever they stand, one mark each") {
  Secret secret;
  secret.add_characters("联系");
  secret.add_characters("联系不上");
  secret.add_characters("");
  CHECK(secret.redact("见“联系”和联系不上。") == "见“＿＿”和＿＿＿＿。");
  CHECK(secret.redact("关系") == "关系");
  CHECK(secret.redact("").empty());
}

TEST_CASE("pinyin is hidden with marks, with numbers and, as a word by itself, without tones") {
  const struct {
    std::string reading, text, wanted;
  } rows[] = {
      {"liánxì", "the verb liánxì, to contact", "the verb ＿＿, to contact"},
      {"liánxì", "LIÁNXÌ, Lián xì, lian2xi4, lian2 xi4.", "＿＿, ＿＿, ＿＿, ＿＿."},
      {"liánxì", "lianxi, lian xi, lian-xi, lian'xi", "＿＿, ＿＿, ＿＿, ＿＿"},
      // Decomposed marks are the same letters.
      {"liánxì", "lia\u0301nxi\u0300!", "＿＿!"},
      {"guānxi", "good guanxi at work", "good ＿＿ at work"},
      {"guānxi", "guan1xi5 and guānxi", "＿＿ and ＿＿"},
      // Toned pinyin is pinyin inside a longer run too; bare letters inside a word are a word.
      {"bù", "bùcuò and but", "＿cuò and but"},
      {"shì", "a fashion show, shi", "a fashion show, ＿"},
      {"nǚ", "nü, nv, nu, nu:, nǚ", "＿, ＿, ＿, ＿, ＿"},
      {"Xī'ān", "xian is hidden like Xi'an", "＿＿ is hidden like ＿＿"},
      {"liánxì", "Ｌｉａｎｘｉ and ｌｉａｎ２ｘｉ４, ｌａｎｘｉ", "＿＿ and ＿＿, ｌａｎｘｉ"},
      {"liánxì", "xilian and relianxity stay", "xilian and relianxity stay"},
      {"", "nothing to hide", "nothing to hide"},
      {"not pinyin", "not pinyin", "not pinyin"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.reading);
    CAPTURE(row.text);
    Secret secret;
    secret.add_pinyin(row.reading);
    CHECK(secret.redact(row.text) == row.wanted);
  }
}

TEST_CASE("of two sounds that fit the longer one is hidden") {
  Secret secret;
  secret.add_pinyin("liánxì");
  secret.add_pinyin("liánxì bu shàng");
  CHECK(secret.redact("say liánxì bu shàng") == "say ＿＿＿＿");
}

TEST_CASE("redacting twice changes nothing more") {
  Secret secret;
  secret.add_characters("联系");
  secret.add_pinyin("liánxì");
  const std::string once = secret.redact("联系 liánxì lian2xi4 lianxi");
  CHECK(once == "＿＿ ＿＿ ＿＿ ＿＿");
  CHECK(secret.redact(once) == once);
}

}  // namespace lianxi
