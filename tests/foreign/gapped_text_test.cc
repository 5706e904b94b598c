#include "foreign/gapped_text.h"

#include <doctest/doctest.h>

namespace lianxi {
namespace {

TEST_CASE("gaps are brackets that are neither links, pictures nor part of a formula") {
  const struct {
    const char* markdown;
    const char* text;
    std::vector<std::string> gaps;
  } rows[] = {
      {"我[喝]茶。", "我喝茶。", {"喝"}},
      {"[北京]是[中国]的首都。", "北京是中国的首都。", {"北京", "中国"}},
      {"![](@/tea.png)[茶]", "[image: @/tea.png]茶", {"茶"}},
      {"![茶](a/tea.mp3) [chá]", "[sound:a/tea.mp3] chá", {"chá"}},
      {"看[这里](https://example.org)[吧]", "看这里吧", {"吧"}},
      {"$a[1]$ [茶] $$b[2]$$ `c[3]`", "$a[1]$ 茶 $$b[2]$$ `c[3]`", {"茶"}},
      {"[$\\alpha$] 5$ [茶]", "$\\alpha$ 5$ 茶", {"$\\alpha$", "茶"}},
      {"\\[不是\\] [是]", "[不是] 是", {"是"}},
      {"[外[里]外]", "外[里外]", {"外[里"}},
      {"[开", "[开", {}},
      {"[] 关]", " 关]", {}},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.markdown));
    const GappedText gapped = read_gaps(row.markdown);
    CHECK(gapped.text == row.text);
    REQUIRE(gapped.gaps.size() == row.gaps.size());
    for (std::size_t i = 0; i < row.gaps.size(); ++i) CHECK(gapped.inside(i) == row.gaps[i]);
  }
  CHECK(read_gaps("我[喝]茶[水]。").with_blank(0) == "我＿＿茶水。");
  CHECK(text_of_markdown("[喝] ![](a.png)") == "[喝] [image: a.png]");
}

}  // namespace
}  // namespace lianxi
