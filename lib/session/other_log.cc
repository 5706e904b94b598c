#include "session/other_log.h"

#include <fmt/format.h>
#include <stdlib.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>

#include "store/bundle.h"
#include "store/collection_json.h"
#include "store/exchange.h"
#include "store/migrate.h"

namespace lianxi {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSqliteMagic = "SQLite format 3";

std::string beginning_of(const std::string& path) {
  if (fs::is_directory(path)) {
    throw Error(ErrorKind::input, path + " is a folder",
                "name a collection, a backup or a bundle; `lianxi sync` takes a folder");
  }
  std::error_code missing;
  std::ifstream in;
  if (fs::is_regular_file(path, missing)) in.open(path, std::ios::binary);
  if (!in.is_open()) {
    throw Error(ErrorKind::input, path + " cannot be read, or is no file",
                "see whether it is there");
  }
  std::array<char, 64> bytes{};
  in.read(bytes.data(), bytes.size());
  return std::string(bytes.data(), static_cast<std::size_t>(in.gcount()));
}

/// A folder that goes at the end.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::string name = (fs::temp_directory_path() / "lianxi-XXXXXX").string();
    if (!mkdtemp(name.data())) {
      throw Error(ErrorKind::collection,
                  "no temporary folder can be made in " + fs::temp_directory_path().string(),
                  "see whether there is room, or set TMPDIR");
    }
    path_ = name;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  std::string file(const char* name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

/// How the log is read; made otherwise it could go on for ever.
std::optional<std::string> view_of_log(Db& db) {
  return query_one<std::string>(db, "select sql from sqlite_schema where name = 'logged_event'");
}

/// A collection that is only read. One of an older version is brought up to date as a copy.
void read_collection(Db& db, const std::string& path, Moment now,
                     const std::function<void(const store::EventRecord&)>& visit) {
  const std::string folder = fs::absolute(path).parent_path().string();
  Db other = access(folder.c_str(), W_OK) == 0 ? Db(path, Db::Mode::read_only)
                                               : store::read_collection(path);
  store::refuse_unknown(other);
  const auto version = query_one<std::int64_t>(other, "pragma user_version").value();
  if (version == 0) return;  // nothing was ever written into it
  if (version == store::schema_version()) {
    if (view_of_log(other) != view_of_log(db)) {
      throw Error(ErrorKind::input, path + " is no collection as lianxi makes them", "");
    }
    return store::for_each_record(other, visit);
  }
  const ScratchFolder scratch;
  const std::string copy = scratch.file("copy.db");
  execute(other, "vacuum into ?", copy);
  Db updated = store::open_collection(copy, now, 0);
  store::for_each_record(updated, visit);
}

void read_events(const std::string& path,
                 const std::function<void(const store::EventRecord&)>& visit) {
  std::ifstream in(path, std::ios::binary);
  const store::BundleRead read =
      store::read_bundle(in, path, [&](const store::EventRecord& record) {
        visit(record);
        return true;
      });
  if (!read.closed) {
    throw Error(ErrorKind::input,
                fmt::format("{}:{}: {}", path, read.line,
                            read.problem.empty() ? "its last line is missing" : read.problem),
                "copy it again; nothing was merged");
  }
}

void read_json(const std::string& path,
               const std::function<void(const store::EventRecord&)>& visit) {
  std::ifstream in(path, std::ios::binary);
  store::read_collection_json(in, path, visit);
}

}  // namespace

bool is_log_text(const std::string& path) {
  std::error_code missing;
  if (!fs::is_regular_file(path, missing)) return false;
  const std::string beginning = beginning_of(path);
  return store::is_bundle(beginning) || store::is_json(beginning);
}

RecordSource records_of_file(Db& db, const std::string& path, Moment now) {
  // First: to open and close the collection's file would drop the locks on it.
  std::error_code ignored;
  if (fs::equivalent(path, db.path(), ignored)) {
    throw Error(ErrorKind::usage, path + " is this very collection", "name another one");
  }
  const std::string beginning = beginning_of(path);
  if (beginning.starts_with(kSqliteMagic)) {
    return [=, &db](const auto& visit) {
      try {
        read_collection(db, path, now, visit);
      } catch (const Error& error) {
        // What is wrong is wrong with a file that was given, not with the learner's collection.
        throw Error(ErrorKind::input, error.what(),
                    "nothing was merged; `lianxi check --collection` says more about it");
      }
    };
  }
  if (store::is_bundle(beginning)) return [=](const auto& visit) { read_events(path, visit); };
  if (store::is_json(beginning)) return [=](const auto& visit) { read_json(path, visit); };
  throw Error(ErrorKind::input, path + " is neither a collection nor a bundle of events",
              "name a collection, a backup, or what `lianxi export events` or `json` wrote");
}

}  // namespace lianxi
