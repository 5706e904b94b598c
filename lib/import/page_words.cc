// Character Breakdown and related words: lists of words with their pinyin.

#include <utility>

#include "import/page_parts.h"
#include "text/hanzi.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

constexpr int kDeepestPart = 2;
constexpr std::size_t kLongestCharacter = 3;  // code points; "996" gets one bullet

/// "儿 ®": what a browser makes of 儿 (r).
std::string_view without_registered_sign(std::string_view word) {
  return word.ends_with("®") ? trim(word.substr(0, word.size() - std::string_view("®").size()))
                             : word;
}

std::optional<Character> character_of(const OutlineNode& node) {
  if (auto head = split_word(node.text)) {
    return Character{std::move(head->word), std::move(head->reading), plain_text(head->value), {}};
  }
  const auto parts = parts_of(node);
  const auto text = plain_text(parts.has_label ? parts.label : parts.value);
  const auto word = without_registered_sign(trim(text));
  if (!has_hanzi(word) || length_utf8(word) > kLongestCharacter) return std::nullopt;
  return Character{std::string(word), "", parts.has_label ? plain_text(parts.value) : "", {}};
}

/// Where a character at this depth belongs: among those of the word, or the parts of the last.
std::vector<Character>& siblings_at(std::vector<Character>& characters, int depth) {
  auto* siblings = &characters;
  for (int i = 0; i < std::min(depth, kDeepestPart) && !siblings->empty(); ++i) {
    siblings = &siblings->back().parts;
  }
  return *siblings;
}

bool says_how_they_combine(const OutlineNode& node) {
  std::string_view text = node.text;
  if (text.starts_with("**")) text.remove_prefix(2);
  for (const std::string_view begin :
       {"Together", "When combined", "Combined", "How they combine"}) {
    if (trim(text).starts_with(begin)) return true;
  }
  return node.kind == OutlineNode::Kind::paragraph;
}

}  // namespace

void read_characters(NodeRun nodes, Entry& entry, const Report& report) {
  for (const auto& node : nodes) {
    const auto parts = parts_of(node);
    if (parts.meaning == Label::combination) {
      append_text(entry.characters_note, plain_text(parts.value));
    } else if (says_how_they_combine(node)) {
      append_text(entry.characters_note, plain_text(node.text));
    } else if (auto character = character_of(node)) {
      siblings_at(entry.characters, node.depth).push_back(std::move(*character));
    } else if (node.depth > 0 && !entry.characters.empty()) {
      append_text(entry.characters.back().note, plain_text(node.text));
    } else {
      reject_line(node, report);
    }
  }
}

void read_related(NodeRun nodes, Entry& entry, const Report& report) {
  for_each_group(nodes, [&](const OutlineNode& node, NodeRun children) {
    Related related;
    if (auto head = split_word(node.text)) {
      related = {std::move(head->word), std::move(head->reading), plain_text(head->value)};
    } else {
      const auto parts = parts_of(node);
      const auto dash = parts.has_label ? std::string_view::npos : find_mark(node.text, " - ");
      related.word = plain_text(trim(parts.has_label ? parts.label : parts.value.substr(0, dash)));
      if (parts.has_label) related.gloss = plain_text(parts.value);
      if (dash != std::string_view::npos)
        related.gloss = plain_text(trim(parts.value.substr(dash + 3)));
    }
    if (!has_hanzi(related.word)) {
      reject_line(node, report);
      for (const auto& child : children) reject_line(child, report);
      return;
    }
    append_all(related.gloss, children);
    entry.related.push_back(std::move(related));
  });
}

}  // namespace lianxi
