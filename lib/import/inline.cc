#include "import/inline.h"

#include <algorithm>
#include <array>
#include <utility>

#include "text/hanzi.h"
#include "text/outline.h"
#include "text/pinyin.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

constexpr std::string_view kBold = "**";
constexpr std::string_view kStruck = "~~";
constexpr std::size_t kLongestWord = 64;
constexpr std::size_t kLongestQuotation = 512;

using Quotes = std::pair<std::string_view, std::string_view>;
constexpr std::array<Quotes, 6> kQuotes = {
    {{"“", "”"}, {"\"", "\""}, {"‘", "’"}, {"「", "」"}, {"『", "』"}, {"`", "`"}}};

/// An unescaped piece of a line: where it begins, and its size in bytes.
struct Found {
  std::size_t at = npos;
  std::size_t size = 0;
  bool exists() const { return at != npos; }
  std::size_t end() const { return at + size; }
};

/// The first of several marks. Looks at each byte once, so that many marks of one kind and none of
/// another cost no more.
template <std::size_t n>
Found find_first(std::string_view marked, const std::array<std::string_view, n>& marks,
                 std::size_t from = 0) {
  for (std::size_t at = from; at < marked.size(); ++at) {
    for (const auto mark : marks) {
      if (marked[at] == mark.front() && marked.substr(at, mark.size()) == mark &&
          !is_escaped(marked, at)) {
        return {at, mark.size()};
      }
    }
  }
  return {};
}

constexpr std::array<std::string_view, 2> kOpenBrackets = {"(", "（"};
constexpr std::array<std::string_view, 2> kCloseBrackets = {")", "）"};
constexpr std::array<std::string_view, 2> kArrow = {"->", "→"};

/// "(...)" with what is inside.
struct Bracket {
  std::size_t begin = 0, end = 0;
  std::string_view inside;
};
std::optional<Bracket> next_bracket(std::string_view marked, std::size_t from) {
  const Found open = find_first(marked, kOpenBrackets, from);
  if (!open.exists()) return std::nullopt;
  const Found close = find_first(marked, kCloseBrackets, open.end());
  if (!close.exists()) return std::nullopt;
  return Bracket{open.at, close.end(), marked.substr(open.end(), close.at - open.end())};
}

std::string value(std::string_view marked) { return plain_text(trim(marked)); }

/// Moves the spans of a text whose first `cut` bytes are dropped and whose new size is `size`.
void crop(std::vector<Span>& spans, std::size_t cut, std::size_t size) {
  std::vector<Span> kept;
  for (const auto& span : spans) {
    const std::size_t begin = std::max(span.begin, cut) - cut;
    const std::size_t end = std::min(std::max(span.end(), cut) - cut, size);
    if (begin < end) kept.push_back({begin, end - begin});
  }
  spans = std::move(kept);
}

/// The inside of quotes that stand around the whole of `text`; nothing if there are none.
std::optional<std::string_view> inside_quotes(std::string_view text) {
  for (const auto& [open, close] : kQuotes) {
    if (text.size() < open.size() + close.size()) continue;
    if (!text.starts_with(open) || !text.ends_with(close)) continue;
    const auto inside = text.substr(open.size(), text.size() - open.size() - close.size());
    if (inside.find(open) == npos && inside.find(close) == npos) return trim(inside);
  }
  return std::nullopt;
}

std::string_view without_quotes(std::string_view text) {
  text = trim(text);
  const auto inside = inside_quotes(text);
  return inside ? *inside : text;
}

