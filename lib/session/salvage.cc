#include "session/salvage.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <string_view>

#include "base/hash.h"
#include "session/check.h"
#include "session/refold.h"
#include "session/repair.h"
#include "session/restore_backup.h"
#include "sqlite/durable.h"
#include "sqlite/page_scan.h"
#include "store/exchange.h"
#include "store/migrate.h"
#include "store/payload.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

namespace fs = std::filesystem;

/// Rows as they are found stand in a database of their own, `found`, until all of them are there:
/// its tables ask nothing of what they hold. Of two rows with one id the first counts.
constexpr const char* kFoundTables = R"sql(
  create table found.stable_key (id integer primary key, key blob);
  create table found.device (id integer primary key, code integer);
  create table found.name (id integer, name text, primary key (id, name)) without rowid;
  create table found.event (
    id integer primary key, device, seq, clock_ms, clock_n, written_at, offset_min, rollover_hour,
    study_day, type, subject, import_device, import_seq, payload);
  create table found.review (
    event integer primary key, rating, quality, taken_ms, hints, sentence, first_sight, scheduler,
    previous_device, previous_seq, interval_days);
  create table found.attempt (event, n, typed, verdict, primary key (event, n)) without rowid;
  create table found.deck (
    id integer primary key, name, title, author, licence, source, language, description);
  create table found.imported_entry (
    id integer primary key, event, entry, deck, file, position, text);
  create table found.imported_deck (
    event, deck, title, author, licence, source, language, description,
    primary key (event, deck)) without rowid;
  create table found.quarantine (
    device, seq, record, clock_ms, primary key (device, seq, record)) without rowid;
  create table found.displaced (
    device, seq, record, primary key (device, seq, record)) without rowid;
  create table found.card (
    id integer primary key, entry, kind, target, position);
  -- Rows of indexes, which tell of rows of the log that are lost. `page`: found side by side.
  create table found.three (page, a, b, c);
  create table found.four (page, a, b, c, d);
)sql";

/// A device's code is a random number of 63 bits; no other number in an index is as large.
constexpr std::int64_t kLeastCode = std::int64_t{1} << 40;
constexpr std::int64_t kMostDevices = 100'000;
/// More than anybody writes; one that is larger is no seq.
constexpr std::int64_t kLargestSeq = std::int64_t{1} << 40;
/// How a deck is called whose name is lost.
constexpr std::string_view kRecovered = "recovered-";
constexpr EventType kLastType = EventType::restore;

bool fits(const StoredValue& value, char column) {
  const bool null = std::holds_alternative<std::monostate>(value);
  switch (column) {
    case 'n':
      return null;
    case 'I':
      if (null) return true;
      [[fallthrough]];
    case 'i':
      return std::holds_alternative<std::int64_t>(value);
    case 'T':
      if (null) return true;
      [[fallthrough]];
    case 't': {
      const auto* text = std::get_if<std::string>(&value);
      return text && !first_invalid_utf8(*text);
    }
    case 'k': {
      const auto* blob = std::get_if<StoredBlob>(&value);
      return blob && blob->bytes.size() == Key{}.bytes.size();
    }
    default:
      return false;
  }
}

bool fits(const FoundRow& row, std::string_view shape) {
  if (row.values.size() != shape.size() || row.has_rowid != (shape[0] == 'n')) return false;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (!fits(row.values[i], shape[i])) return false;
  }
  return true;
}

std::int64_t integer(const StoredValue& value) {
  const auto* number = std::get_if<std::int64_t>(&value);
  return number ? *number : 0;
}

/// Whether what the event says can be read: an act of a known type.
bool is_readable_event(const FoundRow& row) {
  // Seqs count from 1, but for those of imported histories, which are hashes.
  const bool counts = std::holds_alternative<std::monostate>(row.values[11]);
  if (integer(row.values[2]) < 1 || (counts && integer(row.values[2]) > kLargestSeq)) return false;
  const std::int64_t type = integer(row.values[9]);
  if (type < 1 || type > static_cast<std::int64_t>(kLastType)) return false;
  const auto* payload = std::get_if<std::string>(&row.values[13]);
  if (type == 1 || !payload) return type == 1 && !payload;
  try {
    store::read_payload(static_cast<EventType>(type), *payload);
    return true;
  } catch (const Error&) {
    return false;
  }
}

