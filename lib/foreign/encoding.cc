#include "foreign/encoding.h"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "foreign/encoding_guess.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr std::string_view kBinary = "the file holds bytes that no text has: it is not a text file";

// Line ends ---------------------------------------------------------------------------------------

/// Takes in lines as they are written and makes their ends one.
class LineEnds {
 public:
  /// The offset of the next line end in `text` from `at` on, which is moved behind it.
  std::size_t next(std::string_view text, std::size_t& at) {
    const std::size_t end = std::min(text.find_first_of("\r\n", at), text.size());
    at = end;
    if (end == text.size()) return end;
    if (text.substr(end, 2) == "\r\n") {
      ++crlf_;
      at += 2;
    } else {
      ++(text[end] == '\r' ? cr_ : lf_);
      at += 1;
    }
    return end;
  }

  std::string name() const {
    const int kinds = (lf_ > 0) + (crlf_ > 0) + (cr_ > 0);
    if (kinds == 0) return "";
    if (kinds > 1) return "mixed line ends";
    return lf_ > 0 ? "LF" : crlf_ > 0 ? "CRLF" : "CR";
  }

 private:
  std::size_t lf_ = 0, crlf_ = 0, cr_ = 0;
};

// One line ----------------------------------------------------------------------------------------

/// Turns lines of one encoding into UTF-8.
class LineDecoder {
 public:
  explicit LineDecoder(const std::string& encoding)
      : is_utf8_(encoding == "UTF-8"),
        converter_(is_utf8_ ? kNone : iconv_open("UTF-8", encoding.c_str())) {}
  ~LineDecoder() {
    if (converter_ != kNone) iconv_close(converter_);
  }
  LineDecoder(const LineDecoder&) = delete;
  LineDecoder& operator=(const LineDecoder&) = delete;

  bool is_open() const { return is_utf8_ || converter_ != kNone; }

  /// Appends the line; false where some of it could not be read.
  bool append(std::string_view line, std::string& out) {
    return is_utf8_ ? append_utf8_line(line, out) : append_converted(line, out);
  }

 private:
  // NOLINTNEXTLINE(performance-no-int-to-ptr): what iconv_open() gives where it has none
  static inline const iconv_t kNone = reinterpret_cast<iconv_t>(-1);

  static bool append_utf8_line(std::string_view line, std::string& out) {
    bool is_whole = true;
    while (const auto invalid = first_invalid_utf8(line)) {
      out += line.substr(0, *invalid);
      out += kReplacement;
      line.remove_prefix(*invalid + 1);
      is_whole = false;
    }
    out += line;
    return is_whole;
  }

  bool append_converted(std::string_view line, std::string& out) {
    bool is_whole = true;
    iconv(converter_, nullptr, nullptr, nullptr, nullptr);
    // iconv() asks for char* and does not write to it.
    char* from = const_cast<char*>(line.data());
    std::size_t left = line.size();
    while (left > 0) {
      std::array<char, 4096> chunk;
      char* to = chunk.data();
      std::size_t room = chunk.size();
      const std::size_t result = iconv(converter_, &from, &left, &to, &room);
      const int error = errno;
      out.append(chunk.data(), chunk.size() - room);
      if (result != static_cast<std::size_t>(-1) || error == E2BIG) continue;
      out += kReplacement;
      is_whole = false;
      ++from;
      --left;
    }
    return is_whole;
  }

  bool is_utf8_;
  iconv_t converter_;
};

// UTF-16 ------------------------------------------------------------------------------------------

/// Half a pair of surrogates becomes a sequence that is no UTF-8, so that its line is named later.
std::string utf8_of_utf16(std::string_view bytes, bool is_little) {
  std::string text;
  text.reserve(bytes.size());
  const auto unit = [&](std::size_t at) {
    const auto first = static_cast<unsigned char>(bytes[at]);
    const auto second = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<char32_t>(is_little ? first | second << 8 : first << 8 | second);
  };
  std::size_t at = 0;
  for (; at + 1 < bytes.size(); at += 2) {
    const char32_t high = unit(at);
    if (high < 0xd800 || high > 0xdfff) {
      append_utf8(text, high);
      continue;
    }
    const char32_t low = high < 0xdc00 && at + 3 < bytes.size() ? unit(at + 2) : 0;
    if (low < 0xdc00 || low > 0xdfff) {
      text += '\xff';
      continue;
    }
    append_utf8(text, 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00));
    at += 2;
  }
  if (at < bytes.size()) text += '\xff';
  return text;
}

