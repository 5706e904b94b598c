#include "session/restore_backup.h"

#include <fmt/format.h>

#include <filesystem>

#include "base/hash.h"
#include "session/backup.h"
#include "session/check.h"
#include "session/refold.h"
#include "session/repair.h"
#include "sqlite/durable.h"
#include "sqlite/page_scan.h"
#include "store/device.h"
#include "store/migrate.h"

namespace lianxi {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kRestoring = ".restoring";
constexpr const char* kDamagedHint =
    "take an older one; `lianxi --collection FILE check --repair` saves what can be read of it";

/// Opened to read only, and found to be a sound collection that this program knows.
Db open_backup(const std::string& path) {
  if (!fs::is_regular_file(path)) {
    throw Error(ErrorKind::input, path + " is no file", "lianxi restore lists the backups");
  }
  try {
    Db db(path, Db::Mode::read_only);
    store::refuse_unknown(db);
    const auto found = query_one<std::string>(db, "pragma integrity_check(1)");
    if (found != "ok") throw Damaged(fmt::format("{} is damaged: {}", path, found.value_or("")));
    if (query_one<int>(db, "pragma user_version") == 0) throw Damaged(path + " holds nothing");
    return db;
  } catch (const Damaged& error) {
    throw Damaged(error.what(), kDamagedHint);
  }
}

/// Copies that restores which were interrupted have left beside the collection.
void remove_unfinished(const std::string& collection) {
  const std::string stem = fs::path(collection).filename().string() + std::string(kRestoring);
  std::vector<fs::path> left;
  for (const auto& file : fs::directory_iterator(folder_of(collection))) {
    if (file.path().filename().string().starts_with(stem)) left.push_back(file.path());
  }
  for (const fs::path& file : left) fs::remove(file);
}

/// A copy of the backup beside the collection, up to date, proven, a new device's. Returns how many
/// events it has.
std::int64_t make_fresh(const std::string& backup, const std::string& fresh, Moment now,
                        std::uint64_t seed) {
  std::int64_t version = 0;
  {
    Db source = open_backup(backup);
    version = query_one<std::int64_t>(source, "pragma user_version").value();
    execute(source, "vacuum into ?", fresh);
  }
  Db db = store::open_collection(fresh, now, seed, refold_all);
  // The backup itself is the copy of the older version.
  fs::remove(fmt::format("{}.v{}-backup", fresh, version));
  {
    Transaction transaction(db);
    store::become_new_device(db, seed);
    if (!check_collection(db).ok()) repair_caches(db);
    transaction.commit();
  }
  const CheckReport report = check_collection(db);
  if (!report.ok()) {
    throw Damaged(fmt::format("{} is not well: {}", backup, report.findings[0]), kDamagedHint);
  }
  db.run("pragma journal_mode = delete");
  return report.events;
}

/// Nothing but what was proven may take the collection's place.
void refuse_other(Db& fresh, std::int64_t proven) {
  if (query_one<std::int64_t>(fresh, "select count(*) from event") == proven) return;
  throw Error(ErrorKind::collection, fresh.path() + " is not what was copied",
              "see whether another restore is at work, and try again");
}

/// Whether the file is a sound database: one that could be kept as a backup. A log beside one that
/// is not stays as it is: SQLite drops what it cannot use when it may write.
bool is_readable(const std::string& path) {
  try {
    if (fs::file_size(path) == 0) return !fs::exists(path + "-wal");
    Db db(path, Db::Mode::read_only);
    return query_one<std::string>(db, "pragma integrity_check(1)") == "ok" &&
           !query_one<std::string>(db, "pragma foreign_key_check");
  } catch (const Damaged&) {
    return false;
  }
}

/// What stands in the place becomes a backup, and takes over the content of `fresh`: one
/// transaction in the same file, so that no other shell is left holding a file without a name.
std::string take_over(const std::string& collection, const std::string& fresh, std::int64_t proven,
                      Moment now, std::uint64_t seed) {
  Db source(fresh, Db::Mode::read_only);
  refuse_other(source, proven);
  Db db = store::open_collection(collection, now, seed, refold_all);
  db.keep_others_out();
  std::string aside = new_backup_name(collection, now, true);
  make_backup(db, aside);
  db.copy_from(source);
  return aside;
}

/// Puts away what SQLite has left beside a collection that is gone.
std::vector<std::string> put_logs_aside(const std::string& collection, Moment now) {
  const std::string aside = damaged_name(collection, now);
  std::vector<std::string> logs;
  for (const char* log : {"-wal", "-journal"}) {
    if (!fs::exists(collection + log)) continue;
    move_durably(collection + log, aside + log);
    logs.push_back(aside + log);
  }
  std::error_code missing;
  fs::remove(collection + "-shm", missing);
  return logs;
}

}  // namespace

