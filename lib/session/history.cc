#include "session/history.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <unordered_set>
#include <utility>

#include "base/hash.h"
#include "session/record.h"
#include "session/refold.h"
#include "store/cards.h"
#include "store/entries.h"
#include "store/exchange.h"
#include "store/payload.h"
#include "store/review_rows.h"

namespace lianxi {
namespace {

/// The other program's answers were its own; how it chose an interval is not known here.
constexpr const char* kImported = "imported";
/// Nobody answers one card twice within this: programs that give an answer a time of its own move
/// it by a little.
constexpr std::chrono::milliseconds kSameAnswer{1000};
/// An answer later than this after now was given by a clock that was wrong.
constexpr std::chrono::hours kLargestLead{48};

/// A positive number that only these parts give.
template <typename... Parts>
std::int64_t number_of(const Parts&... parts) {
  const std::uint64_t number = leading_bits(hash_key({std::string_view(parts)...}));
  return std::max<std::int64_t>(1, static_cast<std::int64_t>(number >> 1));
}

DeviceId device_of(const NoteSource& source) {
  return DeviceId{number_of("history", source.origin)};
}

/// The moment at which a study day of the source begins.
std::int64_t begin_ms(StudyDay day, const NoteSource& source) {
  const auto begin =
      std::chrono::milliseconds(day.time_since_epoch()) + source.rollover - source.offset;
  return std::max<std::int64_t>(0, begin.count());
}

/// Whether anything was done with the card over there.
bool tells(const PastCard& past) {
  return past.state || !past.reviews.empty() || past.suspended || past.buried || !past.flag.empty();
}

/// What the log has of a source besides its answers: the latest of each kind for each card.
class SaidBefore {
 public:
  SaidBefore(Db& db, const EventId& import, const DeadEvents& dead) {
    if (!store::has_event(db, import)) return;
    for (const EventType type :
         {EventType::set_state, EventType::suspend, EventType::bury, EventType::flag}) {
      for (Event& event : store::events_of_type(db, type)) {
        const bool ours = event.import == import && event.id.device == import.device;
        if (!ours || dead.contains(event.id, std::nullopt)) continue;
        said_[{event.subject.value_or(Key{}), type}] = std::move(event.act);
      }
    }
  }

  bool speaks_of(const Key& card) const {
    const auto next = said_.lower_bound({card, EventType{}});
    return next != said_.end() && next->first.first == card;
  }
  /// Whether the act says nothing new of the card. What the source has said once it does not say
  /// again, for the learner may have gone on here since.
  bool repeats(const Key& card, const Act& act) const {
    const auto found = said_.find({card, static_cast<EventType>(act.index() + 1)});
    if (found != said_.end()) return found->second == act;
    return act == Act(SuspendAct{false}) || act == Act(FlagAct{});
  }

 private:
  std::map<std::pair<Key, EventType>, Act> said_;
};

/// Makes the events of a source's cards: the same ones on every computer.
class HistoryEvents {
 public:
  using Visit = std::function<void(Event)>;

  HistoryEvents(const NoteSource& source, const std::vector<CardHistory>& cards,
                const SaidBefore& said)
      : source_(source), import_(history_of(source)), said_(said) {
    for (const CardHistory& card : cards) {
      for (const PastReview& review : card.past.reviews) {
        latest_day_ = std::max(latest_day_, review.day);
      }
    }
  }

  /// The event that stands for all of them.
  Event import_event() const {
    Event event = blank(0, 0);
    event.id = import_;
    event.act = ImportAct{source_.origin, {}};
    return event;
  }

  void of_card(const Key& card, const PastCard& past, const Visit& visit) const {
    std::int64_t latest_ms = 0;
    if (past.state && past.state->last) latest_ms = begin_ms(*past.state->last, source_);
    std::optional<EventId> previous;
    for (const PastReview& review : past.reviews) {
      Event event = review_event(card, past, review);
      std::get<ReviewAct>(event.act).previous = previous;
      previous = event.id;
      latest_ms = std::max(latest_ms, review.at_ms);
      visit(std::move(event));
    }
    // A due day set by hand over there, say, comes after the latest answer.
    latest_ms = std::max(latest_ms, past.changed_ms);
    std::int32_t n = 0;
    const auto visit_act = [&](Act act) {
      Event event = blank(latest_ms, ++n);
      if (said_.repeats(card, act)) return;
      // What it says is part of its name: a later export may say something else of the card.
      event.id = {import_.device,
                  number_of(to_hex(card), past.id, to_string(event.type()),
                            fmt::format("{}", latest_ms), store::to_payload(act).value())};
      event.subject = card;
      event.act = std::move(act);
      visit(std::move(event));
    };
    if (past.state) {
      const PastState& s = *past.state;
      visit_act(SetStateAct{s.n, s.ef100, s.interval, s.due, s.last, s.stability, s.difficulty});
    }
    visit_act(SuspendAct{past.suspended});
    // What was buried there was so until the day after the source's latest answer.
    if (past.buried) visit_act(BuryAct{latest_day_ + Days{1}});
    visit_act(FlagAct{past.flag});
  }

