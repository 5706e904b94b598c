// Devices that share a folder which something unreliable carries.

#include "session/sync.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "session/repair.h"
#include "support/random_learner.h"
#include "support/temporary_folder.h"

namespace lianxi::test {
namespace {

namespace fs = std::filesystem;
using std::chrono::hours;
using std::chrono::minutes;

/// Small, so that a test has many of them.
constexpr std::int64_t kLarge = 4000;

std::string bytes_of(const fs::path& path) {
  std::ostringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  return bytes.str();
}

void write_bytes(const fs::path& path, const std::string& bytes) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
}

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& item : fs::recursive_directory_iterator(folder)) {
    if (item.is_regular_file()) files.push_back(fs::relative(item.path(), folder));
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// Each device has its own copy of the folder; files go from one to the other late, out of
/// order, cut off, twice, or with a piece of zeros.
class Carrier {
 public:
  Carrier(const TemporaryFolder& folder, unsigned seed) : folder_(folder), random_(seed) {
    for (int i = 0; i < 3; ++i) fs::create_directories(copy(i));
  }
  std::string copy(int device) const { return folder_ / ("copy" + std::to_string(device)); }

  /// What belongs to `from` is its own to write and comes from nowhere else.
  void carry(int from, const std::string& own, bool reliable) {
    for (const fs::path& file : files_in(copy(from))) {
      if (file.begin()->string() != own) continue;
      for (int to = 0; to < 3; ++to) {
        if (to != from) deliver(copy(from) / file, copy(to) / file, reliable);
      }
    }
  }

 private:
  void deliver(const fs::path& source, const fs::path& target, bool reliable) {
    std::string bytes = bytes_of(source);
    const auto chance = random_() % 10;
    if (reliable || chance > 6) return write_bytes(target, bytes);
    if (chance < 3) return;  // later
    if (chance == 3) {
      bytes.resize(random_() % (bytes.size() + 1));
    } else if (chance == 4 && !bytes.empty()) {
      const std::size_t begin = random_() % bytes.size();
      std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(begin),
                  std::min<std::size_t>(bytes.size() - begin, 50), '\0');
    } else if (chance == 5) {
      write_bytes(target.parent_path() / ("copy of " + target.filename().string()), bytes);
    }
    write_bytes(target, bytes);
  }

  const TemporaryFolder& folder_;
  std::mt19937 random_;
};

}  // namespace

TEST_CASE("three collections that share an unreliable folder for 90 days end equal") {
  for (unsigned seed = 1; seed <= 3; ++seed) {
    CAPTURE(seed);
    const TemporaryFolder folder;
    Carrier carrier(folder, seed);
    RandomLearner devices[3] = {RandomLearner(3 * seed + 1, minutes{0}),
                                RandomLearner(3 * seed + 2, hours{5}),
                                RandomLearner(3 * seed + 3, hours{-7})};
    std::mt19937 random(seed);
    const auto sync_of = [&](int i) {
      return sync(devices[i].db, devices[i].clock.now(), carrier.copy(i), {}, kLarge);
    };
    const auto own = [&](int i) { return to_hex(store::this_device(devices[i].db)); };
    for (int day = 0; day < 90; ++day) {
      for (int i = 0; i < 3; ++i) {
        RandomLearner& device = devices[i];
        const Moment morning = moment("2026-03-02T09:00+08:00");
        if (device.clock.now().utc < morning.utc + hours{24 * day}) {
          device.clock.advance(morning.utc + hours{24 * day} - device.clock.now().utc);
        }
        if (random() % 3 > 0) device.step();
        if (random() % 2 > 0) sync_of(i);
        carrier.carry(i, own(i), false);
      }
    }
    for (int round = 0; round < 3; ++round) {
      for (int i = 0; i < 3; ++i) {
        devices[i].clock.set("2026-09-01T09:00+08:00");
        sync_of(i);
        carrier.carry(i, own(i), true);
      }
    }
    const std::string digests = devices[0].digests();
    for (int i = 0; i < 3; ++i) {
      CHECK(devices[i].digests() == digests);
      CHECK(devices[i].findings() == "");
      const SyncReport again = sync_of(i);
      CHECK(again.merged.events_new == 0);
      CHECK(again.events_written == 0);
      CHECK(again.files_written == 0);
      CHECK(again.damaged.empty());
      CHECK(again.waiting.empty());
      CHECK(last_segment(fs::path(carrier.copy(i)) / own(i)) > 3);
    }
  }
}

