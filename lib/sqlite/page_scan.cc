#include "sqlite/page_scan.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cstring>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

#include "base/error.h"
#include "sqlite/durable.h"

namespace lianxi {
namespace {

using Bytes = std::string;
using View = std::string_view;

/// SQLite's locks lie at 1 GiB: whoever has all of these bytes has the file alone.
constexpr off_t kLockBytes = 0x40000000;
constexpr off_t kLockSize = 512;
constexpr std::size_t kUsualPage = 4096;
constexpr std::size_t kLogHeader = 32;
constexpr std::size_t kFrameHeader = 24;
/// Every page is read this often at most on behalf of others: its row may stand in many frames of a
/// log, and a page that chance or malice has made may name it without end.
constexpr std::size_t kMostTimes = 64;
/// An entry's text may be large, but not a quarter of a gigabyte.
constexpr std::size_t kLargestRow = std::size_t{1} << 28;
/// No table of ours has more columns.
constexpr std::size_t kMostRecordColumns = 64;

constexpr char kTableLeaf = 0x0d;
constexpr char kIndexLeaf = 0x0a;
constexpr char kIndexInterior = 0x02;

/// A big-endian number of up to eight bytes. Past the end it is nothing.
std::optional<std::uint64_t> number(View bytes, std::size_t at, std::size_t size) {
  if (at > bytes.size() || size > bytes.size() - at) return std::nullopt;
  std::uint64_t value = 0;
  for (const char byte : bytes.substr(at, size)) {
    value = value << 8 | static_cast<unsigned char>(byte);
  }
  return value;
}

/// SQLite's variable-length number; moves `at` past it.
std::optional<std::uint64_t> varint(View bytes, std::size_t& at) {
  std::uint64_t value = 0;
  for (int i = 0; i < 9; ++i) {
    const auto byte = number(bytes, at, 1);
    if (!byte) return std::nullopt;
    ++at;
    if (i == 8) return value << 8 | *byte;
    value = value << 7 | (*byte & 0x7f);
    if ((*byte & 0x80) == 0) return value;
  }
  return std::nullopt;
}

std::int64_t sign_extended(std::uint64_t value, std::size_t size) {
  const auto shift = 64 - 8 * size;
  return static_cast<std::int64_t>(value << shift) >> shift;
}

/// The value of a serial type; moves `at` past it.
std::optional<StoredValue> read_value(View record, std::size_t& at, std::uint64_t type) {
  constexpr std::array<std::size_t, 7> sizes = {0, 1, 2, 3, 4, 6, 8};
  if (type == 0) return StoredValue{};
  if (type == 8 || type == 9) return StoredValue{static_cast<std::int64_t>(type - 8)};
  if (type == 10 || type == 11) return std::nullopt;
  const std::size_t size = type < 7 ? sizes[type] : type == 7 ? 8 : (type - 12) / 2;
  if (at > record.size() || size > record.size() - at) return std::nullopt;
  const std::size_t from = std::exchange(at, at + size);
  if (type < 7) return StoredValue{sign_extended(number(record, from, size).value(), size)};
  if (type == 7) return StoredValue{std::bit_cast<double>(number(record, from, 8).value())};
  std::string bytes(record.substr(from, size));
  if (type % 2 == 0) return StoredValue{StoredBlob{std::move(bytes)}};
  return StoredValue{std::move(bytes)};
}

/// The values of a record, if it is one from its first to its last byte.
std::optional<std::vector<StoredValue>> read_record(View record) {
  std::size_t at = 0;
  const auto header = varint(record, at);
  if (!header || *header > record.size()) return std::nullopt;
  std::size_t body = *header;
  std::vector<StoredValue> values;
  while (at < *header) {
    const auto type = varint(record.substr(0, *header), at);
    auto value = type ? read_value(record, body, *type) : std::nullopt;
    if (!value || values.size() == kMostRecordColumns) return std::nullopt;
    values.push_back(std::move(*value));
  }
  if (values.empty() || body != record.size()) return std::nullopt;
  return values;
}

Bytes read_bytes(int file, off_t at, std::size_t size) {
  Bytes bytes(size, '\0');
  const ssize_t got = file < 0 ? 0 : pread(file, bytes.data(), size, at);
  bytes.resize(got < 0 ? 0
                       : static_cast<std::size_t>(got));  // what a disk cannot read is not there
  return bytes;
}

std::size_t size_of(int file) {
  struct stat status {};
  return file < 0 || fstat(file, &status) != 0 ? 0 : static_cast<std::size_t>(status.st_size);
}

bool is_file_at(const std::string& path, int file) {
  struct stat named {
  }, opened{};
  return stat(path.c_str(), &named) == 0 && fstat(file, &opened) == 0 &&
         named.st_dev == opened.st_dev && named.st_ino == opened.st_ino;
}

bool is_page_size(std::uint64_t size) {
  return size >= 512 && size <= 65536 && std::has_single_bit(size);
}

/// The pages of a file and of the committed part of its log.
class Pages {
 public:
  Pages(int file, int log) : file_(file), log_(log) {
    page_size_ = find_page_size();
    find_frames();
  }

