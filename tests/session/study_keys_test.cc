// What a screen has keys for besides answering: undo past the start, flags, editing under a
// question, days ahead, one card alone, which characters; and what the last page tells.
#include <doctest/doctest.h>

#include "session/check.h"
#include "session/entry_text.h"
#include "session/study.h"
#include "session/undo.h"
#include "store/newest_events.h"
#include "support/collection.h"

namespace lianxi::test {
namespace {

constexpr std::string_view kRights = R"(# 权利 quánlì
- Part of speech: noun
- Definition: a right, an entitlement
# 权力 quánlì
- Part of speech: noun
- Definition: power, authority
)";

struct Learner : NewLearner {
  explicit Learner(std::string_view deck = kTea) { import_text(db, clock, "tea", deck); }
  Study study(const std::string& query, StudyOptions options = {}) {
    options.selection.query = store::parse_query(query);
    return Study(db, clock, options);
  }
  void study_day() {
    for (Study all = study(""); all.ask();) all.rate(Rating::good);
    clock.advance(std::chrono::hours{24});
  }
  int flags() {
    int count = 0;
    store::for_each_card(db,
                         [&](const store::CardRow& card) { count += !card.state.flag.empty(); });
    return count;
  }
};

}  // namespace

TEST_CASE("undo reaches past the start of a session, one act after the other") {
  Learner learner;
  const std::string first_state = check_collection(learner.db).state;
  std::vector<Key> asked;
  for (Study before = learner.study(""); before.ask();) {
    asked.push_back(before.ask()->card.card.key);
    before.rate(Rating::good);
  }
  REQUIRE(asked.size() == 2);
  Study study = learner.study("");
  CHECK_FALSE(study.ask());
  for (const Key& card : {asked[1], asked[0]}) {
    const auto undone = study.undo();
    REQUIRE(undone);
    REQUIRE(undone->event);
    CHECK(undone->event->type() == EventType::review);
    REQUIRE(study.ask());
    CHECK(study.ask()->card.card.key == card);
    CHECK(study.ask()->part == QueuePart::new_card);
  }
  CHECK_FALSE(study.undo());
  CHECK(check_collection(learner.db).state == first_state);
  CHECK(study.remaining()[QueuePart::new_card] == 2);
}

TEST_CASE("a drill whose answer before the session is undone becomes a review again") {
  Learner learner;
  learner.study_day();
  {
    Study before = learner.study("kind:meaning");
    REQUIRE(before.ask());
    before.rate(Rating::again);
  }
  Study study = learner.study("kind:meaning");
  REQUIRE(study.ask());
  CHECK(study.ask()->drill());
  REQUIRE(study.undo());
  REQUIRE(study.ask());
  CHECK(study.ask()->part == QueuePart::review);
  CHECK(study.remaining()[QueuePart::drill] == 0);
}

TEST_CASE("in a cram session there is nothing before the start to undo") {
  Learner learner;
  learner.study_day();
  StudyOptions options;
  options.cram = true;
  Study study = learner.study("", options);
  CHECK_FALSE(study.undo());
  CHECK_FALSE(study.flag("odd"));
  study.ask();
  study.rate(Rating::good);
  const auto undone = study.undo();
  REQUIRE(undone);
  CHECK_FALSE(undone->event);
  CHECK(learner.flags() == 0);
}

TEST_CASE("a flag stays with the card in front, is an act, and undo takes it away") {
  Learner learner;
  Study study = learner.study("");
  const Key card = study.ask()->card.card.key;
  CHECK(study.flag("the English is odd"));
  CHECK(study.ask()->card.card.key == card);
  CHECK(study.ask()->card.state.flag == "the English is odd");
  CHECK(learner.flags() == 1);
  REQUIRE(study.undo());
  CHECK(learner.flags() == 0);
  CHECK(check_collection(learner.db).findings.empty());
}

TEST_CASE("an entry changes under its question, and what was typed stays") {
  Learner learner;
  Study study = learner.study("kind:meaning");
  const Key entry = store::key_of(learner.db, static_cast<KeyId>(study.ask()->card.entry));
  study.answer("");
  const Entry before = parse_entry(store::entry_row(learner.db, study.ask()->card.entry)->text);
  Entry after = before;
  after.readings[0].definition = "to have tea";
  REQUIRE(study.change_entry([&] {
    std::vector<std::pair<Key, Act>> acts;
    for (const FieldEdit& edit : edits_between(before, after)) {
      acts.emplace_back(entry, EditAct{edit.path, edit.text});
    }
    Transaction transaction(learner.db);
    record_together(learner.db, learner.stamp(), acts);
    transaction.commit();
  }));
  CHECK(study.ask()->face.correct == "to have tea");
  CHECK(study.proposed() == Rating::good);
  study.rate(Rating::good);
  const auto reviews = store::newest_events(learner.db, 1);
  CHECK(store::attempts_of(learner.db, reviews.back().id).size() == 1);
}

