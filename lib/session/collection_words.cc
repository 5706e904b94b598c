#include "session/collection_words.h"

#include "cards/glosses.h"
#include "session/entry_text.h"
#include "store/entries.h"

namespace lianxi {

std::vector<FrameUse> CollectionWords::in_frame(std::string_view frame) const {
  return store::frame_uses(db_, frame);
}

std::vector<std::string> CollectionWords::with_gloss(std::string_view gloss) const {
  return store::headwords_with_gloss(db_, gloss);
}

std::optional<WordFacts> CollectionWords::facts(std::string_view word) const {
  for (const store::EntryRow& row : store::find_entries(db_, word)) {
    if (row.headword != word) continue;
    const Entry entry = parse_entry(row.text);
    WordFacts facts;
    facts.headword = row.headword;
    for (const Reading& reading : entry.readings) {
      facts.readings.push_back(reading.pinyin);
      for (std::string& part : parts_of_speech(reading.part_of_speech)) {
        facts.parts_of_speech.push_back(std::move(part));
      }
    }
    facts.neighbours = store::words_mentioned(db_, row.id);
    facts.glosses = glosses_of(entry);
    facts.heads = heads_of(entry);
    return facts;
  }
  return std::nullopt;
}

}  // namespace lianxi
