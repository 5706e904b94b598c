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

std::vector<std::string> CollectionWords::naming(std::string_view word) const {
  return store::headwords_mentioning(db_, word);
}

std::optional<WordFacts> CollectionWords::facts(std::string_view word) const {
  const auto text = store::entry_text(db_, word);
  if (!text) return std::nullopt;
  const Entry entry = parse_entry(head_of_entry(*text));
  WordFacts facts;
  facts.headword = word;
  for (const Reading& reading : entry.readings) {
    facts.readings.push_back(reading.pinyin);
    for (std::string& part : parts_of_speech(reading.part_of_speech)) {
      facts.parts_of_speech.push_back(std::move(part));
    }
  }
  facts.glosses = glosses_of(entry);
  facts.heads = heads_of(entry);
  return facts;
}

}  // namespace lianxi
