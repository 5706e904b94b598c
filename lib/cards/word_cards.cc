#include "cards/word_cards.h"

#include <utility>

#include "cards/measures.h"
#include "cards/redact.h"
#include "entry/plain.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

std::string definition_of(const Entry& entry, const Reading& reading) {
  return reading.definition.empty() ? entry.gloss : reading.definition;
}

std::string joined(const std::vector<std::string>& list) {
  std::string text;
  for (const std::string& item : list) text += (text.empty() ? "" : ", ") + item;
  return text;
}

/// Words whose gloss does not lead back to them: no recall card (就, 从).
bool is_function_word(const Entry& entry, const Reading& reading) {
  for (const std::string& part : parts_of_speech(reading.part_of_speech)) {
    for (const std::string_view function :
         {"particle", "preposition", "coverb", "conjunction", "auxiliary"}) {
      if (part.find(function) != std::string::npos) return true;
    }
    if (part == "adverb" && length_utf8(entry.headword) == 1) return true;
  }
  return false;
}

Line word_line(const Entry& entry, const std::string& pinyin) {
  Line line = {{Style::chinese, entry.headword}};
  if (!entry.traditional.empty() && entry.traditional != entry.headword) {
    line.push_back({Style::chinese, entry.traditional});
  }
  line.push_back({Style::pinyin, pinyin});
  return line;
}

/// A polyphone says which of its readings is asked, by what may be seen.
void face_of_meaning(const Entry& entry, const Reading& reading, Face& face) {
  face.word = entry.headword;
  face.prompt.push_back({{Style::chinese, entry.headword}});
  if (entry.readings.size() > 1) face.prompt.back().push_back({Style::pinyin, reading.pinyin});
  face.answer.push_back(word_line(entry, reading.pinyin));
  face.answer.push_back({{Style::english, definition_of(entry, reading)}});
  add_line(face.answer, Style::note, joined(parts_of_speech(reading.part_of_speech)));
  add_line(face.answer, Style::note, reading.nutshell);
  face.correct = definition_of(entry, reading);
}

void face_of_reading(const Entry& entry, const Reading& reading, Face& face) {
  face.word = entry.headword;
  face.prompt.push_back({{Style::chinese, entry.headword}});
  if (entry.readings.size() > 1) {
    const Secret secret = secret_of(entry);
    add_line(face.prompt, Style::note, joined(parts_of_speech(reading.part_of_speech)));
    add_line(face.prompt, Style::english, secret.redact(definition_of(entry, reading)));
  }
  face.readings = {reading.pinyin};
  face.readings.insert(face.readings.end(), reading.also.begin(), reading.also.end());
  face.answer.push_back(word_line(entry, reading.pinyin));
  add_line(face.answer, Style::english, definition_of(entry, reading));
  face.correct = reading.pinyin;
}

void face_of_recall(const Entry& entry, const Reading& reading, Face& face) {
  const Secret secret = secret_of(entry);
  add_line(face.prompt, Style::english, secret.redact(definition_of(entry, reading)));
  add_line(face.prompt, Style::note,
           secret.redact(joined(parts_of_speech(reading.part_of_speech))));
  face.characters = {entry.headword};
  add_unique(face.characters, entry.traditional);
  face.readings = {reading.pinyin};
  face.readings.insert(face.readings.end(), reading.also.begin(), reading.also.end());
  face.answer.push_back(word_line(entry, reading.pinyin));
  add_line(face.answer, Style::note, reading.nutshell);
  face.correct = entry.headword + " " + reading.pinyin;
}

void face_of_plain(const Entry& entry, Face& face) {
  for (std::string& line : question_of(entry)) {
    add_line(face.prompt, Style::plain, std::move(line));
  }
  for (const std::string& line : entry.answer) add_line(face.answer, Style::plain, line);
  face.correct = entry.answer.empty() ? "" : entry.answer.front();
}

/// "一＿书"; any measure word of the entry is right.
void face_of_measure(const Entry& entry, Face& face) {
  const std::vector<Measure> measures = measures_of(entry);
  Secret secret;
  std::vector<std::string> others;
  for (const Measure& measure : measures) {
    secret.add_characters(measure.word);
    for (const std::string& reading : measure.readings) secret.add_pinyin(reading);
    add_unique(face.characters, measure.word);
    for (const std::string& reading : measure.readings) add_unique(face.readings, reading);
    const std::string first = measure.readings.empty() ? "" : " " + measure.readings[0];
    if (&measure == measures.data())
      face.correct = measure.word + first;
    else
      others.push_back(measure.word + first);
  }
  face.any_reading = true;
  face.word = entry.headword;
  face.prompt.push_back(
      {{Style::chinese, "一" + blank_of(length_utf8(measures[0].word)) + entry.headword}});
  add_line(face.prompt, Style::english,
           secret.redact(definition_of(entry, entry.readings.front())));
  face.answer.push_back({{Style::chinese, "一" + measures[0].word + entry.headword}});
  if (!measures[0].readings.empty()) {
    face.answer.back().push_back({Style::pinyin, measures[0].readings[0]});
  }
  if (!others.empty()) add_line(face.answer, Style::note, "also " + joined(others));
}

}  // namespace

bool yields(CardKind kind, const Entry& entry, std::size_t reading) {
  switch (kind) {
    case CardKind::meaning:
      return !definition_of(entry, entry.readings[reading]).empty();
    case CardKind::reading:
      return true;
    case CardKind::recall:
      return !definition_of(entry, entry.readings[reading]).empty() &&
             !is_function_word(entry, entry.readings[reading]);
    case CardKind::measure:
      return !measures_of(entry).empty();
    case CardKind::cloze:
    case CardKind::contrast:
    case CardKind::plain:
    case CardKind::character:
    case CardKind::listen:
      return false;  // generate.cc makes the first three; nobody has the others yet
  }
  return false;
}

Face make_word_face(const Entry& entry, const CardPlan& plan) {
  Face face;
  switch (plan.card.kind) {
    case CardKind::meaning:
      face_of_meaning(entry, entry.readings[plan.reading], face);
      break;
    case CardKind::reading:
      face_of_reading(entry, entry.readings[plan.reading], face);
      break;
    case CardKind::recall:
      face_of_recall(entry, entry.readings[plan.reading], face);
      break;
    case CardKind::measure:
      face_of_measure(entry, face);
      break;
    case CardKind::plain:
      face_of_plain(entry, face);
      break;
    case CardKind::cloze:
    case CardKind::contrast:
    case CardKind::character:
    case CardKind::listen:
      break;
  }
  return face;
}

}  // namespace lianxi
