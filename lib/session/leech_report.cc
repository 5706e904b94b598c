#include "session/leech_report.h"

#include <algorithm>
#include <utility>

#include "cards/glosses.h"
#include "grade/typed_pinyin.h"
#include "schedule/leech.h"
#include "schedule/reckoning.h"
#include "session/confused_word.h"
#include "session/entry_text.h"
#include "store/choose.h"
#include "store/entries.h"
#include "store/log.h"
#include "text/hanzi.h"
#include "text/pinyin.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

/// Reads what was typed for one card.
class TryReader {
 public:
  TryReader(Db& db, const store::CardRow& card) : db_(db), card_(card), confused_(db, card) {
    const auto row = store::entry_row(db, card.entry);
    if (!row) return;
    entry_ = parse_entry(row->text);
    glosses_ = glosses_of(entry_);
  }

  const std::string& headword() const { return entry_.headword; }

  /// Nothing where it was right or no try at all. A word that is as good there is no mistake; but
  /// where the definition of a word to be recalled admits it, it shows another sense.
  std::optional<WrongTry> read(const Attempt& attempt) {
    const Verdict verdict = attempt.verdict;
    if (verdict == Verdict::right || verdict == Verdict::untoned || verdict == Verdict::shown) {
      return std::nullopt;
    }
    WrongTry wrong{verdict, "", is_other_reading(attempt.typed)};
    const bool may_name = verdict != Verdict::tone && verdict != Verdict::letters;
    if (may_name && !wrong.other_sense) wrong.word = word_named(attempt);
    if (!wrong.word.empty() && card_.card.kind == CardKind::recall) {
      wrong.other_sense = shares_a_sense(wrong.word);
    }
    if (verdict == Verdict::rival && !wrong.other_sense) return std::nullopt;
    return wrong;
  }

 private:
  struct Sound {
    std::string letters;
    std::vector<int> tones;  // those typed
  };
  static std::optional<Sound> sound_of(const std::string& typed) {
    if (has_hanzi(typed)) return std::nullopt;
    const auto syllables = TypedPinyin(typed).divided();
    if (!syllables) return std::nullopt;
    Sound sound;
    for (const TypedSyllable& syllable : *syllables) {
      sound.letters += syllable.letters;
      sound.tones.push_back(syllable.tone);
      if (!syllable.erhua) continue;
      sound.letters += "r";
      sound.tones.push_back(kNoTone);
    }
    return sound;
  }
  /// Whether the tones that were typed are those of this reading.
  static bool has_tones(const Sound& sound, const std::string& pinyin) {
    const auto syllables = parse_pinyin(pinyin);
    if (!syllables || syllables->size() != sound.tones.size()) return false;
    for (std::size_t i = 0; i < syllables->size(); ++i) {
      if (sound.tones[i] != kNoTone && sound.tones[i] != (*syllables)[i].tone) return false;
    }
    return true;
  }

  /// One of several readings of the word was given for another.
  bool is_other_reading(const std::string& typed) const {
    const auto sound = sound_of(typed);
    if (!sound || entry_.readings.size() < 2) return false;
    return std::ranges::any_of(entry_.readings, [&](const Reading& reading) {
      const auto syllables = parse_pinyin(reading.pinyin);
      return reading.pinyin != card_.card.target && syllables &&
             to_letters(*syllables) == sound->letters && has_tones(*sound, reading.pinyin);
    });
  }

  /// The word that was typed; where a whole word is asked for, one that is not in the collection,
  /// too. Empty where that is not to be told.
  std::string word_named(const Attempt& attempt) {
    if (const auto named = confused_.named_by(attempt.typed, attempt.verdict)) return named->typed;
    const bool whole_word =
        card_.card.kind == CardKind::recall || card_.card.target == entry_.headword;
    if (!whole_word || !has_hanzi(attempt.typed)) return "";
    std::string word = fold(attempt.typed);
    return store::find_entries(db_, word).empty() ? word : "";
  }

