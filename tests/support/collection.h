#pragma once

// A collection in memory with a clock that tests set, and decks from text.

#include <string>
#include <string_view>

#include "base/time.h"
#include "import/reader.h"
#include "session/import_job.h"
#include "store/migrate.h"

namespace lianxi::test {

inline Moment moment(std::string_view iso) {
  const IsoTime time = iso_time_from_string(iso).value();
  const auto offset = time.offset.value_or(std::chrono::minutes{0});
  return {std::chrono::sys_time<std::chrono::milliseconds>{time.local.time_since_epoch() - offset},
          offset};
}

class TestClock final : public Clock {
 public:
  explicit TestClock(std::string_view iso) : at_(moment(iso)) {}
  Moment now() const override { return at_; }
  void set(std::string_view iso) { at_ = moment(iso); }
  void advance(std::chrono::milliseconds time) { at_.utc += time; }

 private:
  Moment at_;
};

/// A learner who begins, on a Monday morning.
struct NewLearner {
  TestClock clock{"2026-03-02T09:00+08:00"};
  Db db = store::memory_collection(clock.now());

  store::Stamp stamp() const { return {clock.now(), std::chrono::hours{4}}; }
};

/// One deck, as if read from a file of this text.
inline ReadResult deck_of(const std::string& name, std::string_view markdown) {
  ReadResult read;
  read.decks.push_back({name, {}, {}});
  int position = 0;
  read_entries(markdown, name + ".md",
               {[&](Entry entry) {
                  read.decks[0].entries.push_back(
                      {std::move(entry), name + ".md", name + ".md", ++position});
                },
                [&](Diagnostic diagnostic) { read.diagnostics.push_back(std::move(diagnostic)); }});
  return read;
}

inline ImportReport import_text(Db& db, const Clock& clock, const std::string& name,
                                std::string_view markdown) {
  ImportReport report;
  import_decks(db, {clock.now(), std::chrono::hours{4}}, deck_of(name, markdown), {}, report);
  return report;
}

inline constexpr std::string_view kTea = R"(# 喝茶 hēchá
- Part of speech: verb
- Definition: to drink tea
## Usage
- At home: after a meal
  - 喝茶聊天 (hēchá liáotiān): to chat over tea
## Examples
- 我们下午去**喝茶**吧。
  - Pinyin: Wǒmen xiàwǔ qù hēchá ba.
  - English: Let's go and have tea in the afternoon.
- 爷爷每天早上都**喝茶**。
  - Pinyin: Yéye měi tiān zǎoshang dōu hēchá.
  - English: Grandpa has tea every morning.
- 老朋友见面就**喝茶聊天**。
  - Pinyin: Lǎo péngyou jiànmiàn jiù hēchá liáotiān.
  - English: Old friends chat over tea whenever they meet.
)";

}  // namespace lianxi::test
