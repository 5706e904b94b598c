#include "store/review_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <unordered_map>
#include <vector>

#include "store/review_block.h"

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
  std::uint32_t card;  ///< number of the card, in the order of their first reviews
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

Packed packed(const LoggedReview& review, std::uint32_t card) {
  constexpr std::int64_t kMinute = 60'000;
  return {review.clock_ms,
          card,
          narrowed<std::int32_t>(review.day),
          narrowed<std::int32_t>(review.written_at / kMinute),
          narrowed<std::uint32_t>(review.taken_ms),
          narrowed<std::int16_t>(review.offset_min),
          narrowed<std::uint8_t>(review.rating),
          narrowed<std::int8_t>(review.first_sight)};
}

ReviewRow unpacked(const Packed& review, KeyId card) {
  return {card,
          day_from_number(review.day),
          std::chrono::sys_time<minutes>{minutes{review.at_min}},
          minutes{review.offset},
          milliseconds{review.taken_ms},
          static_cast<Rating>(review.rating),
          review.first_sight < 0 ? std::nullopt : std::optional(review.first_sight != 0),
          false};
}

/// Rows of cards are small numbers; where one is not, somebody made it so.
constexpr std::int64_t kNearRows = 1 << 21;

/// All reviews, sorted by card. The rows of the log are nearly always in the order of its clocks.
class Reviews {
 public:
  Reviews(Db& db, const DeadEvents& dead) : db_(db), dead_(db, dead) {
    const std::int64_t newest = newest_row(db);
    reviews_.reserve(static_cast<std::size_t>(std::clamp<std::int64_t>(newest, 0, 1 << 22)));
    std::int64_t next = 0;
    Statement query(db, "select number, packed from review_block order by number");
    for (query.bind(); query.step(); ++next) {
      const bool sound =
          query.get<std::int64_t>(0) == next && next < newest / kBlockRows &&
          read_block(query.get<Blob>(1).bytes, [&](const LoggedReview& r) { add(r); });
      if (!sound) {
        throw Error(ErrorKind::collection, "the collection is damaged: a block of reviews",
                    "lianxi check says more, lianxi check --repair mends it");
      }
    }
    for_each_logged(db, next * kBlockRows, newest, [&](const LoggedReview& r) { add(r); });
    note_resets();
  }

  void visit(const std::function<void(const ReviewRow&)>& visit) const {
    std::vector<std::uint32_t> order = by_card();
    auto next = order.begin();
    for (std::uint32_t number = 0; number < cards_.size(); ++number) {
      const Seen& card = cards_[number];
      const auto end = next + card.reviews;
      if (card.reset || (card.late && !sort_by_time(next, end))) {
        visit_in_order(number, visit);
        next = end;
      }
      for (; next != end; ++next) visit(unpacked(reviews_[*next], card.id));
    }
  }

 private:
  struct Seen {
    KeyId id{};
    std::int64_t clock_ms = 0;  ///< of its latest review so far
    std::uint32_t reviews = 0;
    bool late = false;  ///< one of its reviews came after later ones, or one of the same time
    bool reset = false;
  };

  void add(const LoggedReview& review) {
    if (dead_.contains(review.event)) return;
    const std::uint32_t number = number_of(review.card);
    Seen& card = cards_[number];
    card.late = card.late || (card.reviews > 0 && review.clock_ms <= card.clock_ms);
    card.clock_ms = std::max(card.clock_ms, review.clock_ms);
    ++card.reviews;
    reviews_.push_back(packed(review, number));
  }

  std::uint32_t number_of(std::int64_t card) {
    if (card < 0 || card >= kNearRows) return number_in(far_numbers_[card], card);
    const auto row = static_cast<std::size_t>(card);
    if (row >= near_numbers_.size()) near_numbers_.resize(std::max(row + 1, 2 * row));
    return number_in(near_numbers_[row], card);
  }
  /// `number`: 0 of a card that is new, else one more than its number.
  std::uint32_t number_in(std::uint32_t& number, std::int64_t card) {
    if (number == 0) {
      cards_.push_back({static_cast<KeyId>(card)});
      number = static_cast<std::uint32_t>(cards_.size());
    }
    return number - 1;
  }

