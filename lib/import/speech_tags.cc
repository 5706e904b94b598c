#include "import/speech_tags.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace lianxi {
namespace {

using Tag = std::pair<std::string_view, std::string_view>;

constexpr std::array<Tag, 42> kTags = {{
    {"V", "verb"},
    {"N", "noun"},
    {"Adj", "adjective"},
    {"Adv", "adverb"},
    {"M", "measure word"},
    {"Conj", "conjunction"},
    {"Pron", "pronoun"},
    {"Prep", "preposition"},
    {"Aux", "particle"},
    {"Num", "numeral"},
    {"Suffix", "suffix"},
    {"Prefix", "prefix"},
    {"Intj", "interjection"},
    {"Phonetic", "onomatopoeia"},
    {"v", "verb"},
    {"vn", "noun"},
    {"vd", "adverb"},
    {"n", "noun"},
    {"a", "adjective"},
    {"an", "noun"},
    {"ad", "adverb"},
    {"b", "adjective"},
    {"z", "adjective"},
    {"d", "adverb"},
    {"q", "measure word"},
    {"qv", "measure word"},
    {"qt", "measure word"},
    {"mq", "numeral"},
    {"m", "numeral"},
    {"t", "noun"},
    {"s", "noun"},
    {"f", "localizer"},
    {"c", "conjunction"},
    {"cc", "conjunction"},
    {"r", "pronoun"},
    {"p", "preposition"},
    {"u", "particle"},
    {"y", "particle"},
    {"e", "interjection"},
    {"o", "onomatopoeia"},
    {"k", "suffix"},
    {"h", "prefix"},
}};

}  // namespace

std::string spelled_part_of_speech(std::string_view tags) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at < tags.size();) {
    const auto end = std::min(tags.find_first_of("/,| ", at), tags.size());
    const auto found = std::ranges::find(kTags, tags.substr(at, end - at), &Tag::first);
    at = end + 1;
    if (found == kTags.end() || std::ranges::find(parts, found->second) != parts.end()) continue;
    parts.push_back(found->second);
  }
  std::string spelled;
  for (const std::string_view part : parts) {
    spelled.append(spelled.empty() ? "" : ", ").append(part);
  }
  return spelled;
}

}  // namespace lianxi
