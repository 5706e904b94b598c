#include "session/tone_report.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <tuple>

#include "session/deletion.h"
#include "session/study.h"
#include "session/undo.h"
#include "store/entries.h"
#include "support/collection.h"
#include "text/pinyin.h"

namespace lianxi::test {
namespace {

constexpr std::string_view kWords = R"(# 没有 méiyǒu
- Part of speech: verb
- Definition: not to have
## Examples
- 我今天**没有**课。
  - Pinyin: Wǒ jīntiān méiyǒu kè.
  - English: I have no class today.
- 他家**没有**电视。
  - Pinyin: Tā jiā méiyǒu diànshì.
  - English: There is no television at his place.
# 可以 kěyǐ
- Part of speech: verb
- Definition: may; to be allowed
## Examples
- 这里**可以**坐吗？
  - Pinyin: Zhèlǐ kěyǐ zuò ma?
  - English: May one sit here?
# 词典 cídiǎn
- Part of speech: noun
- Definition: a book that explains words
## Examples
- 这本**词典**很厚。
  - Pinyin: Zhè běn cídiǎn hěn hòu.
  - English: This one is very thick.
# 图书馆 túshūguǎn
- Part of speech: noun
- Definition: a house full of books to borrow
## Examples
- **图书馆**几点关门？
  - Pinyin: Túshūguǎn jǐ diǎn guānmén?
  - English: When does it close?
# 漂亮 piàoliang
- Part of speech: adjective
- Definition: good-looking
# 电影 diànyǐng
- Part of speech: noun
- Definition: a film
)";

constexpr std::string_view kMoreWords = R"(# 妈妈 māma
- Part of speech: noun
- Definition: mum
# 办公室 bàngōngshì
- Part of speech: noun
- Definition: an office
# 雪 xuě
- Part of speech: noun
- Definition: what falls in winter
)";

/// One syllable as the test has typed it.
struct Fact {
  StudyDay day{};
  std::string deck, word;
  int place = 0, asked = 0, typed = 0;
  std::string pair_asked, pair_typed;  ///< with the syllable before; empty where there is none
};

using Rows = std::vector<std::vector<Cell>>;

template <typename Key>
Rows rows_of(const std::map<Key, std::int64_t>& counts) {
  Rows rows;
  for (const auto& [key, count] : counts) {
    std::apply([&, n = count](const auto&... cells) { rows.push_back({cells..., n}); }, key);
  }
  return rows;
}

Rows sorted(Rows rows) {
  std::ranges::sort(rows);
  return rows;
}

/// The tables as they must be, counted one by one.
struct Expected {
  Rows tones, pairs, words;
};
Expected count(const std::vector<Fact>& facts, const std::function<bool(const Fact&)>& is_in) {
  std::map<std::tuple<std::int64_t, std::int64_t, std::int64_t>, std::int64_t> tones;
  std::map<std::tuple<std::string, std::string>, std::int64_t> pairs;
  std::map<std::tuple<std::int64_t, std::int64_t, std::string>, std::int64_t> words;
  for (const Fact& fact : facts) {
    if (!is_in(fact)) continue;
    ++tones[{fact.place, fact.asked, fact.typed}];
    ++words[{fact.asked, fact.typed, fact.word}];
    if (!fact.pair_asked.empty()) ++pairs[{fact.pair_asked, fact.pair_typed}];
  }
  return {rows_of(tones), rows_of(pairs), rows_of(words)};
}

void check(const ToneReport& report, const Expected& expected) {
  const auto tables = tone_tables(report);
  REQUIRE(tables.size() == 3);
  CHECK(sorted(tables[0].rows) == expected.tones);
  CHECK(sorted(tables[1].rows) == expected.pairs);
  CHECK(sorted(tables[2].rows) == expected.words);
}

/// Somebody who takes the second tone for the third and leaves tones out, and types in every way
/// in which learners do. What is typed is noted as it is made up, without the grader.
class ToneLearner {
 public:
  explicit ToneLearner(unsigned seed) : random_(seed) {
    import_text(db, clock, "words", kWords);
    import_text(db, clock, "more", kMoreWords);
  }

  void study_day() {
    Study study(db, clock, {});
    for (int i = 0; i < 60 && study.ask(); ++i) {
      clock.advance(std::chrono::seconds{7});
      answer(study);
    }
    clock.advance(std::chrono::hours{24});
  }

