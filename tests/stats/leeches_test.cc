#include "stats/leeches.h"

#include <doctest/doctest.h>

#include "base/hash.h"
#include "schedule/leech.h"

namespace lianxi {
namespace {

using Reviews = std::vector<LeechReview>;

WrongTry named(const char* word) { return {Verdict::other_word, word, false}; }
WrongTry of_verdict(Verdict verdict) { return {verdict, "", false}; }
WrongTry of_other_sense(const char* word) { return {Verdict::rival, word, true}; }

/// So many reviews alike.
Reviews times(std::size_t count, const LeechReview& review) { return Reviews(count, review); }
LeechReview lapse(std::vector<WrongTry> wrong, std::optional<bool> first_sight = {}) {
  return {true, false, first_sight, std::move(wrong)};
}
LeechReview recall(std::optional<bool> first_sight = {}) { return {false, true, first_sight, {}}; }

Reviews joined(std::initializer_list<Reviews> parts) {
  Reviews all;
  for (const Reviews& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

const WrongTry kTone = of_verdict(Verdict::tone), kWrong = of_verdict(Verdict::wrong);

}  // namespace

TEST_CASE("what was typed and shown tells why a card lapses") {
  const struct {
    const char* name;
    Reviews reviews;
    LeechPattern pattern;
  } rows[] = {
      {"never answered", {}, {}},
      {"don't know each time", times(6, lapse({})), {}},
      {"always as one word",
       times(6, lapse({named("关系")})),
       {LeechReason::other_word, "关系", 6, 6}},
      {"mostly as one word",
       joined({times(4, lapse({named("关系")})), times(3, lapse({kWrong}))}),
       {LeechReason::other_word, "关系", 4, 7}},
      {"half the time as one word",
       joined({times(3, lapse({named("关系")})), times(3, lapse({kWrong}))}),
       {}},
      {"twice as one word and nothing else",
       joined({times(2, lapse({named("关系")})), times(4, lapse({}))}),
       {}},
      {"now this word, now that",
       joined({times(3, lapse({named("关系")})), times(3, lapse({named("连接")}))}),
       {}},
      {"several tries of one answer",
       times(3, lapse({named("关系"), named("关系"), kTone})),
       {LeechReason::other_word, "关系", 6, 9}},
      {"tries in drills count too",
       joined({times(2, lapse({named("关系")})), times(2, {false, false, {}, {named("关系")}})}),
       {LeechReason::other_word, "关系", 4, 4}},
      {"tones", times(6, lapse({kTone})), {LeechReason::tone, "", 6, 6}},
      {"tones and letters alike",
       joined({times(3, lapse({kTone})), times(3, lapse({of_verdict(Verdict::letters)}))}),
       {}},
      {"words of another sense, each once",
       joined({times(1, lapse({of_other_sense("送")})), times(1, lapse({of_other_sense("给")})),
               times(2, lapse({of_other_sense("礼物")})), times(2, lapse({}))}),
       {LeechReason::two_senses, "", 4, 4}},
      {"one word of another sense is a word to part from",
       times(4, lapse({of_other_sense("礼物")})),
       {LeechReason::other_word, "礼物", 4, 4}},
      {"another reading of the word",
       times(4, lapse({{Verdict::tone, "", true}})),
       {LeechReason::two_senses, "", 4, 4}},
      {"only in new sentences",
       joined({times(4, lapse({}, true)), times(2, lapse({}, false)), times(5, recall(false))}),
       {LeechReason::first_sight, "", 4, 6}},
      {"in new sentences and in seen ones",
       joined({times(4, lapse({}, true)), times(3, lapse({}, false)), times(3, recall(false))}),
       {}},
      {"no sentence was ever seen again", times(6, lapse({}, true)), {}},
      {"most lapses in seen sentences",
       joined({times(3, lapse({}, true)), times(3, lapse({}, false)), times(9, recall(false))}),
       {}},
      {"a card without sentences", joined({times(6, lapse({})), times(9, recall())}), {}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    const LeechPattern pattern = leech_pattern(row.reviews);
    CAPTURE(reason_text(pattern));
    CHECK(pattern == row.pattern);
  }
}

TEST_CASE("each reason has a remedy that can be typed") {
  const Key key = hash_key({"a card"});
  const std::string id = to_hex(key).substr(0, 8);
  const struct {
    LeechPattern pattern;
    LeechCard card;
    std::string reason, share, what, command;
  } rows[] = {
      {{LeechReason::other_word, "关系", 4, 6},
       {CardKind::cloze, key, "联系", true},
       "answered as 关系",
       "4 of 6 wrong tries",
       "a contrast",
       "lianxi confusions --contrast"},
      {{LeechReason::other_word, "关系", 4, 6},
       {CardKind::cloze, key, "联系", false},
       "answered as 关系",
       "4 of 6 wrong tries",
       "that word",
       "lianxi add 关系"},
      {{LeechReason::other_word, "关系", 4, 6},
       {CardKind::contrast, key, "联系", true},
       "answered as 关系",
       "4 of 6 wrong tries",
       "more sentences",
       "lianxi edit 联系"},
      {{LeechReason::tone, "", 5, 6},
       {CardKind::reading, key, "联系"},
       "tone only",
       "5 of 6 wrong tries",
       "a reading drill",
       "lianxi review --cram kind:reading word:联系"},
      {{LeechReason::first_sight, "", 4, 6},
       {CardKind::cloze, key, "联系"},
       "first sight only",
       "4 of 6 lapses",
       "more sentences",
       "lianxi edit 联系"},
      {{LeechReason::two_senses, "", 3, 4},
       {CardKind::recall, key, "联系"},
       "two senses in one prompt",
       "3 of 4 wrong tries",
       "a split",
       "lianxi edit 联系"},
      {{}, {CardKind::meaning, key, "联系"}, "no pattern", "", "a rest", "lianxi suspend " + id},
      {{LeechReason::tone, "", 5, 6},
       {CardKind::reading, key, "x; rm 'a'"},
       "tone only",
       "5 of 6 wrong tries",
       "a reading drill",
       "lianxi review --cram kind:reading word:'x; rm '\\''a'\\'''"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.command);
    CHECK(reason_text(row.pattern) == row.reason);
    CHECK(share_text(row.pattern) == row.share);
    const LeechRemedy remedy = remedy_for(row.pattern, row.card);
    CHECK(remedy.what == row.what);
    CHECK(remedy.command == row.command);
  }
}

TEST_CASE("a leech is told at its limit and after every third lapse") {
  CHECK(leech_lapses("sm2") == 6);
  CHECK(leech_lapses("sm2-anki") == 8);
  std::vector<int> told;
  for (int lapses = 0; lapses <= 15; ++lapses) {
    if (is_leech_told(lapses, 6)) told.push_back(lapses);
  }
  CHECK(told == std::vector<int>{6, 9, 12, 15});
}

}  // namespace lianxi
