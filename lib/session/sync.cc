#include "session/sync.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "session/deck_text.h"
#include "store/exchange.h"

namespace lianxi {
namespace {

namespace fs = std::filesystem;

/// Reads what other devices have written.
class Arrivals {
 public:
  Arrivals(Db& db, const fs::path& folder, SyncReport& report)
      : db_(db), folder_(folder), me_(store::this_device(db)), report_(report) {}

  void read_all(const std::function<void(const store::EventRecord&)>& visit) {
    for (const DeviceId writer : writers_in(folder_)) {
      if (writer == me_) continue;
      ++report_.devices;
      read_writer(writer, visit);
    }
  }

  /// The highest seq of each device that others have written.
  const VersionVector& published() const { return published_; }

 private:
  void read_writer(DeviceId writer, const std::function<void(const store::EventRecord&)>& visit) {
    const fs::path folder = folder_ / to_hex(writer);
    const std::int64_t last = last_segment(folder);
    if (last > 0) look_ahead(segment_path(folder, last));
    for (std::int64_t number = 1; number <= last; ++number) {
      const fs::path path = segment_path(folder, number);
      if (!fs::is_regular_file(path)) {
        report_.waiting.push_back(path.string());
        return;
      }
      if (is_read(writer, number, path)) continue;
      if (!read_segment(writer, number, path, number < last, visit)) return;
    }
  }

  /// The last segment says what stands in all before it, whether they have arrived or not.
  void look_ahead(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    try {
      const auto read = store::read_bundle(in, path.string(), [](const auto&) { return false; });
      for (const auto& [device, seq] : read.before) note({device, seq});
    } catch (const Error&) {
      // What is wrong with it is said where it is read.
    }
  }

  bool is_read(DeviceId writer, std::int64_t number, const fs::path& path) {
    const auto known = query_one<std::string>(
        db_, "select digest from read_segment where writer = ? and number = ?", writer, number);
    if (!known) return false;
    std::ifstream in(path, std::ios::binary);
    return store::digest_of_closed(in) == known;
  }

  /// False where what follows it must wait.
  bool read_segment(DeviceId writer, std::int64_t number, const fs::path& path, bool has_next,
                    const std::function<void(const store::EventRecord&)>& visit) {
    std::ifstream in(path, std::ios::binary);
    store::BundleRead read;
    try {
      read = store::read_bundle(in, path.string(), [&](const store::EventRecord& record) {
        visit(record);
        note(record.event.id);
        return true;
      });
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::input) throw;
      report_.damaged.push_back({path.string(), 0, "unusable", error.what(), true});
      return false;
    }
    if (read.whole > 0 && read.writer != writer) {
      report_.damaged.push_back({path.string(), 1, "writer", "is not of this device", true});
      return false;
    }
    if (read.closed) {
      mark_read(writer, number, path);
      return true;
    }
    if (read.problem.empty() ? has_next : read.problem == "is cut off") {
      report_.waiting.push_back(path.string());
    } else if (!read.problem.empty()) {
      report_.damaged.push_back({path.string(), read.line, "damaged", read.problem, false});
    }
    return false;
  }

  void mark_read(DeviceId writer, std::int64_t number, const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    execute(db_, "delete from read_segment where writer = ? and number = ?", writer, number);
    execute(db_, "insert into read_segment (writer, number, digest) values (?, ?, ?)", writer,
            number, store::digest_of_closed(in).value_or(""));
  }

  void note(const EventId& id) {
    std::int64_t& seq = published_[id.device];
    seq = std::max(seq, id.seq);
  }

  Db& db_;
  fs::path folder_;
  DeviceId me_;
  SyncReport& report_;
  VersionVector published_;
};

/// Writes what the folder lacks: every event of this device, and those of others that none of them
/// has written there.
void publish(Db& db, const fs::path& folder, const VersionVector& by_others,
             std::int64_t large_segment, SyncReport& report) {
  const DeviceId me = store::this_device(db);
  SegmentWriter writer(folder / to_hex(me), me, large_segment);
  const VersionVector already = writer.published();
  const auto seq_in = [](const VersionVector& vector, DeviceId device) {
    const auto found = vector.find(device);
    return found == vector.end() ? 0 : found->second;
  };
  for (const auto& [device, last] : store::version_of(db)) {
    auto from = seq_in(already, device);
    if (device != me) from = std::max(from, seq_in(by_others, device));
    if (from >= last) continue;
    store::for_each_record_of(db, device, from + 1, [&](const store::EventRecord& record) {
      writer.add(record);
      ++report.events_written;
      return record.event.id.seq < last;
    });
  }
  writer.finish();
  report.files_written += writer.files();
}

std::string content_of(const fs::path& path) {
  std::ostringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  return bytes.str();
}

/// Every deck as Markdown. Nothing reads them here; a file replaces the old one whole.
void write_decks(Db& db, const fs::path& folder, SyncReport& report) {
  const fs::path decks = folder / to_hex(store::this_device(db)) / "decks";
  fs::create_directories(decks);
  std::set<std::string> names;
  for (const store::DeckRow& deck : store::decks(db)) {
    const std::string name = deck.name + ".md";
    names.insert(name);
    const std::string text = deck_text(db, deck.id);
    if (content_of(decks / name) == text) continue;
    const fs::path partial = decks / (name + ".partial");
    std::ofstream out(partial, std::ios::binary);
    out << text << std::flush;
    if (!out) {
      throw Error(ErrorKind::input, partial.string() + " could not be written",
                  "see whether there is room there and you may write there");
    }
    fs::rename(partial, decks / name);
    ++report.files_written;
  }
  for (const fs::directory_entry& item : fs::directory_iterator(decks)) {
    if (!names.contains(item.path().filename().string())) fs::remove(item.path());
  }
}

}  // namespace

SyncReport sync(Db& db, Moment now, const std::string& folder, bool dry_run,
                std::int64_t large_segment) {
  if (!fs::is_directory(folder)) {
    throw Error(ErrorKind::input, folder + " is no folder",
                "see whether it is there (a stick that is not plugged in?), or make it first");
  }
  SyncReport report;
  Arrivals arrivals(db, folder, report);
  report.merged = merge(
      db, now, [&](const auto& visit) { arrivals.read_all(visit); }, dry_run);
  if (dry_run) return report;
  publish(db, folder, arrivals.published(), large_segment, report);
  write_decks(db, folder, report);
  return report;
}

}  // namespace lianxi
