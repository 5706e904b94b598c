// Quick Summary and Core Meaning: what a page says of the word and of each of its readings.

#include <algorithm>
#include <utility>

#include "import/page_parts.h"
#include "text/pinyin.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

/// One reading as far as its bullets say it.
struct ReadingBlock {
  Reading reading;
  std::string heading;  ///< "1. Xíng": the sub-heading above its bullets
  std::string pinyin;   ///< marked, the value of the Pinyin bullet
  bool has_pinyin_line = false;
  int line = 0;
  int level_line = 0;
};

class MetadataReader {
 public:
  MetadataReader(const Title& title, int title_line, Entry& entry, const Report& report)
      : title_(title), title_line_(title_line), entry_(entry), report_(report) {}

  void read(NodeRun nodes) {
    for_each_group(nodes, [&](const OutlineNode& node, NodeRun children) {
      if (node.kind != OutlineNode::Kind::item) return reject_line(node, report_);
      if (split_label(node.text)) return read_field(node, children);
      // A sub-heading opens the block of one reading; its bullets are nested under it.
      if (!is_toned_pinyin(plain_text(node.text)) && children.empty() && !names_reading(node)) {
        return reject_line(node, report_);
      }
      open_block(node.line).heading = plain_text(node.text);
      read_fields(children);
    });
    give_readings();
  }

 private:
  void read_fields(NodeRun nodes) {
    for_each_group(nodes,
                   [&](const OutlineNode& node, NodeRun children) { read_field(node, children); });
  }

  void read_field(const OutlineNode& node, NodeRun children) {
    const auto parts = parts_of(node);
    std::string value(parts.value);
    const bool is_list = parts.meaning == Label::keywords || parts.meaning == Label::tags ||
                         parts.meaning == Label::measure_word ||
                         parts.meaning == Label::also_pronounced;
    for (const auto& child : children) {
      if (!value.empty()) value += is_list ? ", " : " ";
      value += child.text;
    }
    if (!read_entry_field(parts.meaning, value, node) &&
        !read_reading_field(parts.meaning, value, node)) {
      reject_line(node, report_);
    }
  }

  bool read_entry_field(Label meaning, const std::string& value, const OutlineNode& node) {
    switch (meaning) {
      case Label::keywords:
        return read_keywords(value), true;
      case Label::summary:
        return set(entry_.summary, value, node);
      case Label::traditional:
        return set(entry_.traditional, value, node);
      case Label::gloss:
        return set(entry_.gloss, value, node);
      case Label::audio:
        return set(entry_.audio, value, node);
      case Label::source:
        return set(entry_.source, value, node);
      case Label::licence:
        return set(entry_.licence, value, node);
      case Label::measure_word:
        return add(entry_.measure_words, value);
      case Label::tags:
        return add(entry_.tags, value);
      case Label::separable:
        return read_separable(plain_text(value), node);
      default:
        return false;
    }
  }

  bool read_reading_field(Label meaning, const std::string& value, const OutlineNode& node) {
    if (meaning == Label::pinyin || meaning == Label::reading) {
      if (blocks_.empty() || blocks_.back().has_pinyin_line) open_block(node.line);
      blocks_.back().has_pinyin_line = true;
      blocks_.back().pinyin = value;
      return true;
    }
    switch (meaning) {
      case Label::part_of_speech:
        return set(block(node).reading.part_of_speech, value, node);
      case Label::level:
        block(node).level_line = node.line;
        return set(block(node).reading.level, value, node);
      case Label::definition:
        return set(block(node).reading.definition, value, node);
      case Label::nutshell:
        return set(block(node).reading.nutshell, value, node);
      case Label::also_pronounced:
        return add(block(node).reading.also, value);
      default:
        return false;
    }
  }

  /// The first value stays; another one is reported.
  bool set(std::string& field, const std::string& value, const OutlineNode& node) {
    std::string text = plain_text(trim(value));
    if (field.empty()) {
      field = std::move(text);
    } else if (!text.empty() && field != text) {
      report_(node.line, "duplicate-field", "said before, and differently: " + quote_briefly(text));
    }
    return true;
  }

  static bool add(std::vector<std::string>& list, const std::string& value) {
    for (auto& one : split_list(value)) list.push_back(std::move(one));
    return true;
  }

  /// A list of keywords may end like a sentence.
  void read_keywords(std::string_view value) {
    value = trim(value);
    if (value.ends_with('.') && find_mark(value, ".", value.size() - 1) != std::string_view::npos) {
      value.remove_suffix(1);
    }
    add(entry_.keywords, std::string(value));
  }

