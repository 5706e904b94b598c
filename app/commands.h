#pragma once

// Every command: a plain struct of options and a function that returns the exit status. One file
// each: cmd_<name>.cc.

#include <optional>
#include <string>
#include <vector>

#include "app/shell.h"

namespace lianxi::app {

/// Where the learner stands, and what to type next.
int run_home(Shell& shell);

struct ImportOptions {
  std::vector<std::string> paths;
  bool dry_run = false;
  bool keep_going = false;
};
/// Takes pages and decks into the collection.
int run_import(const ImportOptions& options, Shell& shell);

struct ReviewOptions {
  std::optional<int> limit;
  std::optional<int> new_cards;
  std::optional<int> minutes;
  std::string deck;
  std::string kind;
  bool cram = false;
};
/// Asks today's cards.
int run_review(const ReviewOptions& options, Shell& shell);

struct DueOptions {
  std::string deck;
};
/// How many cards wait today, per deck.
int run_due(const DueOptions& options, Shell& shell);

struct WordOptions {
  std::vector<std::string> words;  ///< headwords, traditional forms, or card ids
};
/// Everything that is known of a word, and its cards.
int run_show(const WordOptions& options, Shell& shell);
/// Hides cards until told otherwise, or brings them back.
int run_suspend(const WordOptions& options, bool suspend, Shell& shell);

struct ListOptions {
  std::string deck;
};
/// The entries of the collection.
int run_list(const ListOptions& options, Shell& shell);
/// The decks of the collection.
int run_decks(Shell& shell);

struct UndoOptions {
  bool import = false;
  bool setting = false;
};
/// Takes back the latest act.
int run_undo(const UndoOptions& options, Shell& shell);
/// Takes back the latest undo.
int run_redo(Shell& shell);

struct LogOptions {
  std::optional<int> limit;
};
/// The log, newest last.
int run_log(const LogOptions& options, Shell& shell);

/// How it is going.
int run_stats(Shell& shell);

struct ExportOptions {
  std::string what;    ///< stats or reviews
  std::string format;  ///< csv or json
  std::string table;   ///< of stats, for csv
  std::string file;    ///< "-" for standard output
};
/// Progress for other programs.
int run_export(const ExportOptions& options, Shell& shell);

/// Folds everything again and compares.
int run_check(Shell& shell);

struct ConfigOptions {
  std::string action;  ///< list, get or set
  std::string key;
  std::string value;
};
/// Settings: of the collection and of the machine.
int run_config(const ConfigOptions& options, Shell& shell);

struct LintOptions {
  std::vector<std::string> paths;
};
/// Checks pages and decks as a compiler checks code.
int run_lint(const LintOptions& options, Shell& shell);

}  // namespace lianxi::app
