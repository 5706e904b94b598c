#include "store/review_line.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <span>
#include <string_view>

#include "text/utf8.h"

namespace lianxi::store {
namespace {

/// Whether JSON has the text as it is, between quotes.
bool is_plain(std::string_view text) {
  const auto escaped = [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
  };
  return std::none_of(text.begin(), text.end(), escaped) && !first_invalid_utf8(text);
}

/// Appends values one after the other; names come with their punctuation as fixed text.
class LineWriter {
 public:
  explicit LineWriter(std::string& line) : line_(line) {}

  LineWriter& fixed(std::string_view text) {
    line_ += text;
    return *this;
  }
  LineWriter& number(std::int64_t value) {
    char digits[20];
    line_.append(digits, std::to_chars(digits, digits + sizeof(digits), value).ptr);
    return *this;
  }
  LineWriter& truth(bool value) { return fixed(value ? "true" : "false"); }
  LineWriter& text(const std::string& value) {
    if (is_plain(value)) return fixed("\"").fixed(value).fixed("\"");
    return fixed(
        nlohmann::json(value).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
  }
  LineWriter& key(const Key& key) { return hex(key.bytes); }
  LineWriter& device(DeviceId device) {
    std::uint8_t bytes[8];
    for (int i = 0; i < 8; ++i) {
      bytes[i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(device) >> (56 - 8 * i));
    }
    return hex(bytes);
  }
  LineWriter& event(const EventId& id) { return device(id.device).fixed("-").number(id.seq); }

 private:
  LineWriter& hex(std::span<const std::uint8_t> bytes) {
    constexpr char kDigits[] = "0123456789abcdef";
    const std::size_t from = line_.size();
    line_.resize(from + 2 * bytes.size());
    char* to = line_.data() + from;
    for (const std::uint8_t byte : bytes) {
      *to++ = kDigits[byte >> 4];
      *to++ = kDigits[byte & 15];
    }
    return *this;
  }

  std::string& line_;
};

void append_attempts(LineWriter& writer, const std::vector<Attempt>& attempts) {
  std::string_view before = R"({"typed":)";
  for (const Attempt& attempt : attempts) {
    writer.fixed(before).text(attempt.typed);
    writer.fixed(R"(,"verdict":")").fixed(to_string(attempt.verdict)).fixed("\"}");
    before = R"(,{"typed":)";
  }
}

void append_review(LineWriter& writer, const ReviewAct& act) {
  writer.fixed(R"("first_sight":)").truth(act.first_sight);
  writer.fixed(R"(,"hints":)").number(act.hints);
  if (act.interval) writer.fixed(R"(,"interval_days":)").number(act.interval->count());
  if (act.previous) writer.fixed(R"(,"previous":")").event(*act.previous).fixed("\"");
  if (act.quality) writer.fixed(R"(,"quality":)").number(*act.quality);
  writer.fixed(R"(,"rating":)").number(static_cast<int>(act.rating));
  writer.fixed(R"(,"scheduler":)").text(act.scheduler);
  if (act.sentence) writer.fixed(R"(,"sentence":")").key(*act.sentence).fixed("\"");
  writer.fixed(R"(,"taken_ms":)").number(act.taken.count());
}

}  // namespace

void append_review_line(std::string& line, const Event& event,
                        const std::vector<Attempt>& attempts) {
  LineWriter writer(line);
  writer.fixed(R"({"at":)").number(event.at.ms()).fixed(R"(,"attempts":[)");
  append_attempts(writer, attempts);
  writer.fixed(R"(],"clock":[)").number(event.clock.ms).fixed(",").number(event.clock.n);
  writer.fixed(R"(],"day":)").number(day_number(event.day));
  writer.fixed(R"(,"device":")").device(event.id.device).fixed("\"");
  if (event.import) writer.fixed(R"(,"import":")").event(*event.import).fixed("\"");
  writer.fixed(R"(,"offset_min":)").number(event.at.offset.count()).fixed(R"(,"review":{)");
  append_review(writer, std::get<ReviewAct>(event.act));
  writer.fixed(R"(},"rollover_hour":)").number(event.rollover.count());
  writer.fixed(R"(,"seq":)").number(event.id.seq);
  if (event.subject) writer.fixed(R"(,"subject":")").key(*event.subject).fixed("\"");
  writer.fixed(R"(,"type":"review"})");
}

}  // namespace lianxi::store
