// The pages a learner has, where LIANXI_REAL_DATA names the folder that holds them.

#include <doctest/doctest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "import/markdown_writer.h"
#include "reading.h"
#include "support/real_data.h"

namespace lianxi {
namespace {

TEST_CASE("The page of 联系 gives all that stands on it") {
  const std::string folder = real_path("pages/");
  if (folder.empty()) return;
  const auto result = read_file(folder + "lianxi.txt");
  CAPTURE(result.complaints());
  REQUIRE(result.entries.size() == 1);
  const Entry& entry = result.entries.front();

  CHECK(entry.headword == "联系");
  REQUIRE(entry.readings.size() == 1);
  CHECK(entry.readings[0].pinyin == "liánxì");
  CHECK(entry.readings[0].part_of_speech == "Verb, Noun");
  CHECK(entry.readings[0].level == "HSK 4");
  CHECK(entry.gloss == "To Contact, Connection, Relation");
  CHECK(entry.keywords.size() == 10);
  CHECK(entry.line == 6);

  REQUIRE(entry.characters.size() == 2);
  CHECK(entry.characters[1].character == "系");
  CHECK(entry.characters[1].reading == "xì");
  CHECK(entry.characters_note.starts_with("Together, 联"));
  CHECK(entry.culture.size() == 1);
  CHECK(entry.usage_intro.starts_with("联系 is an extremely common"));

  REQUIRE(entry.usages.size() == 4);
  const int sentences[] = {2, 0, 1, 1};
  for (std::size_t i = 0; i < 4; ++i) {
    CAPTURE(i);
    CHECK(static_cast<int>(entry.usages[i].sentences.size()) == sentences[i]);
    CHECK(entry.usages[i].phrases.size() == (i == 1 ? 1 : 0));
  }
  CHECK(entry.usages[0].sentences[0].chinese == "怎么联系你?");
  CHECK(entry.usages[0].sentences[0].pinyin == "Zěnme liánxì nǐ?");
  CHECK(entry.usages[0].sentences[0].english == "How can I contact you?");
  CHECK(entry.usages[1].phrases[0] == Phrase{"保持联系", "bǎochí liánxì", "keep in touch"});

  REQUIRE(entry.examples.size() == 10);
  CHECK(entry.examples[5].chinese == "警察正在调查这两起案件之间的联系");
  CHECK(result.lines("no-final-punctuation") == std::vector<int>{57, 67, 77});

  REQUIRE(entry.contrasts.size() == 1);
  const Contrast& contrast = entry.contrasts[0];
  CHECK(contrast.word == "关系");
  CHECK(contrast.reading == "guānxi");
  REQUIRE(contrast.pairs.size() == 2);
  CHECK(contrast.pairs[0].wrong.chinese == "我明天会关系你。");
  CHECK(contrast.pairs[0].wrong.english == "I will relationship you tomorrow.");
  CHECK(contrast.pairs[0].why == "This is meaningless.");
  CHECK(contrast.pairs[0].right.chinese == "我明天会联系你。");
  CHECK(contrast.pairs[0].right.english == "I will contact you tomorrow.");
  CHECK(contrast.pairs[1].right.chinese == "我和他的父子关系很好。");
  REQUIRE(entry.notes.size() == 1);
  CHECK(entry.notes[0].title == "Verb vs. Noun Usage");
  CHECK(entry.notes[0].lines.size() == 3);
  REQUIRE(entry.related.size() == 8);
  CHECK(entry.related[6].word == "联系方式");
  CHECK(entry.related[4].reading == "dǎ jiāodào");

  CHECK(result.lines("level-without-list") == std::vector<int>{12});
  CHECK(result.diagnostics.size() == 4);
}

TEST_CASE("Every stand-in gives what is expected of its view") {
  const std::string folder = real_path("pages/");
  if (folder.empty()) return;
  std::ifstream in(folder + "expected.json");
  const auto expected = nlohmann::json::parse(in);
  const std::vector<std::string> refused = {"10_diff-table.txt", "16_xhtml.txt", "23_raw-flat.txt"};
  for (const auto& [name, page] : expected.items()) {
    CAPTURE(name);
    const auto result = read_file(folder + name);
    CAPTURE(result.complaints());
    if (std::find(refused.begin(), refused.end(), name) != refused.end()) {
      CHECK(result.entries.empty());
      CHECK(result.fatal_count() == 1);
      CHECK(result.diagnostics.size() == 1);
      continue;
    }
    REQUIRE(result.entries.size() == 1);
    const Entry& entry = result.entries.front();
    CHECK(entry.headword == page["headword"].get<std::string>());
    CHECK(entry.gloss == page["title_gloss"].get<std::string>());
    REQUIRE(entry.readings.size() == page["pinyin"].size());
    for (std::size_t i = 0; i < entry.readings.size(); ++i) {
      const auto& pinyin = page["pinyin"][i].is_null() ? page["title_pinyin"] : page["pinyin"][i];
      CHECK(entry.readings[i].pinyin == pinyin.get<std::string>());
      CHECK(entry.readings[i].part_of_speech == page["part_of_speech"][i].get<std::string>());
      CHECK(entry.readings[i].level == page["hsk"][i].get<std::string>());
    }
    REQUIRE(entry.characters.size() == page["breakdown"].size());
    for (std::size_t i = 0; i < entry.characters.size(); ++i) {
      CHECK(entry.characters[i].character == page["breakdown"][i].get<std::string>());
    }
    CHECK_FALSE(entry.characters_note.empty());
    CHECK(entry.culture.size() == 1);
    CHECK(entry.usage_intro == entry.headword + " is used in these ways:");
    REQUIRE(entry.usages.size() == 1);
    CHECK(entry.usages[0].sentences.size() == 2);
    CHECK(entry.examples.size() == page["examples"].get<std::size_t>());
    for (const auto& example : entry.examples) {
      CHECK_FALSE(example.pinyin.empty());
      CHECK_FALSE(example.english.empty());
      CHECK_FALSE(example.analysis.empty());
    }
    REQUIRE(entry.contrasts.size() == 1);
    REQUIRE(entry.contrasts[0].pairs.size() == 1);
    CHECK(entry.contrasts[0].pairs[0].why == "This is wrong.");
    CHECK(entry.related.size() == 2);
    CHECK(result.diagnostics.size() ==
          static_cast<std::size_t>(result.count("level-without-list") +
                                   result.count("no-final-punctuation")));
  }
}

TEST_CASE("One page gives the same words from its source and from the browser") {
  const std::string folder = real_path("pages/");
  if (folder.empty()) return;
  const auto source = read_file(folder + "33_source.dokuwiki.txt");
  const auto rendered = read_file(folder + "33_rev.txt");
  REQUIRE(source.entries.size() == 1);
  REQUIRE(rendered.entries.size() == 1);
  CHECK(source.entries[0].readings == rendered.entries[0].readings);
  CHECK(source.entries[0].related == rendered.entries[0].related);
  CHECK(source.entries[0].examples.size() == rendered.entries[0].examples.size());
  CHECK(source.entries[0].examples[0].bold.size() == 1);
  CHECK(rendered.entries[0].examples[0].bold.empty());
}

TEST_CASE("What a real page gives can be written as Markdown and read back") {
  const std::string folder = real_path("pages/");
  if (folder.empty()) return;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    if (file.path().extension() != ".txt") continue;
    CAPTURE(file.path().string());
    for (const auto& entry : read_file(file.path().string()).entries) {
      const auto again = read_string(write_markdown(entry));
      CAPTURE(again.complaints());
      REQUIRE(again.entries.size() == 1);
      CHECK(again.entries[0] == entry);
    }
  }
}

}  // namespace
}  // namespace lianxi
