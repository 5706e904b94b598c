#include "faults/fault_vfs.h"

#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cassert>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

namespace lianxi::test {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kSector = 512;

FaultyDisk* disk = nullptr;  // the one there is; what the program calls asks current() for it
sqlite3_vfs* system_vfs = nullptr;

// Files ----------------------------------------------------------------------------------------

/// A file of ours: the system's own one stands behind it in the same block of memory.
struct File {
  sqlite3_file base;
  FaultyDisk::Contents* contents;  // null for temporary files
  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

File* file_of(sqlite3_file* file) { return reinterpret_cast<File*>(file); }

int error_of(Call call, Fault fault) {
  if (fault == Fault::no_space) return call == Call::open ? SQLITE_CANTOPEN : SQLITE_FULL;
  switch (call) {
    case Call::read:
      return SQLITE_IOERR_READ;
    case Call::write:
      return SQLITE_IOERR_WRITE;
    case Call::sync:
      return SQLITE_IOERR_FSYNC;
    case Call::truncate:
      return SQLITE_IOERR_TRUNCATE;
    case Call::open:
      return SQLITE_CANTOPEN;
    case Call::remove:
    case Call::rename:
      return SQLITE_IOERR_DELETE;
    case Call::map:
      return SQLITE_IOERR_SHMMAP;
  }
  return SQLITE_IOERR;
}

int close_file(sqlite3_file* file) {
  const int code = file_of(file)->real()->pMethods->xClose(file_of(file)->real());
  delete file_of(file)->contents;
  return code;
}

int read_file(sqlite3_file* file, void* buffer, int count, sqlite3_int64 at) {
  if (const auto fault = disk->befalls(Call::read)) return error_of(Call::read, *fault);
  return file_of(file)->real()->pMethods->xRead(file_of(file)->real(), buffer, count, at);
}

int write_now(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 at) {
  if (auto* contents = file_of(file)->contents) {
    (*contents)->since.push_back(
        {at, std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(count))});
  }
  return file_of(file)->real()->pMethods->xWrite(file_of(file)->real(), bytes, count, at);
}

int write_file(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 at) {
  const bool gone = disk->power_is_gone();
  const auto fault = disk->befalls(Call::write);
  if (!fault) return write_now(file, bytes, count, at);
  if (fault == Fault::power && !gone) write_now(file, bytes, count, at);
  if (fault == Fault::no_space) write_now(file, bytes, count / 2, at);
  return error_of(Call::write, *fault);
}

int truncate_now(sqlite3_file* file, sqlite3_int64 size) {
  if (auto* contents = file_of(file)->contents) (*contents)->since.push_back({size, "", true});
  return file_of(file)->real()->pMethods->xTruncate(file_of(file)->real(), size);
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
  const bool gone = disk->power_is_gone();
  const auto fault = disk->befalls(Call::truncate);
  if (!fault) return truncate_now(file, size);
  if (fault == Fault::power && !gone) truncate_now(file, size);
  return error_of(Call::truncate, *fault);
}

/// The system's own sync is left out: this disk knows what would be sure, and tests are quick.
int sync_file(sqlite3_file* file, int) {
  if (const auto fault = disk->befalls(Call::sync)) return error_of(Call::sync, *fault);
  if (auto* contents = file_of(file)->contents) disk->synced(*contents);
  return SQLITE_OK;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
  if (disk->power_is_gone()) return SQLITE_IOERR_FSTAT;
  return file_of(file)->real()->pMethods->xFileSize(file_of(file)->real(), size);
}
int lock_file(sqlite3_file* file, int lock) {
  if (disk->power_is_gone()) return SQLITE_IOERR_LOCK;
  return file_of(file)->real()->pMethods->xLock(file_of(file)->real(), lock);
}
int unlock_file(sqlite3_file* file, int lock) {
  return file_of(file)->real()->pMethods->xUnlock(file_of(file)->real(), lock);
}
int is_reserved(sqlite3_file* file, int* result) {
  return file_of(file)->real()->pMethods->xCheckReservedLock(file_of(file)->real(), result);
}
int control_file(sqlite3_file* file, int what, void* argument) {
  return file_of(file)->real()->pMethods->xFileControl(file_of(file)->real(), what, argument);
}
int sector_size(sqlite3_file* file) {
  return file_of(file)->real()->pMethods->xSectorSize(file_of(file)->real());
}
int characteristics(sqlite3_file* file) {
  return file_of(file)->real()->pMethods->xDeviceCharacteristics(file_of(file)->real());
}
int map_index(sqlite3_file* file, int page, int size, int extend, void volatile** memory) {
  if (const auto fault = disk->befalls(Call::map)) return error_of(Call::map, *fault);
  return file_of(file)->real()->pMethods->xShmMap(file_of(file)->real(), page, size, extend,
                                                  memory);
}
int lock_index(sqlite3_file* file, int offset, int count, int flags) {
  if (disk->power_is_gone() && !(flags & SQLITE_SHM_UNLOCK)) return SQLITE_IOERR_SHMLOCK;
  return file_of(file)->real()->pMethods->xShmLock(file_of(file)->real(), offset, count, flags);
}
void barrier(sqlite3_file* file) {
  file_of(file)->real()->pMethods->xShmBarrier(file_of(file)->real());
}
int unmap_index(sqlite3_file* file, int remove) {
  return file_of(file)->real()->pMethods->xShmUnmap(file_of(file)->real(), remove);
}

constexpr sqlite3_io_methods kMethods = {
    2,          close_file,  read_file,   write_file,   truncate_file, sync_file,       file_size,
    lock_file,  unlock_file, is_reserved, control_file, sector_size,   characteristics, map_index,
    lock_index, barrier,     unmap_index, nullptr,      nullptr};

// The folder -----------------------------------------------------------------------------------

std::string bytes_of(sqlite3_file* real) {
  sqlite3_int64 size = 0;
  real->pMethods->xFileSize(real, &size);
  std::string bytes(static_cast<std::size_t>(size), '\0');
  if (size > 0) real->pMethods->xRead(real, bytes.data(), static_cast<int>(size), 0);
  return bytes;
}

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  File* ours = file_of(file);
  std::memset(ours, 0, sizeof *ours);
  if (const auto fault = disk->befalls(Call::open)) return error_of(Call::open, *fault);
  const bool existed = name && fs::exists(name);
  const int code = system_vfs->xOpen(system_vfs, name, ours->real(), flags, out_flags);
  if (code != SQLITE_OK) return code;
  ours->base.pMethods = &kMethods;
  if (name) {
    ours->contents = new FaultyDisk::Contents(disk->opened(name, bytes_of(ours->real()), existed));
    constexpr int kJournals =
        SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL | SQLITE_OPEN_WAL;
    if (!existed && (flags & kJournals)) (*ours->contents)->syncs_folder = true;
  }
  return code;
}

