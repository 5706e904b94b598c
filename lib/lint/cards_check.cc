// What the cards of an entry would show.

#include <algorithm>

#include "cards/face.h"
#include "cards/generate.h"
#include "lint/checks.h"
#include "text/hanzi.h"
#include "text/pinyin.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

constexpr std::string_view kBlank = "＿";

/// A piece of a text that a prompt hides.
struct HiddenPiece {
  Span span;
  std::size_t blanks = 0;  ///< ＿ in its place: characters or syllables
};

/// What `shown` hides of `source`, being `source` with pieces replaced by ＿; empty for any other.
std::vector<HiddenPiece> hidden_pieces(std::string_view source, std::string_view shown) {
  std::vector<HiddenPiece> pieces;
  std::size_t at = 0;  // in source
  for (std::size_t i = 0; i < shown.size();) {
    const std::size_t blank = std::min(shown.find(kBlank, i), shown.size());
    const auto kept = shown.substr(i, blank - i);
    const auto found = source.find(kept, at);
    if (found == source.npos || (pieces.empty() && found != at)) return {};
    if (!pieces.empty()) pieces.back().span.size = found - pieces.back().span.begin;
    at = found + kept.size();
    if (blank == shown.size()) break;
    pieces.push_back({{at, source.size() - at}, 0});
    for (i = blank; shown.substr(i).starts_with(kBlank); i += kBlank.size()) {
      ++pieces.back().blanks;
    }
  }
  return pieces;
}

/// Characters and pinyin give an answer away. A single syllable without its tone may as well be
/// English (又 and "you", 忙 and "mang"); what is hidden then is no fault of the author.
bool gives_away(std::string_view hidden, std::size_t blanks) {
  if (hidden.find(kBlank) != hidden.npos) return false;
  const bool has_digit = hidden.find_first_of("12345") != hidden.npos;
  return has_hanzi(hidden) || has_digit || blanks > 1 || strip_tone_marks(hidden) != hidden;
}

class PromptCheck {
 public:
  PromptCheck(const EntryText& text, const Tell& tell) : text_(text), tell_(tell) {}

  void check(const CardPlan& plan) const {
    const std::size_t count = std::max<std::size_t>(plan.pool.size(), 1);
    for (std::size_t i = 0; i < count; ++i) {
      const Face face = make_face(text_.entry, plan, i);
      if (plan.pool.empty()) {
        const Reading& reading = text_.entry.readings[plan.reading];
        check_text(face, reading.definition, text_.entry.line);
        check_text(face, reading.part_of_speech, text_.entry.line);
      } else {
        check_text(face, plan.pool[i].sentence.english, plan.pool[i].sentence.line);
        check_text(face, plan.pool[i].when, plan.pool[i].sentence.line);
      }
    }
  }

 private:
  void check_text(const Face& face, const std::string& said, int line) const {
    for (const Line& shown : face.prompt) {
      for (const StyledText& piece : shown) {
        for (const HiddenPiece& hidden : hidden_pieces(said, piece.text)) {
          const std::string answer = said.substr(hidden.span.begin, hidden.span.size);
          if (!gives_away(answer, hidden.blanks)) continue;
          tell_(text_.source.find(said, hidden.span.begin, line, text_.end), "prompt-leak",
                "\"" + answer + "\" gives the answer away; a prompt hides it");
        }
      }
    }
  }

  const EntryText& text_;
  const Tell& tell_;
};

}  // namespace

void check_cards(const EntryText& text, const Lexicon& words, bool is_deck, const Tell& tell) {
  const CardSet set = generate_cards(text.entry, words);
  for (const RefusedSentence& refused : set.refused) {
    // The right half of a contrast that wants the other word is as it should be.
    if (refused.of_rival) continue;
    tell(text.source.find(refused.chinese, 0, refused.line, text.end), "sentence-without-word",
         refused.chinese + ": " + refused.why);
  }
  if (!is_deck) return;
  for (const CardPlan& plan : set.cards) PromptCheck(text, tell).check(plan);
}

}  // namespace lianxi
