#include "store/entries.h"

#include "store/log.h"
#include "store/log_rows.h"

namespace lianxi::store {
namespace {

EntryRow read_entry(const Statement& row) {
  return {row.get<EntryId>(0),     row.get<std::string>(1), row.get<std::string>(2),
          row.get<std::string>(3), row.get<std::string>(4), row.get<std::int64_t>(5)};
}

std::vector<EntryRow> all_entries(Statement& query) {
  std::vector<EntryRow> rows;
  while (query.step()) rows.push_back(read_entry(query));
  return rows;
}

/// The first column of every row.
template <typename T, typename... Args>
std::vector<T> column(Db& db, const char* sql, const Args&... args) {
  Statement query(db, sql);
  std::vector<T> values;
  for (query.bind(args...); query.step();) values.push_back(query.get<T>(0));
  return values;
}

}  // namespace

DeckId intern_deck(Db& db, std::string_view name) {
  if (const auto known = find_deck(db, name)) return *known;
  execute(db, R"sql(
    insert into deck (name, title, author, licence, source, language, description)
    values (?, '', '', '', '', '', ''))sql",
          name);
  return static_cast<DeckId>(db.last_row());
}

void save_imported_deck(Db& db, const EventId& import, const DeckRow& deck) {
  execute(db, R"sql(
    insert into imported_deck
      (event, deck, title, author, licence, source, language, description)
    values (?, ?, ?, ?, ?, ?, ?, ?))sql",
          row_of_event(db, import), deck.id, deck.title, deck.author, deck.licence, deck.source,
          deck.language, deck.description);
}

void refold_decks(Db& db, const DeadEvents& dead) {
  Statement query(db, R"sql(
    select device.code, event.seq, said.deck, said.title, said.author, said.licence, said.source,
           said.language, said.description
    from imported_deck as said
    join event on event.id = said.event
    join device on device.id = event.device
    where said.title || said.author || said.licence || said.source || said.language
          || said.description <> ''
    order by event.clock_ms, event.clock_n, device.code, event.seq)sql");
  Statement save(db, R"sql(
    update deck set title = ?2, author = ?3, licence = ?4, source = ?5, language = ?6,
                    description = ?7
    where id = ?1)sql");
  db.run(
      "update deck set title = '', author = '', licence = '', source = '', language = '', "
      "description = ''");
  for (query.bind(); query.step();) {
    if (dead.contains({query.get<DeviceId>(0), query.get<std::int64_t>(1)})) continue;
    const auto text = [&](int column) { return query.get<std::string_view>(column); };
    save.run(query.get<DeckId>(2), text(3), text(4), text(5), text(6), text(7), text(8));
  }
}

std::optional<DeckId> find_deck(Db& db, std::string_view name) {
  return query_one<DeckId>(db, "select id from deck where name = ?", name);
}

std::vector<DeckRow> decks(Db& db) {
  Statement query(db, R"sql(
    select id, name, title, author, licence, source, language, description from deck
    where exists (select 1 from entry_deck where deck = deck.id) order by name)sql");
  std::vector<DeckRow> rows;
  for (query.bind(); query.step();) {
    const auto text = [&](int column) { return query.get<std::string>(column); };
    rows.push_back(
        {query.get<DeckId>(0), text(1), text(2), text(3), text(4), text(5), text(6), text(7)});
  }
  return rows;
}

void save_imported(Db& db, const Key& entry, const ImportedEntry& imported) {
  execute(db, R"sql(
    insert into imported_entry (event, entry, deck, file, position, text)
    values (?, ?, ?, ?, ?, ?))sql",
          row_of_event(db, imported.event), intern(db, entry), imported.deck, imported.file,
          imported.position, imported.text);
}

std::vector<ImportedEntry> live_imports(Db& db, const Key& entry, const DeadEvents& dead) {
  const auto id = find_key(db, entry);
  if (!id) return {};
  Statement query(db, R"sql(
    select device.code, event.seq, event.clock_ms, event.clock_n, imported.deck, imported.file,
           imported.position, imported.text
    from imported_entry as imported
    join event on event.id = imported.event
    join device on device.id = event.device
    where imported.entry = ?
    order by event.clock_ms, event.clock_n, device.code, event.seq)sql");
  std::vector<ImportedEntry> live;
  for (query.bind(*id); query.step();) {
    const EventId event{query.get<DeviceId>(0), query.get<std::int64_t>(1)};
    if (dead.contains(event)) continue;
    live.push_back({event,
                    {query.get<std::int64_t>(2), query.get<std::uint16_t>(3)},
                    query.get<DeckId>(4),
                    query.get<std::string>(5),
                    query.get<int>(6),
                    query.get<std::string>(7)});
  }
  return live;
}

