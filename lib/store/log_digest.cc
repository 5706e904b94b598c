#include "store/log_digest.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

#include "text/utf8.h"

namespace lianxi::store {
namespace {

/// Numbers of eight bytes and texts after their lengths: two reviews that differ differ here. Their
/// lines would say the same, and take ten times as long to write.
class Packer {
 public:
  explicit Packer(std::string& bytes) : bytes_(bytes) {}

  /// The lowest byte first, on every machine.
  void number(std::int64_t value) {
    char bytes[8];
    for (int i = 0; i < 8; ++i) bytes[i] = static_cast<char>(value >> 8 * i);
    bytes_.append(bytes, sizeof bytes);
  }
  void text(std::string_view text) {
    number(std::ssize(text));
    bytes_ += text;
  }
  void key(const std::optional<Key>& key) {
    number(key.has_value());
    if (key) bytes_.append(key->bytes.begin(), key->bytes.end());
  }
  void event(const std::optional<EventId>& id) {
    number(id ? static_cast<std::int64_t>(id->device) : 0);
    if (id) number(id->seq);
  }

 private:
  std::string& bytes_;
};

void pack_review(std::string& bytes, const EventRecord& record, const ReviewAct& review) {
  const Event& event = record.event;
  Packer packer(bytes);
  packer.event(event.id);
  packer.number(event.clock.ms);
  packer.number(event.clock.n);
  packer.number(event.at.ms() - event.clock.ms);
  packer.number(event.at.offset.count());
  packer.number(event.rollover.count());
  packer.number(day_number(event.day));
  packer.key(event.subject);
  packer.event(event.import);
  packer.number(static_cast<std::int64_t>(review.rating));
  packer.number(review.quality.value_or(-1));
  packer.number(review.taken.count());
  packer.number(review.hints);
  packer.key(review.sentence);
  packer.number(review.first_sight);
  packer.text(review.scheduler);
  packer.event(review.previous);
  packer.number(review.interval ? review.interval->count() : -1);
  for (const Attempt& attempt : record.attempts) {
    packer.number(static_cast<std::int64_t>(attempt.verdict));
    packer.text(attempt.typed);
  }
}

bool is_valid(const std::vector<Attempt>& attempts) {
  return std::all_of(attempts.begin(), attempts.end(),
                     [](const Attempt& attempt) { return !first_invalid_utf8(attempt.typed); });
}

}  // namespace

void LogDigest::add(const EventRecord& record) {
  const auto* review = std::get_if<ReviewAct>(&record.event.act);
  // What is not UTF-8 is replaced on its way to another computer.
  if (review && !is_valid(record.attempts)) {
    return add(read_event_line(event_line(record)).record);
  }
  member_.clear();
  if (review) {
    pack_review(member_, record, *review);
  } else {
    append_event_line(member_, {record.event, {}, record.decks, {}});
  }
  members_.add(member_);
  std::int64_t place = 0;
  for (const ImportedText& entry : record.entries) add_entry(record.event.id, ++place, entry);
}

void LogDigest::add_entry(const EventId& import, std::int64_t place, const ImportedText& entry) {
  member_.clear();
  Packer packer(member_);
  packer.event(import);
  packer.number(place);
  packer.key(entry.entry);
  packer.text(entry.deck);
  packer.text(entry.file);
  packer.number(entry.position);
  packer.text(entry.text);
  members_.add(member_);
}

}  // namespace lianxi::store
