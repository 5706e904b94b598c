#include "import/note_entries.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/hash.h"
#include "base/limits.h"
#include "cards/generate.h"
#include "entry/plain.h"
#include "text/hanzi.h"
#include "text/pinyin.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

constexpr std::size_t kLongestDeckName = 255;

/// The name by which other programs call the deck of everything that has none.
constexpr std::string_view kNoDeck = "Default";

std::string joined_lines(std::string_view text, std::string_view between) {
  std::string all;
  for (const std::string_view line : split(text, '\n')) {
    if (const auto said = trim(line); !said.empty()) {
      all += fmt::format("{}{}", all.empty() ? "" : between, said);
    }
  }
  return all;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  for (const std::string_view line : split(text, '\n')) {
    if (const auto said = trim(line); !said.empty()) lines.emplace_back(said);
  }
  return lines;
}

/// "[sound:lianxi.mp3]" -> "lianxi.mp3".
std::string sound_of(std::string_view value) {
  constexpr std::string_view kOpen = "[sound:";
  const auto begin = value.find(kOpen);
  if (begin == value.npos) return std::string(trim(value));
  const auto end = value.find(']', begin);
  return std::string(value.substr(begin + kOpen.size(), end - begin - kOpen.size()));
}

std::vector<std::string> words_in(std::string_view value) {
  std::vector<std::string> words;
  for (const std::string_view run : hanzi_runs(value)) words.emplace_back(run);
  return words;
}

/// Several readings, each as it is printed; those that are no pinyin are left out.
std::vector<std::string> readings_in(std::string_view value) {
  std::vector<std::string> readings;
  const auto add = [&](std::string_view text) {
    const auto syllables = parse_pinyin(text);
    if (!syllables || syllables->empty()) return;
    const bool numbered = text.find_first_of("0123456789") != text.npos;
    readings.push_back(numbered ? to_marks(*syllables) : std::string(trim(text)));
  };
  std::string text = joined_lines(value, ",");
  for (const std::string_view mark : {"/", "|", ";", "，", "、"}) {
    for (std::size_t at = 0; (at = text.find(mark)) != text.npos;)
      text.replace(at, mark.size(), ",");
  }
  for (const std::string_view piece : split(text, ',')) add(piece);
  return readings;
}

/// Pinyin with tones, as long as the word, at the beginning of its meaning: "ài hào to like". It is
/// taken away there; empty where there is none.
std::string take_leading_pinyin(std::string& meaning, std::size_t syllables) {
  for (std::size_t end = 0; (end = meaning.find(' ', end)) != std::string::npos; ++end) {
    const auto read = parse_pinyin(std::string_view(meaning).substr(0, end));
    if (!read || read->size() > syllables) return "";
    if (read->size() < syllables || !has_full_tone(*read)) continue;
    std::string pinyin = meaning.substr(0, end);
    meaning = trim(std::string_view(meaning).substr(end));
    return pinyin;
  }
  return "";
}

/// Sentences with what is said of each where all fields have as many lines; else the first alone.
std::vector<Sentence> sentences_of(const std::vector<std::string>& chinese,
                                   const std::vector<std::string>& pinyin,
                                   const std::vector<std::string>& english) {
  const auto of = [&](const std::vector<std::string>& lines, std::size_t i) {
    return lines.size() == chinese.size() ? lines[i] : std::string();
  };
  std::vector<Sentence> sentences;
  for (std::size_t i = 0; i < chinese.size(); ++i) {
    Sentence sentence;
    sentence.chinese = chinese[i];
    sentence.pinyin = of(pinyin, i);
    sentence.english = of(english, i);
    sentences.push_back(std::move(sentence));
  }
  return sentences;
}

/// Reads the fields of a note by their roles.
class WordNote {
 public:
  WordNote(const Note& note, const NoteMapping& mapping) : note_(note), mapping_(mapping) {}

  std::string_view value(FieldRole role) const {
    const auto field = mapping_.field_of(role);
    return field && *field < note_.values.size() ? trim(note_.values[*field]) : std::string_view();
  }

