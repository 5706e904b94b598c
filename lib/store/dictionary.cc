#include "store/dictionary.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "schema.h"
#include "store/dictionary_sentences.h"
#include "text/utf8.h"

namespace lianxi::store {
namespace {

/// So many of the likeliest are looked at.
constexpr std::int64_t kMostMeanings = 1000;
constexpr std::size_t kMostSenses = 1000;

bool is_new(Db& db) {
  return query_number(db, "pragma user_version") == 0 &&
         query_number(db, "select count(*) from sqlite_schema") == 0;
}

/// The version of a dictionary is the number of schema texts that made it.
std::int64_t version_now() { return std::ssize(dictionary_schema()); }

/// Makes what newer versions have and this file has not; of a new file that is all.
void bring_up_to_date(Db& db) {
  Transaction transaction(db);
  const std::int64_t version = query_number(db, "pragma user_version");
  if (version >= version_now()) return;
  for (std::int64_t i = version; i < version_now(); ++i) {
    db.run(dictionary_schema()[static_cast<std::size_t>(i)]);
  }
  db.run(fmt::format("pragma application_id = {}; pragma user_version = {}", kDictionaryId,
                     version_now())
             .c_str());
  transaction.commit();
}

void refuse_other(Db& db) {
  if (is_new(db)) return;
  const std::int64_t version = query_number(db, "pragma user_version");
  if (query_number(db, "pragma application_id") == kDictionaryId && version >= 1 &&
      version <= version_now()) {
    return;
  }
  throw Error(ErrorKind::collection,
              db.path() + " is no dictionary, or one of a newer version of lianxi",
              "move it away, and lianxi dict install FILE makes a new one");
}

std::string joined(const std::vector<std::string>& senses) {
  return fmt::format("{}", fmt::join(senses, "/"));
}

DictionaryWord word_at(Statement& row) {
  DictionaryWord word{
      row.get<std::string>(0), row.get<std::string>(1), row.get<std::string>(2), {}};
  const auto senses = row.get<std::string_view>(3);
  for (const std::string_view sense : split(senses, '/')) word.senses.emplace_back(sense);
  return word;
}

std::vector<DictionaryWord> words_of(Statement& query) {
  std::vector<DictionaryWord> words;
  while (query.step()) words.push_back(word_at(query));
  return words;
}

/// What FTS5 looks for: each word as a string of its own, whatever it holds.
std::string full_text_query(std::string_view english) {
  std::string query, word;
  const auto end_word = [&] {
    if (!word.empty()) query += (query.empty() ? "\"" : " \"") + word + "\"";
    word.clear();
  };
  for (const char c : english) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || std::isalnum(byte) != 0) {
      word += c;
    } else {
      end_word();
    }
  }
  end_word();
  return query;
}

std::int64_t count_words(Db& db, std::int64_t source) {
  execute(db, R"sql(
    update source set words = (select count(*) from word where source = ?1) +
                              (select count(distinct word) from listed_word where source = ?1)
    where id = ?1)sql",
          source);
  return query_one<std::int64_t>(db, "select words from source where id = ?", source).value();
}

/// Drops the indexes of the words. Returns the SQL that makes them again.
std::vector<std::string> drop_indexes(Db& db) {
  std::vector<std::string> drops, makes;
  {
    Statement query(db, R"sql(
      select 'drop index ' || name, sql from sqlite_schema
      where type = 'index' and tbl_name = 'word' and sql is not null)sql");
    for (query.bind(); query.step();) {
      drops.push_back(query.get<std::string>(0));
      makes.push_back(query.get<std::string>(1));
    }
  }
  for (const std::string& drop : drops) db.run(drop.c_str());
  return makes;
}

/// The lowest level that the lists give a word, by its characters and letters.
class Levels {
 public:
  explicit Levels(Db& db) {
    Statement query(db, "select word, letters, min(level) from listed_word group by 1, 2");
    for (query.bind(); query.step();) {
      lowest_[{query.get<std::string>(0), query.get<std::string>(1)}] = query.get<int>(2);
    }
  }
  /// More than any where it is in none. A list without readings means all of them.
  int of(std::string_view word, std::string_view letters) const {
    return std::min(listed(word, letters), listed(word, ""));
  }

