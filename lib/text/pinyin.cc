#include "text/pinyin.h"

#include <algorithm>
#include <span>

#include "text/pinyin_signs.h"
#include "text/syllables.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

using Signs = std::span<const PinyinSign>;

constexpr std::size_t kLongestSyllable = 6;
/// No word is longer; an endless run of letters in a hostile deck is not worth dividing.
constexpr std::size_t kLongestRun = 80;

/// ISO 7098: the mark stands on a, else e, else the o of "ou", else the last vowel; without a vowel
/// ("ng", "hm") on the first nasal.
std::size_t marked_position(std::string_view signs) {
  for (const char vowel : {'a', 'e', 'E'}) {
    if (const auto at = signs.find(vowel); at != std::string_view::npos) return at;
  }
  if (const auto at = signs.find("ou"); at != std::string_view::npos) return at;
  const auto at = signs.find_last_of("iouv");
  return at != std::string_view::npos ? at : signs.find_first_of("mn");
}

/// The table's spelling: after j, q, x and y ü is written u, and "nue", "lue" mean nüe, lüe.
std::string table_spelling(Signs letters) {
  std::string spelled;
  for (const PinyinSign& letter : letters) spelled += letter.sign;
  if (spelled.size() < 2) return spelled;
  const char initial = spelled.front();
  if (spelled[1] == 'v' && (initial == 'j' || initial == 'q' || initial == 'x' || initial == 'y')) {
    spelled[1] = 'u';
  }
  if (spelled == "nue" || spelled == "lue") spelled[1] = 'v';
  return spelled;
}

bool is_known(std::string_view spelled) {
  return is_standard_syllable(spelled) || is_rare_syllable(spelled);
}

/// One possible syllable of a run of letters.
struct Piece {
  std::string spelled;
  int tone = 0;
};

/// The letters as one syllable, if no more than one of them carries a mark.
std::optional<Piece> piece_of(Signs letters) {
  Piece piece{table_spelling(letters)};
  for (const PinyinSign& letter : letters) {
    if (letter.tone == 0) continue;
    if (piece.tone != 0) return std::nullopt;
    piece.tone = letter.tone;
  }
  return piece;
}

/// What a syllable of a longer run adds to the cost of a division: there should be few of them, and
/// of those few that begin with a vowel further on. Nothing when the letters are no syllable there.
std::optional<int> cost_of(const Piece& piece, bool first) {
  constexpr int kSyllable = 1000;  // more than the vowels of any run
  const bool erhua = piece.spelled == "r" && piece.tone == 0 && !first;
  if (erhua) return kSyllable;
  // "lianm" is no word, but a mark on a nasal can only be an interjection: ḿshá.
  if (is_interjection(piece.spelled) && piece.tone == 0) return std::nullopt;
  if (!is_known(piece.spelled)) return std::nullopt;
  constexpr std::string_view kOpenVowels = "aeoE";
  const bool vowel = !first && kOpenVowels.find(piece.spelled.front()) != kOpenVowels.npos;
  return kSyllable + (vowel ? 1 : 0);
}

Syllable to_syllable(const Piece& piece) {
  return {from_signs(piece.spelled), piece.tone, piece.spelled == "r"};
}

/// Appends the cheapest division of letters that nothing parts. False when there is none.
bool append_divided(Signs letters, Syllables& out) {
  struct Step {
    int cost = -1;  ///< of the best division up to here; -1 when there is none
    std::size_t from = 0;
  };
  std::vector<Step> best(letters.size() + 1);
  best[0].cost = 0;
  for (std::size_t from = 0; from < letters.size(); ++from) {
    if (best[from].cost < 0) continue;
    const std::size_t longest = std::min(kLongestSyllable, letters.size() - from);
    for (std::size_t length = 1; length <= longest; ++length) {
      const auto piece = piece_of(letters.subspan(from, length));
      if (!piece) break;
      const auto cost = cost_of(*piece, from == 0);
      Step& step = best[from + length];
      if (!cost || (step.cost >= 0 && step.cost <= best[from].cost + *cost)) continue;
      step = {best[from].cost + *cost, from};
    }
  }
  if (best.back().cost < 0) return false;
  const std::size_t before = out.size();
  for (std::size_t end = letters.size(); end > 0; end = best[end].from) {
    const auto piece = piece_of(letters.subspan(best[end].from, end - best[end].from));
    out.push_back(to_syllable(*piece));
  }
  std::reverse(out.begin() + static_cast<std::ptrdiff_t>(before), out.end());
  return true;
}

