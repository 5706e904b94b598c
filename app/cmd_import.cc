#include <algorithm>

#include "app/commands.h"
#include "app/import_report.h"
#include "session/other_log.h"
#include "session/read_decks.h"

namespace lianxi::app {
namespace {

/// Pages and decks, all in one import.
void import_pages(const ImportOptions& options, const std::vector<std::string>& paths,
                  Shell& shell) {
  Db db = options.dry_run ? shell.open_to_read() : shell.open_to_write();
  ImportTeller teller(options, db, shell);
  ImportReport report;
  try {
    import_decks(db, shell.stamp(store::load_settings(db)), read_decks(paths, shell.in),
                 teller.job(report), report);
  } catch (const Error&) {
    // What was wrong with the files is the answer to what could not be done.
    teller.tell_refused(report);
    throw;
  }
  teller.tell(report);
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
  std::vector<std::string> pages;
  for (const std::string& path : options.paths) {
    if (options.format.empty() && holds_reviews(path)) {
      import_reviews_file(options, path, shell);
    } else if (!options.format.empty() || is_note_file(path)) {
      if (const int status = import_note_file(options, path, shell); status != kDone) return status;
    } else {
      pages.push_back(path);
    }
  }
  if (!pages.empty()) import_pages(options, pages, shell);
  return kDone;
}

}  // namespace lianxi::app
