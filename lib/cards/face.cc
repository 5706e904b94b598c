#include "cards/face.h"

#include <algorithm>

#include "base/hash.h"
#include "cards/answers.h"
#include "cards/redact.h"
#include "cards/word_cards.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

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

}  // namespace

void add_line(std::vector<Line>& lines, Style style, std::string text) {
  if (!text.empty()) lines.push_back({{style, std::move(text)}});
}

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
  if (plan.pool.empty()) return make_word_face(entry, plan);
  Face face;
  const PoolSentence& pooled = plan.pool[sentence];
  if (plan.card.kind == CardKind::contrast) {
    face_of_contrast(entry, plan, pooled, face);
  } else {
    face_of_blank(entry, plan, pooled, face);
  }
  return face;
}

}  // namespace lianxi
