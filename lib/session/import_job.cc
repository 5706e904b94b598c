#include "session/import_job.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include "cards/generate.h"
#include "import/markdown_writer.h"
#include "session/entry_text.h"
#include "session/record.h"
#include "store/cards.h"
#include "store/entries.h"

namespace lianxi {
namespace {

namespace fs = std::filesystem;

// Reading --------------------------------------------------------------------------------------

/// Collects what readers find.
class DeckReader {
 public:
  explicit DeckReader(std::istream& standard_input) : standard_input_(standard_input) {}

  void read_path(const std::string& path) {
    if (path == "-") {
      read_stream(standard_input_, "-", "-", deck("standard-input"));
    } else if (fs::is_directory(path)) {
      read_folder(path);
    } else if (fs::exists(path)) {
      read_file(path, fs::path(path).filename().string(), deck(fs::path(path).stem().string()));
    } else {
      throw Error(ErrorKind::input, path + ": no such file or folder",
                  "name a page, a deck file or a deck folder");
    }
  }

  ReadResult take() {
    std::erase_if(result_.decks, [](const DeckFiles& deck) { return deck.entries.empty(); });
    return std::move(result_);
  }

 private:
  /// A folder with entries is a deck; its folders are decks of their own.
  void read_folder(const std::string& path) {
    std::vector<std::string> files, folders;
    for (const fs::directory_entry& item : fs::directory_iterator(path)) {
      const std::string name = item.path().filename().string();
      if (name.starts_with('.') || name.ends_with('~') || name == "README.md") continue;
      if (item.is_directory()) {
        folders.push_back(item.path().string());
      } else if (name.ends_with(".md") || name.ends_with(".txt")) {
        files.push_back(item.path().string());
      }
    }
    std::sort(files.begin(), files.end());
    std::sort(folders.begin(), folders.end());
    if (files.empty() && folders.empty()) {
      throw Error(ErrorKind::input, path + ": no .md or .txt file in this folder",
                  "name a page, a deck file or a deck folder");
    }
    const std::string name = fs::canonical(path).filename().string();
    for (const std::string& file : files) {
      read_file(file, fs::path(file).filename().string(), deck(name));
    }
    for (const std::string& folder : folders) read_folder(folder);
  }

  void read_file(const std::string& path, const std::string& place, std::size_t deck) {
    std::ifstream in(path, std::ios::binary);
    if (!in) {
      throw Error(ErrorKind::input, path + ": cannot be opened", "see whether you may read it");
    }
    read_stream(in, path, place, deck);
  }

  void read_stream(std::istream& in, const std::string& source, const std::string& place,
                   std::size_t deck) {
    int position = 0;
    const Sink sink{
        [&](Entry entry) {
          result_.decks[deck].entries.push_back({std::move(entry), source, place, ++position});
        },
        [&](Diagnostic diagnostic) { result_.diagnostics.push_back(std::move(diagnostic)); }};
    const auto text = read_text(in, source, sink);
    if (!text) return;
    if (place == "deck.md") {
      result_.decks[deck].info = read_deck_info(*text, source, sink);
    } else {
      read_entries(*text, source, sink);
    }
  }

  /// The index of the deck of this name.
  std::size_t deck(const std::string& name) {
    for (std::size_t i = 0; i < result_.decks.size(); ++i) {
      if (result_.decks[i].name == name) return i;
    }
    result_.decks.push_back({name, {}, {}});
    return result_.decks.size() - 1;
  }

  std::istream& standard_input_;
  ReadResult result_;
};

// Taking in ------------------------------------------------------------------------------------

/// The words there will be once the import is done.
class LexiconAfterImport final : public Lexicon {
 public:
  LexiconAfterImport(Db& db, const std::vector<DeckFiles>& decks) : collection_(db) {
    for (const DeckFiles& deck : decks) {
      for (const FoundEntry& found : deck.entries) fresh_.add(found.entry.headword);
    }
  }
  bool contains(std::string_view word) const override {
    return fresh_.contains(word) || collection_.contains(word);
  }

