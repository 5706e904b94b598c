#pragma once

// The ways of `lianxi add`: one word by hand, words of the dictionary, new words of a text.

#include <string>
#include <vector>

#include "app/commands.h"
#include "session/dictionary_add.h"

namespace lianxi::app {

int add_by_hand(const AddOptions& options, Shell& shell);
int add_from_dictionary(const AddOptions& options, Shell& shell);
int add_from_text(const AddOptions& options, Shell& shell);

/// The words that are to be added, and how.
struct DictionaryTask {
  std::vector<WantedWord> words;
  Unnamed unnamed = Unnamed::take_likeliest;
  bool many = false;   ///< they are counted, not named one by one
  bool asked = false;  ///< the learner named each: what is not there is the answer no
};
/// Imports them, and says what became of each. Returns the exit status.
int add_words(const AddOptions& options, const DictionaryTask& task, Db& db, Db& dictionary,
              Shell& shell);

/// Brings back a word that was deleted. False where it was not.
bool bring_back(Db& db, const std::string& headword, Shell& shell);

/// What is between the sign that ends a word and its pinyin: "行:háng", "行：háng".
WantedWord wanted_from(const std::string& text);

}  // namespace lianxi::app
