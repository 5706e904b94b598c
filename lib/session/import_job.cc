#include "session/import_job.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "cards/generate.h"
#include "entry/plain.h"
#include "import/markdown_writer.h"
#include "session/deletion.h"
#include "session/dictionary_deck.h"
#include "session/entry_text.h"
#include "session/record.h"
#include "store/cards.h"
#include "store/entries.h"

namespace lianxi {
namespace {

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
  const bool lacks_word =
      std::none_of(set.refused.begin(), set.refused.end(),
                   [](const RefusedSentence& refused) { return refused.holds_word; });
  if (set.kept > 0 || set.refused.empty() || !lacks_word) return true;
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
      return !found.is_note && !judge_sentences(found, lexicon, report);
    });
  }
}

/// The last text of each deck.
std::map<DeckId, const store::ImportedEntry*> latest_by_deck(
    const std::vector<store::ImportedEntry>& imports) {
  std::map<DeckId, const store::ImportedEntry*> latest;
  for (const store::ImportedEntry& imported : imports) latest[imported.deck] = &imported;
  return latest;
}

/// Where a deck says something else of a word than the decks that had it before. A dictionary
/// contradicts nobody.
void report_differences(const std::map<DeckId, const store::ImportedEntry*>& latest,
                        std::optional<DeckId> deck, std::optional<DeckId> dictionary,
                        const FoundEntry& found, ImportReport& report) {
  std::optional<Entry> before;
  for (const auto& [id, imported] : latest) {
    if (id == deck || id == dictionary) continue;
    const Entry entry = parse_entry(imported->text);
    if (before) {
      join(*before, entry);
    } else {
      before = entry;
    }
  }
  if (!before) return;
  for (const std::string& field : join(*before, found.entry)) {
    report.diagnostics.push_back({found.file, found.entry.line, "differs",
                                  found.entry.headword + ": " + field +
                                      " differs from another deck's; what came first stays",
                                  false});
  }
}

/// The same word under a corrected name: it says the same thing, or stands in the same sentences.
bool is_correction(const Entry& before, const Entry& after) {
  if (is_plain(before) && is_plain(after)) {
    return before.answer == after.answer || question_of(before) == question_of(after);
  }
  for (const Reading& was : before.readings) {
    for (const Reading& is : after.readings) {
      if (!was.definition.empty() && was.definition == is.definition) return true;
    }
  }
  const auto kept =
      std::count_if(before.examples.begin(), before.examples.end(), [&](const Sentence& sentence) {
        return std::any_of(after.examples.begin(), after.examples.end(),
                           [&](const Sentence& other) {
                             return !sentence.english.empty() && sentence.english == other.english;
                           });
      });
  return kept > 0 && 2 * kept >= std::ssize(before.examples);
}

/// Finds out which entry of the collection a found one is.
class EntryMatcher {
 public:
  EntryMatcher(Db& db, const DeckFiles& deck, const DeadEvents& dead)
      : db_(db), dead_(dead), deck_(store::find_deck(db, deck.name)) {
    for (const FoundEntry& found : deck.entries) headwords_.insert(found.entry.headword);
  }

  /// By its headword; else by its place in the deck, where it is a correction of what stood there;
  /// else it is new. `renamed` is the old headword of a correction.
  Key key_of(const FoundEntry& found, std::string& renamed) {
    for (const store::EntryRow& row : store::find_entries(db_, found.entry.headword)) {
      if (row.headword == found.entry.headword) {
        return store::key_of(db_, static_cast<KeyId>(row.id));
      }
    }
    const Key fresh = entry_key(found.entry.headword);
    if (!deck_ || store::find_key(db_, fresh)) return fresh;
    const auto there = store::entry_at(db_, *deck_, found.place, found.position, dead_);
    if (!there) return fresh;
    const auto row =
        store::entry_row(db_, static_cast<EntryId>(store::find_key(db_, *there).value()));
    if (!row || headwords_.contains(row->headword)) return fresh;
    if (!is_correction(parse_entry(row->text), found.entry)) return fresh;
    renamed = row->headword;
    return *there;
  }

 private:
  Db& db_;
  const DeadEvents& dead_;
  std::optional<DeckId> deck_;
  std::set<std::string> headwords_;
};

/// Whether `found` is one of `deleted`: by its name, now or first, or as a correction in its place
/// (the old name is none of the deck's `headwords`).
bool is_deleted(Db& db, const FoundEntry& found, std::optional<DeckId> deck,
                const std::set<std::string>& headwords, const std::vector<DeletedEntry>& deleted,
                const DeadEvents& dead) {
  const std::string& headword = found.entry.headword;
  const Key key = entry_key(headword);
  const auto standing = store::find_entries(db, headword);
  if (!standing.empty() && standing.front().headword == headword) return false;
  const auto there =
      deck ? store::entry_at(db, *deck, found.place, found.position, dead) : std::nullopt;
  return std::any_of(deleted.begin(), deleted.end(), [&](const DeletedEntry& one) {
    if (one.key == key) return true;
    if (!one.entry) return false;
    return one.entry->headword == headword ||
           (there == one.key && !headwords.contains(one.entry->headword) &&
            is_correction(*one.entry, found.entry));
  });
}

/// Leaves out words that the learner has deleted.
void skip_deleted(Db& db, std::vector<DeckFiles>& decks, const DeadEvents& dead,
                  ImportReport& report) {
  const std::vector<DeletedEntry> deleted = deleted_entries(db, dead);
  if (deleted.empty()) return;
  for (DeckFiles& deck : decks) {
    const auto id = store::find_deck(db, deck.name);
    std::set<std::string> headwords;
    for (const FoundEntry& found : deck.entries) headwords.insert(found.entry.headword);
    std::erase_if(deck.entries, [&](const FoundEntry& found) {
      if (!is_deleted(db, found, id, headwords, deleted, dead)) return false;
      report.skipped.push_back(found.entry.headword);
      return true;
    });
  }
}

