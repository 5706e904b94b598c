#include "foreign/mnemosyne_notes.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/limits.h"
#include "foreign/field_text.h"
#include "foreign/html.h"

namespace lianxi {
namespace {

constexpr std::string_view kUntagged = "__UNTAGGED__";
constexpr std::size_t kMostCardTags = 1'000;

std::vector<std::string> tags_of(const std::vector<std::string>& names) {
  std::set<std::string> tags;
  for (const std::string& name : names) {
    std::string tag = plain_name(name);
    if (!tag.empty() && tag != kUntagged && tags.size() < kMostCardTags)
      tags.insert(std::move(tag));
  }
  return {tags.begin(), tags.end()};
}

}  // namespace

void MnemosyneNotes::tell_type(const MnemosyneType& type) {
  const std::string own = plain_name(type.name.empty() ? type.id : type.name);
  std::string name = own;
  const auto is_taken = [&](const auto& told) { return told.second.name == name; };
  for (int n = 2; std::ranges::any_of(told_, is_taken); ++n) {
    name = own + " (" + std::to_string(n) + ")";
  }
  sink_.type(note_type_of(type, name));
  told_[type.id] = {type, std::move(name)};
}

void MnemosyneNotes::add(const MnemosyneFact& fact, std::vector<MnemosyneCard> cards) {
  if (cards.empty()) {
    complain_(0, "no-cards", "fact " + plain_name(fact.id) + " has no cards; it is left out");
    return;
  }
  bool is_first = true;
  while (!cards.empty()) {
    const std::string type = cards.front().type;
    std::vector<MnemosyneCard> same, others;
    for (MnemosyneCard& card : cards) {
      (card.type == type ? same : others).push_back(std::move(card));
    }
    cards = std::move(others);
    const auto told = told_.find(type);
    if (told == told_.end()) {
      complain_(0, "no-type", "cards of fact " + plain_name(fact.id) + " are of no known type");
      continue;
    }
    add_note(told->second.type, fact, std::exchange(is_first, false), std::move(same));
  }
}

void MnemosyneNotes::add_note(const MnemosyneType& type, const MnemosyneFact& fact, bool is_first,
                              std::vector<MnemosyneCard> cards) {
  Note note = note_of(type, fact);
  if (!is_first) note.id += " " + plain_name(type.id);
  const auto is_empty = [](const std::string& value) { return value.empty(); };
  if (std::ranges::all_of(note.values, is_empty)) {
    complain_(0, "no-text", "fact " + note.id + " says nothing; it is left out");
    return;
  }
  if (cards.size() > kMaxNoteCards) {
    complain_(0, "too-many-cards",
              "fact " + note.id + " has more than 1,000 cards; the rest are left out");
    cards.resize(kMaxNoteCards);
  }
  for (MnemosyneCard& card : cards) {
    MnemosyneSides sides =
        mnemosyne_sides(type, view_index(type, card.view), fact.data, card.extra);
    card.card.question = std::move(sides.question);
    card.card.answer = std::move(sides.answer);
    card.card.made_by = sides.made_by;
    note.cards.push_back(std::move(card.card));
  }
  sink_.accept(std::move(note));
}

Note MnemosyneNotes::note_of(const MnemosyneType& type, const MnemosyneFact& fact) const {
  Note note;
  note.type = told_.at(type.id).name;
  note.id = plain_name(fact.id);
  note.values = mnemosyne_values(type, fact.data);
  note.tags = tags_of(fact.tags);
  note.source = fact.source;
  return note;
}

}  // namespace lianxi
