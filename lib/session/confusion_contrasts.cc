#include "session/confusion_contrasts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include "cards/pools.h"
#include "schedule/leech.h"
#include "session/collection_words.h"
#include "session/entry_text.h"
#include "session/record.h"
#include "store/cards.h"
#include "store/entries.h"
#include "store/settings.h"

namespace lianxi {
namespace {

/// So many sentences of each word make a contrast.
constexpr std::size_t kSentences = 3;

std::string times_text(std::int64_t times) {
  return times == 1 ? "once" : times == 2 ? "twice" : fmt::format("{} times", times);
}

std::string typed_text(const std::string& typed, const std::string& asked) {
  return fmt::format("{} for {}", typed, asked);
}

/// A word of a pair as the collection has it.
struct PairWord {
  store::EntryRow row;
  Entry entry;
  std::vector<store::CardRow> contrast_cards;  ///< with the other word
};

std::optional<PairWord> pair_word(Db& db, const std::string& word, const std::string& other) {
  for (store::EntryRow& row : store::find_entries(db, word)) {
    if (row.headword != word) continue;
    PairWord found{std::move(row), {}, {}};
    found.entry = parse_entry(found.row.text);
    for (store::CardRow& card : store::cards_of(db, found.row.id)) {
      const bool between = card.card.kind == CardKind::contrast && card.card.target == other;
      if (between) found.contrast_cards.push_back(std::move(card));
    }
    return found;
  }
  return std::nullopt;
}

// What is missing ------------------------------------------------------------------------------

/// Which card of the pair is not stable yet; empty without one.
std::string unstable_card(Db& db, const ConfusedPair& pair) {
  for (const std::string& word : {pair.a, pair.b}) {
    if (!store::is_stable(db, word)) return "the meaning of " + word;
  }
  for (const Confusion& way : pair.ways) {
    for (const Key& key : way.cards) {
      const auto card = store::find_card(db, key);
      const bool asked = card && !card->retired && !card->state.suspended;
      // A card that keeps lapsing gets its contrast now, for that is what may make it stable.
      const bool leech =
          card && card->state.lapses >= leech_lapses(store::load_settings(db).scheduler_name);
      if (!asked || leech || card->state.sm2.interval >= kStableDays) continue;
      return fmt::format("the {} of {}", to_string(card->card.kind),
                         card->card.kind == CardKind::cloze ? card->card.target : way.asked);
    }
  }
  return "";
}

/// Sentences of the entry for its word, in which `other` is not known to fit.
std::vector<Sentence> sentences_without(Db& db, const Entry& entry, const std::string& other) {
  std::vector<Sentence> sentences;
  const CollectionWords words(db);
  for (const CardPlan& plan : generate_cards(entry, store::CollectionLexicon(db)).cards) {
    const Card& card = plan.card;
    if (card.kind != CardKind::cloze || card.target != entry.headword) continue;
    for (std::size_t i = 0; i < plan.pool.size(); ++i) {
      const auto rivals = rivals_of(entry, plan, i, words);
      const auto is_other = [&](const Rival& rival) { return rival.text == other; };
      if (std::ranges::none_of(rivals, is_other)) sentences.push_back(plan.pool[i].sentence);
    }
  }
  return sentences;
}

/// The contrast of `entry` with `other`, the two words in turn; without pairs where one of them has
/// no sentence that can be asked.
Contrast contrast_between(Db& db, const Entry& entry, const Entry& other) {
  Contrast contrast{other.headword, other.readings.empty() ? "" : other.readings[0].pinyin, {}, {}};
  for (const auto& [from, without] : {std::pair{&entry, &other}, std::pair{&other, &entry}}) {
    for (Sentence& sentence : sentences_without(db, *from, without->headword)) {
      contrast.pairs.push_back({{}, std::move(sentence), sentence_of_word(from->headword), ""});
    }
  }
  std::vector<SentencePair> own, others;
  for (PoolSentence& asked : contrast_pool(entry, contrast, store::CollectionLexicon(db))) {
    auto& pairs = asked.wanted == entry.headword ? own : others;
    if (pairs.size() >= kSentences) continue;
    pairs.push_back({{}, std::move(asked.sentence), sentence_of_word(asked.wanted), ""});
  }
  contrast.pairs.clear();
  if (own.empty() || others.empty()) return contrast;
  for (std::size_t i = 0; i < kSentences; ++i) {
    for (auto* pairs : {&own, &others}) {
      if (i < pairs->size()) contrast.pairs.push_back(std::move((*pairs)[i]));
    }
  }
  return contrast;
}

// How far it is --------------------------------------------------------------------------------

bool is_reason(const std::string& note, const std::string& a, const std::string& b) {
  const std::string begin = "You typed ";
  return note.starts_with(begin + typed_text(a, b)) || note.starts_with(begin + typed_text(b, a));
}

/// Whether the contrast of a word with the other one was made here.
bool is_made(const PairWord& word, const std::string& other) {
  return std::ranges::any_of(word.entry.contrasts, [&](const Contrast& contrast) {
    return contrast.word == other && std::ranges::any_of(contrast.notes, [&](const auto& note) {
             return is_reason(note, word.row.headword, other);
           });
  });
}

/// The contrast cards of a pair that are not suspended.
std::vector<store::CardRow> cards_in_use(const PairWord& a, const PairWord& b) {
  std::vector<store::CardRow> cards;
  for (const PairWord* word : {&a, &b}) {
    for (const store::CardRow& card : word->contrast_cards) {
      if (!card.state.suspended) cards.push_back(card);
    }
  }
  return cards;
}

/// The last day on which a contrast card of the pair was answered.
StudyDay last_asked(const PairWord& a, const PairWord& b) {
  StudyDay last{};
  for (const PairWord* word : {&a, &b}) {
    for (const store::CardRow& card : word->contrast_cards) {
      last = std::max(last, card.state.last.value_or(last));
    }
  }
  return last;
}

void plan_standing(PairPlan& plan, const PairWord& a, const PairWord& b) {
  using Step = PairPlan::Step;
  const auto cards = cards_in_use(a, b);
  if (cards.empty()) {
    plan.step = Step::rests;
    plan.why =
        fmt::format("{}the contrast cards rest; lianxi resume {} kind:contrast",
                    plan.pair.last() > last_asked(a, b) ? "confused again; " : "", plan.pair.a);
    return;
  }
  plan.step = Step::stands;
  plan.why = "has contrast cards";
  if (!is_made(a, plan.pair.b) && !is_made(b, plan.pair.a)) return;
  const int least = std::ranges::min_element(cards, {}, [](const store::CardRow& card) {
                      return card.state.sm2.n;
                    })->state.sm2.n;
  if (least >= kRightInRow) {
    plan.step = Step::rest;
    plan.why = fmt::format("right {} times in a row; --contrast lets the contrast cards rest",
                           kRightInRow);
  } else {
    plan.why =
        fmt::format("has contrast cards, which rest after {} right answers in a row ({} so far)",
                    kRightInRow, least);
  }
}

PairPlan plan_pair(Db& db, const ConfusedPair& pair) {
  PairPlan plan{pair, PairPlan::Step::waits, ""};
  const auto a = pair_word(db, pair.a, pair.b);
  const auto b = pair_word(db, pair.b, pair.a);
  if (!a || !b) {
    plan.why = fmt::format("{} is no entry", a ? pair.b : pair.a);
  } else if (!a->contrast_cards.empty() || !b->contrast_cards.empty()) {
    plan_standing(plan, *a, *b);
  } else if (pair.mistakes() == 0) {
    plan.why = "good there as well: no mistake";
  } else if (pair.mistakes() < kConfusedOften) {
    plan.why = fmt::format("a contrast comes when it happens {}", times_text(kConfusedOften));
  } else if (const std::string card = unstable_card(db, pair); !card.empty()) {
    plan.why = fmt::format("a contrast comes when {} is stable ({} days)", card, kStableDays);
  } else if (contrast_between(db, a->entry, b->entry).pairs.empty() ||
             contrast_between(db, b->entry, a->entry).pairs.empty()) {
    plan.why = "for a contrast each word needs a sentence that only it fits";
  } else {
    plan.step = PairPlan::Step::make;
    plan.why = "--contrast makes contrast cards";
  }
  return plan;
}

// Carrying it out ------------------------------------------------------------------------------

/// Entries as they were and as they shall be.
class EntryEdits {
 public:
  void add(PairWord& word, Contrast contrast) {
    const auto [found, is_new] = entries_.try_emplace(word.row.id);
    if (is_new) found->second = {word.entry, word.entry};
    std::vector<Contrast>& contrasts = found->second.after.contrasts;
    const auto known = std::ranges::find(contrasts, contrast.word, &Contrast::word);
    if (known == contrasts.end()) {
      contrasts.push_back(std::move(contrast));
      return;
    }
    std::ranges::move(contrast.notes, std::back_inserter(known->notes));
    std::ranges::move(contrast.pairs, std::back_inserter(known->pairs));
  }

