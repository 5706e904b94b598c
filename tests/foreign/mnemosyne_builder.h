#pragma once

// Databases and packages of Mnemosyne 2 made by the tests themselves.

#include <string>
#include <vector>

#include "foreign/mnemosyne.h"
#include "foreign/packed.h"
#include "foreign/reading_notes.h"
#include "sqlite/db.h"
#include "support/temporary_folder.h"

namespace lianxi {

/// The tables, as version 2.9 makes them, without indexes.
inline const std::string kMnemosyneTables = R"sql(
create table facts(_id integer primary key, id text, extra_data text);
create table data_for_fact(_fact_id integer, key text, value text);
create table cards(_id integer primary key, id text, card_type_id text, _fact_id integer,
  fact_view_id text, question text, answer text, tags text, grade integer, next_rep integer,
  last_rep integer, easiness real, acq_reps integer, ret_reps integer, lapses integer,
  acq_reps_since_lapse integer, ret_reps_since_lapse integer, creation_time integer,
  modification_time integer, extra_data text, scheduler_data integer, active boolean default 1);
create table tags(_id integer primary key, id text, name text, extra_data text);
create table tags_for_card(_card_id integer, _tag_id integer);
create table criteria(_id integer primary key, id text, name text, type text, data text);
create table global_variables(key text, value text);
create table log(_id integer primary key autoincrement, event_type integer, timestamp integer,
  object_id text, grade integer, easiness real, acq_reps integer, ret_reps integer,
  lapses integer, acq_reps_since_lapse integer, ret_reps_since_lapse integer,
  scheduled_interval integer, actual_interval integer, thinking_time integer, next_rep integer,
  scheduler_data integer);
create table partnerships(partner text unique, _last_log_id integer);
create table media(filename text primary key, _hash text);
create table fact_views(id text primary key, name text, q_fact_keys text, a_fact_keys text,
  q_fact_key_decorators text, a_fact_key_decorators text, a_on_top_of_q boolean,
  type_answer boolean, extra_data text);
create table card_types(id text primary key, name text, fact_keys_and_names text,
  unique_fact_keys text, required_fact_keys text, fact_view_ids text, keyboard_shortcuts text,
  extra_data text);
insert into tags values (1, '__UNTAGGED__', '__UNTAGGED__', '');
)sql";

inline const std::string kVersion4 = "insert into global_variables values ('version', '4');";

/// A fact with the texts of two of its keys.
inline std::string fact_row(int key, const std::string& id, const std::string& first_key,
                            const std::string& first, const std::string& second_key = "",
                            const std::string& second = "") {
  const std::string number = std::to_string(key);
  std::string sql = "insert into facts values (" + number + ", '" + id + "', '');" +
                    "insert into data_for_fact values (" + number + ", '" + first_key + "', '" +
                    first + "');";
  if (second_key.empty()) return sql;
  return sql + "insert into data_for_fact values (" + number + ", '" + second_key + "', '" +
         second + "');";
}

/// A card that was never asked. `extra` is a dictionary of Python in quotes of SQL.
inline std::string card_row(int key, int fact, const std::string& type, const std::string& view,
                            const std::string& extra = "''") {
  return "insert into cards(_id, id, _fact_id, card_type_id, fact_view_id, extra_data, grade, "
         "next_rep, last_rep, easiness, ret_reps_since_lapse) values (" +
         std::to_string(key) + ", 'card" + std::to_string(key) + "', " + std::to_string(fact) +
         ", '" + type + "', '" + view + "', " + extra + ", -1, -1, -1, 2.5, 0);";
}

/// An answer in the log: the columns timestamp, grade, next_rep, thinking_time.
inline std::string answer_row(const std::string& card, const std::string& columns) {
  return "insert into log(event_type, object_id, timestamp, grade, next_rep, thinking_time) "
         "values (9, '" +
         card + "', " + columns + ");";
}

/// Makes a database of these statements.
inline void make_database(const std::string& path, const std::string& sql) {
  Db db(path, Db::Mode::create);
  db.run(sql.c_str());
}

struct FoundMnemosyne : FoundNotes {
  std::vector<NoteMedia> media;
};

inline FoundMnemosyne read_mnemosyne_file(const std::string& path) {
  FoundMnemosyne found;
  NoteSink sink = sink_into(found);
  sink.media = [&found](NoteMedia one) { found.media.push_back(std::move(one)); };
  found.is_known = read_mnemosyne(path, sink);
  return found;
}

inline FoundMnemosyne read_database(const std::string& rows) {
  TemporaryFolder folder;
  make_database(folder / "default.db", kMnemosyneTables + kVersion4 + rows);
  return read_mnemosyne_file(folder / "default.db");
}

inline FoundMnemosyne read_package(const Members& members) {
  TemporaryFolder folder;
  write_file(folder / "a.cards", zipped(members));
  return read_mnemosyne_file(folder / "a.cards");
}

/// A package whose cards.xml has these entries.
inline FoundMnemosyne read_entries(const std::string& entries, const std::string& metadata = "") {
  return read_package(
      {{"cards.xml", "<openSM2sync number_of_entries=\"1\">" + entries + "</openSM2sync>\n"},
       {"METADATA", metadata}});
}

}  // namespace lianxi
