#include "text/tones.h"

#include <doctest/doctest.h>

#include <string>

#include "text/pinyin.h"

namespace lianxi {
namespace {

/// "lián2 xì4": the syllables with their tones.
std::string coloured(std::string_view pinyin) {
  std::string text;
  for (const ToneSpan& syllable : tone_spans(pinyin)) {
    text += text.empty() ? "" : " ";
    text += pinyin.substr(syllable.span.begin, syllable.span.size);
    text += std::to_string(syllable.tone);
  }
  return text;
}

}  // namespace

TEST_CASE("each syllable of a line of pinyin is found with its tone") {
  struct {
    std::string pinyin, spans;
  } const rows[] = {
      {"liánxì", "lián2 xì4"},
      {"Wǒ zěnme yīzhí liánxì bu shàng nǐ?", "Wǒ3 zěn3 me0 yī1 zhí2 lián2 xì4 bu0 shàng4 nǐ3"},
      {"Xī'ān, lǜsè", "Xī1 ān1 lǜ4 sè4"},
      {"yīdiǎnr", "yī1 diǎnr3"},
      {"nu\u0308\u030crén", "nu\u0308\u030c3 rén2"},
      {"", ""},
      {"kǎlā OK 123 xyz", "kǎ3 lā1"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.pinyin);
    CHECK(coloured(row.pinyin) == row.spans);
  }
}

}  // namespace lianxi
