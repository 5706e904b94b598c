#include <fmt/format.h>

#include <algorithm>

#include "app/commands.h"
#include "app/json.h"
#include "app/lookup.h"
#include "cards/generate.h"
#include "session/import_job.h"

namespace lianxi::app {

int run_lint(const LintOptions& options, Shell& shell) {
  const ReadResult read = read_decks(options.paths, shell.in);
  Diagnostics findings = read.diagnostics;
  WordSet words;
  for (const DeckFiles& deck : read.decks) {
    for (const FoundEntry& found : deck.entries) words.add(found.entry.headword);
  }
  for (const DeckFiles& deck : read.decks) {
    for (const FoundEntry& found : deck.entries) {
      for (const RefusedSentence& refused : generate_cards(found.entry, words).refused) {
        if (refused.of_rival) continue;
        findings.push_back({found.file, refused.line, "sentence-without-word",
                            refused.chinese + ": " + refused.why, false});
      }
    }
  }
  std::stable_sort(findings.begin(), findings.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.file, a.line) < std::tie(b.file, b.line);
  });
  Json rows = Json::array();
  for (const Diagnostic& finding : findings) {
    if (shell.options.json) {
      rows.push_back({{"file", finding.file},
                      {"line", finding.line},
                      {"col", 1},
                      {"code", finding.code},
                      {"text", finding.text}});
    } else {
      shell.out << shell.safe(fmt::format("{}:{}:1: {}: {}", finding.file, finding.line,
                                          finding.code, finding.text))
                << '\n';
    }
  }
  if (shell.options.json) print_json(shell, {{"schema", 1}, {"findings", rows}});
  if (findings.empty() && !shell.options.json && !shell.options.quiet) {
    shell.out << "no findings\n";
  }
  return findings.empty() ? kDone : kNo;
}

}  // namespace lianxi::app
