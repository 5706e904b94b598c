#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "app/commands.h"
#include "app/lookup.h"
#include "app/stats_tables.h"
#include "base/hash.h"
#include "export/stats_page.h"
#include "session/deck_text.h"
#include "session/review_table.h"
#include "session/stats_report.h"
#include "sqlite/snapshot.h"
#include "store/bundle.h"
#include "store/collection_json.h"
#include "store/exchange.h"

namespace lianxi::app {
namespace {

namespace fs = std::filesystem;

std::ofstream opened(const fs::path& path) {
  std::ofstream file(path, std::ios::binary);
  if (!file) {
    throw Error(ErrorKind::usage, path.string() + ": cannot be written",
                "see whether the folder exists and you may write there");
  }
  return file;
}

void finish(std::ofstream& file, const fs::path& path) {
  file << std::flush;
  if (!file) throw Error(ErrorKind::usage, path.string() + ": could not be written to the end", "");
}

void write_file(const fs::path& path, const std::string& text) {
  std::ofstream file = opened(path);
  file << text;
  finish(file, path);
}

void write_output(const std::string& file, const std::string& text, Shell& shell) {
  if (file.empty() || file == "-") {
    shell.out << text;
  } else {
    write_file(file, text);
  }
}

/// The reviews of the cards that a query chooses, retired ones among them.
Table chosen_reviews(Db& db, const QueryOptions& options, StudyDay today) {
  Table table = review_table(db);
  const store::Query query = query_of(db, options);
  if (query == store::Query{}) return table;
  std::set<std::string> chosen;
  for (const auto& card : store::choose_cards(db, query, today, store::Retired::included)) {
    chosen.insert(to_hex(card.card.key));
  }
  std::erase_if(table.rows, [&](const std::vector<Cell>& row) {
    return !chosen.contains(std::get<std::string>(row.front()));
  });
  return table;
}

/// The first columns of a table alone.
Table narrowed(Table table, std::size_t columns) {
  table.columns.resize(columns);
  for (std::vector<Cell>& row : table.rows) row.resize(columns);
  return table;
}

void write_tables(const std::vector<Table>& tables, int schema, bool json, std::ostream& out) {
  if (json) return write_json(tables, out, schema);
  for (const Table& table : tables) write_csv(table, out);
}

/// What a page is of.
std::string bounds_text(const StatsBounds& bounds) {
  std::string of = bounds.deck;
  if (!bounds.since.empty()) of += (of.empty() ? "since " : ", since ") + bounds.since;
  if (!bounds.until.empty()) of += (of.empty() ? "until " : ", until ") + bounds.until;
  return of;
}

/// Options of figures are no options of anything else, and a page is one form of them.
void refuse_mixed(const ExportOptions& options) {
  const bool figures = !options.html.empty() || !options.table.empty() ||
                       !options.bounds.since.empty() || !options.bounds.until.empty();
  if (figures && options.what != "stats") {
    throw Error(ErrorKind::usage, "--html, --table, --since and --until are of export stats alone",
                "leave them out");
  }
  const bool other_form =
      !options.file.empty() || !options.table.empty() || !options.format.empty();
  if (!options.html.empty() && other_form) {
    throw Error(ErrorKind::usage, "--html names its own file and holds all tables",
                "leave out --output, --table and --format");
  }
}

void export_tables(Db& db, const ExportOptions& options, Shell& shell, std::ostream& out) {
  const StudyDay today = shell.today(store::load_settings(db));
  const bool json = options.format == "json" || (options.format.empty() && shell.options.json);
  if (options.what == "reviews") {
    Table reviews = chosen_reviews(db, options.query, today);
    if (!json && !options.details) reviews = narrowed(std::move(reviews), kExchangedColumns);
    return write_tables({std::move(reviews)}, 1, json, out);
  }
  StatsBounds bounds = options.bounds;
  bounds.deck = options.query.deck;
  if (!(options.query == QueryOptions{{}, bounds.deck, {}})) {
    throw Error(ErrorKind::usage, "stats are of the whole collection or of a deck",
                "leave the query out, or name a deck with --deck");
  }
  const bool page = !options.html.empty();
  const std::string only = !options.table.empty() ? options.table : json || page ? "" : "days";
  const std::vector<Table> tables =
      collect_stats(db, bounds, only, shell, page ? Unnamed::page : Unnamed::quick);
  if (page) return write_stats_page(tables, {today, bounds_text(bounds)}, out);
  write_tables(tables, kStatsSchema, json, out);
}

/// The deck that `export deck NAME` names.
store::DeckRow deck_of(Db& db, const QueryOptions& query) {
  const auto deck = deck_named(db, query.words.size() == 1 ? query.words.front() : query.deck);
  for (store::DeckRow& row : store::decks(db)) {
    if (row.id == deck) return row;
  }
  throw Error(ErrorKind::usage, "export deck wants the name of one deck",
              "lianxi export deck contact -o contact.md; `lianxi decks` lists them");
}

/// Into a file, a folder (then with deck.md, author and licence beside it) or standard output.
void export_deck(Db& db, const ExportOptions& options, Shell& shell) {
  const store::DeckRow deck = deck_of(db, options.query);
  const fs::path path = options.file;
  if (!options.file.ends_with('/') && !fs::is_directory(path)) {
    return write_output(options.file, deck_text(db, deck.id), shell);
  }
  fs::create_directories(path);
  write_file(path / "deck.md", deck_info_text(deck));
  write_file(path / (deck.name + ".md"), deck_text(db, deck.id));
}

/// The whole log: `Writer` is a bundle, which `merge` takes anywhere, or JSON.
template <typename Writer>
void export_log(Db& db, const ExportOptions& options, Shell& shell) {
  if (!(options.query == QueryOptions{})) {
    throw Error(ErrorKind::usage, options.what + " is of the whole collection",
                "leave the query out");
  }
  std::ofstream file;
  const bool to_file = !options.file.empty() && options.file != "-";
  if (to_file) file = opened(options.file);
  std::ostream& out = to_file ? file : shell.out;
  const Snapshot snapshot(db);
  Writer writer(out);
  store::for_each_record(db, [&](const store::EventRecord& record) { writer.add(record); });
  writer.end();
  if (to_file) finish(file, options.file);
}

}  // namespace

int run_export(const ExportOptions& options, Shell& shell) {
  refuse_mixed(options);
  const bool is_of_text = options.format == "tsv" || options.format == "anki";
  if (is_of_text && options.what != "text") {
    throw Error(ErrorKind::usage, options.format + " is a format of export text alone",
                "leave out --format");
  }
  Db db = shell.open_to_read();
  if (options.what == "deck") {
    export_deck(db, options, shell);
  } else if (options.what == "events") {
    export_log<store::BundleWriter>(db, options, shell);
  } else if (options.what == "json") {
    export_log<store::CollectionJsonWriter>(db, options, shell);
  } else if (options.what == "anki") {
    export_anki(db, options, shell);
  } else {
    std::ostringstream text;
    options.what == "text" ? export_note_text(db, options, shell, text)
                           : export_tables(db, options, shell, text);
    write_output(options.html.empty() ? options.file : options.html, text.str(), shell);
  }
  return kDone;
}

}  // namespace lianxi::app
