#include "session/entry_text.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <vector>

#include "base/error.h"
#include "import/reader.h"
#include "session/dictionary_deck.h"
#include "store/log.h"

namespace lianxi {

Entry parse_entry(std::string_view text) {
  std::optional<Entry> found;
  std::string problem = "it is empty";
  read_entries(text, "collection",
               {[&](Entry entry) { found = std::move(entry); },
                [&](const Diagnostic& diagnostic) {
                  if (diagnostic.fatal) problem = diagnostic.text;
                }});
  if (!found) {
    throw Error(ErrorKind::collection, "an entry of the collection cannot be read: " + problem,
                "run `lianxi check`");
  }
  return std::move(*found);
}

std::string_view head_of_entry(std::string_view text) {
  std::size_t end = text.size();
  for (const std::string_view section : {"\n## Characters\n", "\n## Usage\n", "\n## Culture\n",
                                         "\n## Examples\n", "\n## Contrasts\n", "\n## Related\n"}) {
    end = std::min(end, text.substr(0, end).find(section));
  }
  return text.substr(0, end);
}

namespace {

std::optional<RevisedEntry> fold_entry(Db& db, const Key& key, const std::vector<Event>& events,
                                       const DeadEvents& dead) {
  EntryFold fold;
  const auto imports = store::live_imports(db, key, dead);
  const auto dictionary = store::find_deck(db, kDictionaryDeck);
  auto next = imports.begin();
  const auto take_imports_before = [&](const Event* edit) {
    for (; next != imports.end(); ++next) {
      if (edit && std::tuple(next->clock, next->event) > std::tuple(edit->clock, edit->id)) return;
      fold.import(static_cast<std::int64_t>(next->deck), parse_entry(next->text),
                  role_of(*next, dictionary));
    }
  };
  for (const Event& event : events) {
    const auto* edit = std::get_if<EditAct>(&event.act);
    if (!edit || dead.contains(event.id, event.import)) continue;
    take_imports_before(&event);
    fold.edit(edit->field, edit->text);
  }
  take_imports_before(nullptr);
  if (fold.empty()) return std::nullopt;
  return fold.result();
}

}  // namespace

std::optional<RevisedEntry> folded_entry(Db& db, const Key& key, const DeadEvents& dead) {
  return folded_entry(db, key, store::events_of(db, key), dead);
}

std::optional<RevisedEntry> folded_entry(Db& db, const Key& key, const std::vector<Event>& events,
                                         const DeadEvents& dead) {
  const bool deleted = std::any_of(events.begin(), events.end(), [&](const Event& event) {
    return event.type() == EventType::delete_ && !dead.contains(event.id, event.import);
  });
  if (deleted) return std::nullopt;
  return fold_entry(db, key, events, dead);
}

std::optional<RevisedEntry> entry_without_deletes(Db& db, const Key& key, const DeadEvents& dead) {
  return fold_entry(db, key, store::events_of(db, key), dead);
}

std::string word_of_entry(Db& db, const Key& key) {
  const auto id = store::find_key(db, key);
  if (!id) return "";
  if (const auto row = store::entry_row(db, static_cast<EntryId>(*id))) return row->headword;
  const auto deleted = entry_without_deletes(db, key, store::dead_events(db));
  return deleted ? deleted->entry.headword : "";
}

}  // namespace lianxi
