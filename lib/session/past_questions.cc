#include "session/past_questions.h"

#include <algorithm>

#include "cards/face.h"
#include "session/card_plan.h"
#include "session/entry_text.h"
#include "session/question.h"
#include "store/cards.h"
#include "store/log.h"

namespace lianxi {
namespace {

/// What every sentence of the card wants; nothing where they want different things.
std::optional<Face> common_face(const Entry& entry, const CardPlan& plan) {
  Face face = make_face(entry, plan, 0);
  for (std::size_t i = 1; i < plan.pool.size(); ++i) {
    const Face other = make_face(entry, plan, i);
    if (other.readings != face.readings || other.characters != face.characters) return std::nullopt;
  }
  return face;
}

/// The face with this sentence. One that the entry has dropped since wanted what the others do.
std::optional<Face> face_with(const Entry& entry, const CardPlan& plan, const Key& sentence) {
  const auto shown = std::ranges::find(plan.pool, sentence, &PoolSentence::key);
  if (shown == plan.pool.end()) return common_face(entry, plan);
  return make_face(entry, plan, static_cast<std::size_t>(shown - plan.pool.begin()));
}

/// For a card that the entry yields no more, a `recall` without its definition or a cloze without
/// its sentences: the word's own reading, where it can be but one.
CardPlan* find_reading(CardSet& set, const Entry& entry, const Card& card) {
  const bool blanks_word = card.kind == CardKind::cloze && card.target == entry.headword;
  const auto plan = std::ranges::find_if(set.cards, [&](const CardPlan& made) {
    if (made.card.kind != CardKind::reading) return false;
    return blanks_word ? entry.readings.size() == 1
                       : card.kind == CardKind::recall && made.card.target == card.target;
  });
  return plan == set.cards.end() ? nullptr : &*plan;
}

}  // namespace

void PastQuestions::read(EntryId id) {
  if (read_ == id) return;
  read_ = id;
  const auto row = store::entry_row(db_, id);
  auto deleted =
      row ? std::nullopt
          : entry_without_deletes(db_, store::key_of(db_, static_cast<KeyId>(id)), dead_);
  entry_.reset();
  if (row) entry_ = parse_entry(row->text);
  if (deleted) entry_ = std::move(deleted->entry);
  set_ = entry_ ? card_plans(db_, *entry_) : CardSet{};
}

std::optional<Wanted> PastQuestions::wanted(EntryId entry, CardId id,
                                            std::optional<KeyId> sentence) {
  read(entry);
  const auto card = store::card_row(db_, id);
  if (!card || !entry_) return std::nullopt;
  CardPlan* known = find_plan(set_, card->card);
  if (known == nullptr) known = find_reading(set_, *entry_, card->card);
  if (known == nullptr) return std::nullopt;
  CardPlan plan = *known;
  if (plan.card.kind == CardKind::contrast) mix_words(db_, *entry_, plan);
  const auto face = sentence ? face_with(*entry_, plan, store::key_of(db_, *sentence))
                             : common_face(*entry_, plan);
  if (!face) return std::nullopt;
  Wanted wanted = wanted_of(*face, plan.card.kind);
  wanted.accepted = store::accepted_answers(db_, card->card.key);
  return wanted;
}

}  // namespace lianxi
