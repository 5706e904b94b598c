#include "store/review_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <set>
#include <utility>
#include <vector>

#include "base/row_map.h"

namespace lianxi::store {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;

LoggedReview read_review(const Statement& row) {
  LoggedReview review;
  review.event = row.get<std::int64_t>(0);
  review.card = row.get<std::int64_t>(1);
  review.clock_ms = row.get<std::int64_t>(2);
  review.written_at = row.get<std::int64_t>(3);
  review.day = row.get<std::int64_t>(4);
  review.taken_ms = row.get<std::int64_t>(5);
  review.offset_min = row.get<std::int64_t>(6);
  review.rating = row.get<std::int64_t>(7);
  review.first_sight = row.is_null(8) ? -1 : row.get<std::int64_t>(9);
  return review;
}

/// Reviews in the rows of the log behind `first` up to `last`, in the order of rows.
void for_each_logged(Db& db, std::int64_t first, std::int64_t last,
                     const std::function<void(const LoggedReview&)>& visit) {
  Statement query(db, R"sql(
    select event.id, subject, clock_ms, written_at, study_day, taken_ms, offset_min, rating,
           sentence, first_sight
    from review join event on event.id = review.event
    where review.event > ? and review.event <= ? order by review.event)sql");
  for (query.bind(first, last); query.step();) visit(read_review(query));
}

std::int64_t newest_row(Db& db) {
  return query_one<std::int64_t>(db, "select coalesce(max(id), 0) from event").value();
}

bool holds_rows(Db& db, std::int64_t block) {
  return query_one<int>(db, "select 1 from event where id > ? and id <= ? limit 1",
                        block * kBlockRows, (block + 1) * kBlockRows)
      .has_value();
}

std::string block_of_rows(Db& db, std::int64_t number) {
  BlockWriter block;
  for_each_logged(db, number * kBlockRows, (number + 1) * kBlockRows,
                  [&](const LoggedReview& review) { block.add(review); });
  return block.bytes();
}

/// Rows of the log that undos, restores and undone imports have killed, ascending.
class DeadRows {
 public:
  DeadRows(Db& db, const DeadEvents& dead) {
    for (const EventId& id : dead.undone()) {
      add(db,
          "select event.id from event join device on device.id = event.device "
          "where device.code = ? and seq = ?",
          id.device, id.seq);
    }
    for (const RestoreAct& restore : dead.restored()) {
      for (const auto& [device, known] : restore.known) {
        const auto kept = restore.to.find(device);
        add(db,
            "select event.id from event join device on device.id = event.device "
            "where device.code = ? and seq > ? and seq <= ?",
            device, kept == restore.to.end() ? 0 : kept->second, known);
      }
    }
    add_imports(db, dead);
    std::sort(rows_.begin(), rows_.end());
  }
  bool contains(std::int64_t event) const {
    return !rows_.empty() && std::binary_search(rows_.begin(), rows_.end(), event);
  }

 private:
  /// What dead imports have brought: from one import to the next, not through all that they
  /// brought.
  void add_imports(Db& db, const DeadEvents& dead) {
    Statement next(db, R"sql(
      select import_device, import_seq, code from event join device on device.id = import_device
      where (import_device, import_seq) > (?, ?) and import_device is not null
      order by import_device, import_seq limit 1)sql");
    std::int64_t device = 0, seq = 0;
    while (next.bind(device, seq).step()) {
      device = next.get<std::int64_t>(0);
      seq = next.get<std::int64_t>(1);
      if (!dead.contains({next.get<DeviceId>(2), seq})) continue;
      add(db, "select id from event where import_device = ? and import_seq = ?", device, seq);
    }
  }

  template <typename... Values>
  void add(Db& db, const char* sql, const Values&... values) {
    Statement query(db, sql);
    for (query.bind(values...); query.step();) rows_.push_back(query.get<std::int64_t>(0));
  }

