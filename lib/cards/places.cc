#include "cards/places.h"

#include <algorithm>
#include <array>

#include "text/hanzi.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

/// Every place where `word` stands in `text`, overlaps left out.
std::vector<Span> occurrences(std::string_view text, std::string_view word) {
  std::vector<Span> spans;
  if (word.empty()) return spans;
  for (std::size_t at = text.find(word); at != std::string_view::npos;
       at = text.find(word, at + word.size())) {
    spans.push_back({at, word.size()});
  }
  return spans;
}

/// A way to say a word twice: what stands around it then, each side in two pieces.
struct Repeat {
  std::array<std::string_view, 2> before, after;
  bool together = false;  ///< nothing stands between the halves
  std::size_t size_before() const { return before[0].size() + before[1].size(); }
  std::size_t size_after() const { return after[0].size() + after[1].size(); }
};

/// Calls `visit` with each way until it says that it has what it looked for.
/// 看: 看看, 看一看, 看不看. 帮忙: 帮忙帮忙, 帮帮忙, 帮一帮忙, 帮不帮忙. 高兴: 高高兴兴.
template <typename Visit>
bool any_repeat(const WordKind& kind, Visit visit) {
  const std::string_view word = kind.word;
  const std::string_view first = first_character(word);
  const std::string_view rest = word.substr(first.size());
  if (rest.empty()) {
    if (kind.repeatable && visit(Repeat{{}, {word}, true})) return true;
    for (const std::string_view infix : {"一", "了", "了一", "不", "没"}) {
      if (visit(Repeat{{}, {infix, word}, false})) return true;
    }
    return false;
  }
  if (visit(Repeat{{}, {word}, true})) return true;
  if (first_character(rest) == rest && visit(Repeat{{first}, {rest}, true})) return true;
  for (const std::string_view infix : {"不", "没"}) {
    if (visit(Repeat{{first, infix}, {}, false})) return true;
  }
  if (!kind.separable) return false;
  if (visit(Repeat{{first}, {}, true})) return true;
  for (const std::string_view infix : {"一", "了", "了一"}) {
    if (visit(Repeat{{first, infix}, {}, false})) return true;
  }
  return false;
}

/// Whether a text begins with two pieces, or ends with them.
bool begins(std::string_view text, const std::array<std::string_view, 2>& pieces) {
  return text.starts_with(pieces[0]) && text.substr(pieces[0].size()).starts_with(pieces[1]);
}
bool ends(std::string_view text, const std::array<std::string_view, 2>& pieces) {
  if (!text.ends_with(pieces[1])) return false;
  text.remove_suffix(pieces[1].size());
  return text.ends_with(pieces[0]);
}

/// What pinyin may join to the verb of a separable word: 见过, 睡不着.
bool completes_verb(std::string_view text) {
  constexpr std::u32string_view kComplements = U"了着过得不完好到上下来去起成够足掉住开回";
  const std::u32string characters = decode_utf8(text);
  return std::all_of(characters.begin(), characters.end(),
                     [&](char32_t c) { return kComplements.find(c) != std::u32string_view::npos; });
}

constexpr std::u32string_view kNumbers = U"一二两三四五六七八九十百几半每";
constexpr std::u32string_view kMeasures = U"个次回趟顿场阵口声遍番首支段节通把些张堂门份部件条";
constexpr std::u32string_view kSizes = U"大小好懒午";

/// What pinyin may join to the object: 一面, 大忙, 懒觉.
bool measures_object(std::string_view text) {
  const std::u32string characters = decode_utf8(text);
  return std::all_of(characters.begin(), characters.end(), [](char32_t c) {
    return std::ranges::any_of(std::array{kNumbers, kMeasures, kSizes}, [c](const auto& set) {
      return set.find(c) != std::u32string_view::npos;
    });
  });
}

/// Whether what stands between verb and object leads up to the object: a complement, a number or
/// measure, 的 or a person, perhaps with a size. Anything else may be the beginning of a longer
/// word: 外面, 牛肉面, 天气.
bool leads_to_object(std::string_view gap) {
  std::u32string text = decode_utf8(gap);
  if (text.size() == 2 && (text[0] == U'不' || text[0] == U'得')) return true;  // 睡不好觉
  const auto is_one_of = [](std::u32string_view set, char32_t c) {
    return set.find(c) != std::u32string_view::npos;
  };
  while (!text.empty() && is_one_of(kSizes, text.back())) text.pop_back();
  if (text.empty()) return true;
  constexpr std::u32string_view kEndings = U"的了着过完到成起够足么午我你您他她它们谁";
  const char32_t last = text.back();
  if (is_one_of(kEndings, last) || is_one_of(kNumbers, last) || is_one_of(kMeasures, last)) {
    return true;
  }
  if (text.size() < 2) return false;
  const char32_t before = text[text.size() - 2];
  if (is_one_of(U"天年月夜下", last)) return is_one_of(kNumbers, before);
  if (last == U'上') return is_one_of(U"不得晚", before);
  return text.ends_with(U"小时") || text.ends_with(U"分钟") || text.ends_with(U"会儿");
}

