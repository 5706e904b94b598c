// Disks that fail and power that goes, under the whole program: every command that writes is run
// again and again, each time with another call to the disk failing or cutting the power. Afterwards
// the collection is opened on a sound disk: `check` finds nothing, what was acknowledged is there
// once, and the command in the middle is done or not begun.
//
// With `full` every call fails in turn; else some, chosen by chance. LIANXI_TEST_SEED repeats a
// run.

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "faults/fault_vfs.h"
#include "faults/operations.h"
#include "support/shell.h"

namespace lianxi::test {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr const char* kNow = "2026-03-02T09:00+08:00";
/// Of each operation and sort of fault, in the short form.
constexpr int kSampledCalls = 3;
/// Ways in which one cut is tried, in the full form.
constexpr int kOutcomes = 3;

struct Outcome {
  int acknowledged = 0;  ///< steps
  int status = 0;        ///< of the last command
  std::string out, err;  ///< likewise
};

CommandResult run_in(const std::string& folder, std::vector<std::string> words,
                     const std::string& input = "") {
  for (std::string& word : words) {
    if (const auto at = word.find("{}"); at != std::string::npos) word.replace(at, 2, folder);
  }
  words.insert(words.end(), {"--collection", folder + "/c.db"});
  return run_command(words, kNow, folder, input);
}

/// Answers of `review --json` that say that something is in the log.
int acknowledgements(const std::string& out) {
  int count = 0;
  std::istringstream lines(out);
  for (std::string line; std::getline(lines, line);) {
    const Json json = Json::parse(line, nullptr, false);
    for (const char* key : {"saved", "undone", "suspended", "buried", "flagged"}) {
      count += json.is_object() && json.contains(key);
    }
  }
  return count;
}

/// Runs the steps from one to another, until one fails.
Outcome run_steps(const Operation& operation, const std::string& folder, int from, int to) {
  Outcome outcome;
  int step = 0;
  for (const Command& command : operation.commands) {
    const int size = command.steps();
    const int begin = std::max(from - step, 0);
    const int end = std::min(to - step, size);
    step += size;
    if (begin >= end) continue;
    std::string input;
    for (int i = begin; i < end && !command.lines.empty(); ++i) {
      input += command.lines[static_cast<std::size_t>(i)] + "\n";
    }
    const CommandResult result = run_in(folder, command.words, input);
    outcome.status = result.status;
    outcome.out = result.out;
    outcome.err = result.err;
    outcome.acknowledged +=
        command.lines.empty() ? (result.status == 0) : acknowledgements(result.out);
    if (result.status != 0) break;
  }
  return outcome;
}

/// What a sound collection holds: its two digests. Else what is wrong with it.
struct State {
  std::string digests, wrong;
};

State state_of(const std::string& folder) {
  const CommandResult result = run_in(folder, {"check", "--json"});
  const Json report = Json::parse(result.out, nullptr, false);
  if (!report.is_object() || result.status != 0 || !report["ok"].get<bool>()) {
    return {"", result.out + result.err};
  }
  return {report["state"].get<std::string>() + report["log"].get<std::string>(), ""};
}

/// What was tried of one operation.
struct Figures {
  int faults = 0, cuts = 0, acknowledged = 0, lost = 0;
  void add(const Figures& other) {
    faults += other.faults;
    cuts += other.cuts;
    acknowledged += other.acknowledged;
    lost += other.lost;
  }
};

/// One call that fails.
struct Trial {
  Call call;
  int nth;
  Fault fault;
  bool for_good;
  std::string name() const {
    return fmt::format("{} at {} {}{}", to_string(fault), to_string(call), nth,
                       for_good ? " and after it" : "");
  }
};

/// A folder that is the same again before every trial.
class Place {
 public:
  const std::string& path() const { return folder_.path(); }
  void keep() { fs::copy(path(), kept_.path(), fs::copy_options::recursive); }

  /// Every file is the same one, not only its bytes: a collection knows which file it is.
  void put_back() {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(path())) {
      if (entry.is_regular_file()) files.push_back(entry.path());
    }
    for (const fs::path& file : files) {
      if (!fs::exists(kept_.path() / fs::relative(file, path()))) fs::remove(file);
    }
    for (const auto& entry : fs::recursive_directory_iterator(kept_.path())) {
      const fs::path file = path() / fs::relative(entry.path(), kept_.path());
      if (entry.is_directory()) fs::create_directories(file);
      if (!entry.is_regular_file()) continue;
      std::ofstream(file, std::ios::binary | std::ios::trunc)
          << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    }
  }

 private:
  TemporaryFolder folder_, kept_;
};

/// Every call that can fail, in every way: all numbers from 1, or some of them.
class Chooser {
 public:
  Chooser(std::mt19937_64& random, bool full) : random_(random), full_(full) {}

