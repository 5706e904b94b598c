// Pinyin against characters, wherever an entry has both.

#include "lint/checks.h"
#include "lint/pinyin_slips.h"
#include "text/hanzi.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

class ReadingsCheck {
 public:
  ReadingsCheck(const EntryText& text, const Tell& tell)
      : text_(text), entry_(text.entry), tell_(tell) {}

  void run() {
    for (const Reading& reading : entry_.readings) {
      for (const std::string& also : reading.also) add_readings(own_, entry_.headword, also);
    }
    for (const Reading& reading : entry_.readings) {
      check_headword(reading.pinyin, own_);
      for (const std::string& also : reading.also) check_headword(also, own_);
    }
    for (const Reading& reading : entry_.readings)
      add_readings(own_, entry_.headword, reading.pinyin);
    check_words();
    for (const Usage& usage : entry_.usages) {
      for (const Phrase& phrase : usage.phrases) add_readings(own_, phrase.chinese, phrase.pinyin);
    }
    for_each_sentence(entry_, [this](const Sentence& sentence, SentenceRole) {
      if (sentence.pinyin.empty()) return;
      for (PinyinSlip& slip : pinyin_slips(sentence.chinese, sentence.pinyin, own_)) {
        tell_(text_.find(sentence.pinyin, slip.offset, sentence), slip.code, std::move(slip.text));
      }
    });
  }

 private:
  /// What is no pinyin at all the reader has said.
  void check_headword(const std::string& pinyin, const OwnReadings& own) {
    if (!parse_pinyin(pinyin)) return;
    for (PinyinSlip& slip : pinyin_slips(entry_.headword, pinyin, own)) {
      tell_(text_.source.find(pinyin, slip.offset, entry_.line, text_.end), slip.code,
            std::move(slip.text));
    }
  }

  /// A component that is no character of the word (扌) has a name rather than a reading.
  void check_words() {
    for (const Character& character : entry_.characters) {
      if (entry_.headword.find(character.character) == std::string::npos) continue;
      check_word(character.character, character.reading);
    }
    for (const Usage& usage : entry_.usages) {
      for (const Phrase& phrase : usage.phrases) check_word(phrase.chinese, phrase.pinyin);
    }
    for (const Contrast& contrast : entry_.contrasts) check_word(contrast.word, contrast.reading);
    for (const Related& related : entry_.related) check_word(related.word, related.reading);
  }

  /// "保持联系 (bǎochí liánxì)", several readings parted by a slash.
  void check_word(const std::string& word, const std::string& pinyin) {
    if (!all_hanzi(word)) return;
    for (const std::string_view reading : split(pinyin, '/')) {
      if (trim(reading).empty()) continue;
      const auto before = static_cast<std::size_t>(reading.data() - pinyin.data());
      for (PinyinSlip& slip : pinyin_slips(word, reading, own_)) {
        tell_(place_in_word(word, pinyin, before + slip.offset), slip.code, std::move(slip.text));
      }
    }
  }

  TextPlace place_in_word(const std::string& word, const std::string& pinyin,
                          std::size_t offset) const {
    for (const std::string open : {"(", "（"}) {
      const std::string written = word + open + pinyin;
      const std::size_t before = written.size() - pinyin.size();
      if (text_.source.holds(written, entry_.line, text_.end)) {
        return text_.source.find(written, before + offset, entry_.line, text_.end);
      }
    }
    return text_.source.find(pinyin, offset, entry_.line, text_.end);
  }

  const EntryText& text_;
  const Entry& entry_;
  const Tell& tell_;
  OwnReadings own_;
};

}  // namespace

void check_readings(const EntryText& text, const Tell& tell) { ReadingsCheck(text, tell).run(); }

}  // namespace lianxi
