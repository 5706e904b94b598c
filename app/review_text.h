#pragma once

// What a review says: the same on a screen, in lines and for a screen reader. A screen reader hears
// words where others see signs.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cards/face.h"
#include "session/study.h"

namespace lianxi::app {

enum class Signs {
  drawn,    ///< ✓, ✗, ·
  in_words  ///< "right", "wrong"
};

inline Line plain(std::string text) { return {{Style::plain, std::move(text)}}; }
inline Line note(std::string text) { return {{Style::note, std::move(text)}}; }

/// The heading of a question: what is asked, where in the day, how long it will take.
struct Heading {
  std::vector<std::string> parts;
  std::string counts;
};
Heading heading_of(const Question& question, const Study& study, Signs signs);

/// What stands above the answer.
std::vector<Line> prompt_lines(const Question& question, Signs signs);
/// How the answer fared, in words; empty where nothing was typed.
std::vector<Line> verdict_lines(const Judgement& judgement, Signs signs);
/// The answer, what is said of it and its decks.
std::vector<Line> answer_lines(const Question& question, Signs signs);
/// What was done, and what tomorrow brings.
std::vector<Line> summary_lines(const StudySummary& summary, int tomorrow);
/// "3 answers, 1 other act".
std::string saved_text(const StudySummary& summary);

/// A command of the review: a key, or after ":" the key or the name.
struct ReviewCommand {
  char32_t key;
  std::string_view name;
  std::string_view does;  ///< "takes back the latest act"
};
/// All of them, in the order of the help.
const std::vector<ReviewCommand>& review_commands();
/// The keys of all commands.
std::u32string_view command_keys();
/// The command that ":h", "h", ":hint" or ":HINT" names, of whatever width; nothing for another
/// text.
std::optional<char32_t> command_named(std::string_view text);
/// "h hint", for the key line.
std::string key_text(char32_t key);

/// A full-width key is its ASCII one: input methods leave them on.
constexpr char32_t narrow(char32_t key) {
  return key >= 0xff01 && key <= 0xff5e ? key - 0xff01 + 0x21 : key;
}

/// How answers are graded: four ratings, or SM-2's six grades.
enum class Grades { four, six };
/// The rating that stands for one of SM-2's grades, 0-5; quality_of() leads back.
Rating rating_of_quality(int quality);
/// "enter good 6d", "1 again 1d", ...; without the days where the answer changes no schedule.
std::vector<std::string> grade_keys(const Question& question, Rating proposed, Grades grades,
                                    bool days);

/// Every key, and what it does.
std::vector<Line> help_lines(Grades grades);

}  // namespace lianxi::app
