#include "stats/leeches.h"

#include <map>

#include "text/hanzi.h"
#include "text/shell_word.h"

namespace lianxi {
namespace {

/// How many of what.
struct Share {
  std::int64_t times = 0, of = 0;
  bool is_pattern() const { return times >= kLeastOfPattern && 2 * times > of; }
};

struct WrongTries {
  Share tone, other_sense, word;
  std::string most_named;
};

WrongTries count_tries(std::span<const LeechReview> reviews) {
  WrongTries tries;
  std::map<std::string, std::int64_t> named;
  std::int64_t all = 0;
  for (const LeechReview& review : reviews) {
    for (const WrongTry& one : review.wrong) {
      ++all;
      tries.tone.times += one.verdict == Verdict::tone ? 1 : 0;
      tries.other_sense.times += one.other_sense ? 1 : 0;
      if (!one.word.empty()) ++named[one.word];
    }
  }
  for (const auto& [word, times] : named) {
    if (times <= tries.word.times) continue;
    tries.word.times = times;
    tries.most_named = word;
  }
  tries.tone.of = tries.other_sense.of = tries.word.of = all;
  return tries;
}

/// Nothing where the word is forgotten in sentences seen before, too.
std::optional<Share> lapses_at_first_sight(std::span<const LeechReview> reviews) {
  Share lapses, seen;
  for (const LeechReview& review : reviews) {
    lapses.of += review.lapse ? 1 : 0;
    if (!review.first_sight) continue;
    lapses.times += review.lapse && *review.first_sight ? 1 : 0;
    if (*review.first_sight || !(review.lapse || review.recalled)) continue;
    ++seen.of;
    seen.times += review.recalled ? 1 : 0;
  }
  if (!lapses.is_pattern() || 2 * seen.times <= seen.of) return std::nullopt;
  return lapses;
}

/// The word as it is typed in a shell.
std::string typed_word(const std::string& word) {
  return all_hanzi(word) ? word : shell_word(word);
}

}  // namespace

LeechPattern leech_pattern(std::span<const LeechReview> reviews) {
  const WrongTries tries = count_tries(reviews);
  const auto pattern = [](LeechReason reason, const Share& share, std::string word = "") {
    return LeechPattern{reason, std::move(word), share.times, share.of};
  };
  if (tries.word.is_pattern()) {
    return pattern(LeechReason::other_word, tries.word, tries.most_named);
  }
  if (tries.other_sense.is_pattern()) return pattern(LeechReason::two_senses, tries.other_sense);
  if (tries.tone.is_pattern()) return pattern(LeechReason::tone, tries.tone);
  if (const auto lapses = lapses_at_first_sight(reviews)) {
    return pattern(LeechReason::first_sight, *lapses);
  }
  return {};
}

std::string reason_text(const LeechPattern& pattern) {
  switch (pattern.reason) {
    case LeechReason::other_word:
      return "answered as " + pattern.word;
    case LeechReason::two_senses:
      return "two senses in one prompt";
    case LeechReason::tone:
      return "tone only";
    case LeechReason::first_sight:
      return "first sight only";
    case LeechReason::none:
      break;
  }
  return "no pattern";
}

std::string share_text(const LeechPattern& pattern) {
  if (pattern.reason == LeechReason::none) return "";
  return std::to_string(pattern.times) + " of " + std::to_string(pattern.of) +
         (pattern.reason == LeechReason::first_sight ? " lapses" : " wrong tries");
}

LeechRemedy remedy_for(const LeechPattern& pattern, const LeechCard& card) {
  const std::string word = typed_word(card.word);
  switch (pattern.reason) {
    case LeechReason::other_word:
      if (!card.knows_other_word) return {"that word", "lianxi add " + typed_word(pattern.word)};
      // What a contrast has not taught, another one will not.
      if (card.kind == CardKind::contrast) return {"more sentences", "lianxi edit " + word};
      if (card.has_contrast) {
        return {"a drill of their contrast", "lianxi review --cram kind:contrast word:" + word};
      }
      return {"a contrast", "lianxi confusions --contrast"};
    case LeechReason::two_senses:
      return {"a split", "lianxi edit " + word};
    case LeechReason::tone:
      return {"a reading drill", "lianxi review --cram kind:reading word:" + word};
    case LeechReason::first_sight:
      return {"more sentences", "lianxi edit " + word};
    case LeechReason::none:
      break;
  }
  return {"a rest", "lianxi suspend " + to_hex(card.key).substr(0, 8)};
}

}  // namespace lianxi
