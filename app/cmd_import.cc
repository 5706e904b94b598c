#include <algorithm>
#include <filesystem>
#include <iterator>
#include <string_view>

#include "app/commands.h"
#include "app/import_report.h"
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
  ImportTeller teller(options, db, shell);
  ImportReport report;
  try {
    import_decks(db, shell.stamp(store::load_settings(db)), std::move(read), teller.job(report),
                 report);
  } catch (const Error&) {
    // What was wrong with the files is the answer to what could not be done.
    teller.tell_refused(report);
    throw;
  }
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

}  // namespace

int run_import(const ImportOptions& options, Shell& shell) {
  if (std::any_of(options.paths.begin(), options.paths.end(), is_log_text)) {
    return import_log(options, shell);
  }
  ReadResult pages;
  for (const std::string& path : options.paths) {
    if (options.format.empty() && holds_reviews(path)) {
      import_reviews_file(options, path, shell);
      continue;
    }
    const bool is_file = path != "-" && std::filesystem::is_regular_file(path);
    const bool insists = !options.format.empty();
    ReadResult read;
    if (!insists && !(is_file && is_binary(path))) read = read_decks({path}, shell.in);
    // A file without any entry may be another program's; if not, what is wrong with it as a page
    // says it best.
    if (is_file && read.decks.empty() && may_be_notes(read)) {
      const auto status = import_note_file(options, path, shell);
      if (status && *status != kDone) return *status;
      if (status) continue;
      read = read_decks({path}, shell.in);
    }
    append(pages, std::move(read));
  }
  if (!pages.decks.empty() || !pages.diagnostics.empty()) {
    import_pages(options, std::move(pages), shell);
  }
  return kDone;
}

}  // namespace lianxi::app
