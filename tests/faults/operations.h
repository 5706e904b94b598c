#pragma once

// What the fault suites run: command lines of the program, on a folder of their own. A new command
// that writes is a new row of operations().

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace lianxi::test {

/// A command line, "{}" standing for the folder. With lines of standard input (`review --json`)
/// each line is a step that is acknowledged by itself; else the command is one.
struct Command {
  std::vector<std::string> words;
  std::vector<std::string> lines{};
  int steps() const { return lines.empty() ? 1 : static_cast<int>(lines.size()); }
};

struct Operation {
  const char* name;
  /// Makes what lies there before, on a sound disk. The collection is `c.db`.
  std::function<void(const std::string& folder)> prepare;
  std::vector<Command> commands;
  /// Whether each step changes the collection.
  bool writes = true;
  /// Looks at the other files before the collection is opened again: what is wrong with them, for
  /// so many steps that were acknowledged.
  std::function<std::string(const std::string& folder, int acknowledged)> also{};
  /// Once all steps are done, on a sound disk in the end: what is still wrong.
  std::function<std::string(const std::string& folder)> afterwards{};
  int steps() const {
    int count = 0;
    for (const Command& command : commands) count += command.steps();
    return count;
  }
};

const std::vector<Operation>& operations();
const Operation& operation_named(std::string_view name);

}  // namespace lianxi::test
