#include "entry/entry.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "base/hash.h"
#include "text/pinyin.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

constexpr auto npos = std::string_view::npos;

// Printed lists.

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Splits at any of `separators`, but not inside brackets.
std::vector<std::string_view> split_outside_brackets(std::string_view text,
                                                     std::string_view separators) {
  std::vector<std::string_view> pieces;
  int open = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '(') ++open;
    if (text[i] == ')' && open > 0) --open;
    if (open > 0 || separators.find(text[i]) == npos) continue;
    pieces.push_back(trim(text.substr(begin, i - begin)));
    begin = i + 1;
  }
  pieces.push_back(trim(text.substr(begin)));
  return pieces;
}

std::string without_brackets(std::string_view text) {
  std::string out;
  int open = 0;
  for (const char c : text) {
    if (c == '(') ++open;
    if (open == 0) out += c;
    if (c == ')' && open > 0) --open;
  }
  return out;
}

std::string lower_ascii(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return lower;
}

/// The first number from 1 to 9 that stands alone; 0 if there is none.
int first_level(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_digit(text[i])) continue;
    std::size_t end = i;
    while (end < text.size() && is_digit(text[end])) ++end;
    if (end == i + 1 && text[i] != '0') return text[i] - '0';
    i = end;
  }
  return 0;
}

std::optional<Level> level_of(std::string_view piece) {
  Level level;
  level.printed = std::string(piece);
  std::string rest(piece);
  for (const std::string_view version : {"2.0", "3.0"}) {
    const auto at = rest.find(version);
    if (at == npos) continue;
    level.list = "HSK " + std::string(version);
    rest.replace(at, version.size(), " ");
    break;
  }
  level.level = first_level(rest);
  if (level.level == 0) return std::nullopt;
  return level;
}

// Joining.

/// Remembers the names of fields in which two sources differ.
class Joiner {
 public:
  std::vector<std::string> conflicts;

  void text(std::string_view name, std::string& mine, const std::string& theirs) {
    if (theirs.empty() || mine == theirs) return;
    if (mine.empty()) {
      mine = theirs;
    } else if (std::find(conflicts.begin(), conflicts.end(), name) == conflicts.end()) {
      conflicts.emplace_back(name);
    }
  }

  /// Adds what `mine` lacks; `key` names a member, and `both` joins two of one name.
  template <typename T, typename Key, typename Both>
  void list(std::vector<T>& mine, const std::vector<T>& theirs, Key key, Both both) {
    std::unordered_map<std::string, std::size_t> index;
    for (std::size_t i = 0; i < mine.size(); ++i) index.try_emplace(key(mine[i]), i);
    for (const auto& one : theirs) {
      const auto [at, is_new] = index.try_emplace(key(one), mine.size());
      if (is_new)
        mine.push_back(one);
      else
        both(mine[at->second], one);
    }
  }

  void names(std::vector<std::string>& mine, const std::vector<std::string>& theirs) {
    list(
        mine, theirs, [](const std::string& name) { return name; },
        [](std::string&, const std::string&) {});
  }

  void sentence(Sentence& mine, const Sentence& theirs) {
    text("pinyin of a sentence", mine.pinyin, theirs.pinyin);
    text("English of a sentence", mine.english, theirs.english);
    text("analysis", mine.analysis, theirs.analysis);
    text("form", mine.form, theirs.form);
    text("reading of a sentence", mine.reading, theirs.reading);
    text("source of a sentence", mine.source, theirs.source);
    if (mine.bold.empty() && mine.chinese == theirs.chinese) mine.bold = theirs.bold;
    names(mine.also, theirs.also);
  }

  void sentences(std::vector<Sentence>& mine, const std::vector<Sentence>& theirs) {
    list(
        mine, theirs, [](const Sentence& one) { return fold(one.chinese); },
        [&](Sentence& a, const Sentence& b) { sentence(a, b); });
  }

  void readings(std::vector<Reading>& mine, const std::vector<Reading>& theirs) {
    list(mine, theirs, reading_key, [&](Reading& a, const Reading& b) {
      names(a.also, b.also);
      text("part of speech", a.part_of_speech, b.part_of_speech);
      text("level", a.level, b.level);
      text("definition", a.definition, b.definition);
      text("nutshell", a.nutshell, b.nutshell);
    });
  }

  void usages(std::vector<Usage>& mine, const std::vector<Usage>& theirs) {
    list(
        mine, theirs, [](const Usage& usage) { return usage.title; },
        [&](Usage& a, const Usage& b) {
          text("usage", a.text, b.text);
          sentences(a.sentences, b.sentences);
          list(
              a.phrases, b.phrases, [](const Phrase& phrase) { return phrase.chinese; },
              [&](Phrase& c, const Phrase& d) {
                text("pinyin of a phrase", c.pinyin, d.pinyin);
                text("gloss of a phrase", c.gloss, d.gloss);
              });
        });
  }

