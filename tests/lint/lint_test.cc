#include "lint/lint.h"

#include <doctest/doctest.h>

#include <functional>
#include <map>

#include "base/limits.h"
#include "lint/faults.h"
#include "support/real_data.h"

using namespace lianxi;
using namespace lianxi::test;

namespace {

constexpr int kFaults = 10;  // of each code

std::string shown(const std::vector<Finding>& findings) {
  std::string text;
  for (const Finding& finding : findings) text += to_string(finding) + '\n';
  return text;
}

/// A word for each number, so that no two of ten files are the same.
std::string word(int i) {
  constexpr const char* kWords[] = {"花", "茶", "山", "水", "书", "门", "车", "海", "雨", "鱼"};
  return kWords[i];
}

std::string numbered(std::string_view text, int i) {
  return replaced(replaced(std::string(text), "花", word(i)), "#i", std::to_string(i));
}

std::string utf16(std::string_view ascii, bool is_big, bool has_mark) {
  std::string bytes = !has_mark ? "" : is_big ? "\xFE\xFF" : "\xFF\xFE";
  for (const char c : ascii) bytes += is_big ? std::string{'\0', c} : std::string{c, '\0'};
  return bytes;
}

/// Files that are no deck at all, or nothing but the fault. ‸ marks the place; where it is
/// missing, the whole file is meant.
const std::map<std::string, std::function<std::string(int)>> kWholeFiles = {
    {"empty", [](int i) { return std::string(static_cast<std::size_t>(i), i % 2 ? ' ' : '\n'); }},
    {"binary",
     [](int i) {
       return std::string(clean_deck()[0].bytes)
           .insert(static_cast<std::size_t>(100 + 37 * i), 1u, '\0');
     }},
    {"utf16", [](int i) { return utf16(numbered("# words of deck #i", i), i % 2 == 0, i < 6); }},
    {"not-utf8",
     [](int i) {
       constexpr const char* kBytes[] = {
           "\xFF", "\x80", "\xC3", "\xC0\x80", "\xE4\xB8", "\xED\xA0\x80", "\xF5\x80\x80\x80",
           "\xFE", "\xE4", "\xF0"};
       std::string lines(static_cast<std::size_t>(i), '\n');
       return numbered("# 花 huā\n", i) + lines + "‸" + kBytes[i] + "\n";
     }},
    {"long-line",
     [](int i) {
       std::string lines(static_cast<std::size_t>(i), '\n');
       return "# 花 huā\n" + lines + "‸" + std::string(kMaxLine + 1, 'x');
     }},
    {"flattened",
     [](int i) {
       return numbered(
           "====== huā: 花 - Flower ====== ===== Quick Summary =====   * **Keywords:** "
           "flower   * **Summary:** A page about number #i of ten. ===== Core Meaning "
           "=====   * **Pinyin (with tone marks):** huā   * **HSK Level:** N/A",
           i);
     }},
    {"lists-lost",
     [](int i) {
       return numbered(
           "Table of Contents\n\nhuā: 花 - Flower\nQuick Summary\nCore Meaning\nCharacter "
           "Breakdown\nCultural Context and Significance\n\nNumber #i is a gift.\n\n"
           "huā: 花 - Flower\n\nQuick Summary\n\nCore Meaning\n\nCharacter Breakdown\n\n"
           "Cultural Context and Significance\n\nNumber #i is a gift.\n\nExample "
           "Sentences\n\nNuances and Common Mistakes\n",
           i);
     }},
    {"diff",
     [](int i) {
       return numbered(
           "Differences\n\nThis shows you the differences between two versions of the "
           "page.\n\n-====== huā: 花 - Flower ====== +\n-===== Quick Summary ===== +\n"
           "-  * **Keywords:** flower, #i +\n-  * **Summary:** A flower. +\n"
           "-===== Core Meaning ===== +\n-  * **Pinyin (with tone marks):** huā +\n",
           i);
     }},
    {"table",
     [](int i) {
       const std::string lines(static_cast<std::size_t>(i), '\n');
       return "====== huā: 花 - Flower ======\n\n===== Quick Summary =====\n  * **Summary:** A "
              "flower.\n\n===== Core Meaning =====\n  * **Pinyin (with tone marks):** huā\n" +
              lines + "‸^ word ^ meaning ^\n| 花 | flower |\n";
     }},
    {"no-reading",
     [](int i) {
       constexpr const char* kTitles[] = {"# ‸花",      "# ‸花 ()",  "#  ‸**花**", "# ‸花 /",
                                          "# ‸花 （）", "# ‸花 ( )", "# ‸花:",     "# ‸花\n",
                                          "# ‸《花》",  "\n# ‸花 "};
       return numbered(kTitles[i], i) + numbered("\n\n## Examples\n\n- 花呢？\n", i);
     }},
    {"too-many-readings",
     [](int i) {
       std::string title = "# ‸花 huā";
       for (int n = 1; n < 17 + i; ++n) title += " / huā";
       return title + "\n";
     }},
};

std::vector<Fault> faults_of(const std::string& code) {
  const auto whole = kWholeFiles.find(code);
  if (whole == kWholeFiles.end()) return read_faults(code);
  std::vector<Fault> faults;
  for (int i = 0; i < kFaults; ++i) {
    RawFile file{"fault.md", whole->second(i)};
    TextPlace place = take_caret(file.bytes);
    if (place == TextPlace{0, 0}) place = {};
    faults.push_back({code + " " + std::to_string(i), std::move(file), place});
  }
  return faults;
}

}  // namespace

