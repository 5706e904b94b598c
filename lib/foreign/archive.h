#pragma once

// Zip archives and gzip files from elsewhere. Nothing in them is believed: not how many members
// there are, not what they are called, not how large they say they are. The only file that includes
// zlib.h, and beside archive_writer.h the only one that includes zip.h.
//
// Errors (input) here and in the other readers of lib/foreign say what is wrong with the file
// without naming it, "is cut off": whoever knows its name puts that before.

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lianxi {

/// Takes the next bytes; false where it has seen enough.
using TakeBytes = std::function<bool(std::string_view)>;

class Archive {
 public:
  /// A collection of a lifetime has tens of thousands of pictures and sounds.
  static constexpr std::size_t kMostMembers = 60'000;

  /// Throws Error (input) where it is no archive or damaged, has more members than that, two of one
  /// name, or a name that leads out of a folder.
  explicit Archive(const std::string& path);
  ~Archive();
  Archive(const Archive&) = delete;
  Archive& operator=(const Archive&) = delete;

  const std::vector<std::string>& names() const { return names_; }
  std::optional<std::size_t> find(std::string_view name) const;

  /// What all that is read of one archive may come to.
  static constexpr std::size_t kMostBytes = std::size_t{8} << 30;
  /// Gives all of a member to `take`. Throws Error (input) where it is damaged or encrypted, has
  /// more than `most` bytes, or so much more than it takes in the archive that it was made to harm.
  void read(std::size_t member, std::size_t most, const TakeBytes& take) const;
  std::string bytes(std::size_t member, std::size_t most) const;

 private:
  struct Handle;
  std::unique_ptr<Handle> handle_;
  std::vector<std::string> names_;
  mutable std::size_t unpacked_ = 0;
};

/// Whether unpacking it would write into the folder it is unpacked in and nowhere else: no "..", no
/// absolute path, no backslash, no controls, no name of a device. Other than UTF-8 is allowed, for
/// old programs write the encoding of their system.
bool is_safe_member_name(std::string_view name);

/// How many bytes may come of `packed` ones: what people pack is a tenth to a hundredth of its size
/// packed, what is made to harm a thousandth.
std::size_t most_unpacked(std::size_t packed);

/// Gives all that a gzip file holds to `take`. Throws Error (input) where it is damaged or cut off.
void read_gzip(const std::string& path, const TakeBytes& take);

}  // namespace lianxi
