#include "grade/grade.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <span>

#include "grade/fit.h"
#include "grade/hint.h"
#include "grade/sandhi.h"
#include "grade/typed_pinyin.h"
#include "text/hanzi.h"
#include "text/pinyin.h"
#include "text/readings.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

constexpr std::optional<Rating> kAskAgain = std::nullopt;

bool is_spelling_of(std::string_view folded, const Wanted& wanted) {
  return std::ranges::any_of(wanted.characters,
                             [&](const std::string& word) { return fold(word) == folded; });
}

/// Folding would drop the colon of "nu:3", so pinyin is compared as pinyin.
bool is_same_answer(std::string_view a, std::string_view b) {
  const auto pinyin_a = parse_pinyin(a);
  const auto pinyin_b = parse_pinyin(b);
  return pinyin_a && pinyin_b ? *pinyin_a == *pinyin_b : fold(a) == fold(b);
}

bool is_accepted(std::string_view typed, const Wanted& wanted) {
  return std::ranges::any_of(wanted.accepted, [&](const std::string& accepted) {
    return is_same_answer(accepted, typed);
  });
}

// --- Other words ------------------------------------------------------------------------------

/// The words known under what was typed, without the one that was wanted.
std::vector<KnownWord> other_words(std::string_view typed, const Wanted& wanted) {
  if (!wanted.lookup) return {};
  std::vector<KnownWord> words = wanted.lookup(typed);
  std::erase_if(words,
                [&](const KnownWord& word) { return is_spelling_of(fold(word.headword), wanted); });
  return words;
}

/// Likewise for pinyin: as it was typed, else with its digits after each syllable.
std::vector<KnownWord> other_words(std::string_view text, const TypedPinyin& typed,
                                   const Wanted& wanted) {
  auto words = other_words(text, wanted);
  const auto numbered = typed.numbered();
  return words.empty() && numbered ? other_words(*numbered, wanted) : words;
}

