#include "app/review_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "app/lookup.h"
#include "text/utf8.h"

namespace lianxi::app {
namespace {

/// "about 6 min left"; under a minute no figure is worth reading.
std::string time_text(std::chrono::milliseconds left) {
  const auto minutes = std::chrono::round<std::chrono::minutes>(left).count();
  return minutes < 1 ? "under a minute left" : fmt::format("about {} min left", minutes);
}

/// A wrong sentence is marked as wrong, not only coloured.
std::vector<Line> with_marks(std::vector<Line> lines, Signs signs) {
  for (Line& line : lines) {
    for (StyledText& piece : line) {
      if (piece.style != Style::wrong) continue;
      piece.text = (signs == Signs::drawn ? "✗ " : "wrong: ") + piece.text;
    }
  }
  return lines;
}

/// "tones 1/2", of an answer in pinyin that has the right letters.
std::string tone_count(const Judgement& judgement) {
  if (judgement.verdict != Verdict::right && judgement.verdict != Verdict::tone) return {};
  // A light syllable has no tone to get right, but one may be given to it.
  const auto has_tone = [](const SyllableResult& one) {
    return one.wanted_tone > 0 || !one.tone_right;
  };
  const auto all = std::ranges::count_if(judgement.syllables, has_tone);
  const auto wrong = std::ranges::count(judgement.syllables, false, &SyllableResult::tone_right);
  return all > 0 ? fmt::format("  tones {}/{}", all - wrong, all) : "";
}

std::string verdict_name(Verdict verdict) {
  std::string name(to_string(verdict));
  std::ranges::replace(name, '_', ' ');
  return name;
}

std::string verdict_sign(const Judgement& judgement, Signs signs) {
  const bool right = judgement.verdict == Verdict::right;
  if (!judgement.proposed) return signs == Signs::drawn ? "· " : "once more: ";
  if (signs == Signs::drawn) return right ? "✓ " : "✗ ";
  return right || judgement.verdict == Verdict::wrong ? "" : "not right: ";
}

/// "blank: 3 characters": the line that is drawn is not read out. Empty where there is no blank.
std::string blanks_in_words(std::string_view sentence) {
  constexpr std::string_view kBlank = "＿";
  std::string counts;
  int count = 0;
  for (std::size_t at = 0; at <= sentence.size();) {
    if (sentence.substr(at).starts_with(kBlank)) {
      ++count;
      at += kBlank.size();
      continue;
    }
    if (count > 0)
      counts += (counts.empty() ? "" : " and ") + std::to_string(std::exchange(count, 0));
    ++at;
  }
  if (counts.empty()) return {};
  return "blank: " + counts + (counts == "1" ? " character" : " characters");
}

std::string times(int count) { return count == 1 ? "once" : fmt::format("{} times", count); }

/// "tones most missed: 4 given as 2 (3 times), 3 as 2 (once)".
std::string missed_tones(const StudySummary& summary) {
  std::vector<std::pair<int, std::pair<int, int>>> missed;  // count, wanted and given
  for (const auto& [tones, count] : summary.tones_missed) missed.emplace_back(count, tones);
  std::ranges::stable_sort(missed, std::greater<>{}, [](const auto& one) { return one.first; });
  if (missed.size() > 3) missed.resize(3);
  std::string text;
  for (const auto& [count, tones] : missed) {
    text += text.empty() ? "tones most missed: " : ", ";
    text += tones.second == 0
                ? fmt::format("{} left out ({})", tones.first, times(count))
                : fmt::format("{} given as {} ({})", tones.first, tones.second, times(count));
  }
  return text;
}

}  // namespace

Heading heading_of(const Question& question, const Study& study, Signs signs) {
  const auto left = study.remaining();
  const auto count = [&](QueuePart part) {
    const auto found = left.find(part);
    return found == left.end() ? 0 : found->second;
  };
  Heading heading;
  std::string kind(to_string(question.card.card.kind));
  if (question.drill()) kind += signs == Signs::drawn ? " · once more" : ", once more";
  const std::string place = signs == Signs::drawn
                                ? fmt::format("{}/{}", question.position, question.of)
                                : fmt::format("card {} of {}", question.position, question.of);
  heading.parts = {std::move(kind), place, time_text(study.time_left())};
  if (!question.card.state.flag.empty()) heading.parts.insert(heading.parts.begin() + 2, "flagged");
  heading.counts = fmt::format("new {}  again {}  due {}", count(QueuePart::new_card),
                               count(QueuePart::drill), count(QueuePart::review));
  return heading;
}

std::vector<Line> prompt_lines(const Question& question, Signs signs) {
  std::vector<Line> lines = question.face.prompt;
  if (signs == Signs::in_words && !lines.empty()) {
    const std::string blanks = blanks_in_words(plain_text(lines.front()));
    if (!blanks.empty()) lines.insert(lines.begin() + 1, plain(blanks));
  }
  if (!question.hint.empty()) lines.push_back(note(question.hint));
  if (!question.face.choices.empty()) {
    lines.push_back(
        plain(fmt::format("{} or {}?", question.face.choices[0], question.face.choices[1])));
  }
  return lines;
}

std::vector<Line> verdict_lines(const Judgement& judgement, Signs signs) {
  if (judgement.verdict == Verdict::shown) return {};
  std::string text = verdict_sign(judgement, signs);
  // Where it is asked which characters were meant, the message says all.
  if (judgement.choices.empty()) text += verdict_name(judgement.verdict) + tone_count(judgement);
  if (!judgement.message.empty())
    text += (judgement.choices.empty() ? "  " : "") + judgement.message;
  return {plain(text)};
}

std::vector<Line> answer_lines(const Question& question, Signs signs) {
  std::vector<Line> lines = with_marks(question.face.answer, signs);
  std::string decks;
  for (const std::string& deck : question.decks) decks += (decks.empty() ? "" : ", ") + deck;
  lines.push_back(note("deck " + decks));
  const std::string& flag = question.card.state.flag;
  if (!flag.empty()) lines.push_back(note("flagged: " + flag));
  return lines;
}

std::string saved_text(const StudySummary& summary) {
  std::string text = counted(summary.answers, "answer");
  if (summary.acts > 0) text += ", " + counted(summary.acts, "other act");
  return text;
}

std::vector<Line> summary_lines(const StudySummary& summary, int tomorrow) {
  std::vector<Line> lines;
  if (summary.answers > 0) {
    lines.push_back(
        plain(fmt::format("done: {}, {}, {}", counted(summary.answers, "answer"),
                          counted(summary.introduced, "new card"),
                          minutes_text(static_cast<double>(summary.taken.count()) / 60000, 1))));
  }
  for (const auto& [kind, recall] : summary.by_kind) {
    lines.push_back(plain(fmt::format("  {:<{}} {} of {} recalled", to_string(kind), kKindWidth,
                                      recall.recalled, recall.asked)));
  }
  if (!summary.tones_missed.empty()) lines.push_back(plain(missed_tones(summary)));
  lines.push_back(plain(fmt::format("tomorrow: {} due", tomorrow)));
  return lines;
}

const std::vector<ReviewCommand>& review_commands() {
  static const std::vector<ReviewCommand> commands = {
      {U'h', "hint", "says a little of the word: its first sound, then more; each costs a rating"},
      {U'u', "undo", "takes back the latest act, also one before this session"},
      {U'e', "edit", "changes the entry in your editor and comes back to the card"},
      {U's', "suspend", "hides the card until lianxi resume"},
      {U'b', "bury", "hides the card until tomorrow"},
      {U'f', "flag", "leaves a note on the card for later"},
      {U'a', "accept", "takes what you typed as right, now and in future"},
      {U'w', "why", "shows how the day on which the card comes was reckoned"},
      {U'p', "speak", "says the word aloud"},
      {U'?', "help", "shows this"},
      {U'q', "quit", "leaves; what is rated is saved already"},
  };
  return commands;
}

std::u32string_view command_keys() {
  static const std::u32string keys = [] {
    std::u32string all;
    for (const ReviewCommand& command : review_commands()) all += command.key;
    return all;
  }();
  return keys;
}

std::optional<char32_t> command_named(std::string_view text) {
  std::string name = nfkc(trim(text));
  if (name.starts_with(':')) name.erase(0, 1);
  for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  for (const ReviewCommand& command : review_commands()) {
    const bool by_key = name.size() == 1 && static_cast<char32_t>(name[0]) == command.key;
    if (by_key || name == command.name) return command.key;
  }
  return std::nullopt;
}

std::string key_text(char32_t key) {
  for (const ReviewCommand& command : review_commands()) {
    if (command.key == key) return fmt::format("{} {}", static_cast<char>(key), command.name);
  }
  return {};
}

Rating rating_of_quality(int quality) {
  return quality < 3 ? Rating::again : static_cast<Rating>(quality - 1);
}

std::vector<std::string> grade_keys(const Question& question, Rating proposed, Grades grades,
                                    bool days) {
  const auto interval = [&](Rating rating) {
    return days ? fmt::format(" {}d", question.outcomes[rating].interval.count()) : "";
  };
  std::vector<std::string> keys = {
      fmt::format("enter {}{}", to_string(proposed), interval(proposed))};
  if (grades == Grades::four) {
    for (const Rating rating : kRatings) {
      keys.push_back(
          fmt::format("{} {}{}", static_cast<int>(rating), to_string(rating), interval(rating)));
    }
    return keys;
  }
  for (int quality = 0; quality <= 5; ++quality) {
    keys.push_back(fmt::format("{}{}", quality, interval(rating_of_quality(quality))));
  }
  return keys;
}

std::vector<Line> help_lines(Grades grades) {
  std::vector<Line> lines = {
      plain(
          "While you type every key is text: pinyin with tones (lian2xi4, liánxì) or characters."),
      plain("Enter judges what you typed; alone it says that you don't know."),
      plain("Commands are Alt and a key, or a line that begins with a colon, :h or :hint."),
      plain("After the verdict, and on cards that you judge yourself, the keys count at once:"),
      plain("enter  turns the card over, and then takes the rating that is proposed")};
  if (grades == Grades::four) {
    lines.push_back(plain("1 2 3 4  again, hard, good, easy; again and good are enough"));
  } else {
    lines.push_back(plain("0 1 2  not recalled, from a blackout to nearly"));
    lines.push_back(plain("3 4 5  recalled, with difficulty, after hesitation, at once"));
  }
  for (const ReviewCommand& command : review_commands()) {
    lines.push_back(plain(
        fmt::format("{}  {}: {}", static_cast<char>(command.key), command.name, command.does)));
  }
  lines.push_back(
      plain("space  as enter; where there is more it scrolls, as page down and page up do"));
  lines.push_back(plain("Ctrl-C leaves at once, Ctrl-D on an empty line too, Ctrl-Z rests."));
  return lines;
}

}  // namespace lianxi::app
