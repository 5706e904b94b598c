// How long single functions take: those that run once for every card, event or answer. Google
// Benchmark; what they work on is made here by seed, but for one page of the decks.

#include <benchmark/benchmark.h>

#include <cstdint>
#include <fstream>
#include <optional>
#include <random>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "cards/generate.h"
#include "grade/grade.h"
#include "import/reader.h"
#include "schedule/fold.h"
#include "schedule/queue.h"
#include "schedule/sm2.h"
#include "store/event_record.h"
#include "store/payload.h"

namespace lianxi {
namespace {

std::int64_t below(std::mt19937_64& random, std::int64_t limit) {
  return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(limit));
}

Key key_of(std::int64_t number) { return hash_key({"bench", std::to_string(number)}); }

/// Adds the number of things done in each round.
void count(benchmark::State& state, std::size_t items) {
  state.SetItemsProcessed(static_cast<std::int64_t>(items) *
                          static_cast<std::int64_t>(state.iterations()));
}

// SM-2
// ------------------------------------------------------------------------------------------

const char* const kPresets[] = {"article", "article_after", "nearest", "pypi"};
constexpr std::size_t kCards = 10'000;

std::vector<Sm2State> some_states(std::mt19937_64& random) {
  std::vector<Sm2State> states(kCards);
  for (Sm2State& state : states) {
    const auto n = static_cast<std::int32_t>(below(random, 8));
    state = {n == 0 ? 0 : 1 + below(random, 400), n,
             static_cast<std::int32_t>(130 + below(random, 200))};
  }
  return states;
}

/// More grades than the processor could learn by heart.
std::vector<std::uint8_t> some_grades(std::mt19937_64& random) {
  std::vector<std::uint8_t> grades(16 * kCards);
  for (std::uint8_t& grade : grades) grade = static_cast<std::uint8_t>(below(random, 6));
  return grades;
}

void sm2_batch(benchmark::State& state) {
  std::mt19937_64 random(1);
  const Sm2Options options = *sm2_preset(kPresets[state.range(0)]);
  std::vector<Sm2State> cards = some_states(random);
  const std::vector<std::uint8_t> grades = some_grades(random);
  std::size_t from = 0;
  for (auto _ : state) {
    sm2_step_all(cards, {&grades[from], kCards}, options);
    from = (from + kCards) % grades.size();
    benchmark::ClobberMemory();
  }
  state.SetLabel(kPresets[state.range(0)]);
  count(state, kCards);
}
BENCHMARK(sm2_batch)->DenseRange(0, 3);

void sm2_interface(benchmark::State& state) {
  std::mt19937_64 random(1);
  const Sm2 sm2;
  const Scheduler* scheduler = &sm2;
  benchmark::DoNotOptimize(scheduler);  // hides which one it is: the call stays virtual
  constexpr std::size_t kFew = 1'000;   // a CardState is large; these stay in the cache
  std::vector<CardState> cards(kFew);
  const std::vector<Sm2State> states = some_states(random);
  for (std::size_t i = 0; i < kFew; ++i) cards[i].sm2 = states[i];
  std::vector<Rating> ratings(16 * kCards);
  for (Rating& rating : ratings) rating = kRatings[static_cast<std::size_t>(below(random, 4))];
  std::size_t from = 0;
  for (auto _ : state) {
    for (std::size_t i = 0; i < kFew; ++i) {
      cards[i].sm2 = scheduler->answer(cards[i], ratings[from + i], {}, Days{1}, 0.5).sm2;
    }
    from = (from + kFew) % ratings.size();
  }
  count(state, kFew);
}
BENCHMARK(sm2_interface);

// The log
// ------------------------------------------------------------------------------------------

constexpr std::int64_t kHistoryCards = 500;
constexpr std::int64_t kEvents = 10'000;

/// A review as the `number`-th event, three minutes after the one before, so that a card comes back
/// on the next day. `previous`: its card's latest.
Event review_event(std::mt19937_64& random, std::int64_t number, std::optional<EventId>& previous) {
  Event event;
  event.id = {DeviceId{0x1234'5678'9abc}, number + 1};
  event.clock.ms = 1'772'420'400'000 + number * 180'000;
  event.at = {decltype(event.at.utc){std::chrono::milliseconds{event.clock.ms}},
              std::chrono::minutes{480}};
  event.day = study_day(event.at);
  event.subject = key_of(number % kHistoryCards);
  ReviewAct act;
  act.rating = kRatings[static_cast<std::size_t>(below(random, 4))];
  act.taken = std::chrono::milliseconds{below(random, 20'000)};
  act.scheduler = "sm2";
  act.previous = std::exchange(previous, event.id);
  act.interval = Days{1 + below(random, 100)};
  if (below(random, 2) == 0) act.sentence = key_of(-number);
  event.act = std::move(act);
  return event;
}

/// Of 500 cards, in the order of the log; one event in 50 is a suspension taken back at once.
std::vector<Event> history() {
  std::mt19937_64 random(2);
  std::vector<std::optional<EventId>> previous(kHistoryCards);
  std::vector<Event> events;
  for (std::int64_t i = 0; i < kEvents; ++i) {
    auto& latest = previous[static_cast<std::size_t>(i % kHistoryCards)];
    std::optional<EventId> unseen = latest;
    const bool other = i % 50 == 49;
    events.push_back(review_event(random, i, other ? unseen : latest));
    if (other) events.back().act = SuspendAct{false};
  }
  return events;
}

void card_fold(benchmark::State& state) {
  const std::vector<Event> events = history();
  const Sm2 sm2;
  for (auto _ : state) {
    std::vector<CardFold> folds(kHistoryCards, CardFold(sm2));
    for (std::size_t i = 0; i < events.size(); ++i) folds[i % kHistoryCards].add(events[i]);
    benchmark::DoNotOptimize(folds.data());
  }
  count(state, events.size());
}
BENCHMARK(card_fold);

std::vector<store::EventRecord> records() {
  std::mt19937_64 random(3);
  std::vector<store::EventRecord> records;
  for (Event& event : history()) {
    if (event.type() != EventType::review) continue;
    records.push_back({std::move(event), {}, {}, {}});
    if (below(random, 3) > 0) records.back().attempts = {{"lian2xi4", Verdict::right}};
  }
  return records;
}

void event_line(benchmark::State& state) {
  const auto made = records();
  for (auto _ : state) {
    for (const auto& record : made) benchmark::DoNotOptimize(store::event_line(record));
  }
  count(state, made.size());
}
BENCHMARK(event_line);

/// Into one string for all, as whoever writes a whole log does it.
void append_event_line(benchmark::State& state) {
  const auto made = records();
  std::string line;
  for (auto _ : state) {
    for (const auto& record : made) {
      line.clear();
      store::append_event_line(line, record);
      benchmark::DoNotOptimize(line.data());
    }
  }
  count(state, made.size());
}
BENCHMARK(append_event_line);

void read_event_line(benchmark::State& state) {
  std::vector<std::string> lines;
  for (const auto& record : records()) lines.push_back(store::event_line(record));
  for (auto _ : state) {
    for (const auto& line : lines) benchmark::DoNotOptimize(store::read_event_line(line));
  }
  count(state, lines.size());
}
BENCHMARK(read_event_line);

const Act kEdit = EditAct{"definition", "to contact; to get in touch"};

void write_payload(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(store::to_payload(kEdit));
  count(state, 1);
}
BENCHMARK(write_payload);

void read_payload(benchmark::State& state) {
  const std::string text = *store::to_payload(kEdit);
  for (auto _ : state) benchmark::DoNotOptimize(store::read_payload(EventType::edit, text));
  count(state, 1);
}
BENCHMARK(read_payload);

void set_digest(benchmark::State& state) {
  std::vector<std::string> lines;
  for (const auto& record : records()) lines.push_back(store::event_line(record));
  for (auto _ : state) {
    SetDigest digest;
    for (const auto& line : lines) digest.add(line);
    benchmark::DoNotOptimize(digest);
  }
  count(state, lines.size());
}
BENCHMARK(set_digest);

void hash_of_key(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(hash_key({"联系", "cloze", "保持联系"}));
  count(state, 1);
}
BENCHMARK(hash_of_key);

// Words
// ------------------------------------------------------------------------------------------

Wanted contact() {
  Wanted wanted;
  wanted.characters = {"联系", "聯繫"};
  wanted.readings = {"liánxì"};
  wanted.rivals = {{"联络", {"liánluò"}}, {"沟通", {"gōutōng"}}};
  wanted.lookup = [](std::string_view) { return std::vector<KnownWord>{}; };
  return wanted;
}

void typed_answer(benchmark::State& state, const char* typed) {
  const Wanted wanted = contact();
  for (auto _ : state) benchmark::DoNotOptimize(grade(typed, wanted, {}));
  count(state, 1);
}
BENCHMARK_CAPTURE(typed_answer, right_pinyin, "lian2xi4");
BENCHMARK_CAPTURE(typed_answer, right_characters, "联系");
BENCHMARK_CAPTURE(typed_answer, wrong_tone, "lian2xi2");

std::string page() {
  std::ifstream file(LIANXI_SOURCE_DIR "/decks/contact/lianxi.md");
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<Entry> entries_of(const std::string& text, benchmark::State& state) {
  std::vector<Entry> entries;
  read_entries(text, "lianxi.md",
               {[&](Entry entry) { entries.push_back(std::move(entry)); },
                [&](const Diagnostic&) { state.SkipWithError("the page is refused"); }});
  return entries;
}

void count_page(benchmark::State& state, const std::string& text) {
  state.SetBytesProcessed(static_cast<std::int64_t>(text.size()) *
                          static_cast<std::int64_t>(state.iterations()));
}

void page_read(benchmark::State& state) {
  const std::string text = page();
  for (auto _ : state) benchmark::DoNotOptimize(entries_of(text, state));
  count_page(state, text);
}
BENCHMARK(page_read);

/// Read, and its cards made.
void page_cards(benchmark::State& state) {
  const std::string text = page();
  WordSet words;
  for (const Entry& entry : entries_of(text, state)) words.add(entry.headword);
  for (auto _ : state) {
    for (const Entry& entry : entries_of(text, state)) {
      benchmark::DoNotOptimize(generate_cards(entry, words));
    }
  }
  count_page(state, text);
}
BENCHMARK(page_cards);

// The queue
// ------------------------------------------------------------------------------------------

void queue(benchmark::State& state) {
  std::mt19937_64 random(4);
  const StudyDay today = day_from_number(20514);
  QueueCards cards;
  for (std::int64_t i = 0; i < state.range(0); ++i) {
    QueueCard card;
    card.card = CardId{i + 1};
    card.entry = EntryId{1 + i / 3};
    card.hash = random();
    card.due = today - Days{below(random, 5)};
    card.interval = 1 + below(random, 100);
    cards.due.push_back(card);
  }
  QueueHistory history;
  history.mean_daily_reviews = 1e6;  // the usual order, not that of a backlog
  for (auto _ : state) benchmark::DoNotOptimize(make_queue(cards, today, {}, history));
  count(state, cards.due.size());
}
BENCHMARK(queue)->Arg(1'000);

}  // namespace
}  // namespace lianxi

BENCHMARK_MAIN();
