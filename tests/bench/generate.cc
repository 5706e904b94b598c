// How many bytes of Markdown become entries and cards in a second, on one core and without a
// database: each step by itself, the whole, and a floor that decodes the same text line by line.
// The text is that of all starter decks; an argument that is no option, or LIANXI_BENCH_DECK, names
// a file to read instead, such as one that made_deck.py has made.

#include "cards/generate.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "cards/frames.h"
#include "cards/glosses.h"
#include "import/lines.h"
#include "import/markdown_writer.h"
#include "import/reader.h"
#include "text/utf8.h"

namespace {

using namespace lianxi;

std::string text_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The pages of every deck, one after the other; what a deck says of itself is left out.
std::string starter_decks() {
  std::vector<std::filesystem::path> paths;
  for (const auto& file : std::filesystem::recursive_directory_iterator(
           std::filesystem::path(LIANXI_SOURCE_DIR) / "decks")) {
    const auto& path = file.path();
    if (path.extension() == ".md" && path.filename() != "deck.md") paths.push_back(path);
  }
  std::sort(paths.begin(), paths.end());
  std::string text;
  for (const auto& path : paths) text += text_of(path) + "\n";
  return text;
}

struct Deck {
  std::string text;
  std::vector<Entry> entries;
  WordSet words;
};
Deck deck;

std::vector<Entry> read(std::string_view text) {
  std::vector<Entry> entries;
  const Sink sink{[&](Entry entry) { entries.push_back(std::move(entry)); }, [](Diagnostic) {}};
  read_entries(text, "deck", sink);
  return entries;
}

void count_bytes(benchmark::State& state) {
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(deck.text.size()));
}

/// Runs `work` on every entry.
template <typename Work>
void for_entries(benchmark::State& state, Work work) {
  for (auto _ : state) {
    for (const Entry& entry : deck.entries) benchmark::DoNotOptimize(work(entry));
  }
  count_bytes(state);
}

void floor_decode(benchmark::State& state) {
  for (auto _ : state) {
    std::uint32_t sum = 0;
    for (Lines lines(deck.text); lines.next();) {
      const std::string_view line = lines.line();
      for (std::size_t at = 0; at < line.size();) sum += decode_utf8(line, at);
    }
    benchmark::DoNotOptimize(sum);
  }
  count_bytes(state);
}
BENCHMARK(floor_decode);

void markdown_to_entries(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(read(deck.text));
  count_bytes(state);
}
BENCHMARK(markdown_to_entries);

void entries_to_cards(benchmark::State& state) {
  for_entries(state, [](const Entry& entry) { return generate_cards(entry, deck.words); });
}
BENCHMARK(entries_to_cards);

void markdown_to_cards(benchmark::State& state) {
  for (auto _ : state) {
    const Sink sink{
        [](const Entry& entry) { benchmark::DoNotOptimize(generate_cards(entry, deck.words)); },
        [](Diagnostic) {}};
    read_entries(deck.text, "deck", sink);
  }
  count_bytes(state);
}
BENCHMARK(markdown_to_cards);

// What an import does besides.

void cards_to_frames(benchmark::State& state) {
  std::vector<CardSet> sets;
  for (const Entry& entry : deck.entries) sets.push_back(generate_cards(entry, deck.words));
  for (auto _ : state) {
    for (std::size_t i = 0; i < sets.size(); ++i) {
      benchmark::DoNotOptimize(frame_uses(deck.entries[i], sets[i], deck.words));
    }
  }
  count_bytes(state);
}
BENCHMARK(cards_to_frames);

void entries_to_glosses(benchmark::State& state) {
  for_entries(state, [](const Entry& entry) { return glosses_of(entry); });
}
BENCHMARK(entries_to_glosses);

void entries_to_markdown(benchmark::State& state) {
  for_entries(state, [](const Entry& entry) { return write_markdown(entry); });
}
BENCHMARK(entries_to_markdown);

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  const char* path = argc > 1 ? argv[1] : std::getenv("LIANXI_BENCH_DECK");
  deck.text = path != nullptr ? text_of(path) : starter_decks();
  deck.entries = read(deck.text);
  for (const Entry& entry : deck.entries) deck.words.add(entry.headword);
  if (deck.entries.empty()) return 1;
  benchmark::AddCustomContext("entries", std::to_string(deck.entries.size()));
  benchmark::AddCustomContext("bytes", std::to_string(deck.text.size()));
  benchmark::RunSpecifiedBenchmarks();
}
