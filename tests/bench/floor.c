/* The least that must be done for what lianxi does, with libsqlite3 alone: the same file, the same
 * pragmas and durability, the best statements known. What lianxi takes beyond it is what it adds.
 * Usage:
 *   floor start FILE DAY    opens the collection and prints the word of the first due card
 *   floor answer FILE DAY   for each line of input one answer: a review with an attempt joins the
 *                           log, its card goes on, both are on the disk before the line comes back
 *   floor events FILE       reads every event with all that belongs to it, in the order of the log
 *   floor check FILE        the same, and SQLite's own checks of the file
 *   floor reviews FILE      reads what reports on reviews count */

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static sqlite3 *db;

static void fail(const char *what) {
  fprintf(stderr, "floor: %s: %s\n", what, db ? sqlite3_errmsg(db) : "");
  exit(1);
}

static void run(const char *sql) {
  if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) fail(sql);
}

static sqlite3_stmt *prepare(const char *sql) {
  sqlite3_stmt *statement;
  if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) fail(sql);
  return statement;
}

/* True while there are rows. */
static int step(sqlite3_stmt *statement) {
  const int code = sqlite3_step(statement);
  if (code != SQLITE_ROW && code != SQLITE_DONE) fail(sqlite3_sql(statement));
  return code == SQLITE_ROW;
}

static void done(sqlite3_stmt *statement) {
  while (step(statement)) {
  }
  sqlite3_reset(statement);
}

