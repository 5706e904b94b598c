#include "app/review_screen.h"

#include <fmt/format.h>

#include <memory>

#include "app/lookup.h"
#include "app/terminal.h"
#include "text/utf8.h"
#include "text/wrap.h"

namespace lianxi::app {
namespace {

constexpr const char* kMargin = "  ";
constexpr int kMarginWidth = 2;

enum class Step { next, again, leave };

/// A full-width key is its ASCII one: input methods leave them on.
char32_t narrow(char32_t key) { return key >= 0xff01 && key <= 0xff5e ? key - 0xff01 + 0x21 : key; }

class Screen {
 public:
  Screen(Study& study, Shell& shell)
      : study_(study),
        shell_(shell),
        terminal_(shell.in_is_terminal && shell.out_is_terminal),
        color_(shell.use_color()),
        guard_(terminal_ ? std::make_unique<TerminalGuard>() : nullptr) {}

  void run() {
    while (const Question* question = study_.ask()) {
      if (guard_) {
        guard_->say_on_exit(
            fmt::format("\nleft; saved: {}\n", counted(study_.summary().answers, "answer")));
      }
      Step step = Step::again;
      show(*question);
      while (step == Step::again) {
        step = learner_judges(question->card.card.kind) ? reveal(*question) : type(*question);
      }
      if (step == Step::leave) return;
    }
  }

 private:
  std::string safe(const std::string& text) const { return safe_display(text); }

  void show(const Question& question) {
    if (terminal_ && color_) shell_.out << "\x1b[H\x1b[2J";
    const auto left = study_.remaining();
    const auto count = [&](QueuePart part) {
      const auto found = left.find(part);
      return found == left.end() ? 0 : found->second;
    };
    shell_.out << fmt::format(
        "\n{}{} · {}/{}      new {}  again {}  due {}\n\n", to_string(question.card.card.kind),
        question.drill() ? " · once more" : "", question.position, question.of,
        count(QueuePart::new_card), count(QueuePart::drill), count(QueuePart::review));
    print(question.face.prompt);
    if (!question.hint.empty()) print_wrapped({Style::note, question.hint});
    if (!question.face.choices.empty()) {
      shell_.out << fmt::format("  {} or {}?\n", safe(question.face.choices[0]),
                                safe(question.face.choices[1]));
    }
  }

  void print(const std::vector<Line>& lines) {
    for (const Line& line : lines) {
      // A line of several texts is short by nature; a single one may be a paragraph.
      if (line.size() == 1) {
        print_wrapped(line[0]);
        continue;
      }
      shell_.out << kMargin;
      for (std::size_t i = 0; i < line.size(); ++i) {
        shell_.out << (i ? "  " : "") << painted(line[i].style, safe(line[i].text), color_);
      }
      shell_.out << '\n';
    }
  }

  void print_wrapped(const StyledText& text) {
    for (const std::string& part : wrap(safe(text.text), shell_.width - 2 * kMarginWidth)) {
      shell_.out << kMargin << painted(text.style, part, color_) << '\n';
    }
  }

  void print_keys(std::string_view keys) {
    for (const std::string& line : wrap(keys, shell_.width)) shell_.out << line << '\n';
  }

  void print_answer(const Question& question) {
    print(question.face.answer);
    std::string decks;
    for (const std::string& deck : question.decks) decks += (decks.empty() ? "" : ", ") + deck;
    shell_.out << painted(Style::note, "  deck " + safe(decks), color_) << "\n\n";
  }

  /// A card the learner judges: any key (or line) turns it over.
  Step reveal(const Question& question) {
    shell_.out << '\n';
    print_keys("enter shows the answer · u undo  s suspend  b bury  q quit");
    const auto key = read_answer_key();
    if (!key) return Step::leave;
    if (const auto step = command(*key)) return *step;
    // A grade typed at once counts: who knows it need not look.
    if (const auto rating = rating_from_number(static_cast<std::int64_t>(*key) - U'0')) {
      return rate(*rating);
    }
    study_.answer("");
    shell_.out << '\n';
    print_answer(question);
    return decide(question);
  }

  Step type(const Question& question) {
    shell_.out << "\n> ";
    shell_.out.flush();
    std::string line;
    if (!std::getline(shell_.in, line)) return Step::leave;
    const std::string_view typed = trim(line);
    if (typed == ":h") {
      const auto hint = study_.hint();
      print_wrapped({Style::note, hint ? "the word " + *hint : "there is no further hint"});
      return Step::again;
    }
    if (typed.starts_with(':')) {
      const auto step = typed.size() == 2 ? command(static_cast<char32_t>(typed[1])) : std::nullopt;
      if (!step)
        shell_.out << "  :h hint  :u undo  :s suspend  :b bury  :q quit; enter alone: don't know\n";
      return step.value_or(Step::again);
    }
    const Judgement& judgement = study_.answer(typed);
    if (!terminal_) shell_.out << '\n';
    print_verdict(judgement);
    if (!judgement.proposed) return Step::again;
    print_answer(question);
    return decide(question);
  }

