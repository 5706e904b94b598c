// Authors and learners change the same entry, by chance and over and over, while it is studied.

#include <doctest/doctest.h>

#include "session/check.h"
#include "session/entry_text.h"
#include "session/record.h"
#include "session/study.h"
#include "session/undo.h"
#include "store/entries.h"
#include "support/changed_deck.h"
#include "support/collection.h"
#include "support/full_entry.h"
#include "support/random_edits.h"

namespace lianxi::test {
namespace {

class Course {
 public:
  explicit Course(unsigned seed) : random_(seed) { import(); }

  void step() {
    clock_.advance(std::chrono::minutes{1});
    switch (random_() % 6) {
      case 0:
        import_changed(db_, clock_, random_, deck_);
        break;
      case 1:
        edit();
        break;
      case 2:
        undo_latest(db_, stamp(), random_() % 4 == 0 ? UndoWhat::import : UndoWhat::act);
        break;
      default:
        study();
    }
  }

  void check() {
    for (const std::string& finding : check_collection(db_).findings) FAIL_CHECK(finding);
    // Every review has its card, put aside or not, and every card all of its reviews.
    std::map<Key, int> reviews;
    const DeadEvents dead = store::dead_events(db_);
    store::for_each_event(db_, [&](const Event& event) {
      const bool lives = !dead.contains(event.id, event.import);
      if (lives && event.type() == EventType::review) ++reviews[event.subject.value()];
    });
    for (const auto& [card, count] : reviews) {
      const auto row = store::find_card(db_, card);
      REQUIRE(row);
      CHECK(row->state.reviews == count);
    }
  }

  void import_again() {
    const std::string log = check_collection(db_).log;
    ImportReport report;
    import_decks(db_, stamp(), deck_of("contact", write_markdown(deck_)), {}, report);
    CHECK(report.entries_unchanged == 1);
    CHECK(check_collection(db_).log == log);
  }

  void import() { import_text(db_, clock_, "contact", write_markdown(deck_)); }

 private:
  store::Stamp stamp() const { return {clock_.now(), std::chrono::hours{4}}; }

  void edit() {
    const Key key = entry_key("联系");
    const auto folded = folded_entry(db_, key, store::dead_events(db_));
    if (!folded) return;
    Transaction transaction(db_);
    const Entry after = changed_by_chance(folded->entry, random_, "!");
    for (const FieldEdit& change : edits_between(folded->entry, after)) {
      record(db_, stamp(), key, EditAct{change.path, change.text});
    }
    transaction.commit();
  }

  void study() {
    Study study(db_, clock_, {});
    while (study.ask()) study.rate(random_() % 4 == 0 ? Rating::again : Rating::good);
    clock_.advance(std::chrono::hours{24});
  }

  std::mt19937 random_;
  TestClock clock_{"2026-03-02T09:00+08:00"};
  Db db_ = store::memory_collection(clock_.now());
  Entry deck_ = full_entry();
};

}  // namespace

TEST_CASE(
    "random versions, edits and reviews: no review loses its card, the same again is nothing") {
  for (unsigned seed = 1; seed <= 12; ++seed) {
    CAPTURE(seed);
    Course course(seed);
    for (int i = 0; i < 30; ++i) {
      course.step();
      if (i % 6 == 0) course.check();
    }
    course.check();
    course.import();
    course.import_again();
  }
}

}  // namespace lianxi::test