  std::vector<std::int64_t> rows_;
};

/// A review in memory.
struct Packed {
  std::int64_t clock_ms;
  std::int64_t card;  ///< local row
  std::int32_t day;
  std::int32_t at_min;
  std::uint32_t taken_ms;
  std::int16_t offset;
  std::uint8_t rating;
  std::int8_t first_sight;  ///< -1 without a sentence
};
static_assert(sizeof(Packed) == 32);

template <typename Narrow>
Narrow narrowed(std::int64_t value) {
  return static_cast<Narrow>(std::clamp<std::int64_t>(value, std::numeric_limits<Narrow>::min(),
                                                      std::numeric_limits<Narrow>::max()));
}

Packed packed(const LoggedReview& review) {
  constexpr std::int64_t kMinute = 60'000;
  return {review.clock_ms,
          review.card,
          narrowed<std::int32_t>(review.day),
          narrowed<std::int32_t>(review.written_at / kMinute),
          narrowed<std::uint32_t>(review.taken_ms),
          narrowed<std::int16_t>(review.offset_min),
          narrowed<std::uint8_t>(review.rating),
          narrowed<std::int8_t>(review.first_sight)};
}

ReviewRow unpacked(const Packed& review) {
  return {static_cast<KeyId>(review.card),
          day_from_number(review.day),
          std::chrono::sys_time<minutes>{minutes{review.at_min}},
          minutes{review.offset},
          milliseconds{review.taken_ms},
          static_cast<Rating>(review.rating),
          review.first_sight < 0 ? std::nullopt : std::optional(review.first_sight != 0),
          false};
}

/// All reviews, in the order of rows where that is the order of the log's clocks: always but where
/// another device's have come in between. Then they are gone through once more before, to learn of
/// which cards the order is another.
class Reviews {
 public:
  Reviews(Db& db, const DeadEvents& dead) : db_(db), dead_(db, dead) {
    if (!in_order()) {
      for_each_living([&](const LoggedReview& review) { note(review); });
    }
    note_resets();
  }

  void visit(const std::function<void(const ReviewRow&)>& visit) {
    for_each_living([&](const LoggedReview& review) {
      const Order order = all_by_rows_ ? Order::rows : cards_[review.card].order;
      if (order == Order::rows) visit(unpacked(packed(review)));
      if (order == Order::clocks) late_.push_back(packed(review));
    });
    visit_late(visit);
    for (const std::int64_t card : in_log_order_) visit_in_order(card, visit);
  }

 private:
  /// What puts the reviews of a card into the canonical order.
  enum class Order : std::uint8_t {
    rows,    ///< they stand in it
    clocks,  ///< one of them came after later ones
    log,     ///< two are of one time, or a reset stands between them: all that the log says
  };
  struct Card {
    std::int64_t clock_ms = std::numeric_limits<std::int64_t>::min();  ///< of its latest review
    Order order = Order::rows;
  };

  template <typename Visit>
  void for_each_living(Visit visit) {
    const auto if_alive = [&](const LoggedReview& review) {
      if (!dead_.contains(review.event)) visit(review);
    };
    const std::int64_t newest = newest_row(db_);
    std::int64_t next = 0;
    Statement query(db_, "select number, packed from review_block order by number");
    for (query.bind(); query.step(); ++next) {
      BlockReader block(query.get<Blob>(1).bytes);
      for (LoggedReview review; block.read(review);) if_alive(review);
      if (!block.sound() || query.get<std::int64_t>(0) != next || next >= newest / kBlockRows) {
        throw Error(ErrorKind::collection, "the collection is damaged: a block of reviews",
                    "lianxi check says more, lianxi check --repair mends it");
      }
    }
    for_each_logged(db_, next * kBlockRows, newest, if_alive);
  }

  /// Whether each review is later than all in rows before it.
  bool in_order() {
    bool ordered = true;
    std::int64_t latest = std::numeric_limits<std::int64_t>::min();
    for_each_living([&](const LoggedReview& review) {
      ordered = ordered && review.clock_ms > latest;
      latest = review.clock_ms;
    });
    return ordered;
  }

  void note(const LoggedReview& review) {
    all_by_rows_ = false;
    Card& card = cards_[review.card];
    // Those of one time are parted by their counters and devices, which are not in the blocks.
    if (review.clock_ms == card.clock_ms) needs_log(review.card);
    if (review.clock_ms < card.clock_ms && card.order == Order::rows) card.order = Order::clocks;
    card.clock_ms = std::max(card.clock_ms, review.clock_ms);
  }

  void needs_log(std::int64_t card) {
    all_by_rows_ = false;
    cards_[card].order = Order::log;
    in_log_order_.insert(card);
  }

