#include <utility>

#include "foreign/html.h"
#include "foreign/supermemo.h"
#include "foreign/supermemo_state.h"
#include "import/lines.h"
#include "import/report.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

/// "Q: text" is a line of the kind 'Q'; any other has none.
char kind_of(std::string_view line) {
  return line.size() >= 2 && line[1] == ':' && line[0] >= 'A' && line[0] <= 'Z' ? line[0] : '\0';
}

void append_line(std::string& text, std::string_view line) {
  if (!text.empty()) text += '\n';
  text += line;
}

/// An item as far as it is read.
struct TextItem {
  int line = 0;
  std::string question, answer, data;
  char latest = '\0';
};

/// "REP=8 LAP=0 EF=3.200 INT=429 LAST=27.01.06"
SuperMemoData data_of(std::string_view line) {
  SuperMemoData data;
  for (const std::string_view pair : split(line, ' ')) {
    const auto sign = pair.find('=');
    if (sign == pair.npos) continue;
    const std::string_view key = pair.substr(0, sign), value = pair.substr(sign + 1);
    if (key == "REP") data.repetitions = value;
    if (key == "LAP") data.lapses = value;
    if (key == "EF") data.e_factor = value;
    if (key == "INT") data.interval = value;
    if (key == "LAST") data.last = value;
  }
  return data;
}

class SuperMemoText {
 public:
  explicit SuperMemoText(const ForeignText& file) : file_(file) {}

  void read() {
    file_.begin("supermemo", "a text file of SuperMemo", "supermemo");
    file_.sink.type(supermemo_note_type());
    for (Lines lines(file_.view()); lines.next();) {
      add(lines.number(), trim(lines.line()));
    }
    finish();
  }

 private:
  void add(int number, std::string_view line) {
    if (line.empty()) return finish();
    const char kind = kind_of(line);
    // A question after an answer begins an item, also where the blank line was lost.
    if (kind == 'Q' && item_.latest != '\0' && item_.latest != 'Q') finish();
    if (item_.line == 0) item_.line = number;
    const std::string_view text = kind == '\0' ? line : trim(line.substr(2));
    switch (kind == '\0' ? item_.latest : kind) {
      case 'Q':
        append_line(item_.question, text);
        break;
      case 'A':
        append_line(item_.answer, text);
        break;
      case 'I':
        item_.data = text;
        break;
      case 'O':  // where it stands in the collection
        break;
      default:
        file_.complain(number, "unknown-line",
                       "no part of a question or an answer: " + quote_briefly(plain_name(line)));
    }
    if (kind != '\0') item_.latest = kind;
  }

  void finish() {
    const TextItem item = std::exchange(item_, {});
    if (item.question.empty() && item.answer.empty()) return;
    if (item.question.empty() || item.answer.empty()) {
      file_.complain(item.line, "half-a-card",
                     std::string("an item without ") +
                         (item.question.empty() ? "a question" : "an answer") + "; it is kept");
    }
    Note note = supermemo_note(item.question, item.answer, data_of(item.data));
    note.line = item.line;
    file_.sink.accept(std::move(note));
  }

  const ForeignText& file_;
  TextItem item_;
};

}  // namespace

bool is_supermemo_text(std::string_view text) {
  bool begins = false, has_mark = false;
  char before = '\0';
  for (Lines lines(text); !has_mark && lines.next();) {
    const std::string_view line = trim(lines.line());
    if (line.empty()) {
      before = '\0';
      continue;
    }
    const char kind = kind_of(line);
    if (!begins && kind != 'Q') return false;
    begins = true;
    has_mark = (kind == 'Q' && before == 'Q') || line.starts_with("O: ") ||
               (kind == 'I' && line.find("REP=") != line.npos);
    before = kind;
  }
  return has_mark;
}

void read_supermemo_text(const ForeignText& file) { SuperMemoText(file).read(); }

}  // namespace lianxi
