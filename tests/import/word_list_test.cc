#include "import/word_list.h"

#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <tuple>

#include "import/speech_tags.h"
#include "import/table_rows.h"
#include "support/real_data.h"

namespace lianxi {
namespace {

using Texts = std::vector<std::string>;

struct Read {
  std::vector<ListedWord> words;
  Diagnostics rejected;
};

Read read(std::string_view text, std::string_view source = "list.tsv") {
  Read result;
  read_word_list(text, source,
                 {[&](ListedWord word) { result.words.push_back(std::move(word)); },
                  [&](Diagnostic one) { result.rejected.push_back(std::move(one)); }});
  return result;
}

TEST_CASE("a line of a list may mean several words") {
  const struct {
    const char* line;
    Texts forms;
  } rows[] = {
      {"联系", {"联系"}},
      {"有时候|有时", {"有时候", "有时"}},
      {"爸爸爸", {"爸爸", "爸"}},
      {"没（有）", {"没", "没有"}},
      {"有（一）点儿", {"有点儿", "有一点儿"}},
      {"第（第二）", {"第"}},
      {"们（朋友们）", {"们"}},
      {"点1", {"点"}},
      {"…极了", {"极了"}},
      {"…分之…", {"分之"}},
      {"（", {"（"}},
      {"（级）", {"级"}},
      {"）（", {"）（"}},
      {"|", {}},
      {"", {}},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.line));
    CHECK(listed_forms(row.line) == row.forms);
  }
}

TEST_CASE("each kind of list is told by how it begins") {
  using Words = std::vector<ListedWord>;
  CHECK(read("simplified\ttraditional\tpinyin\tnumeric\tlevels\tpos\n"
             "联系\t聯繫\tlián xì\tlian2 xi4\to4,n3\tv\n")
            .words == Words{{"HSK 3.0 (2021)", 3, "联系", "lián xì", "verb"},
                            {"HSK 2.0", 4, "联系", "lián xì", "verb"}});
  CHECK(read("simplified\tpinyin\tlevels\n行\tháng|xíng\tn1\n").words ==
        Words{{"HSK 3.0 (2021)", 1, "行", "háng"}, {"HSK 3.0 (2021)", 1, "行", "xíng"}});
  CHECK(read("level\tword\n7\t茶馆\n", "hsk_2025.tsv").words ==
        Words{{"HSK 3.0 (2025)", 7, "茶馆", ""}});
  CHECK(read("ID,Simplified,Traditional,Pinyin,POS,Level\nL1,爸爸|爸,爸爸|爸,bàba|bà,N,7-9\n")
            .words == Words{{"HSK 3.0 (2021)", 7, "爸爸", "bàba", "noun"},
                            {"HSK 3.0 (2021)", 7, "爸", "bà", "noun"}});
  CHECK(read("ID,Simplified,Traditional,Pinyin,POS,Level\nL1,化,化,huà (xiàndàihuà),Suffix,3\n")
            .words == Words{{"HSK 3.0 (2021)", 3, "化", "huà", "suffix"}});
  CHECK(read("一下（二级）\n一会儿（三级）\n").words ==
        Words{{"HSK 2.0", 2, "一下", ""}, {"HSK 2.0", 3, "一会儿", ""}});
  CHECK(read("茶馆\t茶館\tcha2guan3\tcháguǎn\tteahouse\n", "my/HSK L4.txt").words ==
        Words{{"HSK 2.0", 4, "茶馆", "cháguǎn"}});
}

TEST_CASE("parts of speech are spelled out, whoever abbreviated them") {
  const struct {
    const char* tags;
    const char* spelled;
  } rows[] = {
      {"V/N", "verb, noun"},
      {"v,vn", "verb, noun"},
      {"N/M", "noun, measure word"},
      {"m", "numeral"},
      {"q,qv", "measure word"},
      {"g,Mg", ""},
      {"", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.tags);
    CHECK(spelled_part_of_speech(row.tags) == row.spelled);
  }
}

