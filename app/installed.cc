#include "app/installed.h"

#include <unistd.h>

#include <filesystem>

namespace lianxi::app {
namespace {

namespace fs = std::filesystem;

fs::path program_folder() {
  std::error_code error;
  return fs::read_symlink("/proc/self/exe", error).parent_path();
}

}  // namespace

std::string reading_program() {
  const fs::path here = program_folder();
  for (const fs::path& place : {here / "lianxi-read", here / "../libexec/lianxi/lianxi-read"}) {
    if (access(place.c_str(), X_OK) == 0) return place.string();
  }
  throw Error(ErrorKind::input, "lianxi-read is not beside lianxi", "install lianxi again");
}

std::optional<std::string> decks_folder(const Shell& shell) {
  const fs::path here = program_folder();
  const fs::path named = shell.env("LIANXI_DECKS").value_or("");
  for (const fs::path& place : {named, here / "../share/lianxi/decks", here / "../../../decks"}) {
    std::error_code error;
    if (!place.empty() && fs::is_directory(place, error)) return place.lexically_normal().string();
  }
  return std::nullopt;
}

std::string path_or_deck(const std::string& path, const Shell& shell) {
  std::error_code error;
  if (path == "-" || fs::exists(path, error)) return path;
  const fs::path given(path);
  const fs::path name = given.parent_path() == "decks" ? given.filename() : given;
  if (name.has_parent_path() || name == ".." || name == ".") return path;
  const auto folder = decks_folder(shell);
  const fs::path deck = fs::path(folder.value_or("")) / name;
  return folder && fs::is_directory(deck, error) ? deck.string() : path;
}

}  // namespace lianxi::app