  /// The last one is always among them.
  std::vector<int> numbers(int count) {
    std::vector<int> chosen;
    if (full_ || count <= kSampledCalls) {
      for (int i = 1; i <= count; ++i) chosen.push_back(i);
      return chosen;
    }
    for (int i = 1; i < kSampledCalls; ++i) {
      chosen.push_back(1 + static_cast<int>(random_() % static_cast<unsigned>(count - 1)));
    }
    chosen.push_back(count);
    return chosen;
  }

  std::vector<Trial> faults(const std::vector<int>& calls) {
    std::vector<Trial> trials;
    for (const Call call : kCalls) {
      for (const int nth : numbers(calls[static_cast<std::size_t>(call)])) {
        for (const bool for_good : {false, true}) {
          trials.push_back({call, nth, Fault::input_output, for_good});
          if (call != Call::read) trials.push_back({call, nth, Fault::no_space, for_good});
        }
      }
    }
    return trials;
  }

  std::vector<Trial> cuts(const std::vector<int>& calls) {
    std::vector<Trial> trials;
    for (const Call call : kCalls) {
      if (call == Call::read || call == Call::map) continue;
      // One more than there are: the power goes when all is done.
      for (const int nth : numbers(calls[static_cast<std::size_t>(call)] + 1)) {
        trials.insert(trials.end(), full_ ? kOutcomes : 1, {call, nth, Fault::power, true});
      }
    }
    return trials;
  }

 private:
  std::mt19937_64& random_;
  bool full_;
};

std::vector<int> calls_of(const FaultyDisk& disk) {
  std::vector<int> counts;
  for (const Call call : kCalls) counts.push_back(disk.calls(call));
  return counts;
}

/// One operation under all that may befall it.
class Trials {
 public:
  Trials(const Operation& operation, std::mt19937_64& random)
      : operation_(operation), random_(random) {
    operation_.prepare(work());
    place_.keep();
    for (int steps = 0; steps <= operation_.steps(); ++steps) {
      place_.put_back();
      const Outcome outcome = run_steps(operation_, work(), 0, steps);
      const State state = state_of(work());
      if (outcome.status != 0 || outcome.acknowledged != steps || !state.wrong.empty()) {
        fail(fmt::format("{} steps on a sound disk: status {}, {} acknowledged, {}{}{}", steps,
                         outcome.status, outcome.acknowledged, outcome.out, outcome.err,
                         state.wrong));
      }
      milestones_.push_back(state.digests);
    }
    if (operation_.writes &&
        std::set(milestones_.begin(), milestones_.end()).size() != milestones_.size()) {
      fail("a step changes nothing");
    }
  }

  void run(Chooser chooser) {
    const std::vector<int> calls = count_calls();
    for (const Trial& trial : chooser.faults(calls)) try_one(trial);
    for (const Trial& trial : chooser.cuts(calls)) try_one(trial);
  }

  /// Losses on a disk whose syncs do nothing: there must be some, or nothing here is worth much.
  int losses_of_a_lying_disk(int trials) {
    int lost = 0;
    for (int i = 0; i < trials; ++i) {
      place_.put_back();
      const Outcome outcome = on_faulty_disk([](FaultyDisk& disk) { disk.lie_about_syncs(); });
      const State state = state_of(work());
      lost += !is_within(state, outcome.acknowledged, outcome.acknowledged + 1);
    }
    return lost;
  }

  const Figures& figures() const { return figures_; }
  int failures() const { return failures_; }

 private:
  std::string work() const { return place_.path(); }

  template <typename Prepare>
  Outcome on_faulty_disk(const Prepare& prepare) {
    FaultyDisk disk(work());
    prepare(disk);
    Outcome outcome = run_steps(operation_, work(), 0, operation_.steps());
    disk.lose_power(random_);
    return outcome;
  }

  std::vector<int> count_calls() {
    place_.put_back();
    FaultyDisk disk(work());
    run_steps(operation_, work(), 0, operation_.steps());
    return calls_of(disk);
  }

  bool is_within(const State& state, int first, int last) const {
    last = std::min(last, operation_.steps());
    for (int i = first; i <= last; ++i) {
      if (state.wrong.empty() && milestones_[static_cast<std::size_t>(i)] == state.digests)
        return true;
    }
    return false;
  }

  void try_one(const Trial& trial) {
    place_.put_back();
    Outcome outcome;
    bool struck = false;
    {
      FaultyDisk disk(work());
      disk.fail(trial.call, trial.nth, trial.fault, trial.for_good);
      outcome = run_steps(operation_, work(), 0, operation_.steps());
      struck = disk.struck();
      if (trial.fault == Fault::power) disk.lose_power(random_);
    }
    (trial.fault == Fault::power ? figures_.cuts : figures_.faults) += 1;
    figures_.acknowledged += outcome.acknowledged;
    judge_words(trial, outcome, struck);
    judge_collection(trial, outcome);
  }

