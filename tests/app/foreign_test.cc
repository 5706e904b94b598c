// These stand in the folder of lianxi-read, as lianxi does.

#include "app/foreign.h"

#include <doctest/doctest.h>

#include <stdexcept>

#include "base/error.h"
#include "foreign/anki_builder.h"

namespace lianxi::app {
namespace {

struct Notes {
  NoteSource source;
  std::vector<Note> notes;
  std::vector<NoteMedia> media;
  Diagnostics rejected;
};

NoteSink into(Notes& notes) {
  return {[&](NoteSource one) { notes.source = std::move(one); }, [](NoteType) {},
          [&](Note one) { notes.notes.push_back(std::move(one)); },
          [&](NoteMedia one) { notes.media.push_back(std::move(one)); },
          [&](Diagnostic one) { notes.rejected.push_back(std::move(one)); }};
}

std::string rows(int notes) {
  std::string sql = kIndexes + "begin;";
  for (int i = 1; i <= notes; ++i) {
    sql += note_row(i, 7, "茶|chá|tea") + card_row(100'000 + i, i, 1, 0, "0, 0, 5, 0, 0, 0, 0, 0");
  }
  return sql + "commit;";
}

std::string package(int notes) {
  return zipped({{"collection.anki2", database(json_collection("{}", rows(notes)))},
                 {"media", R"({"0":"茶.jpg","1":"gone.jpg"})"},
                 {"0", std::string("\0\n\xff", 3)}});
}

TEST_CASE("notes of a package come through the other program") {
  TemporaryFolder folder;
  const std::string path = folder / "-我的 deck.apkg";
  write_file(path, package(3));
  Notes found;
  read_notes(path, "", into(found));
  CHECK(found.source.told == "an Anki package (version 1)");
  REQUIRE(found.notes.size() == 3);
  CHECK(found.notes[2].values[1] == "chá");
  REQUIRE(found.media.size() == 1);
  CHECK(found.media[0] == NoteMedia{"茶.jpg", std::string("\0\n\xff", 3)});
  REQUIRE(found.rejected.size() == 1);
  CHECK(found.rejected[0].file == path);
}

TEST_CASE("notes of a text come through it too, with what was odd about them") {
  TemporaryFolder folder;
  const std::string path = folder / "words.tsv";
  write_file(path, "喝\thē\tto drink\n吃\tchī\n看\tkàn\tto see\n");
  Notes found;
  read_notes(path, "", into(found));
  CHECK(found.source.told == "TSV, 3 columns");
  REQUIRE(found.notes.size() == 3);
  CHECK(found.notes[2].values == std::vector<std::string>{"看", "kàn", "to see"});
  REQUIRE(found.rejected.size() == 1);
  CHECK(to_string(found.rejected[0]) ==
        path + ":2: 2 fields where most rows have 3; the row is kept");
}

TEST_CASE("a text that cannot be used is refused with the place") {
  TemporaryFolder folder;
  const std::string path = folder / "cards.xml";
  write_file(path, "<plecoflash>\n<cards>\n</plecoflash>\n");
  Notes found;
  try {
    read_notes(path, "", into(found));
    FAIL("nothing was refused");
  } catch (const Error& error) {
    CHECK(std::string(error.what())
              .starts_with(
                  path + " cannot be used: line 3: the file is not well-formed XML from here on"));
  }
  CHECK(found.notes.empty());
}

TEST_CASE("a file that cannot be used is refused with its name, the reason and what to do") {
  TemporaryFolder folder;
  const std::string path = folder / "a.apkg";
  struct {
    const char* name;
    std::string bytes;
    const char* format;
    const char* why;
  } const cases[] = {
      {"version 9", zipped({{"meta", "\x08\x09"}, {"collection.anki2", "x"}}), "",
       "is a package of version 9, which lianxi does not know"},
      {"not that format", package(1), "csv", "is a package of Anki"},
      {"archive", zipped({{"a.txt", "x"}}), "",
       "is an archive in which there are no cards that lianxi knows"},
      {"archive that is damaged", "PK\x03\x04 and no more", "",
       "is damaged: it is no archive that can be opened"},
      {"pickle", "\x80\x03}q", "",
       "is a pickle of Python, which may do anything when it is loaded; lianxi loads none"},
      {"database", database("create table t(a)"), "",
       "is a database of no program that lianxi knows"},
      {"no package", "something else", "anki", "is no package of Anki"},
  };
  for (const auto& one : cases) {
    CAPTURE(one.name);
    write_file(path, one.bytes);
    Notes found;
    try {
      read_notes(path, one.format, into(found));
      FAIL("taken");
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::input);
      CHECK(error.what() == path + " " + one.why);
      CHECK_FALSE(error.hint().empty());
    }
  }
  CHECK_THROWS_WITH_AS(read_notes(folder / "none", "", {}),
                       (folder / "none" + " cannot be read").c_str(), Error);
}

TEST_CASE("whoever takes the notes may stop, and hears its own reason") {
  TemporaryFolder folder;
  write_file(folder / "a.apkg", package(20'000));
  int seen = 0;
  NoteSink sink{[](const NoteSource&) {}, [](const NoteType&) {},
                [&](const Note&) {
                  if (++seen == 2) throw std::runtime_error("enough");
                },
                nullptr, [](const Diagnostic&) {}};
  CHECK_THROWS_WITH_AS(read_notes(folder / "a.apkg", "", sink), "enough", std::runtime_error);
  CHECK(seen == 2);
}

TEST_CASE("the one file of an archive is unpacked as far as it is wanted") {
  TemporaryFolder folder;
  const std::string path = folder / "a.zip";
  write_file(path, zipped({{"folder/", ""}, {"folder/a.u8", "我喝茶。"}}));
  CHECK(is_packed(path));
  CHECK(unpacked(path, 100) == "我喝茶。");
  CHECK(unpacked(path, 4).size() > 4);
  write_file(path, zipped({{"a", "x"}, {"b", "x"}}));
  CHECK_THROWS_WITH_AS(unpacked(path, 100), (path + " holds several files").c_str(), Error);
}

}  // namespace
}  // namespace lianxi::app
