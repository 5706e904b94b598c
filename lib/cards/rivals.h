#pragma once

// Rivals: the other words that a blank or a definition admits. A learner who gives one is neither
// right nor wrong, so each needs evidence that a person can check, and none is worth more than the
// truth: calling a wrong word good is as bad as calling a good one wrong.
//
// A word is a rival where the deck says so (`Also:`), or where a known sentence has it in a frame
// of this blank (frames.h) and no sentence that is called wrong has it there. Words the entry is
// set against need just that. A related word, or any known word of the same part of speech, must
// also mean what the English line says, for much fits between the same neighbours; and the latter
// needs a strong frame. Where the headword is a word of grammar, neighbours prove nothing, and only
// the deck decides. A definition admits the words whose definitions share a gloss with it that one
// of the two means before all: 刚刚 and 就 are no rivals because both may say "exactly".

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cards/frames.h"
#include "cards/generate.h"

namespace lianxi {

/// What is known of a word of the collection.
struct WordFacts {
  std::string headword;
  std::vector<std::string> readings;         ///< marked pinyin
  std::vector<std::string> parts_of_speech;  ///< as parts_of_speech() gives them
  std::vector<std::string> glosses;          ///< as glosses_of() gives them
  std::vector<std::string> heads;            ///< as heads_of() gives them
};

/// What the rest of the collection knows, each answer one look into an index.
class WordSource {
 public:
  virtual ~WordSource() = default;
  /// Every use in this frame.
  virtual std::vector<FrameUse> in_frame(std::string_view frame) const = 0;
  /// Headwords whose definitions have this gloss.
  virtual std::vector<std::string> with_gloss(std::string_view gloss) const = 0;
  /// Headwords whose entries have this word among their contrasts or related words.
  virtual std::vector<std::string> naming(std::string_view word) const = 0;
  /// Nothing for a word that is no entry. Dear, as it reads the entry: to be asked last.
  virtual std::optional<WordFacts> facts(std::string_view word) const = 0;
};

/// Another word, with the reason.
struct Rival {
  std::string text;                   ///< what may be typed: 关系, 保持联络
  std::vector<std::string> readings;  ///< marked pinyin; may be empty
  std::string evidence;               ///< for a person: a known sentence, "both mean: contact"
};

/// The rivals of a cloze, for this sentence of its pool, or of a recall card (`sentence` is
/// ignored). None for other kinds: the words of a contrast are chosen so that one fits.
std::vector<Rival> rivals_of(const Entry& entry, const CardPlan& plan, std::size_t sentence,
                             const WordSource& words);

}  // namespace lianxi