  std::size_t count_in_file() const { return (size_of(file_) + page_size_ - 1) / page_size_; }
  std::size_t size() const { return page_size_; }
  /// Where the committed pages begin in the log, oldest first, with their numbers.
  const std::vector<std::pair<std::uint32_t, off_t>>& frames() const { return frames_; }

  /// Frames among them that could not be told to belong there.
  std::int64_t damaged_frames() const { return damaged_frames_; }
  /// Of the file and the log: no row is larger.
  std::size_t bytes() const { return size_of(file_) + size_of(log_); }

  Bytes in_file(std::uint32_t page) const {
    return read_bytes(file_, static_cast<off_t>(page - 1) * static_cast<off_t>(page_size_),
                      page_size_);
  }
  Bytes in_log(off_t at) const { return read_bytes(log_, at, page_size_); }
  /// The page as it is now.
  Bytes newest(std::uint32_t page) const {
    const auto found = newest_.find(page);
    return found == newest_.end() ? in_file(page) : in_log(found->second);
  }

 private:
  std::size_t find_page_size() const {
    const Bytes header = read_bytes(file_, 0, 100);
    auto size = number(header, 16, 2).value_or(0);
    if (size == 1) size = 65536;
    if (header.starts_with("SQLite format 3") && is_page_size(size)) return size;
    const auto of_log = number(read_bytes(log_, 0, kLogHeader), 8, 4).value_or(0);
    return is_page_size(of_log) ? of_log : kUsualPage;
  }

  /// Calls `visit` with the header of each frame of the log and where its page begins.
  template <typename Visit>
  void for_each_frame(Visit visit) const {
    const std::size_t step = kFrameHeader + page_size_;
    for (std::size_t at = kLogHeader; at + step <= size_of(log_); at += step) {
      const Bytes header = read_bytes(log_, static_cast<off_t>(at), kFrameHeader);
      if (header.size() == kFrameHeader) visit(header, static_cast<off_t>(at + kFrameHeader));
    }
  }

  /// The mark of the present round of the log: its header has it, and every frame. Any one of them
  /// may be damaged, so that the first one that two of them have is it.
  Bytes find_salts() const {
    std::set<Bytes> once = {read_bytes(log_, 16, 8)};
    Bytes salts;
    for_each_frame([&](const Bytes& header, off_t) {
      if (salts.empty() && !once.insert(header.substr(8, 8)).second) salts = header.substr(8, 8);
    });
    return salts;
  }

  /// Frames of the present round, up to the latest that ends a transaction. What follows was never
  /// acknowledged. Checksums are left alone: they hold the frames before them too, so that none
  /// behind a damaged one would count.
  void find_frames() {
    const Bytes salts = find_salts();
    std::size_t committed = 0;
    std::int64_t damaged = 0;
    for_each_frame([&](const Bytes& header, off_t at) {
      if (View(header).substr(8, 8) != salts) {
        ++damaged;
        return;
      }
      frames_.emplace_back(static_cast<std::uint32_t>(*number(header, 0, 4)), at);
      if (*number(header, 4, 4) == 0) return;
      committed = frames_.size();
      damaged_frames_ = damaged;  // those behind it are of an earlier round
    });
    frames_.resize(committed);
    for (const auto& [page, at] : frames_) newest_[page] = at;
  }

  int file_, log_;
  std::size_t page_size_ = kUsualPage;
  std::vector<std::pair<std::uint32_t, off_t>> frames_;
  std::int64_t damaged_frames_ = 0;
  std::unordered_map<std::uint32_t, off_t> newest_;
};

/// The rows of one page.
class PageReader {
 public:
  /// `overflow`: as many bytes as may still be read where a row goes on in other pages.
  PageReader(const Pages& pages, View page, std::size_t header, std::size_t& overflow)
      : pages_(pages), page_(page), header_(header), overflow_(overflow) {}

  void read(const std::function<void(const FoundRow&)>& visit) {
    if (header_ + 8 > page_.size()) return;
    type_ = page_[header_];
    if (type_ != kTableLeaf && type_ != kIndexLeaf && type_ != kIndexInterior) return;
    const std::size_t count = number(page_, header_ + 3, 2).value();
    const std::size_t pointers = header_ + (type_ == kIndexInterior ? 12 : 8);
    std::set<std::uint64_t> seen;
    for (std::size_t i = 0; i < count; ++i) {
      const auto at = number(page_, pointers + 2 * i, 2);
      if (!at) break;
      if (*at < pointers + 2 * count || !seen.insert(*at).second) continue;
      if (const auto row = read_cell(*at)) visit(*row);
    }
  }

