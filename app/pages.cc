#include "app/pages.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "app/config_file.h"
#include "lint/lint.h"
#include "store/query_filters.h"
#include "store/settings.h"
#include "text/utf8.h"

namespace lianxi::app {
namespace {

/// Bytes of a line of source, as formatters count them.
constexpr std::size_t kPageLine = 78;

/// Each character beyond ASCII becomes an escape like \[u8054].
std::size_t source_size(std::string_view text) {
  const auto others = std::ranges::count_if(text, [](char c) { return (c & 0xc0) == 0xc0; });
  return text.size() + 8 * static_cast<std::size_t>(others);
}
/// More than so many choices are listed below an option, not beside it.
constexpr std::size_t kChoicesBeside = 4;

// Text -------------------------------------------------------------------------------------------

/// `text` as roff shows it: just these characters, as somebody may copy them.
std::string roff(std::string_view text) {
  constexpr std::array<std::pair<char, std::string_view>, 7> signs = {{{'\\', "\\e"},
                                                                       {'-', "\\-"},
                                                                       {'\'', "\\(aq"},
                                                                       {'`', "\\(ga"},
                                                                       {'^', "\\(ha"},
                                                                       {'~', "\\(ti"},
                                                                       {'"', "\\(dq"}}};
  std::string out;
  for (const char c : text) {
    const auto sign = std::ranges::find(signs, c, &std::pair<char, std::string_view>::first);
    sign == signs.end() ? out += c : out += sign->second;
  }
  return out;
}

/// The same as one line, which is no request.
std::string roff_line(std::string_view text) {
  return (text.starts_with('.') ? "\\&" : "") + roff(text);
}

/// One word of prose: a hyphen within a word is one.
std::string prose_word(std::string_view word) {
  std::string out = roff(word);
  for (std::size_t at = out.find("\\-", 1); at != npos && !word.starts_with('-');
       at = out.find("\\-", at + 1)) {
    const bool between = at + 2 < out.size() && out[at - 1] >= 'a' && out[at - 1] <= 'z' &&
                         out[at + 2] >= 'a' && out[at + 2] <= 'z';
    if (between) out.erase(at, 1);
  }
  return out;
}

/// Running text in lines; a sentence begins a new one.
std::string prose(std::string_view text) {
  std::string out, line;
  const auto end_line = [&] {
    if (!line.empty()) out += (line[0] == '.' ? "\\&" : "") + line + "\n";
    line.clear();
  };
  for (const std::string_view word : split(text, ' ')) {
    const std::string piece = prose_word(word);
    if (!line.empty() && source_size(line) + 1 + source_size(piece) > kPageLine) end_line();
    line += (line.empty() ? "" : " ") + piece;
  }
  end_line();
  return out;
}

// Options ----------------------------------------------------------------------------------------

/// What an option takes, for a reader: `Ar deck`.
std::string value_macro(const OptionInfo& option) {
  if (option.value.empty()) return "";
  if (!option.choices.empty() && option.choices.size() <= kChoicesBeside) {
    return fmt::format(" Cm {}", fmt::join(option.choices, " | "));
  }
  if (option.value == "INT") return " Ar number";
  return " Ar " + store::ascii_lower(option.value);
}

std::string flag_macro(std::string_view name) { return fmt::format("Fl {}", name.substr(1)); }

/// "Fl n , Fl -dry-run".
std::string flag_macros(const OptionInfo& option) {
  std::vector<std::string> flags;
  for (const std::string& name : option.names) flags.push_back(flag_macro(name));
  return fmt::format("{}", fmt::join(flags, " , "));
}

/// What its check says and its meaning does not.
std::string restriction(const OptionInfo& option) {
  std::string text;
  const bool told = std::ranges::all_of(option.choices, [&](const std::string& choice) {
    return option.meaning.find(choice) != std::string::npos;
  });
  const bool beside = !option.is_argument && option.choices.size() <= kChoicesBeside;
  if (!told && !beside) text += fmt::format("One of {}. ", fmt::join(option.choices, ", "));
  if (!option.bounds.empty()) text += fmt::format("A number, {}. ", option.bounds);
  if (!option.excludes.empty()) {
    text += fmt::format("Not together with {}. ", fmt::join(option.excludes, ", "));
  }
  return text.substr(0, text.size() - (text.empty() ? 0 : 1));
}

std::string option_item(const OptionInfo& option) {
  const std::string more = option.many && option.is_argument ? " ..." : "";
  const std::string head = option.is_argument ? "Ar " + option.names[0] + more
                                              : flag_macros(option) + value_macro(option);
  std::string text = fmt::format(".It {}\n{}", head, prose(option.meaning));
  if (const std::string also = restriction(option); !also.empty()) {
    text.insert(text.size() - 1, ".");
    std::string_view rest = also;
    for (auto end = rest.find(". "); end != npos; end = rest.find(". ")) {
      text += prose(rest.substr(0, end + 1));
      rest.remove_prefix(end + 2);
    }
    text += prose(rest);
  }
  return text;
}

std::string option_list(const std::vector<OptionInfo>& options) {
  std::string text = ".Bl -tag -width Ds\n";
  for (const OptionInfo& option : options) text += option_item(option);
  return text + ".El\n";
}

std::vector<OptionInfo> of_group(const std::vector<OptionInfo>& options, std::string_view group) {
  std::vector<OptionInfo> chosen;
  std::ranges::copy_if(options, std::back_inserter(chosen), [&](const OptionInfo& option) {
    return !option.is_argument && option.group == group;
  });
  return chosen;
}

std::vector<OptionInfo> arguments_of(const std::vector<OptionInfo>& options) {
  std::vector<OptionInfo> chosen;
  std::ranges::copy_if(options, std::back_inserter(chosen), &OptionInfo::is_argument);
  return chosen;
}

std::string synopsis(const Command& command, const std::vector<OptionInfo>& options) {
  std::string text = fmt::format(".Nm lianxi Cm {}\n", command.name);
  for (const OptionInfo& option : options) {
    if (option.is_argument || option.group == kEveryCommand || option.names[0] == "-h") continue;
    text += fmt::format(".Op {}{}\n", flag_macro(option.names[0]), value_macro(option));
  }
  for (const OptionInfo& option : arguments_of(options)) {
    text += fmt::format(".{} {}{}\n", option.required ? "Ar" : "Op Ar", option.names[0],
                        option.many ? " ..." : "");
  }
  return text;
}

std::string all_groups(const std::vector<OptionInfo>& options) {
  std::vector<std::string> groups;
  for (const OptionInfo& option : options) {
    if (!option.is_argument && option.group != kEveryCommand) add_unique(groups, option.group);
  }
  std::string text = ".Sh OPTIONS\n";
  for (const std::string& group : groups) {
    // The first has no title of its own.
    if (group != groups.front()) text += fmt::format(".Ss {}\n", group);
    text += option_list(of_group(options, group));
  }
  return text + fmt::format(".Ss {}\n", kEveryCommand) +
         option_list(of_group(options, kEveryCommand));
}

// Lists from tables ------------------------------------------------------------------------------

std::string every_command(Shell&) {
  std::string text = ".Bl -tag -width Ds\n";
  for (const Command& command : command_table()) {
    text += fmt::format(".It Xr lianxi-{} 1\n{}", command.name, prose(command.summary));
  }
  return text + ".El\n";
}

std::string every_filter(Shell&) {
  std::string text = ".Bl -tag -width Ds\n";
  for (const store::Filter& filter : store::filters()) {
    text += fmt::format(".It Cm {}:\\&\n{}", filter.name, prose(filter.wants));
    if (filter.values.empty()) continue;
    text.insert(text.size() - 1, ":");
    text += prose(fmt::format("{}", fmt::join(filter.values, ", ")));
  }
  return text + ".El\n";
}

std::string setting_item(std::string_view key, std::string_view meaning, std::string_view allowed,
                         std::string_view fallback) {
  const std::string usual = fallback.empty() ? "" : fmt::format(" (default: {})", fallback);
  return fmt::format(".It Cm {}\n{}{}", key, prose(fmt::format("{}.", meaning)),
                     prose(fmt::format("It takes {}{}.", allowed, usual)));
}

std::string every_setting(Shell&) {
  std::string text = ".Ss Of the collection\n.Bl -tag -width Ds\n";
  for (const store::SettingInfo& info : store::setting_infos()) {
    text += setting_item(info.key, info.meaning, info.allowed, info.fallback);
  }
  text += ".El\n.Ss Of the machine\n.Bl -tag -width Ds\n";
  for (const MachineSetting& info : machine_settings()) {
    text += setting_item(info.key, info.meaning, info.allowed, info.fallback);
  }
  return text + ".El\n";
}

std::string every_finding(Shell&) {
  std::string text = ".Bl -tag -width Ds\n";
  for (const LintCode& code : lint_codes()) {
    text += fmt::format(".It Li {}\n{}", code.code, prose(code.says));
  }
  return text + ".El\n";
}

std::string options_of_all(Shell& shell) {
  std::vector<OptionInfo> options = options_of(nullptr, shell);
  std::erase_if(options, &OptionInfo::is_argument);
  return option_list(options);
}

std::string exit_codes(Shell&) {
  return fmt::format(R"(.Bl -tag -width Ds
.It {}
Done.
.It {}
The answer is no: nothing to review, not found, findings of
.Cm lint .
.It {}
The command line makes no sense.
.It {}
A file cannot be used; nothing was written.
.It {}
The collection is busy, damaged, newer, or not what its log says.
.It {}
Interrupted; by another signal 128 and its number.
.El
)",
                     static_cast<int>(kDone), static_cast<int>(kNo), static_cast<int>(kUsage),
                     static_cast<int>(kBadInput), static_cast<int>(kCollection),
                     static_cast<int>(kInterrupted));
}

struct StandIn {
  std::string_view line;
  std::string (*text)(Shell& shell);
};
std::string date_of_pages(Shell&) { return ".Dd " LIANXI_PAGES_DATE "\n"; }

constexpr std::array<StandIn, 7> kStandIns = {{
    {"@date@", date_of_pages},
    {"@commands@", every_command},
    {"@filters@", every_filter},
    {"@settings@", every_setting},
    {"@findings@", every_finding},
    {"@options@", options_of_all},
    {"@exit-codes@", exit_codes},
}};

std::string example_lines(std::string_view examples) {
  std::string text;
  for (const std::string_view line : split(examples, '\n')) text += roff_line(trim(line)) + "\n";
  return text;
}

std::string title(std::string_view name) {
  std::string out(name);
  std::ranges::transform(out, out.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return out;
}

}  // namespace

std::string command_page(const Command& command, std::string_view prose_text, Shell& shell) {
  const std::vector<OptionInfo> options = options_of(&command, shell);
  const std::vector<OptionInfo> arguments = arguments_of(options);
  std::string page = fmt::format(
      ".\\\" Made from the tables of the command line and app/man.\n"
      ".Dd {}\n.Dt LIANXI-{} 1\n.Os\n.Sh NAME\n.Nm lianxi-{}\n.Nd {}\n",
      LIANXI_PAGES_DATE, title(command.name), command.name, roff(command.summary));
  page += ".Sh SYNOPSIS\n" + synopsis(command, options);
  page += ".Sh DESCRIPTION\n" + filled_page(prose_text, shell);
  if (prose_text.empty()) page += prose(capitalized(std::string(command.summary)) + ".");
  if (!arguments.empty()) page += ".Pp\nIts arguments are:\n" + option_list(arguments);
  page += all_groups(options);
  page += ".Sh EXIT STATUS\n0 when done, 1 when the answer is no; see\n.Xr lianxi 1 .\n";
  page += ".Sh EXAMPLES\n.Bd -literal -offset indent\n" + example_lines(command.examples) + ".Ed\n";
  return page + ".Sh SEE ALSO\n.Xr lianxi 1 ,\n.Xr lianxi-deck 5 ,\n.Xr lianxi-log 7\n";
}

std::string filled_page(std::string_view prose_text, Shell& shell) {
  std::string page;
  if (prose_text.ends_with('\n')) prose_text.remove_suffix(1);
  if (prose_text.empty()) return page;
  for (const std::string_view line : split(prose_text, '\n')) {
    if (!line.starts_with('@')) {
      page += std::string(line) + "\n";
      continue;
    }
    const auto stand_in = std::ranges::find(kStandIns, line, &StandIn::line);
    if (stand_in == kStandIns.end()) {
      throw Error(ErrorKind::input, fmt::format("{} stands for nothing", line), "see app/pages.h");
    }
    page += stand_in->text(shell);
  }
  return page;
}

}  // namespace lianxi::app
