#include "entry/fill.h"

#include <algorithm>

#include "text/pinyin.h"

namespace lianxi {
namespace {

void fill_text(std::string& mine, const std::string& theirs) {
  if (mine.empty()) mine = theirs;
}

bool is_same_sound(const std::string& a, const std::string& b) {
  const auto left = parse_pinyin(a);
  const auto right = parse_pinyin(b);
  return left && right ? *left == *right : a == b;
}

/// Takes a further spelling of a reading, where none of those it has sounds so.
void add_spelling(Reading& reading, const std::string& pinyin) {
  const auto sounds_so = [&](const std::string& known) { return is_same_sound(known, pinyin); };
  if (sounds_so(reading.pinyin) || std::ranges::any_of(reading.also, sounds_so)) return;
  reading.also.push_back(pinyin);
}

void fill_reading(Reading& mine, const Reading& theirs, bool is_defined) {
  fill_text(mine.part_of_speech, theirs.part_of_speech);
  fill_text(mine.level, theirs.level);
  if (!is_defined) fill_text(mine.definition, theirs.definition);
  fill_text(mine.nutshell, theirs.nutshell);
  add_spelling(mine, theirs.pinyin);
  for (const std::string& also : theirs.also) add_spelling(mine, also);
}

/// The reading that the dictionary writes as `pinyin`: the very same rather than a light one.
Reading* reading_written(Entry& entry, const std::string& pinyin) {
  const auto same = std::ranges::find_if(entry.readings, [&](const Reading& reading) {
    return is_same_sound(reading.pinyin, pinyin);
  });
  if (same != entry.readings.end()) return &*same;
  const auto light = std::ranges::find_if(entry.readings, [&](const Reading& reading) {
    return differs_in_light_syllables(reading.pinyin, pinyin);
  });
  return light == entry.readings.end() ? nullptr : &*light;
}

bool has_sentences(const Entry& entry) {
  return !entry.examples.empty() || std::ranges::any_of(entry.usages, [](const Usage& usage) {
    return !usage.sentences.empty();
  });
}

}  // namespace

bool differs_in_light_syllables(std::string_view pinyin, std::string_view other) {
  const auto left = parse_pinyin(pinyin);
  const auto right = parse_pinyin(other);
  if (!left || !right || left->size() != right->size() || *left == *right) return false;
  return std::ranges::equal(*left, *right, [](const Syllable& a, const Syllable& b) {
    return a.letters == b.letters && (a.tone == b.tone || a.tone == 0 || b.tone == 0);
  });
}

void fill(Entry& entry, const Entry& dictionary, NewReadings readings) {
  const bool is_defined = !entry.gloss.empty();
  for (const Reading& theirs : dictionary.readings) {
    if (Reading* mine = reading_written(entry, theirs.pinyin)) {
      fill_reading(*mine, theirs, is_defined);
    } else if (readings == NewReadings::take) {
      entry.readings.push_back(theirs);
    }
  }
  fill_text(entry.traditional, dictionary.traditional);
  if (entry.measure_words.empty()) entry.measure_words = dictionary.measure_words;
  for (const std::string& tag : dictionary.tags) {
    if (std::ranges::find(entry.tags, tag) == entry.tags.end()) entry.tags.push_back(tag);
  }
  if (!has_sentences(entry)) entry.examples = dictionary.examples;
}

}  // namespace lianxi
