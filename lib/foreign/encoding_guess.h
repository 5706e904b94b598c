#pragma once

// Which encoding a text is written in, by its bytes alone. Those of a Chinese learner's files are
// few: UTF-8, UTF-16 (spreadsheets), GBK and GB18030, Big5, and windows-1252 in files without
// characters. Of those that a text is valid in, the one counts in which its characters are common:
// level 1 of GB 2312 is 3,755 characters with lead bytes B0 to D7, the common ones of Big5 are
// 5,401 with lead bytes A4 to C6; text in the other of the two hits these zones by chance only.

#include <cstddef>
#include <string>
#include <string_view>

namespace lianxi {

struct EncodingGuess {
  /// "UTF-8", "UTF-16LE", "UTF-16BE", "GB18030", "BIG5-HKSCS", "WINDOWS-1252"; "UTF-32" and
  /// "binary", which are refused; empty where it is none of them.
  std::string encoding;
  std::size_t mark = 0;  ///< bytes of the byte order mark
};

EncodingGuess guess_encoding(std::string_view bytes);

}  // namespace lianxi
