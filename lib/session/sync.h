#pragma once

// One log on several devices through a folder that something else carries: git, Syncthing, a USB
// stick. Each device writes only below a folder of its own name, so that no file has two writers:
//
//   <device>/000000000001.events    a bundle (store/bundle.h); closed once it is large, then the
//   <device>/000000000002.events    next is begun. Only the last one grows.
//   <device>/decks/<deck>.md        every deck as it stands, for people and other programs
//   <device>/history-<source>.events  what was imported with its answers (history_files.h)
//
// What a device writes is one sequence of events, all that the folder did not have yet. Of another
// device's sequence is taken as much as has arrived whole; what is missing is taken next time. A
// file of this device that has come to harm is written anew, with all that follow it.

#include <string>
#include <vector>

#include "session/merge.h"
#include "session/segments.h"

namespace lianxi {

struct SyncReport {
  MergeReport merged;
  std::int64_t devices = 0;         ///< others that write to the folder
  std::int64_t events_written = 0;  ///< of this device and, where the folder lacks them, of others
  std::int64_t files_written = 0;
  std::vector<std::string> waiting;  ///< files that have not arrived, or not whole
  Diagnostics damaged;               ///< files that can be read only up to some line
};

/// Takes in what has arrived in the folder and writes there what it lacks, in files of at least
/// `large_segment` bytes but for the last. A dry run reads only. Throws Error: (input) where the
/// folder is not there or a file of ours cannot be written; what has been taken in by then stays.
SyncReport sync(Db& db, Moment now, const std::string& folder, const MergeOptions& options = {},
                std::int64_t large_segment = kLargeSegment);

}  // namespace lianxi