  void visit_late(const std::function<void(const ReviewRow&)>& visit) {
    const auto order = [](const Packed& review) { return std::pair(review.card, review.clock_ms); };
    std::sort(late_.begin(), late_.end(),
              [&](const Packed& a, const Packed& b) { return order(a) < order(b); });
    for (auto next = late_.begin(); next != late_.end();) {
      const auto end = std::find_if(next, late_.end(),
                                    [&](const Packed& other) { return other.card != next->card; });
      const auto tie = std::adjacent_find(
          next, end, [](const Packed& a, const Packed& b) { return a.clock_ms == b.clock_ms; });
      if (tie != end) visit_in_order(next->card, visit);
      for (; tie == end && next != end; ++next) visit(unpacked(*next));
      next = end;
    }
  }

  /// Notes which cards have been reset: few.
  void note_resets() {
    Statement query(db_, "select id, subject from event where type = 6 and type <> 1");
    for (query.bind(); query.step();) {
      if (!dead_.contains(query.get<std::int64_t>(0))) needs_log(query.get<std::int64_t>(1));
    }
  }

  void visit_in_order(std::int64_t card, const std::function<void(const ReviewRow&)>& visit) {
    Statement query(db_, R"sql(
      select event.id, subject, clock_ms, written_at, study_day, taken_ms, offset_min, rating,
             sentence, first_sight
      from event left join review on review.event = event.id
      join device on device.id = event.device
      where subject = ? and type in (1, 6) order by clock_ms, clock_n, code, seq)sql");
    bool anew = false;
    for (query.bind(card); query.step();) {
      if (dead_.contains(query.get<std::int64_t>(0))) continue;
      const bool is_reset = query.is_null(7);
      if (!is_reset) {
        ReviewRow row = unpacked(packed(read_review(query)));
        row.anew = anew;
        visit(row);
      }
      anew = is_reset;
    }
  }

  Db& db_;
  const DeadRows dead_;
  bool all_by_rows_ = true;
  RowMap<Card> cards_;  // by local row; empty while all stand in the order of rows
  std::set<std::int64_t> in_log_order_;
  std::vector<Packed> late_;
};

}  // namespace

void for_each_review(Db& db, const DeadEvents& dead,
                     const std::function<void(const ReviewRow&)>& visit) {
  Reviews(db, dead).visit(visit);
}

void pack_reviews(Db& db) {
  const std::int64_t end = newest_row(db) / kBlockRows;
  const auto next_block = [&] {
    return query_one<std::int64_t>(db, "select coalesce(max(number) + 1, 0) from review_block")
        .value();
  };
  // Blocks of rows that are not there: somebody else has made them.
  if (next_block() > end) execute(db, "delete from review_block where number >= ?", end);
  // Rows follow each other; behind a gap that somebody has left they are read from the log.
  for (std::int64_t number = next_block(); number < end && holds_rows(db, number); ++number) {
    execute(db, "insert into review_block (number, packed) values (?, ?)", number,
            Blob{block_of_rows(db, number)});
  }
}

void unpack_reviews(Db& db, std::int64_t row) {
  execute(db, "delete from review_block where number >= ?", (row - 1) / kBlockRows);
}

BlocksCheck::BlocksCheck(Db& db)
    : stored_(db, "select number, packed from review_block order by number") {
  more_ = stored_.bind().step();
}

void BlocksCheck::end_block() {
  const bool stands_so =
      stored_.get<std::int64_t>(0) == number_ && stored_.get<Blob>(1).bytes == block_.bytes();
  if (!stands_so && problem_.empty()) {
    problem_ = fmt::format("block {} is not what the log says", stored_.get<std::int64_t>(0));
  }
  more_ = stored_.step();
  ++number_;
  block_ = {};
}

void BlocksCheck::add(std::int64_t row, KeyId card, const Event& event) {
  while (more_ && row > (number_ + 1) * kBlockRows) end_block();
  if (!more_) return;
  const auto& review = std::get<ReviewAct>(event.act);
  LoggedReview logged;
  logged.event = row;
  logged.card = static_cast<std::int64_t>(card);
  logged.clock_ms = event.clock.ms;
  logged.written_at = event.at.ms();
  logged.day = day_number(event.day);
  logged.taken_ms = review.taken.count();
  logged.offset_min = event.at.offset.count();
  logged.rating = static_cast<std::int64_t>(review.rating);
  if (review.sentence) logged.first_sight = review.first_sight ? 1 : 0;
  block_.add(logged);
}

std::string BlocksCheck::problem(std::int64_t rows) {
  while (more_ && (number_ + 1) * kBlockRows <= rows) end_block();
  if (more_ && problem_.empty()) {
    problem_ = fmt::format("block {} is not what the log says", number_);
  }
  return problem_;
}

}  // namespace lianxi::store
