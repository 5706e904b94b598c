#pragma once

// SQLite as this program uses it: a connection that is always opened the same safe way, statements
// that are prepared once and bound with our own types, transactions that roll back unless
// committed. Every failure is an Error that carries a hint for the learner or, where there is none,
// the SQL. The only folder that includes sqlite3.h.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <variant>
#include <vector>

#include "base/error.h"
#include "base/ids.h"
#include "base/time.h"

struct sqlite3;
struct sqlite3_stmt;

namespace lianxi {

class Statement;

/// Bytes of a column or a parameter; those of a column are gone at the next row.
struct Blob {
  std::string_view bytes;
};

/// Values for parameters whose number is known only when the program runs.
using Parameters = std::vector<std::variant<std::int64_t, std::string>>;

/// A connection. Not copyable; one thread at a time.
class Db {
 public:
  /// `read_only`: fails if the file does not exist and never writes to it. `frozen`: the same of a
  /// file that nobody writes meanwhile; it needs no lock and no file beside it. `foreign`: the same
  /// of another program's file, of which nothing is believed; open_foreign() makes one. `glance`:
  /// read_only that waits for nobody and writes not even what the processes share; where a log
  /// stands beside the file without that, it fails.
  enum class Mode { create, read_only, frozen, foreign, glance };

  /// Opens with foreign keys, a full sync per commit, a busy wait of 10 s, no double-quoted
  /// strings, no trusted schema; changes nothing in a file that is there. Throws Error
  /// (collection).
  Db(const std::string& path, Mode mode);
  /// A private database in memory.
  static Db memory();
  ~Db();
  Db(Db&&) noexcept;
  Db& operator=(Db&&) = delete;

  /// Runs one or more statements that give no rows.
  void run(const char* sql);
  /// From now on no commit waits for a checkpoint: what is written stays in the log beside the
  /// file, as durable there, until rest() or the last connection's end.
  void put_off_checkpoints();
  /// For when nobody waits: copies the log into the file where it has grown large. Waits for no
  /// other connection, and tries again at the next rest what cannot be done now.
  void rest();
  /// Called with the connection before it is closed, whatever ends it; its errors end there.
  void before_close(std::function<void(Db&)> farewell) { farewell_ = std::move(farewell); }
  /// From now on nobody else can use the file, until this connection ends or another journal mode
  /// is set. Its log is copied into it and gone. Throws Error (collection) while another has it
  /// open.
  void keep_others_out();
  /// All of this database becomes what `other` holds, in one transaction.
  void copy_from(Db& other);
  /// Rows changed by the latest statement.
  std::int64_t changes() const;
  std::int64_t last_row() const;
  const std::string& path() const { return path_; }
  bool in_transaction() const;
  /// Whether the file cannot be written, whatever mode was asked for.
  bool is_read_only() const;

 private:
  friend class Statement;
  sqlite3_stmt* prepare(const char* sql);
  sqlite3_stmt* take(const char* sql);
  void give_back(const char* sql, sqlite3_stmt* statement);

  std::string path_;
  sqlite3* handle_ = nullptr;
  std::function<void(Db&)> farewell_;
  std::unique_ptr<int> log_pages_;  // in the log at the latest commit, once checkpoints are put off
  std::unordered_map<const char*, std::vector<sqlite3_stmt*>> idle_;  // by their literals
};

/// A prepared statement, taken from the connection's cache and given back at the end. `sql` must
/// be a string literal: its address outlives the cache.
class Statement {
 public:
  Statement(Db& db, const char* sql);
  /// Of SQL put together for one use (from literals alone): prepared anew, and not kept.
  Statement(Db& db, const std::string& sql);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  /// Binds all parameters, in order, and starts over. `Parameters` stand for as many as they are.
  template <typename... Values>
  Statement& bind(const Values&... values) {
    reset();
    [[maybe_unused]] int index = 0;
    (bind_next(index, values), ...);
    return *this;
  }

  /// The next row; false at the end.
  bool step();
  /// Runs to the end: for statements that give no rows.
  void run() {
    while (step()) {
    }
    reset();
  }
  /// Binds all parameters and runs to the end; they outlive it, so that no text is copied.
  template <typename First, typename... Values>
  void run(const First& first, const Values&... values) {
    const Lent lent(lent_);
    bind(first, values...).run();
  }

