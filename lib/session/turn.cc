#include "session/turn.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <thread>

#include "base/error.h"

namespace lianxi {

Turn::Turn(const std::string& folder, std::chrono::milliseconds patience)
    : folder_(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
  if (folder_ < 0) {
    throw Error(ErrorKind::collection, folder + " cannot be read: " + std::strerror(errno),
                "see whether it is a folder, and whose");
  }
  constexpr std::chrono::milliseconds kPause{50};
  const auto take = [&] { return flock(folder_, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK; };
  while (!(mine_ = take()) && patience.count() > 0) {
    std::this_thread::sleep_for(kPause);
    patience -= kPause;
  }
}

Turn::~Turn() { close(folder_); }

}  // namespace lianxi
