#include <algorithm>
#include <fstream>
#include <sstream>

#include "app/commands.h"
#include "app/installed.h"
#include "app/json.h"
#include "base/limits.h"
#include "import/reader.h"
#include "lint/lint.h"
#include "session/import_job.h"

namespace lianxi::app {
namespace {

/// As much of a stream as a deck file may hold, and one byte more where there is more.
std::string read_stream(std::istream& in) {
  std::string text;
  for (char chunk[1 << 16]; text.size() <= kMaxFile && in;) {
    in.read(chunk, sizeof chunk);
    text.append(chunk, static_cast<std::size_t>(in.gcount()));
  }
  return text;
}

/// What was read, file by file, with the text beside it.
class LintFiles {
 public:
  LintFiles(ReadResult read, std::string standard_input)
      : read_(std::move(read)), standard_input_(std::move(standard_input)) {}

  /// The files of each deck. What gave no entry comes last, each file by itself.
  std::vector<std::vector<LintFile>> take() {
    std::vector<std::vector<LintFile>> decks;
    for (DeckFiles& deck : read_.decks) {
      std::vector<LintFile>& files = decks.emplace_back();
      for (FoundEntry& found : deck.entries) {
        if (files.empty() || files.back().name != found.file) files.push_back(open(found.file));
        files.back().entries.push_back(std::move(found.entry));
      }
    }
    while (!read_.diagnostics.empty()) decks.push_back({open(read_.diagnostics.front().file)});
    return decks;
  }

 private:
  /// The file as the decks' reader saw it, and what it complained of there.
  LintFile open(const std::string& name) {
    LintFile file{name, text_of(name), {}, {}};
    const auto is_elsewhere = [&](const Diagnostic& one) { return one.file != file.name; };
    Diagnostics& all = read_.diagnostics;
    const auto mine = std::stable_partition(all.begin(), all.end(), is_elsewhere);
    file.complaints.assign(mine, all.end());
    all.erase(mine, all.end());
    return file;
  }

  std::string text_of(const std::string& name) const {
    const Sink nothing{[](const Entry&) {}, [](const Diagnostic&) {}};
    if (name == "-") {
      std::istringstream in(standard_input_);
      return read_text(in, name, nothing).value_or("");
    }
    std::ifstream in(name, std::ios::binary);
    return read_text(in, name, nothing).value_or("");
  }

  ReadResult read_;
  std::string standard_input_;
};

Json to_json(const Finding& finding) {
  return {{"file", finding.file},
          {"line", finding.place.line},
          {"col", finding.place.column},
          {"code", finding.code},
          {"text", finding.text}};
}

}  // namespace

int run_lint(const LintOptions& options, Shell& shell) {
  std::string standard_input;
  if (std::ranges::find(options.paths, "-") != options.paths.end()) {
    standard_input = read_stream(shell.in);
  }
  std::istringstream in(standard_input);
  std::vector<std::string> paths;
  for (const std::string& path : options.paths) paths.push_back(path_or_deck(path, shell));
  ReadResult read = read_decks(paths, in);
  WordSet words;
  for (const DeckFiles& deck : read.decks) {
    for (const FoundEntry& found : deck.entries) words.add(found.entry.headword);
  }
  std::vector<Finding> findings;
  for (const auto& deck : LintFiles(std::move(read), std::move(standard_input)).take()) {
    std::ranges::move(lint(deck, words), std::back_inserter(findings));
  }
  std::ranges::stable_sort(findings, {}, &Finding::file);

  if (shell.options.json) {
    Json rows = Json::array();
    for (const Finding& finding : findings) rows.push_back(to_json(finding));
    print_json(shell, {{"schema", 1}, {"findings", rows}});
  } else {
    for (const Finding& finding : findings) shell.out << shell.safe(to_string(finding)) << '\n';
    if (findings.empty() && !shell.options.quiet) shell.out << "no findings\n";
  }
  return findings.empty() ? kDone : kNo;
}

}  // namespace lianxi::app
