#include <algorithm>
#include <utility>

#include "import/page_parts.h"
#include "text/hanzi.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

using Kind = OutlineNode::Kind;
using Nodes = PageSections::Nodes;

constexpr std::size_t kLongestIntroduction = 200;

Nodes& nodes_of(PageSections& sections, Section section) {
  switch (section) {
    case Section::characters:
      return sections.characters;
    case Section::culture:
      return sections.culture;
    case Section::usage:
      return sections.usage;
    case Section::examples:
      return sections.examples;
    case Section::contrasts:
      return sections.contrasts;
    case Section::related:
      return sections.related;
    case Section::metadata:
    case Section::none:
      break;
  }
  return sections.metadata;
}

bool is_contrast_title(std::string_view text) {
  return text.find(" vs") != std::string_view::npos ||
         text.find(" versus ") != std::string_view::npos;
}

/// "关系 (guānxi) - the network of relationships".
bool looks_related(const OutlineNode& node) {
  if (node.kind != Kind::item) return false;
  const auto head = split_word(node.text);
  return head && head->has_dash && has_hanzi(head->word);
}

/// "联 (lián): to join", "儿 ®: a suffix".
bool looks_like_character(const OutlineNode& node) {
  const auto labelled = split_label(node.text);
  if (!labelled || is_contrast_title(labelled->label)) return false;
  const auto head = split_word(node.text);
  const std::string word = head ? head->word : plain_text(labelled->label);
  return has_hanzi(word) ? hanzi_runs(word).front().size() <= 4 && length_utf8(word) <= 3
                         : head && length_utf8(word) <= 3;
}

Label label_of_node(const OutlineNode& node) {
  const auto labelled = split_label(node.text);
  return labelled ? label_of(plain_text(labelled->label)) : Label::none;
}

bool combines_characters(std::string_view text) {
  return text.starts_with("Together") || text.starts_with("When combined") ||
         text.starts_with("Combined") || text.starts_with("How they combine");
}

/// Divides a page that kept its headings.
class ByHeadings {
 public:
  ByHeadings(const Title& title, const Report& report)
      : unnamed_(title.readings), headword_(title.headword), report_(report) {}

  PageSections divide(NodeRun nodes) {
    make_room(nodes);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      const OutlineNode* next = i + 1 < nodes.size() ? &nodes[i + 1] : nullptr;
      if (nodes[i].kind == Kind::heading) {
        read_heading(nodes[i], next);
        make_room(nodes.subspan(i + 1));
      } else if (!opens_related(nodes[i], next)) {
        put(nodes[i]);
      }
    }
    return std::move(sections_);
  }

 private:
  void read_heading(const OutlineNode& node, const OutlineNode* next) {
    const std::string name = plain_text(node.text);
    // Below the second level only the bare name is a section's: a note may be called so in bold.
    const Section named = node.depth == 2 ? section_of(name) : section_of_bare_line(node.text);
    // A reading that is called like a section, as no syllable is, stands in bold.
    const bool may_name_reading =
        section_ == Section::metadata && (node.text != name || section_of(name) == Section::none);
    const auto reading = may_name_reading ? find_reading(name, unnamed_) : unnamed_.size();
    if (reading < unnamed_.size()) {
      unnamed_.erase(unnamed_.begin() + static_cast<std::ptrdiff_t>(reading));
      put_sub_heading(node);
    } else if (named != Section::none) {
      open(named);
    } else if (node.depth == 2 && next != nullptr && looks_related(*next)) {
      open(Section::related);
    } else if (node.depth > 2) {
      put_sub_heading(node);
    } else {
      report_(node.line, "unknown-heading",
              "no section is called " + quote_briefly(name) + "; what stands under it is not read");
      open(Section::none);
    }
  }

  /// A view that lost its marks may show a heading that nobody has seen yet as a bare line.
  bool opens_related(const OutlineNode& node, const OutlineNode* next) {
    const bool opens = node.kind == Kind::paragraph && section_ == Section::contrasts &&
                       next != nullptr && looks_related(*next);
    if (opens) open(Section::related);
    return opens;
  }

  void open(Section section) {
    section_ = section;
    shift_ = 0;
  }

  /// For what stands in the section that `nodes` begin.
  void make_room(NodeRun nodes) {
    Nodes& section = nodes_of(sections_, section_);
    if (section_ == Section::none || !section.empty()) return;
    const auto is_heading = [](const OutlineNode& node) { return node.kind == Kind::heading; };
    const auto end = std::find_if(nodes.begin(), nodes.end(), is_heading);
    section.reserve(static_cast<std::size_t>(end - nodes.begin()));
  }

  void put_sub_heading(OutlineNode node) {
    if (section_ == Section::none) return;
    node.kind = section_ == Section::culture ? Kind::paragraph : Kind::item;
    node.depth = 0;
    shift_ = 1;
    nodes_of(sections_, section_).push_back(node);
  }

  void put(OutlineNode node) {
    const bool is_bare_headword =
        section_ == Section::metadata && node.kind == Kind::paragraph && node.text == headword_;
    if (section_ == Section::none || is_bare_headword) return;
    if (node.kind == Kind::item) node.depth += shift_;
    nodes_of(sections_, section_).push_back(node);
  }

  std::vector<std::string> unnamed_;  ///< readings that no sub-heading has named yet
  std::string_view headword_;
  const Report& report_;
  PageSections sections_;
  Section section_ = Section::metadata;
  int shift_ = 0;
};

/// Divides a page whose headings were dropped: by what its lines look like, in the page's order.
class ByLabels {
 public:
  explicit ByLabels(const Title& title) : headword_(title.headword) {}

