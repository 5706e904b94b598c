#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/commands.h"
#include "app/json.h"
#include "app/lookup.h"
#include "session/why.h"

namespace lianxi::app {
namespace {

void add_memory(const std::optional<MemoryState>& memory, Json& json) {
  if (!memory) return;
  json["stability"] = memory->stability;
  json["difficulty"] = memory->difficulty;
}

Json state_json(const CardState& state) {
  Json json = {{"n", state.sm2.n},
               {"ease", state.sm2.ef100 / 100.0},
               {"interval_days", state.sm2.interval},
               {"due", day_or_null(state.due)}};
  add_memory(state.memory, json);
  return json;
}

Json step_json(const ReckoningStep& step) {
  Json json = {{"event", to_string(step.event.id)},
               {"type", std::string(to_string(step.event.type()))},
               {"day", to_string(step.day)}};
  if (const auto* review = std::get_if<ReviewAct>(&step.event.act)) {
    json["rating"] = static_cast<int>(review->rating);
    json["quality"] = review->quality ? Json(*review->quality) : Json();
    json["drill"] = step.drill;
    json["planned_days"] = step.planned ? Json(step.planned->count()) : Json();
  }
  json["rule"] = step.rule;
  json["before"] = state_json(step.before);
  json["after"] = state_json(step.after);
  return json;
}

Json outcomes_json(const Outcomes& outcomes) {
  Json json = Json::object();
  for (const Rating rating : {Rating::again, Rating::hard, Rating::good, Rating::easy}) {
    Json& outcome = json[std::string(to_string(rating))];
    outcome = {{"interval_days", outcomes[rating].interval.count()},
               {"ease", outcomes[rating].sm2.ef100 / 100.0}};
    add_memory(outcomes[rating].memory, outcome);
  }
  return json;
}

Json reckoning_json(const store::CardRow& card, const CardReckoning& reckoning) {
  Json steps = Json::array();
  for (const ReckoningStep& step : reckoning.steps) steps.push_back(step_json(step));
  return {{"id", to_hex(card.card.key)},
          {"word", text_or_null(reckoning.word)},
          {"kind", std::string(to_string(card.card.kind))},
          {"target", card.card.target},
          {"steps", steps},
          {"due", day_or_null(reckoning.state.due)},
          {"when", reckoning.when},
          {"hidden", text_or_null(reckoning.hidden)},
          {"now", reckoning.now ? outcomes_json(*reckoning.now) : Json()}};
}

void print_reckoning(const store::CardRow& card, const CardReckoning& reckoning, Shell& shell) {
  shell.out << shell.safe(fmt::format("{} {:<{}} {}  {}", to_hex(card.card.key).substr(0, 8),
                                      to_string(card.card.kind), kKindWidth, reckoning.word,
                                      card.card.target))
            << '\n';
  for (const std::string& line : why_lines(reckoning)) {
    shell.out << "  " << shell.safe(line) << '\n';
  }
}

}  // namespace

int run_why(const QueryOptions& options, Shell& shell) {
  Db db = shell.open_to_read();
  const auto settings = store::load_settings(db);
  const StudyDay today = shell.today(settings);
  const auto cards = cards_meant(db, options, today);
  if (cards.empty()) {
    shell.err << shell.safe(
                     fmt::format("why: no entry or card for {}; lianxi list lists the entries",
                                 fmt::join(options.words, " ")))
              << '\n';
    return kNo;
  }
  Json json = Json::array();
  for (const store::CardRow& card : cards) {
    const CardReckoning reckoning = reckon_card(db, card, settings, today);
    if (shell.options.json) {
      json.push_back(reckoning_json(card, reckoning));
    } else {
      print_reckoning(card, reckoning, shell);
    }
  }
  if (shell.options.json) print_json(shell, {{"schema", 1}, {"cards", json}});
  return kDone;
}

}  // namespace lianxi::app
