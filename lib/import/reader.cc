#include "import/reader.h"

#include "import/lines.h"
#include "import/outlines.h"
#include "import/page.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

/// What a file is that cannot be read, and what to save instead; nothing for one that can.
struct Unreadable {
  std::string_view code;
  std::string_view text;
};
std::optional<Unreadable> unreadable(TextKind kind) {
  switch (kind) {
    case TextKind::diff:
      return Unreadable{"diff",
                        "this is a comparison of two versions; save the page itself: its source "
                        "(?do=edit, or /_export/raw/), or the whole page copied as text"};
    case TextKind::flattened:
      return Unreadable{"flattened",
                        "this is page source on one line, its line ends lost; save the source with "
                        "its lines (/_export/raw/), or copy the whole page as text"};
    case TextKind::lists_lost:
      return Unreadable{"lists-lost",
                        "this page lost its lists, and with them pinyin, level and examples; copy "
                        "the page as a browser shows it, or save its source (/_export/raw/)"};
    case TextKind::unknown:
      return Unreadable{"no-headword",
                        "no headword found; a title looks like \"# 联系 liánxì\" in Markdown, or "
                        "\"liánxì: 联系 - To Contact\" on a page"};
    case TextKind::markdown:
    case TextKind::dokuwiki:
    case TextKind::rendered:
      break;
  }
  return std::nullopt;
}

/// Text in normal form C, line by line so that a hostile file costs little more than its size.
std::string normalised(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (Lines lines(text); lines.next();) {
    if (is_surely_nfc(lines.line()))
      out += lines.line();
    else
      out += nfc(lines.line());
    out += '\n';
  }
  return out;
}

/// Reads pages one after the other. Why a page gave no entry is held back until it is known
/// whether any page of the file gives one: the last of a file without any is its fatal complaint.
class PageReader {
 public:
  PageReader(const Report& report, const Sink& sink) : report_(report), sink_(sink) {}

  void read(Outline outline) {
    PageRefusal refusal;
    if (auto entry = read_page(std::move(outline), report_, refusal)) {
      if (first_refusal_) report_(first_refusal_->line, first_refusal_->code, first_refusal_->text);
      first_refusal_.reset();
      has_entry_ = true;
      sink_.accept(std::move(*entry));
    } else if (has_entry_ || first_refusal_) {
      report_(refusal.line, refusal.code, std::move(refusal.text));
    } else {
      first_refusal_ = std::move(refusal);
    }
  }

  void finish() const {
    if (first_refusal_) {
      report_.fatal(first_refusal_->line, first_refusal_->code, first_refusal_->text);
    }
  }

 private:
  const Report& report_;
  const Sink& sink_;
  std::optional<PageRefusal> first_refusal_;
  bool has_entry_ = false;
};

void read_normal_text(std::string_view text, const Report& report, const Sink& sink) {
  const TextKind kind = text_kind(text);
  if (const auto refused = unreadable(kind)) {
    return report.fatal(0, refused->code, std::string(refused->text));
  }
  PageReader reader(report, sink);
  if (kind == TextKind::markdown) {
    MarkdownPages pages(text, report);
    bool has_page = false;
    while (auto page = pages.next()) {
      reader.read(std::move(*page));
      has_page = true;
    }
    if (!has_page) reader.read({});
  } else {
    reader.read(kind == TextKind::dokuwiki ? dokuwiki_outline(text, report)
                                           : rendered_outline(text));
  }
  reader.finish();
}

}  // namespace

void read_entries(std::string_view text, std::string_view source, const Sink& sink) {
  const Report report(source, sink);
  if (trim(text).empty()) return report.fatal(0, "empty", "the file is empty");
  if (is_surely_nfc(text)) return read_normal_text(text, report, sink);
  read_normal_text(normalised(text), report, sink);
}

}  // namespace lianxi
