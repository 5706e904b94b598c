#include "foreign/quizlet.h"

#include <algorithm>

#include "foreign/html.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

/// What a learner types for a separator: "\t" and "\n" mean what they do everywhere.
std::string meant(std::string_view typed, std::string_view usual) {
  if (typed.empty()) return std::string(usual);
  std::string text;
  for (std::size_t at = 0; at < typed.size(); ++at) {
    const std::string_view rest = typed.substr(at, 2);
    if (rest == "\\t" || rest == "\\n") {
      text += rest[1] == 't' ? '\t' : '\n';
      ++at;
    } else {
      text += typed[at];
    }
  }
  return text;
}

class QuizletReader {
 public:
  explicit QuizletReader(const ForeignText& file)
      : file_(file),
        between_(meant(file.options.separator, "\t")),
        behind_(meant(file.options.row_separator, "\n")) {}

  void read() {
    file_.begin("quizlet", "a set of Quizlet");
    NoteType type;
    type.name = "Quizlet";
    type.fields = {"term", "definition"};
    file_.sink.type(std::move(type));
    const std::string_view text = file_.view();
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find(behind_, at), text.size());
      add(text.substr(at, end - at));
      at = end + behind_.size();
      line_ +=
          std::count(text.begin() + static_cast<std::ptrdiff_t>(counted_),
                     text.begin() + static_cast<std::ptrdiff_t>(std::min(at, text.size())), '\n');
      counted_ = std::min(at, text.size());
    }
  }

 private:
  void add(std::string_view row) {
    if (trim(row).empty()) return;
    // Where the row begins, blank lines before it passed over.
    const auto blank = row.substr(0, row.find_first_not_of(" \t\n"));
    const int line = static_cast<int>(line_ + std::count(blank.begin(), blank.end(), '\n'));
    const auto found = row.find(between_);
    Note note;
    note.type = "Quizlet";
    note.line = line;
    note.values = {text_of_plain(row.substr(0, found)),
                   found == row.npos ? "" : text_of_plain(row.substr(found + between_.size()))};
    if (note.values[0].empty() || note.values[1].empty()) {
      file_.complain(line, "half-a-card",
                     found == row.npos
                         ? "no definition: nothing parts it from the term; give --separator as it "
                           "was chosen in Quizlet"
                         : "a term or a definition is empty");
    }
    if (note.values[0].empty() && note.values[1].empty()) return;
    file_.sink.accept(std::move(note));
  }

  const ForeignText& file_;
  std::string between_, behind_;
  std::ptrdiff_t line_ = 1;
  std::size_t counted_ = 0;
};

}  // namespace

void read_quizlet(const ForeignText& file) { QuizletReader(file).read(); }

}  // namespace lianxi
