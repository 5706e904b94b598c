#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>

#include "app/commands.h"
#include "app/conflicts.h"
#include "app/explain.h"
#include "app/json.h"
#include "app/lookup.h"
#include "session/forecast.h"
#include "session/import_job.h"
#include "session/other_log.h"

namespace lianxi::app {
namespace {

Json report_json(const ImportReport& report) {
  Json by_kind = Json::object();
  for (const auto& [kind, count] : report.by_kind) by_kind[std::string(to_string(kind))] = count;
  Json refused = Json::array();
  for (const Refusal& refusal : report.refused) {
    refused.push_back({{"file", refusal.file}, {"line", refusal.line}, {"why", refusal.why}});
  }
  Json diagnostics = Json::array();
  for (const Diagnostic& diagnostic : report.diagnostics) {
    diagnostics.push_back({{"file", diagnostic.file},
                           {"line", diagnostic.line},
                           {"code", diagnostic.code},
                           {"text", diagnostic.text}});
  }
  return {{"schema", 1},
          {"entries",
           {{"new", report.entries_new},
            {"updated", report.entries_updated},
            {"unchanged", report.entries_unchanged}}},
          {"skipped", report.skipped},
          {"renamed", report.renamed},
          {"conflicts", conflicts_json(report.conflicts)},
          {"cards", {{"new", report.cards_new}, {"open", report.cards_open}, {"by_kind", by_kind}}},
          {"sentences",
           {{"kept", report.sentences_kept},
            {"merged", report.sentences_merged},
            {"refused", refused}}},
          {"diagnostics", diagnostics}};
}

Json load_json(const Load& load) {
  return {{"new_cards", load.new_cards},         {"entries_a_day", load.words_a_day},
          {"mean_minutes", load.mean_minutes()}, {"peak_minutes", load.peak_minutes()},
          {"peak_day", load.peak_day()},         {"all_introduced", day_or_null(load.all_begun)}};
}

/// What the import would cost, and what other limits would make of it.
Json import_load_json(const ImportLoad& load) {
  Json budgets = Json::array();
  for (const Load& budget : load.budgets) budgets.push_back(load_json(budget));
  return {{"days", load.before.minutes.size()},
          {"measured", load.measured},
          {"before", load_json(load.before)},
          {"with", load_json(load.budgets[load.present])},
          {"budgets", budgets}};
}

void print_complaints(const ImportReport& report, Shell& shell) {
  for (const Diagnostic& diagnostic : report.diagnostics) {
    shell.err << shell.safe(to_string(diagnostic)) << '\n';
  }
  for (const Refusal& refusal : report.refused) {
    if (refusal.of_rival) continue;
    shell.err << shell.safe(
                     fmt::format("{}:{}: left out: {}", refusal.file, refusal.line, refusal.why))
              << '\n';
  }
}

void print_report(const ImportReport& report, bool dry_run, Shell& shell) {
  const auto& r = report;
  shell.out << fmt::format("{}: {} new, {} updated, {} unchanged\n",
                           dry_run ? "would import" : "imported", r.entries_new, r.entries_updated,
                           r.entries_unchanged);
  if (r.cards_new > 0) {
    std::string kinds;
    for (const auto& [kind, count] : r.by_kind) {
      kinds += fmt::format("{}{} {}", kinds.empty() ? "" : ", ", count, to_string(kind));
    }
    shell.out << fmt::format("  {} ({}), {} open now; the others open as you learn\n",
                             counted(r.cards_new, "new card"), kinds, r.cards_open);
  }
  const auto contrasts = std::count_if(r.refused.begin(), r.refused.end(),
                                       [](const Refusal& refusal) { return refusal.of_rival; });
  shell.out << fmt::format("  sentences: {} kept, {} merged, {} refused", r.sentences_kept,
                           r.sentences_merged, std::ssize(r.refused) - contrasts);
  if (contrasts > 0) shell.out << fmt::format("; {} only in contrasts", contrasts);
  shell.out << '\n';
  if (!r.skipped.empty()) {
    shell.out << fmt::format("  {} skipped: deleted earlier; lianxi add brings {} back ({})\n",
                             r.skipped.size(), r.skipped.size() == 1 ? "it" : "them",
                             shell.safe(fmt::format("{}", fmt::join(r.skipped, ", "))));
  }
  for (const std::string& renamed : r.renamed) {
    shell.out << "  " << shell.safe(renamed) << "; its cards stay\n";
  }
  if (!dry_run && r.cards_new > 0) shell.out << "next: lianxi review\n";
}

/// What the learner had edited and the deck has changed too.
void print_conflicts(const ImportReport& report, const ImportOptions& options, Shell& shell) {
  for (const EntryConflict& conflict : report.conflicts) {
    shell.err << shell.safe("conflict: " + conflict_text(conflict)) << '\n';
  }
  if (report.conflicts.empty()) return;
  shell.err << (options.mine ? "  settled: yours counts\n"
                : options.theirs
                    ? "  settled: the deck's counts\n"
                    : "  yours stays; lianxi edit WORD settles it, or --mine, --theirs\n");
}

/// What is looked at while the import can still be taken back.
struct Outlook {
  std::vector<ExplainedBlank> blanks;
  std::optional<ImportLoad> load;
};

void print_outlook(const Outlook& outlook, Shell& shell) {
  print_blanks(outlook.blanks, shell);
  if (!outlook.load) return;
  shell.out << "minutes a day\n";
  for (const std::string& line : load_lines(*outlook.load)) shell.out << "  " << line << '\n';
}

/// A whole collection comes in as a merge.
int import_log(const ImportOptions& options, Shell& shell) {
  if (options.paths.size() > 1) {
    throw Error(ErrorKind::usage, "a whole collection is imported alone", "name one file");
  }
  return run_merge({options.paths.front(), options.dry_run}, shell);
}

}  // namespace

int run_import(const ImportOptions& options, Shell& shell) {
  if (std::any_of(options.paths.begin(), options.paths.end(), is_log_text)) {
    return import_log(options, shell);
  }
  if (options.paths.size() == 1 && holds_reviews(options.paths.front())) {
    return run_import_reviews(options, shell);
  }
  ImportReport report;
  Outlook outlook;
  lianxi::ImportOptions job;
  job.dry_run = options.dry_run;
  job.keep_going = options.keep_going;
  using Settle = lianxi::ImportOptions::Settle;
  job.settle = options.mine ? Settle::mine : options.theirs ? Settle::theirs : Settle::neither;
  Db db = options.dry_run ? shell.open_to_read() : shell.open_to_write();
  const auto settings = store::load_settings(db);
  const StudyDay today = shell.today(settings);
  const bool tells_load = options.dry_run && !shell.options.quiet;
  const ForecastInput before = tells_load ? forecast_input(db, today) : ForecastInput{};
  job.inspect = [&](Db& as_imported) {
    if (options.explain) outlook.blanks = explain_entries(as_imported, report.headwords);
    if (!tells_load || report.cards_new == 0) return;
    outlook.load = import_load(before, forecast_input(as_imported, today), settings, today);
  };
  try {
    import_decks(db, shell.stamp(settings), read_decks(options.paths, shell.in), job, report);
  } catch (const Error&) {
    // What was wrong with the files is the answer to what could not be done.
    if (shell.options.json)
      print_json(shell, report_json(report));
    else
      print_complaints(report, shell);
    throw;
  }
  if (shell.options.json) {
    Json json = report_json(report);
    if (options.explain) json["rivals"] = blanks_json(outlook.blanks);
    if (outlook.load) json["load"] = import_load_json(*outlook.load);
    print_json(shell, json);
    return kDone;
  }
  print_complaints(report, shell);
  print_conflicts(report, options, shell);
  if (!shell.options.quiet) print_report(report, options.dry_run, shell);
  print_outlook(outlook, shell);
  return kDone;
}

}  // namespace lianxi::app
