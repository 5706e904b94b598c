#include "session/history_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>
#include <string>

#include "session/segments.h"
#include "sqlite/file.h"
#include "store/bundle.h"
#include "store/exchange.h"

namespace lianxi {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "history-";
constexpr std::string_view kSuffix = ".events";

std::string name_of(DeviceId history) {
  return fmt::format("{}{}{}", kPrefix, to_hex(history), kSuffix);
}

/// The history of a file's name; nothing for any other name.
std::optional<DeviceId> history_of(const std::string& name) {
  if (!name.starts_with(kPrefix) || !name.ends_with(kSuffix)) return std::nullopt;
  const std::string hex =
      name.substr(kPrefix.size(), name.size() - kPrefix.size() - kSuffix.size());
  const auto id = event_id_from_string(hex + "-1");
  return id && name == name_of(id->device) ? std::optional(id->device) : std::nullopt;
}

/// How many events a whole file of a history has; nothing for one that has come to harm.
std::optional<std::int64_t> events_in(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!store::digest_of_closed(in)) return std::nullopt;
  in.clear();
  in.seekg(0);
  const std::string header = store::bundle_header(std::nullopt);
  // The last line is no event, and neither are the first.
  return std::count(std::istreambuf_iterator<char>(in), {}, '\n') - 1 -
         std::count(header.begin(), header.end(), '\n');
}

std::optional<std::string> digest_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return store::digest_of_closed(in);
}

}  // namespace

bool HistoryFiles::is_read(DeviceId writer, DeviceId history, const std::string& digest) {
  return query_one<int>(db_,
                        "select 1 from read_segment where digest = ? and writer = ? and number = ?",
                        digest, writer, history)
      .has_value();
}

void HistoryFiles::read(const fs::path& folder, DeviceId writer,
                        const std::function<void(const store::EventRecord&)>& visit,
                        Diagnostics& damaged) {
  for (const fs::directory_entry& item : fs::directory_iterator(folder)) {
    const auto history = history_of(item.path().filename().string());
    if (!history || !fs::is_regular_file(item.symlink_status())) continue;
    const auto digest = digest_of(item.path());
    if (digest && is_read(writer, *history, *digest)) continue;
    std::ifstream in(item.path(), std::ios::binary);
    try {
      const auto read = store::read_bundle(in, item.path().string(), [&](const auto& record) {
        const auto& import = record.event.import;
        const bool is_of_it = record.event.id.device == *history && import;
        if (is_of_it && import->device == *history) visit(record);
        return true;
      });
      if (!read.closed) {
        damaged.push_back({item.path().string(), read.line, "damaged", read.problem, false});
      }
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::input) throw;
      damaged.push_back({item.path().string(), 0, "unusable", error.what(), true});
      continue;
    }
    if (!digest) continue;
    execute(db_, "delete from read_segment where writer = ? and number = ?", writer, *history);
    execute(db_, "insert into read_segment (writer, number, digest) values (?, ?, ?)", writer,
            *history, *digest);
  }
}

std::int64_t HistoryFiles::write(const fs::path& folder) {
  std::int64_t written = 0;
  for (const DeviceId history : store::histories(db_)) {
    const fs::path path = folder / name_of(history);
    require_own(path);
    // A history only grows.
    if (events_in(path) == store::event_count(db_, history)) continue;
    std::ostringstream text;
    store::BundleWriter bundle(text);
    store::for_each_record_of(db_, history, 1, [&](const store::EventRecord& record) {
      bundle.add(record);
      return true;
    });
    bundle.end();
    fs::create_directories(folder);
    const fs::path partial = path.string() + ".partial";
    require_own(partial);
    fs::remove(partial);
    {
      File file(partial.string());
      file.append(text.str());
      file.sync();
    }
    fs::rename(partial, path);
    ++written;
  }
  return written;
}

}  // namespace lianxi
