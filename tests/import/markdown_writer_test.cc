#include "import/markdown_writer.h"

#include <doctest/doctest.h>

#include <random>

#include "reading.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

/// Entries full of everything that could be taken for mark-up.
class HostileEntries {
 public:
  explicit HostileEntries(unsigned seed) : random_(seed) {}

  Entry entry() {
    Entry entry;
    entry.headword =
        nfkc(one_of({"联系", "行", "AA制", "打 交 道", "#联", "*联系*", "联:系", "联(系)"}));
    for (int i = 0, n = number(1, 3); i < n; ++i) entry.readings.push_back(reading());
    entry.traditional = text();
    entry.gloss = text();
    entry.summary = text();
    entry.keywords = texts();
    entry.measure_words = texts();
    entry.separable = number(0, 1) == 1;
    entry.audio = text();
    entry.source = text();
    entry.licence = text();
    entry.tags = texts();
    for (int i = 0, n = number(0, 3); i < n; ++i) entry.characters.push_back(character(0));
    entry.characters_note = text();
    entry.culture = texts();
    entry.usage_intro = text();
    for (int i = 0, n = number(0, 3); i < n; ++i) entry.usages.push_back(usage());
    for (int i = 0, n = number(0, 4); i < n; ++i) entry.examples.push_back(sentence());
    for (int i = 0, n = number(0, 2); i < n; ++i) entry.contrasts.push_back(contrast(i));
    for (int i = 0, n = number(0, 2); i < n; ++i) entry.notes.push_back(note());
    for (int i = 0, n = number(0, 3); i < n; ++i) {
      entry.related.push_back({chinese(), text(), text()});
    }
    return entry;
  }

  /// Any text of one line that a field can hold: trimmed, normal form C.
  std::string text() {
    static const std::vector<std::string> kPieces = {"#",
                                                     "-",
                                                     "*",
                                                     "**",
                                                     "~~",
                                                     "~",
                                                     "`",
                                                     "\\",
                                                     ":",
                                                     "：",
                                                     "(",
                                                     ")",
                                                     "（",
                                                     "）",
                                                     ",",
                                                     "，",
                                                     "、",
                                                     "→",
                                                     "->",
                                                     "/",
                                                     " ",
                                                     "  ",
                                                     "- ",
                                                     "# ",
                                                     "Pinyin:",
                                                     "English: ",
                                                     "Wrong:",
                                                     "Why: ",
                                                     "Example 1:",
                                                     "联系",
                                                     "关系",
                                                     "会",
                                                     "a",
                                                     "guānxi",
                                                     "1. ",
                                                     "2)",
                                                     "。",
                                                     "!",
                                                     "?",
                                                     "“",
                                                     "”",
                                                     "\"",
                                                     "<!--",
                                                     "-->",
                                                     "\t",
                                                     "é",
                                                     "e\u0301",
                                                     "\u0338",
                                                     "\u200b",
                                                     " vs. ",
                                                     "[",
                                                     "]",
                                                     "|",
                                                     "==",
                                                     "_",
                                                     "___",
                                                     "---",
                                                     "　",
                                                     "https://",
                                                     "8:30",
                                                     "`保持联系 (bǎochí liánxì)`",
                                                     " - ",
                                                     "How they combine: ",
                                                     "word",
                                                     "\u001b[31m",
                                                     "\u202e",
                                                     "®",
                                                     "A: ",
                                                     "+",
                                                     ">",
                                                     "text "};
    std::string made;
    for (int i = 0, n = number(0, 7); i < n; ++i) made += kPieces[pick(kPieces.size())];
    made = nfc(made);
    return std::string(trim(made));
  }

 private:
  std::size_t pick(std::size_t size) { return random_() % size; }
  int number(int low, int high) {
    return low + static_cast<int>(pick(static_cast<std::size_t>(high - low + 1)));
  }
  std::string one_of(const std::vector<std::string>& values) { return values[pick(values.size())]; }

  std::string full_text() {
    std::string made = text();
    return made.empty() ? "x" : made;
  }

  std::vector<std::string> texts() {
    std::vector<std::string> made;
    for (int i = 0, n = number(0, 3); i < n; ++i) made.push_back(full_text());
    return made;
  }

  /// Mostly Han, with marks inside, and no quotes around it.
  std::string chinese() {
    return "联系" +
           one_of(
               {"", "我", "：", "(他)", "（她）", "，", ":", "`", "~~", "**", "->", "→", "“好”"}) +
           "方式";
  }

