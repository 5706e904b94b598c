#pragma once

// A learner on one device who does what learners do, by chance. Several of them with skewed clocks
// make the histories that merging must bring together.

#include <random>
#include <string>
#include <utility>
#include <vector>

#include "session/check.h"
#include "session/deletion.h"
#include "session/dictionary_deck.h"
#include "session/entry_text.h"
#include "session/import_job.h"
#include "session/merge.h"
#include "session/record.h"
#include "session/study.h"
#include "session/undo.h"
#include "store/exchange.h"
#include "store/migrate.h"
#include "support/collection.h"
#include "support/full_entry.h"
#include "support/random_edits.h"

namespace lianxi::test {

class RandomLearner {
 public:
  /// `skew`: by how much this device's clock is wrong.
  RandomLearner(unsigned seed, Db collection, std::chrono::milliseconds skew)
      : db(std::move(collection)), random_(seed) {
    clock.advance(skew);
  }
  RandomLearner(unsigned seed, std::chrono::milliseconds skew)
      : RandomLearner(seed, store::memory_collection(moment("2026-03-02T09:00+08:00"), seed),
                      skew) {}

  TestClock clock{"2026-03-02T09:00+08:00"};
  Db db;

  void step() {
    clock.advance(std::chrono::minutes{below(200)});
    switch (below(15)) {
      case 0:
      case 1:
        return import();
      case 2:
        return edit();
      case 3:
        return act(SuspendAct{below(2) == 0});
      case 4:
        return act(BuryAct{today() + Days{below(3)}});
      case 5:
        return act(below(2) == 0 ? Act{ResetAct{}} : Act{SetDueAct{today() + Days{below(9)}}});
      case 6:
        return act(FlagAct{std::to_string(below(9))});
      case 7:
        return act(AcceptAct{"liánluò" + std::to_string(below(9))});
      case 8:
        return remove_or_bring_back();
      case 9:
        return set();
      case 10:
        undo_latest(db, stamp(), static_cast<UndoWhat>(below(3)));
        return;
      case 11:
        redo_latest(db, stamp());
        return;
      case 12:
        if (below(4) == 0) go_back();
        return;
      default:
        return study();
    }
  }

  /// Takes in all that another collection knows.
  MergeReport take_from(Db& other) {
    return merge(db, clock.now(), [&](const auto& visit) { store::for_each_record(other, visit); });
  }

  /// What check finds, one a line.
  std::string findings() {
    std::string text;
    for (const std::string& finding : check_collection(db).findings) text += finding + "\n";
    return text;
  }
  /// Both digests.
  std::string digests() {
    const CheckReport report = check_collection(db);
    return report.state + " " + report.log;
  }
  int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }

 private:
  store::Stamp stamp() const { return {clock.now(), std::chrono::hours{4}}; }
  StudyDay today() const { return study_day(clock.now()); }

  template <typename Work>
  void write(Work work) {
    Transaction transaction(db);
    work();
    transaction.commit();
  }

  void import() {
    static const std::string kConnection =
        "# 关系 guānxi\n- Definition: a relationship\n## Examples\n- 我们的**关系**很好。\n";
    try {
      switch (below(4)) {
        case 0:
          import_text(db, clock, "tea", std::string(kTea) + (below(2) == 0 ? "- 喝茶！\n" : ""));
          break;
        case 1:
          import_text(db, clock, "more", kConnection);
          break;
        case 2:
          import_text(db, clock, std::string(kDictionaryDeck),
                      write_markdown(changed_by_chance(full_entry(), random_, "~")));
          break;
        default:
          import_text(db, clock, "contact",
                      write_markdown(changed_by_chance(full_entry(), random_, "?")));
      }
    } catch (const Error&) {
      // A version that chance has made unusable is refused whole.
    }
  }

  void edit() {
    const auto rows = store::list_entries(db, std::nullopt);
    if (rows.empty()) return;
    const auto& row = rows[static_cast<std::size_t>(below(static_cast<int>(rows.size())))];
    const Entry before = parse_entry(row.text);
    std::vector<std::pair<Key, Act>> edits;
    for (const FieldEdit& change : edits_between(before, changed_by_chance(before, random_, "!"))) {
      edits.emplace_back(store::key_of(db, static_cast<KeyId>(row.id)),
                         EditAct{change.path, change.text});
    }
    if (!edits.empty()) write([&] { record_together(db, stamp(), edits); });
  }

  /// On one card, or on several at once.
  void act(const Act& act) {
    std::vector<std::pair<Key, Act>> acts;
    store::for_each_card(db, [&](const store::CardRow& card) {
      if (!card.retired && below(6) == 0) acts.emplace_back(card.card.key, act);
    });
    if (!acts.empty()) write([&] { record_together(db, stamp(), acts); });
  }

  void remove_or_bring_back() {
    const auto deleted = deleted_entries(db, store::dead_events(db));
    if (!deleted.empty()) return take_back(db, stamp(), deleted.front());
    const auto rows = store::list_entries(db, std::nullopt);
    if (!rows.empty() && below(3) == 0) delete_entries(db, stamp(), {rows.back().id});
  }

  void set() {
    write([&] {
      record(db, stamp(), std::nullopt,
             SettingAct{below(2) == 0 ? "new-cards" : "maximum-interval",
                        std::to_string(5 + below(20))});
    });
  }

  void go_back() {
    RestoreAct back;
    back.known = store::version_of(db);
    for (const auto& [device, seq] : back.known) {
      back.to[device] = std::max<std::int64_t>(1, seq - below(6));
    }
    write([&] { record(db, stamp(), std::nullopt, back); });
  }

  void study() {
    Study study(db, clock, {});
    for (int i = 0; i < 4 && study.ask(); ++i) {
      study.answer(below(2) == 0 ? "lian2xi4" : "");
      clock.advance(std::chrono::seconds{below(90)});
      study.rate(kRatings[static_cast<std::size_t>(below(4))]);
    }
    if (below(2) == 0) clock.advance(std::chrono::hours{24});
  }

  std::mt19937 random_;
};

}  // namespace lianxi::test
