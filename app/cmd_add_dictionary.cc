#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "app/add.h"
#include "app/dictionary_file.h"
#include "app/json.h"
#include "app/list_choice.h"
#include "app/lookup.h"
#include "app/read_line.h"
#include "app/text_file.h"
#include "base/limits.h"
#include "session/forecast.h"
#include "session/import_job.h"
#include "text/hanzi.h"
#include "text/utf8.h"

namespace lianxi::app {
namespace {

/// More words than this are counted, not named.
constexpr std::size_t kFewWords = 20;

// Which words -------------------------------------------------------------------------------------

DictionaryTask words_of_list(const AddOptions& options, Db& dictionary, Shell& shell) {
  const ListChoice choice = list_choice(options.hsk, store::dictionary_sources(dictionary));
  if (!choice.others.empty() && !shell.options.quiet) {
    shell.err << shell.safe(fmt::format("{} is taken; name {} to have that one", choice.list,
                                        fmt::join(choice.others, " or ")))
              << '\n';
  }
  DictionaryTask task;
  task.many = true;
  std::map<std::string, std::size_t> places;  // a word comes with each of its readings
  for (const ListedWord& listed :
       store::listed_words(dictionary, choice.list, choice.lowest, choice.highest)) {
    const auto [place, fresh] = places.try_emplace(listed.word, task.words.size());
    if (fresh) task.words.push_back({listed.word, {}, true});
    if (listed.pinyin.empty()) continue;
    task.words[place->second].readings.push_back(listed.pinyin);
  }
  return task;
}

/// One word a line, its pinyin behind a tab or a colon; "#" begins a comment.
DictionaryTask words_of_file(const AddOptions& options, Shell& shell) {
  DictionaryTask task;
  task.many = true;
  task.asked = true;
  const std::string text = text_of_file(options.file, shell);
  for (const std::string_view whole : split(text, '\n')) {
    const std::string_view line = trim(whole.substr(0, whole.find('#')));
    if (line.empty()) continue;
    const auto columns = split(line, '\t');
    WantedWord wanted = wanted_from(std::string(trim(columns[0])));
    wanted.listed = true;
    if (columns.size() > 1 && !trim(columns[1]).empty())
      wanted.readings.emplace_back(trim(columns[1]));
    task.words.push_back(std::move(wanted));
  }
  return task;
}

DictionaryTask words_named(const AddOptions& options) {
  DictionaryTask task;
  task.unnamed = Unnamed::leave_open;
  task.asked = true;
  for (const std::string& word : options.words) {
    task.words.push_back(wanted_from(word));
    if (!has_hanzi(task.words.back().word)) {
      throw Error(ErrorKind::usage, word + " is no word in characters",
                  "lianxi dict find looks words up by pinyin and English");
    }
  }
  return task;
}

// Words with several readings ---------------------------------------------------------------------

/// "1 行:háng  row; line".
std::string choice_text(const ListedHeadword& word, std::size_t i) {
  return fmt::format("{} {}  {}", i + 1, typed_form(word, word.readings[i]),
                     definition_of(word.readings[i]));
}

[[noreturn]] void refuse_open(const std::vector<OpenChoice>& open, Shell& shell) {
  std::vector<std::string> forms;
  for (const OpenChoice& choice : open) {
    for (std::size_t i = 0; i < choice.word.readings.size(); ++i) {
      forms.push_back(typed_form(choice.word, choice.word.readings[i]));
      shell.err << "  " << shell.safe(choice_text(choice.word, i).substr(2)) << '\n';
    }
  }
  const bool one = open.size() == 1;
  throw Error(ErrorKind::usage,
              fmt::format("{} {} several readings", open[0].word.headword,
                          one ? "has" : fmt::format("and {} more have", open.size() - 1)),
              fmt::format("say which: lianxi add {}", fmt::join(forms, " or ")));
}

/// The readings chosen by their numbers; none for an empty line.
std::vector<std::string> ask_readings(const ListedHeadword& word, Shell& shell) {
  shell.err << shell.safe(word.headword) << " has several readings:\n";
  for (std::size_t i = 0; i < word.readings.size(); ++i) {
    shell.err << "  " << shell.safe(choice_text(word, i)) << '\n';
  }
  shell.err << "which? (1, or 1 2; enter: none) " << std::flush;
  std::string line;
  std::vector<std::string> readings;
  if (read_line(shell.in, line, kMaxTyped) != LineRead::whole) return readings;
  for (const std::string_view typed : split(line, ' ')) {
    const std::string number = nfkc(trim(typed));
    for (std::size_t i = 0; i < word.readings.size(); ++i) {
      if (number == std::to_string(i + 1)) readings.push_back(pinyin_of(word.readings[i]));
    }
  }
  return readings;
}

/// Asks for each word that was left open. The words anew, without those of which none was chosen.
std::vector<WantedWord> with_choices(std::vector<WantedWord> words,
                                     const std::vector<OpenChoice>& open, Shell& shell) {
  for (const OpenChoice& choice : open) {
    const auto meant = std::ranges::find(words, choice.given, &WantedWord::word);
    if (meant == words.end()) continue;
    meant->readings = ask_readings(choice.word, shell);
    if (meant->readings.empty()) words.erase(meant);
  }
  return words;
}

DictionaryAdd chosen_words(const AddOptions& options, const DictionaryTask& task, Db& db,
                           Db& dictionary, Shell& shell) {
  const auto look_up = [&](const std::vector<WantedWord>& words) {
    DictionaryAdder adder(db, dictionary, task.unnamed, options.tags);
    for (const WantedWord& wanted : words) adder.add(wanted);
    return adder.take();
  };
  DictionaryAdd found = look_up(task.words);
  if (found.open.empty()) return found;
  if (!shell.in_is_terminal || shell.options.no_input) refuse_open(found.open, shell);
  return look_up(with_choices(task.words, found.open, shell));
}

// What became of them -----------------------------------------------------------------------------

/// What is told of a word that was added.
struct AddedWord {
  std::string word, pinyin, definition;
  std::size_t examples = 0;
};

std::vector<AddedWord> words_in(const ReadResult& read) {
  std::vector<AddedWord> words;
  for (const FoundEntry& found : read.decks[0].entries) {
    AddedWord word{found.entry.headword, "", "", found.entry.examples.size()};
    for (const Reading& reading : found.entry.readings) {
      word.pinyin += (word.pinyin.empty() ? "" : " / ") + reading.pinyin;
      word.definition += (word.definition.empty() ? "" : " / ") + reading.definition;
    }
    words.push_back(std::move(word));
  }
  return words;
}

struct Outcome {
  const DictionaryAdd& found;
  std::vector<AddedWord> added;
  ImportReport report;
  std::optional<ImportLoad> load;  ///< of a dry run
};

Json to_json(const Outcome& outcome) {
  Json added = Json::array(), differs = Json::array();
  for (const AddedWord& word : outcome.added) {
    added.push_back({{"word", word.word},
                     {"pinyin", word.pinyin},
                     {"definition", word.definition},
                     {"examples", word.examples}});
  }
  for (const Disagreement& one : outcome.found.disagreements) {
    differs.push_back({{"word", one.word},
                       {"list", one.listed},
                       {"dictionary", one.taken},
                       {"both_right", one.light}});
  }
  return {{"schema", 1},
          {"added", added},
          {"known", outcome.found.known},
          {"unknown", outcome.found.unknown},
          {"skipped", outcome.report.skipped},
          {"guessed", outcome.found.guessed},
          {"written_otherwise", outcome.found.led_elsewhere},
          {"differs", differs},
          {"cards", {{"new", outcome.report.cards_new}, {"open", outcome.report.cards_open}}}};
}

void print_plain(const Outcome& outcome, Shell& shell) {
  for (const AddedWord& word : outcome.added) {
    shell.out << "added\t" << shell.safe(word.word) << '\t' << shell.safe(word.pinyin) << '\t'
              << shell.safe(word.definition) << '\n';
  }
  for (const std::string& word : outcome.found.known) {
    shell.out << "known\t" << shell.safe(word) << '\n';
  }
  for (const std::string& word : outcome.found.unknown) {
    shell.out << "unknown\t" << shell.safe(word) << '\n';
  }
  for (const Disagreement& one : outcome.found.disagreements) {
    shell.out << "differs\t" << shell.safe(one.word) << '\t' << shell.safe(one.listed) << '\t'
              << shell.safe(one.taken) << '\n';
  }
}

void print_joined(std::string_view label, const std::vector<std::string>& words, Shell& shell) {
  if (words.empty()) return;
  shell.out << shell.safe(fmt::format("{}: {}", label, fmt::join(words, ", "))) << '\n';
}

void print_disagreements(const std::vector<Disagreement>& disagreements, Shell& shell) {
  if (disagreements.empty()) return;
  shell.out << fmt::format("{} differently in the list and the dictionary:\n",
                           counted(std::ssize(disagreements), "word") + " read");
  for (const Disagreement& one : disagreements) {
    shell.out << shell.safe(fmt::format("  {} list {}, dictionary {}{}", one.word, one.listed,
                                        one.taken, one.light ? " (both are right)" : ""))
              << '\n';
  }
}

void print_words(const Outcome& outcome, const DictionaryTask& task, Shell& shell) {
  if (outcome.added.size() <= kFewWords) {
    for (const AddedWord& word : outcome.added) {
      shell.out << shell.safe(fmt::format("{} {}  {}", word.word, word.pinyin, word.definition))
                << '\n';
    }
  }
  print_joined("written otherwise", outcome.found.led_elsewhere, shell);
  print_joined("several readings, the likeliest taken", outcome.found.guessed, shell);
  print_disagreements(outcome.found.disagreements, shell);
  print_joined("skipped, deleted earlier", outcome.report.skipped, shell);
  if (task.many && outcome.found.known.size() > kFewWords) {
    shell.out << outcome.found.known.size() << " known already\n";
  } else {
    print_joined("known already", outcome.found.known, shell);
  }
}

void print_sum(const Outcome& outcome, bool dry_run, Shell& shell) {
  const ImportReport& report = outcome.report;
  const int words = report.entries_new + report.entries_updated;
  if (words == 0) {
    shell.out << "nothing to add\n";
    return;
  }
  shell.out << fmt::format("{} {}: {}, {} open now\n", dry_run ? "would add" : "added",
                           counted(words, "word"), counted(report.cards_new, "new card"),
                           report.cards_open);
  if (outcome.load) {
    shell.out << "minutes a day\n";
    for (const std::string& line : load_lines(*outcome.load)) shell.out << "  " << line << '\n';
  }
  if (dry_run) return;
  shell.out << (words == 1 ? "next: lianxi show " + shell.safe(report.headwords[0])
                           : std::string("next: lianxi review"))
            << '\n';
}

void print(const Outcome& outcome, const AddOptions& options, const DictionaryTask& task,
           Shell& shell) {
  if (shell.options.json) return print_json(shell, to_json(outcome));
  if (shell.options.plain) return print_plain(outcome, shell);
  for (const Diagnostic& diagnostic : outcome.report.diagnostics) {
    shell.err << shell.safe(diagnostic.text) << '\n';
  }
  if (!outcome.found.unknown.empty()) {
    shell.err << shell.safe(fmt::format(
                     "add: not in the dictionary: {}; lianxi add WORD --reading ... --definition "
                     "... takes them by hand",
                     fmt::join(outcome.found.unknown, ", ")))
              << '\n';
  }
  if (shell.options.quiet) return;
  print_words(outcome, task, shell);
  print_sum(outcome, options.dry_run, shell);
}

/// One import of all of them; a dry run also tells what they would cost a day.
void import_words(ReadResult read, const AddOptions& options, Db& db, Outcome& outcome,
                  Shell& shell) {
  const auto settings = store::load_settings(db);
  const StudyDay today = shell.today(settings);
  const bool tells_load = options.dry_run && !shell.options.quiet && !shell.options.json;
  const ForecastInput before = tells_load ? forecast_input(db, settings, today) : ForecastInput{};
  lianxi::ImportOptions job;
  job.dry_run = options.dry_run;
  job.inspect = [&](Db& as_imported) {
    if (!tells_load || outcome.report.cards_new == 0) return;
    outcome.load =
        import_load(before, forecast_input(as_imported, settings, today), settings, today);
  };
  import_decks(db, shell.stamp(settings), std::move(read), job, outcome.report);
}

}  // namespace

int add_words(const AddOptions& options, const DictionaryTask& task, Db& db, Db& dictionary,
              Shell& shell) {
  DictionaryAdd found = chosen_words(options, task, db, dictionary, shell);
  Outcome outcome{found, words_in(found.read), {}, {}};
  import_words(std::move(found.read), options, db, outcome, shell);
  std::erase_if(outcome.added, [&](const AddedWord& word) {
    return std::ranges::find(outcome.report.headwords, word.word) == outcome.report.headwords.end();
  });
  print(outcome, options, task, shell);
  return task.asked && !found.unknown.empty() ? kNo : kDone;
}

int add_from_dictionary(const AddOptions& options, Shell& shell) {
  if (!std::filesystem::exists(dictionary_path(shell))) {
    throw Error(ErrorKind::usage, "no dictionary is installed to take the word from",
                "lianxi dict install FILE installs one; without it say what the word is, with "
                "--reading and --definition");
  }
  Db dictionary = open_dictionary(shell);
  const DictionaryTask task = !options.hsk.empty()    ? words_of_list(options, dictionary, shell)
                              : !options.file.empty() ? words_of_file(options, shell)
                                                      : words_named(options);
  Db db = options.dry_run ? shell.open_to_read() : shell.open_to_write();
  return add_words(options, task, db, dictionary, shell);
}

}  // namespace lianxi::app
