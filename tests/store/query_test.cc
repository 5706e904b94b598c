#include "store/query.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <random>

#include "base/error.h"
#include "store/choose.h"
#include "store/migrate.h"
#include "store/query_filters.h"

namespace lianxi::store {
namespace {

const StudyDay kToday = day_from_number(20514);

std::string describe(const NumberRange& range) {
  return range.least == range.most ? fmt::format("{}", range.least)
                                   : fmt::format("{}..{}", range.least, range.most);
}

std::string describe(const Term& term) {
  struct {
    std::string operator()(const TextTerm& t) const { return t.text + (t.begins ? "*" : ""); }
    std::string operator()(const WordTerm& t) const { return "word:" + t.word; }
    std::string operator()(const DeckTerm& t) const { return "deck:" + t.name; }
    std::string operator()(const TagTerm& t) const { return "tag:" + t.name; }
    std::string operator()(const LevelTerm& t) const {
      return fmt::format("level:{}:{}", describe(t.levels), t.list);
    }
    std::string operator()(const KindTerm& t) const {
      return fmt::format("kind:{}", to_string(t.kind));
    }
    std::string operator()(const StateTerm& t) const {
      return fmt::format("is:{}", find_filter("is")->values[static_cast<std::size_t>(t.state)]);
    }
    std::string operator()(const DueTerm& t) const { return "due:" + describe(t.days); }
    std::string operator()(const RatedTerm& t) const {
      return fmt::format("rated:{}:{}", t.days, t.rating ? to_string(*t.rating) : "any");
    }
  } static const text;
  return std::visit(text, term);
}

/// "(and a (not b))"
std::string describe(const Query& query) {
  if (query.op == Query::Op::term) return describe(query.term);
  std::string text = query.op == Query::Op::every  ? "(and"
                     : query.op == Query::Op::some ? "(or"
                                                   : "(not";
  for (const Query& part : query.parts) text += " " + describe(part);
  return text + ")";
}

std::string repeated(std::string_view piece, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += piece;
  return text;
}

}  // namespace

TEST_CASE("terms side by side mean and; or binds less, not binds more") {
  const struct {
    std::string query, tree;
  } rows[] = {
      {"", "(and)"},
      {"  ", "(and)"},
      {"联系", "联系"},
      {"a b", "(and a b)"},
      {"a and b", "(and a b)"},
      {"a AND b Or c", "(or (and a b) c)"},
      {"a or b c", "(or a (and b c))"},
      {"(a or b) c", "(and (or a b) c)"},
      {"((a))", "a"},
      {"not a b", "(and (not a) b)"},
      {"a -b", "(and a (not b))"},
      {"a-b", "a-b"},
      {"-(a b)", "(not (and a b))"},
      {"not not -a", "(not (not (not a)))"},
      {"a or not b", "(or a (not b))"},
      {"a(b)c", "(and a b c)"},
      {"\"get in touch\" a", "(and get in touch a)"},
      {"\"and\" or \"or\"", "(or and or)"},
      {"not\"a\"", "(not a)"},
      {"conta*", "conta*"},
      {"\"get in t\"*", "get in t*"},
      {"\"is:due\"", "is:due"},
      {"（a　or　“b c”）", "(or a b c)"},
      {"ｄｅｃｋ：ｔｅａ", "deck:tea"},
      {"ＡＢ", "AB"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.query);
    CHECK(describe(parse_query(row.query)) == row.tree);
  }
}

TEST_CASE("filters read their values") {
  const struct {
    std::string query, tree;
  } rows[] = {
      {"deck:contact", "deck:contact"},
      {"deck:\"my deck\"", "deck:my deck"},
      {"deck:\"（一）\"", "deck:（一）"},
      {"DECK:Tea", "deck:Tea"},
      {"tag:business", "tag:business"},
      {"word:会", "word:会"},
      {"kind:cloze", "kind:cloze"},
      {"kind:Reading", "kind:reading"},
      {"level:4", "level:4:"},
      {"level:3-5", "level:3..5:"},
      {"level:4:3.0", "level:4:3.0"},
      {"level:\"4:HSK 3.0\"", "level:4:HSK 3.0"},
      {"is:due", "is:due"},
      {"is:NEW", "is:new"},
      {"is:leech", "is:leech"},
      {"due:0", "due:0"},
      {"due:<3", "due:-1000000000..2"},
      {"due:<=3d", "due:-1000000000..3"},
      {"due:>10", "due:11..1000000000"},
      {"due:>=10", "due:10..1000000000"},
      {"due:=2", "due:2"},
      {"due:-2", "due:-2"},
      {"due:<-2", "due:-1000000000..-3"},
      {"due:-7--1", "due:-7..-1"},
      {"due:＜3", "due:-1000000000..2"},
      {"rated:7d", "rated:7:any"},
      {"rated:7", "rated:7:any"},
      {"rated:7d:1", "rated:7:again"},
      {"rated:1d:easy", "rated:1:easy"},
      {"nu:3", "nu:3"},
      {"lu:4shi1", "lu:4shi1"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.query);
    CHECK(describe(parse_query(row.query)) == row.tree);
  }
  for (std::size_t i = 0; i < find_filter("is")->values.size(); ++i) {
    const std::string name = "is:" + std::string(find_filter("is")->values[i]);
    CHECK(parse_query(name).term == Term(StateTerm{static_cast<CardIs>(i)}));
  }
}

TEST_CASE("a bad query is refused with its place, what was expected and what may be meant") {
  const struct {
    std::string query, message, hint;
  } rows[] = {
      {"is:du", "character 4: is: wants a state: due, new, open", "did you mean is:due?"},
      {"联系 is:du", "character 7: is: wants", "did you mean is:due?"},
      {"is:xyzzy", "character 4: is: wants a state", ""},
      {"is:", "at its end: is: wants", ""},
      {"kind:clze", "character 6: kind: wants a kind of card: meaning", "did you mean kind:cloze?"},
      {"dck:first", "character 1: there is no filter dck:", "did you mean deck:?"},
      {"colour:red", "there is no filter colour:", "the filters are word, deck, tag"},
      {"deck:", "at its end: deck: wants the name of a deck", ""},
      {"due:soon", "character 5: due: wants days from today", ""},
      {"due:1234567", "due: wants days", ""},
      {"due:<", "due: wants days", ""},
      {"due:<>3", "due: wants days", ""},
      {"due:1-", "due: wants days", ""},
      {"level:four", "level: wants a level", ""},
      {"level:4:", "level: wants a level", ""},
      {"rated:0d", "rated: wants days back", ""},
      {"rated:-1", "rated: wants days back", ""},
      {"rated:7d:5", "rated: wants days back", ""},
      {"rated:7d:", "rated: wants days back", ""},
      {"a or", "at its end: expected a term", "a word, its pinyin"},
      {"or a", "character 1: expected a term", ""},
      {"a and and b", "character 7: expected a term", ""},
      {"a and or b", "character 7: expected a term", ""},
      {"not", "at its end: expected a term", ""},
      {"not or", "character 5: expected a term", ""},
      {"()", "character 2: expected a term", ""},
      {"(a", "character 1: this parenthesis is not closed", ""},
      {"a (b or (c)", "character 3: this parenthesis is not closed", ""},
      {"a) b", "character 2: this parenthesis closes nothing", ""},
      {"a \"b", "character 3: the quotation that begins here does not end", ""},
      {"deck:\"b", "character 6: the quotation that begins here does not end", ""},
      {"a - b", "character 3: a term must follow - at once", ""},
      {"-", "character 1: a term must follow - at once", ""},
      {"*", "character 1: there is nothing to look for here", ""},
      {"a ，", "character 3: there is nothing to look for here", ""},
      {"\"\"", "character 1: there is nothing to look for here", ""},
      {repeated("(", 10000), "character 51: more than 50 parentheses", ""},
      {repeated("(", 10000) + "a" + repeated(")", 10000), "character 51: more than 50", ""},
      {repeated(")", 10000), "character 1: expected a term", ""},
      {repeated("-", 10000) + "a", "character 51: more than 50", ""},
      {repeated("not ", 10000) + "a", "character 201: more than 50", ""},
      {repeated("a ", 10000), "character 401: more than 200 terms", ""},
      {repeated("a or ", 10000) + "a", "more than 200 terms", ""},
      {repeated("x", 10000) + ":a", "there is no filter " + repeated("x", 40) + "…:", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.query.substr(0, 100));
    try {
      parse_query(row.query);
      FAIL_CHECK("it was taken");
    } catch (const Error& error) {
      const std::string message = error.what();
      CAPTURE(message);
      CHECK(error.kind() == ErrorKind::usage);
      CHECK(message.starts_with("the query, "));
      CHECK(message.find(row.message) != std::string::npos);
      CHECK(error.hint().starts_with(row.hint));
    }
  }
}

TEST_CASE("the largest query that is taken can be asked") {
  Db db = memory_collection({});
  const std::string deep = repeated("not (", 24) + "is:due" + repeated(")", 24);
  const std::string wide = repeated("-is:due or rated:3d ", 99) + "kind:cloze due:<3";
  for (const std::string& text : {deep, wide, "(" + wide + ")"}) {
    const Query query = parse_query(text);
    CHECK_NOTHROW(choose_cards(db, query, kToday));
    CHECK_NOTHROW(choose_entries(db, query, kToday));
  }
}

TEST_CASE("whatever is typed is answered or refused, and never becomes SQL") {
  Db db = memory_collection({});
  const std::vector<std::string> pieces = {"(",
                                           ")",
                                           "-",
                                           "\"",
                                           "“",
                                           "*",
                                           ":",
                                           " ",
                                           " and ",
                                           " or ",
                                           " not ",
                                           "is:",
                                           "due:",
                                           "<",
                                           "3",
                                           "deck:",
                                           "rated:",
                                           "7d",
                                           "level:",
                                           "tag:",
                                           "word:",
                                           "联",
                                           "系",
                                           "lian2",
                                           "xi4",
                                           "contact",
                                           "'",
                                           "';drop table card;--",
                                           "?1",
                                           "{0}",
                                           "{}",
                                           "%",
                                           "_",
                                           "\\",
                                           "\xff",
                                           "\xe8\x81",
                                           "\xed\xa0\x80",
                                           std::string(1, '\0'),
                                           "\n",
                                           "\x1b[2J",
                                           "\u202e",
                                           "\u200b",
                                           "：",
                                           "（",
                                           "1e9",
                                           "99999",
                                           "-1"};
  int answered = 0, refused = 0;
  for (std::uint32_t seed = 0; seed < 2000; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    std::string text;
    for (auto i = random() % 9 + 1; i > 0; --i) text += pieces[random() % pieces.size()];
    CAPTURE(text);
    try {
      const Query query = parse_query(text);
      CHECK(choose_cards(db, query, kToday).empty());
      CHECK(choose_entries(db, query, kToday).empty());
      ++answered;
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::usage);
      ++refused;
    }
  }
  CHECK(answered > 200);
  CHECK(refused > 200);
  CHECK(query_one<int>(db, "select count(*) from card") == 0);
}

TEST_CASE("two queries together are true where both are") {
  const Query a = parse_query("a or b"), b = parse_query("is:due");
  CHECK(describe(both(a, b)) == "(and (or a b) is:due)");
  CHECK(both({}, b) == b);
  CHECK(both(a, {}) == a);
}

TEST_CASE("a query tells whether it asks about single cards") {
  for (const std::string text : {"a", "word:会 deck:x (tag:y or -level:4)", ""}) {
    CAPTURE(text);
    CHECK_FALSE(asks_about_cards(parse_query(text)));
  }
  for (const std::string text : {"kind:cloze", "a or -is:due", "(due:0)", "rated:7d"}) {
    CAPTURE(text);
    CHECK(asks_about_cards(parse_query(text)));
  }
}

}  // namespace lianxi::store
