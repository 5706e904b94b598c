#include "session/marks.h"

#include <algorithm>

#include "base/hash.h"
#include "entry/plain.h"
#include "store/entries.h"
#include "text/hanzi.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

std::uint64_t mark(std::string_view what, std::string_view text, std::string_view more = "") {
  return fnv1a64(more, fnv1a64(text, fnv1a64(what)));
}

std::vector<std::string> letters_of(Db& db, EntryId entry) {
  Statement query(db, "select letters from entry_reading where entry = ?");
  std::vector<std::string> letters;
  for (query.bind(entry); query.step();) letters.push_back(query.get<std::string>(0));
  return letters;
}

/// In both directions: the entry that names the other may be either.
std::vector<std::string> named_with(Db& db, EntryId entry, std::string_view headword) {
  std::vector<std::string> words = store::words_mentioned(db, entry);
  Statement name(db, "select headword from entry where id = ?");
  for (const EntryId other : store::entries_mentioning_word(db, headword)) {
    if (name.bind(other).step()) words.push_back(name.get<std::string>(0));
  }
  return words;
}

/// Of what two words may share by themselves.
std::vector<std::uint64_t> own_marks(const WordLikeness& word) {
  std::vector<std::uint64_t> marks;
  for (std::size_t at = 0; at < word.headword.size();) {
    const std::size_t begin = at;
    if (!is_hanzi(decode_utf8(word.headword, at))) continue;
    marks.push_back(mark("character", word.headword.substr(begin, at - begin)));
  }
  for (const std::string& letters : word.letters) marks.push_back(mark("reading", letters));
  return marks;
}

}  // namespace

std::vector<std::uint64_t> marks_of(const WordLikeness& word) {
  if (is_plain(word.headword)) return {};  // like no word, whatever it holds
  std::vector<std::uint64_t> marks = own_marks(word);
  for (const std::string& named : word.named) {
    const auto& [first, second] = std::minmax(word.headword, named);
    marks.push_back(mark("pair", first + " ", second));
  }
  std::sort(marks.begin(), marks.end());
  marks.erase(std::unique(marks.begin(), marks.end()), marks.end());
  return marks;
}

Likeness likeness_of(const WordLikeness& word) {
  if (is_plain(word.headword)) return pack_likeness({}, 0, {});
  std::vector<std::uint64_t> named;
  for (const std::string& other : word.named) named.push_back(mark("name", other));
  return pack_likeness(own_marks(word), mark("name", word.headword), named);
}

QueueEntry queue_entry(Db& db, EntryId entry) {
  // A word is as stable as the least of its meanings.
  Statement query(db, R"sql(
    select headword, (select min(interval_days) from card where entry = ?1 and kind = 1 and retired = 0)
    from entry where id = ?1)sql");
  if (!query.bind(entry).step()) return {entry, {}, false, {}};
  WordLikeness word{query.get<std::string>(0), letters_of(db, entry), {}};
  word.named = named_with(db, entry, word.headword);
  const auto interval = query.get<std::optional<std::int64_t>>(1);
  return {entry, marks_of(word), interval.value_or(0) >= kStableDays, {}};
}

}  // namespace lianxi
