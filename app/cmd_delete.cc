#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "app/commands.h"
#include "app/json.h"
#include "app/lookup.h"
#include "session/deletion.h"
#include "store/entries.h"
#include "text/utf8.h"

namespace lianxi::app {
namespace {

/// The entry of this headword, else those of this traditional form.
std::vector<EntryId> entries_named(Db& db, const std::string& word) {
  std::vector<EntryId> entries;
  for (const store::EntryRow& row : store::find_entries(db, word)) {
    if (row.headword == word) return {row.id};
    entries.push_back(row.id);
  }
  return entries;
}

/// Nothing where a word is none of the collection's, which it says.
std::vector<EntryId> entries_meant(Db& db, const std::vector<std::string>& words, Shell& shell) {
  std::vector<EntryId> entries;
  bool found_all = true;
  for (const std::string& given : words) {
    const std::string word = nfkc(trim(given));
    const std::vector<EntryId> found = entries_named(db, word);
    for (const EntryId id : found) {
      if (std::find(entries.begin(), entries.end(), id) == entries.end()) entries.push_back(id);
    }
    if (!found.empty()) continue;
    found_all = false;
    const bool deleted = find_deleted(db, word, store::dead_events(db)).has_value();
    shell.err << "delete: "
              << shell.safe(deleted ? fmt::format("{0} is deleted already; lianxi add {0} brings "
                                                  "it back",
                                                  given)
                                    : fmt::format("no entry for {}; lianxi list lists them", given))
              << '\n';
  }
  if (!found_all && !entries.empty()) shell.err << "nothing was deleted\n";
  return found_all ? entries : std::vector<EntryId>{};
}

/// "联系, 关系 (13 cards, 12 reviews)".
std::string text_of(const EntriesWithCards& entries) {
  return fmt::format("{} ({}, {})", fmt::join(entries.headwords, ", "),
                     counted(entries.cards, "card"), counted(entries.reviews, "review"));
}

void report(const EntriesWithCards& entries, bool dry_run, Shell& shell) {
  if (shell.options.json) {
    print_json(shell, {{"schema", 1},
                       {"deleted", entries.headwords},
                       {"cards", entries.cards},
                       {"reviews", entries.reviews},
                       {"dry_run", dry_run}});
  } else if (!shell.options.quiet) {
    shell.out << (dry_run ? "would delete " : "deleted ") << shell.safe(text_of(entries))
              << (dry_run ? "\n" : "; every review stays in the log, lianxi undo takes it back\n");
  }
}

}  // namespace

int run_delete(const DeleteOptions& options, Shell& shell) {
  Db db = options.dry_run ? shell.open_to_read() : shell.open_to_write();
  const auto entries = entries_meant(db, options.words, shell);
  if (entries.empty()) return kNo;
  const EntriesWithCards found = with_cards(db, entries);
  if (!options.dry_run) {
    if (!shell.confirm(fmt::format("delete {}?", text_of(found)))) return kNo;
    delete_entries(db, shell.stamp(store::load_settings(db)), entries);
  }
  report(found, options.dry_run, shell);
  return kDone;
}

}  // namespace lianxi::app
