// Reports on levels and leeches as a terminal and a program get them.

#include <doctest/doctest.h>

#include <sstream>

#include "app/stats_leeches.h"
#include "app/stats_levels.h"
#include "base/hash.h"

namespace lianxi::app {
namespace {

struct Screen {
  std::istringstream in;
  std::ostringstream out, err;
  Shell shell{in,
              out,
              err,
              [](const char*) { return std::nullopt; },
              [](const std::optional<IsoTime>&) { return Moment{}; },
              [] { return 0; },
              false,
              false,
              50,
              {},
              {}};

  std::string levels(const LevelReport& report) {
    print_levels(report, shell);
    return out.str();
  }
  std::string leeches(const LeechReport& report) {
    print_leeches(report, shell);
    return out.str();
  }
};

ListReport some_list() {
  return {"HSK 3.0 (2021)",
          {{1, 120, 20, 360, 300, 150}, {7, 1, 0, 5635, 1200, 10}},
          {{1, "学生", "xuésheng", "student", true},
           {1, "老师", "lǎoshī", "teacher; instructor; master", false}}};
}

Leech some_leech() {
  Leech leech;
  leech.card.card = {hash_key({"a card"}), CardKind::cloze, "联系"};
  leech.card.state.lapses = 7;
  leech.card.state.reviews = 31;
  leech.word = "联系";
  leech.pattern = {LeechReason::other_word, "关系", 5, 6};
  leech.remedy = {"a contrast", "lianxi confusions --contrast"};
  return leech;
}

}  // namespace

TEST_CASE("of one list the next words stand one a line, within the width") {
  CHECK(Screen().levels({true, {some_list()}}) ==
        R"(HSK 3.0 (2021)
  level  words  known  in work  unseen   characters in words known
  1        500    120       20     360   150 of 300
  7-9     5636      1        0    5635   10 of 1200
  all     6136    121       20    5995   160 of 1500
  next
    学生  xuésheng         (waits) student
    老师  lǎoshī           teacher; instructor; m…
  to add what you do not have: lianxi add --hsk '3.0 (2021):1' -n
)");
}

TEST_CASE("words of which nothing more is known stand in a line, too") {
  ListReport list{"HSK 2.0", {}, {{1, "学生", "", "", false}, {2, "老师", "", "", false}}};
  const std::string out = Screen().levels({true, {list}});
  CHECK(out.find("\n  next: 学生 老师\n") != out.npos);
}

TEST_CASE("of several lists the next words stand in a line") {
  ListReport other{"HSK 2.0", {{1, 2, 0, 0, 3, 3}}, {}};
  CHECK(Screen().levels({true, {other, some_list()}}) ==
        R"(HSK 2.0
  level  words  known  in work  unseen   characters in words known
  1          2      2        0       0   3 of 3
HSK 3.0 (2021)
  level  words  known  in work  unseen   characters in words known
  1        500    120       20     360   150 of 300
  7-9     5636      1        0    5635   10 of 1200
  all     6136    121       20    5995   160 of 1500
  next: 学生 老师
  to add what you do not have: lianxi add --hsk '3.0 (2021):1' -n
)");
}

TEST_CASE("without a list it is said how to install one") {
  CHECK(Screen().levels({false, {{"", {{4, 0, 1, 0, 2, 0}}, {}}}}) ==
        R"(level, of no list that is named
  level  words  known  in work  unseen   characters in words known
  4          1      0        1       0   0 of 2
These are the levels that your own words name; no word list is installed.
lianxi dict install FILE installs one; the README says where to get them.
)");
  CHECK(Screen().levels({false, {}}).starts_with("No word of yours names a level"));
}

TEST_CASE("nothing of a list reaches the terminal raw") {
  ListReport list = some_list();
  list.list = "HSK \x1b[31m";
  list.next[0].word = "\x1b]0;x\x07";
  const std::string out = Screen().levels({true, {list}});
  CHECK(out.find('\x1b') == out.npos);
  CHECK(out.find('\x07') == out.npos);
  Leech leech = some_leech();
  leech.word = "\x1b[2J";
  CHECK(Screen().leeches({6, {leech}}).find('\x1b') == std::string::npos);
}

TEST_CASE("a leech is told with the reason and with what to type") {
  const std::string id = to_hex(hash_key({"a card"})).substr(0, 8);
  Leech suspended = some_leech();
  suspended.card.state.suspended = true;
  suspended.card.state.lapses = 6;
  suspended.pattern = {};
  suspended.remedy = {"a rest", "lianxi suspend " + id};
  CHECK(Screen().leeches({6, {some_leech(), suspended}}) ==
        "2 cards of 6 lapses or more\n  " + id +
            " cloze     联系      7 lapses in 31 reviews: answered as 关系 (5 of 6 wrong tries)\n"
            "    a contrast: lianxi confusions --contrast\n  " +
            id +
            " cloze     联系      6 lapses in 31 reviews: no pattern; suspended\n"
            "    a rest: lianxi suspend " +
            id + "\n");
  CHECK(Screen().leeches({6, {}}) == "no leeches: no card has lapsed 6 times\n");
  CHECK(leech_line(some_leech()) ==
        "leech, 7 lapses: answered as 关系 (5 of 6 wrong tries); a contrast: "
        "lianxi confusions --contrast");
}

TEST_CASE("programs get the same in JSON") {
  const Json levels = levels_json({true, {some_list()}});
  CHECK(
      levels["lists"][0]["levels"][1].dump() ==
      R"({"level":7,"words":5636,"known":1,"in_work":0,"unseen":5635,"characters":1200,"characters_known":10})");
  CHECK(levels["lists"][0]["next"][0].dump() ==
        R"({"word":"学生","level":1,"pinyin":"xuésheng","definition":"student","collected":true})");
  const Json leeches = leeches_json({6, {some_leech()}});
  CHECK(leeches["lapses"] == 6);
  CHECK(leeches["leeches"][0]["reason"] == "other_word");
  CHECK(leeches["leeches"][0]["answered_as"] == "关系");
  CHECK(leeches["leeches"][0]["command"] == "lianxi confusions --contrast");
}

}  // namespace lianxi::app