/// Puts found rows into the tables of `found`.
class Collector {
 public:
  explicit Collector(Db& db) : db_(db) {}

  void take(std::int64_t page, const FoundRow& row) {
    if (fits(row, "nk")) {
      insert_key(row.rowid, std::get<StoredBlob>(row.values[1]));
    } else if (fits(row, "ki")) {  // the index of keys
      insert_key(integer(row.values[1]), std::get<StoredBlob>(row.values[0]));
    } else if (fits(row, "ni")) {
      insert_device(row.rowid, integer(row.values[1]));
    } else if (fits(row, "ii")) {  // among others the index of devices
      insert_device(integer(row.values[1]), integer(row.values[0]));
    } else if (fits(row, "nt")) {
      execute(db_, "insert or ignore into found.name values (?, ?)", row.rowid,
              std::get<std::string>(row.values[1]));
    } else if (fits(row, "iii")) {
      execute(db_, "insert into found.three values (?, ?, ?, ?)", page, integer(row.values[0]),
              integer(row.values[1]), integer(row.values[2]));
    } else if (fits(row, "iiii")) {
      execute(db_, "insert into found.four values (?, ?, ?, ?, ?)", page, integer(row.values[0]),
              integer(row.values[1]), integer(row.values[2]), integer(row.values[3]));
    } else if (row.has_rowid && row.values.size() > 20) {
      take_card(row);
    } else {
      take_row_of_log(row);
    }
  }

 private:
  void insert_key(std::int64_t id, const StoredBlob& key) {
    Key bytes;
    std::copy(key.bytes.begin(), key.bytes.end(), bytes.bytes.begin());
    execute(db_, "insert or ignore into found.stable_key values (?, ?)", id, bytes);
  }

  void insert_device(std::int64_t id, std::int64_t code) {
    if (code < kLeastCode || id < 1 || id > kMostDevices) return;
    execute(db_, "insert or ignore into found.device values (?, ?)", id, code);
  }

  void take_card(const FoundRow& row) {
    const std::string_view shape = "niiti";
    for (std::size_t i = 0; i < shape.size(); ++i) {
      if (!fits(row.values[i], shape[i])) return;
    }
    execute(db_, "insert or ignore into found.card values (?, ?, ?, ?, ?)", row.rowid,
            integer(row.values[1]), integer(row.values[2]), std::get<std::string>(row.values[3]),
            integer(row.values[4]));
  }

  void take_row_of_log(const FoundRow& row) {
    for (const StoredShape& shape : stored_shapes()) {
      if (!fits(row, shape.columns)) continue;
      if (std::string_view(shape.table) == "event" && !is_readable_event(row)) return;
      insert(shape.table, row);
      return;
    }
  }

  /// Nulls stand in the statement, for they cannot be parameters.
  void insert(std::string_view table, const FoundRow& row) {
    std::string marks;
    Parameters parameters;
    for (std::size_t i = 0; i < row.values.size(); ++i) {
      const StoredValue value = i == 0 && row.has_rowid ? StoredValue(row.rowid) : row.values[i];
      marks += i == 0 ? "" : ", ";
      marks += std::holds_alternative<std::monostate>(value) ? "null" : "?";
      if (const auto* number = std::get_if<std::int64_t>(&value)) parameters.emplace_back(*number);
      if (const auto* text = std::get_if<std::string>(&value)) parameters.emplace_back(*text);
    }
    const std::string sql = fmt::format("insert or ignore into found.{} values ({})", table, marks);
    Statement(db_, sql).run(parameters);
  }

  Db& db_;
};

