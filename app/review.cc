#include "app/review.h"

#include <fmt/format.h>

#include <sstream>

#include "app/commands.h"
#include "app/describe.h"
#include "app/lookup.h"
#include "app/speech.h"
#include "app/stats_leeches.h"
#include "session/why.h"
#include "text/utf8.h"

namespace lianxi::app {
namespace {

std::vector<Line> lines_of(const std::string& text) {
  std::vector<Line> lines;
  for (const std::string_view line : split(trim(text), '\n')) {
    lines.push_back(plain(std::string(line)));
  }
  return lines;
}

/// "u undo", ... for keys that count at once.
std::vector<std::string> key_texts(std::u32string_view keys) {
  std::vector<std::string> texts;
  for (const char32_t key : keys) texts.push_back(key_text(key));
  return texts;
}

/// The number of a digit; nothing for another key.
std::optional<int> digit(char32_t key) {
  if (key < U'0' || key > U'9') return std::nullopt;
  return static_cast<int>(key - U'0');
}

}  // namespace

Review::Review(Study& study, Db& db, ReviewView& view, Shell& shell, Grades grades)
    : study_(study), db_(db), view_(view), shell_(shell), grades_(grades) {
  view_.while_waiting([this] { study_.rest(); });
}

bool Review::run() {
  for (;;) {
    view_.say_on_exit(fmt::format("left; saved: {}\n", saved_text(study_.summary())));
    const Question* question = study_.ask();
    if (!question) {
      if (last_page()) return true;
      continue;
    }
    ask(*question);
    Step step = Step::stay;
    while (step == Step::stay && study_.ask()) step = turn();
    if (step == Step::leave) return false;
  }
}

/// What was done. False where the learner takes something back.
bool Review::last_page() {
  const StudyDay tomorrow = shell_.today(study_.settings()) + Days{1};
  view_.question({{"nothing is left"}, ""}, {});
  view_.tell(summary_lines(study_.summary(), store::due_by_day(db_, tomorrow, 1)[0]));
  for (;;) {
    const auto key = view_.press({{"enter leaves"}, key_texts(U"u?q")});
    if (key == U'u') {
      if (undo() == Step::next) return false;
    } else if (key == U'?') {
      view_.sheet("help", help_lines(grades_));
    } else if (!key || key == U'\n' || key == U'q') {
      return true;
    }
  }
}

void Review::ask(const Question& question) {
  hints_.clear();
  view_.question(heading_of(question, study_, view_.signs()),
                 prompt_lines(question, view_.signs()));
}

/// One exchange. Where saving fails (another program holds the collection, the disk is full) the
/// question stays as it is, to be tried again.
Review::Step Review::turn() {
  const Question& question = *study_.ask();
  try {
    if (answered()) return decide(question);
    return learner_judges(question.card.card.kind) ? reveal(question) : type(question);
  } catch (const Error& error) {
    // A program that feeds lines is told by the exit status.
    if (error.kind() != ErrorKind::collection || !shell_.in_is_terminal) throw;
    view_.notice(fmt::format("not saved: {}; try again", error.what()));
    return Step::stay;
  }
}

/// A card the learner judges: any key turns it over. A grade at once counts: who knows it need not
/// look.
Review::Step Review::reveal(const Question& question) {
  const auto key = view_.press({{"enter shows the answer"}, key_texts(U"uesbfw?q")});
  if (!key) return Step::leave;
  if (command_keys().find(*key) != std::u32string_view::npos) return command(*key);
  const auto number = digit(*key);
  if (grades_ == Grades::four && number && rating_from_number(*number)) {
    return rate(*rating_from_number(*number), std::nullopt);
  }
  study_.answer("");
  tell_answer(question);
  return Step::stay;
}

Review::Step Review::type(const Question&) {
  const auto reply = view_.type(
      {{"enter alone: don't know", "alt-h or :h hint", "alt-? or :? help"},
       {"alt or colon with u undo", "e edit", "s suspend", "b bury", "f flag", "w why", "q quit"}});
  if (!reply) return Step::leave;
  if (reply->command) return command(*reply->command);
  const std::string typed = nfkc(trim(reply->text));
  if (typed == "?") return command(U'?');
  if (!typed.starts_with(':')) return judge(reply->text);
  if (const auto key = command_named(typed)) return command(*key);
  view_.notice(fmt::format("{} is no command; :? shows them all", typed));
  return Step::stay;
}

Review::Step Review::judge(const std::string& typed) {
  study_.answer(trim(typed));
  view_.clear();
  tell_verdict(*study_.ask());
  return Step::stay;
}

/// All that is known of this question below it: verdict, answer or hints.
void Review::tell_verdict(const Question& question) {
  if (study_.judgement()) view_.tell(verdict_lines(*study_.judgement(), view_.signs()));
  if (answered()) {
    tell_answer(question);
  } else if (!hints_.empty()) {
    view_.remind({note(hints_)});
  }
}

void Review::tell_answer(const Question& question) {
  view_.tell(answer_lines(question, view_.signs()));
}

/// The verdict proposes, the learner decides.
Review::Step Review::decide(const Question& question) {
  const Rating proposed = study_.proposed().value_or(Rating::again);
  const bool typed = !learner_judges(question.card.card.kind);
  const bool days = question.counts() && !study_.cram();
  const auto key = view_.press({grade_keys(question, proposed, grades_, days),
                                key_texts(typed ? U"uesbfawp?q" : U"uesbfwp?q")});
  if (!key) return Step::leave;
  if (*key == U'\n') return rate(proposed, std::nullopt);
  if (command_keys().find(*key) != std::u32string_view::npos) return command(*key);
  const auto number = digit(*key);
  if (grades_ == Grades::six && number && *number <= 5) {
    return rate(rating_of_quality(*number), *number);
  }
  if (grades_ == Grades::four && number && rating_from_number(*number)) {
    return rate(*rating_from_number(*number), std::nullopt);
  }
  view_.notice(grades_ == Grades::four ? "enter, 1, 2, 3, 4, or ? for every key"
                                       : "enter, 0 to 5, or ? for every key");
  return Step::stay;
}

Review::Step Review::rate(Rating rating, std::optional<int> quality) {
  const Saved saved = study_.rate(rating, quality);
  view_.notice(fmt::format("{}{}{}",
                           quality ? fmt::format("grade {}", *quality) : to_string(rating),
                           saved.due ? ", due " + to_string(*saved.due) : "", leech_text(saved)));
  return Step::next;
}

/// Why a card that has become a leech lapses, and what would help. The answer is saved: what fails
/// here must not say otherwise.
std::string Review::leech_text(const Saved& saved) {
  if (!saved.leech) return "";
  try {
    return "; " + leech_line(explain_leech(db_, *saved.leech, study_.settings()));
  } catch (const Error&) {
    return "";
  }
}

// Commands ---------------------------------------------------------------------------------------

Review::Step Review::command(char32_t key) {
  switch (key) {
    case U'h':
      return hint();
    case U'u':
      return undo();
    case U'e':
      return edit();
    case U's':
      study_.suspend();
      view_.notice(study_.cram() ? "passed over" : "suspended; lianxi resume brings it back");
      return Step::next;
    case U'b':
      study_.bury();
      view_.notice(study_.cram() ? "passed over" : "hidden until tomorrow");
      return Step::next;
    case U'f':
      return flag();
    case U'a':
      return accept();
    case U'w':
      return why();
    case U'p':
      return speak();
    case U'?':
      view_.sheet("help", help_lines(grades_));
      return Step::stay;
    default:
      return Step::leave;
  }
}

Review::Step Review::hint() {
  const auto hint = study_.hint();
  if (!hint) {
    view_.notice(answered() ? "the answer is here already" : "there is no further hint");
    return Step::stay;
  }
  hints_ += hints_.empty() ? "the word " + *hint : "; " + *hint;
  view_.tell({note("the word " + *hint)});
  return Step::stay;
}

Review::Step Review::undo() {
  const Question* before = study_.ask();
  const CardId card = before ? before->card.id : CardId{};  // no card has this id
  const auto undone = study_.undo();
  if (!undone) {
    view_.notice("there is nothing to undo");
    return Step::stay;
  }
  view_.notice(undone_text(*undone));
  const Question* question = study_.ask();
  if (!question || question->card.id != card) return Step::next;
  ask_again(*question);
  return Step::stay;
}

/// What was taken back, without the word that is asked now.
std::string Review::undone_text(const Undone& undone) {
  if (study_.cram()) return "undone";
  if (!undone.event) return "it had been undone already";
  const Question* question = study_.ask();
  const auto& subject = undone.event->subject;
  if (question && subject) {
    const auto card = store::find_card(db_, *subject);
    const Key entry = store::key_of(db_, static_cast<KeyId>(question->card.entry));
    if (*subject == entry || (card && card->entry == question->card.entry)) {
      return fmt::format("undone: {} of this word", to_string(undone.event->type()));
    }
  }
  return "undone: " + describe(db_, *undone.event);
}

/// The question that is there as it reads now, with all that is known of it.
void Review::ask_again(const Question& question) {
  view_.same_question(heading_of(question, study_, view_.signs()),
                      prompt_lines(question, view_.signs()));
  tell_verdict(question);
}

/// The entry in the editor, and back to the same card.
Review::Step Review::edit() {
  std::ostringstream said;
  Shell shell = shell_.writing_to(said);
  const auto row = store::entry_row(db_, study_.ask()->card.entry);
  const bool here = study_.change_entry([&] {
    try {
      view_.lend([&] { run_edit({row ? row->headword : "", "", false, false}, shell); });
    } catch (const Error& error) {
      said << error.what() << '\n' << error.hint() << '\n';
    }
  });
  const auto lines = lines_of(said.str());
  if (lines.size() > 1) {
    // It says where the text was kept.
    afterwards_.insert(afterwards_.end(), lines.begin(), lines.end());
    view_.sheet("edit", lines);
  }
  if (lines.size() == 1) view_.notice(plain_text(lines));
  if (!here) return Step::next;
  ask_again(*study_.ask());
  return Step::stay;
}

Review::Step Review::flag() {
  const std::string before = study_.ask()->card.state.flag;
  const auto text = view_.ask("note: ", before);
  if (!text || *text == before) {
    view_.notice(before.empty() ? "no flag" : "the flag stays as it is");
  } else if (!study_.flag(*text)) {
    view_.notice("nothing is written in a cram session");
  } else {
    view_.notice(text->empty() ? "the flag is gone"
                               : "flagged; lianxi find is:flagged --cards lists them");
  }
  return Step::stay;
}

Review::Step Review::accept() {
  if (study_.cram()) {
    view_.notice("nothing is written in a cram session");
  } else if (!answered() || !study_.accept()) {
    view_.notice("there is nothing to accept here");
  } else {
    view_.clear();
    tell_verdict(*study_.ask());
  }
  return Step::stay;
}

Review::Step Review::why() {
  std::vector<Line> lines;
  const auto card = store::card_row(db_, study_.ask()->card.id).value();
  const store::Settings& settings = study_.settings();
  for (std::string& line : why_lines(db_, card, settings, shell_.today(settings))) {
    lines.push_back(plain(std::move(line)));
  }
  view_.sheet("why", lines);
  return Step::stay;
}

Review::Step Review::speak() {
  if (!answered()) {
    view_.notice("the word is said once the answer is there");
    return Step::stay;
  }
  const Face& face = study_.ask()->face;
  view_.notice(say_aloud(face.characters.empty() ? face.word : face.characters.front(), shell_));
  return Step::stay;
}

}  // namespace lianxi::app
