// A page as people save it: any bytes, read as what they look like and then as each view a page
// can have, so that no view is spared what another would get.

#include <cstdint>

#include "fuzz/reading.h"
#include "import/outlines.h"
#include "import/page.h"

namespace lianxi {
namespace {

/// One page from one view.
void check_view(std::string_view text, Outline outline, Found found) {
  const Sink sink = found.sink();
  const Report report(kFile, sink);
  PageRefusal refusal;
  const auto entry = read_page(std::move(outline), report, refusal);
  require(entry.has_value() == refusal.code.empty(), "no entry and no reason, or both");
  require(found.fatal() == 0, "a page complains for its whole file");
  require_complaints_in(text, found.complaints);
  if (entry) require_lasting({*entry});
}

void run(std::string_view bytes) {
  const auto text = text_of(bytes);
  if (!text) return;
  require_lasting(entries_of(*text).entries);
  const std::string normal = nfc(*text);
  check_view(normal, rendered_outline(normal), {});
  Found found;
  const Sink sink = found.sink();
  const Report report(kFile, sink);
  Outline outline = dokuwiki_outline(normal, report);
  check_view(normal, std::move(outline), std::move(found));
}

}  // namespace
}  // namespace lianxi

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  lianxi::run({reinterpret_cast<const char*>(data), size});
  return 0;
}
