#include "store/level_rows.h"

#include "store/card_rows.h"

namespace lianxi::store {

void for_each_standing(Db& db, const std::function<void(const CardStanding&)>& visit) {
  Statement query(db, R"sql(
    select entry, kind, last_day, interval_days from card where retired = 0 and deleted = 0)sql");
  for (query.bind(); query.step();) {
    visit({query.get<EntryId>(0), read_kind(query, 1), query.get<std::optional<StudyDay>>(2),
           query.get<std::int64_t>(3)});
  }
}

std::vector<Headword> headwords(Db& db) {
  Statement query(db, "select id, headword from entry order by position");
  std::vector<Headword> words;
  for (query.bind(); query.step();) {
    words.push_back({query.get<EntryId>(0), query.get<std::string>(1)});
  }
  return words;
}

std::vector<NamedLevel> named_levels(Db& db) {
  Statement query(db, R"sql(
    select list, level, headword from entry_level join entry on entry.id = entry_level.entry
    order by list, level, position)sql");
  std::vector<NamedLevel> levels;
  for (query.bind(); query.step();) {
    levels.push_back({query.get<std::string>(0), query.get<int>(1), query.get<std::string>(2)});
  }
  return levels;
}

}  // namespace lianxi::store
