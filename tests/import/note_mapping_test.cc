#include "import/note_mapping.h"

#include <doctest/doctest.h>

#include "support/notes.h"

namespace lianxi::test {
namespace {

/// The roles found for notes of these fields.
std::vector<FieldRole> roles_of(std::vector<std::string> fields,
                                const std::vector<std::vector<std::string>>& rows) {
  NoteType type;
  type.name = "t";
  type.fields = std::move(fields);
  std::vector<Note> notes;
  for (const auto& row : rows) {
    notes.push_back({});
    notes.back().type = "t";
    notes.back().values = row;
  }
  std::vector<const Note*> pointers;
  for (const Note& note : notes) pointers.push_back(&note);
  return propose_mapping(type, pointers).roles;
}

using Role = FieldRole;

}  // namespace

TEST_CASE("Names that the contents bear out are believed") {
  CHECK(roles_of({"Simplified", "Traditional", "Pinyin", "English", "Sound"},
                 {{"联系", "聯繫", "liánxì", "to contact", "[sound:a.mp3]"}}) ==
        std::vector{Role::characters, Role::traditional, Role::pinyin, Role::meaning, Role::audio});
  CHECK(roles_of({"Example sentence", "Sentence pinyin", "Sentence translation", "Word", "Meaning"},
                 {{"我常喝茶。", "Wǒ cháng hē chá.", "I often drink tea.", "茶", "tea"}}) ==
        std::vector{Role::sentence, Role::sentence_pinyin, Role::sentence_english, Role::characters,
                    Role::meaning});
  // "English" with nothing but characters in it is none.
  CHECK(roles_of({"English", "Back"}, {{"茶", "tea"}}) ==
        std::vector{Role::characters, Role::meaning});
}

TEST_CASE("Where names say nothing the contents do") {
  CHECK(roles_of({"Front", "Back", "3"},
                 {{"茶", "tea", "chá"}, {"联系", "to contact", "lian2xi4"}}) ==
        std::vector{Role::characters, Role::meaning, Role::pinyin});
  CHECK(roles_of({"Front", "Back"}, {{"capital of France", "Paris"}}).front() != Role::characters);
  CHECK(roles_of({"", ""}, {{"", ""}}) == std::vector{Role::none, Role::none});
}

TEST_CASE("A card is of the kind that its question asks") {
  const Note note = word_note("n", "茶", "chá", "tea");
  NoteMapping mapping = propose_mapping(two_sided(), {&note});
  CHECK(mapping.has_words());
  CHECK(mapping.kind_of(0) == CardKind::meaning);
  CHECK(mapping.kind_of(1) == CardKind::recall);
  CHECK(mapping.kind_of(2) == std::nullopt);
  mapping.type.templates = {{"Sound", {1}, {0, 2}},
                            {"Reading", {0}, {1}},
                            {"All", {0, 2}, {1}},
                            {"Written", {0, 1, 2}, {}}};
  CHECK(mapping.kind_of(0) == std::nullopt);  // pinyin first: no card of ours asks so
  CHECK(mapping.kind_of(1) == CardKind::reading);
  CHECK(mapping.kind_of(2) == std::nullopt);
  CHECK(mapping.kind_of(3) == CardKind::recall);  // a script hides the word
  mapping.plain = true;
  CHECK(mapping.kind_of(1) == std::nullopt);
}

TEST_CASE("--map changes a field of all types or of one, by name or number") {
  const Note note = word_note("n", "茶", "chá", "tea");
  NoteType basic{"Basic", {"Front", "Back"}, {}, false};
  std::vector<NoteMapping> mappings = {propose_mapping(two_sided(), {&note}),
                                       propose_mapping(basic, {})};
  change_mapping(mappings, "Basic:Front=characters");
  change_mapping(mappings, "Basic:2=meaning");
  CHECK(describe(mappings[1]) == "Front = characters, Back = meaning");
  CHECK(describe(mappings[0]) == "Hanzi = characters, Pinyin = pinyin, English = meaning");
  change_mapping(mappings, "Words:plain");
  CHECK(describe(mappings[0]) == "plain questions and answers");
  change_mapping(mappings, "Words:English=characters");  // one field is the characters
  CHECK(mappings[0].roles == std::vector{Role::none, Role::pinyin, Role::characters});
  CHECK_THROWS_AS(change_mapping(mappings, "Middle=pinyin"), Error);
  CHECK_THROWS_AS(change_mapping(mappings, "Front=tone"), Error);
  CHECK_THROWS_AS(change_mapping(mappings, "Front"), Error);
}

}  // namespace lianxi::test
