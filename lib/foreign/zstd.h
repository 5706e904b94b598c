#pragma once

// Zstandard as packages hold it: frames that do not say how much is in them, so that it is
// unpacked as it comes. The only file that includes zstd.h.

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "foreign/archive.h"

namespace lianxi {

/// Unpacks one stream, piece by piece.
class Unzstd {
 public:
  /// Gives what it unpacks to `take`, `most` bytes altogether.
  Unzstd(std::size_t most, TakeBytes take);
  ~Unzstd();
  Unzstd(const Unzstd&) = delete;
  Unzstd& operator=(const Unzstd&) = delete;

  /// Throws Error (input) where this is no zstd, is damaged or becomes too large.
  void add(std::string_view packed);
  /// Throws Error (input) where the stream is cut off.
  void finish() const;

 private:
  struct Stream;
  std::unique_ptr<Stream> stream_;
  TakeBytes take_;
  std::size_t most_;
  std::size_t packed_ = 0;
  std::size_t unpacked_ = 0;
  bool ended_ = false;  ///< at the end of a frame
};

std::string unzstd(std::string_view packed, std::size_t most);

}  // namespace lianxi