 private:
  int listed(std::string_view word, std::string_view letters) const {
    constexpr int kNone = 100;
    const auto found = lowest_.find(Texts(word, letters));
    return found == lowest_.end() ? kNone : found->second;
  }

  using Texts = std::pair<std::string_view, std::string_view>;
  struct Before {
    using is_transparent = void;
    bool operator()(const Texts& a, const Texts& b) const { return a < b; }
  };

  std::map<std::pair<std::string, std::string>, int, Before> lowest_;
};

struct SourcedWord {
  std::int64_t source;
  DictionaryWord word;
};

/// The words of other sources, in the order they have.
std::vector<SourcedWord> words_but_of(Db& db, std::int64_t source) {
  Statement query(db, R"sql(
    select traditional, simplified, pinyin, senses, source from word
    where source <> ? order by id)sql");
  std::vector<SourcedWord> words;
  for (query.bind(source); query.step();) {
    words.push_back({query.get<std::int64_t>(4), word_at(query)});
  }
  return words;
}

/// A word for the table, with what its place there depends on.
struct PlacedWord {
  std::int64_t source;
  const DictionaryWord* word;
  PinyinKeys keys;
  bool listed_last;
  int level;
  std::size_t characters;

  /// Those of many senses come first.
  auto place() const {
    return std::tuple(listed_last, level, -std::ssize(word->senses), characters);
  }
};

PlacedWord placed(std::int64_t source, const DictionaryWord& word, const Levels& levels) {
  PinyinKeys keys = pinyin_keys(word.pinyin);
  const int level = levels.of(word.simplified, keys.letters);
  return {source,          &word,
          std::move(keys), is_proper_noun(word) || is_only_variant(word),
          level,           length_utf8(word.simplified)};
}

/// Fills the empty table. Its indexes are made after the rows: sorted at once they cost a fraction.
void insert_words(Db& db, const std::vector<const PlacedWord*>& words) {
  const std::vector<std::string> indexes = drop_indexes(db);
  Statement insert(db, R"sql(
    insert into word (source, traditional, simplified, pinyin, numbered, letters, senses,
                      listed_last)
    values (?, ?, ?, ?, ?, ?, ?, ?))sql");
  for (const PlacedWord* row : words) {
    const auto& [source, word, keys, listed_last, level, characters] = *row;
    insert.run(source, word->traditional, word->simplified, word->pinyin, keys.numbered,
               keys.letters, joined(word->senses), listed_last);
  }
  for (const std::string& index : indexes) db.run(index.c_str());
  db.run("insert into gloss (gloss) values ('rebuild')");
}

/// Words are met by their ids, so that a search may end early: the likeliest get the lowest. So all
/// are put in anew, those of one source in the place of the ones it had.
void put_words(Db& db, std::int64_t source, const std::vector<DictionaryWord>& words) {
  const Levels levels(db);
  const std::vector<SourcedWord> others = words_but_of(db, source);
  std::vector<PlacedWord> all;
  all.reserve(others.size() + words.size());
  for (const SourcedWord& other : others) all.push_back(placed(other.source, other.word, levels));
  for (const DictionaryWord& word : words) all.push_back(placed(source, word, levels));
  std::vector<const PlacedWord*> in_order;
  for (const PlacedWord& one : all) in_order.push_back(&one);
  std::ranges::stable_sort(in_order, {}, [](const PlacedWord* one) { return one->place(); });
  db.run("delete from word");
  insert_words(db, in_order);
}

/// What a gloss says without "to", an article and what stands in brackets, folded.
std::string core_of(std::string_view gloss) {
  gloss = trim(gloss);
  if (gloss.starts_with('('))
    gloss = trim(gloss.substr(std::min(gloss.find(')'), gloss.size() - 1) + 1));
  for (const std::string_view small : {"to ", "a ", "an ", "the "}) {
    if (gloss.starts_with(small)) gloss.remove_prefix(small.size());
  }
  return fold(gloss.substr(0, gloss.find('(')));
}

