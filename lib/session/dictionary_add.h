#pragma once

// Words of the dictionary on their way into the collection: which of them there are, which the
// learner has already, and which reading of each is taken. What it gives is a deck to import, so
// that undo, merging and what was deleted are as with any deck.

#include <optional>
#include <string>
#include <vector>

#include "session/dictionary_choice.h"
#include "session/read_decks.h"

namespace lianxi {

/// A word to be added, as somebody wrote it.
struct WantedWord {
  std::string word;                   ///< in characters, of either script
  std::vector<std::string> readings;  ///< pinyin; empty: not said
  bool listed = false;                ///< the readings are a list's, which may be otherwise
};

/// Where a list and the dictionary read a word differently; what the dictionary says is taken.
struct Disagreement {
  std::string word, listed, taken;
  bool light = false;  ///< only by a light syllable: the list's reading is right too
  friend bool operator==(const Disagreement&, const Disagreement&) = default;
};

/// A word with several readings, of which none was named.
struct OpenChoice {
  std::string given;  ///< as it was written
  ListedHeadword word;
};

/// What became of the words.
struct DictionaryAdd {
  ReadResult read;                         ///< one deck; nothing in it where nothing is new
  std::vector<std::string> known;          ///< in the collection already
  std::vector<std::string> unknown;        ///< not in the dictionary, or not with the reading given
  std::vector<OpenChoice> open;            ///< none of their readings was taken
  std::vector<std::string> guessed;        ///< "长 cháng (also zhǎng)": the likeliest was taken
  std::vector<std::string> led_elsewhere;  ///< "聯係 is 联系": written otherwise in the dictionary
  std::vector<Disagreement> disagreements;
};

/// Which reading of several is taken where none is named.
enum class Unnamed { leave_open, take_likeliest };

class DictionaryAdder {
 public:
  /// Both must outlive it. Every entry gets the `tags`.
  DictionaryAdder(Db& collection, Db& dictionary, Unnamed unnamed,
                  std::vector<std::string> tags = {});

  void add(const WantedWord& wanted);
  /// The entries, in the order of their words.
  DictionaryAdd take();

 private:
  struct Chosen {
    ListedHeadword word;
    std::vector<std::size_t> readings;
    bool asked = false;  ///< of several readings just these
    std::vector<Disagreement> disagreements{};
    void take(std::size_t reading);
    void differ(std::size_t reading, const std::string& pinyin, bool light);
  };
  void note_known(const std::string& headword);
  std::optional<Chosen> choose(const WantedWord& wanted, const ListedHeadword& word);
  bool take_named(const WantedWord& wanted, const std::string& pinyin, Chosen& chosen);
  static void take_listed(const std::vector<std::string>& readings, Chosen& chosen);
  bool is_known(const Chosen& chosen, const WantedWord& wanted) const;
  void keep(Chosen chosen);
  std::string level_of(const DictionaryWord& word) const;
  Entry entry_from(const Chosen& chosen) const;
  void drop_useless_examples();

  Db& collection_;
  Db& dictionary_;
  Unnamed unnamed_;
  std::vector<std::string> tags_;
  bool has_2021_ = false;
  store::DictionaryLexicon words_;
  std::vector<Chosen> chosen_;
  DictionaryAdd result_;
};

}  // namespace lianxi
