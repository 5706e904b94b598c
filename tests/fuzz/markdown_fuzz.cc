// A deck: any bytes as a file of entries in our own format and as a deck.md. Entries of one word
// are joined, as decks of it are in a collection, and what comes of it must be writable too.

#include <cstdint>

#include "fuzz/reading.h"
#include "import/outlines.h"
#include "import/page.h"
#include "lint/lint.h"

namespace lianxi {
namespace {

/// Every page of the text, whatever it looks like.
std::vector<Entry> pages_of(std::string_view text) {
  Found found;
  const Sink sink = found.sink();
  const Report report(kFile, sink);
  std::vector<Entry> entries;
  MarkdownPages pages(text, report);
  while (auto page = pages.next()) {
    PageRefusal refusal;
    if (auto entry = read_page(std::move(*page), report, refusal)) {
      entries.push_back(std::move(*entry));
    }
  }
  require_complaints_in(text, found.complaints);
  return entries;
}

void check_joined(const std::vector<Entry>& entries) {
  for (std::size_t i = 1; i < entries.size(); ++i) {
    if (entries[i].headword != entries[i - 1].headword) continue;
    Entry joined = entries[i - 1];
    join(joined, entries[i]);
    require_lasting({joined});
    const Entry once = joined;
    join(joined, entries[i]);
    require(joined == once, "joining twice is not joining once:\n{}", write_markdown(joined));
  }
}

void check_deck_info(std::string_view text) {
  Found found;
  const DeckInfo info = read_deck_info(text, kFile, found.sink());
  require(found.fatal() == 0 && found.entries.empty(), "deck.md is not refused");
  require_complaints_in(text, found.complaints);
  for (const std::string& field :
       {info.title, info.author, info.licence, info.source, info.language, info.description}) {
    require(field.find('\n') == std::string::npos, "a field of more than one line");
  }
}

void check_lint(const std::string& text) {
  const LintFile file = read_lint_file(text, std::string(kFile));
  const auto lines = 1 + std::count(text.begin(), text.end(), '\n');
  for (const Finding& finding : lint({file}, WordSet{})) {
    require(finding.place.line >= 0 && finding.place.line <= lines, "{} in line {} of {}",
            finding.code, finding.place.line, lines);
  }
}

void run(std::string_view bytes) {
  const auto text = text_of(bytes);
  if (!text) return;
  require_lasting(entries_of(*text).entries);
  const auto entries = pages_of(nfc(*text));
  require_lasting(entries);
  check_joined(entries);
  check_deck_info(*text);
  check_lint(*text);
}

}  // namespace
}  // namespace lianxi

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  lianxi::run({reinterpret_cast<const char*>(data), size});
  return 0;
}
