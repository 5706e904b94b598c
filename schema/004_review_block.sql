-- A cache for reports: the reviews among so many rows of the log (store/review_rows.h) as one small
-- value. The log only grows, so a block stays as it is; where one of its rows is replaced, it goes.
create table review_block (
  number integer primary key check (number >= 0),
  packed blob not null
) strict;
