// Rivals through a collection: a page alone, then a deck of another word that stands between the
// same neighbours.

#include "cards/rivals.h"

#include <doctest/doctest.h>

#include <fstream>
#include <memory>
#include <sstream>

#include "session/check.h"
#include "session/entry_text.h"
#include "session/explain.h"
#include "session/study.h"
#include "store/entries.h"
#include "support/collection.h"
#include "support/real_data.h"

namespace lianxi::test {
namespace {

/// What is said of 关系 before anything speaks of 联系.
const std::string kFamily = R"(# 关系 guānxi
- Part of speech: noun
- Definition: a relationship, what two people or things are to each other
## Examples
- 你和新来的同事是什么关系？
  - Pinyin: Nǐ hé xīn lái de tóngshì shì shénme guānxi?
- 没关系，我也刚到。
  - Pinyin: Méi guānxi, wǒ yě gāng dào.
)";

/// The same deck, grown.
const std::string kFrames = kFamily + R"(- 邻居之间的关系要靠平时维护。
  - Pinyin: Línjū zhījiān de guānxi yào kào píngshí wéihù.
- 他迟到跟我有什么关系？
  - Pinyin: Tā chídào gēn wǒ yǒu shénme guānxi?
- 这件事跟你没有关系。
  - Pinyin: Zhè jiàn shì gēn nǐ méiyǒu guānxi.
- 我们跟那家工厂只有业务上的关系。
  - Pinyin: Wǒmen gēn nà jiā gōngchǎng zhǐ yǒu yèwù shang de guānxi.
## Contrasts
### 联系 (liánxì)
- Wrong: ~~他们父子之间的联系很紧张。~~
- Right: 他们父子之间的关系很紧张。
  - Pinyin: Tāmen fùzǐ zhījiān de guānxi hěn jǐnzhāng.
)";

constexpr const char* kBetween = "邻居之间的关系要靠平时维护。";
constexpr const char* kWhat = "他迟到跟我有什么关系？";
constexpr const char* kBusiness = "我们跟那家工厂只有业务上的关系。";

/// A page of 联系 as a browser shows it.
const std::string kPage = R"(联系

