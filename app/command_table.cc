#include "app/command_table.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <memory>

#include "app/commands.h"
#include "app/stats_tables.h"
#include "cards/card.h"
#include "import/notes.h"
#include "text/utf8.h"

namespace lianxi::app {
namespace {

/// Words of the query language, and its short forms.
void declare(CLI::App& app, QueryOptions& options) {
  app.add_option("query", options.words, "which: 联系 lian2xi4 contact deck:first is:due ...");
  app.add_option("--deck", options.deck, "of this deck only")->type_name("DECK");
  app.add_option("--kind", options.kind, kinds_of_words())->type_name("KIND");
}

void declare(CLI::App& app, ImportOptions& options) {
  app.add_option("path", options.paths,
                 "pages, deck files or folders, files of other programs; - for standard input")
      ->required();
  app.add_option("--format", options.format,
                 fmt::format("what a file of another program is, else found by its content: {}",
                             fmt::join(kNoteFormats, ", ")))
      ->type_name("FORMAT");
  app.add_option("--map", options.map,
                 "what a field is taken for: Front=characters, 2=pinyin, Basic:Back=meaning, plain")
      ->type_name("FIELD");
  app.add_flag("-n,--dry-run", options.dry_run, "say what would happen and write nothing");
  app.add_flag("--keep-going", options.keep_going, "leave out files that cannot be used");
  app.add_flag("--explain", options.explain, "print what else each blank admits, and why");
  auto* mine = app.add_flag("--mine", options.mine, "in conflicts keep what you have edited");
  app.add_flag("--theirs", options.theirs, "in conflicts take what the deck says")->excludes(mine);
}

void declare(CLI::App& app, ReviewOptions& options) {
  const CLI::Range count(0, 1000000);
  app.add_option("--limit", options.limit, "at most so many cards")->check(count);
  app.add_option("--new", options.new_cards, "at most so many new cards")->check(count);
  app.add_option("--minutes", options.minutes, "no new question after so many minutes")
      ->check(count);
  declare(app, options.query);
  app.add_flag("--cram", options.cram, "every card once, due or not; writes nothing");
  app.add_option("--ahead", options.ahead, "cards due within so many days too")->check(count);
  app.add_option("--grades", options.grades, "four ratings, or six grades as SM-2 has them")
      ->check(CLI::IsMember({"four", "six"}));
  app.add_flag("--accessible", options.accessible, "lines in words, for a screen reader");
}

void declare(CLI::App& app, AnswerOptions& options) {
  app.add_option("card", options.card, "the card's id, as lianxi next shows it")->required();
  app.add_option("text", options.typed,
                 "the answer; further ones for when it is asked again; none: don't know");
  auto* rating = app.add_option("--rating", options.rating, "1 again, 2 hard, 3 good, 4 easy")
                     ->check(CLI::Range(1, 4));
  app.add_option("--quality", options.quality, "SM-2's grade, 0 to 5")
      ->check(CLI::Range(0, 5))
      ->excludes(rating);
  app.add_option("--ahead", options.ahead, "also a card due within so many days")
      ->check(CLI::Range(0, 1000000));
}

void declare(CLI::App& app, DueOptions& options) {
  app.add_option("--deck", options.deck, "cards of this deck only")->type_name("DECK");
  app.add_flag("--short", options.short_form,
               "12+3 (waiting + new) for a prompt or a status line; nothing where nothing waits");
}

void declare(CLI::App& app, AddOptions& options) {
  app.add_option("word", options.words,
                 "words in characters; 行:háng where a word has several readings");
  const char* many = "Many words of the dictionary";
  app.add_option("--hsk", options.hsk, "a level of a list: 3.0:3, 2.0:1-2, \"3.0 (2025):4\"")
      ->type_name("LEVELS")
      ->group(many);
  app.add_option("--file", options.file,
                 "one word a line, its pinyin behind a tab or colon; - for standard input")
      ->type_name("FILE")
      ->group(many);
  app.add_option("--text", options.text,
                 "new words of a text, the most frequent first, grammar words and names last; "
                 "- for standard input")
      ->type_name("FILE")
      ->group(many);
  app.add_option("--top", options.top, "of the text add so many")
      ->check(CLI::Range(1, 100000))
      ->group(many);
  const char* hand = "One word by hand";
  app.add_option("--reading", options.readings,
                 "pinyin with tones: cháguǎn or cha2guan3; more than once for several readings")
      ->type_name("PINYIN")
      ->allow_extra_args(false)
      ->group(hand);
  app.add_option("--definition", options.definition, "what it means")->group(hand);
  app.add_option("--traditional", options.traditional, "in traditional characters")->group(hand);
  app.add_option("--part-of-speech", options.part_of_speech, "verb, noun, ...")->group(hand);
  app.add_option("--level", options.level, "with its list: \"4 (2.0)\"")
      ->type_name("LEVEL")
      ->group(hand);
  app.add_option("--nutshell", options.nutshell, "a line to remember it by")->group(hand);
  app.add_option("--example", options.examples, "\"Chinese | pinyin | English\"; more than once")
      ->allow_extra_args(false)
      ->group(hand);
  app.add_option("--tag", options.tags, "a tag; more than once")
      ->type_name("TAG")
      ->allow_extra_args(false);
  app.add_flag("-n,--dry-run", options.dry_run, "say what would be added and write nothing");
}

void declare(CLI::App& app, EditOptions& options) {
  app.add_option("word", options.word, "the entry; without it, the conflicts are listed");
  app.add_option("--file", options.file, "take the new text from this file; - for standard input")
      ->type_name("FILE");
  auto* mine =
      app.add_flag("--mine", options.mine, "settle its conflicts: keep what you have edited");
  app.add_flag("--theirs", options.theirs, "settle its conflicts: take what the deck says")
      ->excludes(mine);
}

void declare(CLI::App& app, DeleteOptions& options) {
  app.add_option("word", options.words, "the entries")->required();
  app.add_flag("-n,--dry-run", options.dry_run, "say what would go and write nothing");
}

void declare(CLI::App& app, ShowOptions& options) {
  app.add_option("word", options.words, "words")->required();
  app.add_flag("--rivals", options.rivals, "what else each blank admits, and why");
}

void declare(CLI::App& app, CardsOptions& options) {
  declare(app, options.query);
  app.add_flag("-n,--dry-run", options.dry_run, "say how many and write nothing");
}

void declare(CLI::App& app, FlagOptions& options) {
  declare(app, options.cards);
  app.add_option("--note", options.note, "why");
  app.add_flag("--clear", options.clear, "take the flag away");
}

void declare(CLI::App& app, SetDueOptions& options) {
  declare(app, options.cards);
  app.add_option("--on", options.day, "2026-03-09, today, tomorrow or +7; or as the last word")
      ->type_name("DAY");
}

void declare(CLI::App& app, CatchupOptions& options) {
  app.add_option("--minutes", options.minutes, "so many minutes a day (default: 20)")
      ->check(CLI::Range(1, 1440));
  declare(app, options.query);
  app.add_flag("-n,--dry-run", options.dry_run, "say what would happen and write nothing");
}

void declare(CLI::App& app, ForecastOptions& options) {
  app.add_option("--new", options.new_cards, "at most so many new cards a day")
      ->check(CLI::Range(0, 9999));
  app.add_option("--days", options.days, "so many days (default: 90)")->check(CLI::Range(1, 365));
  app.add_option("--break", options.pause,
                 "days without study, the last one included: 2026-04-01..2026-04-14, +7..+13")
      ->type_name("DAYS");
  app.add_option("--deck", options.deck, "cards of this deck only")->type_name("DECK");
}

void declare(CLI::App& app, OptimizeCommandOptions& options) {
  auto* log =
      app.add_option("--log", options.log, "a table of answers instead of the collection's own")
          ->type_name("FILE");
  app.add_option("--threads", options.threads, "so many at once (default: 1)")
      ->check(CLI::Range(1, 256));
  app.add_flag("--save", options.save, "keep the parameters, for the scheduler fsrs")
      ->excludes(log);
}

void declare(CLI::App& app, SimulateCommandOptions& options) {
  app.add_option("--days", options.days, "so many days (default: 365)")->check(CLI::Range(1, 3650));
  app.add_option("--new", options.new_cards, "at most so many new cards a day")
      ->check(CLI::Range(0, 9999));
  app.add_option("--runs", options.runs, "so many times for each point (default: 8)")
      ->check(CLI::Range(1, 256));
  app.add_flag("--by-new", options.by_new_cards, "limits of new cards instead of retentions");
}

void declare(CLI::App& app, FindOptions& options) {
  declare(app, options.query);
  app.add_flag("--cards", options.cards, "list cards, not words");
}

void declare(CLI::App& app, UndoOptions& options) {
  auto* import = app.add_flag("--import", options.import, "take back the latest import");
  auto* setting = app.add_flag("--setting", options.setting, "take back the latest setting");
  app.add_flag("--session", options.session,
               "take back all since the latest pause of half an hour, as one")
      ->excludes(import)
      ->excludes(setting->excludes(import));
}

void declare(CLI::App& app, BackupOptions& options) {
  app.add_option("file", options.file, "a new file; without it, a name in the folder of backups");
  app.add_flag("--list", options.list, "list the backups in that folder");
  app.add_flag("-n,--dry-run", options.dry_run, "say where and how large, and write nothing");
}

void declare(CLI::App& app, RestoreOptions& options) {
  auto* backup = app.add_option("backup", options.backup,
                                "a backup: a file, or a name from the list; without it, the list");
  app.add_option("--at", options.at,
                 "the moment to go back to: \"yesterday 18:00\", 9:30, 2 hours ago, -3d, ISO 8601")
      ->type_name("TIME")
      ->excludes(backup);
  app.add_flag("-n,--dry-run", options.dry_run, "say what would change and write nothing");
}

void declare(CLI::App& app, LogOptions& options) {
  app.add_option("--limit", options.limit, "only the latest so many")
      ->check(CLI::Range(0, 1000000));
}

void declare(CLI::App& app, StatsBounds& bounds) {
  app.add_option("--since", bounds.since, "figures from this day on, like 2026-03-02")
      ->type_name("DAY");
  app.add_option("--until", bounds.until, "figures up to this day")->type_name("DAY");
}

void declare(CLI::App& app, StatsCommandOptions& options) {
  app.add_option("what", options.what,
                 "tones: those missed; levels: words of the HSK lists; leeches: cards that keep "
                 "lapsing; without it: all in short")
      ->check(CLI::IsMember({"tones", "levels", "leeches"}));
  declare(app, options.bounds);
  app.add_option("--deck", options.bounds.deck, "only cards of this deck")->type_name("DECK");
  app.add_flag("--accessible", options.accessible, "plain numbers, for a screen reader");
}

void declare(CLI::App& app, ConfusionsOptions& options) {
  app.add_option("word", options.words, "only pairs with one of these words");
  declare(app, options.bounds);
  app.add_option("--deck", options.bounds.deck, "words asked of this deck only")->type_name("DECK");
  app.add_flag("--contrast", options.contrast,
               "make contrast cards where a pair is ready, let those learnt rest");
}

void declare(CLI::App& app, ExportOptions& options) {
  app.add_option("what", options.what,
                 "stats, reviews, a deck by its name, anki, text, json or events")
      ->required()
      ->check(CLI::IsMember({"stats", "reviews", "deck", "anki", "text", "json", "events"}));
  declare(app, options.query);
  app.add_option("--format", options.format,
                 "csv or json; text: anki, csv or tsv (default: csv, anki; json with --json)")
      ->check(CLI::IsMember({"csv", "json", "tsv", "anki"}));
  app.add_option("--table", options.table,
                 "stats: this table alone (csv: days, where none is named)")
      ->check(CLI::IsMember(stats_table_names()));
  declare(app, options.bounds);
  app.add_option("--html", options.html, "stats as a page for a browser, in this file")
      ->type_name("FILE");
  app.add_flag("--details", options.details,
               "reviews as csv: also word, kind, what was typed, ...");
  app.add_option("-o,--output", options.file,
                 "write to this file (a deck: or folder/) instead of standard output")
      ->type_name("FILE");
}

void declare(CLI::App& app, CheckOptions& options) {
  app.add_flag("--quick", options.quick,
               "fold and compare alone: the pages and indexes of the file take most of the time");
  app.add_flag("--mend-clock", options.mend_clock,
               "give events written while the clock was in the future the time of now");
  app.add_flag("--repair", options.repair,
               "make all again from the log; of a damaged file save what can be read");
}

void declare(CLI::App& app, ConfigOptions& options) {
  app.add_option("action", options.action, "list, get or set")
      ->check(CLI::IsMember({"list", "get", "set"}));
  app.add_option("key", options.key, "the setting");
  app.add_option("value", options.value, "its new value");
}

void declare(CLI::App& app, MergeOptions& options) {
  app.add_option("file", options.path,
                 "a collection, a backup, or what export events or json wrote")
      ->required();
  app.add_flag("-n,--dry-run", options.dry_run, "say what would change and why; write nothing");
}

void declare(CLI::App& app, SyncOptions& options) {
  app.add_option("folder", options.folder,
                 "the folder that your devices share (default: the setting sync-folder)");
  app.add_flag("-n,--dry-run", options.dry_run, "say what would change and why; write nothing");
}

void declare(CLI::App& app, DictOptions& options) {
  app.add_option("action", options.action, "install, find or list")
      ->required()
      ->check(CLI::IsMember({"install", "find", "list"}));
  app.add_option("word", options.words,
                 "what to look up: characters, pinyin, English; or the file, - for standard input");
  app.add_option("--limit", options.limit, "at most so many words")->check(CLI::Range(1, 1000));
}

void declare(CLI::App& app, LintOptions& options) {
  app.add_option("path", options.paths, "pages, deck files or deck folders; - for standard input")
      ->required();
}

/// A command with these options: what they are is said once for each struct, by its `declare`.
template <typename Options, int (*run)(const Options&, Shell&)>
Run command(CLI::App& app, Shell& shell) {
  auto options = std::make_shared<Options>();
  declare(app, *options);
  return [options, &shell] { return run(*options, shell); };
}

/// One without options of its own.
template <int (*run)(Shell&)>
Run command(CLI::App&, Shell& shell) {
  return [&shell] { return run(shell); };
}

constexpr std::array<Command, 38> kCommands = {{
    {"import", "take pages, decks and files of other programs into the collection",
     "lianxi import decks/contact\n  lianxi import page.txt -n\n  lianxi import chinese.apkg\n  "
     "lianxi import words.csv --map Front=characters",
     command<ImportOptions, run_import>},
    {"review", "ask today's cards",
     "lianxi review\n  lianxi review --minutes 10\n  lianxi review deck:first -kind:cloze --new 5",
     command<ReviewOptions, run_review>},
    {"next", "the card that review would ask now", "lianxi next\n  lianxi next deck:first --json",
     command<QueryOptions, run_next>},
    {"answer", "judge an answer to one card and save it",
     "lianxi answer 1b2c3d4e lian2xi4\n  lianxi answer 1b2c3d4e lianxi lian2xi4 --json\n"
     "  lianxi answer 1b2c3d4e --rating 3",
     command<AnswerOptions, run_answer>},
    {"due", "how many cards wait today", "lianxi due\n  lianxi due --json\n  lianxi due --short",
     command<DueOptions, run_due>},
    {"catchup", "after a break: spread what waits over the days to come",
     "lianxi catchup --minutes 20 -n\n  lianxi catchup --minutes 20\n"
     "  lianxi catchup deck:first --minutes 10",
     command<CatchupOptions, run_catchup>},
    {"forecast", "cards and minutes a day in the days to come, and what a break costs",
     "lianxi forecast\n  lianxi forecast --new 5\n"
     "  lianxi forecast --break 2026-04-01..2026-04-14\n"
     "  lianxi forecast --deck first --days 30 --json",
     command<ForecastOptions, run_forecast>},
    {"simulate", "what other retentions, limits and schedulers would cost",
     "lianxi simulate\n  lianxi simulate --by-new\n  lianxi simulate --days 180 --new 5 --json",
     command<SimulateCommandOptions, run_simulate>},
    {"show", "everything that is known of a word",
     "lianxi show 联系\n  lianxi show 联系 --rivals\n  lianxi show 联系 --json",
     command<ShowOptions, run_show>},
    {"add", "make entries from the dictionary or by hand",
     "lianxi add 联系 茶馆 行:háng       # from the dictionary; brings back what was deleted\n"
     "  lianxi add --hsk 3.0:3 -n\n"
     "  lianxi add --file words.txt\n"
     "  lianxi add --text article.txt --top 10\n"
     "  lianxi add 茶馆 --reading cha2guan3 --definition teahouse "
     "--example '这家茶馆很安静。 | Zhè jiā cháguǎn hěn ānjìng. | This teahouse is quiet.'",
     command<AddOptions, run_add>},
    {"edit", "change an entry in your editor, settle conflicts",
     "lianxi edit 联系\n  lianxi edit\n  lianxi edit 联系 --theirs",
     command<EditOptions, run_edit>},
    {"delete", "remove entries on purpose", "lianxi delete 联系 关系 -n\n  lianxi delete 联系",
     command<DeleteOptions, run_delete>},
    {"find", "the words, or cards, that a query chooses",
     "lianxi find 系\n  lianxi find lian2xi4\n  lianxi find contact\n"
     "  lianxi find 'deck:first (is:due or is:leech) -kind:cloze' --cards\n"
     "  lianxi find rated:7d:1",
     command<FindOptions, run_find>},
    {"why", "the arithmetic that led to a due date",
     "lianxi why 联系\n  lianxi why 联系 --kind meaning\n  lianxi why 1b2c3d4e",
     command<QueryOptions, run_why>},
    {"list", "the entries", "lianxi list\n  lianxi list deck:contact is:new",
     command<QueryOptions, run_list>},
    {"decks", "the decks", "lianxi decks", command<run_decks>},
    {"undo", "take back the latest act",
     "lianxi undo\n  lianxi undo --session\n  lianxi undo --import",
     command<UndoOptions, run_undo>},
    {"redo", "take back the latest undo", "lianxi redo", command<run_redo>},
    {"backup", "a copy of the collection in one file",
     "lianxi backup\n  lianxi backup /media/stick/lianxi.db\n  lianxi backup --list",
     command<BackupOptions, run_backup>},
    {"restore", "go back to a moment, or put a backup in the collection's place",
     "lianxi restore --at 'yesterday 18:00' -n\n  lianxi restore --at '2 hours ago'\n"
     "  lianxi undo              # takes it back\n"
     "  lianxi restore           # lists the backups\n"
     "  lianxi restore collection-2026-03-02T090000.db -n",
     command<RestoreOptions, run_restore>},
    {"log", "every act, oldest first", "lianxi log --limit 20\n  lianxi log --json",
     command<LogOptions, run_log>},
    {"stats", "how it is going",
     "lianxi stats\n  lianxi stats --since 2026-01-01 --deck first\n  lianxi stats tones\n"
     "  lianxi stats levels\n  lianxi stats leeches\n  lianxi stats --json",
     command<StatsCommandOptions, run_stats>},
    {"evaluate", "how well SM-2 and FSRS foretell what you recall",
     "lianxi evaluate\n  lianxi evaluate --json", command<run_evaluate>},
    {"optimize", "fit FSRS to your answers",
     "lianxi optimize\n  lianxi optimize --save\n  lianxi optimize --log reviews.csv --json",
     command<OptimizeCommandOptions, run_optimize>},
    {"confusions", "which word was typed for which, and contrast cards against it",
     "lianxi confusions\n  lianxi confusions 联系 --since 2026-03-02\n"
     "  lianxi confusions --contrast",
     command<ConfusionsOptions, run_confusions>},
    {"export", "everything for other programs: cards, answers, decks, the log",
     "lianxi export reviews -o reviews.csv\n  lianxi export reviews deck:first --details\n"
     "  lianxi export stats --table days\n  lianxi export stats --format json\n"
     "  lianxi export stats --html progress.html\n"
     "  lianxi export deck contact -o contact.md\n  lianxi export events -o laptop.events\n"
     "  lianxi export json -o everything.json\n  lianxi export anki -o lianxi.apkg\n"
     "  lianxi export text deck:first --format csv -o first.csv",
     command<ExportOptions, run_export>},
    {"merge", "take in what another collection knows",
     "lianxi merge /media/stick/collection.db -n\n  lianxi merge laptop.events",
     command<MergeOptions, run_merge>},
    {"sync", "two devices, one log, through a folder",
     "lianxi sync ~/Sync/lianxi\n  lianxi config set sync-folder ~/Sync/lianxi\n  lianxi sync",
     command<SyncOptions, run_sync>},
    {"suspend", "hide cards until told otherwise",
     "lianxi suspend 联系\n  lianxi suspend 1b2c3d4e\n  lianxi suspend is:leech -n",
     command<CardsOptions, run_suspend>},
    {"resume", "bring suspended cards back", "lianxi resume 联系\n  lianxi resume is:suspended",
     command<CardsOptions, run_resume>},
    {"bury", "hide cards until tomorrow", "lianxi bury 联系\n  lianxi bury kind:cloze is:due",
     command<CardsOptions, run_bury>},
    {"flag", "leave a note on cards for later",
     "lianxi flag 联系 --note 'the English is odd'\n  lianxi find is:flagged --cards\n"
     "  lianxi flag is:flagged --clear",
     command<FlagOptions, run_flag>},
    {"set-due", "give cards another day",
     "lianxi set-due 联系 2026-03-09\n  lianxi set-due is:due deck:first --on +7",
     command<SetDueOptions, run_set_due>},
    {"reset", "let cards begin again", "lianxi reset 联系 -n\n  lianxi reset 联系",
     command<CardsOptions, run_reset>},
    {"check", "fold everything again and compare",
     "lianxi check\n  lianxi check --json\n  lianxi check --repair\n  lianxi check --mend-clock",
     command<CheckOptions, run_check>},
    {"config", "settings",
     "lianxi config\n  lianxi config set new-cards 5\n"
     "  lianxi config get rollover",
     command<ConfigOptions, run_config>},
    {"dict", "a reference dictionary: install it, look words up",
     "lianxi dict install cedict_ts.u8\n  lianxi dict find lian2xi4\n  lianxi dict find 联系\n"
     "  lianxi dict find 'to contact' --json\n  lianxi dict list",
     command<DictOptions, run_dict>},
    {"lint", "check pages and decks", "lianxi lint decks/contact\n  lianxi lint page.txt --json",
     command<LintOptions, run_lint>},
}};

void declare(CLI::App& app, GlobalOptions& options) {
  const std::string group = kEveryCommand;
  app.add_option("--collection", options.collection, "the collection's file")
      ->type_name("FILE")
      ->group(group);
  app.add_option("--now", options.now, "the time to act at, ISO 8601")
      ->type_name("TIME")
      ->group(group);
  app.add_flag("--json", options.json, "JSON, for programs")->group(group);
  app.add_flag("--plain", options.plain, "one tab-separated record a line")->group(group);
  app.add_flag("-q,--quiet", options.quiet, "only what was asked for")->group(group);
  app.add_flag("--force", options.force, "do it although it looks wrong")->group(group);
  app.add_flag("--no-input", options.no_input, "never ask")->group(group);
  app.add_flag("--no-color", options.no_color, "no colour")->group(group);
}

/// One command line, ready to be read.
struct OptionTable {
  OptionTable(const Command* command, Shell& shell)
      : app(command ? std::string(command->summary) : "",
            command ? fmt::format("lianxi {}", command->name) : "lianxi") {
    app.set_help_flag();
    app.add_flag("-h,--help", help, "this text");
    if (!command) app.add_flag("--version", version, "the version");
    declare(app, shell.options);
    run = command ? command->declare(app, shell) : [&shell] { return run_home(shell); };
  }

