#include "foreign/archive_writer.h"

#include <zip.h>

#include <list>
#include <utility>

#include "base/error.h"

namespace lianxi {
namespace {

[[noreturn]] void cannot_write(const std::string& path) {
  throw Error(ErrorKind::usage, path + ": cannot be written",
              "see whether the folder exists, has room, and you may write there");
}

}  // namespace

struct ArchiveWriter::Handle {
  explicit Handle(std::string where)
      : path(std::move(where)), zip(zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, nullptr)) {
    if (!zip) cannot_write(path);
  }
  ~Handle() {
    if (zip) zip_discard(zip);
  }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;

  /// Takes the source over.
  zip_uint64_t add(const std::string& name, zip_source_t* source) {
    const zip_int64_t index =
        source ? zip_file_add(zip, name.c_str(), source, ZIP_FL_ENC_UTF_8) : -1;
    if (index >= 0) return static_cast<zip_uint64_t>(index);
    zip_source_free(source);
    cannot_write(path);
  }

  std::string path;
  zip_t* zip;
  std::list<std::string> bytes;  ///< libzip reads them at the end
};

ArchiveWriter::ArchiveWriter(const std::string& path) : handle_(std::make_unique<Handle>(path)) {}

ArchiveWriter::~ArchiveWriter() = default;

void ArchiveWriter::add(const std::string& name, std::string bytes) {
  const std::string& kept = handle_->bytes.emplace_back(std::move(bytes));
  handle_->add(name, zip_source_buffer(handle_->zip, kept.data(), kept.size(), 0));
}

void ArchiveWriter::add_file(const std::string& name, const std::string& path, bool packed) {
  const zip_uint64_t index = handle_->add(name, zip_source_file(handle_->zip, path.c_str(), 0, -1));
  if (!packed) zip_set_file_compression(handle_->zip, index, ZIP_CM_STORE, 0);
}

void ArchiveWriter::finish() {
  if (zip_close(handle_->zip) != 0) cannot_write(handle_->path);
  handle_->zip = nullptr;
}

}  // namespace lianxi
