#include "session/check.h"

#include <fmt/format.h>

#include <functional>
#include <map>
#include <set>
#include <tuple>

#include "base/hash.h"
#include "cards/generate.h"
#include "session/entry_text.h"
#include "session/log_fold.h"
#include "session/mend_clock.h"
#include "session/record.h"
#include "store/device.h"
#include "store/entries.h"
#include "store/log_digest.h"
#include "store/log_scan.h"
#include "store/review_rows.h"

namespace lianxi {
namespace {

std::string day_text(const std::optional<StudyDay>& day) { return day ? to_string(*day) : "-"; }

/// A card's folded state as one line: the same on every computer.
std::string state_line(const Key& key, const CardState& state) {
  return fmt::format(
      "card {} n={} ef={} i={} due={} last={} repeat={} suspended={} buried={} "
      "deleted={} reviews={} lapses={} recalled={} introduced={} flag={}\n",
      to_hex(key), state.sm2.n, state.sm2.ef100, state.sm2.interval, day_text(state.due),
      day_text(state.last), state.repeat_today, state.suspended, day_text(state.buried_until),
      state.deleted, state.reviews, state.lapses, state.days_recalled, day_text(state.introduced),
      state.flag);
}

/// Two memories that only the arithmetic of two machines parts.
bool alike(const std::optional<MemoryState>& a, const std::optional<MemoryState>& b) {
  const auto close = [](double x, double y) {
    return std::abs(x - y) <= 1e-9 * std::max(std::abs(x), std::abs(y));
  };
  if (!a || !b) return a.has_value() == b.has_value();
  return close(a->stability, b->stability) && close(a->difficulty, b->difficulty);
}

bool alike(CardState a, const CardState& b) {
  const bool memory_alike = alike(a.memory, b.memory);
  a.memory = b.memory;
  return memory_alike && a == b;
}

class Check {
 public:
  Check(Db& db, const std::optional<Moment>& now) : db_(db), now_(now) {}

  CheckReport run(CheckDepth depth) {
    if (depth == CheckDepth::whole) part("the file", [&] { check_file(); });
    if (!report_.damaged) fold();
    if (report_.damaged) count_what_is_readable();
    return std::move(report_);
  }

 private:
  template <typename... Args>
  void finding(fmt::format_string<Args...> text, Args&&... args) {
    report_.findings.push_back(fmt::format(text, std::forward<Args>(args)...));
  }

  /// Reads one part. Where that is impossible the others still are read.
  void part(std::string_view what, const std::function<void()>& read) {
    try {
      read();
    } catch (const Damaged& error) {
      report_.damaged = true;
      finding("{} cannot be read: {}", what, error.what());
    } catch (const Error& error) {
      unfolded_ = true;
      finding("{} cannot be read: {}", what, error.what());
    }
  }

  void fold() {
    part("what was taken back", [&] {
      dead_ = store::dead_events(db_);
      settings_ = store::load_settings(db_);
      scheduler_ = settings_.scheduler();
    });
    if (!scheduler_) return;
    part("the log", [&] {
      check_log();
      if (now_ && latest_ms_ > now_->ms()) check_clocks(*now_);
    });
    part("the settings", [&] { check_settings(); });
    part("the entries", [&] { check_entries(); });
    part("the cards", [&] { check_cards(); });
    if (report_.damaged || unfolded_) return;
    report_.state = state_.hex();
    report_.log = log_.hex();
  }

  /// Folds of a damaged file prove nothing; how much of it is there says something.
  void count_what_is_readable() {
    part("the log", [&] {
      report_.events =
          query_one<std::int64_t>(db_, "select count(*) from event not indexed").value();
    });
    part("the cards", [&] {
      report_.cards = query_one<std::int64_t>(db_, "select count(*) from card not indexed").value();
    });
  }

  void check_file() {
    Statement integrity(db_, "pragma integrity_check(20)");
    for (integrity.bind(); integrity.step();) {
      if (integrity.get<std::string_view>(0) != "ok") {
        report_.damaged = true;
        finding("the file: {}", integrity.get<std::string_view>(0));
      }
    }
    Statement foreign(db_, "pragma foreign_key_check");
    for (foreign.bind(); foreign.step();) {
      report_.damaged = true;
      finding("the file: a row of {} names something that is missing",
              foreign.get<std::string_view>(0));
    }
  }

  /// Events that another device has written may still be on their way, or were lost; of this one
  /// all must be here. Those of a history that was imported are not counted from 1.
  void check_gaps() {
    const DeviceId own = store::this_device(db_);
    for (const auto& [device, written] : written_) {
      if (written.events == written.latest || written.events == written.imported) continue;
      const std::string text = fmt::format("the log: device {} has written {} events, {} are here",
                                           to_hex(device), written.latest, written.events);
      (device == own ? report_.findings : report_.notes).push_back(text);
    }
  }