/// Appends the syllables of a run of letters. Most runs of a dictionary are a single syllable.
bool append_run(Signs letters, Syllables& out) {
  if (letters.size() <= kLongestSyllable) {
    const auto piece = piece_of(letters);
    if (piece && (is_known(piece->spelled) || piece->spelled == "r")) {
      out.push_back(to_syllable(*piece));
      return true;
    }
  }
  return letters.size() <= kLongestRun && append_divided(letters, out);
}

/// Gives the tone number to the last syllable; after erhua it is that of the syllable it colours
/// ("nar3"), unless the number only says that the 儿 is light. False where a tone stands already.
bool set_tone(int number, std::size_t run_start, Syllables& syllables) {
  if (number > 5) return false;
  const int tone = number == 5 ? 0 : number;
  std::size_t at = syllables.size() - 1;
  if (syllables[at].erhua && tone != 0) {
    if (at == run_start) return false;
    --at;
  }
  if (tone != 0 && syllables[at].tone != 0) return false;
  if (tone != 0) syllables[at].tone = tone;
  return true;
}

std::optional<Syllables> parse(Signs signs) {
  Syllables syllables;
  for (std::size_t start = 0; start < signs.size();) {
    std::size_t end = start;
    const auto goes_on = [&] {
      return end < signs.size() && (end == start || signs[end].gap == Gap::none);
    };
    while (goes_on() && is_letter(signs[end])) ++end;
    const std::size_t run_start = syllables.size();
    if (end == start || !append_run(signs.subspan(start, end - start), syllables)) {
      return std::nullopt;
    }
    if (goes_on() && is_digit(signs[end])) {
      if (!set_tone(signs[end].sign - '0', run_start, syllables)) return std::nullopt;
      ++end;
    }
    start = end;
  }
  if (syllables.empty()) return std::nullopt;
  return syllables;
}

bool begins_with_open_vowel(const Syllable& syllable) {
  return syllable.letters.starts_with('a') || syllable.letters.starts_with('e') ||
         syllable.letters.starts_with('o') || syllable.letters.starts_with("ê");
}

}  // namespace

bool is_syllable(std::string_view letters) {
  const std::string signs = to_signs(letters);
  // Capitals and "v" are read as signs too, but no syllable is written with them.
  return is_standard_syllable(signs) && from_signs(signs) == letters;
}

std::optional<Syllables> parse_pinyin(std::string_view text) {
  return parse(read_pinyin_signs(text));
}

std::vector<Syllables> parse_pinyin_words(std::string_view text) {
  const PinyinSigns signs = read_pinyin_signs(text);
  std::vector<Syllables> words;
  for (std::size_t start = 0; start < signs.size();) {
    std::size_t end = start + 1;
    while (end < signs.size() && signs[end].gap != Gap::word) ++end;
    words.push_back(parse(Signs(signs).subspan(start, end - start)).value_or(Syllables{}));
    start = end;
  }
  return words;
}

std::string to_numbers(const Syllables& syllables) {
  std::string text;
  const Syllable* before = nullptr;
  for (const Syllable& syllable : syllables) {
    // Nothing else would part "xi" and "an1": a number before them does.
    if (before && before->tone == 0 && begins_with_open_vowel(syllable)) text += '\'';
    text += syllable.letters;
    if (syllable.tone != 0) text += static_cast<char>('0' + syllable.tone);
    before = &syllable;
  }
  return text;
}

std::string to_marks(const Syllables& syllables) {
  std::string text;
  for (std::size_t i = 0; i < syllables.size(); ++i) {
    const Syllable& syllable = syllables[i];
    if (i > 0 && begins_with_open_vowel(syllable)) text += '\'';
    const std::string signs = to_signs(syllable.letters);
    const std::size_t marked = syllable.tone == 0 ? std::string::npos : marked_position(signs);
    for (std::size_t at = 0; at < signs.size(); ++at) {
      text += marked_letter(signs[at], at == marked ? syllable.tone : 0);
    }
  }
  return text;
}

std::string to_letters(const Syllables& syllables) {
  std::string letters;
  for (const Syllable& syllable : syllables) letters += syllable.letters;
  return letters;
}

bool has_full_tone(const Syllables& syllables) {
  return std::ranges::any_of(syllables, [](const Syllable& s) { return s.tone != 0; });
}

std::string strip_tone_marks(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  const std::string composed = nfc(text);
  for (std::size_t offset = 0; offset < composed.size();) {
    const char32_t c = decode_utf8(composed, offset);
    if (combining_tone(c) == 0) append_utf8(out, c < 0x80 ? c : without_tone_mark(c));
  }
  return out;
}

}  // namespace lianxi
