#include "text/pinyin.h"

#include <algorithm>
#include <array>
#include <span>

#include "text/pinyin_signs.h"
#include "text/syllables.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

using Signs = std::span<const PinyinSign>;

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

/// A possible syllable of a run of letters, letter by letter, which begins as Piece{}.
class Piece {
 public:
  /// One letter more. False when a second one carries a mark, or no syllable begins so.
  bool add(const PinyinSign& letter) {
    if (tone_ != 0 && letter.tone != 0) return false;
    tone_ |= letter.tone;
    is_r_ = !has_begun_ && letter.sign == 'r';
    has_begun_ = true;
    return spelling_.add(letter.sign);
  }

  /// Whether all letters of a run may be it.
  bool may_be_alone() const { return is_r_ || !spelling_.syllable().empty(); }

  /// Whether a longer run may have it: "lianm" is no word, but a mark on a nasal can only be an
  /// interjection (ḿshá), and r only colours what stands before it.
  bool may_stand(bool first) const {
    if (is_r_) return tone_ == 0 && !first;
    return !spelling_.syllable().empty() && (tone_ != 0 || !spelling_.is_interjection());
  }

  Syllable syllable() const {
    return {std::string(is_r_ ? "r" : spelling_.written()), tone_, is_r_};
  }

 private:
  Spelling spelling_;
  std::uint8_t tone_;
  bool has_begun_;
  bool is_r_;
};

/// The letters as one syllable, as far as they may be one.
std::optional<Piece> piece_of(Signs letters) {
  Piece piece{};
  for (const PinyinSign& letter : letters) {
    if (!piece.add(letter)) return std::nullopt;
  }
  return piece;
}

/// Appends the cheapest division of letters that nothing parts: there should be few syllables, and
/// of those few that begin with a vowel further on. False when there is none.
bool append_divided(Signs letters, Syllables& out) {
  constexpr int kSyllable = 1000;  // more than the vowels of any run
  constexpr std::string_view kOpenVowels = "aeoE";
  struct Step {
    int cost;  ///< of the best division up to here; -1 when there is none
    std::uint16_t from;
    Piece last;
  };
  std::array<Step, kLongestRun + 1> best;
  best[0].cost = 0;
  for (std::size_t end = 1; end <= letters.size(); ++end) best[end].cost = -1;
  for (std::size_t from = 0; from < letters.size(); ++from) {
    if (best[from].cost < 0) continue;
    const bool vowel = from > 0 && kOpenVowels.find(letters[from].sign) != kOpenVowels.npos;
    const int cost = best[from].cost + kSyllable + (vowel ? 1 : 0);
    Piece piece{};
    for (std::size_t end = from; end < letters.size() && piece.add(letters[end]); ++end) {
      Step& step = best[end + 1];
      if ((step.cost >= 0 && step.cost <= cost) || !piece.may_stand(from == 0)) continue;
      step = {cost, static_cast<std::uint16_t>(from), piece};
    }
  }
  if (best[letters.size()].cost < 0) return false;
  const std::size_t before = out.size();
  for (std::size_t end = letters.size(); end > 0; end = best[end].from) {
    out.push_back(best[end].last.syllable());
  }
  std::reverse(out.begin() + static_cast<std::ptrdiff_t>(before), out.end());
  return true;
}

/// Appends the syllables of a run of letters. Most runs of a dictionary are a single syllable.
bool append_run(Signs letters, Syllables& out) {
  if (const auto piece = piece_of(letters); piece && piece->may_be_alone()) {
    out.push_back(piece->syllable());
    return true;
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

/// Appends the syllables of all signs; nothing, and false, when they are not pinyin.
bool append_syllables(Signs signs, Syllables& syllables) {
  const std::size_t before = syllables.size();
  const auto refuse = [&] {
    syllables.resize(before);
    return false;
  };
  for (std::size_t start = 0; start < signs.size();) {
    std::size_t end = start;
    const auto goes_on = [&] {
      return end < signs.size() && (end == start || signs[end].gap == Gap::none);
    };
    while (goes_on() && is_letter(signs[end])) ++end;
    const std::size_t run_start = syllables.size();
    if (end == start || !append_run(signs.subspan(start, end - start), syllables)) return refuse();
    if (goes_on() && is_digit(signs[end])) {
      if (!set_tone(signs[end].sign - '0', run_start, syllables)) return refuse();
      ++end;
    }
    start = end;
  }
  return syllables.size() > before;
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
  const PinyinSigns signs = read_pinyin_signs(text);
  Syllables syllables;
  syllables.reserve(signs.size() / 3 + 1);
  if (!append_syllables(signs, syllables)) return std::nullopt;
  return syllables;
}

PinyinLine parse_pinyin_line(std::string_view text) {
  const PinyinSigns signs = read_pinyin_signs(text);
  const auto begins_word = [](const PinyinSign& sign) { return sign.gap == Gap::word; };
  PinyinLine line;
  line.syllables.reserve(signs.size() / 3 + 1);
  line.ends.reserve(static_cast<std::size_t>(std::ranges::count_if(signs, begins_word)));
  for (std::size_t start = 0; start < signs.size();) {
    std::size_t end = start + 1;
    while (end < signs.size() && !begins_word(signs[end])) ++end;
    append_syllables(Signs(signs).subspan(start, end - start), line.syllables);
    line.ends.push_back(line.syllables.size());
    start = end;
  }
  return line;
}

std::vector<Syllables> parse_pinyin_words(std::string_view text) {
  const PinyinLine line = parse_pinyin_line(text);
  std::vector<Syllables> words;
  words.reserve(line.ends.size());
  auto begin = line.syllables.begin();
  for (const std::size_t size : line.ends) {
    const auto end = line.syllables.begin() + static_cast<std::ptrdiff_t>(size);
    words.emplace_back(begin, end);
    begin = end;
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
    if (syllable.tone == 0) {
      text += from_signs(to_signs(syllable.letters));
      continue;
    }
    const std::string signs = to_signs(syllable.letters);
    const std::size_t marked = marked_position(signs);
    for (std::size_t at = 0; at < signs.size(); ++at) {
      const bool is_plain = at != marked && signs[at] != 'v' && signs[at] != 'E';
      if (is_plain) {
        text += signs[at];
      } else {
        text += marked_letter(signs[at], at == marked ? syllable.tone : 0);
      }
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
