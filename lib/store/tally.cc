#include "store/tally.h"

namespace lianxi::store {

Tally tally(Db& db) {
  Statement query(db, "select entries, cards, open from tally");
  if (!query.bind().step()) return {};
  return {query.get<std::int64_t>(0), query.get<std::int64_t>(1), query.get<std::int64_t>(2)};
}

void tally_again(Db& db) {
  db.run(R"sql(
    insert or replace into tally (one, entries, cards, open)
    select 1, (select count(*) from entry), count(*), coalesce(sum(open), 0)
    from card where retired = 0)sql");
}

}  // namespace lianxi::store