/// The first sense that has this core in one of its glosses; kMostSenses where there is none.
std::size_t sense_with(const DictionaryWord& word, const std::string& core) {
  for (std::size_t i = 0; i < word.senses.size(); ++i) {
    for (const std::string_view gloss : split(word.senses[i], ';')) {
      if (core_of(gloss) == core) return i;
    }
  }
  return kMostSenses;
}

/// The lists mean the word, not a name that is written like it.
bool is_named_like_a_word(Db& db, const DictionaryWord& word) {
  return is_proper_noun(word) &&
         query_one<int>(db, "select 1 from word where simplified = ? and not listed_last",
                        word.simplified);
}

}  // namespace

Db open_dictionary_to_write(const std::string& path) {
  Db db(path, Db::Mode::create);
  refuse_other(db);
  bring_up_to_date(db);
  // All of the file fits, so that none of its pages is written twice.
  db.run("pragma cache_size = -65536");
  return db;
}

Db open_dictionary(const std::string& path) {
  const auto none = [] {
    return Error(ErrorKind::usage, "no dictionary is installed",
                 "lianxi dict install FILE installs one; the README says where to get CC-CEDICT");
  };
  if (!std::filesystem::exists(path)) throw none();
  // Only who may write can take back what an installation that was killed has left.
  Db db(path, Db::Mode::create);
  if (is_new(db)) throw none();
  refuse_other(db);
  bring_up_to_date(db);
  return db;
}

std::vector<DictionarySource> dictionary_sources(Db& db) {
  Statement query(db, R"sql(
    select name, version, licence, words,
           (select count(*) from sentence where source = source.id)
    from source order by name)sql");
  std::vector<DictionarySource> sources;
  for (query.bind(); query.step();) {
    sources.push_back({query.get<std::string>(0), query.get<std::string>(1),
                       query.get<std::string>(2), query.get<std::int64_t>(3),
                       query.get<std::int64_t>(4)});
  }
  return sources;
}

std::int64_t put_source(Db& db, const DictionarySource& source) {
  execute(db, R"sql(
    insert into source (name, version, licence, words) values (?, ?, ?, 0)
    on conflict (name) do update set version = excluded.version, licence = excluded.licence)sql",
          source.name, source.version, source.licence);
  return query_one<std::int64_t>(db, "select id from source where name = ?", source.name).value();
}

std::int64_t install_words(Db& db, const DictionarySource& source,
                           const std::vector<DictionaryWord>& words) {
  Transaction transaction(db);
  const std::int64_t id = put_source(db, source);
  put_words(db, id, words);
  const std::int64_t count = count_words(db, id);
  tell_scripts_apart(db);
  transaction.commit();
  return count;
}

std::int64_t install_list(Db& db, const DictionarySource& source,
                          const std::vector<ListedWord>& words) {
  Transaction transaction(db);
  const std::int64_t id = put_source(db, source);
  std::set<int> levels;
  for (const ListedWord& word : words) levels.insert(word.level);
  for (const int level : levels) {
    execute(db, "delete from listed_word where source = ? and level = ?", id, level);
  }
  Statement insert(db, R"sql(
    insert or ignore into listed_word (word, source, level, pinyin, letters, part_of_speech, place)
    values (?, ?, ?, ?, ?, ?, ?))sql");
  std::int64_t place = 0;
  for (const ListedWord& word : words) {
    insert.run(word.word, id, word.level, word.pinyin, pinyin_keys(word.pinyin).letters,
               word.part_of_speech, ++place);
  }
  put_words(db, 0, {});
  const std::int64_t count = count_words(db, id);
  transaction.commit();
  return count;
}

