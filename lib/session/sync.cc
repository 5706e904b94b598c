#include "session/sync.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <optional>
#include <set>
#include <sstream>
#include <utility>

#include "base/hash.h"
#include "session/deck_text.h"
#include "session/history_files.h"
#include "session/turn.h"
#include "store/device.h"
#include "store/exchange.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

namespace fs = std::filesystem;

/// Of a file, in bytes, with room for what is put behind it.
constexpr std::size_t kLongestName = 200;

/// Reads what other devices have written.
class Arrivals {
 public:
  Arrivals(Db& db, const fs::path& folder, SyncReport& report)
      : db_(db), folder_(folder), me_(store::this_device(db)), report_(report), histories_(db) {}

  void read_all(const std::function<void(const store::EventRecord&)>& visit) {
    for (const DeviceId writer : writers_in(folder_)) {
      if (writer == me_) continue;
      ++report_.devices;
      read_writer(writer, visit);
    }
  }

  /// The highest seq of each device that others have written.
  const store::SeqSet& published() const { return published_; }

 private:
  void read_writer(DeviceId writer, const std::function<void(const store::EventRecord&)>& visit) {
    const fs::path folder = folder_ / to_hex(writer);
    histories_.read(folder, writer, visit, report_.damaged);
    const std::int64_t last = last_segment(folder);
    const std::size_t damaged = report_.damaged.size();
    bool has_read_last = false;
    for (std::int64_t number = 1; number <= last; ++number) {
      const fs::path path = segment_path(folder, number);
      if (!fs::is_regular_file(path)) {
        report_.waiting.push_back(path.string());
        break;
      }
      if (is_read(writer, number, path)) continue;
      has_read_last = number == last;
      if (!read_segment(writer, number, path, number < last, visit)) break;
    }
    // What is behind damage may never be read; whoever has it should write it, too.
    const bool looks = last > 0 && !has_read_last && report_.damaged.size() == damaged;
    if (looks) look_ahead(segment_path(folder, last));
  }

  /// The last segment says what stands in all before it, whether they have arrived or not. What it
  /// holds itself nobody says but it, also where it is closed and was read long ago.
  void look_ahead(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    try {
      const auto read = store::read_bundle(in, path.string(), [&](const auto& record) {
        published_.add(record.event.id);
        return true;
      });
      published_.add(read.before);
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
        published_.add(record.event.id);
        return true;
      });
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::input) throw;
      const std::string own = path.string() + ":";
      const std::string what = error.what();
      report_.damaged.push_back({path.string(), 0, "unusable",
                                 what.substr(what.starts_with(own) ? own.size() : 0), true});
      return false;
    }
    published_.add(read.before);
    if (read.whole > 0 && read.writer != writer) {
      report_.damaged.push_back({path.string(), 1, "writer", "is not of this device", true});
      return false;
    }
    if (read.closed) {
      mark_read(writer, number, read.digest);
      return true;
    }
    if (read.problem.empty() ? has_next : read.problem == "is cut off") {
      report_.waiting.push_back(path.string());
    } else if (!read.problem.empty()) {
      report_.damaged.push_back({path.string(), read.line, "damaged", read.problem, false});
    }
    return false;
  }

  void mark_read(DeviceId writer, std::int64_t number, const std::string& digest) {
    execute(db_, "delete from read_segment where writer = ? and number = ?", writer, number);
    execute(db_, "insert into read_segment (writer, number, digest) values (?, ?, ?)", writer,
            number, digest);
  }

  Db& db_;
  fs::path folder_;
  DeviceId me_;
  SyncReport& report_;
  HistoryFiles histories_;
  store::SeqSet published_;
};

