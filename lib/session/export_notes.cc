#include "session/export_notes.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "cards/face.h"
#include "entry/plain.h"
#include "import/own_notes.h"
#include "session/card_plan.h"
#include "session/entry_text.h"
#include "sqlite/snapshot.h"
#include "store/choose.h"
#include "store/entries.h"
#include "store/log.h"

namespace lianxi {
namespace {

/// Every collection is the same source: its cards and its answers are known by their keys and
/// times, wherever they were written.
constexpr const char* kOrigin = "lianxi";

/// Fields of a word that people may look at, in the order of values_of().
const std::vector<std::string> kWordFields = {
    "Word",     "Traditional",     "Pinyin",           "Part of speech", "Level", "Meaning",
    "Sentence", "Sentence pinyin", "Sentence English", "Audio",          "Source"};
/// Heard with every answer.
constexpr std::string_view kAudio = "Audio";
const std::vector<std::string> kQuestionFields = {"Question", "Answer", "Source"};

std::string joined(const std::vector<std::string>& texts, std::string_view between) {
  std::string all;
  for (const std::string& text : texts) {
    if (!text.empty()) all += fmt::format("{}{}", all.empty() ? "" : between, text);
  }
  return all;
}

/// What each reading says, on a line of its own where there are several.
std::string of_readings(const Entry& entry, std::string Reading::*member,
                        std::string_view between) {
  std::vector<std::string> texts;
  for (const Reading& reading : entry.readings) {
    if (std::find(texts.begin(), texts.end(), reading.*member) == texts.end()) {
      texts.push_back(reading.*member);
    }
  }
  return joined(texts, between);
}

std::vector<std::string> values_of(const Entry& entry) {
  if (is_plain(entry)) {
    return {joined(question_of(entry), "\n"), joined(entry.answer, "\n"), entry.source};
  }
  const Sentence first = entry.examples.empty() ? Sentence() : entry.examples.front();
  return {entry.headword,
          entry.traditional,
          of_readings(entry, &Reading::pinyin, " / "),
          of_readings(entry, &Reading::part_of_speech, "\n"),
          of_readings(entry, &Reading::level, "\n"),
          of_readings(entry, &Reading::definition, "\n"),
          first.chinese,
          first.pinyin,
          first.english,
          entry.audio.empty() ? "" : fmt::format("[sound:{}]", entry.audio),
          entry.source};
}

/// Which kinds of cards a type has, and how many of each.
using Kinds = std::map<CardKind, std::size_t>;

/// "cloze", "cloze 2".
std::string template_name(CardKind kind, std::size_t number) {
  return number == 0 ? std::string(to_string(kind))
                     : fmt::format("{} {}", to_string(kind), number + 1);
}

/// A type of notes as this export needs it.
class OwnType {
 public:
  OwnType(std::string_view name, std::vector<std::string> fields, const Kinds& kinds)
      : plain_fields_(fields.size()) {
    type_.name = name;
    type_.fields = std::move(fields);
    for (const auto& [kind, count] : kinds) {
      for (std::size_t number = 0; number < count; ++number) add_template(kind, number);
    }
    for (const std::string_view field : {kDecksField, kCardsField, kEntryField}) {
      type_.fields.emplace_back(field);
    }
  }

  const NoteType& type() const { return type_; }
  std::size_t plain_fields() const { return plain_fields_; }
  /// The template of the n-th card of its kind in a note.
  std::size_t index_of(CardKind kind, std::size_t number) const {
    return indices_.at({kind, number});
  }
  const NoteType::Template& at(std::size_t index) const { return type_.templates[index]; }

 private:
  void add_template(CardKind kind, std::size_t number) {
    const std::string name = template_name(kind, number);
    const std::size_t asks = type_.fields.size();
    type_.fields.push_back(name + " question");
    type_.fields.push_back(name + " answer");
    indices_[{kind, number}] = type_.templates.size();
    type_.templates.push_back({name, {asks}, {asks + 1}});
    const auto audio = std::find(type_.fields.begin(), type_.fields.end(), kAudio);
    if (audio == type_.fields.end()) return;
    type_.templates.back().tells.push_back(static_cast<std::size_t>(audio - type_.fields.begin()));
  }

  NoteType type_;
  std::size_t plain_fields_;
  std::map<std::pair<CardKind, std::size_t>, std::size_t> indices_;
};

/// The lines of a question; the words to choose from stand below it.
std::string question_text(const Face& face) {
  std::string text = plain_text(face.prompt);
  if (!face.choices.empty()) text += "\n" + joined(face.choices, " / ");
  return text;
}

std::optional<PastState> past_state(const CardState& state) {
  if (state.reviews == 0 && !state.due) return std::nullopt;
  PastState past{state.sm2.n, state.sm2.ef100, state.sm2.interval, state.due, state.last, {}, {}};
  if (state.memory) {
    past.stability = state.memory->stability;
    past.difficulty = state.memory->difficulty;
  }
  return past;
}

class Exporter {
 public:
  Exporter(Db& db, const NoteExport& options, const NoteSink& sink)
      : db_(db), options_(options), sink_(sink), dead_(store::dead_events(db)) {}

