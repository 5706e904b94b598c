#include "session/text_words.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "cards/grammar_words.h"
#include "entry/longest_match.h"
#include "session/dictionary_choice.h"
#include "store/entries.h"

namespace lianxi {
namespace {

TextWord::Kind kind_of(const ListedHeadword& word) {
  if (is_proper_noun(word.readings[0].words[0])) return TextWord::Kind::name;
  return class_of(word.headword) == WordClass::content ? TextWord::Kind::content
                                                       : TextWord::Kind::grammar;
}

/// A form of the text and how often it stands there, in the order of their first places.
std::vector<std::pair<std::string_view, int>> counted_forms(std::string_view text,
                                                            const Lexicon& words) {
  std::vector<std::pair<std::string_view, int>> forms;
  std::map<std::string_view, std::size_t> places;
  for (const std::string_view form : longest_words(text, words)) {
    const auto [place, fresh] = places.try_emplace(form, forms.size());
    if (fresh) forms.emplace_back(form, 0);
    ++forms[place->second].second;
  }
  return forms;
}

}  // namespace

std::vector<TextWord> new_words_of(std::string_view text, Db& collection, Db& dictionary) {
  const store::DictionaryLexicon words(dictionary);
  const store::CollectionLexicon learnt(collection);
  std::vector<TextWord> found;
  std::map<std::string, std::size_t> places;
  for (const auto& [form, count] : counted_forms(text, words)) {
    if (learnt.contains(form)) continue;
    const auto word = find_headword(dictionary, form);
    if (!word || learnt.contains(word->headword)) continue;
    const auto [place, fresh] = places.try_emplace(word->headword, found.size());
    if (fresh) {
      const DictionaryReading& likeliest = word->readings[0];
      found.push_back(
          {word->headword, pinyin_of(likeliest), definition_of(likeliest), 0, kind_of(*word)});
    }
    found[place->second].count += count;
  }
  std::ranges::stable_sort(found, [](const TextWord& a, const TextWord& b) {
    return std::tuple(a.kind, -a.count) < std::tuple(b.kind, -b.count);
  });
  return found;
}

}  // namespace lianxi
