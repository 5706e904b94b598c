// What comes from files of other programs: the HTML of fields, templates and gaps, messages of
// Protocol Buffers, and the lines between the two programs. Text made of any of them is text that a
// terminal does not obey, and notes that are read are written and read again as they were.
//
// The first byte says which reader gets the rest.

#include <cstddef>
#include <cstdint>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/limits.h"
#include "foreign/anki_template.h"
#include "foreign/html.h"
#include "foreign/protobuf.h"
#include "fuzz/require.h"
#include "import/media_names.h"
#include "import/notes.h"
#include "text/utf8.h"

namespace {

using namespace lianxi;

void require_plain(std::string_view text) {
  require(!first_invalid_utf8(text), "no UTF-8");
  require(text == trim(text) && text.find("\n\n\n") == text.npos, "white space in heaps");
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = decode_utf8(text, at);
    require(c == '\n' || (c >= 0x20 && (c < 0x7f || c >= 0xa0)), "a control character");
  }
}

void look_at_html(std::string_view html) {
  const std::string text = text_of_html(html);
  require_plain(text);
  require(plain_text(text) == text, "text that is not plain");
  require(plain_name(html).size() <= kMaxNoteName, "a name that is too long");
  for (const std::string& name : media_names(text)) require(!name.empty(), "an empty name");
}

void look_at_template(std::string_view html) {
  const std::vector<std::string> fields = {"Hanzi", "Text", ""};
  const std::vector<AnkiField> values = {{std::string(html), text_of_html(html)},
                                         {"我{{c1::喝::verb}}茶[chá]。", "x"}};
  const AnkiTemplate side(html, fields);
  for (const Side which : {Side::question, Side::answer}) {
    for (const std::size_t field : side.shows(which)) require(field < fields.size(), "no field");
    const std::string filled = side.fill(values, {"tag", "a::b", "Words", "Card 1", 1}, which);
    after_question(filled);
    cloze_text(html, 1, which);
  }
  for (const Furigana which : {Furigana::both, Furigana::kana, Furigana::kanji}) {
    require(furigana(html, which).size() <= html.size(), "readings that grow");
  }
}

void look_at_message(std::string_view message) {
  std::size_t bytes = 0;
  read_protobuf(message, [&](const ProtobufField& field) { bytes += field.bytes.size(); });
  require(bytes <= message.size(), "more bytes than there are");
}

/// Writes what is read, once more as lines.
std::string again(const std::string& lines) {
  std::istringstream in(lines);
  std::ostringstream out;
  read_note_lines(in, note_lines_to(out));
  finish_note_lines(out);
  return out.str();
}

void look_at_lines(std::string_view lines) {
  std::string written;
  try {
    written = again(std::string(lines));
  } catch (const Error& error) {
    require(error.kind() == ErrorKind::input, "another kind of error");
    return;
  }
  require(again(written) == written, "notes that change on their way");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 4) {
    case 0:
      look_at_html(rest);
      break;
    case 1:
      look_at_template(rest);
      break;
    case 2:
      look_at_message(rest);
      break;
    default:
      look_at_lines(rest);
      break;
  }
  return 0;
}
