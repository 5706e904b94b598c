#include <fmt/format.h>

#include <algorithm>

#include "app/commands.h"
#include "app/entry_lint.h"
#include "app/lookup.h"
#include "session/deletion.h"
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
  std::string headword = nfkc(trim(options.word));
  if (!all_hanzi(headword)) {
    throw Error(ErrorKind::usage, options.word + " is no word in characters",
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

/// The word alone, with nothing to say of it.
bool is_bare(AddOptions options) {
  options.word.clear();
  return options == AddOptions{};
}

/// The entry of this headword, where it was deleted and no other has taken its name since.
std::optional<DeletedEntry> deleted_word(Db& db, const std::string& headword) {
  const auto standing = store::find_entries(db, headword);
  if (!standing.empty() && standing.front().headword == headword) return std::nullopt;
  return find_deleted(db, headword, store::dead_events(db));
}

void bring_back(Db& db, const store::Stamp& stamp, const DeletedEntry& deleted, Shell& shell) {
  take_back(db, stamp, deleted);
  if (!deleted.entry || shell.options.quiet) return;
  const auto id = static_cast<EntryId>(store::find_key(db, deleted.key).value());
  const EntriesWithCards back = with_cards(db, {id});
  shell.out << fmt::format("{} was deleted on {}; it is back: {}, {}\n",
                           shell.safe(back.headwords.front()), to_string(deleted.day),
                           counted(back.cards, "card"), counted(back.reviews, "review"));
}

}  // namespace

int run_add(const AddOptions& options, Shell& shell) {
  Db db = shell.open_to_write();
  const auto settings = store::load_settings(db);
  const auto deleted = deleted_word(db, headword_from(options));
  if (deleted && deleted->entry && is_bare(options)) {
    bring_back(db, shell.stamp(settings), *deleted, shell);
    return kDone;
  }
  const Entry given = entry_from(options);
  refuse_findings(new_findings(db, "", write_markdown(given), "add " + given.headword),
                  "lianxi add --help shows how each part is written", shell);
  if (deleted) bring_back(db, shell.stamp(settings), *deleted, shell);
  const Entry entry = with_what_stands(db, given);
  ReadResult read;
  read.decks.push_back({kOwnDeck, {}, {{entry, "command line", "by hand", 0}}});
  read.decks[0].info.title = "Own words";
  ImportReport report;
  import_decks(db, shell.stamp(settings), std::move(read), {}, report);
  for (const Diagnostic& diagnostic : report.diagnostics) {
    shell.err << shell.safe(diagnostic.text) << '\n';
  }
  for (const Refusal& refusal : report.refused) {
    shell.err << shell.safe("left out: " + refusal.why) << '\n';
  }
  if (shell.options.quiet) return kDone;
  if (report.entries_unchanged > 0) {
    shell.out << shell.safe(entry.headword) << " is known already; nothing changed\n";
  } else {
    shell.out << fmt::format("{} {}: {} new cards, {} open now\nnext: lianxi show {}\n",
                             report.entries_new > 0 ? "added" : "changed",
                             shell.safe(entry.headword), report.cards_new, report.cards_open,
                             shell.safe(entry.headword));
  }
  return kDone;
}

}  // namespace lianxi::app
