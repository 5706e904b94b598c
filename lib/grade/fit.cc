#include "grade/fit.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "text/pinyin.h"
#include "text/pinyin_signs.h"

namespace lianxi {
namespace {

std::string marked(const SpokenSyllable& syllable) {
  Syllables syllables{{syllable.letters, syllable.tone}};
  if (syllable.erhua) syllables.push_back({"r", 0, true});
  return to_marks(syllables);
}

std::string tone_name(int tone) { return tone == 0 ? "neutral" : std::to_string(tone); }

std::string tone_names(const ToneSet& tones) {
  std::vector<std::string> names;
  for (int tone = 0; tone <= 4; ++tone) {
    if (tones.has(tone)) names.push_back(tone_name(tone));
  }
  return fmt::format("{}", fmt::join(names, " or "));
}

Fit compare_tones(const ReadingForms& reading, std::vector<int> tones) {
  Fit fit{&reading, std::move(tones), 0, !reading.as_written};
  for (std::size_t i = 0; i < fit.tones.size(); ++i) {
    const int given = tone_given(fit.tones[i]);
    if (!reading.syllables[i].right.has(given)) ++fit.wrong;
    if (given != reading.syllables[i].tone) fit.lenient = true;
  }
  return fit;
}

/// True where u was typed for a ü.
bool forgets_dots(std::span<const TypedSyllable> typed, const ReadingForms& reading) {
  for (std::size_t i = 0; i < std::min(typed.size(), reading.syllables.size()); ++i) {
    const std::string wanted = to_signs(reading.syllables[i].letters);
    std::string dotless = wanted;
    std::ranges::replace(dotless, 'v', 'u');
    if (dotless != wanted && dotless == to_signs(typed[i].letters)) return true;
  }
  return false;
}

}  // namespace

std::vector<ReadingForms> readings_of(const Wanted& wanted) {
  const std::string characters = wanted.characters.empty() ? "" : wanted.characters.front();
  std::vector<ReadingForms> readings;
  for (const std::string& text : wanted.readings) {
    const auto syllables = parse_pinyin(text);
    readings.push_back(
        {syllables ? spoken_syllables(*syllables, characters) : std::vector<SpokenSyllable>{},
         readings.empty() || wanted.any_reading});
  }
  return readings;
}

std::optional<Fit> best_fit(const TypedPinyin& typed, std::span<const ReadingForms> readings) {
  std::optional<Fit> best;
  for (const ReadingForms& reading : readings) {
    if (reading.syllables.empty()) continue;
    auto tones = typed.tones_for(reading.syllables);
    if (!tones) continue;
    Fit fit = compare_tones(reading, std::move(*tones));
    if (!best || fit.wrong < best->wrong) best = std::move(fit);
  }
  return best;
}

std::vector<SyllableResult> results_of(const Fit& fit) {
  std::vector<SyllableResult> results;
  for (std::size_t i = 0; i < fit.tones.size(); ++i) {
    const SpokenSyllable& wanted = fit.reading->syllables[i];
    const int given = tone_given(fit.tones[i]);
    results.push_back({marked(wanted), wanted.tone, given, true, wanted.right.has(given),
                       fit.tones[i] != kNoTone});
  }
  return results;
}

std::string tone_message(const Fit& fit) {
  std::vector<std::string> faults;
  for (std::size_t i = 0; i < fit.tones.size(); ++i) {
    const SpokenSyllable& wanted = fit.reading->syllables[i];
    if (wanted.right.has(tone_given(fit.tones[i]))) continue;
    const std::string given = fit.tones[i] == kNoTone ? "none" : tone_name(fit.tones[i]);
    faults.push_back(
        fmt::format("{}: you gave {}, wanted {}", marked(wanted), given, tone_names(wanted.right)));
  }
  return fmt::format("{}", fmt::join(faults, "; "));
}

std::vector<SyllableResult> results_of(std::span<const TypedSyllable> typed,
                                       const ReadingForms& reading) {
  std::vector<SyllableResult> results;
  if (typed.size() != reading.syllables.size()) return results;
  for (std::size_t i = 0; i < typed.size(); ++i) {
    const SpokenSyllable& wanted = reading.syllables[i];
    const int given = tone_given(typed[i].tone);
    results.push_back({marked(wanted), wanted.tone, given,
                       wanted.letters == typed[i].letters && wanted.erhua == typed[i].erhua,
                       wanted.right.has(given), typed[i].tone != kNoTone});
  }
  return results;
}

std::string letters_message(std::span<const TypedSyllable> typed, const ReadingForms& reading,
                            std::span<const SyllableResult> results) {
  std::vector<std::string> faults;
  for (std::size_t i = 0; i < results.size(); ++i) {
    if (results[i].letters_right && results[i].tone_right) continue;
    const std::string tone = typed[i].tone > 0 ? std::to_string(typed[i].tone) : "";
    faults.push_back(fmt::format("{}: you typed {}{}{}", results[i].wanted, typed[i].letters, tone,
                                 typed[i].erhua ? "r" : ""));
  }
  if (forgets_dots(typed, reading)) faults.push_back("type ü as v or u:");
  return fmt::format("{}", fmt::join(faults, "; "));
}

}  // namespace lianxi
