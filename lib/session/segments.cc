#include "session/segments.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <memory>

#include "base/error.h"
#include "base/hash.h"
#include "sqlite/file.h"

namespace lianxi {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSegmentSuffix = ".events";
constexpr std::size_t kDigits = 12;
/// Written at once.
constexpr std::size_t kBuffer = 65536;

/// The number of a segment's name; nothing for any other name, a copy's among them.
std::optional<std::int64_t> number_of(const std::string& name) {
  if (name.size() != kDigits + kSegmentSuffix.size() || !name.ends_with(kSegmentSuffix))
    return std::nullopt;
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + kDigits, number);
  if (error != std::errc{} || end != name.data() + kDigits || number < 1) return std::nullopt;
  return number;
}

/// Removes segments of higher numbers.
void remove_behind(const fs::path& folder, std::int64_t last) {
  std::vector<fs::path> later;
  for (const fs::directory_entry& item : fs::directory_iterator(folder)) {
    if (number_of(item.path().filename().string()) > last) later.push_back(item.path());
  }
  for (const fs::path& path : later) fs::remove(path);
}

}  // namespace

void require_own(const fs::path& path) {
  std::error_code none;
  const auto status = fs::symlink_status(path, none);
  if (!fs::exists(status) || fs::is_regular_file(status) || fs::is_directory(status)) return;
  throw Error(ErrorKind::input,
              path.string() + (fs::is_symlink(status) ? " is a link, and leads elsewhere"
                                                      : " is neither a file nor a folder"),
              "remove it; sync makes what it needs");
}

std::string segment_name(std::int64_t number) {
  return fmt::format("{:012}{}", number, kSegmentSuffix);
}

fs::path segment_path(const fs::path& folder, std::int64_t number) {
  return folder / segment_name(number);
}

std::int64_t last_segment(const fs::path& folder) {
  std::int64_t last = 0;
  std::error_code none;
  for (const fs::directory_entry& item : fs::directory_iterator(folder, none)) {
    const auto number = number_of(item.path().filename().string());
    if (number && item.is_regular_file()) last = std::max(last, *number);
  }
  return last;
}

std::vector<DeviceId> writers_in(const fs::path& shared) {
  std::vector<DeviceId> writers;
  for (const fs::directory_entry& item : fs::directory_iterator(shared)) {
    const std::string name = item.path().filename().string();
    const auto id = event_id_from_string(name + "-1");
    if (id && to_hex(id->device) == name && item.is_directory()) writers.push_back(id->device);
  }
  std::sort(writers.begin(), writers.end());
  return writers;
}

/// A segment that grows.
class SegmentWriter::Growing {
 public:
  /// Its first `whole` bytes count.
  Growing(const fs::path& path, std::int64_t whole) : file_(path.string()) {
    if (file_.size() > whole) file_.truncate(whole);
    std::ifstream in(path, std::ios::binary);
    std::string bytes(kBuffer, '\0');
    while (in.read(bytes.data(), static_cast<std::streamsize>(bytes.size())), in.gcount() > 0) {
      note(std::string_view(bytes).substr(0, static_cast<std::size_t>(in.gcount())));
    }
  }

  void add(std::string_view lines) {
    note(lines);
    buffer_ += lines;
    if (buffer_.size() >= kBuffer) flush();
  }
  void close() {
    buffer_ += store::bundle_end(lines_, digest_.hex());
    sync();
  }
  void sync() {
    flush();
    file_.sync();
  }
  std::int64_t size() const { return file_.size() + std::ssize(buffer_); }

 private:
  void note(std::string_view bytes) {
    digest_.add(bytes);
    lines_ += std::count(bytes.begin(), bytes.end(), '\n');
  }
  void flush() {
    file_.append(buffer_);
    buffer_.clear();
  }

  File file_;
  std::int64_t lines_ = 0;
  Digest digest_;
  std::string buffer_;
};

SegmentWriter::SegmentWriter(fs::path folder, DeviceId writer, std::int64_t large)
    : folder_(std::move(folder)), writer_(writer), large_(large) {
  require_own(folder_);
  const auto is_closed = [&](std::int64_t number) {
    require_own(path(number));
    std::ifstream in(path(number), std::ios::binary);
    return store::digest_of_closed(in).has_value();
  };
  while (is_closed(number_)) ++number_;
  // The segment behind the closed ones is gone on with where it can be read at all; each tells
  // what stands in those before it.
  if (read(number_)) return;
  if (number_ > 1 && !read(number_ - 1)) number_ = 1;
  whole_ = 0;
}

SegmentWriter::~SegmentWriter() = default;

/// Takes note of what a segment holds; false where its beginning is not ours.
bool SegmentWriter::read(std::int64_t number) {
  std::ifstream in(path(number), std::ios::binary);
  if (!in) return false;
  store::SeqSet held;
  store::BundleRead read;
  try {
    read = store::read_bundle(in, path(number).string(), [&](const store::EventRecord& record) {
      held.add(record.event.id);
      return true;
    });
  } catch (const Error&) {
    return false;
  }
  if (read.writer != writer_ || read.whole == 0) return false;
  published_ = read.before;
  published_.add(held);
  whole_ = static_cast<std::int64_t>(read.whole);
  return true;
}

void SegmentWriter::open() {
  fs::create_directories(folder_);
  remove_behind(folder_, number_);
  growing_ = std::make_unique<Growing>(path(number_), whole_);
  if (whole_ == 0) growing_->add(store::bundle_header(writer_, published_));
  ++files_;
}

void SegmentWriter::add(const store::EventRecord& record) {
  if (!growing_) open();
  growing_->add(store::bundle_lines(record));
  published_.add(record.event.id);
  if (growing_->size() < large_) return;
  growing_->close();
  growing_.reset();
  ++number_;
  whole_ = 0;
}

void SegmentWriter::finish() {
  // What stands behind the last whole record would stop every reader.
  std::error_code none;
  const auto size = fs::file_size(path(number_), none);
  if (!growing_ && !none && static_cast<std::int64_t>(size) > whole_) open();
  if (growing_) growing_->sync();
}

}  // namespace lianxi
