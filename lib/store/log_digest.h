#pragma once

// A digest of the log as a set of events: equal on two computers that have the same events,
// whatever the order in which they came.

#include <string>

#include "base/hash.h"
#include "store/event_record.h"

namespace lianxi::store {

class LogDigest {
 public:
  /// A review is one member, and so is each entry of an import beside the import itself.
  void add(const EventRecord& record);
  std::string hex() const { return members_.hex(); }  ///< 32 hex digits

 private:
  void add_entry(const EventId& import, std::int64_t place, const ImportedText& entry);

  SetDigest members_;
  std::string member_;  // kept for its memory
};

}  // namespace lianxi::store