liánxì: 联系 - To Contact, Connection

  • Pinyin (with tone marks): liánxì
  • Part of Speech: Verb, Noun
  • Concise Definition: To get in touch with someone; or, the link between people or things.
  • As a Noun: Things hang together.
    • “What have the two fires to do with each other?” - `两场火灾之间有什么联系?(Liǎng chǎng huǒzāi zhījiān yǒu shénme liánxì?)`
  • Example 1:
    • 记者发现了两名司机之间的联系。
    • Pinyin: Jìzhě fāxiàn le liǎng míng sījī zhījiān de liánxì.
    • English: The reporter discovered the link between the two drivers.
  • Example 2:
    • 两所医院没有业务上的联系。
    • Pinyin: Liǎng suǒ yīyuàn méiyǒu yèwù shang de liánxì.
    • English: The two hospitals have no business connection.
  • Example 3:
    • 毕业以后我跟他没有联系了。
    • Pinyin: Bìyè yǐhòu wǒ gēn tā méiyǒu liánxì le.
    • English: I have not been in touch with him since we graduated.
  • 联系 (liánxì) vs. 关系 (guānxi): Easily confused.
    • Incorrect: ~~我今晚就关系你。~~ (I'll relationship you tonight.)
    • Correct: 我今晚就联系你。(I'll contact you tonight.)
    • Incorrect: ~~毕业以后我跟他没有关系了。~~ (I have had nothing to do with him.)
    • Correct: 毕业以后我跟他没有联系了。(I have not been in touch with him.)
    • Incorrect: ~~他们的师生联系很好。~~
    • Correct: 他们的师生关系很好。(They get on well as teacher and student.)
)";

struct Learner : NewLearner {
  explicit Learner(const std::string& page) { import("page", page); }
  ImportReport import(const std::string& deck, const std::string& text) {
    clock.advance(std::chrono::minutes{1});
    return import_text(db, clock, deck, text);
  }
  std::vector<ExplainedBlank> explained(const std::string& word) {
    return explain_entry(db, store::find_entries(db, word).at(0).id);
  }
  /// Whether a blank of the word has this prompt.
  bool asks(const std::string& word, const std::string& prompt) {
    const Entry entry = parse_entry(store::find_entries(db, word).at(0).text);
    for (const CardPlan& plan : generate_cards(entry, store::CollectionLexicon(db)).cards) {
      for (std::size_t i = 0; i < plan.pool.size(); ++i) {
        if (plain_text(make_face(entry, plan, i).prompt.at(0)) == prompt) return true;
      }
    }
    return false;
  }
  /// Studies day by day until the headword's cloze shows this sentence. Nothing if it never does.
  std::unique_ptr<Study> study_until(const std::string& word, const std::string& chinese) {
    StudyOptions options;
    options.selection.query = store::parse_query("word:" + word);
    for (int day = 0; day < 60; ++day) {
      auto study = std::make_unique<Study>(db, clock, options);
      while (const Question* question = study->ask()) {
        if (question->sentence == sentence_key(chinese) && question->card.card.target == word) {
          return study;
        }
        // Recalled on two days and asked every day: then its sentences take turns.
        const bool turns = question->card.state.days_recalled >= 2 && !question->drill();
        study->rate(turns ? Rating::again : Rating::good);
      }
      clock.advance(std::chrono::hours{24});
    }
    return nullptr;
  }
};

/// "关系 (guānxi): evidence" of every rival in the blank of this prompt; empty where it has none.
std::string rivals_in(const std::vector<ExplainedBlank>& blanks, const std::string& prompt) {
  std::string text;
  for (const ExplainedBlank& blank : blanks) {
    if (blank.prompt != prompt) continue;
    for (const Rival& rival : blank.rivals) {
      text += rival.text + (rival.readings.empty() ? "" : " (" + rival.readings[0] + ")") + ": " +
              rival.evidence;
    }
  }
  return text;
}

bool admits(const std::vector<ExplainedBlank>& blanks, const std::string& word) {
  for (const ExplainedBlank& blank : blanks) {
    for (const Rival& rival : blank.rivals) {
      if (rival.text == word) return true;
    }
  }
  return false;
}

/// The blanks of a page that come to admit 关系, and one that a wrong and right pair decides.
struct Blanks {
  std::string between, what, business, decided;
};

void check_frames(const std::string& page, const Blanks& blanks) {
  Learner learner(page);
  CHECK_FALSE(admits(learner.explained("联系"), "关系"));

  // 是什么关系 and 没关系 say nothing of 有什么＿＿ or of the other blanks.
  REQUIRE(learner.import("relations", kFamily).entries_new == 1);
  CHECK_FALSE(admits(learner.explained("联系"), "关系"));

  const ImportReport report = learner.import("relations", kFrames);
  REQUIRE(report.headwords == std::vector<std::string>{"关系"});
  // Importing 关系 says what it has changed for 联系.
  const auto all = explain_entries(learner.db, report.headwords);
  CHECK(rivals_in(all, blanks.between) == std::string("关系 (guānxi): ") + kBetween);
  CHECK(rivals_in(all, blanks.what) == std::string("关系 (guānxi): ") + kWhat);
  CHECK(rivals_in(all, blanks.business) == std::string("关系 (guānxi): ") + kBusiness);
  // Of a pair each blank admits one word, whatever other sentences say.
  CHECK(rivals_in(all, blanks.decided) == "");
  CHECK(learner.asks("联系", blanks.decided));
  CHECK(rivals_in(all, "他们父子之间的＿＿很紧张。") == "");
  CHECK(learner.asks("关系", "他们父子之间的＿＿很紧张。"));
  // And what is wrong of father and son is no evidence for neighbours.
  CHECK(rivals_in(all, "邻居之间的＿＿要靠平时维护。") == "");
  CHECK(learner.asks("关系", "邻居之间的＿＿要靠平时维护。"));
  for (const ExplainedBlank& blank : all) CHECK(blank.card.kind != CardKind::contrast);
  CHECK(check_collection(learner.db).findings.empty());

  // What a sentence says goes when the sentence goes.
  learner.import("relations", kFamily);
  CHECK_FALSE(admits(learner.explained("联系"), "关系"));
}

void check_answers(const std::string& page, const std::string& chinese) {
  Learner learner(page);
  Learner twin(page);
  for (Learner* one : {&learner, &twin}) one->import("relations", kFrames);
  const auto study = learner.study_until("联系", chinese);
  const auto at_once = twin.study_until("联系", chinese);
  REQUIRE(study);
  REQUIRE(at_once);
  const std::string before = check_collection(learner.db).log;

  for (const char* typed : {"关系", "guan1xi", "guānxi"}) {
    CAPTURE(typed);
    CHECK(study->answer(typed).verdict == Verdict::rival);
    CHECK(study->answer(typed).message.starts_with("关系 is also good here"));
    CHECK_FALSE(study->proposed());
  }
  CHECK(check_collection(learner.db).log == before);
  CHECK(study->answer("联系").verdict == Verdict::right);
  CHECK(study->proposed() == Rating::good);

  // It costs nothing: the card is where it would be had the rival never been given.
  at_once->answer("联系");
  CHECK(study->rate(Rating::good).due == at_once->rate(Rating::good).due);
  CHECK(check_collection(learner.db).state == check_collection(twin.db).state);
}

std::string real_page() {
  const std::string path = real_path("pages/lianxi.txt");
  if (path.empty()) return "";
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  REQUIRE_FALSE(text.str().empty());
  return text.str();
}

}  // namespace

