// A bundle of events from elsewhere, and what a collection becomes that takes it in. The input is
// the bundle without its checksums and last line, which are put in here: a fuzzer would find none.
// If it begins with "=", the rest is the file as it stands.

#include <cstdint>
#include <sstream>

#include "base/error.h"
#include "base/hash.h"
#include "fuzz/require.h"
#include "session/check.h"
#include "session/merge.h"
#include "store/bundle.h"
#include "store/migrate.h"
#include "text/utf8.h"

namespace lianxi {
namespace {

constexpr std::size_t kChecksum = 16;

/// Every line but the first with the checksum that it should have.
std::string with_checksums(std::string_view lines) {
  std::string text;
  for (const std::string_view line : split(lines, '\n')) {
    if (!text.empty()) text += Digest().add(line).hex().substr(0, kChecksum) + " ";
    text += std::string(line) + "\n";
  }
  return text;
}

struct Taken {
  store::BundleRead read;
  std::vector<store::EventRecord> records;
};

/// Nothing where the file is refused.
std::optional<Taken> take(const std::string& file) {
  std::istringstream in(file);
  Taken taken;
  try {
    taken.read = store::read_bundle(in, "x", [&](store::EventRecord record) {
      taken.records.push_back(std::move(record));
      return true;
    });
  } catch (const Error& error) {
    require(error.kind() == ErrorKind::input, "refused as {}", error.what());
    return std::nullopt;
  }
  return taken;
}

void require_whole(const std::string& file, const Taken& taken) {
  require(taken.read.whole <= file.size(), "{} bytes of {}", taken.read.whole, file.size());
  require(taken.read.events == std::ssize(taken.records), "{} events", taken.read.events);
  const auto again = take(file.substr(0, taken.read.whole));
  require(again && again->records == taken.records, "the whole part of it says something else");
  for (const store::EventRecord& record : taken.records) {
    require(!store::problem_of(record), "it may not join a log");
    require(store::decode(store::encode(record)) == record,
            "not the same after writing and reading");
  }
}

/// Folding what came must leave a collection that is as its log says, but for gaps.
void require_sound(const Taken& taken) {
  const Moment now{std::chrono::sys_time<std::chrono::milliseconds>{
                       std::chrono::milliseconds{1'800'000'000'000}},
                   {}};
  Db db = store::memory_collection(now);
  try {
    merge(db, now, [&](const auto& visit) {
      for (const store::EventRecord& record : taken.records) visit(record);
    });
  } catch (const Error& error) {
    require(error.kind() == ErrorKind::input, "refused as {}", error.what());
    return;
  }
  for (const std::string& finding : check_collection(db).findings) {
    require(finding.starts_with("the log: device"), "{}", finding);
  }
}

void run(std::string_view input) {
  const bool as_it_stands = input.starts_with('=');
  const std::string file = as_it_stands ? std::string(input.substr(1)) : with_checksums(input);
  const auto taken = take(file);
  if (!taken) return;
  require_whole(file, *taken);
  require_sound(*taken);
}

}  // namespace
}  // namespace lianxi

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  lianxi::run({reinterpret_cast<const char*>(data), size});
  return 0;
}