static void open_collection(const char *path, int flags) {
  if (sqlite3_open_v2(path, &db, flags | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK) fail(path);
  run("pragma foreign_keys = on");
  run("pragma synchronous = full");
}

static void start(const char *path, long long day) {
  open_collection(path, SQLITE_OPEN_READONLY);
  sqlite3_stmt *first = prepare(
      "select headword, kind, target, entry.text from card join entry on entry.id = card.entry "
      "where due_day <= ? and suspended = 0 and deleted = 0 and retired = 0 "
      "order by due_day limit 1");
  sqlite3_bind_int64(first, 1, day);
  if (step(first)) printf("%s\n", sqlite3_column_text(first, 0));
  sqlite3_finalize(first);
}

static void answer(const char *path, long long day) {
  open_collection(path, SQLITE_OPEN_READWRITE);
  sqlite3_wal_autocheckpoint(db, 0);
  sqlite3_stmt *begin = prepare("begin immediate"), *commit = prepare("commit");
  sqlite3_stmt *next = prepare(
      "select id, n, ef100, interval_days, latest_seq from card "
      "where due_day <= ? and suspended = 0 and deleted = 0 and retired = 0 "
      "order by due_day limit 1");
  sqlite3_stmt *last = prepare(
      "select event.device, seq, clock_ms from event join collection using (device) "
      "order by seq desc limit 1");
  sqlite3_stmt *event = prepare(
      "insert into event (device, seq, clock_ms, clock_n, written_at, offset_min, rollover_hour, "
      "study_day, type, subject) values (?1, ?2, ?3, 0, ?3, 480, 4, ?4, 1, ?5)");
  sqlite3_stmt *review = prepare(
      "insert into review (event, rating, taken_ms, hints, first_sight, scheduler, "
      "previous_device, previous_seq, interval_days) values (?, 3, 4000, 0, 0, 1, ?, ?, ?)");
  sqlite3_stmt *attempt = prepare(
      "insert into attempt (event, n, typed, verdict) values (?, 1, 'shan1shui3', 'right')");
  sqlite3_stmt *card = prepare(
      "update card set n = n + 1, interval_days = ?1, due_day = ?2 + ?1, "
      "scheduled_due_day = ?2 + ?1, last_day = ?2, reviews = reviews + 1, graded = graded + 1, "
      "days_recalled = days_recalled + 1, latest_device = ?3, latest_seq = ?4 where id = ?5");
  char line[64];
  while (fgets(line, sizeof line, stdin)) {
    step(begin);
    sqlite3_reset(begin);
    sqlite3_bind_int64(next, 1, day);
    if (!step(next) || !step(last)) fail("nothing is due");
    const long long id = sqlite3_column_int64(next, 0);
    const long long interval =
        (sqlite3_column_int64(next, 3) * sqlite3_column_int64(next, 2) + 99) / 100 + 1;
    const long long device = sqlite3_column_int64(last, 0);
    const long long seq = sqlite3_column_int64(last, 1) + 1;
    sqlite3_bind_int64(event, 1, device);
    sqlite3_bind_int64(event, 2, seq);
    sqlite3_bind_int64(event, 3, sqlite3_column_int64(last, 2) + 4000);
    sqlite3_bind_int64(event, 4, day);
    sqlite3_bind_int64(event, 5, id);
    done(event);
    const long long row = sqlite3_last_insert_rowid(db);
    sqlite3_bind_int64(review, 1, row);
    sqlite3_bind_int64(review, 2, device);
    sqlite3_bind_int64(review, 3, sqlite3_column_int64(next, 4));
    sqlite3_bind_int64(review, 4, interval);
    done(review);
    sqlite3_bind_int64(attempt, 1, row);
    done(attempt);
    sqlite3_bind_int64(card, 1, interval);
    sqlite3_bind_int64(card, 2, day);
    sqlite3_bind_int64(card, 3, device);
    sqlite3_bind_int64(card, 4, seq);
    sqlite3_bind_int64(card, 5, id);
    sqlite3_reset(next);
    sqlite3_reset(last);
    done(card);
    done(commit);
    puts("saved");
    fflush(stdout);
  }
}

/* Every column of every row, as a program must have it in hand to use it. */
static long long read_all(sqlite3_stmt *rows) {
  long long sum = 0;
  const int columns = sqlite3_column_count(rows);
  while (step(rows)) {
    for (int i = 0; i < columns; ++i) {
      const int type = sqlite3_column_type(rows, i);
      if (type == SQLITE_INTEGER) sum += sqlite3_column_int64(rows, i);
      if (type == SQLITE_TEXT) sum += sqlite3_column_text(rows, i)[0];
      if (type == SQLITE_BLOB) sum += ((const unsigned char *)sqlite3_column_blob(rows, i))[0];
    }
  }
  sqlite3_finalize(rows);
  return sum;
}

static void events(const char *path) {
  open_collection(path, SQLITE_OPEN_READONLY);
  const long long sum = read_all(prepare(
      "select * from event left join review on review.event = event.id "
      "left join attempt on attempt.event = event.id order by event.id"));
  printf("%lld\n", sum);
}

static void check(const char *path) {
  events(path);
  read_all(prepare("pragma integrity_check"));
  read_all(prepare("pragma foreign_key_check"));
}

static void reviews(const char *path) {
  open_collection(path, SQLITE_OPEN_READONLY);
  const long long sum = read_all(prepare(
      "select subject, written_at, offset_min, study_day, rating, taken_ms, first_sight "
      "from review join event on event.id = review.event order by review.event"));
  printf("%lld\n", sum);
}

int main(int count, char **words) {
  if (count == 4 && strcmp(words[1], "start") == 0) {
    start(words[2], atoll(words[3]));
  } else if (count == 4 && strcmp(words[1], "answer") == 0) {
    answer(words[2], atoll(words[3]));
  } else if (count == 3 && strcmp(words[1], "events") == 0) {
    events(words[2]);
  } else if (count == 3 && strcmp(words[1], "check") == 0) {
    check(words[2]);
  } else if (count == 3 && strcmp(words[1], "reviews") == 0) {
    reviews(words[2]);
  } else {
    fputs("usage: floor start|answer FILE DAY, floor events|check|reviews FILE\n", stderr);
    return 2;
  }
  sqlite3_close(db);
  return 0;
}
