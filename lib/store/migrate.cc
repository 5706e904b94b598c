#include "store/migrate.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <iterator>

#include "schema.h"
#include "sqlite/durable.h"
#include "store/device.h"

namespace lianxi::store {
namespace {

Error cannot_copy(const std::string& copy) {
  return Error(ErrorKind::collection, fmt::format("{} cannot be made: {}", copy, strerror(errno)),
               "an older collection is copied before it is touched; nothing was changed");
}

/// A new empty file whose name begins like this.
std::string fresh_file(const std::string& copy) {
  std::string name = copy + "-XXXXXX";
  const int descriptor = mkstemp(name.data());
  if (descriptor < 0) throw cannot_copy(copy);
  close(descriptor);
  return name;
}

/// Gives the copy its name if it is of this version: another shell may have migrated meanwhile,
/// and has then made a copy of its own.
void name_copy(const std::string& fresh, const std::string& copy, std::int64_t version) {
  Db db(fresh, Db::Mode::read_only);
  if (query_number(db, "pragma user_version") != version) return;
  std::filesystem::rename(fresh, copy);
  sync_file(folder_of(copy));
}

/// A copy of the whole database as it is, made before the first change of a migration.
void copy_aside(Db& db, std::int64_t version) {
  if (db.path() == ":memory:") return;
  const std::string copy = fmt::format("{}.v{}-backup", db.path(), version);
  const std::string fresh = fresh_file(copy);
  std::error_code ignored;
  try {
    execute(db, "vacuum into ?", fresh);
    name_copy(fresh, copy, version);
  } catch (...) {
    std::filesystem::remove(fresh, ignored);
    throw;
  }
  std::filesystem::remove(fresh, ignored);  // where it was not given its name
}

void refuse_foreign(Db& db, std::int64_t version, std::int64_t newest) {
  const auto application = query_number(db, "pragma application_id");
  const auto is_new = [&] {
    return application == 0 && version == 0 &&
           query_number(db, "select count(*) from sqlite_schema") == 0;
  };
  if (application != kApplicationId && !is_new()) {
    throw Error(ErrorKind::collection,
                fmt::format("{} is a database of another program", db.path()),
                "name another file with --collection");
  }
  if (version > newest) {
    throw Error(ErrorKind::collection,
                fmt::format("{} was written by a newer lianxi (version {} of the collection, this "
                            "one knows up to {})",
                            db.path(), version, newest),
                "update lianxi; nothing was changed");
  }
}

}  // namespace

const Migrations& program_migrations() { return migrations(); }

std::int64_t schema_version() { return std::ssize(program_migrations()); }

void migrate(Db& db, Moment now, std::uint64_t seed, const Refold& refold,
             const Migrations& migrations) {
  const std::int64_t newest = std::ssize(migrations);
  const std::int64_t found = query_number(db, "pragma user_version");
  if (found == newest && query_number(db, "pragma application_id") == kApplicationId) return;
  refuse_foreign(db, found, newest);
  if (found > 0) copy_aside(db, found);

  Transaction transaction(db);
  // Another shell may have been first while this one waited for the lock.
  const std::int64_t version = query_number(db, "pragma user_version");
  for (auto next = version; next < newest; ++next) {
    db.run(migrations[static_cast<std::size_t>(next)]);
  }
  if (version == 0) {
    db.run(fmt::format("pragma application_id = {}", kApplicationId).c_str());
    become_first_device(db, seed, now.ms());
  }
  if (version > 0 && version < newest && refold) refold(db);
  db.run(fmt::format("pragma user_version = {}", newest).c_str());
  transaction.commit();
}

Db open_collection(const std::string& path, Moment now, std::uint64_t seed, const Refold& refold,
                   const Migrations& migrations) {
  Db db(path, Db::Mode::create);
  refuse_foreign(db, query_number(db, "pragma user_version"), std::ssize(migrations));
  // Written into the file, so not before it is known to be ours.
  db.run("pragma journal_mode = wal");
  migrate(db, now, seed, refold, migrations);
  return db;
}

namespace {

/// What stands in a log beside the file is part of it; only SQLite can say how.
bool has_log(const std::string& path) {
  std::error_code error;
  const std::string file = std::filesystem::canonical(path, error).string();
  const auto size = std::filesystem::file_size(file + "-wal", error);
  return !error && size > 0;
}

}  // namespace

Db glance_at_collection(const std::string& path) {
  Db db(path, has_log(path) ? Db::Mode::glance : Db::Mode::frozen);
  const auto version = query_number(db, "pragma user_version");
  refuse_foreign(db, version, schema_version());
  if (version < schema_version()) throw Error(ErrorKind::collection, path + " is older", "");
  return db;
}

Db read_collection(const std::string& path) {
  Db db(path, has_log(path) ? Db::Mode::read_only : Db::Mode::frozen);
  const auto version = query_number(db, "pragma user_version");
  refuse_foreign(db, version, schema_version());
  if (version < schema_version()) {
    throw Error(ErrorKind::collection,
                fmt::format("{} is of an older version and cannot be written, so it cannot be "
                            "brought up to date",
                            path),
                "copy it to where you may write, and name the copy with --collection");
  }
  return db;
}

void refuse_unknown(Db& db) {
  refuse_foreign(db, query_number(db, "pragma user_version"), schema_version());
}

Db memory_collection(Moment now, std::uint64_t seed) {
  Db db = Db::memory();
  migrate(db, now, seed);
  return db;
}

}  // namespace lianxi::store
