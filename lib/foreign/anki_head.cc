#include "foreign/anki_head.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace lianxi {
namespace {

using Json = nlohmann::json;

constexpr std::int64_t kSchema = 11;
/// 2010-01-01. Reviews may be older, dues are not.
constexpr std::int64_t kFirstDay = 14'610;
constexpr std::chrono::hours kFirstHour{4};
/// Not sent to any server yet.
constexpr int kUnsyncedHead = -1;

constexpr const char* kTables = R"sql(
  create table col (
    id integer primary key, crt integer not null, mod integer not null, scm integer not null,
    ver integer not null, dty integer not null, usn integer not null, ls integer not null,
    conf text not null, models text not null, decks text not null, dconf text not null,
    tags text not null);
  create table notes (
    id integer primary key, guid text not null, mid integer not null, mod integer not null,
    usn integer not null, tags text not null, flds text not null, sfld integer not null,
    csum integer not null, flags integer not null, data text not null);
  create table cards (
    id integer primary key, nid integer not null, did integer not null, ord integer not null,
    mod integer not null, usn integer not null, type integer not null, queue integer not null,
    due integer not null, ivl integer not null, factor integer not null, reps integer not null,
    lapses integer not null, left integer not null, odue integer not null, odid integer not null,
    flags integer not null, data text not null);
  create table revlog (
    id integer primary key, cid integer not null, usn integer not null, ease integer not null,
    ivl integer not null, lastIvl integer not null, factor integer not null,
    time integer not null, type integer not null);
  create table graves (usn integer not null, oid integer not null, type integer not null);
  create index ix_notes_usn on notes (usn);
  create index ix_cards_usn on cards (usn);
  create index ix_revlog_usn on revlog (usn);
  create index ix_cards_nid on cards (nid);
  create index ix_cards_sched on cards (did, queue, due);
  create index ix_revlog_cid on revlog (cid);
  create index ix_notes_csum on notes (csum);
)sql";

constexpr const char* kStyle =
    ".card { font-family: sans-serif; font-size: 24px; text-align: center; }";

/// A field where it is filled.
std::string shown(const std::string& field) {
  return fmt::format("{{{{#{0}}}}}{{{{{0}}}}}<br>{{{{/{0}}}}}", field);
}

/// What a card asks; it exists where this is not empty.
std::string question_side(const NoteType& type, const NoteType::Template& made_by) {
  std::string html;
  for (const std::size_t field : made_by.asks) {
    html += fmt::format("{{{{#{0}}}}}{{{{{0}}}}}{{{{/{0}}}}}", type.fields[field]);
  }
  return html;
}

std::string answer_side(const NoteType& type, const NoteType::Template& made_by) {
  std::string html = "{{FrontSide}}\n<hr id=answer>\n";
  for (const std::size_t field : made_by.tells) html += shown(type.fields[field]);
  return html;
}

Json type_json(std::int64_t id, const NoteType& type, std::int64_t at) {
  Json fields = Json::array(), templates = Json::array(), needed = Json::array();
  for (std::size_t i = 0; i < type.fields.size(); ++i) {
    fields.push_back({{"name", type.fields[i]},
                      {"ord", i},
                      {"sticky", false},
                      {"rtl", false},
                      {"font", "Arial"},
                      {"size", 20},
                      {"media", Json::array()}});
  }
  for (std::size_t i = 0; i < type.templates.size(); ++i) {
    const NoteType::Template& made_by = type.templates[i];
    templates.push_back({{"name", made_by.name},
                         {"ord", i},
                         {"qfmt", question_side(type, made_by)},
                         {"afmt", answer_side(type, made_by)},
                         {"bqfmt", ""},
                         {"bafmt", ""},
                         {"did", nullptr}});
    needed.push_back({i, "any", made_by.asks});
  }
  return {{"id", id},      {"name", type.name},     {"type", 0},
          {"mod", at},     {"usn", kUnsyncedHead},  {"sortf", 0},
          {"did", 1},      {"tmpls", templates},    {"flds", fields},
          {"css", kStyle}, {"latexPre", ""},        {"latexPost", ""},
          {"req", needed}, {"tags", Json::array()}, {"vers", Json::array()}};
}