 private:
  std::optional<FoundRow> read_cell(std::size_t at) {
    FoundRow row;
    row.has_rowid = type_ == kTableLeaf;
    if (type_ == kIndexInterior) at += 4;
    const auto size = varint(page_, at);
    if (!size || *size == 0 || *size > std::min(kLargestRow, pages_.bytes())) return std::nullopt;
    if (row.has_rowid) {
      const auto rowid = varint(page_, at);
      if (!rowid) return std::nullopt;
      row.rowid = static_cast<std::int64_t>(*rowid);
    }
    const auto payload = read_payload(at, *size);
    auto values = payload ? read_record(*payload) : std::nullopt;
    if (!values) return std::nullopt;
    row.values = std::move(*values);
    return row;
  }

  /// How many bytes of a payload stand in the page itself: section 1.6 of the file format.
  std::size_t local_size(std::size_t size) const {
    const std::size_t usable = pages_.size();
    const std::size_t most = type_ == kTableLeaf ? usable - 35 : (usable - 12) * 64 / 255 - 23;
    if (size <= most) return size;
    const std::size_t least = (usable - 12) * 32 / 255 - 23;
    const std::size_t wanted = least + (size - least) % (usable - 4);
    return wanted <= most ? wanted : least;
  }

  std::optional<Bytes> read_payload(std::size_t at, std::size_t size) const {
    const std::size_t local = local_size(size);
    if (at > page_.size() || local > page_.size() - at) return std::nullopt;
    Bytes payload(page_.substr(at, local));
    if (local == size) return payload;
    auto next = number(page_, at + local, 4);
    const std::size_t chunk = pages_.size() - 4;
    std::set<std::uint64_t> seen;
    while (payload.size() < size) {
      if (!next || *next < 2 || !seen.insert(*next).second) return std::nullopt;
      if (overflow_ < pages_.size()) return std::nullopt;
      overflow_ -= pages_.size();
      const Bytes page = pages_.newest(static_cast<std::uint32_t>(*next));
      if (page.size() < pages_.size()) return std::nullopt;
      payload.append(page, 4, std::min(chunk, size - payload.size()));
      next = number(page, 0, 4);
    }
    // The last page of a chain says so; another one has taken the place of what was here.
    if (next != 0U) return std::nullopt;
    return payload;
  }

  const Pages& pages_;
  View page_;
  std::size_t header_;
  std::size_t& overflow_;
  char type_ = 0;
};

}  // namespace

DamagedFile::DamagedFile(const std::string& path) : path_(path) {
  file_ = open(path.c_str(), O_RDWR | O_CLOEXEC);
  if (file_ < 0) {
    throw Error(ErrorKind::collection, path + " cannot be opened: " + std::strerror(errno),
                "see whether it is there and you may write to it");
  }
  struct flock lock {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  lock.l_start = kLockBytes;
  lock.l_len = kLockSize;
  const bool taken = fcntl(file_, F_SETLK, &lock) != 0 && (errno == EACCES || errno == EAGAIN);
  // Another one may have been put in its place before there was a lock.
  if (taken || !is_file_at(path, file_)) {
    close(file_);
    throw Error(ErrorKind::collection, path + " is open in another process",
                "end it and try again");
  }
  log_ = open((path + "-wal").c_str(), O_RDONLY | O_CLOEXEC);
}

DamagedFile::~DamagedFile() {
  if (log_ >= 0) close(log_);
  if (file_ >= 0) close(file_);
}

void DamagedFile::replace(const std::string& fresh, const std::string& aside) const {
  replace_database(path_, file_, fresh, aside);
}

std::int64_t DamagedFile::scan(
    const std::function<void(std::int64_t page, const FoundRow&)>& visit) const {
  const Pages pages(file_, log_);
  std::int64_t count = 0;
  std::size_t overflow = kMostTimes * pages.bytes();
  const auto read = [&](std::uint32_t number, const Bytes& page) {
    ++count;
    PageReader(pages, page, number == 1 ? 100 : 0, overflow).read([&](const FoundRow& row) {
      visit(count, row);
    });
  };
  for (auto frame = pages.frames().rbegin(); frame != pages.frames().rend(); ++frame) {
    read(frame->first, pages.in_log(frame->second));
  }
  for (std::uint32_t page = 1; page <= pages.count_in_file(); ++page) {
    read(page, pages.in_file(page));
  }
  return pages.damaged_frames();
}

}  // namespace lianxi
