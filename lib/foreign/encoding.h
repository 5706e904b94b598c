#pragma once

// Bytes of a text file of any program and any age become UTF-8 with LF line ends. A file seldom
// says in which encoding it is written, so that is found: by its mark, by what is valid, and among
// what is valid by what people write. The only file that knows iconv.

#include <optional>
#include <string>
#include <string_view>

#include "import/report.h"

namespace lianxi {

/// The whole of a text file.
struct TextFile {
  std::string text;       ///< UTF-8 without a mark, lines ended by "\n"
  std::string encoding;   ///< "UTF-8", "UTF-16", "GB18030", "Big5", "windows-1252"
  std::string line_ends;  ///< "LF", "CRLF", "CR", "mixed line ends"; empty where there is one line
};

/// The file, or nothing and a fatal complaint why: it is empty, binary (NUL bytes, controls
/// throughout), UTF-32, in no encoding that is known, or larger than base/limits.h allows. What
/// cannot be read within a line stands there as U+FFFD, and the line is named.
///
/// An encoding that an XML file declares is believed, unless the file is UTF-8 and the declared one
/// has one byte a character, which proves it wrong.
std::optional<TextFile> decode_text(std::string_view bytes, const Report& complain);

/// What is unusual about how a file is written, for the learner: ", UTF-16, lines ended by CR".
std::string told_of(const TextFile& file);

}  // namespace lianxi
