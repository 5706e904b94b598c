-- A collection as version 5 wrote it: that of version 4, migrated, and two more answers.
pragma foreign_keys = off;
pragma application_id = 1818845550;
pragma user_version = 5;
BEGIN TRANSACTION;
CREATE TABLE accepted_answer (
  card integer not null references stable_key (id),
  text text not null,
  primary key (card, text)
) strict, without rowid;
CREATE TABLE asked_word (
  word  text not null,
  entry integer not null references entry (id),
  primary key (word, entry)
) strict, without rowid;
CREATE TABLE attempt (
  event   integer not null references review (event),
  n       integer not null check (n > 0),
  typed   text not null,
  verdict text not null check (verdict in
    ('right', 'untoned', 'tone', 'letters', 'rival', 'other_word', 'wrong', 'shown')),
  primary key (event, n)
) strict, without rowid;
INSERT INTO attempt VALUES(2,1,'','shown');
INSERT INTO attempt VALUES(3,1,'he1cha1','tone');
INSERT INTO attempt VALUES(4,1,'he1cha2','right');
INSERT INTO attempt VALUES(19,1,'he1cha2','right');
INSERT INTO attempt VALUES(21,1,'he1 cha2','right');
INSERT INTO attempt VALUES(23,1,'喝茶','right');
CREATE TABLE card (
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
  latest_seq       integer, partner integer not null default 0 check (partner in (0, 1)), hash integer not null default 0, likeness blob not null default x'', stable integer not null default 0 check (stable in (0, 1)),
  unique (entry, kind, target),
  check ((latest_device is null) = (latest_seq is null))
) strict;
INSERT INTO card VALUES(2,1,1,'hēchá',1000,0,1,1,3,260,16,20538,20538,20522,0,0,NULL,0,'odd',3,3,0,3,20514,3,2,0,-202710904653383323,X'337cdcf2020cde8e2a416e02a37a5c5eca524e27',0);
INSERT INTO card VALUES(3,1,2,'hēchá',1001,0,1,1,2,250,6,20528,20528,20522,0,0,NULL,0,'odd',4,3,0,2,20514,3,1,0,353627135710464747,X'337cdcf2020cde8e2a416e02a37a5c5eca524e27',0);
INSERT INTO card VALUES(4,1,3,'hēchá',1002,0,1,1,2,250,6,20530,20530,20524,0,0,NULL,0,'odd',2,2,0,2,20522,4,1,0,-529193301156962389,X'337cdcf2020cde8e2a416e02a37a5c5eca524e27',0);
INSERT INTO card VALUES(5,1,4,'喝茶',1003,0,1,1,1,236,1,20525,20525,20524,1,0,NULL,0,'odd',1,1,0,1,20524,4,2,0,-692753040800739487,X'337cdcf2020cde8e2a416e02a37a5c5eca524e27',0);
INSERT INTO card VALUES(6,1,4,'喝茶聊天',1004,0,1,1,0,250,0,NULL,NULL,NULL,0,0,NULL,0,'odd',0,0,0,0,NULL,NULL,NULL,0,5540852260840515246,X'337cdcf2020cde8e2a416e02a37a5c5eca524e27',0);
INSERT INTO card VALUES(8,7,1,'cháguǎn',2000,1,1,0,0,250,0,NULL,NULL,NULL,0,0,NULL,0,'',0,0,0,0,NULL,NULL,NULL,0,0,X'',0);
INSERT INTO card VALUES(9,7,2,'cháguǎn',2001,1,1,0,0,250,0,NULL,NULL,NULL,0,0,NULL,0,'',0,0,0,0,NULL,NULL,NULL,0,0,X'',0);
INSERT INTO card VALUES(10,7,3,'cháguǎn',2002,1,0,0,0,250,0,NULL,NULL,NULL,0,0,NULL,0,'',0,0,0,0,NULL,NULL,NULL,0,0,X'',0);
CREATE TABLE card_kind (
  id   integer primary key,
  name text not null unique
) strict;
INSERT INTO card_kind VALUES(1,'meaning');
INSERT INTO card_kind VALUES(2,'reading');
INSERT INTO card_kind VALUES(3,'recall');
INSERT INTO card_kind VALUES(4,'cloze');
INSERT INTO card_kind VALUES(5,'contrast');
INSERT INTO card_kind VALUES(6,'character');
INSERT INTO card_kind VALUES(7,'measure');
INSERT INTO card_kind VALUES(8,'plain');
INSERT INTO card_kind VALUES(9,'listen');
CREATE TABLE collection (
  one        integer primary key check (one = 1),
  device     integer not null references device (id),
  created_at integer not null
) strict;
INSERT INTO collection VALUES(1,4,1772413200000);
CREATE TABLE deck (
  id          integer primary key,
  name        text not null unique,
  title       text not null,
  author      text not null,
  licence     text not null,
  source      text not null,
  language    text not null,
  description text not null
) strict;
INSERT INTO deck VALUES(1,'tea','Tea and talk','Li','CC0','','zh-CN','');
INSERT INTO deck VALUES(2,'own','Own words','','','','','');
CREATE TABLE device (
  id   integer primary key,
  code integer not null unique check (code > 0)
) strict;
INSERT INTO device VALUES(1,8552293086318449633);
INSERT INTO device VALUES(2,750249526943947303);
INSERT INTO device VALUES(3,4997651121221371220);
INSERT INTO device VALUES(4,9035178054988788556);
CREATE TABLE displaced (
  device integer not null check (device > 0),
  seq    integer not null check (seq > 0),
  record text not null,
  primary key (device, seq, record)
) strict, without rowid;
CREATE TABLE entry (
  id          integer primary key references stable_key (id),
  headword    text not null,
  traditional text not null,                          -- '' where not known
  definition  text not null,
  text        text not null,                          -- all decks joined, in the deck format
  position    integer not null                        -- order of introduction
) strict;
INSERT INTO entry VALUES(1,'喝茶','','to drink tea',replace('# 喝茶 hēchá\n- Part of speech: verb\n- Definition: to drink tea\n## Usage\n- At home: after a meal\n  - 喝茶聊天 (hēchá liáotiān): to chat over tea\n## Examples\n- 我们下午去**喝茶**吧。\n  - Pinyin: Wǒmen xiàwǔ qù hēchá ba.\n  - English: Let''s go and have tea in the afternoon.\n- 老朋友见面就**喝茶聊天**。\n  - Pinyin: Lǎo péngyou jiànmiàn jiù hēchá liáotiān.\n  - English: Old friends chat over tea whenever they meet.\n## Related\n- 茶馆 (cháguǎn): teahouse\n','\n',char(10)),1);
CREATE TABLE entry_deck (
  entry integer not null references entry (id),
  deck  integer not null references deck (id),
  primary key (entry, deck)
) strict, without rowid;
INSERT INTO entry_deck VALUES(1,1);
CREATE TABLE entry_level (
  entry integer not null references entry (id),
  list  text not null,                                -- 'HSK 3.0'; '' where the source names none
  level integer not null check (level between 1 and 9),
  primary key (entry, list, level)
) strict, without rowid;
CREATE TABLE entry_reading (
  letters text not null,
  entry   integer not null references entry (id),
  pinyin  text not null,
  primary key (letters, entry, pinyin)
) strict, without rowid;
INSERT INTO entry_reading VALUES('hecha',1,'hēchá');
CREATE TABLE entry_tag (
  tag   text not null,
  entry integer not null references entry (id),
  primary key (tag, entry)
) strict, without rowid;
CREATE TABLE event (
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
INSERT INTO event VALUES(1,1,1,1772413200000,0,1772413200000,480,4,20514,12,NULL,NULL,NULL,'{"source":"tea"}');
INSERT INTO event VALUES(2,1,2,1772413500000,0,1772413500000,480,4,20514,1,2,NULL,NULL,NULL);
INSERT INTO event VALUES(3,1,3,1772413800000,0,1772413800000,480,4,20514,1,3,NULL,NULL,NULL);
INSERT INTO event VALUES(4,1,4,1772413800000,1,1772413800000,480,4,20514,1,3,NULL,NULL,NULL);
INSERT INTO event VALUES(5,1,5,1772499600000,0,1772499600000,480,4,20515,11,NULL,NULL,NULL,'{"key":"new-cards","value":"5"}');
INSERT INTO event VALUES(6,1,6,1772499660000,0,1772499660000,480,4,20515,12,NULL,NULL,NULL,'{"source":"own"}');
INSERT INTO event VALUES(7,1,7,1772499720000,0,1772499720000,480,4,20515,3,8,NULL,NULL,'{"value":true}');
INSERT INTO event VALUES(8,1,8,1772499720000,1,1772499720000,480,4,20515,3,9,NULL,NULL,'{"value":true,"with":7}');
INSERT INTO event VALUES(9,1,9,1772499720000,2,1772499720000,480,4,20515,3,10,NULL,NULL,'{"value":true,"with":7}');
INSERT INTO event VALUES(10,1,10,1772499780000,0,1772499780000,480,4,20515,2,10,NULL,NULL,'{"device":"76afd940010a53e1","seq":9}');
INSERT INTO event VALUES(11,1,11,1772499780000,1,1772499780000,480,4,20515,2,9,NULL,NULL,'{"device":"76afd940010a53e1","seq":8}');
INSERT INTO event VALUES(12,1,12,1772499780000,2,1772499780000,480,4,20515,2,8,NULL,NULL,'{"device":"76afd940010a53e1","seq":7}');
INSERT INTO event VALUES(13,1,13,1772499840000,0,1772499840000,480,4,20515,10,2,NULL,NULL,'{"text":"odd"}');
INSERT INTO event VALUES(14,1,14,1772499840000,1,1772499840000,480,4,20515,10,3,NULL,NULL,'{"text":"odd","with":13}');
INSERT INTO event VALUES(15,1,15,1772499840000,2,1772499840000,480,4,20515,10,4,NULL,NULL,'{"text":"odd","with":13}');
INSERT INTO event VALUES(16,1,16,1772499840000,3,1772499840000,480,4,20515,10,5,NULL,NULL,'{"text":"odd","with":13}');
INSERT INTO event VALUES(17,1,17,1772499840000,4,1772499840000,480,4,20515,10,6,NULL,NULL,'{"text":"odd","with":13}');
INSERT INTO event VALUES(18,1,18,1772499900000,0,1772499900000,480,4,20515,8,7,NULL,NULL,'{}');
INSERT INTO event VALUES(19,2,1,1772500200000,0,1772500200000,480,4,20515,1,3,NULL,NULL,NULL);
INSERT INTO event VALUES(20,2,2,1772500200000,1,1772500200000,480,4,20515,1,2,NULL,NULL,NULL);
INSERT INTO event VALUES(21,3,1,1773104490000,0,1773104490000,480,4,20522,1,3,NULL,NULL,NULL);
INSERT INTO event VALUES(22,3,2,1773104550000,0,1773104550000,480,4,20522,1,2,NULL,NULL,NULL);
INSERT INTO event VALUES(23,3,3,1773104610000,0,1773104610000,480,4,20522,1,4,NULL,NULL,NULL);
INSERT INTO event VALUES(24,4,1,1773277200000,0,1773277200000,480,4,20524,1,4,NULL,NULL,NULL);
INSERT INTO event VALUES(25,4,2,1773277260000,0,1773277260000,480,4,20524,1,5,NULL,NULL,NULL);
CREATE TABLE event_type (
  id   integer primary key,
  name text not null unique
) strict;
INSERT INTO event_type VALUES(1,'review');
INSERT INTO event_type VALUES(2,'undo');
INSERT INTO event_type VALUES(3,'suspend');
INSERT INTO event_type VALUES(4,'bury');
INSERT INTO event_type VALUES(5,'set_due');
INSERT INTO event_type VALUES(6,'reset');
INSERT INTO event_type VALUES(7,'edit');
INSERT INTO event_type VALUES(8,'delete');
INSERT INTO event_type VALUES(9,'accept');
INSERT INTO event_type VALUES(10,'flag');
INSERT INTO event_type VALUES(11,'setting');
INSERT INTO event_type VALUES(12,'import');
INSERT INTO event_type VALUES(13,'set_state');
INSERT INTO event_type VALUES(14,'restore');
CREATE TABLE frame (
  frame    text not null,
  word     text not null,
  wrong    integer not null check (wrong in (0, 1)),
  entry    integer not null references entry (id),
  sentence text not null,
  primary key (frame, word, wrong, entry, sentence)
) strict, without rowid;
INSERT INTO frame VALUES('[去＿]','喝茶',0,1,'我们下午去喝茶吧。');
INSERT INTO frame VALUES('[＿聊天]','喝茶',0,1,'老朋友见面就喝茶聊天。');
CREATE TABLE gloss (
  text  text not null,
  entry integer not null references entry (id),
  primary key (text, entry)
) strict, without rowid;
INSERT INTO gloss VALUES('to drink tea',1);
CREATE TABLE imported_deck (
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
INSERT INTO imported_deck VALUES(1,1,'Tea and talk','Li','CC0','','zh-CN','');
INSERT INTO imported_deck VALUES(6,2,'Own words','','','','','');
CREATE TABLE imported_entry (
  id       integer primary key,
  event    integer not null references event (id),
  entry    integer not null references stable_key (id),
  deck     integer not null references deck (id),
  file     text not null,                             -- within the deck
  position integer not null,                          -- the n-th entry of that file, from 1
  text     text not null,
  unique (entry, deck, event)
) strict;
INSERT INTO imported_entry VALUES(1,1,1,1,'tea.md',1,replace('# 喝茶 hēchá\n- Part of speech: verb\n- Definition: to drink tea\n## Usage\n- At home: after a meal\n  - 喝茶聊天 (hēchá liáotiān): to chat over tea\n## Examples\n- 我们下午去**喝茶**吧。\n  - Pinyin: Wǒmen xiàwǔ qù hēchá ba.\n  - English: Let''s go and have tea in the afternoon.\n- 老朋友见面就**喝茶聊天**。\n  - Pinyin: Lǎo péngyou jiànmiàn jiù hēchá liáotiān.\n  - English: Old friends chat over tea whenever they meet.\n## Related\n- 茶馆 (cháguǎn): teahouse\n','\n',char(10)));
INSERT INTO imported_entry VALUES(2,6,7,2,'by hand',0,replace('# 茶馆 cháguǎn\n- Definition: teahouse\n','\n',char(10)));
CREATE TABLE mention (
  entry integer not null references entry (id),
  word  text not null,
  primary key (entry, word)
) strict, without rowid;
INSERT INTO mention VALUES(1,'茶馆');
CREATE TABLE publish_again (
  seq    integer not null check (seq > 0),
  device integer not null check (device > 0),
  primary key (seq, device)
) strict, without rowid;
CREATE TABLE quarantine (
  device   integer not null check (device > 0),
  seq      integer not null check (seq > 0),
  record   text not null,
  clock_ms integer not null,
  primary key (device, seq, record)
) strict, without rowid;
CREATE TABLE read_segment (
  digest text not null,
  writer integer not null check (writer > 0),
  number integer not null check (number > 0),
  primary key (digest, writer, number)
) strict, without rowid;
CREATE TABLE review (
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
INSERT INTO review VALUES(2,4,NULL,0,0,NULL,0,1,NULL,NULL,1);
INSERT INTO review VALUES(3,1,NULL,0,0,NULL,0,1,NULL,NULL,1);
INSERT INTO review VALUES(4,3,NULL,0,0,NULL,0,1,1,3,NULL);
INSERT INTO review VALUES(19,3,NULL,0,0,NULL,0,1,1,4,1);
INSERT INTO review VALUES(20,3,NULL,0,0,NULL,0,1,1,2,6);
INSERT INTO review VALUES(21,3,NULL,0,0,NULL,0,1,2,1,6);
INSERT INTO review VALUES(22,3,NULL,0,0,NULL,0,1,2,2,16);
INSERT INTO review VALUES(23,3,NULL,0,0,NULL,0,1,NULL,NULL,1);
INSERT INTO review VALUES(24,3,NULL,0,0,NULL,0,1,3,3,6);
INSERT INTO review VALUES(25,2,NULL,0,0,11,1,1,NULL,NULL,1);
CREATE TABLE review_block (
  number integer primary key check (number >= 0),
  packed blob not null
) strict;
CREATE TABLE scheduler (
  id   integer primary key,
  name text not null unique
) strict;
INSERT INTO scheduler VALUES(1,'sm2');
INSERT INTO scheduler VALUES(2,'imported');
CREATE TABLE setting (
  key   text primary key,
  value text not null
) strict, without rowid;
INSERT INTO setting VALUES('new-cards','5');
CREATE TABLE stable_key (
  id  integer primary key,
  key blob not null unique check (length(key) = 16)
) strict;
INSERT INTO stable_key VALUES(1,X'9ab27ac7c5b92d0849e2a9e2e910100d');
INSERT INTO stable_key VALUES(2,X'fd2fd38198097965e72957d5ce5b7cc1');
INSERT INTO stable_key VALUES(3,X'04e856019ef60aebbc94547dea7fabbb');
INSERT INTO stable_key VALUES(4,X'f8a7ed7f1305dfab2118140b07f62f5e');
INSERT INTO stable_key VALUES(5,X'f662d8c79e000f618f592170be8198d7');
INSERT INTO stable_key VALUES(6,X'4ce50fc64851a6ae5bfcf4c14296e8d7');
INSERT INTO stable_key VALUES(7,X'bb01a85cb7f1e3d5c26609a47619d775');
INSERT INTO stable_key VALUES(8,X'ed1cf4f8495045f0fe3df742f10c972d');
INSERT INTO stable_key VALUES(9,X'8eecdcf3bd74a02a156035cc47f2cc23');
INSERT INTO stable_key VALUES(10,X'775f4868862653ad92f0f2dd79b3742b');
INSERT INTO stable_key VALUES(11,X'0251a163b2a8a69f7844cb8454695316');
CREATE TABLE tally (
  one     integer primary key check (one = 1),
  entries integer not null,
  cards   integer not null,                           -- not retired
  open    integer not null                            -- of these
) strict;
INSERT INTO tally VALUES(1,1,5,5);
CREATE INDEX event_of_subject on event (subject) where subject is not null;
CREATE INDEX event_not_review on event (type) where type <> 1;
CREATE INDEX imported_entry_of_event on imported_entry (event);
CREATE INDEX entry_of_deck on entry_deck (deck);
CREATE INDEX entry_reading_of_entry on entry_reading (entry);
CREATE INDEX card_new on card (begun desc, position)
  where due_day is null and open = 1 and suspended = 0 and deleted = 0 and retired = 0;
CREATE INDEX card_of_rival on card (target) where kind = 5;
CREATE VIEW logged_event as
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
CREATE INDEX mention_of_word on mention (word);
CREATE INDEX frame_of_entry on frame (entry);
CREATE INDEX gloss_of_entry on gloss (entry);
CREATE INDEX asked_word_of_entry on asked_word (entry);
CREATE INDEX entry_tag_of_entry on entry_tag (entry);
CREATE VIEW card_row as
select card.id, card.entry, stable_key.key, card.kind, card.target, card.position, card.retired,
       card.open, card.n, card.ef100, card.interval_days, card.due_day, card.scheduled_due_day,
       card.last_day, card.repeat_today, card.suspended, card.buried_until_day, card.deleted,
       card.flag, card.reviews, card.graded, card.lapses, card.days_recalled, card.introduced_day,
       device.code as latest_device, card.latest_seq, card.partner
from card
join stable_key on stable_key.id = card.id
left join device on device.id = card.latest_device;
CREATE INDEX imported_entry_of_place on imported_entry (deck, file, position);
CREATE INDEX event_of_import on event (import_device, import_seq) where import_device is not null;
CREATE INDEX entry_by_position on entry (position);
CREATE INDEX entry_by_traditional on entry (traditional) where traditional <> '';
CREATE INDEX card_due on card
  (due_day, suspended, deleted, retired, buried_until_day, entry, interval_days, hash, likeness,
   stable)
  where due_day is not null and suspended = 0 and deleted = 0 and retired = 0;
CREATE INDEX card_answered on card (last_day, entry, introduced_day) where last_day is not null;
CREATE INDEX event_by_day on event (study_day, type);
CREATE INDEX entry_by_headword on entry (headword, traditional);
CREATE INDEX card_introduced on card (introduced_day, entry) where introduced_day is not null;
CREATE TRIGGER entry_comes after insert on entry begin
  update tally set entries = entries + 1 where one = 1;
end;
CREATE TRIGGER entry_goes after delete on entry begin
  update tally set entries = entries - 1 where one = 1;
end;
CREATE TRIGGER card_comes after insert on card when new.retired = 0 begin
  update tally set cards = cards + 1, open = open + new.open where one = 1;
end;
CREATE TRIGGER card_goes after delete on card when old.retired = 0 begin
  update tally set cards = cards - 1, open = open - old.open where one = 1;
end;
CREATE TRIGGER card_changes after update of retired, open on card
when new.retired <> old.retired or new.open <> old.open begin
  update tally set cards = cards + old.retired - new.retired,
                   open = open + new.open * (1 - new.retired) - old.open * (1 - old.retired)
  where one = 1;
end;
COMMIT;