TEST_CASE("a page admits another word once a deck has it between the same neighbours") {
  check_frames(kPage, {"记者发现了两名司机之间的＿＿。", "两场火灾之间有什么＿＿?",
                       "两所医院没有业务上的＿＿。", "毕业以后我跟他没有＿＿了。"});
}

TEST_CASE("the real page admits 关系 in its examples 6 and 10 and between two events") {
  const std::string page = real_page();
  if (page.empty()) return;
  check_frames(page, {"警察正在调查这两起案件之间的＿＿", "这两件事之间有什么＿＿?",
                      "他们两家公司有业务上的＿＿", "我明天会＿＿你。"});
}

TEST_CASE("a rival is asked again and costs nothing") {
  check_answers(kPage, "记者发现了两名司机之间的联系。");
  check_answers(kPage, "两所医院没有业务上的联系。");
}

TEST_CASE("on the real page a rival is asked again and costs nothing") {
  const std::string page = real_page();
  if (page.empty()) return;
  check_answers(page, "警察正在调查这两起案件之间的联系");
  check_answers(page, "这两件事之间有什么联系?");
}

TEST_CASE("where a pair decides, the other word is no rival") {
  Learner learner(kPage);
  learner.import("relations", kFrames);
  const auto blank = learner.study_until("联系", "毕业以后我跟他没有联系了。");
  REQUIRE(blank);
  CHECK(blank->answer("关系").verdict == Verdict::other_word);
  CHECK(blank->proposed() == Rating::again);

  StudyOptions options;
  options.cram = true;
  options.selection.query = store::parse_query("word:联系 kind:contrast");
  Study study(learner.db, learner.clock, options);
  REQUIRE(study.ask());
  CHECK(study.ask()->rivals.empty());
  CHECK(study.answer("关系").verdict == Verdict::other_word);
  CHECK(study.proposed() == Rating::again);
}

TEST_CASE("a related word must say what the English line says") {
  TestClock clock("2026-03-02T09:00+08:00");
  Db db = store::memory_collection(clock.now());
  const auto entry = [&](const std::string& english) {
    return "# 联系 liánxì\n- Part of speech: verb\n- Definition: to contact\n## Examples\n"
           "- 回国以后我跟你**联系**。\n  - Pinyin: Huíguó yǐhòu wǒ gēn nǐ liánxì.\n  - English: " +
           english + "\n## Related\n- 联络 (liánluò): to get in touch\n";
  };
  import_text(db, clock, "other",
              "# 联络 liánluò\n- Part of speech: verb\n"
              "- Definition: to get in touch\n## Examples\n"
              "- 到了就跟他**联络**。\n"
              "  - Pinyin: Dàole jiù gēn tā liánluò.\n");
  const auto rivals = [&] {
    std::string all;
    for (const ExplainedBlank& blank :
         explain_entry(db, store::find_entries(db, "联系").at(0).id)) {
      if (blank.card.kind != CardKind::cloze) continue;
      for (const Rival& rival : blank.rivals) all += rival.text + " ";
    }
    return all;
  };
  import_text(db, clock, "deck", entry("I'll get in touch with you when I'm back."));
  CHECK(rivals() == "联络 ");
  import_text(db, clock, "deck", entry("I'll write you a letter when I'm back."));
  CHECK(rivals() == "");
}

}  // namespace lianxi::test