  TestClock clock{"2026-03-02T09:00+08:00"};
  Db db = store::memory_collection(clock.now());
  std::vector<Fact> facts;  ///< of what was not undone
  std::int64_t answers = 0, lenient = 0;

 private:
  bool chance(int percent) { return static_cast<int>(random_() % 100) < percent; }
  int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }

  void answer(Study& study) {
    const Question question = *study.ask();
    const auto facts_before = facts.size();
    const auto answers_before = answers;
    const auto lenient_before = lenient;
    if (!learner_judges(question.card.card.kind)) type(study, question);
    study.rate(study.proposed().value_or(Rating::again));
    if (chance(10)) {
      REQUIRE(study.undo());
      facts.resize(facts_before);
      answers = answers_before;
      lenient = lenient_before;
    }
  }

  void type(Study& study, const Question& question) {
    const bool asks_reading = question.card.card.kind == CardKind::reading;
    const std::string word = asks_reading ? question.face.word : question.face.characters.front();
    const auto reading = parse_pinyin(question.face.readings.front()).value();
    if (chance(10)) {
      study.answer("");
      return;
    }
    if (chance(10)) study.answer(word);
    if (chance(20)) study.answer(to_letters(reading));
    if (chance(10)) {
      study.answer(
          "zhuang1zhuang1zhuang1zhuang1");  // toned: whatever comes later knows the verdict
    } else {
      study.answer(typed(question, word, reading));
    }
    if (chance(20)) study.answer(to_numbers(reading));
  }

  /// The tone that is given for one: 0 for none.
  int tone_for(int asked) {
    if (asked == 2 && chance(30)) return 3;
    if (asked == 3 && chance(25)) return 2;
    if (asked == 5) return chance(50) ? 0 : chance(60) ? 5 : 1 + below(4);
    return chance(5) ? 0 : chance(10) ? 1 + below(5) : asked;
  }

  /// What is typed for a word, noted.
  std::string typed(const Question& question, const std::string& word, const Syllables& reading) {
    std::vector<int> asked, given;
    for (const Syllable& syllable : reading) {
      asked.push_back(syllable.tone == 0 ? 5 : syllable.tone);
    }
    do {
      given.clear();
      for (const int tone : asked) given.push_back(tone_for(tone));
    } while (std::ranges::count(given, 0) == static_cast<std::ptrdiff_t>(given.size()));
    std::string text;
    for (std::size_t i = 0; i < reading.size(); ++i) {
      text += reading[i].letters + (given[i] == 0 ? "" : std::to_string(given[i]));
    }
    note(question, word, asked, given);
    return text;
  }

  void note(const Question& question, const std::string& word, const std::vector<int>& asked,
            const std::vector<int>& given) {
    const std::size_t size = asked.size();
    // The first of two third tones is said in the second.
    const auto tolerated = [&](std::size_t i) {
      return i + 1 < size && asked[i] == 3 && asked[i + 1] == 3 && given[i] == 2;
    };
    const auto right = [&](std::size_t i) {
      return given[i] == asked[i] || (asked[i] == 5 && given[i] == 0);
    };
    bool all_right = true, any_tolerated = false;
    for (std::size_t i = 0; i < size; ++i) {
      all_right = all_right && (right(i) || tolerated(i));
      any_tolerated = any_tolerated || tolerated(i);
    }
    if (all_right && any_tolerated) {
      ++lenient;
      return;
    }
    ++answers;
    for (std::size_t i = 0; i < size; ++i) {
      if (tolerated(i)) continue;
      Fact fact{study_day(clock.now()),
                question.decks.front(),
                word,
                std::min(static_cast<int>(i) + 1, 3),
                asked[i],
                given[i],
                "",
                ""};
      if (i > 0 && !tolerated(i - 1)) {
        fact.pair_asked = fmt::format("{}-{}", asked[i - 1], asked[i]);
        fact.pair_typed = fmt::format("{}-{}", given[i - 1], given[i]);
      }
      facts.push_back(std::move(fact));
    }
  }

  static StudyDay study_day(Moment at) { return lianxi::study_day(at); }

  std::mt19937 random_;
};

bool is_any(const Fact&) { return true; }

/// A collection of one word, and answers to its `reading` card.
struct OneWord {
  TestClock clock{"2026-03-02T09:00+08:00"};
  Db db = store::memory_collection(clock.now());
  explicit OneWord(std::string_view text) { import_text(db, clock, "words", text); }
  store::Stamp stamp() const { return {clock.now(), std::chrono::hours{4}}; }

