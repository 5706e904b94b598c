#include "session/study.h"

#include <algorithm>
#include <tuple>

#include "cards/pools.h"
#include "grade/hint.h"
#include "session/collection_words.h"
#include "session/day.h"
#include "session/entry_text.h"
#include "session/undo.h"
#include "sqlite/snapshot.h"
#include "store/entries.h"
#include "text/hanzi.h"
#include "text/pinyin.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

/// A pause longer than this is not counted as time spent on a card.
constexpr std::chrono::minutes kLongestAnswer{20};

/// What an answer takes a learner of whom nothing is known.
constexpr std::chrono::milliseconds kUsualAnswer{12000};
/// So many of the latest reviews tell the pace.
constexpr int kPaceReviews = 200;

/// Words of the collection under what was typed, in characters or in pinyin with its tones.
std::vector<KnownWord> known_words(Db& db, std::string_view typed) {
  std::vector<KnownWord> words;
  if (has_hanzi(typed)) {
    for (const store::EntryRow& row : store::find_entries(db, nfkc(trim(typed)))) {
      const Entry entry = parse_entry(row.text);
      words.push_back({row.headword, entry.readings.empty() ? "" : entry.readings[0].pinyin,
                       store::is_begun(db, row.headword)});
    }
    return words;
  }
  const auto syllables = parse_pinyin(typed);
  if (!syllables) return words;
  for (store::FoundReading& found : store::find_readings(db, to_letters(*syllables))) {
    const auto reading = parse_pinyin(found.pinyin);
    if (reading && *reading == *syllables) {
      const bool begun = store::is_begun(db, found.headword);
      words.push_back({std::move(found.headword), std::move(found.pinyin), begun});
    }
  }
  return words;
}

/// More rivals than this, and the word wanted is hinted at from the start.
constexpr std::size_t kManyRivals = 2;

/// How much of a sentence consists of words the learner has begun, 0 to 1.
double share_met(Db& db, std::string_view sentence) {
  constexpr std::size_t kLongestWord = 4;
  double met = 0;
  double all = 0;
  for (const std::string_view run : hanzi_runs(sentence)) {
    const std::u32string characters = decode_utf8(run);
    all += static_cast<double>(characters.size());
    for (std::size_t at = 0; at < characters.size();) {
      std::size_t size = std::min(kLongestWord, characters.size() - at);
      while (size > 0 && !store::is_begun(db, encode_utf8({&characters[at], size}))) --size;
      met += static_cast<double>(size);
      at += std::max<std::size_t>(1, size);
    }
  }
  return all > 0 ? met / all : 0;
}

/// Once both words are stable a contrast also asks the sentences that the other word's entry has
/// for the two.
void mix_words(Db& db, const Entry& entry, CardPlan& plan) {
  for (const store::EntryRow& row : store::find_entries(db, plan.card.target)) {
    const bool stable = store::is_stable(db, row.headword) && store::is_stable(db, entry.headword);
    if (row.headword != plan.card.target || !stable) continue;
    const Entry other = parse_entry(row.text);
    for (const Contrast& contrast : other.contrasts) {
      if (contrast.word != entry.headword) continue;
      for (PoolSentence& pooled : contrast_pool(other, contrast, store::CollectionLexicon(db))) {
        const bool known =
            std::any_of(plan.pool.begin(), plan.pool.end(),
                        [&](const PoolSentence& mine) { return mine.key == pooled.key; });
        if (!known) plan.pool.push_back(std::move(pooled));
      }
    }
  }
}

}  // namespace

Study::Study(Db& db, const Clock& clock, StudyOptions options)
    : db_(db),
      clock_(clock),
      options_(std::move(options)),
      settings_(store::load_settings(db)),
      scheduler_(settings_.scheduler()),
      started_(clock.now()),
      pace_(store::mean_taken(db, kPaceReviews).value_or(kUsualAnswer)) {
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
  if (question_) return &*question_;
  const auto spent = clock_.now().utc - started_.utc;
  if (options_.minutes && at_ > 0 && spent >= *options_.minutes) return nullptr;
  while (at_ < queue_.size() && !prepare(queue_[at_])) {
    queue_.erase(queue_.begin() + static_cast<std::ptrdiff_t>(at_));
  }
  return question_ ? &*question_ : nullptr;
}

