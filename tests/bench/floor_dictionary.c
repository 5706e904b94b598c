/* The least that installing CC-CEDICT can cost: its rows put into a dictionary with libsqlite3
 * alone, as durably as `lianxi dict install` does it, and with nothing read that has to be
 * understood.
 *
 *   floor_dictionary ROWS OUT.db SCHEMA.sql...
 *
 * The schema is ours (schema/dictionary*.sql) and so are the pragmas. ROWS is made beforehand from
 * an installed dictionary, its columns parted by 0x1F and its rows ended by 0x1E:
 *
 *   sqlite3 -ascii dictionary.db "select name, version, licence, words from source;
 *     select traditional, simplified, pinyin, numbered, letters, senses, listed_last from word
 *     order by id" > ROWS
 *
 * One transaction, prepared statements, text bound where it lies, a page cache that holds all of
 * the file, indexes made after the rows, the full-text index from the rows in their order. Prints
 * nothing; a failure is said on stderr and is the exit status. */

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMN_END = 0x1f, ROW_END = 0x1e, MOST_INDEXES = 16 };

static sqlite3* db;

static void fail(const char* what) {
  fprintf(stderr, "floor_dictionary: %s: %s\n", what, db ? sqlite3_errmsg(db) : "");
  exit(1);
}

static void run(const char* sql) {
  if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) fail(sql);
}

static sqlite3_stmt* prepare(const char* sql) {
  sqlite3_stmt* statement = NULL;
  if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) fail(sql);
  return statement;
}

/* All of a file, with a NUL behind it. */
static char* contents(const char* path, size_t* size) {
  FILE* file = fopen(path, "rb");
  if (!file || fseek(file, 0, SEEK_END) != 0) fail(path);
  *size = (size_t)ftell(file);
  rewind(file);
  char* bytes = malloc(*size + 1);
  if (!bytes || fread(bytes, 1, *size, file) != *size) fail(path);
  bytes[*size] = '\0';
  fclose(file);
  return bytes;
}

static void make_schema(int count, char** files) {
  for (int i = 0; i < count; ++i) {
    size_t size = 0;
    char* sql = contents(files[i], &size);
    run(sql);
    free(sql);
  }
}

/* Takes the indexes of the words away and keeps the SQL that makes them again. */
static int drop_indexes(char** sql) {
  int count = 0;
  char* names[MOST_INDEXES];
  sqlite3_stmt* query = prepare(
      "select name, sql from sqlite_schema where type = 'index' and tbl_name = 'word' and sql <> "
      "''");
  while (sqlite3_step(query) == SQLITE_ROW && count < MOST_INDEXES) {
    names[count] = sqlite3_mprintf("drop index %s", sqlite3_column_text(query, 0));
    sql[count++] = sqlite3_mprintf("%s", sqlite3_column_text(query, 1));
  }
  sqlite3_finalize(query);
  for (int i = 0; i < count; ++i) {
    run(names[i]);
    sqlite3_free(names[i]);
  }
  return count;
}

/* Binds the columns of the row at `at`, as many as the statement has, and runs it. Returns where
 * the next row begins. */
static const char* insert_row(sqlite3_stmt* insert, const char* at, const char* end) {
  const int columns = sqlite3_bind_parameter_count(insert);
  for (int i = 1; i <= columns; ++i) {
    const char* stop = memchr(at, i < columns ? COLUMN_END : ROW_END, (size_t)(end - at));
    if (!stop) fail("a row is cut off");
    sqlite3_bind_text(insert, i, at, (int)(stop - at), SQLITE_STATIC);
    at = stop + 1;
  }
  if (sqlite3_step(insert) != SQLITE_DONE) fail("insert");
  sqlite3_reset(insert);
  return at;
}

static void install_words(const char* rows, const char* end) {
  char* indexes[MOST_INDEXES];
  const int count = drop_indexes(indexes);
  sqlite3_stmt* source =
      prepare("insert into source (id, name, version, licence, words) values (1, ?, ?, ?, ?)");
  sqlite3_stmt* word = prepare(
      "insert into word (source, traditional, simplified, pinyin, numbered, letters, senses,"
      " listed_last) values (1, ?, ?, ?, ?, ?, ?, ?)");
  for (rows = insert_row(source, rows, end); rows < end;) rows = insert_row(word, rows, end);
  sqlite3_finalize(source);
  sqlite3_finalize(word);
  for (int i = 0; i < count; ++i) {
    run(indexes[i]);
    sqlite3_free(indexes[i]);
  }
  run("insert into gloss (gloss) values ('rebuild')");
}

int main(int count, char** arguments) {
  if (count < 4) {
    fprintf(stderr, "usage: floor_dictionary ROWS OUT.db SCHEMA.sql...\n");
    return 2;
  }
  size_t size = 0;
  char* rows = contents(arguments[1], &size);
  if (sqlite3_open_v2(arguments[2], &db,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
                      NULL) != SQLITE_OK) {
    fail(arguments[2]);
  }
  run("pragma foreign_keys = on; pragma synchronous = full; pragma cache_size = -65536");
  run("begin immediate");
  make_schema(count - 3, arguments + 3);
  install_words(rows, rows + size);
  run("commit");
  if (sqlite3_close(db) != SQLITE_OK) fail("close");
  free(rows);
  return 0;
}