  void check_undos() {
    for (const Event& event : store::events_of_type(db_, EventType::undo)) {
      const auto target = store::find_event(db_, std::get<UndoAct>(event.act).target);
      if (target && target->subject != event.subject) {
        report_.notes.push_back(
            fmt::format("the log: undo {} is about something else than what it names, and so does "
                        "nothing",
                        to_string(event.id)));
      }
    }
  }

  /// One pass, which also folds the cards and compares the blocks of reviews.
  void check_log() {
    LogFold fold(dead_, *scheduler_);
    store::BlocksCheck blocks(db_);
    std::int64_t rows = 0;
    int bare = 0;
    store::scan_records(db_, [&](const store::LogRow& row, const store::EventRecord& record) {
      const Event& event = record.event;
      ++report_.events;
      log_.add(record);
      if (const auto problem = store::problem_of(record)) finding("the log: {}", *problem);
      const bool is_review = event.type() == EventType::review;
      if (row.has_facts != is_review) ++bare;
      if (row.has_facts && is_review && row.subject) blocks.add(row.row, *row.subject, event);
      rows = row.row;
      Written& written = written_[event.id.device];
      written.latest = std::max(written.latest, event.id.seq);
      ++written.events;
      written.imported += event.import.has_value();
      latest_ms_ = std::max(latest_ms_, event.clock.ms);
      if (!row.subject) return;
      fold.add(*row.subject, event);
      const bool of_entry = event.type() == EventType::edit || event.type() == EventType::delete_;
      if (of_entry) edited_.insert(*event.subject);
    });
    if (bare > 0) finding("the log: {} reviews without their facts", bare);
    const std::string problem = blocks.problem(rows);
    if (!problem.empty()) finding("the blocks of reviews: {}", problem);
    check_gaps();
    check_undos();
    cards_ = std::move(fold);
  }

  void check_clocks(Moment now) {
    const FutureEvents future = future_events(db_, now);
    if (!future.first) return;
    finding(
        "the log: {} in the future, {} of them of this device, from {}; if the machine's clock "
        "was wrong, lianxi check --mend-clock is the way back",
        future.own + future.others == 1 ? "1 event"
                                        : fmt::format("{} events", future.own + future.others),
        future.own, to_string(*future.first));
  }

  void check_settings() {
    std::map<std::string, std::string> folded;
    for (const Event& event : store::events_of_type(db_, EventType::setting)) {
      const auto& act = std::get<SettingAct>(event.act);
      if (!dead_.contains(event.id, event.import)) folded[act.key] = act.value;
    }
    if (store::stored_settings(db_) != folded)
      finding("settings: what stands is not what the log says");
    for (const auto& [key, value] : folded) {
      state_.add(fmt::format("setting {}={}\n", key, value));
    }
  }

  void check_entries() {
    for (const Key& key : store::imported_keys(db_)) check_entry(key);
    const auto foreign = query_one<std::int64_t>(
        db_, "select count(*) from entry where id not in (select entry from imported_entry)");
    if (foreign.value_or(0) > 0) finding("{} entries stand that no import brought", *foreign);
  }

  void check_entry(const Key& key) {
    const auto id = store::find_key(db_, key);
    const auto row = id ? store::entry_row(db_, static_cast<EntryId>(*id)) : std::nullopt;
    // Most have none; where the log could not be read through, nobody knows.
    const auto events =
        !cards_ || edited_.contains(key) ? store::events_of(db_, key) : std::vector<Event>();
    const auto folded = folded_entry(db_, key, events, dead_);
    if (folded.has_value() != row.has_value()) {
      finding("entry {}: {}", row ? row->headword : to_hex(key),
              row ? "stands although no import of it lives, or it is deleted" : "is missing");
      return;
    }
    if (!row) return;
    const std::string text = write_markdown(folded->entry);
    if (text != row->text) finding("entry {}: is not what its imports say", row->headword);
    state_.add(fmt::format("entry {}\n{}", to_hex(key), text));
    const auto cards = store::cards_of(db_, row->id);
    check_yield(key, *folded, cards);
    check_locks(row->headword, cards);
    check_order(row->id, folded->entry);
  }