/// What follows a sentence on its line: (English), (pinyin), - English, → why.
void read_tail(std::string_view tail, LineSentence& line) {
  while (!(tail = trim(tail)).empty()) {
    if (const auto bracket = next_bracket(tail, 0); bracket && bracket->begin == 0) {
      std::string inside = value(bracket->inside);
      std::string& field = is_toned_pinyin(inside) ? line.sentence.pinyin : line.sentence.english;
      if (field.empty()) {
        field = std::move(inside);
        tail.remove_prefix(bracket->end);
        continue;
      }
    }
    if (const Found arrow = find_first(tail, kArrow); arrow.at == 0) {
      line.why = value(tail.substr(arrow.end()));
      return;
    }
    const Found arrow = find_first(tail, kArrow);
    const auto said = tail.substr(0, arrow.at);
    const bool is_english =
        line.sentence.english.empty() && (!line.is_struck || begins_with_dash(said));
    std::string text(plain_text(without_quotes(skip_separator(said))));
    if (is_english) {
      line.sentence.english = std::move(text);
    } else if (!arrow.exists()) {
      line.why = std::move(text);
      return;
    } else {
      line.why = trim(text + " " + value(tail.substr(arrow.end())));
      return;
    }
    if (!arrow.exists()) return;
    tail.remove_prefix(arrow.at);
  }
}

/// Where the sentence ends and its pinyin or English in brackets begins; npos if nowhere.
std::size_t find_tail(std::string_view marked, bool takes_english) {
  const std::size_t arrow = takes_english ? find_first(marked, kArrow).at : npos;
  bool is_after_hanzi = false;
  std::size_t from = 0;
  while (const auto bracket = next_bracket(marked, from)) {
    if (bracket->begin > arrow) break;
    is_after_hanzi = is_after_hanzi || has_hanzi(marked.substr(from, bracket->begin - from));
    const std::string inside = value(bracket->inside);
    const bool is_chinese = has_hanzi(inside);
    if (is_after_hanzi && !is_chinese && (takes_english || is_toned_pinyin(inside))) {
      return bracket->begin;
    }
    is_after_hanzi = is_after_hanzi || is_chinese;
    from = bracket->end;
  }
  return arrow;
}

bool begins_with_any(std::string_view text, std::initializer_list<std::string_view> marks) {
  return std::any_of(marks.begin(), marks.end(),
                     [&](std::string_view mark) { return text.starts_with(mark); });
}

/// `English?` before or after the Chinese, without the dash between them; nothing where it is
/// more than a quotation.
std::optional<std::string> quoted_english(std::string_view marked) {
  marked = trim(marked);
  for (const std::string_view dash : {"-", "–", "—", ":"}) {
    if (marked.ends_with(dash)) marked = trim(marked.substr(0, marked.size() - dash.size()));
  }
  marked = trim(skip_separator(marked));
  if (marked.empty()) return "";
  const auto inside = inside_quotes(marked);
  if (!inside) return std::nullopt;
  return plain_text(*inside);
}

/// "中文 (pinyin)" as a sentence.
Sentence chinese_with_pinyin(std::string_view marked, int line) {
  return read_half(marked, line).sentence;
}

}  // namespace

std::optional<WordHead> split_word(std::string_view marked) {
  const auto bracket = next_bracket(marked, 0);
  if (!bracket) return std::nullopt;
  std::string_view word = trim(marked.substr(0, bracket->begin));
  if (find_first(word, std::array<std::string_view, 2>{":", "："}).exists()) return std::nullopt;
  std::string_view rest = trim(marked.substr(bracket->end));
  WordHead head;
  if (word.starts_with(kBold) && find_mark(word, kBold, 2) == npos) {
    // The bold ends after the brackets: "**联 (lián):** to join".
    word.remove_prefix(kBold.size());
    if (rest.starts_with(":**") || rest.starts_with("：**")) {
      head.has_separator = true;
      rest.remove_prefix(rest.find(kBold));
    }
    if (rest.starts_with(kBold)) rest = trim(rest.substr(kBold.size()));
  }
  head.word = value(word);
  head.reading = value(bracket->inside);
  head.value = rest;
  if (!head.has_separator) {
    head.has_dash = begins_with_dash(rest);
    head.value = skip_separator(rest);
    head.has_separator = head.value.size() != rest.size();
  }
  if (head.word.empty()) return std::nullopt;
  return head;
}

std::string_view skip_separator(std::string_view marked) {
  marked = trim(marked);
  for (const std::string_view mark : {":", "：", "-", "–", "—"}) {
    if (marked.starts_with(mark)) return trim(marked.substr(mark.size()));
  }
  return marked;
}

bool begins_with_dash(std::string_view marked) {
  return begins_with_any(trim(marked), {"- ", "– ", "— "});
}