std::int64_t count(Db& db, const char* sql) { return query_one<std::int64_t>(db, sql).value_or(0); }

bool has_table(Db& db, std::string_view name) {
  return query_one<int>(db, "select 1 from main.sqlite_schema where type = 'table' and name = ?",
                        name)
      .has_value();
}

// What is known to have been there ----------------------------------------------------------------

/// Pages of an index over the log: all their rows that name a row which was found agree with it,
/// and one at least does. What the others name was there too.
constexpr const char* kKnownRows = R"sql(
  create table found.known_event (device, seq, primary key (device, seq)) without rowid;
  insert into found.known_event select distinct device, seq from found.event;
  insert or ignore into found.known_event
  select a, b from found.three where page in (
    select page from found.three join found.event on event.id = c
    group by page having min(event.device = a and event.seq = b));
  create table found.known_text (id integer primary key);
  insert into found.known_text select id from found.imported_entry;
  insert or ignore into found.known_text
  select d from found.four where page in (
    select page from found.four join found.imported_entry as text on text.id = d
    group by page having min(text.entry = a and text.deck = b and text.event = c));
)sql";

// Names of devices --------------------------------------------------------------------------------

std::vector<std::int64_t> devices_without_name(Db& db) {
  Statement query(db, R"sql(
    select device from (
      select device from found.event
      union select import_device from found.event
      union select previous_device from found.review)
    where device between 1 and ? and device not in (select id from found.device))sql");
  std::vector<std::int64_t> devices;
  for (query.bind(kMostDevices); query.step();) devices.push_back(query.get<std::int64_t>(0));
  return devices;
}

/// A device is known again by what it wrote and when.
void name_from_backup(Db& db, std::int64_t device) {
  const auto code = query_one<std::int64_t>(db, R"sql(
    select known.code
    from (select seq, clock_ms, written_at from found.event where device = ? limit 100) as event
    cross join backup.device as known
    cross join backup.event as same on same.device = known.id and same.seq = event.seq
    where same.clock_ms = event.clock_ms and same.written_at = event.written_at
    limit 1)sql",
                                            device);
  if (code) execute(db, "insert into found.device values (?, ?)", device, *code);
}

/// Gives those that nobody knows a new name. Returns their codes.
std::vector<std::int64_t> invent_names(Db& db, std::uint64_t seed) {
  std::vector<std::int64_t> codes;
  for (const std::int64_t device : devices_without_name(db)) {
    const auto code =
        static_cast<std::int64_t>(splitmix64(seed + static_cast<std::uint64_t>(device)) >> 1 | 1);
    execute(db, "insert into found.device values (?, ?)", device, code);
    codes.push_back(code);
  }
  return codes;
}

// What is whole -----------------------------------------------------------------------------------

constexpr const char* kMoveNames = R"sql(
  insert or ignore into main.device (code) select code from found.device;
  create table found.own_device (old integer primary key, new integer);
  insert into found.own_device
  select found.device.id, main.device.id from found.device join main.device using (code);
  insert or ignore into main.stable_key select id, key from found.stable_key;
  create table found.own_scheduler (old integer primary key, new integer);
  insert or ignore into main.scheduler (name)
  select name from found.name
  where id > 2 and name not in (select name from main.event_type)
    and name not in (select name from main.card_kind);
  insert or ignore into found.own_scheduler
  select found.name.id, main.scheduler.id from found.name join main.scheduler using (name);
  insert or ignore into found.own_scheduler select id, id from main.scheduler;
)sql";

