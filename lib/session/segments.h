#pragma once

// The files of one device in a shared folder: numbered bundles, one sequence of events.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "store/bundle.h"

namespace lianxi {

/// Large enough that ten years are some dozen files, small enough to be carried again whole.
inline constexpr std::int64_t kLargeSegment = std::int64_t{1} << 20;

/// "000000000001.events".
std::string segment_name(std::int64_t number);
/// The highest number of a segment in this folder; 0 without any.
std::int64_t last_segment(const std::filesystem::path& folder);
/// Where a segment lies.
std::filesystem::path segment_path(const std::filesystem::path& folder, std::int64_t number);
/// Throws Error (input) where something else than a file or a folder stands: what is written here
/// must not go elsewhere.
void require_own(const std::filesystem::path& path);
/// Devices that have a folder of their own in a shared one.
std::vector<DeviceId> writers_in(const std::filesystem::path& shared);

/// Adds to the segments of one device. What has come to harm there is written anew: its events
/// count as not published, and the first addition removes what stood from there on.
class SegmentWriter {
 public:
  /// Finds what is there and whole. `folder`: that of `writer`; it need not exist. A file of
  /// `large` bytes is closed.
  SegmentWriter(std::filesystem::path folder, DeviceId writer, std::int64_t large = kLargeSegment);
  ~SegmentWriter();

  /// What the segments hold.
  const store::SeqSet& published() const { return published_; }
  /// Throws Error (input) where the file cannot be written.
  void add(const store::EventRecord& record);
  /// Durable when it returns.
  void finish();
  std::int64_t files() const { return files_; }  ///< written to

 private:
  class Growing;
  bool read(std::int64_t number);
  void open();
  std::filesystem::path path(std::int64_t number) const { return segment_path(folder_, number); }

  std::filesystem::path folder_;
  DeviceId writer_;
  store::SeqSet published_;
  std::int64_t large_;
  std::int64_t number_ = 1;  ///< of the segment that grows
  std::int64_t whole_ = 0;   ///< bytes of it that count
  std::int64_t files_ = 0;
  std::unique_ptr<Growing> growing_;
};

}  // namespace lianxi
