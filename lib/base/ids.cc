#include "base/ids.h"

#include <charconv>
#include <limits>

namespace lianxi {
namespace {

constexpr char kHex[] = "0123456789abcdef";

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

std::string to_hex(const Key& key) {
  std::string hex(2 * key.bytes.size(), '0');
  for (std::size_t i = 0; i < key.bytes.size(); ++i) {
    hex[2 * i] = kHex[key.bytes[i] >> 4];
    hex[2 * i + 1] = kHex[key.bytes[i] & 15];
  }
  return hex;
}

std::optional<Key> key_from_hex(std::string_view hex) {
  if (hex.size() != 32) return std::nullopt;
  Key key;
  for (std::size_t i = 0; i < 16; ++i) {
    const int high = hex_value(hex[2 * i]);
    const int low = hex_value(hex[2 * i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    key.bytes[i] = static_cast<std::uint8_t>(high << 4 | low);
  }
  return key;
}

std::uint64_t leading_bits(const Key& key) {
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < 8; ++i) bits = bits << 8 | key.bytes[i];
  return bits;
}

std::string to_hex(DeviceId device) {
  const auto value = static_cast<std::uint64_t>(device);
  std::string hex;
  for (int shift = 60; shift >= 0; shift -= 4) hex += kHex[value >> shift & 15];
  return hex;
}

std::string to_string(const EventId& id) {
  return to_hex(id.device) + "-" + std::to_string(id.seq);
}

std::optional<EventId> event_id_from_string(std::string_view text) {
  if (text.size() < 18 || text[16] != '-') return std::nullopt;
  std::uint64_t device = 0;
  std::int64_t seq = 0;
  const auto* end = text.data() + text.size();
  const auto device_read = std::from_chars(text.data(), text.data() + 16, device, 16);
  const auto seq_read = std::from_chars(text.data() + 17, end, seq);
  if (device_read.ptr != text.data() + 16 || seq_read.ptr != end || seq_read.ec != std::errc{}) {
    return std::nullopt;
  }
  if (device == 0 || device > std::numeric_limits<std::int64_t>::max() || seq < 1) {
    return std::nullopt;
  }
  return EventId{static_cast<DeviceId>(device), seq};
}

}  // namespace lianxi
