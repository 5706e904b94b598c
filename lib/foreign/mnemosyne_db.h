#pragma once

// The database of Mnemosyne 2 (default.db): facts, cards, and every answer of the last year; what
// is older stands in files beside it once its learner had it archived.
//
// A fact and a card have an id made by chance, which goes with them to other devices, into packages
// and back. So an origin need not tell one database from another.

#include <string_view>

#include "import/notes.h"
#include "sqlite/db.h"

namespace lianxi {

/// Whether these are its tables, of whatever version.
bool is_mnemosyne_db(Db& db);

/// Gives all that the database holds to `sink`. `source` names it in complaints. Throws Error
/// (input) where it is of a version that is not known or holds old answers alone, and (collection)
/// where it is damaged; what was given before does not count then.
void read_mnemosyne_db(Db& db, std::string_view source, const NoteSink& sink);

}  // namespace lianxi
