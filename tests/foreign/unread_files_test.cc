#include "foreign/unread_files.h"

#include <doctest/doctest.h>

#include "base/error.h"
#include "foreign/mnemosyne_builder.h"
#include "support/refusal.h"

namespace lianxi {
namespace {

std::string refusal(const std::string& path) {
  return helpful_refusal_of([&] { refuse_unread_file(path); });
}

TEST_CASE("databases of other programs are told apart") {
  const struct {
    const char* table;
    const char* why;
  } rows[] = {
      {"create table pleco_flash_properties(propid text, propvalue text); insert into "
       "pleco_flash_properties values ('FormatString', 'Pleco SQL Flashcard Database');",
       "is a backup of Pleco's flashcards, which only Pleco can use"},
      {"create table notes(id); create table revlog(id);",
       "is a collection of Anki outside of its package"},
      {"create table bookmark(id);", "is a database of no program that lianxi knows"},
  };
  for (const auto& row : rows) {
    TemporaryFolder folder;
    make_database(folder / "a.pqb", row.table);
    CHECK(refusal(folder / "a.pqb") == row.why);
    CHECK_FALSE(read_mnemosyne_file(folder / "a.pqb").is_known);
  }
}

TEST_CASE("other files are told by what they hold") {
  const struct {
    std::string bytes;
    const char* why;
  } rows[] = {
      {zipped({{"[Content_Types].xml", "<Types/>"}, {"xl/workbook.xml", ""}}),
       "is a document of an office program"},
      {zipped({{"words.txt", "茶\ttea\n"}}),
       "is an archive in which there are no cards that lianxi knows"},
      {"--- Mnemosyne Data Base --- Format Version 2 ---\n(i__main__\nx.",
       "is a database of Mnemosyne 1, which is a program rather than data and is never run"},
      {"茶\ttea\n", ""},
      {"", ""},
      {"PK", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.why));
    TemporaryFolder folder;
    write_file(folder / "a", row.bytes);
    CHECK(refusal(folder / "a") == row.why);
  }
  CHECK(refusal("/nowhere/at/all").empty());
}

TEST_CASE("a damaged database is refused as such") {
  TemporaryFolder folder;
  write_file(folder / "a.db", std::string("SQLite format 3\0 and nothing else", 34));
  CHECK(refusal(folder / "a.db").starts_with("is damaged: its database cannot be read"));
}

}  // namespace
}  // namespace lianxi
