#include <fmt/format.h>

#include <algorithm>

#include "app/commands.h"
#include "app/lookup.h"
#include "session/progress.h"

namespace lianxi::app {
namespace {

/// Eight heights of a bar.
std::string bar(int value, int highest) {
  static constexpr const char* kBars[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  if (value == 0 || highest == 0) return "·";
  return kBars[std::min(7, value * 8 / (highest + 1))];
}

void print_stats(const Progress& progress, Shell& shell) {
  const auto& days = progress.counter.by_day();
  const auto found = days.find(progress.today);
  const DayTotal today = found == days.end() ? DayTotal{} : found->second;
  shell.out << fmt::format(
      "today   {}, {} of them new, {} recalled; {}; {:.1f} min; day {} in a row\n",
      counted(today.reviews, "review"), today.introduced, today.recalled,
      counted(today.drills, "drill"), static_cast<double>(today.taken.count()) / 60000,
      progress.counter.streak(progress.today));
  shell.out << fmt::format("cards   {} seen of {}, {} stable (21 days or more)\n", progress.seen,
                           progress.cards, progress.stable);
  shell.out << "recall  of cards seen on an earlier day\n";
  if (progress.counter.by_kind().empty()) shell.out << "        no such review yet\n";
  for (const auto& [kind, recall] : progress.counter.by_kind()) {
    shell.out << fmt::format(
        "        {:<9} {:>3.0f} %  ({} of {})\n", to_string(kind),
        100.0 * static_cast<double>(recall.recalled) / static_cast<double>(recall.reviews),
        recall.recalled, recall.reviews);
  }
  for (const auto& [first, recall] : progress.counter.by_first_sight()) {
    shell.out << fmt::format(
        "        {} {:>3.0f} %  ({} of {})\n", first ? "in new sentences " : "in seen sentences",
        100.0 * static_cast<double>(recall.recalled) / static_cast<double>(recall.reviews),
        recall.recalled, recall.reviews);
  }
  const auto& due = progress.due_next;
  const int highest = *std::max_element(due.begin(), due.end());
  int total = 0;
  std::string bars;
  for (const int count : due) {
    bars += bar(count, highest);
    total += count;
  }
  shell.out << fmt::format("due     {}  next 30 days: {} cards, most on a day {}\n", bars, total,
                           highest);
}

}  // namespace

int run_stats(Shell& shell) {
  Db db = shell.open_to_read();
  const Progress progress = measure_progress(db, shell.today(store::load_settings(db)));
  if (shell.options.json) {
    write_json(progress_tables(progress), shell.out);
  } else {
    print_stats(progress, shell);
  }
  return kDone;
}

}  // namespace lianxi::app
