// Nuances and common mistakes: contrasts with near-synonyms, and notes that are none.

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "import/page_parts.h"
#include "text/hanzi.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

constexpr std::size_t kMostWords = 4;        // in one title: "A vs. B vs. C"
constexpr std::size_t kMostNamedWords = 64;  // looked at when a rival is sought
constexpr std::size_t kLongestRival = 24;    // bytes: eight characters

struct NamedWord {
  std::string word;
  std::string reading;
};
using NamedWords = std::vector<NamedWord>;

/// "关系 (guānxi)", "关系", "the noun 关系": the one word in it that is not the headword.
std::optional<NamedWord> word_of(std::string_view marked, std::string_view headword) {
  NamedWord named;
  if (auto head = split_word(marked)) {
    named = {std::move(head->word), std::move(head->reading)};
  } else {
    named.word = plain_text(trim(marked));
  }
  if (!is_word(named.word)) {
    const auto runs = hanzi_runs(named.word);
    if (runs.size() != 1) return std::nullopt;
    named.word = std::string(runs.front());
  }
  if (named.word == headword || !is_word(named.word)) return std::nullopt;
  return named;
}

/// The word of a title that says nothing else: "关系 (guānxi)", "关系".
std::optional<std::string> only_word_of(std::string_view title) {
  const auto head = split_word(title);
  if (head && !head->value.empty()) return std::nullopt;
  std::string word = head ? head->word : plain_text(title);
  if (!is_word(word)) return std::nullopt;
  return word;
}

std::string reading_of(std::string_view title) {
  auto head = split_word(title);
  return head ? std::move(head->reading) : "";
}

/// The words beside the headword that a title such as "联系 (liánxì) vs. 关系 (guānxi)" is about.
NamedWords words_of_title(std::string_view title, std::string_view headword) {
  if (auto word = only_word_of(title)) {
    return *word == headword ? NamedWords{} : NamedWords{{*word, reading_of(title)}};
  }
  NamedWords words;
  bool has_versus = false;
  while (!title.empty() && words.size() < kMostWords) {
    std::size_t at = npos, size = 0;
    for (const std::string_view versus : {" vs. ", " vs ", " versus ", " VS "}) {
      const auto found = find_mark(title, versus);
      if (found < at) at = found, size = versus.size();
    }
    has_versus = has_versus || at != npos;
    if (!has_versus) break;
    if (auto word = word_of(title.substr(0, at), headword)) words.push_back(std::move(*word));
    title.remove_prefix(at == npos ? title.size() : at + size);
  }
  return words;
}

/// Words that running text names with their pinyin: "you use 关系 (guānxi)".
void find_named_words(std::string_view text, NamedWords& words) {
  for (const auto run : hanzi_runs(text)) {
    if (words.size() >= kMostNamedWords) return;
    const auto after = text.substr(static_cast<std::size_t>(run.data() - text.data()) + run.size());
    const auto trimmed = trim(after.substr(0, 256));
    if (!trimmed.starts_with('(')) continue;
    const auto close = trimmed.find(')');
    if (close == npos) continue;
    const auto reading = trim(trimmed.substr(1, close - 1));
    if (is_toned_pinyin(reading)) words.push_back({std::string(run), std::string(reading)});
  }
}

/// What stands in `other` where `half` has the headword, if nothing else differs.
std::string word_in_place(std::string_view half, std::string_view other,
                          std::string_view headword) {
  for (auto at = half.find(headword); at != npos; at = half.find(headword, at + headword.size())) {
    const auto before = half.substr(0, at);
    const auto after = half.substr(at + headword.size());
    if (other.size() <= before.size() + after.size() || !other.starts_with(before) ||
        !other.ends_with(after)) {
      continue;
    }
    const auto word = other.substr(before.size(), other.size() - before.size() - after.size());
    if (word.size() <= kLongestRival && is_word(word)) return std::string(word);
  }
  return "";
}

/// The word that one half of a pair has where the other has the headword: first of those that the
/// text names with pinyin, else by what differs. Empty where both halves hold the headword: that
/// is a question of grammar.
std::optional<NamedWord> rival_of(const SentencePair& pair, std::string_view headword,
                                  const NamedWords& named) {
  const std::string wrong = fold(pair.wrong.chinese), right = fold(pair.right.chinese);
  const std::string word = fold(headword);
  const bool in_wrong = wrong.find(word) != std::string::npos;
  const bool in_right = right.find(word) != std::string::npos;
  if (word.empty() || in_wrong == in_right) return std::nullopt;
  const std::string& half = in_wrong ? wrong : right;
  const std::string& other = in_wrong ? right : wrong;
  for (const auto& candidate : named) {
    const std::string key = fold(candidate.word);
    const bool parts_them = candidate.word != headword && is_word(candidate.word) &&
                            other.find(key) != std::string::npos &&
                            half.find(key) == std::string::npos;
    if (parts_them) return candidate;
  }
  std::string found = word_in_place(half, other, word);
  if (found.empty() || found == headword) return std::nullopt;
  return NamedWord{std::move(found), ""};
}

bool is_pair_label(Label label) { return label >= Label::wrong && label <= Label::when; }

/// What stands under one title: lines, and pairs of sentences.
class BodyReader {
 public:
  explicit BodyReader(const Report& report) : report_(report) {}

  std::vector<std::string> notes;
  std::vector<SentencePair> pairs;

  void read(const OutlineNode& node) {
    const auto parts = parts_of(node);
    if (parts.meaning == Label::wrong || parts.meaning == Label::right) {
      read_pair_half(node, parts);
    } else if (parts.meaning == Label::why && !pairs.empty()) {
      append_text(pairs.back().why, plain_text(parts.value));
    } else if (parts.meaning == Label::when && !pairs.empty()) {
      append_text(pairs.back().when, plain_text(parts.value));
    } else if (half_ == nullptr || node.depth < half_depth_ ||
               !read_sentence_label(parts, *half_)) {
      add_note(plain_text(node.text));
    }
  }

