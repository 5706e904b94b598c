#pragma once

// Nested bullets with labels: what every page is underneath. Rendered pages, DokuWiki source and
// Markdown all become an Outline, and only the outline is read for its meaning.
//
// The text of a node is *marked text*, one small language whatever the source was written in:
//   **bold**     marks, dropped by plain()
//   ~~struck~~   a wrong sentence; stays in plain text, for it must never pass for good Chinese
//   \x           the character x and nothing more, x being an escapable one (see below)
// Everything else is text, backticks included. Escapable are ASCII punctuation and the wide marks
// that structure a line here: ：（），、→. So any text at all can be written as a value, and what
// looks for structure skips what is escaped.

#include <cstddef>
#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/span.h"

namespace lianxi {

/// One heading, bullet or paragraph.
struct OutlineNode {
  enum class Kind { heading, item, paragraph };
  Kind kind = Kind::paragraph;
  int depth = 0;          ///< heading: 1 is the title; item: 0 is outermost; paragraph: 0
  int line = 0;           ///< 1-based, where it begins
  std::string_view text;  ///< marked text, trimmed; of the source, or kept by the outline
};

/// A page, in document order. What is nested under an item are the following items of greater
/// depth, so that no depth of nesting needs recursion. Most nodes are a line of the source as it
/// stands there, so the source must outlive the outline; what stands in no line is kept here.
struct Outline {
  Outline() = default;
  Outline(Outline&&) = default;
  Outline& operator=(Outline&&) = default;

  /// Keeps a text that no line of the source is, for a node.
  std::string_view keep(std::string text) { return kept.emplace_back(std::move(text)); }

  std::vector<OutlineNode> nodes;
  std::list<std::string> kept;  ///< which stay where they are
  bool nesting_lost = false;    ///< every bullet stands in the first column, nested or not
  bool headings_lost = false;   ///< no heading but the title was kept
};

/// Turns the indents of bullets, in the order they come, into depths.
class Nesting {
 public:
  /// The depth of a bullet that stands `indent` columns in.
  int depth(int indent);
  void clear() { indents_.clear(); }

 private:
  std::vector<int> indents_;  ///< of the open bullets, rising
};

/// Bytes of the escapable character at `offset`; 0 if there is none.
std::size_t escapable_size(std::string_view text, std::size_t offset);

/// True if an odd number of backslashes stands before the escapable character at `offset`.
bool is_escaped(std::string_view text, std::size_t offset);

/// First `mark` at or after `from` that is not escaped; npos if there is none.
std::size_t find_mark(std::string_view marked, std::string_view mark, std::size_t from = 0);

/// What stands before and after the first colon of a node.
struct Labelled {
  std::string_view label;  ///< marked, trimmed, without colon and the bold marks around it
  std::string_view value;  ///< marked, trimmed
  std::size_t colon = 0;   ///< its offset in the node's text
};

/// "Pinyin: x", "**Pinyin:** x", "**Pinyin**: x", with ":" or "：". Nothing where the colon is part
/// of an address or a time, or what precedes it is too long (160 bytes), quoted, or a sentence.
std::optional<Labelled> split_label(std::string_view marked);

/// Marked text without its marks, and what was bold in it.
struct PlainText {
  std::string text;
  std::vector<Span> bold;  ///< in order, not empty, not overlapping
};
PlainText plain(std::string_view marked);
/// The same without the spans, trimmed.
std::string plain_text(std::string_view marked);

/// Plain text as marked text: plain_text(escape_marks(t)) == t for every trimmed NFC text.
/// Characters in `structure` (escapable ones) are escaped wherever they stand.
std::string escape_marks(std::string_view text, std::string_view structure = "");

/// Text of a source that has no mark-up of its own, as marked text; `~~` keeps its meaning.
std::string mark_literal(std::string_view text);

/// True if nfc(text) == text can be seen without normalising: no false positives.
bool is_surely_nfc(std::string_view text);

}  // namespace lianxi
