#include "store/entries.h"

#include <doctest/doctest.h>

#include "entry/entry.h"
#include "store/log.h"
#include "store/migrate.h"

namespace lianxi::store {
namespace {

const Key kContact = entry_key("联系");
const Key kTea = entry_key("茶");

Moment at(std::int64_t ms) {
  return {std::chrono::sys_time<std::chrono::milliseconds>{std::chrono::milliseconds{ms}}, {}};
}

DeckId deck(Db& db, const std::string& name) { return intern_deck(db, name); }

/// Imports one text of 联系 into a deck; returns the event.
EventId import_contact(Db& db, const std::string& deck_name, const std::string& text,
                       std::int64_t ms) {
  const EventId event = append(db, {at(ms)}, std::nullopt, ImportAct{deck_name}).id;
  save_imported(db, kContact, {event, {}, deck(db, deck_name), "a.md", 1, text});
  return event;
}

/// "deck: text, ...": what lives of 联系, decks by their number.
std::string live(Db& db) {
  std::string all;
  for (const ImportedEntry& imported : live_imports(db, kContact, dead_events(db))) {
    all += (all.empty() ? "" : ", ") + std::to_string(static_cast<int>(imported.deck)) + ": " +
           imported.text;
  }
  return all;
}

EntryId save(Db& db, const std::string& headword, const std::string& traditional,
             const std::vector<DeckId>& decks, const std::vector<ReadingRow>& readings) {
  return save_entry(db, entry_key(headword), {{}, headword, traditional, "", "", 0}, decks,
                    readings);
}

std::string headwords(const std::vector<EntryRow>& rows) {
  std::string all;
  for (const EntryRow& row : rows) all += row.headword + " ";
  return all;
}

}  // namespace

TEST_CASE("every live text of an entry is told, in the order of the log") {
  Db db = memory_collection({});
  CHECK(live(db).empty());
  import_contact(db, "first", "old", 1000);
  import_contact(db, "second", "other", 2000);
  CHECK(live(db) == "1: old, 2: other");
  import_contact(db, "first", "new", 3000);
  CHECK(live(db) == "1: old, 2: other, 1: new");
}

TEST_CASE("an import that is undone is no longer told, until it is redone") {
  Db db = memory_collection({});
  import_contact(db, "first", "old", 1000);
  const EventId import = import_contact(db, "first", "new", 2000);
  const EventId undo = append(db, {at(3000)}, std::nullopt, UndoAct{import}).id;
  CHECK(live(db) == "1: old");
  append(db, {at(4000)}, std::nullopt, UndoAct{undo});
  CHECK(live(db) == "1: old, 1: new");
}

TEST_CASE("an import knows its entries, and the collection what was ever imported") {
  Db db = memory_collection({});
  const EventId import = import_contact(db, "first", "old", 1000);
  save_imported(db, kTea, {import, {}, deck(db, "first"), "a.md", 2, "tea"});
  import_contact(db, "first", "new", 2000);
  CHECK(entries_of_import(db, import) == std::vector<Key>{kContact, kTea});
  CHECK(entries_of_import(db, {import.device, 99}).empty());
  CHECK(imported_keys(db) == std::vector<Key>{kContact, kTea});
}

TEST_CASE("a deck says of itself what the latest live import said that said anything") {
  Db db = memory_collection({});
  const DeckId id = deck(db, "contact");
  CHECK(deck(db, "contact") == id);
  CHECK(find_deck(db, "contact") == id);
  CHECK_FALSE(find_deck(db, "none"));
  CHECK(decks(db).empty());  // a deck without entries is not listed
  save(db, "茶", "", {id}, {});
  std::vector<EventId> imports;
  const auto import = [&](const std::string& title, const std::string& author) {
    imports.push_back(append(db, {at(1000)}, std::nullopt, ImportAct{"contact"}).id);
    save_imported_deck(db, imports.back(), {id, "contact", title, author, "", "", "", ""});
  };
  import("Old", "Li");
  import("New", "");
  import("", "");
  const auto title = [&](const std::vector<EventId>& undone) {
    for (const EventId& target : undone) {
      append(db, {at(2000)}, std::nullopt, UndoAct{target});
    }
    refold_decks(db, dead_events(db));
    REQUIRE(decks(db).size() == 1);
    return decks(db)[0].title + "/" + decks(db)[0].author;
  };
  CHECK(title({}) == "New/");
  CHECK(title({imports[1]}) == "Old/Li");
  CHECK(title({imports[0]}) == "/");
}

TEST_CASE("an entry is found by either script and by its letters") {
  Db db = memory_collection({});
  const DeckId first = deck(db, "first");
  const DeckId second = deck(db, "second");
  const EntryId contact = save(db, "联系", "聯繫", {first, second}, {{"lianxi", "liánxì"}});
  save(db, "练习", "練習", {second}, {{"lianxi", "liànxí"}, {"lianxi", "liànxí"}});
  save(db, "茶", "", {first}, {{"cha", "chá"}});

  CHECK(headwords(find_entries(db, "联系")) == "联系 ");
  CHECK(headwords(find_entries(db, "聯繫")) == "联系 ");
  CHECK(headwords(find_entries(db, "")).empty());
  CHECK(find_readings(db, "lianxi").size() == 2);
  CHECK(find_readings(db, "lianxi")[1].pinyin == "liànxí");
  CHECK(headwords(list_entries(db, std::nullopt)) == "联系 练习 茶 ");
  CHECK(headwords(list_entries(db, first)) == "联系 茶 ");
  CHECK(deck_names(db, contact) == std::vector<std::string>{"first", "second"});
  CHECK(decks_of(db, contact) == std::vector{first, second});

  const CollectionLexicon lexicon(db);
  CHECK(lexicon.contains("茶"));
  CHECK_FALSE(lexicon.contains("聯繫"));
}

TEST_CASE("saving an entry again replaces all but its place") {
  Db db = memory_collection({});
  const DeckId first = deck(db, "first");
  const EntryId contact = save(db, "联系", "聯繫", {first}, {{"lianxi", "liánxì"}});
  save(db, "茶", "", {first}, {});
  CHECK(save(db, "联系", "", {}, {{"lianluo", "liánluò"}}) == contact);
  CHECK(entry_row(db, contact)->position == 1);
  CHECK(entry_row(db, contact)->traditional.empty());
  CHECK(find_readings(db, "lianxi").empty());
  CHECK(deck_names(db, contact).empty());
}

TEST_CASE("an entry that goes leaves the log and its imports") {
  Db db = memory_collection({});
  import_contact(db, "first", "old", 1000);
  const EntryId contact = save(db, "联系", "聯繫", {deck(db, "first")}, {{"lianxi", "liánxì"}});
  remove_entry(db, contact);
  CHECK_FALSE(entry_row(db, contact));
  CHECK(find_entries(db, "联系").empty());
  CHECK(find_readings(db, "lianxi").empty());
  CHECK(live(db) == "1: old");
}

}  // namespace lianxi::store