  /// How the answer fared, in words; the answer itself follows below.
  void print_verdict(const Judgement& judgement) {
    if (judgement.verdict == Verdict::shown) return;
    // Neither right nor wrong where it is asked again.
    std::string text(judgement.verdict == Verdict::right ? "✓ " : judgement.proposed ? "✗ " : "· ");
    for (const char c : to_string(judgement.verdict)) text += c == '_' ? ' ' : c;
    if (!judgement.message.empty()) text += "  " + safe(judgement.message);
    print_wrapped({Style::plain, text});
  }

  /// The verdict proposes, the learner decides.
  Step decide(const Question& question) {
    const Rating proposed = study_.proposed().value_or(Rating::again);
    std::string keys = fmt::format("enter {}", to_string(proposed));
    for (const Rating rating : kRatings) {
      keys += fmt::format(" · {} {}", static_cast<int>(rating), to_string(rating));
      if (!question.drill()) {
        keys += fmt::format(" {}d", question.outcomes[rating].interval.count());
      }
    }
    print_keys(keys);
    print_keys("u undo  s suspend  b bury  a accept  q quit");
    for (;;) {
      const auto key = read_answer_key();
      if (!key) return Step::leave;
      if (*key == U'\n') return rate(study_.proposed().value_or(proposed));
      if (*key == U'a') {
        shell_.out << (study_.accept() ? "  accepted from now on; enter for good\n"
                                       : "  there is nothing to accept here\n");
        continue;
      }
      const auto step = command(*key);
      if (step == Step::again) continue;  // nothing changed: the verdict still stands
      if (step) return *step;
      if (const auto rating = rating_from_number(static_cast<std::int64_t>(*key) - U'0')) {
        return rate(*rating);
      }
      shell_.out << "  enter, 1, 2, 3, 4, u, s, b, a or q\n";
    }
  }

  Step rate(Rating rating) {
    const Saved saved = study_.rate(rating);
    shell_.out << fmt::format("  {}{}\n", to_string(rating),
                              saved.due ? ", due " + to_string(*saved.due) : "");
    return Step::next;
  }

  /// What the keys do that are no grade; nothing for another key.
  std::optional<Step> command(char32_t key) {
    switch (key) {
      case U'q':
      case U'\x04':
        return Step::leave;
      case U'u':
        if (!study_.undo()) {
          shell_.out << "  nothing to undo in this session\n";
          return Step::again;
        }
        shell_.out << "  undone\n";
        return Step::next;
      case U's':
        study_.suspend();
        shell_.out << (study_.cram() ? "  passed over\n"
                                     : "  suspended; lianxi resume brings it back\n");
        return Step::next;
      case U'b':
        study_.bury();
        shell_.out << (study_.cram() ? "  passed over\n" : "  hidden until tomorrow\n");
        return Step::next;
      default:
        return std::nullopt;
    }
  }

  /// A key on a terminal; off it a line of one character, Enter for an empty one, or a rating by
  /// its name. Any other line is no key: U+FFFD.
  std::optional<char32_t> read_answer_key() {
    shell_.out.flush();
    if (terminal_) {
      const auto key = read_key();
      if (!key) return std::nullopt;
      return *key == U'\r' || *key == U' ' ? U'\n' : narrow(*key);
    }
    std::string line;
    if (!std::getline(shell_.in, line)) return std::nullopt;
    const std::string_view text = trim(line);
    if (text.empty()) return U'\n';
    for (const Rating rating : kRatings) {
      if (text == to_string(rating)) return U'0' + static_cast<char32_t>(rating);
    }
    std::size_t at = 0;
    const char32_t key = decode_utf8(text, at);
    return at == text.size() ? narrow(key) : U'\ufffd';
  }

  Study& study_;
  Shell& shell_;
  bool terminal_;
  bool color_;
  std::unique_ptr<TerminalGuard> guard_;
};

}  // namespace

void review_screen(Study& study, Shell& shell) { Screen(study, shell).run(); }

void print_summary(const StudySummary& summary, const Shell& shell) {
  if (summary.answers == 0) return;
  shell.out << fmt::format("\ndone: {}, {}, {:.1f} min\n", counted(summary.answers, "answer"),
                           counted(summary.introduced, "new card"),
                           static_cast<double>(summary.taken.count()) / 60000);
  for (const auto& [kind, recall] : summary.by_kind) {
    shell.out << fmt::format("  {:<9} {} of {} recalled\n", to_string(kind), recall.recalled,
                             recall.asked);
  }
}

}  // namespace lianxi::app
