#include "app/incoming_media.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

namespace lianxi::app {
namespace {

namespace fs = std::filesystem;

bool same_bytes(const fs::path& one, const fs::path& other) {
  if (fs::file_size(one) != fs::file_size(other)) return false;
  std::ifstream a(one, std::ios::binary), b(other, std::ios::binary);
  return std::equal(std::istreambuf_iterator<char>(a), std::istreambuf_iterator<char>(),
                    std::istreambuf_iterator<char>(b));
}

}  // namespace

std::string media_folder(const std::string& collection) {
  return fs::path(collection).replace_extension(".media").string();
}

IncomingMedia::~IncomingMedia() {
  std::error_code ignored;
  if (!waiting_.empty()) fs::remove_all(waiting_, ignored);
}

void IncomingMedia::begin() {
  fs::create_directories(folder_);
  std::string name = folder_ + "/.incoming-XXXXXX";
  if (!mkdtemp(name.data())) {
    throw Error(ErrorKind::input, folder_ + ": nothing can be written there",
                "see whether you may write there; nothing was imported");
  }
  waiting_ = name;
}

void IncomingMedia::add(const NoteMedia& media) {
  if (waiting_.empty()) begin();
  names_.push_back(media.name);
  std::ofstream out(fs::path(waiting_) / media.name, std::ios::binary | std::ios::trunc);
  out.write(media.bytes.data(), static_cast<std::streamsize>(media.bytes.size()));
  if (!out.flush()) {
    throw Error(ErrorKind::input, waiting_ + "/" + media.name + " cannot be written",
                "see whether the disk is full; nothing was imported");
  }
}

std::vector<std::string> IncomingMedia::keep() {
  std::vector<std::string> refused;
  for (const std::string& name : names_) {
    const fs::path from = fs::path(waiting_) / name, to = fs::path(folder_) / name;
    if (!fs::exists(from)) continue;  // one name twice: the last one counts
    if (!fs::exists(to)) {
      fs::rename(from, to);
    } else if (!same_bytes(from, to)) {
      refused.push_back(name);
    }
  }
  return refused;
}

}  // namespace lianxi::app
