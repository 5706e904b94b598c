#include "session/forecast.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>
#include <set>
#include <unordered_map>

#include "base/row_map.h"
#include "session/marks.h"
#include "session/remembered.h"
#include "stats/stats.h"
#include "store/card_rows.h"
#include "store/entries.h"
#include "store/log.h"

namespace lianxi {
namespace {

/// How far back the learner is measured.
constexpr Days kLookBack{90};
/// Budgets where the present limit is no new cards at all.
constexpr int kModestLimit = 10;

using KindById = std::unordered_map<KeyId, CardKind>;

/// After a break the days before it are looked at.
StudyDay first_day_measured(Db& db, StudyDay today) {
  const auto latest = query_one<StudyDay>(
      db, "select study_day from event where type = 1 order by study_day desc limit 1");
  return std::min(today, latest.value_or(today)) - kLookBack;
}

LearnerFigures figures_for(Db& db, StudyDay today, const KindById& kinds) {
  LatestAnswers latest(db, today);
  RowMap<CardDays> days;
  store::for_each_review(db, store::dead_events(db), [&](const store::ReviewRow& review) {
    const auto kind = kinds.find(review.card);
    if (kind == kinds.end()) return;
    CardDays& of_card = days[static_cast<std::int64_t>(review.card)];
    latest.add(kind->second, of_card.next(review.day, review.anew), review);
  });
  return latest.figures();
}

/// Whether answers are drawn from the learner's memory.
bool draws_from_memory(const store::Settings& settings, std::size_t answers) {
  if (settings.scheduler()->traits().keeps_memory) return true;
  return answers >= kReviewsToMeasure && settings.fsrs.parameters != kFsrs6Defaults;
}

/// What the learner remembers of each card: as the scheduler has it, or after his answers. Of what
/// came from elsewhere with an interval alone, as much as that says.
void remember(std::vector<CourseCard>& cards, const std::vector<GivenAnswer>& answers,
              const store::Settings& settings) {
  const Fsrs6Model model(settings.fsrs.parameters);
  const bool is_kept = settings.scheduler()->traits().keeps_memory;
  RowMap<RememberedCard> known;
  if (!is_kept) known = remembered_cards(answers, model, settings.sm2);
  for (CourseCard& card : cards) {
    const Sm2State& sm2 = card.state.sm2;
    card.memory = card.state.memory;
    if (!is_kept && card.state.last) {
      const RememberedCard& remembered = known[static_cast<std::int64_t>(card.id)];
      if (remembered.known) card.memory = remembered.memory;
    }
    if (!card.memory && sm2.interval > 0) {
      card.memory = model.from_sm2(sm2.ef100 / 100.0, static_cast<double>(sm2.interval));
    }
  }
}

/// Gives the input its learner's memory, where answers are drawn from it.
void add_memory(Db& db, const store::Settings& settings, ForecastInput& input) {
  if (!draws_from_memory(settings, kReviewsToMeasure)) return;
  const std::vector<GivenAnswer> answers = given_answers(db);
  if (!draws_from_memory(settings, answers.size())) return;
  remember(input.cards, answers, settings);
  LearnerMemory& memory = input.memory.emplace();
  memory.parameters = settings.fsrs.parameters;
  memory.measured = answers.size() >= kReviewsToMeasure;
  const auto reviews = timed_reviews(answers);
  if (memory.measured) memory.rates = learner_rates(reviews);
  memory.pace = memory.measured ? kind_paces(reviews, memory.rates) : kind_paces({}, memory.rates);
}

/// Words of which no card has been answered, and that can begin.
std::set<EntryId> waiting_words(const ForecastInput& input) {
  std::set<EntryId> waiting, begun;
  for (const CourseCard& card : input.cards) {
    if (card.state.last) begun.insert(card.entry);
    if (!card.state.suspended && !card.state.deleted) waiting.insert(card.entry);
  }
  std::erase_if(waiting, [&](EntryId entry) { return begun.contains(entry); });
  return waiting;
}

std::string as_date(StudyDay day, StudyDay today) {
  constexpr const char* kMonths[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};
  const std::chrono::year_month_day date{day}, now{today};
  std::string text = fmt::format("{} {}", static_cast<unsigned>(date.day()),
                                 kMonths[static_cast<unsigned>(date.month()) - 1]);
  if (date.year() == now.year()) return text;
  return fmt::format("{} {}", text, static_cast<int>(date.year()));
}

std::string budget_line(const Load& load, StudyDay today) {
  const std::string end =
      load.all_begun ? fmt::format("all introduced by {}", as_date(*load.all_begun, today))
                     : fmt::format("{} of {} introduced in {} days", load.words_begun,
                                   load.words_begun + load.words_waiting, std::ssize(load.minutes));
  return fmt::format(
      "{} new cards a day ({:.1f} entries a day): {:.0f} min/day at the peak on day {}, {}",
      load.new_cards, load.words_a_day, load.peak_minutes(), load.peak_day(), end);
}

}  // namespace

LatestAnswers::LatestAnswers(Db& db, StudyDay today) : since_(first_day_measured(db, today)) {}

void LatestAnswers::add(CardKind kind, std::optional<Days> elapsed,
                        const store::ReviewRow& review) {
  if (review.day < since_) return;
  answers_.push_back({kind, stage_after(elapsed), review.rating, review.taken});
}

CourseCard course_card(const store::CardRow& row) {
  return {row.id, row.entry, row.card, row.position, row.partner, row.state};
}

LearnerFigures learner_figures(Db& db, StudyDay today) {
  KindById kinds;
  store::for_each_card_figures(
      db, [&](const store::CardFigures& card) { kinds[static_cast<KeyId>(card.id)] = card.kind; });
  return figures_for(db, today, kinds);
}

ForecastInput forecast_input(Db& db, const store::Settings& settings, StudyDay today) {
  ForecastInput input;
  KindById kinds;
  store::for_each_card(db, [&](const store::CardRow& row) {
    kinds[static_cast<KeyId>(row.id)] = row.card.kind;
    if (!row.retired) input.cards.push_back(course_card(row));
  });
  for (const store::EntryRow& row : store::list_entries(db, std::nullopt)) {
    input.headwords[row.id] = row.headword;
    input.entries.push_back(queue_entry(db, row.id));
  }
  // Cards of an entry that is no longer there.
  std::erase_if(input.cards,
                [&](const CourseCard& card) { return !input.headwords.contains(card.entry); });
  input.figures = figures_for(db, today, kinds);
  add_memory(db, settings, input);
  return input;
}

ForecastRules forecast_rules(const store::Settings& settings, const Scheduler& scheduler) {
  return {
      {settings.new_cards, settings.reviews, settings.new_per_entry, Days{settings.spacing_days}},
      settings.unlock,
      scheduler};
}

double Load::mean_minutes() const {
  return std::accumulate(minutes.begin(), minutes.end(), 0.0) /
         static_cast<double>(std::max<std::size_t>(1, minutes.size()));
}

double Load::peak_minutes() const {
  return minutes.empty() ? 0 : *std::max_element(minutes.begin(), minutes.end());
}

int Load::peak_day() const {
  return static_cast<int>(std::max_element(minutes.begin(), minutes.end()) - minutes.begin()) + 1;
}

Load forecast_load(const ForecastInput& input, const store::Settings& settings, StudyDay today,
                   int new_cards) {
  const auto scheduler = settings.scheduler();
  ForecastRules rules = forecast_rules(settings, *scheduler);
  rules.limits.new_cards = new_cards;
  Load load{new_cards, std::vector<double>(kDaysAhead, 0.0), 0, 0, 0, {}};
  double begun = 0, last_day = 0;
  for (std::uint64_t seed = 1; seed <= kForecasts; ++seed) {
    const auto days = forecast(input, rules, today, kDaysAhead, seed).days;
    double last = 0;
    for (std::size_t i = 0; i < days.size(); ++i) {
      load.minutes[i] += days[i].minutes / kForecasts;
      begun += days[i].new_entries / double{kForecasts};
      if (days[i].new_entries > 0) last = static_cast<double>(i) + 1;
    }
    last_day += last / kForecasts;
  }
  const auto waiting = static_cast<int>(waiting_words(input).size());
  load.words_begun = static_cast<int>(std::lround(begun));
  load.words_waiting = std::max(0, waiting - load.words_begun);
  if (last_day > 0) load.words_a_day = begun / last_day;
  if (load.words_waiting == 0 && last_day > 0) {
    load.all_begun = today + Days{std::lround(last_day) - 1};
  }
  return load;
}

ImportLoad import_load(const ForecastInput& before, const ForecastInput& with,
                       const store::Settings& settings, StudyDay today) {
  ImportLoad load;
  load.today = today;
  load.measured = with.measured();
  load.before = forecast_load(before, settings, today, settings.new_cards);
  const int present = settings.new_cards;
  const int middle = present > 0 ? present : kModestLimit;
  std::set<int> limits = {std::max(1, middle / 2), present, middle, 2 * middle};
  load.present = static_cast<std::size_t>(std::distance(limits.begin(), limits.find(present)));
  for (const int limit : limits) {
    load.budgets.push_back(forecast_load(with, settings, today, limit));
  }
  return load;
}

std::vector<std::string> load_lines(const ImportLoad& load) {
  const Load& with = load.budgets[load.present];
  std::vector<std::string> lines = {
      fmt::format("{:.0f} min/day without it, {:.0f} with it over the next {} days; at most {:.0f}",
                  load.before.mean_minutes(), with.mean_minutes(), std::ssize(with.minutes),
                  with.peak_minutes())};
  for (const Load& budget : load.budgets) lines.push_back(budget_line(budget, load.today));
  if (!load.measured) {
    lines.push_back(
        fmt::format("the learner is guessed at until there are {} reviews", kReviewsToMeasure));
  }
  return lines;
}

}  // namespace lianxi
