#pragma once

// Which words there are: what the division of a sentence asks when its pinyin line does not decide.

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>

namespace lianxi {

class Lexicon {
 public:
  virtual ~Lexicon() = default;
  /// True for a word in simplified characters.
  virtual bool contains(std::string_view word) const = 0;
};

/// Words held in memory.
class WordSet final : public Lexicon {
 public:
  void add(std::string_view word) { words_.emplace(word); }
  bool contains(std::string_view word) const override { return words_.contains(word); }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view word) const {
      return std::hash<std::string_view>{}(word);
    }
  };

  std::unordered_set<std::string, Hash, std::equal_to<>> words_;
};

/// Passes questions on and remembers which words were asked for: what an answer depended on.
class RecordingLexicon final : public Lexicon {
 public:
  /// `words` must outlive it.
  explicit RecordingLexicon(const Lexicon& words) : words_(words) {}
  bool contains(std::string_view word) const override {
    asked_.emplace(word);
    return words_.contains(word);
  }
  const std::set<std::string, std::less<>>& asked() const { return asked_; }

 private:
  const Lexicon& words_;
  mutable std::set<std::string, std::less<>> asked_;
};

}  // namespace lianxi
