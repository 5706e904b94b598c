#include "store/dictionary_sentences.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "text/hanzi.h"
#include "text/utf8.h"

namespace lianxi::store {
namespace {

/// Every character of a sentence and every pair of neighbours, once.
std::set<std::string> parts_of(std::string_view chinese) {
  std::set<std::string> parts;
  for (const std::string_view run : hanzi_runs(chinese)) {
    const std::u32string characters = decode_utf8(run);
    for (std::size_t i = 0; i < characters.size(); ++i) {
      parts.insert(encode_utf8({&characters[i], 1}));
      if (i + 1 < characters.size()) parts.insert(encode_utf8({&characters[i], 2}));
    }
  }
  return parts;
}

/// The part under which a word is looked for: its last pair, for words begin alike more often.
std::string part_of(std::string_view word) {
  const std::u32string characters = decode_utf8(word);
  const std::size_t size = std::min<std::size_t>(2, characters.size());
  return encode_utf8(std::u32string_view(characters).substr(characters.size() - size));
}

using CharacterSet = std::vector<bool>;  // by code point

CharacterSet traditional_characters(Db& db) {
  constexpr std::size_t kCodePoints = 0x110000;
  CharacterSet traditional(kCodePoints), simplified(kCodePoints);
  Statement query(db, "select traditional, simplified from word where not listed_last");
  for (query.bind(); query.step();) {
    const auto one = query.get<std::string_view>(0), other = query.get<std::string_view>(1);
    for (const char32_t c : decode_utf8(other)) simplified[c] = true;
    if (one == other) continue;
    for (const char32_t c : decode_utf8(one)) traditional[c] = is_hanzi(c);
  }
  for (std::size_t c = 0; c < kCodePoints; ++c) {
    if (simplified[c]) traditional[c] = false;
  }
  return traditional;
}

/// That no part of a deleted sentence stays is looked up for each of them: by an index, which is
/// there only meanwhile, or the parts of all others would be read as often.
void delete_sentences(Db& db, std::int64_t source) {
  execute(db,
          "delete from sentence_part where sentence in (select id from sentence where source = ?)",
          source);
  db.run("create index sentence_part_sentence on sentence_part (sentence)");
  execute(db, "delete from sentence where source = ?", source);
  db.run("drop index sentence_part_sentence");
}

}  // namespace

std::int64_t install_sentences(Db& db, const DictionarySource& source,
                               const std::vector<TranslatedSentence>& sentences) {
  Transaction transaction(db);
  const std::int64_t id = put_source(db, source);
  if (query_one<int>(db, "select 1 from sentence where source = ?", id)) delete_sentences(db, id);
  std::vector<const TranslatedSentence*> shortest_first;
  for (const TranslatedSentence& sentence : sentences) shortest_first.push_back(&sentence);
  std::ranges::stable_sort(shortest_first, {}, [](const TranslatedSentence* sentence) {
    return length_utf8(sentence->chinese);
  });
  Statement insert(db, R"sql(
    insert into sentence (source, chinese, english, attribution, traditional)
    values (?, ?, ?, ?, 0))sql");
  std::vector<std::pair<std::string, std::int64_t>> parts;
  for (const TranslatedSentence* sentence : shortest_first) {
    insert.bind(id, sentence->chinese, sentence->english, sentence->attribution).run();
    const std::int64_t row = db.last_row();
    for (const std::string& part : parts_of(sentence->chinese)) parts.emplace_back(part, row);
  }
  // In the order of their table each goes behind the one before.
  std::ranges::sort(parts);
  Statement insert_part(db, "insert into sentence_part (part, sentence) values (?, ?)");
  for (const auto& [part, row] : parts) insert_part.bind(part, row).run();
  tell_scripts_apart(db);
  transaction.commit();
  return std::ssize(sentences);
}

std::vector<TranslatedSentence> sentences_holding(Db& db, std::string_view word, std::size_t most) {
  Statement query(db, R"sql(
    select chinese, english, attribution
    from sentence_part join sentence on sentence.id = sentence_part.sentence
    where part = ? and not traditional and instr(chinese, ?) > 0
    order by sentence_part.sentence limit ?)sql");
  std::vector<TranslatedSentence> sentences;
  for (query.bind(part_of(word), word, static_cast<std::int64_t>(most)); query.step();) {
    sentences.push_back(
        {query.get<std::string>(0), query.get<std::string>(1), query.get<std::string>(2)});
  }
  return sentences;
}

void tell_scripts_apart(Db& db) {
  if (!query_one<int>(db, "select 1 from sentence")) return;
  const CharacterSet traditional = traditional_characters(db);
  Statement query(db, "select id, chinese, traditional from sentence");
  Statement update(db, "update sentence set traditional = ? where id = ?");
  std::vector<std::pair<std::int64_t, bool>> changed;
  for (query.bind(); query.step();) {
    const std::u32string chinese = decode_utf8(query.get<std::string_view>(1));
    const bool is = std::ranges::any_of(chinese, [&](char32_t c) { return traditional[c]; });
    if (is != query.get<bool>(2)) changed.emplace_back(query.get<std::int64_t>(0), is);
  }
  for (const auto& [id, is] : changed) update.bind(is, id).run();
}

}  // namespace lianxi::store
