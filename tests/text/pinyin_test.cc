#include "text/pinyin.h"

#include <doctest/doctest.h>

#include <fstream>
#include <random>
#include <string>

#include "support/real_data.h"
#include "text/pinyin_signs.h"
#include "text/syllables.h"
#include "text/utf8.h"

using namespace lianxi;

namespace {

/// "xi1 an1" with a space between syllables and 0 for neutral; "-" when it is not pinyin.
std::string parsed(std::string_view text) {
  const auto syllables = parse_pinyin(text);
  if (!syllables) return "-";
  std::string out;
  for (const Syllable& syllable : *syllables) {
    if (!out.empty()) out += ' ';
    out += syllable.letters + (syllable.erhua ? "*" : std::to_string(syllable.tone));
  }
  return out;
}

constexpr const char* kInitials[] = {"",  "b", "p", "m", "f", "d", "t", "n",  "l",  "g",  "k", "h",
                                     "j", "q", "x", "r", "z", "c", "s", "zh", "ch", "sh", "y", "w"};
constexpr const char* kFinals[] = {"a",    "ai", "an", "ang", "ao",   "e",   "ei", "en",  "eng",
                                   "er",   "i",  "ia", "ian", "iang", "iao", "ie", "in",  "ing",
                                   "iong", "iu", "o",  "ong", "ou",   "u",   "ua", "uai", "uan",
                                   "uang", "ui", "un", "uo",  "ü",    "üe",  "ue"};

/// Every syllable of the standard table that has a vowel.
std::vector<std::string> standard_syllables() {
  std::vector<std::string> all;
  for (const char* initial : kInitials) {
    for (const char* final : kFinals) {
      if (is_syllable(std::string(initial) + final)) all.push_back(std::string(initial) + final);
    }
  }
  return all;
}

}  // namespace

TEST_CASE("the table knows 402 standard syllables, and rarities apart from them") {
  CHECK(standard_syllables().size() == 400);  // and the interjections m and n
  for (const std::string letters : {"lian", "nü", "lüe", "zhuang", "er", "n", "m"}) {
    CAPTURE(letters);
    CHECK(is_syllable(letters));
  }
  for (const std::string letters :
       {"", "r", "nv", "lue", "jü", "xx", "biang", "lain", "q", "Lian"}) {
    CAPTURE(letters);
    CHECK_FALSE(is_syllable(letters));
  }
  CHECK(is_rare_syllable("biang"));
  CHECK_FALSE(is_rare_syllable("lian"));
}

TEST_CASE("one reading has many spellings") {
  for (const std::string text :
       {"liánxì", "LIÁNXÌ", "Liánxì", "lián xì", "lián-xì", "lia\u0301nxi\u0300", "lian2xi4",
        "lian2 xi4", "LIAN2XI4", "ｌｉａｎ２ｘｉ４", "lián∥xì", "lián·xì", "lián’xì", "liánxì.",
        "lián\u200Bxì", "lian²xi⁴", "l\u0069\u0251\u0301nx\u00EC", "lían xì"}) {
    CAPTURE(text);
    CHECK(parsed(text) == "lian2 xi4");
  }
}

