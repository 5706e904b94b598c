#pragma once

// A zip archive that is written. Beside archive.cc the only file that includes zip.h.

#include <memory>
#include <string>

namespace lianxi {

class ArchiveWriter {
 public:
  /// Nothing is written before finish(). Throws Error (usage) where it cannot be.
  explicit ArchiveWriter(const std::string& path);
  ~ArchiveWriter();
  ArchiveWriter(const ArchiveWriter&) = delete;
  ArchiveWriter& operator=(const ArchiveWriter&) = delete;

  void add(const std::string& name, std::string bytes);
  /// `path` must stay as it is until finish(). `packed`: whether it becomes smaller by it.
  void add_file(const std::string& name, const std::string& path, bool packed);
  /// Writes the archive to its end.
  void finish();

 private:
  struct Handle;
  std::unique_ptr<Handle> handle_;
};

}  // namespace lianxi
