#include "app/review_json.h"

#include "app/json.h"

namespace lianxi::app {
namespace {

Json question_json(const Question& question) {
  const Face& face = question.face;
  return {{"card", to_hex(question.card.card.key)},
          {"kind", std::string(to_string(question.card.card.kind))},
          {"word", text_or_null(face.word)},
          {"prompt", plain_text(face.prompt)},
          {"hint", text_or_null(question.hint)},
          {"choices", face.choices},
          {"drill", question.drill()},
          {"position", question.position},
          {"of", question.of}};
}

Json verdict_json(const Question& question, const Judgement& judgement) {
  Json intervals = Json::object();
  if (!question.drill()) {
    for (const Rating rating : kRatings) {
      intervals[std::to_string(static_cast<int>(rating))] =
          question.outcomes[rating].interval.count();
    }
  }
  const bool again = !judgement.proposed;
  return {{"verdict", std::string(to_string(judgement.verdict))},
          {"correct", again ? Json() : Json(question.face.correct)},
          {"proposed", again ? Json() : Json(static_cast<int>(*judgement.proposed))},
          {"intervals", intervals},
          {"message", text_or_null(judgement.message)},
          {"choices", judgement.choices}};
}

Json saved_json(const Saved& saved) {
  return {{"saved",
           {{"card", to_hex(saved.card)},
            {"rating", static_cast<int>(saved.rating)},
            {"due", day_or_null(saved.due)}}}};
}

void print_error(Shell& shell, const std::string& why) {
  print_json(shell, {{"error", why}}, true);
}

/// One question, until it is rated; false at the end of input.
class Exchange {
 public:
  Exchange(Study& study, const Question& question, Shell& shell)
      : study_(study), question_(question), shell_(shell) {}

  bool run() {
    print_json(shell_, question_json(question_), true);
    for (std::string line; std::getline(shell_.in, line);) {
      const Json message = Json::parse(line, nullptr, false);
      if (take(message)) return true;
    }
    return false;
  }

 private:
  /// True when the question is rated.
  bool take(const Json& message) {
    if (!message.is_object() || message.size() != 1) {
      print_error(shell_, "send {\"answer\":\"...\"} or {\"rating\":1..4}, one a line");
    } else if (message.contains("answer")) {
      take_answer(message["answer"]);
    } else if (message.contains("rating")) {
      return take_rating(message["rating"]);
    } else if (message.contains("hint")) {
      print_json(shell_, {{"hint", text_or_null(study_.hint().value_or(""))}}, true);
    } else {
      print_error(shell_, "only \"answer\", \"hint\" and \"rating\" are known here");
    }
    return false;
  }

  void take_answer(const Json& typed) {
    if (!typed.is_string()) return print_error(shell_, "an answer is a text");
    if (study_.proposed()) {
      return print_error(shell_,
                         "the verdict is given: send {\"rating\":1..4} or "
                         "{\"rating\":\"proposed\"}");
    }
    print_json(shell_, verdict_json(question_, study_.answer(typed.get<std::string>())), true);
  }

  bool take_rating(const Json& json) {
    std::optional<Rating> rating;
    if (json == "proposed") {
      rating = study_.proposed();
      if (!rating) print_error(shell_, "no rating is proposed yet");
    } else {
      if (json.is_number_integer()) rating = rating_from_number(json.get<std::int64_t>());
      if (!rating) print_error(shell_, "a rating is 1, 2, 3, 4 or \"proposed\"");
    }
    if (!rating) return false;
    print_json(shell_, saved_json(study_.rate(*rating)), true);
    return true;
  }

  Study& study_;
  const Question& question_;
  Shell& shell_;
};

}  // namespace

void review_json(Study& study, Shell& shell) {
  while (const Question* question = study.ask()) {
    if (!Exchange(study, *question, shell).run()) return;
  }
}

}  // namespace lianxi::app
