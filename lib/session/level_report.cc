#include "session/level_report.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "session/dictionary_choice.h"
#include "session/entry_text.h"
#include "store/entries.h"
#include "store/level_rows.h"

namespace lianxi {
namespace {

/// Beyond every level there is.
constexpr int kAllLevels = 99;

/// One list, each of its words once, at its lowest level.
struct WordList {
  std::string name;
  std::vector<LevelWord> words{};
  std::vector<std::string> pinyin{};  ///< of each word, as the list has it
  std::unordered_set<std::string> has{};

  void add(int level, const std::string& word, std::string reading) {
    if (!has.insert(word).second) return;
    words.push_back({level, word});
    pinyin.push_back(std::move(reading));
  }
};

std::vector<WordList> installed_lists(Db& dictionary) {
  std::vector<WordList> lists;
  for (const store::DictionarySource& source : store::dictionary_sources(dictionary)) {
    WordList list{source.name};
    for (ListedWord& word : store::listed_words(dictionary, source.name, 0, kAllLevels)) {
      list.add(word.level, word.word, std::move(word.pinyin));
    }
    if (!list.words.empty()) lists.push_back(std::move(list));
  }
  return lists;
}

std::vector<WordList> named_lists(Db& db) {
  std::vector<WordList> lists;
  for (const store::NamedLevel& named : store::named_levels(db)) {
    if (lists.empty() || lists.back().name != named.list) lists.push_back({named.list});
    lists.back().add(named.level, named.word, "");
  }
  return lists;
}

/// What the learner knows, by word.
class WordsMet {
 public:
  /// Words that no list has are led by the dictionary to the one that they are written for.
  WordsMet(Db& db, Db* dictionary, const std::vector<WordList>& lists) {
    std::unordered_map<std::int64_t, WordCards> cards;
    store::for_each_standing(db, [&](const store::CardStanding& card) {
      cards[static_cast<std::int64_t>(card.entry)].add(card.kind, card.last, card.interval);
    });
    for (const store::Headword& row : store::headwords(db)) {
      const Knowledge knowledge = cards[static_cast<std::int64_t>(row.entry)].knowledge();
      if (knowledge == Knowledge::unseen) continue;
      note(row.word, knowledge);
      const bool listed = std::ranges::any_of(
          lists, [&](const WordList& list) { return list.has.contains(row.word); });
      if (listed || !dictionary || !store::is_other_spelling(*dictionary, row.word)) continue;
      if (const auto word = find_headword(*dictionary, row.word)) note(word->headword, knowledge);
    }
  }

  Knowledge of(const std::string& word) const {
    const auto found = words_.find(word);
    return found == words_.end() ? Knowledge::unseen : found->second;
  }
  /// Those of all words known.
  const std::set<char32_t>& characters() const { return characters_; }

 private:
  void note(const std::string& word, Knowledge knowledge) {
    Knowledge& best = words_[word];
    best = std::max(best, knowledge);
    if (knowledge == Knowledge::known) characters_.merge(characters_in(word));
  }

  std::unordered_map<std::string, Knowledge> words_;
  std::set<char32_t> characters_;
};

/// What can be said of a word that is to be learnt.
NextWord next_word(Db& db, Db* dictionary, const LevelWord& word, const std::string& listed) {
  NextWord next{word.level, word.word, listed, "", false};
  const auto rows = store::find_entries(db, word.word);
  if (!rows.empty()) {
    next.collected = true;
    next.definition = rows.front().definition;
    const Entry entry = parse_entry(rows.front().text);
    if (!entry.readings.empty()) next.pinyin = entry.readings.front().pinyin;
    return next;
  }
  const auto found = dictionary ? find_headword(*dictionary, word.word) : std::nullopt;
  if (!found) return next;
  Match match = Match::none;
  const auto best = best_matches(*found, listed, match);
  const DictionaryReading& reading = found->readings[best.empty() ? 0 : best.front()];
  next.definition = definition_of(reading);
  if (listed.empty()) next.pinyin = pinyin_of(reading);
  return next;
}

}  // namespace

LevelReport report_levels(Db& db, Db* dictionary, std::size_t most) {
  LevelReport report;
  std::vector<WordList> lists = dictionary ? installed_lists(*dictionary) : std::vector<WordList>{};
  report.installed = !lists.empty();
  if (!report.installed) lists = named_lists(db);
  const WordsMet met(db, dictionary, lists);
  for (WordList& list : lists) {
    for (LevelWord& word : list.words) word.knowledge = met.of(word.word);
    ListReport& counted = report.lists.emplace_back();
    counted.list = list.name;
    counted.levels = count_levels(list.words, met.characters());
    for (const std::size_t place : next_words(list.words, most)) {
      counted.next.push_back(next_word(db, dictionary, list.words[place], list.pinyin[place]));
    }
  }
  return report;
}

std::vector<Table> level_tables(const LevelReport& report) {
  Table levels{
      "levels",
      {"list", "level", "words", "known", "in_work", "unseen", "characters", "characters_known"},
      {}};
  Table next{"next_words", {"list", "level", "word", "pinyin", "definition"}, {}};
  for (const ListReport& list : report.lists) {
    for (const LevelCount& count : list.levels) {
      levels.rows.push_back({list.list, std::int64_t{count.level}, count.words(), count.known,
                             count.in_work, count.unseen, count.characters,
                             count.characters_known});
    }
    for (const NextWord& word : list.next) {
      next.rows.push_back(
          {list.list, std::int64_t{word.level}, word.word, word.pinyin, word.definition});
    }
  }
  return {std::move(levels), std::move(next)};
}

}  // namespace lianxi
