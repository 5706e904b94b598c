#pragma once

// Chance as a fixed sequence: whoever needs it is given a seed, and the same seed gives the same
// numbers on every machine, unlike the distributions of <random>.

#include <cstdint>

namespace lianxi {

/// SplitMix64. Small enough (one word) that every card of a simulation has its own.
/// Source: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
class SplitMix64 {
 public:
  constexpr explicit SplitMix64(std::uint64_t seed) : state_(seed) {}

  constexpr std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }
  /// Uniform in [0, 1): the upper 53 bits of the next number.
  constexpr double uniform() { return static_cast<double>(next() >> 11) * 0x1p-53; }

 private:
  std::uint64_t state_;
};

/// A generator of its own for each of many things under one seed: what one of them draws does not
/// change what another will.
constexpr SplitMix64 stream_of(std::uint64_t seed, std::uint64_t index) {
  return SplitMix64(SplitMix64(SplitMix64(seed).next() + index).next());
}

}  // namespace lianxi
