#include "import/media_names.h"

#include <algorithm>
#include <array>
#include <optional>

#include "text/utf8.h"

namespace lianxi {
namespace {

/// What file systems take, in bytes.
constexpr std::size_t kLongestFileName = 255;

std::optional<unsigned> hex_digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A' + 10);
  return std::nullopt;
}

/// Names that one system takes for a device, whatever follows their first dot.
bool is_device(std::string_view name) {
  std::string stem(name.substr(0, name.find('.')));
  for (char& c : stem) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  constexpr std::array<std::string_view, 6> whole = {"con", "prn",    "aux",
                                                     "nul", "conin$", "conout$"};
  if (std::find(whole.begin(), whole.end(), stem) != whole.end()) return true;
  const bool numbered = stem.starts_with("com") || stem.starts_with("lpt");
  return numbered && stem.size() == 4 && stem[3] >= '0' && stem[3] <= '9';
}

bool is_forbidden(char32_t c) {
  constexpr std::u32string_view signs = U"/\\:*?\"<>|";
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || signs.find(c) != std::u32string_view::npos;
}

/// "http:", "file:": a scheme has two letters or more.
bool is_elsewhere(std::string_view address) {
  const std::size_t colon = address.find(':');
  return address.starts_with("//") ||
         (colon != std::string_view::npos && colon > 1 &&
          address.substr(0, colon).find_first_of("./ ") == std::string_view::npos);
}

}  // namespace

std::vector<std::string> media_names(std::string_view text) {
  constexpr std::array<std::string_view, 2> beginnings = {"[sound:", "[image:"};
  std::vector<std::string> names;
  for (std::size_t at = text.find('['); at < text.size(); at = text.find('[', at + 1)) {
    const std::string_view here = text.substr(at, beginnings[0].size());
    if (std::find(beginnings.begin(), beginnings.end(), here) == beginnings.end()) continue;
    const std::size_t begin = at + here.size();
    const std::size_t end = text.find(']', begin);
    if (end == std::string_view::npos) break;
    const std::string_view name = trim(text.substr(begin, end - begin));
    if (name.empty() || is_elsewhere(name)) continue;
    if (std::find(names.begin(), names.end(), name) == names.end()) names.emplace_back(name);
  }
  return names;
}

bool is_safe_file_name(std::string_view name) {
  if (name.empty() || name.size() > kLongestFileName || first_invalid_utf8(name)) return false;
  if (name.back() == '.' || name.back() == ' ' || is_device(name)) return false;
  const std::u32string points = decode_utf8(name);
  return std::none_of(points.begin(), points.end(), is_forbidden);
}

std::string name_in_address(std::string_view address) {
  if (is_elsewhere(address)) return std::string(address);
  std::string name;
  for (std::size_t i = 0; i < address.size(); ++i) {
    const auto high = i + 2 < address.size() ? hex_digit(address[i + 1]) : std::nullopt;
    const auto low = high ? hex_digit(address[i + 2]) : std::nullopt;
    if (address[i] == '%' && low) {
      name += static_cast<char>(*high * 16 + *low);
      i += 2;
    } else {
      name += address[i];
    }
  }
  return name;
}

}  // namespace lianxi
