#pragma once

// Every command by its name, with what explains it and the options it takes: the one place that
// knows the library which reads command lines.

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/shell.h"

namespace CLI {
class App;
}

namespace lianxi::app {

/// Does what a command line asked for. Returns the exit status; errors as each command throws them.
using Run = std::function<int()>;

/// One command: how it is found and explained. `declare` makes its options and says what to run;
/// it is called for the named command alone, for option tables cost more than most commands do.
struct Command {
  std::string_view name;
  std::string_view summary;
  std::string_view examples;
  Run (*declare)(CLI::App& app, Shell& shell);
};

/// In the order in which help lists them.
std::span<const Command> command_table();

/// Null where there is none of this name.
const Command* find_command(std::string_view name);

/// The group of the options that every command has.
inline constexpr const char* kEveryCommand = "Every command";

/// An option or an argument, as it was declared.
struct OptionInfo {
  std::vector<std::string> names;  ///< "-n", "--dry-run"; of an argument its one name: "query"
  bool is_argument = false;
  std::string value;  ///< what it takes: "DECK", "FILE", "INT", "TEXT"; empty for a flag
  std::vector<std::string> choices;  ///< where only these values are taken
  std::string bounds;                ///< of a number: "1 to 4"; else empty
  std::string meaning;
  std::string group;
  bool required = false;
  bool many = false;                  ///< may be given more than once
  std::vector<std::string> excludes;  ///< options that it does not go with
};
/// Those of a command (null: of the program without one), in the order of its help, which is made
/// from the same table.
std::vector<OptionInfo> options_of(const Command* command, Shell& shell);

/// The options of a command in lines, those of every command too.
std::string help_of(const Command& command, Shell& shell);

/// Reads the words behind a command's name (null: there is none) into its options and into
/// `shell.options`, and gives what is to be run; nothing where the version is asked for. Throws
/// Error (usage) for words that make no sense.
Run read_options(const Command* command, std::vector<std::string> arguments, Shell& shell);

}  // namespace lianxi::app