Json deck_json(std::int64_t id, const std::string& name, std::int64_t at) {
  const Json none = {0, 0};
  return {{"id", id},
          {"name", name},
          {"mod", at},
          {"usn", kUnsyncedHead},
          {"desc", ""},
          {"dyn", 0},
          {"conf", 1},
          {"collapsed", false},
          {"browserCollapsed", false},
          {"extendNew", 0},
          {"extendRev", 0},
          {"lrnToday", none},
          {"revToday", none},
          {"newToday", none},
          {"timeToday", none}};
}

/// The settings that new collections have, but for leeches, which are only marked.
Json options_json() {
  return {{"id", 1},
          {"name", "Default"},
          {"mod", 0},
          {"usn", 0},
          {"dyn", false},
          {"maxTaken", 60},
          {"autoplay", true},
          {"timer", 0},
          {"replayq", true},
          {"new",
           {{"bury", true},
            {"delays", {1, 10}},
            {"initialFactor", 2500},
            {"ints", {1, 4, 0}},
            {"order", 1},
            {"perDay", 20},
            {"separate", true}}},
          {"rev",
           {{"bury", true},
            {"ease4", 1.3},
            {"fuzz", 0.05},
            {"hardFactor", 1.2},
            {"ivlFct", 1},
            {"maxIvl", 36500},
            {"minSpace", 1},
            {"perDay", 200}}},
          {"lapse",
           {{"delays", {10}}, {"leechAction", 1}, {"leechFails", 8}, {"minInt", 1}, {"mult", 0}}}};
}

Json settings_json(const AnkiHead& head) {
  const std::int64_t west = -head.source.offset.count();
  return {{"schedVer", 2},
          {"sched2021", true},
          {"creationOffset", west},
          {"localOffset", west},
          {"rollover", head.source.rollover.count()},
          {"nextPos", head.next_place},
          {"curDeck", 1},
          {"activeDecks", {1}},
          {"curModel", head.types.empty() ? 0 : head.types.begin()->first},
          {"newSpread", 0},
          {"collapseTime", 1200},
          {"timeLim", 0},
          {"estTimes", true},
          {"dueCounts", true},
          {"addToCur", true},
          {"sortType", "noteFld"},
          {"sortBackwards", false}};
}

}  // namespace

void make_anki_tables(Db& db) { db.run(kTables); }

StudyDay anki_first_day() { return day_from_number(kFirstDay); }

std::int64_t anki_created(const NoteSource& source) {
  const std::chrono::seconds local = anki_first_day().time_since_epoch() + kFirstHour;
  return (local - source.offset).count();
}

void write_anki_head(Db& db, const AnkiHead& head) {
  Json types = Json::object(), decks = Json::object();
  for (const auto& [id, type] : head.types) {
    types[std::to_string(id)] = type_json(id, type, head.at);
  }
  decks["1"] = deck_json(1, "Default", head.at);
  for (const auto& [id, name] : head.decks) {
    decks[std::to_string(id)] = deck_json(id, name, head.at);
  }
  const Json options = {{"1", options_json()}};
  const std::int64_t at_ms = head.at * 1000;
  execute(db, R"sql(
    insert into col (id, crt, mod, scm, ver, dty, usn, ls, conf, models, decks, dconf, tags)
    values (1, ?, ?, ?, ?, 0, 0, 0, ?, ?, ?, ?, '{}'))sql",
          anki_created(head.source), at_ms, at_ms, kSchema, settings_json(head).dump(),
          types.dump(), decks.dump(), options.dump());
}

}  // namespace lianxi