  bool read_separable(const std::string& value, const OutlineNode& node) {
    const std::string said = fold(value);
    entry_.separable = said == "yes" || said == "true" || said == "1";
    if (!entry_.separable && said != "no" && said != "false" && said != "0" && !said.empty()) {
      report_(node.line, "unknown-value", "Separable is yes or no, not " + quote_briefly(value));
    }
    return true;
  }

  ReadingBlock& open_block(int line) {
    blocks_.push_back({});
    blocks_.back().line = line;
    return blocks_.back();
  }

  ReadingBlock& block(const OutlineNode& node) {
    return blocks_.empty() ? open_block(node.line) : blocks_.back();
  }

  bool names_reading(const OutlineNode& node) const {
    return find_reading(plain_text(node.text), title_.readings) < title_.readings.size();
  }

  // From blocks and title to readings.

  void give_readings() {
    unused_ = title_.readings;
    share_first_block();
    for (auto& block : blocks_) give_block(block);
    for (auto& pinyin : unused_) {
      entry_.readings.push_back({});
      entry_.readings.back().pinyin = std::move(pinyin);
    }
    for (const auto& reading : entry_.readings) {
      if (parse_pinyin(reading.pinyin)) continue;
      report_(title_line_, "not-pinyin", quote_briefly(reading.pinyin) + " is not pinyin");
    }
  }

  /// Bullets above the blocks of the readings hold for each of them that does not say otherwise.
  void share_first_block() {
    if (blocks_.size() < 2 || !blocks_[0].heading.empty() || blocks_[1].heading.empty()) return;
    const ReadingBlock shared = std::move(blocks_[0]);
    blocks_.erase(blocks_.begin());
    for (auto& block : blocks_) {
      for (const auto field :
           {&Reading::part_of_speech, &Reading::level, &Reading::definition, &Reading::nutshell}) {
        if ((block.reading.*field).empty()) block.reading.*field = shared.reading.*field;
      }
      if (block.level_line == 0) block.level_line = shared.level_line;
    }
  }

  void give_block(ReadingBlock& block) {
    auto printed = split_readings(block.pinyin);
    const std::string in_title = take_from_title(block, printed);
    if (printed.empty() && !in_title.empty()) printed.push_back(in_title);
    if (printed.empty()) {
      if (!block.heading.empty() || block.has_pinyin_line || !(block.reading == Reading{})) {
        report_(block.line, "no-reading", "these lines belong to a reading without pinyin");
      }
      return;
    }
    check_against_title(block, printed.front(), in_title);
    check_level(block);
    block.reading.pinyin = std::move(printed.front());
    entry_.readings.push_back(std::move(block.reading));
    for (std::size_t i = 1; i < printed.size(); ++i) {
      std::erase_if(unused_, [&](const auto& title) { return fold(title) == fold(printed[i]); });
      entry_.readings.push_back({});
      entry_.readings.back().pinyin = std::move(printed[i]);
    }
  }

  /// The title's form of a block's reading, no longer unused: the one that the block names, else
  /// the next.
  std::string take_from_title(const ReadingBlock& block, const std::vector<std::string>& printed) {
    if (unused_.empty()) return "";
    const auto named = find_reading(printed.empty() ? block.heading : printed.front(), unused_);
    const auto found = unused_.begin() + static_cast<std::ptrdiff_t>(named % unused_.size());
    std::string reading = std::move(*found);
    unused_.erase(found);
    return reading;
  }

  void check_against_title(const ReadingBlock& block, const std::string& printed,
                           const std::string& in_title) {
    if (in_title.empty() || printed == in_title || fold(printed) == fold(in_title)) return;
    report_(block.line, "title-differs",
            "the title says " + quote_briefly(in_title) + ", the Pinyin line " +
                quote_briefly(printed) + ", which is taken");
  }

  void check_level(const ReadingBlock& block) {
    const auto named = levels(block.reading.level);
    const bool lacks_list = std::any_of(named.begin(), named.end(),
                                        [](const Level& level) { return level.list.empty(); });
    if (!lacks_list) return;
    report_(block.level_line, "level-without-list",
            quote_briefly(block.reading.level) +
                " names no list; HSK 2.0 and 3.0 count differently: write \"4 (2.0), 3 (3.0)\"");
  }

  const Title& title_;
  int title_line_;
  Entry& entry_;
  const Report& report_;
  std::vector<ReadingBlock> blocks_;
  std::vector<std::string> unused_;  ///< readings of the title that no block has taken
};

}  // namespace

void read_metadata(const PageSections::Nodes& nodes, const Title& title, int title_line,
                   Entry& entry, const Report& report) {
  MetadataReader(title, title_line, entry, report).read(nodes);
}

}  // namespace lianxi
