#include "app/commands.h"
#include "app/import_report.h"
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

}  // namespace

int run_import(const ImportOptions& options, Shell& shell) {
  std::vector<std::string> pages;
  for (const std::string& path : options.paths) {
    if (!options.format.empty() || is_note_file(path)) {
      const auto status = import_note_file(options, path, shell);
      if (status && *status != kDone) return *status;
      if (status) continue;
    }
    // What is nobody's is read as a page, which says best what is wrong with it.
    pages.push_back(path);
  }
  if (!pages.empty()) import_pages(options, pages, shell);
  return kDone;
}

}  // namespace lianxi::app