  Reading reading() {
    return {number(0, 9) == 0 ? "Examples" : full_text(), texts(), text(), text(), text(), text()};
  }

  Character character(int depth) {
    Character made{one_of({"联", "系", "扌", "9", "®", "a:b", "x (y)"}), text(), text(), {}};
    for (int i = 0, n = depth < 2 ? number(0, 2) : 0; i < n; ++i) {
      made.parts.push_back(character(depth + 1));
    }
    return made;
  }

  Sentence sentence() {
    Sentence made;
    const std::string middle = chinese();
    made.chinese = "我" + middle + one_of({"。", "", "？", "Pinyin: x。"});
    if (number(0, 1) == 1) made.bold = {{3, 6}, {9, middle.size() - 6}};
    made.pinyin = text();
    made.english = text();
    made.analysis = text();
    made.form = text();
    made.also = texts();
    made.reading = text();
    made.source = text();
    return made;
  }

  Usage usage() {
    // Code marks in the text name phrases; a phrase of the group that they repeat is one phrase.
    Usage made;
    made.title = text();
    made.text = text();
    std::erase(made.text, '`');
    made.text = std::string(trim(made.text));
    for (int i = 0, n = number(0, 2); i < n; ++i) made.sentences.push_back(sentence());
    for (int i = 0, n = number(0, 2); i < n; ++i) {
      made.phrases.push_back({one_of({"保持联系", "联系(上)", "跟X联系"}), text(), text()});
    }
    return made;
  }

  Contrast contrast(int index) {
    Contrast made{index == 0 ? "关系" : "联络", text(), texts(), {}};
    for (int i = 0, n = number(0, 3); i < n; ++i) {
      made.pairs.push_back({number(0, 3) == 0 ? Sentence{} : sentence(),
                            number(0, 3) == 0 ? Sentence{} : sentence(), text(), text()});
    }
    return made;
  }

  Remark note() {
    return {one_of({"", "Word order", "Verb vs. Noun: use", "- a", "(x)", "Related Terms"}),
            texts()};
  }

  std::mt19937 random_;
};

TEST_CASE("What is written is read back, whatever stands in the fields") {
  for (unsigned seed = 1; seed <= 400; ++seed) {
    CAPTURE(seed);
    const Entry entry = HostileEntries(seed).entry();
    const std::string written = write_markdown(entry);
    CAPTURE(written);
    const auto result = read_string(written);
    CAPTURE(result.complaints());
    REQUIRE(result.entries.size() == 1);
    const Entry& again = result.entries[0];
    CHECK(again.headword == entry.headword);
    CHECK(again.readings == entry.readings);
    CHECK(again.characters == entry.characters);
    CHECK(again.usages == entry.usages);
    CHECK(again.examples == entry.examples);
    CHECK(again.contrasts == entry.contrasts);
    CHECK(again.notes == entry.notes);
    CHECK(again.related == entry.related);
    const bool is_same = again == entry;
    REQUIRE_MESSAGE(is_same, "as Markdown again:\n" << write_markdown(again));
  }
}

TEST_CASE("What a reader makes of any text at all is written and read back") {
  for (unsigned seed = 1; seed <= 3000; ++seed) {
    CAPTURE(seed);
    HostileEntries random(seed);
    std::mt19937 numbers(seed);
    std::string page = "# 联系 liánxì\n";
    static const char* const kBegin[] = {"- ",
                                         "  - ",
                                         "    - ",
                                         "",
                                         "## Usage\n",
                                         "### ",
                                         "## Contrasts\n",
                                         "- Wrong: ",
                                         "- Right: ",
                                         "## Examples\n- ",
                                         "## Characters\n- ",
                                         "## Related\n- ",
                                         "\n",
                                         "- **联系 (liánxì) vs. 关系 (guānxi):** ",
                                         "- Pinyin: ",
                                         "## Culture\n",
                                         "  - Pinyin: ",
                                         "  - English: "};
    for (int i = 0; i < 24; ++i)
      page += kBegin[numbers() % std::size(kBegin)] + random.text() + '\n';
    const auto first = read_string(page);
    if (first.entries.size() != 1) continue;
    const std::string written = write_markdown(first.entries[0]);
    CAPTURE(page);
    CAPTURE(written);
    const auto second = read_string(written);
    REQUIRE(second.entries.size() == 1);
    const bool is_same = second.entries[0] == first.entries[0];
    REQUIRE_MESSAGE(is_same, "as Markdown again:\n" << write_markdown(second.entries[0]));
  }
}

}  // namespace
}  // namespace lianxi