std::optional<Key> entry_at(Db& db, DeckId deck, std::string_view file, int position,
                            const DeadEvents& dead) {
  Statement query(db, R"sql(
    select device.code, event.seq, stable_key.key
    from imported_entry as imported
    join event on event.id = imported.event
    join device on device.id = event.device
    join stable_key on stable_key.id = imported.entry
    where imported.deck = ? and imported.file = ? and imported.position = ?
    order by event.clock_ms desc, event.clock_n desc, device.code desc, event.seq desc)sql");
  for (query.bind(deck, file, position); query.step();) {
    if (dead.contains({query.get<DeviceId>(0), query.get<std::int64_t>(1)})) continue;
    return query.get<Key>(2);
  }
  return std::nullopt;
}

std::vector<Key> entries_of_import(Db& db, const EventId& import) {
  Statement query(db, R"sql(
    select stable_key.key from imported_entry join stable_key on stable_key.id = entry
    where event = ?)sql");
  std::vector<Key> keys;
  for (query.bind(row_of_event(db, import)); query.step();) keys.push_back(query.get<Key>(0));
  return keys;
}

bool was_imported(Db& db, const Key& entry) {
  const auto id = find_key(db, entry);
  return id && query_one<int>(db, "select 1 from imported_entry where entry = ? limit 1", *id);
}

void place_entries(Db& db) {
  db.run(R"sql(
    update entry set position = place.position
    from (
      select entry as id, min(place) as position
      from (
        select imported.entry, row_number() over (
          order by event.clock_ms, event.clock_n, device.code, event.seq, imported.id) as place
        from imported_entry as imported
        join event on event.id = imported.event
        join device on device.id = event.device)
      group by entry) as place
    where place.id = entry.id and entry.position <> place.position)sql");
  execute(db, R"sql(
    update card set position = entry.position * ?1 + card.position % ?1
    from entry
    where entry.id = card.entry and card.position / ?1 <> entry.position)sql",
          kCardsPerEntry);
}

std::vector<Key> imported_keys(Db& db) {
  Statement query(db, R"sql(
    select key from stable_key where id in (select entry from imported_entry) order by id)sql");
  std::vector<Key> keys;
  for (query.bind(); query.step();) keys.push_back(query.get<Key>(0));
  return keys;
}

EntryId save_entry(Db& db, const Key& key, const EntryRow& row, const std::vector<DeckId>& decks,
                   const std::vector<ReadingRow>& readings) {
  const KeyId id = intern(db, key);
  execute(db, R"sql(
    insert into entry (id, headword, traditional, definition, text, position)
    values (?1, ?2, ?3, ?4, ?5,
      coalesce((select min(id) from imported_entry where entry = ?1),
               (select coalesce(max(position), 0) + 1 from entry)))
    on conflict (id) do update set
      headword = excluded.headword, traditional = excluded.traditional,
      definition = excluded.definition, text = excluded.text)sql",
          id, row.headword, row.traditional, row.definition, row.text);
  execute(db, "delete from entry_deck where entry = ?", id);
  Statement deck_row(db, "insert into entry_deck (entry, deck) values (?, ?)");
  for (const DeckId deck : decks) deck_row.run(id, deck);
  execute(db, "delete from entry_reading where entry = ?", id);
  Statement reading_row(db, R"sql(
    insert or ignore into entry_reading (letters, entry, pinyin) values (?, ?, ?))sql");
  for (const ReadingRow& reading : readings) {
    reading_row.run(reading.letters, id, reading.pinyin);
  }
  return static_cast<EntryId>(id);
}

void remove_entry(Db& db, EntryId id) {
  save_neighbourhood(db, id, {});
  execute(db, "delete from entry_deck where entry = ?", id);
  execute(db, "delete from entry_reading where entry = ?", id);
  execute(db, "delete from entry where id = ?", id);
}

std::vector<EntryId> entry_ids(Db& db) {
  return column<EntryId>(db, "select id from entry order by id");
}

std::optional<EntryRow> entry_row(Db& db, EntryId id) {
  Statement query(db, R"sql(
    select id, headword, traditional, definition, text, position from entry where id = ?)sql");
  if (!query.bind(id).step()) return std::nullopt;
  return read_entry(query);
}

std::optional<std::string> entry_text(Db& db, std::string_view headword) {
  return query_one<std::string>(db, "select text from entry where headword = ?", headword);
}

std::vector<EntryRow> find_entries(Db& db, std::string_view word) {
  Statement query(db, R"sql(
    select id, headword, traditional, definition, text, position from entry
    where headword = ?1 or (traditional = ?1 and traditional <> '')
    order by headword <> ?1, position)sql");
  query.bind(word);
  return all_entries(query);
}

