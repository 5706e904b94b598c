#pragma once

// The compression function of SHA-256, which is nearly all that a hash costs: by the processor's
// own instructions where it has them (five times as fast), else as libmd computes it. Both give the
// same. Source: FIPS 180-4, section 6.2.2.

#include <array>
#include <cstddef>
#include <cstdint>

namespace lianxi {

using Sha256State = std::array<std::uint32_t, 8>;

inline constexpr std::size_t kSha256Block = 64;  ///< bytes
inline constexpr Sha256State kSha256Start = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                             0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

/// Takes `count` blocks into the state, in the fastest way that this computer has.
void compress_sha256(Sha256State& state, const unsigned char* blocks, std::size_t count);

/// The same in portable code, whatever the computer has.
void compress_sha256_portably(Sha256State& state, const unsigned char* blocks, std::size_t count);

}  // namespace lianxi