constexpr const char* kMoveEvents = R"sql(
  create table found.whole_review (event integer primary key);
  insert into found.whole_review
  select event from found.review
  where rating between 1 and 4 and (quality is null or quality between 0 and 5)
    and taken_ms >= 0 and hints >= 0 and first_sight in (0, 1)
    and (interval_days is null or interval_days >= 0)
    and scheduler in (select old from found.own_scheduler)
    and (sentence is null or sentence in (select id from main.stable_key))
    and (previous_device is null) = (previous_seq is null)
    and (previous_device is null or previous_device in (select old from found.own_device));
  insert or ignore into main.event
    (id, device, seq, clock_ms, clock_n, written_at, offset_min, rollover_hour, study_day, type,
     subject, import_device, import_seq, payload)
  select event.id, own.new, seq, clock_ms, clock_n, written_at, offset_min, rollover_hour, study_day,
         type, subject, importer.new, import_seq, payload
  from found.event as event
  join found.own_device as own on own.old = event.device
  left join found.own_device as importer on importer.old = event.import_device
  where (subject is null or subject in (select id from main.stable_key))
    and (import_device is null or importer.new is not null)
    and (type <> 1 or event.id in (select event from found.whole_review))
  order by event.id;
  insert into main.review
    (event, rating, quality, taken_ms, hints, sentence, first_sight, scheduler, previous_device,
     previous_seq, interval_days)
  select review.event, rating, quality, taken_ms, hints, sentence, first_sight,
         own_scheduler.new, previous.new, previous_seq, interval_days
  from found.review as review
  join found.own_scheduler on own_scheduler.old = review.scheduler
  join main.event on event.id = review.event and event.type = 1
  left join found.own_device as previous on previous.old = review.previous_device;
  insert or ignore into main.attempt (event, n, typed, verdict)
  select event, n, typed, verdict from found.attempt
  where event in (select event from main.review) order by event, n;
)sql";

constexpr const char* kMoveDecks = R"sql(
  insert or ignore into main.deck
    (id, name, title, author, licence, source, language, description)
  select id, name, title, author, licence, source, language, description from found.deck;
)sql";

/// The decks of one import, in the order in which it took them.
std::vector<std::int64_t> decks_of_import(Db& db, std::int64_t event) {
  Statement query(db, R"sql(
    select deck from found.imported_entry where event = ? group by deck order by min(id))sql");
  std::vector<std::int64_t> decks;
  for (query.bind(event); query.step();) decks.push_back(query.get<std::int64_t>(0));
  return decks;
}

/// Decks whose rows are lost have the names that an import of them gives: "first, contact".
void name_decks(Db& db) {
  Statement imports(db, R"sql(
    select id, payload ->> '$.source' from main.event
    where type = 12 and id in (
      select event from found.imported_entry where deck not in (select id from main.deck)))sql");
  for (imports.bind(); imports.step();) {
    const auto decks = decks_of_import(db, imports.get<std::int64_t>(0));
    const std::string source = imports.get<std::string>(1);
    std::vector<std::string> names;
    for (std::size_t at = 0; at <= source.size();) {
      const std::size_t end = std::min(source.find(", ", at), source.size());
      names.push_back(source.substr(at, end - at));
      at = end + 2;
    }
    if (names.size() != decks.size()) continue;
    for (std::size_t i = 0; i < decks.size(); ++i) {
      execute(db, R"sql(
        insert or ignore into main.deck
          (id, name, title, author, licence, source, language, description)
        values (?1, ?2, ?2, '', '', '', '', ''))sql",
              decks[i], names[i]);
    }
  }
}

constexpr const char* kMoveTexts = R"sql(
  insert or ignore into main.deck
    (id, name, title, author, licence, source, language, description)
  select distinct deck, 'recovered-' || deck, 'recovered-' || deck, '', '', '', '', ''
  from found.imported_entry where deck not in (select id from main.deck);
  insert or ignore into main.imported_entry (id, event, entry, deck, file, position, text)
  select id, event, entry, deck, file, position, text from found.imported_entry
  where event in (select id from main.event) and entry in (select id from main.stable_key)
  order by id;
)sql";

constexpr const char* kMoveExchange = R"sql(
  insert or ignore into main.imported_deck
    (event, deck, title, author, licence, source, language, description)
  select event, deck, title, author, licence, source, language, description
  from found.imported_deck
  where event in (select id from main.event) and deck in (select id from main.deck);
  insert or ignore into main.quarantine (device, seq, record, clock_ms)
  select device, seq, record, clock_ms from found.quarantine;
  insert or ignore into main.displaced (device, seq, record)
  select device, seq, record from found.displaced;
)sql";

