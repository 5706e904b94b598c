-- A day costs what is due on it, whatever else there is: what decides the order of its questions
-- stands in the index that finds them. Caches, like all of `card`.

alter table card add column hash integer not null default 0;      -- the leading bits of its key
alter table card add column likeness blob not null default x'';   -- of its entry (schedule/likeness.h)
alter table card add column stable integer not null default 0 check (stable in (0, 1));  -- all meanings of its entry

-- SQLite takes an index alone only where it holds what its own condition asks.
drop index card_due;
create index card_due on card
  (due_day, suspended, deleted, retired, buried_until_day, entry, interval_days, hash, likeness,
   stable)
  where due_day is not null and suspended = 0 and deleted = 0 and retired = 0;
drop index card_answered;
create index card_answered on card (last_day, entry, introduced_day) where last_day is not null;
drop index event_by_day;
create index event_by_day on event (study_day, type);
drop index entry_by_headword;
create index entry_by_headword on entry (headword, traditional);
create index card_introduced on card (introduced_day, entry) where introduced_day is not null;

-- How much there is. Triggers keep count.
create table tally (
  one     integer primary key check (one = 1),
  entries integer not null,
  cards   integer not null,                           -- not retired
  open    integer not null                            -- of these
) strict;
insert into tally (one, entries, cards, open)
select 1, (select count(*) from entry), count(*), coalesce(sum(open), 0) from card where retired = 0;
create trigger entry_comes after insert on entry begin
  update tally set entries = entries + 1 where one = 1;
end;
create trigger entry_goes after delete on entry begin
  update tally set entries = entries - 1 where one = 1;
end;
create trigger card_comes after insert on card when new.retired = 0 begin
  update tally set cards = cards + 1, open = open + new.open where one = 1;
end;
create trigger card_goes after delete on card when old.retired = 0 begin
  update tally set cards = cards - 1, open = open - old.open where one = 1;
end;
create trigger card_changes after update of retired, open on card
when new.retired <> old.retired or new.open <> old.open begin
  update tally set cards = cards + old.retired - new.retired,
                   open = open + new.open * (1 - new.retired) - old.open * (1 - old.retired)
  where one = 1;
end;
