#include "session/merge.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "session/entry_text.h"
#include "session/refold.h"
#include "store/device.h"
#include "store/exchange.h"
#include "store/review_rows.h"

namespace lianxi {
namespace {

using store::EventRecord;

/// What stands in the caches, to be compared before and after.
struct Standing {
  std::map<Key, store::CardRow> cards;
  std::map<Key, store::EntryRow> entries;
  std::map<std::string, std::string> settings;
};

Standing standing(Db& db, const Touched& touched) {
  Standing now;
  now.settings = store::stored_settings(db);
  const auto add_card = [&](const store::CardRow& card) {
    if (!card.retired) now.cards.emplace(card.card.key, card);
  };
  const auto add_entry = [&](const store::EntryRow& row) {
    now.entries.emplace(store::key_of(db, static_cast<KeyId>(row.id)), row);
  };
  if (touched.everything()) {
    for (const store::EntryRow& row : store::list_entries(db, std::nullopt)) add_entry(row);
    store::for_each_card(db, add_card);
    return now;
  }
  std::set<Key> keys = touched.subjects();
  keys.insert(touched.imported().begin(), touched.imported().end());
  for (const Key& subject : keys) {
    if (const auto card = store::find_card(db, subject)) add_card(*card);
    const auto id = store::find_key(db, subject);
    const auto row = id ? store::entry_row(db, static_cast<EntryId>(*id)) : std::nullopt;
    if (!row) continue;
    add_entry(*row);
    for (const store::CardRow& card : store::cards_of(db, row->id)) add_card(card);
  }
  return now;
}

/// In the order of introduction.
std::vector<std::pair<Key, store::EntryRow>> by_position(
    const std::map<Key, store::EntryRow>& entries) {
  std::vector<std::pair<Key, store::EntryRow>> sorted(entries.begin(), entries.end());
  std::sort(sorted.begin(), sorted.end(),
            [](const auto& a, const auto& b) { return a.second.position < b.second.position; });
  return sorted;
}

/// More undos of imports and settings than this are not looked at one by one.
constexpr std::size_t kMostUndos = 10'000;

/// "review x2, undo".
std::string reason(const std::map<EventType, int>& events) {
  std::string text;
  for (const auto& [type, count] : events) {
    if (!text.empty()) text += ", ";
    text += to_string(type);
    if (count > 1) text += fmt::format(" x{}", count);
  }
  return text;
}

class Merge {
 public:
  Merge(Db& db, Moment now, const MergeOptions& options)
      : db_(db),
        records_(db),
        options_(options),
        latest_ms_(now.ms() + std::chrono::milliseconds(kLargestLead).count()),
        own_seq_(store::latest_seq(db)) {}

  void take(const EventRecord& record) {
    const auto known = store::find_record(db_, record.event.id);
    if (known && (*known == record || encode(*known) == encode(record))) {
      ++report_.events_known;
      return;
    }
    judge(record);
    if (record.event.clock.ms > latest_ms_) {
      report_.held_back += store::hold_back(db_, record) ? 1 : 0;
    } else if (known) {
      settle(*known, record);
    } else {
      write(record);
    }
  }

  void take_held_back() {
    const std::int64_t before = report_.events_new;
    store::take_held_back(db_, latest_ms_, [&](const EventRecord& record) { take(record); });
    report_.released = report_.events_new - before;
  }

  MergeReport finish() {
    // Only now: an undo may have come before its target.
    for (const Event& undo : undos_) touch(undo);
    if (!changed_) return std::move(report_);
    if (store::latest_seq(db_) != own_seq_) {
      // Events of this device that it does not know: the collection has fallen back, or has a copy.
      store::become_new_device(db_, options_.seed);
    }
    const Standing before = standing(db_, touched_);
    dead_ = store::dead_events(db_);
    touched_.refold(db_, dead_);
    compare(before, standing(db_, touched_));
    return std::move(report_);
  }

