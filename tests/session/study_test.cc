#include "session/study.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <random>

#include "session/check.h"
#include "session/record.h"
#include "session/undo.h"
#include "store/newest_events.h"
#include "support/collection.h"
#include "support/temporary_folder.h"

namespace lianxi::test {
namespace {

struct Learner : NewLearner {
  Learner() { import_text(db, clock, "tea", kTea); }

  /// Answers everything that is asked on this day with one rating, drills included.
  int study_day_with(Rating rating) {
    Study study(db, clock, {});
    int answers = 0;
    while (study.ask() && answers < 100) {
      clock.advance(std::chrono::seconds{5});
      study.rate(rating);
      ++answers;
    }
    return answers;
  }
  void next_day() { clock.advance(std::chrono::hours{24}); }
  std::string state() { return check_collection(db).state; }
};

}  // namespace

TEST_CASE("only meaning and reading are asked on the first day; more opens with recall") {
  Learner learner;
  CHECK(learner.study_day_with(Rating::good) == 2);
  learner.next_day();
  CHECK(learner.study_day_with(Rating::good) == 2);
  // Recalled on two days: recall and both clozes have opened, for the next session.
  CHECK(learner.study_day_with(Rating::good) == 3);
  CHECK(check_collection(learner.db).findings.empty());
}

TEST_CASE("again comes round the same day until good, and changes nothing more") {
  Learner learner;
  Study study(learner.db, learner.clock, {});
  const Key first = study.ask()->card.card.key;
  const auto due = study.rate(Rating::again).due;
  REQUIRE(study.ask());
  study.rate(Rating::good);
  REQUIRE(study.ask());
  CHECK(study.ask()->card.card.key == first);
  CHECK(study.ask()->drill());
  study.rate(Rating::hard);
  REQUIRE(study.ask());
  CHECK(study.rate(Rating::good).due == due);
  CHECK_FALSE(study.ask());
  CHECK(store::find_card(learner.db, first).value().state.sm2.n == 0);
}

TEST_CASE("a drill that counts says what each rating plans, and plans it") {
  for (const std::string scheduler : {"sm2", "sm2-anki", "fsrs"}) {
    CAPTURE(scheduler);
    Learner learner;
    {
      Transaction transaction(learner.db);
      record(learner.db, learner.stamp(), std::nullopt, SettingAct{"scheduler", scheduler});
      transaction.commit();
    }
    Study study(learner.db, learner.clock, {});
    CHECK(study.ask()->counts());
    const auto due = study.rate(Rating::again).due;
    study.ask();
    study.rate(Rating::good);
    const Question* drill = study.ask();
    REQUIRE(drill);
    REQUIRE(drill->drill());
    CHECK(drill->counts() == (scheduler == "fsrs"));
    const auto planned = study_day(learner.clock.now()) + drill->outcomes[Rating::easy].interval;
    CHECK(study.rate(Rating::easy).due == (scheduler == "fsrs" ? planned : due));
    if (scheduler == "fsrs") CHECK(planned != due);
  }
}

TEST_CASE("a drill waits for the next session of the day") {
  Learner learner;
  {
    Study study(learner.db, learner.clock, {});
    study.ask();
    study.rate(Rating::again);
  }
  Study later(learner.db, learner.clock, {});
  int drills = 0;
  while (later.ask()) {
    drills += later.ask()->drill() ? 1 : 0;
    later.rate(Rating::good);
  }
  CHECK(drills == 1);
}

TEST_CASE("a typed answer is judged, kept with its attempts, and asked again where that is fair") {
  Learner learner;
  StudyOptions options;
  options.selection.query = store::parse_query("kind:reading");
  Study study(learner.db, learner.clock, options);
  REQUIRE(study.ask());
  CHECK(study.answer("hecha").verdict == Verdict::untoned);
  CHECK_FALSE(study.proposed());
  CHECK(study.answer("he1cha2").verdict == Verdict::right);
  CHECK(study.proposed() == Rating::good);
  study.rate(Rating::good);
  const auto events = store::events_of_type(learner.db, EventType::import);
  CHECK(events.size() == 1);
  const auto reviews = store::newest_events(learner.db, 1);
  const std::vector<Attempt> expected = {{"hecha", Verdict::untoned}, {"he1cha2", Verdict::right}};
  CHECK(store::attempts_of(learner.db, reviews.back().id) == expected);
}

TEST_CASE("every hint lowers what the verdict proposes, and is kept with the review") {
  Learner learner;
  StudyOptions options;
  options.selection.query = store::parse_query("kind:reading");
  Study study(learner.db, learner.clock, options);
  REQUIRE(study.ask());
  const auto first = study.hint();
  REQUIRE(first);
  CHECK(first->starts_with("starts with "));
  const std::string reading = study.ask()->face.readings.front();
  CHECK(study.answer(reading).verdict == Verdict::right);
  CHECK(study.proposed() == Rating::hard);
  CHECK_FALSE(study.hint());  // the verdict is given
  study.rate(*study.proposed());
  int hints = 0;
  store::for_each_event(learner.db, [&](const Event& event) {
    if (const auto* review = std::get_if<ReviewAct>(&event.act)) hints += review->hints;
  });
  CHECK(hints == 1);
  // The next question begins without any.
  REQUIRE(study.ask());
  study.answer(study.ask()->face.readings.front());
  CHECK(study.proposed() == Rating::good);
}

TEST_CASE("an accepted answer is right from then on, and undo takes that back") {
  Learner learner;
  StudyOptions options;
  options.selection.query = store::parse_query("kind:reading");
  {
    Study study(learner.db, learner.clock, options);
    study.ask();
    study.answer("hua1cha2");
    CHECK(study.proposed() == Rating::again);
    study.accept();
    CHECK(study.proposed() == Rating::good);
  }
  Study study(learner.db, learner.clock, options);
  study.ask();
  CHECK(study.answer("hua1cha2").verdict == Verdict::right);
  REQUIRE(undo_latest(learner.db, learner.stamp()));
  Study after(learner.db, learner.clock, options);
  after.ask();
  CHECK(after.answer("hua1cha2").verdict != Verdict::right);
}

TEST_CASE("undo in a session puts the card in front again") {
  Learner learner;
  const std::string before = learner.state();
  Study study(learner.db, learner.clock, {});
  const Key first = study.ask()->card.card.key;
  study.rate(Rating::again);
  study.ask();
  REQUIRE(study.undo());
  CHECK(study.ask()->card.card.key == first);
  CHECK(study.ask()->position == 1);
  CHECK(study.ask()->of == 2);
  CHECK(learner.state() == before);
  CHECK_FALSE(study.undo());
}

TEST_CASE("undo takes back this session's own act, whatever came after") {
  Learner learner;
  Study mine(learner.db, learner.clock, {});
  const Key first = mine.ask()->card.card.key;
  mine.rate(Rating::good);
  mine.ask();
  Study other(learner.db, learner.clock, {});
  const Key second = other.ask()->card.card.key;
  other.rate(Rating::good);
  REQUIRE(mine.undo());
  CHECK(store::find_card(learner.db, first).value().state.reviews == 0);
  CHECK(store::find_card(learner.db, second).value().state.reviews == 1);
}

TEST_CASE("undo steps over an acceptance and stays with its card") {
  Learner learner;
  StudyOptions options;
  options.selection.query = store::parse_query("kind:reading");
  Study study(learner.db, learner.clock, options);
  const Key card = study.ask()->card.card.key;
  study.answer("hua1cha2");
  REQUIRE(study.accept());
  REQUIRE(study.undo());
  CHECK(study.ask()->card.card.key == card);
  CHECK(study.answer("hua1cha2").verdict != Verdict::right);
}

TEST_CASE("suspended and buried cards are not asked") {
  Learner learner;
  Study study(learner.db, learner.clock, {});
  study.ask();
  study.suspend();
  study.ask();
  study.bury();
  CHECK_FALSE(study.ask());
  CHECK_FALSE(Study(learner.db, learner.clock, {}).ask());
  learner.next_day();
  Study tomorrow(learner.db, learner.clock, {});
  REQUIRE(tomorrow.ask());
  CHECK(tomorrow.ask()->of == 1);  // buried is back, suspended is not
}

TEST_CASE("cramming asks everything once and writes nothing") {
  Learner learner;
  const std::string log = check_collection(learner.db).log;
  StudyOptions options;
  options.cram = true;
  Study study(learner.db, learner.clock, options);
  int asked = 0;
  for (; study.ask(); ++asked) {
    if (asked == 0)
      study.suspend();
    else if (asked == 1)
      study.bury();
    else
      study.rate(Rating::again);
    if (asked == 2) CHECK(study.undo());
  }
  CHECK(asked == 6);
  CHECK(check_collection(learner.db).log == log);
}

TEST_CASE("sentences rotate once the form is known, the anchor first") {
  Learner learner;
  const Key cloze = card_key(entry_key("喝茶"), CardKind::cloze, "喝茶");
  std::vector<Key> shown;
  for (int day = 0; day < 60; ++day, learner.next_day()) {
    Study study(learner.db, learner.clock, {});
    while (const Question* question = study.ask()) {
      if (question->card.card.key == cloze) shown.push_back(question->sentence.value());
      study.rate(Rating::good);
    }
  }
  REQUIRE(shown.size() >= 4);
  CHECK(shown[0] == sentence_key("我们下午去喝茶吧。"));
  CHECK(shown[1] == shown[0]);
  CHECK(shown[2] == sentence_key("爷爷每天早上都喝茶。"));
  CHECK(shown[3] == shown[0]);
}

TEST_CASE("random acts: check holds, and undoing all of them gives the first state again") {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    Learner learner;
    const std::string first = learner.state();
    for (int day = 0; day < 12; ++day, learner.next_day()) {
      Study study(learner.db, learner.clock, {});
      for (int step = 0; step < 12 && study.ask(); ++step) {
        switch (random() % 12) {
          case 0:
            study.suspend();
            break;
          case 1:
            study.bury();
            break;
          case 2:
            study.undo();
            break;
          case 3:
            redo_latest(learner.db, learner.stamp());
            break;
          default:
            study.rate(kRatings[random() % 4]);
        }
      }
      REQUIRE(check_collection(learner.db).findings.empty());
    }
    const std::string last = learner.state();
    int undone = 0;
    while (undo_latest(learner.db, learner.stamp())) ++undone;
    CHECK(learner.state() == first);
    for (; undone > 0; --undone) REQUIRE(redo_latest(learner.db, learner.stamp()));
    CHECK(learner.state() == last);
    CHECK(check_collection(learner.db).findings.empty());
  }
}

TEST_CASE("no answer waits for a checkpoint; it is made at rest") {
  const TemporaryFolder folder;
  const std::string path = folder / "c.db";
  TestClock clock("2026-03-02T09:00+08:00");
  Db db = store::open_collection(path, clock.now(), 1);
  import_text(db, clock, "tea", kTea);
  const auto before = std::filesystem::file_size(path);
  Study study(db, clock, {});
  while (std::filesystem::file_size(path + "-wal") < 5000 * 1024) {
    REQUIRE(std::filesystem::file_size(path) == before);
    REQUIRE(study.ask());
    study.rate(Rating::good);
    REQUIRE(study.undo());
  }
  study.rest();
  CHECK(std::filesystem::file_size(path) > before);
}

}  // namespace lianxi::test
