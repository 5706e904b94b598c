#include "foreign/supermemo_state.h"

#include <algorithm>

#include "foreign/field_text.h"
#include "foreign/numbers.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

int ease_of(const SuperMemoData& data) {
  constexpr double kFirst = 2.5;
  if (const auto e_factor = decimal_number(data.e_factor)) {
    return ease_from(*e_factor >= 100 ? *e_factor / 1000 : *e_factor);
  }
  return ease_from(std::min(decimal_number(data.a_factor).value_or(kFirst), kFirst));
}

}  // namespace

std::optional<StudyDay> supermemo_day(std::string_view text) {
  const auto parts = split(trim(text), '.');
  if (parts.size() != 3) return std::nullopt;
  const auto day = whole_number(parts[0]), month = whole_number(parts[1]),
             year = whole_number(parts[2]);
  if (!day || !month || !year || *day < 1 || *day > 31 || *month < 1 || *month > 12) {
    return std::nullopt;
  }
  if (*year < 0 || *year > 2199) return std::nullopt;
  // SuperMemo is of 1985.
  const std::int64_t full = *year >= 100 ? *year : *year >= 80 ? 1900 + *year : 2000 + *year;
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(full)),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  return plausible_day(day_number(std::chrono::local_days{date}));
}

std::optional<PastState> supermemo_state(const SuperMemoData& data) {
  const auto at_least_0 = [](std::string_view text) {
    return std::max<std::int64_t>(whole_number(text).value_or(0), 0);
  };
  const std::int64_t repetitions = at_least_0(data.repetitions), lapses = at_least_0(data.lapses);
  if (repetitions == 0 && lapses == 0) return std::nullopt;
  PastState state;
  state.n = static_cast<int>(std::min<std::int64_t>(repetitions, 10'000));
  state.ef100 = ease_of(data);
  state.interval = std::min<std::int64_t>(at_least_0(data.interval), 36'500);
  state.last = supermemo_day(data.last);
  if (state.last) state.due = plausible_day(day_number(*state.last) + state.interval);
  return state;
}

NoteType supermemo_note_type() {
  NoteType type;
  type.name = "SuperMemo";
  type.fields = {"question", "answer"};
  type.templates = {{"item", {0}, {1}}};
  return type;
}

Note supermemo_note(std::string_view question, std::string_view answer, const SuperMemoData& data) {
  Note note;
  note.type = supermemo_note_type().name;
  note.values = {field_text(question), field_text(answer)};
  PastCard card;
  card.question = note.values[0];
  card.answer = note.values[1];
  card.state = supermemo_state(data);
  note.cards.push_back(std::move(card));
  return note;
}

}  // namespace lianxi
