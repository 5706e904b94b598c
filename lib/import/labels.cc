#include "import/labels.h"

#include <array>
#include <utility>

#include "text/utf8.h"

namespace lianxi {
namespace {

constexpr std::size_t kLongestName = 64;

constexpr std::pair<std::string_view, Label> kLabels[] = {
    {"pinyin", Label::pinyin},
    {"english", Label::english},
    {"translation", Label::english},
    {"analysis", Label::analysis},
    {"also", Label::also},
    {"form", Label::form},
    {"reading", Label::reading},
    {"source", Label::source},
    {"wrong", Label::wrong},
    {"incorrect", Label::wrong},
    {"right", Label::right},
    {"correct", Label::right},
    {"why", Label::why},
    {"when", Label::when},
    {"keywords", Label::keywords},
    {"keyword", Label::keywords},
    {"summary", Label::summary},
    {"part of speech", Label::part_of_speech},
    {"parts of speech", Label::part_of_speech},
    {"hsk level", Label::level},
    {"hsk", Label::level},
    {"level", Label::level},
    {"concise definition", Label::definition},
    {"definition", Label::definition},
    {"in a nutshell", Label::nutshell},
    {"nutshell", Label::nutshell},
    {"traditional", Label::traditional},
    {"gloss", Label::gloss},
    {"measure word", Label::measure_word},
    {"measure words", Label::measure_word},
    {"separable", Label::separable},
    {"also pr", Label::also_pronounced},
    {"also pronounced", Label::also_pronounced},
    {"audio", Label::audio},
    {"licence", Label::licence},
    {"license", Label::licence},
    {"tags", Label::tags},
    {"tag", Label::tags},
    {"how they combine", Label::combination},
    {"combined meaning", Label::combination},
    {"combination", Label::combination},
    {"together", Label::combination},
    {"when combined", Label::combination},
};

constexpr std::pair<std::string_view, Section> kHeadingWords[] = {
    {"quick summary", Section::metadata}, {"core meaning", Section::metadata},
    {"metadata", Section::metadata},      {"character", Section::characters},
    {"cultur", Section::culture},         {"usage", Section::usage},
    {"example", Section::examples},       {"nuance", Section::contrasts},
    {"mistake", Section::contrasts},      {"contrast", Section::contrasts},
    {"related", Section::related},        {"see also", Section::related},
};

constexpr std::pair<std::string_view, Section> kPageHeadings[] = {
    {"quick summary", Section::metadata},
    {"core meaning", Section::metadata},
    {"character breakdown", Section::characters},
    {"cultural context and significance", Section::culture},
    {"practical usage in modern china", Section::usage},
    {"example sentences", Section::examples},
    {"nuances and common mistakes", Section::contrasts},
    {"related terms and concepts", Section::related},
    {"related terms", Section::related},
    {"related words", Section::related},
};

/// Lower-case ASCII; empty for what is too long to be a name.
class NameKey {
 public:
  explicit NameKey(std::string_view text) : size_(text.size() <= kLongestName ? text.size() : 0) {
    for (std::size_t i = 0; i < size_; ++i) {
      const char c = text[i];
      letters_[i] = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
  }
  std::string_view text() const { return {letters_.data(), size_}; }

 private:
  std::array<char, kLongestName> letters_;
  std::size_t size_;
};

std::string_view without_remark(std::string_view label) {
  for (const std::string_view bracket : {"(", "（"}) label = label.substr(0, label.find(bracket));
  label = trim(label);
  while (label.ends_with('.')) label.remove_suffix(1);
  return label;
}

/// "example", "example 12".
bool is_example(std::string_view key) {
  constexpr std::string_view kExample = "example";
  if (!key.starts_with(kExample)) return false;
  const auto number = trim(key.substr(kExample.size()));
  return number.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

Label label_of(std::string_view label) {
  const NameKey name_key(without_remark(label));
  const std::string_view key = name_key.text();
  if (key.empty()) return Label::none;
  for (const auto& [name, meaning] : kLabels) {
    if (key.front() == name.front() && key == name) return meaning;
  }
  return is_example(key) ? Label::example : Label::none;
}

bool is_sentence_label(Label label) { return label >= Label::pinyin && label <= Label::source; }

bool is_metadata_label(Label label) {
  return (label >= Label::keywords && label <= Label::tags) || label == Label::pinyin ||
         label == Label::source;
}

Section section_of(std::string_view heading) {
  const NameKey name_key(trim(heading));
  const std::string_view key = name_key.text();
  if (key == "summary" || key == "meaning") return Section::metadata;
  for (const auto& [word, section] : kHeadingWords) {
    if (key.find(word) != std::string_view::npos) return section;
  }
  return Section::none;
}

Section section_of_bare_line(std::string_view line) {
  const NameKey name_key(trim(line));
  for (const auto& [name, section] : kPageHeadings) {
    if (name_key.text() == name) return section;
  }
  return Section::none;
}

}  // namespace lianxi
