#include "entry/dictionary_word.h"

#include <algorithm>
#include <cctype>
#include <optional>

#include "text/hanzi.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

constexpr std::string_view kVariantOf = "variant of ";
constexpr std::string_view kMeasures = "CL:";

/// What is between the bracket at `at` and its end, which `at` is moved behind; "[[...]]" too.
std::string_view bracketed(std::string_view text, std::size_t& at) {
  const auto begin = text.find_first_not_of('[', at);
  const auto end = text.find(']', at);
  if (begin == text.npos || end == text.npos || begin > end) return {};
  at = std::min(text.find_first_not_of(']', end), text.size());
  return text.substr(begin, end - begin);
}

/// The reference that begins at `at`, which is moved behind it; nothing where none does.
std::optional<WordReference> reference_at(std::string_view text, std::size_t& at) {
  const auto end = std::min(text.find_first_of(" ,;()[/\"", at), text.size());
  const std::string_view written = text.substr(at, end - at);
  const bool is_read = !written.empty() && text.substr(end, 1) == "[";
  if (!has_hanzi(written) && !is_read) return std::nullopt;
  const auto bar = written.find('|');
  WordReference reference{std::string(written.substr(0, bar)),
                          std::string(written.substr(bar == written.npos ? 0 : bar + 1)),
                          {}};
  at = end;
  if (at < text.size() && text[at] == '[') reference.pinyin = bracketed(text, at);
  return reference;
}

/// A gloss is one of those that share a sense.
std::vector<std::string_view> glosses_of(std::string_view sense) {
  std::vector<std::string_view> glosses;
  for (const std::string_view part : split(sense, ';')) glosses.push_back(trim(part));
  return glosses;
}

template <typename Visit>
void for_each_gloss(const DictionaryWord& word, Visit visit) {
  for (const std::string& sense : word.senses) {
    for (const std::string_view gloss : glosses_of(sense)) visit(gloss);
  }
}

/// "old variant of 联系": what kind of variant it is stands before, in few words.
bool says_only_variant(std::string_view gloss) {
  constexpr std::size_t kLongestKind = 40;
  const auto at = gloss.find(kVariantOf);
  if (at == gloss.npos || at > kLongestKind) return false;
  const auto bracket = gloss.substr(0, at).find_last_of('(');
  if (bracket != gloss.npos && bracket != 0) return false;  // only added to what it means
  std::size_t end = at + kVariantOf.size();
  return reference_at(gloss, end) && gloss.find_first_not_of(").", end) == gloss.npos;
}

/// "also pr. [x]", "Taiwan pr. [x]", in brackets or not: the reading, where that is all.
std::optional<std::string> other_reading(std::string_view gloss) {
  for (const std::string_view label : {"also pr. ", "Taiwan pr. "}) {
    const auto begin = gloss.find(label);
    if (begin == gloss.npos || begin > 1) continue;
    std::size_t at = begin + label.size();
    if (at >= gloss.size() || gloss[at] != '[') continue;
    const std::string_view reading = bracketed(gloss, at);
    const bool is_all = gloss.find_first_not_of(").", at) == gloss.npos;
    if (!reading.empty() && is_all) return std::string(reading);
  }
  return std::nullopt;
}

/// Where "CL:" begins what the gloss says of measure words: the gloss itself or brackets at its
/// end; npos where it says nothing.
std::size_t measures_at(std::string_view gloss) {
  if (gloss.starts_with(kMeasures)) return 0;
  const auto bracket = gloss.find("(CL:");
  return bracket == gloss.npos ? bracket : bracket + 1;
}

std::string without_measures(std::string_view gloss) {
  const auto at = measures_at(gloss);
  if (at == gloss.npos || at == 0) return std::string(gloss);
  const auto end = std::min(gloss.find(')', at), gloss.size() - 1) + 1;
  std::string rest(trim(gloss.substr(0, at - 1)));
  return rest.append(gloss.substr(end));
}

bool is_about_the_word(std::string_view gloss) {
  return gloss.starts_with(kMeasures) || other_reading(gloss);
}

/// "聯繫|联系[lian2 xi4]" -> "联系 (liánxì)".
std::string with_plain_references(std::string_view gloss) {
  std::string plain;
  for (std::size_t at = 0; at < gloss.size();) {
    const std::size_t begin = at;
    if (gloss[at] == '[') {  // a reading alone: "Taiwan pr. [han4]"
      const std::string_view reading = bracketed(gloss, at);
      plain +=
          reading.empty() ? gloss.substr(begin, (at = begin + 1) - begin) : marked_pinyin(reading);
      continue;
    }
    const auto reference = reference_at(gloss, at);
    if (!reference) {
      // The text up to the next place where a reference could begin.
      at = std::min(gloss.find_first_of(" ,;()/\"", begin), gloss.size() - 1) + 1;
      at = std::min(at, gloss.find('[', begin));
      plain += gloss.substr(begin, at - begin);
      continue;
    }
    plain += reference->simplified;
    if (!reference->pinyin.empty()) plain += " (" + marked_pinyin(reference->pinyin) + ")";
  }
  return plain;
}

