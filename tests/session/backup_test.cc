#include "session/backup.h"

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "session/check.h"
#include "session/record.h"
#include "session/restore_backup.h"
#include "sqlite/page_scan.h"
#include "support/collection.h"
#include "support/temporary_folder.h"

namespace lianxi {
namespace {

namespace fs = std::filesystem;

const Moment kNow = test::moment("2026-03-02T09:00+08:00");
constexpr std::chrono::hours kRollover{4};

/// A collection in a file of its own folder, with one word in it.
struct Place {
  TemporaryFolder folder;
  std::string path = folder / "collection.db";
  Db open(std::uint64_t seed = 1) const {
    return store::open_collection(path, kNow, seed, refold_all);
  }
  void make(int settings = 0) const {
    const test::TestClock clock("2026-03-02T09:00+08:00");
    Db db = open();
    test::import_text(db, clock, "tea", test::kTea);
    Transaction transaction(db);
    for (int i = 0; i < settings; ++i) {
      store::append(db, {kNow, kRollover}, std::nullopt, SettingAct{"new-cards", "7"});
    }
    refold_all(db);
    transaction.commit();
  }
  static void set(Db& db, int value) {
    Transaction transaction(db);
    record(db, {kNow, kRollover}, std::nullopt, SettingAct{"new-cards", std::to_string(value)});
    transaction.commit();
  }
  std::vector<std::string> files() const {
    std::vector<std::string> names;
    for (const auto& file : fs::recursive_directory_iterator(folder.path())) {
      const std::string end = file.path().extension();
      if (!file.is_regular_file() || end == ".db-wal" || end == ".db-shm") continue;
      names.push_back(fs::relative(file, folder.path()).string());
    }
    std::ranges::sort(names);
    return names;
  }
};

std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write(const std::string& path, const std::string& bytes) {
  fs::create_directories(fs::path(path).parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
}

/// Overwrites a part of the file with what no page is.
void damage(const std::string& path, std::size_t from, std::size_t size) {
  std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
  file.seekp(static_cast<std::streamoff>(from));
  file << std::string(size, '\xa5');
}

CheckReport check(const std::string& path) {
  Db db = store::open_collection(path, kNow, 9, refold_all);
  return check_collection(db);
}

std::vector<std::string> names_of(const std::vector<BackupFile>& backups) {
  std::vector<std::string> names;
  for (const BackupFile& backup : backups) names.push_back(fs::path(backup.path).filename());
  return names;
}

}  // namespace

TEST_CASE("a backup is the collection, in one file with its mode") {
  const Place place;
  place.make(3);
  fs::permissions(place.path, fs::perms::owner_read | fs::perms::owner_write);
  Db db = place.open();
  const std::string file = place.folder / "copy.db";
  const BackupReport report = make_backup(db, file);
  CHECK(report.sound);
  CHECK(report.events == 4);
  CHECK(report.bytes == fs::file_size(file));
  CHECK(fs::status(file).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
  CHECK_FALSE(fs::exists(file + ".partial"));
  const CheckReport copy = check(file);
  CHECK(copy.ok());
  CHECK(copy.log == check_collection(db).log);
  CHECK(copy.state == check_collection(db).state);
}

TEST_CASE("a backup replaces nothing, and nothing but an unfinished copy of its own") {
  const Place place;
  place.make();
  Db db = place.open();
  const std::string file = place.folder / "copy.db";
  write(file, "mine");
  CHECK_THROWS_WITH(make_backup(db, file), (file + " is there already").c_str());
  CHECK(bytes_of(file) == "mine");
  fs::remove(file);
  write(file + ".partial", std::string(5000, 'x'));
  CHECK_THROWS_WITH(make_backup(db, file),
                    (file + ".partial is there, and no copy of lianxi's").c_str());
  CHECK(bytes_of(file + ".partial") == std::string(5000, 'x'));
  write(file + ".partial", std::string(5000, '\0'));
  CHECK(make_backup(db, file).sound);
}

TEST_CASE("of a damaged collection no backup is made") {
  const Place place;
  place.make(3000);
  { place.open().run("pragma wal_checkpoint(truncate)"); }
  damage(place.path, fs::file_size(place.path) / 2, 8192);
  Db db(place.path, Db::Mode::create);
  CHECK_THROWS_AS(make_backup(db, place.folder / "copy.db"), Damaged);
  CHECK(place.files() == std::vector<std::string>{"collection.db"});
}

TEST_CASE("backups are known by their names") {
  const Place place;
  const std::string folder = backup_folder(place.path) + "/";
  for (const char* name :
       {"collection-2026-03-02T090000.db", "collection-2026-03-02T090000-2.db",
        "collection-2026-03-02T090000-10.db", "collection-2026-03-01T235959.db",
        "collection-before-restore-2026-03-03T010000.db", "collection-2026-03-02T090000.db.partial",
        "collection-2026-02-30T090000.db", "collection-2026-03-02.db", "collection-notes.db",
        "other-2026-03-02T090000.db", "collection-2026-03-02T090000-x.db", "failed"}) {
    write(folder + name, "");
  }
  const auto backups = backups_of(place.path);
  CHECK(names_of(backups) ==
        std::vector<std::string>{
            "collection-2026-03-01T235959.db", "collection-2026-03-02T090000.db",
            "collection-2026-03-02T090000-2.db", "collection-2026-03-02T090000-10.db",
            "collection-before-restore-2026-03-03T010000.db"});
  CHECK(backups.back().aside);
  // At one in the morning it is still the day before.
  CHECK(to_string(day_of(backups.back(), kRollover)) == "2026-03-02");
  CHECK(new_backup_name(place.path, kNow) == folder + "collection-2026-03-02T090000-3.db");
}

TEST_CASE("a collection has the same backups by whatever name, and no other has them") {
  const TemporaryFolder folder;
  const std::string place = folder / "c.db", link = folder / "link.db";
  std::ofstream(place) << "x";
  std::filesystem::create_symlink(place, link);
  CHECK(backup_folder(link) == backup_folder(place));
  CHECK(new_backup_name(link, kNow) == new_backup_name(place, kNow));
  CHECK(new_backup_name(folder / "c.sqlite", kNow) != new_backup_name(place, kNow));
}

TEST_CASE("what stood before a restore drives out no backup") {
  const TemporaryFolder folder;
  const std::string collection = folder / "c.db";
  std::filesystem::create_directories(backup_folder(collection));
  const auto make = [&](const std::string& name, std::size_t bytes) {
    std::ofstream(backup_folder(collection) + "/" + name) << std::string(bytes, 'x');
  };
  for (int day = 1; day <= 6; ++day) make("c-2026-03-0" + std::to_string(day) + "T090000.db", 10);
  make("c-before-restore-2026-03-05T100000.db", 100'000);
  const StudyDay today = day_from_string("2026-03-06").value();
  CHECK(thin_backups(collection, today, std::chrono::hours{4}, 1000).empty());
  CHECK(thin_backups(collection, today, std::chrono::hours{4}, 35).size() == 3);
}

TEST_CASE("of an old day the latest backup stays, of today all, of other files every one") {
  const Place place;
  const std::string folder = backup_folder(place.path) + "/";
  for (int month = 1; month <= 3; ++month) {
    for (int day = 1; day <= 28; ++day) {
      for (const char* hour : {"09", "18"}) {
        write(folder + "collection-2026-0" + std::to_string(month) + "-" + (day < 10 ? "0" : "") +
                  std::to_string(day) + "T" + hour + "0000.db",
              std::string(1000, 'x'));
      }
    }
  }
  write(folder + "collection-before-restore-2026-01-01T090000.db", "");
  write(folder + "my-notes.db", "");
  const StudyDay today = day_from_string("2026-03-28").value();
  const auto removed = thin_backups(place.path, today, kRollover, std::nullopt);
  const auto left = names_of(backups_of(place.path));
  CHECK(removed.size() + left.size() == 3 * 28 * 2 + 1);
  CHECK(left == std::vector<std::string>{
                    "collection-before-restore-2026-01-01T090000.db",
                    "collection-2026-01-28T180000.db", "collection-2026-02-28T180000.db",
                    "collection-2026-03-08T180000.db", "collection-2026-03-15T180000.db",
                    "collection-2026-03-22T180000.db", "collection-2026-03-23T180000.db",
                    "collection-2026-03-24T180000.db", "collection-2026-03-25T180000.db",
                    "collection-2026-03-26T180000.db", "collection-2026-03-27T180000.db",
                    "collection-2026-03-28T090000.db", "collection-2026-03-28T180000.db"});
  CHECK(fs::exists(folder + "my-notes.db"));

  SUBCASE("where there is no room the oldest go first, never today's") {
    thin_backups(place.path, today, kRollover, 4000);
    CHECK(names_of(backups_of(place.path)) ==
          std::vector<std::string>{
              "collection-before-restore-2026-01-01T090000.db", "collection-2026-03-26T180000.db",
              "collection-2026-03-27T180000.db", "collection-2026-03-28T090000.db",
              "collection-2026-03-28T180000.db"});
    thin_backups(place.path, today, kRollover, 0);
    CHECK(backups_of(place.path).size() == 3);
  }
}

TEST_CASE("one at a time, and what an earlier one left unfinished goes") {
  const Place place;
  const std::string folder = backup_folder(place.path) + "/";
  write(folder + "collection-2026-03-01T090000.db.partial", "");
  write(folder + "film.db.partial", "");
  {
    const BackupTurn first(place.path);
    CHECK(first.mine());
    CHECK(place.files() == std::vector<std::string>{"backups/film.db.partial"});
    CHECK_FALSE(BackupTurn(place.path).mine());
  }
  CHECK(BackupTurn(place.path).mine());
}

TEST_CASE("a restored backup is the collection of then, as a new device; nothing is lost") {
  const Place place;
  place.make(2);
  const std::string backup = place.folder / "then.db";
  std::string then, now;
  DeviceId device{};
  {
    Db db = place.open();
    make_backup(db, backup);
    then = check_collection(db).log;
    for (int i = 10; i < 15; ++i) Place::set(db, i);
    now = check_collection(db).log;
    device = store::this_device(db);
  }
  const RestoreDifference difference = compare_backup(backup, place.path);
  CHECK(difference.events == 3);
  CHECK(difference.gained == 0);
  CHECK(difference.lost == 5);
  const std::string before = bytes_of(backup);
  // The seed that made the first device must not make it again.
  const RestoreReport done = restore_backup(backup, place.path, kNow, 1);
  CHECK_FALSE(done.unreadable);
  CHECK(bytes_of(backup) == before);
  CHECK(check(place.path).log == then);
  CHECK(check(place.path).ok());
  CHECK(check(done.aside).log == now);
  Db db = place.open();
  CHECK(store::this_device(db) != device);
  Place::set(db, 20);
  CHECK(check_collection(db).ok());
  CHECK(compare_backup(done.aside, place.path).gained == 5);
}

TEST_CASE("a restore needs no collection, follows a link and makes one where none is") {
  const Place place;
  place.make(2);
  const std::string backup = place.folder / "then.db";
  {
    Db db = place.open();
    make_backup(db, backup);
  }
  const std::string real = place.folder / "elsewhere.db";
  SUBCASE("none there") {
    fs::remove(place.path);
    CHECK(restore_backup(backup, place.path, kNow, 5).aside.empty());
  }
  SUBCASE("a link") {
    fs::rename(place.path, real);
    fs::create_symlink(real, place.path);
    restore_backup(backup, place.path, kNow, 5);
    CHECK(fs::is_symlink(place.path));
    CHECK(check(real).ok());
  }
  CHECK(check(place.path).events == 3);
  for (const std::string& file : place.files()) CHECK(file.find(".restoring") == file.npos);
}

TEST_CASE("a restore that is refused leaves everything as it was") {
  const Place place;
  place.make(3000);
  const std::string backup = place.folder / "then.db";
  {
    Db db = place.open();
    make_backup(db, backup);
  }
  std::optional<Db> other;
  std::string why;
  SUBCASE("damaged") {
    damage(backup, fs::file_size(backup) / 2, 8192);
    why = "damaged";
  }
  SUBCASE("of a newer version") {
    Db(backup, Db::Mode::create).run("pragma user_version = 99");
    why = "newer lianxi";
  }
  SUBCASE("a database of another program") {
    fs::remove(backup);
    Db(backup, Db::Mode::create).run("create table recipe (text text)");
    why = "another program";
  }
  SUBCASE("the collection itself") {
    fs::remove(backup);
    fs::create_hard_link(place.path, backup);
    why = "the collection itself";
  }
  SUBCASE("the collection is open elsewhere") {
    other.emplace(place.open());
    query_one<int>(*other, "select count(*) from event");
    why = "locked";
  }
  const auto files = place.files();
  const std::string before = bytes_of(place.path);
  try {
    restore_backup(backup, place.path, kNow, 5);
    FAIL("not refused");
  } catch (const Error& error) {
    CHECK(std::string(error.what()).find(why) != std::string::npos);
  }
  other.reset();
  CHECK(place.files() == files);
  CHECK(bytes_of(place.path) == before);
}

TEST_CASE("a damaged collection is put aside as it is, with its log") {
  const Place place;
  place.make(10);
  const std::string backup = place.folder / "then.db";
  {
    Db db = place.open();
    make_backup(db, backup);
  }
  write(place.path, std::string(100000, '\xa5'));
  write(place.path + "-wal", "the log");
  CHECK(compare_backup(backup, place.path).unreadable);
  const RestoreReport done = restore_backup(backup, place.path, kNow, 5);
  CHECK(done.unreadable);
  CHECK(bytes_of(done.aside) == std::string(100000, '\xa5'));
  CHECK(bytes_of(done.aside + "-wal") == "the log");
  CHECK_FALSE(fs::exists(place.path + "-wal"));
  CHECK(check(place.path).events == 11);
}

TEST_CASE("a restore leaves a damaged collection to the process that has it") {
  const Place place;
  place.make(10);
  const std::string backup = place.folder / "then.db";
  {
    Db db = place.open();
    make_backup(db, backup);
  }
  const std::string noise(100000, '\xa5');
  write(place.path, noise);
  int ready[2], done[2];
  REQUIRE(pipe(ready) == 0);
  REQUIRE(pipe(done) == 0);
  const pid_t other = fork();
  if (other == 0) {
    const DamagedFile held(place.path);
    char byte = 0;
    close(done[1]);
    const bool told = ::write(ready[1], &byte, 1) == 1;
    _exit(told && read(done[0], &byte, 1) == 0 ? 0 : 1);
  }
  char byte = 0;
  REQUIRE(read(ready[0], &byte, 1) == 1);
  // Opened by SQLite it waits 10 s for the lock, as any shell does.
  CHECK_THROWS_WITH_AS(restore_backup(backup, place.path, kNow, 5), doctest::Contains("lock"),
                       Error);
  for (const int end : {done[1], done[0], ready[0], ready[1]}) close(end);
  waitpid(other, nullptr, 0);
  CHECK(bytes_of(place.path) == noise);
  CHECK(place.files() == std::vector<std::string>{"collection.db", "then.db"});
  CHECK(restore_backup(backup, place.path, kNow, 5).unreadable);
}

TEST_CASE("one restore at a time, whether a collection is there or not") {
  const Place place;
  place.make(10);
  const std::string backup = place.folder / "then.db";
  {
    Db db = place.open();
    make_backup(db, backup);
  }
  SUBCASE("there") {}
  SUBCASE("not there") { fs::remove(place.path); }
  // What another one is making now, and nobody's when its turn is over.
  const std::string fresh = place.path + ".restoring-0000000000000007";
  write(fresh, "half a copy");
  std::vector<std::string> before = place.files();
  {
    const BackupTurn turn(place.path);
    CHECK_THROWS_WITH_AS(restore_backup(backup, place.path, kNow, 5, std::chrono::milliseconds{50}),
                         doctest::Contains("a backup is being made"), Error);
  }
  CHECK(place.files() == before);
  restore_backup(backup, place.path, kNow, 5);
  CHECK(check(place.path).events == 11);
  CHECK_FALSE(fs::exists(fresh));
}

TEST_CASE("a log whose collection is gone is put aside, not applied to the backup") {
  const Place place;
  place.make(10);
  const std::string backup = place.folder / "then.db";
  const std::string log = place.folder / "log";
  {
    Db db = place.open();
    make_backup(db, backup);
    Place::set(db, 20);
    fs::copy_file(place.path + "-wal", log);
  }
  fs::remove(place.path);
  fs::rename(log, place.path + "-wal");
  write(place.path + "-shm", "what the processes shared");
  const std::string before = bytes_of(place.path + "-wal");
  const RestoreReport done = restore_backup(backup, place.path, kNow, 5);
  CHECK(done.aside.empty());
  REQUIRE(done.logs == std::vector<std::string>{place.path + ".damaged-2026-03-02T090000-wal"});
  CHECK(bytes_of(done.logs[0]) == before);
  CHECK(check(place.path).ok());
  CHECK(check(place.path).events == 11);
}

TEST_CASE("a backup of an older version is brought up to date") {
  const Place place;
  const std::string old = place.folder / "old.db";
  {
    store::Migrations first(store::program_migrations().begin(),
                            store::program_migrations().begin() + 1);
    store::open_collection(old, kNow, 3, {}, first);
  }
  restore_backup(old, place.path, kNow, 5);
  CHECK(check(place.path).ok());
  CHECK(place.files() == std::vector<std::string>{"collection.db", "old.db"});
}

}  // namespace lianxi
