#include "entry/revise.h"

#include <doctest/doctest.h>

#include <map>
#include <random>
#include <set>

#include "entry/fields.h"
#include "support/full_entry.h"
#include "support/random_edits.h"

namespace lianxi {
namespace {

constexpr std::int64_t kDeck = 1;
constexpr std::int64_t kOtherDeck = 2;

using Texts = std::map<std::string, std::string>;

/// Path -> text; of an item only that it is there.
Texts texts_of(const Entry& entry) {
  Texts texts;
  for (const Field& field : fields_of(entry)) {
    texts[field.path] = field.kind == Field::Kind::item ? "there" : field.text;
  }
  return texts;
}

std::string text_at(const Texts& texts, const std::string& path) {
  const auto found = texts.find(path);
  return found == texts.end() ? "" : found->second;
}

Entry with(Entry entry, const std::string& path, const std::string& text) {
  CAPTURE(path);
  CHECK(set_field(entry, path, text));
  return entry;
}

void edit_to(EntryFold& fold, const Entry& wanted) {
  for (const FieldEdit& edit : edits_between(fold.result().entry, wanted)) {
    fold.edit(edit.path, edit.text);
  }
}

const std::string kDefinition = "readings/lian2xi4/definition";
const std::string kEnglish = "examples/怎么联系你/english";

/// The outermost item a path belongs to; the path itself where it belongs to none.
std::string outermost(const std::string& path) {
  const auto first = path.find('/');
  return first == std::string::npos ? path : path.substr(0, path.find('/', first + 1));
}

bool gone_with_an_owner(const std::string& path, const Texts& before, const Texts& after) {
  for (auto slash = path.rfind('/'); slash != std::string::npos;
       slash = slash == 0 ? std::string::npos : path.rfind('/', slash - 1)) {
    const std::string owner = path.substr(0, slash);
    if (before.contains(owner) && !after.contains(owner)) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("an edit stays while other fields of the source change") {
  EntryFold fold;
  fold.import(kDeck, full_entry());
  fold.edit(kDefinition, "to reach someone");
  fold.import(kDeck, with(full_entry(), kEnglish, "How do I reach you?"));
  const RevisedEntry result = fold.result();
  CHECK(result.entry.readings[0].definition == "to reach someone");
  CHECK(result.entry.examples[1].english == "How do I reach you?");
  CHECK(result.conflicts.empty());
}

TEST_CASE("where both have changed a field the edit stays and the two are told") {
  EntryFold fold;
  fold.import(kDeck, full_entry());
  fold.edit(kDefinition, "to reach someone");
  fold.import(kDeck, with(full_entry(), kDefinition, "to be in touch"));
  CHECK(fold.result().entry.readings[0].definition == "to reach someone");
  CHECK(fold.result().conflicts ==
        std::vector<Conflict>{{kDefinition, "to reach someone", "to be in touch"}});

  SUBCASE("saying the same again settles it for mine") {
    fold.edit(kDefinition, "to reach someone");
    CHECK(fold.result().conflicts.empty());
    CHECK(fold.result().entry.readings[0].definition == "to reach someone");
  }
  SUBCASE("saying what the source says settles it for theirs") {
    fold.edit(kDefinition, "to be in touch");
    fold.import(kDeck, with(full_entry(), kDefinition, "to keep in touch"));
    CHECK(fold.result().conflicts.empty());
    CHECK(fold.result().entry.readings[0].definition == "to keep in touch");
  }
  SUBCASE("a source that comes round is no conflict") {
    fold.import(kDeck, with(full_entry(), kDefinition, "to reach someone"));
    CHECK(fold.result().conflicts.empty());
  }
}

TEST_CASE("a sentence that the learner took out stays out, whatever its source mends in it") {
  EntryFold fold;
  fold.import(kDeck, full_entry());
  fold.edit("examples/怎么联系你", "");
  CHECK(fold.result().entry.examples.size() == 1);
  fold.import(kDeck, with(full_entry(), kEnglish, "How do I reach you?"));
  CHECK(fold.result().entry.examples.size() == 1);
  CHECK(fold.result().conflicts == std::vector<Conflict>{{"examples/怎么联系你", "", "+"}});
}

TEST_CASE("an entry never loses its name or its last reading") {
  EntryFold fold;
  fold.import(kDeck, full_entry());
  fold.edit("readings/lian2xi4", "");
  fold.edit("headword", "");
  CHECK(fold.result().entry.headword == "联系");
  CHECK(fold.result().entry.readings == full_entry().readings);
}

TEST_CASE("what the learner did to a sentence stays when its author mends a typo in it") {
  const Entry base = full_entry();
  Entry mended = base;
  mended.examples[0].chinese = "回到家以后别忘了联系我。";
  EntryFold fold;
  fold.import(kDeck, base);
  SUBCASE("taken out") {
    fold.edit("examples/到家以后别忘了联系我", "");
    fold.import(kDeck, mended);
    CHECK(fold.result().entry.examples.size() == 1);
  }
  SUBCASE("changed") {
    fold.edit("examples/到家以后别忘了联系我/english", "Call me when you are home.");
    fold.import(kDeck, mended);
    const Entry result = fold.result().entry;
    REQUIRE(result.examples.size() == 2);
    CHECK(result.examples[0].chinese == mended.examples[0].chinese);
    CHECK(result.examples[0].english == "Call me when you are home.");
  }
  CHECK(fold.result().conflicts.empty());
}

TEST_CASE("a sentence that its source dropped stays where the learner has edited it") {
  EntryFold fold;
  fold.import(kDeck, full_entry());
  fold.edit(kEnglish, "How do I reach you?");
  fold.import(kDeck, with(full_entry(), "examples/怎么联系你", ""));
  REQUIRE(fold.result().entry.examples.size() == 2);
  CHECK(fold.result().entry.examples[1].english == "How do I reach you?");
  CHECK(fold.result().conflicts == std::vector<Conflict>{{kEnglish, "How do I reach you?", ""}});
}

TEST_CASE("what a source mends in a sentence arrives, though the learner writes it otherwise") {
  Entry first = full_entry();
  set_field(first, kEnglish, "How do I reach you?");
  EntryFold fold;
  fold.import(kDeck, first);
  Entry mine = first;
  mine.examples[1].chinese = "我怎么联系你？";
  edit_to(fold, mine);
  Entry theirs = first;
  theirs.examples[1].analysis = "怎么 asks for the way.";
  fold.import(kDeck, theirs);
  CHECK(fold.result().conflicts.empty());
  REQUIRE(fold.result().entry.examples.size() == 2);
  CHECK(fold.result().entry.examples[1].chinese == "我怎么联系你？");
  CHECK(fold.result().entry.examples[1].analysis == "怎么 asks for the way.");

  SUBCASE("and where the source corrects it in the same way, all is settled") {
    theirs.examples[1].chinese = "我怎么联系你？";
    fold.import(kDeck, theirs);
    CHECK(fold.result().entry == theirs);
    CHECK(fold.result().conflicts.empty());
  }
  SUBCASE("and taking it out takes it out") {
    mine.examples.pop_back();
    edit_to(fold, mine);
    CHECK(fold.result().entry.examples.size() == 1);
  }
}

TEST_CASE("a sentence that both have added stands once") {
  EntryFold fold;
  fold.import(kDeck, full_entry());
  Entry mine = full_entry();
  mine.examples.push_back(mine.usages[0].sentences[0]);
  edit_to(fold, mine);
  Entry theirs = full_entry();
  theirs.examples.insert(theirs.examples.begin(), theirs.usages[0].sentences[0]);
  fold.import(kDeck, theirs);
  CHECK(fold.result().entry.examples.size() == 3);
  CHECK(fold.result().conflicts.empty());
}

TEST_CASE("a sentence that the learner added keeps its place") {
  EntryFold fold;
  fold.import(kDeck, full_entry());
  Entry mine = full_entry();
  Sentence added;
  added.chinese = "联系我吧。";
  mine.examples.insert(mine.examples.begin() + 1, added);
  edit_to(fold, mine);
  CHECK(fold.result().entry == mine);
}

TEST_CASE("two sources are joined, the first deciding, and one of them may change") {
  EntryFold fold;
  fold.import(kDeck, full_entry());
  Entry other = full_entry();
  other.readings[0].definition = "a connection";
  other.audio = "other.ogg";
  other.tags = {"more"};
  fold.import(kOtherDeck, other);
  CHECK(fold.result().entry.readings[0].definition == "to contact; a link");
  CHECK(fold.result().entry.tags.size() == 3);
  fold.import(kDeck, with(full_entry(), kDefinition, "to link"));
  CHECK(fold.result().entry.readings[0].definition == "to link");
}

TEST_CASE("a corrected headword or reading keeps the names it was given first") {
  EntryFold fold;
  Entry typo = full_entry();
  typo.headword = "联糸";
  typo.readings[0].pinyin = "liánsī";
  fold.import(kDeck, typo);
  fold.import(kDeck, full_entry());
  FirstNames names = fold.result().names;
  CHECK(names.headword == "联糸");
  CHECK(names.reading("liánxì") == "liánsī");
  CHECK(names.reading("guānxi") == "guānxi");
  CHECK(names.form("联系不上", "联系") == "联糸不上");
  CHECK(names.form("联系", "联系") == "联糸");

  SUBCASE("twice corrected, still the first") {
    Entry again = full_entry();
    again.readings[0].pinyin = "liánxi";
    fold.import(kDeck, again);
    CHECK(fold.result().names.reading("liánxi") == "liánsī");
    CHECK(fold.result().names.readings.size() == 1);
  }
  SUBCASE("back again, nothing is left of it") {
    fold.import(kDeck, typo);
    CHECK(fold.result().names == FirstNames{});
  }
  SUBCASE("by the learner's own hand") {
    Entry mine = full_entry();
    mine.readings[0].pinyin = "liánxi";
    edit_to(fold, mine);
    CHECK(fold.result().names.reading("liánxi") == "liánsī");
  }
}

TEST_CASE("a reading more is no correction") {
  EntryFold fold;
  fold.import(kDeck, full_entry());
  Entry more = full_entry();
  more.readings.push_back({"liánxī", {}, "", "", "", ""});
  fold.import(kDeck, more);
  CHECK(fold.result().names == FirstNames{});
}

TEST_CASE("edits between two entries make the one of the other") {
  for (unsigned seed = 1; seed <= 300; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const Entry before = changed_by_chance(full_entry(), random, "!");
    const Entry after = changed_by_chance(before, random, "?");
    EntryFold fold;
    fold.import(kDeck, before);
    edit_to(fold, after);
    CHECK(fold.result().entry == after);
    CHECK(fold.result().conflicts.empty());
  }
}

TEST_CASE("random edits on both sides: nothing the learner did is lost, the rest comes in") {
  int conflicts = 0;
  for (unsigned seed = 1; seed <= 300; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const Entry base = full_entry();
    const Entry mine = changed_by_chance(base, random, "!");
    const Entry theirs = changed_by_chance(base, random, "?");
    EntryFold fold;
    fold.import(kDeck, base);
    edit_to(fold, mine);
    fold.import(kDeck, theirs);
    const RevisedEntry result = fold.result();
    const Texts b = texts_of(base), m = texts_of(mine), t = texts_of(theirs);
    const Texts r = texts_of(result.entry);
    Texts all = b;
    all.insert(m.begin(), m.end());
    all.insert(t.begin(), t.end());
    std::map<std::string, bool> told;
    for (const Conflict& conflict : result.conflicts) told[conflict.path] = true;
    std::set<std::string> touched;  // items in which the learner changed something
    for (const auto& [path, ignored] : all) {
      if (text_at(b, path) != text_at(m, path)) touched.insert(outermost(path));
    }
    for (const auto& [path, ignored] : all) {
      CAPTURE(path);
      const bool by_me = text_at(b, path) != text_at(m, path);
      const bool by_them = text_at(b, path) != text_at(t, path);
      // A field goes with an item that the learner took out, and an item that its source took out
      // stays where the learner has edited something in it.
      if (gone_with_an_owner(path, b, m)) continue;
      if (by_me) CHECK(text_at(r, path) == text_at(m, path));
      if (!by_me && !touched.contains(outermost(path))) CHECK(text_at(r, path) == text_at(t, path));
      if (by_me && by_them && text_at(m, path) != text_at(t, path)) CHECK(told[path]);
    }
    conflicts += static_cast<int>(result.conflicts.size());
    // The same again is nothing new.
    fold.import(kDeck, theirs);
    CHECK(fold.result().entry == result.entry);
    CHECK(fold.result().conflicts == result.conflicts);
  }
  CHECK(conflicts > 20);
}

}  // namespace lianxi
