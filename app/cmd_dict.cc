#include <fmt/format.h>
#include <fmt/ranges.h>

#include <filesystem>
#include <map>

#include "app/commands.h"
#include "app/dictionary_file.h"
#include "app/json.h"
#include "app/lookup.h"
#include "app/text_file.h"
#include "import/cedict.h"
#include "import/sentence_pairs.h"
#include "import/word_list.h"
#include "session/dictionary_find.h"
#include "sqlite/durable.h"
#include "store/dictionary_sentences.h"

namespace lianxi::app {
namespace {

constexpr std::size_t kMostComplaints = 10;

// Installing --------------------------------------------------------------------------------------

Json to_json(const store::DictionarySource& source) {
  return {{"name", source.name},
          {"version", text_or_null(source.version)},
          {"licence", text_or_null(source.licence)},
          {"words", source.words},
          {"sentences", source.sentences}};
}

/// Prints the first complaints about a file and counts the others.
class Complaints {
 public:
  explicit Complaints(Shell& shell) : shell_(shell) {}
  void add(const Diagnostic& diagnostic) {
    if (count_++ < kMostComplaints) shell_.err << shell_.safe(to_string(diagnostic)) << '\n';
  }
  void end() const {
    if (count_ <= kMostComplaints) return;
    shell_.err << fmt::format("and {} more like these\n", count_ - kMostComplaints);
  }

