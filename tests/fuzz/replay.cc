// Runs a fuzz target without a fuzzer: every file of a folder, then changes made to them by chance.
// Arguments: the folder, and how many bytes of an input are choices, made anew each time.
// LIANXI_SEED repeats the changes of a run.

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

constexpr int kChangedInputs = 1500;
constexpr std::size_t kLongest = 1500;

/// "a\x1b[2J": an input as C++ writes it.
std::string escaped(const std::string& input) {
  std::string text;
  for (const char c : input) {
    char piece[8];
    std::snprintf(piece, sizeof piece, c >= ' ' && c <= '~' ? "%c" : "\\x%02x",
                  static_cast<unsigned>(static_cast<unsigned char>(c)));
    text += piece;
  }
  return text;
}

bool passes(const std::string& input, const std::string& name) {
  try {
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
    return true;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s: %s\n%s\n", name.c_str(), error.what(), escaped(input).c_str());
    return false;
  }
}

/// Pieces moved, doubled, taken out, taken from another input, and bytes by chance.
std::string changed(std::string input, const std::string& other, std::size_t choices,
                    std::mt19937& random) {
  const auto below = [&](std::size_t n) { return n == 0 ? 0 : random() % n; };
  for (std::size_t changes = 1 + below(6); changes > 0; --changes) {
    const std::size_t at = below(input.size() + 1);
    switch (below(5)) {
      case 0:
        input.insert(at, 1, static_cast<char>(below(256)));
        break;
      case 1:
        if (at < input.size()) input[at] = static_cast<char>(below(256));
        break;
      case 2:
        input.erase(at, below(30));
        break;
      case 3:
        input.insert(at, input.substr(below(input.size()), below(30)));
        break;
      default:
        input.insert(at, other.substr(below(other.size()), below(60)));
    }
  }
  for (std::size_t i = 0; i < std::min(choices, input.size()); ++i) {
    input[i] = static_cast<char>(below(256));
  }
  return input.substr(0, kLongest);
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2 && count != 3) return 2;
  const std::size_t choices = count == 3 ? std::strtoul(arguments[2], nullptr, 10) : 0;
  std::vector<std::filesystem::path> files;
  for (const auto& file : std::filesystem::directory_iterator(arguments[1])) files.push_back(file);
  std::sort(files.begin(), files.end());
  std::vector<std::string> inputs;
  bool good = !files.empty();
  for (const auto& file : files) {
    std::ifstream in(file, std::ios::binary);
    inputs.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    good = passes(inputs.back(), file.filename().string()) && good;
  }
  const char* given = std::getenv("LIANXI_SEED");
  const unsigned long seed = given ? std::strtoul(given, nullptr, 10) : std::random_device{}();
  std::printf("%zu files; then LIANXI_SEED=%lu\n", files.size(), seed);
  std::fflush(stdout);
  std::mt19937 random(static_cast<std::mt19937::result_type>(seed));
  for (int i = 0; good && i < kChangedInputs; ++i) {
    const std::string& input = inputs[random() % inputs.size()];
    good = passes(changed(input, inputs[random() % inputs.size()], choices, random),
                  "changed input " + std::to_string(i));
  }
  return good ? 0 : 1;
}
