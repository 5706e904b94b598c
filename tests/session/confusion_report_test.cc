// Confusions of a collection: what an attempt names, a learner of 400 days with words he takes for
// each other, and the contrast cards made against it.

#include "session/confusion_report.h"

#include <doctest/doctest.h>

#include <map>
#include <random>

#include "session/check.h"
#include "session/confused_word.h"
#include "session/confusion_contrasts.h"
#include "session/entry_text.h"
#include "session/record.h"
#include "session/study.h"
#include "store/entries.h"
#include "support/collection.h"

namespace lianxi::test {
namespace {

/// Two words of one kind of sentence, and one that is related to the first.
const std::string kJoin = R"(# 参加 cānjiā
- Traditional: 參加
- Part of speech: verb
- Definition: to take part in an activity
## Examples
- 下个月我要**参加**汉语考试。
  - Pinyin: Xià ge yuè wǒ yào cānjiā Hànyǔ kǎoshì.
- 你想不想**参加**我们的晚会？
  - Pinyin: Nǐ xiǎng bu xiǎng cānjiā wǒmen de wǎnhuì?
- 报名的人太多，我没能**参加成**。
  - Pinyin: Bàomíng de rén tài duō, wǒ méi néng cānjiā chéng.
  - Analysis: `参加成 (cānjiā chéng)`, to manage to take part.
## Related
- 权利 (quánlì): a right
# 参观 cānguān
- Part of speech: verb
- Definition: to visit a place and look around
## Examples
- 上午我们**参观**了一家茶厂。
  - Pinyin: Shàngwǔ wǒmen cānguān le yī jiā cháchǎng.
- 周末去**参观**故宫的人特别多。
  - Pinyin: Zhōumò qù cānguān Gùgōng de rén tèbié duō.
# 权利 quánlì
- Part of speech: noun
- Definition: a right one has
## Examples
- 每个孩子都有上学的**权利**。
  - Pinyin: Měi ge háizi dōu yǒu shàngxué de quánlì.
# 权力 quánlì
- Part of speech: noun
- Definition: power over others
## Examples
- 校长没有**权力**这么做。
  - Pinyin: Xiàozhǎng méiyǒu quánlì zhème zuò.
)";

struct Learner : NewLearner {
  explicit Learner(std::string_view deck = kJoin) { import_text(db, clock, "words", deck); }

  StudyDay today() { return study_day(clock.now(), std::chrono::hours{4}); }
  std::optional<store::CardRow> find(const std::string& word, CardKind kind,
                                     const std::string& target = "") {
    const auto entry = static_cast<EntryId>(store::find_key(db, entry_key(word)).value());
    for (const store::CardRow& card : store::cards_of(db, entry)) {
      if (card.card.kind == kind && (target.empty() || card.card.target == target)) return card;
    }
    return std::nullopt;
  }
  store::CardRow card(const std::string& word, CardKind kind, const std::string& target = "") {
    return find(word, kind, target).value();
  }
  Event act(const Key& subject, Act act, const std::vector<Attempt>& attempts = {}) {
    clock.advance(std::chrono::minutes{1});
    Transaction transaction(db);
    const Event event = record(db, stamp(), subject, std::move(act), attempts);
    transaction.commit();
    return event;
  }
  Event answer(const store::CardRow& card, Rating rating, const std::vector<Attempt>& attempts) {
    ReviewAct review;
    review.rating = rating;
    review.scheduler = "sm2";
    return act(card.card.key, review, attempts);
  }
  void set_state(const store::CardRow& card, int n, std::int64_t interval) {
    act(card.card.key, SetStateAct{n, 250, interval, today() + Days{interval}, today(),
                                   std::nullopt, std::nullopt});
  }
  std::vector<PairPlan> plans() {
    std::vector<Confusion> confusions;
    for (const ConfusionRow& row : report_confusions(db, {}).rows) {
      confusions.push_back(row.confusion);
    }
    return plan_contrasts(db, confusions);
  }
  ContrastsDone carry_out() {
    clock.advance(std::chrono::minutes{1});
    return lianxi::carry_out(db, stamp(), plans());
  }
};

std::vector<std::string> findings(Db& db) { return check_collection(db).findings; }

}  // namespace

