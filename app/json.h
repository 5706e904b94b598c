#pragma once

// JSON as commands print it: keys in the order they are written, one line, never invalid UTF-8.

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "app/shell.h"
#include "base/error.h"

namespace lianxi::app {

using Json = nlohmann::ordered_json;

/// Text, or null where it is not known.
inline Json text_or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

inline Json day_or_null(const std::optional<StudyDay>& day) {
  return day ? Json(to_string(*day)) : Json();
}

/// What was wrong with lines of files.
Json diagnostics_json(const Diagnostics& diagnostics);

/// Prints one line. `flush` where a program waits for it.
void print_json(Shell& shell, const Json& json, bool flush = false);

}  // namespace lianxi::app
