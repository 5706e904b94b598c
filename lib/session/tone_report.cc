#include "session/tone_report.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include "grade/typed_pinyin.h"
#include "session/past_questions.h"
#include "store/log.h"
#include "text/hanzi.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

/// One question and one answer to it.
struct TypedAnswer {
  EntryId entry{};
  CardId card{};
  std::optional<KeyId> sentence;
  std::string text;
  friend auto operator<=>(const TypedAnswer&, const TypedAnswer&) = default;
};

struct HashOfAnswer {
  std::size_t operator()(const TypedAnswer& answer) const {
    constexpr std::size_t kOdd = 0x9e3779b97f4a7c15;  // spreads small numbers over all bits
    return std::hash<std::string>{}(answer.text) ^ static_cast<std::size_t>(answer.card) * kOdd ^
           static_cast<std::size_t>(answer.sentence.value_or(KeyId{})) * (kOdd << 1 | 1);
  }
};

struct Given {
  bool toned = false;  ///< pinyin with at least one tone
  std::int64_t times = 0;
};

/// Every text that was typed, once for each question.
using GivenAnswers = std::unordered_map<TypedAnswer, Given, HashOfAnswer>;

bool is_toned_pinyin(const std::string& text) {
  return !has_hanzi(fold(text)) && TypedPinyin(text).toned();
}

/// Whether the answer was taken for one to this question: who types another word has given the
/// tones of that one.
bool is_about_word(Verdict verdict) {
  return verdict != Verdict::rival && verdict != Verdict::other_word && verdict != Verdict::shown;
}

GivenAnswers count_answers(Db& db, const DeadEvents& dead, const store::TypedFilter& filter) {
  GivenAnswers answers;
  store::for_each_typed_review(db, dead, filter, [&](const store::TypedReview& review) {
    for (const Attempt& attempt : review.attempts) {
      const auto [known, is_new] =
          answers.try_emplace({review.entry, review.card, review.sentence, attempt.typed});
      if (is_new) known->second.toned = is_toned_pinyin(attempt.typed);
      if (!known->second.toned) continue;
      if (is_about_word(attempt.verdict)) ++known->second.times;
      return;
    }
  });
  return answers;
}

/// Entry by entry and question by question.
std::vector<const GivenAnswers::value_type*> in_order(const GivenAnswers& answers) {
  std::vector<const GivenAnswers::value_type*> list;
  for (const auto& answer : answers) {
    if (answer.second.times > 0) list.push_back(&answer);
  }
  std::ranges::sort(list, std::less<>{},
                    [](const auto* answer) -> const TypedAnswer& { return answer->first; });
  return list;
}

}  // namespace

ToneReport tone_report(Db& db, const store::TypedFilter& filter) {
  const DeadEvents dead = store::dead_events(db);
  const GivenAnswers answers = count_answers(db, dead, filter);
  ToneReport report;
  ToneCounter counter;
  PastQuestions questions(db, dead);
  std::optional<Wanted> wanted;
  const TypedAnswer* before = nullptr;
  for (const auto* given : in_order(answers)) {
    const TypedAnswer& answer = given->first;
    const std::int64_t times = given->second.times;
    if (!before || before->card != answer.card || before->sentence != answer.sentence) {
      wanted = questions.wanted(answer.entry, answer.card, answer.sentence);
    }
    before = &answer;
    if (wanted && !wanted->characters.empty()) {
      counter.add(wanted->characters.front(), grade(answer.text, *wanted, {}), times);
    } else {
      report.unknown += times;
    }
  }
  report.figures = counter.figures();
  return report;
}

std::vector<Table> tone_tables(const ToneReport& report) {
  const ToneFigures& figures = report.figures;
  Table tones{"tones", {"position", "asked", "typed", "answers"}, {}};
  for (std::size_t place = 0; place < kTonePlaces; ++place) {
    for (const auto& [cell, words] : figures.words) {
      const std::int64_t answers = figures.by_place[place].at(cell);
      if (answers == 0) continue;
      tones.rows.push_back({static_cast<std::int64_t>(place) + 1, std::int64_t{cell.asked},
                            std::int64_t{cell.typed}, answers});
    }
  }
  Table pairs{"tone_pairs", {"asked", "typed", "answers"}, {}};
  for (const PairCount& pair : figures.pairs) {
    pairs.rows.push_back({pair.tones.asked(), pair.tones.typed(), pair.answers});
  }
  Table words{"tone_words", {"asked", "typed", "word", "answers"}, {}};
  for (const auto& [cell, list] : figures.words) {
    for (const auto& [word, answers] : list) {
      words.rows.push_back({std::int64_t{cell.asked}, std::int64_t{cell.typed}, word, answers});
    }
  }
  return {std::move(tones), std::move(pairs), std::move(words)};
}

}  // namespace lianxi
