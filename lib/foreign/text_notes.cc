#include "foreign/text_notes.h"

#include <algorithm>
#include <span>

#include "foreign/anki_text.h"
#include "foreign/encoding.h"
#include "foreign/foreign_text.h"
#include "foreign/hashcards.h"
#include "foreign/mnemosyne_xml.h"
#include "foreign/pleco.h"
#include "foreign/quizlet.h"
#include "foreign/supermemo.h"
#include "foreign/table_notes.h"
#include "foreign/table_shape.h"
#include "foreign/within_limits.h"
#include "foreign/xml.h"
#include "import/cedict.h"
#include "import/reader.h"

namespace lianxi {
namespace {

constexpr auto kTextFormats = std::span(kNoteFormats).subspan<2>();

std::string_view xml_format(std::string_view text) {
  const std::string_view root = xml_root_name(text);
  if (root == "plecoflash") return "pleco-xml";
  if (root == "mnemosyne") return "mnemosyne-xml";
  if (root == "SuperMemoCollection") return "supermemo";
  return "";
}

/// What is most particular comes first; tables, which nearly anything may look like, last, and only
/// where the text is neither a page nor a dictionary.
std::string_view format_of(std::string_view text) {
  if (const std::string_view format = xml_format(text); !format.empty()) return format;
  if (text.starts_with("<?xml") || xml_root_name(text) == "html") return "";
  if (is_supermemo_text(text)) return "supermemo";
  if (is_hashcards(text)) return "hashcards";
  if (is_anki_text(text)) return "anki-text";
  if (is_pleco_text(text)) return "pleco";
  const auto separator = table_separator(text);
  if (separator == '\t') return "tsv";
  if (is_cedict(text) || text_kind(text) != TextKind::unknown) return "";
  if (separator) return "csv";
  return is_list_of_words(text) ? "tsv" : "";
}

std::string names_of_formats() {
  std::string names;
  for (const std::string_view format : kTextFormats) {
    names += (names.empty() ? "" : ", ") + std::string(format);
  }
  return names;
}

/// What parts the fields of a table: what the learner says, or what is found. Nothing where the
/// learner says more than one character.
std::optional<char> separator_of(const ForeignText& file, std::string_view format) {
  const std::string_view asked = file.options.separator;
  if (asked == "\\t" || asked == "tab") return '\t';
  if (asked.size() > 1) return std::nullopt;
  if (asked.size() == 1) return asked[0];
  const auto found = table_separator(file.view());
  if (found && (*found == '\t') == (format == "tsv")) return found;
  if (is_list_of_words(file.view())) return '\0';
  return format == "tsv" ? '\t' : ',';
}

void read_table(const ForeignText& file, std::string_view format) {
  if (const auto separator = separator_of(file, format)) {
    return read_table_notes(file, format, *separator);
  }
  file.complain.fatal(0, "separator",
                      "the fields of a table are parted by one character; choose --format quizlet "
                      "for longer separators");
}

void read_as(std::string_view format, const ForeignText& file) {
  const bool is_xml = !xml_root_name(file.view()).empty();
  if (format == "anki-text") return read_anki_text(file);
  if (format == "hashcards") return read_hashcards(file);
  if (format == "mnemosyne-xml") return read_mnemosyne_xml(file);
  if (format == "pleco") return read_pleco_text(file);
  if (format == "pleco-xml") return read_pleco_xml(file);
  if (format == "quizlet") return read_quizlet(file);
  if (format == "supermemo") return is_xml ? read_supermemo_xml(file) : read_supermemo_text(file);
  read_table(file, format);
}

}  // namespace

std::string_view text_notes_format(std::string_view bytes) {
  NoteSink silent;
  silent.reject = [](const Diagnostic&) {};
  const auto text = decode_text(bytes, Report("", silent));
  return text ? format_of(text->text) : std::string_view();
}

bool read_text_notes(std::string_view bytes, std::string_view source,
                     const TextNotesOptions& options, const NoteSink& sink) {
  const bool is_known = std::ranges::find(kTextFormats, options.format) != kTextFormats.end();
  if (!options.format.empty() && !is_known) {
    throw Error(ErrorKind::usage, "no format has the name " + options.format,
                "choose one of " + names_of_formats());
  }
  // Of a file that is none of these it is not said that a line of it could not be decoded.
  Diagnostics held;
  NoteSink holding;
  holding.reject = [&](Diagnostic one) { held.push_back(std::move(one)); };
  const auto text = decode_text(bytes, Report(source, holding));
  std::string_view format = options.format;
  if (format.empty() && text) format = format_of(text->text);
  if (format.empty() && text) return false;
  for (Diagnostic& one : held) sink.reject(std::move(one));
  if (!text) return true;
  const Report complain(source, sink);
  read_as(format, {*text, source, options, within_limits(sink, complain), complain});
  return true;
}

}  // namespace lianxi
