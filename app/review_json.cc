#include "app/review_json.h"

#include "app/read_line.h"
#include "app/review_text.h"
#include "base/limits.h"

namespace lianxi::app {

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
  if (question.counts()) {
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
  Json json = {{"card", to_hex(saved.card)},
               {"rating", static_cast<int>(saved.rating)},
               {"due", day_or_null(saved.due)}};
  if (saved.leech) json["leech"] = saved.leech->state.lapses;
  return {{"saved", std::move(json)}};
}

namespace {

void print_error(Shell& shell, const std::string& why) {
  print_json(shell, {{"error", why}}, true);
}

/// One question, until another is in front; false at the end of input.
class Exchange {
 public:
  Exchange(Study& study, Shell& shell) : study_(study), question_(*study.ask()), shell_(shell) {}

  bool run() {
    print_json(shell_, question_json(question_), true);
    study_.rest();
    std::string line;
    for (LineRead read; (read = read_line(shell_.in, line, kMaxMessage)) != LineRead::end;) {
      if (read == LineRead::cut) {
        print_error(shell_, "a message has at most 64 KiB");
        continue;
      }
      const Json message = Json::parse(line, nullptr, false);
      if (take(message)) return true;
    }
    return false;
  }

 private:
  /// True when another question is in front.
  bool take(const Json& message) {
    if (!message.is_object() || message.size() != 1) {
      print_error(shell_, "send {\"answer\":\"...\"} or {\"rating\":1..4}, one a line");
      return false;
    }
    const std::string& key = message.begin().key();
    const Json& value = message.begin().value();
    if (value.is_string() && value.get_ref<const std::string&>().size() > kMaxTyped) {
      print_error(shell_, "a text has at most 4 KiB");
      return false;
    }
    if (key == "answer") return take_answer(value);
    if (key == "rating") return take_rating(value);
    if (key == "quality") return take_quality(value);
    if (key == "hint") return say({{"hint", text_or_null(study_.hint().value_or(""))}});
    if (key == "flag" && value.is_string()) {
      return say({{"flagged", study_.flag(value.get<std::string>())}});
    }
    if (key == "accept") return say({{"accepted", study_.proposed() && study_.accept()}});
    if (key == "undo") return undo();
    if (key == "suspend" || key == "bury") {
      const std::string card = to_hex(question_.card.card.key);
      key == "bury" ? study_.bury() : study_.suspend();
      say({{key == "bury" ? "buried" : "suspended", card}});
      return true;
    }
    print_error(shell_,
                "known here: answer, hint, rating, quality, accept, flag, suspend, bury, undo");
    return false;
  }

  bool say(const Json& json) {
    print_json(shell_, json, true);
    return false;
  }

  bool take_answer(const Json& typed) {
    if (!typed.is_string()) {
      print_error(shell_, "an answer is a text");
    } else if (study_.proposed()) {
      print_error(shell_,
                  "the verdict is given: send {\"rating\":1..4} or {\"rating\":\"proposed\"}");
    } else {
      say(verdict_json(question_, study_.answer(typed.get<std::string>())));
    }
    return false;
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
    say(saved_json(study_.rate(*rating)));
    return true;
  }

  bool take_quality(const Json& json) {
    const auto quality = json.is_number_integer() ? json.get<std::int64_t>() : -1;
    if (quality < 0 || quality > 5) {
      print_error(shell_, "a quality is 0, 1, 2, 3, 4 or 5");
      return false;
    }
    const int grade = static_cast<int>(quality);
    say(saved_json(study_.rate(rating_of_quality(grade), grade)));
    return true;
  }

  bool undo() {
    const auto undone = study_.undo();
    const auto event = undone ? undone->event : std::nullopt;
    say({{"undone", event ? Json(std::string(to_string(event->type()))) : Json()}});
    return undone.has_value();
  }

  Study& study_;
  const Question& question_;
  Shell& shell_;
};

}  // namespace

void review_json(Study& study, Shell& shell) {
  while (study.ask()) {
    if (!Exchange(study, shell).run()) return;
  }
}

}  // namespace lianxi::app