RestoreDifference compare_backup(const std::string& backup, const std::string& collection) {
  Db db = open_backup(backup);
  RestoreDifference difference;
  difference.events = query_number(db, "select count(*) from event");
  difference.gained = difference.events;
  if (!fs::exists(collection)) return difference;
  if (fs::file_size(collection) == 0) return difference;
  try {
    {
      Db standing(collection, Db::Mode::read_only);
      store::refuse_unknown(standing);
    }
    execute(db, "attach ? as other", collection);
    Statement same(db, R"sql(
      select count(*) from (
        select device.code, seq from main.event join main.device on device.id = event.device
        intersect
        select device.code, seq from other.event join other.device on device.id = event.device))sql");
    same.bind().step();
    const auto standing = query_number(db, "select count(*) from other.event");
    difference.gained -= same.get<std::int64_t>(0);
    difference.lost = standing - same.get<std::int64_t>(0);
  } catch (const Damaged&) {
    difference.unreadable = true;
  }
  return difference;
}

RestoreReport restore_backup(const std::string& backup, const std::string& collection, Moment now,
                             std::uint64_t seed, std::chrono::milliseconds patience) {
  const bool there = fs::exists(collection);
  // A symbolic link stays one.
  const std::string place = there ? fs::canonical(collection).string() : collection;
  if (there && fs::equivalent(backup, place)) {
    throw Error(ErrorKind::usage, backup + " is the collection itself",
                "lianxi restore lists the backups");
  }
  const BackupTurn turn(place, patience);
  if (!turn.mine()) {
    throw Error(ErrorKind::collection, "a backup is being made", "try again when it is done");
  }
  remove_unfinished(place);
  const std::string fresh = fmt::format("{}{}-{:016x}", place, kRestoring, seed);
  struct Tidy {
    const std::string& path;
    ~Tidy() { remove_database(path); }
  } const tidy{fresh};
  const std::int64_t proven = make_fresh(backup, fresh, now, seed);
  if (!there) {
    sync_file(fresh);
    RestoreReport report;
    report.logs = put_logs_aside(place, now);
    move_durably(fresh, place);
    return report;
  }
  if (is_readable(place)) return {take_over(place, fresh, proven, now, seed), false, {}};
  const DamagedFile file(place);
  const std::string aside = damaged_name(place, now);
  file.replace(fresh, aside);
  return {aside, true, {}};
}

std::string damaged_name(const std::string& collection, Moment at) {
  const std::string time = to_string(at);
  std::string digits;
  for (const char c : time.substr(0, 19)) {
    if (c != ':') digits += c;
  }
  const std::string stem = fmt::format("{}.damaged-{}", collection, digits);
  const auto is_taken = [](const std::string& name) {
    return fs::exists(name) || fs::exists(name + "-wal") || fs::exists(name + "-journal");
  };
  std::string name = stem;
  for (int n = 2; is_taken(name); ++n) name = fmt::format("{}-{}", stem, n);
  return name;
}

}  // namespace lianxi
