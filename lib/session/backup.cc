#include "session/backup.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <set>
#include <tuple>

#include "session/check.h"
#include "session/retention.h"
#include "sqlite/durable.h"
#include "store/migrate.h"

namespace lianxi {
namespace {

namespace fs = std::filesystem;
using LocalTime = std::chrono::local_time<std::chrono::milliseconds>;

constexpr std::string_view kPartial = ".partial";
constexpr std::string_view kAside = "before-restore-";
constexpr std::string_view kExtension = ".db";
/// Others may write while a copy is compared with what it was made of; then both are made again.
constexpr int kTries = 3;

/// "2026-03-02T090000"
std::string time_in_name(LocalTime time) {
  const auto second = std::chrono::floor<std::chrono::seconds>(time);
  const auto day = std::chrono::floor<Days>(second);
  const std::chrono::hh_mm_ss clock(second - day);
  return fmt::format("{}T{:02}{:02}{:02}", to_string(day), clock.hours().count(),
                     clock.minutes().count(), clock.seconds().count());
}

std::optional<LocalTime> time_from_name(std::string_view text) {
  if (text.size() != 17 || text[10] != 'T') return std::nullopt;
  const auto digits = text.substr(11);
  const auto time =
      iso_time_from_string(fmt::format("{}T{}:{}:{}", text.substr(0, 10), digits.substr(0, 2),
                                       digits.substr(2, 2), digits.substr(4, 2)));
  return time && !time->offset ? std::optional(time->local) : std::nullopt;
}

/// The file itself, by whatever links it is named.
fs::path place_of(const std::string& collection) {
  std::error_code error;
  const fs::path place = fs::canonical(collection, error);
  return error ? fs::path(collection) : place;
}

/// What the names of its backups begin with: for another file of the folder something else.
std::string stem_of(const std::string& collection) {
  const fs::path place = place_of(collection);
  if (place.extension() == kExtension) return place.stem().string() + "-";
  return place.filename().string() + (place.has_extension() ? "-" : ".-");
}

/// What the name of a file says, if new_backup_name() has given it. A number may follow the time.
std::optional<BackupFile> backup_named(std::string_view name, const std::string& stem) {
  if (!name.starts_with(stem) || !name.ends_with(kExtension)) return std::nullopt;
  name.remove_prefix(stem.size());
  name.remove_suffix(kExtension.size());
  BackupFile backup;
  backup.aside = name.starts_with(kAside);
  if (backup.aside) name.remove_prefix(kAside.size());
  const auto time = time_from_name(name.substr(0, 17));
  const std::string_view number = name.substr(std::min<std::size_t>(name.size(), 17));
  const bool numbered = number.size() > 1 && number[0] == '-' &&
                        number.find_first_not_of("0123456789", 1) == number.npos;
  if (!time || (!number.empty() && !numbered)) return std::nullopt;
  backup.made = *time;
  if (numbered) std::from_chars(number.data() + 1, number.data() + number.size(), backup.number);
  return backup;
}

/// Whether the file may be an unfinished copy of ours: empty, its first page not written yet, or
/// with our mark (pragma application_id) in it.
bool is_unfinished_copy(const std::string& path) {
  std::array<char, 100> header{};
  std::ifstream(path, std::ios::binary).read(header.data(), header.size());
  const std::string_view mark(header.data() + 68, 4);
  const bool unwritten = std::ranges::all_of(header, [](char byte) { return byte == 0; });
  return unwritten || mark == "lian";
}

/// Changes whenever another connection has written.
std::int64_t data_version(Db& db) { return query_number(db, "pragma data_version"); }

void refuse_damaged(const CheckReport& report, const std::string& path) {
  if (!report.damaged) return;
  throw Damaged(fmt::format("{} is damaged: {}", path, report.findings[0]),
                "lianxi check --repair saves what can be read");
}

/// Copies into `partial` and compares. Whether others wrote meanwhile is known only afterwards.
CheckReport proven_copy(Db& db, const std::string& partial) {
  for (int tries = 1;; ++tries) {
    const auto version = data_version(db);
    const CheckReport original = check_collection(db);
    refuse_damaged(original, db.path());
    remove_database(partial);
    execute(db, "vacuum into ?", partial);
    const bool same = data_version(db) == version;
    Db copy(partial, Db::Mode::read_only);
    CheckReport copied = check_collection(copy);
    if (same && copied.state == original.state && copied.log == original.log) return copied;
    // Where answers come faster than a large collection is folded, the copy is of some moment in
    // between: sound, and with all that was there before.
    if (!same && tries == kTries && copied.ok() && copied.events >= original.events) return copied;
    if (same || tries == kTries) {
      throw Error(ErrorKind::collection,
                  fmt::format("the copy {} is not what {} is", partial, db.path()),
                  "see whether the disk is sound, and try another place");
    }
  }
}

}  // namespace

BackupReport make_backup(Db& db, const std::string& file) {
  if (fs::exists(fs::symlink_status(file))) {
    throw Error(ErrorKind::usage, file + " is there already", "name another file");
  }
  const std::string partial = file + std::string(kPartial);
  if (fs::exists(partial) && !is_unfinished_copy(partial)) {
    throw Error(ErrorKind::usage, partial + " is there, and no copy of lianxi's",
                "move it away, or name another file");
  }
  try {
    const CheckReport copied = proven_copy(db, partial);
    struct stat original {};
    if (stat(db.path().c_str(), &original) == 0) {
      fs::permissions(partial, static_cast<fs::perms>(original.st_mode & 0777));
    }
    sync_file(partial);
    move_durably(partial, file);
    return {file, fs::file_size(file), copied.events, copied.ok()};
  } catch (...) {
    remove_database(partial);
    throw;
  }
}

std::string backup_folder(const std::string& collection) {
  return folder_of(place_of(collection).string()) + "/backups";
}

std::string new_backup_name(const std::string& collection, Moment at, bool aside) {
  const std::string stem =
      fmt::format("{}/{}{}{}", backup_folder(collection), stem_of(collection), aside ? kAside : "",
                  time_in_name(LocalTime{(at.utc + at.offset).time_since_epoch()}));
  std::string name = fmt::format("{}{}", stem, kExtension);
  for (int n = 2; fs::exists(name); ++n) name = fmt::format("{}-{}{}", stem, n, kExtension);
  return name;
}

std::vector<BackupFile> backups_of(const std::string& collection) {
  std::vector<BackupFile> backups;
  std::error_code missing;
  const std::string stem = stem_of(collection);
  for (const auto& file : fs::directory_iterator(backup_folder(collection), missing)) {
    auto backup = backup_named(file.path().filename().string(), stem);
    if (!backup || !file.is_regular_file()) continue;
    backup->path = file.path().string();
    backup->bytes = file.file_size(missing);
    backups.push_back(std::move(*backup));
  }
  std::ranges::sort(backups, {}, [](const BackupFile& each) {
    return std::tuple(each.made, each.aside, each.number);
  });
  return backups;
}

StudyDay day_of(const BackupFile& backup, std::chrono::hours rollover) {
  return std::chrono::floor<Days>(backup.made - rollover);
}

std::vector<std::string> thin_backups(const std::string& collection, StudyDay today,
                                      std::chrono::hours rollover,
                                      std::optional<std::uintmax_t> most_bytes) {
  std::vector<BackupFile> backups = backups_of(collection);
  std::erase_if(backups, &BackupFile::aside);
  std::uintmax_t bytes = 0;
  for (const BackupFile& backup : backups) bytes += backup.bytes;
  std::vector<StudyDay> days;
  for (const BackupFile& backup : backups) days.push_back(day_of(backup, rollover));
  const std::set<StudyDay> kept = kept_backups(days, today);
  std::vector<std::string> removed;
  for (std::size_t i = 0; i + 1 < backups.size(); ++i) {
    if (days[i] == today) continue;
    const bool latest_of_day = days[i + 1] != days[i];
    const bool too_much = most_bytes && bytes > *most_bytes;
    if (kept.contains(days[i]) && latest_of_day && !too_much) continue;
    if (!fs::remove(backups[i].path)) continue;
    bytes -= backups[i].bytes;
    removed.push_back(backups[i].path);
  }
  return removed;
}

std::uintmax_t bytes_for_backups(const std::string& collection, int share) {
  std::uintmax_t bytes = fs::space(folder_of(collection)).available;
  for (const BackupFile& backup : backups_of(collection)) bytes += backup.aside ? 0 : backup.bytes;
  return bytes / 100 * static_cast<std::uintmax_t>(share);
}

namespace {

std::string made_folder(const std::string& collection) {
  std::string folder = backup_folder(collection);
  std::error_code error;
  fs::create_directories(folder, error);
  if (!fs::is_directory(folder, error)) {
    throw Error(ErrorKind::collection, fmt::format("the folder {} cannot be made or read", folder),
                "see whether you may write there, or name a file: lianxi backup FILE");
  }
  return folder;
}

}  // namespace

BackupTurn::BackupTurn(const std::string& collection, std::chrono::milliseconds patience)
    : turn_(made_folder(collection), patience) {
  if (!mine()) return;
  for (const auto& file : fs::directory_iterator(backup_folder(collection))) {
    // The copy itself, and the journal of SQLite's beside it.
    const std::string name = file.path().filename().string();
    const auto at = name.find(kPartial);
    if (at != name.npos && backup_named(name.substr(0, at), stem_of(collection))) {
      fs::remove(file.path());
    }
  }
}

}  // namespace lianxi