 private:
  WordSet fresh_;
  store::CollectionLexicon collection_;
};

/// An entry that says something new.
struct Change {
  const DeckFiles* deck;
  const FoundEntry* found;
  Key key;
  std::string text;
};

/// What can be said of one entry's sentences; false when none of them can be used.
bool judge_sentences(const FoundEntry& found, const Lexicon& lexicon, ImportReport& report) {
  const CardSet set = generate_cards(found.entry, lexicon);
  report.sentences_kept += set.kept;
  report.sentences_merged += set.merged;
  for (const RefusedSentence& refused : set.refused) {
    report.refused.push_back(
        {found.file, refused.line, refused.chinese + ": " + refused.why, refused.of_rival});
  }
  if (set.kept > 0 || set.refused.empty()) return true;
  report.diagnostics.push_back(
      {found.file, found.entry.line, "no-sentence-with-word",
       fmt::format("none of its {} sentences holds {} as a word; see whether the headword is right",
                   set.refused.size(), found.entry.headword),
       true});
  return false;
}

/// Leaves out entries that cannot be used and second copies within a deck.
void judge_entries(Db& db, std::vector<DeckFiles>& decks, ImportReport& report) {
  const LexiconAfterImport lexicon(db, decks);
  for (DeckFiles& deck : decks) {
    std::set<std::string> seen;
    std::erase_if(deck.entries, [&](const FoundEntry& found) {
      if (!seen.insert(found.entry.headword).second) {
        report.diagnostics.push_back(
            {found.file, found.entry.line, "duplicate-entry",
             found.entry.headword + " stands in this deck already; this one was left out", false});
        return true;
      }
      return !judge_sentences(found, lexicon, report);
    });
  }
}

/// Where a deck says something else of a word than the decks that had it before.
void report_conflicts(std::vector<store::ImportedEntry> live, std::optional<DeckId> deck,
                      const FoundEntry& found, ImportReport& report) {
  std::erase_if(live, [&](const auto& known) { return deck && known.deck == *deck; });
  if (live.empty()) return;
  Entry before = join_entries(live);
  for (const std::string& field : join(before, found.entry)) {
    report.diagnostics.push_back({found.file, found.entry.line, "differs",
                                  found.entry.headword + ": " + field +
                                      " differs from another deck's; what came first stays",
                                  false});
  }
}

std::vector<Change> find_changes(Db& db, const std::vector<DeckFiles>& decks,
                                 ImportReport& report) {
  const DeadEvents dead = store::dead_events(db);
  std::vector<Change> changes;
  std::set<Key> fresh;
  for (const DeckFiles& deck : decks) {
    const auto id = store::find_deck(db, deck.name);
    for (const FoundEntry& found : deck.entries) {
      const Key key = entry_key(found.entry.headword);
      std::string text = write_markdown(found.entry);
      const auto live = store::live_imports(db, key, dead);
      const bool same = std::any_of(live.begin(), live.end(), [&](const auto& known) {
        return id && known.deck == *id && known.text == text;
      });
      if (same) {
        ++report.entries_unchanged;
        continue;
      }
      if (live.empty() && fresh.insert(key).second) {
        ++report.entries_new;
      } else {
        ++report.entries_updated;
      }
      report_conflicts(live, id, found, report);
      changes.push_back({&deck, &found, key, std::move(text)});
    }
  }
  return changes;
}

/// The import event, and beside it what it brought.
void write_changes(Db& db, const store::Stamp& stamp, const std::vector<Change>& changes) {
  std::map<const DeckFiles*, DeckId> ids;
  std::string source;
  for (const Change& change : changes) {
    if (ids.contains(change.deck)) continue;
    const DeckInfo& info = change.deck->info;
    source += (source.empty() ? "" : ", ") + change.deck->name;
    ids[change.deck] = store::save_deck(db, {{},
                                             change.deck->name,
                                             info.title,
                                             info.author,
                                             info.licence,
                                             info.source,
                                             info.language,
                                             info.description});
  }
  const Event event = record(db, stamp, std::nullopt, ImportAct{source});
  for (const Change& change : changes) {
    store::save_imported(
        db, change.key,
        {event.id, ids.at(change.deck), change.found->place, change.found->position, change.text});
  }
}

std::vector<store::CardRow> cards_of_key(Db& db, const Key& entry) {
  const auto id = store::find_key(db, entry);
  if (!id) return {};
  return store::cards_of(db, static_cast<EntryId>(*id));
}

void count_new_cards(const std::vector<store::CardRow>& before,
                     const std::vector<store::CardRow>& after, ImportReport& report) {
  for (const store::CardRow& card : after) {
    const bool known = std::any_of(before.begin(), before.end(), [&](const store::CardRow& old) {
      return old.card.key == card.card.key;
    });
    if (known) continue;
    ++report.cards_new;
    report.cards_open += card.open ? 1 : 0;
    ++report.by_kind[card.card.kind];
  }
}

}  // namespace

bool ReadResult::failed() const {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& diagnostic) { return diagnostic.fatal; });
}

ReadResult read_decks(const std::vector<std::string>& paths, std::istream& standard_input) {
  DeckReader reader(standard_input);
  for (const std::string& path : paths) reader.read_path(path);
  ReadResult result = reader.take();
  if (result.decks.empty() && !result.failed()) {
    throw Error(ErrorKind::input, paths.front() + ": no entry in it",
                "a deck folder holds deck.md and one or more files with entries");
  }
  return result;
}

void import_decks(Db& db, const store::Stamp& stamp, ReadResult read, const ImportOptions& options,
                  ImportReport& report) {
  report.diagnostics = std::move(read.diagnostics);
  judge_entries(db, read.decks, report);
  const auto bad = std::count_if(report.diagnostics.begin(), report.diagnostics.end(),
                                 [](const Diagnostic& diagnostic) { return diagnostic.fatal; });
  if (bad > 0 && !options.keep_going) {
    throw Error(ErrorKind::input,
                fmt::format("{} cannot be used; nothing was imported",
                            bad == 1 ? "a file" : fmt::format("{} files", bad)),
                bad == 1 ? "mend it, or leave it out with --keep-going"
                         : "mend them, or leave them out with --keep-going");
  }

  Transaction transaction(db);
  const std::vector<Change> changes = find_changes(db, read.decks, report);
  if (changes.empty()) return;
  std::map<Key, std::vector<store::CardRow>> before;
  std::vector<Key> order;
  for (const Change& change : changes) {
    if (before.try_emplace(change.key, cards_of_key(db, change.key)).second) {
      order.push_back(change.key);
    }
  }
  write_changes(db, stamp, changes);
  refold_entries(db, order, store::dead_events(db));
  for (const auto& [key, cards] : before) count_new_cards(cards, cards_of_key(db, key), report);
  if (!options.dry_run) transaction.commit();
}

}  // namespace lianxi
