#include "app/import_report.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>

#include "app/conflicts.h"
#include "app/lookup.h"

namespace lianxi::app {
namespace {

Json report_json(const ImportReport& report) {
  Json by_kind = Json::object();
  for (const auto& [kind, count] : report.by_kind) by_kind[std::string(to_string(kind))] = count;
  Json refused = Json::array();
  for (const Refusal& refusal : report.refused) {
    refused.push_back({{"file", refusal.file}, {"line", refusal.line}, {"why", refusal.why}});
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
          {"diagnostics", diagnostics_json(report.diagnostics)}};
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

void print_report(const ImportReport& report, const ImportOptions& options, Shell& shell) {
  const auto& r = report;
  shell.out << fmt::format("{}: {} new, {} updated, {} unchanged\n",
                           options.dry_run ? "would import" : "imported", r.entries_new,
                           r.entries_updated, r.entries_unchanged);
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
  if (!options.dry_run && !options.review_follows && r.cards_new > 0) {
    shell.out << "next: lianxi review\n";
  }
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

}  // namespace

ImportTeller::ImportTeller(const ImportOptions& options, Db& db, Shell& shell,
                           const OnProgress& progress)
    : options_(options),
      shell_(shell),
      progress_(progress),
      settings_(store::load_settings(db)),
      today_(shell.today(settings_)),
      tells_load_(options.dry_run && !shell.options.quiet) {
  if (tells_load_) before_ = forecast_input(db, settings_, today_);
}

lianxi::ImportOptions ImportTeller::job(const ImportReport& report) {
  using Settle = lianxi::ImportOptions::Settle;
  lianxi::ImportOptions job;
  job.dry_run = options_.dry_run;
  job.keep_going = options_.keep_going;
  job.progress = progress_;
  job.settle = options_.mine ? Settle::mine : options_.theirs ? Settle::theirs : Settle::neither;
  job.inspect = [this, &report](Db& as_imported) { look(as_imported, report); };
  return job;
}

void ImportTeller::look(Db& as_imported, const ImportReport& report) {
  if (options_.explain) blanks_ = explain_entries(as_imported, report.headwords);
  if (!tells_load_ || report.cards_new == 0) return;
  load_ = import_load(before_, forecast_input(as_imported, settings_, today_), settings_, today_);
}

void ImportTeller::tell(const ImportReport& report, const Json& more) const {
  if (shell_.options.json) {
    Json json = report_json(report);
    if (options_.explain) json["rivals"] = blanks_json(blanks_);
    if (load_) json["load"] = import_load_json(*load_);
    json.update(more);
    return print_json(shell_, json);
  }
  print_complaints(report, shell_);
  print_conflicts(report, options_, shell_);
  if (!shell_.options.quiet) print_report(report, options_, shell_);
  print_blanks(blanks_, shell_);
  if (!load_) return;
  shell_.out << "minutes a day\n";
  for (const std::string& line : load_lines(*load_)) shell_.out << "  " << line << '\n';
}

void ImportTeller::tell_refused(const ImportReport& report) const {
  if (shell_.options.json) return print_json(shell_, report_json(report));
  print_complaints(report, shell_);
}

}  // namespace lianxi::app