TEST_CASE("what dictionaries and decks write is read") {
  struct {
    std::string text;
    const char* syllables;
  } const rows[] = {
      {"Xī'ān", "xi1 an1"},
      {"Xī’ān", "xi1 an1"},
      {"Xī\u02BCān", "xi1 an1"},
      {"Xīʻān", "xi1 an1"},
      {"Xi´an", "xi0 an0"},
      {"Xīān", "xi1 an1"},
      {"xi1an1", "xi1 an1"},
      {"xian1", "xian1"},
      {"xiān", "xian1"},
      {"xīan", "xian1"},
      {"Xi1 an1", "xi1 an1"},
      {"nǚ'ér", "nü3 er2"},
      {"nǚér", "nü3 er2"},
      {"nu:3 er2", "nü3 er2"},
      {"nv3er2", "nü3 er2"},
      {"nü3er2", "nü3 er2"},
      {"NÜ3", "nü3"},
      {"Lu:3", "lü3"},
      {"ｎｕ：３", "nü3"},
      {"nu3", "nu3"},
      {"nu\u0308\u030C", "nü3"},
      {"n\u00FC\u030C", "nü3"},
      {"nüè", "nüe4"},
      {"nuè", "nüe4"},
      {"nue4", "nüe4"},
      {"lüe4", "lüe4"},
      {"lve4", "lüe4"},
      {"lu'e4", "lu0 e4"},
      {"jv2", "ju2"},
      {"jü2", "ju2"},
      {"qu:4", "qu4"},
      {"xüé", "xue2"},
      {"yüan2", "yuan2"},
      {"lǚxíng", "lü3 xing2"},
      {"nĭ hăo", "ni3 hao3"},
      {"ni\u0306", "ni3"},
      {"mĕi", "mei3"},
      {"ɡōnɡ", "gong1"},
      {"mɑ\u0304mɑ", "ma1 ma0"},
      {"yīdiǎnr", "yi1 dian3 r*"},
      {"yi1 dian3 r5", "yi1 dian3 r*"},
      {"yi1dian3r", "yi1 dian3 r*"},
      {"yi1dianr3", "yi1 dian3 r*"},
      {"na3r5", "na3 r*"},
      {"nǎ'er", "na3 er0"},
      {"r5", "r*"},
      {"huār", "hua1 r*"},
      {"guòjiér", "guo4 jie2 r*"},
      {"er2", "er2"},
      {"fāngàn", "fan1 gan4"},
      {"fāng'àn", "fang1 an4"},
      {"tiān'é", "tian1 e2"},
      {"tiāné", "tian1 e2"},
      {"dàngè", "dan4 ge4"},
      {"yīng'ér", "ying1 er2"},
      {"míngē", "min2 ge1"},
      {"liu4", "liu4"},
      {"lìu", "liu4"},
      {"guān xi", "guan1 xi0"},
      {"guan1xi5", "guan1 xi0"},
      {"guan1xi0", "guan1 xi0"},
      {"liánxì bu shàng", "lian2 xi4 bu0 shang4"},
      {"zhè·ge", "zhe4 ge0"},
      {"jiàn∥miàn", "jian4 mian4"},
      {"Wǒ míngtiān huì...", "wo3 ming2 tian1 hui4"},
      {"ér / ěr", "er2 er3"},
      {"lu: ", "lü0"},
      {"Liú: nǐ", "liu2 ni3"},
      {"Lù: nǐ", "lu4 ni3"},
      {"m2", "m2"},
      {"ḿ", "m2"},
      {"ǹ", "n4"},
      {"ńg", "ng2"},
      {"hm5", "hm0"},
      {"hng", "hng0"},
      {"ḿshá", "m2 sha2"},
      {"ê\u0304", "ê1"},
      {"e\u0302\u0301", "ê2"},
      {"ề", "ê4"},
      {"biang2biang2", "biang2 biang2"},
      {"shéme", "she2 me0"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(parsed(row.text) == row.syllables);
  }
}

TEST_CASE("what is not pinyin is not read as pinyin") {
  for (const std::string text : {"",        " ",     "'",      "5",        "xx5",
                                 "contact", "lian6", "lian22", "liá2",     "lián4",
                                 "lain2",   "TV",    "联系",   "lian2系",  "lian2 3",
                                 "rxi",     "lianm", "hmm",    "l\u0301",  "lia\u0301\u0301n",
                                 "\xFF",    "q",     "r3",     "nǐ hǎo!x", "мама"}) {
    CAPTURE(text);
    CHECK(parsed(text) == "-");
  }
  CHECK(parsed(std::string(5000, 'a')) == "-");
}

TEST_CASE("words are parted by spaces and punctuation, not by apostrophes and hyphens") {
  const auto words = parse_pinyin_words("Nǐ zuótiān qù nǎr le? Xī'ān-shì, HSK 3…hǎo");
  std::vector<std::string> numbers;
  for (const Syllables& word : words) numbers.push_back(to_numbers(word));
  CHECK(numbers == std::vector<std::string>{"ni3", "zuo2tian1", "qu4", "na3r", "le", "xi1an1shi4",
                                            "", "", "hao3"});
  CHECK(parse_pinyin_words("").empty());
  CHECK(parse_pinyin_words(" ,. ").empty());
}

TEST_CASE("marks stand where ISO 7098 puts them") {
  struct {
    std::string numbered;
    const char* marked;
  } const rows[] = {
      {"lian2 xi4", "liánxì"},
      {"guan1 xi5", "guānxi"},
      {"Xi1 an1", "xī'ān"},
      {"nu:3 er2", "nǚ'ér"},
      {"yi1 dian3 r5", "yīdiǎnr"},
      {"lu:4 shi1", "lǜshī"},
      {"hua1 r5", "huār"},
      {"pi2 ao3", "pí'ǎo"},
      {"liu4", "liù"},
      {"gui4", "guì"},
      {"xiong2", "xióng"},
      {"zhui1", "zhuī"},
      {"nu:e4", "nüè"},
      {"lu:e4", "lüè"},
      {"ou3", "ǒu"},
      {"zhou1", "zhōu"},
      {"e4", "è"},
      {"m2", "ḿ"},
      {"hng5", "hng"},
      {"ng2", "ńg"},
      {"n4", "ǹ"},
      {"m4", "m\u0300"},
      {"hng4", "hǹg"},
      {"hm4", "hm\u0300"},
      {"Du4 bu4 qie1 ke4", "dùbùqiēkè"},
      {"hao3", "hǎo"},
      {"xue2", "xué"},
      {"jiao1 ao4", "jiāo'ào"},
      {"nu:3", "nǚ"},
      {"lu:2", "lǘ"},
      {"ê\u0304", "ê\u0304"},
      {"ê\u0301", "ế"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.numbered);
    const auto syllables = parse_pinyin(row.numbered);
    REQUIRE(syllables);
    CHECK(to_marks(*syllables) == row.marked);
    CHECK(parse_pinyin(row.marked) == syllables);
    CHECK(parse_pinyin(nfd(row.marked)) == syllables);
  }
}

TEST_CASE("numbers and letters leave out what a key must not hold") {
  const auto reading = [](const char* text) { return parse_pinyin(text).value(); };
  CHECK(to_numbers(reading("liánxì")) == "lian2xi4");
  CHECK(to_numbers(reading("guānxi")) == "guan1xi");
  CHECK(to_numbers(reading("nǎr")) == "na3r");
  CHECK(to_numbers(reading("nǚ'ér")) == "nü3er2");
  CHECK(to_numbers(reading("xi'ān")) == "xi'an1");
  CHECK(to_letters(reading("Xī'ān")) == "xian");
  CHECK(to_letters(reading("nǚ'ér")) == "nüer");
  CHECK(to_letters(reading("nǎr")) == "nar");
  CHECK(has_full_tone(reading("guānxi")));
  CHECK_FALSE(has_full_tone(reading("ma")));
}

TEST_CASE("tone marks are taken off in place and nothing else is") {
  struct {
    std::string text;
    const char* stripped;
  } const rows[] = {
      {"liánxì bu", "lianxi bu"},
      {"Nǚ'ér!", "Nü'er!"},
      {"lia\u0301n", "lian"},
      {"nu\u0308\u030C", "nü"},
      {"Ā É Ǐ ò Ǘ", "A E I o Ü"},
      {"ê\u0304ế", "êê"},
      {"ḿ ń ň ǹ m\u0300", "m n n n m"},
      {"联系 (liánxì)", "联系 (lianxi)"},
      {"nĭ", "ni"},
      {"", ""},
      {"façade", "façade"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(strip_tone_marks(row.text) == row.stripped);
  }
}

TEST_CASE("numbered pinyin survives marking and back") {
  const auto syllables = standard_syllables();
  for (std::uint32_t seed = 1; seed <= 2000; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    Syllables word;
    for (std::size_t count = 1 + random() % 4; word.size() < count;) {
      const int tone = static_cast<int>(random() % 5);
      word.push_back({syllables[random() % syllables.size()], tone, false});
    }
    // After an n or g "er" is read as a syllable of its own ("dāngèr"), and so is a bare "er".
    const std::string last = word.back().letters;
    const bool parts = last != "e" && last != "ge" && last != "ne" && last != "re";
    if (random() % 4 == 0 && parts) word.push_back({"r", 0, true});
    CAPTURE(to_numbers(word));
    CHECK(parse_pinyin(to_numbers(word)) == word);
    CHECK(parse_pinyin(to_marks(word)) == word);
    CHECK(parse_pinyin(nfd(to_marks(word))) == word);
    CHECK(to_letters(*parse_pinyin(to_marks(word))) == to_letters(word));
  }
}

TEST_CASE("the numbered and marked forms of the sample file are the same readings") {
  std::ifstream file(real_path("pinyin/numeric_to_marked.tsv"));
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) continue;
    CAPTURE(line);
    const auto columns = split(line, '\t');
    REQUIRE(columns.size() == 3);
    const auto syllables = parse_pinyin(columns[0]);
    REQUIRE(syllables);
    CHECK(fold(to_marks(*syllables)) == fold(columns[1]));
    CHECK(parse_pinyin(columns[1]) == syllables);
    CHECK(parse_pinyin(columns[2]) == syllables);
  }
}