  void contrasts(std::vector<Contrast>& mine, const std::vector<Contrast>& theirs) {
    list(
        mine, theirs, [](const Contrast& contrast) { return contrast.word; },
        [&](Contrast& a, const Contrast& b) {
          text("reading of a contrast", a.reading, b.reading);
          names(a.notes, b.notes);
          list(a.pairs, b.pairs, pair_key, [&](SentencePair& c, const SentencePair& d) {
            sentence(c.wrong, d.wrong);
            sentence(c.right, d.right);
            text("why", c.why, d.why);
            text("when", c.when, d.when);
          });
        });
  }

  void characters(std::vector<Character>& mine, const std::vector<Character>& theirs) {
    list(
        mine, theirs, [](const Character& one) { return one.character; },
        [&](Character& a, const Character& b) {
          text("reading of a character", a.reading, b.reading);
          text("note on a character", a.note, b.note);
          if (a.parts.empty()) a.parts = b.parts;
        });
  }

 private:
  /// Joined or spaced, with or without apostrophes, a reading is the same.
  static std::string reading_key(const Reading& reading) {
    const auto syllables = parse_pinyin(reading.pinyin);
    return syllables ? to_numbers(*syllables) : fold(reading.pinyin);
  }

  static std::string pair_key(const SentencePair& pair) {
    return fold(pair.wrong.chinese) + '\n' + fold(pair.right.chinese);
  }
};

}  // namespace

bool operator==(const Sentence& a, const Sentence& b) {
  return a.chinese == b.chinese && a.pinyin == b.pinyin && a.english == b.english &&
         a.analysis == b.analysis && a.bold == b.bold && a.form == b.form && a.also == b.also &&
         a.reading == b.reading && a.source == b.source;
}

bool operator==(const Entry& a, const Entry& b) {
  return a.headword == b.headword && a.traditional == b.traditional && a.readings == b.readings &&
         a.gloss == b.gloss && a.summary == b.summary && a.keywords == b.keywords &&
         a.measure_words == b.measure_words && a.separable == b.separable && a.audio == b.audio &&
         a.source == b.source && a.licence == b.licence && a.tags == b.tags &&
         a.characters == b.characters && a.characters_note == b.characters_note &&
         a.culture == b.culture && a.usage_intro == b.usage_intro && a.usages == b.usages &&
         a.examples == b.examples && a.contrasts == b.contrasts && a.notes == b.notes &&
         a.related == b.related;
}

Key entry_key(std::string_view headword) { return hash_key({"entry", nfkc(headword)}); }

Key sentence_key(std::string_view chinese) { return hash_key({"sentence", fold(chinese)}); }

std::vector<std::string> parts_of_speech(std::string_view printed) {
  std::vector<std::string> parts;
  const std::string plain = without_brackets(printed.substr(0, printed.find(';')));
  for (const auto piece : split_outside_brackets(plain, ",/&")) {
    std::string part = lower_ascii(piece);
    while (part.ends_with('.')) part.pop_back();
    part = std::string(trim(part));
    if (part.empty() || std::find(parts.begin(), parts.end(), part) != parts.end()) continue;
    parts.push_back(std::move(part));
  }
  return parts;
}

std::vector<Level> levels(std::string_view printed) {
  std::vector<Level> found;
  for (const auto piece : split_outside_brackets(printed, ",;/")) {
    if (auto level = level_of(piece)) found.push_back(std::move(*level));
  }
  return found;
}

std::vector<std::string> join(Entry& entry, const Entry& other) {
  Joiner joiner;
  joiner.text("traditional", entry.traditional, other.traditional);
  joiner.readings(entry.readings, other.readings);
  joiner.text("gloss", entry.gloss, other.gloss);
  joiner.text("summary", entry.summary, other.summary);
  joiner.names(entry.keywords, other.keywords);
  joiner.names(entry.measure_words, other.measure_words);
  entry.separable = entry.separable || other.separable;
  joiner.text("audio", entry.audio, other.audio);
  joiner.text("source", entry.source, other.source);
  joiner.text("licence", entry.licence, other.licence);
  joiner.names(entry.tags, other.tags);
  joiner.characters(entry.characters, other.characters);
  joiner.text("note on the characters", entry.characters_note, other.characters_note);
  joiner.names(entry.culture, other.culture);
  joiner.text("introduction to usage", entry.usage_intro, other.usage_intro);
  joiner.usages(entry.usages, other.usages);
  joiner.sentences(entry.examples, other.examples);
  joiner.contrasts(entry.contrasts, other.contrasts);
  joiner.list(
      entry.notes, other.notes, [](const Note& note) { return note.title; },
      [&](Note& a, const Note& b) { joiner.names(a.lines, b.lines); });
  joiner.list(
      entry.related, other.related, [](const Related& related) { return related.word; },
      [&](Related& a, const Related& b) {
        joiner.text("reading of a related word", a.reading, b.reading);
        joiner.text("gloss of a related word", a.gloss, b.gloss);
      });
  return std::move(joiner.conflicts);
}

std::vector<std::string> join(Sentence& sentence, const Sentence& other) {
  Joiner joiner;
  joiner.sentence(sentence, other);
  return std::move(joiner.conflicts);
}

}  // namespace lianxi
