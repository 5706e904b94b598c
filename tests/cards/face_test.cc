#include "cards/face.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "import/reader.h"
#include "support/entries.h"
#include "support/known_words.h"
#include "text/pinyin.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

const WordSet kNone;

EntryBuilder contact() {
  EntryBuilder builder("联系", "liánxì");
  return builder.define("to contact, to get in touch", "verb, noun").traditional("聯繫");
}

CardPlan plan_of(const Entry& entry, CardKind kind, const std::string& target) {
  const CardSet set = generate_cards(entry, kNone);
  const auto found = std::find_if(set.cards.begin(), set.cards.end(), [&](const CardPlan& plan) {
    return plan.card.kind == kind && plan.card.target == target;
  });
  REQUIRE(found != set.cards.end());
  return *found;
}

Face face_of(const Entry& entry, CardKind kind, const std::string& target,
             std::size_t sentence_index = 0) {
  return make_face(entry, plan_of(entry, kind, target), sentence_index);
}

// --- The oracle of leaks, which shares nothing with lib/cards/redact -----------------------------

/// Letters, digits and characters of a prompt, a space for everything else.
std::string spaced(const std::string& prompt) {
  std::string text;
  for (const char32_t c : decode_utf8(nfkc(prompt))) {
    if (is_punctuation_or_space(c)) {
      text += ' ';
    } else {
      append_utf8(text, c);
    }
  }
  return text;
}

/// The words in Latin letters, lower case, without tone marks.
std::vector<std::string> latin_words(const std::string& prompt) {
  std::vector<std::string> found = {""};
  for (const char32_t c : decode_utf8(strip_tone_marks(spaced(prompt)))) {
    if (c < 0x80 && std::isalpha(static_cast<int>(c))) {
      found.back() += static_cast<char>(std::tolower(static_cast<int>(c)));
    } else if (c == U'ü' || c == U'Ü') {
      found.back() += "ü";
    } else if (!found.back().empty()) {
      found.emplace_back();
    }
  }
  return found;
}

/// True if some words in a row spell `letters`, one word a syllable at most.
bool spelled(const std::vector<std::string>& found, const std::string& letters,
             std::size_t syllables) {
  for (std::size_t first = 0; first < found.size(); ++first) {
    std::string run;
    for (std::size_t i = first; i < std::min(first + syllables, found.size()); ++i) {
      run += found[i];
      if (run == letters) return true;
    }
  }
  return false;
}

/// Folded, but a blank keeps its neighbours apart.
std::string folded(const std::string& text) {
  std::string kept;
  for (const char32_t c : decode_utf8(text)) {
    append_utf8(kept, c == U'＿' ? U'0' : c);
  }
  return fold(kept);
}

/// How a prompt gives a reading away; empty where it does not.
std::string leaked_sound(const std::string& prompt, const std::string& reading) {
  const auto syllables = parse_pinyin(reading);
  if (!syllables) return "";
  const std::string text = folded(prompt);
  if (has_full_tone(*syllables) && text.find(fold(reading)) != std::string::npos) return reading;
  const std::string numbered = to_numbers(*syllables);
  if (has_full_tone(*syllables) && text.find(fold(numbered)) != std::string::npos) return numbered;
  const std::string letters = to_letters(*syllables);
  return spelled(latin_words(prompt), letters, syllables->size()) ? letters : "";
}

/// What of its own answer the prompt of a face shows; empty where it shows nothing.
std::string leak(const Face& face) {
  const std::string prompt = plain_text(face.prompt);
  for (const std::string& word : face.characters) {
    if (folded(prompt).find(fold(word)) != std::string::npos) return word;
  }
  for (const std::string& reading : face.readings) {
    if (auto sound = leaked_sound(prompt, reading); !sound.empty()) return sound;
  }
  return "";
}

