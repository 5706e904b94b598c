#pragma once

// Many questions to one state of the collection. Alone, each SELECT locks the file and lets go of
// it; where a screen waits for hundreds of them, that is half of what they cost.

#include "sqlite/db.h"

namespace lianxi {

/// Until its end all reading is of one state, whatever others write. Nothing is written in it.
/// Inside another one, or a Transaction, it is a part of that.
class Snapshot {
 public:
  explicit Snapshot(Db& db) : db_(db), is_own_(!db.in_transaction()) {
    if (is_own_) db_.run("begin");
  }
  ~Snapshot() {
    if (!is_own_) return;
    try {
      db_.run("rollback");
    } catch (const Error&) {
      // SQLite has ended it by itself after an error of the disk; nothing was written.
    }
  }
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

 private:
  Db& db_;
  bool is_own_;
};

}  // namespace lianxi
