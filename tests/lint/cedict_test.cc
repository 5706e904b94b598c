// The pinyin of our sentences against an independent dictionary. A syllable stands where CC-CEDICT
// gives it to the character alone, or to a word that stands in the sentence there. Where it does
// not, cedict_exceptions.txt says why ours is right: "character syllable reason" in a line.

#include <doctest/doctest.h>

#include <cstdio>
#include <map>
#include <memory>
#include <set>

#include "lint/checks.h"
#include "lint/faults.h"
#include "support/real_data.h"
#include "text/hanzi.h"
#include "text/pinyin.h"
#include "text/utf8.h"

using namespace lianxi;
using namespace lianxi::test;

namespace {

constexpr std::size_t kLongestWord = 8;

/// A sentence of ours: its characters, the syllable of each ("lian2", "de5"), where it stands.
struct Spelled {
  std::vector<std::string> hanzi;
  std::vector<std::string> syllables;
  std::string where;

  std::string word(std::size_t begin, std::size_t size) const {
    std::string text;
    for (std::size_t i = begin; i < begin + size; ++i) text += hanzi[i];
    return text;
  }
};

std::string numbered(const Syllable& syllable) {
  return syllable.letters + std::to_string(syllable.tone == 0 ? 5 : syllable.tone);
}

void add_sentence(const Sentence& sentence, const std::string& file, std::vector<Spelled>& out) {
  Spelled made;
  made.where = file + ":" + std::to_string(sentence.line) + ": " + sentence.chinese;
  for (const char32_t c : decode_utf8(sentence.chinese)) {
    if (is_hanzi(c)) append_utf8(made.hanzi.emplace_back(), c);
  }
  for (const Syllables& word : parse_pinyin_words(sentence.pinyin)) {
    for (const Syllable& syllable : word) made.syllables.push_back(numbered(syllable));
  }
  // Another number of syllables is for lint to find.
  if (made.hanzi.size() == made.syllables.size()) out.push_back(std::move(made));
}

std::vector<Spelled> deck_sentences() {
  std::vector<Spelled> sentences;
  for (const auto& deck : std::filesystem::directory_iterator(LIANXI_SOURCE_DIR "/decks")) {
    for (const RawFile& raw : read_folder(deck.path().string())) {
      if (raw.name == "deck.md") continue;
      for (const Entry& entry : read_raw(raw).entries) {
        for_each_sentence(entry, [&](const Sentence& sentence, SentenceRole) {
          add_sentence(sentence, raw.name, sentences);
        });
      }
    }
  }
  return sentences;
}

/// The readings that the dictionary gives to words, of those in `wanted`.
using Readings = std::map<std::string, std::vector<std::vector<std::string>>>;

/// "繁體 简体 [pin1 yin1] /sense/".
void read_line(const std::string& line, const std::set<std::string>& wanted, Readings& readings) {
  const auto first = line.find(' '), second = line.find(' ', first + 1);
  const auto open = line.find('[', second), close = line.find(']', open);
  if (line.starts_with('#') || close == line.npos) return;
  const std::string word = line.substr(first + 1, second - first - 1);
  if (!wanted.contains(word)) return;
  std::istringstream spelled(replaced(line.substr(open + 1, close - open - 1), "u:", "ü"));
  std::vector<std::string> syllables;
  for (std::string syllable; spelled >> syllable;) {
    if (syllable[0] >= 'A' && syllable[0] <= 'Z') syllable[0] += 'a' - 'A';
    syllables.push_back(syllable);
  }
  if (syllables.size() == length_utf8(word)) readings[word].push_back(std::move(syllables));
}

Readings read_cedict(const std::string& file, const std::set<std::string>& wanted) {
  Readings readings;
  const std::string command = "gzip -dc '" + file + "'";
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  std::string line;
  for (int c = 0; pipe && (c = std::getc(pipe.get())) != EOF;) {
    if (c != '\n') {
      line += static_cast<char>(c);
      continue;
    }
    read_line(line, wanted, readings);
    line.clear();
  }
  read_line(line, wanted, readings);
  return readings;
}

/// True if the dictionary has the syllable at `index` for the character there, or for a word that
/// stands around it.
bool stands(const Spelled& sentence, std::size_t index, const Readings& readings) {
  const std::size_t earliest = index < kLongestWord ? 0 : index + 1 - kLongestWord;
  for (std::size_t begin = earliest; begin <= index; ++begin) {
    for (std::size_t end = index + 1; end <= std::min(begin + kLongestWord, sentence.hanzi.size());
         ++end) {
      const auto found = readings.find(sentence.word(begin, end - begin));
      if (found == readings.end()) continue;
      for (const auto& syllables : found->second) {
        if (syllables[index - begin] == sentence.syllables[index]) return true;
      }
    }
  }
  return false;
}

/// "里 li5" -> the reason.
std::map<std::string, std::string> read_exceptions() {
  std::map<std::string, std::string> reasons;
  std::ifstream in(LIANXI_TEST_DIR "/cedict_exceptions.txt");
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line);
    std::string character, syllable, reason;
    if (line.starts_with('#') || !(words >> character >> syllable)) continue;
    std::getline(words >> std::ws, reason);
    reasons[character + " " + syllable] = reason;
  }
  return reasons;
}

}  // namespace

TEST_CASE("the pinyin of every deck agrees with CC-CEDICT, or there is a reason") {
  const std::string path = real_file("cedict", ".gz");
  if (path.empty()) return;
  const std::vector<Spelled> sentences = deck_sentences();
  std::set<std::string> wanted;
  for (const Spelled& sentence : sentences) {
    for (std::size_t begin = 0; begin < sentence.hanzi.size(); ++begin) {
      const std::size_t most = std::min(kLongestWord, sentence.hanzi.size() - begin);
      for (std::size_t size = 1; size <= most; ++size) wanted.insert(sentence.word(begin, size));
    }
  }
  const Readings readings = read_cedict(path, wanted);
  CHECK(readings.size() > 100);

  auto reasons = read_exceptions();
  std::map<std::string, int> disagreements;
  std::size_t syllables = 0;
  for (const Spelled& sentence : sentences) {
    syllables += sentence.hanzi.size();
    for (std::size_t i = 0; i < sentence.hanzi.size(); ++i) {
      if (stands(sentence, i, readings)) continue;
      const std::string pair = sentence.hanzi[i] + " " + sentence.syllables[i];
      ++disagreements[pair];
      if (!reasons.contains(pair)) FAIL_CHECK(pair, " is not in CC-CEDICT: ", sentence.where);
    }
  }
  for (const auto& [pair, reason] : reasons) {
    CAPTURE(pair);
    CHECK(!reason.empty());
    CHECK_MESSAGE(disagreements.contains(pair), "no sentence needs this exception any more");
  }
  std::string list;
  for (const auto& [pair, count] : disagreements) {
    list += "\n  " + pair + " x" + std::to_string(count) + ": " + reasons[pair];
  }
  MESSAGE(syllables, " syllables; not so in CC-CEDICT:", list);
}
