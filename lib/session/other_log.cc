#include "session/other_log.h"

#include <fmt/format.h>
#include <stdlib.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <memory>

#include "store/bundle.h"
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
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Error(ErrorKind::input, path + " cannot be read", "see whether it is there");
  std::array<char, 32> bytes{};
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

/// A collection that is only read. One of an older version is brought up to date as a copy.
void read_collection(const std::string& path, Moment now,
                     const std::function<void(const store::EventRecord&)>& visit) {
  Db other(path, Db::Mode::read_only);
  const auto version = query_one<std::int64_t>(other, "pragma user_version").value_or(0);
  const auto application = query_one<std::int64_t>(other, "pragma application_id").value_or(0);
  if (application != store::kApplicationId || version < 1) {
    throw Error(ErrorKind::input, path + " is a database of another program",
                "name a collection, a backup or a bundle of events");
  }
  if (version > store::schema_version()) {
    throw Error(ErrorKind::input, path + " was written by a newer lianxi",
                "update lianxi; nothing was changed");
  }
  if (version == store::schema_version()) return store::for_each_record(other, visit);
  const ScratchFolder scratch;
  const std::string copy = scratch.file("copy.db");
  execute(other, "vacuum into ?", copy);
  Db updated = store::open_collection(copy, now, 0);
  store::for_each_record(updated, visit);
}

void read_events(const std::string& path,
                 const std::function<void(const store::EventRecord&)>& visit) {
  std::ifstream in(path, std::ios::binary);
  const store::BundleRead read = store::read_bundle(in, path, [&](store::EventRecord record) {
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

}  // namespace

RecordSource records_of_file(const Db& db, const std::string& path, Moment now) {
  const std::string beginning = beginning_of(path);
  std::error_code ignored;
  if (fs::equivalent(path, db.path(), ignored)) {
    throw Error(ErrorKind::usage, path + " is this very collection", "name another one");
  }
  if (beginning.starts_with(kSqliteMagic)) {
    return [=](const auto& visit) {
      try {
        read_collection(path, now, visit);
      } catch (const Error& error) {
        // What is wrong is wrong with a file that was given, not with the learner's collection.
        throw Error(ErrorKind::input, error.what(),
                    "nothing was merged; `lianxi check --collection` says more about it");
      }
    };
  }
  if (store::is_bundle(beginning)) return [=](const auto& visit) { read_events(path, visit); };
  throw Error(ErrorKind::input, path + " is neither a collection nor a bundle of events",
              "name a collection, a backup, or what `lianxi export events` wrote");
}

}  // namespace lianxi
