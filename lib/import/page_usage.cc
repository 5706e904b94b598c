// Practical usage and example sentences.

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "import/page_parts.h"
#include "text/hanzi.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

bool has_sentence_label(NodeRun children) {
  return std::any_of(children.begin(), children.end(), [](const OutlineNode& child) {
    return is_sentence_label(parts_of(child).meaning);
  });
}

/// Reads one group of a usage section: its title and text, and the sentences and phrases under it.
class UsageReader {
 public:
  UsageReader(Usage& usage, const std::string& headword, const Report& report)
      : usage_(usage), headword_(headword), report_(report) {}

  void read_lines(NodeRun lines) {
    for_each_group(lines,
                   [&](const OutlineNode& node, NodeRun children) { read_line(node, children); });
  }

  void read_line(const OutlineNode& node, NodeRun children) {
    const auto parts = parts_of(node);
    const bool is_more =
        !usage_.sentences.empty() && read_sentence_label(parts, usage_.sentences.back());
    if (is_more) return append_all(usage_.text, children);
    if (rejects_struck(node, report_)) return;
    if (has_sentence_label(children)) return read_sentence_with_labels(node, children);
    if (auto sentence = read_quoted_sentence(node.text, node.line)) {
      take(std::move(*sentence));
    } else if (!read_phrase(node, parts) && !read_plain_sentence(node)) {
      append_text(usage_.text, plain_text(node.text));
    }
    append_all(usage_.text, children);
  }

  /// What the text of the group names in code marks, where the word is in it, and no line under
  /// it has said yet.
  void read_text(int line) {
    if (usage_.text.find('`') == std::string::npos) return;
    std::unordered_set<std::string> known;
    for (const auto& phrase : usage_.phrases) known.insert(phrase.chinese);
    for (const auto& sentence : usage_.sentences) known.insert(sentence.chinese);
    for (auto& named : quoted_words(mark_literal(usage_.text), line)) {
      const bool is_longer =
          named.chinese != headword_ && named.chinese.find(headword_) != std::string::npos;
      if (is_longer && known.insert(named.chinese).second) take(std::move(named));
    }
  }

 private:
  void read_sentence_with_labels(const OutlineNode& node, NodeRun children) {
    usage_.sentences.push_back(read_sentence(node.text, node.line));
    check_final_punctuation(usage_.sentences.back(), report_);
    for (const auto& child : children) {
      if (!read_sentence_label(parts_of(child), usage_.sentences.back()))
        reject_line(child, report_);
    }
  }

  /// "保持联系 (bǎochí liánxì): keep in touch", "保持联系: keep in touch", "保持联系".
  bool read_phrase(const OutlineNode& node, const NodeParts& parts) {
    Sentence phrase;
    if (auto head = split_word(node.text); head && is_mostly_hanzi(head->word)) {
      phrase.chinese = std::move(head->word);
      phrase.pinyin = std::move(head->reading);
      phrase.english = plain_text(head->value);
    } else {
      const std::string chinese = plain_text(parts.has_label ? parts.label : parts.value);
      if (!all_hanzi(chinese)) return false;
      phrase.chinese = chinese;
      if (parts.has_label) phrase.english = plain_text(parts.value);
    }
    phrase.line = node.line;
    take(std::move(phrase));
    return true;
  }

  bool read_plain_sentence(const OutlineNode& node) {
    Sentence sentence = read_sentence(node.text, node.line);
    if (!is_mostly_hanzi(sentence.chinese) || !has_sentence_punctuation(sentence.chinese))
      return false;
    take(std::move(sentence));
    return true;
  }

  /// What has sentence punctuation, or is mixed with Latin words, is a sentence; else a phrase.
  void take(Sentence said) {
    if (has_sentence_punctuation(said.chinese) || !is_mostly_hanzi(said.chinese)) {
      check_final_punctuation(said, report_);
      usage_.sentences.push_back(std::move(said));
    } else {
      usage_.phrases.push_back(
          {std::move(said.chinese), std::move(said.pinyin), std::move(said.english)});
    }
  }

  Usage& usage_;
  const std::string& headword_;
  const Report& report_;
};

/// "Example 1 (as xíng - okay)" -> "xíng", where that is a reading of the word.
std::string reading_of_example(std::string_view label, const Entry& entry) {
  const auto head = split_word(label);
  if (!head || !head->reading.starts_with("as ")) return "";
  std::string_view said = std::string_view(head->reading).substr(3);
  said = trim(
      said.substr(0, std::min({said.find(" - "), said.find(" – "), said.find_first_of(",;/")})));
  for (const auto& reading : entry.readings) {
    if (fold(reading.pinyin) == fold(said)) return std::string(said);
  }
  return "";
}

