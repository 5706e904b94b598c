#include "cards/face.h"

#include <algorithm>

#include "base/hash.h"
#include "cards/answers.h"
#include "cards/measures.h"
#include "cards/redact.h"
#include "entry/plain.h"
#include "text/pinyin.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

void add_line(std::vector<Line>& lines, Style style, std::string text) {
  if (!text.empty()) lines.push_back({{style, std::move(text)}});
}

std::string definition_of(const Entry& entry, const Reading& reading) {
  return reading.definition.empty() ? entry.gloss : reading.definition;
}

std::string joined(const std::vector<std::string>& list) {
  std::string text;
  for (const std::string& item : list) text += (text.empty() ? "" : ", ") + item;
  return text;
}

/// Everything by which the headword's own prompt could be given away.
Secret secret_of(const Entry& entry) {
  Secret secret;
  secret.add_characters(entry.headword);
  secret.add_characters(entry.traditional);
  for (const Reading& reading : entry.readings) {
    secret.add_pinyin(reading.pinyin);
    for (const std::string& also : reading.also) secret.add_pinyin(also);
  }
  return secret;
}

std::string with_blanks(const PoolSentence& pooled) {
  const std::string& chinese = pooled.sentence.chinese;
  std::string text;
  std::size_t from = 0;
  for (const Span blank : pooled.blanks) {
    text += chinese.substr(from, blank.begin - from);
    text += blank_of(length_utf8(std::string_view(chinese).substr(blank.begin, blank.size)));
    from = blank.end();
  }
  return text + chinese.substr(from);
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

void answer_of_sentence(const PoolSentence& pooled, Face& face) {
  face.correct = pooled.wanted;
  Line line = {{Style::chinese, pooled.wanted}};
  if (!face.readings.empty()) {
    line.push_back({Style::pinyin, face.readings.front()});
    face.correct += " " + face.readings.front();
  }
  face.answer.push_back(std::move(line));
  face.answer.push_back({{Style::chinese, pooled.sentence.chinese}});
  add_line(face.answer, Style::pinyin, pooled.sentence.pinyin);
  std::string analysis = pooled.sentence.analysis;
  std::erase(analysis, '`');  // quotes of the source's mark-up
  add_line(face.answer, Style::note, std::move(analysis));
  add_line(face.answer, Style::note, pooled.sentence.source);
}

void prompt_of_sentence(const Entry& entry, const PoolSentence& pooled, Face& face) {
  Secret secret = secret_of(entry);
  for (const std::string& text : face.characters) secret.add_characters(text);
  for (const std::string& reading : face.readings) secret.add_pinyin(reading);
  face.prompt.push_back({{Style::chinese, secret.redact(with_blanks(pooled))}});
  add_line(face.prompt, Style::english, secret.redact(pooled.sentence.english));
  add_line(face.prompt, Style::note, secret.redact(pooled.when));
}

/// Question and answer of a blank.
void face_of_blank(const Entry& entry, const CardPlan& plan, const PoolSentence& pooled,
                   Face& face) {
  RightAnswers right = right_answers(entry, plan, pooled);
  face.characters = std::move(right.characters);
  face.readings = std::move(right.readings);
  prompt_of_sentence(entry, pooled, face);
  answer_of_sentence(pooled, face);
}

void face_of_contrast(const Entry& entry, const CardPlan& plan, const PoolSentence& pooled,
                      Face& face) {
  face_of_blank(entry, plan, pooled, face);
  face.choices = {entry.headword, plan.card.target};
  if (fnv1a64(pooled.sentence.chinese) % 2 == 1) std::swap(face.choices[0], face.choices[1]);
  for (const Contrast& contrast : entry.contrasts) {
    if (contrast.word != plan.card.target) continue;
    for (const SentencePair& pair : contrast.pairs) {
      if (sentence_key(pair.right.chinese) != pooled.key) continue;
      add_line(face.answer, Style::wrong, pair.wrong.chinese);
      add_line(face.answer, Style::note, pair.why);
    }
    for (const std::string& note : contrast.notes) add_line(face.answer, Style::note, note);
  }
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

std::string plain_text(const Line& line) {
  std::string text;
  for (const StyledText& piece : line) {
    if (!text.empty()) text += "  ";
    text += piece.style == Style::wrong ? "✗ " + piece.text : piece.text;
  }
  return text;
}

std::string plain_text(const std::vector<Line>& lines) {
  std::string text;
  for (const Line& line : lines) text += (text.empty() ? "" : "\n") + plain_text(line);
  return text;
}

Face make_face(const Entry& entry, const CardPlan& plan, std::size_t sentence) {
  Face face;
  switch (plan.card.kind) {
    case CardKind::reading:
      face_of_reading(entry, entry.readings[plan.reading], face);
      break;
    case CardKind::recall:
      face_of_recall(entry, entry.readings[plan.reading], face);
      break;
    case CardKind::cloze:
      face_of_blank(entry, plan, plan.pool[sentence], face);
      break;
    case CardKind::contrast:
      face_of_contrast(entry, plan, plan.pool[sentence], face);
      break;
    case CardKind::measure:
      face_of_measure(entry, face);
      break;
    case CardKind::plain:
      face_of_plain(entry, face);
      break;
    default:
      face_of_meaning(entry, entry.readings[plan.reading], face);
  }
  return face;
}

}  // namespace lianxi