/// Looks at every prompt of an entry; returns how many there are.
int check_prompts(const Entry& entry, const Lexicon& lexicon) {
  int prompts = 0;
  for (const CardPlan& plan : generate_cards(entry, lexicon).cards) {
    for (std::size_t i = 0; i < std::max<std::size_t>(plan.pool.size(), 1); ++i) {
      const Face face = make_face(entry, plan, i);
      ++prompts;
      if (leak(face).empty()) continue;
      const std::string card = entry.headword + " " + std::string(to_string(plan.card.kind));
      FAIL_CHECK(card, " shows ", leak(face), " in: ", plain_text(face.prompt));
    }
  }
  return prompts;
}

/// Every entry of every deck that comes with the program.
std::vector<Entry> deck_entries() {
  std::vector<Entry> entries;
  const Sink sink = {[&](Entry entry) { entries.push_back(std::move(entry)); },
                     [](const Diagnostic&) {}};
  for (const auto& file :
       std::filesystem::recursive_directory_iterator(LIANXI_SOURCE_DIR "/decks")) {
    if (file.path().extension() != ".md" || file.path().filename() == "deck.md") continue;
    std::ostringstream text;
    text << std::ifstream(file.path()).rdbuf();
    read_entries(text.str(), file.path().string(), sink);
  }
  return entries;
}

}  // namespace

TEST_CASE("no prompt of any deck gives its answer away") {
  const std::vector<Entry> entries = deck_entries();
  REQUIRE(entries.size() > 20);
  WordSet lexicon;
  for (const Entry& entry : entries) lexicon.add(entry.headword);
  int prompts = 0;
  for (const Entry& entry : entries) prompts += check_prompts(entry, lexicon);
  MESSAGE(entries.size(), " entries, ", prompts, " prompts");
  CHECK(prompts > 200);
}

TEST_CASE("no prompt of an entry that quotes itself everywhere gives its answer away") {
  const std::string quotes[] = {"联系",         "“联系”",         "聯繫",
                                "liánxì",       "Lián xì",        "lian2xi4",
                                "lian2 xi4",    "lianxi",         "lian xi",
                                "lian-xi",      "LIANXI",         "lia\u0301nxi\u0300",
                                "ｌｉａｎｘｉ", "m\u0300 lianxi", "ｌｉａ\u0301ｎｘｉ"};
  for (const std::string& quote : quotes) {
    CAPTURE(quote);
    const std::string english = "He said " + quote + " to me.";
    SentencePair decided = pair("我关系他。", "我就联系他。");
    decided.right.english = english;
    decided.when = english;
    const Entry entry = contact()
                            .define(english, quote)
                            .example("我明天联系你。", "Wǒ míngtiān liánxì nǐ.", english)
                            .contrast("关系", "guānxi", {decided});
    CHECK(check_prompts(entry, kNone) == 6);
  }
}

TEST_CASE("a meaning card shows the word and keeps its meaning for the answer") {
  const Face face = face_of(contact(), CardKind::meaning, "liánxì");
  CHECK(plain_text(face.prompt) == "联系");
  CHECK(plain_text(face.answer) == "联系  聯繫  liánxì\nto contact, to get in touch\nverb, noun");
  CHECK(face.word == "联系");
}

TEST_CASE("a reading card shows the word alone and wants every reading listed") {
  Entry entry = contact();
  entry.readings[0].also = {"liánxi"};
  const Face face = face_of(entry, CardKind::reading, "liánxì");
  CHECK(plain_text(face.prompt) == "联系");
  CHECK(face.characters.empty());
  CHECK(face.readings == std::vector<std::string>{"liánxì", "liánxi"});
}

TEST_CASE("a polyphone says which of its readings is asked without saying how it sounds") {
  EntryBuilder go("行", "xíng");
  go.define("to go; xing", "verb").reading("háng", "a line, a hang", "noun");
  CHECK(plain_text(face_of(go, CardKind::meaning, "háng").prompt) == "行  háng");
  CHECK(plain_text(face_of(go, CardKind::reading, "háng").prompt) == "行\nnoun\na line, a ＿");
  CHECK(plain_text(face_of(go, CardKind::reading, "xíng").prompt) == "行\nverb\nto go; ＿");
}

