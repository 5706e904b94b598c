#include "base/hash.h"

#include <sha256.h>
#define XXH_INLINE_ALL  // nothing more to link
#include <xxhash.h>

#include <cstring>
#include <new>

namespace lianxi {
namespace {

SHA2_CTX* context(unsigned char* state) { return std::launder(reinterpret_cast<SHA2_CTX*>(state)); }

}  // namespace

Digest::Digest() {
  static_assert(sizeof(SHA2_CTX) <= sizeof(state_));
  SHA256Init(new (state_) SHA2_CTX);
}

Digest& Digest::add(std::string_view bytes) {
  SHA256Update(context(state_), reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
  return *this;
}

Key Digest::key() {
  std::uint8_t digest[SHA256_DIGEST_LENGTH];
  SHA256Final(digest, context(state_));
  Key key;
  std::memcpy(key.bytes.data(), digest, key.bytes.size());
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
