#include "session/entry_text.h"

#include <optional>
#include <tuple>

#include "base/error.h"
#include "import/reader.h"
#include "store/log.h"

namespace lianxi {

Entry parse_entry(std::string_view text) {
  std::optional<Entry> found;
  std::string problem = "it is empty";
  read_entries(text, "collection",
               {[&](Entry entry) { found = std::move(entry); },
                [&](Diagnostic diagnostic) {
                  if (diagnostic.fatal) problem = diagnostic.text;
                }});
  if (!found) {
    throw Error(ErrorKind::collection, "an entry of the collection cannot be read: " + problem,
                "run `lianxi check`");
  }
  return std::move(*found);
}

std::optional<RevisedEntry> folded_entry(Db& db, const Key& key, const DeadEvents& dead) {
  EntryFold fold;
  const auto imports = store::live_imports(db, key, dead);
  auto next = imports.begin();
  const auto take_imports_before = [&](const Event* edit) {
    for (; next != imports.end(); ++next) {
      if (edit && std::tuple(next->clock, next->event) > std::tuple(edit->clock, edit->id)) return;
      fold.import(static_cast<std::int64_t>(next->deck), parse_entry(next->text));
    }
  };
  for (const Event& event : store::events_of(db, key)) {
    const auto* edit = std::get_if<EditAct>(&event.act);
    if (!edit || dead.contains(event.id, event.import)) continue;
    take_imports_before(&event);
    fold.edit(edit->field, edit->text);
  }
  take_imports_before(nullptr);
  if (fold.empty()) return std::nullopt;
  return fold.result();
}

}  // namespace lianxi