TEST_CASE("a clean deck has no findings") {
  REQUIRE(clean_deck().size() >= 5);
  CHECK(shown(lint_raw(clean_deck())) == "");
}

TEST_CASE("ten faults of each code are found in their places, and nothing else is") {
  int count = 0;
  for (const LintCode& code : lint_codes()) {
    // One such file is enough: see read_text_test.
    if (code.code == "too-large" || code.code == "more-complaints") continue;
    const std::vector<Fault> faults = faults_of(std::string(code.code));
    CAPTURE(std::string(code.code));
    CHECK(faults.size() >= kFaults);
    for (const Fault& fault : faults) {
      CAPTURE(fault.change);
      REQUIRE(fault.file.name != "");
      const std::vector<Finding> findings = lint_raw({fault.file});
      CAPTURE(shown(findings));
      CAPTURE(fault.place.line);
      CAPTURE(fault.place.column);
      CHECK(findings.size() == 1);
      if (findings.size() != 1) continue;
      CHECK(findings[0].code == code.code);
      CHECK(findings[0].file == fault.file.name);
      CHECK(findings[0].place == fault.place);
      ++count;
    }
  }
  MESSAGE(count, " seeded faults found");
}

TEST_CASE("no deck of ours has a finding") {
  int entries = 0;
  for (const auto& deck : std::filesystem::directory_iterator(LIANXI_SOURCE_DIR "/decks")) {
    std::vector<LintFile> files;
    WordSet words;
    for (const RawFile& raw : read_folder(deck.path().string())) {
      if (raw.name == "deck.md" || raw.name == "README.md") continue;
      files.push_back(read_raw(raw));
      for (const Entry& entry : files.back().entries) words.add(entry.headword);
      entries += static_cast<int>(files.back().entries.size());
    }
    CAPTURE(deck.path().string());
    CHECK(shown(lint(files, words)) == "");
  }
  CHECK(entries >= 28);
  MESSAGE("silent on ", entries, " entries");
}

TEST_CASE("a sentence and a word stand once in a deck, in whatever file") {
  const std::vector<RawFile> deck = {
      {"a.md", "# 花 huā\n\n## Examples\n\n- 花开了，茶凉了。\n"},
      {"b.md", "# 茶 chá\n\n## Examples\n\n- 花开了！茶凉了。\n\n# 花 huā\n"}};
  CHECK(shown(lint_raw(deck)) ==
        "b.md:5:3: duplicate-sentence: this sentence stands in this deck already: a.md:5\n"
        "b.md:7:3: duplicate-entry: 花 stands in this deck already: a.md:1\n");
}

TEST_CASE("a half is missed although the next contrast has both") {
  const std::string one = "# 关 guān\n\n## Contrasts\n\n### 闭 (bì)\n\n- Wrong: ~~请闭门。~~\n";
  const std::string next = "\n### 锁 (suǒ)\n\n- Wrong: ~~请锁灯。~~\n- Right: 请关灯。\n";
  const std::string finding =
      "test.md:7:12: missing-half: a wrong sentence without the right one\n";
  CHECK(shown(lint_raw({{"test.md", one}})) == finding);
  CHECK(shown(lint_raw({{"test.md", one + next}})) == finding);
}

