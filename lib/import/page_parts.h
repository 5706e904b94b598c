#pragma once

// The sections of a page, each into its fields of the entry. The headword is known before any of
// these runs, the readings before read_examples.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "import/labels.h"
#include "import/page.h"

namespace lianxi {

/// A run of nodes of one section.
using NodeRun = std::span<const OutlineNode>;

/// Calls `read(node, children)` for every node that is not nested under one before it.
template <typename Read>
void for_each_group(NodeRun nodes, Read read) {
  for (std::size_t begin = 0; begin < nodes.size();) {
    std::size_t end = begin + 1;
    while (end < nodes.size() && nodes[end].depth > nodes[begin].depth) ++end;
    read(nodes[begin], nodes.subspan(begin + 1, end - begin - 1));
    begin = end;
  }
}

/// A node taken apart: its label, what that means, and its value.
struct NodeParts {
  Label meaning = Label::none;
  std::string_view label;  ///< marked; empty where there is none
  std::string_view value;  ///< marked; the whole text where there is no label
  bool has_label = false;
};
NodeParts parts_of(const OutlineNode& node);

/// Adds `text` to `field`, with a space between.
void append_text(std::string& field, std::string text);
/// Adds the plain text of every node to `field`.
void append_all(std::string& field, NodeRun nodes);

/// Which of `readings` a sub-heading names: "háng", "2. Háng"; their number if none.
std::size_t find_reading(std::string_view heading, const std::vector<std::string>& readings);

/// Sets what a sentence label says. False (and nothing set) for any other label.
bool read_sentence_label(const NodeParts& parts, Sentence& sentence);
/// A Chinese sentence of the page, complete: complains where its last mark is missing.
void check_final_punctuation(const Sentence& sentence, const Report& report);
/// A struck-out sentence where only good Chinese may stand: reported, and not to be used.
bool rejects_struck(const OutlineNode& node, const Report& report);
/// Reports a line that nothing could be made of.
void reject_line(const OutlineNode& node, const Report& report);

void read_metadata(const PageSections::Nodes& nodes, const Title& title, int title_line,
                   Entry& entry, const Report& report);
void read_characters(NodeRun nodes, Entry& entry, const Report& report);
void read_usages(NodeRun nodes, Entry& entry, const Report& report);
void read_examples(NodeRun nodes, Entry& entry, const Report& report);
void read_contrasts(NodeRun nodes, Entry& entry, const Report& report);
void read_related(NodeRun nodes, Entry& entry, const Report& report);

/// The headword of a plain entry (entry/plain.h), from the title of its page: "Q: How far?".
std::optional<std::string> plain_title(std::string_view marked);
/// The entry that stands under such a title.
Entry read_plain_page(const Outline& outline, std::string headword, int line, const Report& report);

}  // namespace lianxi
