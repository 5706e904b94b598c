#include "app/stats_tones.h"

#include <doctest/doctest.h>

#include <sstream>

#include "grade/judgement.h"

namespace lianxi::test {
namespace {

void add(ToneCounter& counter, const std::string& characters, const std::string& reading,
         const std::string& typed, int answers) {
  counter.add(characters, grade(typed, word(characters, reading), {}), answers);
}

/// What is printed on a screen of this width.
std::string printed(const ToneReport& report, int width = 80) {
  std::istringstream in;
  std::ostringstream out, err;
  app::Shell shell{in, out, err, {}, {}, {}, false, false, width, {}, {}};
  app::print_tones(report, shell);
  return out.str();
}

ToneReport report_of(const ToneCounter& counter) { return {counter.figures(), 0}; }

}  // namespace

TEST_CASE("tones are a matrix, shares by place, and what was missed most with its words") {
  ToneCounter counter;
  add(counter, "没有", "méiyǒu", "mei2you3", 20);
  add(counter, "没有", "méiyǒu", "mei3you3", 8);
  add(counter, "词典", "cídiǎn", "ci3dian3", 4);
  add(counter, "词典", "cídiǎn", "ci2dian", 1);
  add(counter, "图书馆", "túshūguǎn", "tu2shu1guan4", 2);
  add(counter, "妈妈", "māma", "ma1ma", 3);
  add(counter, "妈妈", "māma", "ma1ma1", 1);
  add(counter, "可以", "kěyǐ", "ke2yi3", 2);
  ToneReport report = report_of(counter);
  report.unknown = 1;
  CHECK(printed(report) == R"(tones   39 answers in pinyin with tones, first tries alone

typed      1    2    3    4    5 none   right
asked 1    6    0    0    0    0    0   6 of 6
asked 2    0   23   12    0    0    0   66 % of 35
asked 3    0    0   32    2    0    1   91 % of 35
asked 4    0    0    0    0    0    0   -
asked 5    1    0    0    0    0    3   3 of 4
5 is the neutral tone, for which none need be typed

right    first             second            third and later
asked 1  4 of 4            2 of 2            -
asked 2  66 % of 35        -                 -
asked 3  -                 97 % of 33        0 of 2
asked 4  -                 -                 -
asked 5  -                 3 of 4            -

pairs missed most
2-3 as 3-3     12 of 33  没有 8, 词典 4
2-3 as 2-none   1 of 33  词典 1
1-3 as 1-4       2 of 2  图书馆 2
1-5 as 1-1       1 of 4  妈妈 1

tones missed most
2 as 3     12 of 35  没有 8, 词典 4
3 as 4      2 of 35  图书馆 2
3 as none   1 of 35  词典 1
5 as 1       1 of 4  妈妈 1

These are few answers: what stands out may be chance.

not counted: 2 answers, right although written otherwise
not counted: 1 answer to what its entry no longer tells
)");
}

TEST_CASE("without an answer the tones say so") {
  CHECK(printed({}) == "tones   no answer in pinyin with tones yet\n");
}

TEST_CASE("many answers need no warning, and large numbers stay in their columns") {
  ToneCounter counter;
  add(counter, "今天", "jīntiān", "jin1tian1", 123456);
  const std::string text = printed(report_of(counter));
  CHECK(text.find("few") == text.npos);
  CHECK(text.find("missed") == text.npos);
  CHECK(text.find("typed         1       2       3       4       5    none   right\n"
                  "asked 1  246912       0       0       0       0       0   100 % of 246912\n") !=
        text.npos);
}

TEST_CASE("as many words as fit are named, three lines are enough for a pair") {
  ToneCounter counter;
  for (const char* typed : {"ci1dian3", "ci3dian3", "ci4dian3", "ci2dian2", "ci2dian4"}) {
    add(counter, "词典", "cídiǎn", typed, 9);
  }
  for (const char* characters : {"苹果", "牛奶", "啤酒", "词语"}) {
    add(counter, characters, "cídiǎn", "ci3dian3", 30);
  }
  const std::string text = printed(report_of(counter), 40);
  CHECK(text.find("2-3 as 3-3  129 of 165  啤酒 30, 牛奶 30\n"
                  "2-3 as 1-3    9 of 165  词典 9\n"
                  "2-3 as 2-2    9 of 165  词典 9\n\n") != text.npos);
}

TEST_CASE("the words of a deck reach no terminal as controls") {
  ToneCounter counter;
  add(counter, "雪\x1b[31m\u202e", "xuě", "xue2", 1);
  const std::string text = printed(report_of(counter));
  CHECK(text.find('\x1b') == text.npos);
  CHECK(text.find("\u202e") == text.npos);
}

TEST_CASE("the JSON holds the tables by their names") {
  ToneCounter counter;
  add(counter, "没有", "méiyǒu", "mei3you3", 2);
  CHECK(app::tones_json(report_of(counter)).dump() ==
        R"({"schema":1,"answers":2,"lenient":0,"unknown":0,)"
        R"("tones":[{"position":1,"asked":2,"typed":3,"answers":2},)"
        R"({"position":2,"asked":3,"typed":3,"answers":2}],)"
        R"("tone_pairs":[{"asked":"2-3","typed":"3-3","answers":2}],)"
        R"("tone_words":[{"asked":2,"typed":3,"word":"没有","answers":2},)"
        R"({"asked":3,"typed":3,"word":"没有","answers":2}]})");
}

}  // namespace lianxi::test
