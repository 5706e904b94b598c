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
  bool explain = false;  ///< print what else each blank admits
  bool mine = false, theirs = false;
  std::string format;            ///< insisted on; empty: found by content
  std::vector<std::string> map;  ///< changes of what fields are taken for
  bool review_follows = false;   ///< so nobody need be told to begin one
};
/// Takes pages, decks and files of other programs into the collection.
int run_import(const ImportOptions& options, Shell& shell);
/// Whether the file is a table of answers, and taking it in.
bool holds_reviews(const std::string& path);
void import_reviews_file(const ImportOptions& options, const std::string& path, Shell& shell);
/// Whether a file is none that people write: an archive, a database, text in UTF-16.
bool is_binary(const std::string& path);
/// Takes one file of another program; nothing where it is of no known kind.
std::optional<int> import_note_file(const ImportOptions& options, const std::string& path,
                                    Shell& shell);

/// Words of the query language (store/query.h) and its short forms, which narrow it further.
struct QueryOptions {
  std::vector<std::string> words;
  std::string deck;
  std::string kind;
  friend bool operator==(const QueryOptions&, const QueryOptions&) = default;
};

struct FindOptions {
  QueryOptions query;
  bool cards = false;  ///< list cards, not words
};
/// The words, or cards, that a query chooses.
int run_find(const FindOptions& options, Shell& shell);

struct ReviewOptions {
  QueryOptions query;
  std::optional<int> limit;
  std::optional<int> new_cards;
  std::optional<int> minutes;
  bool cram = false;
  int ahead = 0;            ///< days: cards due within them too
  std::string grades;       ///< four or six; empty: as configured
  bool accessible = false;  ///< lines in words, for a screen reader
};
/// Asks today's cards.
int run_review(const ReviewOptions& options, Shell& shell);

/// The card that review would ask now.
int run_next(const QueryOptions& options, Shell& shell);

struct AnswerOptions {
  std::string card;                ///< its id, or a word that has one card
  std::vector<std::string> typed;  ///< one try after the other; none: don't know
  std::optional<int> rating;       ///< 1-4, over what the verdict proposes
  std::optional<int> quality;      ///< 0-5, likewise
  int ahead = 0;                   ///< days: a card due within them may be answered too
};
/// Judges an answer to one card and saves it.
int run_answer(const AnswerOptions& options, Shell& shell);

struct DueOptions {
  std::string deck;
  bool short_form = false;  ///< "12+3" for a prompt; nothing where nothing waits
};
/// How many cards wait today, per deck.
int run_due(const DueOptions& options, Shell& shell);

struct AddOptions {
  std::vector<std::string> words;  ///< in characters; 行:háng where one reading is meant
  // By hand, of one word.
  std::vector<std::string> readings;
  std::string traditional, definition, part_of_speech, level, nutshell;
  std::vector<std::string> examples;  ///< "Chinese | pinyin | English"
  std::vector<std::string> tags;
  // Many words of the dictionary.
  std::string hsk;         ///< "3.0:3": a list and its levels
  std::string file;        ///< one word a line; "-" for standard input
  std::string text;        ///< whose words to add; "-" for standard input
  std::optional<int> top;  ///< of that text the most frequent so many
  bool dry_run = false;
};
/// Makes entries, by hand or from the dictionary; brings deleted ones back.
int run_add(const AddOptions& options, Shell& shell);

struct EditOptions {
  std::string word;  ///< empty: list the conflicts
  std::string file;  ///< the new text, instead of asking the editor; "-" for standard input
  bool mine = false, theirs = false;
};
/// Changes an entry in the learner's editor, or settles its conflicts.
int run_edit(const EditOptions& options, Shell& shell);

struct DeleteOptions {
  std::vector<std::string> words;
  bool dry_run = false;
};
/// Removes entries on purpose; asks first.
int run_delete(const DeleteOptions& options, Shell& shell);

struct ShowOptions {
  std::vector<std::string> words;  ///< headwords or traditional forms
  bool rivals = false;             ///< what else each blank admits
};
/// Everything that is known of a word, and its cards.
int run_show(const ShowOptions& options, Shell& shell);

/// Cards to act on.
struct CardsOptions {
  QueryOptions query;  ///< or headwords, or ids of cards
  bool dry_run = false;
};
/// Hides cards until told otherwise.
int run_suspend(const CardsOptions& options, Shell& shell);
/// Brings suspended cards back.
int run_resume(const CardsOptions& options, Shell& shell);
/// Hides cards until the next study day.
int run_bury(const CardsOptions& options, Shell& shell);
/// Forgets how cards stand; asks first.
int run_reset(const CardsOptions& options, Shell& shell);

struct FlagOptions {
  CardsOptions cards;
  std::string note;
  bool clear = false;
};
/// Leaves a note on cards for later, or takes it away.
int run_flag(const FlagOptions& options, Shell& shell);

struct SetDueOptions {
  CardsOptions cards;
  std::string day;  ///< a date, "today", "tomorrow" or "+7"; empty: the last word of the query
};
/// Gives cards that have been answered another day.
int run_set_due(const SetDueOptions& options, Shell& shell);

/// The arithmetic that led to the due dates of cards.
int run_why(const QueryOptions& options, Shell& shell);

struct CatchupOptions {
  QueryOptions query;
  int minutes = 20;  ///< a day
  bool dry_run = false;
};
/// Spreads what waits over the days to come.
int run_catchup(const CatchupOptions& options, Shell& shell);

