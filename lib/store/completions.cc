#include "store/completions.h"

namespace lianxi::store {
namespace {

/// Behind every text that begins with `prefix`, as SQLite compares texts: byte by byte, and no text
/// holds this byte.
std::string end_of(std::string_view prefix) { return std::string(prefix) + "\xff"; }

}  // namespace

std::vector<WordBegun> words_beginning(Db& db, std::string_view prefix, int limit) {
  const std::string end = end_of(prefix);
  std::vector<WordBegun> words;
  const auto take = [&](Statement& query) {
    words.push_back({query.get<std::string>(0), query.get<std::string>(1)});
  };
  Statement first(db, R"sql(
    select headword, definition from entry indexed by entry_by_headword
    where headword >= ?1 and headword < ?2 order by headword limit ?3)sql");
  for (first.bind(prefix, end, limit); first.step();) take(first);
  if (std::ssize(words) < limit) return words;
  Statement last(db, R"sql(
    select headword, definition from entry indexed by entry_by_headword
    where headword > ?1 and headword < ?2 order by headword desc limit 1)sql");
  if (last.bind(words.back().headword, end).step()) take(last);
  return words;
}

std::vector<std::string> tags_beginning(Db& db, std::string_view prefix, int limit) {
  const std::string end = end_of(prefix);
  std::vector<std::string> tags;
  Statement first(db, R"sql(
    select tag from entry_tag where tag >= ?1 and tag < ?2 order by tag limit 1)sql");
  // From tag to tag, over the entries of each.
  Statement next(db, R"sql(
    select tag from entry_tag where tag > ?1 and tag < ?2 order by tag limit 1)sql");
  bool found = first.bind(prefix, end).step();
  while (found) {
    tags.push_back((tags.empty() ? first : next).get<std::string>(0));
    if (std::ssize(tags) == limit) break;
    found = next.bind(tags.back(), end).step();
  }
  if (std::ssize(tags) < limit) return tags;
  Statement last(db, R"sql(
    select tag from entry_tag where tag > ?1 and tag < ?2 order by tag desc limit 1)sql");
  if (last.bind(tags.back(), end).step()) tags.push_back(last.get<std::string>(0));
  return tags;
}

}  // namespace lianxi::store