  /// Of a definition with several senses, one is the other word's too.
  bool shares_a_sense(const std::string& word) const {
    if (glosses_.size() < 2) return false;
    return std::ranges::any_of(glosses_, [&](const std::string& gloss) {
      const auto words = store::headwords_with_gloss(db_, gloss);
      return std::ranges::find(words, word) != words.end();
    });
  }

  Db& db_;
  const store::CardRow& card_;
  ConfusedWord confused_;
  Entry entry_;
  std::vector<std::string> glosses_;
};

/// The answers since the card last began.
std::vector<LeechReview> reviews_of(Db& db, const store::CardRow& card,
                                    const store::Settings& settings, const DeadEvents& dead,
                                    TryReader& tries) {
  std::vector<LeechReview> reviews;
  for (const ReckoningStep& step :
       reckon(store::events_of(db, card.card.key), dead, settings.choice())) {
    if (step.event.type() == EventType::reset) reviews.clear();
    const auto* act = std::get_if<ReviewAct>(&step.event.act);
    if (!act) continue;
    LeechReview& review = reviews.emplace_back();
    review.lapse = step.after.lapses > step.before.lapses;
    review.recalled = step.after.days_recalled > step.before.days_recalled;
    if (act->sentence) review.first_sight = act->first_sight;
    for (const Attempt& attempt : store::attempts_of(db, step.event.id)) {
      if (auto wrong = tries.read(attempt)) review.wrong.push_back(*std::move(wrong));
    }
  }
  return reviews;
}

Leech explain(Db& db, const store::CardRow& card, const store::Settings& settings,
              const DeadEvents& dead) {
  TryReader tries(db, card);
  Leech leech{
      card, tries.headword(), leech_pattern(reviews_of(db, card, settings, dead, tries)), {}};
  const std::string& other = leech.pattern.word;
  const bool knows_other = !other.empty() && !store::find_entries(db, other).empty();
  const auto siblings = store::cards_of(db, card.entry);
  const bool has_contrast = std::ranges::any_of(siblings, [&](const store::CardRow& sibling) {
    return sibling.card.kind == CardKind::contrast && sibling.card.target == other;
  });
  leech.remedy = remedy_for(leech.pattern,
                            {card.card.kind, card.card.key, leech.word, knows_other, has_contrast});
  return leech;
}

}  // namespace

Leech explain_leech(Db& db, const store::CardRow& card, const store::Settings& settings) {
  return explain(db, card, settings, store::dead_events_about(db, card.card.key));
}

LeechReport report_leeches(Db& db, const store::Settings& settings, std::optional<DeckId> deck) {
  LeechReport report{leech_lapses(settings.scheduler_name), {}};
  const DeadEvents dead = store::dead_events(db);
  // Which day it is does not matter to how often a card has lapsed.
  auto cards = store::choose_cards(db, store::parse_query("is:leech"), StudyDay{});
  std::erase_if(cards, [&](const store::CardRow& card) {
    if (card.state.lapses < report.limit) return true;
    if (!deck) return false;
    const std::vector<DeckId> decks = store::decks_of(db, card.entry);
    return std::ranges::find(decks, *deck) == decks.end();
  });
  std::ranges::stable_sort(cards, std::greater<>{},
                           [](const store::CardRow& card) { return card.state.lapses; });
  for (const store::CardRow& card : cards) {
    report.leeches.push_back(explain(db, card, settings, dead));
  }
  return report;
}

std::vector<Table> leech_tables(const LeechReport& report) {
  Table table{
      "leeches", {"card", "word", "kind", "lapses", "reviews", "reason", "times", "remedy"}, {}};
  for (const auto& [card, word, pattern, remedy] : report.leeches) {
    table.rows.push_back({to_hex(card.card.key), word, std::string(to_string(card.card.kind)),
                          std::int64_t{card.state.lapses}, std::int64_t{card.state.reviews},
                          reason_text(pattern), pattern.times, remedy.command});
  }
  return {std::move(table)};
}

}  // namespace lianxi
