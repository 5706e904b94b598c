#include "app/commands.h"
#include "app/merge_report.h"
#include "session/other_log.h"

namespace lianxi::app {

int run_merge(const MergeOptions& options, Shell& shell) {
  Db db = options.dry_run ? shell.open_to_read() : shell.open_to_write();
  const Moment now = shell.clock->now();
  const RecordSource source = records_of_file(db, options.path, now);
  print_merge(merge(db, now, source, {options.dry_run, shell.random()}), options.dry_run, shell);
  return kDone;
}

}  // namespace lianxi::app
