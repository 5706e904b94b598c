#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "app/commands.h"
#include "app/json.h"
#include "app/lookup.h"
#include "session/import_job.h"

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
          {"cards", {{"new", report.cards_new}, {"open", report.cards_open}, {"by_kind", by_kind}}},
          {"sentences",
           {{"kept", report.sentences_kept},
            {"merged", report.sentences_merged},
            {"refused", refused}}},
          {"diagnostics", diagnostics}};
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
  if (!dry_run && r.cards_new > 0) shell.out << "next: lianxi review\n";
}

}  // namespace

int run_import(const ImportOptions& options, Shell& shell) {
  ImportReport report;
  Db db = options.dry_run ? shell.open_to_read() : shell.open_to_write();
  const auto settings = store::load_settings(db);
  try {
    import_decks(db, shell.stamp(settings), read_decks(options.paths, shell.in),
                 {options.dry_run, options.keep_going}, report);
  } catch (const Error&) {
    // What was wrong with the files is the answer to what could not be done.
    if (shell.options.json)
      print_json(shell, report_json(report));
    else
      print_complaints(report, shell);
    throw;
  }
  if (shell.options.json) {
    print_json(shell, report_json(report));
    return kDone;
  }
  print_complaints(report, shell);
  if (!shell.options.quiet) print_report(report, options.dry_run, shell);
  return kDone;
}

}  // namespace lianxi::app
