// `review --json`, fed with any lines, over a collection that has been studied for some weeks:
// whatever comes, each line is answered by one JSON line, an act that was acknowledged is in the
// log, nothing else is, and no exception leaves the session.

#include <cstdint>
#include <filesystem>
#include <sstream>
#include <vector>

#include "app/review_json.h"
#include "fuzz/require.h"
#include "session/check.h"
#include "support/collection.h"
#include "support/temporary_folder.h"

namespace lianxi::app {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kWords = R"(# 联系 liánxì
- Traditional: 聯繫
- Part of speech: verb, noun
- Definition: to contact, to get in touch; a connection
## Examples
- 到家以后别忘了**联系**我。
  - Pinyin: Dào jiā yǐhòu bié wàng le liánxì wǒ.
  - English: Don't forget to write when you are home.
- 我怎么一直**联系不上**他？
  - Pinyin: Wǒ zěnme yīzhí liánxì bu shàng tā?
  - English: Why can't I reach him?
## Contrasts
### 关系 (guānxi)
- 关系 is how people stand to each other.
- Wrong: ~~我明天会关系你。~~
- Right: 我明天会联系你。
## Related
- 联络 (liánluò): to liaise
# 关系 guānxi
- Part of speech: noun
- Definition: a relationship
## Examples
- 他们俩的**关系**很好。
  - Pinyin: Tāmen liǎ de guānxi hěn hǎo.
  - English: The two of them get on well.
)";

/// Ten seconds pass between one look at it and the next.
class RunningClock final : public Clock {
 public:
  explicit RunningClock(Moment from) : at_(from) {}
  Moment now() const override {
    at_.utc += std::chrono::seconds{10};
    return at_;
  }
  void next_day() { at_.utc += std::chrono::hours{24}; }

 private:
  mutable Moment at_;
};

void study_a_day(Db& db, const Clock& clock) {
  Study study(db, clock, {});
  for (int answers = 0; study.ask() && answers < 30; ++answers) {
    study.answer(study.ask()->face.correct);
    study.rate(Rating::good);
  }
}

/// A collection on a day with reviews, new cards and a locked one; each run gets a copy.
class Template {
 public:
  Template() : clock_(test::moment("2026-03-02T09:00+08:00")) {
    Db db = store::open_collection(file("studied.db"), clock_.now(), 7);
    test::import_text(db, clock_, "tea", test::kTea);
    for (int day = 0; day < 9; ++day, clock_.next_day()) study_a_day(db, clock_);
    test::import_text(db, clock_, "words", kWords);
    for (int day = 0; day < 3; ++day, clock_.next_day()) study_a_day(db, clock_);
  }
  const RunningClock& clock() const { return clock_; }
  Db copy() const {
    for (const char* end : {"", "-wal", "-shm"}) fs::remove(file("run.db") + end);
    fs::copy_file(file("studied.db"), file("run.db"));
    return store::open_collection(file("run.db"), clock_.now(), 7);
  }

 private:
  std::string file(const char* name) const { return folder_ / name; }

  TemporaryFolder folder_;
  RunningClock clock_;
};

struct Conversation {
  std::size_t lines = 0;  ///< of the input
  std::vector<Json> answers;
};

Conversation converse(Db& db, const Clock& clock, std::string_view input) {
  std::istringstream in{std::string(input)};
  std::ostringstream out, err;
  Shell shell{in, out, err,   [](const char*) { return std::optional<std::string>(); },
              {}, {},  false, false,
              80, {},  {}};
  Study study(db, clock, {});
  require(study.ask() != nullptr, "the collection has nothing to ask");
  review_json(study, shell);
  require(err.str().empty(), "said beside the protocol: {}", err.str());
  Conversation held;
  std::size_t questions = 0;
  std::istringstream lines(out.str());
  for (std::string line; std::getline(lines, line);) {
    Json json = Json::parse(line, nullptr, false);
    require(json.is_object(), "no JSON line: {}", line);
    if (json.contains("prompt"))
      ++questions;
    else
      held.answers.push_back(std::move(json));
  }
  require(questions > 0, "nothing was asked");
  held.lines = static_cast<std::size_t>(std::count(input.begin(), input.end(), '\n')) +
               (input.empty() || input.ends_with('\n') ? 0 : 1);
  const bool over = study.ask() == nullptr;
  require(over ? held.answers.size() <= held.lines : held.answers.size() == held.lines,
          "{} lines, {} answers", held.lines, held.answers.size());
  return held;
}

/// The acts that the answers say were done, in order.
std::vector<EventType> acknowledged(const Conversation& held) {
  std::vector<EventType> acts;
  for (const Json& answer : held.answers) {
    require(answer.size() >= 1, "an empty answer");
    const std::string& key = answer.begin().key();
    const Json& value = answer.begin().value();
    if (key == "saved") acts.push_back(EventType::review);
    if (key == "suspended") acts.push_back(EventType::suspend);
    if (key == "buried") acts.push_back(EventType::bury);
    if (key == "flagged" && value == true) acts.push_back(EventType::flag);
    if (key == "accepted" && value == true) acts.push_back(EventType::accept);
    if (key == "undone" && !value.is_null()) acts.push_back(EventType::undo);
  }
  return acts;
}

void check_log(Db& db, std::int64_t before, const Conversation& held) {
  std::vector<Event> events;
  store::for_each_own_event_backwards(db, [&](const Event& event) {
    if (event.id.seq > before) events.push_back(event);
    return event.id.seq > before;
  });
  const std::vector<EventType> acts = acknowledged(held);
  require(acts.size() == events.size(), "{} acts acknowledged, {} in the log", acts.size(),
          events.size());
  auto event = events.rbegin();
  std::vector<Json> saved;
  for (const Json& answer : held.answers) {
    if (answer.contains("saved")) saved.push_back(answer["saved"]);
  }
  auto said = saved.begin();
  for (const EventType act : acts) {
    require(event->type() == act, "acknowledged {}, written {}", to_string(act),
            to_string(event->type()));
    if (const auto* review = std::get_if<ReviewAct>(&event->act)) {
      require((*said)["card"] == to_hex(*event->subject) &&
                  (*said)["rating"] == static_cast<int>(review->rating),
              "another review was written");
      ++said;
    }
    ++event;
  }
}

void run(std::string_view input) {
  static const Template studied;
  Db db = studied.copy();
  const auto latest = query_one<std::int64_t>(db, "select max(seq) from event").value_or(0);
  const RunningClock clock = studied.clock();
  check_log(db, latest, converse(db, clock, input));
  const CheckReport report = check_collection(db);
  require(report.ok(), "{}", report.ok() ? "" : report.findings.front());
}

}  // namespace
}  // namespace lianxi::app

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  lianxi::app::run({reinterpret_cast<const char*>(data), size});
  return 0;
}
