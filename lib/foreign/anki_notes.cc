#include "foreign/anki_notes.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "base/limits.h"
#include "foreign/anki_cards.h"
#include "foreign/anki_template.h"
#include "foreign/html.h"
#include "import/report.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

/// Of the year 3000: what is later is no time.
constexpr std::int64_t kLatestSecond = 32'503'680'000;

constexpr char kBetweenFields = '\x1f';
constexpr std::size_t kMostNoteTags = 1'000;

/// A note type with its templates read.
struct Made {
  NoteType type;
  std::vector<std::pair<AnkiTemplate, AnkiTemplate>> sides;  ///< question and answer
};

Made made_from(const AnkiNoteType& anki, std::string name) {
  Made made;
  made.type = {std::move(name), anki.fields, {}, anki.cloze};
  for (const AnkiNoteType::Template& one : anki.templates) {
    const auto& [question, answer] = made.sides.emplace_back(
        AnkiTemplate(one.question, anki.fields), AnkiTemplate(one.answer, anki.fields));
    NoteType::Template told{one.name, question.shows(Side::question), {}};
    for (const std::size_t field : answer.shows(Side::answer)) {
      const bool is_asked = std::find(told.asks.begin(), told.asks.end(), field) != told.asks.end();
      if (!is_asked) told.tells.push_back(field);
    }
    made.type.templates.push_back(std::move(told));
  }
  return made;
}

/// Looking for the rows of a note or a card must not mean reading them all. Where a producer left
/// out the index, a sorted copy takes the place of its table; a temporary one hides the other.
void require_index(Db& db, const char* table, const char* column, const std::string& copy) {
  const auto found = query_one<int>(db,
                                    "select 1 from pragma_index_list(?) as list, "
                                    "pragma_index_info(list.name) as info "
                                    "where list.partial = 0 and info.seqno = 0 and info.name = ?",
                                    table, column);
  if (!found) db.run(copy.c_str());
}

class Notes {
 public:
  Notes(Db& db, const AnkiCollection& collection, std::string_view source, const NoteSink& sink)
      : collection_(collection),
        sink_(sink),
        complain_(source, sink),
        notes_(db, "select id, guid, mid, tags, flds from notes order by id"),
        types_(db, "select distinct mid from notes order by mid"),
        cards_(db, R"sql(
          select id, did, odid, ord, type, queue, due, odue, ivl, factor, flags, data, mod
          from cards where nid = ? order by ord, id limit ?)sql"),
        reviews_(db, R"sql(
          select id, ease, ivl, factor, time, type
          from revlog where cid = ? order by id limit ?)sql") {}

  void all() {
    tell_types();
    while (notes_.step()) note();
  }

 private:
  void tell_types() {
    std::set<std::string> names;
    while (types_.step()) {
      const auto id = types_.get<std::int64_t>(0);
      const auto found = collection_.types.find(id);
      if (found == collection_.types.end()) continue;
      std::string name = found->second.name;
      for (int n = 2; !names.insert(name).second; ++n) {
        name = fmt::format("{} ({})", found->second.name, n);
      }
      Made& made = made_[id] = made_from(found->second, name);
      sink_.type(made.type);
    }
  }

  void note() {
    Note note;
    note.id = plain_name(notes_.get<std::string_view>(1));
    if (note.id.empty()) note.id = std::to_string(notes_.get<std::int64_t>(0));
    const auto made = made_.find(notes_.get<std::int64_t>(2));
    if (made == made_.end()) {
      complain_(0, "no-note-type", "note " + note.id + " is of a type that is not there");
      return;
    }
    note.type = made->second.type.name;
    for (const std::string_view tag : split(notes_.get<std::string_view>(3), ' ')) {
      std::string name = plain_name(tag);
      if (!name.empty() && note.tags.size() < kMostNoteTags) note.tags.push_back(std::move(name));
    }
    const auto fields = fields_of(notes_.get<std::string_view>(4), made->second, note);
    if (fields.empty()) return;
    for (const AnkiField& field : fields) note.values.push_back(field.text);
    add_cards(note, notes_.get<std::int64_t>(0), made->second, fields);
    sink_.accept(std::move(note));
  }

  /// One a field of the type; none, with a complaint, where they cannot be taken.
  std::vector<AnkiField> fields_of(std::string_view stored, const Made& made, const Note& note) {
    const auto pieces = split(stored, kBetweenFields);
    const bool is_long = std::any_of(pieces.begin(), pieces.end(), [](std::string_view piece) {
      return piece.size() > kMaxNoteText;
    });
    if (is_long || pieces.size() > made.type.fields.size()) {
      complain_(0, is_long ? "too-large" : "too-many-fields",
                fmt::format("note {} has {} and was left out", note.id,
                            is_long ? "a field of more than 1 MiB" : "more fields than its type"));
      return {};
    }
    std::vector<AnkiField> fields;
    for (const std::string_view piece : pieces) {
      fields.push_back({std::string(piece), at_most_note_text(text_of_html(piece))});
    }
    fields.resize(made.type.fields.size());
    return fields;
  }