TEST_CASE("an attempt names a word by its characters, by its form or by its sound") {
  Learner learner(kJoin + R"(## Contrasts
### 权利 (quánlì)
- Wrong: ~~工人应该享有休息的权力。~~
- Right: 工人应该享有休息的权利。
)");
  const auto form = learner.card("参加", CardKind::cloze, "参加成");
  const auto recall = learner.card("参加", CardKind::recall);
  const auto contrast = learner.card("权力", CardKind::contrast);
  const auto other = learner.card("参观", CardKind::recall);
  const struct {
    std::string name;
    const store::CardRow& card;
    const char* typed;
    Verdict verdict;
    const char *asked, *named;
  } rows[] = {
      {"characters", recall, "参观", Verdict::other_word, "参加", "参观"},
      {"with a space and punctuation", recall, "参 观。", Verdict::other_word, "参加", "参观"},
      {"pinyin", recall, "can1guan1", Verdict::other_word, "参加", "参观"},
      {"marks", recall, "cānguān", Verdict::other_word, "参加", "参观"},
      {"digits at the end", recall, "canguan11", Verdict::other_word, "参加", "参观"},
      {"other tones", recall, "can1guan4", Verdict::wrong, "", ""},
      {"the word itself", form, "参加", Verdict::wrong, "", ""},
      {"in traditional characters", form, "參加", Verdict::wrong, "", ""},
      {"the form with the word put in", form, "参观成", Verdict::rival, "参加", "参观"},
      {"a word alone for a form", form, "参观", Verdict::other_word, "参加", "参观"},
      {"the form in pinyin", form, "can1guan1 cheng2", Verdict::rival, "参加", "参观"},
      {"nothing known", recall, "参谋", Verdict::wrong, "", ""},
      {"no pinyin", recall, "sdfg", Verdict::wrong, "", ""},
      {"a sound of two words, one related", recall, "quan2li4", Verdict::other_word, "参加",
       "权利"},
      {"a sound of two words", other, "quan2li4", Verdict::other_word, "", ""},
      {"the other word of a contrast", contrast, "权利", Verdict::other_word, "权力", "权利"},
      {"the headword where the other was asked", contrast, "权力", Verdict::other_word, "权利",
       "权力"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    const auto pair = ConfusedWord(learner.db, row.card).named_by(row.typed, row.verdict);
    CHECK((pair ? pair->asked : "") == row.asked);
    CHECK((pair ? pair->typed : "") == row.named);
  }
}

TEST_CASE("confusions tell how often, when and where, and only what lives") {
  Learner learner;
  const auto cloze = learner.card("参加", CardKind::cloze, "参加");
  ReviewAct review;
  review.rating = Rating::again;
  review.scheduler = "sm2";
  review.sentence = sentence_key("你想不想参加我们的晚会？");
  learner.clock.set("2026-03-05T09:00+08:00");
  // Typed twice at one question it is one.
  learner.act(cloze.card.key, review,
              {{"参观", Verdict::other_word}, {"cānguān", Verdict::other_word}});
  learner.clock.set("2026-03-06T09:00+08:00");
  const Event undone = learner.answer(cloze, Rating::again, {{"参观", Verdict::other_word}});
  Transaction transaction(learner.db);
  record_undos(learner.db, learner.stamp(), {undone});
  transaction.commit();
  learner.clock.set("2026-03-07T09:00+08:00");
  learner.answer(cloze, Rating::good, {{"参加", Verdict::right}});
  learner.answer(learner.card("参观", CardKind::recall), Rating::again,
                 {{"参加", Verdict::other_word}});

  const auto table = confusion_tables(report_confusions(learner.db, {})).at(0);
  REQUIRE(table.rows.size() == 2);
  CHECK(table.rows[0] == std::vector<Cell>{"参观", "参加", "recall", std::int64_t{1},
                                           std::int64_t{0}, "2026-03-07", "2026-03-07", Cell(),
                                           std::int64_t{0}});
  CHECK(table.rows[1] == std::vector<Cell>{"参加", "参观", "cloze", std::int64_t{1},
                                           std::int64_t{0}, "2026-03-05", "2026-03-05",
                                           "你想不想参加我们的晚会？", std::int64_t{1}});

  const auto count = [&](const ConfusionChoice& choice) {
    return report_confusions(learner.db, choice).rows.size();
  };
  const StudyDay fifth = day_from_string("2026-03-05").value();
  CHECK(count({fifth, fifth, {}, {}}) == 1);
  CHECK(count({fifth + Days{1}, {}, {}, {}}) == 1);
  CHECK(count({{}, fifth - Days{1}, {}, {}}) == 0);
  CHECK(count({{}, {}, {}, {"参加"}}) == 2);
  CHECK(count({{}, {}, {}, {"权利"}}) == 0);
  CHECK(count({{}, {}, store::find_deck(learner.db, "words"), {}}) == 2);
  CHECK(count({{}, {}, DeckId{99}, {}}) == 0);
}

// A learner of 400 days -------------------------------------------------------------------------

namespace {

struct Word {
  const char *word, *pinyin;
};
constexpr Word kWords[] = {
    {"联系", "lian2xi4"},  {"关系", "guan1xi5"},   {"参加", "can1jia1"},  {"参观", "can1guan1"},
    {"经历", "jing1li4"},  {"经验", "jing1yan4"},  {"保持", "bao3chi2"},  {"保护", "bao3hu4"},
    {"适合", "shi4he2"},   {"合适", "he2shi4"},    {"已经", "yi3jing1"},  {"曾经", "ceng2jing1"},
    {"帮助", "bang1zhu4"}, {"帮忙", "bang1mang2"}, {"忽然", "hu1ran2"},   {"突然", "tu1ran2"},
    {"认识", "ren4shi5"},  {"知道", "zhi1dao4"},   {"提高", "ti2gao1"},   {"增加", "zeng1jia1"},
    {"结果", "jie2guo3"},  {"后果", "hou4guo3"},   {"权利", "quan2li4"},  {"权力", "quan2li4"},
    {"形式", "xing2shi4"}, {"形势", "xing2shi4"},  {"交流", "jiao1liu2"}, {"沟通", "gou1tong1"},
    {"打算", "da3suan4"},  {"希望", "xi1wang4"},   {"苹果", "ping2guo3"}, {"医院", "yi1yuan4"},
};
constexpr std::size_t kCount = std::size(kWords);

std::string deck_of_words() {
  std::string deck;
  for (const Word& word : kWords) {
    deck += std::string("# ") + word.word + " " + word.pinyin +
            "\n- Part of speech: verb\n- Definition: sense of " + word.pinyin +
            "\n## Examples\n- 请用“" + word.word + "”说一句话。\n";
  }
  return deck;
}

/// What the learner did, put down by the test itself.
struct Done {
  StudyDay day;
  std::size_t card;
  std::string asked, typed;  // typed: the word meant; empty where it was none
  bool right = false, dead = false;
};

}  // namespace

TEST_CASE("planted confusions of 400 days are found, and hardly any other") {
  for (const unsigned seed : {1u, 2u, 3u}) {
    CAPTURE(seed);
    Learner learner(deck_of_words());
    std::mt19937_64 random(seed);
    const auto chance = [&](double p) {
      return std::uniform_real_distribution<double>()(random) < p;
    };
    const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };

    std::vector<store::CardRow> cards;
    for (const Word& word : kWords) {
      cards.push_back(learner.card(word.word, CardKind::recall));
      cards.push_back(learner.card(word.word, CardKind::cloze));
    }
    // Words 0 to 21 come in pairs: the first of each is taken for the second.
    constexpr std::size_t kPlanted = 22;
    std::vector<Done> log;
    for (int day = 0; day < 400; ++day) {
      learner.clock.advance(std::chrono::hours{24});
      Transaction transaction(learner.db);
      for (int i = 0; i < 10; ++i) {
        const std::size_t at = below(cards.size());
        const std::size_t word = at / 2;
        Done done{learner.today(), at, kWords[word].word, "", false, false};
        std::vector<Attempt> attempts;
        const bool in_pinyin = chance(0.5);
        const auto type = [&](std::size_t other) {
          const bool has_homophone = other >= 22 && other < 26;
          const bool sound = in_pinyin && !has_homophone;
          attempts = {{sound ? kWords[other].pinyin : kWords[other].word, Verdict::other_word}};
          done.typed = kWords[other].word;
        };
        if (word < kPlanted && word % 2 == 0 && chance(0.2)) {
          type(word + 1);
        } else if (chance(0.01)) {
          const std::size_t other = below(kCount);
          if (other != word) type(other);  // a slip, never twice the same but by chance
        } else if (chance(0.15)) {
          const Attempt noise[] = {{"ma1hu5", Verdict::wrong},         {"马虎", Verdict::wrong},
                                   {"sdfg", Verdict::wrong},           {"", Verdict::shown},
                                   {"xing2shi4", Verdict::wrong},      {"经", Verdict::wrong},
                                   {kWords[word].word, Verdict::wrong}};
          // A sound of two words, unless it is the word's own.
          attempts = {noise[below(std::size(noise))]};
        }
        done.right = attempts.empty();
        if (done.right) attempts = {{kWords[word].word, Verdict::right}};
        learner.clock.advance(std::chrono::seconds{20});
        ReviewAct review;
        review.rating = done.right ? Rating::good : Rating::again;
        review.scheduler = "sm2";
        const Event event =
            record(learner.db, learner.stamp(), cards[at].card.key, review, attempts);
        if (chance(0.02)) {
          record_undos(learner.db, learner.stamp(), {event});
          done.dead = true;
        }
        log.push_back(std::move(done));
      }
      transaction.commit();
    }

    // Counted again, plainly.
    struct Expected {
      std::int64_t times = 0, right_since = 0;
      StudyDay first{}, last{};
      std::set<std::size_t> cards;
    };
    std::map<std::pair<std::string, std::string>, Expected> expected;
    for (const Done& done : log) {
      if (done.dead || done.typed.empty()) continue;
      Expected& pair = expected[{done.asked, done.typed}];
      if (pair.times++ == 0) pair.first = done.day;
      pair.last = done.day;
      pair.cards.insert(done.card);
    }
    for (auto& [words, pair] : expected) {
      for (const Done& done : log) {
        const bool since = done.day > pair.last && pair.cards.contains(done.card);
        pair.right_since += since && done.right && !done.dead ? 1 : 0;
      }
    }
    const auto report = report_confusions(learner.db, {});
    CHECK(report.rows.size() == expected.size());
    int planted = 0, found = 0;
    for (const ConfusionRow& row : report.rows) {
      const Confusion& told = row.confusion;
      CAPTURE(told.asked);
      CAPTURE(told.typed);
      const Expected& pair = expected[{told.asked, told.typed}];
      CHECK(told.times == pair.times);
      CHECK(told.first == pair.first);
      CHECK(told.last == pair.last);
      CHECK(told.right_since == pair.right_since);
      if (told.times < kConfusedOften) continue;
      ++found;
      for (std::size_t i = 0; i < kPlanted; i += 2) {
        planted += told.asked == kWords[i].word && told.typed == kWords[i + 1].word ? 1 : 0;
      }
    }
    MESSAGE("found ", planted, " of ", kPlanted / 2, " planted, ", found - planted, " others");
    CHECK(planted >= 0.9 * (kPlanted / 2.0));
    CHECK(found - planted <= 0.05 * found);
  }
}

