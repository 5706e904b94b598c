#include "lint/lint.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "entry/plain.h"
#include "import/reader.h"
#include "lint/checks.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

/// Behind the sentence that begins on this line.
TextPlace end_of_sentence(int line, const LintFile& file, const SourceText& source) {
  TextPlace place = source.end_of(line);
  for (const Entry& entry : file.entries) {
    for_each_sentence(entry, [&](const Sentence& sentence, SentenceRole) {
      if (sentence.line != line || !source.holds(sentence.chinese, line, line + 1)) return;
      place = source.find(sentence.chinese, sentence.chinese.size(), line, line + 1);
    });
  }
  return place;
}

/// Where what a reader complained of begins; the reader knows the line.
TextPlace place_of(const Diagnostic& complaint, const LintFile& file, const SourceText& source) {
  const int line = complaint.line;
  const std::string_view code = complaint.code;
  if (line == 0 || line > source.lines()) return {std::max(line, 1), 1};
  if (code == "no-final-punctuation") return end_of_sentence(line, file, source);
  if (code == "title-differs") {
    return source.value(source.labelled(Label::pinyin, line, source.lines() + 1));
  }
  for (const std::string_view about_value :
       {"level-without-list", "duplicate-field", "unknown-value", "wrong-not-struck",
        "struck-sentence"}) {
    if (code == about_value) return source.value(line);
  }
  return source.content(line);
}

class Linter {
 public:
  explicit Linter(const Lexicon& words) : words_(words) {}

  void check(const LintFile& file) {
    const SourceText source(file.text);
    const bool is_deck = text_kind(file.text) == TextKind::markdown;
    const std::size_t first = findings_.size();
    const Tell tell = [&](TextPlace place, std::string_view code, std::string text) {
      findings_.push_back({file.name, place, std::string(code), std::move(text)});
    };
    for (const Diagnostic& complaint : file.complaints) {
      tell(place_of(complaint, file, source), complaint.code, complaint.text);
    }
    for (std::size_t i = 0; i < file.entries.size(); ++i) {
      const int end = i + 1 < file.entries.size() ? file.entries[i + 1].line : source.lines() + 1;
      const EntryText text{file.entries[i], source, end};
      check_entry_twice(text, file, tell);
      if (is_plain(text.entry)) continue;  // it says nothing of a word
      check_readings(text, tell);
      check_cards(text, words_, is_deck, tell);
      check_contrasts(text, words_, tell);
      if (!is_deck) continue;
      check_widths(text, tell);
      check_sentences_twice(text, file, tell);
    }
    sort_from(first);
  }

  std::vector<Finding> take() { return std::move(findings_); }

 private:
  void check_entry_twice(const EntryText& text, const LintFile& file, const Tell& tell) {
    const auto [known, is_new] =
        entries_.try_emplace(text.entry.headword, where(file, text.entry.line));
    if (is_new) return;
    tell(text.source.content(text.entry.line), "duplicate-entry",
         text.entry.headword + " stands in this deck already: " + known->second);
  }

  /// The sentences that teach a word stand once in a deck, what is wrong once in an entry. A right
  /// half may say again what an example says, or what the other word's entry says.
  void check_sentences_twice(const EntryText& text, const LintFile& file, const Tell& tell) {
    for_each_sentence(text.entry, [&](const Sentence& sentence, SentenceRole role) {
      if (role == SentenceRole::right) return;
      const std::string scope = role == SentenceRole::wrong ? text.entry.headword + ":" : "";
      const auto [known, is_new] =
          sentences_.try_emplace(scope + fold(sentence.chinese), where(file, sentence.line));
      if (is_new) return;
      tell(text.find(sentence.chinese, 0, sentence), "duplicate-sentence",
           "this sentence stands in this deck already: " + known->second);
    });
  }

  static std::string where(const LintFile& file, int line) {
    return file.name + ":" + std::to_string(line);
  }

  /// In the order of the text, and each finding once: several cards may show one text.
  void sort_from(std::size_t first) {
    const auto begin = findings_.begin() + static_cast<std::ptrdiff_t>(first);
    const auto key = [](const Finding& finding) { return std::tie(finding.place, finding.code); };
    std::stable_sort(begin, findings_.end(),
                     [&](const Finding& a, const Finding& b) { return key(a) < key(b); });
    findings_.erase(
        std::unique(begin, findings_.end(),
                    [&](const Finding& a, const Finding& b) { return key(a) == key(b); }),
        findings_.end());
  }

  const Lexicon& words_;
  std::vector<Finding> findings_;
  std::map<std::string, std::string> entries_;    // headword -> where it stands first
  std::map<std::string, std::string> sentences_;  // folded text -> where it stands first
};

}  // namespace

void for_each_sentence(const Entry& entry,
                       const std::function<void(const Sentence&, SentenceRole)>& visit) {
  const auto visit_said = [&](const Sentence& sentence, SentenceRole role) {
    if (!sentence.chinese.empty()) visit(sentence, role);
  };
  for (const Sentence& sentence : entry.examples) visit_said(sentence, SentenceRole::example);
  for (const Usage& usage : entry.usages) {
    for (const Sentence& sentence : usage.sentences) visit_said(sentence, SentenceRole::usage);
  }
  for (const Contrast& contrast : entry.contrasts) {
    for (const SentencePair& pair : contrast.pairs) {
      visit_said(pair.wrong, SentenceRole::wrong);
      visit_said(pair.right, SentenceRole::right);
    }
  }
}

std::string to_string(const Finding& finding) {
  return finding.file + ":" + std::to_string(finding.place.line) + ":" +
         std::to_string(finding.place.column) + ": " + finding.code + ": " + finding.text;
}

LintFile read_lint_file(std::string text, std::string name) {
  LintFile file{std::move(name), std::move(text), {}, {}};
  read_entries(file.text, file.name,
               {[&](Entry entry) { file.entries.push_back(std::move(entry)); },
                [&](Diagnostic complaint) { file.complaints.push_back(std::move(complaint)); }});
  return file;
}

std::vector<Finding> lint(const std::vector<LintFile>& deck, const Lexicon& words) {
  Linter linter(words);
  for (const LintFile& file : deck) linter.check(file);
  return linter.take();
}

}  // namespace lianxi
