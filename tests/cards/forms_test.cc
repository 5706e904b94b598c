#include "cards/forms.h"

#include <doctest/doctest.h>

#include "support/entries.h"

namespace lianxi {
namespace {

const WordSet kNone;

/// "联系 联系方式 ..保持联系": the forms in order, partner forms behind "..".
std::string listed(const Entry& entry, const Lexicon& lexicon = kNone) {
  std::string list;
  for (const Form& form : target_forms(entry, lexicon)) {
    list += (list.empty() ? "" : " ") + std::string(form.partner ? ".." : "") + form.text;
  }
  return list;
}

EntryBuilder contact() { return {"联系", "liánxì"}; }

Sentence analysed(std::string analysis) {
  Sentence made = sentence("打电话没人接。");
  made.analysis = std::move(analysis);
  return made;
}

}  // namespace

TEST_CASE("an entry alone has its headword as the only form, with its pinyin") {
  const auto forms = target_forms(contact(), kNone);
  REQUIRE(forms.size() == 1);
  CHECK(forms[0] == Form{"联系", "liánxì", false});
}

TEST_CASE("longer forms come from phrases, related words and analyses that give their pinyin") {
  const Entry entry = contact()
                          .phrase("联系方式", "liánxì fāngshì")
                          .related("联系人", "liánxìrén")
                          .example(analysed("`联系不上 (liánxì bu shàng)`, cannot get through."));
  CHECK(listed(entry) == "联系 联系方式 联系不上 联系人");
  CHECK(target_forms(entry, kNone)[2].pinyin == "liánxì bu shàng");
}

TEST_CASE("an author's marks name forms without pinyin") {
  Sentence bold = sentence("他一直联系不上家里。");
  bold.bold = {{bold.chinese.find("联系不上"), 12}};
  Sentence named = sentence("我把联系电话写给你。");
  named.form = "联系电话";
  const auto forms = target_forms(contact().example(bold).example(named), kNone);
  REQUIRE(forms.size() == 3);
  CHECK(forms[1] == Form{"联系不上", "", false});
  CHECK(forms[2] == Form{"联系电话", "", false});
}

TEST_CASE("a form keeps the pinyin that is given anywhere") {
  Sentence bold = sentence("他一直联系不上家里。");
  bold.bold = {{bold.chinese.find("联系不上"), 12}};
  const auto forms =
      target_forms(contact().example(bold).example(analysed("联系不上 (liánxì bu shàng)")), kNone);
  REQUIRE(forms.size() == 2);
  CHECK(forms[1].pinyin == "liánxì bu shàng");
}

TEST_CASE("text with punctuation or a gap, whole sentences and other words are never forms") {
  const Entry entry = contact()
                          .phrase("联系…方式", "liánxì fāngshì")
                          .phrase("联系，方式", "liánxì fāngshì")
                          .phrase("跟...联系", "gēn liánxì")
                          .phrase("沟通", "gōutōng")
                          .phrase("请联系我", "qǐng liánxì wǒ")
                          .example("请联系我。", "Qǐng liánxì wǒ.");
  CHECK(listed(entry) == "联系");
}

TEST_CASE("a form that only ends with the headword is a partner unless it is a word of its own") {
  EntryBuilder builder("关系", "guānxi");
  builder.phrase("搞好关系", "gǎohǎo guānxi").phrase("没关系", "méi guānxi");
  builder.phrase("关系到", "guānxi dào");
  CHECK(listed(builder) == "关系 ..搞好关系 ..没关系 关系到");
  CHECK(listed(builder, words({"没关系"})) == "关系 ..搞好关系 没关系 关系到");
  builder.related("没关系", "méi guānxi");
  CHECK(listed(builder) == "关系 ..搞好关系 没关系 关系到");
}

TEST_CASE("separable words may have forms with something between their parts") {
  EntryBuilder builder("见面", "jiànmiàn");
  builder.phrase("见不到面", "jiàn bu dào miàn");
  CHECK(listed(builder) == "见面");
  CHECK(listed(builder.separable()) == "见面 见不到面");
}

TEST_CASE("a result that cannot be reached is a form of the word") {
  EntryBuilder builder("看懂", "kàndǒng");
  builder.phrase("看不懂", "kàn bu dǒng").phrase("看得出", "kàn de chū");
  CHECK(listed(builder) == "看懂 看不懂");
}

TEST_CASE("prose names words by their pinyin in brackets") {
  const struct {
    std::string text, wanted;
  } rows[] = {
      {"保持联系 (bǎochí liánxì): keep in touch", "保持联系=bǎochí liánxì;"},
      {"`联系不上 (liánxì bu shàng)`, then 联系人(liánxìrén)",
       "联系不上=liánxì bu shàng;联系人=liánxìrén;"},
      {"**联系** (liánxì)", "联系=liánxì;"},
      {"联系 (to contact)", ""},
      {"联系 (lián)", ""},
      {"contact (liánxì)", ""},
      {"联系 (liánxì", ""},
      {"", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    std::string found;
    for (const NamedWord& named : named_words(row.text)) {
      found += named.word + "=" + named.pinyin + ";";
    }
    CHECK(found == row.wanted);
  }
}

}  // namespace lianxi
