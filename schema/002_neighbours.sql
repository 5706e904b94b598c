-- What one entry says that matters to others: which words it names, what its sentences prove, what
-- its definition shares. All of it is a cache of `entry`, so that a question about all entries is
-- one look into an index.

-- Words an entry sets itself against or calls related.
create table mention (
  entry integer not null references entry (id),
  word  text not null,
  primary key (entry, word)
) strict, without rowid;
create index mention_of_word on mention (word);

-- Where a word stands in a sentence, as what surrounds it: 之间的＿. `wrong`: in a sentence that the
-- entry calls wrong.
create table frame (
  frame    text not null,
  word     text not null,
  wrong    integer not null check (wrong in (0, 1)),
  entry    integer not null references entry (id),
  sentence text not null,
  primary key (frame, word, wrong, entry, sentence)
) strict, without rowid;
create index frame_of_entry on frame (entry);

-- What definitions may share: "get in touch".
create table gloss (
  text  text not null,
  entry integer not null references entry (id),
  primary key (text, entry)
) strict, without rowid;
create index gloss_of_entry on gloss (entry);

-- Words whose coming or going changes how the entry's sentences are divided, and so its cards.
create table asked_word (
  word  text not null,
  entry integer not null references entry (id),
  primary key (word, entry)
) strict, without rowid;
create index asked_word_of_entry on asked_word (entry);

create table entry_tag (
  tag   text not null,
  entry integer not null references entry (id),
  primary key (tag, entry)
) strict, without rowid;
create index entry_tag_of_entry on entry_tag (entry);

create table entry_level (
  entry integer not null references entry (id),
  list  text not null,                                -- 'HSK 3.0'; '' where the source names none
  level integer not null check (level between 1 and 9),
  primary key (entry, list, level)
) strict, without rowid;

-- A card's form that only ends with the headword (保持联系 for 联系) opens after the headword's.
alter table card add column partner integer not null default 0 check (partner in (0, 1));

drop view card_row;
create view card_row as
select card.id, card.entry, stable_key.key, card.kind, card.target, card.position, card.retired,
       card.open, card.n, card.ef100, card.interval_days, card.due_day, card.scheduled_due_day,
       card.last_day, card.repeat_today, card.suspended, card.buried_until_day, card.deleted,
       card.flag, card.reviews, card.graded, card.lapses, card.days_recalled, card.introduced_day,
       device.code as latest_device, card.latest_seq, card.partner
from card
join stable_key on stable_key.id = card.id
left join device on device.id = card.latest_device;

-- A corrected headword stands in the same place of the same source.
create index imported_entry_of_place on imported_entry (deck, file, position);
