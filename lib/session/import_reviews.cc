#include "session/import_reviews.h"

#include <map>
#include <utility>

#include "session/record.h"
#include "store/cards.h"
#include "store/entries.h"

namespace lianxi {
namespace {

/// Answers from tables are one source, whichever program wrote them: they name our cards.
NoteSource source_of(const store::Stamp& stamp, const std::string& file) {
  return {"reviews", file, "reviews", stamp.at.offset, stamp.rollover};
}

/// The card that the table names, if the collection has it.
std::optional<CardHistory> card_named(Db& db, const std::string& id) {
  const auto key = key_from_hex(id);
  const auto card = key ? store::find_card(db, *key) : std::nullopt;
  const auto entry = card ? store::entry_row(db, card->entry) : std::nullopt;
  if (!entry) return std::nullopt;
  CardHistory history{entry->headword, card->card.kind, card->card.target, {}};
  history.past.id = to_hex(*key);
  return history;
}

/// Sorts the answers by card.
std::vector<CardHistory> by_card(Db& db, const store::Stamp& stamp, const ReviewLog& log,
                                 ReviewsReport& report) {
  std::map<std::string, std::optional<CardHistory>> cards;
  for (const LoggedReview& review : log.reviews) {
    const auto [card, is_new] = cards.try_emplace(review.card);
    if (is_new) card->second = card_named(db, review.card);
    if (!card->second) {
      report.other_cards += is_new ? 1 : 0;
      if (report.others++ == 0) report.other_card = review.card;
      continue;
    }
    Moment at;
    at.utc += std::chrono::milliseconds{review.at_ms};
    at.offset = review.offset.value_or(stamp.at.offset);
    card->second->past.reviews.push_back(
        {review.at_ms, review.rating, review.taken, study_day(at, stamp.rollover), std::nullopt});
  }
  std::vector<CardHistory> found;
  for (auto& [id, card] : cards) {
    if (card) found.push_back(std::move(*card));
  }
  return found;
}

}  // namespace

ReviewsReport import_reviews(Db& db, const store::Stamp& stamp, ReviewLog log,
                             const std::string& file, bool dry_run) {
  ReviewsReport report;
  report.repeated = log.repeated;
  report.diagnostics = std::move(log.diagnostics);
  const NoteSource source = source_of(stamp, file);
  Transaction transaction(db);
  const std::vector<CardHistory> cards = by_card(db, stamp, log, report);
  if (!is_news(db, source, cards)) {
    for (const CardHistory& card : cards) {
      report.history.reviews_known += std::ssize(card.past.reviews);
    }
    return report;
  }
  record(db, stamp, std::nullopt, ImportAct{file, history_of(source)});
  report.history = add_history(db, stamp, source, cards);
  report.diagnostics.insert(report.diagnostics.end(), report.history.diagnostics.begin(),
                            report.history.diagnostics.end());
  if (!dry_run) transaction.commit();
  return report;
}

}  // namespace lianxi
