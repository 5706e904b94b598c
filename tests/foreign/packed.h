#pragma once

// Archives made by the tests themselves, whatever their members are called.

#include <zlib.h>
#include <zstd.h>

#include <cstdint>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lianxi {

using Members = std::vector<std::pair<std::string, std::string>>;

inline std::string little_end(std::uint64_t number, int bytes) {
  std::string text;
  for (int i = 0; i < bytes; ++i) text += static_cast<char>(number >> (8 * i) & 0xff);
  return text;
}

/// What a member's header and its line in the directory share.
inline std::string zip_header(std::string_view name, std::string_view content) {
  const auto check =
      crc32(0, reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(content.size()));
  return little_end(20, 2) + little_end(0, 2) + little_end(0, 2) + little_end(0, 2) +
         little_end(0x21, 2) + little_end(check, 4) + little_end(content.size(), 4) +
         little_end(content.size(), 4) + little_end(name.size(), 2) + little_end(0, 2);
}

/// A zip archive that stores its members as they are.
inline std::string zipped(const Members& members) {
  std::string bytes, directory;
  for (const auto& [name, content] : members) {
    directory += "PK\x01\x02" + little_end(20, 2) + zip_header(name, content) + std::string(10, '\0') +
                 little_end(bytes.size(), 4) + name;
    bytes += "PK\x03\x04" + zip_header(name, content) + name + content;
  }
  return bytes + directory + "PK\x05\x06" + little_end(0, 4) + little_end(members.size(), 2) +
         little_end(members.size(), 2) + little_end(directory.size(), 4) +
         little_end(bytes.size(), 4) + little_end(0, 2);
}

/// A zstd frame that does not say how much is in it.
inline std::string zstd_frame(std::string_view content) {
  ZSTD_CCtx* context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, 0);
  std::string frame(ZSTD_compressBound(content.size()), '\0');
  frame.resize(ZSTD_compress2(context, frame.data(), frame.size(), content.data(), content.size()));
  ZSTD_freeCCtx(context);
  return frame;
}

inline void write_file(const std::string& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

}  // namespace lianxi
