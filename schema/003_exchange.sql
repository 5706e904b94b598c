-- What devices give each other. Events of other devices stand in the log beside this one's; here
-- is what an import says of its decks, and what of another's log cannot count, or not yet.

-- What an import said of a deck. `deck` holds what the latest live one says: a cache.
create table imported_deck (
  event       integer not null references event (id),
  deck        integer not null references deck (id),
  title       text not null,
  author      text not null,
  licence     text not null,
  source      text not null,
  language    text not null,
  description text not null,
  primary key (event, deck)
) strict, without rowid;
insert into imported_deck (event, deck, title, author, licence, source, language, description)
select distinct imported.event, deck.id, deck.title, deck.author, deck.licence, deck.source,
                deck.language, deck.description
from imported_entry as imported join deck on deck.id = imported.deck;

-- Events whose clock is more than two days ahead of this machine's, as they came: one that was
-- wrong once must not order everything that follows. They join the log when their time has come.
-- (The columns of the key stand first: SQLite 3.40 checks others at the wrong place.)
create table quarantine (
  device   integer not null check (device > 0),
  seq      integer not null check (seq > 0),
  record   text not null,
  clock_ms integer not null,
  primary key (device, seq, record)
) strict, without rowid;

-- Where one event id has come with two contents (a collection copied by hand and used twice): the
-- contents that do not count. The same one counts everywhere.
create table displaced (
  device integer not null check (device > 0),
  seq    integer not null check (seq > 0),
  record text not null,
  primary key (device, seq, record)
) strict, without rowid;

-- Events to be written once more into shared folders: of two contents the one that counts here may not
-- be the one that stands there.
create table publish_again (
  seq    integer not null check (seq > 0),
  device integer not null check (device > 0),
  primary key (seq, device)
) strict, without rowid;

-- Files of other devices in a shared folder whose events all stand in the log: they need not be read
-- again. A cache.
create table read_segment (
  digest text not null,
  writer integer not null check (writer > 0),
  number integer not null check (number > 0),
  primary key (digest, writer, number)
) strict, without rowid;

-- An import and what came with it.
create index event_of_import on event (import_device, import_seq) where import_device is not null;

-- Two devices may come to the same headword by different ways: one of them has seen a deck before a
-- headword in it was corrected. Both entries stand then. (The caches are filled again afterwards.)
delete from entry_deck;
delete from entry_reading;
delete from mention;
delete from frame;
delete from gloss;
delete from asked_word;
delete from entry_tag;
delete from entry_level;
drop table entry;
create table entry (
  id          integer primary key references stable_key (id),
  headword    text not null,
  traditional text not null,                          -- '' where not known
  definition  text not null,
  text        text not null,                          -- all decks joined, in the deck format
  position    integer not null                        -- order of introduction
) strict;
create index entry_by_headword on entry (headword);
create index entry_by_position on entry (position);
create index entry_by_traditional on entry (traditional) where traditional <> '';
