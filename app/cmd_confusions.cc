#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "app/columns.h"
#include "app/commands.h"
#include "app/lookup.h"
#include "app/stats_options.h"
#include "session/confusion_contrasts.h"
#include "session/confusion_report.h"
#include "text/utf8.h"

namespace lianxi::app {
namespace {

/// A word as its entry is called; one that is no entry as it was given.
std::string headword_of(Db& db, const std::string& word) {
  const std::string text = nfkc(trim(word));
  const auto rows = store::find_entries(db, text);
  return rows.empty() ? text : rows.front().headword;
}

ConfusionChoice choice_of(Db& db, const ConfusionsOptions& options) {
  const StatsOptions asked = stats_options(db, options.bounds);
  ConfusionChoice choice{asked.since, asked.until, asked.deck, {}};
  for (const std::string& word : options.words) choice.words.push_back(headword_of(db, word));
  return choice;
}

/// Two words, whichever was asked.
std::pair<std::string, std::string> unordered(const Confusion& confusion) {
  return std::minmax(confusion.asked, confusion.typed);
}

/// Where the pairs of a report stand by all that ever happened to them, whatever days it is about.
std::vector<PairPlan> plans_of(Db& db, const ConfusionChoice& choice,
                               const ConfusionReport& report) {
  std::set<std::pair<std::string, std::string>> shown;
  for (const ConfusionRow& row : report.rows) shown.insert(unordered(row.confusion));
  const bool is_all = choice == ConfusionChoice{};
  const ConfusionReport ever = is_all ? report : report_confusions(db, {});
  std::vector<Confusion> all;
  for (const ConfusionRow& row : ever.rows) {
    if (shown.contains(unordered(row.confusion))) all.push_back(row.confusion);
  }
  return plan_contrasts(db, all);
}

/// "联系 → 关系   3 times  last 2026-03-01  cloze    right since: 2".
std::string row_text(const ConfusionRow& row, int width) {
  const Confusion& confusion = row.confusion;
  return fmt::format("{}  {:>8}  last {}  {:<8}  right since: {}",
                     padded(confusion.asked + " → " + confusion.typed, width),
                     counted(confusion.times, "time"), to_string(confusion.last),
                     to_string(confusion.kind), confusion.right_since);
}

void print_pairs(const ConfusionReport& report, const std::vector<PairPlan>& plans, Shell& shell) {
  int width = 0;
  for (const ConfusionRow& row : report.rows) {
    width = std::max(width, display_width(row.confusion.asked + row.confusion.typed) + 3);
  }
  shell.out << "word asked → word typed\n";
  for (const PairPlan& plan : plans) {
    for (const ConfusionRow& row : report.rows) {
      if (unordered(row.confusion) != std::pair(plan.pair.a, plan.pair.b)) continue;
      shell.out << shell.safe(row_text(row, width)) << '\n';
      if (!row.sentence.empty()) shell.out << "  " << shell.safe(row.sentence) << '\n';
    }
    shell.out << "  " << shell.safe(plan.why) << '\n';
  }
}

void print_plain(const ConfusionReport& report, Shell& shell) {
  for (const ConfusionRow& row : report.rows) {
    const Confusion& confusion = row.confusion;
    shell.out << shell.safe(confusion.asked) << '\t' << shell.safe(confusion.typed)
              << fmt::format("\t{}\t{}\t{}\t{}\t", confusion.times, to_string(confusion.last),
                             to_string(confusion.kind), confusion.right_since)
              << shell.safe(row.sentence) << '\n';
  }
}

/// What a pair of words was given or let go.
std::string act_text(const PairPlan& plan) {
  const auto words = fmt::format("{} and {}", plan.pair.a, plan.pair.b);
  if (plan.step == PairPlan::Step::make) {
    return fmt::format("{}: contrast cards made. {}", words, contrast_reason(plan.pair));
  }
  return fmt::format("{}: right {} times in a row; their contrast cards rest", words, kRightInRow);
}

int make_contrasts(const ConfusionsOptions& options, Shell& shell) {
  Db db = shell.open_to_write();
  const ConfusionChoice choice = choice_of(db, options);
  auto plans = plans_of(db, choice, report_confusions(db, choice));
  std::erase_if(plans, [](const PairPlan& plan) {
    return plan.step != PairPlan::Step::make && plan.step != PairPlan::Step::rest;
  });
  carry_out(db, shell.stamp(store::load_settings(db)), plans);
  if (shell.options.json) {
    write_json({pair_table(plans)}, shell.out);
    return kDone;
  }
  if (shell.options.quiet) return kDone;
  for (const PairPlan& plan : plans) shell.out << shell.safe(act_text(plan)) << '\n';
  shell.out << (plans.empty() ? "No pair is ready; lianxi confusions says what each waits for.\n"
                              : "lianxi undo takes it back\n");
  return kDone;
}

}  // namespace

int run_confusions(const ConfusionsOptions& options, Shell& shell) {
  if (options.contrast) return make_contrasts(options, shell);
  Db db = shell.open_to_read();
  const ConfusionChoice choice = choice_of(db, options);
  const ConfusionReport report = report_confusions(db, choice);
  if (shell.options.plain) {
    print_plain(report, shell);
    return kDone;
  }
  const auto plans = plans_of(db, choice, report);
  if (shell.options.json) {
    auto tables = confusion_tables(report);
    tables.push_back(pair_table(plans));
    write_json(tables, shell.out);
  } else if (report.rows.empty()) {
    shell.out << "No word was typed for another.\n";
  } else {
    print_pairs(report, plans, shell);
  }
  return kDone;
}

}  // namespace lianxi::app
