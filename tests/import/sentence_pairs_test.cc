#include "import/sentence_pairs.h"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "support/real_data.h"

namespace lianxi {
namespace {

struct Read {
  std::vector<TranslatedSentence> sentences;
  Diagnostics rejected;
  std::string name;
};

Read read(std::string_view text, std::string_view source = "pairs.tsv") {
  Read result;
  result.name = read_sentence_pairs(
      text, source,
      {[&](TranslatedSentence one) { result.sentences.push_back(std::move(one)); },
       [&](Diagnostic one) { result.rejected.push_back(std::move(one)); }});
  return result;
}

using Sentences = std::vector<TranslatedSentence>;

}  // namespace

TEST_CASE("pairs come in three columns with their authors, or in four with their numbers") {
  const Read three = read(
      "Tea is ready.\t茶泡好了。\tCC-BY 2.0 (France) Attribution: tatoeba.org #1 (anna) & #2 "
      "(bo)\n");
  CHECK(three.sentences ==
        Sentences{{"茶泡好了。", "Tea is ready.", "Tatoeba #1 (anna) & #2 (bo), CC BY 2.0 FR"}});
  CHECK(three.name == "Tatoeba");
  const Sentences numbered = {{"茶泡好了。", "Tea is ready.", "Tatoeba #7 & #9, CC BY 2.0 FR"}};
  CHECK(read("7\tTea is ready.\t9\t茶泡好了。\n").sentences == numbered);
  const Sentences reversed = {{"茶泡好了。", "Tea is ready.", "Tatoeba #9 & #7, CC BY 2.0 FR"}};
  CHECK(read("7\t茶泡好了。\t9\tTea is ready.\n").sentences == reversed);
  const Read own = read("Tea is ready.\t茶泡\u200B好了。\tmy notes\n", "my/notes.tsv");
  CHECK(own.sentences == Sentences{{"茶泡好了。", "Tea is ready.", "my notes"}});
  CHECK(own.name == "notes");
}

TEST_CASE("a sentence comes once, and a line that is no pair is named") {
  const Read result = read("Hello.\t你好。\t\nHi!\t你好！\t\nno pair\n\n你好。\tHello.\t\n");
  CHECK(result.sentences == Sentences{{"你好。", "Hello.", ""}});
  REQUIRE(result.rejected.size() == 2);
  CHECK(result.rejected[0].line == 3);
  CHECK(result.rejected[1].line == 5);
}

TEST_CASE("only what begins with a pair is a collection of sentences") {
  CHECK(is_sentence_pairs("Hello.\t你好。\t\n"));
  CHECK_FALSE(is_sentence_pairs("Hello.\t你好。\n"));
  CHECK_FALSE(is_sentence_pairs("联系\tlián xì\to4\n"));
  CHECK_FALSE(is_sentence_pairs(""));
}

TEST_CASE("a real collection of sentences is read to its end") {
  const std::string path = real_path("sentences/tatoeba_cmn_eng_5000.tsv");
  if (path.empty()) return;
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  REQUIRE(is_sentence_pairs(text.str()));
  const Read result = read(text.str());
  CHECK(result.rejected.empty());
  CHECK(result.name == "Tatoeba");
  MESSAGE("different sentences: ", result.sentences.size());
  for (const TranslatedSentence& sentence : result.sentences) {
    CHECK(sentence.attribution.ends_with(", CC BY 2.0 FR"));
  }
}

}  // namespace lianxi