/// Without a pinyin line: what may stand right behind the verb and not be its word's other half.
bool follows_verb(std::string_view gap) {
  constexpr std::u32string_view kBeginnings = U"了着过完不得好到成起够足我你您他她它谁什";
  const std::u32string text = decode_utf8(gap);
  const auto begins_with = [&](std::u32string_view set) {
    return !text.empty() && set.find(text[0]) != std::u32string_view::npos;
  };
  const bool whose = text.size() > 1 && text.back() == U'的';  // 生老师的气, not 学生的气
  return whose || begins_with(kBeginnings) || begins_with(kNumbers) || begins_with(kMeasures) ||
         begins_with(kSizes);
}

/// Without a pinyin line: a character behind the object may make another word of it (面条, 婚事).
bool may_follow_object(std::string_view after) {
  constexpr std::u32string_view kParticles = U"了吗呢吧啊呀嘛的就才都也还再很";
  if (after.empty()) return true;
  std::size_t at = 0;
  const char32_t next = decode_utf8(after, at);
  return !is_hanzi(next) || kParticles.find(next) != std::u32string_view::npos;
}

void sort_by_place(std::vector<Span>& spans) {
  std::sort(spans.begin(), spans.end(),
            [](const Span& a, const Span& b) { return a.begin < b.begin; });
}

}  // namespace

std::optional<Place> PlaceFinder::find(std::string& why) const {
  if (auto place = whole(why)) return place;
  if (auto place = marked_apart()) return place;
  const auto places = apart();
  const auto nearest =
      std::min_element(places.begin(), places.end(),
                       [](const Place& a, const Place& b) { return a.whole.size < b.whole.size; });
  if (nearest == places.end()) return std::nullopt;
  return *nearest;
}

std::vector<Span> PlaceFinder::all() const {
  std::vector<Span> spans;
  const auto add = [&](const Place& place) {
    spans.insert(spans.end(), place.parts.begin(), place.parts.end());
  };
  for (const Span word : occurrences(sentence_.chinese, kind_.word)) {
    if (const auto twice = said_twice(word)) {
      add(*twice);
    } else {
      spans.push_back(word);
    }
  }
  for (const Place& place : apart()) add(place);
  return spans;
}

/// The place where the word at `word` is said twice.
std::optional<Place> PlaceFinder::said_twice(Span word) const {
  const std::string_view before = std::string_view(sentence_.chinese).substr(0, word.begin);
  const std::string_view after = std::string_view(sentence_.chinese).substr(word.end());
  std::optional<Place> place;
  any_repeat(kind_, [&](const Repeat& repeat) {
    if (!ends(before, repeat.before) || !begins(after, repeat.after)) return false;
    const Span whole = {word.begin - repeat.size_before(),
                        repeat.size_before() + word.size + repeat.size_after()};
    // Doubled it may be a word of its own: 刚刚, 谢谢.
    if (!stands(whole) || (repeat.together && lexicon_.contains(text(whole)))) return false;
    if (repeat.together) {
      place = Place{{whole}, std::string(text(whole)), whole, true};
      return true;
    }
    const std::size_t size = first_character(kind_.word).size();
    const Span other = {repeat.size_before() == 0 ? whole.end() - size : whole.begin, size};
    std::vector<Span> parts = {word, other};
    sort_by_place(parts);
    place = Place{std::move(parts), std::string(kind_.word), whole, true};
    return true;
  });
  return place;
}

std::optional<Place> PlaceFinder::whole(std::string& why) const {
  const std::string_view chinese = sentence_.chinese;
  for (const Span word : occurrences(chinese, kind_.word)) {
    if (auto twice = said_twice(word)) return twice;
    if (auto reason = division_.why_not_word(word)) {
      why = std::move(*reason);
      continue;
    }
    // Doubled and yet not this word: neither half may be asked beside the other.
    const bool after =
        chinese.substr(word.end()).starts_with(kind_.word) && stands({word.end(), word.size});
    const bool before = chinese.substr(0, word.begin).ends_with(kind_.word) &&
                        stands({word.begin - word.size, word.size});
    if (!before && !after) return Place{{word}, std::string(kind_.word), word};
    why = std::string(text(word)).append(" stands inside ").append(text(word)).append(text(word));
  }
  return std::nullopt;
}

