#include "session/leech_report.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <map>
#include <random>

#include "schedule/leech.h"
#include "session/record.h"
#include "session/study.h"
#include "session/undo.h"
#include "store/entries.h"
#include "store/log.h"
#include "support/collection.h"

namespace lianxi::test {
namespace {

constexpr std::string_view kWords = R"(# 联系 liánxì
- Traditional: 聯繫
- Part of speech: verb
- Definition: to get in touch
## Examples
- 到了上海请跟我**联系**。
- 我一直跟老同学**联系**。
- 有问题就**联系**房东。
- 山里没有信号，我**联系不上**他们。
# 关系 guānxi
- Traditional: 關係
- Part of speech: noun
- Definition: a relationship
## Examples
- 他们俩**关系**很好。
# 意思 yìsi
- Part of speech: noun
- Definition: meaning; interest
## Examples
- 这个词是什么**意思**？
# 含义 hányì
- Part of speech: noun
- Definition: meaning
# 兴趣 xìngqù
- Part of speech: noun
- Definition: interest
# 意义 yìyì
- Part of speech: noun
- Definition: meaning
# 意译 yìyì
- Part of speech: verb
- Definition: to translate freely
# 行 xíng / háng
## xíng
- Part of speech: adjective
- Definition: all right
## háng
- Part of speech: noun
- Definition: a row
)";

struct Try {
  const char* typed;
  Verdict verdict;
};
using Tries = std::vector<Try>;

struct Learner : NewLearner {
  Learner() { import_text(db, clock, "words", kWords); }

  store::CardRow card(const std::string& word, CardKind kind, const std::string& target = "") {
    for (const store::EntryRow& row : store::find_entries(db, word)) {
      for (const store::CardRow& one : store::cards_of(db, row.id)) {
        if (one.card.kind == kind && (target.empty() || one.card.target == target)) return one;
      }
    }
    throw std::runtime_error("no such card of " + word);
  }
  void act(const Key& key, Act act, const std::vector<Attempt>& attempts = {}) {
    Transaction transaction(db);
    record(db, stamp(), key, std::move(act), attempts);
    transaction.commit();
    clock.advance(std::chrono::minutes{1});
  }
  /// An answer on the next day.
  void answer(const Key& key, Rating rating, const Tries& tries = {},
              std::optional<bool> first_sight = {}) {
    clock.advance(std::chrono::hours{24});
    ReviewAct review;
    review.rating = rating;
    review.scheduler = "sm2";
    if (first_sight) review.sentence = sentence_key("到了上海请跟我联系。");
    review.first_sight = first_sight.value_or(false);
    std::vector<Attempt> attempts;
    for (const Try& one : tries) attempts.push_back({one.typed, one.verdict});
    act(key, review, attempts);
  }
  /// Recalled, and forgotten again on the day after: one lapse.
  void lapse(const Key& key, const Tries& tries = {}, std::optional<bool> first_sight = {}) {
    answer(key, Rating::good, {{"", Verdict::right}},
           first_sight ? std::optional(false) : first_sight);
    answer(key, Rating::again, tries, first_sight);
  }
  LeechReport report() { return report_leeches(db, store::load_settings(db)); }
  std::string told(const store::CardRow& one) {
    const Leech leech =
        explain_leech(db, store::card_row(db, one.id).value(), store::load_settings(db));
    return told(leech);
  }
  static std::string told(const Leech& leech) {
    return fmt::format("{} {}: {}, {}: {}", leech.word, leech.card.state.lapses,
                       reason_text(leech.pattern), share_text(leech.pattern), leech.remedy.command);
  }
};

}  // namespace

