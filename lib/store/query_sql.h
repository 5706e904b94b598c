#pragma once

// A query as a condition of SQL.

#include <string>
#include <string_view>

#include "sqlite/db.h"
#include "store/query.h"

namespace lianxi::store {

/// True or false, never null, of a row of `card`; of its columns only `entry` is asked for where
/// the query asks nothing of single cards. Parameter 1 is today, `parameters` are 2 and those after
/// it.
struct Condition {
  std::string sql;
  Parameters parameters;
};

/// Readings, definitions and the log are searched here, once: what they give are parameters too.
Condition condition_of(Db& db, const Query& query, StudyDay today);

/// How a card stands, as SQL over `card` with today as parameter 1.
std::string_view sql_of(CardIs state);

}  // namespace lianxi::store