/// The parts where the author marked them: 我**游**了两次**泳**.
std::optional<Place> PlaceFinder::marked_apart() const {
  std::string marked;
  for (const Span span : sentence_.bold) marked += text(span);
  if (!kind_.separable || sentence_.bold.size() < 2 || marked != kind_.word) return std::nullopt;
  const Span first = sentence_.bold.front();
  return Place{sentence_.bold, marked, {first.begin, sentence_.bold.back().end() - first.begin}};
}

/// All pairs of verb and object, each object with the nearest verb before it in its clause.
std::vector<Place> PlaceFinder::apart() const {
  std::vector<Place> places;
  const std::size_t cut = first_character(kind_.word).size();
  if (!kind_.separable || cut == kind_.word.size()) return places;
  const std::string_view chinese = sentence_.chinese;
  const std::vector<Span> verbs = occurrences(chinese, kind_.word.substr(0, cut));
  std::size_t free_from = 0;  // what stands before belongs to a pair already
  for (const Span object : occurrences(chinese, kind_.word.substr(cut))) {
    for (auto verb = verbs.rbegin(); verb != verbs.rend(); ++verb) {
      if (verb->end() >= object.begin || !is_verb(*verb)) continue;
      const auto gap = chinese.substr(verb->end(), object.begin - verb->end());
      if (verb->begin < free_from || has_sentence_punctuation(gap)) break;
      if (!is_object(object, gap)) break;
      places.push_back(place_apart(*verb, object));
      free_from = object.end();
      break;
    }
  }
  return places;
}

/// A pair, with the verb's other half where it is said twice: 帮帮他的忙, 见没见过面.
Place PlaceFinder::place_apart(Span verb, Span object) const {
  Place place{{verb, object}, std::string(kind_.word), {}};
  const std::string first(text(verb));
  for (const char* infix : {"", "一", "了", "不", "没"}) {
    const std::string before = first + infix;
    if (!std::string_view(sentence_.chinese).substr(0, verb.begin).ends_with(before)) continue;
    const Span other = {verb.begin - before.size(), first.size()};
    place.twice = true;
    if (*infix == '\0') {
      place.parts.front() = {other.begin, 2 * first.size()};
      place.wanted = first + place.wanted;
    } else {
      place.parts.insert(place.parts.begin(), other);
    }
    break;
  }
  const std::size_t begin = place.parts.front().begin;
  place.whole = {begin, object.end() - begin};
  return place;
}

bool PlaceFinder::is_verb(Span span) const {
  if (stands(span)) return true;
  if (!division_.by_pinyin()) return false;
  const Span word = division_.word_around(span);
  if (word.begin != span.begin && text({word.begin, span.size}) != text(span)) return false;
  std::string_view behind = sentence_.chinese;
  behind = behind.substr(span.end(), word.end() - span.end());
  const std::string_view object = kind_.word.substr(span.size);
  if (behind.ends_with(object)) behind.remove_suffix(object.size());  // jiànguomiàn
  return completes_verb(behind);
}

bool PlaceFinder::is_object(Span span, std::string_view gap) const {
  if (!division_.by_pinyin()) {
    const std::string_view after = std::string_view(sentence_.chinese).substr(span.end());
    return stands(span) && follows_verb(gap) && leads_to_object(gap) && may_follow_object(after);
  }
  if (stands(span)) return leads_to_object(gap);
  // Joined to what measures it (yīmiàn, lǎnjiào), or with it to the verb (jiànguomiàn).
  const Span word = division_.word_around(span);
  if (word.end() != span.end()) return false;
  const std::string_view joined = text({word.begin, span.begin - word.begin});
  return measures_object(joined) ||
         joined == std::string(first_character(kind_.word)) + std::string(gap);
}

bool is_said_twice(std::string_view word, std::string_view text) {
  return any_repeat({word, true, true}, [&](const Repeat& repeat) {
    const std::size_t size = repeat.size_before();
    return text.size() == size + word.size() + repeat.size_after() &&
           ends(text.substr(0, size), repeat.before) && text.substr(size).starts_with(word) &&
           begins(text.substr(size + word.size()), repeat.after);
  });
}

bool is_potential(std::string_view word, std::string_view text) {
  for (const std::string_view infix : {"不", "得"}) {
    const auto at = text.find(infix, 1);
    if (at == std::string_view::npos || text.size() != word.size() + infix.size()) continue;
    if (text.substr(0, at) == word.substr(0, at) &&
        text.substr(at + infix.size()) == word.substr(at)) {
      return true;
    }
  }
  return false;
}

bool is_taken_apart(std::string_view word, std::string_view text) {
  const std::size_t cut = first_character(word).size();
  return cut < word.size() && text.size() > word.size() && text.starts_with(word.substr(0, cut)) &&
         text.ends_with(word.substr(cut));
}

}  // namespace lianxi