TEST_CASE("a sentence of a polyphone wants the reading it shows") {
  EntryBuilder go("行", "xíng");
  go.define("to go", "verb").reading("háng", "a line", "noun");
  go.example("这样行吗？", "Zhèyàng xíng ma?").example("请站成一行。", "Qǐng zhàn chéng yī háng.");
  CHECK(face_of(go, CardKind::cloze, "行", 0).readings == std::vector<std::string>{"xíng"});
  CHECK(face_of(go, CardKind::cloze, "行", 1).readings == std::vector<std::string>{"háng"});
}

TEST_CASE("a recall card wants the word in either script or in pinyin") {
  const Face face = face_of(contact(), CardKind::recall, "liánxì");
  CHECK(plain_text(face.prompt) == "to contact, to get in touch\nverb, noun");
  CHECK(face.characters == std::vector<std::string>{"联系", "聯繫"});
  CHECK(face.readings == std::vector<std::string>{"liánxì"});
  CHECK(face.word.empty());
}

TEST_CASE("a cloze card shows the sentence with a mark for each hidden character") {
  Sentence said = sentence("我一直联系不上你。", "Wǒ yīzhí liánxì bu shàng nǐ.",
                           "I can't reach (lianxi bu shang) you.");
  said.also = {"联系不到"};
  said.analysis = "不上: out of reach.";
  const Entry entry = contact().phrase("联系不上", "liánxì bu shàng").example(said);
  const Face face = face_of(entry, CardKind::cloze, "联系不上");
  CHECK(plain_text(face.prompt) == "我一直＿＿＿＿你。\nI can't reach (＿＿＿＿) you.");
  CHECK(face.characters == std::vector<std::string>{"联系不上", "聯繫不上"});
  CHECK(face.readings == std::vector<std::string>{"liánxì bu shàng"});
  CHECK(face.correct == "联系不上 liánxì bu shàng");
  // What the deck admits beside it is no part of the face.
  const auto rivals =
      rivals_of(entry, plan_of(entry, CardKind::cloze, "联系不上"), 0, KnownWords({entry}));
  REQUIRE_FALSE(rivals.empty());
  CHECK(rivals[0].text == "联系不到");
  CHECK(plain_text(face.answer) ==
        "联系不上  liánxì bu shàng\n我一直联系不上你。\nWǒ yīzhí liánxì bu shàng nǐ.\n"
        "不上: out of reach.");
}

TEST_CASE("a contrast shows its wrong half only after the answer, and marked") {
  Entry entry = contact().contrast("关系", "guānxi",
                                   {pair("我明天关系你。", "我明天联系你。", "关系 is no act.")});
  entry.contrasts[0].notes = {"An act, not a state."};
  const Face face = face_of(entry, CardKind::contrast, "关系");
  CHECK(plain_text(face.prompt) == "我明天＿＿你。");
  CHECK(plain_text(face.answer) ==
        "联系  liánxì\n我明天联系你。\n✗ 我明天关系你。\n关系 is no act.\nAn act, not a state.");
  CHECK(std::is_permutation(face.choices.begin(), face.choices.end(),
                            std::vector<std::string>{"联系", "关系"}.begin()));
}

TEST_CASE("the order of the choices says nothing of the answer") {
  std::vector<SentencePair> pairs;
  for (const char* who : {"你", "他", "我", "她", "谁", "大家", "老师", "朋友"}) {
    pairs.push_back(
        pair("明天关系" + std::string(who) + "。", "明天联系" + std::string(who) + "。"));
  }
  const Entry entry = contact().contrast("关系", "guānxi", pairs);
  const CardPlan plan = plan_of(entry, CardKind::contrast, "关系");
  int first = 0;
  for (std::size_t i = 0; i < plan.pool.size(); ++i) {
    first += make_face(entry, plan, i).choices[0] == "联系" ? 1 : 0;
  }
  CHECK(first > 0);
  CHECK(first < 8);
}

}  // namespace lianxi
