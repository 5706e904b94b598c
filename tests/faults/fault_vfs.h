#pragma once

// A disk that fails. A VFS of SQLite around the system's own one, and the default while it lives:
// it counts what is asked of the disk, lets the n-th call of a sort fail, or cuts the power there.
//
// Power. For every file it knows what the disk surely holds (the file as it was when it was last
// synced) and what has been written since. lose_power() makes the files that the machine may find
// when it starts again: each write since the last sync is kept, dropped, torn, or only its length
// is kept, whatever became of those before it. Two writes to one place are never turned round, for
// no system does that; that an older one stands and a newer one is gone is what dropping gives. A
// file's first sync makes its name sure too, as on ext4, XFS and Btrfs; with that of a journal
// SQLite syncs the folder, which makes every name in it sure. Deleting is not sure without such a
// sync.
//
// What the program does with files by itself is counted too, see own_calls.cc; of them what was not
// synced before the cut may be short, zeros or as it was.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace lianxi::test {

/// The sorts of calls that are counted. `map` opens and maps the index of the write-ahead log.
enum class Call { read, write, sync, truncate, open, remove, rename, map };
inline constexpr Call kCalls[] = {Call::read, Call::write,  Call::sync,   Call::truncate,
                                  Call::open, Call::remove, Call::rename, Call::map};
const char* to_string(Call call);

/// What befalls a call.
enum class Fault {
  input_output,  ///< EIO: nothing of it is done
  no_space,      ///< ENOSPC: of a write the first half is done
  power          ///< it may still be done, and nothing after it
};
const char* to_string(Fault fault);

/// The disk of this process; there is one at a time. It comes and goes while no collection is open.
class FaultyDisk {
 public:
  /// Sound so far; all that is in this folder is surely there.
  explicit FaultyDisk(const std::string& folder);
  ~FaultyDisk();
  FaultyDisk(const FaultyDisk&) = delete;
  FaultyDisk& operator=(const FaultyDisk&) = delete;

  /// The `nth` call of a sort from now on, 1 the next, fails; with `for_good` all after it too.
  void fail(Call call, int nth, Fault fault, bool for_good);
  /// From now on a sync gives no error and does nothing, as on disks that lie.
  void lie_about_syncs() { lies_ = true; }
  int calls(Call call) const { return calls_[static_cast<std::size_t>(call)]; }
  /// Whether the fault has come about.
  bool struck() const { return struck_; }
  /// After every connection's end, and once: leaves what the machine finds when it starts again.
  void lose_power(std::mt19937_64& random);

  // For the VFS, and for what the program calls by itself
  // ------------------------------------------------------------------------------

  struct Change {
    std::int64_t at = 0;  ///< where it begins, or the length it was cut to
    std::string bytes;
    bool truncates = false;
  };
  /// A file's content, whatever it is called.
  struct Content {
    std::string sure;
    std::vector<Change> since{};
    std::uint64_t inode = 0;
    bool syncs_folder = false;  ///< with its first sync
  };
  using Contents = std::shared_ptr<Content>;

  /// The one there is; null where none is.
  static FaultyDisk* current();
  /// Whether a file lies on it.
  bool holds(std::string_view path) const;
  /// Counts a call; the fault that befalls it.
  std::optional<Fault> befalls(Call call);
  bool power_is_gone() const { return power_is_gone_; }
  Contents opened(const std::string& name, const std::string& bytes, bool existed);
  void synced(const Contents& contents);
  void deleted(const std::string& name, bool surely);
  /// fsync() of the program itself.
  void synced_by_program(int descriptor);

 private:
  struct Program {
    std::uint64_t inode;
    std::string bytes;
  };
  std::vector<std::string> files() const;
  void lose_file(const std::string& name, const std::vector<Contents>& history,
                 std::mt19937_64& random);
  void lose_files_of_program(std::mt19937_64& random);

  std::string folder_;
  /// What has stood under each name since it was last sure, null for nothing.
  std::map<std::string, std::vector<Contents>> names_;
  std::map<std::string, Program> at_begin_;          // files as they were
  std::map<std::uint64_t, std::string> by_program_;  // contents that the program has synced
  bool folder_synced_ = false;
  int calls_[std::size(kCalls)] = {};
  Call failing_ = Call::read;
  int nth_ = 0;
  Fault fault_ = Fault::input_output;
  bool for_good_ = false, struck_ = false, power_is_gone_ = false, lies_ = false;
  bool starts_again_ = false;  // what is called now is the machine's start
};

}  // namespace lianxi::test
