#include "foreign/anki_writer.h"

#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "foreign/anki_fields.h"
#include "foreign/anki_package.h"
#include "schedule/fsrs6.h"
#include "session/read_decks.h"
#include "support/exported_notes.h"
#include "support/random_learner.h"
#include "support/simulated_learner.h"
#include "support/temporary_folder.h"

namespace lianxi::test {
namespace {

void write_package(const NoteFile& file, const std::string& path,
                   const std::vector<NoteMedia>& media = {}) {
  AnkiWriter writer(path, 1'772'413'200);
  const NoteSink sink = writer.sink();
  sink.begin(file.source);
  for (const NoteType& type : file.types) sink.type(type);
  for (const Note& note : file.notes) sink.accept(note);
  for (const NoteMedia& one : media) sink.media(one);
  writer.finish();
}

NoteFile read_package(const std::string& path, std::vector<NoteMedia>* media = nullptr) {
  NoteFile file;
  file.path = path;
  read_anki_package(Archive(path), path, file.sink([&](NoteMedia one) {
    if (media) media->push_back(std::move(one));
  }));
  return file;
}

/// What the package keeps with each card, by what is asked.
std::vector<nlohmann::json> card_data_of(const NoteFile& file) {
  const TemporaryFolder folder;
  write_package(file, folder / "x.apkg");
  const Archive archive(folder / "x.apkg");
  std::ofstream(folder / "collection", std::ios::binary)
      << archive.bytes(archive.find("collection.anki2").value(), Archive::kMostBytes);
  Db db(folder / "collection", Db::Mode::read_only);
  Statement query(db, "select data from cards order by id");
  std::vector<nlohmann::json> all;
  for (query.bind(); query.step();) all.push_back(nlohmann::json::parse(query.get<std::string>(0)));
  return all;
}

NoteFile through_package(const NoteFile& file) {
  const TemporaryFolder folder;
  write_package(file, folder.path() + "/x.apkg");
  return read_package(folder.path() + "/x.apkg");
}

}  // namespace

TEST_CASE("a package holds what notes say, and comes back so") {
  NoteFile file;
  file.source = {"lianxi", "x", "x", std::chrono::minutes{480}, std::chrono::hours{4}};
  file.types = {{"Words", {"Word", "Meaning", "Picture"}, {{"card", {0}, {1, 2}}}, false}};
  Note note;
  note.type = "Words";
  note.id = "n1";
  note.values = {"茶 <&>", "tea\n\"chá\"", "[image: a b.png]"};
  note.tags = {"hot drinks", "tea"};
  PastCard card;
  card.id = "c1";
  card.deck = "Chinese::Drinks";
  card.suspended = true;
  card.flag = "green";
  card.state = PastState{5, 231, 40, day_from_number(20540), day_from_number(20500), {}, {}};
  const std::int64_t at = std::int64_t{20500} * 86'400'000;
  card.reviews = {
      {at, Rating::hard, std::chrono::milliseconds{4200}, day_from_number(20500), Days{40}}};
  note.cards = {card};
  file.notes = {note};
  const TemporaryFolder folder;
  const std::string path = folder.path() + "/x.apkg";
  write_package(file, path, {{"a b.png", std::string("\0\1\2", 3)}});
  std::vector<NoteMedia> media;
  const NoteFile read = read_package(path, &media);
  REQUIRE(read.notes.size() == 1);
  CHECK(read.notes[0].id == "n1");
  CHECK(read.notes[0].values == note.values);
  CHECK(read.notes[0].tags == std::vector<std::string>{"hot_drinks", "tea"});
  CHECK(read.types == file.types);
  REQUIRE(read.notes[0].cards.size() == 1);
  const PastCard& same = read.notes[0].cards[0];
  CHECK(same.deck == card.deck);
  CHECK(same.state == card.state);
  CHECK(same.suspended);
  CHECK(same.flag == "green");
  CHECK(same.reviews == card.reviews);
  CHECK(media == std::vector<NoteMedia>{{"a b.png", std::string("\0\1\2", 3)}});
  CHECK(read.source.offset == file.source.offset);
  CHECK(read.source.rollover == file.source.rollover);
}

TEST_CASE("numbers are the same at every export, and nothing is left beside the package") {
  const TemporaryFolder folder;
  TestClock clock("2026-03-02T09:00+08:00");
  Db db = store::memory_collection(clock.now());
  import_text(db, clock, "tea", kTea);
  const NoteFile file = exported(db, clock.now());
  write_package(file, folder.path() + "/one.apkg");
  write_package(file, folder.path() + "/two.apkg");
  const NoteFile one = read_package(folder.path() + "/one.apkg");
  CHECK(one.notes == read_package(folder.path() + "/two.apkg").notes);
  CHECK(one.source.origin == read_package(folder.path() + "/two.apkg").source.origin);
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 2);
  CHECK_THROWS_AS(AnkiWriter(folder.path() + "/none/x.apkg", 1), Error);
}

TEST_CASE("weeks of study come back from a package into an empty collection") {
  TestClock clock("2026-03-02T09:00+08:00");
  Db db = store::memory_collection(clock.now());
  std::istringstream none;
  ImportReport report;
  const std::string decks = std::string(LIANXI_SOURCE_DIR) + "/decks/";
  import_decks(db, {clock.now(), kRollover}, read_decks({decks + "first", decks + "contact"}, none),
               {}, report);
  SimulatedLearner learner(db, clock, 11);
  for (int day = 0; day < 60; ++day, learner.next_day()) learner.study_day();
  const NoteFile file = through_package(exported(db, clock.now()));
  CHECK(file.reviews() > 500);
  Db other = store::memory_collection(clock.now(), 2);
  CHECK(import(other, clock.now(), file).own == std::ssize(file.notes));
  check_same(db, other);
  CHECK(check_collection(other).findings.empty());

  const CheckReport before = check_collection(db);
  CHECK(import(db, clock.now(), file).history.reviews_new == 0);
  CHECK(check_collection(db).log == before.log);
}

TEST_CASE("stability and difficulty are where Anki has them, and come back") {
  TestClock clock("2026-03-02T09:00+08:00");
  Db db = store::memory_collection(clock.now());
  store::store_setting(db, "scheduler", "fsrs");
  import_text(db, clock, "tea", kTea);
  SimulatedLearner learner(db, clock, 11);
  for (int day = 0; day < 30; ++day, learner.next_day()) learner.study_day();
  NoteFile file = exported(db, clock.now());
  file.source.retention = 0.85;
  const NoteFile read = through_package(file);
  Db other = store::memory_collection(clock.now(), 2);
  store::store_setting(other, "scheduler", "fsrs");
  import(other, clock.now(), read);
  check_same(db, other);
  int remembered = 0;
  store::for_each_card(db, [&](const store::CardRow& card) {
    const auto same = store::find_card(other, card.card.key);
    REQUIRE(same);
    CHECK(same->state.memory == card.state.memory);
    remembered += card.state.memory ? 1 : 0;
  });
  CHECK(remembered >= 5);
  int told = 0;
  for (const auto& data : card_data_of(file)) {
    CHECK(data.contains("s") == data.contains("d"));
    CHECK(data.contains("s") == data.contains("dr"));
    if (!data.contains("s")) continue;
    CHECK(data["s"].get<double>() >= kMinStability);
    CHECK(data["d"].get<double>() >= kMinDifficulty);
    CHECK(data["d"].get<double>() <= kMaxDifficulty);
    CHECK(data["dr"] == 0.85);
    ++told;
  }
  CHECK(told == remembered);
}

TEST_CASE("what a package says of a memory counts, whatever its answers come to") {
  TestClock clock("2026-03-02T09:00+08:00");
  Db db = store::memory_collection(clock.now());
  store::store_setting(db, "scheduler", "fsrs");
  import_text(db, clock, "tea", kTea);
  SimulatedLearner(db, clock, 11).study_day();
  NoteFile file = exported(db, clock.now());
  PastCard& card = file.notes.at(0).cards.at(0);
  REQUIRE(card.state);
  card.state->stability = 99.5;
  card.state->difficulty = 7.0 / 3;
  Db other = store::memory_collection(clock.now(), 2);
  store::store_setting(other, "scheduler", "fsrs");
  import(other, clock.now(), through_package(file));
  const auto key = key_from_hex(card.id).value();
  CHECK(store::find_card(other, key)->state.memory == MemoryState{99.5, 7.0 / 3});
}

TEST_CASE("a package of SM-2 says nothing of FSRS") {
  TestClock clock("2026-03-02T09:00+08:00");
  Db db = store::memory_collection(clock.now());
  import_text(db, clock, "tea", kTea);
  SimulatedLearner learner(db, clock, 11);
  for (int day = 0; day < 9; ++day, learner.next_day()) learner.study_day();
  for (const auto& data : card_data_of(exported(db, clock.now()))) {
    for (const char* name : {"s", "d", "dr"}) CHECK_FALSE(data.contains(name));
  }
}

TEST_CASE("whatever learners do comes back from a package") {
  for (unsigned seed = 1; seed <= 15; ++seed) {
    CAPTURE(seed);
    RandomLearner learner(seed, std::chrono::minutes{0});
    for (int i = 0; i < 80; ++i) learner.step();
    const Moment now = learner.clock.now();
    const NoteFile file = through_package(exported(learner.db, now));
    Db other = store::memory_collection(now, 1000 + seed);
    import(other, now, file);
    check_same(learner.db, other);
    CHECK(check_collection(other).findings.empty());
    CHECK(import(learner.db, now, file).history.reviews_new == 0);
  }
}

TEST_CASE("a field is HTML, its checksum that of its text") {
  CHECK(anki_field("a<b>&\"c\"\nd [image: x.png] [sound:y.mp3]") ==
        "a&lt;b&gt;&amp;&quot;c&quot;<br>d <img src=\"x.png\"> [sound:y.mp3]");
  CHECK(anki_field("[image: ") == "[image: ");
  CHECK(anki_checksum("abc") == 0xa9993e36);  // FIPS 180: SHA-1 of "abc"
  AnkiNumbers numbers;
  const std::int64_t first = numbers.of("card", "a");
  CHECK(AnkiNumbers().of("card", "a") == first);
  CHECK(AnkiNumbers().of("note", "a") != first);
  CHECK(numbers.of("card", "a") == first + 1);
}

}  // namespace lianxi::test
