#include "import/cedict.h"

#include <doctest/doctest.h>

#include <cstdio>
#include <memory>

#include "support/real_data.h"

namespace lianxi {
namespace {

struct Read {
  std::vector<DictionaryWord> words;
  Diagnostics rejected;
  CedictInfo info;
};

Read read(std::string_view text) {
  Read result;
  result.info = read_cedict(text, "c.u8",
                            {[&](DictionaryWord word) { result.words.push_back(std::move(word)); },
                             [&](Diagnostic one) { result.rejected.push_back(std::move(one)); }});
  return result;
}

TEST_CASE("a line is a word, of either version of the format") {
  const Read result = read(
      "# a dictionary of ours\n"
      "#! date=2026-03-02T10:00:00Z\n"
      "#! license=free\n"
      "#! entries=3\n"
      "聯繫 联系 [lian2 xi4] /to get in touch; to reach/link/\n"
      "3C 3C [[san1 C]] /electronics/\n"
      "茶 茶 [cha2] /tea/");
  CHECK(result.rejected.empty());
  CHECK(result.info.date == "2026-03-02");
  CHECK(result.info.licence == "free");
  REQUIRE(result.words.size() == 3);
  CHECK(result.words[0] ==
        DictionaryWord{"聯繫", "联系", "lian2 xi4", {"to get in touch; to reach", "link"}});
  CHECK(result.words[1].pinyin == "san1 C");
}

TEST_CASE("a line that is no word is named, and the others are taken") {
  const char* bad[] = {"联系",
                       "聯繫 联系",
                       "聯繫 联系 lian2 /x/",
                       "聯繫 联系 [lian2 /x/",
                       "聯繫 联系 [lian2] x",
                       "聯繫 联系 [lian2] /x",
                       "聯繫 联系 [lian2] //"};
  for (const char* line : bad) {
    CAPTURE(line);
    const Read result =
        read("茶 茶 [cha2] /tea/\n" + std::string(line) + "\n水 水 [shui3] /water/\n");
    CHECK(result.words.size() == 2);
    REQUIRE(result.rejected.size() == 1);
    CHECK(result.rejected[0].line == 2);
  }
}

TEST_CASE("a file that was cut off has fewer words than it declares") {
  const Read result = read("#! entries=2\n茶 茶 [cha2] /tea/\n");
  CHECK(result.words.size() == 1);
  REQUIRE(result.rejected.size() == 1);
  CHECK(result.rejected[0].text == "declares 2 words and has 1; it may be cut off");
}

TEST_CASE("the kind of a file is told by its first line that is no comment") {
  CHECK(is_cedict("# x\n\n茶 茶 [cha2] /tea/\n"));
  CHECK_FALSE(is_cedict("茶\tchá\ttea\n茶 茶 [cha2] /tea/\n"));
  CHECK_FALSE(is_cedict("# only\n# comments\n"));
  CHECK_FALSE(is_cedict(""));
}

std::string unpacked(const std::string& path) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(("gzip -dc " + path).c_str(), "r"),
                                                   pclose);
  std::string text;
  char chunk[1 << 16];
  while (const auto got = fread(chunk, 1, sizeof chunk, pipe.get())) text.append(chunk, got);
  return text;
}

TEST_CASE("every line of the real dictionary is a word, and its figures are those of formats.md") {
  const std::string path = real_file("cedict", ".gz");
  if (path.empty()) return;
  const Read result = read(unpacked(path));
  CHECK(result.rejected.empty());
  CHECK(static_cast<long>(result.words.size()) == result.info.declared);
  int only_variants = 0, proper = 0, with_measures = 0, other_pinyin = 0;
  for (const DictionaryWord& word : result.words) {
    only_variants += is_only_variant(word);
    proper += is_proper_noun(word);
    with_measures += !measure_words(word).empty();
    const auto read_back = parse_pinyin(marked_pinyin(word.pinyin));
    other_pinyin += parse_pinyin(word.pinyin) && read_back != parse_pinyin(word.pinyin);
  }
  MESSAGE(result.words.size(), " words, ", only_variants, " only variants, ", proper,
          " proper nouns, ", with_measures, " with measure words");
  CHECK(only_variants > 3000);
  CHECK(only_variants < 3500);
  CHECK(proper > 20000);
  CHECK(with_measures > 1500);
  CHECK(other_pinyin <= 7);  // "N dang3", where N is a letter; "dan1 ge4 r5"
}

}  // namespace
}  // namespace lianxi
