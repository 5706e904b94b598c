#include "session/confusion_report.h"

#include <algorithm>
#include <set>

#include "session/confused_word.h"
#include "session/sentence_texts.h"
#include "store/confusion_rows.h"
#include "store/log.h"

namespace lianxi {
namespace {

/// Reads attempts, those of one card together, and counts what they name.
class ConfusionReader {
 public:
  ConfusionReader(Db& db, const ConfusionChoice& choice)
      : db_(db), choice_(choice), dead_(store::dead_events(db)) {}

  std::vector<Confusion> read() {
    store::for_each_mistyped(db_, choice_.since, choice_.until,
                             [this](const store::MistypedRow& row) { count(row); });
    for (const auto& [card, day] : counter_.cards()) {
      store::for_each_answer_after(db_, card, day, choice_.until,
                                   [&, key = card](const store::AnswerRow& answer) {
                                     const bool right = answer.rating != Rating::again;
                                     if (right && !dead_.contains(answer.review, answer.import)) {
                                       counter_.add_right(key, answer.day);
                                     }
                                   });
    }
    return counter_.confusions();
  }

 private:
  void count(const store::MistypedRow& row) {
    if (dead_.contains(row.review, row.import)) return;
    if (!card_ || card_->id != row.card) take_card(row.card);
    if (!card_ || !word_) return;
    const auto pair = word_->named_by(row.typed, row.verdict);
    if (!pair || !is_chosen(*pair)) return;
    // Typed again at the same question, it is one confusion.
    if (review_ != row.review) typed_.clear();
    review_ = row.review;
    if (!typed_.insert(pair->typed).second) return;
    counter_.add({pair->asked, pair->typed, card_->card.key, card_->card.kind, row.day, row.clock,
                  row.sentence, row.verdict == Verdict::rival});
  }

  void take_card(CardId id) {
    card_ = store::card_row(db_, id);
    word_.reset();
    if (!card_) return;
    const auto decks = store::decks_of(db_, card_->entry);
    const bool wanted = !choice_.deck || std::ranges::find(decks, *choice_.deck) != decks.end();
    if (wanted) word_.emplace(db_, *card_);
  }

  bool is_chosen(const NamedPair& pair) const {
    const auto is_one = [&](const std::string& word) {
      return word == pair.asked || word == pair.typed;
    };
    return choice_.words.empty() || std::ranges::any_of(choice_.words, is_one);
  }

  Db& db_;
  const ConfusionChoice& choice_;
  DeadEvents dead_;
  ConfusionCounter counter_;
  std::optional<store::CardRow> card_;  // whose attempts are being read
  std::optional<ConfusedWord> word_;
  EventId review_{};
  std::set<std::string> typed_;  // at this review
};

}  // namespace

ConfusionReport report_confusions(Db& db, const ConfusionChoice& choice) {
  ConfusionReport report;
  SentenceTexts texts(db);
  for (Confusion& confusion : ConfusionReader(db, choice).read()) {
    const auto card = store::find_card(db, confusion.card);
    std::string sentence;
    if (card && confusion.sentence) sentence = texts.text_of(card->entry, *confusion.sentence);
    report.rows.push_back({std::move(confusion), std::move(sentence)});
  }
  return report;
}

std::vector<Table> confusion_tables(const ConfusionReport& report) {
  Table table{
      "confusions",
      {"asked", "typed", "kind", "times", "admitted", "first", "last", "sentence", "right_since"},
      {}};
  for (const ConfusionRow& row : report.rows) {
    const Confusion& confusion = row.confusion;
    table.rows.push_back(
        {confusion.asked, confusion.typed, std::string(to_string(confusion.kind)), confusion.times,
         confusion.admitted, to_string(confusion.first), to_string(confusion.last),
         row.sentence.empty() ? Cell() : Cell(row.sentence), confusion.right_since});
  }
  return {std::move(table)};
}

}  // namespace lianxi
