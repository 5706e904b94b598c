#include <fmt/format.h>

#include <algorithm>

#include "app/add.h"
#include "app/entry_lint.h"
#include "app/lookup.h"
#include "session/entry_text.h"
#include "session/import_job.h"
#include "store/entries.h"
#include "text/hanzi.h"
#include "text/pinyin.h"
#include "text/readings.h"
#include "text/utf8.h"

namespace lianxi::app {
namespace {

/// The deck of entries made by hand.
constexpr const char* kOwnDeck = "own";

Sentence example_from(const std::string& text) {
  const auto parts = split(text, '|');
  if (parts.size() > 3 || !has_hanzi(parts[0])) {
    throw Error(
        ErrorKind::usage, fmt::format("--example {}: no sentence with translation", text),
        "write it like '这家茶馆很安静。 | Zhè jiā cháguǎn hěn ānjìng. | This teahouse is quiet.'");
  }
  Sentence sentence;
  sentence.chinese = trim(parts[0]);
  if (parts.size() > 1) sentence.pinyin = trim(parts[1]);
  if (parts.size() > 2) sentence.english = trim(parts[2]);
  return sentence;
}

/// A word of one character that has no full tone: 的, 吗.
bool is_light(std::string_view word) {
  if (length_utf8(word) != 1) return false;
  const Syllables readings = readings_of(decode_utf8(word).front());
  return std::any_of(readings.begin(), readings.end(),
                     [](const Syllable& syllable) { return syllable.tone == 0; });
}

std::string headword_from(const AddOptions& options) {
  if (options.words.size() != 1) {
    throw Error(ErrorKind::usage, "by hand one word is added at a time",
                "write the word itself first: lianxi add 茶馆 --reading cháguǎn ...");
  }
  std::string headword = nfkc(trim(options.words[0]));
  if (!all_hanzi(headword)) {
    throw Error(ErrorKind::usage, options.words[0] + " is no word in characters",
                "write the word itself first: lianxi add 茶馆 --reading cháguǎn ...");
  }
  return headword;
}

Entry entry_from(const AddOptions& options) {
  Entry entry;
  entry.headword = headword_from(options);
  for (const auto& [name, missing] : {std::pair("--reading", options.readings.empty()),
                                      std::pair("--definition", options.definition.empty())}) {
    if (!missing) continue;
    throw Error(ErrorKind::usage, fmt::format("{} is required", name),
                "lianxi add --help shows examples");
  }
  for (const std::string& pinyin : options.readings) {
    const auto syllables = parse_pinyin(pinyin);
    if (!syllables) {
      throw Error(ErrorKind::usage, fmt::format("--reading {} is no pinyin", pinyin),
                  "write it like cháguǎn or cha2guan3");
    }
    if (!has_full_tone(*syllables) && !is_light(entry.headword)) {
      throw Error(ErrorKind::usage, fmt::format("--reading {} has no tones", pinyin),
                  "write it like cháguǎn or cha2guan3");
    }
    entry.readings.push_back({to_marks(*syllables),
                              {},
                              options.part_of_speech,
                              options.level,
                              options.definition,
                              options.nutshell});
  }
  entry.traditional = options.traditional;
  entry.tags = options.tags;
  for (const std::string& text : options.examples) entry.examples.push_back(example_from(text));
  return entry;
}

/// What the own deck says of the word already, with `entry` on top.
Entry with_what_stands(Db& db, Entry entry) {
  const auto deck = store::find_deck(db, kOwnDeck);
  std::optional<Entry> before;
  for (const auto& imported :
       store::live_imports(db, entry_key(entry.headword), store::dead_events(db))) {
    if (deck && imported.deck == *deck) before = parse_entry(imported.text);
  }
  if (before) join(entry, *before);
  return entry;
}

void print_report(const ImportReport& report, const std::string& headword, bool dry_run,
                  Shell& shell) {
  if (report.entries_unchanged > 0) {
    shell.out << shell.safe(headword) << " is known already; nothing changed\n";
    return;
  }
  const bool is_new = report.entries_new > 0;
  shell.out << fmt::format(
      "{} {}: {} new cards, {} open now\n",
      dry_run ? (is_new ? "would add" : "would change") : (is_new ? "added" : "changed"),
      shell.safe(headword), report.cards_new, report.cards_open);
  if (!dry_run) shell.out << "next: lianxi show " << shell.safe(headword) << '\n';
}

}  // namespace

int add_by_hand(const AddOptions& options, Shell& shell) {
  const Entry given = entry_from(options);
  Db db = options.dry_run ? shell.open_to_read() : shell.open_to_write();
  const auto settings = store::load_settings(db);
  refuse_findings(new_findings(db, "", write_markdown(given), "add " + given.headword),
                  "lianxi add --help shows how each part is written", shell);
  if (!options.dry_run) bring_back(db, given.headword, shell);
  const Entry entry = with_what_stands(db, given);
  ReadResult read;
  read.decks.push_back({kOwnDeck, {}, {{entry, "command line", entry.headword, 0}}});
  read.decks[0].info.title = "Own words";
  ImportReport report;
  lianxi::ImportOptions job;
  job.dry_run = options.dry_run;
  import_decks(db, shell.stamp(settings), std::move(read), job, report);
  for (const Diagnostic& diagnostic : report.diagnostics) {
    shell.err << shell.safe(diagnostic.text) << '\n';
  }
  for (const Refusal& refusal : report.refused) {
    shell.err << shell.safe("left out: " + refusal.why) << '\n';
  }
  if (!shell.options.quiet) print_report(report, entry.headword, options.dry_run, shell);
  return kDone;
}

}  // namespace lianxi::app
