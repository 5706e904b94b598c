#pragma once

// Fields of other programs are HTML, more or less. What they say is kept as plain text; how it
// looked is not. The only file that includes gumbo.

#include <string>
#include <string_view>

namespace lianxi {

/// What a reader of this HTML sees, as plain text in NFC: blocks, <br>, list items and rows end
/// lines, cells are parted by a space, entities are decoded; runs of white space are one space,
/// there is at most one blank line and none at the ends. Scripts, styles, comments and what is
/// hidden are gone, so are control characters and invisible ones that only steer a screen.
///
/// `<img src="x">` becomes "[image: x]", `[sound:x]` stays and <audio src="x"> becomes it, so that
/// media_names() finds both; <ruby>茶<rt>chá</rt></ruby> becomes "茶[chá]". Any bytes are accepted
/// and any depth; invalid UTF-8 becomes U+FFFD.
std::string text_of_html(std::string_view html);

/// The same for text that is no HTML: only its white space (line ends are kept) and what nobody
/// sees are put in order.
std::string text_of_plain(std::string_view text);

/// The same on one line, for names: at most kMaxNoteName bytes, cut between characters.
std::string plain_name(std::string_view text);

/// No more of a text than kMaxNoteText bytes, cut between characters.
std::string at_most_note_text(std::string text);

}  // namespace lianxi
