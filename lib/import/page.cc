#include "import/page.h"

#include <algorithm>
#include <utility>

#include "base/limits.h"
#include "import/page_parts.h"
#include "text/hanzi.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

using Kind = OutlineNode::Kind;

bool ends_sentence(std::string_view chinese) {
  constexpr std::string_view kClosing[] = {"”", "’", "\"", "'", ")", "）", "」", "』", "》"};
  constexpr std::string_view kFinal[] = {"。", "！", "？", "!", "?", ".",
                                         "…",  "；", ";",  "~", "～"};
  for (bool is_cut = true; is_cut;) {
    is_cut = false;
    for (const auto mark : kClosing) {
      if (!chinese.ends_with(mark)) continue;
      chinese.remove_suffix(mark.size());
      is_cut = true;
    }
  }
  return std::any_of(std::begin(kFinal), std::end(kFinal),
                     [&](std::string_view mark) { return chinese.ends_with(mark); });
}

/// Takes the title out of the outline. Text before it is no content.
std::optional<OutlineNode> take_title(Outline& outline) {
  const auto title = std::find_if(
      outline.nodes.begin(), outline.nodes.end(),
      [](const OutlineNode& node) { return node.kind == Kind::heading && node.depth == 1; });
  if (title == outline.nodes.end()) return std::nullopt;
  const OutlineNode node = *title;
  outline.nodes.erase(outline.nodes.begin(), title + 1);
  return node;
}

/// 0 where none is too large.
int line_of_large_node(const OutlineNode& title, const Outline& outline) {
  if (title.text.size() > kMaxParagraph) return title.line;
  for (const OutlineNode& node : outline.nodes) {
    if (node.text.size() > kMaxParagraph) return node.line;
  }
  return 0;
}

template <typename Reading>
void keep_few(std::vector<Reading>& readings, int line, const Report& report) {
  if (readings.size() <= kMaxReadings) return;
  report(line, "too-many-readings", "only the first 16 readings are read");
  readings.resize(kMaxReadings);
}

constexpr std::string_view kTitleForms =
    "a title looks like \"# 联系 liánxì\" in Markdown, or \"liánxì: 联系 - To Contact\" on a page";

}  // namespace

NodeParts parts_of(const OutlineNode& node) {
  const auto labelled = split_label(node.text);
  if (!labelled) return {Label::none, {}, node.text, false};
  return {label_of(plain_text(labelled->label)), labelled->label, labelled->value, true};
}

void append_text(std::string& field, std::string text) {
  if (text.empty()) return;
  if (field.empty()) {
    field = std::move(text);
  } else {
    field.append(1, ' ').append(text);
  }
}

void append_all(std::string& field, NodeRun nodes) {
  for (const auto& node : nodes) append_text(field, plain_text(node.text));
}

std::size_t find_reading(std::string_view heading, const std::vector<std::string>& readings) {
  const auto exact = std::find(readings.begin(), readings.end(), heading);
  if (exact != readings.end()) return static_cast<std::size_t>(exact - readings.begin());
  const auto digits = std::min(heading.find_first_not_of("0123456789"), heading.size());
  if (digits > 0 && heading.substr(digits).starts_with(". ")) heading.remove_prefix(digits + 2);
  const std::string key = fold(heading);
  const auto found = std::find_if(readings.begin(), readings.end(),
                                  [&](const std::string& reading) { return fold(reading) == key; });
  return static_cast<std::size_t>(found - readings.begin());
}

bool read_sentence_label(const NodeParts& parts, Sentence& sentence) {
  if (!is_sentence_label(parts.meaning)) return false;
  if (parts.meaning == Label::also) {
    for (auto& word : split_list(parts.value)) sentence.also.push_back(std::move(word));
    return true;
  }
  std::string Sentence::*const field = parts.meaning == Label::pinyin     ? &Sentence::pinyin
                                       : parts.meaning == Label::english  ? &Sentence::english
                                       : parts.meaning == Label::analysis ? &Sentence::analysis
                                       : parts.meaning == Label::form     ? &Sentence::form
                                       : parts.meaning == Label::reading  ? &Sentence::reading
                                                                          : &Sentence::source;
  append_text(sentence.*field, plain_text(parts.value));
  return true;
}

void check_final_punctuation(const Sentence& sentence, const Report& report) {
  if (sentence.chinese.empty() || ends_sentence(sentence.chinese)) return;
  report(sentence.line, "no-final-punctuation",
         quote_briefly(sentence.chinese) + " has no punctuation at its end");
}

bool rejects_struck(const OutlineNode& node, const Report& report) {
  if (find_mark(node.text, "~~") == std::string_view::npos) return false;
  report(node.line, "struck-sentence",
         "a struck-out sentence stands where a right one is expected: " + quote_briefly(node.text));
  return true;
}

void reject_line(const OutlineNode& node, const Report& report) {
  const auto parts = parts_of(node);
  if (parts.has_label && parts.meaning == Label::none) {
    report(
        node.line, "unknown-label",
        "no label is called " + quote_briefly(plain_text(parts.label)) + "; the line is not read");
  } else {
    report(node.line, "unknown-line", "nothing could be made of " + quote_briefly(node.text));
  }
}

std::optional<Entry> read_page(Outline outline, const Report& report, PageRefusal& refusal) {
  const auto title_node = take_title(outline);
  const int line = title_node ? title_node->line : 0;
  const auto question = title_node ? plain_title(title_node->text) : std::nullopt;
  auto title = title_node && !question ? any_title(title_node->text) : std::nullopt;
  if (question) title = Title{*question, {}, {}};
  if (!title) {
    refusal = {line, "no-headword", "no headword found; " + std::string(kTitleForms)};
    return std::nullopt;
  }
  if (!question && length_utf8(title->headword) > kMaxHeadword) {
    refusal = {line, "no-headword", "a headword has at most 64 characters, not so many as here"};
    return std::nullopt;
  }
  if (outline.nodes.size() > kMaxEntryLines) {
    refusal = {line, "too-large", title->headword + " has more than 2,000 lines"};
    return std::nullopt;
  }
  const int large_line = line_of_large_node(*title_node, outline);
  if (large_line > 0) {
    refusal = {large_line, "too-large", title->headword + " has more than 16 KiB in one line"};
    return std::nullopt;
  }
  if (question) return read_plain_page(outline, *question, line, report);
  keep_few(title->readings, line, report);
  Entry entry;
  entry.headword = title->headword;
  entry.gloss = title->gloss;
  entry.line = line;
  const PageSections sections = divide_page(outline, *title, report);
  read_metadata(sections.metadata, *title, line, entry, report);
  if (entry.readings.empty()) {
    refusal = {line, "no-reading", entry.headword + " has no pinyin; " + std::string(kTitleForms)};
    return std::nullopt;
  }
  keep_few(entry.readings, line, report);
  read_characters(sections.characters, entry, report);
  for (const auto& node : sections.culture) entry.culture.push_back(plain_text(node.text));
  std::erase(entry.culture, "");
  read_usages(sections.usage, entry, report);
  read_examples(sections.examples, entry, report);
  read_contrasts(sections.contrasts, entry, report);
  read_related(sections.related, entry, report);
  return entry;
}

}  // namespace lianxi
