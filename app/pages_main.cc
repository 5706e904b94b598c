// Writes the manual pages: `lianxi-pages FOLDER PROSE` makes FOLDER/man1/lianxi-COMMAND.1 for every
// command, with PROSE/lianxi-COMMAND.in in its description where there is one, and what stands in
// PROSE as a page already (lianxi.1, lianxi-deck.5, lianxi-log.7) in its own section.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "app/pages.h"

namespace {

namespace fs = std::filesystem;
using namespace lianxi;

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write(const fs::path& file, const std::string& page) {
  fs::create_directories(file.parent_path());
  std::ofstream out(file, std::ios::binary);
  out << page;
  out.close();
  if (!out) throw Error(ErrorKind::input, file.string() + " could not be written", "");
}

void write_pages(const fs::path& folder, const fs::path& prose, app::Shell& shell) {
  for (const app::Command& command : app::command_table()) {
    const std::string name = "lianxi-" + std::string(command.name);
    write(folder / "man1" / (name + ".1"),
          app::command_page(command, text_of(prose / (name + ".in")), shell));
  }
  for (const auto& file : fs::directory_iterator(prose)) {
    const std::string section = file.path().extension().string();
    if (section == ".in") continue;
    write(folder / ("man" + section.substr(1)) / file.path().filename(),
          app::filled_page(text_of(file.path()), shell));
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: lianxi-pages FOLDER PROSE\n";
    return app::kUsage;
  }
  app::Shell shell{std::cin, std::cout, std::cerr, {}, {}, {}, false, false, 80, {}, {}};
  try {
    write_pages(argv[1], argv[2], shell);
  } catch (const std::exception& error) {
    std::cerr << "lianxi-pages: " << error.what() << '\n';
    return app::kBadInput;
  }
  return app::kDone;
}
