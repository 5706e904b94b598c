#pragma once

// Messages of Protocol Buffers without their description: which fields there are and what stands in
// them. Source: https://protobuf.dev/programming-guides/encoding.

#include <cstdint>
#include <functional>
#include <string_view>

namespace lianxi {

/// A field: a number, or bytes (a text or another message).
struct ProtobufField {
  std::uint64_t field = 0;
  bool is_bytes = false;
  std::uint64_t number = 0;
  std::string_view bytes;
};

/// Calls `visit` with every field in order. False where the message is damaged; what stood before
/// has been visited.
bool read_protobuf(std::string_view message,
                   const std::function<void(const ProtobufField&)>& visit);

}  // namespace lianxi
