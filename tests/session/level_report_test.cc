#include "session/level_report.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <chrono>

#include "import/cedict.h"
#include "import/word_list.h"
#include "session/record.h"
#include "session/study.h"
#include "store/dictionary.h"
#include "store/log.h"
#include "support/collection.h"
#include "support/temporary_folder.h"

namespace lianxi::test {
namespace {

constexpr std::string_view kCedictText =
    "學生 学生 [xue2 sheng5] /student/CL:個|个[ge4]/\n"
    "老師 老师 [lao3 shi1] /teacher/\n"
    "聯繫 联系 [lian2 xi4] /to get in touch/link/\n"
    "聯係 联系 [lian2 xi4] /variant of 聯繫|联系[lian2 xi4]/\n"
    "唯一 唯一 [wei2 yi1] /only/sole/\n"
    "惟一 惟一 [wei2 yi1] /variant of 唯一[wei2 yi1]/\n"
    "天 天 [tian1] /day/sky/\n"
    "著 著 [zhu4] /to write/\n"
    "著 着 [zhe5] /aspect particle/\n";

/// With the levels of both scales, as complete-hsk-vocabulary has them.
constexpr std::string_view kBothScales =
    "simplified\ttraditional\tpinyin\tnumeric\tlevels\tpos\n"
    "学生\t學生\txué sheng\txue2 sheng5\tn1,o1\tn\n"
    "老师\t老師\tlǎo shī\tlao3 shi1\tn1,o1\tn\n"
    "天\t天\ttiān\ttian1\tn2\tq\n"
    "联系\t聯繫\tlián xì\tlian2 xi4\tn3,o4\tv\n"
    "唯一\t唯一\twéi yī\twei2 yi1\tn5,o5\tb\n"
    "著\t著\tzhù\tzhu4\tn7\tv\n";
/// Of one edition: a level and a word.
constexpr std::string_view kOneEdition = "level\tword\n1\t学生\n1\t天\n";

struct Learner : NewLearner {
  TemporaryFolder folder;
  Db dictionary = store::open_dictionary_to_write(folder / "dictionary.db");

