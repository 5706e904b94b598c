#pragma once

// A whole collection as JSON, for any program that reads JSON: what `export json` writes and
// `import` takes back. The log is the collection, so it is a list of events, oldest device first:
//
//   {"schema":1,"lianxi":"collection","events":[
//   {"at":1772413200000,"clock":[1772413200000,0],"day":20514,...},
//   ...
//   ]}
//
// One event stands on a line, and an import holds its entries. A tool may have laid it out anew:
// it is read all the same, and never more than one event of it is in memory.

#include <functional>
#include <istream>
#include <ostream>
#include <string>
#include <string_view>

#include "store/event_record.h"

namespace lianxi::store {

/// Writes the file, one record after the other.
class CollectionJsonWriter {
 public:
  explicit CollectionJsonWriter(std::ostream& out);
  void add(const EventRecord& record);
  /// Writes the end.
  void end();

 private:
  std::ostream& out_;
  bool first_ = true;
};

/// Calls `visit` for every event. Throws Error (input), `name` before its message, where the text
/// is not whole, is no such file, is a newer version's, or holds what may not join a log; what has
/// been visited by then must not count.
void read_collection_json(std::istream& in, const std::string& name,
                          const std::function<void(EventRecord)>& visit);

/// Whether a file that begins so is JSON, not a deck.
bool is_json(std::string_view beginning);

}  // namespace lianxi::store
