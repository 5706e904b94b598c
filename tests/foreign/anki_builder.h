#pragma once

// Packages of Anki made by the tests themselves: a small collection of either schema.

#include <sqlite3.h>

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

#include "foreign/packed.h"
#include "sqlite/foreign_file.h"
#include "support/temporary_folder.h"

namespace lianxi {

/// The bytes of a database that these statements make.
inline std::string database(const std::string& sql) {
  TemporaryFolder folder;
  const std::string path = folder / "a.db";
  sqlite3* connection = nullptr;
  sqlite3_open(path.c_str(), &connection);
  distrust(connection);  // it brings the collation
  const int code = sqlite3_exec(connection, sql.c_str(), nullptr, nullptr, nullptr);
  const std::string why = sqlite3_errmsg(connection);
  sqlite3_close(connection);
  if (code != SQLITE_OK) throw std::runtime_error(why);
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// 2024-03-01 at 04:00 in China.
inline constexpr std::int64_t kCreated = 1709236800;

/// Tables that both schemas have.
inline const std::string kCommonTables = R"sql(
create table col(id integer primary key, crt integer, mod integer, scm integer, ver integer,
  dty integer, usn integer, ls integer, conf text, models text, decks text, dconf text, tags text);
create table notes(id integer primary key, guid text, mid integer, mod integer, usn integer,
  tags text, flds text, sfld integer, csum integer, flags integer, data text);
create table cards(id integer primary key, nid integer, did integer, ord integer, mod integer,
  usn integer, type integer, queue integer, due integer, ivl integer, factor integer, reps integer,
  lapses integer, left integer, odue integer, odid integer, flags integer, data text);
create table revlog(id integer primary key, cid integer, usn integer, ease integer, ivl integer,
  lastIvl integer, factor integer, time integer, type integer);
)sql";

inline const std::string kIndexes =
    "create index ix_cards_nid on cards(nid); create index ix_revlog_cid on revlog(cid);";

/// A note, its fields parted by "|".
inline std::string note_row(int id, int type, std::string fields, const std::string& tags = "") {
  for (char& c : fields) {
    if (c == '|') c = '\x1f';
  }
  return "insert into notes values (" + std::to_string(id) + ", 'guid" + std::to_string(id) +
         "', " + std::to_string(type) + ", 0, -1, '" + tags + "', '" + fields + "', '', 0, 0, '');";
}

/// `columns` are type, queue, due, ivl, factor, odue, odid, flags.
inline std::string card_row(int id, int note, int deck, int ord, const std::string& columns,
                            const std::string& data = "") {
  const std::string ids = std::to_string(id) + ", " + std::to_string(note) + ", " +
                          std::to_string(deck) + ", " + std::to_string(ord);
  return "insert into cards(id, nid, did, ord, type, queue, due, ivl, factor, odue, odid, flags, "
         "data) values (" +
         ids + ", " + columns + ", '" + data + "');";
}

/// `columns` are ease, ivl, factor, time, type.
inline std::string review_row(std::int64_t at_ms, int card, const std::string& columns) {
  return "insert into revlog(id, cid, ease, ivl, factor, time, type) values (" +
         std::to_string(at_ms) + ", " + std::to_string(card) + ", " + columns + ");";
}

/// Schema 11 with two types, "Words" (7) and "Gaps" (8), and decks 1 and 2, 2 below 1; 3 is
/// filtered. `settings` is the JSON of the collection.
inline std::string json_collection(const std::string& settings, const std::string& rows) {
  return kCommonTables + "insert into col values (1, " + std::to_string(kCreated) +
         ", 0, 0, 11, 0, 0, 0, '" + settings + R"sql(', '
{"7":{"id":7,"name":"Words","type":0,
  "flds":[{"name":"Pinyin","ord":1},{"name":"Hanzi","ord":0},{"name":"English","ord":2}],
  "tmpls":[{"name":"Read","ord":0,"qfmt":"<h1>{{Hanzi}}</h1>",
            "afmt":"{{FrontSide}}<hr id=answer>{{Pinyin}}<br>{{English}}"},
           {"name":"Recall","ord":1,"qfmt":"{{English}}{{#Pinyin}} ?{{/Pinyin}}",
            "afmt":"{{English}}<hr id=\"answer\">{{Hanzi}}"}]},
 "8":{"id":8,"name":"Gaps","type":1,"flds":[{"name":"Text","ord":0},{"name":"Extra","ord":1}],
  "tmpls":[{"name":"Gap","ord":0,"qfmt":"{{cloze:Text}}","afmt":"{{cloze:Text}}<br>{{Extra}}"}]},
 "9":{"id":9,"name":"Unused","type":0,"flds":[],"tmpls":[]}}',
'{"1":{"name":"Chinese"},"2":{"name":"Chinese::HSK 1"},"3":{"name":"Cram","dyn":1}}', '', '');
)sql" + rows;
}

/// The same in schema 18.
inline std::string table_collection(const std::string& settings, const std::string& rows) {
  return kCommonTables + "insert into col values (1, " + std::to_string(kCreated) +
         ", 0, 0, 18, 0, 0, 0, '', '', '', '', '');" + R"sql(
create table config(key text primary key, usn integer, mtime_secs integer, val blob)
  without rowid;
create table notetypes(id integer primary key, name text collate unicase, mtime_secs integer,
  usn integer, config blob);
create table fields(ntid integer, ord integer, name text collate unicase, config blob,
  primary key (ntid, ord));
create table templates(ntid integer, ord integer, name text collate unicase, mtime_secs integer,
  usn integer, config blob, primary key (ntid, ord));
create table decks(id integer primary key, name text collate unicase, mtime_secs integer,
  usn integer, common blob, kind blob);
insert into notetypes values (7, 'Words', 0, 0, x'1200'), (8, 'Gaps', 0, 0, x'0801');
insert into fields values (7, 0, 'Hanzi', ''), (7, 1, 'Pinyin', ''), (7, 2, 'English', ''),
  (8, 0, 'Text', ''), (8, 1, 'Extra', '');
insert into templates values
  (7, 0, 'Read', 0, 0, cast(char(10, 18) || '<h1>{{Hanzi}}</h1>' ||
     char(18, 53) || '{{FrontSide}}<hr id=answer>{{Pinyin}}<br>{{English}}.' as blob)),
  (7, 1, 'Recall', 0, 0, cast(char(10, 11) || '{{English}}' || char(18, 9) || '{{Hanzi}}' as blob)),
  (8, 0, 'Gap', 0, 0, cast(char(10, 14) || '{{cloze:Text}}' || char(18, 14) ||
     '{{cloze:Text}}' as blob));
insert into decks values (1, 'Chinese', 0, 0, '', x'0a00'),
  (2, 'Chinese' || char(31) || 'HSK 1', 0, 0, '', x'0a00'), (3, 'Cram', 0, 0, '', x'1200');
)sql" + settings +
         rows;
}

inline constexpr const char* kCalendarSettings = R"({"creationOffset":-480,"rollover":4})";
inline constexpr const char* kCalendarRows =
    "insert into config values ('creationOffset', 0, 0, '-480'), ('rollover', 0, 0, '4');";

/// A message of the new list of media: name and size.
inline std::string media_entry(const std::string& name, std::size_t size) {
  std::string entry = "\x0a" + std::string(1, static_cast<char>(name.size())) + name + "\x10" +
                      std::string(1, static_cast<char>(size));
  return "\x0a" + std::string(1, static_cast<char>(entry.size())) + entry;
}

}  // namespace lianxi