int delete_file(sqlite3_vfs*, const char* name, int sync_folder) {
  const bool gone = disk->power_is_gone();
  const auto fault = disk->befalls(Call::remove);
  if (fault && (fault != Fault::power || gone)) return error_of(Call::remove, *fault);
  const int code = system_vfs->xDelete(system_vfs, name, 0);
  if (code == SQLITE_OK) disk->deleted(name, sync_folder != 0 && !fault);
  return fault ? error_of(Call::remove, *fault) : code;
}

int access_file(sqlite3_vfs*, const char* name, int flags, int* result) {
  if (disk->power_is_gone()) return SQLITE_IOERR_ACCESS;
  return system_vfs->xAccess(system_vfs, name, flags, result);
}

sqlite3_vfs vfs_around(const sqlite3_vfs& system) {
  sqlite3_vfs vfs = system;  // what has nothing to do with files is the system's
  vfs.szOsFile = static_cast<int>(sizeof(File)) + system.szOsFile;
  vfs.pNext = nullptr;
  vfs.zName = "lianxi-faults";
  vfs.xOpen = open_file;
  vfs.xDelete = delete_file;
  vfs.xAccess = access_file;
  return vfs;
}

sqlite3_vfs faulty_vfs;

// What is found ----------------------------------------------------------------------------------

std::string file_bytes(const std::string& name) {
  std::ostringstream bytes;
  bytes << std::ifstream(name, std::ios::binary).rdbuf();
  return bytes.str();
}

