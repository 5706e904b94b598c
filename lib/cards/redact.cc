#include "cards/redact.h"

#include <algorithm>
#include <optional>

#include "text/pinyin.h"
#include "text/pinyin_signs.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

constexpr char32_t kUmlaut = U'ü';

bool is_letter(char32_t c) {
  return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || c == kUmlaut || c == U'Ü';
}
char32_t lower(char32_t c) {
  if (c >= U'A' && c <= U'Z') return c + (U'a' - U'A');
  return c == U'Ü' ? kUmlaut : c;
}
/// Full-width letters and digits as ASCII: an input method writes both.
char32_t narrow(char32_t c) { return c >= U'！' && c <= U'～' ? c - U'！' + U'!' : c; }
bool is_tone_digit(char32_t c) { return c >= U'0' && c <= U'5'; }
/// What may stand between the syllables of one word.
bool is_joint(char32_t c) {
  return c == U' ' || c == U'-' || c == U'\'' || c == U'\u2019' || c == U'·' || is_tone_digit(c) ||
         combining_tone(c) != 0;
}

/// How many code points at `at` spell `wanted` (ü, v and u: alike); 0 where they do not.
std::size_t spelled(std::u32string_view text, std::size_t at, char32_t wanted) {
  const char32_t c = lower(text[at]);
  if (wanted != kUmlaut) return c == wanted ? 1 : 0;
  if (c == U'u' && at + 1 < text.size() && text[at + 1] == U':') return 2;
  return c == kUmlaut || c == U'v' || c == U'u' ? 1 : 0;
}

/// The end of `letters` spelled at `begin` of a text without tone marks, or nothing.
std::optional<std::size_t> match(std::u32string_view text, std::size_t begin,
                                 std::u32string_view letters) {
  std::size_t at = begin;
  for (const char32_t wanted : letters) {
    while (at > begin && at < text.size() && is_joint(text[at])) ++at;
    const std::size_t step = at < text.size() ? spelled(text, at, wanted) : 0;
    if (step == 0) return std::nullopt;
    at += step;
  }
  return at;
}

}  // namespace

std::string blank_of(std::size_t count) {
  std::string blank;
  for (std::size_t i = 0; i < count; ++i) blank += "＿";
  return blank;
}

void Secret::add_characters(std::string_view word) {
  if (word.empty()) return;
  words_.emplace_back(word);
  std::stable_sort(words_.begin(), words_.end(),
                   [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
}

void Secret::add_pinyin(std::string_view reading) {
  const auto syllables = parse_pinyin(reading);
  if (!syllables) return;
  sounds_.push_back({decode_utf8(to_letters(*syllables)), syllables->size()});
  std::stable_sort(sounds_.begin(), sounds_.end(), [](const Sound& a, const Sound& b) {
    return a.letters.size() > b.letters.size();
  });
}

std::string Secret::redact(std::string_view text) const {
  std::string result(text);
  for (const std::string& word : words_) {
    const std::string blank = blank_of(length_utf8(word));
    for (std::size_t at = result.find(word); at != std::string::npos;
         at = result.find(word, at + blank.size())) {
      result.replace(at, word.size(), blank);
    }
  }
  return sounds_.empty() ? result : hide_sounds(nfc(result));
}

std::string Secret::hide_sounds(std::string_view text) const {
  const std::u32string written = decode_utf8(text);
  std::u32string marked = written;
  for (char32_t& c : marked) c = narrow(c);
  std::u32string bare = marked;
  for (char32_t& c : bare) c = without_tone_mark(c);
  std::string result;
  for (std::size_t at = 0; at < bare.size();) {
    std::size_t end = at;
    std::size_t syllables = 0;
    for (const Sound& sound : sounds_) {
      const auto found = match(bare, at, sound.letters);
      if (!found) continue;
      // With its tones it is pinyin wherever it stands; without, only as a word by itself.
      const bool toned = marked.compare(at, *found - at, bare, at, *found - at) != 0 ||
                         (*found < bare.size() && is_tone_digit(bare[*found]));
      const bool alone = (at == 0 || !is_letter(bare[at - 1])) &&
                         (*found == bare.size() || !is_letter(bare[*found]));
      if (!toned && !alone) continue;
      end = *found;
      syllables = sound.syllables;
      break;
    }
    if (syllables == 0) {
      append_utf8(result, written[at++]);
      continue;
    }
    if (end < bare.size() && is_tone_digit(bare[end])) ++end;
    result += blank_of(syllables);
    at = end;
  }
  return result;
}

}  // namespace lianxi