// Contrast cards --------------------------------------------------------------------------------

TEST_CASE("two words confused twice get contrast cards once both are stable") {
  Learner learner;
  const auto cloze = learner.card("参加", CardKind::cloze, "参加");
  const auto confuse = [&] {
    learner.answer(cloze, Rating::again, {{"参观", Verdict::other_word}});
  };
  const auto why = [&] { return learner.plans().at(0).why; };

  confuse();
  CHECK(why() == "a contrast comes when it happens twice");
  learner.clock.set("2026-03-09T09:00+08:00");
  confuse();
  CHECK(why() == "a contrast comes when the meaning of 参加 is stable (21 days)");
  learner.set_state(learner.card("参加", CardKind::meaning), 4, 30);
  learner.set_state(learner.card("参观", CardKind::meaning), 4, 30);
  CHECK(why() == "a contrast comes when the cloze of 参加 is stable (21 days)");
  learner.set_state(cloze, 4, 20);
  CHECK(learner.plans().at(0).step == PairPlan::Step::waits);
  learner.set_state(cloze, 4, 21);
  learner.set_state(learner.card("参观", CardKind::cloze, "参观"), 4, 30);
  CHECK(learner.plans().at(0).step == PairPlan::Step::make);

  CHECK(learner.carry_out().made == 2);
  CHECK(findings(learner.db).empty());
  for (const auto& [word, other] : {std::pair{"参加", "参观"}, std::pair{"参观", "参加"}}) {
    const Entry entry = parse_entry(store::entry_text(learner.db, word).value());
    REQUIRE(entry.contrasts.size() == 1);
    CHECK(entry.contrasts[0].word == other);
    CHECK(entry.contrasts[0].notes ==
          std::vector<std::string>{"You typed 参观 for 参加 twice, last on 2026-03-09."});
    // Each word is wanted in its turn, this entry's first, and nothing is called wrong.
    for (std::size_t i = 0; i < entry.contrasts[0].pairs.size(); ++i) {
      const SentencePair& pair = entry.contrasts[0].pairs[i];
      CHECK(pair.wrong.chinese.empty());
      CHECK(pair.why == std::string("a sentence of ") + (i % 2 == 0 ? word : other));
      CHECK(pair.right.chinese.find(i % 2 == 0 ? word : other) != std::string::npos);
    }
    CHECK(entry.contrasts[0].pairs.size() == 4);
    CHECK(learner.card(word, CardKind::contrast).card.target == other);
    CHECK(learner.card(word, CardKind::contrast).open);
  }
  CHECK(learner.plans().at(0).step == PairPlan::Step::stands);
  CHECK(learner.carry_out().made == 0);

  StudyOptions options;
  options.selection.query = store::parse_query("word:参加 kind:contrast");
  Study study(learner.db, learner.clock, options);
  REQUIRE(study.ask());
  CHECK(study.ask()->face.choices.size() == 2);
  study.answer("参加");
  CHECK(study.judgement()->verdict == Verdict::right);
  study.rate(Rating::good);

  SUBCASE("they rest when each has been answered right four times in a row") {
    const auto set = [&](int a, int b) {
      learner.set_state(learner.card("参加", CardKind::contrast), a, 40);
      learner.set_state(learner.card("参观", CardKind::contrast), b, 40);
    };
    set(4, 3);
    CHECK(learner.plans().at(0).step == PairPlan::Step::stands);
    set(4, 4);
    CHECK(learner.plans().at(0).step == PairPlan::Step::rest);
    CHECK(learner.carry_out().rested == 2);
    CHECK(learner.card("参加", CardKind::contrast).state.suspended);
    CHECK(learner.plans().at(0).step == PairPlan::Step::rests);
    CHECK(why() == "the contrast cards rest; lianxi resume 参加 kind:contrast");
    CHECK(findings(learner.db).empty());
    SUBCASE("confused again it says so") {
      learner.clock.advance(std::chrono::hours{24});
      confuse();
      CHECK(why() == "confused again; the contrast cards rest; lianxi resume 参加 kind:contrast");
      return;
    }
    // One undo brings both back.
    REQUIRE(undo_latest(learner.db, learner.stamp()));
    CHECK_FALSE(learner.card("参加", CardKind::contrast).state.suspended);
    CHECK_FALSE(learner.card("参观", CardKind::contrast).state.suspended);
  }
  SUBCASE("a contrast whose line the learner rewrites is his own") {
    for (const std::string word : {"参加", "参观"}) {
      const Entry before = parse_entry(store::entry_text(learner.db, word).value());
      Entry after = before;
      after.contrasts[0].notes = {"参加 is what you do, 参观 is what you see."};
      for (const FieldEdit& edit : edits_between(before, after)) {
        learner.act(entry_key(word), EditAct{edit.path, edit.text});
      }
      learner.set_state(learner.card(word, CardKind::contrast), 9, 90);
    }
    CHECK(learner.plans().at(0).step == PairPlan::Step::stands);
    CHECK(learner.plans().at(0).why == "has contrast cards");
  }
}

