#include "foreign/zstd.h"

#include <zstd.h>

#include <utility>
#include <vector>

#include "base/error.h"

namespace lianxi {
namespace {

/// As much memory as a stream may ask for: 128 MiB.
constexpr int kMostWindowBits = 27;

[[noreturn]] void refuse_packed(const char* why) {
  throw Error(ErrorKind::input, why, "get it again");
}

}  // namespace

struct Unzstd::Stream {
  Stream() : context(ZSTD_createDStream()), block(ZSTD_DStreamOutSize()) {
    if (!context) refuse_packed("cannot be unpacked: there is not enough memory");
    ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, kMostWindowBits);
  }
  ~Stream() { ZSTD_freeDStream(context); }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  ZSTD_DStream* context;
  std::vector<char> block;
};

Unzstd::Unzstd(std::size_t most, TakeBytes take)
    : stream_(std::make_unique<Stream>()), take_(std::move(take)), most_(most) {}
Unzstd::~Unzstd() = default;

void Unzstd::add(std::string_view packed) {
  packed_ += packed.size();
  ZSTD_inBuffer in{packed.data(), packed.size(), 0};
  for (bool full = false; in.pos < in.size || full;) {
    ZSTD_outBuffer out{stream_->block.data(), stream_->block.size(), 0};
    const std::size_t wanted = ZSTD_decompressStream(stream_->context, &out, &in);
    if (ZSTD_isError(wanted)) refuse_packed("is damaged: a file in it cannot be unpacked");
    ended_ = wanted == 0;
    full = out.pos == out.size && !ended_;
    unpacked_ += out.pos;
    if (unpacked_ > most_) refuse_packed("holds more than is taken from one file");
    if (unpacked_ > most_unpacked(packed_)) {
      refuse_packed("was made to harm: it holds far more than it could");
    }
    if (out.pos > 0 && !take_({stream_->block.data(), out.pos})) return;
  }
}

void Unzstd::finish() const {
  if (!ended_) refuse_packed("is cut off");
}

std::string unzstd(std::string_view packed, std::size_t most) {
  std::string all;
  Unzstd stream(most, [&all](std::string_view next) {
    all.append(next);
    return true;
  });
  stream.add(packed);
  stream.finish();
  return all;
}

}  // namespace lianxi
