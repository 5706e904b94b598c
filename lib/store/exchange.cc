#include "store/exchange.h"

#include "store/entries.h"
#include "store/log.h"
#include "store/log_rows.h"
#include "store/review_rows.h"

namespace lianxi::store {
namespace {

std::vector<ImportedDeck> decks_of_import(Db& db, std::int64_t event) {
  Statement query(db, R"sql(
    select deck.name, said.title, said.author, said.licence, said.source, said.language,
           said.description
    from imported_deck as said join deck on deck.id = said.deck
    where said.event = ? order by deck.name)sql");
  std::vector<ImportedDeck> decks;
  for (query.bind(event); query.step();) {
    const auto text = [&](int column) { return query.get<std::string>(column); };
    decks.push_back({text(0), text(1), text(2), text(3), text(4), text(5), text(6)});
  }
  return decks;
}

std::vector<ImportedText> texts_of_import(Db& db, std::int64_t event) {
  Statement query(db, R"sql(
    select stable_key.key, deck.name, imported.file, imported.position, imported.text
    from imported_entry as imported
    join stable_key on stable_key.id = imported.entry
    join deck on deck.id = imported.deck
    where imported.event = ? order by imported.id)sql");
  std::vector<ImportedText> texts;
  std::size_t bytes = 0;
  for (query.bind(event); query.step();) {
    bytes += query.get<std::string_view>(4).size();
    if (bytes > kLargestImport) {
      throw Error(ErrorKind::collection, "the log holds an import that is larger than any");
    }
    texts.push_back({query.get<Key>(0), query.get<std::string>(1), query.get<std::string>(2),
                     query.get<int>(3), query.get<std::string>(4)});
  }
  return texts;
}

/// The record of a row of logged_event.
EventRecord read_record(Db& db, const Statement& row) {
  EventRecord record{read_event(row), {}, {}, {}};
  if (record.event.type() == EventType::review) {
    record.attempts = attempts_of(db, record.event.id);
  }
  read_imported(db, row.get<std::int64_t>(0), record);
  return record;
}

void insert_imported(Db& db, const EventRecord& record) {
  std::map<std::string, DeckId> ids;
  for (const ImportedDeck& said : record.decks) {
    const DeckId id = intern_deck(db, said.name);
    ids[said.name] = id;
    save_imported_deck(db, record.event.id,
                       {id, said.name, said.title, said.author, said.licence, said.source,
                        said.language, said.description});
  }
  for (const ImportedText& entry : record.entries) {
    save_imported(db, entry.entry,
                  {record.event.id, record.event.clock, ids.at(entry.deck), entry.file,
                   entry.position, entry.text});
  }
}

}  // namespace

void read_imported(Db& db, std::int64_t row, EventRecord& record) {
  const bool import = record.event.type() == EventType::import;
  record.decks = import ? decks_of_import(db, row) : std::vector<ImportedDeck>();
  record.entries = import ? texts_of_import(db, row) : std::vector<ImportedText>();
}

void for_each_record(Db& db, const std::function<void(EventRecord)>& visit) {
  Statement query(db, "select * from logged_event order by device_id, seq");
  for (query.bind(); query.step();) visit(read_record(db, query));
}

void for_each_record_of(Db& db, DeviceId device, std::int64_t from_seq,
                        const std::function<bool(EventRecord)>& visit) {
  Statement query(db, R"sql(
    select * from logged_event
    where device_id = (select id from device where code = ?) and seq >= ? order by seq)sql");
  for (query.bind(device, from_seq); query.step();) {
    if (!visit(read_record(db, query))) return;
  }
}

std::optional<EventRecord> find_record(Db& db, const EventId& id) {
  std::optional<EventRecord> found;
  for_each_record_of(db, id.device, id.seq, [&](EventRecord record) {
    if (record.event.id == id) found = std::move(record);
    return false;
  });
  return found;
}

void RecordInserter::insert(const EventRecord& record) {
  events_.insert(record.event, record.attempts);
  insert_imported(db_, record);
}

void remove_record(Db& db, const EventId& id) {
  const std::int64_t row = row_of_event(db, id).value();
  unpack_reviews(db, row);
  for (const char* sql :
       {"delete from attempt where event = ?", "delete from review where event = ?",
        "delete from imported_entry where event = ?", "delete from imported_deck where event = ?",
        "delete from event where id = ?"}) {
    execute(db, sql, row);
  }
}

void replace_record(Db& db, const EventRecord& record) {
  const auto row = row_of_event(db, record.event.id);
  remove_record(db, record.event.id);
  EventInserter(db).insert(record.event, record.attempts, row);
  insert_imported(db, record);
}

bool save_displaced(Db& db, const EventRecord& record) {
  execute(db, "insert or ignore into displaced (device, seq, record) values (?, ?, ?)",
          record.event.id.device, record.event.id.seq, encode(record));
  return db.changes() > 0;
}

std::int64_t displaced_count(Db& db) { return query_number(db, "select count(*) from displaced"); }

void publish_again(Db& db, const EventId& id) {
  execute(db, "insert or ignore into publish_again (device, seq) values (?, ?)", id.device, id.seq);
}

std::vector<EventId> take_publish_again(Db& db) {
  Statement query(db, "select device, seq from publish_again");
  std::vector<EventId> ids;
  for (query.bind(); query.step();) {
    ids.push_back({query.get<DeviceId>(0), query.get<std::int64_t>(1)});
  }
  execute(db, "delete from publish_again");
  return ids;
}

bool hold_back(Db& db, const EventRecord& record) {
  execute(db, R"sql(
    insert or ignore into quarantine (device, seq, clock_ms, record) values (?, ?, ?, ?))sql",
          record.event.id.device, record.event.id.seq, record.event.clock.ms, encode(record));
  return db.changes() > 0;
}

