#include "session/why.h"

#include <fmt/format.h>

#include <algorithm>

#include "session/deletion.h"
#include "session/entry_text.h"
#include "session/question.h"
#include "session/record.h"
#include "store/entries.h"
#include "store/log.h"

namespace lianxi {
namespace {

std::string distance_text(StudyDay day, StudyDay today) {
  const auto days = (day - today).count();
  if (days == 0) return "today";
  if (days < 0) return in_days(-days) + " ago";
  return "in " + in_days(days);
}

/// What opens a card that is locked; empty for open ones.
std::string lock_of(Db& db, const store::CardRow& card, const store::Settings& settings) {
  const auto entry = store::entry_row(db, card.entry);
  if (!entry) return "";
  const auto cards = store::cards_of(db, card.entry);
  const auto locks = locks_of(db, cards, entry->headword, settings.unlock);
  for (std::size_t i = 0; i < cards.size(); ++i) {
    if (cards[i].id == card.id) return locks[i];
  }
  return "";
}

std::string when_text(Db& db, const store::CardRow& card, const CardReckoning& reckoning,
                      const store::Settings& settings, StudyDay today) {
  const CardState& state = reckoning.state;
  if (state.due) {
    std::string text =
        fmt::format("due {}, {}", to_string(*state.due), distance_text(*state.due, today));
    if (state.repeat_today && state.last == today) text += "; comes round again today";
    return text;
  }
  const std::string lock = lock_of(db, card, settings);
  const bool begun_before =
      std::any_of(reckoning.steps.begin(), reckoning.steps.end(),
                  [](const ReckoningStep& step) { return step.planned.has_value(); });
  return (begun_before ? "new again: " : "never answered: ") +
         (lock.empty() ? "due when its turn comes" : lock);
}

std::string gone_text(Db& db, const store::CardRow& card, const std::string& word) {
  const Key key = store::key_of(db, static_cast<KeyId>(card.entry));
  const auto deleted = deleted_entry(db, key, store::dead_events(db));
  if (!deleted) return "its entry no longer yields it";
  const std::string day = to_string(deleted->day);
  if (word.empty()) return "its entry was deleted on " + day;
  return fmt::format("{0} was deleted on {1}; lianxi add {0} brings it back", word, day);
}

std::string hidden_text(Db& db, const store::CardRow& card, const CardReckoning& reckoning,
                        StudyDay today) {
  const CardState& state = reckoning.state;
  if (card.retired) return gone_text(db, card, reckoning.word);
  if (state.deleted) return "deleted";
  if (state.suspended) return "suspended until resumed";
  if (state.buried_until > today) return "buried until " + to_string(*state.buried_until);
  return "";
}

/// "now: again 1 day, ease 2.50; hard 15 days, ease 2.36; ...", or with a memory "stability 14.2".
std::string now_text(const Outcomes& outcomes) {
  std::string text = "now:";
  for (const Rating rating : {Rating::again, Rating::hard, Rating::good, Rating::easy}) {
    const Outcome& outcome = outcomes[rating];
    text += fmt::format("{} {} {}, ", rating == Rating::again ? "" : ";", to_string(rating),
                        in_days(outcome.interval.count()));
    text += outcome.memory ? fmt::format("stability {:.2f}", outcome.memory->stability)
                           : fmt::format("ease {:.2f}", outcome.sm2.ef100 / 100.0);
  }
  return text;
}

}  // namespace

CardReckoning reckon_card(Db& db, const store::CardRow& card, const store::Settings& settings,
                          StudyDay today) {
  const std::vector<Event> events = store::events_of(db, card.card.key);
  const DeadEvents dead = store::dead_events(db);
  CardReckoning reckoning;
  reckoning.word = word_of_entry(db, store::key_of(db, static_cast<KeyId>(card.entry)));
  reckoning.steps = reckon(events, dead, settings.choice());
  if (!reckoning.steps.empty()) reckoning.state = reckoning.steps.back().after;
  reckoning.when = when_text(db, card, reckoning, settings, today);
  reckoning.hidden = hidden_text(db, card, reckoning, today);
  const CardState& state = reckoning.state;
  Planner planner(db, settings);
  const bool is_drill = state.last && *state.last >= today;
  const bool counts = !is_drill || planner.scheduler().traits().same_day_counts;
  if (counts && !card.retired && !state.deleted) {
    store::CardRow folded = card;
    folded.state = state;
    reckoning.now = planner.preview(folded, today);
  }
  return reckoning;
}

std::vector<std::string> why_lines(const CardReckoning& reckoning) {
  std::vector<std::string> lines;
  for (const ReckoningStep& step : reckoning.steps) {
    lines.push_back(fmt::format("{}  {:<9}  {}", to_string(step.day), step.done, step.rule));
  }
  lines.push_back(reckoning.when +
                  (reckoning.hidden.empty() ? "" : "; hidden: " + reckoning.hidden));
  if (reckoning.now) lines.push_back(now_text(*reckoning.now));
  return lines;
}

std::vector<std::string> why_lines(Db& db, const store::CardRow& card,
                                   const store::Settings& settings, StudyDay today) {
  return why_lines(reckon_card(db, card, settings, today));
}

}  // namespace lianxi
