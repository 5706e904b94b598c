#pragma once

// Histories of other programs in a shared folder. Their events are a set without an order of their
// own, so each device that has one writes it as one file, all of it, always in the same order:
// devices with the same events write the same bytes, and whoever has them reads no further than
// the last line.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "base/error.h"
#include "sqlite/db.h"
#include "store/event_record.h"

namespace lianxi {

class HistoryFiles {
 public:
  explicit HistoryFiles(Db& db) : db_(db) {}

  /// Reads the histories in the folder of another device, but those that were read before or that
  /// hold what is written here. What cannot be read is told.
  void read(const std::filesystem::path& folder, DeviceId writer,
            const std::function<void(const store::EventRecord&)>& visit, Diagnostics& damaged);
  /// Writes those of this collection that the folder does not have as they are; returns how many.
  /// Throws Error (input) where one cannot be written.
  std::int64_t write(const std::filesystem::path& folder);

 private:
  bool is_read(DeviceId writer, DeviceId history, const std::string& digest);

  Db& db_;
};

}  // namespace lianxi
