#pragma once

// A learner of many days, made up: words without any deck, and answers that no model of the program
// gives.

#include <cmath>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "session/day.h"
#include "session/record.h"
#include "store/entries.h"
#include "support/collection.h"
#include "text/utf8.h"

namespace lianxi::test {

inline constexpr std::chrono::hours kRollover{4};

/// Words of one character each, so that none is like another, and the cards of each.
inline void save_words(Db& db, int first, int count) {
  const DeckId deck = store::intern_deck(db, "words");
  const auto settings = store::load_settings(db);
  for (int i = first; i < first + count; ++i) {
    const std::string word = encode_utf8(std::u32string{static_cast<char32_t>(0x4e00 + i)});
    const Key key = entry_key(word);
    const EntryId entry = store::save_entry(db, key, {{}, word, "", "", "", 0}, {deck}, {});
    std::int64_t position = 100 * i;
    const auto save = [&](CardKind kind, const std::string& target) {
      store::save_card(db, entry, {card_key(key, kind, target), kind, target}, ++position);
    };
    for (const CardKind kind : {CardKind::meaning, CardKind::reading, CardKind::recall}) {
      save(kind, "x");
    }
    for (int form = 0; form <= i % 3; ++form) {
      save(CardKind::cloze, word + std::string(static_cast<std::size_t>(form), '+'));
    }
    update_open(db, entry, settings);
  }
}

/// Somebody whose memory is no model of ours: recall decays as a power of time, each card in its
/// own way; what is recalled when it was nearly gone lasts longest; what is forgotten begins again
/// near the start. The time of an answer has a long tail, and a failure takes longer.
class SimulatedLearner {
 public:
  SimulatedLearner(Db& db, TestClock& clock, unsigned seed)
      : db_(db), clock_(clock), random_(seed) {}

  /// Studies today's queue to its end. Gives the minutes it took.
  double study_day() {
    const StudyDay today = study_day_now();
    const auto settings = store::load_settings(db_);
    std::vector<QueueItem> queue = days_queue(db_, settings, today, {});
    std::chrono::milliseconds taken{0};
    Transaction transaction(db_);
    for (std::size_t i = 0; i < queue.size(); ++i) {
      const auto card = store::card_row(db_, queue[i].card).value();
      ReviewAct review;
      review.scheduler = "sm2";
      review.previous = card.state.latest_review;
      review.rating = rate(card, today);
      review.taken = time_for(card.card.kind, review.rating);
      taken += review.taken;
      clock_.advance(review.taken);
      if (review.rating < Rating::good) queue.push_back({card.id, QueuePart::drill});
      record(db_, {clock_.now(), kRollover}, card.card.key, review);
    }
    transaction.commit();
    return std::chrono::duration<double, std::ratio<60>>(taken).count();
  }
  void next_day() { clock_.advance(std::chrono::hours{24}); }
  StudyDay study_day_now() const { return lianxi::study_day(clock_.now(), kRollover); }

 private:
  double chance() { return std::uniform_real_distribution<double>()(random_); }
  double lognormal(double median, double spread) {
    return std::lognormal_distribution<double>(std::log(median), spread)(random_);
  }

  Rating rate(const store::CardRow& card, StudyDay today) {
    if (card.state.last == today) return chance() < 0.85 ? Rating::good : Rating::again;
    const auto [stability, fresh] = stability_.try_emplace(card.id, lognormal(5, 0.7));
    double& days = stability->second;
    double recall = 0.7;  // some are guessed or known before
    if (!fresh) {
      const auto elapsed = static_cast<double>((today - *card.state.last).count());
      recall = std::pow(1 + elapsed / (4 * days), -0.5);
    }
    if (chance() > recall) {
      days = std::max(0.8, 0.3 * days);
      return Rating::again;
    }
    days *= 1.5 + 4 * (1 - recall);
    const double ease = chance();
    return ease < 0.12 ? Rating::hard : ease > 0.9 ? Rating::easy : Rating::good;
  }

  std::chrono::milliseconds time_for(CardKind kind, Rating rating) {
    const double median = kind == CardKind::meaning ? 5.0 : kind == CardKind::cloze ? 13.0 : 9.0;
    const double seconds = lognormal(rating == Rating::again ? 1.6 * median : median, 0.5);
    return std::chrono::milliseconds{std::lround(1000 * seconds)};
  }

  Db& db_;
  TestClock& clock_;
  std::mt19937_64 random_;
  std::map<CardId, double> stability_;  // days
};

}  // namespace lianxi::test
