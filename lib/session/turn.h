#pragma once

// One process at a time, by the system's lock on a folder: it ends with the process, however that
// ends.

#include <chrono>
#include <string>

namespace lianxi {

/// How long a learner's own command waits for what another process does by itself.
inline constexpr std::chrono::seconds kPatience{30};

class Turn {
 public:
  /// Waits so long for another process. Throws Error (collection) where the folder cannot be read.
  explicit Turn(const std::string& folder, std::chrono::milliseconds patience = {});
  ~Turn();
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  /// False while another process has it. Some network file systems have no locks: there it is
  /// always true.
  bool mine() const { return mine_; }

 private:
  int folder_ = -1;
  bool mine_ = false;
};

}  // namespace lianxi