 private:
  Shell& shell_;
  std::size_t count_ = 0;
};

Db dictionary_to_write(const Shell& shell) {
  const std::string path = dictionary_path(shell);
  std::filesystem::create_directories(folder_of(path));
  return store::open_dictionary_to_write(path);
}

using Installed = std::vector<store::DictionarySource>;

Installed install_cedict(const std::string& text, const std::string& path, Shell& shell) {
  Complaints complaints(shell);
  std::vector<DictionaryWord> words;
  const CedictInfo info =
      read_cedict(text, path,
                  {[&](DictionaryWord word) { words.push_back(std::move(word)); },
                   [&](const Diagnostic& one) { complaints.add(one); }});
  complaints.end();
  if (std::ssize(words) < info.declared && !shell.options.force) {
    throw Error(ErrorKind::input, path + " is cut off; what was installed before stays",
                "get it again, or take it as it is with --force");
  }
  store::DictionarySource source{"CC-CEDICT", info.date, info.licence, 0};
  Db db = dictionary_to_write(shell);
  source.words = store::install_words(db, source, words);
  return {source};
}

/// A file may hold several lists.
Installed install_lists(const std::string& text, const std::string& path, Shell& shell) {
  Complaints complaints(shell);
  std::map<std::string, std::vector<ListedWord>> lists;
  read_word_list(text, path,
                 {[&](ListedWord word) { lists[word.list].push_back(std::move(word)); },
                  [&](const Diagnostic& one) { complaints.add(one); }});
  complaints.end();
  if (lists.empty()) throw Error(ErrorKind::input, path + " gave no word list", "see above");
  Db db = dictionary_to_write(shell);
  Installed sources;
  for (const auto& [name, words] : lists) {
    sources.push_back({name, "", "", 0});
    sources.back().words = store::install_list(db, sources.back(), words);
  }
  return sources;
}

Installed install_pairs(const std::string& text, const std::string& path, Shell& shell) {
  Complaints complaints(shell);
  std::vector<TranslatedSentence> sentences;
  const std::string name = read_sentence_pairs(
      text, path,
      {[&](TranslatedSentence sentence) { sentences.push_back(std::move(sentence)); },
       [&](const Diagnostic& one) { complaints.add(one); }});
  complaints.end();
  store::DictionarySource source{name, "", name == kTatoeba ? std::string(kTatoebaLicence) : "", 0};
  Db db = dictionary_to_write(shell);
  source.sentences = store::install_sentences(db, source, sentences);
  return {source};
}

Installed installed(const std::string& path, Shell& shell) {
  const std::string text = text_of_file(path, shell);
  if (is_cedict(text)) return install_cedict(text, path, shell);
  if (is_word_list(text)) return install_lists(text, path, shell);
  if (is_sentence_pairs(text)) return install_pairs(text, path, shell);
  throw Error(ErrorKind::input,
              path + " is no dictionary, word list or collection of sentences that lianxi knows",
              "it takes CC-CEDICT, lines like 聯繫 联系 [lian2 xi4] /to contact/, HSK lists, and "
              "sentences as English, Chinese and attribution parted by tabs");
}

/// "5 words", "4,867 sentences".
std::string amount(const store::DictionarySource& source) {
  return source.sentences > 0 ? counted(source.sentences, "sentence")
                              : counted(source.words, "word");
}

int install(const std::string& path, Shell& shell) {
  const Installed sources = installed(path, shell);
  if (shell.options.json) {
    Json rows = Json::array();
    for (const store::DictionarySource& source : sources) rows.push_back(to_json(source));
    print_json(shell, {{"schema", 1}, {"installed", rows}});
  } else if (!shell.options.quiet) {
    for (const store::DictionarySource& source : sources) {
      shell.out << shell.safe(source.name) << (source.version.empty() ? "" : " ")
                << shell.safe(source.version) << ": " << amount(source) << '\n';
    }
    shell.out << (sources[0].sentences > 0
                      ? "words added from now on have examples from them: lianxi add WORD\n"
                      : "lianxi dict find lianxi looks a word up\n");
  }
  return kDone;
}

// Looking up --------------------------------------------------------------------------------------

std::string reference_text(const WordReference& reference) {
  if (reference.pinyin.empty()) return reference.simplified;
  return fmt::format("{} {}", reference.simplified, marked_pinyin(reference.pinyin));
}

std::vector<std::string> measure_texts(const DictionaryWord& word) {
  std::vector<std::string> texts;
  for (const WordReference& measure : measure_words(word)) {
    texts.push_back(reference_text(measure));
  }
  return texts;
}

std::vector<std::string> marked_readings(const DictionaryWord& word) {
  std::vector<std::string> texts;
  for (const std::string& reading : other_readings(word)) texts.push_back(marked_pinyin(reading));
  return texts;
}

/// "HSK 2.0: 4".
std::vector<std::string> level_texts(Db& db, const DictionaryWord& word) {
  std::vector<std::string> texts;
  for (const auto& [list, level] : store::levels_of(db, word)) {
    texts.push_back(fmt::format("{}: {}", list, level_text(level)));
  }
  return texts;
}

Json to_json(const FoundWord& found, Db& db) {
  const DictionaryWord& word = found.word;
  Json levels = Json::array();
  for (const auto& [list, level] : store::levels_of(db, word)) {
    levels.push_back({{"list", list}, {"level", level}});
  }
  return {{"simplified", word.simplified},
          {"traditional", word.traditional},
          {"pinyin", marked_pinyin(word.pinyin)},
          {"numbered", word.pinyin},
          {"senses", plain_senses(word)},
          {"measure_words", measure_texts(word)},
          {"also_read", marked_readings(word)},
          {"variants", found.variants},
          {"levels", levels}};
}

void print_list(std::string_view label, const std::vector<std::string>& texts, Shell& shell) {
  if (texts.empty()) return;
  shell.out << fmt::format("  {}: {}\n", label,
                           shell.safe(fmt::format("{}", fmt::join(texts, ", "))));
}

void print_word(const FoundWord& found, Db& db, Shell& shell) {
  const DictionaryWord& word = found.word;
  shell.out << shell.safe(word.simplified);
  if (word.traditional != word.simplified) shell.out << "  " << shell.safe(word.traditional);
  shell.out << "  " << shell.safe(marked_pinyin(word.pinyin)) << '\n';
  for (const std::string& sense : plain_senses(word)) {
    shell.out << "  " << shell.safe(sense) << '\n';
  }
  print_list("measure word", measure_texts(word), shell);
  print_list("also read", marked_readings(word), shell);
  print_list("also written", found.variants, shell);
  print_list("level", level_texts(db, word), shell);
}

int find(const DictOptions& options, Shell& shell) {
  const std::string query = fmt::format("{}", fmt::join(options.words, " "));
  Db db = open_dictionary(shell);
  const auto words =
      find_in_dictionary(db, query, static_cast<std::size_t>(std::max(options.limit, 1)));
  if (shell.options.json) {
    Json list = Json::array();
    for (const FoundWord& word : words) list.push_back(to_json(word, db));
    print_json(shell, {{"schema", 1}, {"query", query}, {"words", list}});
  }
  if (words.empty()) {
    shell.err << "dict find: no word like " << shell.safe(query)
              << "; lianxi dict list says what is installed\n";
    return kNo;
  }
  if (shell.options.json) return kDone;
  for (const FoundWord& found : words) {
    if (!shell.options.plain) {
      print_word(found, db, shell);
      continue;
    }
    const DictionaryWord& word = found.word;
    shell.out << shell.safe(word.simplified) << '\t' << shell.safe(word.traditional) << '\t'
              << shell.safe(marked_pinyin(word.pinyin)) << '\t'
              << shell.safe(fmt::format("{}", fmt::join(plain_senses(word), " / "))) << '\n';
  }
  return kDone;
}

int list(Shell& shell) {
  std::vector<store::DictionarySource> sources;
  if (const std::string path = dictionary_path(shell); std::filesystem::exists(path)) {
    Db db = store::open_dictionary(path);
    sources = store::dictionary_sources(db);
  }
  if (shell.options.json) {
    Json rows = Json::array();
    for (const store::DictionarySource& source : sources) rows.push_back(to_json(source));
    print_json(shell, {{"schema", 1}, {"sources", rows}});
    return kDone;
  }
  if (sources.empty()) shell.err << "no dictionary is installed; lianxi dict install FILE\n";
  for (const store::DictionarySource& source : sources) {
    shell.out << fmt::format("{}\t{}\t{}\t{}\n", shell.safe(source.name),
                             shell.safe(source.version), std::max(source.words, source.sentences),
                             shell.safe(source.licence));
  }
  return kDone;
}

}  // namespace

int run_dict(const DictOptions& options, Shell& shell) {
  if (options.action == "list") return list(shell);
  if (options.words.empty()) {
    throw Error(ErrorKind::usage, "dict " + options.action + " of what?",
                "lianxi dict --help shows examples");
  }
  if (options.action == "find") return find(options, shell);
  if (options.words.size() > 1) {
    throw Error(ErrorKind::usage, "dict install takes one file", "install one after the other");
  }
  return install(options.words[0], shell);
}

}  // namespace lianxi::app
