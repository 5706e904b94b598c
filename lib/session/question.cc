#include "session/question.h"

#include <algorithm>
#include <tuple>

#include "grade/hint.h"
#include "session/card_plan.h"
#include "session/collection_words.h"
#include "session/entry_text.h"
#include "session/words_typed.h"
#include "sqlite/snapshot.h"
#include "store/entries.h"
#include "text/hanzi.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

/// Words of the collection under what was typed, as the verdict names them.
std::vector<KnownWord> known_words(Db& db, std::string_view typed) {
  std::vector<KnownWord> words;
  for (store::FoundReading& found : words_typed(db, typed)) {
    if (found.pinyin.empty()) {
      const Entry entry = parse_entry(store::entry_row(db, found.entry).value().text);
      if (!entry.readings.empty()) found.pinyin = entry.readings[0].pinyin;
    }
    const bool begun = store::is_begun(db, found.headword);
    words.push_back({std::move(found.headword), std::move(found.pinyin), begun});
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

/// The anchor until the card has been recalled on two days, then the one not shown for longest;
/// none that a sibling has shown today where there is another. Of several never shown, the one
/// whose other words the learner has met most.
std::size_t choose_sentence(Db& db, const store::CardRow& card, const CardPlan& plan,
                            StudyDay today) {
  if (plan.pool.size() < 2 || card.state.days_recalled < 2) return 0;
  const std::vector<Key> shown = store::shown_sentences(db, card.id);
  const auto siblings = store::sentences_shown_on(db, card.entry, today);
  const auto rank = [&](const PoolSentence& pooled) {
    const bool shown_today =
        std::find(siblings.begin(), siblings.end(), pooled.key) != siblings.end();
    const auto found = std::find(shown.begin(), shown.end(), pooled.key);
    const auto turn = found == shown.end() ? 0 : found - shown.begin() + 1;
    return std::tuple(shown_today, turn, turn == 0 ? -share_met(db, pooled.sentence.chinese) : 0.0);
  };
  std::size_t best = 0;
  auto best_rank = rank(plan.pool[0]);
  for (std::size_t i = 1; i < plan.pool.size(); ++i) {
    auto other = rank(plan.pool[i]);
    if (other < best_rank) std::tie(best, best_rank) = std::tuple(i, std::move(other));
  }
  return best;
}

}  // namespace

std::optional<Question> make_question(Db& db, Planner& planner, CardId id, StudyDay today) {
  const Snapshot snapshot(db);
  auto card = store::card_row(db, id);
  const auto row = card ? store::entry_row(db, card->entry) : std::nullopt;
  if (!row) return std::nullopt;
  const Entry entry = parse_entry(row->text);
  CardSet set = card_plans(db, entry);
  CardPlan* const plan = find_plan(set, card->card);
  if (plan == nullptr) return std::nullopt;

  // Once both words are stable a contrast is asked in the sentences of either.
  if (card->card.kind == CardKind::contrast && store::is_stable(db, card->card.target) &&
      store::is_stable(db, entry.headword)) {
    mix_words(db, entry, *plan);
  }
  Question question;
  question.card = std::move(*card);
  const std::size_t chosen = choose_sentence(db, question.card, *plan, today);
  question.face = make_face(entry, *plan, chosen);
  question.rivals = rivals_of(entry, *plan, chosen, CollectionWords(db));
  if (!plan->pool.empty()) question.sentence = plan->pool[chosen].key;
  question.decks = store::deck_names(db, question.card.entry);
  const Wanted word = wanted_for(db, question);
  if (word.rivals.size() > kManyRivals) {
    const std::string hint = parting_hint(word, word.rivals);
    if (!hint.empty()) question.hint = "the word wanted " + hint;
  }
  question.outcomes = planner.preview(question.card, today);
  question.drill_counts = planner.scheduler().traits().same_day_counts;
  return question;
}

Wanted wanted_of(const Face& face, CardKind kind) {
  Wanted wanted;
  wanted.asks_reading = kind_info(kind).answer == Answer::reading;
  wanted.characters = wanted.asks_reading ? std::vector{face.word} : face.characters;
  wanted.readings = face.readings;
  wanted.any_reading = face.any_reading;
  return wanted;
}

Wanted wanted_for(Db& db, const Question& question) {
  Wanted wanted = wanted_of(question.face, question.card.card.kind);
  wanted.accepted = store::accepted_answers(db, question.card.card.key);
  for (const Rival& rival : question.rivals) wanted.rivals.push_back({rival.text, rival.readings});
  // Of what is no entry, like a measure word, no other words are told.
  if (kind_info(question.card.card.kind).answer == Answer::other) return wanted;
  wanted.lookup = [&db](std::string_view typed) { return known_words(db, typed); };
  return wanted;
}

}  // namespace lianxi
