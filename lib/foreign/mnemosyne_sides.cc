#include "foreign/mnemosyne_sides.h"

#include <algorithm>
#include <cctype>
#include <limits>
#include <optional>

#include "foreign/anki_template.h"
#include "foreign/field_text.h"
#include "foreign/gapped_text.h"
#include "foreign/html.h"
#include "foreign/numbers.h"
#include "foreign/python_literal.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

using Kind = MnemosyneType::Kind;
using Frames = std::map<std::string, std::string>;

constexpr std::int64_t kHighestGap = 999;
constexpr std::size_t kNoGap = std::numeric_limits<std::size_t>::max();

std::string text_of(std::string_view html) { return at_most_note_text(field_text(html)); }

std::string value_of(const MnemosyneData& data, std::string_view key) {
  const auto found = data.find(key);
  return found == data.end() ? "" : found->second;
}

// Gaps --------------------------------------------------------------------------------------------

/// A text without the brackets of its gaps; on a question one of them is left open.
struct Gapped {
  std::string text;
  std::string inside;   ///< of the gap that was left open
  bool is_all = false;  ///< there is nothing but that gap
};

/// `open`: the gap that is left open, from 0; kNoGap: all of them are filled.
Gapped gapped(std::string_view html, std::size_t open) {
  Gapped result;
  std::size_t number = 0;
  while (!html.empty()) {
    const std::size_t begin = html.find('[');
    const std::size_t end = begin == html.npos ? begin : html.find(']', begin + 2);
    result.text += html.substr(0, end == html.npos ? html.npos : begin);
    if (end == html.npos) break;
    const std::string_view gap = html.substr(begin + 1, end - begin - 1);
    const std::string_view word = gap.substr(0, gap.find(':'));
    if (number++ == open) {
      result.inside = word;
      result.is_all = trim(result.text).empty() && trim(html.substr(end + 1)).empty();
      result.text += word.size() == gap.size()
                         ? std::string(kBlank)
                         : "[" + std::string(gap.substr(word.size() + 1)) + "]";
    } else {
      result.text += word;
    }
    html.remove_prefix(end + 1);
  }
  return result;
}

/// The key whose text has gaps; empty of a type without.
std::string_view gapped_key(const MnemosyneType& type) {
  if (type.kind == Kind::cloze) return "text";
  return type.kind == Kind::sentence ? "f" : "";
}

std::size_t gap_number(std::string_view extra, std::string_view key) {
  const auto dictionary = read_python_literal(extra);
  const PythonLiteral* found = dictionary ? dictionary->find(key) : nullptr;
  const auto number = found ? whole_number(found->text) : std::nullopt;
  return static_cast<std::size_t>(std::clamp<std::int64_t>(number.value_or(0), 0, kHighestGap));
}

// Views -------------------------------------------------------------------------------------------

bool is_of_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

/// "What is $f?" and "${f}s" with the text of each key; "$$" is a dollar.
/// Source: The Python Standard Library, "Template strings".
std::string filled(std::string_view frame, const MnemosyneData& data) {
  std::string text;
  while (!frame.empty()) {
    const std::size_t sign = frame.find('$');
    text += frame.substr(0, sign);
    if (sign == frame.npos) break;
    frame.remove_prefix(sign + 1);
    if (frame.starts_with('$')) {
      text += '$';
      frame.remove_prefix(1);
      continue;
    }
    const bool in_braces = frame.starts_with('{');
    const std::string_view rest = frame.substr(in_braces ? 1 : 0);
    const auto end = std::ranges::find_if_not(rest, is_of_name) - rest.begin();
    const std::string_view name = rest.substr(0, static_cast<std::size_t>(end));
    const bool is_closed = !in_braces || rest.substr(name.size()).starts_with('}');
    const auto found = is_closed ? data.find(name) : data.end();
    if (found == data.end()) {
      text += '$';
      continue;
    }
    text += found->second;
    frame = rest.substr(name.size() + (in_braces ? 1 : 0));
  }
  return text;
}