/// Nothing new in it: the deck said this before, or the entry has come to say it since.
bool is_known(Db& db, const Key& key, const std::string& text, std::optional<DeckId> deck,
              const std::map<DeckId, const store::ImportedEntry*>& latest) {
  const auto before = deck ? latest.find(*deck) : latest.end();
  if (before == latest.end()) return false;
  if (before->second->text == text) return true;
  const auto row = store::entry_row(db, static_cast<EntryId>(store::find_key(db, key).value()));
  return row && row->text == text;
}

std::vector<Change> find_changes(Db& db, const std::vector<DeckFiles>& decks,
                                 const DeadEvents& dead, const OnProgress& progress,
                                 ImportReport& report) {
  std::vector<Change> changes;
  std::set<Key> fresh;
  const auto dictionary = store::find_deck(db, kDictionaryDeck);
  std::size_t count = 0;
  for (const DeckFiles& deck : decks) count += deck.entries.size();
  Steps steps(progress, "comparing entries", count);
  for (const DeckFiles& deck : decks) {
    const auto id = store::find_deck(db, deck.name);
    EntryMatcher matcher(db, deck, dead);
    for (const FoundEntry& found : deck.entries) {
      steps.step();
      std::string renamed;
      const Key key = matcher.key_of(found, renamed);
      std::string text = write_markdown(found.entry);
      const auto imports = store::live_imports(db, key, dead);
      const auto latest = latest_by_deck(imports);
      if (is_known(db, key, text, id, latest)) {
        ++report.entries_unchanged;
        continue;
      }
      if (!renamed.empty()) {
        report.renamed.push_back(fmt::format("{} is now {}", renamed, found.entry.headword));
      }
      if (imports.empty() && fresh.insert(key).second) {
        ++report.entries_new;
      } else {
        ++report.entries_updated;
        const bool speaks = deck.name != kDictionaryDeck;
        if (speaks) report_differences(latest, id, dictionary, found, report);
      }
      report.headwords.push_back(found.entry.headword);
      changes.push_back({&deck, &found, key, std::move(text)});
    }
  }
  return changes;
}

/// The import event, and beside it what it brought.
void write_changes(Db& db, const store::Stamp& stamp, const std::vector<Change>& changes,
                   const std::optional<EventId>& history) {
  std::map<const DeckFiles*, DeckId> ids;
  std::string source;
  for (const Change& change : changes) {
    if (!ids.emplace(change.deck, store::intern_deck(db, change.deck->name)).second) continue;
    source += (source.empty() ? "" : ", ") + change.deck->name;
  }
  const Event event = record(db, stamp, std::nullopt, ImportAct{source, history});
  for (const auto& [deck, id] : ids) {
    const DeckInfo& info = deck->info;
    store::save_imported_deck(db, event.id,
                              {id, deck->name, info.title, info.author, info.licence, info.source,
                               info.language, info.description});
  }
  for (const Change& change : changes) {
    store::save_imported(db, change.key,
                         {event.id, event.clock, ids.at(change.deck), change.found->place,
                          change.found->position, change.text});
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

void import_decks(Db& db, const store::Stamp& stamp, ReadResult read, const ImportOptions& options,
                  ImportReport& report) {
  Transaction transaction(db);
  const bool changed = take_decks(db, stamp, std::move(read), options, report);
  if (options.inspect) options.inspect(db);
  if (changed && !options.dry_run) transaction.commit();
}

bool take_decks(Db& db, const store::Stamp& stamp, ReadResult read, const ImportOptions& options,
                ImportReport& report, const std::optional<EventId>& history) {
  report.diagnostics = std::move(read.diagnostics);
  const DeadEvents dead = store::dead_events(db);
  skip_deleted(db, read.decks, dead, report);
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

  const std::vector<Change> changes = find_changes(db, read.decks, dead, options.progress, report);
  std::map<Key, std::vector<store::CardRow>> before;
  std::vector<Key> order;
  for (const Change& change : changes) {
    if (before.try_emplace(change.key, cards_of_key(db, change.key)).second) {
      order.push_back(change.key);
    }
  }
  if (!changes.empty() || history) {
    write_changes(db, stamp, changes, history);
    store::refold_decks(db, dead);
    refold_entries(db, order, dead, options.progress);
  }
  for (const auto& [key, cards] : before) count_new_cards(cards, cards_of_key(db, key), report);
  for (const Key& key : order) {
    for (EntryConflict& conflict : conflicts_of(db, key, dead)) {
      report.conflicts.push_back(std::move(conflict));
    }
  }
  settle(db, stamp, report.conflicts, options.settle);
  return !changes.empty() || history;
}

std::vector<EntryConflict> conflicts_of(Db& db, const Key& entry, const DeadEvents& dead) {
  std::vector<EntryConflict> found;
  const auto folded = folded_entry(db, entry, dead);
  if (!folded) return found;
  for (const Conflict& conflict : folded->conflicts) {
    found.push_back({entry, folded->entry.headword, conflict});
  }
  return found;
}

void settle(Db& db, const store::Stamp& stamp, const std::vector<EntryConflict>& conflicts,
            ImportOptions::Settle whose) {
  if (whose == ImportOptions::Settle::neither) return;
  const bool mine = whose == ImportOptions::Settle::mine;
  std::vector<std::pair<Key, Act>> edits;
  for (const auto& [entry, headword, conflict] : conflicts) {
    edits.emplace_back(entry, EditAct{conflict.path, mine ? conflict.mine : conflict.theirs});
  }
  record_together(db, stamp, edits);
}

}  // namespace lianxi