struct ForecastOptions {
  std::string deck;
  int days = 90;
  std::optional<int> new_cards;  ///< a day; none: as configured
  std::string pause;             ///< "FROM..TO", each as set-due takes a day; empty: no break
};
/// Cards and minutes of the days to come, and what a break costs.
int run_forecast(const ForecastOptions& options, Shell& shell);

struct OptimizeCommandOptions {
  std::string log;  ///< a table of answers; empty: the collection
  int threads = 1;
  bool save = false;
};
/// Fits the parameters of FSRS to the answers.
int run_optimize(const OptimizeCommandOptions& options, Shell& shell);
/// How well each scheduler's model foretells the answers.
int run_evaluate(Shell& shell);

struct SimulateCommandOptions {
  int days = 365;
  int runs = 8;
  std::optional<int> new_cards;  ///< a day; none: as configured
  bool by_new_cards = false;
};
/// What other retentions, limits and schedulers would cost.
int run_simulate(const SimulateCommandOptions& options, Shell& shell);

/// The entries of the collection that a query chooses.
int run_list(const QueryOptions& options, Shell& shell);
/// The decks of the collection.
int run_decks(Shell& shell);

struct UndoOptions {
  bool import = false;
  bool setting = false;
  bool session = false;  ///< all since the latest pause of half an hour
};
/// Takes back the latest act, or several.
int run_undo(const UndoOptions& options, Shell& shell);
/// Takes back the latest undo.
int run_redo(Shell& shell);

struct BackupOptions {
  std::string file;  ///< empty: a name of its own in the folder of backups
  bool list = false;
  bool dry_run = false;
};
/// Copies the collection into one file, proven and durable.
int run_backup(const BackupOptions& options, Shell& shell);

struct RestoreOptions {
  std::string backup;  ///< a file, or a name from the list; empty: list the backups
  std::string at;      ///< or a moment gone by, as base/past_time.h reads it
  bool dry_run = false;
};
/// Goes back to how the collection stood, or puts a backup in its place; asks first.
int run_restore(const RestoreOptions& options, Shell& shell);
/// The latter.
int run_restore_backup(const RestoreOptions& options, Shell& shell);

struct LogOptions {
  std::optional<int> limit;
};
/// The log, newest last.
int run_log(const LogOptions& options, Shell& shell);

/// What is counted.
struct StatsBounds {
  std::string since, until;  ///< days; empty: no bound
  std::string deck;          ///< empty: all
};
struct StatsCommandOptions {
  std::string what;  ///< tones, levels or leeches; empty: the summary
  StatsBounds bounds;
  bool accessible = false;  ///< plain numbers, for a screen reader
};
/// How it is going.
int run_stats(const StatsCommandOptions& options, Shell& shell);

struct ConfusionsOptions {
  std::vector<std::string> words;  ///< only pairs with one of these
  StatsBounds bounds;              ///< of what is listed
  bool contrast = false;           ///< make contrast cards, and let those learnt rest
};
/// Which word was typed for which, and the contrast cards against it.
int run_confusions(const ConfusionsOptions& options, Shell& shell);

struct ExportOptions {
  std::string what;      ///< stats, reviews, deck, anki, text, json or events
  QueryOptions query;    ///< of reviews: those of these cards; of deck: its name
  std::string format;    ///< csv or json
  std::string table;     ///< of stats, for csv
  StatsBounds bounds;    ///< of stats
  std::string html;      ///< stats as a page in this file
  bool details = false;  ///< of reviews, for csv: more columns than others read
  std::string file;      ///< "-" for standard output
};
/// Progress for other programs, a deck as it stands, or the whole log.
int run_export(const ExportOptions& options, Shell& shell);
/// The parts of it that write notes: as a package, as text.
void export_anki(Db& db, const ExportOptions& options, Shell& shell);
void export_note_text(Db& db, const ExportOptions& options, Shell& shell, std::ostream& out);

struct MergeOptions {
  std::string path;  ///< a collection, a backup, a bundle of events or JSON
  bool dry_run = false;
};
/// Takes in what another log knows.
int run_merge(const MergeOptions& options, Shell& shell);

struct SyncOptions {
  std::string folder;  ///< empty: as configured
  bool dry_run = false;
};
/// Takes in what other devices have put into a folder, and puts there what it lacks.
int run_sync(const SyncOptions& options, Shell& shell);

struct CheckOptions {
  bool quick = false;       ///< the log and what follows from it, without the whole file
  bool mend_clock = false;  ///< give events that stand in the future the time of now
  bool repair = false;      ///< make the caches again; of a damaged file save what can be read
};
/// Folds everything again and compares.
int run_check(const CheckOptions& options, Shell& shell);
/// `check --repair`: the caches made again from the log; of a damaged file what can be read.
int run_repair(Shell& shell);
/// `check --mend-clock`: events that stand in the future get the time of now.
int run_mend_clock(Shell& shell);

struct ConfigOptions {
  std::string action = "list";  ///< list, get or set
  std::string key;
  std::string value;
};
/// Settings: of the collection and of the machine.
int run_config(const ConfigOptions& options, Shell& shell);

struct DictOptions {
  std::string action;              ///< install, find or list
  std::vector<std::string> words;  ///< the file, or what is looked for
  int limit = 20;
};
/// A reference dictionary beside the collection: installed, looked up, listed.
int run_dict(const DictOptions& options, Shell& shell);

struct LintOptions {
  std::vector<std::string> paths;
};
/// Checks pages and decks as a compiler checks code.
int run_lint(const LintOptions& options, Shell& shell);

/// What shells ask while a line is being typed (app/completions); no command of the learner's.
/// Always kDone.
int run_complete(const std::vector<std::string>& arguments, Shell& shell);

}  // namespace lianxi::app