 private:
  Event blank(std::int64_t ms, std::int32_t n) const {
    Event event;
    event.clock = {ms, n};
    event.at.utc = decltype(event.at.utc){std::chrono::milliseconds{ms}};
    event.at.offset = source_.offset;
    event.rollover = source_.rollover;
    event.day = study_day(event.at, event.rollover);
    event.import = import_;
    return event;
  }

  /// Our card is part of its name: where another mapping made another card of the same one, the
  /// answer is that one's, too.
  Event review_event(const Key& card, const PastCard& past, const PastReview& review) const {
    Event event = blank(review.at_ms, 0);
    event.id = {import_.device, number_of(to_hex(card), past.id, fmt::format("{}", review.at_ms))};
    event.subject = card;
    event.day = review.day;
    ReviewAct act;
    act.rating = review.rating;
    act.taken = review.taken;
    act.scheduler = kImported;
    act.interval = review.interval;
    event.act = std::move(act);
    return event;
  }

  const NoteSource& source_;
  EventId import_;
  const SaidBefore& said_;
  StudyDay latest_day_{};
};

/// The card as the collection has it, under whatever name it was given its key.
Key key_of(Db& db, const CardHistory& history) {
  const auto known = query_one<Key>(db, R"sql(
    select stable_key.key from entry
    join card on card.entry = entry.id
    join stable_key on stable_key.id = card.id
    where entry.headword = ? and card.kind = ? and card.target = ?)sql",
                                    history.headword, history.kind, history.target);
  return known.value_or(card_key(entry_key(history.headword), history.kind, history.target));
}

/// What the log says of a card by events of other sources than the one that is imported.
class ToldElsewhere {
 public:
  ToldElsewhere(Db& db, const DeadEvents& dead, const Key& card, const EventId& import) {
    for (const Event& event : store::events_of(db, card)) {
      // An answer that was undone stays known; one of a history that was undone may come again.
      const bool gone = event.import && dead.contains(*event.import, std::nullopt);
      const bool told = event.type() == EventType::review && event.import != import && !gone;
      if (told) times_.insert(event.at.ms());
    }
    if (const auto row = store::find_card(db, card)) state_ = row->state;
  }

  bool has(const PastReview& review) const {
    const auto next = times_.upper_bound(review.at_ms - kSameAnswer.count());
    return next != times_.end() && *next < review.at_ms + kSameAnswer.count();
  }
  /// Whether the card brings nothing: it was exported from here, and nothing happened to it since.
  bool has(const PastCard& past) const {
    if (!past.reviews.empty()) {
      return std::all_of(past.reviews.begin(), past.reviews.end(),
                         [&](const PastReview& review) { return has(review); });
    }
    const bool stands_so = !past.state || is_same(*past.state);
    const bool hidden_so =
        (!past.suspended || state_.suspended) && (!past.buried || state_.buried_until);
    return stands_so && hidden_so && (past.flag.empty() || past.flag == state_.flag);
  }

 private:
  bool is_same(const PastState& past) const {
    return state_.sm2 == Sm2State{past.interval, past.n, past.ef100} && state_.due == past.due &&
           state_.last == past.last;
  }

  std::set<std::int64_t> times_;
  CardState state_;
};

/// Puts events into the log.
class HistoryWriter {
 public:
  HistoryWriter(Db& db, const store::Stamp& stamp, const NoteSource& source, const SaidBefore& said)
      : db_(db),
        records_(db),
        stamp_(stamp),
        source_(source),
        said_(said),
        import_(history_of(source)),
        dead_(store::dead_events(db)) {
    is_new_ = !store::has_event(db_, import_);
  }

  void begin(const Event& import) {
    if (is_new_) {
      insert(import);
    } else {
      revive();
    }
  }

  void add(const CardHistory& history, const HistoryEvents& events) {
    const Key card = key_of(db_, history);
    const ToldElsewhere told(db_, dead_, card, import_);
    const bool brings_nothing = told.has(history.past);
    if (brings_nothing && !said_.speaks_of(card)) {
      report_.reviews_known += std::ssize(history.past.reviews);
      return;
    }
    cards_.insert(card);
    const auto taken = [&] { return report_.reviews_new + report_.others_new; };
    const std::int64_t before = taken();
    std::size_t i = 0;  // its reviews come first, in their order
    events.of_card(card, history.past, [&](const Event& event) {
      const bool known = i < history.past.reviews.size() && told.has(history.past.reviews[i++]);
      known ? void(++report_.reviews_known) : take(event);
    });
    report_.cards += !brings_nothing || taken() > before ? 1 : 0;
  }

