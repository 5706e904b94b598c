-- A reference dictionary beside the collection. Nothing of the learner's is in it: it can be made
-- again from its files at any time.

create table source (
  id integer primary key,
  name text not null unique,        -- 'CC-CEDICT', 'HSK 2.0'
  version text not null,            -- its date, '2026-09-10'; empty where it has none
  licence text not null,
  words integer not null
);

-- Which words a list puts into which level. The scales of two lists are not to be compared.
create table listed_word (
  word text not null,               -- simplified
  source integer not null references source (id),
  level integer not null,
  letters text not null,            -- of its reading, as in word; empty where the list has none
  primary key (word, source, level, letters)
) without rowid;

create table word (
  id integer primary key,           -- the likeliest first
  source integer not null references source (id),
  traditional text not null,
  simplified text not null,
  pinyin text not null,             -- as listed: 'lian2 xi4', 'nu:3 er2'
  numbered text not null,           -- by which it is looked up: 'lian2xi4'
  letters text not null,            -- 'lianxi'
  senses text not null,             -- parted by '/'
  listed_last integer not null      -- 1: a name, or nothing but a variant of another word
);

-- Without the rest of the row: a lookup reads one page of an index and the rows it names.
create index word_traditional on word (traditional) where traditional <> simplified;
create index word_simplified on word (simplified);
create index word_numbered on word (numbered);
create index word_letters on word (letters);

create virtual table gloss using fts5 (
  senses, content = 'word', content_rowid = 'id', tokenize = 'porter unicode61'
);
