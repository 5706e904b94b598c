#include "session/import_reviews.h"

#include <doctest/doctest.h>

#include <sstream>

#include "session/check.h"
#include "session/review_table.h"
#include "session/study.h"
#include "session/undo.h"
#include "store/cards.h"
#include "support/collection.h"

namespace lianxi::test {
namespace {

constexpr std::chrono::hours kRollover{4};

/// A collection of one word that is studied for some days.
Db studied(TestClock& clock, int days) {
  Db db = store::memory_collection(clock.now());
  import_text(db, clock, "tea", kTea);
  for (int day = 0; day < days; ++day) {
    Study study(db, clock, {});
    for (int i = 0; study.ask(); ++i) {
      study.answer("");
      clock.advance(std::chrono::seconds{9});
      study.rate(i == 0 && day % 3 == 1 ? Rating::again : Rating::good);
    }
    clock.advance(std::chrono::hours{24});
  }
  return db;
}

/// The table as `export reviews` writes it.
std::string csv_of(Db& db) {
  Table table = review_table(db);
  table.columns.resize(kExchangedColumns);
  for (auto& row : table.rows) row.resize(kExchangedColumns);
  std::ostringstream out;
  write_csv(table, out);
  return out.str();
}

ReviewsReport take(Db& db, const TestClock& clock, const std::string& csv, bool dry_run = false) {
  return import_reviews(db, {clock.now(), kRollover}, read_review_log(csv, "reviews.csv"),
                        "reviews.csv", dry_run);
}

}  // namespace

TEST_CASE("a table of answers moves a history to a collection that has the cards") {
  TestClock clock("2026-03-02T09:00+08:00");
  Db db = studied(clock, 12);
  const std::string csv = csv_of(db);
  Db other = store::memory_collection(clock.now(), 2);
  import_text(other, clock, "tea", kTea);
  CHECK(take(other, clock, csv, true).history.reviews_new > 10);
  CHECK(review_table(other).rows.empty());

  const ReviewsReport report = take(other, clock, csv);
  CHECK(report.history.reviews_new == std::ssize(review_table(db).rows));
  CHECK(report.others == 0);
  CHECK(csv_of(other) == csv);
  CHECK(check_collection(other).findings.empty());

  const ReviewsReport again = take(other, clock, csv);
  CHECK(again.history.reviews_new == 0);
  CHECK(again.history.reviews_known == report.history.reviews_new);
  REQUIRE(undo_latest(other, {clock.now(), kRollover}, UndoWhat::import));
  CHECK(review_table(other).rows.empty());
  CHECK(take(other, clock, csv).history.reviews_known == report.history.reviews_new);
  CHECK(csv_of(other) == csv);
}

TEST_CASE("answers that the log has already are not counted twice") {
  TestClock clock("2026-03-02T09:00+08:00");
  Db db = studied(clock, 8);
  const std::string csv = csv_of(db);
  const CheckReport before = check_collection(db);
  const ReviewsReport same = take(db, clock, csv);
  CHECK(same.history.reviews_new == 0);
  CHECK(same.history.reviews_known == std::ssize(review_table(db).rows));
  CHECK(check_collection(db).log == before.log);

  // Answered elsewhere since: only that one is new.
  const std::string grown = csv + csv.substr(csv.find('\n') + 1, 32) + ",1773000000000,3,2,900\n";
  const ReviewsReport more = take(db, clock, grown);
  CHECK(more.history.reviews_new == 1);
  CHECK(check_collection(db).findings.empty());
}

TEST_CASE("an answer that was undone does not come back with its table") {
  TestClock clock("2026-03-02T09:00+08:00");
  Db db = studied(clock, 4);
  const std::string csv = csv_of(db);
  REQUIRE(undo_latest(db, {clock.now(), kRollover}));
  const std::string undone = csv_of(db);
  CHECK(undone != csv);
  take(db, clock, csv);
  CHECK(csv_of(db) == undone);
}

TEST_CASE("answers of cards that are not here are counted and left out") {
  TestClock clock("2026-03-02T09:00+08:00");
  Db db = studied(clock, 1);
  const ReviewsReport report =
      take(db, clock,
           "card_id,review_time,review_rating\nx,1,3\nx,2,3\n" + std::string(32, 'a') + ",1,3\n");
  CHECK(report.others == 3);
  CHECK(report.other_cards == 2);
  CHECK(report.other_card == "x");
  CHECK(report.history.reviews_new == 0);
}

}  // namespace lianxi::test
