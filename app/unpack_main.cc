// lianxi-unpack FILE: writes the one file that a .gz or .zip holds to standard output. A process of
// its own, so that no archive can take the memory, the time or the files of lianxi: it has little
// of each, opens one file and writes none. It also keeps the libraries for archives out of every
// other start.

#include <sys/resource.h>
#include <unistd.h>
#include <zip.h>
#include <zlib.h>

#include <array>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>

namespace {

/// Far more than unpacking a stream takes.
constexpr rlim_t kMemory = rlim_t{512} << 20;
constexpr rlim_t kSeconds = 60;
/// Members of an archive that holds one dictionary.
constexpr zip_int64_t kMostMembers = 100;
constexpr std::size_t kBlock = 1 << 16;

[[noreturn]] void fail(const char* why) {
  std::fputs(why, stderr);
  std::_Exit(3);
}

void set_limits() {
  for (const auto& [resource, most] : {std::pair(RLIMIT_AS, kMemory), {RLIMIT_CPU, kSeconds}}) {
    const rlimit limit{most, most};
#if !defined(__SANITIZE_ADDRESS__)
    setrlimit(resource, &limit);
#else
    if (resource != RLIMIT_AS) setrlimit(resource, &limit);  // shadow memory is address space, too
#endif
  }
}

/// Whoever reads may have seen enough.
bool put(const char* bytes, std::size_t size) {
  while (size > 0) {
    const ssize_t written = write(STDOUT_FILENO, bytes, size);
    if (written <= 0) return false;
    bytes += written;
    size -= static_cast<std::size_t>(written);
  }
  return true;
}

void unpack_gzip(const char* path) {
  const std::unique_ptr<gzFile_s, int (*)(gzFile)> file(gzopen(path, "rb"), gzclose);
  if (!file) fail("cannot be read");
  std::array<char, kBlock> block;
  for (;;) {
    const int got = gzread(file.get(), block.data(), block.size());
    if (got < 0) fail("is damaged: it cannot be unpacked");
    if (got == 0) break;
    if (!put(block.data(), static_cast<std::size_t>(got))) return;
  }
  // The end of the file comes too early where it was cut off.
  int code = Z_OK;
  gzerror(file.get(), &code);
  if (code != Z_OK) fail("is cut off");
}

/// The only file in it that is no folder and no note beside it.
zip_uint64_t only_member(zip_t* archive) {
  const zip_int64_t count = zip_get_num_entries(archive, 0);
  if (count > kMostMembers) fail("holds too many files for a dictionary");
  zip_int64_t found = -1;
  for (zip_int64_t i = 0; i < count; ++i) {
    const char* name = zip_get_name(archive, static_cast<zip_uint64_t>(i), ZIP_FL_ENC_RAW);
    const std::string_view member = name ? name : "";
    if (member.empty() || member.ends_with('/') || member.starts_with("__MACOSX/")) continue;
    if (found >= 0) fail("holds several files; unpack it and name the one that is meant");
    found = i;
  }
  if (found < 0) fail("holds no file");
  return static_cast<zip_uint64_t>(found);
}

void unpack_zip(const char* path) {
  int code = 0;
  const std::unique_ptr<zip_t, void (*)(zip_t*)> archive(zip_open(path, ZIP_RDONLY, &code),
                                                         zip_discard);
  if (!archive) fail("is damaged: it is no archive that can be opened");
  const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(
      zip_fopen_index(archive.get(), only_member(archive.get()), 0), zip_fclose);
  if (!file) fail("is damaged or encrypted: the file in it cannot be opened");
  std::array<char, kBlock> block;
  for (;;) {
    const zip_int64_t got = zip_fread(file.get(), block.data(), block.size());
    if (got < 0) fail("is damaged: the file in it cannot be unpacked");
    if (got == 0 || !put(block.data(), static_cast<std::size_t>(got))) return;
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) fail("usage: lianxi-unpack FILE\n");
  set_limits();
  std::array<char, 2> magic{};
  std::ifstream(argv[1], std::ios::binary).read(magic.data(), magic.size());
  if (std::memcmp(magic.data(), "PK", 2) == 0) {
    unpack_zip(argv[1]);
  } else {
    unpack_gzip(argv[1]);
  }
  return 0;
}