  void add_cards(Note& note, std::int64_t id, const Made& made,
                 const std::vector<AnkiField>& fields) {
    for (cards_.bind(id, kMaxNoteCards); cards_.step();) {
      const AnkiCardRow row = card_row();
      const bool is_made = made.type.cloze ? row.ord >= 0 && row.ord < kHighestGap
                                           : row.ord >= 0 && row.ord < std::ssize(made.sides);
      if (!is_made || made.sides.empty()) {
        complain_(0, "no-template",
                  fmt::format("card {} of note {} is made by no template", row.id, note.id));
      } else {
        note.cards.push_back(card(row, note, made, fields));
      }
    }
  }

  AnkiCardRow card_row() const {
    AnkiCardRow row;
    row.id = cards_.get<std::int64_t>(0);
    row.deck = cards_.get<std::int64_t>(1);
    row.home_deck = cards_.get<std::int64_t>(2);
    row.ord = cards_.get<std::int64_t>(3);
    row.type = cards_.get<std::int64_t>(4);
    row.queue = cards_.get<std::int64_t>(5);
    row.due = cards_.get<std::int64_t>(6);
    row.home_due = cards_.get<std::int64_t>(7);
    row.interval = cards_.get<std::int64_t>(8);
    row.factor = cards_.get<std::int64_t>(9);
    row.flags = cards_.get<std::int64_t>(10);
    row.data = cards_.get<std::string>(11);
    row.changed = cards_.get<std::int64_t>(12);
    return row;
  }

  PastCard card(const AnkiCardRow& row, const Note& note, const Made& made,
                const std::vector<AnkiField>& fields) {
    PastCard card;
    card.made_by = static_cast<std::size_t>(row.ord);
    card.id = std::to_string(row.id);
    const auto deck = collection_.decks.find(row.home_deck != 0 ? row.home_deck : row.deck);
    if (deck != collection_.decks.end()) card.deck = deck->second;
    card.reviews = reviews_of(row.id);
    card.state = anki_state(row, card.reviews, collection_.days);
    card.suspended = row.queue == -1;
    card.buried = row.queue == -2 || row.queue == -3;
    card.flag = anki_flag(row.flags);
    card.changed_ms = std::clamp<std::int64_t>(row.changed, 0, kLatestSecond) * 1000;
    add_sides(card, note, made, fields);
    return card;
  }

  std::vector<PastReview> reviews_of(std::int64_t card) {
    std::vector<PastReview> reviews;
    for (reviews_.bind(card, kMaxCardReviews); reviews_.step();) {
      const AnkiReviewRow row{reviews_.get<std::int64_t>(0), reviews_.get<std::int64_t>(1),
                              reviews_.get<std::int64_t>(2), reviews_.get<std::int64_t>(3),
                              reviews_.get<std::int64_t>(4), reviews_.get<std::int64_t>(5)};
      if (auto review = anki_review(row, collection_.days)) reviews.push_back(*review);
    }
    return reviews;
  }

  static void add_sides(PastCard& card, const Note& note, const Made& made,
                        const std::vector<AnkiField>& fields) {
    // All gaps of a text are cards of its only template.
    const std::size_t which = made.type.cloze ? 0 : card.made_by;
    AnkiCardPlace place;
    for (const std::string& tag : note.tags) place.tags += (place.tags.empty() ? "" : " ") + tag;
    place.deck = card.deck;
    place.type = note.type;
    place.card = made.type.templates[which].name;
    place.number = static_cast<int>(card.made_by) + 1;
    const auto& [question, answer] = made.sides[which];
    card.question = at_most_note_text(text_of_html(question.fill(fields, place, Side::question)));
    const std::string filled = answer.fill(fields, place, Side::answer);
    card.answer = at_most_note_text(text_of_html(after_question(filled)));
  }

  static constexpr std::int64_t kHighestGap = 10'000;
  const AnkiCollection& collection_;
  const NoteSink& sink_;
  Report complain_;
  std::map<std::int64_t, Made> made_;
  Statement notes_, types_, cards_, reviews_;
};

}  // namespace

void read_anki_notes(Db& db, const AnkiCollection& collection, std::string_view source,
                     const NoteSink& sink) {
  require_index(db, "cards", "nid",
                "create temp table cards as select * from main.cards;"
                "create index temp.cards_of_note on cards(nid)");
  require_index(db, "revlog", "cid",
                "create temp table revlog as select * from main.revlog;"
                "create index temp.reviews_of_card on revlog(cid, id)");
  Notes(db, collection, source, sink).all();
}

}  // namespace lianxi
