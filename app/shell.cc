#include "app/shell.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "app/backups.h"
#include "app/config_file.h"
#include "app/device_mark.h"
#include "app/read_line.h"
#include "base/limits.h"
#include "session/record.h"
#include "store/migrate.h"
#include "text/utf8.h"

namespace lianxi::app {
namespace {

namespace fs = std::filesystem;

/// A clock that stands where --now has put it.
class FixedClock final : public Clock {
 public:
  explicit FixedClock(Moment at) : at_(at) {}
  Moment now() const override { return at_; }

 private:
  Moment at_;
};

class MachineClock final : public Clock {
 public:
  explicit MachineClock(const Shell& shell) : shell_(shell) {}
  Moment now() const override { return shell_.machine_time(std::nullopt); }

 private:
  const Shell& shell_;
};

/// An XDG base folder: the variable where it is absolute, else below the home folder.
std::string base_folder(const Shell& shell, const char* variable, const char* below_home) {
  if (const auto folder = shell.env(variable); folder && folder->starts_with('/')) return *folder;
  const auto home = shell.env("HOME");
  if (!home || home->empty()) {
    throw Error(ErrorKind::usage, "the environment names no HOME",
                "say where the collection lies with --collection FILE");
  }
  return *home + "/" + below_home;
}

/// Whether there is a file. Throws Error (collection) where nobody can tell, or where it is
/// something else that must be left alone.
bool is_collection_there(const std::string& path) {
  const auto refuse = [&](const std::string& why) {
    throw Error(ErrorKind::collection, fmt::format("collection {}: {}", path, why),
                "name another file with --collection");
  };
  std::error_code error;
  const auto status = fs::status(path, error);
  if (error == std::errc::no_such_file_or_directory) {
    if (!fs::is_symlink(fs::symlink_status(path, error))) return false;
    refuse("a link to " + fs::read_symlink(path, error).string() + ", which is not there");
  }
  if (error) refuse(error.message());
  if (fs::is_directory(status)) refuse("a folder");
  if (!fs::is_regular_file(status)) refuse("no file");
  if (access(path.c_str(), R_OK) != 0) refuse("it cannot be read");
  return true;
}

/// Whether there is a collection; an empty file is one that was about to be made. Throws Damaged
/// where backups tell that there has been one: nobody is to begin anew without knowing.
bool is_begun(const std::string& path) {
  const bool is_there = is_collection_there(path);
  if (is_there && fs::file_size(path) > 0) return true;
  const char* const what = is_there ? "the file is empty" : "the file is not there";
  std::error_code none;
  // SQLite would throw it away.
  const std::string log = fs::weakly_canonical(path, none).string() + "-wal";
  if (fs::file_size(log, none) > 0 && !none) {
    throw Damaged(fmt::format("collection {}: {}, but there is a log beside it", path, what),
                  "lianxi restore lists the backups; keep " + log);
  }
  if (backups_of(path).empty()) return false;
  throw Damaged(fmt::format("collection {}: {}, but there are backups of it", path, what),
                "lianxi restore lists them; to begin anew move " + backup_folder(path) + " away");
}

/// The file, and beside it the files that writing needs.
bool may_write(const std::string& path) {
  std::error_code error;
  const fs::path folder = fs::canonical(path, error).parent_path();
  return access(path.c_str(), W_OK) == 0 && access(folder.c_str(), W_OK) == 0;
}

Error not_writable(const std::string& path) {
  return Error(ErrorKind::collection, path + " cannot be written",
               "see whose file and whose folder it is");
}

}  // namespace

void Shell::start() {
  if (options.now.empty()) {
    clock = std::make_unique<MachineClock>(*this);
    return;
  }
  const auto time = iso_time_from_string(options.now);
  if (!time) {
    throw Error(ErrorKind::usage, "--now " + options.now + " is not a time",
                "write it like 2026-03-02T09:00 or 2026-03-02T09:00+08:00");
  }
  clock = std::make_unique<FixedClock>(machine_time(time));
}

Shell Shell::writing_to(std::ostream& said) const {
  Shell shell{in,    said,    said, env, machine_time, random, in_is_terminal, out_is_terminal,
              width, options, {}};
  shell.start();
  return shell;
}

std::string Shell::collection_path() const {
  if (!options.collection.empty()) return options.collection;
  if (const auto path = env("LIANXI_COLLECTION"); path && !path->empty()) return *path;
  return base_folder(*this, "XDG_DATA_HOME", ".local/share") + "/lianxi/collection.db";
}

std::string Shell::config_path() const {
  return base_folder(*this, "XDG_CONFIG_HOME", ".config") + "/lianxi/config.toml";
}

std::optional<std::string> Shell::state_folder() const {
  if (env("HOME").value_or("").empty() && env("XDG_STATE_HOME").value_or("").empty()) {
    return std::nullopt;
  }
  return base_folder(*this, "XDG_STATE_HOME", ".local/state") + "/lianxi";
}

Db Shell::open_to_read() {
  const std::string path = collection_path();
  if (!is_begun(path)) return store::memory_collection(clock->now(), random());
  if (!may_write(path)) return store::read_collection(path);
  return store::open_collection(path, clock->now(), random(), refold_all);
}

Db Shell::open_to_write() {
  const std::string path = collection_path();
  const bool named = !options.collection.empty() || !env("LIANXI_COLLECTION").value_or("").empty();
  const auto distance = clock->now().utc - machine_time(std::nullopt).utc;
  if (!named && !options.force && std::chrono::abs(distance) > std::chrono::hours{48}) {
    throw Error(ErrorKind::usage,
                fmt::format("--now {} is more than two days from the machine's clock", options.now),
                "name a collection with --collection FILE, or insist with --force");
  }
  const bool is_new = !is_begun(path);
  if (fs::exists(path) && !may_write(path)) throw not_writable(path);
  const fs::path folder = fs::path(path).parent_path();
  std::error_code error;
  if (!folder.empty()) fs::create_directories(folder, error);
  if (error) {
    throw Error(ErrorKind::collection,
                fmt::format("the folder {} cannot be made: {}", folder.string(), error.message()),
                "name another file with --collection");
  }
  Db db = store::open_collection(path, clock->now(), random(), refold_all);
  if (db.is_read_only()) throw not_writable(path);
  claim_device(*this, db, is_new);
  plan_daily_backup(*this, db);
  return db;
}

store::Stamp Shell::stamp(const store::Settings& settings) const {
  return {clock->now(), settings.rollover};
}

StudyDay Shell::today(const store::Settings& settings) const {
  return study_day(clock->now(), settings.rollover);
}

bool Shell::confirm(const std::string& question) {
  if (options.force) return true;
  if (!in_is_terminal || options.no_input) {
    throw Error(ErrorKind::usage, safe(question), "--force says yes where nobody can be asked");
  }
  err << safe(question) << " [y/N] " << std::flush;
  std::string answer;
  return read_line(in, answer, kMaxTyped) == LineRead::whole &&
         (answer == "y" || answer == "Y" || answer == "yes");
}

bool Shell::use_color() const {
  if (options.no_color) return false;
  const std::string choice = machine_setting(*this, "color").value_or("auto");
  if (choice != "auto") return choice == "always";
  if (const auto no = env("NO_COLOR"); no && !no->empty()) return false;
  return out_is_terminal && env("TERM").value_or("dumb") != "dumb";
}

bool Shell::is_accessible() const {
  const std::string environment = env("ACCESSIBLE").value_or("");
  return (!environment.empty() && environment != "0") ||
         machine_setting(*this, "accessible") == "yes";
}

std::string Shell::safe(std::string_view text) const { return safe_display(text); }

}  // namespace lianxi::app