  Entry entry(const std::vector<std::string>& readings) const {
    Entry entry;
    entry.headword = nfkc(value(FieldRole::characters));
    entry.traditional = nfkc(value(FieldRole::traditional));
    Reading reading;
    reading.pinyin = readings.front();
    reading.also.assign(readings.begin() + 1, readings.end());
    reading.part_of_speech = joined_lines(value(FieldRole::part_of_speech), ", ");
    reading.level = joined_lines(value(FieldRole::level), ", ");
    reading.definition = joined_lines(value(FieldRole::meaning), "; ");
    entry.readings.push_back(std::move(reading));
    entry.measure_words = words_in(value(FieldRole::measure_word));
    entry.audio = sound_of(value(FieldRole::audio));
    entry.tags = note_.tags;
    entry.source = note_.source;
    for (Sentence& sentence : sentences_of(lines_of(value(FieldRole::sentence)),
                                           lines_of(value(FieldRole::sentence_pinyin)),
                                           lines_of(value(FieldRole::sentence_english)))) {
      // One without the word would be refused with a complaint that nobody can act on.
      if (sentence.chinese.find(entry.headword) != std::string::npos) {
        entry.examples.push_back(std::move(sentence));
      }
    }
    entry.line = note_.line;
    return entry;
  }

 private:
  const Note& note_;
  const NoteMapping& mapping_;
};

/// The card of this kind that the entry yields for its first reading, by its target.
std::optional<std::string> target_of(const Entry& entry, CardKind kind) {
  const auto syllables = parse_pinyin(entry.readings.front().pinyin);
  const std::string reading = syllables ? to_marks(*syllables) : entry.readings.front().pinyin;
  const CardSet set = generate_cards(entry, WordSet());
  const bool yields = std::any_of(set.cards.begin(), set.cards.end(), [&](const CardPlan& plan) {
    return plan.card.kind == kind && plan.card.target == reading;
  });
  return yields ? std::optional(reading) : std::nullopt;
}

bool is_too_large(const Note& note) {
  std::size_t lines = 0;
  const auto is_large = [&](std::string_view text) {
    for (const std::string_view line : split(text, '\n')) {
      ++lines;
      if (line.size() > kMaxParagraph) return true;
    }
    return lines > kMaxEntryLines;
  };
  return std::any_of(note.values.begin(), note.values.end(), is_large) ||
         std::any_of(note.cards.begin(), note.cards.end(), [&](const PastCard& card) {
           return is_large(card.question) || is_large(card.answer);
         });
}

}  // namespace

NoteReader::NoteReader(const std::vector<NoteMapping>& mappings, NoteOptions options)
    : options_(std::move(options)) {
  for (const NoteMapping& mapping : mappings) mappings_[mapping.type.name] = &mapping;
}

void NoteReader::add(Note note) {
  if (is_too_large(note)) {
    return reject(note, "too-large", "more than 2,000 lines, or 16 KiB in one, are no card");
  }
  const auto mapping = mappings_.find(note.type);
  const bool words = mapping != mappings_.end() && mapping->second->has_words();
  if (words && add_word(note, *mapping->second)) return;
  add_plain_note(note);
}

/// False where the note has no word, or no sound of it that can be told.
bool NoteReader::add_word(Note& note, const NoteMapping& mapping) {
  const WordNote fields(note, mapping);
  const std::string written = nfkc(fields.value(FieldRole::characters));
  if (!all_hanzi(written) || length_utf8(written) > kMaxHeadword) return false;
  const auto known = options_.spelling_of ? options_.spelling_of(written) : std::nullopt;
  const std::string headword = known ? known->headword : written;
  std::vector<std::string> readings = readings_in(fields.value(FieldRole::pinyin));
  const auto meaning = mapping.field_of(FieldRole::meaning);
  if (readings.empty() && meaning && *meaning < note.values.size()) {
    std::string leading = take_leading_pinyin(note.values[*meaning], length_utf8(headword));
    if (!leading.empty()) readings.push_back(std::move(leading));
  }
  if (readings.empty() && known && !known->pinyin.empty()) readings.push_back(known->pinyin);
  if (readings.empty()) return ++made_.unread, false;
  if (readings.size() > kMaxReadings) readings.resize(kMaxReadings);
  Entry entry = fields.entry(readings);
  if (headword != written && entry.traditional.empty()) entry.traditional = written;
  entry.headword = headword;
  std::vector<std::pair<std::size_t, std::string>> own;  // cards that are the word's
  for (std::size_t i = 0; i < note.cards.size(); ++i) {
    const auto kind = mapping.kind_of(note.cards[i].made_by);
    auto target = kind ? target_of(entry, *kind) : std::nullopt;
    if (!target || !given_.emplace(headword, *kind, *target).second) continue;
    own.emplace_back(i, std::move(*target));
  }
  ++made_.words;
  const auto [place, is_new] =
      words_.emplace(std::pair(deck_of(note), headword), made_.entries.size());
  if (is_new) {
    made_.entries.push_back(placed(std::move(entry), note, 1));
  } else {
    for (const std::string& field : join(made_.entries[place->second].entry, entry)) {
      reject(note, "differs",
             fmt::format("{}: {} differs from a note before it; that one stays", headword, field));
    }
  }
  auto next = own.begin();
  for (std::size_t i = 0; i < note.cards.size(); ++i) {
    PastCard& past = note.cards[i];
    if (next != own.end() && next->first == i) {
      const CardKind kind = mapping.kind_of(past.made_by).value();
      made_.cards.push_back({headword, kind, std::move(next->second), std::move(past)});
      ++next;
    } else {
      add_plain(note, past.question, past.answer, &past);
    }
  }
  return true;
}