/// "关系 (guānxi)"; of many words the first three.
std::string names_of(std::span<const KnownWord> words) {
  std::vector<std::string> names;
  for (const KnownWord& word : words.first(std::min<std::size_t>(3, words.size()))) {
    names.push_back(word.reading.empty() ? word.headword
                                         : fmt::format("{} ({})", word.headword, word.reading));
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

Judgement judged_rival(const Wanted& wanted, const RivalWord& rival) {
  const std::string hint = parting_hint(wanted, {&rival, 1});
  return {Verdict::rival,
          kAskAgain,
          fmt::format("{} is also good here; {}", rival.word,
                      hint.empty() ? "another is wanted" : "the word wanted " + hint),
          {}};
}

/// Whether what was typed may be how a word sounds whose reading nobody has written down; `said`
/// are the readings of its first characters.
bool may_sound_as(const TypedPinyin& typed, std::u32string_view word, Syllables said = {}) {
  if (said.size() == word.size()) {
    return typed.tones_for(spoken_syllables(said, encode_utf8(word))).has_value();
  }
  return std::ranges::any_of(readings_of(word[said.size()]), [&](const Syllable& reading) {
    Syllables longer = said;
    longer.push_back(reading);
    return may_sound_as(typed, word, std::move(longer));
  });
}

/// More characters than this have too many readings between them to try.
constexpr std::size_t kMostCharacters = 6;

/// A rival counts whatever its tones: they are not what this card asks.
const RivalWord* rival_typed(const TypedPinyin& typed, const Wanted& wanted) {
  for (const RivalWord& rival : wanted.rivals) {
    for (const std::string& text : rival.readings) {
      const auto syllables = parse_pinyin(text);
      if (syllables && typed.tones_for(spoken_syllables(*syllables, rival.word))) return &rival;
    }
    const std::u32string word = decode_utf8(rival.word);
    const bool unread = rival.readings.empty() && !word.empty() && word.size() <= kMostCharacters;
    if (unread && may_sound_as(typed, word)) return &rival;
  }
  return nullptr;
}

// --- Which characters -------------------------------------------------------------------------

/// One digit chooses.
constexpr std::size_t kMostOthers = 8;

/// "lian2xi4": the reading that was typed, with the tones that were given.
std::string sound_of(const Fit& fit) {
  Syllables syllables;
  for (std::size_t i = 0; i < fit.tones.size(); ++i) {
    const SpokenSyllable& syllable = fit.reading->syllables[i];
    syllables.push_back({syllable.letters, tone_given(fit.tones[i])});
    if (syllable.erhua) syllables.push_back({"r", 0, true});
  }
  return to_numbers(syllables);
}

bool is_rival(std::string_view folded, const Wanted& wanted) {
  return std::ranges::any_of(wanted.rivals,
                             [&](const RivalWord& rival) { return fold(rival.word) == folded; });
}

/// The word wanted and the others of this sound that the learner has begun and that would not do as
/// well, by code points: the order tells nothing. Empty where there is nothing to choose.
std::vector<std::string> choices_of(const Fit& fit, const Wanted& wanted) {
  if (wanted.asks_reading || wanted.characters.empty()) return {};
  std::vector<std::string> choices;
  for (const KnownWord& word : other_words(sound_of(fit), wanted)) {
    const bool as_good =
        is_rival(fold(word.headword), wanted) || is_accepted(word.headword, wanted);
    if (word.begun && !as_good) choices.push_back(word.headword);
  }
  if (choices.empty()) return {};
  std::ranges::sort(choices);
  choices.erase(std::unique(choices.begin(), choices.end()), choices.end());
  choices.resize(std::min(choices.size(), kMostOthers));
  const std::string& word = wanted.characters.front();
  choices.insert(std::ranges::lower_bound(choices, word), word);
  return choices;
}

/// What an earlier attempt left to choose from: the sound was right, and yet it was asked again.
std::vector<std::string> choices_left(const Wanted& wanted, std::span<const Attempt> earlier) {
  for (const Attempt& attempt : earlier) {
    if (attempt.verdict != Verdict::right || has_hanzi(fold(attempt.typed))) continue;
    const auto readings = readings_of(wanted);
    const auto fit = best_fit(TypedPinyin(attempt.typed), readings);
    return fit && fit->wrong == 0 ? choices_of(*fit, wanted) : std::vector<std::string>{};
  }
  return {};
}

/// "which characters: 1 联系  2 连系"
std::string choices_message(std::span<const std::string> choices) {
  std::string message = "which characters:";
  for (std::size_t i = 0; i < choices.size(); ++i) {
    message += fmt::format("{}{} {}", i == 0 ? " " : "  ", i + 1, choices[i]);
  }
  return message;
}

// --- A part of the form -----------------------------------------------------------------------

bool is_run_of(const TypedPinyin& typed, const ReadingForms& reading) {
  const std::span<const SpokenSyllable> all = reading.syllables;
  for (std::size_t from = 0; from < all.size(); ++from) {
    for (std::size_t length = 1; length <= all.size() - from && length < all.size(); ++length) {
      const ReadingForms run{{all.begin() + static_cast<std::ptrdiff_t>(from),
                              all.begin() + static_cast<std::ptrdiff_t>(from + length)},
                             true};
      const auto fit = best_fit(typed, {&run, 1});
      if (fit && (fit->wrong == 0 || !typed.toned())) return true;
    }
  }
  return false;
}

/// A piece of the word's characters, or a run of its syllables without wrong tones.
bool is_part(std::string_view text, const Wanted& wanted) {
  const std::string folded = fold(text);
  if (folded.empty()) return false;
  if (!has_hanzi(folded)) {
    const TypedPinyin typed(text);
    return std::ranges::any_of(readings_of(wanted), [&](const ReadingForms& reading) {
      return is_run_of(typed, reading);
    });
  }
  return std::ranges::any_of(wanted.characters, [&](const std::string& word) {
    const std::string whole = fold(word);
    return whole.size() > folded.size() && whole.find(folded) != std::string::npos;
  });
}

/// Asked again once; who types a part a second time does not know the rest.
Judgement judged_part(const Wanted& wanted, std::span<const Attempt> earlier) {
  const bool second = std::ranges::any_of(
      earlier, [&](const Attempt& attempt) { return is_part(attempt.typed, wanted); });
  const auto proposed = second ? std::optional(Rating::again) : kAskAgain;
  if (!wanted.characters.empty() && !wanted.asks_reading) {
    const std::size_t length = length_utf8(fold(wanted.characters.front()));
    return {Verdict::wrong, proposed, fmt::format("part of it: {} characters", length), {}};
  }
  const auto readings = readings_of(wanted);
  const std::size_t length = readings.empty() ? 0 : readings.front().syllables.size();
  return {Verdict::wrong, proposed, fmt::format("part of it: {} syllables", length), {}};
}

// --- Characters -------------------------------------------------------------------------------

bool sounds_as_wanted(const KnownWord& word, const Wanted& wanted) {
  return std::ranges::any_of(wanted.readings, [&](const std::string& reading) {
    return is_same_answer(reading, word.reading);
  });
}

Judgement judged_other_characters(std::string_view folded, const Wanted& wanted) {
  const auto words = other_words(folded, wanted);
  if (words.empty()) return {Verdict::wrong, Rating::again, "not the word wanted", {}};
  const auto same = std::ranges::find_if(
      words, [&](const KnownWord& word) { return sounds_as_wanted(word, wanted); });
  if (same != words.end()) {
    return {Verdict::other_word,
            Rating::again,
            fmt::format("{}: the right sound with other characters", same->headword),
            {}};
  }
  return {Verdict::other_word, Rating::again, fmt::format("{}: another word", names_of(words)), {}};
}

Judgement grade_characters(std::string_view folded, const Wanted& wanted,
                           std::span<const Attempt> earlier) {
  if (wanted.asks_reading) {
    // The characters are on the screen: typing them gives nothing away and shows no knowledge.
    const auto proposed = is_spelling_of(folded, wanted) ? kAskAgain : Rating::again;
    return {Verdict::wrong, proposed, "the pinyin is wanted, not characters", {}};
  }
  if (is_spelling_of(folded, wanted)) return {Verdict::right, Rating::good, "", {}};
  for (const RivalWord& rival : wanted.rivals) {
    if (fold(rival.word) == folded) return judged_rival(wanted, rival);
  }
  if (is_part(folded, wanted)) return judged_part(wanted, earlier);
  return judged_other_characters(folded, wanted);
}

// --- Pinyin -----------------------------------------------------------------------------------

Judgement judged_right(const Fit& fit, const Wanted& wanted) {
  const auto also =
      fit.lenient ? fmt::format("also right; written {}", wanted.readings.front()) : "";
  auto choices = choices_of(fit, wanted);
  if (choices.empty()) return {Verdict::right, Rating::good, also, results_of(fit), fit.lenient};
  const auto message =
      fmt::format("{}; {}", fit.lenient ? also : "the sound is right", choices_message(choices));
  return {Verdict::right, kAskAgain, message, results_of(fit), fit.lenient, std::move(choices)};
}

Judgement judged_fit(const Fit& fit, std::string_view text, const TypedPinyin& typed,
                     const Wanted& wanted, std::span<const Attempt> earlier) {
  if (fit.wrong == 0) return judged_right(fit, wanted);
  if (!typed.toned()) {
    const bool second =
        std::ranges::find(earlier, Verdict::untoned, &Attempt::verdict) != earlier.end();
    if (second) return {Verdict::untoned, Rating::hard, tone_message(fit), results_of(fit)};
    return {
        Verdict::untoned, kAskAgain, "add the tones: a digit after each syllable, or marks", {}};
  }
  std::string message = tone_message(fit);
  if (const auto words = other_words(text, typed, wanted); !words.empty()) {
    message += fmt::format("; that is {}", names_of(words));
  }
  const Rating proposed = wanted.asks_reading ? Rating::again : Rating::hard;
  return {Verdict::tone, proposed, message, results_of(fit)};
}

/// The letters are those of no reading.
Judgement judged_letters(const TypedPinyin& typed, std::span<const ReadingForms> readings) {
  const auto divided = typed.divided();
  if (!divided) return {Verdict::wrong, Rating::again, "not read as pinyin", {}};
  if (readings.empty()) return {Verdict::wrong, Rating::again, "not the word wanted", {}};
  const ReadingForms* closest = &readings.front();
  const auto same_length = [&](const ReadingForms& r) {
    return r.syllables.size() == divided->size();
  };
  for (const ReadingForms& reading : readings) {
    if (!same_length(*closest) && same_length(reading)) closest = &reading;
  }
  auto results = results_of(*divided, *closest);
  if (results.empty()) {
    return {Verdict::wrong,
            Rating::again,
            fmt::format("syllables: you typed {}, wanted {}", divided->size(),
                        closest->syllables.size()),
            {}};
  }
  const bool tones_right = std::ranges::all_of(results, &SyllableResult::tone_right);
  return {tones_right ? Verdict::letters : Verdict::wrong, Rating::again,
          letters_message(*divided, *closest, results), results};
}

Judgement grade_pinyin(std::string_view text, std::string_view folded, const Wanted& wanted,
                       std::span<const Attempt> earlier) {
  const TypedPinyin typed(text);
  const auto readings = readings_of(wanted);
  if (const auto fit = best_fit(typed, readings)) {
    return judged_fit(*fit, text, typed, wanted, earlier);
  }
  for (const std::string& reading : wanted.readings) {
    // A reading such as "kǎlā OK" is no pinyin as a whole: it must be typed as it is written.
    if (!parse_pinyin(reading) && fold(reading) == folded) {
      return {Verdict::right, Rating::good, "", {}};
    }
  }
  const RivalWord* rival = wanted.asks_reading ? nullptr : rival_typed(typed, wanted);
  if (rival != nullptr) return judged_rival(wanted, *rival);
  if (is_part(text, wanted)) return judged_part(wanted, earlier);
  const auto words = other_words(text, typed, wanted);
  if (!words.empty() && !wanted.asks_reading) {
    return {
        Verdict::other_word, Rating::again, fmt::format("{}: another word", names_of(words)), {}};
  }
  Judgement judgement = judged_letters(typed, readings);
  if (!words.empty()) judgement.message += fmt::format("; that is {}", names_of(words));
  return judgement;
}

// --- After the question which characters ------------------------------------------------------

bool is_one_digit(std::string_view folded) {
  return folded.size() == 1 && folded[0] >= '0' && folded[0] <= '9';
}

Judgement judged_choice(std::string_view choice, const Wanted& wanted) {
  if (is_spelling_of(fold(choice), wanted)) return {Verdict::right, Rating::good, "", {}};
  return {Verdict::other_word,
          Rating::again,
          fmt::format("{}: the right sound with other characters", choice),
          {}};
}

/// A digit or a word out of `choices`; nothing for whatever is judged as if nothing were asked.
std::optional<Judgement> grade_choice(std::string_view folded, const Wanted& wanted,
                                      std::vector<std::string> choices) {
  const auto typed = std::ranges::find_if(
      choices, [&](const std::string& choice) { return fold(choice) == folded; });
  if (typed != choices.end()) return judged_choice(*typed, wanted);
  if (choices.empty() || !is_one_digit(folded)) return std::nullopt;
  const auto place = static_cast<std::size_t>(folded[0] - '0');
  if (place >= 1 && place <= choices.size()) return judged_choice(choices[place - 1], wanted);
  const auto message = fmt::format("there is no {}; {}", place, choices_message(choices));
  return Judgement{Verdict::wrong, kAskAgain, message, {}, false, std::move(choices)};
}

}  // namespace

Judgement grade(std::string_view typed, const Wanted& wanted, const std::vector<Attempt>& earlier) {
  const std::string folded = fold(typed);
  if (folded.empty()) return {Verdict::shown, Rating::again, "", {}};
  const auto choice = grade_choice(folded, wanted, choices_left(wanted, earlier));
  if (choice) return *choice;
  if (is_accepted(typed, wanted)) return {Verdict::right, Rating::good, "", {}};
  return has_hanzi(folded) ? grade_characters(folded, wanted, earlier)
                           : grade_pinyin(typed, folded, wanted, earlier);
}

}  // namespace lianxi
