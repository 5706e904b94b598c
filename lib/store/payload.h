#pragma once

// What an act that is not a review says, as JSON text with sorted keys and no spaces, the same on
// every device; and back.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "schedule/event.h"

namespace lianxi::store {

/// Nothing for a review, whose facts stand in columns of their own. `with`: see Event.
std::optional<std::string> to_payload(const Act& act, std::int64_t with = 0);

struct Payload {
  Act act;
  std::int64_t with = 0;
  friend bool operator==(const Payload&, const Payload&) = default;
};
/// Throws Error (collection) where the text is not what `type` has.
Payload read_payload(EventType type, std::string_view text);

}  // namespace lianxi::store