/// Writes what the folder lacks: every event of this device, and those of others that none of them
/// has written there.
void publish(Db& db, SegmentWriter& writer, store::SeqSet held, SyncReport& report) {
  held.remove(store::this_device(db));  // whose events are its own to write
  held.add(writer.published());
  for (const auto& [device, last] : store::latest_events(db)) {
    std::int64_t next = 1;
    while ((next = held.next_missing(device, next)) <= last) {
      store::for_each_record_of(db, device, std::exchange(next, last + 1),
                                [&](const store::EventRecord& record) {
                                  if (held.contains(record.event.id)) {
                                    next = record.event.id.seq;
                                    return false;
                                  }
                                  writer.add(record);
                                  ++report.events_written;
                                  return true;
                                });
    }
  }
  Transaction transaction(db);
  for (const EventId& id : store::take_publish_again(db)) {
    const auto record = store::find_record(db, id);
    if (!record) continue;
    writer.add(*record);
    ++report.events_written;
  }
  writer.finish();
  transaction.commit();
  report.files_written += writer.files();
}

bool holds(const fs::path& path, const std::string& text) {
  std::error_code none;
  if (!fs::is_regular_file(fs::symlink_status(path, none))) return false;
  if (fs::file_size(path, none) != text.size()) return false;
  std::ostringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  return bytes.view() == text;
}

/// As the deck is called; where not every file system takes that, as near as can be.
std::string file_name(const std::string& deck) {
  std::string name = deck.substr(0, kLongestName);
  for (char& c : name) {
    const auto byte = static_cast<unsigned char>(c);
    const bool refused = std::string_view("\\:*?\"<>|").find(c) != std::string_view::npos;
    if (byte < 0x20 || byte == 0x7f || refused) c = '_';
  }
  if (name != deck) name += "-" + to_hex(hash_key({deck})).substr(0, 8);
  return nfc(name) + ".md";
}

/// Every deck as Markdown. Nothing reads them here; a file replaces the old one whole.
void write_decks(Db& db, const fs::path& folder, SyncReport& report) {
  const fs::path decks = folder / to_hex(store::this_device(db)) / "decks";
  require_own(decks.parent_path());
  require_own(decks);
  fs::create_directories(decks);
  std::set<std::string> names;
  for (const store::DeckRow& deck : store::decks(db)) {
    const std::string name = file_name(deck.name);
    names.insert(name);
    const std::string text = deck_text(db, deck.id);
    if (holds(decks / name, text)) continue;
    const fs::path partial = decks / (name + ".partial");
    require_own(partial);
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
    const std::string name = item.path().filename().string();
    const bool ours = name.ends_with(".md") || name.ends_with(".md.partial");
    if (ours && !names.contains(name) && item.is_regular_file()) fs::remove(item.path());
  }
}

/// Where the folder has events of this device that the collection does not know, it has been put
/// back: it goes on as another device, and takes them as those of the earlier one. Returns whether.
bool leave_a_past_behind(Db& db, const SegmentWriter& own, std::uint64_t seed) {
  if (own.published().highest(store::this_device(db)) <= store::latest_seq(db)) return false;
  Transaction transaction(db);
  store::become_new_device(db, seed);
  transaction.commit();
  return true;
}

}  // namespace

SyncReport sync(Db& db, Moment now, const std::string& folder, const MergeOptions& options,
                std::int64_t large_segment) {
  if (!fs::is_directory(folder)) {
    throw Error(ErrorKind::input, folder + " is no folder",
                "see whether it is there (a stick that is not plugged in?), or make it first");
  }
  SyncReport report;
  std::optional<Turn> turn;
  if (!options.dry_run && !turn.emplace(folder, kPatience).mine()) {
    throw Error(ErrorKind::collection, "another sync is at work in " + folder,
                "try again when it is done");
  }
  std::optional<SegmentWriter> writer;
  const auto open_own = [&] {
    const DeviceId me = store::this_device(db);
    writer.emplace(fs::path(folder) / to_hex(me), me, large_segment);
  };
  if (!options.dry_run) {
    open_own();
    if (leave_a_past_behind(db, *writer, options.seed)) open_own();
  }
  const DeviceId before = store::this_device(db);
  Arrivals arrivals(db, folder, report);
  report.merged = merge(
      db, now, [&](const auto& visit) { arrivals.read_all(visit); }, options);
  if (options.dry_run) return report;
  if (store::this_device(db) != before) open_own();
  publish(db, *writer, arrivals.published(), report);
  report.files_written +=
      HistoryFiles(db).write(fs::path(folder) / to_hex(store::this_device(db)));
  write_decks(db, folder, report);
  return report;
}

}  // namespace lianxi
