#include "schedule/reckoning.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <tuple>
#include <utility>
#include <variant>

namespace lianxi {
namespace {

/// "2.36".
std::string hundredths(std::int64_t value) {
  const std::int64_t size = std::abs(value);
  return fmt::format("{}{}.{:02}", value < 0 ? "-" : "", size / 100, size % 100);
}

bool has_part(const Event& event) {
  switch (event.type()) {
    case EventType::review:
    case EventType::suspend:
    case EventType::bury:
    case EventType::set_due:
    case EventType::reset:
    case EventType::delete_:
    case EventType::set_state:
      return true;
    case EventType::undo:
    case EventType::edit:
    case EventType::accept:
    case EventType::flag:
    case EventType::setting:
    case EventType::import:
    case EventType::restore:
      return false;
  }
  return false;
}

/// What follows from one graded review, told from what sm2_step() makes of it.
class GradedReview {
 public:
  GradedReview(const Sm2State& before, int quality, const Sm2Options& options)
      : before_(before),
        quality_(quality),
        options_(options),
        after_(sm2_step(before, quality, options)) {}

  std::string interval_text() const {
    if (quality_ < 3) return "starts over at 1 day";
    if (after_.n == 1) return "first success: 1 day";
    if (after_.n == 2) return "second success: 6 days";
    return growth_text();
  }

  std::string ease_text() const {
    const bool kept = quality_ < 3 && options_.ef_on_fail == Sm2Options::EfOnFail::keep;
    const std::int32_t change = kept ? 0 : sm2_ease_change(quality_);
    if (change == 0) return "ease stays " + hundredths(after_.ef100);
    const std::int32_t sum = ease_before() + change;
    std::string text =
        fmt::format("ease {} {} {} = {}", hundredths(ease_before()), change < 0 ? '-' : '+',
                    hundredths(std::abs(change)), hundredths(sum));
    if (sum != after_.ef100) text += ", held at " + hundredths(after_.ef100);
    return text;
  }

  /// Both, in the order in which they are worked out.
  std::string text(const std::string& limits) const {
    const bool ease_first = after_.n > 2 && multiplies_after();
    return ease_first ? fmt::format("{}; {}{}", ease_text(), interval_text(), limits)
                      : fmt::format("{}{}; {}", interval_text(), limits, ease_text());
  }

 private:
  bool multiplies_after() const {
    return options_.ef_for_interval == Sm2Options::EfForInterval::after;
  }
  std::int32_t ease_before() const { return std::clamp(before_.ef100, kSm2MinEf100, kSm2MaxEf100); }

  std::string growth_text() const {
    const std::int64_t interval = std::clamp(before_.interval, std::int64_t{1}, kSm2MaxInterval);
    const std::int64_t multiplier = multiplies_after() ? after_.ef100 : ease_before();
    const std::int64_t product = interval * multiplier;
    const std::string start = fmt::format("{} x {} = ", in_days(interval), hundredths(multiplier));
    if (product == after_.interval * 100) return start + in_days(after_.interval);
    const bool held = product / 100 >= kSm2MaxInterval;
    const bool up = options_.rounding == Sm2Options::Rounding::up;
    return fmt::format("{}{}, {} {}", start, hundredths(product),
                       held ? "held at"
                       : up ? "rounded up to"
                            : "rounded to",
                       in_days(after_.interval));
  }

  const Sm2State& before_;
  int quality_;
  const Sm2Options& options_;
  Sm2State after_;
};

std::string due_text(const CardState& state) {
  return state.due ? "due " + to_string(*state.due) : "not due";
}

/// What follows from one answer by each scheduler, told from the state before it and after it.
class ScheduledReview {
 public:
  /// `limits`: what the interval was held to, in words that follow it.
  ScheduledReview(const ReckoningStep& step, const std::string& limits)
      : step_(step), limits_(limits) {}

