#include "foreign/mnemosyne_cards.h"

#include <algorithm>
#include <array>
#include <map>

#include "foreign/field_text.h"
#include "foreign/xml.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

/// What the `type` of a line means.
constexpr std::string_view kTag = "10", kFact = "16", kCard = "6";
/// Sides of a fact, by the names that Mnemosyne gives its elements.
constexpr std::array<std::string_view, 4> kSides = {"f", "b", "p_1", "m_1"};
constexpr std::size_t kFront = 0, kBack = 1, kPronunciation = 2, kMeaning = 3;
constexpr std::string_view kUntagged = "__UNTAGGED__";

NoteType two_sides() {
  return {"front and back",
          {"front", "back"},
          {{"front to back", {0}, {1}}, {"back to front", {1}, {0}}},
          false};
}

NoteType three_sides() {
  return {"vocabulary",
          {"word", "pronunciation", "translation"},
          {{"recognition", {0}, {1, 2}}, {"production", {2}, {0, 1}}},
          false};
}

/// A fact of any other kind: its text, and what it says beside.
NoteType text_alone() { return {"text", {"text", "more"}, {{"text", {0}, {1}}}, false}; }

class Reader {
 public:
  Reader(const ForeignText& file, const XmlDocument& document) : file_(file), document_(document) {}

  void read() {
    file_.begin("mnemosyne-cards", "shared cards of Mnemosyne 2");
    for (NoteType type : {two_sides(), three_sides(), text_alone()}) {
      types_[type.name] = type;
      file_.sink.type(std::move(type));
    }
    for (XmlElement log = document_.root().first_child(); log; log = log.next_sibling()) {
      const std::string_view type = log.attribute("type");
      if (type == kTag)
        tags_[std::string(log.attribute("o_id"))] = field_text(log.child("name").text());
      if (type == kFact) add_fact(log);
      if (type == kCard) add_card(log);
    }
    for (Note& note : notes_) file_.sink.accept(std::move(note));
  }

 private:
  void add_fact(XmlElement log) {
    std::array<std::string, 4> sides;
    std::string more;
    for (XmlElement part = log.first_child(); part; part = part.next_sibling()) {
      const auto side = std::ranges::find(kSides, part.name());
      std::string text = field_text(part.text());
      if (side != kSides.end()) {
        sides[static_cast<std::size_t>(side - kSides.begin())] = std::move(text);
      } else {
        more += (more.empty() ? "" : "\n") + text;
      }
    }
    Note note;
    note.id = field_text(log.attribute("o_id"));
    note.line = document_.line_of(log);
    if (!sides[kMeaning].empty()) {
      note.type = three_sides().name;
      note.values = {sides[kFront], sides[kPronunciation], sides[kMeaning]};
    } else if (!sides[kFront].empty() || !sides[kBack].empty()) {
      note.type = two_sides().name;
      note.values = {sides[kFront], sides[kBack]};
    } else if (!more.empty()) {
      note.type = text_alone().name;
      note.values = {more, ""};
    } else {
      file_.complain(note.line, "no-text", "a fact in which nothing stands; it is left out");
      return;
    }
    if (facts_.emplace(note.id, notes_.size()).second) notes_.push_back(std::move(note));
  }

  void add_card(XmlElement log) {
    const auto found = facts_.find(field_text(log.attribute("fact")));
    if (found == facts_.end()) {
      file_.complain(document_.line_of(log), "no-fact", "a card without its fact; it is left out");
      return;
    }
    Note& note = notes_[found->second];
    const NoteType& type = types_[note.type];
    PastCard card;
    const bool is_second = log.attribute("fact_v").ends_with(".2") && type.templates.size() > 1;
    card.made_by = is_second ? 1 : 0;
    card.id = field_text(log.attribute("o_id"));
    card.question = side_of(note, type.templates[card.made_by].asks);
    card.answer = side_of(note, type.templates[card.made_by].tells);
    if (note.tags.empty()) note.tags = tags_of(log.attribute("tags"));
    if (note.cards.size() < kMaxNoteCards) note.cards.push_back(std::move(card));
  }

  static std::string side_of(const Note& note, const std::vector<std::size_t>& fields) {
    std::string text;
    for (const std::size_t field : fields) {
      if (note.values[field].empty()) continue;
      text += (text.empty() ? "" : "\n") + note.values[field];
    }
    return text;
  }

  std::vector<std::string> tags_of(std::string_view ids) const {
    std::vector<std::string> names;
    for (const std::string_view id : split(ids, ',')) {
      const auto found = tags_.find(std::string(trim(id)));
      if (found == tags_.end() || found->second.empty() || found->second == kUntagged) continue;
      names.push_back(found->second);
    }
    return names;
  }

  const ForeignText& file_;
  const XmlDocument& document_;
  std::map<std::string, NoteType> types_;
  std::map<std::string, std::string> tags_;
  std::map<std::string, std::size_t> facts_;  ///< indices into notes_
  std::vector<Note> notes_;
};

}  // namespace

void read_mnemosyne_cards(const ForeignText& file) {
  const XmlDocument document(file.view());
  if (document.failure()) {
    file.complain.fatal(document.failure()->line, "bad-xml", document.failure()->text);
  } else if (document.root().name() != "openSM2sync") {
    file.complain.fatal(0, "wrong-format", "the file holds no shared cards of Mnemosyne 2");
  } else {
    Reader(file, document).read();
  }
}

}  // namespace lianxi