// The file ----------------------------------------------------------------------------------------

struct Refusal {
  int line;
  std::string_view code;
  std::string text;
};

std::optional<Refusal> refusal_of(std::string_view bytes, const EncodingGuess& guess) {
  if (bytes.size() > kMaxFile) return Refusal{0, "too-large", "the file is larger than 64 MiB"};
  if (guess.encoding == "UTF-32") {
    return Refusal{0, "utf32", "the file is UTF-32; save it as UTF-8"};
  }
  if (guess.encoding == "binary") {
    return Refusal{0, "binary", std::string(kBinary)};
  }
  if (guess.encoding.empty()) {
    return Refusal{0, "encoding", "the file's encoding is not known here; save it as UTF-8"};
  }
  return std::nullopt;
}

/// As people call it.
std::string name_of(std::string_view encoding) {
  if (encoding.starts_with("UTF-16")) return "UTF-16";
  if (encoding == "BIG5-HKSCS") return "Big5";
  if (encoding == "WINDOWS-1252") return "windows-1252";
  return std::string(encoding);
}

class Decoder {
 public:
  /// `name` is what the learner is told, `encoding` what iconv is.
  Decoder(std::string_view bytes, std::string name, const std::string& encoding,
          const Report& complain)
      : bytes_(bytes),
        // Of XML all may stand on one line.
        longest_line_(trim(bytes.substr(0, kBeginning)).starts_with('<') ? kMaxFile : kMaxLine),
        decoder_(encoding),
        complain_(complain) {
    file_.encoding = std::move(name);
  }

  std::optional<TextFile> decode() {
    if (!decoder_.is_open()) {
      complain_.fatal(
          0, "encoding",
          "the file is " + file_.encoding + ", which this computer cannot read; save it as UTF-8");
      return std::nullopt;
    }
    file_.text.reserve(bytes_.size());
    LineEnds ends;
    int line = 0;
    for (std::size_t at = 0; at < bytes_.size();) {
      const std::size_t begin = at, end = ends.next(bytes_, at);
      if (!add_line(++line, bytes_.substr(begin, end - begin))) return std::nullopt;
      if (end < bytes_.size()) file_.text += '\n';
    }
    file_.line_ends = ends.name();
    if (!trim(file_.text).empty()) return std::move(file_);
    complain_.fatal(0, "empty", "the file is empty");
    return std::nullopt;
  }

 private:
  bool add_line(int number, std::string_view line) {
    if (static_cast<std::size_t>(number) > kMaxFileLines || line.size() > longest_line_) {
      const bool is_long = line.size() > longest_line_;
      complain_.fatal(
          number, is_long ? "long-line" : "too-large",
          is_long ? "a line is longer than 1 MiB" : "the file has more than a million lines");
      return false;
    }
    if (!decoder_.append(line, file_.text)) {
      complain_(number, "not-decoded",
                "some of this line is not " + file_.encoding + " and stands as \xEF\xBF\xBD; " +
                    "correct it in the program it comes from");
    }
    return true;
  }

  static constexpr std::size_t kBeginning = 100;
  std::string_view bytes_;
  std::size_t longest_line_;
  TextFile file_;
  LineDecoder decoder_;
  const Report& complain_;
};

}  // namespace

std::optional<TextFile> decode_text(std::string_view bytes, const Report& complain) {
  const EncodingGuess guess = guess_encoding(bytes);
  if (auto refusal = refusal_of(bytes, guess)) {
    complain.fatal(refusal->line, refusal->code, std::move(refusal->text));
    return std::nullopt;
  }
  bytes.remove_prefix(guess.mark);
  if (!guess.encoding.starts_with("UTF-16")) {
    return Decoder(bytes, name_of(guess.encoding), guess.encoding, complain).decode();
  }
  const std::string text = utf8_of_utf16(bytes, guess.encoding == "UTF-16LE");
  if (text.find('\0') == text.npos) return Decoder(text, "UTF-16", "UTF-8", complain).decode();
  complain.fatal(0, "binary", std::string(kBinary));
  return std::nullopt;
}

std::string told_of(const TextFile& file) {
  std::string told;
  if (file.encoding != "UTF-8") told += ", " + file.encoding;
  if (file.line_ends.starts_with("mixed")) {
    told += ", " + file.line_ends;
  } else if (file.line_ends.starts_with("CR")) {
    told += ", lines ended by " + file.line_ends;
  }
  return told;
}

}  // namespace lianxi
