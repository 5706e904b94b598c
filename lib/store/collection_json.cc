#include "store/collection_json.h"

#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>
#include <streambuf>

#include "base/error.h"
#include "text/utf8.h"

namespace lianxi::store {
namespace {

using Json = nlohmann::json;

constexpr int kJsonVersion = 1;
/// Arrays and objects within each other; an event stands in the second.
constexpr int kDeepestJson = 16;
constexpr int kEventDepth = 2;
/// The most that one event may be, in bytes and in values: it is held in memory.
constexpr std::size_t kLargestEvent = kLargestImport + kLongestLine;
constexpr std::size_t kMostValues = 6 * kMostEntries;

/// Another stream's bytes; refuses more of them than one event can have.
class BoundedBytes final : public std::streambuf {
 public:
  explicit BoundedBytes(std::istream& in) : in_(in) {}
  void begin_event() { since_event_ = 0; }

 protected:
  int_type underflow() override {
    in_.read(block_.data(), static_cast<std::streamsize>(block_.size()));
    const std::streamsize got = in_.gcount();
    if (got <= 0) return traits_type::eof();
    since_event_ += static_cast<std::size_t>(got);
    if (since_event_ > kLargestEvent) throw Error(ErrorKind::input, "is larger than any event");
    setg(block_.data(), block_.data(), block_.data() + got);
    return traits_type::to_int_type(block_[0]);
  }

 private:
  std::istream& in_;
  std::array<char, 1 << 16> block_{};
  std::size_t since_event_ = 0;
};

/// Hands over every event as soon as it is read, and forgets it.
class EventReader {
 public:
  EventReader(std::istream& in, const std::function<void(EventRecord)>& visit)
      : bytes_(in), visit_(visit) {}

  void read() {
    std::istream in(&bytes_);
    const auto keep = [this](int depth, Json::parse_event_t event, Json& json) {
      return take(depth, event, json);
    };
    const Json rest = Json::parse(in, keep);
    if (!rest.is_object() || rest.value("lianxi", Json()) != "collection") {
      throw Error(ErrorKind::input, "this is JSON, but no collection",
                  "name what `lianxi export json` wrote");
    }
    judge_version(rest.value("schema", Json()));
    if (!rest.contains("events") || !rest["events"].is_array()) {
      throw Error(ErrorKind::input, "this collection lists no events");
    }
  }
  /// How many events were read.
  std::int64_t events() const { return events_; }

 private:
  static void judge_version(const Json& version) {
    if (!version.is_number_integer()) throw Error(ErrorKind::input, "it has no schema number");
    if (version.get<std::int64_t>() > kJsonVersion) {
      throw Error(ErrorKind::input, "a newer lianxi wrote this file", "update lianxi");
    }
  }

  /// False for what need not be kept.
  bool take(int depth, Json::parse_event_t event, Json& json) {
    using Parsed = Json::parse_event_t;
    if (depth > kDeepestJson) throw Error(ErrorKind::input, "this is deeper than any event");
    if (++values_ > kMostValues) throw Error(ErrorKind::input, "this says more than any event");
    if (depth == 1 && event == Parsed::key) in_events_ = json == "events";
    if (depth != kEventDepth || event != Parsed::object_end || !in_events_) return true;
    values_ = 0;
    bytes_.begin_event();
    visit_(read_record_json(std::move(json)));
    ++events_;
    return false;
  }

  BoundedBytes bytes_;
  const std::function<void(EventRecord)>& visit_;
  std::int64_t events_ = 0;
  std::size_t values_ = 0;  ///< since the last event
  bool in_events_ = false;
};

}  // namespace

CollectionJsonWriter::CollectionJsonWriter(std::ostream& out) : out_(out) {
  out_ << fmt::format("{{\"schema\":{},\"lianxi\":\"collection\",\"events\":[", kJsonVersion);
}

void CollectionJsonWriter::add(const EventRecord& record) {
  out_ << (first_ ? "\n" : ",\n") << escape_json_controls(record_json(record));
  first_ = false;
}

void CollectionJsonWriter::end() { out_ << "\n]}\n"; }

void read_collection_json(std::istream& in, const std::string& name,
                          const std::function<void(EventRecord)>& visit) {
  EventReader reader(in, visit);
  const auto refuse = [&](std::string_view why, const std::string& hint) {
    const std::string place =
        reader.events() == 0 ? "" : fmt::format(", after event {}", reader.events());
    throw Error(ErrorKind::input, fmt::format("{}{}: {}", name, place, why), hint);
  };
  try {
    reader.read();
  } catch (const Json::exception&) {
    refuse("is cut off, or no JSON", "export it again; nothing was taken");
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::input) throw;
    refuse(error.what(), error.hint());
  }
}

bool is_json(std::string_view beginning) {
  if (beginning.starts_with("\xef\xbb\xbf")) beginning.remove_prefix(3);
  beginning = trim(beginning);
  if (!beginning.starts_with('{')) return false;
  beginning = trim(beginning.substr(1));
  return beginning.starts_with('"');
}

}  // namespace lianxi::store
