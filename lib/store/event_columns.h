#pragma once

// The columns of an event as queries of the log give them, whether they name devices, keys and
// schedulers or only their rows.

#include <optional>
#include <string_view>
#include <utility>

#include "schedule/event.h"
#include "sqlite/db.h"
#include "store/payload.h"

namespace lianxi::store {

/// Reads a row whose columns are those of the view logged_event, in their order, into `event`.
/// `names` tells what stands in one of them: device(row, column), key(row, column) and
/// scheduler(row, column).
template <typename Names>
void read_columns(const Statement& row, Names& names, Event& event) {
  const auto id = [&](int column) -> std::optional<EventId> {
    if (row.is_null(column)) return std::nullopt;
    return EventId{names.device(row, column), row.get<std::int64_t>(column + 1)};
  };
  const auto key = [&](int column) -> std::optional<Key> {
    if (row.is_null(column)) return std::nullopt;
    return names.key(row, column);
  };
  event.id = {names.device(row, 1), row.get<std::int64_t>(2)};
  event.clock = {row.get<std::int64_t>(3), row.get<std::int32_t>(4)};
  event.at.utc = decltype(event.at.utc){std::chrono::milliseconds{row.get<std::int64_t>(5)}};
  event.at.offset = std::chrono::minutes{row.get<int>(6)};
  event.rollover = std::chrono::hours{row.get<int>(7)};
  event.day = row.get<StudyDay>(8);
  event.subject = key(10);
  event.import = id(11);
  event.with = 0;
  const auto type = row.get<EventType>(9);
  if (type != EventType::review) {
    auto [act, with] = read_payload(type, row.get<std::string_view>(13));
    event.act = std::move(act);
    event.with = with;
    return;
  }
  // One that is there is filled anew: a log is mostly reviews.
  auto* known = std::get_if<ReviewAct>(&event.act);
  ReviewAct& review = known ? *known : event.act.emplace<ReviewAct>();
  review.rating = row.get<Rating>(14);
  review.quality = row.get<std::optional<int>>(15);
  review.taken = std::chrono::milliseconds{row.get<std::int64_t>(16)};
  review.hints = row.get<int>(17);
  review.sentence = key(18);
  review.first_sight = row.get<int>(19) != 0;
  review.scheduler = names.scheduler(row, 20);
  review.previous = id(21);
  const auto days = row.get<std::optional<std::int64_t>>(23);
  review.interval = days ? std::optional(Days{*days}) : std::nullopt;
}

}  // namespace lianxi::store
