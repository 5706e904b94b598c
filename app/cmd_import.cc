#include <algorithm>
#include <filesystem>
#include <iterator>
#include <string_view>

#include "app/commands.h"
#include "app/import_report.h"
#include "app/installed.h"
#include "app/progress_bar.h"
#include "session/other_log.h"
#include "session/read_decks.h"

namespace lianxi::app {
namespace {

/// Adds what another path gave.
void append(ReadResult& all, ReadResult one) {
  for (DeckFiles& deck : one.decks) {
    const auto known =
        std::find_if(all.decks.begin(), all.decks.end(),
                     [&](const DeckFiles& other) { return other.name == deck.name; });
    if (known == all.decks.end()) {
      all.decks.push_back(std::move(deck));
    } else {
      known->entries.insert(known->entries.end(), std::make_move_iterator(deck.entries.begin()),
                            std::make_move_iterator(deck.entries.end()));
    }
  }
  all.diagnostics.insert(all.diagnostics.end(), std::make_move_iterator(one.diagnostics.begin()),
                         std::make_move_iterator(one.diagnostics.end()));
}

/// Pages and decks, all in one import.
void import_pages(const ImportOptions& options, ReadResult read, Shell& shell) {
  Db db = options.dry_run ? shell.open_to_read() : shell.open_to_write();
  ProgressBar bar(shell);
  const OnProgress progress = bar.progress();
  ImportTeller teller(options, db, shell, progress);
  ImportReport report;
  try {
    import_decks(db, shell.stamp(store::load_settings(db)), std::move(read), teller.job(report),
                 report);
  } catch (const Error&) {
    // What was wrong with the files is the answer to what could not be done.
    bar.clear();
    teller.tell_refused(report);
    throw;
  }
  bar.clear();
  teller.tell(report);
}

/// Whether what is wrong with a file as a page leaves open that it is another program's.
bool may_be_notes(const ReadResult& read) {
  constexpr std::string_view kOfNobody[] = {"empty", "binary", "too-large", "long-line"};
  return std::none_of(read.diagnostics.begin(), read.diagnostics.end(), [&](const Diagnostic& one) {
    return one.fatal &&
           std::find(std::begin(kOfNobody), std::end(kOfNobody), one.code) != std::end(kOfNobody);
  });
}

/// A whole collection comes in as a merge.
int import_log(const ImportOptions& options, Shell& shell) {
  if (options.paths.size() > 1) {
    throw Error(ErrorKind::usage, "a whole collection is imported alone", "name one file");
  }
  return run_merge({options.paths.front(), options.dry_run}, shell);
}

/// A file of another program; what is nobody's is read as a page, which says best what is wrong.
int import_other(const ImportOptions& options, const std::string& path, Shell& shell) {
  if (options.format.empty() && holds_reviews(path)) {
    import_reviews_file(options, path, shell);
    return kDone;
  }
  if (const auto status = import_note_file(options, path, shell)) return *status;
  import_pages(options, read_decks({path}, shell.in), shell);
  return kDone;
}

}  // namespace

int run_import(const ImportOptions& as_typed, Shell& shell) {
  ImportOptions options = as_typed;
  for (std::string& path : options.paths) path = path_or_deck(path, shell);
  if (std::any_of(options.paths.begin(), options.paths.end(), is_log_text)) {
    return import_log(options, shell);
  }
  ReadResult pages;
  std::vector<std::string> others;
  for (const std::string& path : options.paths) {
    const bool is_file = path != "-" && std::filesystem::is_regular_file(path);
    const bool is_table = options.format.empty() && holds_reviews(path);
    if (!options.format.empty() || is_table || (is_file && is_binary(path))) {
      others.push_back(path);
      continue;
    }
    ReadResult read = read_decks({path}, shell.in);
    // A file without any entry may be another program's.
    if (is_file && read.decks.empty() && may_be_notes(read)) {
      others.push_back(path);
    } else {
      append(pages, std::move(read));
    }
  }
  // First what may be refused as a whole.
  if (!pages.decks.empty() || !pages.diagnostics.empty()) {
    import_pages(options, std::move(pages), shell);
  }
  for (const std::string& path : others) {
    if (const int status = import_other(options, path, shell); status != kDone) return status;
  }
  return kDone;
}

}  // namespace lianxi::app