  void put(Db& db, std::vector<std::pair<Key, Act>>& acts) const {
    for (const auto& [id, entry] : entries_) {
      const Key key = store::key_of(db, static_cast<KeyId>(id));
      for (FieldEdit& edit : edits_between(entry.before, entry.after)) {
        acts.emplace_back(key, EditAct{std::move(edit.path), std::move(edit.text)});
      }
    }
  }

 private:
  struct Change {
    Entry before, after;
  };
  std::map<EntryId, Change> entries_;
};

void add_contrast(Db& db, const PairPlan& plan, EntryEdits& edits) {
  auto a = pair_word(db, plan.pair.a, plan.pair.b).value();
  auto b = pair_word(db, plan.pair.b, plan.pair.a).value();
  for (const auto& [word, other] : {std::pair{&a, &b}, std::pair{&b, &a}}) {
    Contrast contrast = contrast_between(db, word->entry, other->entry);
    contrast.notes.push_back(contrast_reason(plan.pair));
    edits.add(*word, std::move(contrast));
  }
}

}  // namespace

std::string contrast_reason(const ConfusedPair& pair) {
  std::string ways;
  for (const Confusion& way : pair.ways) {
    if (way.mistakes() == 0) continue;
    ways += fmt::format("{}{} {}", ways.empty() ? "" : " and ", typed_text(way.typed, way.asked),
                        times_text(way.mistakes()));
  }
  return fmt::format("You typed {}, last on {}.", ways, to_string(pair.last()));
}

std::string_view to_string(PairPlan::Step step) {
  constexpr std::array<std::string_view, 5> names = {"waits", "make", "stands", "rest", "rests"};
  return names[static_cast<std::size_t>(step)];
}

std::vector<PairPlan> plan_contrasts(Db& db, const std::vector<Confusion>& confusions) {
  std::vector<PairPlan> plans;
  for (const ConfusedPair& pair : confused_pairs(confusions)) plans.push_back(plan_pair(db, pair));
  return plans;
}

ContrastsDone carry_out(Db& db, const store::Stamp& stamp, const std::vector<PairPlan>& plans) {
  ContrastsDone done;
  EntryEdits edits;
  std::vector<std::pair<Key, Act>> acts;
  Transaction transaction(db);
  for (const PairPlan& plan : plans) {
    if (plan.step == PairPlan::Step::make) {
      add_contrast(db, plan, edits);
      done.made += 2;
    } else if (plan.step == PairPlan::Step::rest) {
      const auto a = pair_word(db, plan.pair.a, plan.pair.b).value();
      const auto b = pair_word(db, plan.pair.b, plan.pair.a).value();
      for (const store::CardRow& card : cards_in_use(a, b)) {
        acts.emplace_back(card.card.key, SuspendAct{true});
        ++done.rested;
      }
    }
  }
  edits.put(db, acts);
  if (!acts.empty()) record_together(db, stamp, acts);
  transaction.commit();
  return done;
}

Table pair_table(const std::vector<PairPlan>& plans) {
  Table table{"pairs", {"word", "other", "mistakes", "last", "step", "why"}, {}};
  for (const PairPlan& plan : plans) {
    table.rows.push_back({plan.pair.a, plan.pair.b, plan.pair.mistakes(),
                          to_string(plan.pair.last()), std::string(to_string(plan.step)),
                          plan.why});
  }
  return table;
}

}  // namespace lianxi
