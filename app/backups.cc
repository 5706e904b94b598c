#include "app/backups.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <fstream>

#include "app/config_file.h"
#include "app/json.h"
#include "app/lookup.h"
#include "base/hash.h"
#include "session/record.h"
#include "store/migrate.h"

namespace lianxi::app {
namespace {

namespace fs = std::filesystem;

/// What a backup that failed leaves: why the day has none, and whether the learner has been told.
struct Failure {
  std::string day, why;
  bool told = false;
};

/// One for each collection, where this machine keeps what is its own: the folder of backups may be
/// what is wrong. Without such a place it stands beside the collection.
std::string failure_file(const Shell& shell, const std::string& collection) {
  std::error_code error;
  const std::string place = fs::weakly_canonical(collection, error).string();
  const auto state = shell.state_folder();
  if (!state) return place + ".backup-failed";
  return *state + "/backup-failed/" + to_hex(hash_key({place}));
}

std::optional<Failure> read_failure(const std::string& file) {
  std::ifstream in(file);
  Failure failure;
  if (!std::getline(in, failure.day) || !std::getline(in, failure.why)) return std::nullopt;
  std::string told;
  failure.told = std::getline(in, told) && told == "told";
  return failure;
}

void write_failure(const std::string& file, const Failure& failure) {
  std::error_code ignored;
  fs::create_directories(fs::path(file).parent_path(), ignored);
  std::ofstream(file) << failure.day << '\n'
                      << failure.why << '\n'
                      << (failure.told ? "told\n" : "");
}

int backup_share(const Shell& shell) {
  const std::string text = machine_setting(shell, "backup-share").value_or("10");
  int share = 10;
  std::from_chars(text.data(), text.data() + text.size(), share);
  return share;
}

/// What the backup of a day needs to know when nobody is there to ask.
struct DailyBackup {
  std::string collection;
  std::string failure;  ///< where one is noted
  Moment now;
  std::uint64_t seed = 0;
  std::chrono::hours rollover{4};
  int share = 10;

  StudyDay today() const { return study_day(now, rollover); }
};

bool is_made(const DailyBackup& daily) {
  const auto backups = backups_of(daily.collection);
  return std::ranges::any_of(backups, [&](const BackupFile& backup) {
    return !backup.aside && day_of(backup, daily.rollover) == daily.today();
  });
}

void make(const DailyBackup& daily) {
  const auto most = bytes_for_backups(daily.collection, daily.share);
  const auto bytes = fs::file_size(daily.collection);
  if (bytes > most) {
    throw Error(ErrorKind::collection,
                fmt::format("one takes {}, and {}% of the free disk is {}", size_text(bytes),
                            daily.share, size_text(most)),
                "lianxi config set backup-share");
  }
  Db db = store::open_collection(daily.collection, daily.now, daily.seed, refold_all);
  make_backup(db, new_backup_name(daily.collection, daily.now));
  thin_backups(daily.collection, daily.today(), daily.rollover, most);
}

/// On one line, as it is read again.
void note_failure(const DailyBackup& daily, std::string why) {
  std::ranges::replace(why, '\n', ' ');
  const auto before = read_failure(daily.failure);
  const bool told = before && before->told && before->why == why;
  write_failure(daily.failure, {to_string(daily.today()), why, told});
}

/// The day's backup, unless another process makes it or has made it.
void make_daily_backup(const DailyBackup& daily) {
  try {
    const BackupTurn turn(daily.collection);
    if (!turn.mine() || is_made(daily)) return;
    make(daily);
    fs::remove(daily.failure);
  } catch (const Error& error) {
    note_failure(daily, fmt::format("{} ({})", error.what(), error.hint()));
  } catch (const fs::filesystem_error& error) {
    note_failure(daily, error.what());
  }
}

void tell(const DailyBackup& daily, Failure failure, Shell& shell) {
  if (failure.told) return;
  shell.err << "lianxi: no backup was made on " << shell.safe(failure.day) << ": "
            << shell.safe(failure.why) << '\n';
  failure.told = true;
  write_failure(daily.failure, failure);
}

std::string minute_of(const BackupFile& backup) {
  return to_string(Moment{std::chrono::sys_time<std::chrono::milliseconds>{
                       backup.made.time_since_epoch()}})
      .substr(0, 16);
}

std::string event_count(const BackupFile& backup) {
  try {
    Db db(backup.path, Db::Mode::read_only);
    return std::to_string(query_number(db, "select count(*) from event"));
  } catch (const Error&) {
    return "";
  }
}

}  // namespace

std::string size_text(std::uintmax_t bytes) {
  constexpr std::array<std::string_view, 4> units = {"kB", "MB", "GB", "TB"};
  double size = static_cast<double>(bytes) / 1000;
  std::size_t unit = 0;
  for (; size >= 999.5 && unit + 1 < units.size(); ++unit) size /= 1000;
  return fmt::format("{:.{}f} {}", size, size < 9.95 ? 1 : 0, units[unit]);
}

void list_backups(Shell& shell) {
  auto backups = backups_of(shell.collection_path());
  std::ranges::reverse(backups);
  Json rows = Json::array();
  for (const BackupFile& backup : backups) {
    const std::string time = minute_of(backup);
    const std::string events = event_count(backup);
    if (shell.options.json) {
      rows.push_back({{"path", backup.path},
                      {"at", time},
                      {"bytes", backup.bytes},
                      {"events", events.empty() ? Json() : Json(std::stoll(events))},
                      {"before_restore", backup.aside}});
    } else if (shell.options.plain) {
      shell.out << fmt::format("{}\t{}\t{}\t{}\n", time, backup.bytes, events,
                               shell.safe(backup.path));
    } else {
      shell.out << fmt::format("{} {}  {:>7}  {:>14}  {}{}\n", time.substr(0, 10), time.substr(11),
                               size_text(backup.bytes),
                               events.empty() ? "unreadable" : counted(std::stoll(events), "event"),
                               shell.safe(fs::path(backup.path).filename().string()),
                               backup.aside ? " (what stood before a restore)" : "");
    }
  }
  if (shell.options.json) print_json(shell, {{"schema", 1}, {"backups", rows}});
}

namespace {

void plan(Shell& shell, Db& db) {
  DailyBackup daily;
  daily.collection = fs::absolute(db.path()).string();
  daily.failure = failure_file(shell, daily.collection);
  daily.now = shell.clock->now();
  const store::Stamp stamp = shell.stamp(store::load_settings(db));
  daily.rollover = stamp.rollover;
  if (is_made(daily) || machine_setting(shell, "backups") == "no") return;
  if (const auto failure = read_failure(daily.failure)) {
    tell(daily, *failure, shell);
    if (failure->day == to_string(daily.today())) return;
  }
  daily.seed = shell.random();
  daily.share = backup_share(shell);
  shell.afterwards = [daily] { make_daily_backup(daily); };
}

}  // namespace

void forget_failed_backup(Shell& shell) {
  std::error_code ignored;
  fs::remove(failure_file(shell, shell.collection_path()), ignored);
}

void plan_daily_backup(Shell& shell, Db& db) {
  try {
    plan(shell, db);
  } catch (const fs::filesystem_error&) {
    // A folder of backups that cannot be read must not keep anybody from studying.
  }
}

}  // namespace lianxi::app