TEST_CASE("what is right in a deck is no fault") {
  struct {
    const char* what;
    std::string text;
  } const rows[] = {
      {"a right half may repeat an example",
       "# 关 guān\n\n## Examples\n\n- 请关门。\n\n## Contrasts\n\n### 闭 (bì)\n\n"
       "- Wrong: ~~请闭门。~~\n- Right: 请关门。\n"},
      {"a wrong half that is right elsewhere forbids nothing",
       "# 能 néng\n\n## Examples\n\n- 你能来吗？\n  - Also: 会\n\n## Contrasts\n\n### 会 (huì)\n\n"
       "- Wrong: ~~你会来吗？~~\n- Right: 你能来吗？\n- When: asking for a favour\n"},
      {"a word inside another word is no second answer",
       "# 会 huì\n\n## Contrasts\n\n### 能 (néng)\n\n- Wrong: ~~他能游泳可能。~~\n"
       "- Right: 他可能会游泳。\n  - Pinyin: Tā kěnéng huì yóuyǒng.\n"},
      {"the 儿 of a word is its last letter",
       "# 花儿 huār\n\n## Examples\n\n- 这儿有**花儿**。\n  - Pinyin: Zhèr yǒu huār.\n"},
      {"an entry may say how its own word is read",
       "# 好好儿 hǎohāor\n- Also pr.: hǎohāor\n\n## Examples\n\n- **好好儿**学！\n"
       "  - Pinyin: Hǎohāor xué!\n"},
      {"letters and figures are read as they are, or in any way",
       "# 唱 chàng\n\n## Examples\n\n- 我们去KTV**唱**吧。\n  - Pinyin: Wǒmen qù KTV chàng ba.\n"
       "- 他3点去**唱**。\n  - Pinyin: Tā sān diǎn qù chàng.\n"},
      {"a syllable that may be English is no leak",
       "# 又 yòu\n\n## Examples\n\n- 你**又**来了。\n  - Pinyin: Nǐ yòu lái le.\n"
       "  - English: There you are again.\n"},
      {"half-width marks between figures and in English are as they should be",
       "# 点 diǎn\n\n## Examples\n\n- 现在3:30，两**点**半过了。\n"
       "  - English: It is 3:30, \"half past two\" is over.\n"},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.what));
    CHECK(shown(lint_raw({{"test.md", row.text}})) == "");
  }
}

TEST_CASE("a page is not held to what only an author can mend") {
  const std::string page =
      "====== huā: 花 - Flower ======\n\n===== Quick Summary =====\n  * **Summary:** A flower.\n\n"
      "===== Core Meaning =====\n  * **Pinyin (with tone marks):** huā\n\n"
      "===== Example Sentences =====\n  * **Example 1:**\n    * 花,开了。\n"
      "    * **Pinyin:** Huā, kāi le.\n    * **English:** The huā1 is out.\n  * **Example 2:**\n"
      "    * 花,开了。\n    * **Pinyin:** Huá, kāi le.\n";
  CHECK(shown(lint_raw({{"page.txt", page}})) ==
        "page.txt:16:19: no-such-reading: huá is no reading of 花 (huā, hua)\n");
}

TEST_CASE("the real page has its misspelt shénme, in its place") {
  const std::string page = real_path("pages/lianxi.txt");
  if (page.empty()) return;
  const std::vector<Finding> findings = lint_raw({{"lianxi.txt", file_bytes(page)}});
  CHECK(shown(findings).find("lianxi.txt:30:104: no-such-reading: shé is no reading of 什") !=
        std::string::npos);
  const auto count = std::ranges::count(findings, "no-final-punctuation", &Finding::code);
  CHECK(count == 3);
}

TEST_CASE("the README explains every code") {
  std::string table = "| code | |\n|---|---|\n";
  for (const LintCode& code : lint_codes()) {
    table += "| `" + std::string(code.code) + "` | " + std::string(code.says) + " |\n";
  }
  CAPTURE(table);
  CHECK(file_bytes(LIANXI_SOURCE_DIR "/README.md").find(table) != std::string::npos);
}
