#pragma once

// What a text that is being typed could become: words and tags that begin with it. Each look goes
// through an index, whatever the size of the collection.

#include <string>
#include <string_view>
#include <vector>

#include "sqlite/db.h"

namespace lianxi::store {

/// A headword and what it means.
struct WordBegun {
  std::string headword;
  std::string definition;
};

/// Headwords that begin with `prefix`, in order: at most so many, and where there are more the very
/// last one besides. What all that are given begin with, all that there are begin with.
std::vector<WordBegun> words_beginning(Db& db, std::string_view prefix, int limit);

/// Tags that begin with `prefix`; the same.
std::vector<std::string> tags_beginning(Db& db, std::string_view prefix, int limit);

}  // namespace lianxi::store
