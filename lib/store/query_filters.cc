#include "store/query_filters.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "text/utf8.h"

namespace lianxi::store {
namespace {

/// Beyond every number a query can name.
constexpr std::int64_t kFar = 1'000'000'000;

/// At most six digits.
std::optional<std::int64_t> number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  if (value <= -1'000'000 || value >= 1'000'000) return std::nullopt;
  return value;
}

/// "3", "<3", "<=3", ">3", ">=3", "1-7".
std::optional<NumberRange> range(std::string_view text) {
  const std::size_t length = std::min(text.find_first_not_of("<>="), text.size());
  const auto dash = text.find('-', length + 1);
  if (length == 0 && dash != std::string_view::npos) {
    const auto least = number(text.substr(0, dash)), most = number(text.substr(dash + 1));
    if (!least || !most) return std::nullopt;
    return NumberRange{*least, *most};
  }
  const std::string_view sign = text.substr(0, length);
  const auto bound = number(text.substr(length));
  if (!bound) return std::nullopt;
  if (sign.empty() || sign == "=") return NumberRange{*bound, *bound};
  if (sign == "<") return NumberRange{-kFar, *bound - 1};
  if (sign == "<=") return NumberRange{-kFar, *bound};
  if (sign == ">") return NumberRange{*bound + 1, kFar};
  if (sign == ">=") return NumberRange{*bound, kFar};
  return std::nullopt;
}

/// Without the "d" of days at its end.
std::string_view without_unit(std::string_view text) {
  if (text.ends_with('d')) text.remove_suffix(1);
  return text;
}

constexpr std::array<std::string_view, 10> kStateNames = {
    "due",    "new",       "open",   "locked", "learning",
    "stable", "suspended", "buried", "leech",  "flagged"};
/// Without the first, which stands for no kind.
constexpr auto kKindNames = std::span(kCardKindNames).subspan<1>();

using Value = const std::string&;

std::optional<Term> read_word(Value value) { return WordTerm{nfkc(value)}; }
std::optional<Term> read_deck(Value value) { return DeckTerm{value}; }
std::optional<Term> read_tag(Value value) { return TagTerm{value}; }

std::optional<Term> read_level(Value value) {
  const auto colon = value.find(':');
  const auto levels = range(std::string_view(value).substr(0, colon));
  if (!levels || colon == value.size() - 1) return std::nullopt;
  return LevelTerm{*levels, colon == std::string::npos ? "" : value.substr(colon + 1)};
}

std::optional<Term> read_kind(Value value) {
  const auto kind = card_kind_from_string(ascii_lower(value));
  if (!kind) return std::nullopt;
  return KindTerm{*kind};
}

std::optional<Term> read_state(Value value) {
  const auto found = std::ranges::find(kStateNames, ascii_lower(value));
  if (found == kStateNames.end()) return std::nullopt;
  return StateTerm{static_cast<CardIs>(found - kStateNames.begin())};
}

std::optional<Term> read_due(Value value) {
  const auto days = range(without_unit(value));
  if (!days) return std::nullopt;
  return DueTerm{*days};
}

std::optional<Rating> rating_of(std::string_view text) {
  for (const Rating rating : kRatings) {
    if (to_string(rating) == text || std::to_string(static_cast<int>(rating)) == text) {
      return rating;
    }
  }
  return std::nullopt;
}

std::optional<Term> read_rated(Value value) {
  const auto colon = value.find(':');
  const auto days = number(without_unit(std::string_view(value).substr(0, colon)));
  if (!days || *days < 1) return std::nullopt;
  if (colon == std::string::npos) return RatedTerm{*days, std::nullopt};
  const auto rating = rating_of(ascii_lower(value.substr(colon + 1)));
  if (!rating) return std::nullopt;
  return RatedTerm{*days, rating};
}

constexpr std::array<Filter, 8> kFilters = {{
    {"word", read_word, "a word in characters"},
    {"deck", read_deck, "the name of a deck"},
    {"tag", read_tag, "a tag"},
    {"level", read_level, "a level, such as 4, 3-5, <4, or 4:3.0 with its list"},
    {"kind", read_kind, "a kind of card", kKindNames},
    {"is", read_state, "a state", kStateNames},
    {"due", read_due, "days from today, such as 0, <3, >10 or 1-7"},
    {"rated", read_rated, "days back, such as 7d, or 7d:1 with a rating"},
}};

}  // namespace

std::span<const Filter> filters() { return kFilters; }

const Filter* find_filter(std::string_view name) {
  const auto found = std::ranges::find(kFilters, name, &Filter::name);
  return found == kFilters.end() ? nullptr : &*found;
}

std::string ascii_lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out;
}

}  // namespace lianxi::store
