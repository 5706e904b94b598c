#include "base/time.h"

#include <fmt/format.h>

#include <cstdlib>

namespace lianxi {
namespace {

using std::chrono::local_days;

/// Takes digits off the front of a text.
class Digits {
 public:
  explicit Digits(std::string_view text) : text_(text) {}

  /// Exactly `count` digits, or -1.
  int number(std::size_t count) {
    if (text_.size() < count) return -1;
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (text_[i] < '0' || text_[i] > '9') return -1;
      value = value * 10 + (text_[i] - '0');
    }
    text_.remove_prefix(count);
    return value;
  }

  bool literal(std::string_view any_of) {
    if (text_.empty() || any_of.find(text_.front()) == std::string_view::npos) return false;
    text_.remove_prefix(1);
    return true;
  }

  bool done() const { return text_.empty(); }
  char front() const { return text_.empty() ? '\0' : text_.front(); }

 private:
  std::string_view text_;
};

std::optional<StudyDay> read_day(Digits& in) {
  const int year = in.number(4);
  if (year < 0 || !in.literal("-")) return std::nullopt;
  const int month = in.number(2);
  if (month < 0 || !in.literal("-")) return std::nullopt;
  const int day = in.number(2);
  const std::chrono::year_month_day date{std::chrono::year{year},
                                         std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (day < 0 || !date.ok()) return std::nullopt;
  return local_days{date};
}

std::optional<std::chrono::milliseconds> read_time_of_day(Digits& in) {
  const int hour = in.number(2);
  if (hour < 0 || hour > 23 || !in.literal(":")) return std::nullopt;
  const int minute = in.number(2);
  if (minute < 0 || minute > 59) return std::nullopt;
  int second = 0;
  int ms = 0;
  if (in.literal(":")) {
    second = in.number(2);
    if (second < 0 || second > 59) return std::nullopt;
    if (in.literal(".,") && (ms = in.number(3)) < 0) return std::nullopt;
  }
  return std::chrono::hours{hour} + std::chrono::minutes{minute} + std::chrono::seconds{second} +
         std::chrono::milliseconds{ms};
}

std::optional<std::chrono::minutes> read_offset(Digits& in) {
  if (in.literal("Zz")) return std::chrono::minutes{0};
  const int sign = in.front() == '-' ? -1 : 1;
  if (!in.literal("+-")) return std::nullopt;
  const int hours = in.number(2);
  int minutes = 0;
  if (!in.done()) {
    in.literal(":");
    minutes = in.number(2);
  }
  if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59) return std::nullopt;
  return sign * (std::chrono::hours{hours} + std::chrono::minutes{minutes});
}

}  // namespace

StudyDay study_day(Moment at, std::chrono::hours rollover) {
  const auto local = at.utc.time_since_epoch() + at.offset - rollover;
  return StudyDay{std::chrono::floor<Days>(local)};
}

std::string to_string(StudyDay day) {
  const std::chrono::year_month_day date{day};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string to_string(Moment at) {
  const auto local = at.utc.time_since_epoch() + at.offset;
  const auto day = std::chrono::floor<Days>(local);
  const std::chrono::hh_mm_ss time{local - day};
  const auto offset = at.offset.count();
  return fmt::format("{}T{:02}:{:02}:{:02}.{:03}{}{:02}:{:02}", to_string(StudyDay{day}),
                     time.hours().count(), time.minutes().count(), time.seconds().count(),
                     time.subseconds().count(), offset < 0 ? '-' : '+', std::abs(offset) / 60,
                     std::abs(offset) % 60);
}

std::optional<StudyDay> day_from_string(std::string_view text) {
  Digits in(text);
  const auto day = read_day(in);
  return day && in.done() ? day : std::nullopt;
}

std::optional<IsoTime> iso_time_from_string(std::string_view text) {
  Digits in(text);
  const auto day = read_day(in);
  if (!day) return std::nullopt;
  IsoTime result{std::chrono::local_time<std::chrono::milliseconds>{*day}, std::nullopt};
  if (in.done()) return result;
  if (!in.literal("Tt ")) return std::nullopt;
  const auto time = read_time_of_day(in);
  if (!time) return std::nullopt;
  result.local += *time;
  if (in.done()) return result;
  result.offset = read_offset(in);
  if (!result.offset || !in.done()) return std::nullopt;
  return result;
}

HybridTime next_hybrid_time(HybridTime last, std::int64_t wall_ms) {
  if (wall_ms > last.ms) return {wall_ms, 0};
  if (last.n >= 65535) return {last.ms + 1, 0};
  return {last.ms, last.n + 1};
}

}  // namespace lianxi