/// Cards that their entries no longer yield, but that have been answered: their reviews are told by
/// them.
constexpr const char* kMoveRetiredCards = R"sql(
  insert or ignore into main.card (id, entry, kind, target, position, retired)
  select id, entry, kind, target, position, 1 from found.card
  where id not in (select id from main.card)
    and id in (select subject from main.event where type = 1)
    and entry in (select id from main.stable_key) and kind in (select id from main.card_kind);
)sql";

void move_what_is_whole(Db& db) {
  db.run(kMoveNames);
  db.run(kMoveEvents);
  db.run(kMoveDecks);
  name_decks(db);
  db.run(kMoveTexts);
  if (has_table(db, "imported_deck")) db.run(kMoveExchange);
  refold_all(db);
  db.run(kMoveRetiredCards);
  refold_all(db);
}

// Counting ----------------------------------------------------------------------------------------

/// By device. One whose events all came with an import counts by chance, not from 1.
std::vector<SalvagedDevice> count_devices(Db& db, const std::vector<std::int64_t>& renamed) {
  Statement query(db, R"sql(
    select code, new,
           (select count(*) from main.event where device = new),
           (select count(*) from found.known_event where device = old),
           (select max(seq) from found.known_event where device = old),
           exists (select 1 from found.event where device = old and import_device is null)
    from found.own_device join main.device on id = new
    where old in (select device from found.known_event)
    order by old)sql");
  std::vector<SalvagedDevice> devices;
  for (query.bind(); query.step();) {
    SalvagedDevice device{query.get<DeviceId>(0), query.get<std::int64_t>(2), 0, false};
    const bool counts_from_1 = query.get<bool>(5);
    const auto known = query.get<std::int64_t>(counts_from_1 ? 4 : 3);
    device.lost = std::max<std::int64_t>(0, known - device.saved);
    device.renamed = std::ranges::count(renamed, query.get<std::int64_t>(0)) > 0;
    devices.push_back(device);
  }
  return devices;
}