TEST_CASE("a card's own log says why it lapses") {
  const auto other = Verdict::other_word;
  const struct {
    const char* name;
    const char* word;
    CardKind kind;
    const char* target;
    Tries tries;  ///< one after the other, from the first again
    const char* told;
  } rows[] = {
      {"another word in characters", "联系", CardKind::cloze, "联系", Tries{{"关系", other}},
       "联系 6: answered as 关系, 6 of 6 wrong tries: lianxi confusions --contrast"},
      {"in traditional ones", "联系", CardKind::cloze, "联系", Tries{{"關係", other}},
       "联系 6: answered as 关系, 6 of 6 wrong tries: lianxi confusions --contrast"},
      {"in pinyin of every shape", "联系", CardKind::cloze, "联系",
       Tries{
           {"guan1xi5", other}, {"guānxi", other}, {"guanxi10", other}, {"guanxi", Verdict::rival}},
       "联系 6: answered as 关系, 5 of 5 wrong tries: lianxi confusions --contrast"},
      {"a form with the other word in it", "联系", CardKind::cloze, "联系不上",
       Tries{{"关系不上", other}},
       "联系 6: answered as 关系, 6 of 6 wrong tries: lianxi confusions --contrast"},
      {"a word that only the dictionary knows", "联系", CardKind::cloze, "联系",
       Tries{{"联络", other}}, "联系 6: answered as 联络, 6 of 6 wrong tries: lianxi add 联络"},
      {"a sound that two words have", "意思", CardKind::cloze, "意思", Tries{{"yi4yi4", other}},
       "意思 6: no pattern, : lianxi suspend"},
      {"its own word is not another", "联系", CardKind::cloze, "联系",
       Tries{{"联系", Verdict::wrong}, {"lian2xi4", Verdict::wrong}},
       "联系 6: no pattern, : lianxi suspend"},
      {"wrong tones", "联系", CardKind::reading, "",
       Tries{{"lian2xi2", Verdict::tone}, {"lian4xi4", Verdict::tone}},
       "联系 6: tone only, 6 of 6 wrong tries: lianxi review --cram kind:reading word:联系"},
      {"another reading of the word", "行", CardKind::reading, "xíng",
       Tries{{"hang2", Verdict::wrong}, {"háng", Verdict::wrong}},
       "行 6: two senses in one prompt, 6 of 6 wrong tries: lianxi edit 行"},
      {"words of another sense", "意思", CardKind::recall, "",
       Tries{{"含义", Verdict::rival}, {"兴趣", Verdict::rival}, {"意义", Verdict::rival}},
       "意思 6: two senses in one prompt, 6 of 6 wrong tries: lianxi edit 意思"},
      {"the same words in a sentence", "意思", CardKind::cloze, "意思",
       Tries{{"含义", Verdict::rival}, {"兴趣", Verdict::rival}, {"意义", Verdict::rival}},
       "意思 6: no pattern, : lianxi suspend"},
      {"one sense is no choice", "含义", CardKind::recall, "",
       Tries{{"意思", Verdict::rival}, {"意义", Verdict::rival}, {"兴趣", other}},
       "含义 6: no pattern, : lianxi suspend"},
      {"judged by the learner", "联系", CardKind::meaning, "", Tries{{"", Verdict::shown}},
       "联系 6: no pattern, : lianxi suspend"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    Learner learner;
    const auto card = learner.card(row.word, row.kind, row.target);
    for (std::size_t i = 0; i < 6; ++i) {
      learner.lapse(card.card.key, {row.tries[i % row.tries.size()]});
    }
    CHECK(learner.told(card).starts_with(row.told));
    const LeechReport report = learner.report();
    REQUIRE(report.leeches.size() == 1);
    CHECK(Learner::told(report.leeches[0]) == learner.told(card));
  }
}

TEST_CASE("lapses in new sentences of what is recalled in seen ones ask for more of them") {
  Learner learner;
  const auto card = learner.card("联系", CardKind::cloze);
  for (int i = 0; i < 6; ++i) learner.lapse(card.card.key, {}, i > 0);
  CHECK(learner.told(card) == "联系 6: first sight only, 5 of 6 lapses: lianxi edit 联系");
}

TEST_CASE("only what survives counts, since the card last began") {
  Learner learner;
  const auto card = learner.card("联系", CardKind::reading);
  for (int i = 0; i < 6; ++i) learner.lapse(card.card.key, {{"lian2xi2", Verdict::tone}});
  REQUIRE(learner.report().leeches.size() == 1);

  SUBCASE("an answer that was undone") {
    undo_latest(learner.db, learner.stamp());
    CHECK(learner.report().leeches.empty());
    CHECK(learner.told(card).starts_with("联系 5: tone only, 5 of 5 wrong tries"));
  }
  SUBCASE("a reset") {
    learner.act(card.card.key, ResetAct{});
    CHECK(learner.report().leeches.empty());
    for (int i = 0; i < 6; ++i) learner.lapse(card.card.key, {{"关系", Verdict::other_word}});
    CHECK(learner.told(card).starts_with("联系 6: answered as 关系, 6 of 6 wrong tries"));
  }
  SUBCASE("a suspended card is a leech still") {
    learner.act(card.card.key, SuspendAct{true});
    REQUIRE(learner.report().leeches.size() == 1);
    CHECK(learner.report().leeches[0].card.state.suspended);
  }
}

TEST_CASE("the worst come first, and their table has a row for each") {
  Learner learner;
  const auto reading = learner.card("联系", CardKind::reading),
             meaning = learner.card("关系", CardKind::meaning),
             few = learner.card("意思", CardKind::meaning);
  for (int i = 0; i < 6; ++i) learner.lapse(reading.card.key, {{"lian2xi2", Verdict::tone}});
  for (int i = 0; i < 8; ++i) learner.lapse(meaning.card.key);
  for (int i = 0; i < 5; ++i) learner.lapse(few.card.key);
  const auto tables = leech_tables(learner.report());
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].name == "leeches");
  const auto text = [](std::string_view value) { return Cell(std::string(value)); };
  const auto number = [](std::int64_t value) { return Cell(value); };
  const std::string id = to_hex(meaning.card.key);
  CHECK(tables[0].rows ==
        std::vector<std::vector<Cell>>{
            {id, text("关系"), text("meaning"), number(8), number(16), text("no pattern"),
             number(0), "lianxi suspend " + id.substr(0, 8)},
            {to_hex(reading.card.key), text("联系"), text("reading"), number(6), number(12),
             text("tone only"), number(6), text("lianxi review --cram kind:reading word:联系")}});
  CHECK(tables[0].columns.size() == tables[0].rows[0].size());
}