std::vector<std::string> split_readings(std::string_view marked) {
  std::vector<std::string> readings;
  std::size_t from = 0;
  while (from <= marked.size()) {
    const auto slash = std::min(find_mark(marked, "/", from), marked.size());
    auto reading = value(marked.substr(from, slash - from));
    if (!reading.empty()) readings.push_back(std::move(reading));
    from = slash + 1;
  }
  return readings;
}

std::vector<std::string> split_list(std::string_view marked) {
  constexpr std::array<std::string_view, 3> kCommas = {",", "，", "、"};
  std::vector<std::string> values;
  while (!marked.empty()) {
    const Found comma = find_first(marked, kCommas);
    auto one = value(marked.substr(0, comma.at));
    if (!one.empty()) values.push_back(std::move(one));
    if (!comma.exists()) break;
    marked.remove_prefix(comma.end());
  }
  return values;
}

std::optional<Title> page_title(std::string_view marked) {
  const auto colon = find_first(marked, std::array<std::string_view, 2>{":", "："});
  if (!colon.exists()) return std::nullopt;
  const auto before = trim(marked.substr(0, colon.at));
  const auto after = trim(marked.substr(colon.end()));
  if (before.empty() || has_hanzi(before) || !has_hanzi(after)) return std::nullopt;
  const auto dash = find_first(after, std::array<std::string_view, 3>{" - ", " – ", " — "});
  Title title;
  title.headword = std::string(trim(nfkc(value(after.substr(0, dash.at)))));
  title.readings = split_readings(before);
  if (dash.exists()) title.gloss = value(after.substr(dash.end()));
  const bool is_headword = has_hanzi(title.headword) && title.headword.size() <= kLongestWord &&
                           !has_sentence_punctuation(title.headword);
  const bool is_said = dash.exists() || is_toned_pinyin(value(before));
  if (!is_headword || !is_said || title.readings.empty()) return std::nullopt;
  return title;
}

std::optional<Title> any_title(std::string_view marked) {
  if (auto title = page_title(marked)) return title;
  Title title;
  std::string_view word = marked, rest;
  const auto close = marked.starts_with(kBold) ? find_mark(marked, kBold, 2) : npos;
  if (close != npos) {
    word = marked.substr(2, close - 2);
    rest = trim(marked.substr(close + kBold.size()));
  } else {
    const auto space =
        find_first(marked, std::array<std::string_view, 5>{" ", "\t", "　", "(", "（"});
    word = marked.substr(0, space.at);
    if (space.exists()) rest = trim(marked.substr(space.at));
  }
  if (const auto bracket = next_bracket(rest, 0); bracket && bracket->begin == 0) {
    title.readings = split_readings(bracket->inside);
    title.gloss = value(skip_separator(rest.substr(bracket->end)));
  } else {
    title.readings = split_readings(rest);
  }
  title.headword = std::string(trim(nfkc(value(word))));
  if (!has_hanzi(title.headword)) return std::nullopt;
  return title;
}

bool is_word(std::string_view plain) {
  if (plain.size() > kLongestWord || !has_hanzi(plain)) return false;
  for (std::size_t i = 0; i < plain.size();) {
    const char32_t c = decode_utf8(plain, i);
    if (is_punctuation_or_space(c)) return false;
  }
  return true;
}

bool is_mostly_hanzi(std::string_view plain) {
  std::size_t hanzi = 0, latin = 0;
  for (std::size_t i = 0; i < plain.size();) {
    const char32_t c = decode_utf8(plain, i);
    if (is_hanzi(c)) ++hanzi;
    if ((c | 32) >= 'a' && (c | 32) <= 'z') ++latin;
  }
  return hanzi > latin;
}

