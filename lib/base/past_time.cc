#include "base/past_time.h"

#include <array>
#include <charconv>

namespace lianxi {
namespace {

using Local = std::chrono::local_time<std::chrono::milliseconds>;

/// Takes words off the front of a text.
class Words {
 public:
  explicit Words(std::string_view text) : text_(text) { skip_spaces(); }

  bool word(std::string_view wanted) {
    if (!text_.starts_with(wanted)) return false;
    const std::string_view rest = text_.substr(wanted.size());
    if (!rest.empty() && rest.front() != ' ') return false;
    text_ = rest;
    skip_spaces();
    return true;
  }

  bool sign(char wanted) {
    if (!text_.starts_with(wanted)) return false;
    text_.remove_prefix(1);
    return true;
  }

  /// As many digits as there are; nothing for none, or for more than a calendar holds.
  std::optional<int> number() {
    int value = 0;
    const auto [end, error] = std::from_chars(text_.data(), text_.data() + text_.size(), value);
    if (error != std::errc{} || text_.front() == '-' || value > kMost) return std::nullopt;
    text_.remove_prefix(static_cast<std::size_t>(end - text_.data()));
    skip_spaces();
    return value;
  }

  bool done() const { return text_.empty(); }

 private:
  static constexpr int kMost = 1'000'000;

  void skip_spaces() {
    while (text_.starts_with(' ')) text_.remove_prefix(1);
  }

  std::string_view text_;
};

/// "9:00", "18:30", to the end.
std::optional<std::chrono::minutes> read_time_of_day(Words in) {
  const auto hour = in.number();
  if (!hour || *hour > 23 || !in.sign(':')) return std::nullopt;
  const auto minute = in.number();
  if (!minute || *minute > 59 || !in.done()) return std::nullopt;
  return std::chrono::hours{*hour} + std::chrono::minutes{*minute};
}

struct Unit {
  std::string_view one, many, letter;
  std::chrono::minutes length;
};
constexpr std::array<Unit, 4> kUnits = {{{"minute", "minutes", "m", std::chrono::minutes{1}},
                                         {"hour", "hours", "h", std::chrono::hours{1}},
                                         {"day", "days", "d", Days{1}},
                                         {"week", "weeks", "w", Days{7}}}};

const Unit* read_unit(Words& in, bool in_short) {
  for (const Unit& unit : kUnits) {
    if (in_short ? in.word(unit.letter) : in.word(unit.one) || in.word(unit.many)) return &unit;
  }
  return nullptr;
}

/// "2 hours ago", "-2h".
std::optional<IsoTime> read_ago(Words in, Moment now) {
  const bool in_short = in.sign('-');
  const auto count = in.number();
  const Unit* unit = count ? read_unit(in, in_short) : nullptr;
  if (!unit || (!in_short && !in.word("ago")) || !in.done()) return std::nullopt;
  const Local local{now.utc.time_since_epoch() + now.offset - *count * unit->length};
  // A day back is the same time of day there, whatever the zone's clocks have done since.
  if (unit->length >= Days{1}) return IsoTime{local, std::nullopt};
  return IsoTime{local, now.offset};
}

}  // namespace

std::optional<IsoTime> past_time_from_string(std::string_view text, Moment now) {
  if (const auto iso = iso_time_from_string(text)) return iso;
  if (const auto ago = read_ago(Words(text), now)) return ago;
  const Local local{now.utc.time_since_epoch() + now.offset};
  const auto midnight = std::chrono::floor<Days>(local);
  Words in(text);
  const bool today = in.word("today");
  const bool yesterday = !today && in.word("yesterday");
  const auto time = read_time_of_day(in);
  if (!time) return std::nullopt;
  const bool a_day_before = yesterday || (!today && midnight + *time > local);
  return IsoTime{midnight + *time - Days{a_day_before ? 1 : 0}, std::nullopt};
}

}  // namespace lianxi
