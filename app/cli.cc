#include "app/cli.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

#include "app/command_table.h"
#include "app/commands.h"
#include "app/wrapped_output.h"
#include "store/query_filters.h"
#include "text/nearest.h"

namespace lianxi::app {
namespace {

Error unknown_command(std::string_view name) {
  std::vector<std::string_view> names;
  for (const Command& command : command_table()) names.push_back(command.name);
  const auto near = nearest(name, names);
  return Error(ErrorKind::usage, fmt::format("there is no command {}", name),
               near ? fmt::format("did you mean {}?", *near) : "lianxi --help lists the commands");
}

std::string overview() {
  std::string text =
      "lianxi turns Chinese dictionary entries into a few minutes of practice a day.\n\n"
      "  lianxi                        where you stand, and what to type next\n";
  for (const Command& command : command_table()) {
    text += fmt::format("  lianxi {:<22} {}\n", command.name, command.summary);
  }
  return text +
         "\nlianxi COMMAND --help shows examples and options; lianxi --version the version.\n";
}

/// A review is drawn by what knows the terminal; so is the first one, which begins without a
/// command.
bool is_report_on_terminal(const Command* command, const Shell& shell) {
  return shell.out_is_terminal && command && command->name != "review" && !shell.options.json &&
         !shell.options.plain;
}

int run_parsed(std::vector<std::string> arguments, Shell& shell) {
  if (!arguments.empty() && arguments[0] == "complete") {
    arguments.erase(arguments.begin());
    return run_complete(arguments, shell);
  }
  const std::size_t at = command_index(arguments);
  const Command* command = at < arguments.size() ? find_command(arguments[at]) : nullptr;
  if (at < arguments.size() && !command) throw unknown_command(arguments[at]);
  if (command) arguments.erase(arguments.begin() + static_cast<std::ptrdiff_t>(at));

  // Help works beside options that are missing.
  const auto asks_help = [](const std::string& word) { return word == "-h" || word == "--help"; };
  const auto end = std::find(arguments.begin(), arguments.end(), "--");
  if (std::find_if(arguments.begin(), end, asks_help) != end) {
    shell.out << (command ? fmt::format("Examples:\n  {}\n\n{}", command->examples,
                                        help_of(*command, shell))
                          : overview());
    return kDone;
  }
  std::for_each(arguments.begin(), end, [](std::string& argument) {
    if (is_negated_term(argument)) argument.replace(0, 1, "not ");
  });
  const Run run = read_options(command, std::move(arguments), shell);
  if (!run) {
    shell.out << "lianxi " LIANXI_VERSION "\n";
    return kDone;
  }
  shell.start();
  std::optional<WrappedOutput> wrapped;
  if (is_report_on_terminal(command, shell)) wrapped.emplace(shell.out, shell.width);
  return run();
}

Status status_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::usage:
      return kUsage;
    case ErrorKind::input:
      return kBadInput;
    case ErrorKind::collection:
      break;
  }
  return kCollection;
}

/// What to do next, always.
std::string hint_of(const Error& error) {
  if (!error.hint().empty()) return error.hint();
  switch (error.kind()) {
    case ErrorKind::usage:
      return "lianxi COMMAND --help shows examples";
    case ErrorKind::input:
      return "nothing was written; mend the file, or get it again, and repeat the command";
    case ErrorKind::collection:
      break;
  }
  return "lianxi check says what is wrong";
}

}  // namespace

std::size_t command_index(const std::vector<std::string>& arguments) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--collection" || arguments[i] == "--now") {
      ++i;
    } else if (!arguments[i].starts_with('-')) {
      return i;
    }
  }
  return arguments.size();
}

bool is_negated_term(std::string_view argument) {
  if (argument.size() < 2 || argument[0] != '-') return false;
  const char first = argument[1];
  if (first == '(' || first == '"' || static_cast<unsigned char>(first) >= 0x80) return true;
  const auto colon = argument.find(':');
  return colon != argument.npos && store::find_filter(argument.substr(1, colon - 1));
}

int run_command_line(const std::vector<std::string>& arguments, Shell& shell) {
  try {
    return run_parsed(arguments, shell);
  } catch (const Error& error) {
    shell.out.flush();
    shell.err << "lianxi: " << shell.safe(error.what()) << '\n';
    shell.err << "  " << shell.safe(hint_of(error)) << '\n';
    return status_of(error.kind());
  } catch (const std::bad_alloc&) {
    shell.out.flush();
    shell.err << "lianxi: there is not enough memory for this; nothing was written\n";
    return kCollection;
  } catch (const std::filesystem::filesystem_error& error) {
    shell.out.flush();
    shell.err << "lianxi: " << shell.safe(error.path1().string()) << ": "
              << shell.safe(error.code().message()) << "\n  see whether it is there and readable\n";
    return kBadInput;
  }
}

}  // namespace lianxi::app