  /// The cards that stand are those the entry yields, under the keys it was first given.
  void check_yield(const Key& key, const RevisedEntry& folded,
                   const std::vector<store::CardRow>& cards) {
    std::set<std::tuple<Key, CardKind, std::string>> yielded, standing;
    const store::CollectionLexicon lexicon(db_);
    const CardSet set = generate_cards(folded.entry, lexicon, key, folded.names, settings_.cards);
    for (const CardPlan& plan : set.cards) {
      yielded.emplace(plan.card.key, plan.card.kind, plan.card.target);
    }
    for (const store::CardRow& row : cards) {
      standing.emplace(row.card.key, row.card.kind, row.card.target);
    }
    if (yielded != standing) {
      finding("entry {}: yields {} cards, {} stand{}", folded.entry.headword, yielded.size(),
              standing.size(), yielded.size() == standing.size() ? ", not the same" : "");
    }
  }

  /// What decides the order of questions stands with each card.
  void check_order(EntryId id, const Entry& entry) {
    const Likeness likeness = likeness_of(entry);
    Statement cards(db_, R"sql(
      select key, hash, likeness from card join stable_key on stable_key.id = card.id
      where entry = ? and retired = 0)sql");
    for (cards.bind(id); cards.step();) {
      const Key key = cards.get<Key>(0);
      if (cards.get<std::uint64_t>(1) == leading_bits(key) &&
          cards.get<Blob>(2).bytes == likeness) {
        continue;
      }
      finding("card {} of {} would be asked in the wrong place", to_hex(key), entry.headword);
    }
  }

  void check_locks(const std::string& headword, const std::vector<store::CardRow>& cards) {
    const auto locks = locks_of(db_, cards, headword, settings_.unlock);
    for (std::size_t i = 0; i < cards.size(); ++i) {
      if (cards[i].open == locks[i].empty()) continue;
      finding("card {} ({} {}): {} but should not be", to_hex(cards[i].card.key),
              to_string(cards[i].card.kind), cards[i].card.target,
              cards[i].open ? "open" : "locked");
    }
  }

  /// From its own events where the log could not be read through.
  CardState folded_state(const store::CardRow& card) {
    if (cards_) return cards_->state(db_, static_cast<KeyId>(card.id), card.card.key);
    return fold_card(store::events_of(db_, card.card.key), dead_, *scheduler_);
  }

  void check_cards() {
    store::for_each_card(db_, [&](const store::CardRow& card) {
      if (card.retired) return;
      ++report_.cards;
      const CardState state = folded_state(card);
      if (!alike(state, card.state)) {
        finding("card {} ({} {}): its schedule is not what the log says", to_hex(card.card.key),
                to_string(card.card.kind), card.card.target);
      }
      state_.add(state_line(card.card.key, state));
    });
    const auto misplaced = query_one<std::int64_t>(db_, R"sql(
      select count(*) from card where begun <> exists (
        select 1 from card as sibling
        where sibling.entry = card.entry and sibling.last_day is not null))sql");
    const auto unstable = query_one<std::int64_t>(db_, R"sql(
      select count(*) from card where retired = 0 and stable <> (entry in (
        select entry from card where kind = 1 and retired = 0
        group by entry having min(interval_days) >= 21)))sql");
    const auto counted = query_one<std::int64_t>(db_, R"sql(
      select (entries, cards, open) = (
        (select count(*) from entry),
        (select count(*) from card where retired = 0),
        (select count(*) from card where retired = 0 and open = 1)) from tally)sql");
    if (unstable.value_or(0) > 0) finding("{} cards stand beside the wrong words", *unstable);
    if (counted != 1) finding("the tally of entries and cards is not what there is");
    const auto lone = query_one<std::int64_t>(
        db_, "select count(*) from card where retired = 0 and entry not in (select id from entry)");
    if (lone.value_or(0) > 0) finding("{} cards stand although their entry is gone", *lone);
    if (misplaced.value_or(0) > 0) finding("{} cards wait in the wrong order", *misplaced);
  }

  /// What a device has written.
  struct Written {
    std::int64_t latest = 0;  ///< the highest seq
    std::int64_t events = 0;  ///< of it that are here
    std::int64_t imported = 0;
  };

  Db& db_;
  std::optional<Moment> now_;
  DeadEvents dead_;
  store::Settings settings_;
  std::unique_ptr<Scheduler> scheduler_;
  bool unfolded_ = false;  // a part threw: what is folded is not all
  SetDigest state_;
  store::LogDigest log_;
  std::map<DeviceId, Written> written_;
  std::optional<LogFold> cards_;  // once the log has been read through
  std::set<Key> edited_;          // entries that were edited or deleted
  std::int64_t latest_ms_ = 0;    // the latest clock
  CheckReport report_;
};

}  // namespace

CheckReport check_collection(Db& db, const std::optional<Moment>& now, CheckDepth depth) {
  return Check(db, now).run(depth);
}

}  // namespace lianxi
