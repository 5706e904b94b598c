// A whole level of HSK 3.0 out of the real dictionary, lists and sentences.

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <set>
#include <sstream>

#include "import/cedict.h"
#include "import/sentence_pairs.h"
#include "import/word_list.h"
#include "session/check.h"
#include "session/dictionary_add.h"
#include "session/entry_text.h"
#include "store/dictionary_sentences.h"
#include "support/collection.h"
#include "support/real_data.h"
#include "support/temporary_folder.h"
#include "text/pinyin.h"

namespace lianxi::test {
namespace {

constexpr std::string_view kList = "HSK 3.0 (2021)";
constexpr int kLevel = 3;

std::string unpacked(const std::string& path) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(("gzip -dc '" + path + "'").c_str(), "r"),
                                                   pclose);
  std::string text(1 << 16, '\0'), all;
  while (const std::size_t size = std::fread(text.data(), 1, text.size(), pipe.get())) {
    all.append(text, 0, size);
  }
  return all;
}

std::string contents(const std::string& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

void install_dictionary(Db& db, const std::string& folder) {
  for (const auto& file : std::filesystem::directory_iterator(folder + "cedict")) {
    if (file.path().extension() != ".gz") continue;
    std::vector<DictionaryWord> words;
    read_cedict(
        unpacked(file.path()), "cedict",
        {[&](DictionaryWord word) { words.push_back(std::move(word)); }, [](const Diagnostic&) {}});
    store::install_words(db, {std::string(kCedict), "", ""}, words);
  }
  std::map<std::string, std::vector<ListedWord>> lists;
  const std::string list = folder + "hsk/hsk30_2021_ivankra.csv";
  read_word_list(contents(list), list,
                 {[&](ListedWord word) { lists[word.list].push_back(std::move(word)); },
                  [](const Diagnostic&) {}});
  for (const auto& [name, words] : lists) store::install_list(db, {name, "", ""}, words);
  std::vector<TranslatedSentence> sentences;
  read_sentence_pairs(contents(folder + "sentences/tatoeba_cmn_eng_5000.tsv"), "tatoeba",
                      {[&](TranslatedSentence one) { sentences.push_back(std::move(one)); },
                       [](const Diagnostic&) {}});
  store::install_sentences(db, {std::string(kTatoeba), "", ""}, sentences);
}

/// Whether what the list says is right for the entry, as its reading or as another spelling.
bool takes(const Entry& entry, const std::string& pinyin) {
  const auto listed = parse_pinyin(pinyin);
  return std::ranges::any_of(entry.readings, [&](const Reading& reading) {
    return parse_pinyin(reading.pinyin) == listed ||
           std::ranges::any_of(reading.also,
                               [&](const auto& also) { return parse_pinyin(also) == listed; });
  });
}

}  // namespace

TEST_CASE("all of a level comes in as the list reads it, or the difference is told") {
  const std::string folder = real_path("");
  if (folder.empty()) return;
  const TemporaryFolder temporary;
  Db dictionary = store::open_dictionary_to_write(temporary / "dictionary.db");
  install_dictionary(dictionary, folder);
  TestClock clock{"2026-03-02T09:00+08:00"};
  Db db = store::memory_collection(clock.now());

  std::map<std::string, std::vector<std::string>> listed;
  DictionaryAdder adder(db, dictionary, Unnamed::take_likeliest);
  for (const ListedWord& word : store::listed_words(dictionary, kList, kLevel, kLevel)) {
    listed[word.word].push_back(word.pinyin);
  }
  for (const auto& [word, readings] : listed) adder.add({word, readings, true});
  const DictionaryAdd found = adder.take();
  ImportReport report;
  import_decks(db, {clock.now(), std::chrono::hours{4}}, found.read, {}, report);

  std::set<std::string> told;
  for (const Disagreement& one : found.disagreements) {
    MESSAGE(one.word, ": list ", one.listed, ", dictionary ", one.taken,
            std::string(one.light ? " (both are right)" : ""));
    if (!one.light) told.insert(one.word);
  }
  for (const std::string& word : found.unknown) MESSAGE("not in the dictionary: ", word);
  int added = 0, with_examples = 0, examples = 0;
  for (const auto& [word, readings] : listed) {
    const auto text = store::entry_text(db, word);
    if (!text) continue;
    CAPTURE(word);
    const Entry entry = parse_entry(*text);
    ++added;
    with_examples += entry.examples.empty() ? 0 : 1;
    examples += static_cast<int>(entry.examples.size());
    CHECK(entry.examples.size() <= 3);
    CHECK_FALSE(entry.readings[0].definition.empty());
    for (const Sentence& sentence : entry.examples) {
      CHECK(sentence.chinese.find(word) != sentence.chinese.npos);
      CHECK_FALSE(sentence.source.empty());
    }
    const bool is_taken = std::ranges::any_of(
        readings, [&](const std::string& pinyin) { return takes(entry, pinyin); });
    if (!told.contains(word)) CHECK(is_taken);
  }
  MESSAGE(listed.size(), " words listed, ", added, " added, ", found.unknown.size(),
          " not in the dictionary, ", found.disagreements.size(), " read differently, ",
          with_examples, " with ", examples, " examples, ", report.cards_new, " cards");
  CHECK(added > 900);
  CHECK(told.size() < 10);
  CHECK(found.unknown.size() < 10);
  CHECK(report.diagnostics.empty());
  CHECK(report.refused.empty());
  CHECK(check_collection(db).ok());
}

}  // namespace lianxi::test