  HistoryReport finish(const OnProgress& progress) {
    const DeadEvents dead = store::dead_events(db_);
    Steps steps(progress, "scheduling", cards_.size());
    for (const Key& card : cards_) {
      refold_card(db_, card, dead);
      steps.step();
    }
    store::pack_reviews(db_);
    return std::move(report_);
  }

 private:
  void take(const Event& event) {
    const bool review = event.type() == EventType::review;
    if (!is_new_ && store::has_event(db_, event.id)) {
      report_.reviews_known += review ? 1 : 0;
      return;
    }
    if (const std::string problem = problem_of(event); !problem.empty()) {
      report_.diagnostics.push_back({source_.told, 0, "not-an-answer", problem, false});
      return;
    }
    insert(event);
    ++(review ? report_.reviews_new : report_.others_new);
  }

  std::string problem_of(const Event& event) {
    if (event.clock.ms > stamp_.at.ms() + std::chrono::milliseconds(kLargestLead).count()) {
      return "left out: given " + to_string(event.at) + ", which is in the future";
    }
    if (is_new_ && !taken_.insert(event.id.seq).second) {
      return "left out: two answers of one card at one time, " + to_string(event.at);
    }
    return store::problem_of({event, {}, {}, {}}).value_or("");
  }

  void insert(const Event& event) { records_.insert({event, {}, {}, {}}); }

  /// Takes the undos back that took the history back.
  void revive() {
    const DeadEvents dead = store::dead_events(db_);
    std::vector<Event> undos;
    for (Event& event : store::events_of_type(db_, EventType::undo)) {
      const bool ours = std::get<UndoAct>(event.act).target == import_;
      if (ours && !dead.contains(event.id, event.import)) undos.push_back(std::move(event));
    }
    if (!undos.empty()) record_undos(db_, stamp_, undos);
  }

  Db& db_;
  store::RecordInserter records_;
  store::Stamp stamp_;
  const NoteSource& source_;
  const SaidBefore& said_;
  EventId import_;
  DeadEvents dead_;                         ///< before anything was written
  bool is_new_ = false;                     ///< nothing of this source was in the log
  std::unordered_set<std::int64_t> taken_;  ///< seqs, of a new one
  std::set<Key> cards_;
  HistoryReport report_;
};

}  // namespace

EventId history_of(const NoteSource& source) {
  return {device_of(source), number_of("import", source.origin)};
}

void leave_out_future(std::vector<CardHistory>& cards, const Moment& now,
                      Diagnostics& diagnostics) {
  const std::int64_t latest = now.ms() + std::chrono::milliseconds(kLargestLead).count();
  for (CardHistory& card : cards) {
    PastCard& past = card.past;
    const auto in_future = [&](const PastReview& review) { return review.at_ms > latest; };
    if (past.changed_ms > latest) past.changed_ms = 0;
    if (std::none_of(past.reviews.begin(), past.reviews.end(), in_future)) continue;
    diagnostics.push_back({card.headword, 0, "not-an-answer",
                           "answers from the future are left out, and what came of them", false});
    std::erase_if(past.reviews, in_future);
    past.state.reset();
  }
}

bool is_news(Db& db, const NoteSource& source, const std::vector<CardHistory>& cards) {
  const EventId import = history_of(source);
  const DeadEvents dead = store::dead_events(db);
  if (store::has_event(db, import) && dead.contains(import, {})) return true;
  const SaidBefore said(db, import, dead);
  const HistoryEvents events(source, cards, said);
  return std::any_of(cards.begin(), cards.end(), [&](const CardHistory& card) {
    bool found = false;
    const Key key = key_of(db, card);
    events.of_card(key, card.past,
                   [&](const Event& event) { found = found || !store::has_event(db, event.id); });
    if (!found || said.speaks_of(key)) return found;
    return !ToldElsewhere(db, dead, key, import).has(card.past);
  });
}

HistoryReport add_history(Db& db, const store::Stamp& stamp, const NoteSource& source,
                          const std::vector<CardHistory>& cards, const OnProgress& progress) {
  const SaidBefore said(db, history_of(source), store::dead_events(db));
  const HistoryEvents events(source, cards, said);
  HistoryWriter writer(db, stamp, source, said);
  writer.begin(events.import_event());
  Steps steps(progress, "writing answers", cards.size());
  for (const CardHistory& card : cards) {
    steps.step();
    const bool is_asked = tells(card.past) || said.speaks_of(key_of(db, card));
    if (is_asked) writer.add(card, events);
  }
  return writer.finish(progress);
}

}  // namespace lianxi
