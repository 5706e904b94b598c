#include <utility>

#include "import/labels.h"
#include "import/outlines.h"
#include "import/reader.h"
#include "import/report.h"
#include "text/outline.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

constexpr std::pair<std::string_view, std::string DeckInfo::*> kFields[] = {
    {"title", &DeckInfo::title},
    {"author", &DeckInfo::author},
    {"licence", &DeckInfo::licence},
    {"license", &DeckInfo::licence},
    {"source", &DeckInfo::source},
    {"language", &DeckInfo::language},
    {"description", &DeckInfo::description},
};

}  // namespace

DeckInfo read_deck_info(std::string_view text, std::string_view source, const Sink& sink) {
  // A deck's notes need no title of their own: one is put before them, on line 0.
  const Sink shifted{sink.accept, [&](Diagnostic complaint) {
                       --complaint.line;
                       sink.reject(std::move(complaint));
                     }};
  const Report report(source, shifted);
  DeckInfo info;
  const std::string titled = "# \n" + nfc(text);
  MarkdownPages pages(titled, report);
  while (const auto page = pages.next()) {
    for (const auto& node : page->nodes) {
      if (node.kind != OutlineNode::Kind::item) continue;  // prose for people
      const auto labelled = split_label(node.text);
      const std::string label = labelled ? fold(plain_text(labelled->label)) : "";
      bool is_known = false;
      for (const auto& [name, field] : kFields) {
        if (label != name) continue;
        info.*field = plain_text(labelled->value);
        is_known = true;
      }
      if (is_known) continue;
      report(node.line, labelled ? "unknown-label" : "unknown-line",
             "deck.md knows Title, Author, Licence, Source, Language and Description, not " +
                 quote_briefly(labelled ? plain_text(labelled->label) : std::string(node.text)));
    }
  }
  return info;
}

}  // namespace lianxi
