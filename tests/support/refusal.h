#pragma once

#include <doctest/doctest.h>

#include <string>

#include "base/error.h"

namespace lianxi {

/// What reading is refused with, an input error; empty where it is not refused.
template <typename Read>
std::string refusal_of(const Read& read) {
  try {
    read();
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::input);
    return error.what();
  }
  return "";
}

/// The same where it must also say what to do.
template <typename Read>
std::string helpful_refusal_of(const Read& read) {
  return refusal_of([&] {
    try {
      read();
    } catch (const Error& error) {
      CHECK_FALSE(error.hint().empty());
      throw;
    }
  });
}

}  // namespace lianxi
