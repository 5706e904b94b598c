#include "session/study.h"

#include <algorithm>
#include <utility>

#include "grade/hint.h"
#include "schedule/leech.h"
#include "session/day.h"
#include "stats/figures.h"
#include "text/hanzi.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

/// A pause longer than this is not counted as time spent on a card.

/// What an answer takes a learner of whom nothing is known.
constexpr std::chrono::milliseconds kUsualAnswer{12000};
/// So many of the latest reviews tell the pace.
constexpr int kPaceReviews = 200;

}  // namespace

Study::Study(Db& db, const Clock& clock, StudyOptions options)
    : db_(db),
      clock_(clock),
      options_(std::move(options)),
      settings_(store::load_settings(db)),
      planner_(db_, settings_),
      started_(clock.now()) {
  if (!options_.cram) db_.put_off_checkpoints();
  make_day();
}

void Study::make_day() {
  const StudyDay today = study_day(started_, settings_.rollover);
  if (options_.cram) {
    for (const QueueCard& card : store::all_cards(db_, today, options_.selection)) {
      queue_.push_back({card.card, QueuePart::review});
    }
  } else {
    queue_ =
        days_queue(db_, settings_, today, options_.selection, {options_.new_cards, options_.ahead});
  }
  if (options_.card) {
    std::erase_if(queue_, [&](const QueueItem& item) { return item.card != *options_.card; });
  }
  if (options_.limit && queue_.size() > static_cast<std::size_t>(*options_.limit)) {
    queue_.resize(static_cast<std::size_t>(*options_.limit));
  }
}

const Question* Study::ask() {
  if (asking_) return &asking_->question;
  if (time_is_over()) return nullptr;
  auto question = next_question();
  if (!question) return nullptr;
  asking_ = Asking{std::move(*question), clock_.now()};
  return &asking_->question;
}

/// No new question once the minutes are over, but for one that was taken back.
bool Study::time_is_over() const {
  const auto spent = clock_.now().utc - started_.utc;
  return options_.minutes && at_ > 0 && at_ >= owed_ && spent >= *options_.minutes;
}

/// The first in the queue that can be asked; those before it that cannot leave the queue.
std::optional<Question> Study::next_question() {
  while (at_ < queue_.size()) {
    auto question = make_question(db_, planner_, queue_[at_].card, today());
    const auto part = question ? part_of(question->card) : std::nullopt;
    if (part) {
      queue_[at_].part = *part;
      question->part = *part;
      question->position = static_cast<int>(at_) + 1;
      question->of = static_cast<int>(queue_.size());
      return question;
    }
    queue_.erase(queue_.begin() + static_cast<std::ptrdiff_t>(at_));
  }
  return std::nullopt;
}

std::optional<QueuePart> Study::part_of(const store::CardRow& card) const {
  const CardState& state = card.state;
  if (options_.cram) return QueuePart::review;
  const bool hidden =
      state.suspended || state.deleted || (state.buried_until && *state.buried_until > today());
  if (hidden) return std::nullopt;
  if (!state.last) return card.open ? std::optional(QueuePart::new_card) : std::nullopt;
  if (*state.last < today()) return QueuePart::review;
  // Answered today: it comes round again until it is good, here or in another shell.
  return state.repeat_today ? std::optional(QueuePart::drill) : std::nullopt;
}

bool Study::reload() {
  if (!asking_) return false;
  const CardId card = asking_->question.card.id;
  auto question = next_question();
  if (!question || question->card.id != card) {
    asking_.reset();
    return false;
  }
  asking_->question = std::move(*question);
  return true;
}

bool Study::change_entry(const std::function<void()>& edit) {
  const CardId card = asking_->question.card.id;
  const Key entry = store::key_of(db_, static_cast<KeyId>(asking_->question.card.entry));
  const auto latest = [&] {
    std::optional<EventId> found;
    store::for_each_own_event_backwards(db_, [&](const Event& event) {
      found = event.id;
      return false;
    });
    return found;
  };
  const auto before = latest();
  edit();
  const auto after = latest();
  const auto event = after && after != before ? store::find_event(db_, *after) : std::nullopt;
  if (event && event->type() == EventType::edit && event->subject == entry) {
    done_.push_back({card, event->id, false, false, summary_});
    ++summary_.acts;
  }
  return reload();
}

/// The word that a digit names where the learner was asked which of several was meant; else what
/// was typed.
std::string Study::meant(std::string_view typed) const {
  const std::string text = nfkc(trim(typed));
  const Judgement* last = judgement();
  if (!last || text.size() != 1 || text[0] < '1') return std::string(typed);
  const auto index = static_cast<std::size_t>(text[0] - '1');
  return index < last->choices.size() ? last->choices[index] : std::string(typed);
}