std::vector<EntryRow> list_entries(Db& db, std::optional<DeckId> deck) {
  Statement query(db, R"sql(
    select id, headword, traditional, definition, text, position from entry
    where ?1 is null or id in (select entry from entry_deck where deck = ?1)
    order by position)sql");
  query.bind(deck);
  return all_entries(query);
}

void save_neighbourhood(Db& db, EntryId entry, const Neighbourhood& neighbourhood) {
  for (const char* sql :
       {"delete from mention where entry = ?", "delete from frame where entry = ?",
        "delete from gloss where entry = ?", "delete from asked_word where entry = ?",
        "delete from entry_tag where entry = ?", "delete from entry_level where entry = ?"}) {
    execute(db, sql, entry);
  }
  const auto save_words = [&](const std::vector<std::string>& words, const char* sql) {
    Statement row(db, sql);
    for (const std::string& word : words) row.run(word, entry);
  };
  save_words(neighbourhood.mentions, "insert or ignore into mention (word, entry) values (?, ?)");
  save_words(neighbourhood.glosses, "insert or ignore into gloss (text, entry) values (?, ?)");
  save_words(neighbourhood.asked_words,
             "insert or ignore into asked_word (word, entry) values (?, ?)");
  save_words(neighbourhood.tags, "insert or ignore into entry_tag (tag, entry) values (?, ?)");
  Statement frame(db, R"sql(
    insert or ignore into frame (frame, word, wrong, entry, sentence) values (?, ?, ?, ?, ?))sql");
  for (const FrameUse& use : neighbourhood.frames) {
    frame.run(use.frame, use.word, use.wrong, entry, use.sentence);
  }
  Statement level(db, "insert or ignore into entry_level (entry, list, level) values (?, ?, ?)");
  for (const Level& one : neighbourhood.levels) level.run(entry, one.list, one.level);
}

std::vector<EntryId> entries_asking(Db& db, std::string_view word) {
  return column<EntryId>(db, "select entry from asked_word where word = ? order by entry", word);
}

std::vector<std::string> words_mentioned(Db& db, EntryId entry) {
  return column<std::string>(db, "select word from mention where entry = ?", entry);
}

std::vector<EntryId> entries_mentioning_word(Db& db, std::string_view word) {
  return column<EntryId>(db, "select entry from mention where word = ? order by entry", word);
}

std::vector<std::string> headwords_mentioning(Db& db, std::string_view word) {
  return column<std::string>(db, R"sql(
    select headword from mention join entry on entry.id = mention.entry
    where word = ? order by position)sql",
                             word);
}

std::vector<FrameUse> frame_uses(Db& db, std::string_view frame) {
  Statement query(db, "select word, sentence, wrong from frame where frame = ?");
  std::vector<FrameUse> uses;
  for (query.bind(frame); query.step();) {
    uses.push_back({std::string(frame), query.get<std::string>(0), query.get<std::string>(1),
                    query.get<int>(2) != 0});
  }
  return uses;
}

std::vector<EntryId> entries_in_frames_of(Db& db, EntryId entry) {
  return column<EntryId>(db, R"sql(
    select distinct other.entry from frame as mine join frame as other on other.frame = mine.frame
    where mine.entry = ?1 and other.entry <> ?1 and mine.wrong = 0 order by other.entry)sql",
                         entry);
}

std::vector<std::string> headwords_with_gloss(Db& db, std::string_view gloss) {
  return column<std::string>(db, R"sql(
    select headword from gloss join entry on entry.id = gloss.entry
    where gloss.text = ? order by position)sql",
                             gloss);
}

std::vector<std::string> deck_names(Db& db, EntryId entry) {
  Statement query(db, R"sql(
    select name from entry_deck join deck on deck.id = entry_deck.deck
    where entry = ? order by name)sql");
  std::vector<std::string> names;
  for (query.bind(entry); query.step();) names.push_back(query.get<std::string>(0));
  return names;
}

std::vector<DeckId> decks_of(Db& db, EntryId entry) {
  Statement query(db, "select deck from entry_deck where entry = ?");
  std::vector<DeckId> ids;
  for (query.bind(entry); query.step();) ids.push_back(query.get<DeckId>(0));
  return ids;
}

std::vector<FoundReading> find_readings(Db& db, std::string_view letters) {
  Statement query(db, R"sql(
    select entry.id, headword, pinyin from entry_reading join entry on entry.id = entry
    where letters = ? order by position)sql");
  std::vector<FoundReading> found;
  for (query.bind(letters); query.step();) {
    found.push_back({query.get<EntryId>(0), query.get<std::string>(1), query.get<std::string>(2)});
  }
  return found;
}

bool CollectionLexicon::contains(std::string_view word) const {
  return query_one<std::int64_t>(db_, "select 1 from entry where headword = ?", word).has_value();
}

}  // namespace lianxi::store
