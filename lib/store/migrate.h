#pragma once

// Opening a collection: a new file gets the schema, an older one is copied aside and brought up to
// date in one transaction, a newer one is refused.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/time.h"
#include "sqlite/db.h"

namespace lianxi::store {

/// Marks the file as ours (pragma application_id): "lian".
inline constexpr std::int64_t kApplicationId = 0x6c69616e;

/// The SQL of every migration, in order: the first makes version 1 of an empty database.
using Migrations = std::vector<const char*>;
/// Those of this program, from schema/.
const Migrations& program_migrations();

/// The version this program writes: the number of its migrations.
std::int64_t schema_version();

/// Fills the caches again after a migration, in the same transaction.
using Refold = std::function<void(Db&)>;

/// Opens or makes the collection at `path`. `seed` is 64 random bits for a new device id. Throws
/// Error (collection) for a newer version, a damaged file or a database that is something else;
/// such a file is left as it was.
Db open_collection(const std::string& path, Moment now, std::uint64_t seed,
                   const Refold& refold = {}, const Migrations& migrations = program_migrations());

/// The collection at `path` for reading alone, where it cannot be written: a file or a folder
/// without the right to. Leaves nothing beside it. Throws Error (collection) for an older version
/// too.
Db read_collection(const std::string& path);

/// The collection at `path` for one look: writes nothing, anywhere, and waits for nobody. Throws
/// Error (collection) also where that is impossible just now.
Db glance_at_collection(const std::string& path);

/// The same in memory, for tests.
Db memory_collection(Moment now, std::uint64_t seed = 1);

/// Throws Error (collection) for a database of another program and for a newer version.
void refuse_unknown(Db& db);

/// Brings an open database to the newest version. An older one that holds something is copied
/// first, next to itself, as `path.v1-backup`.
void migrate(Db& db, Moment now, std::uint64_t seed, const Refold& refold = {},
             const Migrations& migrations = program_migrations());

}  // namespace lianxi::store