  PageSections divide(Nodes nodes) {
    const std::size_t metadata_end = find_metadata_end(nodes);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      auto& node = nodes[i];
      if (node.kind == Kind::heading) node.kind = Kind::item, node.depth = 0;
      if (node.kind == Kind::item && node.depth == 0) {
        const OutlineNode* next = i + 1 < nodes.size() ? &nodes[i + 1] : nullptr;
        section_ = i < metadata_end ? Section::metadata : section_of_item(node, next);
        flush_paragraphs();
      }
      put(node);
    }
    flush_paragraphs();
    return std::move(sections_);
  }

 private:
  /// One past the last metadata before anything else is certain to have begun: what stands between
  /// is metadata too, if of an unknown kind.
  static std::size_t find_metadata_end(const Nodes& nodes) {
    std::size_t end = 0;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      const auto& node = nodes[i];
      if (node.kind == Kind::paragraph || looks_like_character(node)) break;
      const Label label = node.depth == 0 ? label_of_node(node) : Label::none;
      if (label == Label::example) break;
      if (is_metadata_label(label)) end = i + 1;
    }
    return end;
  }

  Section section_of_item(const OutlineNode& node, const OutlineNode* next) const {
    const Label label = label_of_node(node);
    const bool begins_example =
        label == Label::example ||
        (label == Label::none && next != nullptr && next->depth == 0 && next->kind == Kind::item &&
         has_hanzi(node.text) && label_of_node(*next) == Label::pinyin);
    switch (section_) {
      case Section::none:
      case Section::metadata:
        if (is_metadata_label(label)) return Section::metadata;
        [[fallthrough]];
      case Section::characters:
        if (label == Label::combination || looks_like_character(node)) return Section::characters;
        if (section_ == Section::characters && combines_characters(node.text)) return section_;
        [[fallthrough]];
      case Section::culture:
      case Section::usage:
        return begins_example ? Section::examples : Section::usage;
      case Section::examples:
        if (begins_example || is_sentence_label(label)) return Section::examples;
        return looks_related(node) ? Section::related : Section::contrasts;
      case Section::contrasts:
        return looks_related(node) ? Section::related : Section::contrasts;
      case Section::related:
        break;
    }
    return Section::related;
  }

  void put(OutlineNode node) {
    const bool is_text = node.kind != Kind::item;
    // The headword alone, beside the title.
    if (is_text && section_ <= Section::metadata && node.text == headword_) return;
    if (is_text && section_ == Section::characters && paragraphs_.empty() &&
        combines_characters(node.text)) {
      sections_.characters.push_back(node);
    } else if (is_text && section_ < Section::usage) {
      paragraphs_.push_back(node);
    } else {
      nodes_of(sections_, section_).push_back(node);
    }
  }

  /// Paragraphs between the characters and the usage are about culture, but for the last one,
  /// which introduces the usage. One alone does that only where it is short.
  void flush_paragraphs() {
    if (paragraphs_.empty()) return;
    const bool introduces = section_ == Section::usage &&
                            (paragraphs_.size() > 1 || paragraphs_.back().text.ends_with(':') ||
                             paragraphs_.back().text.size() < kLongestIntroduction);
    if (introduces) {
      const auto before = sections_.usage.end();
      sections_.usage.insert(before, paragraphs_.back());
      paragraphs_.pop_back();
    }
    for (const auto& paragraph : paragraphs_) sections_.culture.push_back(paragraph);
    paragraphs_.clear();
  }

  std::string_view headword_;
  PageSections sections_;
  Section section_ = Section::none;
  Nodes paragraphs_;  ///< not yet known to be culture or introduction
};

/// Puts back the nesting that a view lost: what a line's label says it belongs to.
class NestingByLabels {
 public:
  explicit NestingByLabels(std::string_view headword) : headword_(headword) {}

  void restore(PageSections& sections) const {
    for (auto& node : sections.characters) nest(node, is_component(node));
    bool is_in_group = false;
    for (auto& node : sections.usage) {
      const bool is_group = split_label(node.text).has_value();
      nest(node, is_in_group && !is_group);
      is_in_group = is_in_group || is_group;
    }
    for (auto& node : sections.examples) nest(node, label_of_node(node) != Label::example);
    bool is_first = true;
    for (auto& node : sections.contrasts)
      nest(node, !std::exchange(is_first, false) && !is_contrast(node));
  }

 private:
  static void nest(OutlineNode& node, bool is_nested) {
    if (node.kind == Kind::item && node.depth == 0 && is_nested) node.depth = 1;
  }

  /// A component of a character is no character of the word.
  bool is_component(const OutlineNode& node) const {
    const auto head = split_word(node.text);
    return head && has_hanzi(head->word) && headword_.find(head->word) == std::string_view::npos;
  }

  /// "A vs. B:" or a label of several words: "Not for Family Relations:", not "Analogy:".
  static bool is_contrast(const OutlineNode& node) {
    const auto labelled = split_label(node.text);
    if (!labelled || label_of_node(node) != Label::none) return false;
    return is_contrast_title(labelled->label) ||
           labelled->label.find(' ') != std::string_view::npos;
  }

  std::string_view headword_;
};

}  // namespace

PageSections divide_page(const Outline& outline, const Title& title, const Report& report) {
  PageSections sections = outline.headings_lost ? ByLabels(title).divide(outline.nodes)
                                                : ByHeadings(title, report).divide(outline.nodes);
  if (outline.nesting_lost) NestingByLabels(title.headword).restore(sections);
  return sections;
}

}  // namespace lianxi