  void judge_words(const Trial& trial, const Outcome& outcome, bool struck) {
    const auto lines = std::count(outcome.err.begin(), outcome.err.end(), '\n');
    const bool failed = outcome.status == app::kCollection || outcome.status == app::kBadInput;
    const bool clear = outcome.err.starts_with("lianxi: ") && lines >= 1 && lines <= 2 &&
                       outcome.err.find("(in: ") == std::string::npos;
    if (outcome.status != 0 && !(struck && failed && clear)) {
      fail(fmt::format("{}: status {}: {}", trial.name(), outcome.status, outcome.err));
    }
    if (outcome.status == 0 && outcome.acknowledged < operation_.steps()) {
      fail(fmt::format("{}: done, but only {} steps", trial.name(), outcome.acknowledged));
    }
    if (outcome.status != 0) said_.insert(outcome.err);
  }

  void judge_collection(const Trial& trial, const Outcome& outcome) {
    const std::string also = operation_.also ? operation_.also(work(), outcome.acknowledged) : "";
    const State state = state_of(work());
    if (!is_within(state, outcome.acknowledged, outcome.acknowledged + 1)) {
      const auto found = std::find(milestones_.begin(), milestones_.end(), state.digests);
      const int steps =
          found == milestones_.end() ? 0 : static_cast<int>(found - milestones_.begin());
      figures_.lost += std::max(0, outcome.acknowledged - steps);
      fail(fmt::format("{}: {} acknowledged, {}", trial.name(), outcome.acknowledged,
                       !state.wrong.empty()         ? state.wrong
                       : found == milestones_.end() ? "something between two steps is there"
                                                    : fmt::format("{} there", steps)));
      return;
    }
    if (!also.empty()) fail(fmt::format("{}: {}", trial.name(), also));
    finish(trial, state);
  }

  /// What was not done is done now, on a sound disk.
  void finish(const Trial& trial, const State& state) {
    const auto found = std::find(milestones_.rbegin(), milestones_.rend(), state.digests);
    const int from = operation_.steps() - static_cast<int>(found - milestones_.rbegin());
    const Outcome rest = run_steps(operation_, work(), from, operation_.steps());
    const State end = state_of(work());
    if (rest.status != 0 || !end.wrong.empty()) {
      fail(fmt::format("{}: afterwards status {}: {}{}", trial.name(), rest.status, rest.err,
                       end.wrong));
      return;
    }
    const std::string wrong = operation_.afterwards ? operation_.afterwards(work()) : "";
    if (!wrong.empty()) fail(fmt::format("{}: afterwards: {}", trial.name(), wrong));
  }

  void fail(const std::string& what) {
    if (++failures_ <= 10) std::cerr << "FAILED: " << operation_.name << ": " << what << "\n";
  }

  const Operation& operation_;
  std::mt19937_64& random_;
  Place place_;
  std::vector<std::string> milestones_;  // digests after each number of steps
  std::set<std::string> said_;
  Figures figures_;
  int failures_ = 0;

 public:
  const std::set<std::string>& said() const { return said_; }
};

/// A session at a terminal, which goes on after an answer or an undo that could not be saved: the
/// learner is told and tries again. What is said to be saved or undone is, and nothing else.
class TryingAgain {
 public:
  explicit TryingAgain(std::mt19937_64& random) : random_(random) {
    operation_named("review").prepare(place_.path());
    place_.keep();
    before_ = reviews().live;
    // All wrong, so that there is always one more.
    for (int i = 0; i < kAnswers; ++i) input_ += "\n1\n";
    for (int i = 0; i < kUndos; ++i) input_ += "u\n";
  }

  void run(Chooser chooser) {
    std::vector<int> calls;
    Said clean;
    {
      FaultyDisk disk(place_.path());
      clean = said_in(session().out);
      calls = calls_of(disk);
    }
    if (clean.answers != kAnswers || clean.undone != kUndos) {
      fail("a sound disk", fmt::format("{} answers, {} undone", clean.answers, clean.undone));
    }
    for (const Trial& trial : chooser.faults(calls)) try_one(trial);
    for (const Trial& trial : chooser.cuts(calls)) try_one(trial);
  }

  const Figures& figures() const { return figures_; }
  int failures() const { return failures_; }

 private:
  static constexpr int kAnswers = 8, kUndos = 3;

  /// What the screen says was done.
  struct Said {
    int answers = 0, undone = 0;
  };

