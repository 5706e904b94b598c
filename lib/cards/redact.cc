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
/// Full-width letters and digits, and the ɑ and ɡ of phonetic fonts, as ASCII.
char32_t narrow(char32_t c) {
  if (c == U'ɑ') return U'a';
  if (c == U'ɡ') return U'g';
  return c >= U'！' && c <= U'～' ? c - U'！' + U'!' : c;
}
bool is_tone_digit(char32_t c) { return c >= U'0' && c <= U'5'; }
/// What may stand between the syllables, or the characters, of one word.
bool is_joint(char32_t c) {
  constexpr std::u32string_view kJoints = U" \u00A0\u3000-'`´/_·•∥ʼˈ‘’‛′‐‑–—“”\"";
  return kJoints.find(c) != std::u32string_view::npos || is_tone_digit(c) ||
         combining_tone(c) != 0 || is_invisible(c);
}

/// How many code points at `at` spell `wanted` (ü, v and u: alike); 0 where they do not.
std::size_t spelled(std::u32string_view text, std::size_t at, char32_t wanted) {
  const char32_t c = lower(text[at]);
  if (wanted != kUmlaut) return c == wanted ? 1 : 0;
  if (c == U'u' && at + 1 < text.size() && text[at + 1] == U':') return 2;
  return c == kUmlaut || c == U'v' || c == U'u' ? 1 : 0;
}

/// A character in its plain form: compatibility ideographs, full-width and capital letters as the
/// ones they stand for.
char32_t plain_character(char32_t c) {
  const bool compatible = (c >= U'\uF900' && c <= U'\uFAFF') || (c >= 0x2F800 && c <= 0x2FA1F);
  if (!compatible) return lower(narrow(c));
  const std::u32string normal = decode_utf8(nfkc(encode_utf8({&c, 1})));
  return normal.size() == 1 ? normal[0] : c;
}

/// The end of `word` at `begin`, its characters in a row or with blanks and the like in between.
std::optional<std::size_t> match_word(std::u32string_view text, std::size_t begin,
                                      std::u32string_view word) {
  std::size_t at = begin;
  for (const char32_t wanted : word) {
    while (at > begin && at < text.size() && is_joint(text[at])) ++at;
    if (at == text.size() || plain_character(text[at]) != lower(wanted)) return std::nullopt;
    ++at;
  }
  return at;
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

Secret secret_of(const Entry& entry) {
  Secret secret;
  secret.add_characters(entry.headword);
  secret.add_characters(entry.traditional);
  for (const Reading& reading : entry.readings) {
    secret.add_pinyin(reading.pinyin);
    for (const std::string& also : reading.also) secret.add_pinyin(also);
  }
  return secret;
}

std::string blank_of(std::size_t count) {
  std::string blank;
  for (std::size_t i = 0; i < count; ++i) blank += "＿";
  return blank;
}

void Secret::add_characters(std::string_view word) {
  const std::u32string characters = decode_utf8(nfkc(word));
  if (characters.empty()) return;
  words_.push_back(characters);
  std::stable_sort(
      words_.begin(), words_.end(),
      [](const std::u32string& a, const std::u32string& b) { return a.size() > b.size(); });
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
  const std::string result = words_.empty() ? std::string(text) : hide_words(text);
  return sounds_.empty() ? result : hide_sounds(nfc(result));
}

std::string Secret::hide_words(std::string_view text) const {
  const std::u32string written = decode_utf8(text);
  std::string result;
  for (std::size_t at = 0; at < written.size();) {
    const std::u32string* word = nullptr;
    std::size_t end = at;
    for (std::size_t i = 0; i < words_.size() && word == nullptr; ++i) {
      const auto found = match_word(written, at, words_[i]);
      if (!found) continue;
      word = &words_[i];
      end = *found;
    }
    if (word == nullptr) {
      append_utf8(result, written[at++]);
      continue;
    }
    result += blank_of(word->size());
    at = end;
  }
  return result;
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
    for (std::size_t i = 0; i < syllables && end < bare.size() && is_tone_digit(bare[end]); ++i) {
      ++end;  // after the last syllable, or one for each of them
    }
    result += blank_of(syllables);
    at = end;
  }
  return result;
}

}  // namespace lianxi