  CLI::App app;
  bool help = false, version = false;
  Run run;
};

/// Of "TEXT:{four,six}" the names, of "INT:INT in [1 - 4]" the bounds, in words.
void read_check(std::string_view check, OptionInfo& info) {
  if (const auto open = check.find('{'); open != check.npos) {
    const std::string_view names = check.substr(open + 1, check.rfind('}') - open - 1);
    for (const std::string_view name : split(names, ',')) info.choices.emplace_back(name);
  } else if (const auto in = check.find("in ["); in != check.npos) {
    const std::string_view bounds = check.substr(in + 4, check.rfind(']') - in - 4);
    const auto dash = bounds.find(" - ");
    info.bounds = fmt::format("{} to {}", bounds.substr(0, dash), bounds.substr(dash + 3));
  }
}

OptionInfo info_of(const CLI::Option& option) {
  OptionInfo info;
  for (const std::string& name : option.get_snames()) info.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) info.names.push_back("--" + name);
  info.is_argument = option.get_positional();
  if (info.is_argument) info.names = {option.get_name(true)};
  info.meaning = option.get_description();
  info.group = option.get_group();
  info.required = option.get_required();
  info.many = option.get_expected_max() == CLI::detail::expected_max_vector_size;
  for (const CLI::Option* other : option.get_excludes()) info.excludes.push_back(other->get_name());
  if (option.get_type_size() == 0) return info;
  const std::string type = option.get_type_name();
  info.value = type.substr(0, type.find(':'));
  read_check(type, info);
  return info;
}

}  // namespace

std::span<const Command> command_table() { return kCommands; }

const Command* find_command(std::string_view name) {
  const auto found = std::ranges::find(kCommands, name, &Command::name);
  return found == kCommands.end() ? nullptr : &*found;
}

std::vector<OptionInfo> options_of(const Command* command, Shell& shell) {
  const OptionTable table(command, shell);
  std::vector<OptionInfo> infos;
  for (const CLI::Option* option : table.app.get_options()) infos.push_back(info_of(*option));
  return infos;
}

std::string help_of(const Command& command, Shell& shell) {
  return OptionTable(&command, shell).app.help();
}

Run read_options(const Command* command, std::vector<std::string> arguments, Shell& shell) {
  OptionTable table(command, shell);
  std::reverse(arguments.begin(), arguments.end());
  try {
    table.app.parse(arguments);
  } catch (const CLI::ParseError& error) {
    const std::string name =
        command ? fmt::format("lianxi {} --help", command->name) : std::string("lianxi --help");
    throw Error(ErrorKind::usage, error.what(), name + " shows examples");
  }
  return table.version ? Run() : table.run;
}

}  // namespace lianxi::app
