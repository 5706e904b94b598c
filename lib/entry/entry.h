#pragma once

// An entry: everything that is known of one word. Readers make it, cards are made from it, and
// `write_markdown` puts it down so that reading it again gives the same entry. What a source does
// not say stays empty; nothing is guessed. Text is as the source has it (NFC), without mark-up.

#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "text/span.h"

namespace lianxi {

/// A Chinese sentence and what its source says of it.
struct Sentence {
  std::string chinese;  ///< without bold marks, strike-out or quotes around it
  std::string pinyin;
  std::string english;
  std::string analysis;
  std::vector<Span> bold;         ///< pieces of `chinese` that the author marked bold
  std::string form;               ///< the target form where the author names it (`Form:`)
  std::vector<std::string> also;  ///< other words the blank admits (`Also:`)
  std::string reading;            ///< which reading of the word it shows, where the source says so
  std::string source;             ///< attribution
  int line = 0;                   ///< in the file it was read from; not part of what it is
};
/// Equal in all that is said; `line` does not count.
bool operator==(const Sentence& a, const Sentence& b);

/// A set phrase with the word in it: 保持联系 (bǎochí liánxì): keep in touch.
struct Phrase {
  std::string chinese;
  std::string pinyin;
  std::string gloss;
  friend bool operator==(const Phrase&, const Phrase&) = default;
};

/// One way the word is used.
struct Usage {
  std::string title;
  std::string text;
  std::vector<Sentence> sentences;
  std::vector<Phrase> phrases;
  friend bool operator==(const Usage&, const Usage&) = default;
};

/// A character of the word and what it contributes; `parts` are components listed under it.
struct Character {
  std::string character;
  std::string reading;  ///< pinyin with marks, as printed; empty where unreadable ("儿 ®")
  std::string note;
  std::vector<Character> parts;
  friend bool operator==(const Character&, const Character&) = default;
};

/// A wrong sentence and the right one beside it. Either `chinese` may be empty.
struct SentencePair {
  Sentence wrong;
  Sentence right;
  std::string why;   ///< the reason, in a line
  std::string when;  ///< the situation that makes the wrong half wrong
  friend bool operator==(const SentencePair&, const SentencePair&) = default;
};

/// The word beside one that learners take for it.
struct Contrast {
  std::string word;                ///< 关系
  std::string reading;             ///< guānxi, as printed; may be empty
  std::vector<std::string> notes;  ///< lines a learner can remember
  std::vector<SentencePair> pairs;
  friend bool operator==(const Contrast&, const Contrast&) = default;
};

/// Something said under a heading that is no contrast: "Verb vs. Noun Usage".
struct Remark {
  std::string title;
  std::vector<std::string> lines;
  friend bool operator==(const Remark&, const Remark&) = default;
};

/// A related word.
struct Related {
  std::string word;
  std::string reading;
  std::string gloss;
  friend bool operator==(const Related&, const Related&) = default;
};

/// A level as printed, and what can be read from it.
struct Level {
  std::string list;     ///< "HSK 2.0", "HSK 3.0", or empty where the source names none
  int level = 0;        ///< 1-9; for a range of bands ("7-9") the lowest
  std::string printed;  ///< "HSK 4", "3 (in words like 银行)"
  friend bool operator==(const Level&, const Level&) = default;
};

/// One reading of the word, with what the source says of this reading alone.
struct Reading {
  std::string pinyin;             ///< "liánxì" as printed: joined or spaced, marks
  std::vector<std::string> also;  ///< `Also pr.:` other accepted readings
  std::string part_of_speech;     ///< as printed: "Verb, Noun"
  std::string level;              ///< as printed: "HSK 4", "4 (2.0), 3 (3.0)", "N/A"
  std::string definition;
  std::string nutshell;
  friend bool operator==(const Reading&, const Reading&) = default;
};

struct Entry {
  std::string headword;           ///< simplified, NFKC: the identity of the entry
  std::string traditional;        ///< empty where not known
  std::vector<Reading> readings;  ///< at least one in an entry that a reader accepts, but for
                                  ///< a plain one (entry/plain.h)
  std::string gloss;              ///< the gloss list of the title
  std::string summary;
  std::vector<std::string> keywords;
  std::vector<std::string> measure_words;
  bool separable = false;
  std::string audio;
  std::string source;
  std::string licence;
  std::vector<std::string> tags;
  std::vector<Character> characters;
  std::string characters_note;       ///< how they combine
  std::vector<std::string> culture;  ///< paragraphs
  std::string usage_intro;
  std::vector<Usage> usages;
  std::vector<Sentence> examples;  ///< in the order of their numbers
  std::vector<Contrast> contrasts;
  std::vector<Remark> notes;
  std::vector<Related> related;
  std::vector<std::string> question;  ///< of a plain entry, line by line, where not the headword
  std::vector<std::string> answer;    ///< of a plain entry, line by line
  int line = 0;                       ///< of the title; not part of what the entry is
};
/// Equal in all that is said; lines do not count.
bool operator==(const Entry& a, const Entry& b);

/// The stable key of an entry: its simplified headword.
Key entry_key(std::string_view headword);

/// The stable key of a sentence: its folded text, so that width and punctuation do not matter.
Key sentence_key(std::string_view chinese);
/// The same from text that is folded already.
Key folded_sentence_key(std::string_view folded);

/// "Verb, Noun" -> {"verb", "noun"}; "Noun (primarily), Verb (less common)" -> {"noun", "verb"};
/// "Adjective / Adverb" -> {"adjective", "adverb"}. Remarks in brackets and after ";" fall away.
std::vector<std::string> parts_of_speech(std::string_view printed);

/// All levels named in a printed level; "N/A" and "" give none. A list is named only where the
/// text names it: "HSK 3.0 (Band 4)", "4 (2.0), 3 (3.0)".
std::vector<Level> levels(std::string_view printed);

/// Joins a second source of the same word into `entry`: empty fields are filled, sentences pooled
/// (same folded text once), lists joined by their names. Where both say something different the
/// first stays, and the name of the field is returned.
std::vector<std::string> join(Entry& entry, const Entry& other);

/// The same for two copies of one sentence.
std::vector<std::string> join(Sentence& sentence, const Sentence& other);

}  // namespace lianxi
