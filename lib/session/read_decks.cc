#include "session/read_decks.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include "base/limits.h"

namespace lianxi {
namespace {

namespace fs = std::filesystem;

/// Collects what readers find.
class DeckReader {
 public:
  explicit DeckReader(std::istream& standard_input) : standard_input_(standard_input) {}

  void read_path(const std::string& path) {
    if (path == "-") {
      read_stream(standard_input_, "-", "-", deck("standard-input"));
    } else if (fs::is_directory(path)) {
      read_folder(path);
    } else if (fs::exists(path)) {
      read_file(path, fs::path(path).filename().string(), deck(fs::path(path).stem().string()));
    } else {
      throw Error(ErrorKind::input, path + ": no such file or folder",
                  "name a page, a deck file or a deck folder");
    }
  }

  ReadResult take() {
    std::erase_if(result_.decks, [](const DeckFiles& deck) { return deck.entries.empty(); });
    return std::move(result_);
  }

 private:
  /// A folder with entries is a deck; its folders are decks of their own.
  void read_folder(const std::string& path) {
    const fs::path folder = fs::canonical(path);
    if (!folders_.insert(folder.string()).second) return;  // a link back to one that is read
    std::vector<std::string> files, folders;
    for (const fs::directory_entry& item : fs::directory_iterator(path)) {
      const std::string name = item.path().filename().string();
      if (name.starts_with('.') || name.ends_with('~') || name == "README.md") continue;
      if (item.is_directory()) {
        folders.push_back(item.path().string());
      } else if (name.ends_with(".md") || name.ends_with(".txt")) {
        if (!item.is_regular_file()) {
          throw Error(ErrorKind::input, item.path().string() + ": a pipe or a device, not a file",
                      "a deck folder holds files");
        }
        files.push_back(item.path().string());
      }
    }
    std::sort(files.begin(), files.end());
    std::sort(folders.begin(), folders.end());
    if (files.empty() && folders.empty()) {
      throw Error(ErrorKind::input, path + ": no .md or .txt file in this folder",
                  "name a page, a deck file or a deck folder");
    }
    const std::string name = folder.filename().string();
    for (const std::string& file : files) {
      read_file(file, fs::path(file).filename().string(), deck(name));
    }
    for (const std::string& inner : folders) read_folder(inner);
  }

  void read_file(const std::string& path, const std::string& place, std::size_t deck) {
    std::ifstream in(path, std::ios::binary);
    if (!in) {
      throw Error(ErrorKind::input, path + ": cannot be opened", "see whether you may read it");
    }
    read_stream(in, path, place, deck);
  }

  void read_stream(std::istream& in, const std::string& source, const std::string& place,
                   std::size_t deck) {
    int position = 0;
    const Sink sink{
        [&](Entry entry) {
          result_.decks[deck].entries.push_back({std::move(entry), source, place, ++position});
          count(source, 0, 0, 1);
        },
        [&](Diagnostic diagnostic) { result_.diagnostics.push_back(std::move(diagnostic)); }};
    const auto text = read_text(in, source, sink);
    if (!text) return;
    count(source, text->size(), static_cast<std::size_t>(std::ranges::count(*text, '\n')), 0);
    if (place == "deck.md") {
      result_.decks[deck].info = read_deck_info(*text, source, sink);
    } else {
      read_entries(*text, source, sink);
    }
  }

  /// Adds to what has been read, which has its bounds however many files there are.
  void count(const std::string& source, std::size_t bytes, std::size_t lines, std::size_t entries) {
    bytes_ += bytes;
    lines_ += lines;
    entries_ += entries;
    if (bytes_ <= kMaxReading && lines_ <= kMaxReadingLines && entries_ <= kMaxReadingEntries) {
      return;
    }
    throw Error(ErrorKind::input,
                source + ": up to here more than 128 MiB, a million lines or 100,000 entries",
                "read decks one after the other, not all at once");
  }

  /// The index of the deck of this name.
  std::size_t deck(const std::string& name) {
    for (std::size_t i = 0; i < result_.decks.size(); ++i) {
      if (result_.decks[i].name == name) return i;
    }
    result_.decks.push_back({name, {}, {}});
    return result_.decks.size() - 1;
  }

  std::istream& standard_input_;
  std::set<std::string> folders_;  ///< those that are read, by their true names
  std::size_t bytes_ = 0, lines_ = 0, entries_ = 0;
  ReadResult result_;
};

}  // namespace

bool ReadResult::failed() const {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& diagnostic) { return diagnostic.fatal; });
}

ReadResult read_decks(const std::vector<std::string>& paths, std::istream& standard_input) {
  DeckReader reader(standard_input);
  for (const std::string& path : paths) reader.read_path(path);
  ReadResult result = reader.take();
  if (result.decks.empty() && !result.failed()) {
    throw Error(ErrorKind::input, paths.front() + ": no entry in it",
                "a deck folder holds deck.md and one or more files with entries");
  }
  return result;
}

}  // namespace lianxi
