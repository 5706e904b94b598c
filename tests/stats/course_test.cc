#include "stats/course.h"

#include <doctest/doctest.h>

#include "entry/entry.h"
#include "schedule/sm2.h"

namespace lianxi {
namespace {

const StudyDay kToday = day_from_number(20514);
const Sm2 kScheduler;

/// Puts a course together, card by card; numbers follow the order of the calls within an entry.
class CourseBuilder {
 public:
  CourseBuilder& card(int entry, const std::string& headword, CardKind kind,
                      const std::string& target, bool partner = false) {
    CourseCard made;
    made.id = CardId{static_cast<int>(cards_.size()) + 1};
    made.entry = EntryId{entry};
    made.card = {card_key(entry_key(headword), kind, target), kind, target};
    made.position = static_cast<std::int64_t>(cards_.size());
    made.partner = partner;
    headwords_[made.entry] = headword;
    cards_.push_back(std::move(made));
    return *this;
  }
  Course course() const { return Course(cards_, headwords_, kScheduler, {}); }

 private:
  std::vector<CourseCard> cards_;
  std::map<EntryId, std::string> headwords_;
};

/// 联系 with five cards (numbers 0 to 4) and 关系 with two (5 and 6).
CourseBuilder contact() {
  CourseBuilder builder;
  builder.card(1, "联系", CardKind::meaning, "liánxì")
      .card(1, "联系", CardKind::recall, "liánxì")
      .card(1, "联系", CardKind::cloze, "联系")
      .card(1, "联系", CardKind::cloze, "保持联系", true)
      .card(1, "联系", CardKind::contrast, "关系")
      .card(2, "关系", CardKind::meaning, "guānxi")
      .card(2, "关系", CardKind::cloze, "关系");
  return builder;
}

using Numbers = std::vector<std::size_t>;

/// Answers good on the day the card comes due, so many times. Gives the last day.
StudyDay answer_good(Course& course, std::size_t card, int times, StudyDay day = kToday) {
  for (int i = 0; i < times; ++i) {
    day = course.cards()[card].state.due.value_or(day);
    course.answer(card, day, Rating::good);
  }
  return day;
}

}  // namespace

TEST_CASE("answers open cards as they do in the collection") {
  Course course = contact().course();
  CHECK(course.open(0));
  for (const std::size_t locked : {1, 2, 3, 4}) CHECK_FALSE(course.open(locked));
  CHECK_FALSE(course.begun(1));
  CHECK(course.answer(0, kToday, Rating::good).empty());
  CHECK(course.begun(1));
  CHECK_FALSE(course.begun(5));
  CHECK(course.answer(0, kToday + Days{1}, Rating::good) == Numbers{1, 2});
  answer_good(course, 2, 1);
  CHECK_FALSE(course.open(3));
  answer_good(course, 2, 1);
  CHECK(course.open(3));
}

TEST_CASE("an answer moves the card as the scheduler says") {
  Course course = contact().course();
  answer_good(course, 0, 3);
  const CardState& state = course.cards()[0].state;
  CHECK(state.introduced == kToday);
  CHECK(state.last == kToday + Days{7});
  CHECK(state.due == kToday + Days{7 + 15});
  course.answer(0, *state.due, Rating::again);
  CHECK(course.cards()[0].state.lapses == 1);
  CHECK(course.cards()[0].state.sm2.interval == 1);
}

TEST_CASE("a contrast opens with the other word's answers, and closes when they go wrong") {
  Course course = contact().course();
  for (const std::size_t card : {0, 2, 5}) answer_good(course, card, 3);
  const StudyDay day = answer_good(course, 6, 2);
  CHECK_FALSE(course.open(4));
  CHECK(course.answer(6, day + Days{6}, Rating::good) == Numbers{4});
  CHECK(course.open(4));
  CHECK(course.answer(5, day + Days{30}, Rating::again) == Numbers{4});
  CHECK_FALSE(course.open(4));
}

TEST_CASE("what has been asked stays open") {
  Course course = contact().course();
  for (const std::size_t card : {0, 2, 5, 6}) answer_good(course, card, 3);
  course.answer(4, kToday + Days{40}, Rating::good);
  CHECK(course.answer(5, kToday + Days{41}, Rating::again).empty());
  CHECK(course.open(4));
}

TEST_CASE("the cards of an entry stand together") {
  CourseBuilder builder;
  builder.card(2, "关系", CardKind::meaning, "guānxi")
      .card(1, "联系", CardKind::meaning, "liánxì")
      .card(2, "关系", CardKind::reading, "guānxi");
  const Course course = builder.course();
  CHECK(course.cards()[0].entry == EntryId{1});
  CHECK(course.siblings(0).end == 1);
  CHECK(course.siblings(2).first == 1);
  CHECK(course.siblings(2).end == 3);
}

TEST_CASE("a locked card opens when all goes well") {
  Course course = contact().course();
  SUBCASE("nothing is likely before the word has begun") {
    CHECK(opening_days(course, kToday).empty());
  }
  SUBCASE("day by day") {
    course.answer(0, kToday, Rating::good);
    const auto days = opening_days(course, kToday);
    CHECK(days.at(CardId{2}) == kToday + Days{1});  // recall: the meaning a second time
    CHECK(days.at(CardId{3}) == kToday + Days{1});  // the headword's blank
    CHECK(days.at(CardId{4}) == kToday + Days{3});  // its partner: asked on the 2nd and 3rd day
    CHECK_FALSE(days.contains(CardId{5}));          // the contrast waits for another word
  }
  SUBCASE("a card that is late is answered today") {
    course.answer(0, kToday - Days{9}, Rating::good);
    CHECK(opening_days(course, kToday).at(CardId{2}) == kToday);
  }
  SUBCASE("a contrast when the slower word is ready") {
    course.answer(0, kToday, Rating::good);
    course.answer(5, kToday - Days{1}, Rating::good);
    const auto days = opening_days(course, kToday);
    // 联系: its blank opens on day 1, is asked on the days 2, 3 and 9, and then stands at 15.
    CHECK(days.at(CardId{5}) == kToday + Days{9});
  }
}

}  // namespace lianxi