TEST_CASE("what a list does not say is asked for, a line that is no word is named") {
  const struct {
    const char* text;
    int line;
    const char* what;
  } rows[] = {
      {"level\tword\n1\t茶\n", 0, "does not say which edition it is"},
      {"茶馆\t茶館\tcha2guan3\tcháguǎn\tteahouse\n", 0, "says no level"},
      {"tea\n", 0, "is no word list"},
      {"", 0, "is no word list"},
      {"一下（二级）\n一会儿\n", 2, "has no level in brackets"},
      {"simplified\tlevels\n茶\tx9\n", 2, "has no level"},
      {"simplified\tlevels\ntea\tn1\n", 2, "has no word in characters"},
      {"simplified\tlevels\n茶\tn1,n1,n1,n1,n1,n1,n1,n1,n1,n1,n1,n1,n1,n1,n1,n1,n1\n", 2,
       "has more levels"},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.text));
    const Read result = read(row.text);
    REQUIRE(result.rejected.size() == 1);
    CHECK(result.rejected[0].line == row.line);
    CHECK(result.rejected[0].text.find(row.what) != std::string::npos);
  }
}

TEST_CASE("a field in quotes holds whatever it likes") {
  TableRows rows("a,\"b,\"\"c\"\"\nd\",e\n\n\"open,f\n", ',');
  REQUIRE(rows.next());
  CHECK(rows.fields() == Texts{"a", "b,\"c\"\nd", "e"});
  CHECK(rows.line() == 1);
  REQUIRE(rows.next());
  CHECK(rows.fields() == Texts{"\"open", "f"});
  CHECK(rows.line() == 4);
  CHECK(rows.field(7).empty());
  CHECK_FALSE(rows.next());
}

TEST_CASE("quotes within a field and comments between rows are told from quoted fields") {
  TableRows rows("# \"not,a row\n\"tea\" or coffee,茶\n\"a,b\" ,\"c\"\n#last", ',', '#');
  REQUIRE(rows.next());
  CHECK(rows.fields() == Texts{"\"tea\" or coffee", "茶"});
  CHECK(rows.line() == 2);
  REQUIRE(rows.next());
  CHECK(rows.field(0) == "a,b");
  CHECK(rows.field(1) == "c");
  CHECK_FALSE(rows.next());
}

TEST_CASE("the real lists have the words that they declare") {
  const std::string lists = real_path("hsk/");
  if (lists.empty()) return;
  using Counts = std::map<std::string, std::map<int, int>>;
  const struct {
    const char* file;
    Counts counts;
  } rows[] = {
      {"hsk20_hsk30_drkameleon.tsv",
       {{"HSK 2.0", {{1, 150}, {2, 147}, {3, 298}, {4, 598}, {5, 1298}, {6, 2500}}},
        {"HSK 3.0 (2021)",
         {{1, 506}, {2, 750}, {3, 953}, {4, 972}, {5, 1059}, {6, 1123}, {7, 5606}}}}},
      {"hsk20_2012_1-6_sorted_glxxyz.txt", {}},
      {"hsk20_2012_L4_with_definitions_glxxyz.txt", {}},
      {"hsk30_2021_ivankra.csv", {}},
      {"hsk30_2021_krmanik.tsv", {}},
      {"hsk30_2025_krmanik.tsv", {}},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.file));
    std::ostringstream bytes;
    bytes << std::ifstream(lists + row.file).rdbuf();
    std::string text = bytes.str();
    if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
    std::erase(text, '\r');
    const Read result = read(text, row.file);
    CHECK(result.words.size() > 500);
    for (const Diagnostic& one : result.rejected) FAIL_CHECK(to_string(one));
    Counts counts;
    std::set<std::tuple<std::string, int, std::string>> words;  // whatever readings they have
    for (const ListedWord& word : result.words) words.emplace(word.list, word.level, word.word);
    for (const auto& [list, level, word] : words) ++counts[list][level];
    if (!row.counts.empty()) CHECK(counts == row.counts);
    std::string said;
    for (const auto& [list, levels] : counts) {
      said += " " + list + ":";
      for (const auto& [level, count] : levels) said += " " + std::to_string(count);
    }
    MESSAGE(row.file, said);
  }
}

}  // namespace
}  // namespace lianxi
