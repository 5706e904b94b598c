-- The collection. The log (event, review, attempt) and what was imported beside it (imported_entry)
-- are the truth and only ever grow. Everything under "Caches" is folded from them and can be
-- dropped and made again.
-- Columns: _at is UTC milliseconds, _day is days since 1970-01-01, _ms a duration.

-- Names ------------------------------------------------------------------------------------------

create table event_type (
  id   integer primary key,
  name text not null unique
) strict;
insert into event_type (id, name) values
  (1, 'review'), (2, 'undo'), (3, 'suspend'), (4, 'bury'), (5, 'set_due'), (6, 'reset'),
  (7, 'edit'), (8, 'delete'), (9, 'accept'), (10, 'flag'), (11, 'setting'), (12, 'import'),
  (13, 'set_state'), (14, 'restore');

create table card_kind (
  id   integer primary key,
  name text not null unique
) strict;
insert into card_kind (id, name) values
  (1, 'meaning'), (2, 'reading'), (3, 'recall'), (4, 'cloze'), (5, 'contrast'), (6, 'character'),
  (7, 'measure'), (8, 'plain'), (9, 'listen');

create table scheduler (
  id   integer primary key,
  name text not null unique
) strict;
insert into scheduler (id, name) values (1, 'sm2'), (2, 'imported');

-- A stable key names an entry, a card or a sentence on every computer; the id stands for it here.
create table stable_key (
  id  integer primary key,
  key blob not null unique check (length(key) = 16)
) strict;

create table device (
  id   integer primary key,
  code integer not null unique check (code > 0)
) strict;

-- One row: which device writes here.
create table collection (
  one        integer primary key check (one = 1),
  device     integer not null references device (id),
  created_at integer not null
) strict;

-- The log ----------------------------------------------------------------------------------------

create table event (
  id            integer primary key,
  device        integer not null references device (id),
  seq           integer not null check (seq > 0),
  clock_ms      integer not null,
  clock_n       integer not null check (clock_n between 0 and 65535),
  written_at    integer not null,
  offset_min    integer not null check (offset_min between -1440 and 1440),
  rollover_hour integer not null check (rollover_hour between 0 and 23),
  study_day     integer not null,
  type          integer not null references event_type (id),
  subject       integer references stable_key (id),
  import_device integer references device (id),      -- the import that brought it
  import_seq    integer,
  payload       text,                                -- JSON: all acts but reviews
  unique (device, seq),
  check ((import_device is null) = (import_seq is null)),
  check ((type = 1) = (payload is null))
) strict;
create index event_of_subject on event (subject) where subject is not null;
create index event_by_day on event (study_day);
create index event_not_review on event (type) where type <> 1;

create table review (
  event           integer primary key references event (id),
  rating          integer not null check (rating between 1 and 4),
  quality         integer check (quality between 0 and 5),
  taken_ms        integer not null check (taken_ms >= 0),
  hints           integer not null check (hints >= 0),
  sentence        integer references stable_key (id),
  first_sight     integer not null check (first_sight in (0, 1)),
  scheduler       integer not null references scheduler (id),
  previous_device integer references device (id),
  previous_seq    integer,
  interval_days   integer check (interval_days >= 0),
  check ((previous_device is null) = (previous_seq is null))
) strict;

create table attempt (
  event   integer not null references review (event),
  n       integer not null check (n > 0),
  typed   text not null,
  verdict text not null check (verdict in
    ('right', 'untoned', 'tone', 'letters', 'rival', 'other_word', 'wrong', 'shown')),
  primary key (event, n)
) strict, without rowid;

-- What was imported --------------------------------------------------------------------------------

create table deck (
  id          integer primary key,
  name        text not null unique,
  title       text not null,
  author      text not null,
  licence     text not null,
  source      text not null,
  language    text not null,
  description text not null
) strict;

-- An entry as one deck gave it at one import, in the deck format. The latest one whose import
-- lives counts; it is also the base of the next three-way merge.
create table imported_entry (
  id       integer primary key,
  event    integer not null references event (id),
  entry    integer not null references stable_key (id),
  deck     integer not null references deck (id),
  file     text not null,                             -- within the deck
  position integer not null,                          -- the n-th entry of that file, from 1
  text     text not null,
  unique (entry, deck, event)
) strict;
create index imported_entry_of_event on imported_entry (event);

-- Caches -----------------------------------------------------------------------------------------

