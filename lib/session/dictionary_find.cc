#include "session/dictionary_find.h"

#include <algorithm>

#include "text/hanzi.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

std::vector<DictionaryWord> candidates(Db& db, std::string_view query, std::size_t most) {
  std::vector<DictionaryWord> words = store::words_written(db, nfc(query));  // "3C", too
  if (has_hanzi(query)) {
    // "你好！", "你 好"
    return words.empty() ? store::words_written(db, fold(query)) : words;
  }
  const auto add = [&](std::vector<DictionaryWord> more) {
    for (DictionaryWord& word : more) {
      if (std::ranges::find(words, word) == words.end()) words.push_back(std::move(word));
    }
  };
  std::vector<DictionaryWord> read = store::words_read(db, query);
  std::vector<DictionaryWord> meant = store::words_meaning(db, query, most);
  // English that is pinyin too has room for both: "long" is 龙 and 长.
  const std::size_t room = std::max(most / 2, most - std::min(most, meant.size()));
  if (!meant.empty()) read.resize(std::min(read.size(), room));
  add(std::move(read));
  add(std::move(meant));
  return words;
}

/// The words that it is a variant of; itself, where they are not there.
std::vector<DictionaryWord> resolved(Db& db, const DictionaryWord& word) {
  std::vector<DictionaryWord> found;
  for (const WordReference& target : variant_targets(word)) {
    for (DictionaryWord& other : store::words_written(db, target.traditional)) {
      const bool is_meant = other.traditional == target.traditional && !is_only_variant(other) &&
                            is_proper_noun(other) == is_proper_noun({{}, {}, target.pinyin, {}}) &&
                            (target.pinyin.empty() || pinyin_keys(other.pinyin).numbered ==
                                                          pinyin_keys(target.pinyin).numbered);
      if (is_meant) found.push_back(std::move(other));
    }
  }
  if (found.empty()) found.push_back(word);
  return found;
}

}  // namespace

std::vector<FoundWord> find_in_dictionary(Db& dictionary, std::string_view query,
                                          std::size_t most) {
  std::vector<FoundWord> found;
  const auto place = [&](const DictionaryWord& word) -> FoundWord& {
    const auto known = std::ranges::find(found, word, &FoundWord::word);
    if (known != found.end()) return *known;
    return found.emplace_back(FoundWord{word, {}});
  };
  for (const DictionaryWord& word : candidates(dictionary, trim(query), most)) {
    if (!is_only_variant(word)) {
      place(word);
      continue;
    }
    for (const DictionaryWord& target : resolved(dictionary, word)) {
      FoundWord& there = place(target);
      if (target != word) there.variants.push_back(word.traditional);
    }
  }
  found.resize(std::min(found.size(), most));
  return found;
}

}  // namespace lianxi
