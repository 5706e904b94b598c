#pragma once

// Files of learners and of other programs, where LIANXI_REAL_DATA names the folder that holds them.

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

namespace lianxi {

/// The path of what the folder holds under this name; empty, and said, where there is no folder.
inline std::string real_path(const std::string& name) {
  const char* folder = std::getenv("LIANXI_REAL_DATA");
  if (folder != nullptr && *folder != '\0') return std::string(folder) + "/" + name;
  MESSAGE("skipped: LIANXI_REAL_DATA names no folder");
  return "";
}

/// The path of a file with this ending in one of its folders; empty without.
inline std::string real_file(const std::string& name, const std::string& ending) {
  const std::string folder = real_path(name);
  if (folder.empty()) return "";
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    if (file.path().extension() == ending) return file.path();
  }
  return "";
}

}  // namespace lianxi
