#pragma once

// Events in a file: what `export events` writes, and each segment of a folder that devices
// share. Lines of text, so that a version control system stores only what was added; each with a
// checksum, so that a file that is short, or damaged, gives all that is whole before the damage.
//
//   lianxi-events 1 <whose>                          who writes: 16 hex digits of a device, or
//   "all" <checksum> {"before":{...}}                      what the writer's earlier files hold
//   <checksum> <event>                               one line for each event ...
//   <checksum> <entry>                               ... after an import its entries
//   end <number of lines before> <their digest>      once nothing will be added
//
// A checksum is the first 16 hex digits of SHA-256 over the rest of its line.

#include <cstdint>
#include <functional>
#include <istream>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

#include "base/hash.h"
#include "store/event_record.h"

namespace lianxi::store {

/// The first lines. `writer`: nothing where it is no device's own file. `before`: the events of the
/// writer's earlier files.
std::string bundle_header(std::optional<DeviceId> writer, const SeqSet& before = {});
/// A record's lines, checksums before them.
std::string bundle_lines(const EventRecord& record);
/// The last line, behind so many lines with this digest.
std::string bundle_end(std::int64_t lines, const std::string& digest);

/// Writes a whole bundle that is no device's own file.
class BundleWriter {
 public:
  explicit BundleWriter(std::ostream& out) : out_(out) { write(bundle_header(std::nullopt)); }
  void add(const EventRecord& record) { write(bundle_lines(record)); }
  /// Writes the last line.
  void end() { out_ << bundle_end(lines_, digest_.hex()); }

 private:
  void write(const std::string& lines);

  std::ostream& out_;
  Digest digest_;
  std::int64_t lines_ = 0;
};

/// How far a bundle could be read.
struct BundleRead {
  std::optional<DeviceId> writer;
  SeqSet before;
  std::int64_t events = 0;
  bool closed = false;      ///< it has its last line, and that fits
  std::string digest;       ///< of a closed one: that of its last line
  std::uint64_t whole = 0;  ///< bytes up to the end of the last whole record
  int line = 0;             ///< where reading stopped, unless it is closed
  std::string problem;      ///< why: "is cut off", "its checksum is wrong"; empty at its end
};
/// Reads records until the end, the first damage, or until `visit` returns false. Never holds more
/// than one record. Throws Error (input) where the file is no bundle or a newer version's, and
/// where a line whose checksum is right holds what may not join a log; `name` stands before it.
BundleRead read_bundle(std::istream& in, const std::string& name,
                       const std::function<bool(EventRecord)>& visit);

/// The digest in the last line of a file that has one and fits it, by its bytes alone; nothing for
/// any other file.
std::optional<std::string> digest_of_closed(std::istream& in);

/// Whether a file that begins so is a bundle.
bool is_bundle(std::string_view beginning);

}  // namespace lianxi::store