std::uint64_t inode_of(const std::string& name) {
  struct stat status {};
  return stat(name.c_str(), &status) == 0 ? status.st_ino : 0;
}

void put(std::string& file, std::size_t at, std::string_view bytes) {
  if (file.size() < at + bytes.size()) file.resize(at + bytes.size(), '\0');
  file.replace(at, bytes.size(), bytes);
}

/// A write of which a part was done: up to any byte, or some of its sectors.
void put_torn(std::string& file, const FaultyDisk::Change& change, std::mt19937_64& random) {
  const auto at = static_cast<std::size_t>(change.at);
  const std::string_view bytes = change.bytes;
  if (random() % 2 == 0) {
    put(file, at, bytes.substr(0, random() % (bytes.size() + 1)));
    return;
  }
  for (std::size_t begin = 0; begin < bytes.size();) {
    const std::size_t end = std::min(bytes.size(), begin + kSector - (at + begin) % kSector);
    if (random() % 2 == 0) put(file, at + begin, bytes.substr(begin, end - begin));
    begin = end;
  }
}

/// As all writes would have left it.
std::string whole(const FaultyDisk::Content& content) {
  std::string file = content.sure;
  for (const auto& change : content.since) {
    if (change.truncates) {
      file.resize(static_cast<std::size_t>(change.at), '\0');
    } else {
      put(file, static_cast<std::size_t>(change.at), change.bytes);
    }
  }
  return file;
}

/// How careful the disk was: of 8 writes so many are kept, the others dropped or torn.
std::string what_is_left(const FaultyDisk::Content& content, std::size_t kept,
                         std::mt19937_64& random) {
  std::string file = content.sure;
  for (const auto& change : content.since) {
    const auto at = static_cast<std::size_t>(change.at);
    const std::size_t fate = random() % 8 < kept ? 0 : 1 + random() % 4;
    if (change.truncates) {
      if (fate == 0) file.resize(at, '\0');
    } else if (fate == 0) {
      put(file, at, change.bytes);
    } else if (fate <= 2) {
      put_torn(file, change, random);
    } else if (fate == 3 && file.size() < at + change.bytes.size()) {
      file.resize(at + change.bytes.size(), '\0');
    }
  }
  return file;
}

}  // namespace

const char* to_string(Call call) {
  constexpr const char* names[] = {"read", "write",  "sync",   "truncate",
                                   "open", "delete", "rename", "map"};
  return names[static_cast<std::size_t>(call)];
}

const char* to_string(Fault fault) {
  constexpr const char* names[] = {"EIO", "ENOSPC", "power cut"};
  return names[static_cast<std::size_t>(fault)];
}

FaultyDisk::FaultyDisk(const std::string& folder) : folder_(folder) {
  for (const std::string& name : files()) at_begin_[name] = {inode_of(name), file_bytes(name)};
  assert(!disk);
  system_vfs = sqlite3_vfs_find(nullptr);
  faulty_vfs = vfs_around(*system_vfs);
  disk = this;
  sqlite3_vfs_register(&faulty_vfs, 1);
}

FaultyDisk::~FaultyDisk() {
  sqlite3_vfs_unregister(&faulty_vfs);
  sqlite3_vfs_register(system_vfs, 1);
  disk = nullptr;
}

FaultyDisk* FaultyDisk::current() { return disk; }

bool FaultyDisk::holds(std::string_view path) const { return path.starts_with(folder_ + "/"); }

std::vector<std::string> FaultyDisk::files() const {
  std::vector<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
    if (entry.is_regular_file()) names.push_back(entry.path().string());
  }
  return names;
}

void FaultyDisk::fail(Call call, int nth, Fault fault, bool for_good) {
  failing_ = call;
  nth_ = calls(call) + nth;
  fault_ = fault;
  for_good_ = for_good;
}

std::optional<Fault> FaultyDisk::befalls(Call call) {
  if (starts_again_) return std::nullopt;
  const int number = ++calls_[static_cast<std::size_t>(call)];
  if (power_is_gone_) return Fault::power;
  if (call != failing_ || nth_ == 0 || number < nth_) return std::nullopt;
  if (number > nth_ && !for_good_) return std::nullopt;
  struck_ = true;
  power_is_gone_ = fault_ == Fault::power;
  return fault_;
}