  void add_note(std::string text) {
    if (!text.empty()) notes.push_back(std::move(text));
  }

  void check_pairs() const {
    for (const auto& pair : pairs) check_final_punctuation(pair.right, report_);
  }

 private:
  void read_pair_half(const OutlineNode& node, const NodeParts& parts) {
    const bool is_wrong = parts.meaning == Label::wrong;
    if (pairs.empty() || (is_wrong ? has_wrong_ : has_right_)) {
      pairs.push_back({});
      has_wrong_ = has_right_ = false;
    }
    (is_wrong ? has_wrong_ : has_right_) = true;
    SentencePair& pair = pairs.back();
    half_ = is_wrong ? &pair.wrong : &pair.right;
    half_depth_ = node.depth;
    if (!is_wrong && rejects_struck(node, report_)) return;
    auto said = read_half(parts.value, node.line);
    if (is_wrong && !said.is_struck && !said.sentence.chinese.empty()) {
      report_(
          node.line, "wrong-not-struck",
          "a wrong sentence is written between ~~ and ~~: " + quote_briefly(said.sentence.chinese));
    }
    *half_ = std::move(said.sentence);
    append_text(pair.why, said.why);
  }

  const Report& report_;
  Sentence* half_ = nullptr;  ///< what Pinyin, English ... belong to: the last of `pairs`
  int half_depth_ = 0;
  bool has_wrong_ = false;
  bool has_right_ = false;
};

class ContrastReader {
 public:
  ContrastReader(Entry& entry, const Report& report) : entry_(entry), report_(report) {}

  void read(NodeRun nodes) {
    for (std::size_t begin = 0; begin < nodes.size();) {
      std::size_t end = begin + 1;
      while (end < nodes.size() && !begins_group(nodes[end])) ++end;
      read_group(nodes.subspan(begin, end - begin));
      begin = end;
    }
  }

 private:
  static bool begins_group(const OutlineNode& node) {
    return node.depth == 0 && node.kind == OutlineNode::Kind::item &&
           !is_pair_label(parts_of(node).meaning);
  }

  void read_group(NodeRun nodes) {
    BodyReader body(report_);
    const bool has_title = begins_group(nodes.front());
    const auto parts = parts_of(nodes.front());
    const auto title = !has_title        ? std::string_view()
                       : parts.has_label ? parts.label
                                         : parts.value;
    auto words = words_of_title(title, entry_.headword);
    if (parts.has_label && has_title) body.add_note(plain_text(parts.value));
    for (const auto& node : has_title ? nodes.subspan(1) : nodes) body.read(node);
    body.check_pairs();
    if (!words.empty()) return add_contrasts(words, body);
    if (body.pairs.empty()) {
      entry_.notes.push_back({plain_text(title), std::move(body.notes)});
      return;
    }
    if (has_title && !nodes.front().text.empty()) keep_title(nodes.front(), parts, body);
    add_untitled_contrast(body);
  }

  /// A title that names no word is the first line to remember, together with its text.
  static void keep_title(const OutlineNode& node, const NodeParts& parts, BodyReader& body) {
    if (parts.has_label && !parts.value.empty()) body.notes.erase(body.notes.begin());
    body.notes.insert(body.notes.begin(), plain_text(node.text));
  }

  void add_contrasts(const NamedWords& words, BodyReader& body) {
    std::vector<Contrast> contrasts;
    for (const auto& word : words) contrasts.push_back({word.word, word.reading, body.notes, {}});
    for (auto& pair : body.pairs) {
      const auto holds = [&](const Contrast& contrast) {
        return pair.wrong.chinese.find(contrast.word) != std::string::npos ||
               pair.right.chinese.find(contrast.word) != std::string::npos;
      };
      auto found = std::find_if(contrasts.begin(), contrasts.end(), holds);
      if (found == contrasts.end()) found = contrasts.begin();
      found->pairs.push_back(std::move(pair));
    }
    for (auto& contrast : contrasts) add(std::move(contrast));
  }

  /// Pairs under a title without a word: each goes to the word that parts its halves.
  void add_untitled_contrast(BodyReader& body) {
    NamedWords named;
    for (const auto& note : body.notes) find_named_words(note, named);
    std::optional<NamedWord> rival;
    for (const auto& pair : body.pairs) {
      if (!rival) rival = rival_of(pair, entry_.headword, named);
    }
    if (!rival) rival.emplace();
    add({rival->word, rival->reading, std::move(body.notes), std::move(body.pairs)});
  }

  /// One contrast a word: what is said in several places comes together.
  void add(Contrast contrast) {
    const auto [at, is_new] = index_.try_emplace(contrast.word, entry_.contrasts.size());
    if (is_new || contrast.word.empty()) {
      entry_.contrasts.push_back(std::move(contrast));
      return;
    }
    Contrast& known = entry_.contrasts[at->second];
    if (known.reading.empty()) known.reading = std::move(contrast.reading);
    std::move(contrast.notes.begin(), contrast.notes.end(), std::back_inserter(known.notes));
    std::move(contrast.pairs.begin(), contrast.pairs.end(), std::back_inserter(known.pairs));
  }

  Entry& entry_;
  const Report& report_;
  std::unordered_map<std::string, std::size_t> index_;  ///< of the contrasts, by their word
};

}  // namespace

void read_contrasts(NodeRun nodes, Entry& entry, const Report& report) {
  ContrastReader(entry, report).read(nodes);
}

}  // namespace lianxi
