#pragma once

// A reference dictionary in a file of its own beside the collection: what `dict install` has read.
// Nothing in it is the learner's, so it can be made again at any time.

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "entry/dictionary_word.h"
#include "entry/lexicon.h"
#include "sqlite/db.h"

namespace lianxi::store {

/// Marks the file as ours (pragma application_id): "liad".
inline constexpr std::int64_t kDictionaryId = 0x6c696164;

/// What was installed.
struct DictionarySource {
  std::string name;     ///< "CC-CEDICT", "HSK 2.0", "Tatoeba"
  std::string version;  ///< its date; empty where it has none
  std::string licence;
  std::int64_t words = 0;
  std::int64_t sentences{};
};

/// Opens the dictionary at `path` to install into, made where there is none. One of an older
/// version is brought up to date. Throws Error (collection) for a file that is something else or of
/// a newer version.
Db open_dictionary_to_write(const std::string& path);
/// Opens it to look words up. Throws Error (usage) where there is none.
Db open_dictionary(const std::string& path);

/// What is installed, by name.
std::vector<DictionarySource> dictionary_sources(Db& db);

/// The row of a source, made where there is none of its name. Returns its id.
std::int64_t put_source(Db& db, const DictionarySource& source);
/// Installs a source in the place of the one of its name, in one transaction. Returns how many
/// words it has then.
std::int64_t install_words(Db& db, const DictionarySource& source,
                           const std::vector<DictionaryWord>& words);
/// The same for the words of one list, whose name the source has; a file of some of its levels
/// takes the place of those alone.
std::int64_t install_list(Db& db, const DictionarySource& source,
                          const std::vector<ListedWord>& words);

/// Where a word stands in a list.
struct WordLevel {
  std::string list;
  int level = 0;  ///< the lowest, where it has several
  friend bool operator==(const WordLevel&, const WordLevel&) = default;
};
/// By the name of the list. A list that gives readings speaks of those alone, tones aside.
std::vector<WordLevel> levels_of(Db& db, const DictionaryWord& word);
/// What the lists call it ("verb, noun"), the official one first; empty where none says.
std::string part_of_speech_of(Db& db, const DictionaryWord& word);

/// The words of some levels of a list, in its order, those of low levels first; a word that it has
/// with several readings comes with each.
std::vector<ListedWord> listed_words(Db& db, std::string_view list, int lowest, int highest);

/// Whether the word may have a more usual spelling: it stands in the dictionary in traditional
/// characters, or among the variants (and names). For all others looking it up is no use.
bool is_other_spelling(Db& db, std::string_view word);

// Looking up, the likeliest word first. They are stored in that order: names and mere variants
// last, words of low levels first, then those of many senses, for these are the common ones.

/// Words written so, in simplified or traditional characters.
std::vector<DictionaryWord> words_written(Db& db, std::string_view characters);
/// Words that sound so: with a tone in `pinyin` by letters and tones, else by letters alone.
std::vector<DictionaryWord> words_read(Db& db, std::string_view pinyin);
/// Words in whose senses all words of `english` stand, in whatever form ("contacts" finds
/// "contact"). Those of which it is a whole sense come first ("to contact"), the earlier
/// the better.
std::vector<DictionaryWord> words_meaning(Db& db, std::string_view english, std::size_t most);

/// The words of the dictionary, in either script.
class DictionaryLexicon final : public Lexicon {
 public:
  /// `db` must outlive it.
  explicit DictionaryLexicon(Db& db) : db_(db) {}
  bool contains(std::string_view word) const override;

 private:
  Db& db_;
  mutable std::map<std::string, bool, std::less<>> known_;  // what was asked before
};

}  // namespace lianxi::store
