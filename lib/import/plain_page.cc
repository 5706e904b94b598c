// A plain entry: "# Q: " and its question, then what answers it.

#include "base/limits.h"
#include "entry/plain.h"
#include "import/page_parts.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

using Kind = OutlineNode::Kind;

/// The lines that stand under "Question" or "Answer"; bullets are lines as well.
std::vector<std::string>* lines_under(std::string_view heading, Entry& entry) {
  const std::string name = fold(heading);
  if (name == "question") return &entry.question;
  if (name == "answer") return &entry.answer;
  return nullptr;
}

}  // namespace

std::optional<std::string> plain_title(std::string_view marked) {
  if (!marked.starts_with(trim(kPlainMark))) return std::nullopt;
  const std::string question = plain_text(trim(marked.substr(kPlainMark.size() - 1)));
  return std::string(kPlainMark) + nfkc(question);
}

Entry read_plain_page(const Outline& outline, std::string headword, int line,
                      const Report& report) {
  Entry entry;
  entry.headword = std::move(headword);
  if (length_utf8(entry.headword) > kMaxHeadword) {
    entry = plain_entry(entry.headword.substr(kPlainMark.size()), "");
  }
  entry.line = line;
  PageSections::Nodes metadata;
  std::vector<std::string>* lines = nullptr;
  bool is_metadata = true;
  for (const OutlineNode& node : outline.nodes) {
    if (node.kind == Kind::heading) {
      is_metadata = false;
      lines = lines_under(plain_text(node.text), entry);
      if (!lines) reject_line(node, report);
    } else if (lines) {
      if (std::string text = plain_text(node.text); !text.empty())
        lines->push_back(std::move(text));
    } else if (is_metadata) {
      metadata.push_back(node);
    }
  }
  read_metadata(metadata, {entry.headword, {}, {}}, line, entry, report);
  if (entry.answer.empty()) report(line, "no-answer", "this question has no \"## Answer\"");
  return entry;
}

}  // namespace lianxi
