#pragma once

// Versions of an entry as authors and learners make them, by chance.

#include <random>
#include <string>

#include "entry/entry.h"
#include "entry/fields.h"

namespace lianxi {

/// Changes a few fields by chance: texts, items that go, items that come.
inline Entry changed_by_chance(Entry entry, std::mt19937& random, const std::string& mark) {
  const auto below = [&](std::size_t n) { return random() % n; };
  for (int i = 0; i < 4; ++i) {
    const auto fields = fields_of(entry);
    const Field& field = fields[below(fields.size())];
    if (field.kind == Field::Kind::name) continue;
    const bool item = field.kind == Field::Kind::item;
    if (item && field.path.starts_with("readings/") && entry.readings.size() == 1) continue;
    set_field(entry, field.path, item || below(4) == 0 ? "" : field.text + mark);
  }
  Sentence sentence;
  sentence.chinese = mark + "联系" + std::to_string(below(1000));
  if (below(2) == 0) {
    entry.examples.insert(
        entry.examples.begin() + static_cast<std::ptrdiff_t>(below(entry.examples.size() + 1)),
        sentence);
  }
  if (below(3) == 0) entry.tags.push_back(mark);
  return entry;
}

}  // namespace lianxi