 private:
  /// An entry's text is read again and again; one that cannot be read must not come in.
  static void judge(const EventRecord& record) {
    if (const auto problem = store::problem_of(record)) throw Error(ErrorKind::input, *problem);
    for (const store::ImportedText& entry : record.entries) {
      try {
        parse_entry(entry.text);
      } catch (const Error&) {
        throw Error(ErrorKind::input, fmt::format("event {} brings an entry that cannot be read",
                                                  to_string(record.event.id)));
      }
    }
  }

  void write(const EventRecord& record) {
    records_.insert(record);
    ++report_.events_new;
    ++report_.by_type[record.event.type()];
    ++report_.by_device[record.event.id.device];
    note(record.event);
  }

  void note(const Event& event) {
    changed_ = true;
    if (event.type() == EventType::undo && !event.subject) {
      if (undos_.size() < kMostUndos) {
        undos_.push_back(event);
      } else {
        touched_.add_everything();
      }
    } else {
      touch(event);
    }
  }

  void touch(const Event& event) {
    const auto about = touched_.add(db_, event);
    if (about && about->subject && !touched_.everything()) {
      ++why_[*about->subject][event.type()];
    }
  }

  /// One id, two contents: the same one counts, whichever came first.
  void settle(const EventRecord& known, const EventRecord& other) {
    const bool replaces = store::counts_over(other, known);
    const bool is_new = store::save_displaced(db_, replaces ? known : other);
    if (!is_new && !replaces) return;
    report_.two_contents.push_back(known.event.id);
    store::publish_again(db_, known.event.id);
    if (!replaces) return;
    note(known.event);  // before what it is about is forgotten
    store::replace_record(db_, other);
    note(other.event);
  }

  void compare(const Standing& before, const Standing& after) {
    for (const auto& [key, row] : by_position(after.entries)) {
      const auto old = before.entries.find(key);
      const bool is_new = old == before.entries.end();
      if (!is_new && old->second.text == row.text) continue;
      (is_new ? report_.entries_new : report_.entries_changed).push_back(row.headword);
      for (EntryConflict& conflict : conflicts_of(db_, key, dead_)) {
        report_.conflicts.push_back(std::move(conflict));
      }
    }
    for (const auto& [key, row] : before.entries) {
      if (!after.entries.contains(key)) report_.entries_gone.push_back(row.headword);
    }
    for (const auto& [key, value] : after.settings) {
      const auto old = before.settings.find(key);
      if (old != before.settings.end() && old->second == value) continue;
      report_.settings.push_back(fmt::format("{} = {}", key, value));
    }
    for (const auto& [key, value] : before.settings) {
      if (!after.settings.contains(key)) report_.settings.push_back(key + ": as by default");
    }
    compare_cards(before, after);
  }

  void compare_cards(const Standing& before, const Standing& after) {
    for (const auto& [key, card] : after.cards) {
      const auto old = before.cards.find(key);
      const auto due = old == before.cards.end() ? std::nullopt : old->second.state.due;
      if (due == card.state.due) continue;
      const auto row = store::entry_row(db_, card.entry);
      const auto why = why_.find(key);
      report_.due.push_back(
          {row ? row->headword : card.card.target, card.card.kind, card.card.target, due,
           card.state.due,
           why == why_.end() ? "its entry, a setting or a restore" : reason(why->second)});
    }
  }

  Db& db_;
  store::RecordInserter records_;
  MergeOptions options_;
  std::int64_t latest_ms_;
  std::int64_t own_seq_;  ///< of this device's latest event
  MergeReport report_;
  Touched touched_;
  bool changed_ = false;      ///< the log is another than before
  std::vector<Event> undos_;  ///< among what is new
  std::map<Key, std::map<EventType, int>> why_;
  DeadEvents dead_;
};

}  // namespace

MergeReport merge(Db& db, Moment now, const RecordSource& source, const MergeOptions& options) {
  Transaction transaction(db);
  Merge merge(db, now, options);
  merge.take_held_back();
  source([&](const EventRecord& record) { merge.take(record); });
  MergeReport report = merge.finish();
  store::pack_reviews(db);
  if (!options.dry_run) transaction.commit();
  return report;
}

}  // namespace lianxi
