#include "import/markdown_writer.h"

#include <algorithm>

#include "entry/plain.h"
#include "import/inline.h"
#include "import/labels.h"
#include "text/hanzi.h"
#include "text/outline.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

// What structures each kind of value, and is escaped in it.
constexpr std::string_view kTitleMarks = "/(:：（";
constexpr std::string_view kWordMarks = "(:：（)）";
constexpr std::string_view kReadingMarks = ":：)）";
constexpr std::string_view kListMarks = ",，、";
constexpr std::string_view kSentenceMarks = "(（>→`";

/// A value as one line: what holds line ends has none in the format.
std::string one_line(std::string_view text) {
  std::string line(text);
  std::replace_if(
      line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return line;
}

std::string marked(std::string_view text, std::string_view structure = "") {
  return escape_marks(one_line(text), structure);
}

/// Text that begins a line: no bullet, heading or number may be seen in it.
std::string begin_line(std::string text) {
  const auto digits = std::min(text.find_first_not_of("0123456789"), text.size());
  if (digits > 0 && digits < text.size() && (text[digits] == '.' || text[digits] == ')')) {
    text.insert(digits, "\\");
  } else if (!text.empty() &&
             std::string_view("#-+>_").find(text.front()) != std::string_view::npos) {
    text.insert(0, "\\");
  }
  return text;
}

/// Marked text in which no label is seen: its first colon escaped where it would make one.
/// With `known_only`, only labels that mean something count.
std::string unlabelled(std::string text, bool known_only) {
  while (const auto labelled = split_label(text)) {
    if (known_only && label_of(plain_text(labelled->label)) == Label::none) break;
    text.insert(labelled->colon, "\\");
  }
  return text;
}

/// Chinese with its bold marks, as marked text.
std::string marked_chinese(const Sentence& sentence, bool is_struck) {
  const std::string chinese = one_line(sentence.chinese);
  const std::string_view structure = is_struck ? "" : kSentenceMarks;
  std::string out;
  std::size_t at = 0;
  for (const auto& span : sentence.bold) {
    if (span.begin < at || span.end() > chinese.size()) continue;
    out += escape_marks(std::string_view(chinese).substr(at, span.begin - at), structure);
    out += "**";
    out += escape_marks(std::string_view(chinese).substr(span.begin, span.size), structure);
    out += "**";
    at = span.end();
  }
  return out + escape_marks(std::string_view(chinese).substr(at), structure);
}

/// Marked text that does not begin with a quoted sentence, where it did: its first character bold.
std::string unquoted(std::string text) {
  if (!read_quoted_sentence(text, 0)) return text;
  const std::size_t first = text.front() == '\\' ? 2 : first_character(text).size();
  text.insert(first, "**");
  return "**" + text;
}

class Writer {
 public:
  explicit Writer(const Entry& entry) : entry_(entry) {}

  std::string write() {
    write_title();
    write_metadata();
    write_lines_of("Question", entry_.question);
    write_lines_of("Answer", entry_.answer);
    write_characters();
    write_usages();
    write_culture();
    write_examples();
    write_contrasts();
    write_related();
    return std::move(out_);
  }

 private:
  void line(int depth, std::string_view text) {
    out_.append(static_cast<std::size_t>(depth) * 2, ' ');
    out_ += text.empty() ? "-" : "- ";
    out_ += text;
    out_ += '\n';
  }

  void heading(std::string_view marks, std::string_view text) {
    out_ += marks;
    if (!text.empty()) out_ += ' ';
    out_ += text;
    out_ += '\n';
  }

  /// "- Label: value" where there is a value.
  void field(int depth, std::string_view label, std::string_view value) {
    if (!value.empty()) line(depth, std::string(label) + ": " + marked(value));
  }

  void list(std::string_view label, const std::vector<std::string>& values, int depth = 0) {
    std::string joined;
    for (const auto& value : values) {
      if (value.empty()) continue;
      if (!joined.empty()) joined += ", ";
      joined += marked(value, kListMarks);
    }
    if (joined.ends_with('.')) joined.insert(joined.size() - 1, "\\");
    if (!joined.empty()) line(depth, std::string(label) + ": " + joined);
  }

  /// "label: value", the label in bold where it would not be seen as one otherwise.
  static std::string labelled(const std::string& label, const std::string& value) {
    std::string plain_form = label + ":" + (value.empty() ? "" : " " + value);
    const auto seen = split_label(plain_form);
    if (seen && seen->label == label) return plain_form;
    return "**" + label + ":**" + (value.empty() ? "" : " " + value);
  }

  /// "word (reading): value"; empty brackets where it would not be seen as a word without.
  static std::string word_line(std::string_view word, std::string_view reading,
                               std::string_view value) {
    std::string text = marked(word, kWordMarks);
    if (!reading.empty() || !all_hanzi(word)) text += " (" + marked(reading, kReadingMarks) + ")";
    return value.empty() ? text : text + ": " + marked(value);
  }

  void write_title() {
    if (is_plain(entry_)) {
      return heading("#",
                     std::string(kPlainMark) + marked(entry_.headword.substr(kPlainMark.size())));
    }
    const std::string headword = marked(entry_.headword, kTitleMarks);
    const bool has_space = headword.find_first_of(" \t") != std::string::npos;
    std::string title = has_space ? "**" + headword + "**" : headword;
    for (std::size_t i = 0; i < entry_.readings.size(); ++i) {
      title += (i == 0 ? " " : " / ") + marked(entry_.readings[i].pinyin, kTitleMarks);
    }
    heading("#", title);
  }

  void write_metadata() {
    field(0, "Traditional", entry_.traditional);
    field(0, "Gloss", entry_.gloss);
    if (entry_.readings.size() == 1) write_reading(entry_.readings.front());
    field(0, "Summary", entry_.summary);
    list("Keywords", entry_.keywords);
    list("Measure word", entry_.measure_words);
    if (entry_.separable) field(0, "Separable", "yes");
    field(0, "Audio", entry_.audio);
    field(0, "Source", entry_.source);
    field(0, "Licence", entry_.licence);
    list("Tags", entry_.tags);
    if (entry_.readings.size() < 2) return;
    for (const auto& reading : entry_.readings) {
      const std::string pinyin = marked(reading.pinyin, kTitleMarks);
      heading("##", section_of(pinyin) == Section::none ? pinyin : "**" + pinyin + "**");
      write_reading(reading);
    }
  }

  void write_reading(const Reading& reading) {
    list("Also pr.", reading.also);
    field(0, "Part of speech", reading.part_of_speech);
    field(0, "HSK", reading.level);
    field(0, "Definition", reading.definition);
    field(0, "Nutshell", reading.nutshell);
  }

  void write_characters() {
    if (entry_.characters.empty() && entry_.characters_note.empty()) return;
    heading("##", "Characters");
    write_parts(entry_.characters, 0);
    field(0, "How they combine", entry_.characters_note);
  }

  void write_parts(const std::vector<Character>& characters, int depth) {
    for (const auto& one : characters) {
      line(depth, word_line(one.character, one.reading, one.note));
      write_parts(one.parts, depth + 1);
    }
  }

  void write_usages() {
    if (entry_.usages.empty() && entry_.usage_intro.empty()) return;
    heading("##", "Usage");
    paragraph(entry_.usage_intro);
    for (const auto& usage : entry_.usages) write_usage(usage);
  }

  void write_usage(const Usage& usage) {
    const std::string text = marked(usage.text);
    line(0, usage.title.empty() ? unlabelled(unquoted(text), false)
                                : labelled(marked(usage.title, ":："), text));
    for (const auto& sentence : usage.sentences) write_sentence(sentence, 1);
    for (const auto& phrase : usage.phrases) {
      line(1, word_line(phrase.chinese, phrase.pinyin, phrase.gloss));
    }
  }

  void paragraph(std::string_view text) {
    if (text.empty()) return;
    out_ += begin_line(marked(text)) + "\n\n";
  }

  void write_culture() { write_lines_of("Culture", entry_.culture); }

  /// A section of paragraphs, where there are any.
  void write_lines_of(std::string_view section, const std::vector<std::string>& lines) {
    if (lines.empty()) return;
    heading("##", section);
    for (const auto& text : lines) paragraph(text);
  }

  void write_examples() {
    if (entry_.examples.empty()) return;
    heading("##", "Examples");
    for (const auto& sentence : entry_.examples) write_sentence(sentence, 0);
  }

  void write_sentence(const Sentence& sentence, int depth) {
    line(depth, unlabelled(marked_chinese(sentence, false), true));
    const auto before = out_.size();
    write_sentence_fields(sentence, depth + 1);
    // A sentence in a usage group is known by what is said of it.
    if (out_.size() == before && depth > 0) line(depth + 1, "Pinyin:");
  }

  void write_sentence_fields(const Sentence& sentence, int depth) {
    field(depth, "Pinyin", sentence.pinyin);
    field(depth, "English", sentence.english);
    field(depth, "Analysis", sentence.analysis);
    list("Also", sentence.also, depth);
    field(depth, "Form", sentence.form);
    field(depth, "Reading", sentence.reading);
    field(depth, "Source", sentence.source);
  }

  void write_contrasts() {
    if (entry_.contrasts.empty() && entry_.notes.empty()) return;
    heading("##", "Contrasts");
    for (const auto& contrast : entry_.contrasts) write_contrast(contrast);
    for (const auto& note : entry_.notes) {
      heading("###", note_title(note.title));
      write_lines(note.lines);
    }
  }

  /// A title that is also the name of a section stands in bold.
  static std::string note_title(const std::string& title) {
    std::string text = unlabelled(marked(title), false);
    return section_of_bare_line(text) == Section::none ? text : "**" + text + "**";
  }

  void write_contrast(const Contrast& contrast) {
    heading("###", contrast.word.empty() ? "" : word_line(contrast.word, contrast.reading, ""));
    write_lines(contrast.notes);
    for (const auto& pair : contrast.pairs) write_pair(pair, contrast.pairs.size() > 1);
  }

  void write_lines(const std::vector<std::string>& lines) {
    for (const auto& text : lines) line(0, unlabelled(marked(text), true));
  }

  /// Of several pairs each begins with its wrong half, so that none takes a half of the next.
  void write_pair(const SentencePair& pair, bool is_one_of_several) {
    if (!(pair.wrong == Sentence{}) || is_one_of_several) {
      const std::string wrong = marked_chinese(pair.wrong, true);
      line(0, wrong.empty() ? "Wrong:" : "Wrong: ~~" + wrong + "~~");
      write_sentence_fields(pair.wrong, 1);
    }
    if (!(pair.right == Sentence{}) || pair.wrong == Sentence{}) {
      const std::string right = marked_chinese(pair.right, false);
      line(0, right.empty() ? "Right:" : "Right: " + right);
      write_sentence_fields(pair.right, 1);
    }
    field(0, "Why", pair.why);
    field(0, "When", pair.when);
  }

  void write_related() {
    if (entry_.related.empty()) return;
    heading("##", "Related");
    for (const auto& related : entry_.related) {
      line(0, word_line(related.word, related.reading, related.gloss));
    }
  }

  const Entry& entry_;
  std::string out_;
};

}  // namespace

std::string write_markdown(const Entry& entry) { return Writer(entry).write(); }

}  // namespace lianxi
