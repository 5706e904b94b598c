#pragma once

// Where a word stands in a sentence. Mostly in one piece; but a separable word may be taken apart
// (见过他一面), and a word may be said twice: 看看, 看一看, 商量商量, 帮帮忙, 高高兴兴, 知不知道.
// Whatever gives the word away is a part of its place, so that no half stands beside its blank.
//
// What a learner types: where the halves are together, all of it (你＿＿这个: 看看); where
// something stands between them, the word (去＿一＿: 看; ＿过他一＿: 见面), or also the whole
// stretch as it is written (看一看, 见过他一面).

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cards/division.h"
#include "entry/entry.h"
#include "text/span.h"

namespace lianxi {

struct Place {
  std::vector<Span> parts;  ///< what to hide, in order, apart
  std::string wanted;       ///< what fills it: the word, or all of it where it is said twice
  Span whole;               ///< from the beginning of the first part to the end of the last
  bool twice = false;       ///< the word, or its first character, is said twice
};

/// How a word may stand in a sentence.
struct WordKind {
  std::string_view word;
  bool separable = false;
  bool repeatable = false;  ///< one character said twice is still this word: 看看, but not 刚刚
};

/// Finds one word in one sentence; keeps references to what it is given.
class PlaceFinder {
 public:
  PlaceFinder(const Sentence& sentence, const Division& division, const Lexicon& lexicon,
              WordKind kind)
      : sentence_(sentence), division_(division), lexicon_(lexicon), kind_(kind) {}

  /// The first place in one piece or said twice; else, for a separable word, the parts that the
  /// author marked, else the nearest pair of parts within a clause. Where there is none, `why` says
  /// what stands there instead, and is left alone where nothing does.
  std::optional<Place> find(std::string& why) const;

  /// Everything that would give the word away beside a blank: all its characters in a row, with
  /// what is said twice, and all its parts.
  std::vector<Span> all() const;

 private:
  std::optional<Place> said_twice(Span word) const;
  std::optional<Place> whole(std::string& why) const;
  std::optional<Place> marked_apart() const;
  std::vector<Place> apart() const;
  Place place_apart(Span verb, Span object) const;
  bool stands(Span span) const { return !division_.why_not_word(span); }
  bool is_verb(Span span) const;
  bool is_object(Span span, std::string_view gap) const;
  std::string_view text(Span span) const {
    return std::string_view(sentence_.chinese).substr(span.begin, span.size);
  }

  const Sentence& sentence_;
  const Division& division_;
  const Lexicon& lexicon_;
  WordKind kind_;
};

/// True for a word said twice in one of the ways above: ("看", "看一看"), ("帮忙", "帮帮忙").
bool is_said_twice(std::string_view word, std::string_view text);

/// True where `text` begins with the first character of a longer word and ends with the rest of it,
/// something else in between: ("见面", "见不到面").
bool is_taken_apart(std::string_view word, std::string_view text);

/// True for a result that can, or cannot, be reached: ("看懂", "看不懂"), ("联系上", "联系得上").
bool is_potential(std::string_view word, std::string_view text);

}  // namespace lianxi
