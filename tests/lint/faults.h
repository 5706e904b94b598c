#pragma once

// Faults for the checks to find: a clean deck, and for every code small changes to it, each with
// one fault. faults/<code>.txt has a change a line, "old => new": `old` stands once in the clean
// deck, ‸ in `new` is the place where the fault is to be found, \n is a line end.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "import/reader.h"
#include "lint/lint.h"

namespace lianxi::test {

/// A file as it lies on a disk.
struct RawFile {
  std::string name;
  std::string bytes;
};

inline std::string file_bytes(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline LintFile read_raw(const RawFile& raw) {
  LintFile refused{raw.name, "", {}, {}};
  std::istringstream in(raw.bytes);
  const Sink sink{[](const Entry&) {},
                  [&](Diagnostic one) { refused.complaints.push_back(std::move(one)); }};
  auto text = read_text(in, raw.name, sink);
  return text ? read_lint_file(std::move(*text), raw.name) : refused;
}

/// Lints the files as one deck of the words in it.
inline std::vector<Finding> lint_raw(const std::vector<RawFile>& deck) {
  std::vector<LintFile> files;
  WordSet words;
  for (const RawFile& raw : deck) {
    files.push_back(read_raw(raw));
    for (const Entry& entry : files.back().entries) words.add(entry.headword);
  }
  return lint(files, words);
}

/// The files of a folder, by name.
inline std::vector<RawFile> read_folder(const std::string& folder) {
  std::vector<RawFile> files;
  for (const auto& item : std::filesystem::directory_iterator(folder)) {
    const std::string name = item.path().filename().string();
    if (name.ends_with(".md")) files.push_back({name, file_bytes(item.path().string())});
  }
  std::ranges::sort(files, {}, &RawFile::name);
  return files;
}

inline const std::vector<RawFile>& clean_deck() {
  static const std::vector<RawFile> deck = read_folder(LIANXI_TEST_DIR "/clean");
  return deck;
}

inline std::string replaced(std::string text, std::string_view old, std::string_view fresh) {
  for (auto at = text.find(old); at != text.npos; at = text.find(old, at + fresh.size())) {
    text.replace(at, old.size(), fresh);
  }
  return text;
}

/// A file with one fault.
struct Fault {
  std::string change;  ///< for a failing test to show
  RawFile file;
  TextPlace place;
};

/// Takes the ‸ out of a text and says where it stood.
inline TextPlace take_caret(std::string& text) {
  const std::string caret = "‸";
  const auto at = text.find(caret);
  if (at == text.npos) return {0, 0};
  text.erase(at, caret.size());
  TextPlace place;
  for (std::size_t i = 0; i < at; ++i) {
    if (text[i] == '\n') {
      place = {place.line + 1, 1};
    } else if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) {
      ++place.column;
    }
  }
  return place;
}

/// The file of the clean deck with `old` in it, changed; no file where `old` does not stand in the
/// deck exactly once.
inline Fault make_fault(const std::string& old, const std::string& fresh) {
  Fault fault{old + " => " + fresh, {}, {}};
  for (const RawFile& file : clean_deck()) {
    const auto at = file.bytes.find(old);
    if (at == file.bytes.npos) continue;
    if (!fault.file.name.empty() || file.bytes.find(old, at + 1) != file.bytes.npos) return {};
    fault.file = file;
    fault.file.bytes.replace(at, old.size(), fresh);
    fault.place = take_caret(fault.file.bytes);
  }
  return fault;
}

/// The faults of faults/<code>.txt.
inline std::vector<Fault> read_faults(std::string_view code) {
  std::vector<Fault> faults;
  std::ifstream in(LIANXI_TEST_DIR "/faults/" + std::string(code) + ".txt");
  for (std::string line; std::getline(in, line);) {
    const auto arrow = line.find(" => ");
    if (arrow == line.npos) continue;
    faults.push_back(make_fault(replaced(line.substr(0, arrow), "\\n", "\n"),
                                replaced(line.substr(arrow + 4), "\\n", "\n")));
  }
  return faults;
}

}  // namespace lianxi::test
