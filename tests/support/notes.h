#pragma once

// Notes of another program, made in a test. The words and sentences are the tests' own.

#include <string>
#include <utility>

#include "import/notes.h"

namespace lianxi::test {

/// Characters, pinyin and meaning, asked in both directions.
inline NoteType two_sided() {
  return {"Words",
          {"Hanzi", "Pinyin", "English"},
          {{"Recognition", {0}, {1, 2}}, {"Production", {2}, {0, 1}}},
          false};
}

inline PastReview past_review(std::int64_t day, Rating rating, std::int64_t interval) {
  PastReview review;
  review.day = day_from_number(day);
  review.at_ms = (day * 24 + 10) * 3'600'000;
  review.rating = rating;
  review.taken = std::chrono::milliseconds{4000};
  if (interval > 0) review.interval = Days{interval};
  return review;
}

inline PastCard past_card(std::size_t made_by, std::string id) {
  PastCard card;
  card.made_by = made_by;
  card.id = std::move(id);
  card.deck = "Chinese::Lesson 1";
  return card;
}

inline Note word_note(std::string id, const std::string& hanzi, const std::string& pinyin,
                      const std::string& english) {
  Note note;
  note.type = "Words";
  note.values = {hanzi, pinyin, english};
  note.cards = {past_card(0, id + "0"), past_card(1, id + "1")};
  note.cards[0].question = hanzi;
  note.cards[0].answer = pinyin + "\n" + english;
  note.cards[1].question = english;
  note.cards[1].answer = hanzi;
  note.id = std::move(id);
  return note;
}

inline NoteSource anki_source() {
  return {"anki", "an Anki package", "anki 1600000000", std::chrono::minutes{480},
          std::chrono::hours{4}};
}

}  // namespace lianxi::test