const Judgement& Study::answer(std::string_view typed) {
  Asking& asking = *asking_;
  std::string text = meant(typed);
  Judgement judgement = learner_judges(asking.question.card.card.kind)
                            ? Judgement{Verdict::shown, Rating::good, "", {}, false, {}}
                            : grade(text, wanted_for(db_, asking.question), asking.attempts);
  if (judgement.proposed) judgement.proposed = after_hints(*judgement.proposed);
  asking.attempts.push_back({std::move(text), judgement.verdict});
  if (asking.first_tones.empty() && !judgement.lenient) asking.first_tones = judgement.syllables;
  return asking.judgement.emplace(std::move(judgement));
}

/// The same attempts with what is accepted now.
void Study::judge_again() {
  const auto attempts = std::exchange(asking_->attempts, {});
  asking_->judgement.reset();
  asking_->first_tones.clear();
  for (const Attempt& attempt : attempts) answer(attempt.typed);
}

std::optional<std::string> Study::hint() {
  Asking& asking = *asking_;
  if (learner_judges(asking.question.card.card.kind) || proposed()) return std::nullopt;
  const auto hints = hints_of(wanted_for(db_, asking.question));
  // Who has the sound is told no more of it.
  const bool has_sound = asking.judgement && !asking.judgement->choices.empty();
  const auto is_useful = [&](const std::string& hint) { return !has_sound || has_hanzi(hint); };
  while (asking.next_hint < hints.size() && !is_useful(hints[asking.next_hint])) ++asking.next_hint;
  if (asking.next_hint >= hints.size()) return std::nullopt;
  ++asking.hints;
  return hints[asking.next_hint++];
}

Rating Study::after_hints(Rating rating) const {
  return static_cast<Rating>(std::max(1, static_cast<int>(rating) - asking_->hints));
}

const Judgement* Study::judgement() const {
  return asking_ && asking_->judgement ? &*asking_->judgement : nullptr;
}

std::optional<Rating> Study::proposed() const {
  return judgement() ? judgement()->proposed : std::nullopt;
}

Saved Study::rate(Rating rating, std::optional<int> quality) {
  const Asking& asking = *asking_;
  const CardId id = asking.question.card.id;
  const Moment now = clock_.now();
  const auto taken = std::clamp(now.utc - asking.since.utc, std::chrono::milliseconds{0},
                                std::chrono::milliseconds{kLongestAnswer});
  Saved saved{asking.question.card.card.key, rating, std::nullopt, std::nullopt};
  StudySummary before = summary_;
  std::optional<EventId> event;
  if (!options_.cram) {
    Transaction transaction(db_);
    // As it stands now: another shell may have answered it in the meantime.
    const store::CardRow card = store::card_row(db_, id).value();
    const CardState& state = card.state;
    const Scheduler& scheduler = planner_.scheduler();
    ReviewAct review;
    review.rating = rating;
    review.quality = quality;
    review.taken = taken;
    review.hints = asking.hints;
    review.sentence = asking.question.sentence;
    review.scheduler = scheduler.name();
    review.previous = state.latest_review;
    const StudyDay day = study_day(now, settings_.rollover);
    if (!state.last || *state.last < day || scheduler.traits().same_day_counts) {
      review.interval = planner_.answer(card, rating, quality, day).interval;
    }
    if (review.sentence) {
      const auto shown = store::shown_sentences(db_, id);
      review.first_sight = std::find(shown.begin(), shown.end(), *review.sentence) == shown.end();
    }
    event = record(db_, stamp(), saved.card, review, asking.attempts).id;
    store::CardRow after = store::card_row(db_, id).value();
    saved.due = after.state.due;
    const bool lapsed = after.state.lapses > state.lapses;
    if (lapsed && is_leech_told(after.state.lapses, leech_lapses(scheduler.name()))) {
      saved.leech = std::move(after);
    }
    transaction.commit();  // the last that can fail: what throws is not saved
  }
  count(rating, taken);
  const bool drill = planner_.scheduler().repeats(rating, quality) && !options_.cram;
  if (drill) queue_.push_back({id, QueuePart::drill});
  done_.push_back({id, event, true, drill, std::move(before)});
  ++at_;
  asking_.reset();
  return saved;
}

void Study::count(Rating rating, std::chrono::milliseconds taken) {
  ++summary_.answers;
  summary_.taken += taken;
  for (const SyllableResult& syllable : asking_->first_tones) {
    const bool missed = syllable.letters_right && !syllable.tone_right && syllable.wanted_tone > 0;
    if (missed) ++summary_.tones_missed[{syllable.wanted_tone, syllable.typed_tone}];
  }
  const Question& question = asking_->question;
  if (question.part == QueuePart::drill || options_.cram) return;
  if (question.part == QueuePart::new_card) {
    ++summary_.introduced;
    return;
  }
  auto& recall = summary_.by_kind[question.card.card.kind];
  ++recall.asked;
  if (rating != Rating::again) ++recall.recalled;
}