void NoteReader::add_plain_note(Note& note) {
  for (PastCard& past : note.cards) add_plain(note, past.question, past.answer, &past);
  if (!note.cards.empty()) return;
  std::string question, answer;
  for (const std::string& value : note.values) {
    std::string& side = question.empty() ? question : answer;
    if (!trim(value).empty()) side += (side.empty() ? "" : "\n") + value;
  }
  add_plain(note, question, answer, nullptr);
}

void NoteReader::add_plain(const Note& note, const std::string& question, const std::string& answer,
                           PastCard* past) {
  Entry entry = plain_entry(question, answer);
  if (entry.headword == kPlainMark) {
    return reject(note, "no-question", "a card that asks nothing is left out");
  }
  if (entry.answer.empty() && !past) {
    ++made_.bare;
    return;
  }
  std::vector<Plain>& alike = questions_[entry.headword];
  // Two cards may ask the same: what they answer, or which card they were, tells them apart.
  const std::string mark = past ? past->id : answer;
  const bool known = std::any_of(alike.begin(), alike.end(),
                                 [&](const Plain& other) { return other.mark == mark; });
  if (!past && known) {
    ++made_.repeated;
    return;
  }
  entry.tags = note.tags;
  entry.source = note.source;
  entry.line = note.line;
  ++made_.plain;
  alike.push_back({made_.entries.size(), {}, mark});
  const int position = 2 + static_cast<int>(past ? past->made_by : 0);
  const std::string headword = entry.headword;
  made_.entries.push_back(placed(std::move(entry), note, position));
  if (!past) return;
  alike.back().card = made_.cards.size();
  made_.cards.push_back({headword, CardKind::plain, "", std::move(*past)});
}

/// Equal questions get names that do not depend on which others stand beside them in this file.
NoteEntries NoteReader::take() {
  for (const auto& [headword, alike] : questions_) {
    for (std::size_t i = 0; alike.size() > 1 && i < alike.size(); ++i) {
      Entry& entry = made_.entries[alike[i].entry].entry;
      if (entry.question.empty()) entry.question = question_of(entry);
      entry.headword = fmt::format("{} ({:06x})", headword, fnv1a64(alike[i].mark) & 0xffffff);
      if (alike[i].card) made_.cards[*alike[i].card].headword = entry.headword;
    }
  }
  return std::move(made_);
}

NoteEntry NoteReader::placed(Entry entry, const Note& note, int position) {
  if (note.id.empty()) return {std::move(entry), deck_of(note), options_.file, ++without_id_};
  return {std::move(entry), deck_of(note), note.id, position};
}

std::string NoteReader::deck_of(const Note& note) const {
  std::string name(trim(note.cards.empty() ? note.deck : note.cards.front().deck));
  if (name.empty() || name == kNoDeck) return options_.deck;
  std::replace_if(
      name.begin(), name.end(), [](char c) { return c == '/' || c == '\n'; }, '_');
  while (name.size() > kLongestDeckName) name.resize(name.size() - 1);
  while (first_invalid_utf8(name)) name.pop_back();
  return name == "." || name == ".." ? options_.deck : name;
}

void NoteReader::reject(const Note& note, std::string_view code, std::string text) {
  made_.diagnostics.push_back(
      {options_.file, note.line, std::string(code), std::move(text), false});
}

}  // namespace lianxi
