#include "stats/confusions.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

namespace lianxi {
namespace {

const StudyDay kFirst{Days{20000}};

Key card(std::uint8_t number) {
  Key key;
  key.bytes[0] = number;
  return key;
}

ConfusionFact fact(const std::string& asked, const std::string& typed, int day,
                   std::uint8_t on = 1) {
  ConfusionFact made;
  made.asked = asked;
  made.typed = typed;
  made.card = card(on);
  made.kind = CardKind::cloze;
  made.day = kFirst + Days{day};
  made.clock = {day * 1000, 0};
  return made;
}

}  // namespace

TEST_CASE("a confusion is counted by its words in their order, the latest tells where") {
  ConfusionCounter counter;
  ConfusionFact latest = fact("参加", "参观", 9, 2);
  latest.kind = CardKind::recall;
  latest.sentence = card(77);
  counter.add(latest);
  counter.add(fact("参加", "参观", 3));
  counter.add(fact("参观", "参加", 4, 3));
  ConfusionFact admitted = fact("参加", "参观", 5);
  admitted.admitted = true;
  counter.add(admitted);

  const auto all = counter.confusions();
  REQUIRE(all.size() == 2);
  CHECK(all[0].asked == "参加");
  CHECK(all[0].typed == "参观");
  CHECK(all[0].times == 3);
  CHECK(all[0].mistakes() == 2);
  CHECK(all[0].first == kFirst + Days{3});
  CHECK(all[0].last == kFirst + Days{9});
  CHECK(all[0].kind == CardKind::recall);
  CHECK(all[0].sentence == card(77));
  CHECK(all[0].cards == std::set<Key>{card(1), card(2)});
  CHECK(all[1].asked == "参观");
  CHECK(all[1].times == 1);

  const auto pairs = confused_pairs(all);
  REQUIRE(pairs.size() == 1);
  CHECK(pairs[0].ways.size() == 2);
  CHECK(pairs[0].mistakes() == 3);
  CHECK(pairs[0].last() == kFirst + Days{9});
}

TEST_CASE("right answers count from the day after the last confusion, on its cards") {
  const struct {
    std::string name;
    std::uint8_t card;
    int day;
    int counts;
  } rows[] = {
      {"before it", 1, 4, 0},
      {"between two", 1, 7, 0},
      {"on its day, just told", 1, 9, 0},
      {"the day after", 1, 10, 1},
      {"on the other card of the word", 2, 40, 1},
      {"on a card where it never happened", 3, 40, 0},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    ConfusionCounter counter;
    counter.add(fact("参加", "参观", 5, 1));
    counter.add(fact("参加", "参观", 9, 2));
    counter.add_right(card(row.card), kFirst + Days{row.day});
    CHECK(counter.confusions()[0].right_since == row.counts);
  }
}

TEST_CASE("the order in which facts come changes nothing") {
  std::vector<ConfusionFact> facts;
  const std::string words[] = {"参加", "参观", "参与", "加入"};
  std::mt19937_64 random(7);
  for (int day = 0; day < 200; ++day) {
    const auto asked = random() % 4;
    facts.push_back(fact(words[asked], words[(asked + 1 + random() % 3) % 4], day,
                         static_cast<std::uint8_t>(asked)));
    facts.back().sentence = card(static_cast<std::uint8_t>(random()));
  }
  const auto told = [&] {
    ConfusionCounter counter;
    for (const ConfusionFact& one : facts) counter.add(one);
    std::string text;
    for (const Confusion& one : counter.confusions()) {
      text += one.asked + one.typed + std::to_string(one.times) + to_string(one.first) +
              to_string(one.last) + to_hex(one.sentence.value()) + "\n";
    }
    return text;
  };
  const std::string before = told();
  for (unsigned seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    std::shuffle(facts.begin(), facts.end(), std::mt19937_64(seed));
    CHECK(told() == before);
  }
}

}  // namespace lianxi