/// Makes the question of a card; false where its entry no longer yields it.
bool Study::prepare(const QueueItem& item) {
  const Snapshot snapshot(db_);
  auto card = store::card_row(db_, item.card);
  const auto row = card ? store::entry_row(db_, card->entry) : std::nullopt;
  if (!row) return false;
  const Entry entry = parse_entry(row->text);
  CardSet set = generate_cards(entry, store::CollectionLexicon(db_));
  const auto plan = std::find_if(set.cards.begin(), set.cards.end(), [&](const CardPlan& made) {
    // A renamed entry's cards keep their keys; what they are now is kind and target.
    return made.card.kind == card->card.kind && made.card.target == card->card.target;
  });
  if (plan == set.cards.end()) return false;

  if (card->card.kind == CardKind::contrast) mix_words(db_, entry, *plan);
  Question question;
  question.card = std::move(*card);
  const std::size_t chosen = choose_sentence(question.card, *plan);
  question.face = make_face(entry, *plan, chosen);
  question.rivals = rivals_of(entry, *plan, chosen, CollectionWords(db_));
  if (!plan->pool.empty()) question.sentence = plan->pool[chosen].key;
  question.decks = store::deck_names(db_, question.card.entry);
  question.part = item.part;
  question.position = static_cast<int>(at_) + 1;
  question.of = static_cast<int>(queue_.size());
  const Wanted word = wanted(question);
  if (word.rivals.size() > kManyRivals) {
    const std::string hint = parting_hint(word, word.rivals);
    if (!hint.empty()) question.hint = "the word wanted " + hint;
  }
  const StudyDay today = study_day(clock_.now(), settings_.rollover);
  const CardState& state = question.card.state;
  const Days elapsed = state.last ? std::max(Days{0}, today - *state.last) : Days{0};
  question.outcomes = scheduler_->preview(state, elapsed, 0.5);
  question_ = std::move(question);
  asked_ = clock_.now();
  attempts_.clear();
  hints_ = 0;
  judgement_.reset();
  first_tones_.clear();
  return true;
}

bool Study::reload() {
  const auto attempts = attempts_;
  const auto judgement = judgement_;
  const auto tones = first_tones_;
  const int hints = hints_;
  const Moment asked = asked_;
  question_.reset();
  if (!prepare(queue_[at_])) {
    queue_.erase(queue_.begin() + static_cast<std::ptrdiff_t>(at_));
    return false;
  }
  attempts_ = attempts;
  judgement_ = judgement;
  first_tones_ = tones;
  hints_ = hints;
  asked_ = asked;
  return true;
}

/// The anchor until the card has been recalled on two days, then the one not shown for longest;
/// none that a sibling has shown today where there is another. Of several never shown, the one
/// whose other words the learner has met most.
std::size_t Study::choose_sentence(const store::CardRow& card, const CardPlan& plan) const {
  if (plan.pool.size() < 2 || card.state.days_recalled < 2) return 0;
  const std::vector<Key> shown = store::shown_sentences(db_, card.id);
  const auto siblings =
      store::sentences_shown_on(db_, card.entry, study_day(clock_.now(), settings_.rollover));
  const auto rank = [&](const PoolSentence& pooled) {
    const bool today = std::find(siblings.begin(), siblings.end(), pooled.key) != siblings.end();
    const auto found = std::find(shown.begin(), shown.end(), pooled.key);
    const auto turn = found == shown.end() ? 0 : found - shown.begin() + 1;
    return std::tuple(today, turn, turn == 0 ? -share_met(db_, pooled.sentence.chinese) : 0.0);
  };
  std::size_t best = 0;
  auto best_rank = rank(plan.pool[0]);
  for (std::size_t i = 1; i < plan.pool.size(); ++i) {
    auto other = rank(plan.pool[i]);
    if (other < best_rank) std::tie(best, best_rank) = std::tuple(i, std::move(other));
  }
  return best;
}

