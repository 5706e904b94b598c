#include "entry/longest_match.h"

#include "text/hanzi.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

/// Proverbs have eight characters; what is longer is a sentence.
constexpr std::size_t kLongestWord = 8;

/// Where each of the first `most` characters ends.
std::vector<std::size_t> ends_of(std::string_view run, std::size_t most) {
  std::vector<std::size_t> ends;
  for (std::size_t at = 0; at < run.size() && ends.size() < most;) {
    at += first_character(run.substr(at)).size();
    ends.push_back(at);
  }
  return ends;
}

}  // namespace

std::vector<std::string_view> longest_words(std::string_view text, const Lexicon& lexicon) {
  std::vector<std::string_view> words;
  for (std::string_view run : hanzi_runs(text)) {
    while (!run.empty()) {
      const std::vector<std::size_t> ends = ends_of(run, kLongestWord);
      std::size_t length = ends.size();
      while (length > 1 && !lexicon.contains(run.substr(0, ends[length - 1]))) --length;
      words.push_back(run.substr(0, ends[length - 1]));
      run.remove_prefix(ends[length - 1]);
    }
  }
  return words;
}

}  // namespace lianxi
