#include "foreign/protobuf.h"

#include <optional>

namespace lianxi {
namespace {

constexpr int kVarintBits = 64;

std::optional<std::uint64_t> varint(std::string_view& message) {
  std::uint64_t number = 0;
  for (int shift = 0; shift < kVarintBits && !message.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(message.front());
    message.remove_prefix(1);
    number |= std::uint64_t{byte & 0x7fu} << shift;
    if (byte < 0x80) return number;
  }
  return std::nullopt;
}

/// `size` bytes, little end first where they are a number.
bool take_bytes(std::string_view& message, std::uint64_t size, ProtobufField& field) {
  if (size > message.size()) return false;
  field.bytes = message.substr(0, static_cast<std::size_t>(size));
  message.remove_prefix(static_cast<std::size_t>(size));
  return true;
}

bool take_fixed(std::string_view& message, std::uint64_t size, ProtobufField& field) {
  if (!take_bytes(message, size, field)) return false;
  for (std::size_t i = 0; i < field.bytes.size(); ++i) {
    field.number |= std::uint64_t{static_cast<unsigned char>(field.bytes[i])} << (8 * i);
  }
  return true;
}

bool take_field(std::string_view& message, ProtobufField& field) {
  const auto tag = varint(message);
  if (!tag) return false;
  field.field = *tag >> 3;
  const auto wire_type = *tag & 7;
  if (wire_type == 1) return take_fixed(message, 8, field);
  if (wire_type == 5) return take_fixed(message, 4, field);
  if (wire_type != 0 && wire_type != 2) return false;
  const auto number = varint(message);
  if (!number) return false;
  field.is_bytes = wire_type == 2;
  if (field.is_bytes) return take_bytes(message, *number, field);
  field.number = *number;
  return true;
}

}  // namespace

bool read_protobuf(std::string_view message,
                   const std::function<void(const ProtobufField&)>& visit) {
  while (!message.empty()) {
    ProtobufField field;
    if (!take_field(message, field)) return false;
    visit(field);
  }
  return true;
}

}  // namespace lianxi
