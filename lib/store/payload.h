#pragma once

// What an act that is not a review says, as JSON text with sorted keys and no spaces, the same on
// every device; and back.

#include <optional>
#include <string>
#include <string_view>

#include "schedule/event.h"

namespace lianxi::store {

/// Nothing for a review, whose facts stand in columns of their own.
std::optional<std::string> to_payload(const Act& act);

/// Throws Error (collection) where the text is not what `type` has.
Act act_from_payload(EventType type, std::string_view payload);

}  // namespace lianxi::store