bool Study::accept() {
  Asking& asking = *asking_;
  const bool typed = !asking.attempts.empty() && !asking.attempts.back().typed.empty();
  const bool right = asking.judgement && asking.judgement->verdict == Verdict::right;
  if (!typed || right || options_.cram || learner_judges(asking.question.card.card.kind)) {
    return false;
  }
  act(AcceptAct{asking.attempts.back().typed}, false);
  asking.attempts.back().verdict = Verdict::right;
  asking.judgement =
      Judgement{Verdict::right, after_hints(Rating::good), "accepted from now on", {}, true, {}};
  return true;
}

bool Study::flag(const std::string& note) {
  if (options_.cram) return false;
  act(FlagAct{note}, false);
  asking_->question.card.state.flag = note;
  return true;
}

void Study::suspend() { act(SuspendAct{true}, true); }

void Study::bury() { act(BuryAct{today() + Days{1}}, true); }

void Study::act(Act act, bool moves) {
  const store::CardRow& card = asking_->question.card;
  std::optional<EventId> event;
  if (!options_.cram) {
    Transaction transaction(db_);
    event = record(db_, stamp(), card.card.key, std::move(act)).id;
    transaction.commit();
  }
  done_.push_back({card.id, event, moves, false, summary_});
  if (event) ++summary_.acts;
  if (!moves) return;
  ++at_;
  asking_.reset();
}

std::optional<Undone> Study::undo() {
  if (done_.empty()) return options_.cram ? std::nullopt : undo_earlier();
  Undone undone;
  // This session's own act, whatever another shell has written since. Until that is saved nothing
  // is changed here, so that it can be tried again.
  if (const auto event = done_.back().event) {
    auto act = store::find_event(db_, *event);
    if (undo_event(db_, stamp(), *event)) undone.event = std::move(act);
  }
  const Done last = std::move(done_.back());
  done_.pop_back();
  summary_ = last.before;
  if (last.moved) {
    // Its drill is the last one of the card, unless it could not be asked any more.
    const auto answered = queue_.rend() - static_cast<std::ptrdiff_t>(at_);
    const auto drill = std::find_if(queue_.rbegin(), answered,
                                    [&](const QueueItem& item) { return item.card == last.card; });
    if (last.drill_added && drill != answered) queue_.erase(std::next(drill).base());
    owed_ = at_--;
    asking_.reset();
  } else if (asking_ && reload() && asking_->question.card.id == last.card) {
    judge_again();
  }
  return undone;
}

std::optional<Undone> Study::undo_earlier() {
  const auto acts = undo_latest(db_, stamp());
  if (!acts) return std::nullopt;
  const Event& event = acts->latest;
  const auto card = event.subject ? store::find_card(db_, *event.subject) : std::nullopt;
  const auto part = card && !card->retired ? part_of(*card) : std::nullopt;
  const bool due = part && (!card->state.due || *card->state.due <= today());
  if (due) {
    put_in_front(card->id, *part);
  } else {
    reload();
  }
  return Undone{event};
}

void Study::put_in_front(CardId card, QueuePart part) {
  if (asking_ && asking_->question.card.id == card) {
    reload();
    return;
  }
  const auto here = queue_.begin() + static_cast<std::ptrdiff_t>(at_);
  queue_.erase(
      std::remove_if(here, queue_.end(), [&](const QueueItem& item) { return item.card == card; }),
      queue_.end());
  queue_.insert(queue_.begin() + static_cast<std::ptrdiff_t>(at_), {card, part});
  owed_ = at_ + 1;
  asking_.reset();
}

std::map<QueuePart, int> Study::remaining() const {
  std::map<QueuePart, int> counts;
  for (std::size_t i = at_; i < queue_.size(); ++i) ++counts[queue_[i].part];
  return counts;
}

std::chrono::milliseconds Study::time_left() const {
  constexpr int kEnoughAnswers = 5;
  const bool known = summary_.answers >= kEnoughAnswers && summary_.taken.count() > 0;
  if (!pace_) pace_ = store::mean_taken(db_, kPaceReviews).value_or(kUsualAnswer);
  const auto pace = known ? summary_.taken / summary_.answers : *pace_;
  std::chrono::milliseconds left = pace * static_cast<std::int64_t>(queue_.size() - at_);
  if (options_.minutes) {
    const auto spent = clock_.now().utc - started_.utc;
    const std::chrono::milliseconds allowed = *options_.minutes - spent;
    left = std::clamp(left, std::chrono::milliseconds{0},
                      std::max(allowed, std::chrono::milliseconds{0}));
  }
  return left;
}

}  // namespace lianxi
