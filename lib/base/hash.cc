#include "base/hash.h"

#define XXH_INLINE_ALL  // nothing more to link
#include <xxhash.h>

#include <algorithm>

namespace lianxi {

Digest& Digest::add(std::string_view bytes) {
  const std::size_t held = size_ % kSha256Block;
  size_ += bytes.size();
  if (held > 0) {
    const std::size_t taken = std::min(bytes.size(), kSha256Block - held);
    std::copy_n(bytes.begin(), taken, block_.begin() + static_cast<std::ptrdiff_t>(held));
    bytes.remove_prefix(taken);
    if (held + taken < kSha256Block) return *this;
    compress_sha256(state_, block_.data(), 1);
  }
  const std::size_t blocks = bytes.size() / kSha256Block;
  compress_sha256(state_, reinterpret_cast<const unsigned char*>(bytes.data()), blocks);
  bytes.remove_prefix(blocks * kSha256Block);
  std::copy(bytes.begin(), bytes.end(), block_.begin());
  return *this;
}

/// A one bit, zeros up to the end of a block, and in its last 8 bytes how many bits there were.
Key Digest::key() {
  constexpr std::size_t kLength = kSha256Block - 8;
  std::size_t held = size_ % kSha256Block;
  block_[held++] = 0x80;
  std::fill(block_.begin() + static_cast<std::ptrdiff_t>(held), block_.end(), '\0');
  if (held > kLength) {
    compress_sha256(state_, block_.data(), 1);
    block_.fill(0);
  }
  for (std::size_t i = 0; i < 8; ++i) {
    block_[kLength + i] = static_cast<unsigned char>(size_ * 8 >> (56 - 8 * i));
  }
  compress_sha256(state_, block_.data(), 1);
  Key key;
  for (std::size_t i = 0; i < key.bytes.size(); ++i) {
    key.bytes[i] = static_cast<std::uint8_t>(state_[i / 4] >> (24 - 8 * (i % 4)));
  }
  return key;
}

std::string Digest::hex() { return to_hex(key()); }

Key hash_key(std::initializer_list<std::string_view> parts) {
  Digest digest;
  for (std::string_view part : parts) digest.add(part).add(std::string_view("\0", 1));
  return digest.key();
}

void SetDigest::add(std::string_view member) {
  const XXH128_hash_t hash = XXH3_128bits(member.data(), member.size());
  low_ += hash.low64;
  high_ += hash.high64 + (low_ < hash.low64 ? 1 : 0);
}

std::string SetDigest::hex() const {
  Key key;
  for (int i = 0; i < 8; ++i) {
    key.bytes[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(high_ >> (56 - 8 * i));
    key.bytes[static_cast<std::size_t>(i) + 8] = static_cast<std::uint8_t>(low_ >> (56 - 8 * i));
  }
  return to_hex(key);
}

std::uint64_t fnv1a64(std::string_view bytes, std::uint64_t basis) {
  std::uint64_t hash = basis;
  for (const char byte : bytes) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3ULL;
  return hash;
}

std::uint64_t splitmix64(std::uint64_t seed) {
  std::uint64_t z = seed + 0x9e3779b97f4a7c15ULL;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

}  // namespace lianxi