namespace {

/// Two devices and one folder that works. The first has several files there.
struct Pair {
  static constexpr std::int64_t kLarge = 1500;
  TemporaryFolder folder;
  RandomLearner a{1, minutes{0}}, b{2, minutes{1}};
  Pair() {
    import_text(a.db, a.clock, "tea", kTea);
    for (int i = 0; i < 20; ++i) study_on(a);
  }
  static void study_on(RandomLearner& device, int days = 1) {
    device.clock.advance(hours{24 * days});
    Study study(device.db, device.clock, {});
    while (study.ask()) study.rate(Rating::good);
  }
  SyncReport sync_of(RandomLearner& device, bool dry_run = false) {
    return sync(device.db, device.clock.now(), folder.path(), {dry_run}, kLarge);
  }
  fs::path own(RandomLearner& device) {
    return fs::path(folder.path()) / to_hex(store::this_device(device.db));
  }
};

}  // namespace

TEST_CASE("what a closed last file holds is written by no other, however often it is met") {
  Pair pair;
  const auto sync_closed = [&](RandomLearner& device) {
    return sync(device.db, device.clock.now(), pair.folder.path(), {}, 1);
  };
  sync_closed(pair.a);
  pair.b.clock.set("2026-09-01T09:00+08:00");
  const SyncReport first = sync_closed(pair.b);
  CHECK(first.merged.events_new > 10);
  CHECK(first.events_written == 0);
  CHECK(sync_closed(pair.b).events_written == 0);
}

TEST_CASE("what has been written is only added to, and closed once it is large") {
  Pair pair;
  pair.sync_of(pair.a);
  const std::int64_t last = last_segment(pair.own(pair.a));
  REQUIRE(last > 1);
  std::vector<std::string> before;
  for (std::int64_t n = 1; n <= last; ++n) {
    before.push_back(bytes_of(segment_path(pair.own(pair.a), n)));
  }
  Pair::study_on(pair.a, 100);
  const SyncReport report = pair.sync_of(pair.a);
  CHECK(report.events_written > 0);
  for (std::int64_t n = 1; n <= last; ++n) {
    const std::string after = bytes_of(segment_path(pair.own(pair.a), n));
    CHECK(after.starts_with(before[static_cast<std::size_t>(n - 1)]));
    if (n < last) CHECK(after.size() == before[static_cast<std::size_t>(n - 1)].size());
  }
}

TEST_CASE("a dry run reads and writes nothing, neither here nor there") {
  Pair pair;
  pair.sync_of(pair.a);
  const std::string before = pair.b.digests();
  const auto files = files_in(pair.folder.path());
  const SyncReport report = pair.sync_of(pair.b, true);
  CHECK(report.merged.events_new > 0);
  CHECK(pair.b.digests() == before);
  CHECK(files_in(pair.folder.path()) == files);
}