bool is_capital(std::string_view token) {
  return !token.empty() && std::isupper(static_cast<unsigned char>(token[0])) != 0;
}

/// The syllables of one written word, marked; what is no pinyin stays as it is.
std::string marked_group(const std::string& tokens, bool capital) {
  const auto syllables = parse_pinyin(tokens);
  if (!syllables) return tokens;
  const std::string marked = to_marks(*syllables);
  return capital ? capitalized(marked) : marked;
}

}  // namespace

std::vector<WordReference> variant_targets(const DictionaryWord& word) {
  std::vector<WordReference> targets;
  for_each_gloss(word, [&](std::string_view gloss) {
    const auto at = gloss.find(kVariantOf);
    if (at == gloss.npos) return;
    std::size_t end = at + kVariantOf.size();
    if (auto target = reference_at(gloss, end)) targets.push_back(std::move(*target));
  });
  return targets;
}

bool is_only_variant(const DictionaryWord& word) {
  const auto says_nothing_else = [](const std::string& sense) {
    return std::ranges::all_of(glosses_of(sense), [](std::string_view gloss) {
      return says_only_variant(gloss) || is_about_the_word(gloss);
    });
  };
  return std::ranges::all_of(word.senses, says_nothing_else) && !variant_targets(word).empty();
}

std::vector<WordReference> measure_words(const DictionaryWord& word) {
  std::vector<WordReference> measures;
  for_each_gloss(word, [&](std::string_view gloss) {
    const auto begin = measures_at(gloss);
    if (begin == gloss.npos) return;
    for (std::size_t at = begin + kMeasures.size(); at < gloss.size(); ++at) {  // over the comma
      auto measure = reference_at(gloss, at);
      if (!measure) break;
      measures.push_back(std::move(*measure));
    }
  });
  return measures;
}

std::vector<std::string> other_readings(const DictionaryWord& word) {
  std::vector<std::string> readings;
  for_each_gloss(word, [&](std::string_view gloss) {
    if (auto reading = other_reading(gloss)) readings.push_back(std::move(*reading));
  });
  return readings;
}

bool is_proper_noun(const DictionaryWord& word) { return is_capital(word.pinyin); }

std::vector<std::string> plain_senses(const DictionaryWord& word) {
  std::vector<std::string> senses;
  for (const std::string& sense : word.senses) {
    std::string plain;
    for (const std::string_view gloss : glosses_of(sense)) {
      if (gloss.empty() || is_about_the_word(gloss)) continue;
      plain += (plain.empty() ? "" : "; ") + with_plain_references(without_measures(gloss));
    }
    if (!plain.empty()) senses.push_back(std::move(plain));
  }
  return senses;
}

std::string marked_pinyin(std::string_view numbered) {
  std::string marked, group;
  bool capital = false;
  const auto end_group = [&] {
    if (group.empty()) return;
    if (!marked.empty() && !marked.ends_with("·")) marked += ' ';
    marked += marked_group(group, capital);
    group.clear();
  };
  for (const std::string_view token : split(numbered, ' ')) {
    if (token.empty()) continue;
    if (token == "," || token == "·" || token == ":") {
      end_group();
      marked += token;
      continue;
    }
    const bool is_pinyin = parse_pinyin(token).has_value() || token == "r5";
    if (!is_pinyin || is_capital(token)) end_group();
    if (group.empty()) capital = is_capital(token);
    group += (group.empty() ? "" : " ") + std::string(token);
    if (!is_pinyin) end_group();
  }
  end_group();
  return marked;
}

PinyinKeys pinyin_keys(std::string_view pinyin) {
  const bool has_digit = pinyin.find_first_of("012345") != pinyin.npos;
  if (const auto syllables = parse_pinyin(pinyin)) {
    return {to_numbers(*syllables), to_letters(*syllables), has_digit || has_full_tone(*syllables)};
  }
  // "san1 C", "xx5": as it stands, in small letters.
  PinyinKeys keys{{}, {}, has_digit};
  for (const char c : fold(pinyin)) {
    if (c < '0' || c > '9') keys.letters += c;
    if (c != '0' && c != '5') keys.numbered += c;
  }
  return keys;
}

}  // namespace lianxi