TEST_CASE("cards due within some days are asked ahead, others wait") {
  Learner learner;
  learner.study_day();
  learner.study_day();  // due in six days now
  StudyOptions options;
  options.ahead = Days{4};
  CHECK_FALSE(learner.study("kind:meaning", options).ask());
  options.ahead = Days{5};
  Study study = learner.study("kind:meaning", options);
  REQUIRE(study.ask());
  CHECK(study.ask()->part == QueuePart::review);
  study.rate(Rating::good);
  CHECK_FALSE(learner.study("kind:meaning", options).ask());  // not twice on one day
}

TEST_CASE("a session of one card asks that card only, and only where the day does") {
  Learner learner;
  Study all = learner.study("kind:reading");
  StudyOptions options;
  options.card = all.ask()->card.id;
  Study study = learner.study("", options);
  REQUIRE(study.ask());
  CHECK(study.ask()->card.id == *options.card);
  study.rate(Rating::good);
  CHECK_FALSE(study.ask());
  CHECK_FALSE(learner.study("", options).ask());
}

TEST_CASE("the summary counts tones that were missed at first, and undo takes them back") {
  Learner learner;
  Study study = learner.study("kind:reading");
  REQUIRE(study.ask());
  study.answer("he4cha2");
  study.rate(Rating::again);
  CHECK(study.summary().tones_missed == std::map<std::pair<int, int>, int>{{{1, 4}, 1}});
  REQUIRE(study.undo());
  CHECK(study.summary().tones_missed.empty());
  // Letters that are wrong tell nothing of tones; what is right misses none.
  REQUIRE(study.ask());
  study.answer("ha4cha2");
  study.rate(Rating::again);
  REQUIRE(study.ask());
  study.answer("he1cha2");
  study.rate(Rating::good);
  CHECK(study.summary().tones_missed.empty());
}

TEST_CASE("the time left follows the pace of the session once there is one") {
  Learner learner;
  Study study = learner.study("");
  const auto guess = study.time_left();
  CHECK(guess > std::chrono::seconds{2});
  for (int answer = 0; answer < 6; ++answer) {
    REQUIRE(study.ask());
    learner.clock.advance(std::chrono::seconds{60});
    study.rate(Rating::again);  // drills keep coming
  }
  CHECK(study.time_left() == std::chrono::minutes{2});
  StudyOptions options;
  options.minutes = std::chrono::minutes{1};
  CHECK(learner.study("", options).time_left() <= std::chrono::minutes{1});
}

TEST_CASE("where words sound alike the digit is kept as the word it names") {
  Learner learner(kRights);
  learner.study_day();
  learner.study_day();
  learner.study_day();
  StudyOptions options;
  options.cram = true;
  Study study = learner.study("kind:recall word:权利", options);
  REQUIRE(study.ask());
  const Judgement asked = study.answer("quan2li4");
  REQUIRE(asked.choices.size() == 2);
  CHECK_FALSE(asked.proposed);
  const auto wanted = std::find(asked.choices.begin(), asked.choices.end(), "权利");
  const auto digit = std::to_string(wanted - asked.choices.begin() + 1);
  CHECK(study.answer(digit).verdict == Verdict::right);
  CHECK(study.proposed() == Rating::good);
}

TEST_CASE("undoing a flag or an acceptance leaves the question as it was") {
  Learner learner;
  Study study = learner.study("kind:reading");
  REQUIRE(study.ask());
  REQUIRE(study.hint());
  study.answer("hua1cha2");
  REQUIRE(study.proposed() == Rating::again);
  CHECK(study.flag("odd"));
  REQUIRE(study.undo());
  CHECK(study.proposed() == Rating::again);
  CHECK(study.accept());
  CHECK_FALSE(study.accept());  // it is right already
  CHECK(study.judgement()->verdict == Verdict::right);
  CHECK(study.proposed() == Rating::hard);  // a hint was taken
  REQUIRE(study.undo());
  CHECK(study.judgement()->verdict != Verdict::right);
  study.rate(Rating::again);
  const auto reviews = store::newest_events(learner.db, 1);
  CHECK(store::attempts_of(learner.db, reviews.back().id).size() == 1);
  CHECK(std::get<ReviewAct>(reviews.back().act).hints == 1);
}

