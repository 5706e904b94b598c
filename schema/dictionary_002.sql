-- Version 2: lists keep the readings and parts of speech they give, and sentences with their
-- translations stand beside the words.

alter table listed_word rename to listed_before;
create table listed_word (
  word text not null,               -- simplified
  source integer not null references source (id),
  level integer not null,
  pinyin text not null,             -- as the list has it; empty where it has none
  letters text not null,            -- of that reading, as in word
  part_of_speech text not null,     -- 'verb, noun'; empty where the list says none
  place integer not null,           -- its order in the list
  primary key (word, source, level, pinyin)
) without rowid;
insert into listed_word (word, source, level, pinyin, letters, part_of_speech, place)
  select word, source, level, letters, letters, '', 0 from listed_before;
drop table listed_before;
create index listed_word_level on listed_word (source, level, place);

create table sentence (
  id integer primary key,           -- the shortest first
  source integer not null references source (id),
  chinese text not null,
  english text not null,
  attribution text not null,
  traditional integer not null      -- 1: in traditional characters, as far as the words tell
);

-- The characters of each sentence and its pairs of neighbours, by which the sentences that may hold
-- a word are found.
create table sentence_part (
  part text not null,
  sentence integer not null references sentence (id),
  primary key (part, sentence)
) without rowid;
