#pragma once

// How Anki makes a card's two sides from the fields of a note: HTML in which {{Field}} stands for a
// field, {{filter:Field}} for what a filter makes of it, and {{#Field}}...{{/Field}} for what is
// shown only where the field is not empty.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "foreign/anki_cloze.h"

namespace lianxi {

/// A field of a note: as it is kept, and as a reader sees it.
struct AnkiField {
  std::string html;
  std::string text;
};

/// What a side may show beside the fields.
struct AnkiCardPlace {
  std::string tags, deck, type, card;
  int number = 1;  ///< of the card among those of its note; of a cloze, of its gap
};

/// One side of the cards of a template, read once and filled for many notes.
class AnkiTemplate {
 public:
  /// What has no end is text, a section without its end goes on to the end.
  AnkiTemplate(std::string_view html, const std::vector<std::string>& fields);

  /// The side as HTML; {{FrontSide}} is empty, for a learner has just seen it.
  std::string fill(const std::vector<AnkiField>& values, const AnkiCardPlace& place,
                   Side side) const;

  /// The fields it shows on this side, by index, in order. A hint, speech, and what is to be typed
  /// are not shown by a question.
  std::vector<std::size_t> shows(Side side) const;

 private:
  /// A piece of the template.
  struct Part {
    enum class Kind { html, value, section, section_unless, end } kind = Kind::html;
    std::string text;                  ///< the HTML, or the name
    std::vector<std::string> filters;  ///< the outermost first
    std::size_t field = 0;             ///< index; kNone of what is no field
    std::size_t end = 0;               ///< of a section: the part after its end
  };

  void add_tag(std::string_view tag, const std::vector<std::string>& fields);
  void close_sections();
  bool is_shown(const Part& part, Side side) const;
  std::string value_of(const Part& part, const std::vector<AnkiField>& values,
                       const AnkiCardPlace& place, Side side) const;
  bool holds(const Part& part, const std::vector<AnkiField>& values,
             const AnkiCardPlace& place) const;

  std::vector<Part> parts_;
};

/// A filled answer without the question it repeats: what follows <hr id=answer>, where that stands.
std::string_view after_question(std::string_view html);

/// "漢字[かんじ]": Anki writes a reading in brackets behind what it belongs to, and parts words by
/// spaces that are not shown. `kana` gives the readings, `kanji` what they belong to.
enum class Furigana { both, kana, kanji };
std::string furigana(std::string_view html, Furigana which);

}  // namespace lianxi