SalvageReport count_all(Db& db, const std::vector<std::int64_t>& renamed) {
  SalvageReport report;
  report.devices = count_devices(db, renamed);
  report.events = count(db, "select count(*) from main.event");
  for (const SalvagedDevice& device : report.devices) report.lost_events += device.lost;
  report.reviews = count(db, "select count(*) from main.review");
  report.lost_reviews = count(db, R"sql(
    select count(*) from (
      select id from found.event where type = 1
      union select event from found.review)
    where id not in (select event from main.review))sql");
  report.attempts = count(db, "select count(*) from main.attempt");
  report.lost_attempts =
      count(db, "select sum(most) from (select max(n) as most from found.attempt group by event)") -
      report.attempts;
  report.texts = count(db, "select count(*) from main.imported_entry");
  // An import without any is one of which at least one is lost.
  report.lost_texts =
      std::max(count(db, "select max(id) from found.known_text") - report.texts, count(db, R"sql(
        select count(*) from main.event
        where type = 12 and id not in (select event from main.imported_entry))sql"));
  return report;
}

bool has_made_up_name(const store::EventRecord& record) {
  return std::ranges::any_of(record.decks, [](const store::ImportedDeck& deck) {
    return deck.name.starts_with(kRecovered);
  });
}

/// An event of which only a part was found, an import without one of its texts, is the backup's
/// whole one: two contents under one id would stand against each other wherever logs meet.
void complete_from_backup(Db& db, const std::string& backup) {
  Db other(backup, Db::Mode::read_only);
  if (query_one<std::int64_t>(other, "pragma user_version") != store::schema_version()) return;
  bool changed = false;
  store::for_each_record(other, [&](const store::EventRecord& whole) {
    const auto found = store::find_record(db, whole.event.id);
    if (!found || (store::extent(whole) <= store::extent(*found) && !has_made_up_name(*found))) {
      return;
    }
    store::replace_record(db, whole);
    changed = true;
  });
  if (changed) refold_all(db);
}

/// Everything that is whole, in the new collection.
SalvageReport fill(Db& db, const DamagedFile& file, const std::optional<std::string>& backup,
                   std::uint64_t seed) {
  Transaction transaction(db);
  db.run(kFoundTables);
  Collector collector(db);
  const std::int64_t lost_pages =
      file.scan([&](std::int64_t page, const FoundRow& row) { collector.take(page, row); });
  db.run(kKnownRows);
  if (backup) {
    for (const std::int64_t device : devices_without_name(db)) name_from_backup(db, device);
  }
  const auto renamed = invent_names(db, seed);
  move_what_is_whole(db);
  complete_imports(db);
  if (backup) complete_from_backup(db, *backup);
  SalvageReport report = count_all(db, renamed);
  report.lost_pages = lost_pages;
  transaction.commit();
  return report;
}

/// The newest that is sound.
std::optional<std::string> sound_one(const std::vector<std::string>& backups) {
  for (auto backup = backups.rbegin(); backup != backups.rend(); ++backup) {
    try {
      Db db(*backup, Db::Mode::read_only);
      store::refuse_unknown(db);
      const bool holds_any = query_one<int>(db, "pragma user_version") > 0;
      if (holds_any && query_one<std::string>(db, "pragma integrity_check(1)") == "ok") {
        return *backup;
      }
    } catch (const Error&) {
      // An older one may be.
    }
  }
  return std::nullopt;
}

SalvageReport make_fresh(const std::string& fresh, const DamagedFile& file,
                         const std::vector<std::string>& backups, Moment now, std::uint64_t seed) {
  Db db = store::open_collection(fresh, now, seed);
  execute(db, "attach ? as found", fresh + ".found");
  const auto backup = sound_one(backups);
  if (backup) execute(db, "attach ? as backup", *backup);
  SalvageReport report = fill(db, file, backup, seed);
  db.run("detach found");
  if (backup) db.run("detach backup");
  if (report.events == 0) {
    throw Damaged("nothing of the log could be read", "lianxi restore lists the backups");
  }
  const CheckReport check = check_collection(db);
  if (!check.ok()) {
    throw Damaged("what could be read is not well: " + check.findings[0],
                  "lianxi restore lists the backups");
  }
  db.run("pragma main.journal_mode = delete");
  return report;
}

}  // namespace

SalvageReport salvage(const std::string& collection, const std::vector<std::string>& backups,
                      Moment now, std::uint64_t seed) {
  const std::string place = fs::canonical(collection).string();
  const DamagedFile file(place);
  const std::string fresh = place + ".repairing";
  struct Tidy {
    const std::string& path;
    ~Tidy() {
      remove_database(path);
      remove_database(path + ".found");
    }
  } const tidy{fresh};
  remove_database(fresh);
  remove_database(fresh + ".found");
  SalvageReport report = make_fresh(fresh, file, backups, now, seed);
  report.aside = damaged_name(place, now);
  file.replace(fresh, report.aside);
  return report;
}

std::optional<std::int64_t> events_to_gain(const std::string& backup,
                                           const std::string& collection) {
  try {
    return compare_backup(backup, collection).gained;
  } catch (const Error&) {
    return std::nullopt;
  }
}

const std::vector<StoredShape>& stored_shapes() {
  static const std::vector<StoredShape> shapes = {
      {"stable_key", "nk"},          {"device", "ni"},
      {"scheduler", "nt"},           {"event", "niiiiiiiiiIIIT"},
      {"review", "niIiiIiiIII"},     {"attempt", "iitt"},
      {"deck", "nttttttt"},          {"imported_entry", "niiitit"},
      {"imported_deck", "iitttttt"}, {"quarantine", "iiti"},
      {"displaced", "iit"},
  };
  return shapes;
}

}  // namespace lianxi
