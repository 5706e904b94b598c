#include "session/explain.h"

#include <algorithm>

#include "cards/face.h"
#include "cards/generate.h"
#include "session/collection_words.h"
#include "session/entry_text.h"
#include "store/entries.h"

namespace lianxi {

std::vector<ExplainedBlank> explain_entry(Db& db, EntryId id) {
  std::vector<ExplainedBlank> blanks;
  const auto row = store::entry_row(db, id);
  if (!row) return blanks;
  const Entry entry = parse_entry(row->text);
  const CollectionWords words(db);
  for (const CardPlan& plan : generate_cards(entry, store::CollectionLexicon(db)).cards) {
    for (std::size_t i = 0; i < std::max<std::size_t>(1, plan.pool.size()); ++i) {
      auto rivals = rivals_of(entry, plan, i, words);
      if (rivals.empty()) continue;
      const Face face = make_face(entry, plan, i);
      blanks.push_back({plan.card, plain_text(face.prompt.front()), std::move(rivals)});
    }
  }
  return blanks;
}

std::vector<ExplainedBlank> explain_entries(Db& db, const std::vector<std::string>& headwords) {
  std::vector<EntryId> entries;
  const auto add = [&](EntryId id) {
    if (std::find(entries.begin(), entries.end(), id) == entries.end()) entries.push_back(id);
  };
  for (const std::string& headword : headwords) {
    for (const store::EntryRow& row : store::find_entries(db, headword)) add(row.id);
  }
  const std::vector<EntryId> imported = entries;
  for (const EntryId id : imported) {
    for (const EntryId other : store::entries_in_frames_of(db, id)) add(other);
  }
  std::vector<ExplainedBlank> all;
  for (const EntryId id : entries) {
    for (ExplainedBlank& blank : explain_entry(db, id)) all.push_back(std::move(blank));
  }
  return all;
}

}  // namespace lianxi
