#include "store/review_line.h"

#include <doctest/doctest.h>

#include <limits>
#include <nlohmann/json.hpp>
#include <random>
#include <utility>

#include "store/event_record.h"

namespace lianxi::store {
namespace {

using Json = nlohmann::json;

/// The same line by a tree of JSON.
std::string by_tree(const Event& event, const std::vector<Attempt>& attempts) {
  const auto& act = std::get<ReviewAct>(event.act);
  Json review = {{"first_sight", act.first_sight},
                 {"hints", act.hints},
                 {"rating", static_cast<int>(act.rating)},
                 {"scheduler", act.scheduler},
                 {"taken_ms", act.taken.count()}};
  if (act.quality) review["quality"] = *act.quality;
  if (act.sentence) review["sentence"] = to_hex(*act.sentence);
  if (act.previous) review["previous"] = to_string(*act.previous);
  if (act.interval) review["interval_days"] = act.interval->count();
  Json line = {{"at", event.at.ms()},
               {"attempts", Json::array()},
               {"clock", {event.clock.ms, event.clock.n}},
               {"day", day_number(event.day)},
               {"device", to_hex(event.id.device)},
               {"offset_min", event.at.offset.count()},
               {"review", std::move(review)},
               {"rollover_hour", event.rollover.count()},
               {"seq", event.id.seq},
               {"type", "review"}};
  for (const Attempt& attempt : attempts) {
    line["attempts"].push_back(
        {{"typed", attempt.typed}, {"verdict", std::string(to_string(attempt.verdict))}});
  }
  if (event.subject) line["subject"] = to_hex(*event.subject);
  if (event.import) line["import"] = to_string(*event.import);
  return line.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// Texts that JSON has as they are, must escape, or cannot have.
const std::string kTexts[] = {
    "",         "lian2xi4",     "联系",     "liánxì 保持联系", "😀",
    "\x7f",     "他说：\"好\"", "a\\b",     "\n\t\r\b\f",      std::string("\0\x1f", 2),
    "\xff联系", "\xe8\x81",     "\xc0\xaf", "\xed\xa0\x80",    "\xf4\x90\x80\x80 好",
};

/// A review in which anything may be missing and any number as small or large as its type has.
class RandomReview {
 public:
  explicit RandomReview(std::uint64_t seed) : random_(seed) {
    event.id = id();
    event.clock = {number<std::int64_t>(), number<std::int32_t>()};
    event.at.utc = decltype(event.at.utc){std::chrono::milliseconds{number<std::int64_t>()}};
    event.at.offset = std::chrono::minutes{number<std::int32_t>()};
    event.rollover = std::chrono::hours{number<std::int32_t>()};
    event.day = day_from_number(number<std::int32_t>());
    if (perhaps()) event.subject = key();
    if (perhaps()) event.import = id();
    event.act = act();
    for (std::uint64_t i = random_() % 4; i > 0; --i) {
      attempts.push_back({text(), static_cast<Verdict>(random_() % 8)});
    }
  }

  Event event;
  std::vector<Attempt> attempts;

 private:
  ReviewAct act() {
    ReviewAct act;
    act.rating = kRatings[random_() % 4];
    if (perhaps()) act.quality = number<int>();
    act.taken = std::chrono::milliseconds{number<std::int64_t>()};
    act.hints = number<int>();
    if (perhaps()) act.sentence = key();
    act.first_sight = perhaps();
    act.scheduler = perhaps() ? "sm2" : text();
    if (perhaps()) act.previous = id();
    if (perhaps()) act.interval = Days{number<std::int32_t>()};
    return act;
  }
  bool perhaps() { return random_() % 2 == 0; }
  std::string text() { return kTexts[random_() % std::size(kTexts)]; }
  EventId id() { return {DeviceId{number<std::int64_t>()}, number<std::int64_t>()}; }
  Key key() {
    Key key;
    for (std::uint8_t& byte : key.bytes) byte = static_cast<std::uint8_t>(random_());
    return key;
  }
  template <typename Integer>
  Integer number() {
    switch (random_() % 8) {
      case 0:
        return std::numeric_limits<Integer>::min();
      case 1:
        return std::numeric_limits<Integer>::max();
      case 2:
        return 0;
      default:  // shifted by anything, so that short numbers are as likely as long ones
        return static_cast<Integer>(static_cast<Integer>(random_()) >> random_() % 32);
    }
  }

  std::mt19937_64 random_;
};

}  // namespace

TEST_CASE("the line of any review is what a tree of JSON would give") {
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    CAPTURE(seed);
    const RandomReview review(seed);
    std::string line;
    append_review_line(line, review.event, review.attempts);
    CHECK(line == by_tree(review.event, review.attempts));
  }
}

TEST_CASE("lines come behind what is there already") {
  const RandomReview one(1);
  const RandomReview other(2);
  std::string lines = "log\n";
  append_event_line(lines, {one.event, one.attempts, {}, {}});
  lines += "\n";
  append_event_line(lines, {other.event, other.attempts, {}, {}});
  CHECK(lines ==
        "log\n" + by_tree(one.event, one.attempts) + "\n" + by_tree(other.event, other.attempts));
}

}  // namespace lianxi::store