TEST_CASE("every syllable of a dictionary is read, and every reading of its polyphones") {
  std::ifstream table(real_path("pinyin/syllables_cedict.tsv"));
  std::string line;
  for (std::getline(table, line); std::getline(table, line);) {
    CAPTURE(line);
    const auto columns = split(line, '\t');
    const std::string letters(columns[0]);
    for (const char tone : columns[2]) {
      if (letters == "xx") continue;  // "reading unknown"
      CHECK(parsed(letters + tone) == letters + (letters == "r" ? "*"
                                                 : tone == '5'  ? "0"
                                                                : std::string(1, tone)));
    }
  }
  std::ifstream polyphones(real_path("pinyin/polyphones_cedict.tsv"));
  for (std::getline(polyphones, line); std::getline(polyphones, line);) {
    CAPTURE(line);
    for (const auto reading : split(split(line, '\t')[1], '|')) {
      if (reading.find("xx") == std::string_view::npos) CHECK(parse_pinyin(reading));
    }
  }
}

TEST_CASE("signs keep the place and the gap of each letter") {
  const auto signs = read_pinyin_signs("nǚ'ér 2");
  REQUIRE(signs.size() == 5);
  CHECK(signs[1].sign == 'v');
  CHECK(signs[1].tone == 3);
  CHECK(signs[2].gap == Gap::joint);
  CHECK(signs[2].offset == 4);
  CHECK(signs[4].sign == '2');
  CHECK(signs[4].gap == Gap::word);
}
