#include "store/completions.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <map>

#include "store/migrate.h"
#include "support/temporary_folder.h"

namespace lianxi::store {
namespace {

using Texts = std::vector<std::string>;

/// Entries of these headwords, each with these tags.
void fill(Db& db, const Texts& headwords, const Texts& tags) {
  for (const std::string& word : headwords) {
    execute(db, "insert into stable_key (key) values (randomblob(16))");
    const std::int64_t id = db.last_row();
    execute(db,
            "insert into entry (id, headword, traditional, definition, text, position) "
            "values (?1, ?2, '', 'of ' || ?2, '', ?1)",
            id, word);
    for (const std::string& tag : tags) {
      execute(db, "insert into entry_tag (tag, entry) values (?, ?)", tag, id);
    }
  }
}

Texts headwords(const std::vector<WordBegun>& words) {
  Texts texts;
  for (const WordBegun& word : words) texts.push_back(word.headword);
  return texts;
}

/// The content of every file in a folder.
std::map<std::string, std::string> contents(const std::string& folder) {
  std::map<std::string, std::string> files;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    std::ifstream in(file.path(), std::ios::binary);
    files[file.path().filename().string()] = {std::istreambuf_iterator<char>(in), {}};
  }
  return files;
}

TEST_CASE("words and tags are found by how they begin") {
  Db db = memory_collection({}, 1);
  fill(db, {"联系", "联", "联络", "练习", "联系", "a%b", "a_b", "\U0010ffffx"},
       {"work", "wo rk", "home"});
  const struct {
    std::string prefix;
    int limit;
    Texts words;
  } rows[] = {
      {"联", 9, {"联", "联系", "联系", "联络"}},
      {"联系", 9, {"联系", "联系"}},
      {"联系x", 9, {}},
      {"a%", 9, {"a%b"}},
      {"a_", 9, {"a_b"}},
      {"\U0010ffff", 9, {"\U0010ffffx"}},
      {"A", 9, {}},
      // Of many the first, and the last one besides.
      {"", 2, {"a%b", "a_b", "\U0010ffffx"}},
      {"联", 1, {"联", "联络"}},
      {"联络", 1, {"联络"}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.prefix);
    CHECK(headwords(words_beginning(db, row.prefix, row.limit)) == row.words);
  }
  CHECK(words_beginning(db, "联络", 9).front().definition == "of 联络");

  CHECK(tags_beginning(db, "", 9) == Texts{"home", "wo rk", "work"});
  CHECK(tags_beginning(db, "wo", 9) == Texts{"wo rk", "work"});
  CHECK(tags_beginning(db, "work", 9) == Texts{"work"});
  CHECK(tags_beginning(db, "x", 9).empty());
  CHECK(tags_beginning(db, "", 1) == Texts{"home", "work"});
}

TEST_CASE("what begins a text is looked up in an index") {
  Db db = memory_collection({}, 1);
  const struct {
    std::string index;
    const char* sql;
  } rows[] = {
      {"entry_by_headword", R"sql(explain query plan
         select headword, definition from entry indexed by entry_by_headword
         where headword >= ?1 and headword < ?2 order by headword limit ?3)sql"},
      {"entry_by_headword", R"sql(explain query plan
         select headword, definition from entry indexed by entry_by_headword
         where headword > ?1 and headword < ?2 order by headword desc limit 1)sql"},
      {"PRIMARY KEY", R"sql(explain query plan
         select tag from entry_tag where tag > ?1 and tag < ?2 order by tag limit 1)sql"},
      {"PRIMARY KEY", R"sql(explain query plan
         select tag from entry_tag where tag > ?1 and tag < ?2 order by tag desc limit 1)sql"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.sql);
    Statement plan(db, row.sql);
    REQUIRE(plan.step());
    const auto text = plan.get<std::string>(3);
    CHECK(text.find("SEARCH") == 0);
    CHECK(text.find(row.index) != text.npos);
    CHECK_FALSE(plan.step());  // nothing is sorted
  }
}

TEST_CASE("a glance sees what is there and leaves nothing behind") {
  const TemporaryFolder folder;
  const std::string path = folder.path() + "/a ?#%.db";
  {
    Db db = open_collection(path, {}, 1);
    fill(db, {"联系"}, {});
  }
  const auto before = contents(folder.path());
  {
    Db db = glance_at_collection(path);
    CHECK(words_beginning(db, "", 9).size() == 1);
    CHECK_THROWS_AS(db.run("delete from entry"), Error);
  }
  CHECK(contents(folder.path()) == before);

  Db writer = open_collection(path, {}, 1);
  fill(writer, {"练习"}, {});
  // Within one process connections share a memory of their own; what a process of its own leaves
  // alone, tests/cli/completion_test.py looks at.
  const auto log_and_file = [&] {
    auto files = contents(folder.path());
    REQUIRE(files.size() == 3);
    std::erase_if(files, [](const auto& file) { return file.first.ends_with("-shm"); });
    return files;
  };
  const auto meanwhile = log_and_file();
  {
    Db db = glance_at_collection(path);
    CHECK(words_beginning(db, "", 9).size() == 2);
  }
  CHECK(log_and_file() == meanwhile);

  // A log that a process has left, and nothing that is shared.
  const TemporaryFolder other;
  for (const char* end : {"", "-wal"}) {
    std::filesystem::copy_file(path + end, other.path() + "/b.db" + end);
  }
  const auto left = contents(other.path());
  CHECK_THROWS_AS(glance_at_collection(other.path() + "/b.db"), Error);
  CHECK(contents(other.path()) == left);
}

}  // namespace
}  // namespace lianxi::store
