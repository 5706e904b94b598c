#pragma once

// A page, from whatever view, as an entry. Only the outline is known here, so a label means the
// same on a page and in a deck.

#include <optional>
#include <string>
#include <vector>

#include "entry/entry.h"
#include "import/inline.h"
#include "import/report.h"
#include "text/outline.h"

namespace lianxi {

/// The bullets and paragraphs of a page, section by section. Depths count from 0 in each section;
/// a sub-heading is an item one level above what follows it.
struct PageSections {
  using Nodes = std::vector<OutlineNode>;
  Nodes metadata, characters, culture, usage, examples, contrasts, related;
};

/// Divides what follows the title: by headings where there are any, else by labels and order.
/// Nesting that the view lost is put back by labels. The outline must outlive the sections.
PageSections divide_page(const Outline& outline, const Title& title, const Report& report);

/// What is wrong with a page that gives no entry.
struct PageRefusal {
  int line = 0;
  std::string code;
  std::string text;
};

/// Reads one page: the first heading of depth 1 is its title. Without a headword or any reading
/// there is no entry, and `refusal` says why; everything else that cannot be used is reported.
std::optional<Entry> read_page(Outline outline, const Report& report, PageRefusal& refusal);

}  // namespace lianxi
