#include "session/import_notes.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "import/markdown_writer.h"
#include "import/own_notes.h"
#include "store/entries.h"

namespace lianxi {
namespace {

/// Entries as decks, in the order in which the notes name these.
ReadResult as_decks(std::vector<NoteEntry> entries, const NoteFile& file) {
  ReadResult read;
  std::map<std::string, std::size_t> decks;
  for (NoteEntry& found : entries) {
    const auto [deck, is_new] = decks.emplace(found.deck, read.decks.size());
    if (is_new) {
      read.decks.push_back({found.deck, {}, {}});
      read.decks.back().info.title = found.deck;
      read.decks.back().info.source = file.source.told;
    }
    read.decks[deck->second].entries.push_back(
        {std::move(found.entry), file.path, std::move(found.place), found.position, true});
  }
  return read;
}

bool stands_so(Db& db, const NoteEntry& found) {
  const std::string text = write_markdown(found.entry);
  for (const store::EntryRow& row : store::find_entries(db, found.entry.headword)) {
    const std::vector<std::string> decks = store::deck_names(db, row.id);
    const bool in_deck = std::find(decks.begin(), decks.end(), found.deck) != decks.end();
    if (in_deck && row.text == text) return true;
  }
  return false;
}

/// Entries of ours that stand in the collection just so need not come in again.
int leave_known(Db& db, std::vector<NoteEntry>& entries) {
  std::set<std::string> known;
  std::erase_if(entries, [&](const NoteEntry& found) {
    const bool is_known = stands_so(db, found);
    if (is_known) known.insert(found.entry.headword);
    return is_known;
  });
  return static_cast<int>(known.size());
}

template <typename Value>
void append(std::vector<Value>& values, std::vector<Value>& more) {
  std::move(more.begin(), more.end(), std::back_inserter(values));
}

NoteEntries joined(NoteEntries own, NoteEntries others) {
  append(others.entries, own.entries);
  append(others.cards, own.cards);
  append(others.diagnostics, own.diagnostics);
  return others;
}

}  // namespace

NoteSink NoteFile::sink(std::function<void(NoteMedia)> media) {
  return {[this](NoteSource from) { source = std::move(from); },
          [this](NoteType type) { types.push_back(std::move(type)); },
          [this](Note note) { notes.push_back(std::move(note)); }, std::move(media),
          [this](Diagnostic diagnostic) { diagnostics.push_back(std::move(diagnostic)); }};
}

std::size_t NoteFile::cards() const {
  std::size_t count = 0;
  for (const Note& note : notes) count += note.cards.size();
  return count;
}

std::size_t NoteFile::reviews() const {
  std::size_t count = 0;
  for (const Note& note : notes) {
    for (const PastCard& card : note.cards) count += card.reviews.size();
  }
  return count;
}

std::vector<NoteMapping> propose_mappings(const NoteFile& file) {
  std::map<std::string_view, std::vector<const Note*>> by_type;
  for (const Note& note : file.notes) by_type[note.type].push_back(&note);
  std::vector<NoteMapping> mappings;
  for (const NoteType& type : file.types) {
    const auto notes = by_type.find(type.name);
    if (is_own(type)) continue;
    if (notes != by_type.end()) mappings.push_back(propose_mapping(type, notes->second));
  }
  return mappings;
}

void import_notes(Db& db, const store::Stamp& stamp, NoteFile file,
                  const std::vector<NoteMapping>& mappings, const SpellingOf& spelling_of,
                  const ImportOptions& options, NotesReport& report) {
  const std::filesystem::path path(file.path);
  NoteReader reader(mappings, {path.filename().string(), path.stem().string(), spelling_of});
  OwnNoteReader own_reader(file.types, path.filename().string());
  NoteEntries own;
  Steps steps(options.progress, "making entries", file.notes.size());
  for (Note& note : file.notes) {
    steps.step();
    own_reader.add(note, own) ? void(++report.own) : reader.add(std::move(note));
  }
  file.notes = {};
  report.decks.entries_unchanged += leave_known(db, own.entries);
  NoteEntries made = joined(std::move(own), reader.take());
  report.words = made.words;
  report.plain = made.plain;
  report.repeated = made.repeated;
  report.bare = made.bare;
  report.unread = made.unread;
  leave_out_future(made.cards, stamp.at, made.diagnostics);
  ReadResult read = as_decks(std::move(made.entries), file);
  read.diagnostics = std::move(file.diagnostics);
  read.diagnostics.insert(read.diagnostics.end(), made.diagnostics.begin(), made.diagnostics.end());

  Transaction transaction(db);
  // A history that is known already is no part of this import: undoing it must leave that one.
  std::optional<EventId> history;
  if (!file.source.origin.empty() && !made.cards.empty() && is_news(db, file.source, made.cards)) {
    history = history_of(file.source);
  }
  const bool changed = take_decks(db, stamp, std::move(read), options, report.decks, history);
  if (history) report.history = add_history(db, stamp, file.source, made.cards, options.progress);
  report.decks.diagnostics.insert(report.decks.diagnostics.end(),
                                  report.history.diagnostics.begin(),
                                  report.history.diagnostics.end());
  if (options.inspect) options.inspect(db);
  if (changed && !options.dry_run) transaction.commit();
}

}  // namespace lianxi
