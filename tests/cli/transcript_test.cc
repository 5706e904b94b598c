// Runs the transcripts beside this file: what a learner types and what the program prints.
//
//   > now 2026-03-02T09:00+08:00     the clock from here on
//   $ due --json                     a command
//   < lian2xi4                       a line of its standard input
//   Nothing is due.                  its standard output
//   ! show: no entry for 不存在      its standard error
//   ? 1                              its exit status
//
// LIANXI_REWRITE=1 writes down what the program does now; read the difference before committing.

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>

#include "support/shell.h"
#include "text/utf8.h"

namespace lianxi::test {
namespace {

/// Words of a command line; double quotes keep spaces.
std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> words;
  std::string word;
  bool quoted = false;
  bool any = false;
  for (const char c : line) {
    if (c == '"') {
      quoted = !quoted;
      any = true;
    } else if (c == ' ' && !quoted) {
      if (any) words.push_back(word);
      word.clear();
      any = false;
    } else {
      word += c;
      any = true;
    }
  }
  if (any) words.push_back(word);
  return words;
}

std::string prefixed(std::string_view text, std::string_view prefix) {
  std::string result;
  if (text.ends_with('\n')) text.remove_suffix(1);
  else if (text.empty()) return "";
  for (const std::string_view line : split(text, '\n')) {
    result += std::string(prefix) + std::string(line) + "\n";
  }
  return result;
}

/// The home folder is another in every run.
std::string without_home(std::string text, const std::string& home) {
  for (auto at = text.find(home); at != text.npos; at = text.find(home)) {
    text.replace(at, home.size(), "~");
  }
  return text;
}

/// What the transcript would say today.
std::string replay(const std::string& transcript) {
  const TemporaryFolder home;
  std::string now = "2026-03-02T09:00+08:00";
  std::string result, input;
  std::vector<std::string> command;
  const auto run = [&] {
    if (command.empty()) return;
    const CommandResult done = run_command(command, now, home.path(), input);
    result += without_home(prefixed(done.out, "") + prefixed(done.err, "! "), home.path()) + "? " +
              std::to_string(done.status) + "\n";
    command.clear();
    input.clear();
  };
  std::istringstream lines(transcript);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("< ") || line == "<") {
      input += line.size() > 2 ? line.substr(2) + "\n" : "\n";
    } else if (line.starts_with("> now ") || line.starts_with("$ ") || line.starts_with("# ")) {
      run();
      if (line.starts_with("> now ")) now = line.substr(6);
      if (line.starts_with("$ ")) command = words_of(line.substr(2));
    } else {
      continue;  // output: what replaces it follows from the command
    }
    result += line + "\n";
  }
  run();
  return result;
}

}  // namespace

TEST_CASE("the program prints what the transcripts say") {
  std::filesystem::current_path(LIANXI_SOURCE_DIR);
  int transcripts = 0;
  for (const auto& file : std::filesystem::directory_iterator(LIANXI_TEST_DIR)) {
    if (file.path().extension() != ".txt") continue;
    ++transcripts;
    const std::string name = file.path().filename().string();
    CAPTURE(name);
    std::ifstream in(file.path());
    const std::string expected{std::istreambuf_iterator<char>(in), {}};
    const std::string actual = replay(expected);
    if (std::getenv("LIANXI_REWRITE")) std::ofstream(file.path()) << actual;
    else CHECK(actual == expected);
  }
  CHECK(transcripts > 0);
}

}  // namespace lianxi::test
