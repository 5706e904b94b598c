#include "session/refold.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "cards/frames.h"
#include "cards/generate.h"
#include "cards/glosses.h"
#include "session/entry_text.h"
#include "session/log_fold.h"
#include "session/marks.h"
#include "store/entries.h"
#include "store/exchange.h"
#include "store/log.h"
#include "store/review_rows.h"
#include "text/pinyin.h"

namespace lianxi {
namespace {

using store::CardRow;
using store::Settings;

std::vector<CardFacts> facts_of(const std::vector<CardRow>& cards) {
  std::vector<CardFacts> facts;
  for (const CardRow& card : cards) {
    facts.push_back({card.card.kind, card.card.target, card.state.days_recalled,
                     card.state.sm2.interval, card.state.introduced.has_value(), card.partner});
  }
  return facts;
}

std::vector<RivalFacts> rivals_of(Db& db, const std::vector<CardRow>& cards,
                                  const UnlockRules& rules) {
  std::vector<RivalFacts> rivals;
  for (const CardRow& card : cards) {
    if (card.card.kind != CardKind::contrast) continue;
    RivalFacts rival{card.card.target, false, false};
    const auto found = store::find_entries(db, rival.word);
    if (!found.empty()) {
      rival.in_collection = true;
      rival.ready =
          ready_for_contrast(facts_of(store::cards_of(db, found.front().id)), rival.word, rules);
    }
    rivals.push_back(std::move(rival));
  }
  return rivals;
}

/// Keeps a new state, and what follows from it for the cards beside it.
void save_state(Db& db, const CardRow& card, const CardState& state) {
  store::save_state(db, card.id, state);
  const bool begins = state.last.has_value() != card.state.last.has_value();
  const bool settles =
      card.card.kind == CardKind::meaning &&
      (state.sm2.interval >= kStableDays) != (card.state.sm2.interval >= kStableDays);
  if (begins || settles) store::update_siblings(db, card.entry);
}

/// Opens what a new state of `card` opens, in its own entry and in those that contrast with it. A
/// card that has been introduced is open itself, whatever locked it.
void update_open_after(Db& db, const CardRow& card, const CardState& state,
                       const Settings& settings) {
  const bool decides = opens_others(card.card.kind);
  const bool introduced = state.introduced.has_value() != card.state.introduced.has_value();
  if (decides || introduced) update_open(db, card.entry, settings);
  if (!decides) return;
  const auto entry = store::entry_row(db, card.entry);
  if (!entry) return;
  for (const EntryId other : store::entries_contrasting(db, entry->headword)) {
    update_open(db, other, settings);
  }
}

/// Beyond so many subjects, folding everything costs no more and needs no list of them.
constexpr std::size_t kMostTouched = 200'000;
/// Nobody undoes an undo of an undo this often; what is longer folds everything.
constexpr int kLongestChain = 64;

/// The act that an undo, or an undo of an undo, is about in the end.
std::optional<Event> base_act(Db& db, EventId target) {
  auto event = store::find_event(db, target);
  for (int step = 0; event && step < kLongestChain; ++step) {
    const auto* undo = std::get_if<UndoAct>(&event->act);
    if (!undo) return event;
    event = store::find_event(db, undo->target);
  }
  return event;
}

std::vector<store::ReadingRow> reading_rows(const Entry& entry) {
  std::vector<store::ReadingRow> rows;
  const auto add = [&](const std::string& pinyin) {
    if (const auto syllables = parse_pinyin(pinyin)) {
      rows.push_back({to_letters(*syllables), pinyin});
    }
  };
  for (const Reading& reading : entry.readings) {
    add(reading.pinyin);
    for (const std::string& also : reading.also) add(also);
  }
  return rows;
}

/// Words that an entry sets itself against or calls related.
std::vector<std::string> mentions_of(const Entry& entry) {
  std::vector<std::string> words;
  for (const Contrast& contrast : entry.contrasts) words.push_back(contrast.word);
  for (const Related& related : entry.related) words.push_back(related.word);
  std::erase_if(words,
                [&](const std::string& word) { return word.empty() || word == entry.headword; });
  return words;
}

/// What an entry says that matters to others.
store::Neighbourhood neighbourhood_of(const Entry& entry, const CardSet& set,
                                      const RecordingLexicon& lexicon) {
  store::Neighbourhood said;
  said.frames = frame_uses(entry, set, lexicon);
  said.mentions = mentions_of(entry);
  for (const Reading& reading : entry.readings) {
    for (std::string& gloss :
         glosses_of(reading.definition.empty() ? entry.gloss : reading.definition)) {
      said.glosses.push_back(std::move(gloss));
    }
    for (Level& level : levels(reading.level)) said.levels.push_back(std::move(level));
  }
  said.tags = entry.tags;
  said.asked_words.assign(lexicon.asked().begin(), lexicon.asked().end());
  return said;
}

/// An entry as it now stands, with the names its cards were first given.
struct Revised {
  EntryId id{};
  Entry entry;
  FirstNames names;
};

/// Makes the entry's cards, and puts down what other entries may ask of it.
void save_cards(Db& db, const Revised& revised, const DeadEvents& dead, const CardChoice& choice) {
  const auto row = store::entry_row(db, revised.id).value();
  const Key key = store::key_of(db, static_cast<KeyId>(revised.id));
  const store::CollectionLexicon known(db);
  const RecordingLexicon lexicon(known);
  const CardSet set = generate_cards(revised.entry, lexicon, key, revised.names, choice);
  std::vector<Key> keep;
  for (const CardPlan& plan : set.cards) keep.push_back(plan.card.key);
  store::retire_cards(db, row.id, keep);
  const Likeness likeness = likeness_of(revised.entry);
  auto position = row.position * store::kCardsPerEntry;
  for (const CardPlan& plan : set.cards) {
    const bool fresh =
        store::save_card(db, row.id, plan.card, position++, plan.form.partner, likeness);
    if (fresh) refold_card(db, plan.card.key, dead);
  }
  store::update_siblings(db, row.id);
  store::save_neighbourhood(db, row.id, neighbourhood_of(revised.entry, set, lexicon));
}

std::string definition_of(const Entry& entry) {
  std::string text;
  for (const std::string& line : entry.answer) text += (text.empty() ? "" : " / ") + line;
  for (const Reading& reading : entry.readings) {
    if (reading.definition.empty()) continue;
    if (!text.empty()) text += " / ";
    text += reading.definition;
  }
  return text.empty() ? entry.gloss : text;
}

std::optional<std::string> headword_of(Db& db, const Key& key) {
  const auto id = store::find_key(db, key);
  const auto row = id ? store::entry_row(db, static_cast<EntryId>(*id)) : std::nullopt;
  return row ? std::optional(row->headword) : std::nullopt;
}

/// The entry of all its live imports and edits, saved; nothing (and the entry removed) where no
/// import lives or it is deleted.
std::optional<Revised> save_entry(Db& db, const Key& key, const DeadEvents& dead) {
  auto folded = folded_entry(db, key, dead);
  if (!folded) {
    if (const auto id = store::find_key(db, key)) {
      store::retire_cards(db, static_cast<EntryId>(*id), {});
      store::remove_entry(db, static_cast<EntryId>(*id));
    }
    return std::nullopt;
  }
  std::vector<DeckId> decks;
  for (const store::ImportedEntry& imported : store::live_imports(db, key, dead)) {
    if (std::find(decks.begin(), decks.end(), imported.deck) == decks.end()) {
      decks.push_back(imported.deck);
    }
  }
  Entry& entry = folded->entry;
  store::EntryRow row;
  row.headword = entry.headword;
  row.traditional = entry.traditional;
  row.definition = definition_of(entry);
  row.text = write_markdown(entry);
  const EntryId id = store::save_entry(db, key, row, decks, reading_rows(entry));
  return Revised{id, std::move(entry), std::move(folded->names)};
}

}  // namespace

Likeness likeness_of(const Entry& entry) {
  WordLikeness word{entry.headword, {}, mentions_of(entry)};
  for (auto& reading : reading_rows(entry)) word.letters.push_back(std::move(reading.letters));
  return likeness_of(word);
}

std::optional<Event> Touched::add(Db& db, const Event& event) {
  const auto* undo = std::get_if<UndoAct>(&event.act);
  // An undo acts only on what is about its own subject; imports and settings have none.
  auto about = undo && !event.subject ? base_act(db, undo->target) : event;
  if (!about) return std::nullopt;
  switch (about->subject ? EventType::edit : about->type()) {
    case EventType::undo:
    case EventType::setting:
    case EventType::restore:
      everything_ = true;
      break;
    case EventType::import: {
      const auto entries = store::entries_of_import(db, about->id);
      imported_.insert(entries.begin(), entries.end());
      const auto cards = store::subjects_of_import(db, about->id);
      subjects_.insert(cards.begin(), cards.end());
      decks_ = true;
      break;
    }
    default:
      if (about->subject && !everything_) subjects_.insert(*about->subject);
  }
  if (subjects_.size() + imported_.size() > kMostTouched) everything_ = true;
  if (everything_) {
    subjects_.clear();
    imported_.clear();
  }
  return about;
}

void Touched::refold(Db& db, const DeadEvents& dead) const {
  if (everything_) return refold_all(db);
  if (decks_) store::refold_decks(db, dead);
  std::set<Key> entries = imported_;
  std::vector<Key> cards;
  for (const Key& subject : subjects_) {
    if (store::was_imported(db, subject)) {
      entries.insert(subject);
    } else {
      cards.push_back(subject);
    }
  }
  if (!entries.empty()) refold_entries(db, {entries.begin(), entries.end()}, dead);
  if (decks_) store::place_entries(db);
  for (const Key& card : cards) refold_card(db, card, dead);
}

void fold_newest(Db& db, const CardRow& card, const Event& event) {
  const Settings settings = store::load_settings(db);
  const auto scheduler = settings.scheduler();
  CardFold fold(*scheduler, card.state);
  fold.add(event);
  save_state(db, card, fold.state());
  update_open_after(db, card, fold.state(), settings);
}

void refold_card(Db& db, const Key& key, const DeadEvents& dead) {
  const auto card = store::find_card(db, key);
  if (!card) return;
  const std::vector<Event> events = store::events_of(db, key);
  const Settings settings = store::load_settings(db);
  const CardState state = fold_card(events, dead, *settings.scheduler());
  if (state != card->state) save_state(db, *card, state);
  std::vector<std::string> accepted;
  for (const Event& event : events) {
    const auto* accept = std::get_if<AcceptAct>(&event.act);
    if (accept && !dead.contains(event.id, event.import)) accepted.push_back(accept->text);
  }
  store::save_accepted(db, key, accepted);
  update_open_after(db, *card, state, settings);
}

namespace {

/// What follows from entries that were folded again.
struct Refolded {
  std::set<EntryId> entries;       ///< whose cards were made again
  std::vector<std::string> words;  ///< theirs, and those that came or went
};

/// Entries and their cards, but for which of these are open.
Refolded remake_entries(Db& db, const std::vector<Key>& entries, const DeadEvents& dead,
                        const OnProgress& progress) {
  // All headwords first: which words there are decides how sentences are divided.
  std::vector<Revised> revised;
  std::set<EntryId> touched;
  std::vector<std::string> words;  // that came or went
  Steps keeping(progress, "keeping entries", entries.size());
  for (const Key& key : entries) {
    keeping.step();
    const auto before = headword_of(db, key);
    auto entry = save_entry(db, key, dead);
    const auto after = entry ? std::optional(entry->entry.headword) : std::nullopt;
    if (before != after) {
      for (const auto& word : {before, after}) {
        if (word) words.push_back(*word);
      }
    }
    if (!entry) continue;
    touched.insert(entry->id);
    revised.push_back(std::move(*entry));
  }
  for (const std::string& word : words) {
    for (const EntryId id : store::entries_asking(db, word)) {
      if (!touched.insert(id).second) continue;
      auto folded = folded_entry(db, store::key_of(db, static_cast<KeyId>(id)), dead).value();
      revised.push_back({id, std::move(folded.entry), std::move(folded.names)});
    }
  }
  const Settings settings = store::load_settings(db);
  Steps making(progress, "making cards", revised.size());
  for (const Revised& entry : revised) {
    save_cards(db, entry, dead, settings.cards);
    making.step();
  }
  for (const Revised& entry : revised) words.push_back(entry.entry.headword);
  return {std::move(touched), std::move(words)};
}

}  // namespace

void refold_entries(Db& db, const std::vector<Key>& entries, const DeadEvents& dead,
                    const OnProgress& progress) {
  auto [opening, words] = remake_entries(db, entries, dead, progress);
  for (const std::string& word : words) {
    for (const EntryId id : store::entries_contrasting(db, word)) opening.insert(id);
  }
  const Settings settings = store::load_settings(db);
  for (const EntryId id : opening) update_open(db, id, settings);
}

std::optional<std::string> folded_setting(Db& db, std::string_view key, const DeadEvents& dead) {
  std::optional<std::string> value;
  for (const Event& event : store::events_of_type(db, EventType::setting)) {
    const auto& act = std::get<SettingAct>(event.act);
    if (act.key == key && !dead.contains(event.id, event.import)) value = act.value;
  }
  return value;
}

namespace {

/// What the learner has accepted, card by card.
void refold_accepted(Db& db, const DeadEvents& dead) {
  std::map<Key, std::vector<std::string>> accepted;
  for (const Event& event : store::events_of_type(db, EventType::accept)) {
    if (!event.subject || dead.contains(event.id, event.import)) continue;
    accepted[*event.subject].push_back(std::get<AcceptAct>(event.act).text);
  }
  // Of those that the log does not speak of any more nothing may stay.
  store::forget_accepted(db);
  for (const auto& [card, texts] : accepted) {
    if (store::find_card(db, card)) store::save_accepted(db, card, texts);
  }
}

/// Every card, from one pass through the log.
void refold_cards(Db& db, const DeadEvents& dead) {
  const Settings settings = store::load_settings(db);
  const auto scheduler = settings.scheduler();
  LogFold fold = fold_log(db, dead, *scheduler);
  std::vector<std::pair<CardId, CardState>> changed;
  store::for_each_card(db, [&](const CardRow& card) {
    CardState state = fold.state(db, static_cast<KeyId>(card.id), card.card.key);
    if (state != card.state) changed.emplace_back(card.id, std::move(state));
  });
  for (const auto& [card, state] : changed) store::save_state(db, card, state);
  store::update_all_siblings(db);
  refold_accepted(db, dead);
  for (const EntryId entry : store::entry_ids(db)) update_open(db, entry, settings);
}

}  // namespace

void refold_all(Db& db) {
  const DeadEvents dead = store::dead_events(db);
  std::set<std::string> keys;
  for (const Event& event : store::events_of_type(db, EventType::setting)) {
    keys.insert(std::get<SettingAct>(event.act).key);
  }
  for (const std::string& key : keys) {
    store::store_setting(db, key, folded_setting(db, key, dead));
  }
  store::refold_decks(db, dead);
  remake_entries(db, store::imported_keys(db), dead, {});
  store::place_entries(db);
  refold_cards(db, dead);
  store::pack_reviews(db);
}

std::vector<std::string> locks_of(Db& db, const std::vector<CardRow>& cards,
                                  const std::string& headword, const UnlockRules& rules) {
  const std::vector<CardFacts> facts = facts_of(cards);
  const std::vector<RivalFacts> rivals = rivals_of(db, cards, rules);
  std::vector<std::string> locks;
  for (const CardFacts& card : facts) {
    locks.push_back(locked_because(card, facts, headword, rivals, rules));
  }
  return locks;
}

void update_open(Db& db, EntryId entry, const Settings& settings) {
  const auto row = store::entry_row(db, entry);
  if (!row) return;
  const std::vector<CardRow> cards = store::cards_of(db, entry);
  const auto locks = locks_of(db, cards, row->headword, settings.unlock);
  for (std::size_t i = 0; i < cards.size(); ++i) {
    if (cards[i].open != locks[i].empty()) store::save_open(db, cards[i].id, locks[i].empty());
  }
}

}  // namespace lianxi