TEST_CASE("one undo takes back the contrasts of both entries") {
  Learner learner;
  const auto recall = learner.card("参观", CardKind::recall);
  for (int i = 0; i < 2; ++i)
    learner.answer(recall, Rating::again, {{"参加", Verdict::other_word}});
  for (const std::string word : {"参加", "参观"}) {
    learner.set_state(learner.card(word, CardKind::meaning), 4, 30);
  }
  learner.set_state(recall, 4, 30);
  const std::string before = check_collection(learner.db).state;
  CHECK(learner.carry_out().made == 2);
  REQUIRE(undo_latest(learner.db, learner.stamp()));
  CHECK_FALSE(learner.find("参加", CardKind::contrast));
  CHECK_FALSE(learner.find("参观", CardKind::contrast));
  CHECK(check_collection(learner.db).state == before);
  CHECK(findings(learner.db).empty());
}

TEST_CASE("a contrast needs a sentence of each word that only it fits") {
  Learner learner;
  const auto recall = learner.card("权利", CardKind::recall);
  const auto stable = [&] {
    for (const std::string word : {"权利", "权力"}) {
      learner.set_state(learner.card(word, CardKind::meaning), 4, 30);
    }
    learner.set_state(recall, 4, 30);
  };
  for (int i = 0; i < 2; ++i)
    learner.answer(recall, Rating::again, {{"权力", Verdict::other_word}});
  stable();
  CHECK(learner.plans().at(0).step == PairPlan::Step::make);
  // The deck says that the only sentence admits the other word too.
  const std::string path = "examples/校长没有权力这么做/also/权利";
  learner.act(entry_key("权力"), EditAct{path, "+"});
  CHECK(learner.plans().at(0).why == "for a contrast each word needs a sentence that only it fits");
}

TEST_CASE("where the typed word was good as well nothing is mistaken") {
  Learner learner;
  const auto cloze = learner.card("参加", CardKind::cloze, "参加");
  for (int i = 0; i < 3; ++i) {
    learner.answer(cloze, Rating::good, {{"参观", Verdict::rival}, {"参加", Verdict::right}});
  }
  CHECK(report_confusions(learner.db, {}).rows.at(0).confusion.times == 3);
  CHECK(learner.plans().at(0).why == "good there as well: no mistake");
}

}  // namespace lianxi::test
