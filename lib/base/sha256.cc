#include "base/sha256.h"

#include <sha256.h>

// What the processor can do the dynamic linker has found out already (glibc 2.33): to ask again
// costs 30 us in a virtual machine. clang does not take that header as C++.
#if defined(__x86_64__) && !defined(__clang__) && __has_include(<sys/platform/x86.h>)
#define LIANXI_SHA_INSTRUCTIONS
#include <immintrin.h>
#include <sys/platform/x86.h>
#endif

namespace lianxi {
namespace {

using Compress = void (*)(Sha256State&, const unsigned char*, std::size_t);

#ifdef LIANXI_SHA_INSTRUCTIONS

/// FIPS 180-4, section 4.2.2.
alignas(16) constexpr std::uint32_t kRound[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

#define LIANXI_TARGET_SHA __attribute__((target("sha,sse4.1")))

/// The state as the instructions want it: two halves, a b e f and c d g h, last word first.
struct Halves {
  __m128i abef, cdgh;
};

LIANXI_TARGET_SHA inline __m128i load(const void* from) {
  return _mm_loadu_si128(static_cast<const __m128i*>(from));
}

LIANXI_TARGET_SHA inline Halves load_halves(const Sha256State& state) {
  const __m128i cdab = _mm_shuffle_epi32(load(&state[0]), 0xB1);
  const __m128i efgh = _mm_shuffle_epi32(load(&state[4]), 0x1B);
  return {_mm_alignr_epi8(cdab, efgh, 8), _mm_blend_epi16(efgh, cdab, 0xF0)};
}

LIANXI_TARGET_SHA inline void store_halves(const Halves& halves, Sha256State& state) {
  const __m128i feba = _mm_shuffle_epi32(halves.abef, 0x1B);
  const __m128i dchg = _mm_shuffle_epi32(halves.cdgh, 0xB1);
  _mm_storeu_si128(reinterpret_cast<__m128i*>(&state[0]), _mm_blend_epi16(feba, dchg, 0xF0));
  _mm_storeu_si128(reinterpret_cast<__m128i*>(&state[4]), _mm_alignr_epi8(dchg, feba, 8));
}

/// Four rounds with four words of the schedule; `round` is the first of them.
LIANXI_TARGET_SHA inline void four_rounds(Halves& halves, __m128i words, std::size_t round) {
  const __m128i sums = _mm_add_epi32(words, load(&kRound[round]));
  halves.cdgh = _mm_sha256rnds2_epu32(halves.cdgh, halves.abef, sums);
  halves.abef = _mm_sha256rnds2_epu32(halves.abef, halves.cdgh, _mm_shuffle_epi32(sums, 0x0E));
}

/// The four words of the schedule that follow on sixteen.
LIANXI_TARGET_SHA inline __m128i next_words(__m128i first, __m128i second, __m128i third,
                                            __m128i fourth) {
  const __m128i sum =
      _mm_add_epi32(_mm_sha256msg1_epu32(first, second), _mm_alignr_epi8(fourth, third, 4));
  return _mm_sha256msg2_epu32(sum, fourth);
}

LIANXI_TARGET_SHA void compress_by_instructions(Sha256State& state, const unsigned char* blocks,
                                                std::size_t count) {
  const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
  Halves halves = load_halves(state);
  for (; count > 0; --count, blocks += kSha256Block) {
    const Halves before = halves;
    __m128i w0 = _mm_shuffle_epi8(load(blocks), big_endian);
    __m128i w1 = _mm_shuffle_epi8(load(blocks + 16), big_endian);
    __m128i w2 = _mm_shuffle_epi8(load(blocks + 32), big_endian);
    __m128i w3 = _mm_shuffle_epi8(load(blocks + 48), big_endian);
    for (std::size_t round = 0;; round += 16) {
      four_rounds(halves, w0, round);
      four_rounds(halves, w1, round + 4);
      four_rounds(halves, w2, round + 8);
      four_rounds(halves, w3, round + 12);
      if (round == 48) break;
      w0 = next_words(w0, w1, w2, w3);
      w1 = next_words(w1, w2, w3, w0);
      w2 = next_words(w2, w3, w0, w1);
      w3 = next_words(w3, w0, w1, w2);
    }
    halves.abef = _mm_add_epi32(halves.abef, before.abef);
    halves.cdgh = _mm_add_epi32(halves.cdgh, before.cdgh);
  }
  store_halves(halves, state);
}

Compress fastest() {
  const bool has_instructions =
      CPU_FEATURE_ACTIVE(SHA) && CPU_FEATURE_ACTIVE(SSSE3) && CPU_FEATURE_ACTIVE(SSE4_1);
  return has_instructions ? compress_by_instructions : compress_sha256_portably;
}

#else

Compress fastest() { return compress_sha256_portably; }

#endif

}  // namespace

void compress_sha256(Sha256State& state, const unsigned char* blocks, std::size_t count) {
  static const Compress compress = fastest();
  compress(state, blocks, count);
}

void compress_sha256_portably(Sha256State& state, const unsigned char* blocks, std::size_t count) {
  for (; count > 0; --count, blocks += kSha256Block) SHA256Transform(state.data(), blocks);
}

}  // namespace lianxi
