#include "app/palette.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "app/config_file.h"
#include "app/shell.h"
#include "text/tones.h"
#include "text/utf8.h"

namespace lianxi::app {
namespace {

/// A set of tone colours: of the 256 colours, and of the 8 that every colour terminal has.
struct ToneColors {
  std::string_view name;
  std::array<int, 5> of_256;  // neutral first
  std::array<int, 5> of_8;    // numbers of SGR
};

constexpr std::array<ToneColors, 3> kToneColors = {{
    // First tone red, second green, third blue, fourth purple, neutral grey: as most readers of
    // Chinese on screens have come to know them.
    {"common", {245, 196, 34, 33, 135}, {90, 31, 32, 94, 35}},
    // First red, second orange, third green, fourth blue: as in books after Dummitt.
    {"books", {245, 196, 208, 34, 33}, {90, 31, 33, 32, 94}},
    // Apart for every common colour blindness. Source: Okabe and Ito, Color Universal Design, 2008.
    {"safe", {245, 166, 74, 36, 175}, {90, 33, 36, 32, 95}},
}};

std::optional<std::array<int, 5>> numbers_in(std::string_view choice) {
  const auto pieces = split(choice, ',');
  if (pieces.size() != 5) return std::nullopt;
  std::array<int, 5> colors{};
  for (std::size_t i = 0; i < 5; ++i) {
    const std::string_view piece = trim(pieces[i]);
    int number = -1;
    const auto [end, error] = std::from_chars(piece.data(), piece.data() + piece.size(), number);
    const bool whole = error == std::errc() && end == piece.data() + piece.size();
    if (!whole || number < 0 || number > 255) return std::nullopt;
    colors[(i + 1) % 5] = number;
  }
  return colors;
}

const ToneColors* set_named(std::string_view name) {
  const auto* found = std::ranges::find(kToneColors, name, &ToneColors::name);
  return found == kToneColors.end() ? nullptr : found;
}

bool has_256_colors(const Shell& shell) {
  return shell.env("TERM").value_or("").find("256color") != std::string::npos ||
         !shell.env("COLORTERM").value_or("").empty();
}

std::string painted_pinyin(const std::string& text, const Palette& palette) {
  std::string out;
  std::size_t at = 0;
  for (const ToneSpan& syllable : tone_spans(text)) {
    const std::string& on = palette.tones[static_cast<std::size_t>(syllable.tone)];
    out += text.substr(at, syllable.span.begin - at);
    out += on + text.substr(syllable.span.begin, syllable.span.size);
    if (!on.empty()) out += "\x1b[39m";
    at = syllable.span.end();
  }
  return out + text.substr(at);
}

}  // namespace

Palette palette_of(const Shell& shell) {
  Palette palette;
  palette.color = shell.use_color();
  const std::string choice = machine_setting(shell, "tone-colors").value_or("common");
  if (!palette.color || choice == "none") return palette;
  const ToneColors* set = set_named(choice);
  const auto own = set ? std::nullopt : numbers_in(choice);
  if (!set && !own) {
    throw Error(ErrorKind::usage, "tone-colors cannot be " + choice,
                "lianxi config set tone-colors common");
  }
  for (std::size_t tone = 0; tone < 5; ++tone) {
    palette.tones[tone] = set && !has_256_colors(shell)
                              ? fmt::format("\x1b[{}m", set->of_8[tone])
                              : fmt::format("\x1b[38;5;{}m", (set ? set->of_256 : *own)[tone]);
  }
  return palette;
}

bool is_tone_colors(std::string_view choice) {
  return choice == "none" || set_named(choice) || numbers_in(choice);
}

std::string painted(const StyledText& text, const Palette& palette) {
  if (!palette.color) return text.text;
  switch (text.style) {
    case Style::chinese:
      return "\x1b[1m" + text.text + "\x1b[22m";
    case Style::pinyin:
      return painted_pinyin(text.text, palette);
    case Style::note:
      return "\x1b[2m" + text.text + "\x1b[22m";
    case Style::wrong:
      return "\x1b[31m" + text.text + "\x1b[39m";
    default:
      return text.text;
  }
}

}  // namespace lianxi::app
