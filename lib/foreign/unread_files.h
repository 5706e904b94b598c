#pragma once

// Files of other programs that are known and not read. Each is refused with what to do instead.

#include <string>

namespace lianxi {

/// Throws Error (input) for Pleco's backup (.pqb), the database of Mnemosyne 1 (.mem), and any
/// database or archive in which no reader has found anything; so it is asked last. Such errors do
/// not name the file.
void refuse_unread_file(const std::string& path);

}  // namespace lianxi
