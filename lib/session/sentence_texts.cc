#include "session/sentence_texts.h"

#include "session/entry_text.h"
#include "store/entries.h"
#include "store/log.h"

namespace lianxi {

std::string SentenceTexts::text_of(EntryId entry, const Key& sentence) {
  auto known = by_entry_.find(entry);
  if (known == by_entry_.end()) known = by_entry_.emplace(entry, read(entry)).first;
  const auto found = known->second.find(sentence);
  return found == known->second.end() ? "" : found->second;
}

SentenceTexts::Texts SentenceTexts::read(EntryId entry) const {
  Texts texts;
  const auto add = [&](const std::string& chinese) {
    texts.try_emplace(sentence_key(chinese), chinese);
  };
  const auto is_sentence = [](std::string_view path) { return path.ends_with("/chinese"); };
  const Key key = store::key_of(db_, static_cast<KeyId>(entry));
  // Whatever was undone since: it was shown all the same.
  for (const store::ImportedEntry& imported : store::live_imports(db_, key, DeadEvents{})) {
    for (const Field& field : fields_of(parse_entry(imported.text))) {
      if (is_sentence(field.path)) add(field.text);
    }
  }
  for (const Event& event : store::events_of(db_, key)) {
    const auto* edit = std::get_if<EditAct>(&event.act);
    if (edit && is_sentence(edit->field)) add(edit->text);
  }
  return texts;
}

}  // namespace lianxi