  static Said said_in(const std::string& out) {
    Said said;
    std::istringstream lines(out);
    for (std::string line; std::getline(lines, line);) {
      said.answers += line.find(", due 20") != std::string::npos;
      said.undone += line.starts_with("  undone: ");
    }
    return said;
  }

  CommandResult session() {
    return run_command({"review", "--collection", place_.path() + "/c.db"}, kNow, place_.path(),
                       input_, true);
  }

  struct Reviews {
    int live = 0;
    bool latest_undone = true;  ///< none that is older than a live one
  };

  Reviews reviews() const {
    Reviews found;
    bool any_undone = false;
    std::istringstream lines(run_in(place_.path(), {"log", "--json"}).out);
    for (std::string line; std::getline(lines, line);) {
      const Json event = Json::parse(line);
      if (event["type"] != "review") continue;
      const bool undone = event["undone"].get<bool>();
      found.live += !undone;
      if (!undone && any_undone) found.latest_undone = false;
      any_undone |= undone;
    }
    return found;
  }

  void try_one(const Trial& trial) {
    place_.put_back();
    CommandResult result;
    {
      FaultyDisk disk(place_.path());
      disk.fail(trial.call, trial.nth, trial.fault, trial.for_good);
      result = session();
      if (trial.fault == Fault::power) disk.lose_power(random_);
    }
    (trial.fault == Fault::power ? figures_.cuts : figures_.faults) += 1;
    judge(trial, said_in(result.out), result);
  }

  void judge(const Trial& trial, const Said& said, const CommandResult& result) {
    figures_.acknowledged += said.answers;
    const State state = state_of(place_.path());
    const int wanted = said.answers - said.undone;
    const Reviews found = reviews();
    const int live = found.live - before_;
    // Where nothing works any more the last act may be there without a word of it.
    const int more = trial.for_good ? 1 : 0;
    if (std::abs(live - wanted) > more || !state.wrong.empty()) {
      figures_.lost += std::max(0, wanted - live);
      fail(trial.name(), fmt::format("{} answers said to be saved and not undone, {} are; {}{}",
                                     wanted, live, state.wrong, result.err));
    }
    if (!found.latest_undone) fail(trial.name(), "another act than the latest was undone");
  }

  void fail(const std::string& when, const std::string& what) {
    if (++failures_ <= 10) std::cerr << "FAILED: trying again: " << when << ": " << what << "\n";
  }

  std::mt19937_64& random_;
  Place place_;
  int before_ = 0;
  std::string input_;
  Figures figures_;
  int failures_ = 0;
};

int run_all(bool full, const std::string& only) {
  const char* given = std::getenv("LIANXI_TEST_SEED");
  const std::uint64_t seed = given ? std::strtoull(given, nullptr, 10) : std::random_device{}();
  std::mt19937_64 random(seed);
  fmt::print("seed {}\n{:<34}{:>8}{:>8}{:>14}{:>6}\n", seed, "operation", "faults", "cuts",
             "acknowledged", "lost");
  const auto print = [](std::string_view name, const Figures& figures) {
    fmt::print("{:<34}{:>8}{:>8}{:>14}{:>6}\n", name, figures.faults, figures.cuts,
               figures.acknowledged, figures.lost);
    std::fflush(stdout);
  };
  Figures all;
  int failures = 0;
  for (const Operation& operation : operations()) {
    if (!only.empty() && std::string_view(operation.name).find(only) == std::string_view::npos)
      continue;
    Trials trials(operation, random);
    trials.run(Chooser(random, full));
    print(operation.name, trials.figures());
    all.add(trials.figures());
    failures += trials.failures();
    if (std::getenv("LIANXI_SHOW_ERRORS")) {
      for (const std::string& said : trials.said()) fmt::print("{}", said);
    }
  }
  if (only.empty() || only == "trying again") {
    TryingAgain trials(random);
    trials.run(Chooser(random, full));
    print("review, trying again", trials.figures());
    all.add(trials.figures());
    failures += trials.failures();
  }
  print("all", all);
  if (only.empty()) {
    const Operation review = operation_named("review");
    Trials trials(review, random);
    const int lost = trials.losses_of_a_lying_disk(20);
    fmt::print("a disk whose syncs do nothing: of 20 cuts {} lost an answer\n", lost);
    failures += lost == 0;
  }
  if (failures > 0) std::cerr << failures << " failed\n";
  return failures == 0 ? 0 : 1;
}

}  // namespace
}  // namespace lianxi::test

int main(int argc, char** argv) {
  const bool full = argc > 1 && std::string_view(argv[1]) == "full";
  const std::string only = argc > 1 + full ? argv[1 + full] : "";
  return lianxi::test::run_all(full, only);
}
