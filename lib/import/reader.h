#pragma once

// Readers turn a file's text into entries. A reader opens nothing and stores nothing: what it
// finds goes to a sink in file order, what it cannot use goes there with its line.

#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "entry/entry.h"

namespace lianxi {

/// Where a reader puts what it finds, in file order.
struct Sink {
  std::function<void(Entry)> accept;
  std::function<void(Diagnostic)> reject;
};

/// The whole of a text file as UTF-8 with LF line ends and no BOM. Refused with a fatal
/// Diagnostic (and nothing returned): empty, binary (NUL bytes), UTF-16/32, not UTF-8, a line
/// longer than kMaxLine, more than kMaxFile or kMaxFileLines (base/limits.h). Never holds more than
/// it must to say so.
std::optional<std::string> read_text(std::istream& in, std::string_view source, const Sink& sink);

/// What kind of text a file holds.
enum class TextKind {
  markdown,    ///< our own deck format
  dokuwiki,    ///< DokuWiki source, also with its indent stripped
  rendered,    ///< a page as a browser shows it: bullets, headings dropped or kept
  lists_lost,  ///< headings and paragraphs only: no lists left
  flattened,   ///< source on one line
  diff,        ///< two versions beside each other
  unknown,
};
TextKind text_kind(std::string_view text);

/// Reads a page or a deck file, whichever it is. A file that yields no entry gets exactly one
/// fatal Diagnostic, which says what to save instead where that is known.
void read_entries(std::string_view text, std::string_view source, const Sink& sink);

/// `deck.md`: what a deck says of itself. Unknown bullets are reported.
struct DeckInfo {
  std::string title, author, licence, source, language, description;
};
DeckInfo read_deck_info(std::string_view text, std::string_view source, const Sink& sink);

}  // namespace lianxi