  bool is_null(int column) const;
  /// A column of the current row. Optional types read null as nothing.
  template <typename T>
  T get(int column) const {
    if constexpr (is_optional<T>::value) {
      if (is_null(column)) return std::nullopt;
      return get<typename T::value_type>(column);
    } else if constexpr (std::is_same_v<T, std::string>) {
      return std::string(text(column));
    } else if constexpr (std::is_same_v<T, std::string_view>) {
      return text(column);
    } else if constexpr (std::is_same_v<T, Key>) {
      return key(column);
    } else if constexpr (std::is_same_v<T, Blob>) {
      return blob(column);
    } else if constexpr (std::is_same_v<T, StudyDay>) {
      return day_from_number(integer(column));
    } else if constexpr (std::is_same_v<T, double>) {
      return real(column);
    } else {
      return static_cast<T>(integer(column));
    }
  }

 private:
  template <typename T>
  struct is_optional : std::false_type {};
  template <typename T>
  struct is_optional<std::optional<T>> : std::true_type {};

  void reset();
  void bind_null(int index);
  void bind_integer(int index, std::int64_t value);
  void bind_real(int index, double value);
  void bind_text(int index, std::string_view value);
  void bind_key(int index, const Key& value);
  void bind_blob(int index, const Blob& value);

  template <typename T>
  void bind_next(int& index, const T& value) {
    if constexpr (std::is_same_v<T, Parameters>) {
      for (const auto& each : value) {
        std::visit([&](const auto& one) { bind_one(++index, one); }, each);
      }
    } else {
      bind_one(++index, value);
    }
  }

  template <typename T>
  void bind_one(int index, const T& value) {
    if constexpr (is_optional<T>::value) {
      value ? bind_one(index, *value) : bind_null(index);
    } else if constexpr (std::is_same_v<T, std::nullptr_t> || std::is_same_v<T, std::nullopt_t>) {
      bind_null(index);
    } else if constexpr (std::is_convertible_v<T, std::string_view>) {
      bind_text(index, value);
    } else if constexpr (std::is_same_v<T, Key>) {
      bind_key(index, value);
    } else if constexpr (std::is_same_v<T, Blob>) {
      bind_blob(index, value);
    } else if constexpr (std::is_same_v<T, StudyDay>) {
      bind_integer(index, day_number(value));
    } else if constexpr (std::is_floating_point_v<T>) {
      bind_real(index, value);
    } else {
      bind_integer(index, static_cast<std::int64_t>(value));
    }
  }

  std::int64_t integer(int column) const;
  double real(int column) const;
  std::string_view text(int column) const;
  Key key(int column) const;
  Blob blob(int column) const;

  /// Sets a flag for as long as it lives.
  struct Lent {
    explicit Lent(bool& flag) : flag_(flag) { flag_ = true; }
    ~Lent() { flag_ = false; }
    bool& flag_;
  };

  Db& db_;
  const char* sql_;  // null where it was put together
  sqlite3_stmt* statement_;
  bool lent_ = false;  // what is bound outlives the run
};

/// All or nothing: rolls back unless committed. `immediate` takes the write lock at once, so that
/// two shells queue instead of failing half-way.
class Transaction {
 public:
  explicit Transaction(Db& db) : db_(db) { db_.run("begin immediate"); }
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  /// Durable when it returns.
  void commit();

 private:
  Db& db_;
  bool open_ = true;
};

/// The only value of the only row, or nothing when there is no row or it is null.
template <typename T, typename... Values>
std::optional<T> query_one(Db& db, const char* sql, const Values&... values) {
  Statement statement(db, sql);
  if (!statement.bind(values...).step() || statement.is_null(0)) return std::nullopt;
  return statement.get<T>(0);
}

/// A number that a query always gives: of a pragma, of count(*).
inline std::int64_t query_number(Db& db, const char* sql) {
  return query_one<std::int64_t>(db, sql).value_or(0);
}

/// Runs one statement with these parameters.
template <typename... Values>
void execute(Db& db, const char* sql, const Values&... values) {
  Statement(db, sql).run(values...);
}

}  // namespace lianxi
