#pragma once

// What Anki keeps of a note beside its text: fields as HTML, a checksum by which it finds
// duplicates, and numbers that it otherwise takes from the millisecond in which something was made.

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

namespace lianxi {

/// A text as a field: HTML in which lines end with <br>, and "[image: x]" is a picture.
std::string anki_field(std::string_view text);

/// The checksum of a note by the text of its first field: the first four bytes of SHA-1, the first
/// of them highest.
std::int64_t anki_checksum(std::string_view text);

/// Numbers of things by their names, the same at every export.
class AnkiNumbers {
 public:
  /// A number that looks like a millisecond of the years 2014 to 2020; the next free one where
  /// another name has it.
  std::int64_t of(std::string_view sort, std::string_view name);
  /// `wanted`, or the next free one.
  std::int64_t free_from(std::int64_t wanted);

 private:
  std::set<std::int64_t> taken_;
};

}  // namespace lianxi