Wanted Study::wanted(const Question& question) const {
  const Face& face = question.face;
  Wanted wanted;
  wanted.asks_reading = question.card.card.kind == CardKind::reading;
  wanted.characters = wanted.asks_reading ? std::vector{face.word} : face.characters;
  wanted.readings = face.readings;
  wanted.accepted = store::accepted_answers(db_, question.card.card.key);
  for (const Rival& rival : question.rivals) wanted.rivals.push_back({rival.text, rival.readings});
  wanted.lookup = [this](std::string_view typed) { return known_words(db_, typed); };
  return wanted;
}

/// The word that a digit names where the learner was asked which of several was meant; else what
/// was typed.
std::string Study::meant(std::string_view typed) const {
  const std::string text = nfkc(trim(typed));
  if (!judgement_ || text.size() != 1 || text[0] < '1') return std::string(typed);
  const auto index = static_cast<std::size_t>(text[0] - '1');
  return index < judgement_->choices.size() ? judgement_->choices[index] : std::string(typed);
}

const Judgement& Study::answer(std::string_view typed) {
  std::string text = meant(typed);
  if (learner_judges(question_->card.card.kind)) {
    judgement_ = Judgement{Verdict::shown, Rating::good, "", {}, false};
  } else {
    judgement_ = grade(text, wanted(*question_), attempts_);
  }
  if (judgement_->proposed) judgement_->proposed = after_hints(*judgement_->proposed);
  attempts_.push_back({std::move(text), judgement_->verdict});
  if (first_tones_.empty() && !judgement_->lenient) first_tones_ = judgement_->syllables;
  return *judgement_;
}

std::optional<std::string> Study::hint() {
  if (learner_judges(question_->card.card.kind) || proposed()) return std::nullopt;
  const auto hints = hints_of(wanted(*question_));
  if (static_cast<std::size_t>(hints_) >= hints.size()) return std::nullopt;
  return hints[static_cast<std::size_t>(hints_++)];
}

Rating Study::after_hints(Rating rating) const {
  return static_cast<Rating>(std::max(1, static_cast<int>(rating) - hints_));
}

std::optional<Rating> Study::proposed() const {
  return judgement_ ? judgement_->proposed : std::nullopt;
}

Saved Study::rate(Rating rating, std::optional<int> quality) {
  const store::CardRow& card = question_->card;
  const Moment now = clock_.now();
  const auto taken = std::clamp(now.utc - asked_.utc, std::chrono::milliseconds{0},
                                std::chrono::milliseconds{kLongestAnswer});
  Saved saved{card.card.key, rating, std::nullopt};
  StudySummary before = summary_;
  std::optional<EventId> event;
  if (!options_.cram) {
    ReviewAct review;
    review.rating = rating;
    review.quality = quality;
    review.taken = taken;
    review.hints = hints_;
    review.sentence = question_->sentence;
    review.scheduler = scheduler_->name();
    review.previous = card.state.latest_review;
    const StudyDay today = study_day(now, settings_.rollover);
    const bool graded = !card.state.last || *card.state.last < today;
    if (graded) {
      review.interval = quality
                            ? scheduler_->answer(card.state, rating, quality, Days{0}, 0.5).interval
                            : question_->outcomes[rating].interval;
    }
    if (review.sentence) {
      const auto shown = store::shown_sentences(db_, card.id);
      review.first_sight = std::find(shown.begin(), shown.end(), *review.sentence) == shown.end();
    }
    Transaction transaction(db_);
    event = record(db_, stamp(), card.card.key, review, attempts_).id;
    transaction.commit();
    saved.due = store::card_row(db_, card.id).value().state.due;
  }
  count(rating, taken);
  const bool below_good = quality ? *quality < 4 : rating < Rating::good;
  const bool drill = below_good && !options_.cram;
  if (drill) queue_.push_back({card.id, QueuePart::drill});
  done_.push_back({event, true, drill, std::move(before)});
  ++at_;
  question_.reset();
  return saved;
}