/// Reads the examples as one stream of lines, so that lost nesting does not matter.
class ExampleReader {
 public:
  ExampleReader(Entry& entry, const Report& report) : entry_(entry), report_(report) {}

  void read(NodeRun nodes) {
    const auto begins = [](const OutlineNode& node) { return node.depth == 0; };
    entry_.examples.reserve(
        static_cast<std::size_t>(std::count_if(nodes.begin(), nodes.end(), begins)));
    for (const auto& node : nodes) read_line(node);
    close();
  }

 private:
  void read_line(const OutlineNode& node) {
    const auto parts = parts_of(node);
    if (parts.meaning == Label::example) {
      close();
      open(node);
      reading_ = reading_of_example(parts.label, entry_);
      current_.reading = reading_;
      if (!parts.value.empty()) read_chinese_line(node, parts.value);
    } else if (!read_sentence_label(parts, current_)) {
      read_text_line(node);
    } else if (!is_open_) {
      open_line_ = node.line;
      is_open_ = true;
    }
  }

  void read_text_line(const OutlineNode& node) {
    const bool begins_next =
        node.depth == 0 || !current_.pinyin.empty() || !current_.english.empty();
    if (!has_hanzi(node.text) && !(node.depth == 0 && node.kind == OutlineNode::Kind::item)) {
      return reject_line(node, report_);
    }
    if (begins_next && (is_rejected_ || !current_.chinese.empty())) {
      close();
      current_.reading = node.depth == 0 ? "" : reading_;
    }
    if (!is_open_) open(node);
    read_chinese_line(node, node.text);
  }

  /// The sentence; or, below it, the next line of a dialogue.
  void read_chinese_line(const OutlineNode& node, std::string_view marked) {
    if (rejects_struck(node, report_)) {
      is_rejected_ = true;
      return;
    }
    Sentence said = read_sentence(marked, node.line);
    if (current_.chinese.empty()) {
      current_.chinese = std::move(said.chinese);
      current_.bold = std::move(said.bold);
      current_.line = node.line;
    } else {
      append_dialogue_line(said);
    }
    append_text(current_.pinyin, std::move(said.pinyin));
    append_text(current_.english, std::move(said.english));
  }

  void append_dialogue_line(const Sentence& said) {
    const std::size_t offset = current_.chinese.size() + 1;
    append_text(current_.chinese, said.chinese);
    for (const auto& span : said.bold) current_.bold.push_back({span.begin + offset, span.size});
  }

  void open(const OutlineNode& node) {
    is_open_ = true;
    open_line_ = node.line;
  }

  void close() {
    if (is_open_ && !is_rejected_) {
      drop_quotes(current_);  // around a dialogue
      if (current_.chinese.empty()) {
        report_(open_line_, "no-sentence", "an example without a Chinese sentence");
      } else {
        check_final_punctuation(current_, report_);
        entry_.examples.push_back(std::move(current_));
      }
    }
    current_ = {};
    is_open_ = is_rejected_ = false;
  }

  Entry& entry_;
  const Report& report_;
  Sentence current_;
  std::string reading_;  ///< of the example that the lines stand in
  bool is_open_ = false;
  bool is_rejected_ = false;
  int open_line_ = 0;
};

}  // namespace

void read_usages(NodeRun nodes, Entry& entry, const Report& report) {
  for_each_group(nodes, [&](const OutlineNode& node, NodeRun children) {
    if (node.kind != OutlineNode::Kind::item) {
      return append_text(entry.usage_intro, plain_text(node.text));
    }
    const auto parts = parts_of(node);
    const bool is_sentence =
        has_sentence_label(children.first(std::min<std::size_t>(children.size(), 1))) ||
        is_sentence_label(parts.meaning) || read_quoted_sentence(node.text, node.line);
    if (is_sentence && !node.text.empty()) {
      const bool is_in_untitled = !entry.usages.empty() && entry.usages.back().title.empty() &&
                                  entry.usages.back().text.empty();
      if (!is_in_untitled) entry.usages.push_back({});
      UsageReader reader(entry.usages.back(), entry.headword, report);
      reader.read_line(node, children);
      reader.read_text(node.line);
      return;
    }
    entry.usages.push_back({plain_text(parts.label), plain_text(parts.value), {}, {}});
    UsageReader reader(entry.usages.back(), entry.headword, report);
    reader.read_lines(children);
    reader.read_text(node.line);
  });
}

void read_examples(NodeRun nodes, Entry& entry, const Report& report) {
  ExampleReader(entry, report).read(nodes);
}

}  // namespace lianxi
