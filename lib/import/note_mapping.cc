#include "import/note_mapping.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "import/inline.h"
#include "text/hanzi.h"
#include "text/pinyin.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

constexpr std::array<std::string_view, 12> kRoleNames = {
    "none",     "characters",      "traditional",      "pinyin",
    "meaning",  "part-of-speech",  "measure-word",     "level",
    "sentence", "sentence-pinyin", "sentence-english", "audio"};

/// Notes that are looked at: as many as a person would page through, spread over all.
constexpr std::size_t kMostSamples = 400;
/// Of the filled fields so many must look like what a name promises, or what nothing else says.
constexpr double kAgrees = 0.6, kSpeaksAlone = 0.8;
/// Code points of a word that a card asks for; the longest of HSK and the common idioms fit.
constexpr std::size_t kLongestWordField = 12;

struct NameHint {
  std::string_view piece;  ///< of the name, in lower case, letters and characters alone
  FieldRole role;
};
/// The first that fits; names of sentences are told apart before.
constexpr NameHint kHints[] = {
    {"traditional", FieldRole::traditional},
    {"繁", FieldRole::traditional},
    {"audio", FieldRole::audio},
    {"sound", FieldRole::audio},
    {"录音", FieldRole::audio},
    {"pinyin", FieldRole::pinyin},
    {"拼音", FieldRole::pinyin},
    {"pronunciation", FieldRole::pinyin},
    {"partofspeech", FieldRole::part_of_speech},
    {"词性", FieldRole::part_of_speech},
    {"wordclass", FieldRole::part_of_speech},
    {"classifier", FieldRole::measure_word},
    {"measure", FieldRole::measure_word},
    {"量词", FieldRole::measure_word},
    {"hsk", FieldRole::level},
    {"meaning", FieldRole::meaning},
    {"english", FieldRole::meaning},
    {"definition", FieldRole::meaning},
    {"translation", FieldRole::meaning},
    {"意思", FieldRole::meaning},
    {"释义", FieldRole::meaning},
    {"英文", FieldRole::meaning},
    {"simplified", FieldRole::characters},
    {"hanzi", FieldRole::characters},
    {"characters", FieldRole::characters},
    {"简体", FieldRole::characters},
    {"汉字", FieldRole::characters},
    {"生词", FieldRole::characters},
    {"chinese", FieldRole::characters},
    {"中文", FieldRole::characters},
    {"word", FieldRole::characters},
};
constexpr std::string_view kSentenceNames[] = {"sentence", "example", "例句", "句子"};

std::string name_key(std::string_view name) {
  std::string key;
  for (const char32_t c : decode_utf8(fold(name))) {
    if (c != U' ' && c != U'_' && c != U'-') append_utf8(key, c);
  }
  return key;
}

FieldRole role_named(std::string_view name) {
  const std::string key = name_key(name);
  const auto holds = [&](std::string_view piece) { return key.find(piece) != std::string::npos; };
  const bool of_sentence = std::any_of(std::begin(kSentenceNames), std::end(kSentenceNames), holds);
  for (const NameHint& hint : kHints) {
    if (!holds(hint.piece)) continue;
    if (!of_sentence) return hint.role;
    if (hint.role == FieldRole::pinyin) return FieldRole::sentence_pinyin;
    if (hint.role == FieldRole::meaning) return FieldRole::sentence_english;
    return hint.role == FieldRole::audio ? FieldRole::none : FieldRole::sentence;
  }
  return of_sentence ? FieldRole::sentence : FieldRole::none;
}

bool is_sound(std::string_view value) { return value.starts_with("[sound:"); }

bool is_word_like(std::string_view value) {
  return has_hanzi(value) && length_utf8(value) <= kLongestWordField &&
         !has_sentence_punctuation(value) && is_mostly_hanzi(value);
}

bool is_pinyin_like(std::string_view value) {
  if (has_hanzi(value) || is_sound(value)) return false;
  const auto syllables = parse_pinyin(value);
  return syllables && has_full_tone(*syllables);
}

bool is_english_like(std::string_view value) {
  if (has_hanzi(value.substr(0, value.find('\n'))) && is_mostly_hanzi(value)) return false;
  return !is_sound(value) && !is_pinyin_like(value) && !is_toned_pinyin(value) &&
         std::any_of(value.begin(), value.end(),
                     [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; });
}

/// How much of what a field holds looks like each thing; 0 to 1 of what is not empty.
struct FieldLooks {
  double filled = 0, word = 0, pinyin = 0, english = 0, sentence = 0, sound = 0;
  double toned = 0;  ///< holds pinyin with tones, a line of it maybe
};

