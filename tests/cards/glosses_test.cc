#include "cards/glosses.h"

#include <doctest/doctest.h>

#include "support/entries.h"

namespace lianxi {
namespace {

std::string listed(const std::vector<std::string>& glosses) {
  std::string text;
  for (const std::string& gloss : glosses) text += (text.empty() ? "" : " | ") + gloss;
  return text;
}

}  // namespace

TEST_CASE("a definition falls into what can be compared") {
  const struct {
    std::string definition, glosses;
  } rows[] = {
      {"to contact, to get in touch with someone; a link",
       "to contact | to get in touch with | link"},
      {"To Contact, Connection, Relation", "to contact | connection | relation"},
      {"happy/glad; the joy", "happy | glad | joy"},
      {"to be afraid", "afraid"},
      {"to take care of sb., to look after somebody", "to take care of | to look after"},
      {"to get in touch with sb., to call", "to get in touch with | to call"},
      {"to contact; contact; a contact", "to contact | contact"},
      {"friend's house, e-mail", "friend's house | e-mail"},
      {"ＡＢ, café", "ab | café"},
      // What stands in brackets says where the word is used.
      {"(of a person) tall; an [old] man", "tall | man"},
      {"to feel (that, strongly; firmly); to think", "to think"},
      // A list that goes on is more of the same object.
      {"to exchange ideas, culture; a talk", "to exchange ideas | talk"},
      {"to hand over, to give a thing, a present", "to hand over | to give a thing"},
      // So does prose.
      {"the way in which people live, their habits; a custom", "way in which people live | custom"},
      // Two ways to say it.
      {"to touch or come into contact with a thing",
       "to touch | to come into contact with a thing"},
      {"to meet or see", "to meet or see"},
      // Nothing to compare.
      {"", ""},
      {"to", ""},
      {"the; (formal)", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.definition);
    CHECK(listed(glosses_of(row.definition)) == row.glosses);
  }
}

TEST_CASE("an entry has the glosses of its title and of every reading, each once") {
  Entry entry = EntryBuilder("行", "xíng")
                    .define("to go, fine", "verb")
                    .reading("háng", "a line; to go", "noun");
  entry.gloss = "Fine, Profession";
  CHECK(listed(glosses_of(entry)) == "fine | profession | to go | line");
}

TEST_CASE("the heads of an entry are what it means before all") {
  Entry entry = EntryBuilder("行", "xíng")
                    .define("to go, fine", "verb")
                    .reading("háng", "a line; a trade", "noun");
  entry.gloss = "OK, Profession";
  CHECK(listed(heads_of(entry)) == "ok | to go | line");
}

TEST_CASE("English says a gloss in any of its common forms") {
  const struct {
    std::string english, gloss;
    bool says;
  } rows[] = {
      {"Their companies have connections.", "connection", true},
      {"She contacted me.", "contact", true},
      {"I'm contacting you.", "contact", true},
      {"He studied hard.", "study", true},
      {"They study hard.", "studies", true},
      {"Drinking tea is fun.", "drink tea", true},
      {"We made tea.", "make tea", true},
      {"Where is my friend?", "friend's", true},
      {"DO KEEP IN TOUCH!", "get in touch with", true},
      {"They lost touch.", "get in touch with", false},
      {"Take care of him.", "take care of", true},
      {"Do keep in touch!", "to get in touch with", true},
      // Another word, however alike.
      {"We have a good relationship.", "relation", false},
      {"A contactless card.", "contact", false},
      {"I heard it ring.", "red", false},
      {"The tea was made to drink.", "drink tea", false},
      // What says next to nothing, and what is not said.
      {"I have a dog.", "have", false},
      {"He is in the kitchen.", "in", false},
      {"I'll call (contact) you.", "contact", false},
      {"", "contact", false},
      {"I'll call you.", "", false},
  };
  for (const auto& row : rows) {
    CAPTURE(row.english);
    CAPTURE(row.gloss);
    CHECK(says_any(row.english, {row.gloss}) == row.says);
  }
  CHECK(says_any("We broke off the link.", {"contact", "link"}));
  CHECK_FALSE(says_any("We broke off the link.", {}));
}

}  // namespace lianxi
