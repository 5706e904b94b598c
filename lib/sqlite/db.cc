#include "sqlite/db.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cassert>
#include <cstring>

#include "sqlite/foreign_file.h"
#include "sqlite/lock_holder.h"

namespace lianxi {
namespace {

constexpr int kBusyMs = 10'000;
/// A log of more pages than this (4 MiB) is copied into the file: SQLite's own figure.
constexpr int kLargeLog = 1000;
/// As much of a statement as an error shows, in bytes.
constexpr std::size_t kShownSql = 200;

/// What a learner can do about a result code.
std::string hint_for(int code) {
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return "another lianxi is writing to it; try again when it is done";
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return "the file is damaged or no collection; run `lianxi check`, or restore a backup";
    case SQLITE_FULL:
      return "the disk is full; this was not written, make room and try again";
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
      return "see whether the folder exists and you may write there";
    case SQLITE_IOERR:
      return "the disk reported an error; what was saved before is safe, `lianxi log --limit 1` "
             "shows the last of it";
    default:
      return "";
  }
}

/// " by process 1234 (lianxi import big.md)"; empty where the system does not tell.
std::string holder_text(const std::string& path) {
  const auto holder = lock_holder(path);
  if (!holder) return "";
  std::string text = fmt::format(" by process {}", holder->process);
  return holder->command.empty() ? text : text + fmt::format(" ({})", holder->command);
}

/// Whether the file has lost its name. As long as a connection has a lock nobody puts another file
/// in its place, but while it waited for the lock somebody may have. The log beside it is the other
/// file's then.
bool has_moved(sqlite3* handle) {
  int moved = 0;
  sqlite3_file_control(handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
  return moved != 0;
}

[[noreturn]] void fail_moved(const std::string& path) {
  throw Error(ErrorKind::collection,
              fmt::format("collection {}: another file has taken its place meanwhile", path),
              "nothing was written; try again");
}

[[noreturn]] void fail(sqlite3* handle, int code, const std::string& path, std::string_view sql) {
  // No room for the file that the processes share: the disk is full, not broken.
  if (handle && sqlite3_extended_errcode(handle) == SQLITE_IOERR_SHMSIZE) {
    fail(nullptr, SQLITE_FULL, path, sql);
  }
  const char* message = handle ? sqlite3_errmsg(handle) : sqlite3_errstr(code);
  std::string text = fmt::format("collection {}: {}", path, message);
  if ((code & 0xff) == SQLITE_BUSY) text += holder_text(path);
  // What a learner cannot mend is for whoever mends the program.
  const std::string hint = hint_for(code);
  if (hint.empty()) text += fmt::format(" (in: {})", sql.substr(0, kShownSql));
  const int primary = code & 0xff;
  if (handle && sqlite3_extended_errcode(handle) == SQLITE_CONSTRAINT_COMMITHOOK) fail_moved(path);
  const bool unreadable = code == SQLITE_IOERR_READ || code == SQLITE_IOERR_CORRUPTFS ||
                          (handle && sqlite3_extended_errcode(handle) == SQLITE_IOERR_READ);
  const bool damaged = primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB || unreadable;
  if (damaged && handle && has_moved(handle)) fail_moved(path);
  if (damaged) throw Damaged(text, hint);
  throw Error(ErrorKind::collection, text, hint);
}

/// The path as SQLite's URI, with one parameter.
std::string uri_with(const std::string& path, std::string_view parameter) {
  std::string uri = "file:";
  for (const char c : path) {
    uri += c == '?' || c == '#' || c == '%' ? fmt::format("%{:02x}", static_cast<unsigned>(c))
                                            : std::string(1, c);
  }
  return fmt::format("{}?{}=1", uri, parameter);
}

/// Before each commit, which does not come about where this is not 0.
int refuse_moved(void* handle) { return has_moved(static_cast<sqlite3*>(handle)) ? 1 : 0; }

/// After each commit.
int note_log_pages(void* log_pages, sqlite3*, const char*, int pages) {
  *static_cast<int*>(log_pages) = pages;
  return SQLITE_OK;
}

sqlite3_destructor_type lifetime(bool lent) { return lent ? SQLITE_STATIC : SQLITE_TRANSIENT; }

}  // namespace

Db::Db(const std::string& path, Mode mode) : path_(path) {
  const int flags =
      mode == Mode::create ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
  const bool foreign = mode == Mode::foreign;
  std::string name = path;
  if (mode == Mode::frozen || foreign) name = uri_with(path, "immutable");
  if (mode == Mode::glance) name = uri_with(path, "readonly_shm");
  const bool is_uri = mode == Mode::frozen || mode == Mode::glance || foreign;
  const int code = sqlite3_open_v2(name.c_str(), &handle_,
                                   flags | (is_uri ? SQLITE_OPEN_URI : 0) | SQLITE_OPEN_NOMUTEX,
                                   foreign ? vfs_of_descriptors() : nullptr);
  if (code != SQLITE_OK) {
    const int extended = handle_ ? sqlite3_extended_errcode(handle_) : code;
    const std::string text = fmt::format("collection {}: {}", path, sqlite3_errstr(extended));
    sqlite3_close(handle_);
    throw Error(ErrorKind::collection, text, hint_for(code));
  }
  try {
    sqlite3_busy_timeout(handle_, mode == Mode::glance ? 0 : kBusyMs);
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    if (foreign) distrust(handle_);
    sqlite3_commit_hook(handle_, refuse_moved, handle_);
    run("pragma foreign_keys = on");
    run("pragma synchronous = full");
  } catch (...) {
    sqlite3_close(handle_);
    throw;
  }
}

Db Db::memory() { return Db(":memory:", Mode::create); }

Db::Db(Db&& other) noexcept
    : path_(std::move(other.path_)),
      handle_(other.handle_),
      farewell_(std::move(other.farewell_)),
      log_pages_(std::move(other.log_pages_)),
      idle_(std::move(other.idle_)) {
  other.handle_ = nullptr;
  other.farewell_ = nullptr;
  other.idle_.clear();
}

Db::~Db() {
  try {
    if (farewell_) farewell_(*this);
  } catch (const Error&) {
    // Nobody is left who could be told.
  }
  for (const auto& [sql, statements] : idle_) {
    for (sqlite3_stmt* statement : statements) sqlite3_finalize(statement);
  }
  sqlite3_close(handle_);
}

void Db::run(const char* sql) {
  const int code = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(handle_, code, path_, sql);
}

void Db::put_off_checkpoints() {
  if (!log_pages_) log_pages_ = std::make_unique<int>(0);
  // SQLite's own checkpoints hang on the same hook.
  sqlite3_wal_hook(handle_, note_log_pages, log_pages_.get());
}

void Db::rest() {
  if (!log_pages_ || *log_pages_ < kLargeLog) return;
  sqlite3_wal_checkpoint_v2(handle_, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  *log_pages_ = 0;
}

void Db::keep_others_out() {
  run("pragma locking_mode = exclusive");
  // Leaving the log behind needs the file to be nobody else's.
  run("pragma journal_mode = delete");
  run("begin exclusive");
  run("commit");
}

void Db::copy_from(Db& other) {
  sqlite3_backup* copy = sqlite3_backup_init(handle_, "main", other.handle_, "main");
  if (!copy) fail(handle_, sqlite3_errcode(handle_), path_, "copy");
  sqlite3_backup_step(copy, -1);
  if (const int code = sqlite3_backup_finish(copy); code != SQLITE_OK) {
    fail(handle_, code, path_, "copy");
  }
}

bool Db::in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }
bool Db::is_read_only() const { return sqlite3_db_readonly(handle_, "main") == 1; }

std::int64_t Db::changes() const { return sqlite3_changes64(handle_); }
std::int64_t Db::last_row() const { return sqlite3_last_insert_rowid(handle_); }

sqlite3_stmt* Db::prepare(const char* sql) {
  sqlite3_stmt* statement = nullptr;
  const int code =
      sqlite3_prepare_v3(handle_, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (code != SQLITE_OK) fail(handle_, code, path_, sql);
  return statement;
}

sqlite3_stmt* Db::take(const char* sql) {
  auto& idle = idle_[sql];
  if (idle.empty()) return prepare(sql);
  sqlite3_stmt* statement = idle.back();
  idle.pop_back();
  return statement;
}

void Db::give_back(const char* sql, sqlite3_stmt* statement) {
  sqlite3_reset(statement);
  sqlite3_clear_bindings(statement);
  idle_[sql].push_back(statement);
}

Statement::Statement(Db& db, const char* sql) : db_(db), sql_(sql), statement_(db.take(sql)) {}
Statement::Statement(Db& db, const std::string& sql)
    : db_(db), sql_(nullptr), statement_(db.prepare(sql.c_str())) {}
Statement::~Statement() {
  if (sql_) {
    db_.give_back(sql_, statement_);
  } else {
    sqlite3_finalize(statement_);
  }
}

bool Statement::step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) fail(db_.handle_, code, db_.path_, sqlite3_sql(statement_));
  return false;
}

