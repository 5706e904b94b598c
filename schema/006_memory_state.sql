-- What FSRS remembers of a card, where it schedules: caches, like all of `card`.
alter table card add column stability real;   -- days until recall falls to 0.9
alter table card add column difficulty real;  -- 1 to 10

drop view card_row;
create view card_row as
select card.id, card.entry, stable_key.key, card.kind, card.target, card.position, card.retired,
       card.open, card.n, card.ef100, card.interval_days, card.due_day, card.scheduled_due_day,
       card.last_day, card.repeat_today, card.suspended, card.buried_until_day, card.deleted,
       card.flag, card.reviews, card.graded, card.lapses, card.days_recalled, card.introduced_day,
       device.code as latest_device, card.latest_seq, card.partner, card.stability, card.difficulty
from card
join stable_key on stable_key.id = card.id
left join device on device.id = card.latest_device;

insert or ignore into scheduler (name) values ('fsrs'), ('sm2-anki');