  ExportedNotes run() {
    for (store::CardRow& card : store::choose_cards(db_, options_.query, options_.today)) {
      cards_[card.entry].push_back(std::move(card));
    }
    sink_.begin({"lianxi", "notes of lianxi", kOrigin, options_.offset, options_.rollover,
                 options_.retention});
    const std::vector<store::EntryRow> rows = store::list_entries(db_, std::nullopt);
    const OwnType words(kOwnWord, kWordFields, kinds_of(rows, false));
    const OwnType questions(kOwnQuestion, kQuestionFields, kinds_of(rows, true));
    sink_.type(words.type());
    sink_.type(questions.type());
    for (const store::EntryRow& row : rows) {
      if (cards_.contains(row.id)) add(row, is_plain(row.headword) ? questions : words);
    }
    return exported_;
  }

 private:
  /// As many of each kind as any of these entries has.
  Kinds kinds_of(const std::vector<store::EntryRow>& rows, bool plain) const {
    Kinds most;
    for (const store::EntryRow& row : rows) {
      const auto cards = cards_.find(row.id);
      if (cards == cards_.end() || is_plain(row.headword) != plain) continue;
      Kinds here;
      for (const store::CardRow& card : cards->second) ++here[card.card.kind];
      for (const auto& [kind, count] : here) most[kind] = std::max(most[kind], count);
    }
    return most;
  }

  void add(const store::EntryRow& row, const OwnType& type) {
    const Entry entry = parse_entry(row.text);
    const std::vector<std::string> decks = store::deck_names(db_, row.id);
    Note note;
    note.type = type.type().name;
    note.id = to_hex(store::key_of(db_, static_cast<KeyId>(row.id)));
    note.deck = decks.empty() ? "" : decks.front();
    note.tags = entry.tags;
    note.values = values_of(entry);
    note.values.resize(type.type().fields.size());
    std::vector<OwnCard> own;
    add_cards(note, own, entry, row.id, type);
    const std::size_t last = note.values.size();
    note.values[last - 3] = joined(decks, "\n");
    note.values[last - 2] = cards_value(own);
    note.values[last - 1] = entry_value(row.text);
    if (note.cards.empty()) return;
    ++exported_.notes;
    sink_.accept(std::move(note));
  }

  void add_cards(Note& note, std::vector<OwnCard>& own, const Entry& entry, EntryId id,
                 const OwnType& type) {
    const CardSet set = card_plans(db_, entry);
    Kinds here;
    for (const store::CardRow& row : cards_.at(id)) {
      const auto plan = std::find_if(set.cards.begin(), set.cards.end(), [&](const CardPlan& made) {
        return made.card.kind == row.card.kind && made.card.target == row.card.target;
      });
      if (plan == set.cards.end()) {
        ++exported_.without_face;
        continue;
      }
      PastCard card = past_card(row);
      card.made_by = type.index_of(row.card.kind, here[row.card.kind]++);
      card.deck = note.deck;
      const Face face = make_face(entry, *plan, 0);
      card.question = question_text(face);
      card.answer = plain_text(face.answer);
      const NoteType::Template& made_by = type.at(card.made_by);
      note.values[made_by.asks.front()] = card.question;
      note.values[made_by.tells.front()] = card.answer;
      own.push_back({made_by.name, row.card, row.state.flag});
      ++exported_.cards;
      exported_.reviews += std::ssize(card.reviews);
      note.cards.push_back(std::move(card));
    }
  }

  PastCard past_card(const store::CardRow& row) {
    PastCard card;
    card.id = to_hex(row.card.key);
    card.state = past_state(row.state);
    card.suspended = row.state.suspended;
    card.buried = row.state.buried_until && *row.state.buried_until > options_.today;
    card.flag = row.state.flag;
    card.reviews = reviews_of(row.card.key);
    return card;
  }

  /// What was answered since the card last began, ascending by time, no two at the same.
  std::vector<PastReview> reviews_of(const Key& card) {
    std::vector<PastReview> reviews;
    for (const Event& event : store::events_of(db_, card)) {
      if (dead_.contains(event.id, event.import)) continue;
      if (event.type() == EventType::reset) reviews.clear();
      const auto* review = std::get_if<ReviewAct>(&event.act);
      if (!review) continue;
      reviews.push_back(
          {event.at.ms(), review->rating, review->taken, event.day, review->interval});
    }
    std::stable_sort(reviews.begin(), reviews.end(),
                     [](const auto& a, const auto& b) { return a.at_ms < b.at_ms; });
    for (std::size_t i = 1; i < reviews.size(); ++i) {
      reviews[i].at_ms = std::max(reviews[i].at_ms, reviews[i - 1].at_ms + 1);
    }
    return reviews;
  }

  Db& db_;
  const NoteExport& options_;
  const NoteSink& sink_;
  DeadEvents dead_;
  std::map<EntryId, std::vector<store::CardRow>> cards_;
  ExportedNotes exported_;
};

}  // namespace

ExportedNotes export_notes(Db& db, const NoteExport& options, const NoteSink& sink) {
  const Snapshot snapshot(db);
  return Exporter(db, options, sink).run();
}

}  // namespace lianxi