  Event write(const std::string& word, CardKind kind, const std::string& target,
              const std::vector<Attempt>& attempts, std::optional<Key> sentence = {}) {
    ReviewAct review;
    review.rating = Rating::good;
    review.scheduler = "sm2";
    review.sentence = sentence;
    Transaction transaction(db);
    const Event event =
        record(db, stamp(), card_key(entry_key(word), kind, target), review, attempts);
    transaction.commit();
    return event;
  }
  /// "1:2>3=4": place, asked, typed and how often.
  std::string tones(const store::TypedFilter& filter = {}) {
    const auto tables = tone_tables(tone_report(db, filter));
    std::string text;
    for (const auto& row : tables[0].rows) {
      const auto number = [&](std::size_t i) { return std::get<std::int64_t>(row[i]); };
      text += fmt::format("{}{}:{}>{}={}", text.empty() ? "" : " ", number(0), number(1), number(2),
                          number(3));
    }
    return text;
  }
};

constexpr std::string_view kSnow = "# 雪 xuě\n- Definition: what falls in winter\n";

}  // namespace

TEST_CASE("the matrix of a learner with known errors is exact, to the day and the deck") {
  for (unsigned seed = 1; seed <= 5; ++seed) {
    CAPTURE(seed);
    ToneLearner learner(seed);
    for (int day = 0; day < 30; ++day) learner.study_day();
    const ToneReport report = tone_report(learner.db);
    REQUIRE(report.figures.answers > 50);
    CHECK(report.figures.answers == learner.answers);
    CHECK(report.figures.lenient == learner.lenient);
    CHECK(report.unknown == 0);
    check(report, count(learner.facts, is_any));

    const StudyDay since = *day_from_string("2026-03-09");
    const StudyDay until = *day_from_string("2026-03-20");
    const auto more = store::find_deck(learner.db, "more");
    check(tone_report(learner.db, {since, {}, {}}),
          count(learner.facts, [&](const Fact& fact) { return fact.day >= since; }));
    check(tone_report(learner.db, {{}, until, {}}),
          count(learner.facts, [&](const Fact& fact) { return fact.day <= until; }));
    check(tone_report(learner.db, {since, until, more}),
          count(learner.facts, [&](const Fact& fact) {
            return fact.day >= since && fact.day <= until && fact.deck == "more";
          }));
  }
}

