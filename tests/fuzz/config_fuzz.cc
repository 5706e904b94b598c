// The configuration file and `config set`: the first line is `KEY VALUE`, the rest is the file.
// What is set is read back, and nothing else of the file changes.

#include <algorithm>
#include <cstdint>
#include <vector>

#include "app/config_file.h"
#include "app/config_text.h"
#include "fuzz/require.h"

namespace lianxi::app {
namespace {

std::vector<std::optional<std::string>> all_settings(std::string_view text) {
  std::vector<std::optional<std::string>> values;
  for (const MachineSetting& setting : machine_settings()) {
    values.push_back(setting_in(text, setting.key));
  }
  return values;
}

/// The lines of `after` are those of `before`, but for one that was changed or put in.
void require_one_line(std::string_view before, std::string_view after) {
  const auto old = split(before, '\n'), made = split(after, '\n');
  std::size_t head = 0;
  while (head < std::min(old.size(), made.size()) && old[head] == made[head]) ++head;
  std::size_t tail = 0;
  while (tail < std::min(old.size(), made.size()) - head &&
         old[old.size() - 1 - tail] == made[made.size() - 1 - tail]) {
    ++tail;
  }
  const bool more = made.size() > old.size();
  require(made.size() - old.size() <= 2 && made.size() - head - tail <= (more ? 2 : 1),
          "another line is not what it was");
}

/// From the first [table] on: its settings are not ours.
std::string_view tables_of(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (trim(text.substr(at, end - at)).starts_with('[')) return text.substr(at);
    at = end + 1;
  }
  return "";
}

void run(std::string_view input) {
  const std::string_view first = input.substr(0, input.find('\n'));
  const std::string_view text = input.substr(std::min(first.size() + 1, input.size()));
  const std::string_view key = first.substr(0, first.find(' '));
  const std::string_view value = first.substr(std::min(key.size() + 1, first.size()));
  const auto settings = machine_settings();
  const auto known = std::ranges::find(settings, key, &MachineSetting::key);
  const auto before = all_settings(text);
  if (known == settings.end()) return;

  const std::string after = with_setting(text, key, value);
  auto expected = before;
  expected[static_cast<std::size_t>(known - settings.begin())] = std::string(value);
  require(all_settings(after) == expected, "another setting than was set:\n{}", after);
  require_one_line(text, after);
  require(after.ends_with(tables_of(text)), "a table changes:\n{}", after);
  require(with_setting(after, key, value) == after, "setting it again changes the file:\n{}",
          after);
}

}  // namespace
}  // namespace lianxi::app

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  lianxi::app::run({reinterpret_cast<const char*>(data), size});
  return 0;
}