create table setting (
  key   text primary key,
  value text not null
) strict, without rowid;

create table entry (
  id          integer primary key references stable_key (id),
  headword    text not null unique,
  traditional text not null,                          -- '' where not known
  definition  text not null,
  text        text not null,                          -- all decks joined, in the deck format
  position    integer not null                        -- order of introduction
) strict;
create index entry_by_position on entry (position);
create index entry_by_traditional on entry (traditional) where traditional <> '';

create table entry_deck (
  entry integer not null references entry (id),
  deck  integer not null references deck (id),
  primary key (entry, deck)
) strict, without rowid;
create index entry_of_deck on entry_deck (deck);

-- Every accepted reading, under its letters without tones ("lianxi").
create table entry_reading (
  letters text not null,
  entry   integer not null references entry (id),
  pinyin  text not null,
  primary key (letters, entry, pinyin)
) strict, without rowid;
create index entry_reading_of_entry on entry_reading (entry);

create table card (
  id       integer primary key references stable_key (id),
  entry    integer not null references stable_key (id),
  kind     integer not null references card_kind (id),
  target   text not null,
  position integer not null,                          -- order of introduction
  retired  integer not null default 0 check (retired in (0, 1)),  -- its entry no longer yields it
  open     integer not null default 0 check (open in (0, 1)),
  begun    integer not null default 0 check (begun in (0, 1)),    -- a card of its entry has been reviewed
  -- the fold of its events
  n                integer not null default 0 check (n >= 0),
  ef100            integer not null default 250 check (ef100 >= 130),
  interval_days    integer not null default 0 check (interval_days >= 0),  -- SM-2's I, unlimited
  due_day          integer,
  scheduled_due_day integer,                          -- by the schedule, whatever was set by hand
  last_day         integer,
  repeat_today     integer not null default 0 check (repeat_today in (0, 1)),
  suspended        integer not null default 0 check (suspended in (0, 1)),
  buried_until_day integer,
  deleted          integer not null default 0 check (deleted in (0, 1)),
  flag             text not null default '',
  reviews          integer not null default 0,
  graded           integer not null default 0,
  lapses           integer not null default 0,
  days_recalled    integer not null default 0,
  introduced_day   integer,
  latest_device    integer references device (id),    -- its latest surviving review
  latest_seq       integer,
  unique (entry, kind, target),
  check ((latest_device is null) = (latest_seq is null))
) strict;
create index card_due on card (due_day)
  where due_day is not null and suspended = 0 and deleted = 0 and retired = 0;
create index card_new on card (begun desc, position)
  where due_day is null and open = 1 and suspended = 0 and deleted = 0 and retired = 0;
create index card_answered on card (last_day) where last_day is not null;
create index card_of_rival on card (target) where kind = 5;

-- Texts the learner has accepted as answers to a card.
create table accepted_answer (
  card integer not null references stable_key (id),
  text text not null,
  primary key (card, text)
) strict, without rowid;

-- The log as people and programs read it: names for numbers, keys for ids.
create view logged_event as
select event.id, device.code as device, event.seq, event.clock_ms, event.clock_n,
       event.written_at, event.offset_min, event.rollover_hour, event.study_day, event.type,
       subject.key as subject, importer.code as import_device, event.import_seq, event.payload,
       review.rating, review.quality, review.taken_ms, review.hints, sentence.key as sentence,
       review.first_sight, scheduler.name as scheduler, previous.code as previous_device,
       review.previous_seq, review.interval_days, event.subject as subject_id, event.device as device_id
from event
join device on device.id = event.device
left join stable_key as subject on subject.id = event.subject
left join device as importer on importer.id = event.import_device
left join review on review.event = event.id
left join stable_key as sentence on sentence.id = review.sentence
left join scheduler on scheduler.id = review.scheduler
left join device as previous on previous.id = review.previous_device;

-- A card with its stable key.
create view card_row as
select card.id, card.entry, stable_key.key, card.kind, card.target, card.position, card.retired,
       card.open, card.n, card.ef100, card.interval_days, card.due_day, card.scheduled_due_day,
       card.last_day, card.repeat_today, card.suspended, card.buried_until_day, card.deleted,
       card.flag, card.reviews, card.graded, card.lapses, card.days_recalled, card.introduced_day,
       device.code as latest_device, card.latest_seq
from card
join stable_key on stable_key.id = card.id
left join device on device.id = card.latest_device;
