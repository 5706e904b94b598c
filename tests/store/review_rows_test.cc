#include "store/review_rows.h"

#include <doctest/doctest.h>

#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "store/log.h"
#include "store/log_rows.h"
#include "store/log_scan.h"
#include "store/migrate.h"

namespace lianxi::store {
namespace {

constexpr int kCards = 300;
const Moment kNow{
    std::chrono::sys_time<std::chrono::milliseconds>{std::chrono::milliseconds{1'772'420'400'000}},
    std::chrono::minutes{480}};

/// A log of three devices that met now and then, one of which was late: reviews for the most part,
/// some undone, some brought by an import that was undone, some before a restore.
class ManyReviews {
 public:
  explicit ManyReviews(unsigned seed) : chance_(seed) {
    Transaction transaction(db);
    EventInserter inserter(db);
    const EventId import = insert(inserter, 1, std::nullopt, ImportAct{"somewhere"}).id;
    for (int i = 0; i < 21'000; ++i) {
      const std::int64_t device = 1 + below(3);
      Event event = next(device, card(), review());
      if (below(10) == 0) event.import = import;
      inserter.insert(event, {});
      reviews_.push_back(event);
      if (below(50) == 0) undo(inserter);
      if (i == 5'000) restore(inserter);
    }
    insert(inserter, 2, std::nullopt, UndoAct{import});
    pack_reviews(db);
    transaction.commit();
  }

  Db db = memory_collection(kNow);

 private:
  std::int64_t below(std::int64_t n) {
    return std::uniform_int_distribution<std::int64_t>(0, n - 1)(chance_);
  }
  Key card() { return hash_key({"card", std::to_string(below(kCards))}); }

  ReviewAct review() {
    ReviewAct act;
    act.rating = static_cast<Rating>(1 + below(4));
    act.taken = std::chrono::milliseconds{below(90'000)};
    act.scheduler = "sm2";
    if (below(2) == 0) act.sentence = hash_key({"sentence", std::to_string(below(20))});
    act.first_sight = act.sentence && below(2) == 0;
    return act;
  }

  Event next(std::int64_t device, std::optional<Key> subject, Act act) {
    time_ += below(3) == 0 ? 0 : below(200'000);
    Event event;
    event.id = {static_cast<DeviceId>(device), ++seq_[device]};
    const std::int64_t ms = kNow.ms() + time_ - (device == 3 ? below(40'000'000) : 0);
    event.clock = {ms, static_cast<std::int32_t>(below(3))};
    event.at.utc = decltype(event.at.utc){std::chrono::milliseconds{ms}};
    event.at.offset = std::chrono::minutes{below(2) == 0 ? 480 : -420};
    event.day = study_day(event.at, event.rollover);
    event.subject = subject;
    event.act = std::move(act);
    return event;
  }
  Event insert(EventInserter& inserter, std::int64_t device, std::optional<Key> subject, Act act) {
    Event event = next(device, subject, std::move(act));
    inserter.insert(event, {});
    return event;
  }
  void undo(EventInserter& inserter) {
    const Event& target = reviews_[static_cast<std::size_t>(below(std::ssize(reviews_)))];
    insert(inserter, 1 + below(3), target.subject, UndoAct{target.id});
  }
  void restore(EventInserter& inserter) {
    RestoreAct act;
    for (const auto& [device, seq] : seq_) act.known[static_cast<DeviceId>(device)] = seq;
    act.to = act.known;
    act.to[static_cast<DeviceId>(2)] -= 100;
    insert(inserter, 1, std::nullopt, act);
  }

  std::mt19937 chance_;
  std::int64_t time_ = 0;
  std::map<std::int64_t, std::int64_t> seq_;
  std::vector<Event> reviews_;
};

using Line = std::string;

std::map<std::int64_t, std::vector<Line>> by_full_events(Db& db, const DeadEvents& dead) {
  std::map<std::int64_t, std::vector<Line>> lines;
  for_each_event(db, [&](const Event& event) {
    const auto* review = std::get_if<ReviewAct>(&event.act);
    if (!review || dead.contains(event.id, event.import)) return;
    const auto time = std::chrono::floor<std::chrono::minutes>(event.at.utc.time_since_epoch());
    lines[static_cast<std::int64_t>(find_key(db, *event.subject).value())].push_back(
        to_string(event.day) + " " + std::to_string(time.count()) + " " +
        std::to_string(event.at.offset.count()) + " " + std::to_string(review->taken.count()) +
        " " + std::to_string(static_cast<int>(review->rating)) +
        (!review->sentence     ? ""
         : review->first_sight ? " new"
                               : " seen"));
  });
  return lines;
}

std::map<std::int64_t, std::vector<Line>> by_rows(Db& db, const DeadEvents& dead) {
  std::map<std::int64_t, std::vector<Line>> lines;
  for_each_review(db, dead, [&](const ReviewRow& row) {
    lines[static_cast<std::int64_t>(row.card)].push_back(
        to_string(row.day) + " " + std::to_string(row.at.time_since_epoch().count()) + " " +
        std::to_string(row.offset.count()) + " " + std::to_string(row.taken.count()) + " " +
        std::to_string(static_cast<int>(row.rating)) +
        (!row.first_sight   ? ""
         : *row.first_sight ? " new"
                            : " seen"));
  });
  return lines;
}

std::string problem_of_blocks(Db& db) {
  BlocksCheck check(db);
  std::int64_t rows = 0;
  scan_events(db, [&](const LogRow& row, const Event& event) {
    rows = row.row;
    if (row.has_facts) check.add(rows, *row.subject, event);
  });
  return check.problem(rows);
}

}  // namespace

TEST_CASE("reviews come as the log has them, card by card, from blocks and without") {
  for (unsigned seed = 1; seed <= 3; ++seed) {
    CAPTURE(seed);
    ManyReviews log(seed);
    const DeadEvents dead = dead_events(log.db);
    const auto wanted = by_full_events(log.db, dead);
    CHECK(wanted.size() == kCards);
    CHECK(query_one<int>(log.db, "select count(*) from review_block") == 2);
    CHECK(by_rows(log.db, dead) == wanted);
    CHECK(problem_of_blocks(log.db) == "");
    unpack_reviews(log.db, 1);
    CHECK(by_rows(log.db, dead) == wanted);
  }
}

TEST_CASE("a block that says something else than the log is found") {
  ManyReviews log(4);
  execute(log.db,
          "update event set study_day = study_day + 1 where id = 9000 and type = 1 or id = 9001");
  CHECK(problem_of_blocks(log.db) == "block 1 is not what the log says");
  unpack_reviews(log.db, 9000);
  CHECK(query_one<int>(log.db, "select count(*) from review_block") == 1);
  CHECK(problem_of_blocks(log.db) == "");
  pack_reviews(log.db);
  CHECK(query_one<int>(log.db, "select count(*) from review_block") == 2);
}

TEST_CASE("rows and blocks that somebody else has made harm nothing") {
  ManyReviews log(6);
  const DeadEvents dead = dead_events(log.db);
  const auto wanted = by_full_events(log.db, dead);
  execute(log.db, "insert into review_block (number, packed) values (9223372036854775807, x'')");
  pack_reviews(log.db);
  CHECK(problem_of_blocks(log.db) == "");
  // A row far behind the others: as many blocks as there were rows between would fill the disk.
  execute(log.db, "update event set id = 1000000000000 where id = (select max(id) from event)");
  pack_reviews(log.db);
  CHECK(query_one<int>(log.db, "select count(*) from review_block") == 3);
  CHECK(by_rows(log.db, dead) == wanted);
  execute(log.db, "update review_block set packed = x'80' where number = 1");
  CHECK_THROWS_AS(by_rows(log.db, dead), Error);
}

TEST_CASE("a card that was reset begins anew") {
  Db db = memory_collection(kNow);
  Transaction transaction(db);
  const Key card = hash_key({"card"});
  std::vector<bool> anew;
  const auto act = [&](std::int64_t hours, Act what) {
    Moment at = kNow;
    at.utc += std::chrono::hours{hours};
    append(db, {at}, card, std::move(what));
  };
  ReviewAct review;
  review.scheduler = "sm2";
  act(0, review);
  act(1, ResetAct{});
  act(2, review);
  act(3, review);
  for_each_review(db, dead_events(db), [&](const ReviewRow& row) { anew.push_back(row.anew); });
  CHECK(anew == std::vector<bool>{false, true, false});
  transaction.commit();
}

}  // namespace lianxi::store
