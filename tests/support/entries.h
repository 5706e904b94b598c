#pragma once

// Entries made in a test: only what the test speaks of. The sentences are the tests' own.

#include <string>
#include <utility>
#include <vector>

#include "entry/entry.h"
#include "entry/lexicon.h"

namespace lianxi {

inline Sentence sentence(std::string chinese, std::string pinyin = "", std::string english = "") {
  Sentence made;
  made.chinese = std::move(chinese);
  made.pinyin = std::move(pinyin);
  made.english = std::move(english);
  return made;
}

/// A lexicon of these words.
inline WordSet words(const std::vector<std::string>& list) {
  WordSet set;
  for (const std::string& word : list) set.add(word);
  return set;
}

/// Puts an entry together piece by piece.
class EntryBuilder {
 public:
  EntryBuilder(std::string headword, std::string pinyin) {
    entry_.headword = std::move(headword);
    reading(std::move(pinyin), "", "");
  }
  EntryBuilder& define(std::string definition, std::string part_of_speech) {
    entry_.readings.back().definition = std::move(definition);
    entry_.readings.back().part_of_speech = std::move(part_of_speech);
    return *this;
  }
  /// A further reading.
  EntryBuilder& reading(std::string pinyin, std::string definition, std::string part_of_speech) {
    Reading made;
    made.pinyin = std::move(pinyin);
    entry_.readings.push_back(std::move(made));
    return define(std::move(definition), std::move(part_of_speech));
  }
  EntryBuilder& traditional(std::string text) {
    entry_.traditional = std::move(text);
    return *this;
  }
  EntryBuilder& separable() {
    entry_.separable = true;
    return *this;
  }
  EntryBuilder& example(Sentence made) {
    entry_.examples.push_back(std::move(made));
    return *this;
  }
  EntryBuilder& example(std::string chinese, std::string pinyin = "", std::string english = "") {
    return example(sentence(std::move(chinese), std::move(pinyin), std::move(english)));
  }
  EntryBuilder& phrase(std::string chinese, std::string pinyin) {
    if (entry_.usages.empty()) entry_.usages.emplace_back();
    entry_.usages.back().phrases.push_back({std::move(chinese), std::move(pinyin), ""});
    return *this;
  }
  EntryBuilder& related(std::string word, std::string pinyin) {
    entry_.related.push_back({std::move(word), std::move(pinyin), ""});
    return *this;
  }
  EntryBuilder& contrast(std::string word, std::string pinyin, std::vector<SentencePair> pairs) {
    entry_.contrasts.push_back({std::move(word), std::move(pinyin), {}, std::move(pairs)});
    return *this;
  }
  operator const Entry&() const { return entry_; }

 private:
  Entry entry_;
};

/// A wrong sentence and the right one beside it.
inline SentencePair pair(std::string wrong, std::string right, std::string why = "") {
  return {sentence(std::move(wrong)), sentence(std::move(right)), std::move(why), ""};
}

}  // namespace lianxi
