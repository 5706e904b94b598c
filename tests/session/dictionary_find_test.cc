#include "session/dictionary_find.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "support/temporary_folder.h"

namespace lianxi {
namespace {

using namespace store;

const std::vector<DictionaryWord> kWords = {
    {"聯係", "联系", "lian2 xi4", {"variant of 聯繫|联系[lian2 xi4]"}},
    {"聯繫", "联系", "lian2 xi4", {"to get in touch; to contact", "link", "tie"}},
    {"練習", "练习", "lian4 xi2", {"to practise", "exercise"}},
    {"連", "连", "Lian2", {"a family name"}},
    {"連", "连", "lian2", {"to join", "even", "company of soldiers"}},
    {"3C", "3C", "san1 C", {"electronics"}},
    {"觸點", "触点", "chu4 dian3", {"contact of a switch"}},
    {"可以", "可以", "ke3 yi3", {"can; may"}},
    {"慘", "惨", "can3", {"wretched"}},
    {"女兒", "女儿", "nu:3 er2", {"daughter"}},
    {"花", "花", "Hua1", {"a family name"}},
    {"花", "花", "hua1", {"flower"}},
    {"花兒", "花儿", "hua1 r5", {"erhua variant of 花[hua1]"}},
};

struct Dictionary {
  Dictionary() { install_words(db, {"ours", "2026-03-02", "free"}, kWords); }
  std::vector<std::string> find(std::string_view query, std::size_t most = 20) {
    std::vector<std::string> found;
    for (const FoundWord& each : find_in_dictionary(db, query, most)) {
      found.push_back(each.word.traditional + " " + each.word.pinyin);
      for (const std::string& variant : each.variants) found.back() += " (" + variant + ")";
    }
    return found;
  }
  TemporaryFolder folder;
  Db db = open_dictionary_to_write(folder / "d.db");
};

using Found = std::vector<std::string>;

TEST_CASE("a word is found by its characters, its sound and its meaning, the likeliest first") {
  Dictionary dictionary;
  const struct {
    std::string query;
    Found found;
  } rows[] = {
      {"联系", {"聯繫 lian2 xi4 (聯係)"}},
      {"联 系！", {"聯繫 lian2 xi4 (聯係)"}},
      {"聯係", {"聯繫 lian2 xi4 (聯係)"}},
      {"练习", {"練習 lian4 xi2"}},
      {"lian2xi4", {"聯繫 lian2 xi4 (聯係)"}},
      {"liánxì", {"聯繫 lian2 xi4 (聯係)"}},
      {"lianxi", {"聯繫 lian2 xi4 (聯係)", "練習 lian4 xi2"}},
      {"连", {"連 lian2", "連 Lian2"}},
      {"lian", {"連 lian2", "連 Lian2"}},
      {"contact", {"聯繫 lian2 xi4", "觸點 chu4 dian3"}},
      {"to contact", {"聯繫 lian2 xi4"}},
      {"exercises", {"練習 lian4 xi2"}},
      {"can", {"慘 can3", "可以 ke3 yi3"}},
      {"3C", {"3C san1 C"}},
      {"nü'er", {"女兒 nu:3 er2"}},
      {"花儿", {"花 hua1 (花兒)"}},
      {"lian5", {}},
      {"san1 c", {"3C san1 C"}},
      {"nothing here", {}},
      {"\"", {}},
      {"*", {}},
      {"a OR \"b", {}},
      {"", {}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.query);
    CHECK(fmt::format("{}", fmt::join(dictionary.find(row.query), "; ")) ==
          fmt::format("{}", fmt::join(row.found, "; ")));
  }
  CHECK(dictionary.find("lianxi", 1) == Found{"聯繫 lian2 xi4 (聯係)"});
}

TEST_CASE("installing again takes the place of what was there, another source stands beside it") {
  Dictionary dictionary;
  install_words(dictionary.db, {"ours", "2026-04-01", "free"}, {kWords[2]});
  install_words(dictionary.db, {"others", "", ""}, {kWords[5]});
  const auto sources = dictionary_sources(dictionary.db);
  REQUIRE(sources.size() == 2);
  CHECK(sources[1].version == "2026-04-01");
  CHECK(sources[1].words == 1);
  CHECK(dictionary.find("contact") == Found{});
  CHECK(dictionary.find("practise") == Found{"練習 lian4 xi2"});
  CHECK(dictionary.find("electronics") == Found{"3C san1 C"});
}

TEST_CASE("words of a list come first, and say where they stand in each") {
  Dictionary dictionary;
  install_list(dictionary.db, {"HSK 2.0", "", ""},
               {{"HSK 2.0", 4, "联系", "lián xì"}, {"HSK 2.0", 2, "练习", ""}});
  install_list(dictionary.db, {"HSK 3.0 (2021)", "", ""},
               {{"HSK 3.0 (2021)", 7, "联系", ""},
                {"HSK 3.0 (2021)", 3, "联系", ""},
                {"HSK 3.0 (2021)", 1, "连", "lián"},
                {"HSK 3.0 (2021)", 1, "惨", "shēn"}});
  using Levels = std::vector<WordLevel>;
  CHECK(levels_of(dictionary.db, kWords[1]) == Levels{{"HSK 2.0", 4}, {"HSK 3.0 (2021)", 3}});
  CHECK(levels_of(dictionary.db, kWords[2]) == Levels{{"HSK 2.0", 2}});
  CHECK(levels_of(dictionary.db, kWords[8]) == Levels{});  // the list means another reading
  CHECK(levels_of(dictionary.db, kWords[3]) == Levels{});  // and not the name
  CHECK(levels_of(dictionary.db, kWords[4]) == Levels{{"HSK 3.0 (2021)", 1}});
  CHECK(dictionary.find("lianxi") == Found{"練習 lian4 xi2", "聯繫 lian2 xi4 (聯係)"});
  // A file of one level takes the place of that level.
  install_list(dictionary.db, {"HSK 2.0", "", ""}, {{"HSK 2.0", 4, "可以", ""}});
  CHECK(levels_of(dictionary.db, kWords[1]) == Levels{{"HSK 3.0 (2021)", 3}});
  CHECK(levels_of(dictionary.db, kWords[2]) == Levels{{"HSK 2.0", 2}});
  CHECK(dictionary_sources(dictionary.db)[0].words == 2);
  CHECK(dictionary.find("contact") == Found{"聯繫 lian2 xi4", "觸點 chu4 dian3"});
}

TEST_CASE("a file that is no dictionary is refused and left alone") {
  const TemporaryFolder folder;
  CHECK_THROWS_WITH_AS(open_dictionary(folder / "none.db"), "no dictionary is installed", Error);
  {
    Db other(folder / "other.db", Db::Mode::create);
    other.run("create table word (id integer primary key)");
  }
  CHECK_THROWS_AS(open_dictionary(folder / "other.db"), Error);
  CHECK_THROWS_AS(open_dictionary_to_write(folder / "other.db"), Error);
  {
    Db newer = open_dictionary_to_write(folder / "newer.db");
    newer.run("pragma user_version = 99");
  }
  CHECK_THROWS_WITH_AS(open_dictionary(folder / "newer.db"),
                       doctest::Contains("newer version of lianxi"), Error);
}

}  // namespace
}  // namespace lianxi
