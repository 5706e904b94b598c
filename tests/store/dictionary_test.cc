#include "store/dictionary.h"

#include <doctest/doctest.h>

#include "schema.h"
#include "store/dictionary_sentences.h"
#include "support/temporary_folder.h"

namespace lianxi::store {
namespace {

using Texts = std::vector<std::string>;

const std::vector<DictionaryWord> kWords = {
    {"學生", "学生", "xue2 sheng5", {"student"}},         {"學", "学", "xue2", {"to study"}},
    {"大學", "大学", "da4 xue2", {"university"}},         {"乾淨", "干净", "gan1 jing4", {"clean"}},
    {"乾坤", "乾坤", "qian2 kun1", {"heaven and earth"}},
};

Texts holding(Db& db, std::string_view word, std::size_t most = 10) {
  Texts texts;
  for (const auto& sentence : sentences_holding(db, word, most)) texts.push_back(sentence.chinese);
  return texts;
}

}  // namespace

TEST_CASE("a dictionary of the first version is brought up to date with what it holds") {
  const TemporaryFolder folder;
  {
    Db old(folder / "d.db", Db::Mode::create);
    old.run(dictionary_schema()[0]);
    old.run("pragma application_id = 1818845540; pragma user_version = 1");
    old.run("insert into source values (1, 'HSK 2.0', '', '', 1)");
    old.run("insert into listed_word values ('学生', 1, 1, 'xuesheng')");
  }
  static_assert(kDictionaryId == 1818845540);
  Db db = open_dictionary(folder / "d.db");
  CHECK(levels_of(db, kWords[0]) == std::vector<WordLevel>{{"HSK 2.0", 1}});
  CHECK(dictionary_sources(db).at(0).sentences == 0);
  install_sentences(db, {"ours", "", "free"}, {{"学生来了。", "The students are here.", ""}});
  CHECK(holding(db, "学生") == Texts{"学生来了。"});
}

TEST_CASE(
    "sentences are found by a word, the shortest first, only those in simplified characters") {
  const TemporaryFolder folder;
  Db db = open_dictionary_to_write(folder / "d.db");
  const std::vector<TranslatedSentence> sentences = {
      {"那个学生在大学里学中文。", "That student studies Chinese at university.", "one"},
      {"学生来了。", "The students are here.", "two"},
      {"學生來了嗎？", "Have the students come?", "three"},
      {"大，学生！", "Big, student!", ""},
      {"乾坤是什么？", "What is heaven and earth?", ""},
  };
  CHECK(install_sentences(db, {"ours", "", "free"}, sentences) == 5);
  CHECK(holding(db, "學生") == Texts{"學生來了嗎？"});
  install_words(db, {"words", "", "free"}, kWords);
  CHECK(holding(db, "學生") == Texts{});
  CHECK(holding(db, "学生") == Texts{"学生来了。", "大，学生！", "那个学生在大学里学中文。"});
  CHECK(holding(db, "学生", 1) == Texts{"学生来了。"});
  CHECK(holding(db, "大学") == Texts{"那个学生在大学里学中文。"});
  CHECK(holding(db, "文") == Texts{"那个学生在大学里学中文。"});
  CHECK(holding(db, "乾坤") == Texts{"乾坤是什么？"});
  CHECK(holding(db, "老师") == Texts{});
  CHECK(sentences_holding(db, "学生", 9)[0].attribution == "two");
  CHECK(dictionary_sources(db).at(0).sentences == 5);
  SUBCASE("a newer file takes the place of the older one") {
    install_sentences(db, {"ours", "", "free"}, {{"学生走了。", "The students have left.", ""}});
    CHECK(holding(db, "学生") == Texts{"学生走了。"});
  }
}

TEST_CASE("a list gives its words level by level, with its readings and parts of speech") {
  const TemporaryFolder folder;
  Db db = open_dictionary_to_write(folder / "d.db");
  install_words(db, {"words", "", "free"}, kWords);
  const std::vector<ListedWord> list = {{"HSK 2.0", 2, "大学", "dàxué", "noun"},
                                        {"HSK 2.0", 1, "学", "xué", "verb"},
                                        {"HSK 2.0", 1, "好", "hǎo", ""},
                                        {"HSK 2.0", 1, "好", "hào", ""},
                                        {"HSK 2.0", 3, "学生", "", ""}};
  install_list(db, {"HSK 2.0", "", ""}, list);
  CHECK(listed_words(db, "HSK 2.0", 1, 2) ==
        std::vector<ListedWord>{list[1], list[2], list[3], list[0]});
  CHECK(listed_words(db, "HSK 3.0 (2021)", 1, 7).empty());
  CHECK(part_of_speech_of(db, kWords[1]) == "verb");
  CHECK(part_of_speech_of(db, kWords[0]).empty());
}

TEST_CASE("a word may have a more usual spelling where it is traditional or a variant") {
  const TemporaryFolder folder;
  Db db = open_dictionary_to_write(folder / "d.db");
  auto words = kWords;
  words.push_back({"惟一", "惟一", "wei2 yi1", {"variant of 唯一[wei2 yi1]"}});
  words.push_back({"唯一", "唯一", "wei2 yi1", {"only"}});
  install_words(db, {"words", "", "free"}, words);
  const struct {
    const char* word;
    bool other;
  } rows[] = {{"学生", false}, {"學生", true},  {"惟一", true},
              {"唯一", false}, {"乾坤", false}, {"不存在", false}};
  for (const auto& row : rows) {
    CAPTURE(row.word);
    CHECK(is_other_spelling(db, row.word) == row.other);
  }
}

TEST_CASE("words are known in both scripts") {
  const TemporaryFolder folder;
  Db db = open_dictionary_to_write(folder / "d.db");
  install_words(db, {"words", "", "free"}, kWords);
  const DictionaryLexicon lexicon(db);
  CHECK(lexicon.contains("干净"));
  CHECK(lexicon.contains("乾淨"));
  CHECK(lexicon.contains("学"));
  CHECK_FALSE(lexicon.contains("学中"));
}

}  // namespace lianxi::store