  void install_words() {
    std::vector<DictionaryWord> words;
    read_cedict(
        kCedictText, "cedict",
        {[&](DictionaryWord word) { words.push_back(std::move(word)); }, [](const Diagnostic&) {}});
    store::install_words(dictionary, {"CC-CEDICT", "", ""}, words);
  }
  void install_list(std::string_view text, std::string_view file) {
    std::map<std::string, std::vector<ListedWord>> lists;
    read_word_list(text, file,
                   {[&](ListedWord word) { lists[word.list].push_back(std::move(word)); },
                    [](const Diagnostic& diagnostic) { FAIL(diagnostic.text); }});
    for (const auto& [list, words] : lists) {
      store::install_list(dictionary, {list, "", ""}, words);
    }
  }
  void add(const std::string& word, const std::string& pinyin, const std::string& more = "") {
    clock.advance(std::chrono::minutes{1});
    import_text(
        db, clock, word,
        fmt::format("# {} {}\n- Definition: something of {}\n{}", word, pinyin, pinyin, more));
  }
  /// Answers the meaning of a word good on so many days, each on the day it comes due: the fourth
  /// time gives 15 days times the ease.
  void learn(const std::string& word, int times) {
    clock.set("2026-03-02T12:00+08:00");
    for (int i = 0; i < times; ++i) {
      StudyOptions options;
      options.selection.query = store::parse_query("kind:meaning word:" + word);
      Study study(db, clock, options);
      REQUIRE(study.ask());
      const Saved saved = study.rate(Rating::good);
      clock.advance(*saved.due - study_day(clock.now()));
    }
  }
  LevelReport report(std::size_t most = 20) { return report_levels(db, &dictionary, most); }
};

/// "1: 1 known, 1 in work, 0 unseen, 2/4; ..."
std::string levels_text(const ListReport& list) {
  std::string text;
  for (const LevelCount& count : list.levels) {
    text += fmt::format("{}{}: {} {} {} {}/{}", text.empty() ? "" : "; ", count.level, count.known,
                        count.in_work, count.unseen, count.characters_known, count.characters);
  }
  return text;
}

std::string next_text(const ListReport& list) {
  std::string text;
  for (const NextWord& word : list.next) {
    text += fmt::format("{}{} {} {} ({}){}", text.empty() ? "" : "; ", word.level, word.word,
                        word.pinyin, word.definition, word.collected ? " waits" : "");
  }
  return text;
}

}  // namespace

TEST_CASE("words are counted against every installed list by its name") {
  Learner learner;
  learner.install_words();
  learner.install_list(kBothScales, "hsk.tsv");
  learner.install_list(kOneEdition, "hsk30_2025.tsv");
  learner.add("学生", "xuésheng");
  learner.add("老师", "lǎoshī");
  learner.add("天", "tiān");
  learner.learn("学生", 4);
  learner.learn("老师", 1);

  const LevelReport report = learner.report();
  CHECK(report.installed);
  REQUIRE(report.lists.size() == 3);
  CHECK(report.lists[0].list == kHsk20);
  CHECK(levels_text(report.lists[0]) == "1: 1 1 0 2/4; 4: 0 0 1 0/2; 5: 0 0 1 0/2");
  CHECK(report.lists[1].list == kHsk2021);
  CHECK(levels_text(report.lists[1]) ==
        "1: 1 1 0 2/4; 2: 0 0 1 0/1; 3: 0 0 1 0/2; 5: 0 0 1 0/2; 7: 0 0 1 0/1");
  CHECK(report.lists[2].list == kHsk2025);
  CHECK(levels_text(report.lists[2]) == "1: 1 0 1 2/3");
  CHECK(next_text(report.lists[1]) ==
        "2 天 tiān (something of tiān) waits; 3 联系 lián xì (to get in touch; link); "
        "5 唯一 wéi yī (only; sole); 7 著 zhù (to write)");
  CHECK(next_text(learner.report(1).lists[0]) == "4 联系 lián xì (to get in touch; link)");
}

TEST_CASE("a word counts in whatever spelling the collection has it") {
  const struct {
    const char* name;
    const char* word;
    const char* pinyin;
    const char* levels;
  } rows[] = {
      {"as the list has it", "联系", "liánxì", "4: 0 1 0 0/2; 5: 0 0 1 0/2"},
      {"traditional", "聯繫", "liánxì", "4: 0 1 0 0/2; 5: 0 0 1 0/2"},
      {"a traditional variant", "聯係", "liánxì", "4: 0 1 0 0/2; 5: 0 0 1 0/2"},
      {"a variant", "惟一", "wéiyī", "4: 0 0 1 0/2; 5: 0 1 0 0/2"},
      {"no word of the list", "茶", "chá", "4: 0 0 1 0/2; 5: 0 0 1 0/2"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    Learner learner;
    learner.install_words();
    learner.install_list(kBothScales, "hsk.tsv");
    learner.add(row.word, row.pinyin);
    learner.learn(row.word, 1);
    CHECK(levels_text(learner.report().lists[0]) == "1: 0 0 2 0/4; " + std::string(row.levels));
  }
}

TEST_CASE("a traditional form that is another word of the list does not count for it") {
  Learner learner;
  learner.install_words();
  learner.install_list(kBothScales, "hsk.tsv");
  learner.add("着", "zhe", "- Traditional: 著\n");
  learner.learn("着", 1);
  CHECK(learner.report().lists[1].levels.back() == LevelCount{7, 0, 0, 1, 1, 0});
}

TEST_CASE("characters count in every word known, on a list or not") {
  Learner learner;
  learner.install_list(kOneEdition, "hsk30_2025.tsv");
  learner.add("天生", "tiānshēng");
  learner.learn("天生", 4);
  CHECK(levels_text(learner.report().lists[0]) == "1: 0 0 2 2/3");
}

TEST_CASE("without a list the levels count that the entries name") {
  Learner learner;
  learner.add("联系", "liánxì", "- HSK: 4 (2.0), 3 (3.0)\n");
  learner.add("学生", "xuésheng", "- HSK: HSK 1\n");
  learner.add("老师", "lǎoshī", "- HSK: 1 (2.0)\n");
  learner.learn("老师", 4);
  for (Db* dictionary : {static_cast<Db*>(nullptr), &learner.dictionary}) {
    const LevelReport report = report_levels(learner.db, dictionary);
    CHECK(!report.installed);
    REQUIRE(report.lists.size() == 3);
    CHECK(report.lists[0].list == "");
    CHECK(levels_text(report.lists[0]) == "1: 0 0 1 0/2");
    CHECK(report.lists[1].list == "HSK 2.0");
    CHECK(levels_text(report.lists[1]) == "1: 1 0 0 2/2; 4: 0 0 1 0/2");
    CHECK(next_text(report.lists[1]) == "4 联系 liánxì (something of liánxì) waits");
    CHECK(report.lists[2].list == "HSK 3.0");
  }
}

TEST_CASE("an empty collection has nothing to count, or everything to learn") {
  Learner learner;
  CHECK(report_levels(learner.db, nullptr).lists.empty());
  learner.install_list(kOneEdition, "hsk30_2025.tsv");
  const LevelReport report = learner.report();
  CHECK(levels_text(report.lists[0]) == "1: 0 0 2 0/3");
  CHECK(next_text(report.lists[0]) == "1 学生  (); 1 天  ()");
}

TEST_CASE("the tables have one row a level and one a word") {
  Learner learner;
  learner.install_words();
  learner.install_list(kOneEdition, "hsk30_2025.tsv");
  learner.add("学生", "xuésheng");
  learner.learn("学生", 4);
  const auto tables = level_tables(learner.report());
  REQUIRE(tables.size() == 2);
  CHECK(tables[0].name == "levels");
  using Row = std::vector<Cell>;
  const auto number = [](std::int64_t value) { return Cell(value); };
  CHECK(tables[0].rows == std::vector<Row>{{std::string(kHsk2025), number(1), number(2), number(1),
                                            number(0), number(1), number(3), number(2)}});
  CHECK(tables[1].name == "next_words");
  CHECK(tables[1].rows == std::vector<Row>{{std::string(kHsk2025), number(1), std::string("天"),
                                            std::string("tiān"), std::string("day; sky")}});
  for (const Table& table : tables) {
    for (const Row& row : table.rows) CHECK(row.size() == table.columns.size());
  }
}

}  // namespace lianxi::test
