#include "cards/glosses.h"

#include <algorithm>

#include "text/utf8.h"

namespace lianxi {
namespace {

constexpr std::size_t kMostWords = 4;  // a longer piece is prose

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// Stands for a bracket and what is in it.
constexpr char kBracket = '\x01';

/// Lower case; a mark for each bracket and what stands in it.
std::string simplified(std::string_view text) {
  std::string plain;
  int open = 0;
  for (const char c : nfkc(text)) {
    if ((c == '(' || c == '[') && open++ == 0 && c == '(') plain += kBracket;
    if (open == 0) plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    if ((c == ')' || c == ']') && open > 0) --open;
  }
  return plain;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

/// The words of lower-case text; apostrophes and hyphens are inside words.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words = {""};
  for (const char c : text) {
    if (is_letter(c) || (!words.back().empty() && (c == '\'' || c == '-'))) {
      words.back() += c;
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

/// "to see (the point)" is not "to see"; "(of people) tall" is tall.
bool is_narrowed(std::string_view piece) {
  const auto bracket = piece.find(kBracket);
  return bracket != std::string_view::npos && !words_of(piece.substr(0, bracket)).empty();
}

std::string spaced(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

/// A piece of a definition down to what it means.
std::vector<std::string> core_of(std::vector<std::string> words) {
  while (words.size() > 1 &&
         is_one_of(words.front(), {"to", "be", "a", "an", "the", "or", "and"})) {
    words.erase(words.begin());
  }
  while (words.size() > 1 &&
         is_one_of(words.back(), {"someone", "something", "somebody", "sb", "sth", "oneself",
                                  "somewhere", "one", "etc"})) {
    words.pop_back();
  }
  if (words.size() == 1 && is_one_of(words.front(), {"to", "or", "and", "be", "a", "the", "etc",
                                                     "someone", "something", "somebody"})) {
    return {};
  }
  return words;
}

/// Pieces of `text` between any of these marks.
std::vector<std::string_view> pieces(std::string_view text, std::string_view marks) {
  std::vector<std::string_view> found;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find_first_of(marks, begin), text.size());
    found.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return found;
}

/// "contacting", "contacted", "contacts" -> "contact"; only for comparing.
std::string stem(std::string_view word) {
  for (const std::string_view ending : {"'s", "ing", "ied", "ies", "ed", "es", "s", "y", "e"}) {
    if (word.size() >= ending.size() + 3 && word.ends_with(ending)) {
      return std::string(word.substr(0, word.size() - ending.size()));
    }
  }
  return std::string(word);
}

std::vector<std::string> stems_of(const std::vector<std::string>& words) {
  std::vector<std::string> stems;
  for (const std::string& word : words) stems.push_back(stem(word));
  return stems;
}

/// Words that say next to nothing at the edge of a gloss.
bool says_little(std::string_view word) {
  return word.size() < 3 ||
         is_one_of(word, {"have",   "has",  "get",  "make",  "take", "give", "put",   "let",
                          "set",    "not",  "are",  "was",   "were", "did",  "does",  "can",
                          "will",   "may",  "for",  "with",  "from", "and",  "the",   "thing",
                          "things", "very", "out",  "off",   "one",  "into", "about", "upon",
                          "over",   "all",  "some", "any",   "more", "most", "come",  "keep",
                          "become", "only", "just", "still", "there"});
}

/// "get in touch with" -> "in touch": a verb that stands for anything and the words that lead on
/// differ from line to line.
std::vector<std::string> telling_words(std::vector<std::string> words) {
  if (words.size() > 1 && words.front() == "to") words.erase(words.begin());
  while (!words.empty() && says_little(words.back())) words.pop_back();
  while (words.size() > 1 && words.front().size() > 2 && says_little(words.front())) {
    words.erase(words.begin());
  }
  if (words.size() == 1 && says_little(words.front())) words.clear();
  return words;
}

}  // namespace

std::vector<std::string> glosses_of(std::string_view definition) {
  std::vector<std::string> glosses;
  const std::string plain = simplified(definition);
  for (const std::string_view sense : pieces(plain, ";/")) {
    bool has_object = false;
    for (const std::string_view piece : pieces(sense, ",")) {
      const auto written = words_of(piece);
      const bool is_verb = !written.empty() && written.front() == "to";
      if (has_object && !is_verb) continue;  // "to exchange ideas, culture": one thing more
      has_object |= is_verb && written.size() > 2;
      const auto words = core_of(written);
      const bool acts = is_verb && written.size() > 1 && written[1] != "be";
      const auto add = [&](const std::string& gloss) {
        if (!gloss.empty() && !is_narrowed(piece))
          add_unique(glosses, acts ? "to " + gloss : gloss);
      };
      if (words.size() > kMostWords && words[1] == "or") {
        add(words.front());
        add(spaced(core_of({words.begin() + 2, words.end()})));
      } else {
        add(spaced(words));
      }
      if (words.size() > kMostWords) break;
    }
  }
  return glosses;
}

std::vector<std::string> glosses_of(const Entry& entry) {
  std::vector<std::string> glosses = glosses_of(entry.gloss);
  for (const Reading& reading : entry.readings) {
    for (std::string& gloss : glosses_of(reading.definition)) {
      add_unique(glosses, std::move(gloss));
    }
  }
  return glosses;
}

std::vector<std::string> heads_of(const Entry& entry) {
  std::vector<std::string> heads;
  const auto add = [&](const std::string& definition) {
    const auto glosses = glosses_of(definition);
    if (!glosses.empty()) add_unique(heads, glosses.front());
  };
  add(entry.gloss);
  for (const Reading& reading : entry.readings) add(reading.definition);
  return heads;
}

bool says_any(std::string_view english, const std::vector<std::string>& glosses) {
  const auto said = stems_of(words_of(simplified(english)));
  return std::any_of(glosses.begin(), glosses.end(), [&](const std::string& gloss) {
    const auto wanted = stems_of(telling_words(words_of(gloss)));
    return !wanted.empty() &&
           std::search(said.begin(), said.end(), wanted.begin(), wanted.end()) != said.end();
  });
}

}  // namespace lianxi