void take_held_back(Db& db, std::int64_t until_ms,
                    const std::function<void(const EventRecord&)>& visit) {
  Statement next(db, R"sql(
    select device, seq, record from quarantine where clock_ms <= ?
    order by device, seq limit 1)sql");
  Statement remove(db, "delete from quarantine where device = ? and seq = ? and record = ?");
  while (next.bind(until_ms).step()) {
    const std::string lines = next.get<std::string>(2);
    remove.run(next.get<std::int64_t>(0), next.get<std::int64_t>(1), lines);
    EventRecord record;
    try {
      record = decode(lines);
    } catch (const Error&) {
      continue;  // an earlier version took what cannot be used
    }
    visit(record);
  }
}

HeldBack held_back(Db& db) {
  Statement query(db, "select count(*), coalesce(min(clock_ms), 0) from quarantine");
  query.bind().step();
  return {query.get<std::int64_t>(0), query.get<std::int64_t>(1)};
}

std::vector<DeviceId> histories(Db& db) {
  Statement query(db, R"sql(
    select code from device where exists (
      select 1 from event where event.device = device.id and import_device = device.id)
    order by code)sql");
  std::vector<DeviceId> devices;
  for (query.bind(); query.step();) devices.push_back(query.get<DeviceId>(0));
  return devices;
}

std::int64_t event_count(Db& db, DeviceId device) {
  return query_one<std::int64_t>(
             db, "select count(*) from event where device = (select id from device where code = ?)",
             device)
      .value();
}

VersionVector latest_events(Db& db) {
  Statement query(db, R"sql(
    select device.code, max(seq) from event join device on device.id = event.device
    group by event.device having max(import_device is null))sql");
  VersionVector latest;
  for (query.bind(); query.step();) latest[query.get<DeviceId>(0)] = query.get<std::int64_t>(1);
  return latest;
}

VersionVector version_of(Db& db) {
  // Where a device has as many events as its highest seq, nothing is missing.
  Statement devices(db, R"sql(
    select device.code, event.device, max(seq), count(*) from event
    join device on device.id = event.device
    group by event.device having max(import_device is null))sql");
  Statement gap(db, R"sql(
    select min(seq) from event where device = ?1 and not exists (
      select 1 from event as next where next.device = ?1 and next.seq = event.seq + 1))sql");
  Statement first(db, "select 1 from event where device = ? and seq = 1");
  VersionVector version;
  for (devices.bind(); devices.step();) {
    const auto device = devices.get<std::int64_t>(1);
    auto highest = devices.get<std::int64_t>(2);
    if (highest != devices.get<std::int64_t>(3)) {
      if (!first.bind(device).step()) continue;
      gap.bind(device).step();
      highest = gap.get<std::int64_t>(0);
    }
    version[devices.get<DeviceId>(0)] = highest;
  }
  return version;
}

std::vector<Key> subjects_of_import(Db& db, const EventId& import) {
  Statement query(db, R"sql(
    select distinct stable_key.key from event join stable_key on stable_key.id = event.subject
    where import_device = (select id from device where code = ?) and import_seq = ?)sql");
  std::vector<Key> keys;
  for (query.bind(import.device, import.seq); query.step();) keys.push_back(query.get<Key>(0));
  return keys;
}

}  // namespace lianxi::store
