#include "session/export_notes.h"

#include <doctest/doctest.h>

#include <sstream>

#include "support/exported_notes.h"
#include "support/random_learner.h"
#include "support/simulated_learner.h"

namespace lianxi::test {
namespace {

/// The same after it has been lines between two programs.
NoteFile through_lines(const NoteFile& file) {
  std::stringstream lines;
  const NoteSink out = note_lines_to(lines);
  out.begin(file.source);
  for (const NoteType& type : file.types) out.type(type);
  for (const Note& note : file.notes) out.accept(note);
  finish_note_lines(lines);
  NoteFile read;
  read.path = file.path;
  read_note_lines(lines, read.sink({}));
  return read;
}

constexpr std::string_view kWords = R"(# 水 shuǐ
- Part of speech: noun
- Definition: water
## Examples
- 请给我一杯**水**。
  - Pinyin: Qǐng gěi wǒ yì bēi shuǐ.
  - English: A glass of water, please.
# 行 xíng / háng
## xíng
- Definition: all right
## háng
- Definition: a row
)";

}  // namespace

TEST_CASE("a note has fields for people, a question and an answer for each card") {
  TestClock clock("2026-03-02T09:00+08:00");
  Db db = store::memory_collection(clock.now());
  import_text(db, clock, "drinks", kWords);
  import_text(db, clock, "tea", kTea);
  ExportedNotes told;
  const NoteFile file = exported(db, clock.now(), &told);
  CHECK(told.notes == 3);
  CHECK(told.cards == std::ssize(cards_of(db)));
  REQUIRE(file.types.size() == 2);
  const NoteType& words = file.types[0];
  const Note& water = file.notes[0];
  const auto value = [&](const std::string& field) {
    const auto found = std::find(words.fields.begin(), words.fields.end(), field);
    REQUIRE(found != words.fields.end());
    return water.values[static_cast<std::size_t>(found - words.fields.begin())];
  };
  CHECK(value("Word") == "水");
  CHECK(value("Pinyin") == "shuǐ");
  CHECK(value("Meaning") == "water");
  CHECK(value("Sentence English") == "A glass of water, please.");
  CHECK(value("meaning question") == "水");
  CHECK(value("meaning answer") == "水  shuǐ\nwater\nnoun");
  CHECK(value("cloze question").find("请给我一杯＿。") == 0);
  CHECK(value("meaning 2 question") == "");  // of 行, which has two readings
  CHECK(value("Decks") == "drinks");
  CHECK(water.deck == "drinks");
}

TEST_CASE("cards of a kind that the learner has chosen leave with the others") {
  TestClock clock("2026-03-02T09:00+08:00");
  Db db = store::memory_collection(clock.now());
  record(db, {clock.now(), kRollover}, std::nullopt, SettingAct{"measure-cards", "yes"});
  import_text(db, clock, "library",
              "# 书 shū\n- Part of speech: noun\n- Definition: book\n- Measure word: 本 běn\n");
  ExportedNotes told;
  const NoteFile file = exported(db, clock.now(), &told);
  CHECK(told.cards == 4);
  CHECK(told.without_face == 0);
  Db other = store::memory_collection(clock.now(), 2);
  record(other, {clock.now(), kRollover}, std::nullopt, SettingAct{"measure-cards", "yes"});
  import(other, clock.now(), file);
  CHECK(cards_of(db).contains("书 measure 书"));
  check_same(db, other);
}

TEST_CASE("what a learner did for weeks comes back into an empty collection") {
  TestClock clock("2026-03-02T09:00+08:00");
  Db db = store::memory_collection(clock.now());
  std::istringstream none;
  ImportReport report;
  import_decks(db, {clock.now(), kRollover},
               read_decks({std::string(LIANXI_SOURCE_DIR) + "/decks/first"}, none), {}, report);
  SimulatedLearner learner(db, clock, 7);
  for (int day = 0; day < 50; ++day, learner.next_day()) learner.study_day();
  const NoteFile file = through_lines(exported(db, clock.now()));
  CHECK(file.reviews() > 300);
  Db other = store::memory_collection(clock.now(), 2);
  const NotesReport taken = import(other, clock.now(), file);
  CHECK(taken.own == std::ssize(file.notes));
  CHECK(taken.history.reviews_new == std::ssize(std::vector<int>(file.reviews())));
  check_same(db, other);
  CHECK(check_collection(other).findings.empty());
  CHECK(import(other, clock.now(), file).history.reviews_new == 0);
}

TEST_CASE("a note that was moved to another deck over there is in that deck, too") {
  TestClock clock("2026-03-02T09:00+08:00");
  Db db = store::memory_collection(clock.now());
  import_text(db, clock, "drinks", kWords);
  NoteFile file = exported(db, clock.now());
  for (PastCard& card : file.notes[0].cards) card.deck = "morning";
  const auto decks = [&] {
    return store::deck_names(db, store::find_entries(db, "水").front().id);
  };
  import(db, clock.now(), file);
  CHECK(decks() == std::vector<std::string>{"drinks", "morning"});
  const CheckReport before = check_collection(db);
  import(db, clock.now(), file);
  CHECK(check_collection(db).log == before.log);
}

TEST_CASE("whatever learners do, it comes back, and brings nothing to where it came from") {
  for (unsigned seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    RandomLearner learner(seed, std::chrono::minutes{0});
    for (int i = 0; i < 80; ++i) learner.step();
    const Moment now = learner.clock.now();
    const NoteFile file = through_lines(exported(learner.db, now));
    Db other = store::memory_collection(now, 1000 + seed);
    import(other, now, file);
    check_same(learner.db, other);
    CHECK(check_collection(other).findings.empty());

    const CheckReport before = check_collection(learner.db);
    const NotesReport known = import(learner.db, now, file);
    CHECK(known.history.reviews_new == 0);
    CHECK(check_collection(learner.db).log == before.log);
  }
}

}  // namespace lianxi::test