TEST_CASE("an edit made from the session is the first to be undone, all its fields at once") {
  Learner learner;
  Study study = learner.study("");
  study.ask();
  study.rate(Rating::good);
  const Key entry = store::key_of(learner.db, static_cast<KeyId>(study.ask()->card.entry));
  const Entry before = parse_entry(store::entry_row(learner.db, study.ask()->card.entry)->text);
  Entry after = before;
  after.readings[0].definition = "to have tea";
  after.examples[0].english = "Let's have tea this afternoon.";
  study.change_entry([&] {
    std::vector<std::pair<Key, Act>> acts;
    for (const FieldEdit& edit : edits_between(before, after)) {
      acts.emplace_back(entry, EditAct{edit.path, edit.text});
    }
    REQUIRE(acts.size() == 2);
    Transaction transaction(learner.db);
    record_together(learner.db, learner.stamp(), acts);
    transaction.commit();
  });
  const auto undone = study.undo();
  REQUIRE(undone);
  CHECK(undone->event->type() == EventType::edit);
  CHECK(parse_entry(store::entry_row(learner.db, study.ask()->card.entry)->text) == before);
  CHECK(study.undo()->event->type() == EventType::review);
}

TEST_CASE("undoing an earlier act on a card that is not due asks nothing new") {
  Learner learner;
  learner.study_day();
  learner.study_day();
  const auto meaning = [&] {
    std::optional<store::CardRow> found;
    store::for_each_card(learner.db, [&](const store::CardRow& card) {
      if (card.card.kind == CardKind::meaning) found = card;
    });
    return *found;
  };
  {
    Transaction transaction(learner.db);
    record(learner.db, learner.stamp(), meaning().card.key, FlagAct{"odd"});
    transaction.commit();
  }
  Study study = learner.study("kind:cloze or kind:recall");
  REQUIRE(study.ask());
  const Key front = study.ask()->card.card.key;
  REQUIRE(study.undo());
  CHECK(meaning().state.flag.empty());
  CHECK(study.ask()->card.card.key == front);
}

TEST_CASE("a card that another shell has answered or hidden since is not asked as if nothing was") {
  Learner learner;
  Study study = learner.study("");
  const Key first = study.ask()->card.card.key;
  study.rate(Rating::good);
  Study other = learner.study("");
  REQUIRE(other.ask());
  other.rate(Rating::good);
  CHECK_FALSE(study.ask());
  REQUIRE(study.undo());
  CHECK(study.ask()->card.card.key == first);
}

TEST_CASE("a question taken back is asked although the minutes are over") {
  Learner learner;
  learner.study_day();
  learner.study_day();
  StudyOptions options;
  options.minutes = std::chrono::minutes{1};
  Study study = learner.study("", options);
  REQUIRE(study.ask());
  study.rate(Rating::good);
  const Key second = study.ask()->card.card.key;
  learner.clock.advance(std::chrono::minutes{2});
  study.rate(Rating::good);
  CHECK_FALSE(study.ask());
  CHECK(study.remaining()[QueuePart::new_card] == 1);
  REQUIRE(study.undo());
  REQUIRE(study.ask());
  CHECK(study.ask()->card.card.key == second);
  study.rate(Rating::good);
  CHECK_FALSE(study.ask());
}

TEST_CASE("who has the sound is told of the characters only") {
  Learner learner(kRights);
  for (int day = 0; day < 3; ++day) learner.study_day();
  StudyOptions options;
  options.cram = true;
  Study study = learner.study("kind:recall word:权利", options);
  REQUIRE(study.ask());
  study.answer("quan2li4");
  CHECK(study.hint() == "begins with 权");
  CHECK_FALSE(study.hint());
}

TEST_CASE("a card locked again since the day began is not asked, and one answered stays open") {
  Learner learner;
  learner.study_day();
  learner.study_day();
  // Recall and clozes have opened; in another shell the meaning is taken back to the start.
  Study study = learner.study("kind:recall");
  const auto card_of = [&](CardKind kind) {
    std::optional<store::CardRow> found;
    store::for_each_card(learner.db, [&](const store::CardRow& card) {
      if (card.card.kind == kind) found = card;
    });
    return found.value();
  };
  const auto act = [&](const store::CardRow& card, Act what) {
    Transaction transaction(learner.db);
    record(learner.db, learner.stamp(), card.card.key, std::move(what));
    transaction.commit();
  };
  act(card_of(CardKind::meaning), ResetAct{});
  REQUIRE_FALSE(card_of(CardKind::recall).open);
  CHECK_FALSE(study.ask());
  // An answer that was on its way all the same.
  ReviewAct review;
  review.scheduler = "sm2";
  review.interval = Days{1};
  act(card_of(CardKind::recall), review);
  CHECK(card_of(CardKind::recall).open);
  CHECK(check_collection(learner.db).findings.empty());
  REQUIRE(undo_latest(learner.db, learner.stamp()));
  CHECK_FALSE(card_of(CardKind::recall).open);
  CHECK(check_collection(learner.db).findings.empty());
}

}  // namespace lianxi::test