  std::string operator()(const Sm2Options& options) const {
    const auto& act = std::get<ReviewAct>(step_.event.act);
    const int quality = quality_of(act.rating, act.quality);
    return GradedReview(step_.before.sm2, quality, options).text(limits_);
  }
  std::string operator()(const Sm2AnkiOptions&) const {
    const Sm2State &before = step_.before.sm2, &after = step_.after.sm2;
    const std::string ease =
        before.ef100 == after.ef100
            ? "ease stays " + hundredths(after.ef100)
            : fmt::format("ease {} to {}", hundredths(before.ef100), hundredths(after.ef100));
    if (is_unseen(step_.before)) return fmt::format("begins{}; {}", limits_, ease);
    return fmt::format("{} after {} planned{}; {}", in_days(elapsed()), in_days(before.interval),
                       limits_, ease);
  }
  std::string operator()(const FsrsOptions& options) const {
    const MemoryState after = step_.after.memory.value();
    if (is_unseen(step_.before)) {
      return fmt::format("first answer: stability {:.2f} days, difficulty {:.2f}; recall {:.2f}{}",
                         after.stability, after.difficulty, options.retention, limits_);
    }
    const Fsrs fsrs(options);
    const MemoryState before =
        step_.before.memory ? *step_.before.memory : fsrs.memory_of(step_.before.sm2).value();
    const double recall = fsrs.recall(step_.before, Days{elapsed()}).value();
    return fmt::format(
        "after {} recall was at {:.2f}; stability {:.2f} to {:.2f} days, difficulty {:.2f} to "
        "{:.2f}; recall {:.2f}{}",
        in_days(elapsed()), recall, before.stability, after.stability, before.difficulty,
        after.difficulty, options.retention, limits_);
  }

 private:
  std::int64_t elapsed() const {
    const Days passed = step_.before.last ? step_.day - *step_.before.last : Days{0};
    return days_since(step_.before, passed).count();
  }

  const ReckoningStep& step_;
  const std::string& limits_;
};

/// Puts each act into words, given what the fold has made of it.
class Teller {
 public:
  Teller(const ReckoningStep& step, const SchedulerChoice& choice) : step_(step), choice_(choice) {}

  using Words = std::pair<std::string, std::string>;  ///< what was done, by which rule
  Words tell() const {
    return std::visit([&](const auto& act) { return of(act); }, step_.event.act);
  }

 private:
  Words of(const ReviewAct& act) const {
    return {
        act.quality ? fmt::format("quality {}", *act.quality) : std::string(to_string(act.rating)),
        day_text() + (step_.planned ? scheduled_text(act) : drill_text())};
  }
  Words of(const SuspendAct& act) const {
    return act.value ? Words{"suspend", "hidden until resumed; " + stays_text()}
                     : Words{"resume", "hidden no more; " + stays_text()};
  }
  Words of(const BuryAct& act) const {
    return {"bury", fmt::format("hidden until {}; {}", to_string(act.until), stays_text())};
  }
  Words of(const SetDueAct& act) const {
    const auto& scheduled = step_.after.scheduled_due;
    return {"set-due", fmt::format("due {} as you have set{}", to_string(act.due),
                                   scheduled ? "; by the schedule " + to_string(*scheduled) : "")};
  }
  Words of(const ResetAct&) const {
    if (step_.before.memory) return {"reset", "begins again as a new card"};
    return {"reset", "begins again as a new card, ease " + hundredths(step_.after.sm2.ef100)};
  }
  Words of(const DeleteAct&) const { return {"delete", "the card is asked no more"}; }
  Words of(const SetStateAct& act) const {
    const Sm2State& sm2 = step_.after.sm2;
    return {"imported",
            fmt::format("goes on where the other program stood: {} {} in a row, interval {}, {}; "
                        "{}",
                        sm2.n, sm2.n == 1 ? "success" : "successes", in_days(sm2.interval),
                        imported_text(act), due_text(step_.after))};
  }
  template <typename Other>
  Words of(const Other&) const {
    return {};  // has no part
  }

