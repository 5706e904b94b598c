#include "app/conflicts.h"

#include <fmt/format.h>

#include "entry/fields.h"

namespace lianxi::app {
namespace {

/// A side of a conflict for a person: items are there or not.
std::string side(const std::string& text) {
  if (text.empty()) return "(taken out)";
  return text == "^" || text.starts_with('+') ? "(there)" : text;
}

}  // namespace

std::string conflict_text(const EntryConflict& conflict) {
  const auto& [path, mine, theirs] = conflict.conflict;
  return fmt::format("{}: {}: yours {}; the deck's {}", conflict.headword, field_name(path),
                     side(mine), side(theirs));
}

Json conflicts_json(const std::vector<EntryConflict>& conflicts) {
  Json json = Json::array();
  for (const EntryConflict& one : conflicts) {
    json.push_back({{"word", one.headword},
                    {"field", one.conflict.path},
                    {"mine", text_or_null(one.conflict.mine)},
                    {"theirs", text_or_null(one.conflict.theirs)}});
  }
  return json;
}

}  // namespace lianxi::app
