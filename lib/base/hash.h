#pragma once

// Hashes: SHA-256 where a name must not be forged by a deck's text, XXH3 (xxhash) where
// millions of members are added up, FNV-1a and SplitMix64 where a small fixed mixing function is
// enough.

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "base/sha256.h"

namespace lianxi {

/// The first 16 bytes of SHA-256 over the parts, each followed by a NUL, so that ("ab","c") and
/// ("a","bc") differ.
Key hash_key(std::initializer_list<std::string_view> parts);

/// SHA-256 fed piece by piece.
class Digest {
 public:
  Digest& add(std::string_view bytes);
  /// The first 16 bytes as 32 hex digits. Ends the digest.
  std::string hex();
  /// The first 16 bytes. Ends the digest.
  Key key();

 private:
  Sha256State state_ = kSha256Start;
  std::uint64_t size_ = 0;                           ///< bytes added so far
  std::array<unsigned char, kSha256Block> block_{};  ///< the last of them, where they fill no block
};

/// A digest of a set with repetitions: the sum of its members' XXH3 hashes of 128 bits, so that the
/// order in which they are added does not matter. It tells whether two computers hold the same;
/// who means to find two sets of one sum can.
class SetDigest {
 public:
  void add(std::string_view member);
  std::string hex() const;  ///< 32 hex digits

 private:
  std::uint64_t high_ = 0;
  std::uint64_t low_ = 0;
};

/// FNV-1a, 64 bits: offset basis 0xcbf29ce484222325, prime 0x100000001b3.
std::uint64_t fnv1a64(std::string_view bytes, std::uint64_t basis = 0xcbf29ce484222325ULL);

/// The first output of SplitMix64 from this seed. Source: Steele, Lea, Flood, OOPSLA 2014.
std::uint64_t splitmix64(std::uint64_t seed);

}  // namespace lianxi