FieldLooks looks_of(const std::vector<const Note*>& notes, std::size_t field) {
  FieldLooks looks;
  const std::size_t step = std::max<std::size_t>(1, notes.size() / kMostSamples);
  double seen = 0;
  for (std::size_t i = 0; i < notes.size(); i += step) {
    ++seen;
    if (field >= notes[i]->values.size() || notes[i]->values[field].empty()) continue;
    const std::string_view value = notes[i]->values[field];
    ++looks.filled;
    looks.word += is_word_like(value);
    looks.pinyin += is_pinyin_like(value);
    looks.english += is_english_like(value);
    looks.sentence += has_hanzi(value) && !is_word_like(value) && is_mostly_hanzi(value);
    looks.sound += is_sound(value);
    looks.toned += !has_hanzi(value) && is_toned_pinyin(value);
  }
  if (looks.filled == 0) return {};
  for (double* share :
       {&looks.word, &looks.pinyin, &looks.english, &looks.sentence, &looks.sound, &looks.toned}) {
    *share /= looks.filled;
  }
  looks.filled /= seen;
  return looks;
}

/// How much of a field looks like what the role wants.
double agreement(FieldRole role, const FieldLooks& looks) {
  switch (role) {
    case FieldRole::characters:
    case FieldRole::traditional:
      return looks.word;
    case FieldRole::pinyin:
      return looks.pinyin;
    case FieldRole::meaning:
    case FieldRole::sentence_english:
      return looks.english;
    case FieldRole::sentence:
      return looks.sentence;
    case FieldRole::sentence_pinyin:
      return looks.toned;
    case FieldRole::audio:
      return looks.sound;
    default:
      return looks.filled > 0 ? 1 : 0;
  }
}

class Proposal {
 public:
  Proposal(const NoteType& type, const std::vector<const Note*>& notes)
      : mapping_{type, {}, false} {
    mapping_.roles.resize(type.fields.size(), FieldRole::none);
    for (std::size_t i = 0; i < type.fields.size(); ++i) looks_.push_back(looks_of(notes, i));
  }

  NoteMapping make() {
    by_names();
    // What a name does not say, the contents may: where words are, their sound and their meaning.
    by_contents(FieldRole::characters, &FieldLooks::word);
    by_contents(FieldRole::pinyin, &FieldLooks::pinyin);
    by_contents(FieldRole::meaning, &FieldLooks::english);
    by_contents(FieldRole::sentence, &FieldLooks::sentence);
    by_contents(FieldRole::audio, &FieldLooks::sound);
    return std::move(mapping_);
  }

 private:
  void by_names() {
    for (std::size_t i = 0; i < mapping_.roles.size(); ++i) {
      const FieldRole role = role_named(mapping_.type.fields[i]);
      if (role == FieldRole::none || mapping_.field_of(role)) continue;
      if (agreement(role, looks_[i]) >= kAgrees) mapping_.roles[i] = role;
    }
  }

  void by_contents(FieldRole role, double FieldLooks::*share) {
    if (mapping_.field_of(role)) return;
    for (std::size_t i = 0; i < mapping_.roles.size(); ++i) {
      const bool taken = mapping_.roles[i] != FieldRole::none;
      if (taken || looks_[i].*share < kSpeaksAlone || looks_[i].filled < kAgrees) continue;
      mapping_.roles[i] = role;
      return;
    }
  }

  NoteMapping mapping_;
  std::vector<FieldLooks> looks_;
};

std::string field_name(const NoteType& type, std::size_t field) {
  return type.fields[field].empty() ? fmt::format("{}", field + 1) : type.fields[field];
}

/// The field of this name or number.
std::optional<std::size_t> find_field(const NoteType& type, std::string_view name) {
  for (std::size_t i = 0; i < type.fields.size(); ++i) {
    if (type.fields[i] == name || fmt::format("{}", i + 1) == name) return i;
  }
  return std::nullopt;
}

std::string names_of(const std::vector<NoteMapping>& mappings) {
  std::string text;
  for (const NoteMapping& mapping : mappings) {
    text += (text.empty() ? "" : "; ") + mapping.type.name + ": ";
    for (std::size_t i = 0; i < mapping.type.fields.size(); ++i) {
      text += (i == 0 ? "" : ", ") + field_name(mapping.type, i);
    }
  }
  return text;
}