void Statement::reset() { sqlite3_reset(statement_); }

void Statement::bind_null(int index) { sqlite3_bind_null(statement_, index); }
void Statement::bind_integer(int index, std::int64_t value) {
  [[maybe_unused]] const int code = sqlite3_bind_int64(statement_, index, value);
  assert(code == SQLITE_OK);
}
void Statement::bind_real(int index, double value) {
  sqlite3_bind_double(statement_, index, value);
}
void Statement::bind_text(int index, std::string_view value) {
  // A null pointer would bind null, but an empty text is a text.
  const char* bytes = value.data() ? value.data() : "";
  const int code =
      sqlite3_bind_text64(statement_, index, bytes, value.size(), lifetime(lent_), SQLITE_UTF8);
  if (code != SQLITE_OK) fail(db_.handle_, code, db_.path_, sqlite3_sql(statement_));
}
void Statement::bind_key(int index, const Key& value) {
  sqlite3_bind_blob(statement_, index, value.bytes.data(), static_cast<int>(value.bytes.size()),
                    lifetime(lent_));
}

void Statement::bind_blob(int index, const Blob& value) {
  sqlite3_bind_blob(statement_, index, value.bytes.data(), static_cast<int>(value.bytes.size()),
                    lifetime(lent_));
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}
std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_, column);
}
double Statement::real(int column) const { return sqlite3_column_double(statement_, column); }
std::string_view Statement::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  return bytes ? std::string_view(
                     bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)))
               : std::string_view();
}
Key Statement::key(int column) const {
  Key key;
  const void* bytes = sqlite3_column_blob(statement_, column);
  if (bytes && sqlite3_column_bytes(statement_, column) == static_cast<int>(key.bytes.size())) {
    std::memcpy(key.bytes.data(), bytes, key.bytes.size());
  }
  return key;
}

Blob Statement::blob(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  if (!bytes) return {};
  return {{bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))}};
}

Transaction::~Transaction() {
  if (!open_) return;
  try {
    db_.run("rollback");
  } catch (const Error&) {
    // SQLite has rolled back by itself (disk full, I/O error); there is nothing left to undo.
  }
}

void Transaction::commit() {
  db_.run("commit");
  open_ = false;
}

}  // namespace lianxi
