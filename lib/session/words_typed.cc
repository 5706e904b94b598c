#include "session/words_typed.h"

#include "text/hanzi.h"
#include "text/pinyin.h"
#include "text/utf8.h"

namespace lianxi {

std::vector<store::FoundReading> words_typed(Db& db, std::string_view typed) {
  std::vector<store::FoundReading> words;
  if (has_hanzi(typed)) {
    for (store::EntryRow& row : store::find_entries(db, nfkc(trim(typed)))) {
      words.push_back({row.id, std::move(row.headword), ""});
    }
    return words;
  }
  const auto syllables = parse_pinyin(typed);
  if (!syllables) return words;
  for (store::FoundReading& found : store::find_readings(db, to_letters(*syllables))) {
    const auto reading = parse_pinyin(found.pinyin);
    if (reading && *reading == *syllables) words.push_back(std::move(found));
  }
  return words;
}

}  // namespace lianxi
