#pragma once

// Any bytes, read as a file is, with what holds for every file: its text is clean, a file gives
// entries or exactly one reason why not, complaints name lines that are there, and an entry that
// was read can be written and read back the same.

#include <algorithm>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/require.h"
#include "import/markdown_writer.h"
#include "import/reader.h"
#include "text/utf8.h"

namespace lianxi {

/// What a sink got.
struct Found {
  std::vector<Entry> entries;
  Diagnostics complaints;

  Sink sink() {
    return {[this](Entry entry) { entries.push_back(std::move(entry)); },
            [this](Diagnostic complaint) { complaints.push_back(std::move(complaint)); }};
  }
  std::ptrdiff_t fatal() const {
    return std::count_if(complaints.begin(), complaints.end(),
                         [](const Diagnostic& complaint) { return complaint.fatal; });
  }
};

inline constexpr std::string_view kFile = "fuzz.md";

inline void require_complaints_in(std::string_view text, const Diagnostics& complaints) {
  const auto lines = 1 + std::count(text.begin(), text.end(), '\n');
  for (const Diagnostic& complaint : complaints) {
    require(complaint.file == kFile && !complaint.code.empty() && !complaint.text.empty(),
            "a complaint without file, code or text");
    require(complaint.line >= 0 && complaint.line <= lines, "line {} of {}: {}", complaint.line,
            lines, complaint.code);
    require(!first_invalid_utf8(complaint.text), "{} is not UTF-8", complaint.code);
  }
}

/// A file of these bytes as text; nothing where it is refused.
inline std::optional<std::string> text_of(std::string_view bytes) {
  std::istringstream in{std::string(bytes)};
  Found found;
  auto text = read_text(in, kFile, found.sink());
  require(found.fatal() == (text ? 0 : 1) && found.entries.empty(), "refused, or not refused");
  if (!text) return text;
  require(!first_invalid_utf8(*text), "the text is not UTF-8");
  require(text->find_first_of(std::string_view("\r\0", 2)) == std::string::npos,
          "a line end or a NUL is left");
  require(!text->starts_with("\xEF\xBB\xBF") || bytes.starts_with("\xEF\xBB\xBF\xEF\xBB\xBF"),
          "the byte order mark is left");
  return text;
}

inline Found entries_of(std::string_view text) {
  Found found;
  read_entries(text, kFile, found.sink());
  require(found.fatal() == (found.entries.empty() ? 1 : 0), "{} entries and {} reasons why not",
          found.entries.size(), found.fatal());
  require_complaints_in(text, found.complaints);
  return found;
}

/// Written and read back, these are the same entries, and written again the same text.
inline void require_lasting(const std::vector<Entry>& entries) {
  std::string written;
  for (const Entry& entry : entries) written += write_markdown(entry);
  if (entries.empty()) return;
  const Found again = entries_of(written);
  require(again.entries.size() == entries.size(), "{} entries come back, not {}, from\n{}",
          again.entries.size(), entries.size(), written);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const bool same = again.entries[i] == entries[i];
    require(same, "entry {} comes back as another: written\n{}\nread and written\n{}", i + 1,
            write_markdown(entries[i]), write_markdown(again.entries[i]));
  }
}

}  // namespace lianxi
