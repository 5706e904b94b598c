#include "app/device_mark.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "store/device.h"

namespace lianxi::app {
namespace {

namespace fs = std::filesystem;

struct Mark {
  std::uint64_t inode = 0;  ///< 0: nobody can tell
  std::int64_t seq = 0;
  friend bool operator==(const Mark&, const Mark&) = default;
};

/// Nothing where there is none. One that cannot be read, after a power cut, says nothing.
std::optional<Mark> read_mark(const fs::path& path) {
  std::ifstream in(path);
  if (!in) return std::nullopt;
  Mark mark;
  return in >> mark.inode >> mark.seq ? mark : Mark{};
}

/// Replaces the mark whole: one that is half written, by this shell or another at the same time,
/// would make a new device of this one.
void write_mark(const fs::path& path, const Mark& mark) {
  if (mark.inode == 0) return;  // the file has been moved away: the mark stays what it was
  std::error_code ignored;
  fs::create_directories(path.parent_path(), ignored);
  const fs::path partial = fmt::format("{}.{}.partial", path.string(), getpid());
  std::ofstream out(partial);
  out << mark.inode << ' ' << mark.seq << '\n' << std::flush;
  if (out) fs::rename(partial, path, ignored);
}

Mark mark_of(Db& db) {
  struct stat status {};
  const bool known = stat(db.path().c_str(), &status) == 0;
  return {known ? status.st_ino : 0, store::latest_seq(db)};
}

fs::path mark_path(const fs::path& folder, Db& db) {
  return folder / to_hex(store::this_device(db));
}

/// Whether this file is the one that wrote the mark, no older than it was then. Without a mark it
/// has been brought here from elsewhere, unless it was made just now.
bool is_original(const std::optional<Mark>& kept, const Mark& now, bool is_new) {
  if (!kept) return is_new;
  return (kept->inode == 0 || kept->inode == now.inode) && kept->seq <= now.seq;
}

bool can_write_in(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  return access(folder.c_str(), W_OK) == 0 && fs::is_directory(folder, error);
}

}  // namespace

void claim_device(Shell& shell, Db& db, bool is_new) {
  const auto state = shell.state_folder();
  if (!state) return;
  const fs::path folder = fs::path(*state) / "devices";
  if (!can_write_in(folder)) return;
  // The mark first: other shells go on writing both, and the file is never behind it.
  const auto kept = read_mark(mark_path(folder, db));
  const Mark now = mark_of(db);
  if (!is_original(kept, now, is_new)) {
    Transaction transaction(db);
    store::become_new_device(db, shell.random());
    transaction.commit();
    if (now.seq > 0 && !shell.options.quiet) {
      shell.err << "this file is a copy, from elsewhere or from earlier: it goes on as a device of "
                   "its own, so that all of them can be merged\n";
    }
  }
  if (kept != now) write_mark(mark_path(folder, db), mark_of(db));
  db.before_close([folder](Db& closing) {
    const fs::path path = mark_path(folder, closing);
    const Mark latest = mark_of(closing);
    if (read_mark(path) != latest) write_mark(path, latest);
  });
}

}  // namespace lianxi::app
