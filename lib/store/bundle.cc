#include "store/bundle.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/error.h"
#include "base/hash.h"

namespace lianxi::store {
namespace {

constexpr std::string_view kMagic = "lianxi-events ";
constexpr int kBundleVersion = 1;
constexpr std::size_t kChecksum = 16;

std::string checksum(std::string_view text) {
  return Digest().add(text).hex().substr(0, kChecksum);
}

std::string checked(std::string_view text) { return fmt::format("{} {}\n", checksum(text), text); }

/// Lines of a stream, each of bounded length, with what came before them as bytes and digest.
class Lines {
 public:
  enum class Got { line, end, cut, too_long };

  explicit Lines(std::istream& in) : in_(in) {}

  /// The next line without its end. `cut`: the stream ended within it.
  Got next() {
    digest_.add(raw_);
    bytes_ += raw_.size();
    raw_.clear();
    ++number_;
    for (;;) {
      if (at_ == size_) {
        in_.read(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
        size_ = static_cast<std::size_t>(in_.gcount());
        at_ = 0;
        if (size_ == 0) return raw_.empty() ? Got::end : Got::cut;
      }
      const std::string_view rest(buffer_.data() + at_, size_ - at_);
      const auto end = rest.find('\n');
      raw_ += rest.substr(0, end == rest.npos ? rest.npos : end + 1);
      at_ = end == rest.npos ? size_ : at_ + end + 1;
      if (raw_.size() > kLongestLine + kChecksum + 2) return Got::too_long;
      if (end != rest.npos) return Got::line;
    }
  }

  std::string_view line() const { return std::string_view(raw_).substr(0, raw_.size() - 1); }
  int number() const { return number_; }
  /// Bytes up to the end of the present line, and the digest of all lines before it.
  std::uint64_t bytes() const { return bytes_ + raw_.size(); }
  std::string digest_before() const {
    Digest copy = digest_;
    return copy.hex();
  }

 private:
  std::istream& in_;
  std::array<char, 1 << 16> buffer_;
  std::size_t at_ = 0, size_ = 0;
  std::string raw_;
  std::uint64_t bytes_ = 0;
  int number_ = 0;
  Digest digest_;
};

class BundleReader {
 public:
  BundleReader(std::istream& in, const std::string& name) : lines_(in), name_(name) {}

  BundleRead read(const std::function<bool(EventRecord)>& visit) {
    read_header();
    while (auto record = next_record()) {
      ++read_.events;
      read_.whole = lines_.bytes();
      if (!visit(std::move(*record))) break;
    }
    return std::move(read_);
  }

 private:
  [[noreturn]] void refuse(const std::string& why, const char* hint = "") {
    throw Error(ErrorKind::input, fmt::format("{}:{}: {}", name_, lines_.number(), why), hint);
  }

  void read_header() {
    const bool whole = lines_.next() == Lines::Got::line;
    std::string_view line = whole ? lines_.line() : std::string_view();
    if (!is_bundle(line)) {
      if (!whole && lines_.bytes() < kMagic.size() + 20) return stop("is cut off");
      refuse("this is no bundle of events");
    }
    line.remove_prefix(kMagic.size());
    int version = 0;
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), version);
    if (error != std::errc{}) refuse("this is no bundle of events");
    if (version > kBundleVersion) refuse("a newer lianxi wrote this file", "update lianxi");
    line.remove_prefix(static_cast<std::size_t>(end - line.data()));
    if (line != " all") read_writer(line);
    read_before();
  }

  void read_writer(std::string_view line) {
    const auto id = event_id_from_string(fmt::format("{}-1", line.substr(line.empty() ? 0 : 1)));
    if (!id) refuse("it does not say who wrote it");
    read_.writer = id->device;
  }

  void read_before() {
    const auto text = next_checked();
    if (!text) {
      if (read_.problem.empty()) stop("is cut off");
      return;
    }
    try {
      read_.before = read_before_line(*text);
    } catch (const Error& error) {
      refuse(error.what());
    }
    read_.whole = lines_.bytes();
  }