TEST_CASE("a file of ours that came to harm is written anew, and the others lose nothing") {
  Pair pair;
  pair.sync_of(pair.a);
  const std::int64_t last = last_segment(pair.own(pair.a));
  REQUIRE(last > 2);
  struct {
    const char* name;
    std::function<void(const fs::path&)> harm;
  } const rows[] = {
      {"gone", [](const fs::path& path) { fs::remove(path); }},
      {"empty", [](const fs::path& path) { write_bytes(path, ""); }},
      {"short", [](const fs::path& path) { fs::resize_file(path, fs::file_size(path) / 2); }},
      {"another's", [](const fs::path& path) { write_bytes(path, "lianxi-events 1 all\n"); }},
      {"changed",
       [](const fs::path& path) {
         std::string bytes = bytes_of(path);
         bytes[bytes.size() / 2] ^= 1;
         write_bytes(path, bytes);
       }},
  };
  for (const auto& row : rows) {
    for (const std::int64_t number : {std::int64_t{1}, std::int64_t{2}, last}) {
      CAPTURE(row.name);
      CAPTURE(number);
      row.harm(segment_path(pair.own(pair.a), number));
      RandomLearner fresh(static_cast<unsigned>(50 + number), minutes{0});
      fresh.clock.set("2026-09-01T09:00+08:00");
      CHECK_NOTHROW(pair.sync_of(fresh));  // takes what it can
      CHECK(fresh.findings() == "");
      fs::remove_all(pair.own(fresh));
      pair.sync_of(pair.a);
      pair.sync_of(fresh);
      CHECK(fresh.digests() == pair.a.digests());
      fs::remove_all(pair.own(fresh));
    }
  }
}

