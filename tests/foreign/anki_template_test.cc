#include "foreign/anki_template.h"

#include <doctest/doctest.h>

#include <chrono>

namespace lianxi {
namespace {

using Indices = std::vector<std::size_t>;

const std::vector<std::string> kFields = {"Hanzi", "Pinyin", "English", "Note"};
const std::vector<AnkiField> kValues = {
    {"<b>茶</b>", "茶"}, {"chá", "chá"}, {"tea", "tea"}, {"<br>", ""}};

std::string filled(std::string_view html, Side side = Side::question) {
  return AnkiTemplate(html, kFields)
      .fill(kValues, {"hsk1 drinks", "Chinese::HSK 1", "Words", "Card 2", 2}, side);
}

TEST_CASE("a side is filled with the fields of a note") {
  struct {
    const char* name;
    const char* html;
    const char* question;
    const char* answer;
  } const rows[] = {
      {"fields", "{{Hanzi}} {{ Pinyin }}.", "<b>茶</b> chá.", "<b>茶</b> chá."},
      {"three braces", "{{{Pinyin}}}", "chá", "chá"},
      {"unknown field", "a{{French}}b", "ab", "ab"},
      {"unknown filter", "{{edit:mystery:Pinyin}}", "chá", "chá"},
      {"text filter", "{{text:English}}", "tea", "tea"},
      {"section", "{{#Pinyin}}({{Pinyin}}){{/Pinyin}}", "(chá)", "(chá)"},
      {"section of an empty field", "a{{#Note}}b{{Note}}{{/Note}}c", "ac", "ac"},
      {"section of what is empty", "{{^Note}}no note{{/Note}}{{^Pinyin}}x{{/Pinyin}}", "no note",
       "no note"},
      {"sections in one", "{{#Hanzi}}a{{#Note}}b{{/Note}}c{{/Hanzi}}d", "acd", "acd"},
      {"section without end", "a{{#Note}}b", "a", "a"},
      {"end without section", "a{{/Note}}b", "ab", "ab"},
      {"unclosed", "a{{Hanzi", "a{{Hanzi", "a{{Hanzi"},
      {"comment", "a{{! not shown }}b", "ab", "ab"},
      {"front side", "{{FrontSide}}x", "x", "x"},
      {"hint", "{{hint:English}}x", "x", "teax"},
      {"typed", "x{{type:Pinyin}}", "x", "xchá"},
      {"speech", "x{{tts zh_CN voices=A:Hanzi}}", "x", "x"},
      {"places", "{{Tags}}/{{Deck}}/{{Subdeck}}/{{Type}}/{{Card}}",
       "hsk1 drinks/Chinese::HSK 1/HSK 1/Words/Card 2",
       "hsk1 drinks/Chinese::HSK 1/HSK 1/Words/Card 2"},
      {"section of a gap", "{{#c2}}two{{/c2}}{{#c1}}one{{/c1}}", "two", "two"},
      {"other signs", "{{=<% %>=}}<%Pinyin%> <%#Note%>x<%/Note%>", "chá ", "chá "},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    CHECK(filled(row.html) == row.question);
    CHECK(filled(row.html, Side::answer) == row.answer);
  }
}

TEST_CASE("a template tells which fields it shows on which side") {
  const AnkiTemplate side("{{#Note}}{{Pinyin}}{{/Note}}{{Hanzi}}{{hint:English}}{{Hanzi}}",
                          kFields);
  CHECK(side.shows(Side::question) == Indices{1, 0});
  CHECK(side.shows(Side::answer) == Indices{1, 0, 2});
  CHECK(AnkiTemplate("{{type:cloze:Hanzi}}{{Tags}}", kFields).shows(Side::question).empty());
}

TEST_CASE("gaps are open on the question and filled on the answer") {
  struct {
    const char* name;
    const char* text;
    int number;
    const char* question;
    const char* answer;
  } const rows[] = {
      {"one", "我{{c1::喝}}茶。", 1, "我＿＿茶。", "我喝茶。"},
      {"hint", "我{{c1::喝::verb}}茶。", 1, "我[verb]茶。", "我喝茶。"},
      {"another", "我{{c1::喝}}{{c2::茶}}。", 2, "我喝＿＿。", "我喝茶。"},
      {"twice", "{{c1::又}}快{{c1::又}}好", 1, "＿＿快＿＿好", "又快又好"},
      {"none", "我{{c1::喝}}茶。", 3, "", ""},
      {"no gap at all", "我喝茶。", 1, "", ""},
      {"inner", "{{c1::我{{c2::喝}}茶}}。", 2, "我＿＿茶。", "我喝茶。"},
      {"outer", "{{c1::我{{c2::喝}}茶}}。", 1, "＿＿。", "我喝茶。"},
      {"several numbers", "{{c1,3::喝}}茶", 3, "＿＿茶", "喝茶"},
      {"large number", "{{c12::喝}}茶", 12, "＿＿茶", "喝茶"},
      {"not its number", "{{c12::喝}}{{c2::茶}}", 2, "喝＿＿", "喝茶"},
      {"unclosed", "{{c1::喝}}{{c2::茶", 1, "＿＿{{c2::茶", "喝{{c2::茶"},
      {"braces", "{a}{{c1::b}}}}", 1, "{a}＿＿}}", "{a}b}}"},
      {"hint with colons", "{{c1::喝::a::b}}", 1, "[a::b]", "喝"},
      {"HTML", "<b>{{c1::喝<br>茶}}</b>", 1, "<b>＿＿</b>", "<b>喝<br>茶</b>"},
      {"no number", "{{c::x}}{{c1::y}}", 1, "{{c::x}}＿＿", "{{c::x}}y"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    CHECK(cloze_text(row.text, row.number, Side::question) == row.question);
    CHECK(cloze_text(row.text, row.number, Side::answer) == row.answer);
  }
}

TEST_CASE("gaps by the thousand, open or not, are read in time") {
  std::string open, closed;
  for (int i = 0; i < 100'000; ++i) {
    open += "{{c1::a";
    closed += "{{c1::a}}";
  }
  const auto began = std::chrono::steady_clock::now();
  cloze_text(open, 1, Side::question);
  cloze_text(closed, 1, Side::question);
  furigana(std::string(100'000, '['), Furigana::kana);
  AnkiTemplate(open, kFields).fill(kValues, {}, Side::question);
  CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds(5));
}

TEST_CASE("an answer goes on where its question ends") {
  CHECK(after_question("茶<hr id=answer>chá") == "chá");
  CHECK(after_question("茶<HR class=\"x\">a<hr id=\"answer\" />chá") == "chá");
  CHECK(after_question("茶<hr>chá") == "茶<hr>chá");
  CHECK(after_question("茶<hr id=answer") == "茶<hr id=answer");
}

TEST_CASE("readings in brackets are shown, or alone, or left out") {
  const char* text = "<b>我 喝[hē] 茶[chá]</b>[sound:x.mp3]";
  CHECK(furigana(text, Furigana::both) == "<b>我喝[hē]茶[chá]</b>[sound:x.mp3]");
  CHECK(furigana(text, Furigana::kana) == "<b>我hēchá</b>[sound:x.mp3]");
  CHECK(furigana(text, Furigana::kanji) == "<b>我喝茶</b>[sound:x.mp3]");
  CHECK(furigana("茶[", Furigana::kana) == "茶[");
  CHECK(furigana("[x] a[]", Furigana::kana) == "[x] a[]");
}

}  // namespace
}  // namespace lianxi
