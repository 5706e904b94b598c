#pragma once

// What every reader of one format is given: the text, and where its notes and its complaints go.

#include <string>
#include <string_view>

#include "foreign/encoding.h"
#include "foreign/text_notes.h"
#include "import/report.h"

namespace lianxi {

struct ForeignText {
  const TextFile& text;
  std::string_view source;
  const TextNotesOptions& options;
  NoteSink sink;
  const Report& complain;

  std::string_view view() const { return text.text; }
  /// Opens the source: `told` is what was found, to which what is unusual about the text is added.
  void begin(std::string_view format, std::string told, std::string origin = "") const {
    NoteSource found;
    found.format = format;
    found.told = std::move(told) + told_of(text);
    found.origin = std::move(origin);
    sink.begin(std::move(found));
  }
};

}  // namespace lianxi