TEST_CASE("what somebody has put among the files of ours stops nothing") {
  Pair pair;
  pair.sync_of(pair.a);
  const fs::path own = pair.own(pair.a);
  SUBCASE("a number that is not reached in a life") {
    write_bytes(own / segment_name(999'999'999'999), "");
    for (int i = 0; i < 9; ++i) pair.a.step();
    CHECK(pair.sync_of(pair.a).events_written > 0);
    CHECK(last_segment(own) < 1000);
  }
  SUBCASE("a pipe as a deck") {
    fs::path deck;
    for (const auto& item : fs::directory_iterator(own / "decks")) deck = item.path();
    fs::remove(deck);
    REQUIRE(mkfifo(deck.c_str(), 0600) == 0);
    pair.sync_of(pair.a);
    CHECK(fs::is_regular_file(deck));
  }
  SUBCASE("a pipe as a segment") {
    fs::remove(segment_path(own, 1));
    REQUIRE(mkfifo(segment_path(own, 1).c_str(), 0600) == 0);
    CHECK_THROWS_WITH_AS(pair.sync_of(pair.a), doctest::Contains("is neither a file nor a folder"),
                         Error);
  }
  CHECK(pair.a.findings() == "");
}

TEST_CASE(
    "what stands behind a lost event reaches the others, and the event itself where one has it") {
  Pair pair;
  RandomLearner whole(4, minutes{0});
  for (RandomLearner* device : {&pair.b, &whole}) device->clock.set("2026-09-01T09:00+08:00");
  whole.take_from(pair.a.db);
  const auto lost = query_one<std::int64_t>(
      pair.a.db, "select max(id) from event where type = 1 and seq < (select max(seq) from event)");
  REQUIRE(lost);
  execute(pair.a.db, "delete from attempt where event = ?", *lost);
  execute(pair.a.db, "delete from review where event = ?", *lost);
  execute(pair.a.db, "delete from event where id = ?", *lost);
  repair(pair.a.db, 9);
  CHECK(pair.a.findings() == "");
  pair.sync_of(pair.a);
  pair.sync_of(pair.b);
  CHECK(pair.b.digests() == pair.a.digests());
  CHECK(pair.sync_of(pair.a).files_written == 0);

  // Another folder has nothing yet.
  const TemporaryFolder other;
  sync(pair.a.db, pair.a.clock.now(), other.path(), {}, kLarge);
  RandomLearner c(5, minutes{0});
  c.clock.set("2026-09-01T09:00+08:00");
  sync(c.db, c.clock.now(), other.path(), {}, kLarge);
  CHECK(c.digests() == pair.a.digests());

  pair.sync_of(whole);
  pair.sync_of(pair.a);
  pair.sync_of(pair.b);
  CHECK(pair.a.digests() == whole.digests());
  CHECK(pair.b.digests() == whole.digests());
  for (RandomLearner* device : {&pair.a, &pair.b, &whole}) {
    CHECK(pair.sync_of(*device).files_written == 0);
  }
}

TEST_CASE("a damaged file is named with its line, and what comes before is taken") {
  Pair pair;
  pair.sync_of(pair.a);
  const fs::path first = segment_path(pair.own(pair.a), 1);
  std::string bytes = bytes_of(first);
  const auto end = std::count(bytes.begin(), bytes.end(), '\n');
  const auto at = bytes.rfind("\"rating\"");
  bytes[at + 1] = 'R';
  write_bytes(first, bytes);
  pair.b.clock.set("2026-09-01T09:00+08:00");
  const SyncReport report = pair.sync_of(pair.b);
  REQUIRE(report.damaged.size() == 1);
  CHECK(report.damaged[0].line == end - 1);
  CHECK(report.damaged[0].text == "its checksum is wrong");
  CHECK(report.merged.events_new > 0);
  CHECK(pair.b.findings() == "");
}

TEST_CASE("events that came by another way reach the folder, too") {
  Pair pair;
  pair.b.clock.set("2026-09-01T09:00+08:00");
  pair.b.take_from(pair.a.db);  // a never writes to the folder itself
  pair.sync_of(pair.b);
  RandomLearner c(3, minutes{0});
  c.clock.set("2026-09-01T09:00+08:00");
  pair.sync_of(c);
  CHECK(c.digests() == pair.a.digests());
}

TEST_CASE("of two contents of one id both devices come to have the same, and say it once") {
  for (const bool b_first : {false, true}) {
    CAPTURE(b_first);
    Pair pair;
    pair.b.clock.set("2026-09-01T09:00+08:00");
    pair.a.clock.set("2026-09-01T09:00+08:00");
    pair.b.take_from(pair.a.db);
    store::EventRecord record;
    record.event.id = {DeviceId{77}, 1};
    record.event.clock = {pair.a.clock.now().ms(), 0};
    record.event.day = study_day(pair.a.clock.now());
    record.event.subject = entry_key("喝茶");
    for (const auto& [device, note] : {std::pair{&pair.a, "one"}, std::pair{&pair.b, "other"}}) {
      record.event.act = FlagAct{note};
      merge(device->db, device->clock.now(), [&](const auto& visit) { visit(record); });
    }
    // One file each, which is read again every time.
    const auto sync_of = [&](RandomLearner& device) {
      return sync(device.db, device.clock.now(), pair.folder.path());
    };
    for (int i = 0; i < 3; ++i) {
      sync_of(b_first ? pair.b : pair.a);
      sync_of(b_first ? pair.a : pair.b);
    }
    CHECK(pair.a.digests() == pair.b.digests());
    for (RandomLearner* device : {&pair.a, &pair.b}) {
      const SyncReport again = sync_of(*device);
      CHECK(again.files_written == 0);
      CHECK(again.merged.two_contents.empty());
    }
  }
}

TEST_CASE("decks stand beside the events as Markdown that can be imported again") {
  Pair pair;
  pair.sync_of(pair.a);
  const std::string text = bytes_of(pair.own(pair.a) / "decks" / "tea.md");
  CHECK(text.starts_with("# 喝茶 hēchá\n"));
  CHECK(import_text(pair.a.db, pair.a.clock, "tea", text).entries_unchanged == 1);
}

TEST_CASE("a folder that is not there is not made") {
  Pair pair;
  const std::string missing = pair.folder / "stick";
  CHECK_THROWS_AS(sync(pair.a.db, pair.a.clock.now(), missing), Error);
  CHECK_FALSE(fs::exists(missing));
}

}  // namespace lianxi::test