TEST_CASE("of a review the first answer in pinyin with tones counts") {
  using enum Verdict;
  const struct {
    std::string name;
    std::vector<Attempt> attempts;
    std::string tones;
  } rows[] = {
      {"right", {{"dian4ying3", right}}, "1:4>4=1 2:3>3=1"},
      {"wrong", {{"dian4ying2", tone}}, "1:4>4=1 2:3>2=1"},
      {"untoned before", {{"dianying", untoned}, {"dian4ying2", tone}}, "1:4>4=1 2:3>2=1"},
      {"untoned twice", {{"dianying", untoned}, {"dianying", untoned}}, ""},
      {"characters before", {{"电影", wrong}, {"dian4ying3", right}}, "1:4>4=1 2:3>3=1"},
      {"the verdict is known", {{"dian4ying2", tone}, {"dian4ying3", right}}, "1:4>4=1 2:3>2=1"},
      // What another word shares with this one was not typed for it.
      {"another word first", {{"dian4shi4", other_word}, {"dian4ying3", right}}, ""},
      {"a rival first", {{"dian4shi4", rival}, {"dian4ying3", right}}, ""},
      {"other letters first", {{"dian4yin2", wrong}, {"dian4ying2", tone}}, "1:4>4=1"},
      {"not known", {{"", shown}}, ""},
      {"nothing typed", {}, ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    OneWord word("# 电影 diànyǐng\n- Definition: a film\n");
    word.write("电影", CardKind::reading, "diànyǐng", row.attempts);
    CHECK(word.tones() == row.tones);
  }
}

TEST_CASE("the same answer is counted as often as it was given, and an undone one not at all") {
  OneWord word(kSnow);
  for (int i = 0; i < 5; ++i) word.write("雪", CardKind::reading, "xuě", {{"xue2", Verdict::tone}});
  const Event last = word.write("雪", CardKind::reading, "xuě", {{"xue4", Verdict::tone}});
  CHECK(word.tones() == "1:3>2=5 1:3>4=1");
  REQUIRE(undo_event(word.db, word.stamp(), last.id));
  CHECK(word.tones() == "1:3>2=5");
  REQUIRE(redo_latest(word.db, word.stamp()));
  CHECK(word.tones() == "1:3>2=5 1:3>4=1");
}

TEST_CASE("answers to a deleted word still count, but belong to no deck") {
  OneWord word(kSnow);
  word.write("雪", CardKind::reading, "xuě", {{"xue2", Verdict::tone}});
  const auto deck = store::find_deck(word.db, "words");
  CHECK(word.tones({{}, {}, deck}) == "1:3>2=1");
  const auto rows = store::list_entries(word.db, std::nullopt);
  delete_entries(word.db, word.stamp(), {rows.front().id});
  CHECK(word.tones() == "1:3>2=1");
  CHECK(word.tones({{}, {}, deck}).empty());
}

TEST_CASE("answers to a retired card count while its entry tells the reading") {
  const std::string movie = "# 电影 diànyǐng\n- Part of speech: noun\n";
  const std::string whole = movie + "- Definition: a film\n## Examples\n- 我想看**电影**。\n";
  OneWord word(whole);
  word.write("电影", CardKind::recall, "diànyǐng", {{"dian4ying2", Verdict::tone}});
  word.write("电影", CardKind::cloze, "电影", {{"dian4ying4", Verdict::tone}},
             sentence_key("我想看电影。"));
  CHECK(word.tones() == "1:4>4=2 2:3>2=1 2:3>4=1");
  import_text(word.db, word.clock, "words", movie);
  for (const CardKind kind : {CardKind::recall, CardKind::cloze}) {
    const std::string target = kind == CardKind::cloze ? "电影" : "diànyǐng";
    const auto card = store::find_card(word.db, card_key(entry_key("电影"), kind, target));
    REQUIRE(card);
    CHECK(card->retired);
  }
  CHECK(word.tones() == "1:4>4=2 2:3>2=1 2:3>4=1");
}

TEST_CASE("an accepted text says nothing of tones") {
  OneWord word(kSnow);
  word.write("雪", CardKind::reading, "xuě", {{"xue2", Verdict::tone}});
  Transaction transaction(word.db);
  record(word.db, word.stamp(), card_key(entry_key("雪"), CardKind::reading, "xuě"),
         AcceptAct{"xue2"});
  transaction.commit();
  CHECK(word.tones().empty());
}

TEST_CASE("a reading that was corrected since is the one that counts") {
  OneWord word("# 质量 zhíliàng\n- Definition: quality\n");
  word.write("质量", CardKind::reading, "zhíliàng", {{"zhi4liang4", Verdict::tone}});
  CHECK(word.tones() == "1:2>4=1 2:4>4=1");
  import_text(word.db, word.clock, "words", "# 质量 zhìliàng\n- Definition: quality\n");
  CHECK(word.tones() == "1:4>4=1 2:4>4=1");
}

TEST_CASE("a sentence tells which reading a blank wants; one that was dropped, where all agree") {
  const std::string head =
      "# 种 zhǒng / zhòng\n## zhǒng\n- Definition: a kind\n"
      "## zhòng\n- Definition: to plant\n## Examples\n";
  const std::string kind =
      "- 这**种**茶很好喝。\n  - Pinyin: Zhè zhǒng chá hěn hǎohē.\n"
      "  - English: This sort of tea is good.\n";
  const std::string plant =
      "- 爷爷在院子里**种**菜。\n"
      "  - Pinyin: Yéye zài yuànzi li zhòng cài.\n"
      "  - English: Grandpa grows vegetables in the yard.\n";
  const std::string plant_more =
      "- 春天我们去**种**树。\n"
      "  - Pinyin: Chūntiān wǒmen qù zhòng shù.\n"
      "  - English: In spring we go and put in trees.\n";
  OneWord word(head + kind + plant + plant_more);
  const auto answer = [&](const char* sentence) {
    word.write("种", CardKind::cloze, "种", {{"zhong4", Verdict::right}}, sentence_key(sentence));
  };
  answer("这种茶很好喝。");
  answer("爷爷在院子里种菜。");
  CHECK(word.tones() == "1:3>4=1 1:4>4=1");
  // The others want different readings: nobody knows which this one did.
  import_text(word.db, word.clock, "words", head + kind + plant_more);
  CHECK(word.tones() == "1:3>4=1");
  CHECK(tone_report(word.db).unknown == 1);
  // Now all want one.
  import_text(word.db, word.clock, "words", head + plant_more);
  CHECK(word.tones() == "1:4>4=2");
}

}  // namespace lianxi::test