TEST_CASE("the answer that makes a leech says so, and every third lapse after it") {
  Learner learner;
  std::vector<int> told;
  int lapses = 0;
  for (int day = 0; day < 26; ++day) {
    StudyOptions options;
    options.selection.query = store::parse_query("word:联系 kind:reading");
    options.ahead = Days{30};
    Study study(learner.db, learner.clock, options);
    REQUIRE(study.ask());
    const bool recalled = day % 2 == 0;
    study.answer(recalled ? "lian2xi4" : "lian2xi2");
    const Saved saved = study.rate(recalled ? Rating::good : Rating::again);
    lapses += recalled ? 0 : 1;
    if (saved.leech) {
      told.push_back(lapses);
      CHECK(saved.leech->state.lapses == lapses);
      CHECK(learner.told(*saved.leech) ==
            fmt::format("联系 {0}: tone only, {0} of {0} wrong tries: "
                        "lianxi review --cram kind:reading word:联系",
                        lapses));
    }
    learner.clock.advance(std::chrono::hours{24});
  }
  CHECK(told == std::vector<int>{6, 9, 12});
}

TEST_CASE("planted reasons are found, and lapses counted, for learners made by chance") {
  constexpr double kPlanted = 0.8;
  int planted = 0, found = 0;
  for (unsigned seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto chance = [&] { return std::uniform_real_distribution<double>()(random); };
    Learner learner;
    const struct {
      CardKind kind;
      Try wrong;
      LeechReason reason;
    } plants[] = {
        {CardKind::reading, {"lian2xi2", Verdict::tone}, LeechReason::tone},
        {CardKind::cloze, {"关系", Verdict::other_word}, LeechReason::other_word},
        {CardKind::recall, {"", Verdict::shown}, LeechReason::none},
    };
    std::map<Key, int> lapses, reviews;
    std::map<Key, LeechReason> reasons;
    for (const auto& plant : plants) {
      const Key key = learner.card("联系", plant.kind).card.key;
      reasons[key] = plant.reason;
      bool had_recalled = false;
      for (int day = 0; day < 40; ++day) {
        const bool recalled = chance() < 0.6;
        const Try noise{chance() < 0.5 ? "不知道" : "xxx", Verdict::wrong};
        const Tries tries = {recalled                            ? Try{"联系", Verdict::right}
                             : plant.reason == LeechReason::none ? plant.wrong
                             : chance() < kPlanted               ? plant.wrong
                                                                 : noise};
        learner.answer(key, recalled ? Rating::good : Rating::again, tries);
        ++reviews[key];
        lapses[key] += !recalled && had_recalled ? 1 : 0;
        had_recalled = recalled;
      }
    }
    std::size_t leeches = 0;
    for (const auto& [key, count] : lapses) leeches += count >= 6 ? 1 : 0;
    const LeechReport report = learner.report();
    CHECK(report.leeches.size() == leeches);
    for (const Leech& leech : report.leeches) {
      const Key& key = leech.card.card.key;
      CHECK(leech.card.state.lapses == lapses[key]);
      CHECK(leech.card.state.reviews == reviews[key]);
      ++planted;
      found += leech.pattern.reason == reasons[key] ? 1 : 0;
    }
  }
  CHECK(planted >= 30);
  CHECK(found >= planted * 9 / 10);
}

}  // namespace lianxi::test
