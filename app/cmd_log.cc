#include <fmt/format.h>

#include "app/commands.h"
#include "app/describe.h"
#include "app/json.h"
#include "session/sentence_texts.h"
#include "store/cards.h"
#include "store/newest_events.h"
#include "store/payload.h"

namespace lianxi::app {
namespace {

/// What a review was about: the card, and the sentence that was shown.
struct ReviewedCard {
  std::string card;      ///< "cloze 联系不上"; empty for other events
  std::string sentence;  ///< empty where the card shows none
};

ReviewedCard reviewed_card(Db& db, SentenceTexts& sentences, const Event& event) {
  const auto* review = std::get_if<ReviewAct>(&event.act);
  const auto card = review && event.subject ? store::find_card(db, *event.subject) : std::nullopt;
  if (!card) return {};
  return {fmt::format("{} {}", to_string(card->card.kind), card->card.target),
          review->sentence ? sentences.text_of(card->entry, *review->sentence) : ""};
}

Json event_json(Db& db, const Event& event, const ReviewedCard& reviewed, bool dead) {
  Json json = {{"device", to_hex(event.id.device)},
               {"seq", event.id.seq},
               {"at", to_string(event.at)},
               {"day", to_string(event.day)},
               {"type", std::string(to_string(event.type()))},
               {"card", event.subject ? Json(to_hex(*event.subject)) : Json()},
               {"undone", dead}};
  const auto* review = std::get_if<ReviewAct>(&event.act);
  if (!review) {
    const Json payload = Json::parse(store::to_payload(event.act, event.with).value_or("{}"));
    for (const auto& [key, value] : payload.items()) json[key == "device" ? "target" : key] = value;
    if (const auto* undo = std::get_if<UndoAct>(&event.act)) {
      json["seq"] = event.id.seq;
      json["target"] = to_string(undo->target);
    }
    return json;
  }
  Json attempts = Json::array();
  for (const Attempt& attempt : store::attempts_of(db, event.id)) {
    attempts.push_back(
        {{"typed", attempt.typed}, {"verdict", std::string(to_string(attempt.verdict))}});
  }
  json["rating"] = static_cast<int>(review->rating);
  json["quality"] = review->quality ? Json(*review->quality) : Json();
  json["taken_ms"] = review->taken.count();
  json["attempts"] = attempts;
  json["about"] = text_or_null(reviewed.card);
  json["sentence"] = review->sentence ? Json(to_hex(*review->sentence)) : Json();
  json["sentence_text"] = text_or_null(reviewed.sentence);
  json["scheduler"] = review->scheduler;
  json["interval_days"] = review->interval ? Json(review->interval->count()) : Json();
  return json;
}

std::string event_text(const Event& event, const ReviewedCard& reviewed, bool dead) {
  std::string text = fmt::format("{}  {:<9}", minute_text(event.at), to_string(event.type()));
  if (const auto* review = std::get_if<ReviewAct>(&event.act)) {
    text += fmt::format(" {:<5}", to_string(review->rating));
  }
  if (event.subject) text += " " + to_hex(*event.subject).substr(0, 8);
  if (const auto payload = store::to_payload(event.act, event.with)) text += " " + *payload;
  if (!reviewed.card.empty()) text += "  " + reviewed.card;
  if (!reviewed.sentence.empty()) text += "  " + reviewed.sentence;
  return text + (dead ? "  (undone)" : "");
}

}  // namespace

int run_log(const LogOptions& options, Shell& shell) {
  Db db = shell.open_to_read();
  const DeadEvents dead = store::dead_events(db);
  SentenceTexts sentences(db);
  const auto print = [&](const Event& event) {
    const bool undone = dead.contains(event.id, event.import);
    const ReviewedCard reviewed = reviewed_card(db, sentences, event);
    if (shell.options.json)
      print_json(shell, event_json(db, event, reviewed, undone));
    else
      shell.out << shell.safe(event_text(event, reviewed, undone)) << '\n';
  };
  if (!options.limit) store::for_each_event(db, print);
  for (const Event& event : store::newest_events(db, options.limit.value_or(0))) print(event);
  return kDone;
}

}  // namespace lianxi::app
