#include "foreign/anki_fields.h"

#include <sha1.h>

#include "base/hash.h"

namespace lianxi {
namespace {

constexpr std::int64_t kFirstNumber = 1'400'000'000'000;
constexpr std::uint64_t kNumbers = 180'000'000'000;

std::string_view escaped(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\n':
      return "<br>";
    default:
      return "";
  }
}

std::string with_escapes(std::string_view text) {
  std::string html;
  for (const char c : text) {
    const std::string_view escape = escaped(c);
    escape.empty() ? html += c : html += escape;
  }
  return html;
}

}  // namespace

std::string anki_field(std::string_view text) {
  constexpr std::string_view kImage = "[image: ";
  std::string html;
  while (!text.empty()) {
    const std::size_t begin = text.find(kImage);
    const std::size_t end = begin == text.npos ? begin : text.find(']', begin);
    if (end == text.npos) break;
    const std::size_t name = begin + kImage.size();
    html += with_escapes(text.substr(0, begin));
    html += "<img src=\"" + with_escapes(text.substr(name, end - name)) + "\">";
    text.remove_prefix(end + 1);
  }
  return html + with_escapes(text);
}

std::int64_t anki_checksum(std::string_view text) {
  SHA1_CTX context;
  SHA1Init(&context);
  SHA1Update(&context, reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
  std::uint8_t digest[SHA1_DIGEST_LENGTH];
  SHA1Final(digest, &context);
  std::int64_t sum = 0;
  for (int i = 0; i < 4; ++i) sum = sum << 8 | digest[i];
  return sum;
}

std::int64_t AnkiNumbers::of(std::string_view sort, std::string_view name) {
  const std::uint64_t hash = fnv1a64(name, fnv1a64(sort));
  return free_from(kFirstNumber + static_cast<std::int64_t>(splitmix64(hash) % kNumbers));
}

std::int64_t AnkiNumbers::free_from(std::int64_t wanted) {
  while (!taken_.insert(wanted).second) ++wanted;
  return wanted;
}

}  // namespace lianxi