  void stop(std::string why) {
    read_.line = lines_.number();
    read_.problem = std::move(why);
  }

  /// A line whose checksum is right, without it; nothing where reading must stop.
  std::optional<std::string_view> next_checked() {
    switch (lines_.next()) {
      case Lines::Got::end:
        read_.line = lines_.number();
        return std::nullopt;
      case Lines::Got::cut:
        stop("is cut off");
        return std::nullopt;
      case Lines::Got::too_long:
        stop("is longer than any event");
        return std::nullopt;
      case Lines::Got::line:
        break;
    }
    const std::string_view line = lines_.line();
    if (line.starts_with("end ")) {
      read_.digest = lines_.digest_before();
      std::string fitting = bundle_end(lines_.number() - 1, read_.digest);
      fitting.pop_back();  // the line's end
      read_.closed = line == fitting;
      if (!read_.closed) stop("its last line does not fit the others");
      return std::nullopt;
    }
    const std::string_view text = line.substr(std::min(line.size(), kChecksum + 1));
    if (line.size() <= kChecksum || line.substr(0, kChecksum + 1) != checksum(text) + " ") {
      stop("its checksum is wrong");
      return std::nullopt;
    }
    return text;
  }

  std::optional<EventRecord> next_record() {
    if (!read_.problem.empty()) return std::nullopt;
    const auto text = next_checked();
    if (!text) return std::nullopt;
    try {
      ReadEvent read = read_event_line(*text);
      std::size_t bytes = 0;
      for (std::size_t i = 0; i < read.entries; ++i) {
        const auto entry = next_checked();
        if (!entry) {
          if (read_.problem.empty()) stop("is cut off");
          return std::nullopt;
        }
        bytes += entry->size();
        if (bytes > kLargestImport) throw Error(ErrorKind::input, "an import larger than any");
        read.record.entries.push_back(read_entry_line(*entry));
      }
      judge(read);
      return std::move(read.record);
    } catch (const Error& error) {
      refuse(error.what());
    }
  }

  /// What can be said only of an import with all of its entries.
  static void judge(const ReadEvent& read) {
    if (read.record.event.type() != EventType::import) return;
    if (!has_digest(read.record.entries, read.digest)) {
      throw Error(ErrorKind::input, "these are not the entries that the import speaks of");
    }
    if (const auto problem = problem_of(read.record)) throw Error(ErrorKind::input, *problem);
  }

  Lines lines_;
  const std::string& name_;
  BundleRead read_;
};

}  // namespace

std::string bundle_header(std::optional<DeviceId> writer, const SeqSet& before) {
  return fmt::format("{}{} {}\n{}", kMagic, kBundleVersion, writer ? to_hex(*writer) : "all",
                     checked(before_line(before)));
}

std::string bundle_lines(const EventRecord& record) {
  std::string lines = checked(event_line(record));
  for (const ImportedText& entry : record.entries) lines += checked(entry_line(entry));
  return lines;
}

std::string bundle_end(std::int64_t lines, const std::string& digest) {
  return fmt::format("end {} {}\n", lines, digest);
}

void BundleWriter::write(const std::string& lines) {
  digest_.add(lines);
  lines_ += std::count(lines.begin(), lines.end(), '\n');
  out_ << lines;
}

BundleRead read_bundle(std::istream& in, const std::string& name,
                       const std::function<bool(EventRecord)>& visit) {
  return BundleReader(in, name).read(visit);
}

std::optional<std::string> digest_of_closed(std::istream& in) {
  Lines lines(in);
  while (lines.next() == Lines::Got::line) {
    const std::string_view line = lines.line();
    if (!line.starts_with("end ")) continue;
    std::string digest = lines.digest_before();
    const bool fits = std::string(line) + "\n" == bundle_end(lines.number() - 1, digest);
    return fits && lines.next() == Lines::Got::end ? std::optional(std::move(digest))
                                                   : std::nullopt;
  }
  return std::nullopt;
}

bool is_bundle(std::string_view beginning) { return beginning.starts_with(kMagic); }

}  // namespace lianxi::store