/// "Basic:Back=meaning" without its type, where it names one of these; else all of it.
std::string_view without_type(std::string_view change, const std::vector<NoteMapping>& mappings,
                              std::string_view& type) {
  for (const NoteMapping& mapping : mappings) {
    const std::string& name = mapping.type.name;
    if (!change.starts_with(name) || change.substr(name.size()).substr(0, 1) != ":") continue;
    type = name;
    return change.substr(name.size() + 1);
  }
  return change;
}

/// Gives the field its new role; another field that had it loses it.
void give_role(NoteMapping& mapping, std::size_t field, FieldRole role) {
  if (role != FieldRole::none)
    std::replace(mapping.roles.begin(), mapping.roles.end(), role, FieldRole::none);
  mapping.roles[field] = role;
  mapping.plain = false;
}

}  // namespace

std::string_view to_string(FieldRole role) { return kRoleNames[static_cast<std::size_t>(role)]; }

std::optional<FieldRole> field_role_from_string(std::string_view name) {
  const auto found = std::find(kRoleNames.begin(), kRoleNames.end(), name);
  if (found == kRoleNames.end()) return std::nullopt;
  return static_cast<FieldRole>(found - kRoleNames.begin());
}

std::string field_role_names() {
  std::string text;
  for (const std::string_view name : kRoleNames) {
    text += fmt::format("{}{}", text.empty() ? "" : ", ", name);
  }
  return text;
}

std::optional<std::size_t> NoteMapping::field_of(FieldRole role) const {
  const auto found = std::find(roles.begin(), roles.end(), role);
  if (found == roles.end()) return std::nullopt;
  return static_cast<std::size_t>(found - roles.begin());
}

bool NoteMapping::has_words() const {
  return !plain && field_of(FieldRole::characters) &&
         (field_of(FieldRole::pinyin) || field_of(FieldRole::meaning));
}

std::optional<CardKind> NoteMapping::kind_of(std::size_t made_by) const {
  if (!has_words() || type.cloze) return std::nullopt;
  if (type.templates.empty()) return CardKind::meaning;
  if (made_by >= type.templates.size()) return std::nullopt;
  const NoteType::Template& card = type.templates[made_by];
  const auto has = [&](const std::vector<std::size_t>& fields, FieldRole role) {
    const auto field = field_of(role);
    return field && std::find(fields.begin(), fields.end(), *field) != fields.end();
  };
  const auto asks = [&](FieldRole role) { return has(card.asks, role); };
  if (asks(FieldRole::sentence)) return std::nullopt;
  const bool characters = asks(FieldRole::characters) || asks(FieldRole::traditional);
  // One that shows all and tells nothing hides the word by a script: it is to be written.
  if (characters && asks(FieldRole::meaning)) {
    return card.tells.empty() ? std::optional(CardKind::recall) : std::nullopt;
  }
  if (characters) {
    const bool told = has(card.tells, FieldRole::meaning) || !field_of(FieldRole::pinyin);
    return told ? CardKind::meaning : CardKind::reading;
  }
  return asks(FieldRole::meaning) ? std::optional(CardKind::recall) : std::nullopt;
}

NoteMapping propose_mapping(const NoteType& type, const std::vector<const Note*>& notes) {
  return Proposal(type, notes).make();
}

void change_mapping(std::vector<NoteMapping>& mappings, std::string_view change) {
  std::string_view type;
  const std::string_view what = without_type(change, mappings, type);
  const std::size_t equals = what.rfind('=');
  bool found = false;
  for (NoteMapping& mapping : mappings) {
    if (!type.empty() && mapping.type.name != type) continue;
    if (what == "plain") {
      mapping.plain = found = true;
      continue;
    }
    if (equals == what.npos) break;
    const auto role = field_role_from_string(what.substr(equals + 1));
    if (!role) {
      throw Error(ErrorKind::usage, fmt::format("--map {}: no such role", change),
                  "roles are " + field_role_names());
    }
    const auto field = find_field(mapping.type, what.substr(0, equals));
    if (!field) continue;
    give_role(mapping, *field, *role);
    found = true;
  }
  if (found) return;
  throw Error(ErrorKind::usage, fmt::format("--map {}: no field is called so", change),
              "write it like Front=characters, or plain; there are " + names_of(mappings));
}

std::string describe(const NoteMapping& mapping) {
  if (!mapping.has_words()) return "plain questions and answers";
  std::string text;
  for (std::size_t i = 0; i < mapping.roles.size(); ++i) {
    if (mapping.roles[i] == FieldRole::none) continue;
    text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", field_name(mapping.type, i),
                        to_string(mapping.roles[i]));
  }
  return text;
}

}  // namespace lianxi
