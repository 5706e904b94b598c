#include "foreign/anki_template.h"

#include <algorithm>
#include <limits>

#include "text/utf8.h"

namespace lianxi {
namespace {

constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();
/// A side is a page at most; sections and fields in it multiply with the length of fields.
constexpr std::size_t kMostParts = 5'000;
constexpr std::size_t kLongestSide = 4 << 20;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool starts_with_any_case(std::string_view text, std::string_view beginning) {
  return text.size() >= beginning.size() &&
         std::equal(beginning.begin(), beginning.end(), text.begin(),
                    [](char a, char b) { return a == lower(b); });
}

/// Old templates may say that <% and %> stand for {{ and }}.
std::string with_usual_signs(std::string_view html) {
  constexpr std::string_view kOther = "{{=<% %>=}}";
  if (!trim(html).starts_with(kOther)) return std::string(html);
  std::string usual(trim(html).substr(kOther.size()));
  for (const auto& [other, sign] : {std::pair("<%", "{{"), {"%>", "}}"}}) {
    for (std::size_t at = usual.find(other); at != std::string::npos; at = usual.find(other, at)) {
      usual.replace(at, 2, sign);
    }
  }
  return usual;
}

bool is_speech(std::string_view filter) { return filter.starts_with("tts"); }

/// "c1": a section for the cards of that gap.
bool is_gap_of(std::string_view name, int number) { return name == "c" + std::to_string(number); }

std::string apply(std::string_view filter, std::string value, int number, Side side) {
  if (filter == "cloze" || filter == "cloze-only") return cloze_text(value, number, side);
  if (filter == "furigana") return furigana(value, Furigana::both);
  if (filter == "kana") return furigana(value, Furigana::kana);
  if (filter == "kanji") return furigana(value, Furigana::kanji);
  return value;
}

}  // namespace

AnkiTemplate::AnkiTemplate(std::string_view html, const std::vector<std::string>& fields) {
  const std::string usual = with_usual_signs(html);
  std::string_view rest = usual;
  while (!rest.empty() && parts_.size() < kMostParts) {
    const std::size_t begin = rest.find("{{");
    const std::size_t end = begin == std::string_view::npos ? begin : rest.find("}}", begin);
    if (end == std::string_view::npos) break;
    if (begin > 0)
      parts_.push_back({Part::Kind::html, std::string(rest.substr(0, begin)), {}, 0, 0});
    const bool three = rest.substr(begin, 3) == "{{{" && rest.substr(end, 3) == "}}}";
    add_tag(trim(rest.substr(begin + 2, end - begin - 2)), fields);
    rest.remove_prefix(end + (three ? 3 : 2));
  }
  parts_.push_back({Part::Kind::html, std::string(rest), {}, 0, 0});
  close_sections();
}

void AnkiTemplate::add_tag(std::string_view tag, const std::vector<std::string>& fields) {
  Part part;
  part.kind = Part::Kind::value;
  if (tag.starts_with('{')) tag.remove_prefix(1);  // {{{Field}}} is the same as {{Field}}
  if (tag.starts_with('!')) return;                // a comment
  if (tag.starts_with('#')) part.kind = Part::Kind::section;
  if (tag.starts_with('^')) part.kind = Part::Kind::section_unless;
  if (tag.starts_with('/')) part.kind = Part::Kind::end;
  if (part.kind != Part::Kind::value) tag = trim(tag.substr(1));
  for (const std::string_view piece : split(tag, ':')) part.filters.emplace_back(trim(piece));
  part.text = std::move(part.filters.back());
  part.filters.pop_back();
  const auto found = std::find(fields.begin(), fields.end(), part.text);
  part.field = found == fields.end() ? kNone : static_cast<std::size_t>(found - fields.begin());
  parts_.push_back(std::move(part));
}

void AnkiTemplate::close_sections() {
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    Part& part = parts_[i];
    part.end = parts_.size();
    if (part.kind == Part::Kind::section || part.kind == Part::Kind::section_unless) {
      open.push_back(i);
    } else if (part.kind == Part::Kind::end && !open.empty() &&
               parts_[open.back()].text == part.text) {
      parts_[open.back()].end = i + 1;
      open.pop_back();
    }
  }
}

