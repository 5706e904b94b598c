#include "session/entry_text.h"

#include <optional>

#include "base/error.h"
#include "import/reader.h"

namespace lianxi {

Entry parse_entry(std::string_view text) {
  std::optional<Entry> found;
  std::string problem = "it is empty";
  read_entries(text, "collection",
               {[&](Entry entry) { found = std::move(entry); },
                [&](Diagnostic diagnostic) {
                  if (diagnostic.fatal) problem = diagnostic.text;
                }});
  if (!found) {
    throw Error(ErrorKind::collection, "an entry of the collection cannot be read: " + problem,
                "run `lianxi check`");
  }
  return std::move(*found);
}

Entry join_entries(const std::vector<store::ImportedEntry>& imports) {
  Entry entry = parse_entry(imports.front().text);
  for (std::size_t i = 1; i < imports.size(); ++i) join(entry, parse_entry(imports[i].text));
  return entry;
}

}  // namespace lianxi
