#pragma once

// Who has a collection locked, where the system can tell. On Linux the kernel lists the locks of
// all files in /proc/locks, by process, device and inode, and SQLite's locks lie at bytes that are
// part of its file format (sqlite.org/walformat.html, section 2.3.1; sqlite.org/fileformat2.html,
// section 1.1 "The lock-byte page"): a writer of a write-ahead log locks byte 120 of the file -shm,
// or 121 and 122 to checkpoint or recover; without such a log it locks bytes from 2^30 of the
// database itself.
//
// Nothing is opened for it but files of /proc: closing a descriptor of a file would drop every lock
// that this process has on it.

#include <optional>
#include <string>
#include <string_view>

namespace lianxi {

/// Another process.
struct LockHolder {
  int process = 0;
  std::string command;  ///< "lianxi import big.md", as whoever started it wrote it; may be empty
};

/// Who keeps others from writing to the database at `path`; nothing where nobody does any more or
/// the system does not tell.
std::optional<LockHolder> lock_holder(const std::string& path);

/// A file as /proc/locks names it.
struct FileId {
  unsigned device_major = 0, device_minor = 0;
  unsigned long inode = 0;
  friend bool operator==(const FileId&, const FileId&) = default;
};
/// The process that one line of /proc/locks says has a byte from `first` to `last` of the file
/// locked against others; nothing for any other line.
std::optional<int> holder_in(std::string_view line, const FileId& file, unsigned long first,
                             unsigned long last);

}  // namespace lianxi
