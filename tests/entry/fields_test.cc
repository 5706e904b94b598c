#include "entry/fields.h"

#include <doctest/doctest.h>

#include "support/full_entry.h"

namespace lianxi {
namespace {

std::string text_of(const Entry& entry, std::string_view path) {
  for (const Field& field : fields_of(entry)) {
    if (field.path == path) return field.text;
  }
  return "";
}

}  // namespace

TEST_CASE("an entry set field by field is the same entry") {
  const Entry full = full_entry();
  Entry made;
  for (const Field& field : fields_of(full)) {
    CAPTURE(field.path);
    CHECK(set_field(made, field.path, field.text));
  }
  CHECK(made == full);
}

TEST_CASE("items of one name, or with a number of their own, are set like others") {
  Entry entry;
  entry.headword = "人";
  entry.readings = {{"rén", {}, "", "", "a person", ""}, {"r`én", {}, "", "", "the same", ""}};
  entry.keywords = {"a", "a", "a #2", "a #2", "", "", " #2"};
  entry.characters = {{"人", "rén", "one", {}}, {"人 #2", "rén", "two", {}}, {"人", "", "", {}}};
  entry.contrasts = {{"", "", {"x"}, {}}, {"", "", {"y"}, {}}};
  Entry made;
  for (const Field& field : fields_of(entry)) {
    CAPTURE(field.path);
    CHECK(set_field(made, field.path, field.text));
  }
  CHECK(made == entry);
}

TEST_CASE("items without a name are joined in their order") {
  Entry theirs = full_entry();
  theirs.usages = {{"", "one", {}, {}}, {"", "two", {}, {}}, {"", "three", {}, {}}};
  Entry mine = theirs;
  mine.usages.clear();
  CHECK(join(mine, theirs).empty());
  CHECK(mine == theirs);
}

TEST_CASE("every field can be changed and cleared by its path") {
  const Entry full = full_entry();
  for (const Field& field : fields_of(full)) {
    CAPTURE(field.path);
    Entry changed = full;
    CHECK(set_field(changed, field.path, ""));
    CHECK_FALSE(changed == full);
    CHECK(text_of(changed, field.path).empty());
  }
}

TEST_CASE("a path names a field by what it belongs to") {
  const Entry entry = full_entry();
  const struct {
    std::string path, text;
  } rows[] = {
      {"headword", "联系"},
      {"traditional", "聯繫"},
      {"readings/lian2xi4/definition", "to contact; a link"},
      {"examples/到家以后别忘了联系我/english", "Get in touch when you are home."},
      {"examples/到家以后别忘了联系我/bold", "27+6"},
      {"examples/到家以后别忘了联系我/also/联络", "^"},
      {"contrasts/关系/pairs/我明天会关系你|我明天会联系你/why", "reaching someone is an act"},
      {"usages/By wire%2Fletter/phrases/保持联系/gloss", "to keep in touch"},
      {"characters/联/parts/耳/note", "an ear"},
      {"separable", "yes"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.path);
    CHECK(text_of(entry, row.path) == row.text);
  }
}

TEST_CASE("an item is placed where the text says") {
  Entry entry;
  CHECK(set_field(entry, "tags/b", "+"));
  CHECK(set_field(entry, "tags/d", "+"));
  CHECK(set_field(entry, "tags/a", "^"));
  CHECK(set_field(entry, "tags/c", "+b"));
  CHECK(set_field(entry, "tags/e", "+nothing of this name"));
  CHECK(entry.tags == std::vector<std::string>{"a", "b", "c", "d", "e"});
  CHECK(set_field(entry, "tags/c", "^"));  // there already: stays
  CHECK(set_field(entry, "tags/b", ""));
  CHECK(entry.tags == std::vector<std::string>{"a", "c", "d", "e"});
}

TEST_CASE("a path that names nothing changes nothing") {
  const Entry full = full_entry();
  for (const std::string path : {"", "/", "colour", "examples", "examples/没有这句/english",
                                 "readings/lian2xi4/colour", "headword/x", "tags/a/b"}) {
    CAPTURE(path);
    Entry entry = full;
    CHECK_FALSE(set_field(entry, path, "x"));
    CHECK(entry == full);
  }
}

TEST_CASE("two of one name in a list are told apart") {
  Entry entry;
  entry.characters = {{"人", "rén", "one", {}}, {"人", "rén", "two", {}}};
  CHECK(text_of(entry, "characters/人/note") == "one");
  CHECK(text_of(entry, "characters/人 #2/note") == "two");
  CHECK(set_field(entry, "characters/人 #2/note", "three"));
  CHECK(entry.characters[1].note == "three");
}

TEST_CASE("a path is told to a person by its last names") {
  const struct {
    std::string path, name;
  } rows[] = {{"definition", "definition"},
              {"readings/lian2xi4/definition", "definition"},
              {"examples/我们常联系/english", "English of 我们常联系"},
              {"related/联络", "related: 联络"},
              {"usages/By wire%2Fletter/text", "text of By wire/letter"}};
  for (const auto& row : rows) {
    CAPTURE(row.path);
    CHECK(field_name(row.path) == row.name);
  }
}

}  // namespace lianxi