bool is_toned_pinyin(std::string_view plain) {
  const bool is_ascii = std::all_of(plain.begin(), plain.end(),
                                    [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (is_ascii || has_hanzi(plain)) return false;
  const PinyinLine line = parse_pinyin_line(plain);
  std::size_t read = 0;
  std::size_t before = 0;
  for (const std::size_t end : line.ends) {
    if (end > before) ++read;
    before = end;
  }
  return read * 2 > line.ends.size() && has_full_tone(line.syllables);
}

Sentence read_chinese(std::string_view marked, int line) {
  auto [text, bold] = plain(trim(marked));
  Sentence sentence;
  sentence.line = line;
  sentence.chinese = std::move(text);
  sentence.bold = std::move(bold);
  drop_quotes(sentence);
  return sentence;
}

void drop_quotes(Sentence& sentence) {
  const std::string& text = sentence.chinese;
  std::string_view kept = trim(text);
  while (const auto inside = inside_quotes(kept)) kept = *inside;
  if (kept.size() == text.size()) return;
  crop(sentence.bold, static_cast<std::size_t>(kept.data() - text.data()), kept.size());
  sentence.chinese = std::string(kept);
}

LineSentence read_half(std::string_view marked, int line) {
  marked = trim(marked);
  LineSentence result;
  if (marked.starts_with(kStruck)) {
    result.is_struck = true;
    const auto close = std::min(find_mark(marked, kStruck, 2), marked.size());
    result.sentence = read_chinese(marked.substr(2, close - 2), line);
    read_tail(marked.substr(std::min(close + kStruck.size(), marked.size())), result);
    return result;
  }
  const auto tail = std::min(find_tail(marked, true), marked.size());
  result.sentence = read_chinese(marked.substr(0, tail), line);
  read_tail(marked.substr(tail), result);
  return result;
}

Sentence read_sentence(std::string_view marked, int line) {
  marked = trim(marked);
  const auto tail = std::min(find_tail(marked, false), marked.size());
  LineSentence result;
  result.sentence = read_chinese(marked.substr(0, tail), line);
  read_tail(marked.substr(tail), result);
  return std::move(result.sentence);
}

std::optional<Sentence> read_quoted_sentence(std::string_view marked, int line) {
  const auto open = find_mark(marked, "`");
  const auto close = open == npos ? npos : find_mark(marked, "`", open + 1);
  if (close != npos) {
    const auto code = marked.substr(open + 1, close - open - 1);
    auto before = quoted_english(marked.substr(0, open));
    auto after = quoted_english(marked.substr(close + 1));
    if (!has_hanzi(code) || !before || !after) return std::nullopt;
    Sentence sentence = chinese_with_pinyin(code, line);
    if (sentence.english.empty()) sentence.english = before->empty() ? *after : *before;
    if (!has_hanzi(sentence.chinese)) return std::nullopt;
    return sentence;
  }
  for (const auto& [left, right] : kQuotes) {
    if (!marked.starts_with(left)) continue;
    const auto end = find_mark(marked, right, left.size());
    if (end == npos) return std::nullopt;
    const auto rest = marked.substr(end + right.size());
    if (!begins_with_dash(rest) || !has_hanzi(rest)) return std::nullopt;
    Sentence sentence = chinese_with_pinyin(skip_separator(rest), line);
    if (sentence.english.empty()) {
      sentence.english = value(marked.substr(left.size(), end - left.size()));
    }
    if (!is_mostly_hanzi(sentence.chinese)) return std::nullopt;
    return sentence;
  }
  return std::nullopt;
}

std::vector<Sentence> quoted_words(std::string_view marked, int line) {
  std::vector<Sentence> words;
  for (auto open = find_mark(marked, "`"); open != npos;) {
    const auto close = find_mark(marked, "`", open + 1);
    if (close == npos) break;
    const auto code = marked.substr(open + 1, close - open - 1);
    const auto bracket = next_bracket(code, 0);
    if (bracket && bracket->end == code.size() && has_hanzi(code)) {
      Sentence word = chinese_with_pinyin(code, line);
      const auto rest = marked.substr(close + 1);
      const auto english = skip_separator(rest).substr(0, kLongestQuotation);
      for (const auto& [left, right] : kQuotes) {
        if (!begins_with_dash(rest) || !english.starts_with(left)) continue;
        const auto end = find_mark(english, right, left.size());
        if (end == npos) continue;
        word.english = value(english.substr(left.size(), end - left.size()));
        break;
      }
      if (has_hanzi(word.chinese)) words.push_back(std::move(word));
    }
    open = find_mark(marked, "`", close + 1);
  }
  return words;
}

}  // namespace lianxi
