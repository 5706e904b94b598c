#pragma once

// Backups: copies of the whole collection in one file each, in `backups/` beside it or wherever the
// learner says. A copy gets its name only once it has been proven to be what the collection is, and
// is on the disk; until then it is called `.partial`. So whatever bears a backup's name can be
// restored, and one that was interrupted is never taken for one.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "session/turn.h"
#include "sqlite/db.h"

namespace lianxi {

/// What a new backup is.
struct BackupReport {
  std::string path;
  std::uintmax_t bytes = 0;
  std::int64_t events = 0;
  bool sound = true;  ///< false: a true copy of a collection in which `check` finds something
};

/// Copies the collection into `file`, proves the copy by folding it, and waits until it is on the
/// disk. Throws Error: usage where `file` is there already, collection where the collection is
/// damaged or the copy could not be made.
BackupReport make_backup(Db& db, const std::string& file);

/// A backup in the folder of backups, as its name tells.
struct BackupFile {
  std::string path;
  std::chrono::local_time<std::chrono::milliseconds> made;
  int number = 1;      ///< among those of the same second
  bool aside = false;  ///< what stood before a restore; no rule ever removes it
  std::uintmax_t bytes = 0;
};

/// Where backups of this collection lie.
std::string backup_folder(const std::string& collection);
/// A name in that folder that no file has: `collection-2026-03-02T090000.db`, local time; `aside`:
/// `collection-before-restore-2026-03-02T090000.db`.
std::string new_backup_name(const std::string& collection, Moment at, bool aside = false);
/// Those that bear such a name, oldest first.
std::vector<BackupFile> backups_of(const std::string& collection);

/// The study day in which it was made.
StudyDay day_of(const BackupFile& backup, std::chrono::hours rollover);

/// Removes what kept_backups() does not keep, then the oldest until all together take no more than
/// `most_bytes`, those aside not counted; never the newest, never one aside, nothing of today.
/// Returns what was removed.
std::vector<std::string> thin_backups(const std::string& collection, StudyDay today,
                                      std::chrono::hours rollover,
                                      std::optional<std::uintmax_t> most_bytes);

/// What all backups together may take: this share, in percent, of the disk that is free or taken by
/// them.
std::uintmax_t bytes_for_backups(const std::string& collection, int share);

/// The one that makes backups in the folder now, the only one. What an earlier one left unfinished
/// is removed.
class BackupTurn {
 public:
  /// Makes the folder where it is missing, and waits so long for another. Throws Error (collection)
  /// where that is impossible.
  explicit BackupTurn(const std::string& collection, std::chrono::milliseconds patience = {});
  /// False while another process makes one.
  bool mine() const { return turn_.mine(); }

 private:
  Turn turn_;
};

}  // namespace lianxi