bool AnkiTemplate::is_shown(const Part& part, Side side) const {
  if (part.kind != Part::Kind::value) return false;
  return std::none_of(part.filters.begin(), part.filters.end(), [side](const std::string& filter) {
    return is_speech(filter) || (side == Side::question && (filter == "hint" || filter == "type"));
  });
}

std::string AnkiTemplate::value_of(const Part& part, const std::vector<AnkiField>& values,
                                   const AnkiCardPlace& place, Side side) const {
  if (!is_shown(part, side)) return "";
  if (part.field == kNone) {
    if (part.text == "Tags") return place.tags;
    if (part.text == "Deck") return place.deck;
    if (part.text == "Subdeck") return place.deck.substr(place.deck.rfind(':') + 1);
    if (part.text == "Type") return place.type;
    if (part.text == "Card") return place.card;
    return "";
  }
  std::string value = part.field < values.size() ? values[part.field].html : "";
  for (auto filter = part.filters.rbegin(); filter != part.filters.rend(); ++filter) {
    value = apply(*filter, std::move(value), place.number, side);
  }
  return value;
}

bool AnkiTemplate::holds(const Part& part, const std::vector<AnkiField>& values,
                         const AnkiCardPlace& place) const {
  bool is_there = false;
  if (part.field != kNone) {
    is_there = part.field < values.size() && !values[part.field].text.empty();
  } else {
    is_there = is_gap_of(part.text, place.number) || (part.text == "Tags" && !place.tags.empty());
  }
  return is_there == (part.kind == Part::Kind::section);
}

std::string AnkiTemplate::fill(const std::vector<AnkiField>& values, const AnkiCardPlace& place,
                               Side side) const {
  std::string html;
  for (std::size_t i = 0; i < parts_.size() && html.size() < kLongestSide;) {
    const Part& part = parts_[i];
    if (part.kind == Part::Kind::html) html += part.text;
    if (part.kind == Part::Kind::value) html += value_of(part, values, place, side);
    const bool is_section =
        part.kind == Part::Kind::section || part.kind == Part::Kind::section_unless;
    i = is_section && !holds(part, values, place) ? part.end : i + 1;
  }
  return html;
}

std::vector<std::size_t> AnkiTemplate::shows(Side side) const {
  std::vector<std::size_t> shown;
  for (const Part& part : parts_) {
    const bool is_new = std::find(shown.begin(), shown.end(), part.field) == shown.end();
    if (is_shown(part, side) && part.field != kNone && is_new) shown.push_back(part.field);
  }
  return shown;
}

std::string_view after_question(std::string_view html) {
  for (std::size_t at = html.find('<'); at < html.size(); at = html.find('<', at + 1)) {
    if (!starts_with_any_case(html.substr(at), "<hr")) continue;
    const std::size_t end = html.find('>', at);
    if (end == std::string_view::npos) break;
    std::string tag(html.substr(at, end - at));
    std::erase_if(tag, [](char c) { return c == ' ' || c == '"' || c == '\'' || c == '/'; });
    if (starts_with_any_case(tag, "<hrid=answer")) return html.substr(end + 1);
  }
  return html;
}

std::string furigana(std::string_view html, Furigana which) {
  std::string out;
  while (!html.empty()) {
    const std::size_t open = html.find('[');
    const std::size_t close = open == std::string_view::npos ? open : html.find(']', open);
    if (close == std::string_view::npos) break;
    // What the reading belongs to begins after a space, or after a tag.
    const std::size_t before =
        open == 0 ? std::string_view::npos : html.find_last_of(" >", open - 1);
    const std::size_t base = before == std::string_view::npos ? 0 : before + 1;
    const std::string_view reading = html.substr(open + 1, close - open - 1);
    const bool is_reading = base < open && !reading.empty() && !reading.starts_with("sound:");
    const bool is_parted = base > 0 && html[base - 1] == ' ' && is_reading;
    out += html.substr(0, base - (is_parted ? 1 : 0));
    if (!is_reading || which == Furigana::both) {
      out += html.substr(base, close + 1 - base);
    } else {
      out += which == Furigana::kana ? reading : html.substr(base, open - base);
    }
    html.remove_prefix(close + 1);
  }
  return out += html;
}

}  // namespace lianxi