FaultyDisk::Contents FaultyDisk::opened(const std::string& name, const std::string& bytes,
                                        bool existed) {
  auto& history = names_[name];
  if (history.empty()) {
    history.push_back(existed ? std::make_shared<Content>(Content{bytes}) : nullptr);
  }
  if (!existed) {
    if (history.back()) history.push_back(nullptr);  // the program has removed it
    history.push_back(std::make_shared<Content>());
  }
  history.back()->inode = inode_of(name);
  return history.back();
}

void FaultyDisk::synced(const Contents& contents) {
  if (lies_) return;
  contents->sure = whole(*contents);
  contents->since.clear();
  for (auto& [name, history] : names_) {
    if (history.back() == contents || contents->syncs_folder) history = {Contents(history.back())};
  }
  contents->syncs_folder = false;
}

void FaultyDisk::deleted(const std::string& name, bool surely) {
  auto& history = names_[name];
  if (surely && !lies_) history.clear();
  history.push_back(nullptr);
}

void FaultyDisk::synced_by_program(int descriptor) {
  if (lies_ || starts_again_) return;
  struct stat status {};
  if (fstat(descriptor, &status) != 0) return;
  if (S_ISDIR(status.st_mode)) {
    folder_synced_ = true;
    return;
  }
  for (const auto& [name, history] : names_) {
    if (history.back() && history.back()->inode == status.st_ino) {
      return synced(Contents(history.back()));
    }
  }
  by_program_[status.st_ino] = file_bytes("/proc/self/fd/" + std::to_string(descriptor));
}

void FaultyDisk::lose_file(const std::string& name, const std::vector<Contents>& history,
                           std::mt19937_64& random) {
  // Names change in order, so one of the states since the last sure one is found.
  const Contents& found = history[random() % history.size()];
  if (!found) {
    fs::remove(name);
    return;
  }
  std::string now = name;
  if (found == history.back() && found->inode != inode_of(name)) {
    now.clear();  // the program has given it another name, or removed it
    for (const std::string& other : files()) {
      if (inode_of(other) == found->inode) now = other;
    }
    if (now.empty()) return;
  }
  const std::string bytes = what_is_left(*found, random() % 9, random);
  std::ofstream(now, std::ios::binary | std::ios::trunc) << bytes;
}

void FaultyDisk::lose_files_of_program(std::mt19937_64& random) {
  std::set<std::uint64_t> known;
  for (const auto& [name, history] : names_) {
    for (const auto& contents : history) {
      if (contents) known.insert(contents->inode);
    }
  }
  for (const std::string& name : files()) {
    const std::uint64_t inode = inode_of(name);
    if (known.contains(inode) || name.ends_with("-shm")) continue;
    const auto before = at_begin_.find(name);
    const bool replaced = before != at_begin_.end() && before->second.inode != inode;
    if (replaced && !folder_synced_ && random() % 3 == 0) {
      std::ofstream(name, std::ios::binary | std::ios::trunc) << before->second.bytes;
      continue;
    }
    std::string bytes = file_bytes(name);
    std::string sure;
    if (const auto found = by_program_.find(inode); found != by_program_.end()) {
      sure = found->second;
    } else if (before != at_begin_.end() && !replaced) {
      sure = before->second.bytes;
    }
    if (bytes == sure) continue;
    switch (random() % 4) {
      case 0:
        bytes = sure;
        break;
      case 1:
        bytes.resize(std::max(sure.size(), random() % (bytes.size() + 1)));
        break;
      case 2:
        std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(std::min(sure.size(), bytes.size())),
                  bytes.end(), '\0');
        break;
      default:
        break;
    }
    std::ofstream(name, std::ios::binary | std::ios::trunc) << bytes;
  }
}

void FaultyDisk::lose_power(std::mt19937_64& random) {
  starts_again_ = true;
  lose_files_of_program(random);
  for (auto& [name, history] : names_) lose_file(name, history, random);
  for (const std::string& name : files()) {
    if (name.ends_with("-shm")) fs::remove(name);
  }
}

}  // namespace lianxi::test
