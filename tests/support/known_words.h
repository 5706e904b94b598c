#pragma once

// A collection as far as rivals ask: entries in memory, indexed.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cards/frames.h"
#include "cards/generate.h"
#include "cards/glosses.h"
#include "cards/rivals.h"

namespace lianxi {

class KnownWords final : public WordSource {
 public:
  explicit KnownWords(const std::vector<Entry>& entries) {
    WordSet lexicon;
    for (const Entry& entry : entries) lexicon.add(entry.headword);
    for (const Entry& entry : entries) add(entry, lexicon);
  }

  std::vector<FrameUse> in_frame(std::string_view frame) const override {
    const auto found = frames_.find(frame);
    return found == frames_.end() ? std::vector<FrameUse>{} : found->second;
  }
  std::vector<std::string> with_gloss(std::string_view gloss) const override {
    const auto found = glosses_.find(gloss);
    return found == glosses_.end() ? std::vector<std::string>{} : found->second;
  }
  std::vector<std::string> naming(std::string_view word) const override {
    const auto found = naming_.find(word);
    return found == naming_.end() ? std::vector<std::string>{} : found->second;
  }
  std::optional<WordFacts> facts(std::string_view word) const override {
    const auto found = facts_.find(word);
    return found == facts_.end() ? std::nullopt : std::optional(found->second);
  }

 private:
  void add(const Entry& entry, const Lexicon& lexicon) {
    for (FrameUse& use : frame_uses(entry, generate_cards(entry, lexicon), lexicon)) {
      frames_[use.frame].push_back(std::move(use));
    }
    WordFacts facts{entry.headword, {}, {}, glosses_of(entry), heads_of(entry)};
    for (const std::string& gloss : facts.glosses) glosses_[gloss].push_back(entry.headword);
    for (const Reading& reading : entry.readings) {
      facts.readings.push_back(reading.pinyin);
      for (std::string& part : parts_of_speech(reading.part_of_speech)) {
        facts.parts_of_speech.push_back(std::move(part));
      }
    }
    for (const Contrast& contrast : entry.contrasts) {
      naming_[contrast.word].push_back(entry.headword);
    }
    for (const Related& related : entry.related) naming_[related.word].push_back(entry.headword);
    facts_[entry.headword] = std::move(facts);
  }

  std::map<std::string, std::vector<FrameUse>, std::less<>> frames_;
  std::map<std::string, std::vector<std::string>, std::less<>> glosses_;
  std::map<std::string, std::vector<std::string>, std::less<>> naming_;
  std::map<std::string, WordFacts, std::less<>> facts_;
};

}  // namespace lianxi
