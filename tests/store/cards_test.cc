#include "store/cards.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include "base/hash.h"
#include "entry/entry.h"
#include "store/entries.h"
#include "store/log.h"
#include "store/migrate.h"
#include "store/tally.h"

namespace lianxi::store {
namespace {

const StudyDay kToday = day_from_number(20514);

/// A collection with one deck and entries in it.
struct Fixture {
  Db db = memory_collection({});
  DeckId deck = intern_deck(db, "first");
  std::int64_t position = 0;

  EntryId entry(const std::string& headword, bool in_deck = true) {
    return save_entry(db, entry_key(headword), {{}, headword, "", "", "", 0},
                      in_deck ? std::vector{deck} : std::vector<DeckId>{}, {});
  }
  Card card(const std::string& headword, CardKind kind, const std::string& target = "x") {
    return {card_key(entry_key(headword), kind, target), kind, target};
  }
  CardId make(const std::string& headword, CardKind kind, const std::string& target = "x") {
    const Card made = card(headword, kind, target);
    CHECK(save_card(db, entry(headword), made, ++position));
    return find_card(db, made.key)->id;
  }
  /// A card with this state.
  CardId make(const std::string& headword, const CardState& state) {
    const CardId id = make(headword, CardKind::meaning);
    save_state(db, id, state);
    return id;
  }
  Event review(const Key& subject, const std::string& sentence) {
    ReviewAct act;
    act.scheduler = "sm2";
    act.sentence = sentence_key(sentence);
    return append(db, {Moment{}}, subject, act);
  }
};

CardState due_on(StudyDay day) {
  CardState state;
  state.due = state.scheduled_due = day;
  state.last = day - Days{1};
  return state;
}

std::vector<CardId> ids(const std::vector<QueueCard>& cards) {
  std::vector<CardId> list;
  for (const QueueCard& card : cards) list.push_back(card.card);
  std::sort(list.begin(), list.end());
  return list;
}
using Ids = std::vector<CardId>;

}  // namespace

TEST_CASE("a state is read as it was saved") {
  Fixture f;
  const CardId id = f.make("茶", CardKind::cloze);
  CHECK(card_row(f.db, id)->state == CardState{});
  CardState state;
  state.sm2 = {std::int64_t{1} << 40, 9, 130};
  state.due = kToday;
  state.scheduled_due = kToday + Days{1};
  state.last = kToday - Days{2};
  state.repeat_today = state.suspended = state.deleted = true;
  state.buried_until = kToday + Days{3};
  state.flag = "look again";
  state.reviews = 4;
  state.graded = 5;
  state.lapses = 6;
  state.days_recalled = 7;
  state.introduced = kToday - Days{8};
  state.latest_review = f.review(f.card("茶", CardKind::cloze).key, "喝茶。").id;
  save_state(f.db, id, state);
  CHECK(card_row(f.db, id)->state == state);
  CHECK(card_row(f.db, id)->card == f.card("茶", CardKind::cloze));
}

TEST_CASE("a card that is no longer yielded goes, or is retired where it has a history") {
  Fixture f;
  const Card kept = f.card("茶", CardKind::meaning), seen = f.card("茶", CardKind::reading),
             fresh = f.card("茶", CardKind::recall);
  for (const CardKind kind : {CardKind::meaning, CardKind::reading, CardKind::recall}) {
    f.make("茶", kind);
  }
  f.review(seen.key, "喝茶。");
  const EntryId entry = f.entry("茶");
  retire_cards(f.db, entry, {kept.key});
  CHECK(cards_of(f.db, entry).size() == 1);
  CHECK(find_card(f.db, seen.key)->retired);
  CHECK_FALSE(find_card(f.db, fresh.key));
  CHECK_FALSE(save_card(f.db, entry, seen, 9));
  CHECK_FALSE(find_card(f.db, seen.key)->retired);
  CHECK(find_card(f.db, seen.key)->position == 9);
}

TEST_CASE("due cards are those of today and before that nothing hides") {
  Fixture f;
  const CardId late = f.make("一", due_on(kToday - Days{9}));
  const CardId today = f.make("二", due_on(kToday));
  f.make("三", due_on(kToday + Days{1}));
  f.make("四", CardState{});
  CardState state = due_on(kToday);
  state.suspended = true;
  f.make("五", state);
  state = due_on(kToday);
  state.deleted = true;
  f.make("六", state);
  state = due_on(kToday);
  state.buried_until = kToday + Days{1};
  f.make("七", state);
  state.buried_until = kToday;
  const CardId unburied = f.make("八", state);
  const CardId retired = f.make("九", due_on(kToday));
  execute(f.db, "update card set retired = 1 where id = ?", retired);
  CHECK(ids(due_cards(f.db, kToday, {})) == Ids{late, today, unburied});
  CHECK(due_by_day(f.db, kToday, 3) == std::vector<int>{4, 1, 0});
}

TEST_CASE("the memories of due cards are those of the cards that have one") {
  Fixture f;
  CardState state = due_on(kToday - Days{2});
  state.sm2.interval = 30;
  state.memory = MemoryState{12.5, 6};
  const CardId late = f.make("一", state);
  f.make("二", due_on(kToday));  // without
  state.suspended = true;
  f.make("三", state);
  state = due_on(kToday + Days{1});
  state.memory = MemoryState{3, 4};
  state.last.reset();
  const CardId tomorrow = f.make("四", state);
  std::map<CardId, CardState> known;
  const auto keep = [&](CardId card, const CardState& of_card) { known[card] = of_card; };
  for_each_due_memory(f.db, kToday, {}, Days{0}, keep);
  REQUIRE(known.size() == 1);
  CHECK(known[late].memory == MemoryState{12.5, 6});
  CHECK(known[late].sm2.interval == 30);
  CHECK(known[late].last == kToday - Days{3});
  for_each_due_memory(f.db, kToday, {parse_query("kind:meaning")}, Days{1}, keep);
  REQUIRE(known.size() == 2);
  CHECK(known[tomorrow].memory == MemoryState{3, 4});
  CHECK_FALSE(known[tomorrow].last);
  for_each_due_memory(f.db, kToday, {parse_query("kind:reading")}, Days{1},
                      [](CardId, const CardState&) { FAIL("none was selected"); });
}

TEST_CASE("new cards are open ones, those of begun entries first, then in order") {
  Fixture f;
  const CardId second = f.make("二", CardKind::meaning);
  f.make("一", CardKind::recall);
  const CardId begun = f.make("三", CardKind::reading);
  f.make("三", due_on(kToday));
  update_siblings(f.db, f.entry("三"));
  for (const CardId id : {second, begun}) save_open(f.db, id, true);
  const auto cards = new_cards(f.db, kToday, {}, 10);
  REQUIRE(cards.size() == 2);
  CHECK(cards[0].card == begun);
  CHECK(cards[0].introduced_entry);
  CHECK(cards[1].card == second);
  CHECK_FALSE(cards[1].introduced_entry);
  CHECK(new_cards(f.db, kToday, {}, 1).size() == 1);
}

TEST_CASE("a selection keeps to its query") {
  Fixture f;
  f.entry("外", false);
  const CardId tea = f.make("茶", CardKind::meaning);
  const CardId cloze = f.make("茶", CardKind::cloze);
  const Selection only_cloze{parse_query("kind:cloze")}, only_deck{parse_query("deck:first")};
  const CardId outside = [&] {
    const Card card = f.card("外", CardKind::cloze);
    save_card(f.db, static_cast<EntryId>(find_key(f.db, entry_key("外")).value()), card, 9);
    return find_card(f.db, card.key)->id;
  }();
  CHECK(ids(all_cards(f.db, kToday, {})) == Ids{tea, cloze, outside});
  CHECK(ids(all_cards(f.db, kToday, only_cloze)) == Ids{cloze, outside});
  CHECK(ids(all_cards(f.db, kToday, only_deck)) == Ids{tea, cloze});
}

TEST_CASE("drills are today's answers below good") {
  Fixture f;
  CardState state = due_on(kToday + Days{1});
  state.last = kToday;
  state.introduced = kToday;
  f.make("一", state);
  state.repeat_today = true;
  const CardId drill = f.make("二", state);
  state.last = state.introduced = kToday - Days{1};
  f.make("三", state);
  CHECK(ids(drill_cards(f.db, kToday, {})) == Ids{drill});
  CHECK(answered_on(f.db, kToday).size() == 2);
  CHECK(answered_on(f.db, kToday)[0].introduced);
  CHECK(answered_on(f.db, kToday + Days{1}).empty());
}

TEST_CASE("an entry is introduced on the day of its first graded review") {
  Fixture f;
  const auto answered = [](int introduced_ago, int last_ago) {
    CardState state = due_on(kToday + Days{9});
    state.introduced = kToday - Days{introduced_ago};
    state.last = kToday - Days{last_ago};
    return state;
  };
  const auto make = [&](const std::string& word, CardKind kind, const CardState& state) {
    save_state(f.db, f.make(word, kind), state);
  };
  make("今天", CardKind::meaning, answered(0, 0));
  make("昨天", CardKind::meaning, answered(2, 0));
  make("昨天", CardKind::reading, answered(1, 1));
  make("以前", CardKind::meaning, answered(9, 0));  // an old word with a new card
  make("以前", CardKind::reading, answered(0, 0));
  f.make("以后", CardKind::meaning);
  const auto introduced = [&](int days_ago) {
    std::map<EntryId, int> days;
    for (const auto& [entry, day] : recently_introduced(f.db, kToday - Days{days_ago})) {
      days[entry] = static_cast<int>((kToday - day).count());
    }
    return days;
  };
  using Ago = std::map<EntryId, int>;
  CHECK(introduced(0) == Ago{{f.entry("今天"), 0}});
  CHECK(introduced(1) == Ago{{f.entry("今天"), 0}});
  CHECK(introduced(2) == Ago{{f.entry("今天"), 0}, {f.entry("昨天"), 2}});
  CHECK(introduced(9).at(f.entry("以前")) == 9);
  CHECK(introduced(-1).empty());
}

TEST_CASE("the sentences of a card come least recently shown first") {
  Fixture f;
  const CardId id = f.make("茶", CardKind::cloze);
  const Key key = f.card("茶", CardKind::cloze).key;
  for (const char* text : {"喝茶。", "买茶。", "喝茶。"}) f.review(key, text);
  CHECK(shown_sentences(f.db, id) ==
        std::vector<Key>{sentence_key("买茶。"), sentence_key("喝茶。")});
  const EntryId entry = f.entry("茶");
  CHECK(sentences_shown_on(f.db, entry, study_day(Moment{})).size() == 2);
  CHECK(sentences_shown_on(f.db, entry, kToday).empty());
  CHECK(reviews_between(f.db, study_day(Moment{}), kToday) == 3);
}

TEST_CASE("accepted answers are those saved last") {
  Fixture f;
  const Key key = f.card("茶", CardKind::recall).key;
  save_accepted(f.db, key, {"b", "a", "a"});
  CHECK(accepted_answers(f.db, key) == std::vector<std::string>{"a", "b"});
  save_accepted(f.db, key, {});
  CHECK(accepted_answers(f.db, key).empty());
}

TEST_CASE("an entry that contrasts with a word is found by it") {
  Fixture f;
  f.make("联系", CardKind::contrast, "关系");
  f.make("联系", CardKind::cloze, "关系");
  CHECK(entries_contrasting(f.db, "关系") == std::vector{f.entry("联系")});
}

TEST_CASE("what decides a card's place in a day is kept with it") {
  Fixture f;
  const EntryId entry = f.entry("茶");
  const Card card = f.card("茶", CardKind::meaning);
  save_card(f.db, entry, card, 1, false, "one");
  const CardId id = find_card(f.db, card.key)->id;
  CardState state = due_on(kToday);
  state.sm2.interval = 21;
  save_state(f.db, id, state);
  update_siblings(f.db, entry);
  const auto due = [&] { return due_cards(f.db, kToday, {}).at(0); };
  CHECK(due().hash == leading_bits(card.key));
  CHECK(due().likeness == "one");
  CHECK(due().stable);
  save_card(f.db, entry, card, 1, false, "other");
  state.sm2.interval = 20;
  save_state(f.db, id, state);
  update_siblings(f.db, entry);
  CHECK(due().likeness == "other");
  CHECK_FALSE(due().stable);
}

TEST_CASE("the tally is what a count would find") {
  Fixture f;
  const auto check = [&] {
    const auto [entries, cards, open] = tally(f.db);
    CHECK(query_one<std::int64_t>(f.db, "select count(*) from entry") == entries);
    CHECK(query_one<std::int64_t>(f.db, "select count(*) from card where retired = 0") == cards);
    CHECK(query_one<std::int64_t>(
              f.db, "select count(*) from card where retired = 0 and open = 1") == open);
    return std::vector{entries, cards, open};
  };
  CHECK(check() == std::vector<std::int64_t>{0, 0, 0});
  const CardId one = f.make("茶", CardKind::meaning);
  const CardId two = f.make("茶", CardKind::reading);
  const CardId three = f.make("水", CardKind::meaning);
  for (const CardId id : {one, two, two}) save_open(f.db, id, true);
  CHECK(check() == std::vector<std::int64_t>{2, 3, 2});
  save_open(f.db, one, false);
  CHECK(check() == std::vector<std::int64_t>{2, 3, 1});
  const CardRow row = card_row(f.db, two).value();
  append(f.db, {Moment{}}, row.card.key, SuspendAct{true});
  retire_cards(f.db, row.entry, {});  // one goes, the other has a history
  CHECK(check() == std::vector<std::int64_t>{2, 1, 0});
  save_open(f.db, two, false);
  save_card(f.db, row.entry, row.card, 2);
  CHECK(check() == std::vector<std::int64_t>{2, 2, 0});
  remove_entry(f.db, card_row(f.db, three)->entry);
  CHECK(check() == std::vector<std::int64_t>{1, 2, 0});
  f.db.run("update tally set cards = 7");
  tally_again(f.db);
  CHECK(check() == std::vector<std::int64_t>{1, 2, 0});
}

TEST_CASE("the queries of every day use their indexes") {
  // The conditions are those of due_cards, new_cards, answered_on and the like in cards.cc and
  // log.cc, whose texts cannot be reached from here: change both.
  const struct {
    std::string index;
    const char* sql;
    std::string how = "";
  } rows[] = {
      {"card_due", R"sql(explain query plan select id from card
         where suspended = 0 and deleted = 0 and retired = 0
           and coalesce(buried_until_day, 0) <= ?1 and (?1 is not null and kind = ?2)
           and due_day <= ?1 + ?3)sql"},
      {"card_due", R"sql(explain query plan
         select id, entry, hash, due_day, interval_days, 0, 1, likeness, stable from card
         where suspended = 0 and deleted = 0 and retired = 0
           and coalesce(buried_until_day, 0) <= ?1 and (?1 is not null and 1)
           and due_day <= ?1 + ?2)sql",
       "COVERING "},
      {"card_due", R"sql(explain query plan
         select id, stability, difficulty, interval_days, last_day from card
         where suspended = 0 and deleted = 0 and retired = 0
           and coalesce(buried_until_day, 0) <= ?1 and (?1 is not null and 1)
           and due_day <= ?1 + ?2 and stability is not null and difficulty is not null)sql"},
      {"card_due", R"sql(explain query plan select max(due_day, ?1), count(*) from card
         where due_day < ?1 + ?2 and suspended = 0 and deleted = 0 and retired = 0
         group by 1)sql"},
      {"card_new", R"sql(explain query plan select card.id from card
         where due_day is null and open = 1 and suspended = 0 and deleted = 0 and retired = 0
           and coalesce(buried_until_day, 0) <= ?1 order by begun desc, position limit ?4)sql"},
      {"card_answered", R"sql(explain query plan
         select entry, introduced_day is last_day from card where last_day = ?)sql",
       "COVERING "},
      {"card_answered", R"sql(explain query plan select card.id from card
         where last_day = ?1 and repeat_today = 1 and suspended = 0)sql"},
      {"card_introduced",
       R"sql(explain query plan select entry, min(introduced_day)
         from card as recent indexed by card_introduced
         where introduced_day >= ?1 and not exists
           (select 1 from card where card.entry = recent.entry and introduced_day < ?1)
         group by entry)sql"},
      {"card_of_rival", R"sql(explain query plan
         select entry from card where target = ? and kind = 5 and retired = 0)sql"},
      {"entry_by_headword", R"sql(explain query plan
         select id from entry where instr(headword, ?1) > 0 or instr(traditional, ?1) > 0)sql",
       "COVERING "},
      {"event_of_subject", R"sql(explain query plan select * from logged_event
         where subject_id = ? order by clock_ms, clock_n, device, seq)sql"},
      {"event_by_day", R"sql(explain query plan select count(*) from event
         where study_day >= ? and study_day < ? and type = 1)sql",
       "COVERING "},
      {"event_not_review", R"sql(explain query plan select * from logged_event
         where type = ? and type <> 1 order by clock_ms, clock_n, device, seq)sql"},
      {"sqlite_autoindex_event_1", R"sql(explain query plan select * from logged_event
         where device_id = (select device from collection) order by seq desc)sql"},
  };
  Db db = memory_collection({});
  for (const auto& row : rows) {
    CAPTURE(row.index);
    std::string plan;
    Statement query(db, row.sql);
    for (query.bind(); query.step();) plan += query.get<std::string>(3) + "\n";
    CAPTURE(plan);
    const bool used = plan.find(row.how + "INDEX " + row.index) != std::string::npos;
    CHECK(used);
  }
}

}  // namespace lianxi::store
