#pragma once

// A shell that is all made up: streams in memory, a clock, an empty environment.

#include <algorithm>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "app/cli.h"
#include "base/hash.h"
#include "support/temporary_folder.h"

namespace lianxi::test {

struct CommandResult {
  int status = 0;
  std::string out, err;
};

/// Runs one command line in this process. `now`: ISO 8601 with an offset. `typed`: the input comes
/// from a terminal, though not to one.
inline CommandResult run_command(const std::vector<std::string>& arguments, const std::string& now,
                                 const std::string& folder, const std::string& input = "",
                                 bool typed = false) {
  std::istringstream in(input);
  std::ostringstream out, err;
  const IsoTime time = iso_time_from_string(now).value();
  app::Shell shell{
      in,
      out,
      err,
      [&](const char* name) -> std::optional<std::string> {
        if (std::string_view(name) == "HOME") return folder;
        return std::nullopt;
      },
      [&](const std::optional<IsoTime>& asked) {
        const IsoTime& at = asked.value_or(time);
        const auto offset = at.offset.value_or(*time.offset);
        return Moment{
            std::chrono::sys_time<std::chrono::milliseconds>{at.local.time_since_epoch() - offset},
            offset};
      },
      [&] {
        // Another collection is another device.
        const auto named = std::find(arguments.begin(), arguments.end(), "--collection");
        return named == arguments.end() ? 42 : fnv1a64(*(named + 1));
      },
      typed,
      false,
      80,
      {},
      {}};
  const int status = app::run_command_line(arguments, shell);
  return {status, out.str(), err.str()};
}

}  // namespace lianxi::test