  /// The ease, or the memory and where it comes from.
  std::string imported_text(const SetStateAct& act) const {
    std::string ease = "ease " + hundredths(step_.after.sm2.ef100);
    const auto& memory = step_.after.memory;
    if (!memory) return ease;
    std::string text = fmt::format("stability {:.2f} days, difficulty {:.2f}", memory->stability,
                                   memory->difficulty);
    if (act.stability && act.difficulty) return text;
    return step_.before.memory ? text + " by its answers" : ease + ", which gives " + text;
  }

  std::string stays_text() const {
    return step_.after.due ? "stays " + due_text(step_.after) : "still new";
  }

  /// Where the review counts for another day than its own.
  std::string day_text() const {
    return step_.day == step_.event.day
               ? ""
               : fmt::format("written on {}, counts for the card's last day; ",
                             to_string(step_.event.day));
  }

  std::string drill_text() const {
    if (step_.before.due == step_.after.due) return "a drill on the same day changes nothing";
    return "a drill on the same day; by the schedule again: " + due_text(step_.after);
  }

  std::string scheduled_text(const ReviewAct& act) const {
    const std::string limits = limits_text(act);
    return fmt::format("{}; {}", std::visit(ScheduledReview(step_, limits), choice_.options),
                       due_text(step_.after));
  }

  /// What the interval of the arithmetic was held to, or moved to.
  std::string limits_text(const ReviewAct& act) const {
    const auto* sm2 = std::get_if<Sm2Options>(&choice_.options);
    const Days elapsed = step_.before.last ? step_.day - *step_.before.last : Days{0};
    const Outcome exact =
        make_exact_scheduler(choice_)->answer(step_.before, act.rating, act.quality, elapsed, 0.5);
    const double fuzz = fuzz_factor(step_.event.subject.value_or(Key{}), step_.before.graded);
    const Days moved = make_scheduler(choice_)
                           ->answer(step_.before, act.rating, act.quality, elapsed, fuzz)
                           .interval;
    const Days planned = step_.planned.value();
    std::string text;
    if (!sm2) text += ": " + in_days(exact.interval.count());
    if (sm2 && exact.sm2.interval != exact.interval.count()) {
      text += ", capped at the maximum of " + in_days(exact.interval.count());
    }
    if (planned == exact.interval) return text;
    if (planned == moved) return text + ", moved to " + in_days(planned.count());
    return text + fmt::format(", but {} chosen {} stay", in_days(planned.count()),
                              act.scheduler == "imported" ? "by the other program" : "that day");
  }

  const ReckoningStep& step_;
  const SchedulerChoice& choice_;
};

ReckoningStep step_of(const Event& event, CardFold& fold, const SchedulerChoice& choice,
                      bool same_day_counts) {
  ReckoningStep step;
  step.event = event;
  step.day = event.day;
  step.before = fold.state();
  fold.add(event);
  step.after = fold.state();
  if (event.type() == EventType::review) {
    step.day = step.after.last.value();
    step.drill = step.before.last == step.day;
    const bool scheduled = !step.drill || same_day_counts;
    if (scheduled) step.planned = step.after.scheduled_due.value() - step.day;
  }
  std::tie(step.done, step.rule) = Teller(step, choice).tell();
  return step;
}

}  // namespace

std::vector<ReckoningStep> reckon(std::vector<Event> events, const DeadEvents& dead,
                                  const SchedulerChoice& choice) {
  const auto scheduler = make_scheduler(choice);
  CardFold fold(*scheduler);
  std::vector<ReckoningStep> steps;
  for (const Event& event : surviving(std::move(events), dead)) {
    if (has_part(event) && !fold.state().deleted) {
      steps.push_back(step_of(event, fold, choice, scheduler->traits().same_day_counts));
    } else {
      fold.add(event);
    }
  }
  return steps;
}

std::string in_days(std::int64_t days) {
  return fmt::format("{} {}", days, days == 1 ? "day" : "days");
}

}  // namespace lianxi