/// The texts of these keys, each in lines of its own.
std::string side(const std::vector<std::string>& keys, const Frames& frames,
                 const MnemosyneData& data) {
  std::string lines;
  for (const std::string& key : keys) {
    const std::string value = value_of(data, key);
    if (value.empty()) continue;
    const auto frame = frames.find(key);
    const std::string text = text_of(frame == frames.end() ? value : filled(frame->second, data));
    if (text.empty()) continue;
    lines += (lines.empty() ? "" : "\n") + text;
  }
  return at_most_note_text(std::move(lines));
}

MnemosyneSides sides_of_view(const MnemosyneView& view, const MnemosyneData& data) {
  return {side(view.asks, view.asks_within, data), side(view.tells, view.tells_within, data)};
}

MnemosyneSides sides_of_cloze(const MnemosyneData& data, std::size_t gap) {
  const Gapped text = gapped(value_of(data, "text"), gap);
  return {text_of(text.text), text_of(text.inside), gap};
}

/// A sentence that is one gap asks for its meaning.
MnemosyneSides sides_of_sentence(const MnemosyneView& view, MnemosyneData data, std::size_t gap) {
  const Gapped text = gapped(value_of(data, "f"), gap);
  data["f"] = text.text;
  MnemosyneSides sides;
  sides.question = side({"f"}, view.asks_within, data);
  if (text.is_all && !value_of(data, "m_1").empty()) {
    sides.question = text_of(value_of(data, "m_1"));
    data["m_1"].clear();
  }
  if (gap != kNoGap) data["a"] = text.inside;
  sides.answer = side({"a", "p_1", "m_1", "n"}, view.tells_within, data);
  return sides;
}

MnemosyneSides sides_of_anki(const MnemosyneType& type, const MnemosyneView& view,
                             const MnemosyneData& data, std::size_t ord) {
  const std::vector<std::string> names = type.field_names();
  std::vector<AnkiField> fields;
  for (const auto& [key, name] : type.fields) {
    const std::string html = value_of(data, key);
    fields.push_back({html, text_of(html)});
  }
  AnkiCardPlace place;
  place.type = type.name;
  place.card = view.name;
  place.number = static_cast<int>(ord) + 1;
  const std::string question =
      AnkiTemplate(view.question, names).fill(fields, place, Side::question);
  const std::string answer = AnkiTemplate(view.answer, names).fill(fields, place, Side::answer);
  return {at_most_note_text(text_of_html(question)),
          at_most_note_text(text_of_html(after_question(answer)))};
}

}  // namespace

std::vector<std::string> mnemosyne_values(const MnemosyneType& type, const MnemosyneData& data) {
  std::vector<std::string> values;
  for (const auto& [key, name] : type.fields) {
    const std::string html = value_of(data, key);
    values.push_back(text_of(key == gapped_key(type) ? gapped(html, kNoGap).text : html));
  }
  return values;
}

MnemosyneSides mnemosyne_sides(const MnemosyneType& type, std::size_t view,
                               const MnemosyneData& data, std::string_view extra) {
  const MnemosyneView& shown = type.views[view];
  MnemosyneSides sides;
  switch (type.kind) {
    case Kind::cloze:
      return sides_of_cloze(data, gap_number(extra, "index"));
    case Kind::sentence:
      sides = sides_of_sentence(shown, data, view == 0 ? kNoGap : gap_number(extra, "index"));
      break;
    case Kind::anki_cloze:
    case Kind::anki:
      sides = sides_of_anki(type, shown, data, gap_number(extra, "ord"));
      break;
    case Kind::views:
      sides = sides_of_view(shown, data);
      break;
  }
  sides.made_by = type.kind == Kind::anki_cloze ? gap_number(extra, "ord") : view;
  return sides;
}

}  // namespace lianxi
