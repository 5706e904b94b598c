#include <fmt/format.h>

#include "app/commands.h"
#include "app/config_file.h"
#include "app/lookup.h"
#include "app/review_json.h"
#include "app/review_lines.h"
#include "app/stats_leeches.h"

namespace lianxi::app {
namespace {

void print(const std::vector<Line>& lines, Shell& shell) {
  print_lines(lines, palette_of(shell), ambiguous_width(shell), shell);
}

/// The first digits of a card's id, enough to name it.
std::string short_id(const Question& question) {
  return to_hex(question.card.card.key).substr(0, 8);
}

/// The one card of a name. Throws Error (usage) where the name is that of several.
std::optional<CardId> card_named(Db& db, const std::string& name) {
  const auto cards = cards_named(db, name);
  if (cards.size() > 1) {
    throw Error(ErrorKind::usage,
                fmt::format("{} has {}", name, counted(std::ssize(cards), "card")),
                "name one by its id: lianxi next shows it, lianxi show WORD all of them");
  }
  return cards.empty() ? std::nullopt : std::optional(cards.front().id);
}

/// The texts one after the other, until a verdict stands. A rating alone needs none.
Judgement judge(Study& study, const AnswerOptions& options) {
  if (options.typed.empty() && (options.rating || options.quality)) {
    return {Verdict::shown, Rating::again, "", {}, false, {}};
  }
  Judgement judgement = study.answer(options.typed.empty() ? "" : options.typed.front());
  for (std::size_t i = 1; i < options.typed.size() && !judgement.proposed; ++i) {
    judgement = study.answer(options.typed[i]);
  }
  return judgement;
}

}  // namespace

int run_next(const QueryOptions& options, Shell& shell) {
  Db db = shell.open_to_read();
  StudyOptions study_options;
  study_options.selection = {query_of(db, options)};
  Study study(db, *shell.clock, study_options);
  const Question* question = study.ask();
  if (shell.options.json) {
    Json json = {{"schema", 1}};
    json.update(question ? question_json(*question) : Json{{"card", nullptr}});
    print_json(shell, json);
  } else if (!question) {
    shell.err << "next: nothing is due; lianxi due says what waits\n";
  } else {
    shell.out << to_string(question->card.card.kind) << "  " << short_id(*question) << '\n';
    print(prompt_lines(*question, Signs::drawn), shell);
    shell.out << fmt::format("answer it with: lianxi answer {} {}\n", short_id(*question),
                             learner_judges(question->card.card.kind) ? "--rating 3" : "TEXT");
  }
  return question ? kDone : kNo;
}

int run_answer(const AnswerOptions& options, Shell& shell) {
  Db db = shell.open_to_write();
  StudyOptions study_options;
  study_options.card = card_named(db, options.card);
  study_options.ahead = Days{options.ahead};
  if (!study_options.card) {
    shell.err << "answer: no card " << shell.safe(options.card)
              << "; lianxi next shows one with its id\n";
    return kNo;
  }
  Study study(db, *shell.clock, study_options);
  if (!study.ask()) {
    shell.err << "answer: this card is not asked today; lianxi next shows one that is\n";
    return kNo;
  }
  const Question question = *study.ask();
  const bool rated = options.rating || options.quality;
  if (learner_judges(question.card.card.kind) && !rated) {
    throw Error(ErrorKind::usage, "how well you knew it is for you to say",
                "--rating 1 (again), 2 (hard), 3 (good) or 4 (easy)");
  }
  const Judgement judgement = judge(study, options);
  Json json = {{"schema", 1}};
  json.update(verdict_json(question, judgement));
  if (!shell.options.json) print(verdict_lines(judgement, Signs::drawn), shell);
  if (judgement.proposed) {
    const Rating rating = options.quality  ? rating_of_quality(*options.quality)
                          : options.rating ? *rating_from_number(*options.rating)
                                           : *judgement.proposed;
    const Saved saved = study.rate(rating, options.quality);
    json.update(saved_json(saved));
    if (!shell.options.json) {
      print(answer_lines(question, Signs::drawn), shell);
      shell.out << fmt::format("{}{}\n", to_string(rating),
                               saved.due ? ", due " + to_string(*saved.due) : "");
      if (saved.leech) {
        const Leech leech = explain_leech(db, *saved.leech, study.settings());
        shell.out << shell.safe(leech_line(leech)) << '\n';
      }
    }
  } else {
    json["saved"] = nullptr;
  }
  if (shell.options.json) print_json(shell, json);
  return judgement.proposed ? kDone : kNo;
}

}  // namespace lianxi::app
