#include "session/history.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "session/check.h"
#include "session/import_notes.h"
#include "session/merge.h"
#include "session/record.h"
#include "session/sync.h"
#include "session/undo.h"
#include "store/exchange.h"
#include "support/collection.h"
#include "support/notes.h"
#include "support/temporary_folder.h"

namespace lianxi::test {
namespace {

constexpr std::int64_t kDay = 18'600;  // 2020-12-04
const store::Stamp kStamp{moment("2021-03-02T09:00+08:00"), std::chrono::hours{4}};

PastState state(int n, int ef100, std::int64_t interval, std::int64_t due, std::int64_t last) {
  return {n, ef100, interval, day_from_number(due), day_from_number(last), {}, {}};
}

/// A word that was learnt, one that is new, one suspended and flagged.
NoteFile learnt() {
  NoteFile file;
  file.path = "learnt.apkg";
  file.source = anki_source();
  file.types = {two_sided()};
  file.notes = {word_note("a", "茶", "chá", "tea"), word_note("b", "酒", "jiǔ", "wine"),
                word_note("c", "水", "shuǐ", "water")};
  PastCard& tea = file.notes[0].cards[0];
  tea.reviews = {past_review(kDay, Rating::good, 0), past_review(kDay + 1, Rating::good, 3),
                 past_review(kDay + 4, Rating::again, 0), past_review(kDay + 5, Rating::easy, 12)};
  tea.state = state(2, 235, 12, kDay + 17, kDay + 5);
  PastCard& water = file.notes[2].cards[1];
  water.suspended = true;
  water.flag = "red";
  water.state = state(1, 250, 4, kDay + 9, kDay + 5);
  return file;
}

NotesReport import(Db& db, const NoteFile& file, ImportOptions options = {}) {
  NotesReport report;
  import_notes(db, kStamp, file, propose_mappings(file), {}, options, report);
  return report;
}

store::CardRow card(Db& db, const std::string& word, CardKind kind, const std::string& target) {
  return store::find_card(db, card_key(entry_key(word), kind, target)).value();
}

}  // namespace

TEST_CASE("A history comes with its answers and goes on from where it was left") {
  Db db = store::memory_collection(kStamp.at);
  const NotesReport report = import(db, learnt());
  CHECK(report.words == 3);
  CHECK(report.history.reviews_new == 4);
  CHECK(report.history.cards == 2);
  const CardState tea = card(db, "茶", CardKind::meaning, "chá").state;
  CHECK(tea.due == day_from_number(kDay + 17));
  CHECK(tea.last == day_from_number(kDay + 5));
  CHECK(tea.sm2 == Sm2State{12, 2, 235});
  CHECK(tea.reviews == 4);
  CHECK(tea.introduced == day_from_number(kDay));
  const CardState water = card(db, "水", CardKind::recall, "shuǐ").state;
  CHECK(water.suspended);
  CHECK(water.flag == "red");
  CHECK(water.due == day_from_number(kDay + 9));
  CHECK_FALSE(card(db, "酒", CardKind::meaning, "jiǔ").state.due);
  CHECK(check_collection(db).findings.empty());
}

TEST_CASE("The same file again changes nothing; a later export adds what is new") {
  Db db = store::memory_collection(kStamp.at);
  import(db, learnt());
  const CheckReport before = check_collection(db);
  const NotesReport again = import(db, learnt());
  CHECK(again.decks.entries_unchanged == 3);
  CHECK(check_collection(db).log == before.log);

  NoteFile later = learnt();
  later.notes[0].cards[0].reviews.push_back(past_review(kDay + 17, Rating::good, 28));
  later.notes[0].cards[0].state = state(3, 235, 28, kDay + 45, kDay + 17);
  const NotesReport grown = import(db, later);
  CHECK(grown.history.reviews_new == 1);
  CHECK(grown.history.reviews_known == 4);
  CHECK(card(db, "茶", CardKind::meaning, "chá").state.due == day_from_number(kDay + 45));
  CHECK(check_collection(db).findings.empty());
}

TEST_CASE("What is answered here after an import is not taken back by importing again") {
  Db db = store::memory_collection(kStamp.at);
  import(db, learnt());
  const Key tea = card_key(entry_key("茶"), CardKind::meaning, "chá");
  ReviewAct act;
  act.rating = Rating::good;
  act.scheduler = "sm2";
  act.previous = card(db, "茶", CardKind::meaning, "chá").state.latest_review;
  {
    Transaction transaction(db);
    record(db, kStamp, tea, act);
    transaction.commit();
  }
  const auto due = card(db, "茶", CardKind::meaning, "chá").state.due;
  CHECK(due > day_from_number(kDay + 17));
  import(db, learnt());
  CHECK(card(db, "茶", CardKind::meaning, "chá").state.due == due);
}

TEST_CASE("Two computers that import one file have the same events") {
  Db one = store::memory_collection(kStamp.at, 1);
  Db other = store::memory_collection(kStamp.at, 2);
  import(one, learnt());
  import(other, learnt());
  std::vector<std::string> events;
  store::for_each_record(one, [&](const store::EventRecord& record) {
    if (record.event.import) events.push_back(store::event_line(record));
  });
  CHECK(events.size() == 9);  // what stands for it, 4 answers, 2 states, a suspension, a flag
  std::size_t same = 0;
  store::for_each_record(other, [&](const store::EventRecord& record) {
    same += static_cast<std::size_t>(
        std::count(events.begin(), events.end(), store::event_line(record)));
  });
  CHECK(same == events.size());
  const MergeReport merged =
      merge(one, kStamp.at, [&](const std::function<void(const store::EventRecord&)>& visit) {
        store::for_each_record(other, visit);
      });
  CHECK(merged.two_contents.empty());
  CHECK(card(one, "茶", CardKind::meaning, "chá").state.reviews == 4);
}

TEST_CASE("A history travels through a shared folder, once") {
  const TemporaryFolder shared;
  Db one = store::memory_collection(kStamp.at, 1);
  Db other = store::memory_collection(kStamp.at, 2);
  import(one, learnt());
  const std::string& folder = shared.path();
  CHECK(sync(one, kStamp.at, folder).files_written > 0);
  const SyncReport first = sync(other, kStamp.at, folder);
  CHECK(first.merged.by_type.at(EventType::review) == 4);
  CHECK(first.damaged.empty());
  CHECK(check_collection(one).log == check_collection(other).log);
  CHECK(check_collection(one).state == check_collection(other).state);
  // Both have said what they have: nothing is written or read again.
  sync(one, kStamp.at, folder);
  const SyncReport idle = sync(other, kStamp.at, folder);
  CHECK(idle.files_written == 0);
  CHECK(idle.merged.events_known == 1);  // of the segment that grows: the import itself

  NoteFile later = learnt();
  later.notes[1].cards[0].reviews = {past_review(kDay + 20, Rating::good, 1)};
  import(other, later);
  sync(other, kStamp.at, folder);
  CHECK(sync(one, kStamp.at, folder).merged.by_type.at(EventType::review) == 1);
  CHECK(check_collection(one).log == check_collection(other).log);
}

TEST_CASE("Undoing the import takes the history back, redo and importing again bring it") {
  Db db = store::memory_collection(kStamp.at);
  import(db, learnt());
  const CheckReport before = check_collection(db);
  REQUIRE(undo_latest(db, kStamp, UndoWhat::import));
  const store::CardRow gone = card(db, "茶", CardKind::meaning, "chá");
  CHECK(gone.retired);
  CHECK(gone.state.reviews == 0);
  REQUIRE(redo_latest(db, kStamp));
  CHECK(check_collection(db).state == before.state);
  REQUIRE(undo_latest(db, kStamp, UndoWhat::import));
  import(db, learnt());
  CHECK(check_collection(db).state == before.state);
  CHECK(check_collection(db).findings.empty());
}

TEST_CASE("Answers that another source has told are not counted again, what is new in it is") {
  Db db = store::memory_collection(kStamp.at);
  import(db, learnt());
  const CheckReport before = check_collection(db);
  NoteFile same = learnt();
  same.source.origin = "another export";
  same.notes[0].cards[0].reviews[1].at_ms += 7;  // programs move an answer to a free millisecond
  CHECK(import(db, same).history.reviews_new == 0);
  CHECK(check_collection(db).log == before.log);

  same.notes[0].cards[0].reviews.push_back(past_review(kDay + 17, Rating::good, 28));
  same.notes[0].cards[0].state = state(3, 235, 28, kDay + 45, kDay + 17);
  const NotesReport grown = import(db, same);
  CHECK(grown.history.reviews_new == 1);
  CHECK(grown.history.reviews_known == 4);
  const CardState tea = card(db, "茶", CardKind::meaning, "chá").state;
  CHECK(tea.reviews == 5);
  CHECK(tea.due == day_from_number(kDay + 45));
  CHECK(check_collection(db).findings.empty());
}

TEST_CASE("A history that was undone may come again from another source") {
  Db db = store::memory_collection(kStamp.at);
  import(db, learnt());
  REQUIRE(undo_latest(db, kStamp, UndoWhat::import));
  NoteFile other = learnt();
  other.source.origin = "another export";
  CHECK(import(db, other).history.reviews_new == 4);
  CHECK(card(db, "茶", CardKind::meaning, "chá").state.reviews == 4);
}

TEST_CASE("What is changed over there without an answer comes with the next export") {
  Db db = store::memory_collection(kStamp.at);
  NoteFile file = learnt();
  import(db, file);
  const auto tea = [&] { return card(db, "茶", CardKind::meaning, "chá").state; };
  const auto water = [&] { return card(db, "水", CardKind::recall, "shuǐ").state; };
  // A due day set by hand, another one, and the first again: the latest counts.
  std::int64_t changed = file.notes[0].cards[0].reviews.back().at_ms;
  for (const std::int64_t due : {kDay + 40, kDay + 30, kDay + 40}) {
    file.notes[0].cards[0].state = state(2, 235, 12, due, kDay + 5);
    file.notes[0].cards[0].changed_ms = changed += 60'000;
    import(db, file);
    CHECK(tea().due == day_from_number(due));
  }
  // Suspended, with a flag, and neither any more.
  PastCard& past = file.notes[2].cards[1];
  past.suspended = false;
  past.flag.clear();
  past.changed_ms = changed;
  import(db, file);
  CHECK_FALSE(water().suspended);
  CHECK(water().flag.empty());
  const CheckReport before = check_collection(db);
  import(db, file);
  CHECK(check_collection(db).log == before.log);
}

TEST_CASE("A card that was only touched over there goes on here") {
  Db db = store::memory_collection(kStamp.at);
  NoteFile file = learnt();
  import(db, file);
  const Key tea = card_key(entry_key("茶"), CardKind::meaning, "chá");
  {
    Transaction transaction(db);
    ReviewAct act;
    act.rating = Rating::good;
    act.scheduler = "sm2";
    act.previous = store::find_card(db, tea)->state.latest_review;
    record(db, kStamp, tea, act);
    record(db, kStamp, tea, SuspendAct{true});
    transaction.commit();
  }
  const CardState here = store::find_card(db, tea)->state;
  file.notes[0].cards[0].changed_ms = kStamp.at.ms() + 60'000;  // moved to another deck, say
  import(db, file);
  CHECK(store::find_card(db, tea)->state == here);
}

TEST_CASE("Undoing a later import leaves what an earlier one brought") {
  Db db = store::memory_collection(kStamp.at);
  import(db, learnt());
  NoteFile later = learnt();
  later.notes[1].cards[0].reviews = {past_review(kDay + 20, Rating::good, 1)};
  later.notes[1].values[2] = "wine; spirits";
  import(db, later);
  REQUIRE(undo_latest(db, kStamp, UndoWhat::import));
  CHECK(card(db, "茶", CardKind::meaning, "chá").state.reviews == 4);
  REQUIRE(undo_latest(db, kStamp, UndoWhat::import));
  CHECK(card(db, "茶", CardKind::meaning, "chá").state.reviews == 0);
}

TEST_CASE("A history that first came to plain cards comes to the words as well") {
  Db db = store::memory_collection(kStamp.at);
  const NoteFile file = learnt();
  std::vector<NoteMapping> plain = propose_mappings(file);
  change_mapping(plain, "plain");
  NotesReport report;
  import_notes(db, kStamp, file, plain, {}, {}, report);
  CHECK(report.plain == 6);
  REQUIRE(undo_latest(db, kStamp, UndoWhat::import));
  CHECK(import(db, file).history.reviews_new == 4);
  CHECK(card(db, "茶", CardKind::meaning, "chá").state.due == day_from_number(kDay + 17));
  CHECK(check_collection(db).findings.empty());
}

TEST_CASE("A dry run writes nothing; answers from the future are left out") {
  Db db = store::memory_collection(kStamp.at);
  NoteFile file = learnt();
  file.notes[1].cards[0].reviews = {past_review(30'000, Rating::good, 1)};
  ImportOptions dry;
  dry.dry_run = true;
  CHECK(import(db, file, dry).decks.diagnostics.size() == 1);
  CHECK(check_collection(db).events == 0);
  import(db, file);
  CHECK(card(db, "酒", CardKind::meaning, "jiǔ").state.reviews == 0);
}

}  // namespace lianxi::test
