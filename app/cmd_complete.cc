// What the completions of bash, zsh and fish (app/completions) ask:
//
//   lianxi complete -- WORDS...          the last word is being typed; it may be empty
//   lianxi complete --bash LINE TEXT     the line up to the cursor, and its end that bash replaces
//
// The first line says whether names of files fit too (`files`, `folders`, else `words`); then comes
// one candidate a line: what the word may become, a tab, a few words on it; for bash alone what is
// to stand in the place of TEXT, quoted.

#include "app/bash_words.h"
#include "app/commands.h"
#include "app/offers.h"

namespace lianxi::app {
namespace {

std::string_view path_kind(Offers::Paths paths) {
  if (paths == Offers::Paths::files) return "files";
  return paths == Offers::Paths::folders ? "folders" : "words";
}

void complete_in_bash(const std::string& line, const std::string& replaced, Shell& shell) {
  const BashLine typed = read_bash_line(line);
  const Offers offers = offers_for(typed.words, shell);
  shell.out << path_kind(offers.paths) << '\n';
  for (const Offer& offer : offers.words) {
    const auto text = bash_text(typed.last, replaced, offer.text);
    if (text) shell.out << *text << '\n';
  }
}

}  // namespace

int run_complete(const std::vector<std::string>& arguments, Shell& shell) {
  if (arguments.size() == 3 && arguments[0] == "--bash") {
    complete_in_bash(arguments[1], arguments[2], shell);
  } else if (arguments.size() > 1 && arguments[0] == "--") {
    const Offers offers = offers_for({arguments.begin() + 1, arguments.end()}, shell);
    shell.out << path_kind(offers.paths) << '\n';
    for (const Offer& offer : offers.words) {
      shell.out << offer.text << '\t' << offer.meaning << '\n';
    }
  }
  return kDone;
}

}  // namespace lianxi::app