  /// Places in `reviews_`, by card and in the order of the log.
  std::vector<std::uint32_t> by_card() const {
    std::vector<std::uint32_t> next(cards_.size() + 1, 0);
    for (std::size_t i = 0; i < cards_.size(); ++i) next[i + 1] = next[i] + cards_[i].reviews;
    std::vector<std::uint32_t> order(reviews_.size());
    for (std::uint32_t i = 0; i < reviews_.size(); ++i) order[next[reviews_[i].card]++] = i;
    return order;
  }

  /// False where two are of the same time: their counters and devices part them.
  bool sort_by_time(std::vector<std::uint32_t>::iterator first,
                    std::vector<std::uint32_t>::iterator last) const {
    const auto time = [&](std::uint32_t place) { return reviews_[place].clock_ms; };
    std::sort(first, last, [&](auto a, auto b) { return time(a) < time(b); });
    return std::adjacent_find(first, last, [&](auto a, auto b) { return time(a) == time(b); }) ==
           last;
  }

  /// Notes which cards have been reset: few.
  void note_resets() {
    Statement query(db_, "select id, subject from event where type = 6 and type <> 1");
    for (query.bind(); query.step();) {
      if (dead_.contains(query.get<std::int64_t>(0))) continue;
      cards_[number_of(query.get<std::int64_t>(1))].reset = true;
    }
  }

  void visit_in_order(std::uint32_t number,
                      const std::function<void(const ReviewRow&)>& visit) const {
    Statement query(db_, R"sql(
      select event.id, subject, clock_ms, written_at, study_day, taken_ms, offset_min, rating,
             sentence, first_sight
      from event left join review on review.event = event.id
      join device on device.id = event.device
      where subject = ? and type in (1, 6) order by clock_ms, clock_n, code, seq)sql");
    const KeyId card = cards_[number].id;
    bool anew = false;
    for (query.bind(card); query.step();) {
      if (dead_.contains(query.get<std::int64_t>(0))) continue;
      const bool is_reset = query.is_null(7);
      if (!is_reset) {
        ReviewRow row = unpacked(packed(read_review(query), number), card);
        row.anew = anew;
        visit(row);
      }
      anew = is_reset;
    }
  }

  Db& db_;
  DeadRows dead_;
  std::vector<std::uint32_t> near_numbers_;  ///< of cards in rows below kNearRows
  std::unordered_map<std::int64_t, std::uint32_t> far_numbers_;  ///< of others
  std::vector<Seen> cards_;
  std::vector<Packed> reviews_;
};

}  // namespace

void for_each_review(Db& db, const DeadEvents& dead,
                     const std::function<void(const ReviewRow&)>& visit) {
  Reviews(db, dead).visit(visit);
}

void for_each_review_since(Db& db, const DeadEvents& dead, StudyDay day,
                           const std::function<void(const ReviewRow&, bool again)>& visit) {
  const DeadRows dead_rows(db, dead);
  Statement query(db, R"sql(
    select event.id, subject, clock_ms, written_at, study_day, taken_ms, offset_min, rating,
           sentence, first_sight, previous_device is not null
    from event join review on review.event = event.id join device on device.id = event.device
    where study_day >= ? order by clock_ms, clock_n, code, seq)sql");
  for (query.bind(day); query.step();) {
    const LoggedReview review = read_review(query);
    if (dead_rows.contains(review.event)) continue;
    visit(unpacked(packed(review, 0), static_cast<KeyId>(review.card)), query.get<bool>(10));
  }
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

std::string problem_of_blocks(Db& db) {
  Statement query(db, "select number, packed from review_block order by number");
  std::int64_t next = 0;
  for (query.bind(); query.step(); ++next) {
    const auto number = query.get<std::int64_t>(0);
    const bool stands_so = number == next && number < newest_row(db) / kBlockRows &&
                           block_of_rows(db, number) == query.get<Blob>(1).bytes;
    if (!stands_so) return fmt::format("block {} is not what the log says", number);
  }
  return "";
}

}  // namespace lianxi::store
