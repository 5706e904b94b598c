#include "foreign/archive.h"

#include <zip.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <unordered_set>

#include "base/error.h"
#include "import/media_names.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

constexpr std::size_t kBlock = 1 << 16;
constexpr std::size_t kLongestName = 4096;
constexpr std::size_t kMostTimes = 250;
/// Small files may be packed as tightly as they like.
constexpr std::size_t kAlways = 16 << 20;

[[noreturn]] void refuse_archive(const std::string& why, const std::string& hint = "get it again") {
  throw Error(ErrorKind::input, why, hint);
}

/// A component of a path in an encoding that is not known: what any of them writes in ASCII.
bool is_safe_bytes(std::string_view name) {
  const auto is_control = [](char c) { return (c >= 0 && c < 0x20) || c == 0x7f; };
  return !name.empty() && name != "." && name != ".." &&
         std::none_of(name.begin(), name.end(), is_control);
}

}  // namespace

struct Archive::Handle {
  explicit Handle(const std::string& path) : zip(zip_open(path.c_str(), ZIP_RDONLY, nullptr)) {
    if (!zip) refuse_archive("is damaged: it is no archive that can be opened");
  }
  ~Handle() { zip_discard(zip); }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  zip_t* zip;
};

bool is_safe_member_name(std::string_view name) {
  if (name.empty() || name.size() > kLongestName) return false;
  if (name.ends_with('/')) name.remove_suffix(1);  // a folder
  const bool readable = !first_invalid_utf8(name);
  const auto parts = split(name, '/');
  return std::all_of(parts.begin(), parts.end(), [readable](std::string_view part) {
    return readable ? is_safe_file_name(part) : is_safe_bytes(part);
  });
}

std::size_t most_unpacked(std::size_t packed) { return kAlways + kMostTimes * packed; }

Archive::Archive(const std::string& path) : handle_(std::make_unique<Handle>(path)) {
  const zip_int64_t count = zip_get_num_entries(handle_->zip, 0);
  if (count < 0 || static_cast<std::size_t>(count) > kMostMembers) {
    refuse_archive("holds too many files", "a package has at most 60,000");
  }
  std::unordered_set<std::string_view> seen;
  names_.reserve(static_cast<std::size_t>(count));
  for (zip_int64_t i = 0; i < count; ++i) {
    const char* name = zip_get_name(handle_->zip, static_cast<zip_uint64_t>(i), ZIP_FL_ENC_RAW);
    if (!name || !is_safe_member_name(name)) {
      refuse_archive("holds a file whose name would lead out of its folder",
                     "no program writes such archives by itself; ask whoever gave it to you");
    }
    names_.emplace_back(name);
    if (!seen.insert(names_.back()).second) refuse_archive("holds two files of one name");
  }
}

Archive::~Archive() = default;

std::optional<std::size_t> Archive::find(std::string_view name) const {
  const auto found = std::find(names_.begin(), names_.end(), name);
  if (found == names_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - names_.begin());
}

void Archive::read(std::size_t member, std::size_t most, const TakeBytes& take) const {
  zip_stat_t about;
  zip_stat_init(&about);
  if (zip_stat_index(handle_->zip, member, 0, &about) != 0 || !(about.valid & ZIP_STAT_COMP_SIZE)) {
    refuse_archive("is damaged: its list of files cannot be read");
  }
  const std::size_t sane = most_unpacked(static_cast<std::size_t>(about.comp_size));
  const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(
      zip_fopen_index(handle_->zip, member, 0), zip_fclose);
  if (!file) refuse_archive("is damaged or encrypted: a file in it cannot be opened");
  std::array<char, kBlock> block;
  for (std::size_t size = 0;;) {
    const zip_int64_t got = zip_fread(file.get(), block.data(), block.size());
    if (got < 0) refuse_archive("is damaged: a file in it cannot be unpacked");
    size += static_cast<std::size_t>(got);
    unpacked_ += static_cast<std::size_t>(got);
    if (size > most || unpacked_ > kMostBytes)
      refuse_archive("holds more than is taken from one file");
    if (size > sane) refuse_archive("was made to harm: it holds far more than it could");
    if (got == 0 || !take({block.data(), static_cast<std::size_t>(got)})) return;
  }
}

std::string Archive::bytes(std::size_t member, std::size_t most) const {
  std::string all;
  read(member, most, [&all](std::string_view next) {
    all.append(next);
    return true;
  });
  return all;
}

void read_gzip(const std::string& path, const TakeBytes& take) {
  const std::unique_ptr<gzFile_s, int (*)(gzFile)> file(gzopen(path.c_str(), "rb"), gzclose);
  if (!file) refuse_archive("cannot be read", "see whether you may read it");
  std::array<char, kBlock> block;
  for (;;) {
    const int got = gzread(file.get(), block.data(), block.size());
    if (got < 0) refuse_archive("is damaged: it cannot be unpacked");
    if (got == 0) break;
    if (!take({block.data(), static_cast<std::size_t>(got)})) return;
  }
  // The end of the file comes too early where it was cut off.
  int code = Z_OK;
  gzerror(file.get(), &code);
  if (code != Z_OK) refuse_archive("is cut off");
}

}  // namespace lianxi