void Study::count(Rating rating, std::chrono::milliseconds taken) {
  ++summary_.answers;
  summary_.taken += taken;
  for (const SyllableResult& syllable : first_tones_) {
    const bool missed = syllable.letters_right && !syllable.tone_right && syllable.wanted_tone > 0;
    if (missed) ++summary_.tones_missed[{syllable.wanted_tone, syllable.typed_tone}];
  }
  if (question_->part == QueuePart::drill || options_.cram) return;
  if (question_->part == QueuePart::new_card) {
    ++summary_.introduced;
    return;
  }
  auto& recall = summary_.by_kind[question_->card.card.kind];
  ++recall.asked;
  if (rating != Rating::again) ++recall.recalled;
}

bool Study::accept() {
  const bool typed = !attempts_.empty() && !attempts_.back().typed.empty();
  if (!typed || options_.cram || learner_judges(question_->card.card.kind)) return false;
  act(AcceptAct{attempts_.back().typed}, false);
  attempts_.back().verdict = Verdict::right;
  judgement_ =
      Judgement{Verdict::right, after_hints(Rating::good), "accepted from now on", {}, true};
  return true;
}

bool Study::flag(const std::string& note) {
  if (options_.cram) return false;
  act(FlagAct{note}, false);
  question_->card.state.flag = note;
  return true;
}

void Study::suspend() { act(SuspendAct{true}, true); }

void Study::bury() { act(BuryAct{study_day(clock_.now(), settings_.rollover) + Days{1}}, true); }

void Study::act(Act act, bool moves) {
  std::optional<EventId> event;
  if (!options_.cram) {
    Transaction transaction(db_);
    event = record(db_, stamp(), question_->card.card.key, std::move(act)).id;
    transaction.commit();
  }
  done_.push_back({event, moves, false, summary_});
  if (!moves) return;
  ++at_;
  question_.reset();
}

std::optional<Undone> Study::undo() {
  if (done_.empty()) return options_.cram ? std::nullopt : undo_earlier();
  const Done last = std::move(done_.back());
  done_.pop_back();
  Undone undone;
  // This session's own act, whatever another shell has written since.
  if (last.event) {
    undo_event(db_, stamp(), *last.event);
    undone.event = store::find_event(db_, *last.event);
  }
  if (last.drill_added) queue_.pop_back();
  if (last.moved) --at_;
  summary_ = last.before;
  question_.reset();
  return undone;
}

std::optional<Undone> Study::undo_earlier() {
  auto event = undo_latest(db_, stamp());
  if (!event) return std::nullopt;
  question_.reset();
  if (event->subject) {
    if (const auto card = store::find_card(db_, *event->subject)) put_in_front(*card);
  }
  return Undone{std::move(event)};
}

void Study::put_in_front(const store::CardRow& card) {
  const auto here = queue_.begin() + static_cast<std::ptrdiff_t>(at_);
  queue_.erase(std::remove_if(here, queue_.end(),
                              [&](const QueueItem& item) { return item.card == card.id; }),
               queue_.end());
  const StudyDay today = study_day(clock_.now(), settings_.rollover);
  const QueuePart part = !card.state.last            ? QueuePart::new_card
                         : *card.state.last == today ? QueuePart::drill
                                                     : QueuePart::review;
  queue_.insert(queue_.begin() + static_cast<std::ptrdiff_t>(at_), {card.id, part});
}

std::map<QueuePart, int> Study::remaining() const {
  std::map<QueuePart, int> counts;
  for (std::size_t i = at_; i < queue_.size(); ++i) ++counts[queue_[i].part];
  return counts;
}

std::chrono::milliseconds Study::time_left() const {
  constexpr int kEnoughAnswers = 5;
  const bool known = summary_.answers >= kEnoughAnswers && summary_.taken.count() > 0;
  const auto pace = known ? summary_.taken / summary_.answers : pace_;
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