std::vector<WordLevel> levels_of(Db& db, const DictionaryWord& word) {
  if (is_named_like_a_word(db, word)) return {};
  Statement query(db, R"sql(
    select source.name, min(level) from listed_word join source on source.id = listed_word.source
    where word = ? and letters in ('', ?) group by source.id order by source.name)sql");
  std::vector<WordLevel> levels;
  for (query.bind(word.simplified, pinyin_keys(word.pinyin).letters); query.step();) {
    levels.push_back({query.get<std::string>(0), query.get<int>(1)});
  }
  return levels;
}

std::string part_of_speech_of(Db& db, const DictionaryWord& word) {
  if (is_named_like_a_word(db, word)) return "";
  return query_one<std::string>(db, R"sql(
    select part_of_speech from listed_word join source on source.id = listed_word.source
    where word = ? and letters in ('', ?) and part_of_speech <> ''
    order by source.name desc, level limit 1)sql",
                                word.simplified, pinyin_keys(word.pinyin).letters)
      .value_or("");
}

std::vector<ListedWord> listed_words(Db& db, std::string_view list, int lowest, int highest) {
  Statement query(db, R"sql(
    select source.name, level, word, pinyin, part_of_speech
    from listed_word join source on source.id = listed_word.source
    where source.name = ? and level between ? and ? order by level, place)sql");
  std::vector<ListedWord> words;
  for (query.bind(list, lowest, highest); query.step();) {
    words.push_back({query.get<std::string>(0), query.get<int>(1), query.get<std::string>(2),
                     query.get<std::string>(3), query.get<std::string>(4)});
  }
  return words;
}

bool is_other_spelling(Db& db, std::string_view word) {
  return query_one<int>(db, R"sql(
    select exists (select 1 from word where traditional = ?1 and traditional <> simplified) or
           exists (select 1 from word where simplified = ?1 and listed_last))sql",
                        word) == 1;
}

std::vector<DictionaryWord> words_written(Db& db, std::string_view characters) {
  Statement query(db, R"sql(
    select traditional, simplified, pinyin, senses from (
      select * from word where simplified = ?1
      union select * from word where traditional = ?1 and traditional <> simplified)
    order by id)sql");
  return words_of(query.bind(characters));
}

std::vector<DictionaryWord> words_read(Db& db, std::string_view pinyin) {
  const PinyinKeys keys = pinyin_keys(pinyin);
  if (keys.toned) {
    Statement query(db, R"sql(
      select traditional, simplified, pinyin, senses from word where numbered = ?
      order by id)sql");
    return words_of(query.bind(keys.numbered));
  }
  Statement query(db, R"sql(
    select traditional, simplified, pinyin, senses from word where letters = ?
    order by id)sql");
  return words_of(query.bind(keys.letters));
}

std::vector<DictionaryWord> words_meaning(Db& db, std::string_view english, std::size_t most) {
  const std::string wanted = full_text_query(english);
  if (wanted.empty()) return {};
  Statement query(db, R"sql(
    select traditional, simplified, pinyin, word.senses
    from gloss join word on word.id = gloss.rowid
    where gloss match ? order by gloss.rowid limit ?)sql");
  const std::string core = core_of(english);
  std::vector<std::pair<std::size_t, DictionaryWord>> ranked;
  for (DictionaryWord& word : words_of(query.bind(wanted, kMostMeanings))) {
    const std::size_t sense = sense_with(word, core);
    ranked.emplace_back(sense, std::move(word));
  }
  std::ranges::stable_sort(ranked, {}, &std::pair<std::size_t, DictionaryWord>::first);
  ranked.resize(std::min(ranked.size(), most));
  std::vector<DictionaryWord> words;
  for (auto& [sense, word] : ranked) words.push_back(std::move(word));
  return words;
}

bool DictionaryLexicon::contains(std::string_view word) const {
  const auto known = known_.find(word);
  if (known != known_.end()) return known->second;
  const bool is_word = query_one<int>(db_, R"sql(
        select exists (select 1 from word where simplified = ?1) or
               exists (select 1 from word where traditional = ?1 and traditional <> simplified))sql",
                                      word) == 1;
  known_.emplace(word, is_word);
  return is_word;
}

}  // namespace lianxi::store
