#pragma once

// The sentences of a dictionary: installed whole, found by a word that they may hold.

#include <string_view>
#include <vector>

#include "entry/translated_sentence.h"
#include "store/dictionary.h"

namespace lianxi::store {

/// Installs sentences in the place of those of its name, in one transaction. Returns how many there
/// are then.
std::int64_t install_sentences(Db& db, const DictionarySource& source,
                               const std::vector<TranslatedSentence>& sentences);

/// Sentences in simplified characters in which `word` stands, be it as a part of longer words; at
/// most so many, the shortest first.
std::vector<TranslatedSentence> sentences_holding(Db& db, std::string_view word, std::size_t most);

/// Finds out which sentences are in traditional characters: those with a character that no
/// simplified word has and a traditional one does. Callers hold the Transaction.
void tell_scripts_apart(Db& db);

}  // namespace lianxi::store
